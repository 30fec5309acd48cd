"""The engine: daft, on the cores of this machine or on a Ray cluster; the same classes, one instance a worker.

An exception in a page is a row of it. A worker that dies (of memory, of a fault in a library) ends its query: what was
asked is asked again in halves, until the one page that kills is found and is a failure; all others are read.
"""

from __future__ import annotations

import os

os.environ.setdefault("DO_NOT_TRACK", "true")
os.environ["DAFT_ANALYTICS_ENABLED"] = "0"
os.environ["RAY_USAGE_STATS_ENABLED"] = "0"
os.environ.setdefault("DAFT_PROGRESS_BAR", "0")

import gc
import signal
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import Any, TypeVar

import daft
import msgspec
from daft import DataType
from daft.functions import minhash

from reportedly.crawl.copies import HASHES, RUN
from reportedly.crawl.opening import open_item
from reportedly.crawl.output import ReadingRow, reading_row
from reportedly.crawl.records import Item, Kept
from reportedly.crawl.sift import load_sieve, sift
from reportedly.crawl.sifted import Sifted
from reportedly.errors import CaptureError, ReportedlyError, UsageError
from reportedly.failures import failure_of
from reportedly.model import Capture, Failure

FEW = 1  # pages that a worker is given at once: the last ones to be read keep nobody waiting
PARTS = 8  # parts a worker, on a cluster
LEAST = 2000  # bytes of an archive in which a record that kills is sought no further
DIED = "the process that read it died (of memory, or of a fault in a library)"
SIGNS = ("closed the connection", "actordied", "actorunavailable", "workercrashed", "outofmemory", "broken pipe")
T = TypeVar("T")
U = TypeVar("U")


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What came of a page: its row, or why there is none; ``unready`` where the worker could not begin."""

    row: ReadingRow | None = None
    failure: Failure | None = None
    unready: str | None = None


def undisturbed() -> None:
    """Let a worker finish what it does: a signal to stop is for the process that gives out the work."""
    with suppress(ValueError):  # not the main thread: the signals go elsewhere
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        signal.signal(signal.SIGTERM, signal.SIG_IGN)


class Sifter:
    """Opens items and sifts what is in them."""

    def __init__(self) -> None:
        undisturbed()
        self.sieve = load_sieve()

    @daft.method.batch(
        return_dtype=DataType.list(
            DataType.struct({"at": DataType.int64(), "sifted": DataType.binary(), "words": DataType.string()})
        ),
        batch_size=1,
    )
    def sift(self, items: Any) -> list[list[dict[str, Any]]]:
        """Give what each item holds, in order; the words of what is kept apart, for the engine to hash."""
        return [[told(at, page) for at, page in enumerate(self.one(item))] for item in items.to_pylist()]

    def one(self, packed: bytes) -> Iterator[Sifted]:
        """Sift one item."""
        item = msgspec.msgpack.decode(packed, type=Item)
        try:
            for found in open_item(item):
                yield Sifted.of(sift(found, self.sieve))
        except CaptureError as error:
            yield Sifted(unreached=str(error))
        except Exception as error:
            yield Sifted(
                unreached=f"a fault of reportedly: {type(error).__name__}: {' '.join(str(error).split())[:200]}"
            )


def told(at: int, page: Sifted) -> dict[str, Any]:
    """Give a row of the engine: which page of its item, what came of it, its words."""
    try:
        return {"at": at, "sifted": msgspec.msgpack.encode(page), "words": page.kept.words if page.kept else None}
    except UnicodeEncodeError:
        path = page.kept.path if page.kept else "?"
        failure = Failure(path=path, step="clean", error="CleanError", message="holds half a character")
        return {"at": at, "sifted": msgspec.msgpack.encode(Sifted(failure=failure)), "words": None}


class Worker:
    """Holds a reader and reads what was kept."""

    def __init__(self) -> None:
        undisturbed()
        os.environ.setdefault("OMP_NUM_THREADS", "1")
        from reportedly.reading import load_reader

        self.unready: str | None = None
        try:
            self.reader = load_reader()
            gc.collect()
            gc.freeze()  # what stays for good is looked through no more for what can be freed: a thirtieth of the time
        except ReportedlyError as error:
            self.unready = str(error)

    @daft.method.batch(return_dtype=DataType.binary(), batch_size=FEW)
    def read(self, pages: Any) -> list[bytes]:
        """Read each page."""
        return [msgspec.msgpack.encode(self.one(page)) for page in pages.to_pylist()]

    def one(self, packed: bytes) -> Outcome:
        """Read one page."""
        from reportedly.reading import read_cleaned

        if self.unready is not None:
            return Outcome(unready=self.unready)
        page = msgspec.msgpack.decode(packed, type=Kept)
        try:
            reading = read_cleaned(page.article, page.notices, self.reader)
            return Outcome(row=reading_row(page, reading))
        except Exception as error:
            return Outcome(failure=failure_of(Capture(path=page.path, body=b"", key=page.article.key), error))


@dataclass(frozen=True, slots=True, kw_only=True)
class Engine:
    """Where the work is done: so many workers, here or on the Ray cluster at an address (``local``: one of its own).

    ``sifter`` and ``worker`` are what each process has one of, while a query lasts: daft keeps none beyond it.
    """

    workers: int
    ray: str | None = None
    sifter: type[Sifter] = Sifter
    worker: type[Worker] = Worker

    def begin(self) -> None:
        """Choose where queries run, once a process.

        Raises:
            UsageError: the cluster cannot be reached.
        """
        if self.ray is None:
            daft.set_runner_native()
            daft.set_execution_config(maintain_order=False)  # a worker that is ready never waits for another's page
            return
        try:
            daft.set_runner_ray(None if self.ray == "local" else self.ray)
        except Exception as error:
            raise UsageError(f"--ray {self.ray}: {' '.join(str(error).split())[:300]}") from None

    def sift(self, items: Sequence[Item], tick: Callable[[int], None]) -> list[list[tuple[Sifted, bytes]]]:
        """Give what each item holds, with the sketches of what is kept (none: no bytes).

        ``tick`` is called with how many pages more were sifted.
        """

        def work(some: Sequence[Item]) -> list[list[tuple[Sifted, bytes]]]:
            return self.sift_some(some, tick)

        def dead(item: Item) -> list[tuple[Sifted, bytes]]:
            parts = halves(item)
            return [page for held in in_halves(parts, work, dead) for page in held] if parts else unsifted(item)

        return list(in_halves(items, work, dead))

    def sift_some(self, items: Sequence[Item], tick: Callable[[int], None]) -> list[list[tuple[Sifted, bytes]]]:
        """Sift in one query."""
        table = self.spread({"number": range(len(items)), "item": [msgspec.msgpack.encode(item) for item in items]})
        sifter = daft.cls(self.sifter, use_process=True, max_concurrency=self.workers)()
        table = table.select(table["number"], sifter.sift(table["item"]).alias("page")).explode("page")
        page = table["page"]
        sketch = minhash(page["words"], num_hashes=HASHES, ngram_size=RUN, seed=1, hash_function="xxhash3_64")
        table = table.select(
            table["number"], page["at"].alias("at"), page["sifted"].alias("sifted"), sketch.alias("sketch")
        )
        found: list[dict[int, tuple[Sifted, bytes]]] = [{} for _ in items]
        for row in table.iter_rows():
            if row["sifted"] is None:
                continue  # an item that holds no page
            sketched = row["sketch"]
            held = msgspec.msgpack.decode(row["sifted"], type=Sifted)
            found[row["number"]][row["at"]] = held, b"" if sketched is None else as_bytes(sketched)
            tick(1)
        return [[pages[at] for at in sorted(pages)] for pages in found]

    def read(self, pages: Sequence[Kept], tick: Callable[[int], None]) -> list[ReadingRow | Failure]:
        """Give the row of each page, or why there is none.

        Raises:
            UsageError: a worker could not begin.
        """
        found: dict[int, ReadingRow | Failure] = {}

        def work(some: Sequence[int]) -> list[ReadingRow | Failure]:
            left = [number for number in some if number not in found]  # what was read before a worker died stays read
            for number, what in self.read_some({number: pages[number] for number in left}):
                found[number] = what
                tick(1)
            return [found[number] for number in some]

        return list(in_halves(range(len(pages)), work, lambda number: unread(pages[number])))

    def read_some(self, pages: Mapping[int, Kept]) -> Iterator[tuple[int, ReadingRow | Failure]]:
        """Read in one query; give the row of each page as it comes."""
        if not pages:
            return
        table = self.spread({"number": list(pages), "page": [msgspec.msgpack.encode(page) for page in pages.values()]})
        worker = daft.cls(self.worker, use_process=True, max_concurrency=self.workers)()
        table = table.select(table["number"], worker.read(table["page"]).alias("outcome"))
        for row in table.iter_rows():
            outcome = msgspec.msgpack.decode(row["outcome"], type=Outcome)
            if outcome.unready is not None:
                raise UsageError(f"a worker cannot read: {outcome.unready}")
            what = outcome.row or outcome.failure
            assert what is not None
            yield row["number"], what

    def spread(self, columns: dict[str, Sequence[Any]]) -> Any:
        """Make a table; on a cluster in parts, so that all workers have some."""
        table = daft.from_pydict({name: list(column) for name, column in columns.items()})
        return table if self.ray is None else table.into_partitions(self.workers * PARTS)


def as_bytes(sketch: Sequence[int]) -> bytes:
    """Give a sketch as bytes, four a hash."""
    return b"".join(value.to_bytes(4, "little") for value in sketch)


def in_halves(rows: Sequence[T], work: Callable[[Sequence[T]], list[U]], dead: Callable[[T], U]) -> Iterator[U]:
    """Do the work on rows; where a worker dies of it do it on their halves, and give up on the one row it dies of."""
    if not rows:
        return
    try:
        yield from work(rows)
    except (ReportedlyError, KeyboardInterrupt):
        raise
    except Exception as error:
        if not died(error):
            raise
        if len(rows) == 1:
            yield dead(rows[0])
            return
        middle = len(rows) // 2
        yield from in_halves(rows[:middle], work, dead)
        yield from in_halves(rows[middle:], work, dead)


def died(error: Exception) -> bool:
    """Whether a query ended because a process of it did."""
    said = f"{type(error).__name__} {error}".lower()
    return any(sign in said for sign in SIGNS)


def unread(page: Kept) -> ReadingRow | Failure:
    """Give the row of a page that kills what reads it."""
    return Failure(path=page.path, key=page.article.key, step="read", error="WorkerDied", message=DIED)


def halves(item: Item) -> list[Item]:
    """Cut a stretch of an archive in two; nothing where it holds hardly more than one record, and of a file."""
    if not item.archive or item.end is None or item.end - item.start <= LEAST:
        return []
    middle = (item.start + item.end) // 2
    return [replace(item, end=middle), replace(item, start=middle)]


def unsifted(item: Item) -> list[tuple[Sifted, bytes]]:
    """Give what stands for an item that kills what opens it."""
    failure = Failure(path=item.address, step="capture", error="WorkerDied", message=DIED)
    return [(Sifted(failure=failure), b"")]
