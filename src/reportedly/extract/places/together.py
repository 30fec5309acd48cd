"""Names are put where they lie close together: "Athens" beside "Henderson County" is the Athens of Texas.

Each name has candidates with a score of their own. A candidate gains by each other name that has a likely candidate
near by, so that names that are all doubtful decide one another (after the spatial minimality of Leidner, 2007). A name
borne by many places lies near something everywhere by chance, and so counts for less.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from reportedly.extract.places.relations import KM_A_DEGREE

if TYPE_CHECKING:
    from reportedly.gazetteer import Entry

Floats = NDArray[np.float64]
Options = Sequence[tuple[float, "Entry"]]
"""The candidates of one name, each with its own score, the best first."""

MOST = 25  # candidates of a name that are looked at; of all names of a text, so many at most
MOST_IN_ALL = 1500
ROUNDS = 2
NEAR_KM = 120.0  # how fast nearness fades
GAIN = 4.0  # what a candidate gains in the best company
NEAREST, SEVERAL, ENOUGH = 0.6, 0.4, 3.0  # the part of the nearest name, that of all, and how many make "several"
EXACT = 9  # decimals: far above the noise of another processor's exponentials
WIDE = frozenset({"country", "continent"})


def place_together(names: Sequence[Options]) -> list[Entry | None]:
    """Give the place of each name; None for a name without candidates."""
    most = max(2, min(MOST, MOST_IN_ALL // max(1, len(names))))
    kept = [options[:most] for options in names]
    flat = [(number, own, entry) for number, options in enumerate(kept) for own, entry in options]
    if not flat:
        return [None] * len(names)
    group = np.array([number for number, _, _ in flat])
    own = np.array([score for _, score, _ in flat])
    near = nearness([entry for _, _, entry in flat], group)
    total = own
    for _ in range(ROUNDS):
        total = own + GAIN * support(near * likelihood(total, group), group)
    found: list[Entry | None] = [None] * len(names)
    for at in sorted(range(len(flat)), key=lambda at: (total[at], -flat[at][2].row)):  # the best of a name comes last
        found[flat[at][0]] = flat[at][2]
    return found


def likelihood(total: Floats, group: NDArray[np.int64]) -> Floats:
    """Give how far each candidate may be meant: 1 for the best of a name that has no other, less for the rest.

    The more rivals a name has, the less each counts: by the fourth root of their number.
    """
    best = np.full(group.max() + 1, -np.inf)
    np.maximum.at(best, group, total)
    weight = np.round(np.exp(total - best[group]), EXACT)
    rivals = np.zeros(len(best))
    np.add.at(rivals, group, weight)
    return np.asarray(weight / np.sqrt(np.sqrt(rivals[group])))


def support(weighted: Floats, group: NDArray[np.int64]) -> Floats:
    """Give what each candidate (row) gains by the nearest likely candidate of each other name: 0 to 1."""
    starts = np.flatnonzero(np.diff(group, prepend=-1))
    by_name = np.maximum.reduceat(weighted, starts, axis=1)
    several = np.minimum(1.0, by_name.sum(axis=1) / ENOUGH)
    return np.asarray(NEAREST * by_name.max(axis=1) + SEVERAL * several)


def nearness(entries: Sequence[Entry], group: NDArray[np.int64]) -> Floats:
    """Give how near each candidate (row) has each candidate of other names (column): 1 at the place, 0 far away.

    A country has near what lies in it; no place is near for lying in a country that is named.
    """
    latitude = np.array([entry.latitude for entry in entries])
    longitude = np.array([entry.longitude for entry in entries])
    east = (longitude[:, None] - longitude + 180) % 360 - 180
    east *= np.cos(np.radians((latitude[:, None] + latitude) / 2))
    near = np.round(np.exp(-KM_A_DEGREE / NEAR_KM * np.hypot(latitude[:, None] - latitude, east)), EXACT)
    country = np.array([entry.country or "" for entry in entries])
    whole = np.array([entry.kind == "country" for entry in entries])
    near = np.where(whole[:, None], country[:, None] == country, near)
    row = np.array([entry.row for entry in entries])
    near[:, np.array([entry.kind in WIDE for entry in entries])] = 0.0
    near[(row[:, None] == row) | (group[:, None] == group)] = 0.0
    return np.asarray(near)
