"""What a task is: it reads a corpus, lets a system answer, and scores each document apart."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol, TypeVar

from bench.score import Rows


class Record(Protocol):
    """One document of a corpus with its gold; ``id`` is stable from run to run."""

    @property
    def id(self) -> str:
        """What names the document."""
        ...


R = TypeVar("R", bound=Record)
A = TypeVar("A")
Predict = Callable[[Sequence[R]], Iterable[A]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """What DESIGN section 7 asks of a figure."""

    figure: str
    value: str
    at_least: float


class Task(Protocol[R, A]):
    """A row of the table of bars. ``R`` is the corpus' record, ``A`` the answer for one record."""

    name: str
    corpus: str
    bars: Sequence[Bar]

    def read(self, path: Path) -> list[R]:
        """Read the corpus from a file or folder."""
        ...

    def predict(self, records: Sequence[R]) -> Iterable[A]:
        """Give our answer for each record, in order."""
        ...

    def peers(self) -> Mapping[str, Predict[R, A]]:
        """Give other systems that answer the same question, by name."""
        ...

    def score(self, gold: R, answer: A) -> Rows:
        """Count one document: a row a figure."""
        ...

    def errors(self, gold: R, answer: A) -> Iterator[str]:
        """Give the misses and false alarms of one document, each with its words."""
        ...


def half_of(record_id: str) -> str:
    """Say to which fixed half a document belongs: ``dev`` is looked at, ``held`` only measured.

    >>> half_of("a"), half_of("e")
    ('dev', 'held')
    """
    return "dev" if hashlib.sha256(record_id.encode()).digest()[0] % 2 == 0 else "held"


def digest(path: Path) -> str:
    """Give the sha256 over the sorted relative names and contents of all files of a corpus."""
    files = [path] if path.is_file() else sorted(item for item in path.rglob("*") if item.is_file())
    whole = hashlib.sha256()
    for file in files:
        name = file.name if path.is_file() else file.relative_to(path).as_posix()
        whole.update(name.encode() + b"\0")
        whole.update(hashlib.sha256(file.read_bytes()).digest())
    return whole.hexdigest()
