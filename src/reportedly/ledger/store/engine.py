"""A path or a ``postgresql://`` url -> engine; a writer's transaction; the driver's errors in plain words.

SQLite runs with a write-ahead log, foreign keys, and a wait for other writers; a writer takes the lock when it begins
(``BEGIN IMMEDIATE``), so that two writers wait for each other and never fail half-way through.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any

import msgspec
from sqlalchemy import Connection, Engine, create_engine, event, text
from sqlalchemy.dialects.sqlite.base import SQLiteCompiler
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import DBAPIError, SQLAlchemyError

from reportedly.errors import LedgerError

LOCK = 7263548901  # of all writers to one database of PostgreSQL: they wait for each other
MAGIC = b"SQLite format 3\x00"
CACHE = 64 * 1024  # KiB of a file that a connection keeps in memory: the upper pages of all indexes of a large ledger
LITTLE = 16 * 1024  # KiB for who reads more than writes: the machine keeps what is read
KEPT = 2  # connections to a file that stay open, each with its memory; the last used is taken first: its pages are warm
WAIT = 60.0  # seconds that a writer waits for another
POSTGRES = ("postgresql://", "postgres://", "postgresql+psycopg://")


class Hinting(SQLiteCompiler):
    """Writes what ``Select.with_hint`` names behind its table: SQLAlchemy leaves it out for SQLite."""

    def get_from_hint_text(self, table: object, text: str | None) -> str | None:
        """Give the text."""
        return text


def open_engine(url: str, *, create: bool = False, cache: int = CACHE) -> Engine:
    """Give the engine of a ledger, a file's path or a ``postgresql://`` url; nothing is read or written yet.

    Raises:
        LedgerError: the file or its folder is missing, it is no file, or the driver of PostgreSQL is not installed.
    """
    return postgres(url) if url.startswith(POSTGRES) else sqlite(Path(url), create=create, cache=cache)


def sqlite(path: Path, *, create: bool, cache: int) -> Engine:
    """Give the engine of a file."""
    if path.is_dir():
        raise LedgerError(f"{path}: is a folder, not a ledger")
    if not path.exists() and not create:
        raise LedgerError(f"{path}: no such ledger (reportedly add makes one)")
    if path.exists() and not is_sqlite(path):
        raise LedgerError(f"{path}: is a file of another kind, not a ledger; it is left as it is")
    if not path.parent.is_dir():
        raise LedgerError(f"{path}: no such folder: {path.parent}")
    url = URL.create("sqlite", database=str(path))
    engine = create_engine(url, connect_args={"timeout": WAIT}, pool_size=KEPT, pool_use_lifo=True)
    engine.dialect.statement_compiler = Hinting
    event.listen(engine, "connect", partial(prepare, cache))
    event.listen(engine, "begin", begin)
    return engine


def is_sqlite(path: Path) -> bool:
    """Whether a file is empty, as a new ledger is, or begins as SQLite's do."""
    try:
        with path.open("rb") as file:
            start = file.read(len(MAGIC))
    except OSError as error:
        raise LedgerError(f"{path}: cannot be read ({error.strerror or error})") from None
    return start in (b"", MAGIC)


def prepare(cache: int, connection: Any, _record: object) -> None:
    """Set a new connection to SQLite up: transactions are begun by us, not by the driver."""
    connection.isolation_level = None
    for pragma in ("journal_mode = WAL", "synchronous = FULL", "foreign_keys = ON", f"cache_size = -{cache}"):
        connection.execute(f"PRAGMA {pragma}").close()


def begin(connection: Connection) -> None:
    """Begin as a writer where ``writing`` asks for it."""
    writer = connection.get_execution_options().get("writer", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writer else "BEGIN")


def postgres(url: str) -> Engine:
    """Give the engine of a database of PostgreSQL."""
    try:
        import psycopg  # noqa: F401
    except ImportError:
        raise LedgerError(f"{shown(url)}: needs the driver of PostgreSQL: pip install 'reportedly[postgres]'") from None
    return create_engine(make_url(url).set(drivername="postgresql+psycopg"))


def shown(url: str) -> str:
    """Give a ledger's name as messages print it, without a password."""
    return make_url(url).render_as_string(hide_password=True) if url.startswith(POSTGRES) else url


@contextmanager
def reading(engine: Engine, url: str) -> Iterator[Connection]:
    """Give a connection that sees one state of the ledger throughout."""
    with plain(url), engine.connect() as connection, connection.begin():
        yield connection


@contextmanager
def writing(engine: Engine, url: str) -> Iterator[Connection]:
    """Give a connection in a writer's transaction: all of it is kept, or nothing."""
    with plain(url), engine.connect().execution_options(writer=True) as connection, connection.begin():
        if connection.dialect.name == "postgresql":
            connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": LOCK})
        yield connection


@contextmanager
def plain(url: str) -> Iterator[None]:
    """Turn the driver's errors into one line that names the ledger and the cause."""
    try:
        yield
    except DBAPIError as error:
        raise LedgerError(f"{shown(url)}: {' '.join(str(error.orig).split())}") from error
    except (zlib.error, msgspec.DecodeError, UnicodeDecodeError) as error:
        raise LedgerError(f"{shown(url)}: a record in it is damaged ({error})") from error
    except SQLAlchemyError as error:
        raise LedgerError(f"{shown(url)}: {' '.join(str(error).split())}") from error
