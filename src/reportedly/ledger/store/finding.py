"""Incidents by what a person looks for: a page of them in a fixed order, how many there are, where the next begins.

Where one of the conditions holds for few incidents (``filters.NARROW``), these are looked at one by one and counted
exactly. Where each holds for many, the index of the order is walked from where the last page ended, and counting stops
at ``COUNTED``: so a page costs the same however large the ledger is and however far it lies from the first.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Literal, get_args

from sqlalchemy import Connection, Select, func, select, tuple_

from reportedly.errors import UsageError
from reportedly.ledger.records import Incident
from reportedly.ledger.store import counts, schema
from reportedly.ledger.store.filters import Condition, Filter, Narrow, conditions, narrowest
from reportedly.ledger.store.packing import unpack
from reportedly.ledger.store.read import chunks

COUNTED = 5000  # incidents: more are not counted where several conditions hold for many
Sort = Literal["first_reported", "last_reported", "day", "reports", "origins"]
NUMBERS = frozenset({"reports", "origins"})
Key = tuple[Any, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A page: its incidents, whose ``origins`` are still to be filled; ``total`` of all, ``exact`` or at least so many.

    ``after`` is what to ask for the next page with; None on the last one.
    """

    incidents: tuple[Incident, ...]
    total: int
    exact: bool
    after: str | None


def find(
    connection: Connection,
    wanted: Filter,
    *,
    sort: Sort = "first_reported",
    descending: bool = False,
    limit: int | None,
    after: str | None = None,
    offset: int = 0,
) -> Found:
    """Give a page of incidents that begins behind the one that ``after`` names, and ``offset`` further on.

    Raises:
        UsageError: there is no such order, or ``after`` is not what a page of that order gave.
    """
    start = begin(sort, after)
    held = list(conditions(connection, wanted))
    narrow = narrowest(connection, held)
    if narrow is not None:
        met = connection.execute(passing(sort, narrow))
        every = sorted(((value, identity) for value, identity, _, _ in met), reverse=descending)
        total, exact = len(every), True
        rest = [key for key in every if start is None or (key < start if descending else key > start)]
        keys = rest[offset : offset + limit + 1 if limit is not None else None]
    else:
        total, exact = count(connection, held)
        keys = walk(connection, sort, held, start, descending=descending, limit=limit, offset=offset)
    page = keys[:limit]
    last = f"{page[-1][0]}|{page[-1][1]}" if limit is not None and page and len(keys) > limit else None
    return Found(incidents=read(connection, [key[1] for key in page]), total=total, exact=exact, after=last)


def begin(sort: Sort, after: str | None) -> Key | None:
    """Give the key that a page begins behind."""
    if sort not in get_args(Sort):
        raise UsageError(f"{sort}: incidents are ordered by {', '.join(get_args(Sort))}")
    if after is None:
        return None
    value, bar, identity = after.partition("|")
    if not bar or (sort in NUMBERS and not value.isdigit()):
        raise UsageError(f"{after}: is not where a page by {sort} ended")
    return (int(value) if sort in NUMBERS else value, identity)


def passing(sort: Sort, narrow: Narrow) -> Select[Any]:
    """Give what asks for the few incidents that some conditions hold for: their keys, spots and first days."""
    table = schema.incidents.c
    asked = select(table[sort], table.id, table.spot, table.date_start).where(*narrow.where)
    if narrow.by_id:  # SQLite would read each from the table, by the index of its key
        asked = asked.with_hint(schema.incidents, "INDEXED BY incidents_facets", "sqlite")
    return asked


def walk(
    connection: Connection,
    sort: Sort,
    held: Sequence[Condition],
    start: Key | None,
    *,
    descending: bool,
    limit: int | None,
    offset: int,
) -> list[Key]:
    """Give the keys of a page, and of one more, in order."""
    table = schema.incidents.c
    key = tuple_(table[sort], table.id)
    asked = select(table[sort], table.id).where(*(item.test for item in held))
    if start is not None:
        asked = asked.where(key < tuple_(*start) if descending else key > tuple_(*start))
    ends = (table[sort].desc(), table.id.desc()) if descending else (table[sort], table.id)
    ordered = asked.order_by(*ends).offset(offset)
    if limit is not None:
        ordered = ordered.limit(limit + 1)
    return [(value, identity) for value, identity in connection.execute(ordered)]


def count(connection: Connection, held: Sequence[Condition]) -> tuple[int, bool]:
    """Give how many incidents there are, and whether that is exact or the least."""
    table = schema.incidents.c
    if not held:
        return sum(counts.tally(connection, counts.DAY).values()), True
    if len(held) == 1 and held[0].way is not None:
        asked = held[0].ids.subquery()
        return connection.execute(select(func.count()).select_from(asked)).scalar_one(), True
    some = select(table.id).where(*(item.test for item in held)).limit(COUNTED + 1).subquery()
    found = connection.execute(select(func.count()).select_from(some)).scalar_one()
    return min(found, COUNTED), found <= COUNTED


def read(connection: Connection, ids: Iterable[str]) -> tuple[Incident, ...]:
    """Give the incidents of some ids, in their order."""
    table, order = schema.incidents.c, list(ids)
    held: dict[str, Incident] = {}
    for part in chunks(order):
        for identity, body in connection.execute(select(table.id, table.body).where(table.id.in_(part))):
            held[identity] = unpack(body, Incident)
    return tuple(held[identity] for identity in order)
