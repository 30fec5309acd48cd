"""A page of incidents with the map and the timeline of all that are looked for.

All are counted: where few are looked for, by reading them; where many, in two indexes that hold nothing but what can be
asked for; where nothing is asked for, by the numbers that are kept.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from heapq import nlargest
from typing import NamedTuple

from sqlalchemy import Connection, func, select

from reportedly.ledger.records import Incident
from reportedly.ledger.store import counts, filters, schema
from reportedly.ledger.store.filters import Condition, Filter, conditions, narrowest
from reportedly.ledger.store.finding import passing, read, walk
from reportedly.ledger.store.read import among
from reportedly.model import Precision


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


def survey(connection: Connection, wanted: Filter, *, limit: int, number: int) -> Survey:
    """Give the page of a number, or the last one before it, with the map and timeline of all incidents looked for."""
    held = list(conditions(connection, wanted))
    every = counts.tally(connection, counts.DAY)
    narrow = narrowest(connection, held, most=max(filters.NARROW, sum(every.values()) // filters.PART))
    met = passing(connection, "last_reported", narrow) if narrow is not None else None
    where: Mapping[int | None, int] | None = None
    when: Mapping[str, int]
    if met is not None:
        where, when = Counter(spot for _, _, spot, _ in met), Counter(day or "" for _, _, _, day in met)
    elif held:
        where, when = counted(connection, held)
    else:
        when = every
    total = sum(when.values())
    last = max(1, -(-total // limit))
    number = min(number, last)
    offset = (number - 1) * limit
    if met is not None:
        keys = nlargest(offset + limit, (item[:2] for item in met))[offset:]
    else:
        keys = walk(connection, "last_reported", held, None, descending=True, limit=limit - 1, offset=offset)
    spots = spots_of(connection, where)
    return Survey(
        incidents=read(connection, [key[1] for key in keys]),
        total=total,
        number=number,
        last=last,
        spots=spots,
        placeless=total - sum(spot.incidents for spot in spots),
        days={day: when[day] for day in sorted(when) if day and when[day]},
        undated=when.get("", 0),
    )


def counted(connection: Connection, held: Sequence[Condition]) -> tuple[Mapping[int | None, int], Mapping[str, int]]:
    """Count all incidents that pass some tests, by their spot and by their first day, which is empty without one.

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
    return where, when


def spots_of(connection: Connection, found: Mapping[int | None, int] | None) -> tuple[Spot, ...]:
    """Give the spots of incidents that were counted, or all there are; those of one point are one."""
    table = schema.spots.c
    asked = select(table.latitude, table.longitude, table.precision, table.name, table.incidents, table.id)
    if found is not None:
        asked = asked.where(among(connection, table.id, [spot for spot in found if spot is not None]))
    every = [
        (-(every if found is None else found[identity]), latitude, longitude, precision, name)
        for latitude, longitude, precision, name, every, identity in connection.execute(asked)
    ]
    every.sort()
    points: dict[tuple[float, float, Precision], Spot] = {}
    for less, latitude, longitude, precision, name in every:  # the commonest name comes first
        at = (latitude, longitude, precision)
        known = points.get(at)
        points[at] = Spot(*at, name, -less) if known is None else known._replace(incidents=known.incidents - less)
    return tuple(sorted(points.values(), key=lambda spot: -spot.incidents))
