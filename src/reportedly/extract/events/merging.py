"""One happening told twice in one report is one claim: joins headline and lead, a verb and "the attack" after it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from reportedly.model import EventMention, Span

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reportedly.parsed import Doc

NEAR = 2
FAR = 6
LEAD = 2
PLACING = frozenset(
    {"in", "during", "since", "after", "before", "until", "for", "by", "from", "following", "over", "of"}
)
REMOTE = frozenset({"airstrike", "drone-strike", "missile-strike", "shelling", "bombing", "suicide-bombing"})
SAME = {
    "ground-assault": REMOTE | {"ground-assault", "shooting"},
    "bombing": frozenset({"bombing", "suicide-bombing", "mine-explosion"}),
    "airstrike": frozenset({"airstrike", "drone-strike", "missile-strike"}),
    "shooting": frozenset({"shooting", "battle"}),
}
"""The types that a definite noun of the first may take up again: "a car bomb went off ... the attack"."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """An event as found, with what decides whether it repeats another.

    ``referring``: it takes up what was told without telling it ("in the attack"). ``wide``: its place is a country or
    more. ``actors`` and ``recipients`` are the parties' ids, or the words of those that have none; ``figures`` are the
    bounds of its figures.
    """

    event: EventMention
    sentence: int
    headline: bool
    anaphoric: bool
    referring: bool = False
    wide: bool = False
    doubles: Span | None = None
    source: str | None = None
    actors: frozenset[str] = frozenset()
    recipients: frozenset[str] = frozenset()
    figures: frozenset[tuple[float | None, float | None]] = frozenset()


def merge(found: Sequence[Found]) -> list[EventMention]:
    """Join repeated mentions, conservatively: same type, nothing in their roles, place or time that differs.

    The joined event is that of the body where the other is the headline's; else the first. The other trigger becomes
    evidence. A merged trigger that caused a casualty is replaced in the casualty.
    """
    kept: list[Found] = []
    moved: dict[Span, Span] = {}
    for one in found:
        earlier = next((other for other in reversed(kept) if repeats(one, other)), None)
        if earlier is None:
            kept.append(one)
            continue
        stays, goes = (one, earlier) if earlier.headline and not one.headline else (earlier, one)
        kept[kept.index(earlier)] = replace(stays, event=join(stays.event, goes.event))
        moved[goes.event.trigger] = stays.event.trigger
    kept.sort(key=lambda item: item.event.trigger)
    return [follow(item.event, moved) for item in kept]


def follow(event: EventMention, moved: dict[Span, Span]) -> EventMention:
    """Point a casualty's cause at the trigger that its attack was joined into."""
    cause = event.cause
    while cause is not None and cause in moved:
        cause = moved[cause]
    return event if cause == event.cause else replace(event, cause=cause)


def repeats(later: Found, earlier: Found) -> bool:
    """Whether a mention takes up an earlier one."""
    a, b = later.event, earlier.event
    if a.status != b.status or a.polarity != b.polarity:
        return False
    if earlier.headline and not later.headline:
        if later.sentence > LEAD or a.event_type != b.event_type:
            return False
        alone = not (later.actors | later.recipients) or not (earlier.actors | earlier.recipients)
        same_figures = bool(later.figures & earlier.figures)
        return agree(later, earlier, placed=not same_figures) and (alone or same_figures or shared(later, earlier))
    if later.doubles is not None and later.doubles == b.trigger:
        return True
    if later.source == earlier.source and not earlier.headline and says_the_same(later, earlier):
        return True
    told_by_two = later.source != earlier.source and later.source is not None and earlier.source is not None
    if told_by_two and not later.referring:
        return False
    if (
        not later.anaphoric
        or later.sentence - earlier.sentence > (FAR if later.referring else NEAR)
        or earlier.headline
    ):
        return False
    if later.sentence == earlier.sentence and earlier.event.trigger == later.event.trigger:
        return False
    if a.event_type != b.event_type and b.event_type not in SAME.get(a.event_type, ()):
        return False
    return agree(later, earlier)


def says_the_same(later: Found, earlier: Found) -> bool:
    """Whether one source gives the same figures of the same people once more: a toll that is told twice."""
    if later.event.event_type != earlier.event.event_type or not later.figures or later.figures != earlier.figures:
        return False
    return bool(later.recipients & earlier.recipients) and agree(later, earlier, placed=False)


def agree(later: Found, earlier: Found, *, placed: bool = True) -> bool:
    """Whether nothing that both say differs; not ``placed``: wherever it was."""
    a, b = later.event, earlier.event
    for mine, theirs in (
        (later.actors, earlier.actors), (later.recipients, earlier.recipients), (later.figures, earlier.figures)
    ):  # fmt: skip
        if mine and theirs and not mine & theirs:
            return False
    if placed and later.wide == earlier.wide and a.place is not None and b.place is not None and a.place != b.place:
        return False
    return a.time is None or b.time is None or a.time == b.time


def shared(later: Found, earlier: Found) -> bool:
    """Whether two events share a party or a place."""
    if later.actors & earlier.actors or later.recipients & earlier.recipients:
        return True
    return later.event.place is not None and later.event.place == earlier.event.place


def join(stays: EventMention, goes: EventMention) -> EventMention:
    """Give one event of two: its own fields, filled where empty from the other, both triggers in evidence."""
    return replace(
        stays,
        actors=stays.actors or goes.actors,
        recipients=stays.recipients or goes.recipients,
        place=stays.place or goes.place,
        time=stays.time or goes.time,
        quantities=tuple(dict.fromkeys((*stays.quantities, *goes.quantities))),
        evidence=tuple(sorted({*stays.evidence, goes.trigger, *goes.evidence})),
    )


def is_anaphoric(doc: Doc, index: int) -> bool:
    """Whether a noun takes up what was told: "the attack", "that blast", without an "of" phrase of its own."""
    token = doc[index]
    if token.pos_ != "NOUN" or token.dep_ in ("compound", "amod", "nmod"):
        return False
    definite = any(child.dep_ == "det" and child.lower_ in ("the", "this", "that") for child in token.children)
    return definite and not any(child.dep_ in ("prep", "relcl", "acl", "amod", "poss") for child in token.children)


def is_referring(doc: Doc, index: int) -> bool:
    """Whether a noun only serves to place another event: "in the attack", "since the battle began"."""
    token = doc[index]
    while token.dep_ in ("pobj", "prep", "compound", "conj") and token.head != token:
        if token.dep_ == "pobj" and token.head.lower_ in PLACING:
            return True
        token = token.head
    verb = token.head
    return (
        token.dep_ == "nsubj"
        and verb.dep_ == "advcl"
        and any(child.dep_ == "mark" or child.tag_ == "WRB" for child in verb.children)
    )
