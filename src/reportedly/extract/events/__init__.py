"""Article -> events: who did what to whom, where, when, how many, and whether it is told as having happened."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from reportedly.extract.events.arguments import named_within
from reportedly.extract.events.casualties import causes_of
from reportedly.extract.events.circumstances import place_of, time_of
from reportedly.extract.events.figures_given import figures_given
from reportedly.extract.events.merging import Found, is_anaphoric, is_referring, merge
from reportedly.extract.events.modals import holder_of, intends
from reportedly.extract.events.noun_roles import support_of
from reportedly.extract.events.own_words import by_own_word
from reportedly.extract.events.participants import figures_on, participants_of
from reportedly.extract.events.responsibility import held_responsible
from reportedly.extract.events.scene import Knowledge, Scene, key_of, lay_out, span_of, substance
from reportedly.extract.events.sharing import each_its_own
from reportedly.extract.events.silence import amid_violence, claims_nothing
from reportedly.extract.events.status import standing_in
from reportedly.extract.events.triggers import Trigger, find_triggers
from reportedly.model import Actor, Article, Attribution, EventMention, Participant, Place, Quantity, Span, Time

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from reportedly.codebook.event_types import EventTypes
    from reportedly.parsed import Doc, Token

__all__ = ["Knowledge", "find_events", "find_mentions", "load_events"]

BEFALLING = frozenset({"affect", "undergo"})
NO_RECIPIENT = frozenset({"declaration", "ceasefire", "agreement"})
CARRIED = 8
AGAIN = frozenset({"in", "by", "with", "during"})
FROM_IS_RECIPIENT = frozenset({"territory-gain", "release", "looting"})


def load_events() -> Knowledge:
    """Load the words that the step needs."""
    from reportedly.codebook.figure_words import load_figure_words
    from reportedly.codebook.modality import load_modality
    from reportedly.codebook.triggers import load_triggers

    return Knowledge(triggers=load_triggers(), modality=load_modality(), figures=load_figure_words())


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
    yield from figures_given(
        merge([one for one in found_in(scene) if one.event.event_type in event_types.types]), scene
    )


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
    triggers = list(absorb(list(amid_violence(list(unrepeated(heard)), scene, order)), scene))
    causes = causes_of(triggers, scene)
    headlines = [block for block in scene.article.blocks if block.kind == "headline"]
    at_token = {trigger.token.i: trigger for trigger in triggers}
    wide = {place.id for place in scene.place_at.values() if place.precision in ("country", "region")}
    sentences = [order[trigger.token.sent.start] for trigger in triggers]
    counts = counts_in(scene, order)
    drafts = [event_of(trigger, causes.get(trigger.token.i), scene, at_token) for trigger in triggers]
    drafts = each_its_own(drafts, sentences, counts)
    events = by_own_word(drafts, sentences, counts, scene.doc, scene.words.figures)
    for trigger, event in zip(triggers, events, strict=True):
        at = event.trigger.start
        yield Found(
            event=event,
            sentence=order[trigger.token.sent.start],
            headline=any(block.start <= at < block.end for block in headlines),
            anaphoric=is_anaphoric(scene.doc, trigger.token.i),
            referring=is_referring(scene.doc, trigger.token.i),
            wide=event.place in wide,
            actors=frozenset(words_of(event.actors, scene)),
            recipients=frozenset(words_of(event.recipients, scene)),
            figures=frozenset(
                (one.low if one.low is not None else one.best, one.best if one.best is not None else one.high)
                for _, one in scene.quantities
                if one.id in event.quantities
            ),
            doubles=doubled(trigger, at_token),
            source=source_of(event.trigger, scene),
        )


def counts_in(scene: Scene, order: Mapping[int, int]) -> dict[int, list[Quantity]]:
    """Give the counts of each sentence in text order."""
    found: dict[int, dict[str, Quantity]] = {}
    for at, quantity in scene.quantities:
        if quantity.measure == "count":
            found.setdefault(order[scene.doc[at].sent.start], {})[quantity.id] = quantity
    return {sentence: sorted(held.values(), key=lambda one: one.start) for sentence, held in found.items()}


def words_of(participants: Iterable[Participant], scene: Scene) -> Iterator[str]:
    """Give what two mentions of a party share: its id, or the word that heads it."""
    for one in participants:
        words = scene.article.text[one.head.start : one.head.end].casefold()
        if one.actor is not None or not words[:1].isdigit():
            yield one.actor or words


def doubled(trigger: Trigger, at_token: Mapping[int, Trigger]) -> Span | None:
    """Give the verb that a noun only names again: "they raided the camp in an attack", "... the first evacuation"."""
    noun = trigger.token
    if noun.pos_ != "NOUN":
        return None
    above = noun.head.head if noun.dep_ == "pobj" and noun.head.lower_ in AGAIN else noun.head
    verb = at_token.get(above.i)
    if verb is None or verb.event_type != trigger.event_type or above.pos_ != "VERB" or above.i > noun.i:
        return None
    return span_of(above)


def source_of(trigger: Span, scene: Scene) -> str | None:
    """Give who is said to tell of an event: the source of the closest attribution that holds it."""
    source = holder_of(trigger, scene)
    if source is None:
        return None
    return source.actor or scene.article.text[source.start : source.end].casefold()


def unrepeated(triggers: Sequence[Trigger]) -> Iterator[Trigger]:
    """Give the triggers without a modifier that names the same as its head: "death toll", "bomb blast"."""
    kinds = {trigger.token.i: trigger.event_type for trigger in triggers}
    for trigger in triggers:
        token = trigger.token
        if token.dep_ not in ("compound", "nmod") or kinds.get(token.head.i) != trigger.event_type:
            yield trigger


def partitive_over(token: Token) -> Iterator[Token]:
    """Give the figure that takes part of what a noun names: "fifteen of the wounded"."""
    if token.dep_ == "pobj" and token.head.lower_ == "of":
        yield token.head.head


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


def event_of(trigger: Trigger, cause: Span | None, scene: Scene, at_token: Mapping[int, Trigger]) -> EventMention:
    """Fill the fields of one event."""
    token, held = trigger.token, trigger.arguments
    kind = trigger.event_type
    acted_on = () if trigger.sense.frame == "hold" or kind in NO_RECIPIENT else held.objects
    if trigger.sense.frame in BEFALLING:
        acted_on = tuple(named_within(acted_on, token))
    recipients = [
        noun
        for noun in (*acted_on, *(held.froms if kind in FROM_IS_RECIPIENT else ()))
        if noun.i == token.i or not (names_event(noun, at_token, scene) or tells_of(noun, token, scene))
    ]
    standing = standing_in(trigger.stands_at or token, scene)
    if standing.status == "predicted" and intends(token, scene):
        standing = replace(standing, status="planned")
    counted = (
        [*held.objects, *recipients, token, *partitive_over(token)] if kind != "withdrawal" else list(held.objects)
    )
    if kind in scene.words.triggers.counted_actors:
        counted.extend(held.subjects)
    doers: Sequence[Token] = [noun for noun in held.subjects if noun.i < token.i or not tells_of(noun, token, scene)]
    blame = None
    actors = actors_of(doers, kind, scene)
    if not actors and token.pos_ in ("NOUN", "PROPN"):
        blame = held_responsible(token, scene)
        doers = blame.doers if blame is not None else doers
        actors = actors_of(doers, kind, scene) if blame is not None else ()
    if blame is not None and blame.accused and standing.status == "occurred":
        standing = replace(standing, status="alleged")
    heads = {noun.i for noun in doers}
    between = heads | {noun.i for noun in recipients} if kind in scene.words.triggers.between_parties else frozenset()
    return EventMention(
        event_type=kind,
        trigger=span_of(token),
        actors=actors,
        recipients=tuple(
            participants_of((noun for noun in recipients if noun.i not in heads), kind, scene, side=held.side)
        ),
        place=place_of(token, scene, frame=trigger.sense.frame, parties=between),
        time=time_of(token, scene),
        quantities=tuple(figures_on(counted, scene)),
        status=standing.status,
        polarity=standing.polarity,
        cause=cause,
        condition=standing.condition,
        evidence=tuple(
            sorted({*standing.operators, *carrier_of(trigger, scene), *map(span_of, blame.cue if blame else ())})
        ),
    )


def actors_of(doers: Iterable[Token], kind: str, scene: Scene) -> tuple[Participant, ...]:
    """Give who does it, of those named as its doers."""
    return tuple(participants_of((noun for noun in doers if can_do(noun, kind, scene)), kind, scene))


def names_event(noun: Token, at_token: Mapping[int, Trigger], scene: Scene) -> bool:
    """Whether a noun is an event and so no party to one; the dead and the wounded are people."""
    trigger = at_token.get(noun.i)
    return trigger is not None and noun.pos_ == "NOUN" and key_of(noun) not in scene.words.triggers.fallen


def tells_of(noun: Token, trigger: Token, scene: Scene) -> bool:
    """Whether a noun is who tells of an event, and so none of those whom it befell: "wounding dozens, a medic said"."""
    here, told = span_of(noun), span_of(trigger)
    return any(
        item.source is not None
        and Span(start=item.source.start, end=item.source.end).contains(here)
        and item.holds(told)
        for item in scene.attributions
    )


def can_do(noun: Token, kind: str, scene: Scene) -> bool:
    """Whether a noun can be the doer: no building or place attacks, kills or destroys."""
    words = scene.words.triggers
    if noun.i in scene.actor_at or kind not in words.attacks | words.casualties:
        return True
    known = words.classes.get(key_of(substance(noun, scene)), frozenset())
    return not known & {"structure", "place"} or bool(known & {"force", "group", "person", "civilian", "weapon"})


def carrier_of(trigger: Trigger, scene: Scene) -> Iterator[Span]:
    """Give the words from the verb that lends a noun its subject to the noun: "pose an enduring threat"."""
    noun = trigger.token
    if noun.pos_ == "NOUN" and noun.dep_ == "dobj":
        verb = support_of(noun, trigger.sense.frame, scene)
        if verb is not None and 1 < noun.i - verb.i <= CARRIED and verb.sent == noun.sent:
            yield Span(start=verb.idx, end=noun.idx + len(noun.text))
