"""What pages share that list names: a page of them; records without the names of private victims."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from starlette.requests import Request

from reportedly.desk.desk import Desk
from reportedly.desk.wanted import LONGEST
from reportedly.export import Material
from reportedly.export.guard import hide, pattern_of, places_of
from reportedly.export.guard import nameless as hidden
from reportedly.ledger import Detail
from reportedly.ledger.lists import Claimed, names_listed
from reportedly.ledger.records import Incident, Link, Report, Row
from reportedly.ledger.store.names import Kind
from reportedly.ledger.store.shelf import Shelf
from reportedly.ledger.victims import VICTIM, victims
from reportedly.ledger.words import content_words

PAGE = 100
MOST = 200  # claims on a page of one name


@dataclass(frozen=True, slots=True, kw_only=True)
class Names:
    """A page of names with how many claims each has, those with most first."""

    asked: str
    names: tuple[tuple[str, int], ...]
    total: int
    number: int
    last: int


def names_of(desk: Desk, kind: Kind, request: Request) -> Names:
    """Give the page of names that is asked for."""
    asked = " ".join(request.query_params.get("q", "").split())[:LONGEST]
    number = number_asked(request)
    found = names_listed(desk.ledger, kind, part=asked, limit=PAGE, offset=(number - 1) * PAGE)
    last = pages(found.total, PAGE)
    if number > last:
        number = last
        found = names_listed(desk.ledger, kind, part=asked, limit=PAGE, offset=(number - 1) * PAGE)
    return Names(asked=asked, names=found.names, total=found.total, number=number, last=last)


def number_asked(request: Request) -> int:
    """Give the number of the page that is asked for."""
    asked = request.query_params.get("page", "1")
    return max(1, int(asked)) if asked.isdecimal() and len(asked) < 7 else 1


def pages(total: int, size: int) -> int:
    """Give how many pages there are, at least one.

    >>> pages(0, 50), pages(50, 50), pages(51, 50)
    (1, 1, 2)
    """
    return max(1, -(-total // size))


def nameless(detail: Detail) -> Detail:
    """Give the detail without the names of private victims; the report's own text keeps them."""
    rows = tuple(detail.rows[number] for number in sorted(detail.rows))
    held = hidden(Material(reports=detail.reports, rows=rows, incidents=detail.incidents, origin_of=detail.origin_of))
    return Detail(
        incidents=held.incidents,
        rows={row.number: row for row in held.rows},
        reports=dict(held.reports),
        origin_of=detail.origin_of,
    )


def reasons_without(item: Incident, rows: Mapping[int, Row]) -> Incident:
    """Give an incident whose links' reasons name no private victim: they tell whom claims share, in small letters too.

    ``rows`` are those at both ends of its links, as the ledger has them.
    """
    names = frozenset().union(*(victims(row) for row in rows.values()))
    wide = places_of(rows.values())
    shared = {word for name in names for word in content_words(name)} - {word.lower() for word in wide}
    known = pattern_of(names | shared, wide)
    if known is None:
        return item
    pattern = re.compile(known.pattern, re.IGNORECASE)

    def told(links: tuple[Link, ...]) -> tuple[Link, ...]:
        return tuple(replace(link, why=pattern.sub(VICTIM, link.why)) for link in links)

    return replace(item, links=told(item.links), unsure=told(item.unsure))


def without_names(rows: Iterable[Row], reports: Mapping[int, Report]) -> tuple[dict[int, Row], dict[int, Report]]:
    """Give rows, and their reports, without the names of the private victims in them."""
    held = {row.number: row for row in rows}
    own = {row.report: reports[row.report] for row in held.values()}
    detail = nameless(Detail(incidents=(), rows=held, reports=own, origin_of={}))
    return detail.rows, detail.reports


def latest(found: Claimed) -> tuple[list[Row], dict[int, Report]]:
    """Give claims of one name, the latest reported first, without the names of private victims, and their reports."""
    rows, reports = without_names(found.rows.values(), found.reports)
    return sorted(rows.values(), key=lambda row: (row.reported or "", row.number), reverse=True), reports


def headed(found: Shelf) -> Sequence[Report]:
    """Give reports in whose headlines no private victim is named, of their own or of any report's."""
    _, own = without_names(found.rows.values(), {report.number: report for report in found.reports})
    held = (own.get(report.number, report) for report in found.reports)
    none: frozenset[str] = frozenset()
    return [replace(report, headline=hide(report.headline, found.victims, none, none)) for report in held]
