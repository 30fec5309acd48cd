"""Paths -> captures: files, standard input and lists of captures, with what the caller knows of each.

Nothing is lost on the way: whatever cannot be taken comes out as a ``Failure`` that names it, and the rest goes on.
"""

from __future__ import annotations

import datetime
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

import msgspec

from reportedly.errors import CaptureError, UsageError
from reportedly.model import Capture, Failure

PAGE_SUFFIXES = frozenset({".html", ".htm", ".xhtml"})
PAGE_STARTS = (b"<!doctype html", b"<html", b"<?xml")
STDIN = "-"


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What the caller knows of every report that is read: fills what a capture does not say itself."""

    url: str | None = None
    publisher: str | None = None
    published: str | None = None

    def __post_init__(self) -> None:
        """Refuse a day that is not one."""
        if self.published is not None and not is_day(self.published):
            raise UsageError(f"--published {self.published}: is not a day written YYYY-MM-DD")


class CaptureLine(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A line of a ``.jsonl`` list of captures: ``text`` or ``path`` (relative to the list), and what is known of it."""

    text: str | None = None
    path: str | None = None
    key: str | None = None
    url: str | None = None
    publisher: str | None = None
    published: str | None = None


def is_day(text: str) -> bool:
    """Whether the text is an ISO 8601 calendar day."""
    try:
        return datetime.date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def read_captures(paths: Iterable[str], known: Known = Known()) -> Iterator[Capture | Failure]:
    """Give the captures of all paths, in order; ``-`` is standard input, ``.jsonl`` a list of captures."""
    for path in paths:
        try:
            if path.endswith(".jsonl"):
                yield from read_list(path, known)
            else:
                yield complete(read_file(path), known)
        except CaptureError as error:
            yield failure(path, error)


def failure(path: str, error: CaptureError, key: str | None = None) -> Failure:
    """Give the row that says why a path could not be taken."""
    return Failure(path=path, step=error.step, error=type(error).__name__, message=str(error), key=key)


def complete(capture: Capture, known: Known) -> Capture:
    """Fill what the capture does not say itself with what the caller knows."""
    return replace(
        capture,
        url=capture.url or known.url,
        publisher=capture.publisher or known.publisher,
        published=capture.published or known.published,
    )


def read_file(path: str) -> Capture:
    """Take one file, or standard input for ``-``, as it is.

    Raises:
        CaptureError: it is missing, a folder, or cannot be read.
    """
    if path == STDIN:
        body = sys.stdin.buffer.read()
    else:
        body = read_bytes(Path(path))
    suffix = Path(path).suffix.lower()
    return Capture(path=path, body=body, media_type=media_type(body, suffix))


def read_bytes(path: Path) -> bytes:
    """Give the bytes of a file, or raise a ``CaptureError`` with the reason in plain words."""
    try:
        return path.read_bytes()
    except FileNotFoundError:
        raise CaptureError("no such file") from None
    except IsADirectoryError:
        raise CaptureError("is a folder; name the files in it") from None
    except OSError as error:
        raise CaptureError(f"cannot be read ({error.strerror or error})") from None
    except ValueError as error:  # a NUL in a path
        raise CaptureError(f"is not a path ({error})") from None


def media_type(body: bytes, suffix: str) -> Literal["text/plain", "text/html"]:
    """Tell a page from a plain text by its name or, where the name says nothing, by how it begins."""
    if suffix in PAGE_SUFFIXES:
        return "text/html"
    start = body[:1024].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if suffix not in {".txt", ".text"} and start.startswith(PAGE_STARTS):
        return "text/html"
    return "text/plain"


def read_list(path: str, known: Known) -> Iterator[Capture | Failure]:
    """Give the captures that a ``.jsonl`` list names, a ``Failure`` for each line that cannot be used."""
    lines = read_bytes(Path(path)).splitlines()
    if not any(line.strip() for line in lines):
        raise CaptureError("the list is empty")
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        where = f"{path}:{number}"
        key = None
        try:
            entry = decode_line(line)
            key = entry.key
            yield complete(capture_of(entry, where, Path(path).parent), known)
        except CaptureError as error:
            yield failure(where, error, key)


def decode_line(line: bytes) -> CaptureLine:
    """Give one line of a list as a record.

    Raises:
        CaptureError: it is not JSON, has an unknown field or a wrong value.
    """
    try:
        entry = msgspec.json.decode(line, type=CaptureLine)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise CaptureError(f"is not a capture ({error})") from None
    if (entry.text is None) == (entry.path is None):
        raise CaptureError("a capture needs either text or path")
    if entry.published is not None and not is_day(entry.published):
        raise CaptureError(f"published {entry.published!r} is not a day written YYYY-MM-DD")
    return entry


def capture_of(entry: CaptureLine, where: str, folder: Path) -> Capture:
    """Make the capture that a line of a list describes."""
    if entry.text is not None:
        taken = Capture(path=where, body=entry.text.encode("utf-8", "surrogatepass"))
    else:
        taken = read_file(str(folder / str(entry.path)))
    return replace(taken, key=entry.key, url=entry.url, publisher=entry.publisher, published=entry.published)
