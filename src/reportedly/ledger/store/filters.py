"""What incidents are looked for, as conditions: each as the ids that it holds for, and as a test of one incident.

A test asks nothing but the columns that the indexes of the timeline and the map hold (``schema.FACETS``), or small
tables by an incident's id: so all incidents are put to it without being read.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal, get_args

from sqlalchemy import ColumnElement, Connection, Select, Table, and_, exists, func, select

from reportedly.ledger.records import Difference
from reportedly.ledger.sides import place_key
from reportedly.ledger.store import schema, search
from reportedly.ledger.store.read import among, listed
from reportedly.model import Status

NARROW = 20_000  # incidents: so few are looked at one by one
PART = 6  # where all are counted, one in so many are few, too: it costs less to read them than to test all
FEWEST = 8  # incidents that reports tell of each, as a rule, where they are very many
KINDS: tuple[Difference, ...] = get_args(Difference)


@dataclass(frozen=True, slots=True, kw_only=True)
class Filter:
    """What incidents are looked for: all that is given must hold. Days are inclusive; a place's spellings are one.

    ``since`` and ``until``: it can have happened between them. ``status``: at least one claim has it. ``reports`` and
    ``origins``: at least so many. ``disputed``: whether figures of its reports exclude each other. ``differs``: the
    gravest difference between its figures; "any" is every one but agreement. ``words`` all stand, in any order, in one
    of its reports.
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
    differs: Difference | Literal["any"] | None = None
    words: str | None = None


@dataclass(frozen=True, slots=True)
class Condition:
    """One thing that must hold: the ids that it holds for, the same as a way to these incidents, and as a test of one.

    ``way`` is None where the ids themselves are the way: no index counts them. ``by_id``: the way names ids, too.
    ``many``: they are surely not few.
    """

    ids: Select[Any]
    way: ColumnElement[bool] | None
    test: ColumnElement[bool]
    many: bool = False
    by_id: bool = False


def conditions(connection: Connection, wanted: Filter) -> Iterator[Condition]:
    """Give what must hold."""
    table = schema.incidents.c
    if wanted.event_type is not None:
        yield of_facet(schema.incident_types, schema.incident_types.c.event_type == wanted.event_type)
    if wanted.party is not None:
        yield of_facet(schema.incident_parties, schema.incident_parties.c.party == wanted.party)
    if wanted.status is not None:
        place_in = func.strpos if connection.dialect.name == "postgresql" else func.instr
        has = place_in(table.statuses, f" {wanted.status} ") > 0
        facet = of_facet(schema.incident_statuses, schema.incident_statuses.c.status == wanted.status)
        yield replace(facet, test=has)
    if wanted.words is not None:
        told = of_words(connection, wanted.words)
        if told is not None:
            yield told
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
        yield of_columns(table.differs.in_(["conflict"] if wanted.disputed else sorted({"", *KINDS} - {"conflict"})))
    if wanted.differs is not None:
        yield of_columns(table.differs.in_(kinds_of(wanted.differs)))


def of_words(connection: Connection, words: str) -> Condition | None:
    """Give the condition that one of an incident's reports holds words; None where every incident has such a report."""
    table, claims = schema.incidents.c, schema.claims.c
    reports = set(connection.execute(search.holding(connection, words)).scalars())
    every = connection.execute(select(func.count()).select_from(schema.reports)).scalar_one()
    if len(reports) * 2 <= every:
        holds = among(connection, claims.report, reports)
        ids = select(claims.incident).where(holds, claims.incident.is_not(None)).distinct()
        # as a condition of its own it would try all reports for each incident
        has = exists().where(claims.incident == table.id, holds.is_(True))
        return Condition(ids, None, has, many=len(reports) * FEWEST > NARROW)
    others = set(connection.execute(select(schema.reports.c.number)).scalars()) - reports
    doubtful = select(claims.incident).where(among(connection, claims.report, others), claims.incident.is_not(None))
    suspects = set(connection.execute(doubtful.distinct()).scalars())
    named = among(connection, claims.incident, suspects)
    cleared = select(claims.incident).where(
        named, claims.report.not_in(select(listed(connection, claims.report.type, others)))
    )
    without = suspects - set(connection.execute(cleared.distinct()).scalars())
    if not without:
        return None
    fails = among(connection, table.id, without)
    return Condition(select(table.id).where(~fails), None, (~fails).is_(True), many=True)


def kinds_of(differs: Difference | Literal["any"]) -> list[str]:
    """Give the kinds of difference that are looked for."""
    return [kind for kind in KINDS if kind != "agree"] if differs == "any" else [differs]


def of_facet(facet: Table, holds: ColumnElement[bool]) -> Condition:
    """Give a condition on a table beside the incidents."""
    ids, table = select(facet.c.incident).where(holds), schema.incidents.c
    return Condition(ids, table.id.in_(ids), exists().where(holds, facet.c.incident == table.id), by_id=True)


def of_columns(holds: ColumnElement[bool]) -> Condition:
    """Give a condition on an incident's own columns; as a test it never takes an index from the order's."""
    return Condition(select(schema.incidents.c.id).where(holds), holds, holds.is_(True))


@dataclass(frozen=True, slots=True)
class Narrow:
    """A way to few incidents and the tests of each; ``by_id``: the way names them by their ids."""

    where: tuple[ColumnElement[bool], ...]
    by_id: bool


def narrowest(connection: Connection, held: Sequence[Condition], *, most: int | None = None) -> Narrow | None:
    """Give the way to the fewest incidents that a condition holds for, and the other tests; None where all are many.

    ``most`` are few, ``NARROW`` where none is given.
    """
    few = NARROW if most is None else most
    sizes: list[tuple[int, int]] = []
    found: dict[int, list[str]] = {}
    for at, item in enumerate(held):
        some = item.ids.limit(few + 1)
        if item.many:
            sizes.append((few + 1, at))
        elif item.way is None:
            found[at] = list(connection.execute(some).scalars())
            sizes.append((len(found[at]), at))
        else:
            counting = select(func.count()).select_from(some.subquery())
            sizes.append((connection.execute(counting).scalar_one(), at))
    size, best = min(sizes, default=(few + 1, 0))
    if size > few:
        return None
    way = held[best].way
    first = among(connection, schema.incidents.c.id, found[best]) if way is None else way
    tests = (item.test for at, item in enumerate(held) if at != best)
    return Narrow((first, *tests), by_id=way is None or held[best].by_id)
