"""Records back out of the tables: reports, readings, rows, links, origins, incidents; always in a fixed order."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import Any, TypeVar

from sqlalchemy import BigInteger, ColumnElement, Connection, Integer, Select, Table, Text, bindparam, func, select
from sqlalchemy import Row as Record
from sqlalchemy import column as sql_column
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.types import TypeEngine

from reportedly.ledger.records import Copy, Incident, Link, Origin, Report, Row
from reportedly.ledger.store import schema
from reportedly.ledger.store.packing import unpack, unpack_reading, unpack_row
from reportedly.model import Reading

CHUNK = 500  # numbers in one question: below the limits of both databases
T = TypeVar("T")
REPORT_COLUMNS = tuple(
    getattr(schema.reports.c, name)
    for name in (
        "number", "article", "key", "url", "publisher", "agencies", "headline", "language", "published_start",
        "published_end", "added", "revises", "current",
    )
)  # fmt: skip


def chunks(items: Iterable[T]) -> Iterator[list[T]]:
    """Give items in lists that one question can hold."""
    held = list(items)
    for start in range(0, len(held), CHUNK):
        yield held[start : start + CHUNK]


def among(connection: Connection, column: ColumnElement[T], values: Collection[T]) -> ColumnElement[bool]:
    """Give the condition that a column holds one of some values: one statement and one value, however many they are."""
    return column.in_(select(listed(connection, column.type, values)))


def listed(connection: Connection, kind: TypeEngine[Any], values: Collection[Any]) -> ColumnElement[Any]:
    """Give numbers or words as the one column of a table."""
    held = sorted(values)
    if connection.dialect.name == "sqlite":
        return func.json_each(json.dumps(held)).table_valued(sql_column("value", kind)).c.value
    array = ARRAY(BigInteger if isinstance(kind, Integer) else Text)
    given = bindparam(None, held, type_=array, unique=True)
    return func.unnest(given).table_valued(sql_column("value", kind)).render_derived().c.value


def outlets_known(connection: Connection, names: Collection[str]) -> dict[str, tuple[int, int]]:
    """Give of those names that are outlets of reports the first and the last report, however many they have."""
    if not names:
        return {}
    table, asked = schema.outlets.c, listed(connection, Text(), names)
    first, last = (
        select(edge(table.report)).where(table.outlet == asked).scalar_subquery() for edge in (func.min, func.max)
    )
    found = connection.execute(select(asked, first, last))
    return {name: (one, other) for name, one, other in found if one is not None}


def put_pairs(connection: Connection, table: Table, pairs: Sequence[tuple[int, int]]) -> None:
    """Insert pairs of numbers into a table of two columns, by the driver itself: there are very many of them."""
    mark = "?" if connection.dialect.name == "sqlite" else "%s"
    names = ", ".join(column.name for column in table.columns)
    if pairs:
        connection.exec_driver_sql(f"INSERT INTO {table.name} ({names}) VALUES ({mark}, {mark})", list(pairs))


def report_of(record: Record[Any]) -> Report:
    """Give the report of a record."""
    fields = record._asdict()
    return Report(id=fields.pop("article"), **{**fields, "agencies": tuple(json.loads(fields["agencies"]))})


def reports_where(connection: Connection, *where: ColumnElement[bool], limit: int | None = None) -> list[Report]:
    """Give the reports that a condition holds for, by number."""
    asked = select(*REPORT_COLUMNS).where(*where).order_by(schema.reports.c.number).limit(limit)
    return [report_of(record) for record in connection.execute(asked)]


def reports_numbered(connection: Connection, numbers: Collection[int]) -> list[Report]:
    """Give the reports of some numbers."""
    return reports_where(connection, among(connection, schema.reports.c.number, numbers)) if numbers else []


def reading_of(connection: Connection, report: int) -> Reading | None:
    """Give the reading of a report that is in force: the newest."""
    table = schema.readings.c
    body = connection.execute(
        select(table.body).where(table.report == report, table.superseded.is_(None)).order_by(table.number.desc())
    ).scalar()
    return unpack_reading(body) if body is not None else None


def rows_where(connection: Connection, *where: ColumnElement[bool]) -> list[Row]:
    """Give the rows that a condition holds for, by number."""
    table = schema.claims.c
    asked = select(table.number, table.body).where(*where).order_by(table.number)
    return [unpack_row(body) for _, body in connection.execute(asked)]


def rows_numbered(connection: Connection, numbers: Collection[int]) -> list[Row]:
    """Give the rows of some numbers."""
    return rows_where(connection, among(connection, schema.claims.c.number, numbers)) if numbers else []


def rows_of_reports(connection: Connection, reports: Collection[int]) -> list[Row]:
    """Give the rows of some reports."""
    return rows_where(connection, among(connection, schema.claims.c.report, reports)) if reports else []


def links_touching(connection: Connection, numbers: Collection[int]) -> list[Link]:
    """Give the links that have one of some rows at either end."""
    table = schema.links.c
    found: dict[tuple[int, int], Link] = {}
    for end in (table.a, table.b) if numbers else ():
        for a, b, score, judged, why, by in connection.execute(
            select(table.a, table.b, table.score, table.judged, table.why, table.by).where(
                among(connection, end, numbers)
            )
        ):
            found[a, b] = Link(a=a, b=b, score=score, judged=judged, why=why, by=by)
    return [found[pair] for pair in sorted(found)]


def copies_touching(connection: Connection, numbers: Collection[int]) -> list[Copy]:
    """Give the copies that have one of some reports at either end."""
    table = schema.copies.c
    found: dict[tuple[int, int], Copy] = {}
    for end in (table.a, table.b) if numbers else ():
        for record in connection.execute(select(schema.copies).where(among(connection, end, numbers))):
            found[record.a, record.b] = unpack(record.body, Copy)
    return [found[pair] for pair in sorted(found)]


def origins_with_ids(connection: Connection, ids: Collection[str]) -> list[Origin]:
    """Give the origins of some ids."""
    table = schema.origins.c
    return [
        unpack(body, Origin)
        for part in chunks(sorted(ids))
        for body in connection.execute(select(table.body).where(table.id.in_(part)).order_by(table.id)).scalars()
    ]


def bodies(connection: Connection, asked: Select[Any], kind: type[T]) -> list[T]:
    """Give the records of a question for bodies."""
    return [unpack(body, kind) for body in connection.execute(asked).scalars()]


def incident_with_id(connection: Connection, identity: str) -> Incident | None:
    """Give an incident, by its id or the beginning of it where that is unique."""
    table = schema.incidents.c
    found: Sequence[Incident] = bodies(connection, select(table.body).where(table.id == identity), Incident)
    if not found and len(identity) >= 4:
        upper = identity[:-1] + chr(ord(identity[-1]) + 1)
        found = bodies(connection, select(table.body).where(table.id >= identity, table.id < upper).limit(2), Incident)
    return found[0] if len(found) == 1 else None
