"""Pages and failures on disk: WARC and lines of JSON, under their names only once they are whole.

A file is written under a name of its own, synced, and renamed. What a killed run left half written is swept away.
"""

from __future__ import annotations

import os
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from hashlib import blake2b
from pathlib import Path
from typing import IO

import msgspec
from fastwarc.stream_io import GzipWriter
from fastwarc.warc import WarcRecord, WarcRecordType

from reportedly.crawl.fetching.addresses import printable
from reportedly.crawl.fetching.fetch import Answer
from reportedly.errors import FetchError
from reportedly.model import Failure

PART = ".part"
NAMED = "feeds-"
NOT_KEPT = frozenset({"content-range", "location", "retry-after"})


class Keeper:
    """One pair of files at a time: ``<name>.warc.gz`` with pages, ``<name>.failures.jsonl`` with failures."""

    def __init__(self, folder: Path, now: float) -> None:
        self.folder = folder
        self.stamp = datetime.fromtimestamp(now, UTC).strftime("%Y%m%dT%H%M%SZ")
        self.count = 0
        self._open: dict[str, IO[bytes]] = {}
        folder.mkdir(parents=True, exist_ok=True)
        for left in folder.glob(f"{NAMED}*{PART}"):
            left.unlink()

    def page(self, answer: Answer, *, published: str | None, feed: str | None) -> None:
        """Keep a page as one WARC record, a gzip member of its own."""
        writer = GzipWriter(self._file(".warc.gz"))
        record_of(answer, published=published, feed=feed).write(writer, checksum_data=True)
        writer.finish()
        self.count += 1

    def failure(self, url: str, error: FetchError) -> None:
        """Keep one line of a failure."""
        row = Failure(path=printable(url), step=error.step, error=type(error).__name__, message=str(error))
        self._file(".failures.jsonl").write(msgspec.json.encode(row) + b"\n")
        self.count += 1

    def finish(self) -> tuple[str, ...]:
        """Give what is open its name, once it is on disk; the names of the files."""
        self.count = 0
        done = []
        for name, file in self._open.items():
            sync(file)
            file.close()
            done.append(name)
        for name in done:
            os.replace(self.folder / f"{name}{PART}", self.folder / name)
        if done:
            sync_folder(self.folder)
        self._open.clear()
        return tuple(done)

    def close(self) -> None:
        """Close what is open without giving it its name."""
        for file in self._open.values():
            file.close()
        self._open.clear()

    def _file(self, ending: str) -> IO[bytes]:
        for name, file in self._open.items():
            if name.endswith(ending):
                return file
        stem = self._stem()
        self._open[f"{stem}{ending}"] = file = open(self.folder / f"{stem}{ending}{PART}", "wb")  # noqa: SIM115
        return file

    def _stem(self) -> str:
        """Give the name of the pair that is open, or the first that no file has."""
        for name in self._open:
            return name.partition(".")[0]
        number = 1
        while any(self.folder.glob(f"{NAMED}{self.stamp}-{number:03}.*")):
            number += 1
        return f"{NAMED}{self.stamp}-{number:03}"


def record_of(answer: Answer, *, published: str | None, feed: str | None) -> WarcRecord:
    """Make a WARC response of an answer; its id is made of what it holds.

    The body is the decoded one, so no header names a coding; the feed's words stand in headers of ours.
    """
    digest = blake2b(answer.body, digest_size=16).hexdigest()
    name = uuid.uuid5(uuid.NAMESPACE_URL, f"{answer.final_url} {answer.retrieved} {digest}")
    record = WarcRecord()
    record.init_headers(WarcRecordType.response, record_urn=f"uuid:{name}".encode())
    record.record_date = datetime.fromisoformat(answer.retrieved)
    given = {
        "Content-Type": "application/http; msgtype=response",
        "WARC-Target-URI": answer.final_url,
        "Reportedly-Asked": printable(answer.url) if answer.url != answer.final_url else None,
        "Reportedly-Published": published,
        "Reportedly-Feed": feed,
    }
    for key, value in given.items():
        if value:
            record.headers[key] = value
    kept = {key.title(): value for key, value in answer.headers.items() if key not in NOT_KEPT}
    lines = [f"HTTP/1.1 {answer.status} OK", *(f"{key}: {value}" for key, value in kept.items())]
    head = "\r\n".join([*lines, f"Content-Length: {len(answer.body)}", "", ""])
    record.is_http = True
    record.set_bytes_content(head.encode("utf-8", errors="replace") + answer.body)
    return record


@contextmanager
def replacing(path: Path) -> Iterator[IO[bytes]]:
    """Write a file anew: whoever reads it sees the old one or the new one, whole."""
    part = path.with_name(path.name + PART)
    with open(part, "wb") as file:
        yield file
        sync(file)
    os.replace(part, path)
    sync_folder(path.parent)


def sync(file: IO[bytes]) -> None:
    """See that what was written is on the disk."""
    file.flush()
    os.fsync(file.fileno())


def sync_folder(folder: Path) -> None:
    """See that a rename is on the disk, where the system can do that."""
    if os.name == "posix":
        number = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(number)
        finally:
            os.close(number)
