"""Pages of incidents, origins and forecasts, by what a person looks for; always in a fixed order."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Select, or_, select

from reportedly.ledger.records import Incident, Origin, Row
from reportedly.ledger.sides import place_key
from reportedly.ledger.store import schema
from reportedly.ledger.store.read import bodies, chunks, rows_where

MOST = 2000  # incidents that a forecast is held against


@dataclass(frozen=True, slots=True, kw_only=True)
class Filter:
    """What incidents are looked for: all that is given must hold. Days are inclusive; a place's spellings are one."""

    event_type: str | None = None
    party: str | None = None
    place: str | None = None
    since: str | None = None
    until: str | None = None
    reports: int = 1  # at least so many


def incidents(connection: Connection, wanted: Filter, *, limit: int | None, offset: int) -> list[Incident]:
    """Give a page of incidents in order of first report; their ``origins`` are still to be filled."""
    table = schema.incidents.c
    asked: Select[Any] = select(table.body)
    if wanted.event_type is not None:
        kinds = schema.incident_types.c
        asked = asked.where(table.id.in_(select(kinds.incident).where(kinds.event_type == wanted.event_type)))
    if wanted.party is not None:
        parties = schema.incident_parties.c
        asked = asked.where(table.id.in_(select(parties.incident).where(parties.party == wanted.party)))
    if wanted.place is not None:
        asked = asked.where(table.place == place_key(wanted.place))
    if wanted.since is not None:
        asked = asked.where(or_(table.date_end >= wanted.since, table.date_start >= wanted.since))
    if wanted.until is not None:
        asked = asked.where(or_(table.date_start <= wanted.until, table.date_end <= wanted.until))
    if wanted.reports > 1:
        asked = asked.where(table.reports >= wanted.reports)
    ordered = asked.order_by(table.first_reported, table.id).limit(limit).offset(offset)
    return bodies(connection, ordered, Incident)


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
    """Give the rows of incidents first told no earlier than a row, at its place or with one of its parties."""
    table = schema.incidents.c
    found: set[str] = set()
    asked = select(table.id).where(table.last_reported >= (row.reported or "")).order_by(table.id).limit(MOST)
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
