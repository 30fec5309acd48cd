"""Ordered changes of the schema, each applied once, by name. A ledger of newer code is refused, never touched."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

from sqlalchemy import Connection, LargeBinary, column, insert, inspect, select, table, text, update

from reportedly.errors import LedgerError
from reportedly.ledger.records import Incident
from reportedly.ledger.store import names, schema
from reportedly.ledger.store.counts import count_in
from reportedly.ledger.store.happenings import columns_of, counts_of
from reportedly.ledger.store.packing import unpack
from reportedly.ledger.store.read import rows_numbered, rows_where
from reportedly.ledger.store.rebuild import rebuild
from reportedly.ledger.store.summaries import settle

PART = 500  # incidents or reports that are taken over at once

SQLITE_TEXTS = (
    "CREATE VIRTUAL TABLE texts USING fts5(headline, body, content='', tokenize='unicode61 remove_diacritics 2')",
)
POSTGRES_TEXTS = (
    "CREATE TABLE texts (report INTEGER PRIMARY KEY, words TSVECTOR NOT NULL)",
    "CREATE INDEX texts_words ON texts USING GIN (words)",
)


def m001_tables(connection: Connection) -> None:
    """Make the tables of the first version, and the index of full text."""
    schema.tables.create_all(connection, checkfirst=True)
    sqlite = connection.dialect.name == "sqlite"
    for statement in SQLITE_TEXTS if sqlite else POSTGRES_TEXTS:
        connection.execute(text(statement))


def m002_searched_incidents(connection: Connection) -> None:
    """What incidents are searched and ordered by: their table is made anew, and the views in it with it."""
    known = {column["name"] for column in inspect(connection).get_columns("incidents")}
    if "day" in known:  # made by m001 of this version
        return
    connection.execute(text("DROP INDEX claims_incident"))
    connection.execute(text("DROP TABLE incidents"))
    connection.execute(text("DROP TABLE incident_parties"))
    schema.tables.create_all(connection, checkfirst=True)
    next(index for index in schema.claims.indexes if index.name == "claims_incident").create(connection)
    rebuild(connection)


def m003_parties_in_time(connection: Connection) -> None:
    """A party's incidents in the order they were last told of."""
    parties = schema.incident_parties
    known = {column["name"] for column in inspect(connection).get_columns(parties.name)}
    if "last_reported" in known:  # made by m001 of this version
        return
    connection.execute(text("ALTER TABLE incident_parties ADD COLUMN last_reported TEXT NOT NULL DEFAULT ''"))
    of = select(schema.incidents.c.last_reported).where(schema.incidents.c.id == parties.c.incident)
    connection.execute(update(parties).values(last_reported=of.scalar_subquery()))
    next(index for index in parties.indexes if index.name == "incident_parties_last").create(connection)


def m004_lists(connection: Connection) -> None:
    """What lists and the map are made of: names, forecasts by day, where incidents are drawn, how their figures differ.

    Incidents stay as they are: their table is copied into one with more columns, and only what is new is counted.
    """
    published = next(index for index in schema.reports.indexes if index.name == "reports_published")
    published.create(connection, checkfirst=True)
    known = {column["name"] for column in inspect(connection).get_columns("incidents")}
    if "differs" in known:  # made by m001 or m002 of this version
        return
    for index in inspect(connection).get_indexes("incidents"):
        connection.execute(text(f"DROP INDEX {index['name']}"))
    connection.execute(text("ALTER TABLE incidents RENAME TO incidents_before"))
    schema.tables.create_all(connection, checkfirst=True)
    before = table("incidents_before", column("id", schema.Words), column("body", LargeBinary)).c
    last = ""
    asked = select(before.id, before.body).order_by(before.id).limit(PART)
    while part := connection.execute(asked.where(before.id > last)).all():
        found = [unpack(body, Incident) for _, body in part]
        single = rows_numbered(connection, {item.rows[0] for item in found if len(item.rows) == 1})
        rows = {row.number: row for row in single}
        values = [columns_of(item) | counts_of(item, rows) for item in found]
        connection.execute(insert(schema.incidents), values)
        count_in(connection, found)
        last = part[-1][0]
    connection.execute(text("DROP TABLE incidents_before"))
    first, claims = 0, schema.claims.c
    numbers = select(claims.report).where(claims.incident.is_not(None)).distinct().order_by(claims.report).limit(PART)
    while reports := list(connection.execute(numbers.where(claims.report > first)).scalars()):
        names.file(connection, rows_where(connection, claims.incident.is_not(None), claims.report.in_(reports)))
        first = reports[-1]
    settle(connection)


def m005_seen_in_indexes(connection: Connection) -> None:
    """The indexes of incidents hold all that a page with its map and timeline is made of."""
    held = {index["name"]: index["column_names"] for index in inspect(connection).get_indexes("incidents")}
    for index in sorted(schema.incidents.indexes, key=lambda index: str(index.name)):
        if held.get(str(index.name)) != [column.name for column in index.columns]:
            index.drop(connection, checkfirst=True)
            index.create(connection)


STEPS: tuple[Callable[[Connection], None], ...] = (
    m001_tables,
    m002_searched_incidents,
    m003_parties_in_time,
    m004_lists,
    m005_seen_in_indexes,
)


def migrate(connection: Connection, name: str, hear: Callable[[str], None] | None = None) -> None:
    """Bring a ledger to today's schema; within a writer's transaction. ``hear`` is told where there is one already.

    Raises:
        LedgerError: it is not a ledger, or one of a newer version of the code.
    """
    known = inspect(connection).get_table_names()
    if known and "migrations" not in known:
        raise LedgerError(f"{name}: holds other tables: it is no ledger of reportedly")
    schema.migrations.create(connection, checkfirst=True)
    applied = set(connection.execute(select(schema.migrations.c.name)).scalars())
    steps = {step.__name__: step for step in STEPS}
    if unknown := applied - steps.keys():
        raise LedgerError(f"{name}: was written by a newer version of reportedly ({', '.join(sorted(unknown))})")
    if hear is not None and applied and applied != steps.keys():
        hear(f"{name}: is of an older version and is brought up to date; that takes minutes where it is large")
    for step_name, step in steps.items():
        if step_name not in applied:
            step(connection)
            at = datetime.now(UTC).isoformat(timespec="seconds")
            connection.execute(schema.migrations.insert().values(name=step_name, at=at))


def is_current(connection: Connection) -> bool:
    """Whether every step has been applied, and no other."""
    if "migrations" not in inspect(connection).get_table_names():
        return False
    return set(connection.execute(select(schema.migrations.c.name)).scalars()) == {step.__name__ for step in STEPS}
