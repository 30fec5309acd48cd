"""Scores incidents against MUC-4 templates, after the scoring guidelines (version 7): all templates.

Slots: type, date, place, perpetrators (individuals, organisations, confidence), victims (number, effect). A fill earns
1 or, where the guidelines give partial credit, one half. Strings agree where they share a word of three letters or
more: in 1992 a person judged that. Templates are mapped one to one, best first, on a right or partly right type; what
is not mapped is missing or spurious, optional templates and fills excepted.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from bench.corpora.muc import Fill, Template, iso_day
from bench.score import Prf, Rows, pair_up

SLOTS = {
    "type": 4,
    "date": 2,
    "place": 3,
    "perpetrator individual": 9,
    "perpetrator organisation": 10,
    "organisation confidence": 11,
    "victim number": 21,
    "victim effect": 23,
}
PART = re.compile(r"[^:()]+")
WORD = re.compile(r"\w{3,}")
Valued = tuple[str, str]
"""A value and the words that it refers to."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Incident:
    """One incident of ours in the slots of MUC-4; a day that is not known is None."""

    kind: str
    days: tuple[str | None, str | None]
    place: tuple[str, ...]
    individuals: tuple[str, ...] = ()
    organisations: tuple[str, ...] = ()
    confidence: tuple[Valued, ...] = ()
    numbers: tuple[Valued, ...] = ()
    effects: tuple[Valued, ...] = ()


@dataclass(frozen=True, slots=True)
class Tally:
    """Credit, what was answered, what was asked."""

    right: float
    found: int
    wanted: int


def score_document(templates: Sequence[Template], incidents: Sequence[Incident], published: str | None) -> Rows:
    """Count one report: a row a slot, and all slots together."""
    held = [[tallies(template, incident, published) for template in templates] for incident in incidents]

    def fit(i: int, t: int) -> float:
        return 0.001 + sum(tally.right for tally in held[i][t].values()) if held[i][t]["type"].right else 0.0

    pairs = pair_up(len(incidents), len(templates), fit)
    mapped_incidents, mapped_templates = {i for i, _ in pairs}, {t for _, t in pairs}
    rows: dict[str, Prf] = {}
    for slot in SLOTS:
        parts = [held[i][t][slot] for i, t in pairs]
        parts += [Tally(0, answered(one, slot), 0) for i, one in enumerate(incidents) if i not in mapped_incidents]
        parts += [
            Tally(0, 0, len(required(one, slot)))
            for t, one in enumerate(templates)
            if t not in mapped_templates and not one.optional
        ]
        right, found, wanted = (sum(getattr(part, name) for part in parts) for name in ("right", "found", "wanted"))
        rows[slot] = Prf(right, found, wanted)
    whole = [sum(getattr(row, name) for row in rows.values()) for name in ("right", "found", "wanted")]
    relevant = any(not template.optional for template in templates)
    said = Prf(float(relevant and bool(incidents)), float(bool(incidents)), float(relevant))
    return {"all slots": Prf(*whole), **rows, "report holds an incident": said}


def tallies(template: Template, incident: Incident, published: str | None) -> dict[str, Tally]:
    """Score one incident against one template, slot by slot."""
    slots = template.slots
    return {
        "type": single(slots.get(4, ()), lambda fill: type_credit(incident.kind, fill.values)),
        "date": single(slots.get(2, ()), lambda fill: date_credit(incident.days, fill.values, published)),
        "place": single(slots.get(3, ()), lambda fill: place_credit(incident.place, fill.values)),
        "perpetrator individual": several(slots.get(9, ()), [("", one) for one in incident.individuals]),
        "perpetrator organisation": several(slots.get(10, ()), [("", one) for one in incident.organisations]),
        "organisation confidence": several(slots.get(11, ()), incident.confidence),
        "victim number": several(slots.get(21, ()), incident.numbers),
        "victim effect": several(slots.get(23, ()), incident.effects),
    }


def single(fills: Sequence[Fill], credit: Callable[[Fill], float]) -> Tally:
    """Score a slot that holds one fill and is always answered."""
    if not fills:
        return Tally(0, 1, 0)
    return Tally(max(credit(fill) for fill in fills), 1, 1)


def several(fills: Sequence[Fill], answers: Sequence[Valued]) -> Tally:
    """Score a slot of many fills: a right value earns 1 with the right words, one half without; so do names alone."""

    def credit(a: int, f: int) -> float:
        value, words = answers[a]
        right = not fills[f].values or value in fills[f].values
        same = alike(words, fills[f].strings)
        if not fills[f].values:
            return float(same)
        return (1.0 if same else 0.5) if right else 0.0

    pairs = pair_up(len(answers), len(fills), credit)
    matched = {f for _, f in pairs}
    wanted = sum(f in matched or not fill.optional for f, fill in enumerate(fills))
    return Tally(sum(credit(a, f) for a, f in pairs), len(answers), wanted)


def answered(incident: Incident, slot: str) -> int:
    """Count what an incident answers in a slot."""
    fields = {
        "perpetrator individual": incident.individuals,
        "perpetrator organisation": incident.organisations,
        "organisation confidence": incident.confidence,
        "victim number": incident.numbers,
        "victim effect": incident.effects,
    }
    return len(fields[slot]) if slot in fields else 1


def required(template: Template, slot: str) -> list[Fill]:
    """Give the fills of a slot that may not be left out."""
    return [fill for fill in template.slots.get(SLOTS[slot], ()) if not fill.optional]


def type_credit(kind: str, values: Iterable[str]) -> float:
    """Equal is right; ATTACK for any other type is partly right."""
    return 1.0 if kind in values else 0.5 if kind == "ATTACK" else 0.0


def date_credit(days: tuple[str | None, str | None], values: Iterable[str], published: str | None) -> float:
    """Give the best credit against the alternatives of a key; no day of ours stands for "on or before the dateline"."""
    return max((one_date(days, value, published) for value in values), default=0.0)


def one_date(days: tuple[str | None, str | None], value: str, published: str | None) -> float:
    """Compare with ``DD MMM YY``, ``DD MMM YY - DD MMM YY`` or ``- DD MMM YY``."""
    first, dash, last = value.partition("-")
    start, end = iso_day(first), iso_day(last) if dash else iso_day(first)
    ours_start, ours_end = days
    if end is None:
        return 0.0
    if ours_start is None or ours_end is None:
        if published != end:
            return 0.0
        return 1.0 if start is None else 0.5
    if (ours_start, ours_end) == (start, end):
        return 1.0
    within = (start is None or start <= ours_start) and ours_end <= end
    holds = start is not None and ours_start <= start and end <= ours_end
    return 0.5 if within or holds else 0.0


def place_credit(place: Sequence[str], values: Iterable[str]) -> float:
    """Right where the narrowest place of a key is ours, partly right where any part, be it the country, is."""
    best = 0.0
    ours = {name.upper() for name in place}
    for value in values:
        parts = [name for part in value.split(":") for name in [PART.findall(part)[0].strip()] if name]
        if parts and parts[-1] in ours:
            return 1.0
        if ours & set(parts):
            best = 0.5
    return best


def alike(words: str, strings: Iterable[str]) -> bool:
    """Whether words share one of three letters or more with some string of a key.

    >>> alike("the Jesuit priests", ["PRIESTS"]), alike("the men", ["THE PRIESTS"])
    (True, False)
    """
    held = set(WORD.findall(words.upper())) - {"THE", "AND"}
    return any(held & set(WORD.findall(string.upper())) for string in strings)
