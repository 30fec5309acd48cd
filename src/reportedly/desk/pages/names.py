"""What pages share that list names: a page of them; records without the names of private victims."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from starlette.requests import Request

from reportedly.desk.desk import Desk
from reportedly.desk.wanted import LONGEST
from reportedly.export import Material
from reportedly.export.guard import VICTIM, pattern_of, places_of, victims
from reportedly.export.guard import nameless as hidden
from reportedly.ledger import Detail
from reportedly.ledger.looks import reports_numbered, rows_numbered
from reportedly.ledger.records import Incident, Link, Report, Row
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


def names_of(rows: Mapping[str, Sequence[int]], request: Request) -> Names:
    """Give the page of names that is asked for."""
    asked = " ".join(request.query_params.get("q", "").split())[:LONGEST]
    wanted = asked.casefold()
    found = [(name, len(held)) for name, held in rows.items() if wanted in name.casefold()]
    found.sort(key=lambda item: (-item[1], item[0]))
    last = max(1, -(-len(found) // PAGE))
    page = request.query_params.get("page", "1")
    number = min(max(1, int(page)) if page.isdecimal() and len(page) < 7 else 1, last)
    shown = tuple(found[(number - 1) * PAGE : number * PAGE])
    return Names(asked=asked, names=shown, total=len(found), number=number, last=last)


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


def without_victims(desk: Desk, numbers: tuple[int, ...]) -> tuple[list[Row], dict[int, Report]]:
    """Give rows, the latest first, without the names of private victims, and their reports."""
    held = rows_numbered(desk.ledger, numbers)
    reports = reports_numbered(desk.ledger, {row.report for row in held.values()})
    detail = nameless(Detail(incidents=(), rows=held, reports=reports, origin_of={}))
    rows = sorted(detail.rows.values(), key=lambda row: (row.reported or "", row.number), reverse=True)
    return rows, detail.reports
