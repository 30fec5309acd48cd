"""All views of a set of reports in memory: for a view as of a day, and to build the stored ones again.

Rows are compared only where they share a key (``link.keys``), so that the cost grows with the rows that speak of like
things on like days, not with the square of the ledger.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import combinations

from reportedly.ledger.link import compare_sides, keys
from reportedly.ledger.records import Incident, Judgement, Link, Row
from reportedly.ledger.resolve import incidents_of
from reportedly.ledger.sides import Side
from reportedly.ledger.words import Vector, likeness

Progress = Callable[[Iterable[Row]], Iterable[Row]]


def candidates(rows: Sequence[Row]) -> Iterator[tuple[Row, Row]]:
    """Give the pairs of rows that share a key, each once, the lower number first."""
    filed: dict[str, list[Row]] = {}
    for row in rows:
        for key in keys(row):
            filed.setdefault(key, []).append(row)
    seen: set[tuple[int, int]] = set()
    for key in filed:
        for a, b in combinations(filed[key], 2):
            pair = (a.number, b.number) if a.number < b.number else (b.number, a.number)
            if pair not in seen and a.number != b.number:
                seen.add(pair)
                yield (a, b) if a.number < b.number else (b, a)


def links_of(rows: Sequence[Row], vectors: Mapping[int, Vector]) -> Iterator[Link]:
    """Give the links among rows; ``vectors`` are the articles' by number of report (``words.vector``)."""
    sides = {row.number: Side(row) for row in rows}
    cache: dict[tuple[int, int], float] = {}
    for a, b in candidates(rows):
        pair = (a.report, b.report) if a.report < b.report else (b.report, a.report)
        if pair not in cache:
            cache[pair] = likeness(vectors.get(pair[0], {}), vectors.get(pair[1], {}))
        link = compare_sides(sides[a.number], sides[b.number], likeness=cache[pair])
        if link is not None:
            yield link


def judged_links(links: Iterable[Link], rows: Sequence[Row], judgements: Iterable[Judgement]) -> tuple[Link, ...]:
    """Put the judgements on links in force over the machine's: the last on a pair of claims holds.

    A judgement holds for every row that is that claim (copies carry the same claim under another report).
    """
    last: dict[tuple[str, str], Judgement] = {}
    for item in sorted(judgements, key=lambda item: (item.at, item.number)):
        if item.target == "link" and item.b is not None:
            last[min(item.a, item.b), max(item.a, item.b)] = item
    by_claim: dict[str, list[Row]] = {}
    for row in rows:
        by_claim.setdefault(row.claim, []).append(row)
    held = {(link.a, link.b): link for link in links}
    for (a, b), item in last.items():
        for x in by_claim.get(a, ()):
            for y in by_claim.get(b, ()):
                pair = (min(x.number, y.number), max(x.number, y.number))
                score = {"positive": 1.0, "negative": 0.0, "unsure": 0.5}[item.judged]
                why = f"{item.by} judged it {item.judged}: {item.reason}"
                if x.number != y.number:
                    held[pair] = Link(a=pair[0], b=pair[1], score=score, judged=item.judged, why=why, by=item.by)
    return tuple(held[pair] for pair in sorted(held))


def numbered(rows: Iterable[Row]) -> tuple[Row, ...]:
    """Number rows that no store has numbered, from 1 in the order given."""
    return tuple(replace(row, number=at) for at, row in enumerate(rows, 1))


def incidents_in(
    rows: Sequence[Row],
    vectors: Mapping[int, Vector],
    *,
    judgements: Iterable[Judgement] = (),
    origin_of: Callable[[Row], str] | None = None,
) -> tuple[tuple[Link, ...], tuple[Incident, ...]]:
    """Give links and incidents of rows that have their numbers."""
    links = judged_links(links_of(rows, vectors), rows, judgements)
    return links, incidents_of(rows, links, origin_of=origin_of)
