"""Article -> events: who did what to whom, where, when, how many, and whether it is told as having happened."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from reportedly.extract.events.casualties import causes_of
from reportedly.extract.events.circumstances import place_of, time_of
from reportedly.extract.events.merging import Found, is_anaphoric, merge
from reportedly.extract.events.participants import figures_on, participants_of
from reportedly.extract.events.scene import Knowledge, Scene, lay_out, span_of
from reportedly.extract.events.silence import amid_violence, claims_nothing
from reportedly.extract.events.status import standing_in
from reportedly.extract.events.triggers import Trigger, find_triggers
from reportedly.model import Actor, Article, Attribution, EventMention, Place, Quantity, Span, Time

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from spacy.tokens import Doc, Token

    from reportedly.codebook.event_types import EventTypes

__all__ = ["Knowledge", "find_events", "find_mentions", "load_events"]

NO_RECIPIENT = frozenset({"declaration", "ceasefire", "agreement"})
FROM_IS_RECIPIENT = frozenset({"territory-gain", "release", "looting"})


def load_events() -> Knowledge:
    """Load the words that the step needs."""
    from reportedly.codebook.modality import load_modality
    from reportedly.codebook.triggers import load_triggers

    return Knowledge(triggers=load_triggers(), modality=load_modality())


def find_events(
    article: Article,
    doc: Doc,
    *,
    event_types: EventTypes,
    lexicon: Knowledge,
    actors: Sequence[Actor] = (),
    places: Sequence[Place] = (),
    times: Sequence[Time] = (),
    quantities: Sequence[Quantity] = (),
    attributions: Sequence[Attribution] = (),
) -> Iterator[EventMention]:
    """Give the events of an article in text order, each happening once.

    A mention that only repeats another (the headline's, or a later "the attack") is joined to it and its trigger kept
    in ``evidence``; so are the words that decide a status.
    """
    scene = lay_out(
        article, doc, lexicon,
        actors=actors, places=places, times=times, quantities=quantities, attributions=attributions,
    )  # fmt: skip
    yield from merge([one for one in found_in(scene) if one.event.event_type in event_types.types])


def find_mentions(
    article: Article,
    doc: Doc,
    *,
    event_types: EventTypes,
    lexicon: Knowledge,
    actors: Sequence[Actor] = (),
    places: Sequence[Place] = (),
    times: Sequence[Time] = (),
    quantities: Sequence[Quantity] = (),
    attributions: Sequence[Attribution] = (),
) -> Iterator[EventMention]:
    """Give every event mention in text order, repeated ones too: ``find_events`` before joining."""
    scene = lay_out(
        article, doc, lexicon,
        actors=actors, places=places, times=times, quantities=quantities, attributions=attributions,
    )  # fmt: skip
    yield from (one.event for one in found_in(scene) if one.event.event_type in event_types.types)


def found_in(scene: Scene) -> Iterator[Found]:
    """Give all mentions with what merging needs."""
    heard = [trigger for trigger in find_triggers(scene) if not claims_nothing(trigger, scene)]
    order = {sentence.start: number for number, sentence in enumerate(scene.doc.sents)}
    triggers = list(absorb(list(amid_violence(heard, scene, order)), scene))
    causes = causes_of(triggers, scene)
    headlines = [block for block in scene.article.blocks if block.kind == "headline"]
    for trigger in triggers:
        event = event_of(trigger, causes.get(trigger.token.i), scene)
        at = event.trigger.start
        yield Found(
            event=event,
            sentence=order[trigger.token.sent.start],
            headline=any(block.start <= at < block.end for block in headlines),
            anaphoric=is_anaphoric(scene.doc, trigger.token.i),
            fields=frozenset(),
        )


def absorb(triggers: Sequence[Trigger], scene: Scene) -> Iterator[Trigger]:
    """Join an attack's verb to the noun that is its subject: "the bombing targeted a convoy" is one bombing."""
    attacks = scene.words.triggers.attacks
    nouns = {t.token.i: t for t in triggers if t.event_type in attacks and t.token.pos_ in ("NOUN", "PROPN")}
    taken: dict[int, tuple[Token, ...]] = {}
    gone: set[int] = set()
    for trigger in triggers:
        if trigger.token.pos_ == "VERB" and trigger.event_type in attacks:
            for noun in trigger.arguments.before_verb:
                if noun.i in nouns and noun.i != trigger.token.i:
                    taken[noun.i] = (*taken.get(noun.i, ()), *trigger.arguments.objects)
                    gone.add(trigger.token.i)
    for trigger in triggers:
        if trigger.token.i in taken:
            held = trigger.arguments
            joined = replace(held, objects=tuple(dict.fromkeys((*held.objects, *taken[trigger.token.i]))))
            yield replace(trigger, arguments=joined)
        elif trigger.token.i not in gone:
            yield trigger


def event_of(trigger: Trigger, cause: Span | None, scene: Scene) -> EventMention:
    """Fill the fields of one event."""
    token, held = trigger.token, trigger.arguments
    kind = trigger.event_type
    acted_on = () if trigger.sense.frame == "hold" or kind in NO_RECIPIENT else held.objects
    recipients = [*acted_on, *(held.froms if kind in FROM_IS_RECIPIENT else ())]
    standing = standing_in(token, scene)
    counted = [*held.objects, token] if kind != "withdrawal" else held.objects
    heads = {noun.i for noun in held.subjects}
    return EventMention(
        event_type=kind,
        trigger=span_of(token),
        actors=tuple(participants_of(held.subjects, kind, scene)),
        recipients=tuple(participants_of((noun for noun in recipients if noun.i not in heads), kind, scene)),
        place=place_of(token, scene, frame=trigger.sense.frame),
        time=time_of(token, scene),
        quantities=tuple(figures_on(counted, scene)),
        status=standing.status,
        polarity=standing.polarity,
        cause=cause,
        condition=standing.condition,
        evidence=standing.operators,
    )
