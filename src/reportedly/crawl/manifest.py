"""What a crawl has finished: ``manifest.jsonl``, a line a shard, appended when all its files are whole.

Only files that it names count. A line that was cut short by a kill is no line. One crawl writes to a folder at a time.
"""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import msgspec

from reportedly.errors import UsageError

NAME = "manifest.jsonl"
SCHEMA = "reportedly.crawl/1"


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A finished shard: what it was made of, its files, how many pages came to what."""

    shard: str
    keys: tuple[str, ...]
    files: tuple[str, ...]
    pages: int
    read: int
    claims: int
    aside: dict[str, int]
    failed: dict[str, int]
    reportedly: str
    schema: str = SCHEMA


@dataclass(slots=True)
class Manifest:
    """The manifest of a folder, held open."""

    path: Path
    lines: list[Line]

    def append(self, line: Line) -> None:
        """Add a finished shard, for good."""
        with open(self.path, "ab") as file:
            file.write(msgspec.json.encode(line) + b"\n")
            file.flush()
            os.fsync(file.fileno())
        self.lines.append(line)

    def keys(self) -> frozenset[str]:
        """Give the keys of all items that are finished."""
        return frozenset(key for line in self.lines for key in line.keys)

    def shards(self) -> frozenset[str]:
        """Give the names of all shards that are finished."""
        return frozenset(line.shard for line in self.lines)


def is_crawl(folder: Path) -> bool:
    """Whether a folder is one that a crawl made."""
    return (folder / NAME).is_file()


def read_lines(folder: Path) -> list[Line]:
    """Give what a crawl has finished.

    Raises:
        UsageError: the manifest is damaged elsewhere than at its end.
    """
    path = folder / NAME
    if not path.exists():
        return []
    *whole, cut = path.read_bytes().split(b"\n")
    del cut  # what follows the last line break: nothing, or a line that was cut short
    lines = []
    for number, text in enumerate(whole, 1):
        try:
            lines.append(msgspec.json.decode(text, type=Line))
        except msgspec.DecodeError as error:
            raise UsageError(f"{path}:{number}: is no line of a manifest ({error})") from None
    return lines


@contextmanager
def held(folder: Path) -> Iterator[Manifest]:
    """Hold the manifest of a folder, which is made if it is not there; nobody else can meanwhile.

    Raises:
        UsageError: another crawl holds it, it is damaged, or the folder cannot be written.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        lock = open(folder / ".lock", "ab")  # noqa: SIM115
    except OSError as error:
        raise UsageError(f"{folder}: cannot be written ({error.strerror or error})") from None
    with lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            raise UsageError(f"{folder}: another crawl is writing there") from None
        lines = read_lines(folder)
        path = folder / NAME
        if path.exists():
            trim(path)
        else:
            path.touch()
        yield Manifest(path, lines)


def trim(path: Path) -> None:
    """Take off a line that was cut short."""
    body = path.read_bytes()
    kept = body.rfind(b"\n") + 1
    if kept < len(body):
        with open(path, "r+b") as file:
            file.truncate(kept)
            file.flush()
            os.fsync(file.fileno())
