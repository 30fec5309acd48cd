"""`reportedly add`: reports, or readings of them, into a ledger; read in as many processes as there are cores."""

from __future__ import annotations

import multiprocessing
import os
import time
from collections import Counter, deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from functools import partial
from itertools import chain, islice
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from reportedly.errors import CaptureError, ReportedlyError, UsageError
from reportedly.model import Capture, Failure, Reading, SetAside

if TYPE_CHECKING:
    from reportedly.captures import Known

BATCH = 50  # readings that are added at once, all or none
SAID = ("added", "revision", "read anew", "set aside", "failed", "there already")
PATIENCE = 2.0  # seconds after which fewer are
FEW = 6  # reports that are read here: fewer than starting other processes is worth
AHEAD = 4  # reports a process that wait to be read
Result = Reading | Failure | SetAside
WORKER: Callable[[Capture], Result] | None = None


def add(
    ledger: Annotated[str, typer.Argument(metavar="LEDGER", help="A file, made if it is not there, or postgresql://…")],
    paths: Annotated[
        list[str],
        typer.Argument(
            metavar="PATH...",
            help="Reports as `reportedly read` takes them, .jsonl of readings, folders that `reportedly crawl` made.",
        ),
    ],
    published: Annotated[
        str | None, typer.Option("--published", metavar="YYYY-MM-DD", help="Day of publication, where known.")
    ] = None,
    url: Annotated[str | None, typer.Option("--url", help="Where the report came from.")] = None,
    publisher: Annotated[str | None, typer.Option("--publisher", help="The outlet's name.")] = None,
    gate: Annotated[
        bool, typer.Option("--gate", help="Set aside what is not about armed conflict, each with its reason on stderr.")
    ] = False,
    jobs: Annotated[int, typer.Option("--jobs", min=0, help="Processes that read; 0: one a core.")] = 0,
    debug: Annotated[bool, typer.Option("--debug", help="On an error, show where in the code it arose.")] = False,
) -> None:
    """Read reports and add them to a ledger; what is there already is not added twice."""
    from reportedly.captures import Known
    from reportedly.cli.progress import progress
    from reportedly.cli.views import opened

    try:
        known = Known(url=url, publisher=publisher, published=published)
    except ReportedlyError as error:
        raise typer.BadParameter(str(error)) from None
    done: Counter[str] = Counter()
    with opened(ledger, create=True) as held, progress("reports added") as tick:
        for batch in batches(results(paths, known, jobs=jobs or os.cpu_count() or 1, gate=gate, debug=debug)):
            for result in batch:
                if isinstance(result, Failure):
                    done["failed"] += 1
                    typer.echo(f"reportedly: {result.path}: {result.message}", err=True)
                elif isinstance(result, SetAside):
                    done["set aside"] += 1
                    typer.echo(f"reportedly: {result.path}: set aside: {result.verdict.reason}", err=True)
            done.update(held.add_all(result for result in batch if isinstance(result, Reading)))
            for _ in batch:
                tick()
        reports, claims = held.size()
    said = ", ".join(f"{done[what]} {what}" for what in SAID if done[what]) or "nothing to add"
    typer.echo(f"{said}; the ledger holds {reports:,} reports with {claims:,} claims, coded by machine")
    raise typer.Exit(1 if done["failed"] else 0)


def batches(found: Iterable[Result]) -> Iterator[list[Result]]:
    """Give results as they come, some together: as many as make adding quick, and none later than a person waits."""
    held: list[Result] = []
    since = time.monotonic()
    for result in found:
        held.append(result)
        if len(held) >= BATCH or time.monotonic() - since > PATIENCE:
            yield held
            held, since = [], time.monotonic()
    if held:
        yield held


