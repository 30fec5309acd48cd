"""A page of incidents with the map and the timeline of all that are looked for.

All are counted: where few are looked for, by reading them; where many, in two indexes that hold nothing but what can be
asked for; where nothing is asked for, by the numbers that are kept.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from sqlalchemy import Connection, func, literal, null, select, union_all

from reportedly.ledger.records import Incident
from reportedly.ledger.store import counts, filters, schema
from reportedly.ledger.store.filters import Condition, Filter, Narrow, conditions, narrowest
from reportedly.ledger.store.finding import passing, read, walk
from reportedly.ledger.store.read import among
from reportedly.model import Precision

MANY = 6  # one spot in so many of all is many: it costs less to read them all


class Spot(NamedTuple):
    """A place as a map draws it: a point, how precisely the reports give it, its commonest name, its incidents.

    There are thousands on a page: hence no dataclass.
    """

    latitude: float
    longitude: float
    precision: Precision
    name: str
    incidents: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Survey:
    """A page of incidents, the latest reported first, and where and when all that are looked for were.

    ``spots`` has the fullest first; ``days`` counts by the first day that an incident can be of, in order.
    ``placeless`` and ``undated`` are of no place that is known, and of no day. ``number`` is the page's, from 1 to
    ``last``.
    """

    incidents: tuple[Incident, ...]
    total: int
    number: int
    last: int
    spots: tuple[Spot, ...]
    placeless: int
    days: dict[str, int]
    undated: int


@dataclass(frozen=True, slots=True)
class Counted:
    """How many incidents are at each spot (None: at none; all there are where ``where`` is None) and of each day.

    ``when`` has an empty key for those of no day; ``ids`` are those of a page.
    """

    where: Mapping[int | None, int] | None
    when: Mapping[str, int]
    ids: Sequence[str]

    def total(self) -> int:
        """Give how many there are."""
        return sum(self.when.values())


def survey(connection: Connection, wanted: Filter, *, limit: int, number: int) -> Survey:
    """Give the page of a number, or the last one before it, with the map and timeline of all incidents looked for."""
    held = list(conditions(connection, wanted))
    every = counts.tally(connection, counts.DAY)
    narrow = narrowest(connection, held, most=max(filters.NARROW, sum(every.values()) // filters.PART))

    def counted(offset: int) -> Counted:
        if narrow is not None:
            return of_few(connection, narrow, limit=limit, offset=offset)
        if held:
            return of_many(connection, held, limit=limit, offset=offset)
        return Counted(None, every, page_of(connection, held, limit=limit, offset=offset))

    found = counted((number - 1) * limit)
    last = max(1, -(-found.total() // limit))
    if number > last:
        number = last
        found = counted((number - 1) * limit)
    spots = spots_of(connection, found.where)
    return Survey(
        incidents=read(connection, found.ids),
        total=found.total(),
        number=number,
        last=last,
        spots=spots,
        placeless=found.total() - sum(spot.incidents for spot in spots),
        days={day: found.when[day] for day in sorted(found.when) if day and found.when[day]},
        undated=found.when.get("", 0),
    )


def page_of(connection: Connection, held: Sequence[Condition], *, limit: int, offset: int) -> list[str]:
    """Give the ids of a page of the incidents that pass some tests, the latest reported first."""
    keys = walk(connection, "last_reported", held, None, descending=True, limit=limit - 1, offset=offset)
    return [key[1] for key in keys]


def of_few(connection: Connection, narrow: Narrow, *, limit: int, offset: int) -> Counted:
    """Count few incidents, and give a page of them: they are looked up once, and counted where they are."""
    met = passing("last_reported", narrow).cte("met")
    places = select(literal(0), met.c.spot, null(), null(), func.count()).group_by(met.c.spot)
    days = select(literal(1), null(), met.c.date_start, null(), func.count()).group_by(met.c.date_start)
    ends = (met.c.last_reported.desc(), met.c.id.desc())
    shown = select(met.c.last_reported, met.c.id).order_by(*ends).limit(limit).offset(offset).subquery("shown")
    asked = union_all(places, days, select(literal(2), null(), shown.c.last_reported, shown.c.id, literal(1)))
    where: dict[int | None, int] = {}
    when: dict[str, int] = {}
    page: list[tuple[str, str]] = []
    for kind, spot, day, identity, number in connection.execute(asked).fetchall():
        if kind == 0:
            where[spot] = number
        elif kind == 1:
            when[day or ""] = number
        else:
            page.append((day, identity))
    return Counted(where, when, [identity for _, identity in sorted(page, reverse=True)])


def of_many(connection: Connection, held: Sequence[Condition], *, limit: int, offset: int) -> Counted:
    """Count all incidents that pass some tests, and give a page of them.

    Each is counted in an index of its own, in the index's order, and read from nowhere else.
    """
    table, tests = schema.incidents.c, [item.test for item in held]
    places = select(table.spot, func.count()).where(*tests).group_by(table.spot)
    where = {spot: number for spot, number in connection.execute(places)}  # noqa: C416
    days = select(table.day, func.count(table.date_start), func.count()).where(*tests).group_by(table.day)
    when: Counter[str] = Counter()
    for day, dated, every in connection.execute(days):
        when[day] += dated
        when[""] += every - dated
    return Counted(where, when, page_of(connection, held, limit=limit, offset=offset))


def spots_of(connection: Connection, found: Mapping[int | None, int] | None) -> tuple[Spot, ...]:
    """Give the spots of incidents that were counted, or all there are; those of one point are one."""
    table = schema.spots.c
    asked = select(table.latitude, table.longitude, table.precision, table.name, table.incidents, table.id)
    if found is not None and len(found) * MANY < connection.execute(select(func.count(table.id))).scalar_one():
        asked = asked.where(among(connection, table.id, [spot for spot in found if spot is not None]))
    every = [
        (-(every if found is None else found[identity]), latitude, longitude, precision, name)
        for latitude, longitude, precision, name, every, identity in connection.execute(asked).fetchall()
        if found is None or identity in found
    ]
    every.sort()
    points: dict[tuple[float, float, Precision], Spot] = {}
    for less, latitude, longitude, precision, name in every:  # the commonest name comes first
        at = (latitude, longitude, precision)
        known = points.get(at)
        points[at] = Spot(*at, name, -less) if known is None else known._replace(incidents=known.incidents - less)
    return tuple(sorted(points.values(), key=lambda spot: -spot.incidents))
