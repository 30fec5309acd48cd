"""Bytes of a web archive -> the raw records in it, whatever is broken among them.

A WARC file is commonly one gzip member a record. Each is opened by itself, so that a broken one costs no other; after
it the next place is sought where a member begins that holds a record. A stretch of a file has the records that begin in
it, however many stretches there are. A file that is not compressed, or compressed as one, is one stretch.
"""

from __future__ import annotations

import io
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from reportedly.crawl.archives.stores import Blocks, Store, Stretch

LARGEST = 32_000_000  # bytes of a record; a larger one is passed over
LONGEST = 64_000  # bytes of a record's header
NONE = "is none: what lies here is broken from its first byte, or never was one"
MAGIC = b"\x1f\x8b\x08"
MARK = b"WARC/"
END = b"\r\n\r\n"
STEP = 1 << 16
SEEN = 1 << 18


@dataclass(frozen=True, slots=True, kw_only=True)
class Raw:
    """A record as it lies: where it begins, which of its member it is, its bytes, or what is wrong with it."""

    offset: int
    index: int
    content: bytes | None
    wrong: str | None = None


def raw_records(store: Store, start: int = 0, end: int | None = None) -> Iterator[Raw]:
    """Give the records that begin in a stretch of an archive, in order.

    Raises:
        CaptureError: the bytes cannot be had.
    """
    last = store.size if end is None else min(end, store.size)
    blocks = Blocks(store)
    if blocks.read(0, len(MAGIC)) == MAGIC:
        yield from in_members(blocks, start, last)
    elif start == 0:
        yield from framed(Pushed(io.BufferedReader(Stretch(blocks, 0), buffer_size=STEP)), 0)


def in_members(store: Blocks, start: int, end: int) -> Iterator[Raw]:
    """Give the records of the gzip members that begin in a stretch, and what lies after one of them that is none."""
    at = next_member(store, start, end)
    if start == 0 and at != 0:
        yield Raw(offset=0, index=0, content=None, wrong=NONE)
    while at is not None:
        member = Member(store, at)
        index = -1
        for raw in framed(Pushed(io.BufferedReader(member, buffer_size=STEP)), at):
            index = raw.index
            if raw.wrong is None or member.wrong is None:
                yield raw
        member.drain()
        if member.wrong is None:
            after = store.read(member.end, LONGEST)
            if opens(after):
                at = member.end if member.end < end else None
                continue
            if after:
                yield Raw(offset=member.end, index=0, content=None, wrong=NONE)
            at = next_member(store, member.end, end)
        else:
            yield Raw(offset=at, index=index + 1, content=None, wrong=member.wrong)
            at = next_member(store, at + 1, end)


def next_member(store: Blocks, start: int, end: int) -> int | None:
    """Give where the first gzip member begins that holds a record, within a stretch; None where none does."""
    at = start
    while at < end:
        held = store.read(at, SEEN)
        found = held.find(MAGIC)
        while found >= 0 and at + found < end:
            head = held[found : found + LONGEST]
            if len(head) < LONGEST:
                head = store.read(at + found, LONGEST)
            if opens(head):
                return at + found
            found = held.find(MAGIC, found + 1)
        if len(held) < SEEN:
            return None
        at += len(held) - len(MAGIC) + 1
    return None


def opens(head: bytes) -> bool:
    """Whether a gzip member begins as a record does."""
    try:
        return zlib.decompressobj(31).decompress(head, len(MARK)) == MARK
    except zlib.error:
        return False


