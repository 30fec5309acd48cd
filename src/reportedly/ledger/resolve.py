"""Rows + links + judgements -> incidents.

Two layers. Rows that are words for one event are grouped by their links (``clusters.py``). Then a figure given once
more joins the claim that it is another figure of (``retells``), and a casualty the attack that its claims name as its
cause (``caused_by``), across reports where their attacks are one. Every row is in
exactly one incident, if only in one of its own. Denied, planned or hoped claims of the happening belong to it with
their status. A field that no claim gives is None: an incident's days are never those of its reports.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import replace

from reportedly.codebook.links import load_link_weights
from reportedly.ledger.clusters import Grouping, grouped
from reportedly.ledger.records import Incident, Link, Row
from reportedly.ledger.sides import Side
from reportedly.model import Precision, Status

CASUALTIES = frozenset({"death", "injury"})
FINEST: tuple[Precision, ...] = ("exact", "near", "area", "admin1", "country", "region", "unknown")
NEAR = 300  # characters between a casualty and its denial
HARM = frozenset({"death", "injury", "abuse", "abduction", "capture"})
HAPPENED = frozenset({"occurred", "ongoing", "alleged"})


def incidents_of(
    rows: Sequence[Row], links: Iterable[Link], *, origin_of: Callable[[Row], str] | None = None
) -> tuple[Incident, ...]:
    """Give the incidents of rows, ordered by first report, then id.

    ``rows`` have their numbers; ``links`` name rows by number, those outside ``rows`` are passed over; a person's links
    (``by``) outrank. ``origin_of`` says which origin a claim has; without it each report is one.
    """
    held = {row.number: row for row in rows}
    within = [link for link in links if link.a in held and link.b in held]
    order = sorted(rows, key=row_order)
    rank = {row.number: at for at, row in enumerate(order)}
    by_claim = {(row.report, row.claim): row for row in rows}
    sides = {row.number: Side(with_circumstances(row, by_claim)) for row in order}
    weights = load_link_weights()
    grouping = grouped(sides, within, rank=rank, least=weights.together, missing=weights.missing, sure=weights.sure)
    join_retold(grouping, order)
    join_causes(grouping, order)
    join_denials(grouping, order)
    named = origin_of or (lambda row: f"report {row.report}")
    touching: dict[int, list[Link]] = {}
    for link in within:
        for group in {grouping.find(link.a), grouping.find(link.b)}:
            touching.setdefault(group, []).append(link)
    found = [
        incident(sorted((held[at] for at in group.rows), key=row_order), touching.get(number, ()), named)
        for number, group in grouping.groups.items()
    ]
    return tuple(sorted(distinct(found), key=lambda item: (item.first_reported or "9999", item.id)))


def row_order(row: Row) -> tuple[str, str, int, int]:
    """Order rows by day of report, then claim; the number decides only between copies of one claim."""
    return (row.reported or "9999", row.claim, row.report, row.number)


def with_circumstances(row: Row, by_claim: Mapping[tuple[int, str], Row]) -> Row:
    """Give a casualty the place and days of the attack that its text names as its cause, where it has none itself."""
    cause = by_claim.get((row.report, row.caused_by)) if row.caused_by and row.family in CASUALTIES else None
    if cause is None:
        return row
    if row.place is None and cause.place is not None:
        row = row.placed_as(cause)
    if row.day_start is None and row.day_end is None and not row.forecast:
        row = replace(row, day_start=cause.day_start, day_end=cause.day_end)
    return row


def join_retold(grouping: Grouping, rows: Sequence[Row]) -> None:
    """Join each claim that gives another figure of what its report told before to the claim of that."""
    numbers = {(row.report, row.claim): row.number for row in rows}
    for row in rows:
        told = numbers.get((row.report, row.retells)) if row.retells else None
        if told is not None:
            one, other = grouping.find(row.number), grouping.find(told)
            if one != other and not grouping.told_apart(one, other):
                grouping.join(one, other)


def join_causes(grouping: Grouping, rows: Sequence[Row]) -> None:
    """Join each group of casualties to the attack that most of its claims name as their cause."""
    numbers = {(row.report, row.claim): row.number for row in rows}
    ties: dict[int, Counter[int]] = {}
    for row in rows:
        cause = numbers.get((row.report, row.caused_by)) if row.caused_by else None
        if cause is not None and row.family in CASUALTIES:
            ties.setdefault(grouping.find(row.number), Counter())[grouping.find(cause)] += 1
    for group in sorted(ties, key=lambda number: grouping.rank[number]):
        best = min(ties[group], key=lambda number: (-ties[group][number], grouping.rank[number]))
        one, other = grouping.find(group), grouping.find(best)
        if one != other and not grouping.told_apart(one, other):
            grouping.join(one, other)


def join_denials(grouping: Grouping, rows: Sequence[Row]) -> None:
    """Join a denial of casualties to those that its report tells just before it, where both do not name other people.

    "... said that its men had killed nine attackers. The force denied that any of its fighters had been killed."
    """
    for row in rows:
        if row.family not in CASUALTIES or not is_denied(row):
            continue
        before = [
            other
            for other in rows
            if other.report == row.report
            and other.family == row.family
            and other.status in HAPPENED
            and other.polarity == "positive"
            and 0 < row.trigger.start - other.trigger.end < NEAR
            and not (named(other) and named(row) and set(other.recipients).isdisjoint(row.recipients))
        ]
        if before:
            told = max(before, key=lambda other: (other.trigger.start, other.claim))
            one, other = grouping.find(row.number), grouping.find(told.number)
            if one != other and not grouping.told_apart(one, other):
                grouping.join(one, other)


def is_denied(row: Row) -> bool:
    """Whether a claim says that something did not happen."""
    return row.status == "denied" or row.polarity == "negative"


def named(row: Row) -> bool:
    """Whether a row names the side that was harmed."""
    return any(name[:1].isupper() for name in row.recipients)


def distinct(found: Sequence[Incident]) -> Iterable[Incident]:
    """Give incidents with ids of their own: copies of one claim, told apart by a person, are numbered."""
    seen: Counter[str] = Counter()
    for item in sorted(found, key=lambda item: (item.first_reported or "9999", item.id, item.rows)):
        seen[item.id] += 1
        yield item if seen[item.id] == 1 else replace(item, id=f"{item.id}-{seen[item.id]}")


def incident(rows: Sequence[Row], links: Iterable[Link], origin_of: Callable[[Row], str]) -> Incident:
    """Give the incident of rows, which are in order; ``links`` are all that touch one of them."""
    numbers = {row.number for row in rows}
    origins: dict[str, list[int]] = {}
    for row in rows:
        origins.setdefault(origin_of(row), []).append(row.number)
    inside, unsure = links_of(numbers, links)
    place = best_place(rows)
    start, end = days_of_incident(rows)
    reported = sorted(row.reported for row in rows if row.reported)
    return Incident(
        id="i" + hashlib.sha256(f"{rows[0].claim} {rows[0].reported}".encode()).hexdigest()[:12],
        event_types=by_count(row.event_type for row in rows),
        rows=tuple(sorted(numbers)),
        reports=tuple(sorted({row.report for row in rows})),
        origins=tuple((name, tuple(sorted(held))) for name, held in sorted(origins.items())),
        date_start=start,
        date_end=end,
        place=place.place if place else None,
        latitude=place.latitude if place else None,
        longitude=place.longitude if place else None,
        precision=place.precision if place else "unknown",
        parties=by_count(name for row in rows for name in parties_of(row)),
        status=status_counts(rows),
        first_reported=reported[0] if reported else None,
        last_reported=reported[-1] if reported else None,
        links=inside,
        unsure=unsure,
    )


def links_of(rows: Collection[int], links: Iterable[Link]) -> tuple[tuple[Link, ...], tuple[Link, ...]]:
    """Give the links within an incident, and those to rows outside that may belong to it; ``links`` touch a row."""
    numbers = frozenset(rows)
    inside: list[Link] = []
    unsure: list[Link] = []
    for link in sorted({(link.a, link.b): link for link in links}.values(), key=lambda link: (link.a, link.b)):
        if link.a in numbers and link.b in numbers:
            inside.append(link)
        elif link.judged == "unsure" or (link.judged == "positive" and not link.by):
            unsure.append(link)
    return tuple(inside), tuple(unsure)


def parties_of(row: Row) -> Iterable[str]:
    """Give the actors and recipients of a row; persons who were harmed are left out: they are not collected."""
    yield from row.actors
    kinds = row.recipient_types or ("unknown",) * len(row.recipients)
    for name, kind in zip(row.recipients, kinds, strict=True):
        if not (kind == "person" and row.family in HARM):
            yield name


def by_count(names: Iterable[str]) -> tuple[str, ...]:
    """Give names, the commonest first, then by the alphabet."""
    counts = Counter(names)
    return tuple(sorted(counts, key=lambda name: (-counts[name], name)))


def status_counts(rows: Sequence[Row]) -> tuple[tuple[Status, int], ...]:
    """Count the claims by status; one with negative polarity counts as denied."""
    counts: Counter[Status] = Counter("denied" if row.polarity == "negative" else row.status for row in rows)
    return tuple(sorted(counts.items(), key=lambda item: (-item[1], item[0])))


def best_place(rows: Sequence[Row]) -> Row | None:
    """Give the row with the place to show: the finest precision, of those the name that most rows give."""
    placed = [row for row in rows if row.place]
    if not placed:
        return None
    finest = min(FINEST.index(row.precision) for row in placed)
    rest = [row for row in placed if FINEST.index(row.precision) == finest]
    counts = Counter((row.place, row.latitude, row.longitude) for row in rest)
    return min(rest, key=lambda row: (-counts[row.place, row.latitude, row.longitude], row.place or "", row.claim))


def days_of_incident(rows: Sequence[Row]) -> tuple[str | None, str | None]:
    """Give the days that most of the stated days allow, the earliest of equals; of what happened, where some has."""
    told = [row for row in rows if row.status in HAPPENED] or list(rows)
    stated = ((row.day_start or row.day_end, row.day_end or row.day_start) for row in told)
    both = sorted((start, end) for start, end in stated if start and end)
    if not both:
        return (None, None)
    support = {start: sum(1 for first, last in both if first <= start <= last) for start, _ in both}
    day = min(support, key=lambda start: (-support[start], start))
    allowed = [(start, end) for start, end in both if start <= day <= end]
    return (max(start for start, _ in allowed), min(end for _, end in allowed))
