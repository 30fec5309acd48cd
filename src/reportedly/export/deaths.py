"""Deaths of an incident: what each origin gives, by side, and the low, best and high figure of all (after UCDP).

Low is the most conservative figure; high the highest of those that do not rest on hearsay; best the one that most
independent origins give, the lower of equals. A death that is not told as having happened is not counted; a figure that
has no number ("several") gives none.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Literal

from reportedly.codebook.civilians import load_civilians
from reportedly.export.material import Material, happened
from reportedly.ledger.records import Counted, Incident, Row

Side = Literal["a", "b", "civilians", "unknown"]
SIDES: tuple[Side, ...] = ("a", "b", "civilians", "unknown")
PLURALS = {"children": "child", "women": "woman", "families": "family", "babies": "baby"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Bounds:
    """One figure: its bounds as far as they are known."""

    low: float | None = None
    best: float | None = None
    high: float | None = None

    @property
    def least(self) -> float | None:
        """The most conservative number."""
        return next((value for value in (self.low, self.best) if value is not None), None)

    @property
    def likely(self) -> float | None:
        """The number to go by: the best, else the least ("at least 20")."""
        return next((value for value in (self.best, self.low) if value is not None), None)

    @property
    def most(self) -> float | None:
        """The highest number that is named."""
        return next((value for value in (self.high, self.best, self.low) if value is not None), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What one origin gives in its last report: a figure by side; ``sources`` are who says it."""

    origin: str
    report: int
    by_side: dict[Side, Bounds]
    reliable: bool
    sources: tuple[str, ...] = ()

    def total(self, which: Literal["least", "likely", "most"]) -> float | None:
        """Give the deaths in all: those of the sides together, or the figure for all people where that is more."""
        known = [value for side in SIDES if side != "unknown" if (value := self.on(side, which)) is not None]
        people = self.on("unknown", which)
        if not known:
            return people
        return max(sum(known), people or 0)

    def on(self, side: Side, which: Literal["least", "likely", "most"]) -> float | None:
        """Give the figure of one side."""
        found: float | None = getattr(self.by_side[side], which) if side in self.by_side else None
        return found


@dataclass(frozen=True, slots=True, kw_only=True)
class Deaths:
    """The deaths of an incident; ``told`` is whether anybody tells of one, numbered or not."""

    told: bool = False
    low: float | None = None
    best: float | None = None
    high: float | None = None
    by_side: dict[Side, float] = field(default_factory=dict)
    by_origin: tuple[Told, ...] = ()


def deaths_of(
    material: Material, incident: Incident, rows: Iterable[Row], *, a: frozenset[str], b: frozenset[str]
) -> Deaths:
    """Give the deaths of an incident; ``a`` and ``b`` are the names that its two sides go by."""
    fatal = [row for row in rows if row.family == "death" and happened(row) and not nobody(row)]
    if not fatal:
        return Deaths()
    own = {number: name for name, numbers in incident.origins for number in numbers}
    by_origin: dict[str, list[Row]] = {}
    for row in fatal:
        origin = material.origin_of.get(row.number) or own.get(row.number) or f"report {row.report}"
        by_origin.setdefault(origin, []).append(row)
    told = [item for name, found in sorted(by_origin.items()) if (item := told_by(name, found, a, b)) is not None]
    least = [value for item in told if (value := item.total("least")) is not None]
    sound = [item for item in told if item.reliable] or told
    likely = [value for item in sound if (value := item.total("likely")) is not None]
    most = [value for item in sound if (value := item.total("most")) is not None]
    if not likely:
        return Deaths(told=True, low=min(least, default=None), high=max(most, default=None), by_origin=tuple(told))
    counts = Counter(likely)
    best = min(counts, key=lambda value: (-counts[value], value))
    chosen = next(item for item in sound if item.total("likely") == best)
    return Deaths(
        told=True,
        low=min((*least, best)),
        best=best,
        high=max((*most, best)),
        by_side=split(chosen, best),
        by_origin=tuple(told),
    )


def nobody(row: Row) -> bool:
    """Whether the claim counts nobody dead."""
    figures = [item for item in row.counted if counts_people(item)]
    return bool(figures) and all(item.high == 0 for item in figures)


def counts_people(item: Counted) -> bool:
    """Whether a figure of a death is a number of dead: no age, share or sum."""
    return item.unit is None and item.measure in (None, "count")


def told_by(origin: str, rows: Sequence[Row], a: frozenset[str], b: frozenset[str]) -> Told | None:
    """Give what an origin tells in its last report that has a number."""
    reports: dict[tuple[str, int], list[Row]] = {}
    for row in rows:
        reports.setdefault((row.reported or "", row.report), []).append(row)
    for (_, report), found in sorted(reports.items(), reverse=True):
        for sound in (True, False):
            held = [row for row in found if reliable(row) == sound]
            if by_side := figures_by_side(held, a, b):
                sources = tuple(dict.fromkeys(row.speaker.name for row in held if row.speaker.name))
                return Told(origin=origin, report=report, by_side=by_side, reliable=sound, sources=sources)
    return None


def reliable(row: Row) -> bool:
    """Whether a claim is more than hearsay."""
    return row.status != "alleged" and row.speaker.anonymity != "hearsay"


def figures_by_side(rows: Iterable[Row], a: frozenset[str], b: frozenset[str]) -> dict[Side, Bounds]:
    """Give the largest figure on each side: a smaller one beside it is a part ("12 people, among them 3 children")."""
    found: dict[Side, Bounds] = {}
    for row in rows:
        for side, bounds in figures_of(row, a, b):
            held = found.get(side)
            if held is None or (bounds.likely or 0, bounds.most or 0) > (held.likely or 0, held.most or 0):
                found[side] = bounds
    return found


def figures_of(row: Row, a: frozenset[str], b: frozenset[str]) -> list[tuple[Side, Bounds]]:
    """Give the figures of a claim; named persons without a figure are as many as their names."""
    found = [
        (side_of(row, item, a, b), Bounds(low=item.low, best=item.best, high=item.high))
        for item in row.counted
        if counts_people(item) and (item.low, item.best, item.high) != (None, None, None)
    ]
    if not row.counted and row.recipients and set(row.recipient_types) == {"person"}:
        count = float(len(row.recipients))
        return [("unknown", Bounds(low=count, best=count, high=count))]
    return found


def side_of(row: Row, item: Counted, a: frozenset[str], b: frozenset[str]) -> Side:
    """Give the side that a figure counts the dead of."""
    single = len(row.recipients) == 1
    name = item.side or (row.recipients[0] if single else None)
    kind = item.side_type or (row.recipient_types[0] if single and row.recipient_types else None)
    if kind == "civilian" or is_civilian(item.of):
        return "civilians"
    return "a" if name in a else "b" if name in b else "unknown"


def is_civilian(noun: str | None) -> bool:
    """Whether a noun phrase says of people that they are no fighters.

    >>> is_civilian("Syrian civilians"), is_civilian("people"), is_civilian(None)
    (True, False, False)
    """
    last = noun.lower().split()[-1] if noun and noun.strip() else ""
    return any(form in load_civilians() for form in (last, last.removesuffix("s"), PLURALS.get(last, "")))


def split(told: Told, best: float) -> dict[Side, float]:
    """Give the deaths by side that make up the best figure; those of no known side are what is left."""
    found: dict[Side, float] = {side: told.on(side, "likely") or 0.0 for side in SIDES if side != "unknown"}
    return found | {"unknown": max(0.0, best - sum(found.values()))}