def results(paths: Iterable[str], known: Known, *, jobs: int, gate: bool, debug: bool) -> Iterator[Result]:
    """Give what is read of each path, in order; readings pass through once they are checked."""
    from reportedly.captures import read_captures

    for path in paths:
        if is_readings(path):
            yield from readings_in(path)
        elif os.path.isdir(path):
            yield from crawled(path)
        else:
            yield from read_many(read_captures([path], known), jobs=jobs, gate=gate, debug=debug)


def read_many(captures: Iterable[Capture | Failure], *, jobs: int, gate: bool, debug: bool) -> Iterator[Result]:
    """Read captures in their order: here where they are few, else in several processes."""
    waiting = iter(captures)
    first = list(islice(waiting, FEW))
    if jobs == 1 or len(first) < FEW:
        prepare(gate, debug)
        yield from (take(capture) for capture in chain(first, waiting))
        return
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(jobs, mp_context=context, initializer=prepare, initargs=(gate, debug)) as pool:
        ahead: deque[Future[Result]] = deque()
        for capture in chain(first, waiting):
            ahead.append(pool.submit(take, capture))
            if len(ahead) > jobs * AHEAD:
                yield ahead.popleft().result()
        while ahead:
            yield ahead.popleft().result()


def prepare(gate: bool, debug: bool) -> None:
    """Load what reads in this process, once."""
    global WORKER
    from reportedly.codebook.gate import load_gate
    from reportedly.reading import load_reader, read_article, read_if_conflict

    reader = load_reader()
    if gate:
        WORKER = partial(read_if_conflict, reader=reader, gate=load_gate(), debug=debug)
    else:
        WORKER = partial(read_article, reader=reader, debug=debug)


def take(capture: Capture | Failure) -> Result:
    """Read one capture; a failure passes through."""
    if isinstance(capture, Failure):
        return capture
    assert WORKER is not None
    return WORKER(capture)


def is_readings(path: str) -> bool:
    """Whether a file holds readings, one a line: its first line names their schema."""
    if not path.endswith(".jsonl"):
        return False
    try:
        with open(path, "rb") as file:
            start = next((line for line in file if line.strip()), b"")[:200]
    except OSError:
        return False
    return start.lstrip().startswith(b'{"schema":"reportedly.reading/')


def readings_in(path: str) -> Iterator[Reading | Failure]:
    """Give the readings of a file, a failure for each line that is none or that points at words that are not there."""
    with open(path, "rb") as file:
        yield from (sound(line, f"{path}:{number}") for number, line in enumerate(file, 1) if line.strip())


def sound(line: bytes | str, where: str) -> Reading | Failure:
    """Give the reading of a line, once it is checked."""
    import msgspec

    from reportedly.evidence import check_evidence
    from reportedly.reading import decode

    try:
        reading = decode(line)
        check_evidence(reading)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        return failed(where, f"is not a reading ({error})")
    except ReportedlyError as error:
        return failed(where, f"is not a sound reading ({error})")
    return reading


def crawled(path: str) -> Iterator[Reading | Failure]:
    """Give the readings of a folder that a crawl made, those of finished shards alone."""
    from reportedly.crawl.manifest import is_crawl, read_lines

    folder = Path(path)
    if not is_crawl(folder):
        yield failed(path, "is a folder that no crawl made; name the files in it, or crawl it first")
        return
    try:
        import pyarrow  # noqa: F401
    except ImportError:
        raise UsageError("a crawl's tables want pyarrow: pip install 'reportedly[parquet]'") from None
    from reportedly.crawl.output import READINGS, ReadingRow, read_table

    for name in (name for line in read_lines(folder) for name in line.files if name.startswith(f"{READINGS}/")):
        try:
            for row in read_table(folder / name, ReadingRow):
                yield sound(row.reading, f"{folder / name}: {row.path}")
        except (OSError, TypeError, ValueError) as error:
            yield failed(str(folder / name), f"is no table of readings ({' '.join(str(error).split())[:200]})")


def failed(where: str, message: str) -> Failure:
    """Give the row of a line that cannot be taken."""
    return Failure(path=where, step=CaptureError.step, error=CaptureError.__name__, message=message)
