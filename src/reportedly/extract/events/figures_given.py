"""A figure given once more is a claim of what it counts: "put the number at 97", "the toll rose to 12".

The words name no deed: what is counted is the nearest casualty, or other count of people, told before in the same
report. The claim has its type, parties, place and time, and both spans for evidence. Where the words name the deed
themselves ("the death toll", "the number of dead") the claim that they make takes the figure.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING

from reportedly.extract.events.scene import Scene
from reportedly.model import EventMention, Quantity, Span

if TYPE_CHECKING:
    from reportedly.codebook.figure_words import FigureWords

COUNTED = frozenset(
    {"killing", "execution", "injury", "displacement", "evacuation", "surrender", "detention", "abduction"}
)
DEAD, INJURED = frozenset({"killing", "execution"}), frozenset({"injury"})
REACH = 160  # characters before a figure in which its noun is looked for
CLOSE, NEAR = 2, 6  # sentences between a bare "number", or a toll, and what it takes up
LASTING = frozenset({"battle", "siege", "riot", "protest", "ceasefire-violation"})  # a toll of these is of a whole war
TOLD = frozenset({"occurred", "ongoing", "alleged"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """A figure that is given once more: where its noun stands, and which events it may count."""

    quantity: Quantity
    noun: Span
    kinds: frozenset[str]
    close: bool
    placed: bool


@cache
def given_pattern(words: FigureWords) -> re.Pattern[str]:
    """Compile how the words before a figure give it again."""
    again = words.again
    dead, injured = either(again.of_dead), either(again.of_injured)
    noun = (
        rf"(?P<before>(?:{either(again.dead_before)})\s+)?(?P<noun>{either(again.nouns)})"
        rf"(?:\s+of\s+(?:the\s+)?(?:(?P<dead>{dead})|(?P<injured>{injured})))?"
    )
    placed = r"(?P<placed>\s+(?:from|in|of|for|after|among)\s+(?:[\w'’-]+\s+){0,8}?[\w'’-]+)?"
    gives = rf"\b(?:{either(again.gives)})\b(?:\s+[\w'’-]+){{0,4}}?\s+{noun}{placed}\s+(?:{either(again.prepositions)})"
    gives_of = rf"\b(?:{either(again.gives_of)})\b(?:\s+[\w'’-]+){{0,4}}?\s+{noun}\s+of"
    gives_of = re.sub(r"\(\?P<(\w+)>", r"(?P<of_\1>", gives_of)
    moves = (
        rf"\b(?:the|its|that|this|their)\s+(?:[\w-]+\s+)?{noun}{placed}"
        rf"(?:\s+(?:has|had|have|have\s+since|has\s+since|later|now))?\s+(?:{either(again.moves)})"
    )
    moves = re.sub(r"\(\?P<(\w+)>", r"(?P<to_\1>", moves) + rf"(?:\s+(?:{either(again.prepositions)}))?"
    return re.compile(rf"(?:{gives}|{gives_of}|{moves})\s+$", re.IGNORECASE)


def either(words: Iterable[str]) -> str:
    """Give a pattern for one of some words."""
    return "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in sorted(words, key=len, reverse=True))


def figures_given(events: Sequence[EventMention], scene: Scene) -> list[EventMention]:
    """Give events in text order with those that figures given again make, or fill."""
    found = list(events)
    for given in givens(scene):
        taken = {name for event in found for name in event.quantities}
        own = next((at for at, event in enumerate(found) if given.noun.overlaps(event.trigger)), None)
        source = None if given.placed else told_before(given, found, scene)
        source = source or toll_of(given, found, scene)
        if given.quantity.id in taken or (own is None and source is None):
            continue
        if own is not None and found[own].event_type in given.kinds:
            found[own] = filled(found[own], given, source)
        elif own is None and source is not None:
            found.append(again(given, source))
    return sorted(found, key=lambda event: event.trigger)


def givens(scene: Scene) -> Iterator[Given]:
    """Give the figures that are given once more, in text order."""
    text = scene.doc.text
    starts = [sentence.start_char for sentence in scene.doc.sents]
    pattern = given_pattern(scene.words.figures)
    dead = scene.words.figures.again.dead_nouns
    for quantity in sorted({one.id: one for _, one in scene.quantities}.values(), key=lambda one: one.start):
        if quantity.measure != "count":
            continue
        begin = max([start for start in starts if start <= quantity.start] + [quantity.start - REACH])
        match = pattern.search(text, begin, quantity.start)
        if match is None:
            continue
        held = {name.removeprefix("of_").removeprefix("to_"): name for name in match.groupdict() if match[name]}
        noun = match[held["noun"]].lower()
        is_dead = "dead" in held or "before" in held or (noun in dead and "injured" not in held)
        last = held.get("dead") or held.get("injured") or held["noun"]
        yield Given(
            quantity=quantity,
            noun=Span(start=match.start(held["noun"]), end=match.end(last)),
            kinds=DEAD if is_dead else INJURED if "injured" in held else COUNTED,
            close=not (is_dead or "injured" in held),
            placed="placed" in held,
        )


def told_before(given: Given, events: Iterable[EventMention], scene: Scene) -> EventMention | None:
    """Give the nearest count before that the figure may be another count of."""
    counts = {one.id for _, one in scene.quantities if one.measure == "count"}
    starts = [sentence.start_char for sentence in scene.doc.sents]
    at = sum(1 for start in starts if start <= given.noun.start)
    before = [
        event
        for event in events
        if event.event_type in given.kinds
        and event.trigger.end <= given.noun.start
        and event.status in TOLD
        and event.polarity == "positive"
        and not counts.isdisjoint(event.quantities)
        and at - sum(1 for start in starts if start <= event.trigger.start) <= (CLOSE if given.close else NEAR)
    ]
    return max(before, key=lambda event: event.trigger, default=None)


def toll_of(given: Given, events: Iterable[EventMention], scene: Scene) -> EventMention | None:
    """Give the casualties of the attack that the words about a toll name: "the toll from the raid rose to 12"."""
    if given.kinds != DEAD:
        return None
    attacks = [
        event
        for event in events
        if event.event_type in scene.words.triggers.attacks - LASTING
        and event.status in TOLD
        and given.noun.end <= event.trigger.start < given.quantity.start
    ]
    if not attacks:
        return None
    attack = min(attacks, key=lambda event: event.trigger)
    return EventMention(
        event_type="killing", trigger=attack.trigger, place=attack.place, time=attack.time, cause=attack.trigger
    )


def filled(event: EventMention, given: Given, source: EventMention | None) -> EventMention:
    """Give the event that the words name themselves, with the figure and what the count before tells of it."""
    whole = replace(event, quantities=(*event.quantities, given.quantity.id))
    if source is None:
        return whole
    return replace(
        whole,
        recipients=tuple(one for one in whole.recipients if not one.head.overlaps(event.trigger)) or source.recipients,
        place=whole.place or source.place,
        time=whole.time or source.time,
        cause=whole.cause or source.cause,
        evidence=tuple(sorted({*whole.evidence, source.trigger})),
    )


def again(given: Given, source: EventMention) -> EventMention:
    """Give the claim of a figure: the count before, with another number."""
    return replace(
        source,
        trigger=given.noun,
        quantities=(given.quantity.id,),
        evidence=(source.trigger,),
        status="occurred" if source.status == "ongoing" else source.status,
        condition=None,
    )
