"""The catalogue's entries as columns of numbers, so that any filter over 100,000 of them takes a few milliseconds."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, TypeVar, get_args

import numpy as np
from numpy.typing import NDArray

from reportedly.ledger.records import Difference, Incident
from reportedly.ledger.sides import place_key
from reportedly.model import Precision, Status

if TYPE_CHECKING:
    from reportedly.desk.catalogue import Entry
    from reportedly.desk.wanted import Wanted

Numbers = NDArray[np.int64]
KINDS: tuple[Difference, ...] = ("agree", "scope", "update", "copy-error", "conflict")  # the least grave first
STATUSES: tuple[Status, ...] = get_args(Status)
NONE = -1
K = TypeVar("K", str, int)


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """A place as the map draws it: a point, and how precisely the reports give it."""

    latitude: float
    longitude: float
    precision: Precision


@dataclass(frozen=True, slots=True, kw_only=True)
class Columns:
    """One number an entry in each column, in the entries' order.

    ``first`` and ``last`` are the ordinals of the days that the incident can be of, ``NONE`` where no report says;
    ``kind`` the place of its gravest difference in ``KINDS``; ``status`` a bit for each of ``STATUSES``; ``spot`` the
    place in ``spots`` of where it is drawn, ``NONE`` where it has no point.
    """

    first: Numbers
    last: Numbers
    origins: Numbers
    reports: Numbers
    kind: Numbers
    status: Numbers
    spot: Numbers
    spots: tuple[Spot, ...]
    names: tuple[str, ...]  # of the spots: the commonest name first given
    by_type: dict[str, Numbers]
    by_party: dict[str, Numbers]
    by_place: dict[str, Numbers]
    by_report: dict[int, Numbers]


def columns(entries: Sequence[Entry]) -> Columns:
    """Give the columns of entries."""
    incidents = [entry.incident for entry in entries]
    spots: dict[Spot, int] = {}
    names: dict[Spot, str] = {}
    spot = []
    for item in incidents:
        where = spot_of(item)
        spot.append(NONE if where is None else spots.setdefault(where, len(spots)))
        if where is not None:
            names.setdefault(where, item.place or "")
    return Columns(
        first=numbers(ordinal(item.date_start or item.date_end) for item in incidents),
        last=numbers(ordinal(item.date_end or item.date_start) for item in incidents),
        origins=numbers(len(item.origins) for item in incidents),
        reports=numbers(len(item.reports) for item in incidents),
        kind=numbers(NONE if entry.differs is None else KINDS.index(entry.differs) for entry in entries),
        status=numbers(sum(1 << STATUSES.index(name) for name, _ in item.status) for item in incidents),
        spot=numbers(spot),
        spots=tuple(spots),
        names=tuple(names.values()),
        by_type=filed(item.event_types for item in incidents),
        by_party=filed(item.parties for item in incidents),
        by_place=filed((place_key(item.place),) if item.place else () for item in incidents),
        by_report=filed(item.reports for item in incidents),
    )


def spot_of(item: Incident) -> Spot | None:
    """Give where an incident is drawn; None where no report gives a place that is known."""
    if item.latitude is None or item.longitude is None:
        return None
    return Spot(latitude=item.latitude, longitude=item.longitude, precision=item.precision)


def ordinal(day: str | None) -> int:
    """Give a day as a number."""
    return NONE if day is None else date.fromisoformat(day).toordinal()


def numbers(values: Iterable[int]) -> Numbers:
    """Give a column."""
    return np.fromiter(values, dtype=np.int64)


def filed(keys: Iterable[Iterable[K]]) -> dict[K, Numbers]:
    """Give the places of entries by their keys."""
    found: dict[K, list[int]] = {}
    for place, own in enumerate(keys):
        for key in set(own):
            found.setdefault(key, []).append(place)
    return {key: numbers(held) for key, held in found.items()}


def fitting(table: Columns, wanted: Wanted, reports: Iterable[int] | None) -> Numbers:
    """Give the places of the entries that are looked for, in order; ``reports`` are those that hold the words ``q``."""
    nothing = numbers(())
    found = np.arange(len(table.first))
    if reports is not None:
        held = [table.by_report[number] for number in reports if number in table.by_report]
        found = np.unique(np.concatenate(held)) if held else nothing
    for key, filing in ((wanted.type, table.by_type), (wanted.party, table.by_party)):
        if key:
            found = np.intersect1d(found, filing.get(key, nothing), assume_unique=True)
    if wanted.place:
        found = np.intersect1d(found, table.by_place.get(place_key(wanted.place), nothing), assume_unique=True)
    if wanted.since:
        found = found[table.last[found] >= ordinal(wanted.since)]
    if wanted.until:
        found = found[(table.first[found] <= ordinal(wanted.until)) & (table.first[found] != NONE)]
    if wanted.status:
        found = found[(table.status[found] & (1 << STATUSES.index(wanted.status))) != 0]
    if wanted.differs == "any":
        found = found[table.kind[found] > KINDS.index("agree")]
    elif wanted.differs:
        found = found[table.kind[found] == KINDS.index(wanted.differs)]
    return found[(table.origins[found] >= wanted.origins) & (table.reports[found] >= wanted.reports)]


def on_map(table: Columns, found: Numbers) -> list[tuple[Spot, str, int]]:
    """Give the spots of some entries, each with its name and how many entries it has, the fullest first."""
    held = table.spot[found]
    counts = np.bincount(held[held != NONE], minlength=len(table.spots))
    order = np.argsort(-counts, kind="stable")[: int((counts > 0).sum())]
    return [(table.spots[at], table.names[at], int(counts[at])) for at in order]
