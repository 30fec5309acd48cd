"""Incidents by what a person looks for: a page of them in a fixed order, how many there are, where the next begins.

Where one of the conditions holds for few incidents (``NARROW``), these are looked at one by one and counted exactly.
Where each holds for many, the index of the order is walked from where the last page ended, and counting stops at
``COUNTED``: so a page costs the same however large the ledger is and however far it lies from the first.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Literal, get_args

from sqlalchemy import ColumnElement, Connection, Select, and_, exists, func, select, tuple_

from reportedly.errors import UsageError
from reportedly.ledger.records import Incident
from reportedly.ledger.sides import place_key
from reportedly.ledger.store import schema, search
from reportedly.ledger.store.packing import unpack
from reportedly.ledger.store.read import among, chunks
from reportedly.model import Status

NARROW = 20_000  # incidents: so few are looked at one by one
COUNTED = 5000  # incidents: more are not counted where several conditions hold for many
Sort = Literal["first_reported", "last_reported", "day", "reports", "origins"]
NUMBERS = frozenset({"reports", "origins"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Filter:
    """What incidents are looked for: all that is given must hold. Days are inclusive; a place's spellings are one.

    ``since`` and ``until``: it can have happened between them. ``status``: at least one claim has it. ``reports`` and
    ``origins``: at least so many. ``disputed``: whether figures of its reports exclude each other. ``words`` all stand,
    in any order, in one of its reports.
    """

    event_type: str | None = None
    party: str | None = None
    place: str | None = None
    since: str | None = None
    until: str | None = None
    reports: int = 1
    status: Status | None = None
    origins: int = 1
    disputed: bool | None = None
    words: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A page: its incidents, whose ``origins`` are still to be filled; ``total`` of all, ``exact`` or at least so many.

    ``after`` is what to ask for the next page with; None on the last one.
    """

    incidents: tuple[Incident, ...]
    total: int
    exact: bool
    after: str | None


@dataclass(frozen=True, slots=True)
class Condition:
    """One thing that must hold: the ids that it holds for, and the same as a test of one incident.

    ``counted``: an index counts its ids in no time.
    """

    ids: Select[Any]
    test: ColumnElement[bool]
    counted: bool = True


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
        tests = [item.test for item in held]
        every = sorted(passing(connection, sort, narrow, tests), reverse=descending)
        total, exact = len(every), True
        rest = [key for key in every if start is None or (key < start if descending else key > start)]
        keys = rest[offset : offset + limit + 1 if limit is not None else None]
    else:
        total, exact = count(connection, held)
        keys = walk(connection, sort, held, start, descending=descending, limit=limit, offset=offset)
    page = keys[:limit]
    last = f"{page[-1][0]}|{page[-1][1]}" if limit is not None and page and len(keys) > limit else None
    return Found(incidents=read(connection, [key[1] for key in page]), total=total, exact=exact, after=last)


def begin(sort: Sort, after: str | None) -> tuple[Any, str] | None:
    """Give the key that a page begins behind."""
    if sort not in get_args(Sort):
        raise UsageError(f"{sort}: incidents are ordered by {', '.join(get_args(Sort))}")
    if after is None:
        return None
    value, bar, identity = after.partition("|")
    if not bar or (sort in NUMBERS and not value.isdigit()):
        raise UsageError(f"{after}: is not where a page by {sort} ended")
    return (int(value) if sort in NUMBERS else value, identity)


def conditions(connection: Connection, wanted: Filter) -> Iterator[Condition]:
    """Give what must hold."""
    table = schema.incidents.c
    facets = (
        (schema.incident_types, schema.incident_types.c.event_type, wanted.event_type),
        (schema.incident_parties, schema.incident_parties.c.party, wanted.party),
        (schema.incident_statuses, schema.incident_statuses.c.status, wanted.status),
    )
    for facet, column, value in facets:
        if value is not None:
            test = exists().where(column == value, facet.c.incident == table.id)
            yield Condition(select(facet.c.incident).where(column == value), test)
    if wanted.words is not None:
        reports = search.holding(connection, wanted.words)
        claims = schema.claims.c
        ids = select(claims.incident).where(claims.report.in_(reports), claims.incident.is_not(None)).distinct()
        holds = claims.report.in_(reports).is_(True)  # as a condition it would try all reports for each incident
        yield Condition(ids, exists().where(claims.incident == table.id, holds), counted=False)
    if wanted.place is not None:
        yield of_columns(table.place == place_key(wanted.place))
    days = [table.date_end >= wanted.since] if wanted.since is not None else []
    days += [table.date_start <= wanted.until] if wanted.until is not None else []
    if days:
        yield of_columns(and_(*days))
    if wanted.reports > 1:
        yield of_columns(table.reports >= wanted.reports)
    if wanted.origins > 1:
        yield of_columns(table.origins >= wanted.origins)
    if wanted.disputed is not None:
        yield of_columns(table.conflicts > 0 if wanted.disputed else table.conflicts == 0)


def of_columns(holds: ColumnElement[bool]) -> Condition:
    """Give a condition on an incident's own columns; as a test it never takes an index from the order's."""
    return Condition(select(schema.incidents.c.id).where(holds), holds.is_(True))


def narrowest(connection: Connection, held: Sequence[Condition]) -> list[str] | None:
    """Give the fewest ids that a condition holds for; None where all hold for many."""
    sizes: list[tuple[int, int]] = []
    for at, item in enumerate(held):
        some = item.ids.limit(NARROW + 1).subquery()
        sizes.append((connection.execute(select(func.count()).select_from(some)).scalar_one(), at))
    size, at = min(sizes, default=(NARROW + 1, 0))
    return None if size > NARROW else list(connection.execute(held[at].ids).scalars())


def passing(
    connection: Connection, sort: Sort, ids: Sequence[str], tests: Sequence[ColumnElement[bool]]
) -> Iterator[tuple[Any, str]]:
    """Give the keys of those of some incidents that pass all tests."""
    table = schema.incidents.c
    asked = select(table[sort], table.id).where(among(connection, table.id, ids), *tests)
    return ((value, identity) for value, identity in connection.execute(asked))


def walk(
    connection: Connection,
    sort: Sort,
    held: Sequence[Condition],
    start: tuple[Any, str] | None,
    *,
    descending: bool,
    limit: int | None,
    offset: int,
) -> list[tuple[Any, str]]:
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
        return connection.execute(select(func.count()).select_from(schema.incidents)).scalar_one(), True
    if len(held) == 1 and held[0].counted:
        asked = held[0].ids.subquery()
        return connection.execute(select(func.count()).select_from(asked)).scalar_one(), True
    some = select(table.id).where(*(item.test for item in held)).limit(COUNTED + 1).subquery()
    found = connection.execute(select(func.count()).select_from(some)).scalar_one()
    return min(found, COUNTED), found <= COUNTED


def read(connection: Connection, ids: Sequence[str]) -> tuple[Incident, ...]:
    """Give the incidents of some ids, in their order."""
    table = schema.incidents.c
    held: dict[str, Incident] = {}
    for part in chunks(ids):
        for identity, body in connection.execute(select(table.id, table.body).where(table.id.in_(part))):
            held[identity] = unpack(body, Incident)
    return tuple(held[identity] for identity in ids)
