"""Scores incidents against MUC-4 templates, after the scoring guidelines (version 7): all templates.

Slots: type, date, place, perpetrators (individuals, organisations, confidence), victims (number, effect). A fill earns
1 or, where the guidelines give partial credit (section 3.2), one half. Strings agree where they share a word of three
letters or more: in 1992 a person judged that. Templates are mapped one to one, best first, on a right or partly right
type (section 3.2.1 has the user permit that); what is not mapped is missing or spurious, optional templates and fills
excepted.

*All slots* is the official row of 1992, ALL TEMPLATES, in which every fill of a spurious incident counts against us and
every fill of a missed one too; the bar is on it. *Matched templates* (MATCHED ONLY) counts the mapped ones alone.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from bench.corpora.muc import Fill, Template, iso_day
from bench.score import Prf, Rate, Rows, pair_up

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
NOBODY = "-"
"""What an effect refers to where the text names nobody."""
LESS = frozenset({"SUSPECTED OR ACCUSED", "NO INJURY", "NO DEATH"})
"""Values that tell less than a longer one that begins so, and earn one half of it."""
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
    mapped = [tally for i, t in pairs for tally in held[i][t].values()]
    matched = [sum(getattr(tally, name) for tally in mapped) for name in ("right", "found", "wanted")]
    relevant = any(not template.optional for template in templates)
    said = Prf(float(relevant and bool(incidents)), float(bool(incidents)), float(relevant))
    found = {} if templates else {"false alarms on reports without one": Rate(float(bool(incidents)), 1.0)}
    whole_row, matched_row = Prf(*whole), Prf(*matched)
    return {
        "all slots": whole_row, "matched templates": matched_row, **rows, "report holds an incident": said, **found
    }  # fmt: skip


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
        same = alike(words, fills[f].strings)
        if not fills[f].values:
            return 1.0 if same else 0.5 if alike(words, fills[f].strings, stem=True) else 0.0
        return max((value_credit(value, wanted, same) for wanted in fills[f].values), default=0.0)

    pairs = pair_up(len(answers), len(fills), credit)
    matched = {f for _, f in pairs}
    wanted = sum(f in matched or not fill.optional for f, fill in enumerate(fills))
    return Tally(sum(credit(a, f) for a, f in pairs), len(answers), wanted)


def value_credit(value: str, wanted: str, same: bool) -> float:
    """Credit a value: whole with the right words, half without, or where the guidelines call it near (3.2.11, 14, 23).

    >>> value_credit("7", "~7", True), value_credit("7", "5 - 7", False), value_credit("NO INJURY", "INJURY", True)
    (0.5, 0.5, 0.0)
    """
    if value == wanted:
        return 1.0 if same else 0.5
    number = value.lstrip("~").isdigit()
    near = value in wanted.removeprefix("~").split(" - ") if number else wanted.startswith(value) and value in LESS
    return 0.5 if near else 0.0


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
    """Right where the country and the narrowest place of a key are ours, partly right where any part of it is."""
    best = 0.0
    ours = {name.upper() for name in place}
    for value in values:
        parts = [name for part in value.split(":") for name in [PART.findall(part)[0].strip()] if name]
        if (
            " - " not in value
            and parts
            and parts[-1] in ours
            and (parts[0] in ours or len(parts) == 1)
            and len(parts) >= min(len(place), 2)
        ):
            return 1.0
        if ours & set(parts):
            best = 0.5
    return best


def alike(words: str, strings: Iterable[str], *, stem: bool = False) -> bool:
    """Whether words share one of three letters or more with some string of a key; ``stem``: but for a plural's end.

    >>> alike("the Jesuit priests", ["PRIESTS"]), alike("the men", ["THE PRIESTS"]), alike("men", ["MEN"], stem=True)
    (True, False, True)
    """
    if words == NOBODY:
        return NOBODY in strings
    held = words_of(words, stem=stem) - {"THE", "AND"}
    return any(held & words_of(string, stem=stem) for string in strings)


def words_of(text: str, *, stem: bool) -> set[str]:
    """Give the words of three letters or more, without the end of a plural if ``stem``."""
    return {word.removesuffix("S") if stem else word for word in WORD.findall(text.upper())}
