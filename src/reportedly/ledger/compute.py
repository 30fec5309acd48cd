"""All views of a set of reports in memory: for a view as of a day, and to build the stored ones again.

Rows are compared only where they share a key (``link.keys``), so that the cost grows with the rows that speak of like
things on like days, not with the square of the ledger.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations

from reportedly.ledger.judgements import taken_back
from reportedly.ledger.link import compare_sides, keys
from reportedly.ledger.origins import asked_keys, copy_of, group, origin_of_claims, piece_of, story_keys
from reportedly.ledger.prints import fingerprints
from reportedly.ledger.records import Copy, Incident, Judgement, Link, Origin, Report, Row
from reportedly.ledger.resolve import incidents_of
from reportedly.ledger.rows import rows_of
from reportedly.ledger.sides import Side
from reportedly.ledger.words import Vector, likeness, vector
from reportedly.model import Reading


@dataclass(frozen=True, slots=True, kw_only=True)
class Views:
    """All that is computed of some reports: each in a fixed order, whatever the order of what it was computed from."""

    copies: tuple[Copy, ...]
    origins: tuple[Origin, ...]
    links: tuple[Link, ...]
    incidents: tuple[Incident, ...]


def views(
    reports: Iterable[Report],
    readings: Mapping[int, Reading],
    *,
    rows: Sequence[Row] | None = None,
    judgements: Iterable[Judgement] = (),
) -> Views:
    """Compute all views of some reports.

    ``readings`` are by number of report; ``rows`` have their numbers, with judgements on claims applied; without them
    rows are made of the readings. Claims of a report that a later one revises are not counted.
    """
    held = sorted(reports, key=lambda report: report.number)
    judged = tuple(judgements)
    if rows is None:
        rows = numbered(row for report in held for row in rows_of(readings[report.number], report=report.number))
    current = {report.number for report in held if report.current}
    counted = [row for row in rows if row.report in current]
    copies = copies_of(held, readings)
    origins = group(held, copies, judged)
    origin = dict(zip((row.number for row in counted), origin_of_claims(counted, held, origins), strict=True))
    vectors = {number: vector(readings[number].article) for number in sorted(current)}
    links, incidents = incidents_in(counted, vectors, judgements=judged, origin_of=lambda row: origin[row.number])
    return Views(copies=copies, origins=origins, links=links, incidents=incidents)


def copies_of(reports: Sequence[Report], readings: Mapping[int, Reading]) -> tuple[Copy, ...]:
    """Give the copies among reports: compared are those that share a fingerprint or a story's key, and revisions."""
    pieces = {report.number: piece_of(readings[report.number], report) for report in reports}
    filed: dict[tuple[str, int], list[int]] = {}
    for number, piece in pieces.items():
        for mark in fingerprints(readings[number].article):
            filed.setdefault(("print", mark), []).append(number)
        for mark in story_keys(piece):
            filed.setdefault(("story", mark), []).append(number)
    pairs = {pair for (kind, _), numbers in filed.items() if kind == "print" for pair in combinations(numbers, 2)}
    for number, piece in pieces.items():
        for mark in asked_keys(piece):
            others = filed.get(("story", mark), ())
            pairs.update((min(number, other), max(number, other)) for other in others if other != number)
    for report in reports:
        if report.revises in pieces:
            pairs.add((min(report.number, report.revises), max(report.number, report.revises)))
    found = (copy_of(pieces[a], pieces[b]) for a, b in sorted(pairs))
    return tuple(copy for copy in found if copy is not None)


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
    for item in sorted(taken_back(judgements), key=lambda item: (item.at, item.number)):
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
