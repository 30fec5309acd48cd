"""What processes take: seconds from start to end, of processors, and memory."""

from __future__ import annotations

import multiprocessing
import resource
import statistics
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True, kw_only=True)
class Took:
    """Seconds from start to end, and of processors: of this process and of those that it began and that have ended."""

    wall: float
    cpu: float


@contextmanager
def timed(into: list[Took]) -> Iterator[None]:
    """Add what something takes."""
    begun, cpu = time.perf_counter(), processors()
    yield
    into.append(Took(wall=time.perf_counter() - begun, cpu=processors() - cpu))


def processors() -> float:
    """Give the processor time so far."""
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(one.ru_utime + one.ru_stime for one in used)


@dataclass(frozen=True, slots=True)
class Ratios:
    """How many times as quick something is, a figure a round."""

    rounds: tuple[float, ...]

    @property
    def middle(self) -> float:
        """The middle of the rounds."""
        return statistics.median(self.rounds)

    def __str__(self) -> str:
        """Give the middle and all rounds."""
        return f"{self.middle:.2f} x [{', '.join(f'{ratio:.2f}' for ratio in self.rounds)}]"


def compared(slow: Sequence[Took], quick: Sequence[Took]) -> tuple[Ratios, Ratios]:
    """Give the ratios of rounds, by wall time and by processor time."""
    pairs = list(zip(slow, quick, strict=True))
    return Ratios(tuple(a.wall / b.wall for a, b in pairs)), Ratios(tuple(a.cpu / b.cpu for a, b in pairs))


@dataclass(slots=True)
class Watch:
    """Looks at all processes below this one while something runs; ``highest`` is the largest resident size seen."""

    highest: int = 0
    over: bool = False
    thread: threading.Thread | None = None

    def __enter__(self) -> Watch:
        self.thread = threading.Thread(target=self.look, daemon=True)
        self.thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.over = True
        if self.thread is not None:
            self.thread.join()

    def look(self) -> None:
        """Look twice a second."""
        while not self.over:
            self.highest = max([self.highest, *(peak(pid) for pid in below())])
            time.sleep(0.5)


def below() -> list[str]:
    """Give the processes that this one began, and those that they did."""
    parents = {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                parents[entry.name] = (entry / "stat").read_text().rpartition(")")[2].split()[1]
            except OSError:
                continue
    found = [str(multiprocessing.current_process().pid)]
    for pid in found:
        found += [child for child, parent in parents.items() if parent == pid]
    return found[1:]


def peak(pid: str) -> int:
    """Give the highest resident size of a process, in bytes."""
    try:
        lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    except OSError:
        return 0
    return 1024 * next((int(line.split()[1]) for line in lines if line.startswith("VmHWM")), 0)
