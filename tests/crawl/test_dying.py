"""A process that really dies, of one page among others: that page is a failure, all others are read."""

from __future__ import annotations

import gc
import os
import signal
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from reportedly.crawl.engine import DIED, Engine, Outcome, Sifter, Worker
from reportedly.crawl.output import ReadingRow, row_of
from reportedly.crawl.records import Found, Item, Kept
from reportedly.crawl.sift import load_sieve, sift
from reportedly.crawl.sifted import Sifted
from reportedly.crawl.sources import Options, named
from reportedly.model import Capture, Failure
from tests.crawl.test_sift import TOLD

pytestmark = pytest.mark.filterwarnings("ignore:unclosed file:ResourceWarning")  # daft's, of what has died
LETHAL = "lethal"


def deadly() -> Engine:
    """Give an engine whose sifters exit at a file with a certain name, and whose readers are killed at such a page.

    Their classes are made in a function so that they pass to processes by value: those cannot import tests.
    """
    lethal = LETHAL

    class DeadlySifter(Sifter):
        def one(self, packed: bytes) -> Iterator[Sifted]:
            if lethal.encode() in packed:
                os._exit(3)
            return super().one(packed)

    class DeadlyWorker(Worker):
        def __init__(self) -> None:
            self.unready = None

        def one(self, packed: bytes) -> Outcome:
            import msgspec

            page = msgspec.msgpack.decode(packed, type=Kept)
            if lethal in page.path:
                os.kill(os.getpid(), signal.SIGKILL)
            return Outcome(row=row_of(page, claims=0, reading="{}"))

    return Engine(workers=2, sifter=DeadlySifter, worker=DeadlyWorker)


@pytest.fixture(autouse=True)
def collected() -> Iterator[None]:
    """Let what daft leaves open be closed while nobody minds."""
    yield
    gc.collect()


@pytest.fixture(scope="module")
def kept() -> Kept:
    capture = Capture(path="page", body="\n\n".join(TOLD).encode())
    found = sift(Found(what=capture), load_sieve())
    assert isinstance(found, Kept)
    return found


@pytest.fixture(scope="module", autouse=True)
def begun() -> None:
    """Begin daft, as a crawl does; once a process."""
    Engine(workers=2).begin()


def test_only_the_page_that_kills_its_reader_is_a_failure(kept: Kept) -> None:
    pages = [replace(kept, path=path) for path in ("one", "two", LETHAL, "three")]
    read: list[int] = []
    came = deadly().read(pages, read.append)
    assert sum(read) == 3  # and none of them twice
    assert [what.path for what in came] == [page.path for page in pages]
    assert [type(what) for what in came] == [ReadingRow, ReadingRow, Failure, ReadingRow]
    assert isinstance(came[2], Failure)
    assert (came[2].error, came[2].message) == ("WorkerDied", DIED)


def test_only_the_file_that_kills_its_sifter_is_a_failure(tmp_path: Path) -> None:
    for name in ("a.txt", f"{LETHAL}.txt", "z.txt"):
        (tmp_path / name).write_text("\n\n".join(TOLD))
    items = [what for what in named([str(tmp_path)], Options()) if isinstance(what, Item)]
    (first, _), (second, _), (third, _) = (pages[0] for pages in deadly().sift(items, lambda pages: None))
    assert first.kept
    assert third.kept
    assert second.failure
    assert (second.failure.path, second.failure.error) == (str(tmp_path / f"{LETHAL}.txt"), "WorkerDied")
