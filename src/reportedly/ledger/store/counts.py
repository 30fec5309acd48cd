"""Numbers kept beside what they count, so that a page over all of a ledger costs what it shows, not what is in it.

``more`` and ``fewer`` change such numbers; ``count_in`` and ``count_out`` those of incidents: how many there are of
each type, of each first day, and at each spot of the map.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from typing import Any

from sqlalchemy import Column, Connection, Table, func, select

from reportedly.ledger.records import Incident
from reportedly.ledger.store import schema
from reportedly.ledger.store.packing import hashed
from reportedly.ledger.store.read import chunks

TYPE, DAY = "type", "day"


def more(connection: Connection, number: Column[int], values: Sequence[tuple[Any, ...]]) -> None:
    """Add to numbers, by the driver itself: ``values`` are records of their table, with what is added as the number."""
    table, mark = table_of(number), "?" if connection.dialect.name == "sqlite" else "%s"
    names = ", ".join(column.name for column in table.columns)
    keys = ", ".join(column.name for column in table.primary_key)
    change = f"{number.name} = {table.name}.{number.name} + excluded.{number.name}"
    asked = f"INSERT INTO {table.name} ({names}) VALUES ({', '.join([mark] * len(table.columns))})"
    if values:
        connection.exec_driver_sql(f"{asked} ON CONFLICT ({keys}) DO UPDATE SET {change}", list(values))


def fewer(connection: Connection, number: Column[int], values: Sequence[tuple[Any, ...]]) -> None:
    """Take from numbers; ``values`` are the keys of their records, and how much. A number of none is taken away."""
    table, mark = table_of(number), "?" if connection.dialect.name == "sqlite" else "%s"
    where = " AND ".join(f"{column.name} = {mark}" for column in table.primary_key)
    less = [(value[-1], *value[:-1]) for value in values]
    if values:
        change = f"{number.name} = {number.name} - {mark}"
        connection.exec_driver_sql(f"UPDATE {table.name} SET {change} WHERE {where}", less)
        gone = f"DELETE FROM {table.name} WHERE {where} AND {number.name} <= 0"
        connection.exec_driver_sql(gone, [value[:-1] for value in values])


def table_of(column: Column[int]) -> Table:
    """Give the table of a column."""
    assert isinstance(column.table, Table)
    return column.table


def spot_of(item: Incident) -> int | None:
    """Give the number of the spot that an incident is drawn at: a point, how precise it is, and what it is called."""
    if item.latitude is None or item.longitude is None:
        return None
    return hashed(f"{item.latitude!r} {item.longitude!r} {item.precision} {schema.storable(item.place or '')}")


def count_in(connection: Connection, incidents: Sequence[Incident]) -> None:
    """Count incidents that are put in."""
    spots = {number: item for item in incidents if (number := spot_of(item)) is not None}
    held = Counter(number for item in incidents if (number := spot_of(item)) is not None)
    values = [
        (number, item.latitude, item.longitude, item.precision, schema.storable(item.place or ""), held[number])
        for number, item in sorted(spots.items())
    ]
    more(connection, schema.spots.c.incidents, values)
    kinds = Counter((TYPE, name) for item in incidents for name in set(item.event_types))
    kinds.update((DAY, item.date_start or item.date_end or "") for item in incidents)
    more(connection, schema.tallies.c.incidents, tallied(kinds))


def count_out(connection: Connection, ids: Collection[str]) -> None:
    """Count incidents no more that are still there."""
    table, types = schema.incidents.c, schema.incident_types.c
    spots: Counter[int] = Counter()
    kinds: Counter[tuple[str, str]] = Counter()
    for part in chunks(sorted(ids)):
        for spot, day in connection.execute(select(table.spot, table.date_start).where(table.id.in_(part))):
            spots.update([spot] if spot is not None else [])
            kinds[DAY, day or ""] += 1
        asked = select(types.event_type, func.count()).where(types.incident.in_(part)).group_by(types.event_type)
        kinds.update({(TYPE, name): count for name, count in connection.execute(asked)})
    fewer(connection, schema.spots.c.incidents, sorted(spots.items()))
    fewer(connection, schema.tallies.c.incidents, tallied(kinds))


def tallied(counts: Mapping[tuple[str, str], int]) -> list[tuple[str, str, int]]:
    """Give counts as their table holds them."""
    return [(kind, key, count) for (kind, key), count in sorted(counts.items())]


def tally(connection: Connection, kind: str) -> dict[str, int]:
    """Give the counts of a kind, in order of their keys."""
    table = schema.tallies.c
    asked = select(table.key, table.incidents).where(table.kind == kind).order_by(table.key)
    return {record[0]: record[1] for record in connection.execute(asked)}
