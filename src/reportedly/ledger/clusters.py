"""Links -> groups of rows that are words for one event: average link over sparse links, never over a veto.

Groups are joined best first while the mean score between them, over all their pairs, is high enough and one link is
sure; a pair without a link counts as ``missing``. Two groups whose stated days or places exclude each other are never
joined, nor two that a person told apart. What a person joined is joined first. The result does not depend on the order
of rows or links.
"""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from reportedly.ledger.grounds import places_exclude
from reportedly.ledger.records import Link
from reportedly.ledger.sides import Days, Side


@dataclass(slots=True)
class Group:
    """Some rows, what days they all allow, the places that they name, and their links to other groups."""

    rows: list[int]
    days: Days | None
    places: dict[tuple[object, ...], Side]
    links: dict[int, tuple[float, int, float]] = field(
        default_factory=dict
    )  # other group: sum of scores, how many, best


class Grouping:
    """Groups by number: that of their first row in the order given."""

    def __init__(self, sides: Mapping[int, Side], rank: Mapping[int, int], apart: Iterable[Link]) -> None:
        self.rank = rank
        self.of = {row: row for row in sides}
        self.groups = {row: Group([row], side.days, places_of(side)) for row, side in sides.items()}
        self.apart: dict[int, set[int]] = {}
        for link in apart:
            self.apart.setdefault(link.a, set()).add(link.b)
            self.apart.setdefault(link.b, set()).add(link.a)

    def find(self, row: int) -> int:
        """Give the number of a row's group."""
        while self.of[row] != row:
            self.of[row] = self.of[self.of[row]]
            row = self.of[row]
        return row

    def told_apart(self, a: int, b: int) -> bool:
        """Whether a person told apart a row of the one group from one of the other."""
        if not self.apart:
            return False
        other = set(self.groups[b].rows)
        return any(self.apart.get(row, set()) & other for row in self.groups[a].rows)

    def exclude(self, a: int, b: int) -> bool:
        """Whether the days or places of two groups exclude each other, or a person told them apart."""
        one, other = self.groups[a], self.groups[b]
        if one.days and other.days and (one.days[0] > other.days[1] or other.days[0] > one.days[1]):
            return True
        if any(places_exclude(x, y) for x in one.places.values() for y in other.places.values()):
            return True
        return self.told_apart(a, b)

    def join(self, a: int, b: int) -> int:
        """Join two groups and give the number of the whole."""
        if self.rank[b] < self.rank[a]:
            a, b = b, a
        kept, gone = self.groups[a], self.groups.pop(b)
        self.of[b] = a
        kept.rows += gone.rows
        if kept.days and gone.days:
            kept.days = (max(kept.days[0], gone.days[0]), min(kept.days[1], gone.days[1]))
            if kept.days[0] > kept.days[1]:  # only a person joins what excludes itself
                kept.days = None
        else:
            kept.days = kept.days or gone.days
        kept.places |= gone.places
        kept.links.pop(b, None)
        for other, (total, count, best) in gone.links.items():
            if other != a:
                before = kept.links.get(other, (0.0, 0, 0.0))
                both = (before[0] + total, before[1] + count, max(before[2], best))
                kept.links[other] = both
                self.groups[other].links.pop(b, None)
                self.groups[other].links[a] = both
        return a

    def add_link(self, a: int, b: int, score: float) -> None:
        """Count a link between two groups."""
        if a != b:
            total, count, best = self.groups[a].links.get(b, (0.0, 0, 0.0))
            both = (total + score, count + 1, max(best, score))
            self.groups[a].links[b] = self.groups[b].links[a] = both

    def mean(self, a: int, b: int, missing: float) -> float:
        """Give the mean score between two groups; a pair without a link counts as ``missing``."""
        one, other = self.groups[a], self.groups[b]
        total, count, _ = one.links.get(b, (0.0, 0, 0.0))
        pairs = len(one.rows) * len(other.rows)
        return (total + missing * (pairs - count)) / pairs


def places_of(side: Side) -> dict[tuple[object, ...], Side]:
    """Give the place of a row under a key that equal places share."""
    return {} if side.name is None else {(side.name, side.place, side.country, side.row.precision): side}


def grouped(
    sides: Mapping[int, Side],
    links: Sequence[Link],
    *,
    rank: Mapping[int, int],
    least: float,
    missing: float,
    sure: float = 0.0,
) -> Grouping:
    """Group rows; ``rank`` orders them independently of their numbers.

    Two groups are joined if the mean between them is at least ``least`` and their best link at least ``sure``.
    A link that a person judged (``by``) outranks: positive joins first, negative keeps apart for good.
    """
    ordered = sorted(links, key=lambda link: (-link.score, *sorted((rank[link.a], rank[link.b]))))
    grouping = Grouping(sides, rank, (link for link in ordered if link.by and link.judged == "negative"))
    for link in ordered:
        if link.by and link.judged == "positive":
            a, b = grouping.find(link.a), grouping.find(link.b)
            if a != b and not grouping.told_apart(a, b):
                grouping.join(a, b)
    for link in ordered:
        if not link.by:
            grouping.add_link(grouping.find(link.a), grouping.find(link.b), link.score)
    heap: list[tuple[float, int, int, int, int]] = []

    def offer(a: int, b: int) -> None:
        if rank[b] < rank[a]:
            a, b = b, a
        mean = grouping.mean(a, b, missing)
        if mean >= least and grouping.groups[a].links.get(b, (0.0, 0, 0.0))[2] >= sure:
            heapq.heappush(heap, (-mean, rank[a], rank[b], a, b))

    for a, group in grouping.groups.items():
        for b in group.links:
            if rank[a] < rank[b]:
                offer(a, b)
    while heap:
        negative, _, _, a, b = heapq.heappop(heap)
        if a not in grouping.groups or b not in grouping.groups or -negative != grouping.mean(a, b, missing):
            continue
        if grouping.exclude(a, b):
            continue
        whole = grouping.join(a, b)
        for other in list(grouping.groups[whole].links):
            offer(whole, other)
    return grouping
