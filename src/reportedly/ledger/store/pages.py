"""Pages of origins and forecasts, always in a fixed order; those of incidents are ``finding``'s."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from sqlalchemy import Connection, Select, bindparam, exists, select

from reportedly.codebook.fulfilment import types_that_show
from reportedly.ledger.records import Origin, Row
from reportedly.ledger.sides import place_key
from reportedly.ledger.store import schema
from reportedly.ledger.store.packing import unpack_row
from reportedly.ledger.store.read import bodies

MOST = 25  # incidents at its place, and of each of its parties, that a forecast is held against


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


def rows_after(connection: Connection, row: Row, looked: dict[tuple[object, ...], list[Row]]) -> list[Row]:
    """Give the rows of incidents that can show a forecast: of a type that does, told later, at its place or of a party.

    Of very many those that were told soonest after it. ``looked`` keeps what was looked up for the same page.
    """
    types, made = tuple(sorted(types_that_show(row.event_type, over=row.over))), row.foretold or row.reported or ""
    subjects = [("place", place_key(row.place))] if row.place is not None else []
    subjects += [("party", name) for name in dict.fromkeys((*row.actors, *row.recipients))]
    found: dict[int, Row] = {}
    for kind, name in subjects:
        key = (kind, name, made, types)
        if key not in looked:
            held = connection.execute(told_after(kind), {"name": name, "day": made, "types": types}).scalars()
            looked[key] = [unpack_row(body) for body in held]
        found.update((other.number, other) for other in looked[key])
    return [found[number] for number in sorted(found)]


@lru_cache(maxsize=2)
def told_after(kind: str) -> Select[Any]:
    """Give the question for the rows of the incidents at a place, or of a party, told soonest after a day."""
    if kind == "place":
        at, last, identity = schema.incidents.c.place, schema.incidents.c.last_reported, schema.incidents.c.id
    else:
        table = schema.incident_parties.c
        at, last, identity = table.party, table.last_reported, table.incident
    kinds, claims = schema.incident_types.c, schema.claims.c
    shows = exists().where(kinds.event_type.in_(bindparam("types", expanding=True)), kinds.incident == identity)
    asked = select(identity).where(at == bindparam("name"), last > bindparam("day"), shows)
    return select(claims.body).where(claims.incident.in_(asked.order_by(last, identity).limit(MOST)))
