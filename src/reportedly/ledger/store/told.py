"""Who is behind the claims of some incidents: the origin of each claim, with what other reports say of it at hand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from sqlalchemy import Connection, select

from reportedly.ledger.origins import CLAIM_DAYS, origin_of_claims
from reportedly.ledger.pieces import outlet
from reportedly.ledger.records import Incident, Link, Row
from reportedly.ledger.resolve import links_of
from reportedly.ledger.store import schema
from reportedly.ledger.store.read import (
    chunks,
    links_touching,
    origins_with_ids,
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
    quoted = stories_of(connection, rows)
    known = {row.number for row in rows}
    others = [row for row in rows_of_reports(connection, quoted) if row.number not in known]
    every = [*rows, *others]
    reports = reports_numbered(connection, {row.report for row in every} | quoted)
    table = schema.reports.c
    ids: set[str] = set()
    for part in chunks(report.number for report in reports):
        found = connection.execute(select(table.origin).where(table.number.in_(part)).distinct()).scalars()
        ids |= {identity for identity in found if identity is not None}
    origins = origins_with_ids(connection, ids)
    whole = reports_numbered(connection, {number for item in origins for number in item.reports})
    return dict(zip((row.number for row in every), origin_of_claims(every, whole, origins), strict=True))


def stories_of(connection: Connection, rows: Sequence[Row]) -> set[int]:
    """Give the reports, within days, of the outlets that rows name as their sources."""
    table = schema.outlets.c
    found: set[int] = set()
    for row in rows:
        said = {outlet(name) for name in (row.speaker.agency, row.speaker.name, *row.speaker.chain) if name}
        for part in chunks(sorted(said)):
            asked = select(table.report).where(table.outlet.in_(part), table.report != row.report)
            if row.reported is not None:
                day = date.fromisoformat(row.reported)
                first, last = (day + timedelta(days=shift) for shift in (-CLAIM_DAYS, CLAIM_DAYS))
                near = table.published_end.between(first.isoformat(), last.isoformat())
                found |= set(connection.execute(asked.where(near).order_by(table.report).limit(MOST)).scalars())
            found |= set(connection.execute(asked.order_by(table.report).limit(1)).scalars())
    return found
