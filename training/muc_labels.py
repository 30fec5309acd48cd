"""Which of our events, groups and candidates MUC-4's keys mean: what the choices of its adapter are learned from.

A key gives no offsets. An event is of the template whose type, victims, targets, perpetrators, figures, place and days
it shares most; where it shares too little to tell, nothing is learned from it.
"""

from __future__ import annotations

from collections.abc import Sequence

from bench.corpora.muc import Document, Fill, Template
from bench.muc_fills import Candidate
from bench.muc_incidents import Told, frame
from bench.muc_report import Report
from bench.muc_score import PART, alike, date_credit, tallies, value_credit
from bench.muc_signs import figures
from bench.muc_slots import place_names
from bench.score import pair_up
from reportedly.model import EventMention

SLOT = {"individual": 9, "organisation": 10, "number": 21, "effect": 23}
SURE, LIKELY, NONE = 1.4, 1.1, 0.6
BESIDE = 250
SHORT = 3


def template_of(report: Report, event: EventMention, document: Document) -> tuple[int | None, bool]:
    """Give the number of the template that an event is of, or None, and whether that is sure."""
    found = [(likeness(report, event, one, document.published), -at) for at, one in enumerate(document.templates)]
    best, at = max(found, default=(0.0, 0))
    if best < NONE:
        return None, True
    return (-at if best >= LIKELY else None), best >= SURE


def likeness(report: Report, event: EventMention, template: Template, published: str | None) -> float:
    """Say how much an event shares with a template."""
    targets, doers = strings(template, 12, 18, 19, 21), strings(template, 9, 10)
    total = kinds(report.kind_of(event), values(template, 4))
    people = [one for one in event.recipients if not report.is_pronoun(one)]
    hit = [one for one in people if alike(report.words(one), targets, stem=True)]
    if hit:
        total += 1.7 if any(report.named(one) for one in hit) else 1.0
    elif people and targets:
        total -= 0.4
    if any(alike(report.words(one), doers, stem=True) for one in event.actors if not report.is_pronoun(one)):
        total += 0.6
    told = {f"{figure:g}" for figure in figures(report, event)} - {"1"}
    if told & {value.lstrip("~") for value in values(template, 21)}:
        total += 0.6
    total += where_and_when(report, event, template, published)
    near = report.text[max(0, event.trigger.start - BESIDE) : event.trigger.end + BESIDE].upper()
    words = [one for one in (*targets, *strings(template, 6)) if len(one) > SHORT]
    return total + (0.5 if any(word in near for word in words) else 0.0)


def kinds(ours: str, theirs: Sequence[str]) -> float:
    """Say how well types agree: a mere attack can be of any but a kidnapping."""
    if ours in theirs:
        return 0.7
    if ours == "ATTACK":
        return 0.0 if "KIDNAPPING" in theirs else 0.3
    if "KIDNAPPING" in (ours, *theirs):
        return -1.5
    return 0.2 if "ATTACK" in theirs else -0.5


def where_and_when(report: Report, event: EventMention, template: Template, published: str | None) -> float:
    """Say how well place and days agree, where an event has them."""
    total = 0.0
    if report.fine_place(event):
        own = {name.upper() for name in place_names(report, report.places[event.place or ""])[1:]}
        parts = {PART.findall(part)[0].strip() for value in values(template, 3) for part in value.split(":")}
        total += 0.7 if own & parts else -0.5
    days = report.days_of(event)
    if days:
        credit = date_credit(days, values(template, 2), published)
        total += 0.5 if credit == 1 else 0.1 if credit else -0.5
    return total


def values(template: Template, slot: int) -> list[str]:
    """Give the values of a slot."""
    return [value for fill in template.slots.get(slot, ()) for value in fill.values]


def strings(template: Template, *slots: int) -> list[str]:
    """Give the words that slots refer to."""
    return [string for slot in slots for fill in template.slots.get(slot, ()) for string in fill.strings]


def credit_of(one: Candidate, fill: Fill) -> float:
    """Give the credit of a candidate for a fill, as ``bench.muc_score.several`` does."""
    same = alike(one.words, fill.strings)
    if not fill.values:
        return 1.0 if same else 0.5 if alike(one.words, fill.strings, stem=True) else 0.0
    return max((value_credit(one.value, wanted, same) for wanted in fill.values), default=0.0)


def mapped(told: Told, document: Document) -> dict[int, Template]:
    """Give the template of each group that has one, one to one, those first that share most."""

    def fit(at: int, key: int) -> float:
        template = document.templates[key]
        held = tallies(template, frame(told.report, told.groups[at]), document.published)
        if not held["type"].right:
            return 0.0
        return 0.001 + sum(held[slot].right for slot in ("type", "date", "place")) + filled(told, at, template)

    pairs = pair_up(len(told.groups), len(document.templates), fit)
    return {at: document.templates[key] for at, key in pairs}


def filled(told: Told, at: int, template: Template) -> float:
    """Give the credit of what takes part in a group's own events."""
    return sum(
        shared_credit(
            [one for one in told.candidates[at] if one.slot == slot and one.role], template.slots.get(number, ())
        )
        for slot, number in SLOT.items()
    )


def shared_credit(held: Sequence[Candidate], fills: Sequence[Fill]) -> float:
    """Give the most credit of candidates that each fill one fill."""

    def credit(a: int, f: int) -> float:
        return credit_of(held[a], fills[f])

    return sum(credit(a, f) for a, f in pair_up(len(held), len(fills), credit))
