"""Who is behind the claims of some incidents: the origin of each claim, with what other reports say of it at hand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from sqlalchemy import Connection, select

from reportedly.ledger.origins import CLAIM_DAYS, origin_of_claims, own_names
from reportedly.ledger.pieces import outlet
from reportedly.ledger.records import Incident, Link, Report, Row
from reportedly.ledger.resolve import links_of
from reportedly.ledger.store import schema
from reportedly.ledger.store.read import (
    among,
    links_touching,
    origins_with_ids,
    outlets_known,
    reports_numbered,
    rows_numbered,
    rows_of_reports,
)

MOST = 40  # stories of one cited outlet that are looked at


def with_origins(connection: Connection, incidents: Sequence[Incident]) -> tuple[list[Incident], dict[int, Row]]:
    """Give incidents with the origins of their claims and their links, and their rows by number."""
    rows = {row.number: row for row in rows_numbered(connection, {n for item in incidents for n in item.rows})}
    origin = origins_of(connection, list(rows.values()))
    touching: dict[int, list[Link]] = {}
    for link in links_touching(connection, rows):
        for number in {link.a, link.b} & rows.keys():
            touching.setdefault(number, []).append(link)
    full = []
    for item in incidents:
        groups: dict[str, list[int]] = {}
        for number in item.rows:
            groups.setdefault(origin[number], []).append(number)
        origins = tuple((name, tuple(held)) for name, held in sorted(groups.items()))
        inside, unsure = links_of(item.rows, (link for number in item.rows for link in touching.get(number, ())))
        full.append(replace(item, origins=origins, links=inside, unsure=unsure))
    return full, rows


def origins_of(connection: Connection, rows: Sequence[Row]) -> dict[int, str]:
    """Give the origin of each row's claim."""
    own = reports_numbered(connection, {row.report for row in rows})
    quoted = stories_of(connection, rows, own)
    known = {row.number for row in rows}
    every = [*rows, *(row for row in rows_of_reports(connection, quoted) if row.number not in known)]
    numbers = among(connection, schema.reports.c.number, {row.report for row in every} | quoted)
    ids = connection.execute(select(schema.reports.c.origin).where(numbers).distinct()).scalars()
    origins = origins_with_ids(connection, {identity for identity in ids if identity is not None})
    whole = reports_numbered(connection, {number for item in origins for number in item.reports})
    return dict(zip((row.number for row in every), origin_of_claims(every, whole, origins), strict=True))


def stories_of(connection: Connection, rows: Sequence[Row], reports: Sequence[Report]) -> set[int]:
    """Give the reports, within days, of the outlets that rows name as their sources, and one of each at any time.

    ``reports`` are those of the rows: the outlets that speak in a report of their own are not cited by it.
    """
    table = schema.outlets.c
    own = {report.number: {outlet(name) for name in own_names(report)} for report in reports}
    cited = {(row.report, row.reported, frozenset(sources(row) - own[row.report])) for row in rows}
    ends = outlets_known(connection, {name for _, _, names in cited for name in names})
    known, found = set(ends), {first for first, _ in ends.values()}
    for report, reported, names in cited:
        if reported is not None and not known.isdisjoint(names):
            day = date.fromisoformat(reported)
            first, last = (day + timedelta(days=shift) for shift in (-CLAIM_DAYS, CLAIM_DAYS))
            near = table.published_end.between(first.isoformat(), last.isoformat())
            asked = select(table.report).where(table.outlet.in_(sorted(known & names)), table.report != report, near)
            found |= set(connection.execute(asked.order_by(table.report).limit(MOST)).scalars())
    return found


def sources(row: Row) -> set[str]:
    """Give whom a claim is attributed to, as compared."""
    return {outlet(name) for name in (row.speaker.agency, row.speaker.name, *row.speaker.chain) if name}
