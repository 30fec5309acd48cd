"""Ordered changes of the schema, each applied once, by name. A ledger of newer code is refused, never touched."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

from sqlalchemy import Connection, inspect, select, text, update

from reportedly.errors import LedgerError
from reportedly.ledger.store import schema
from reportedly.ledger.store.rebuild import rebuild

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
    table = schema.incident_parties
    known = {column["name"] for column in inspect(connection).get_columns(table.name)}
    if "last_reported" in known:  # made by m001 of this version
        return
    connection.execute(text("ALTER TABLE incident_parties ADD COLUMN last_reported TEXT NOT NULL DEFAULT ''"))
    of = select(schema.incidents.c.last_reported).where(schema.incidents.c.id == table.c.incident)
    connection.execute(update(table).values(last_reported=of.scalar_subquery()))
    next(index for index in table.indexes if index.name == "incident_parties_last").create(connection)


STEPS: tuple[Callable[[Connection], None], ...] = (m001_tables, m002_searched_incidents, m003_parties_in_time)


def migrate(connection: Connection, name: str) -> None:
    """Bring a ledger to today's schema; within a writer's transaction.

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
