"""Records back out of the tables: reports, readings, rows, links, origins, incidents; always in a fixed order."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import Any, TypeVar

from sqlalchemy import ColumnElement, Connection, Select, select
from sqlalchemy import Row as Record

from reportedly.ledger.records import Copy, Incident, Link, Origin, Report, Row
from reportedly.ledger.store import schema
from reportedly.ledger.store.packing import unpack, unpack_reading
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


def report_of(record: Record[Any]) -> Report:
    """Give the report of a record."""
    fields = record._asdict()
    return Report(id=fields.pop("article"), **{**fields, "agencies": tuple(json.loads(fields["agencies"]))})


def reports_where(connection: Connection, *where: ColumnElement[bool]) -> list[Report]:
    """Give the reports that a condition holds for, by number."""
    asked = select(*REPORT_COLUMNS).where(*where).order_by(schema.reports.c.number)
    return [report_of(record) for record in connection.execute(asked)]


def reports_numbered(connection: Connection, numbers: Collection[int]) -> list[Report]:
    """Give the reports of some numbers."""
    found = (reports_where(connection, schema.reports.c.number.in_(part)) for part in chunks(sorted(numbers)))
    return [report for part in found for report in part]


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
    return [unpack(record.body, Row) for record in connection.execute(asked)]


def rows_numbered(connection: Connection, numbers: Collection[int]) -> list[Row]:
    """Give the rows of some numbers."""
    found = (rows_where(connection, schema.claims.c.number.in_(part)) for part in chunks(sorted(numbers)))
    return [row for part in found for row in part]


def rows_of_reports(connection: Connection, reports: Collection[int]) -> list[Row]:
    """Give the rows of some reports."""
    found = (rows_where(connection, schema.claims.c.report.in_(part)) for part in chunks(sorted(reports)))
    return sorted((row for part in found for row in part), key=lambda row: row.number)


def links_touching(connection: Connection, numbers: Collection[int]) -> list[Link]:
    """Give the links that have one of some rows at either end."""
    table = schema.links.c
    found: dict[tuple[int, int], Link] = {}
    for part in chunks(sorted(numbers)):
        for end in (table.a, table.b):
            for record in connection.execute(select(schema.links).where(end.in_(part))):
                found[record.a, record.b] = Link(
                    a=record.a, b=record.b, score=record.score, judged=record.judged, why=record.why, by=record.by
                )
    return [found[pair] for pair in sorted(found)]


def copies_touching(connection: Connection, numbers: Collection[int]) -> list[Copy]:
    """Give the copies that have one of some reports at either end."""
    table = schema.copies.c
    found: dict[tuple[int, int], Copy] = {}
    for part in chunks(sorted(numbers)):
        for end in (table.a, table.b):
            for record in connection.execute(select(schema.copies).where(end.in_(part))):
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
