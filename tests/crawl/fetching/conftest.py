"""A server that misbehaves, a clock that tests wind, and a fetcher that may ask that server alone."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

import pytest

from reportedly.crawl.fetching.fetch import Fetcher
from reportedly.crawl.fetching.wire import Limits, trusting
from tests.crawl.fetching.misbehaving import Misbehaving, misbehaving_server

CONTEXT = trusting()  # takes longer to make than most tests
START = 1_770_000_000.0  # 2026-02-02T02:40:00Z


@dataclass(slots=True)
class Clock:
    """A clock that moves when somebody sleeps."""

    time: float = START
    slept: list[float] = field(default_factory=list)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def now(self) -> float:
        return self.time

    def sleep(self, seconds: float) -> None:
        with self.lock:
            self.slept.append(seconds)
            self.time += seconds


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def server() -> Iterator[Misbehaving]:
    with misbehaving_server() as told:
        yield told


Make = Callable[..., Fetcher]


@pytest.fixture
def make(server: Misbehaving, clock: Clock) -> Make:
    """Make a fetcher: it may ask the misbehaving server by number and by the names a.test, b.test."""

    def made(**options: Any) -> Fetcher:
        names = "127.0.0.1", "a.test", "b.test", "c.test"
        given = {
            "private": frozenset(f"{name}:{server.port}" for name in names),
            "limits": Limits(seconds=10.0, sent=100_000, decoded=200_000),
            "context": CONTEXT,
            "now": clock.now,
            "sleep": clock.sleep,
            "lookup": lambda host, port, **_: [(0, 0, 0, "", (host if host[0].isdigit() else "127.0.0.1", port))],
        }
        return Fetcher(**{**given, **options})

    return made


@pytest.fixture
def fetcher(make: Make) -> Fetcher:
    return make()
