"""What is known of the feeds that are followed, between one poll and the next, in ``feeds/`` of the output folder.

``feeds.json`` holds each feed's tags and when to ask next, and the pages that wait; it is written anew each time.
``done.txt`` holds a line for each url that was fetched or given up for good; it only grows. Both are written after the
pages that they speak of: a run that is killed between fetches some of them again, and forgets none.
"""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from hashlib import blake2b
from pathlib import Path
from typing import IO

import msgspec

from reportedly.crawl.fetching.keeping import replacing, sync
from reportedly.errors import CaptureError, UsageError

try:
    import fcntl
except ImportError:  # a system without it: nobody is kept out
    fcntl = None  # type: ignore[assignment]


@dataclass(slots=True, kw_only=True)
class Followed:
    """One address: the tags of its last answer, when it is due (seconds since 1970), its failures in a row.

    ``feed``: it gave a feed once, so that it is a broken one if it does not now. ``told`` is the cause that was last
    reported, so that a feed that stays broken is reported once.
    """

    feed: bool = False
    etag: str | None = None
    modified: str | None = None
    due: float = 0.0
    failures: int = 0
    told: str | None = None


@dataclass(slots=True, kw_only=True)
class Waiting:
    """A page that a feed named, or that was given, and that is not fetched yet; ``due`` is 0 until it was tried."""

    published: str | None = None
    feed: str | None = None
    due: float = 0.0
    tries: int = 0


@dataclass(slots=True, kw_only=True)
class Known:
    """All that is written to ``feeds.json``, by url."""

    feeds: dict[str, Followed] = field(default_factory=dict)
    waiting: dict[str, Waiting] = field(default_factory=dict)


class State:
    """What is known, loaded from a folder that no other process follows at the same time."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self.folder = folder
        self._lock = _locked(folder / "lock")
        try:
            self._done, end = _read_done(folder / "done.txt")
            self._new: list[str] = []
            self.known = _read_known(folder / "feeds.json")
            with open(folder / "done.txt", "ab") as file:
                file.truncate(end)  # half a line is what a kill left
        except BaseException:
            self.close()
            raise
        for url in [url for url in self.known.waiting if self.is_done(url)]:
            del self.known.waiting[url]

    def is_done(self, url: str) -> bool:
        """Whether a url was fetched, or given up for good."""
        return _digest(url.encode()) in self._done

    def done(self, *urls: str) -> None:
        """Note that urls need not be asked for again."""
        for url in urls:
            self.known.waiting.pop(url, None)
            if not self.is_done(url):
                self._done.add(_digest(url.encode()))
                self._new.append(url)

    def save(self) -> None:
        """Write what has changed: the urls that are done, then the rest."""
        if self._new:
            with open(self.folder / "done.txt", "ab") as file:
                file.write("".join(f"{url}\n" for url in self._new).encode())
                sync(file)
            self._new.clear()
        with replacing(self.folder / "feeds.json") as file:
            file.write(msgspec.json.format(msgspec.json.encode(self.known), indent=1) + b"\n")

    def close(self) -> None:
        """Let others follow."""
        self._lock.close()


def _locked(path: Path) -> IO[bytes]:
    file = open(path, "ab")  # noqa: SIM115 (held until the state is closed)
    if fcntl is not None:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            file.close()
            raise UsageError(f"{path.parent.parent}: another process follows feeds into this folder") from error
    return file


def _read_known(path: Path) -> Known:
    try:
        return msgspec.json.decode(path.read_bytes(), type=Known)
    except FileNotFoundError:
        return Known()
    except (OSError, msgspec.MsgspecError) as error:
        raise CaptureError(f"{path}: {error}") from error


def _read_done(path: Path) -> tuple[set[bytes], int]:
    """Give the urls that are done, by their digests, and where the last whole line ends."""
    done: set[bytes] = set()
    end = 0
    try:
        with open(path, "rb") as file:
            for line in file:
                if not line.endswith(b"\n"):
                    break
                done.add(_digest(line[:-1]))
                end += len(line)
    except FileNotFoundError:
        pass
    except OSError as error:
        raise CaptureError(f"{path}: {error}") from error
    return done, end


def _digest(url: bytes) -> bytes:
    """Stand for a url in memory: a million take some 80 MB less than as text."""
    return blake2b(url, digest_size=8).digest()


def folder_of(folder: str | os.PathLike[str]) -> tuple[Path, Path]:
    """Give the folders of the state and of what is kept, within an output folder."""
    return Path(folder) / "feeds", Path(folder) / "captures"
