"""Where bytes lie: a file, ``https://`` or ``s3://``, read by stretches, so that many can read one archive.

A store is small and picklable; it opens what it needs in the process that reads.
"""

from __future__ import annotations

import hashlib
import io
import os
import stat
from collections import OrderedDict
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Protocol
from urllib.parse import urlsplit

from reportedly.errors import CaptureError

if TYPE_CHECKING:
    from reportedly.crawl.fetching.fetch import Fetcher

BLOCK = 1 << 22  # bytes: what is asked for at once
HELD = 2  # blocks
PATIENCE = 120.0  # seconds for an answer


class Store(Protocol):
    """Bytes at an address: how many, a stamp that changes where they do, and any stretch of them."""

    @property
    def address(self) -> str:
        """Where they lie, as the user wrote it."""

    @property
    def size(self) -> int:
        """How many bytes there are."""

    @property
    def stamp(self) -> str:
        """What differs where the bytes have changed."""

    def read(self, start: int, count: int) -> bytes:
        """Give a stretch, shorter at the end.

        Raises:
            CaptureError: it cannot be had.
        """


@dataclass(frozen=True, slots=True, kw_only=True)
class Local:
    """A file."""

    address: str
    size: int
    stamp: str

    def read(self, start: int, count: int) -> bytes:
        """Give a stretch of the file."""
        try:
            with open(self.address, "rb", buffering=0) as file:
                return os.pread(file.fileno(), count, start)
        except OSError as error:
            raise CaptureError(f"cannot be read ({error.strerror or error})") from None


@dataclass(frozen=True, slots=True, kw_only=True)
class Bucket:
    """An object in S3, or in what speaks as it does (``AWS_ENDPOINT_URL``), by pyarrow."""

    address: str
    size: int
    stamp: str

    def read(self, start: int, count: int) -> bytes:
        """Give a stretch of the object."""
        count = min(count, self.size - start)
        if count <= 0:
            return b""
        try:
            with bucket().open_input_file(self.address.removeprefix("s3://")) as file:
                return bytes(file.read_at(count, start))
        except OSError as error:
            raise CaptureError(f"cannot be read ({plain(error)})") from None


@dataclass(frozen=True, slots=True, kw_only=True)
class Web:
    """A file on a web server that gives stretches of it."""

    address: str
    size: int
    stamp: str
    private: bool = False

    def read(self, start: int, count: int) -> bytes:
        """Ask the server for a stretch."""
        count = min(count, self.size - start)
        if count <= 0:
            return b""
        body, _ = ranged(self.address, start, count, private=self.private)
        if len(body) != count:
            raise CaptureError(f"gave {len(body):,} of {count:,} bytes")
        return body


def open_store(address: str, *, private: bool = False) -> Store:
    """Find what lies at an address; ``private``: also on a server of a private network.

    Raises:
        CaptureError: it is not there, or cannot be read by stretches.
    """
    if address.startswith("s3://"):
        return open_bucket(address)
    if address.startswith(("http://", "https://")):
        _, about = ranged(address, 0, 1, private=private)
        return Web(address=address, private=private, **about)
    try:
        found = os.stat(address)
    except FileNotFoundError:
        raise CaptureError("no such file") from None
    except (OSError, ValueError) as error:
        raise CaptureError(f"cannot be read ({error})") from None
    if not stat.S_ISREG(found.st_mode):
        raise CaptureError("is a folder" if stat.S_ISDIR(found.st_mode) else "is no file that can be read twice")
    return Local(address=address, size=found.st_size, stamp=f"{found.st_size}-{found.st_mtime_ns}")


@lru_cache(maxsize=1)
def bucket() -> Any:
    """Open S3 once a process: with the user's own keys where there are any, else as everybody."""
    from pyarrow.fs import S3FileSystem

    keys = any(os.environ.get(name) for name in ("AWS_ACCESS_KEY_ID", "AWS_PROFILE", "AWS_ROLE_ARN"))
    endpoint = os.environ.get("AWS_ENDPOINT_URL_S3") or os.environ.get("AWS_ENDPOINT_URL")
    given: dict[str, Any] = {"anonymous": not keys, "request_timeout": PATIENCE, "connect_timeout": PATIENCE}
    given["region"] = os.environ.get("AWS_REGION") or os.environ.get("AWS_DEFAULT_REGION") or "us-east-1"
    if endpoint:
        parts = urlsplit(endpoint)
        given |= {"endpoint_override": parts.netloc, "scheme": parts.scheme}
    return S3FileSystem(**given)


@lru_cache(maxsize=2)
def fetcher(private: bool) -> Fetcher:
    """Make what asks web servers for stretches, once a process."""
    from reportedly.crawl.fetching.fetch import Fetcher
    from reportedly.crawl.fetching.wire import Limits

    return Fetcher(private=private, pause=0.0, limits=Limits(seconds=PATIENCE))


def open_bucket(address: str) -> Bucket:
    """Find an object in S3."""
    from pyarrow.fs import FileType

    try:
        found = bucket().get_file_info(address.removeprefix("s3://"))
    except OSError as error:
        raise CaptureError(f"cannot be read ({plain(error)})") from None
    if found.type != FileType.File:
        raise CaptureError("no such object")
    return Bucket(address=address, size=found.size, stamp=f"{found.size}-{found.mtime_ns}")


def ranged(address: str, start: int, count: int, *, private: bool) -> tuple[bytes, dict[str, Any]]:
    """Ask a web server for a stretch of a file; give it with the file's size and stamp."""
    from reportedly.errors import FetchError

    try:
        answer = fetcher(private).stretch(address, start, count)
    except FetchError as error:
        raise CaptureError(f"{error}; of an archive on the web stretches are read, or download it first") from None
    whole = answer.headers.get("content-range", "").rpartition("/")[2]
    if not whole.isdigit():
        raise CaptureError("the server does not say how large it is; download it first")
    said = answer.headers.get("etag") or answer.headers.get("last-modified") or ""
    stamp = hashlib.sha256(said.encode()).hexdigest()[:16] if said else "unstated"
    return answer.body, {"size": int(whole), "stamp": f"{whole}-{stamp}"}


def plain(error: OSError) -> str:
    """Give an error's own words on one line, cut where they run long."""
    return " ".join(str(error).split())[:200]


class Blocks:
    """A store that is asked for whole blocks, the last of which are held: what reads on in small steps asks seldom."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.held: OrderedDict[int, bytes] = OrderedDict()

    def read(self, start: int, count: int) -> bytes:
        """Give a stretch, shorter at the end."""
        number, within = divmod(start, BLOCK)
        found = self.block(number)[within : within + count]
        while len(found) < count:
            number, within = divmod(start + len(found), BLOCK)
            part = self.block(number)[within : within + count - len(found)]
            if not part:
                break
            found += part
        return found

    def block(self, number: int) -> bytes:
        """Give a block by its number."""
        if number not in self.held:
            self.held[number] = self.store.read(number * BLOCK, BLOCK)
            while len(self.held) > HELD:
                self.held.popitem(last=False)
        return self.held[number]


class Stretch(io.RawIOBase):
    """Blocks as a stream that begins somewhere."""

    def __init__(self, blocks: Blocks, start: int) -> None:
        self.blocks = blocks
        self.at = start

    def readable(self) -> bool:
        """Say that it can be read."""
        return True

    def readinto(self, into: Any) -> int:
        """Fill a buffer."""
        found = self.blocks.read(self.at, len(into))
        into[: len(found)] = found
        self.at += len(found)
        return len(found)
