"""What a crawl leaves: tables in Parquet, a file a shard, written under another name first.

readings/day=2019-02-10/<shard>.parquet   a reading a row, by day of publication (day=unknown where none is known)
set_aside/<shard>.parquet                 a page a row that was not read, with cause and reason
failures/<shard>.parquet                  a page a row that could not be read, with the step and the error
seen/<shard>.parquet                      what copies are known by
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

from reportedly.crawl.copies import Print
from reportedly.crawl.records import Aside, Kept
from reportedly.model import Failure, Reading

READINGS, ASIDE, FAILURES, SEEN = "readings", "set_aside", "failures", "seen"
CODING = {"coding": "by machine (reportedly); not checked by a person"}
OURS = re.compile(r"[0-9a-f]{16}\.parquet(\.part)?")


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadingRow:
    """A row of the readings: what is looked for, and the reading itself as a line of JSON.

    ``path`` is where the page lies, ``retrieved`` when it was fetched; the days of publication are those of the
    article.
    """

    path: str
    id: str
    key: str | None
    url: str | None
    publisher: str | None
    headline: str | None
    published_start: str | None
    published_end: str | None
    published_basis: str
    retrieved: str | None
    claims: int
    reading: str

    @property
    def day(self) -> str:
        """The folder that it lies in."""
        return self.published_end or "unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class Finished:
    """What came of a shard: its rows, in the order of its pages."""

    shard: str
    keys: tuple[str, ...]
    rows: tuple[ReadingRow, ...] = ()
    aside: tuple[Aside, ...] = ()
    failures: tuple[Failure, ...] = ()
    prints: tuple[Print, ...] = ()


def reading_row(page: Kept, reading: Reading) -> ReadingRow:
    """Make the row of a reading."""
    from reportedly.reading import encode

    return row_of(page, claims=len(reading.claims), reading=encode(reading).decode("utf-8"))


def row_of(page: Kept, *, claims: int, reading: str) -> ReadingRow:
    """Make a row: what is looked for stands in the article that was kept."""
    article = page.article
    return ReadingRow(
        path=page.path,
        id=article.id,
        key=article.key,
        url=article.url,
        publisher=article.publisher,
        headline=article.headline,
        published_start=article.published.date_start,
        published_end=article.published.date_end,
        published_basis=article.published.basis,
        retrieved=page.retrieved,
        claims=claims,
        reading=reading,
    )


def write(folder: Path, done: Finished) -> list[str]:
    """Write the files of a shard; give their names within the folder. A file is whole or not there."""
    for stale in files_of(folder, done.shard):
        stale.unlink()
    days: dict[str, list[ReadingRow]] = {}
    for row in done.rows:
        days.setdefault(row.day, []).append(row)
    tables: list[tuple[str, type, Sequence[Any]]] = [
        *((f"{READINGS}/day={day}", ReadingRow, days[day]) for day in sorted(days)),
        (ASIDE, Aside, done.aside),
        (FAILURES, Failure, done.failures),
        (SEEN, Print, done.prints),
    ]
    names = []
    for where, kind, rows in tables:
        if rows:
            name = f"{where}/{done.shard}.parquet"
            write_table(folder / name, kind, rows)
            names.append(name)
    return names


def write_table(path: Path, kind: type, rows: Sequence[Any]) -> None:
    """Write records of one kind as a table."""
    import pyarrow
    import pyarrow.parquet

    types = {"int": pyarrow.int64(), "bytes": pyarrow.binary()}
    schema = pyarrow.schema(
        [pyarrow.field(part.name, types.get(str(part.type), pyarrow.string())) for part in fields(kind)],
        metadata=CODING if kind is ReadingRow else None,
    )
    arrays = [
        pyarrow.array([getattr(row, name) for row in rows], type=schema.field(name).type) for name in schema.names
    ]
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(path.name + ".part")
    with open(part, "wb") as file:
        pyarrow.parquet.write_table(pyarrow.Table.from_arrays(arrays, schema=schema), file, compression="zstd")
        file.flush()
        os.fsync(file.fileno())
    os.replace(part, path)


def read_table(path: Path, kind: type) -> Iterator[Any]:
    """Give the records of a table."""
    import pyarrow.parquet

    with pyarrow.parquet.ParquetFile(path) as file:
        for batch in file.iter_batches(batch_size=256):
            for row in batch.to_pylist():
                yield kind(**row)


def files_of(folder: Path, shard: str) -> Iterator[Path]:
    """Give the files that a shard has, finished or not."""
    for where in (f"{READINGS}/day=*", ASIDE, FAILURES, SEEN):
        yield from folder.glob(f"{where}/{shard}.parquet*")


def sweep(folder: Path, finished: frozenset[str]) -> int:
    """Take away files of shards that were never finished; give how many."""
    stale = [path for path in files_of(folder, "*") if OURS.fullmatch(path.name) and path.name[:16] not in finished]
    for path in stale:
        path.unlink()
    return len(stale)
