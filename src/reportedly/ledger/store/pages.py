"""Pages of origins and forecasts, always in a fixed order; those of incidents are ``finding``'s."""

from __future__ import annotations

from sqlalchemy import Connection, select

from reportedly.ledger.records import Origin, Row
from reportedly.ledger.sides import place_key
from reportedly.ledger.store import schema
from reportedly.ledger.store.read import bodies, chunks, rows_where

MOST = 2000  # incidents that a forecast is held against


def origins(connection: Connection, *, size: int, limit: int | None, offset: int) -> list[Origin]:
    """Give a page of origins of at least ``size`` reports, in order of first report."""
    table = schema.origins.c
    asked = select(table.body).where(table.size >= size).order_by(table.first_reported, table.id)
    return bodies(connection, asked.limit(limit).offset(offset), Origin)


def forecasts(connection: Connection, *, limit: int | None, offset: int) -> list[Row]:
    """Give a page of the rows that are forecasts and counted, in the order they were added."""
    table = schema.claims.c
    asked = select(table.body).where(table.forecast.is_(True), table.incident.is_not(None)).order_by(table.number)
    return bodies(connection, asked.limit(limit).offset(offset), Row)


def rows_about(connection: Connection, row: Row) -> list[Row]:
    """Give the rows of incidents last told no earlier than a row was made, at its place or with one of its parties."""
    table = schema.incidents.c
    found: set[str] = set()
    asked = (
        select(table.id)
        .where(table.last_reported >= (row.foretold or row.reported or ""))
        .order_by(table.id)
        .limit(MOST)
    )
    if row.place is not None:
        found |= set(connection.execute(asked.where(table.place == place_key(row.place))).scalars())
    parties = schema.incident_parties.c
    for name in (*row.actors, *row.recipients):
        named = select(parties.incident).where(parties.party == name)
        found |= set(connection.execute(asked.where(table.id.in_(named))).scalars())
    rows = [
        item for part in chunks(sorted(found)) for item in rows_where(connection, schema.claims.c.incident.in_(part))
    ]
    return sorted(rows, key=lambda item: item.number)