class Member(io.RawIOBase):
    """A gzip member as a stream. ``end`` is where it ended, ``wrong`` why it could not be read to its end."""

    def __init__(self, store: Blocks, start: int) -> None:
        self.store = store
        self.at = start
        self.end = start
        self.wrong: str | None = None
        self.engine = zlib.decompressobj(31)
        self.waiting = b""

    def readable(self) -> bool:
        """Say that it can be read."""
        return True

    def readinto(self, into: Any) -> int:
        """Fill a buffer; nothing at the end, and where it is broken."""
        while not self.engine.eof and self.wrong is None:
            if not self.waiting:
                self.waiting = self.store.read(self.at, STEP)
                self.at += len(self.waiting)
                if not self.waiting:
                    self.wrong = "ends in the middle of a record"
                    break
            try:
                found = self.engine.decompress(self.waiting, len(into))
            except zlib.error as error:
                self.wrong = f"is broken ({' '.join(str(error).split())})"
                break
            self.waiting = self.engine.unconsumed_tail
            self.end = self.at - len(self.engine.unused_data)
            if found:
                into[: len(found)] = found
                return len(found)
        return 0

    def drain(self) -> None:
        """Read on to its end, keeping nothing."""
        held = bytearray(STEP)
        while self.readinto(held):
            pass


class Pushed:
    """A stream to which bytes can be given back; ``at`` is how far it has been read."""

    def __init__(self, inner: io.BufferedReader) -> None:
        self.inner = inner
        self.held = b""
        self.at = 0

    def push(self, given: bytes) -> None:
        """Give bytes back, to be read again."""
        self.held = given + self.held
        self.at -= len(given)

    def read(self, count: int) -> bytes:
        """Read so many bytes, fewer at the end."""
        taken, self.held = self.held[:count], self.held[count:]
        if len(taken) < count:
            taken += self.inner.read(count - len(taken))
        self.at += len(taken)
        return taken

    def line(self) -> bytes:
        """Read a line, or so much of one as a header may be long."""
        ended = self.held.find(b"\n")
        if ended >= 0:
            return self.read(ended + 1)
        taken, self.held = self.held, b""
        taken += self.inner.readline(LONGEST)
        self.at += len(taken)
        return taken

    def skip(self, count: int) -> int:
        """Pass over so many bytes; give how many there were."""
        passed = 0
        while passed < count:
            found = len(self.read(min(STEP, count - passed)))
            if not found:
                break
            passed += found
        return passed


def framed(source: Pushed, base: int) -> Iterator[Raw]:
    """Give the records of a stream by the lengths that they state, and where these are wrong by their first words.

    ``base`` is where a compressed member begins, at which all its records are said to be; of a plain stream it is 0,
    and each is at its own byte.
    """
    whole = base if base or source.inner.raw.__class__ is Member else None
    index = 0
    sought = False  # after a wrong one: pass over what is no beginning
    while True:
        begun = source.at
        line = source.line()
        if not line:
            return
        if not line.strip() or (sought and not line.startswith(MARK)):
            continue
        offset = begun if whole is None else whole
        content, wrong = one(source, line)
        yield Raw(offset=offset, index=0 if whole is None else index, content=content, wrong=wrong)
        index += 1
        sought = wrong is not None


def one(source: Pushed, line: bytes) -> tuple[bytes | None, str | None]:
    """Read the record whose first line was read: its bytes, or what is wrong with it."""
    if not line.startswith(MARK):
        return None, "does not begin as a record of a web archive"
    header = [line]
    size = len(line)
    while True:
        line = source.line()
        size += len(line)
        if not line or size > LONGEST:
            return None, "has a header that does not end"
        header.append(line)
        if not line.strip():
            break
    stated = [part.partition(b":")[2].strip() for part in header if part.lower().startswith(b"content-length:")]
    if len(stated) != 1 or not stated[0].isdigit() or len(stated[0]) > 15:
        return None, "states no length"
    length = int(stated[0])
    if length > LARGEST:
        passed = source.skip(length)
        rest = "" if passed == length else f", of which {passed:,} are there"
        return None, f"is too large: {length:,} bytes{rest} (limit {LARGEST:,})"
    content = source.read(length)
    tail = source.read(len(END))
    if len(content) == length and tail in (END, b""):
        return b"".join(header) + content, None
    source.push(tail)
    within = content.find(END + MARK)
    if within >= 0:
        source.push(content[within:])
        return None, f"states a length of {length:,} bytes, and holds the beginning of another record"
    if len(content) < length:
        return None, f"states a length of {length:,} bytes, and holds {len(content):,}"
    return None, f"states a length of {length:,} bytes, and holds more"
