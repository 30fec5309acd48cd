"""What the user names -> items, in order: files, folders, web archives, lists of them; and what must be fetched first.

A list is a file named with ``@`` before it: a source a line, ``#`` begins a remark; it may be compressed, as Common
Crawl's lists of paths are. A web address that names an archive is read where it lies; any other is a feed or a page.
"""

from __future__ import annotations

import gzip
import os
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from reportedly.crawl.archives.stores import Store, open_store
from reportedly.crawl.records import Item, Shard
from reportedly.errors import CaptureError
from reportedly.model import Failure

ARCHIVES = (".warc", ".warc.gz", ".wet.gz", ".wet")
WEB = ("http://", "https://")
REMOTE = (*WEB, "s3://")
FEW = 250  # files of a shard


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """How sources are taken: ``base`` stands before relative paths of lists, ``private`` allows private networks.

    ``out`` is a folder that is no source, wherever it lies. ``slice`` is how many bytes of an archive, or of files
    together, make a shard. Where the network must not be asked, archives that lie elsewhere are only named.
    """

    base: str = ""
    private: bool = False
    ask: bool = True
    out: str = ""
    slice: int = 16_000_000


Named = Item | Failure | str  # an item, what cannot be taken, or an address that must be fetched first


def named(sources: Iterable[str], options: Options) -> Iterator[Named]:
    """Give what the sources come to, in order."""
    for source in sources:
        try:
            if not is_text(source):
                raise CaptureError("has a name that is no text (rename it)")
            if source.startswith("@"):
                yield from named(listed(source[1:], options.base), options)
            else:
                yield from taken(source, options)
        except CaptureError as error:
            path = source.encode("utf-8", "backslashreplace").decode()
            yield Failure(path=path, step=error.step, error=type(error).__name__, message=str(error))


def listed(path: str, base: str) -> list[str]:
    """Give the sources of a list; those that name no place of their own stand after ``base``.

    Raises:
        CaptureError: the list cannot be read, or names another list.
    """
    try:
        body = Path(path).read_bytes()
        text = (gzip.decompress(body) if body[:2] == b"\x1f\x8b" else body).decode("utf-8")
    except FileNotFoundError:
        raise CaptureError("no such list") from None
    except (OSError, EOFError, zlib.error, UnicodeDecodeError) as error:
        raise CaptureError(f"is no list of sources ({' '.join(str(error).split())})") from None
    lines = [line.strip() for line in text.splitlines()]
    found = [line for line in lines if line and not line.startswith("#")]
    if not found:
        raise CaptureError("the list is empty")
    if any(line.startswith("@") for line in found):
        raise CaptureError("the list names another list")
    return [line if line.startswith((*REMOTE, "/")) else base + line for line in found]


def taken(source: str, options: Options) -> Iterator[Named]:
    """Give what one source comes to.

    Raises:
        CaptureError: it is not there, or is of no kind that is read.
    """
    if source.startswith(REMOTE) and not options.ask:
        yield source
    elif is_archive(source):
        yield from slices(open_store(source, private=options.private), options)
    elif source.startswith(WEB):
        yield source
    elif source.startswith("s3://"):
        raise CaptureError("of s3 only web archives are read (.warc, .warc.gz)")
    elif os.path.isdir(source):
        found = False
        for path in files_in(source, os.path.abspath(options.out) if options.out else None):
            found = True
            yield from named([path], options) if not path.startswith("@") else named(["./" + path], options)
        if not found:
            raise CaptureError("the folder holds no files")
    else:
        store = open_store(source)
        yield Item(address=source, place=os.path.abspath(source), stamp=store.stamp, size=store.size)


def is_archive(source: str) -> bool:
    """Whether a source is a web archive, by its name."""
    path = urlsplit(source).path if source.startswith(REMOTE) else source
    return path.lower().endswith(ARCHIVES)


def is_text(name: str) -> bool:
    """Whether a name can be written down."""
    return not any("\ud800" <= letter <= "\udfff" for letter in name)


def files_in(folder: str, out: str | None) -> Iterator[str]:
    """Give the files below a folder in the order of their names, but hidden ones; links to folders are not followed."""
    for where, folders, files in os.walk(folder):
        folders[:] = sorted(
            name for name in folders if not name.startswith(".") and os.path.abspath(os.path.join(where, name)) != out
        )
        yield from (os.path.join(where, name) for name in sorted(files) if not name.startswith("."))


def slices(store: Store, options: Options) -> Iterator[Item]:
    """Cut an archive in stretches of equal length. An empty one is one stretch."""
    address = store.address
    place = address if address.startswith(REMOTE) else os.path.abspath(address)
    count = max(1, -(-store.size // options.slice)) if address.lower().endswith(".gz") else 1
    for number in range(count):
        start, end = (store.size * part // count for part in (number, number + 1))
        yield Item(
            address=address,
            place=place,
            stamp=store.stamp,
            size=end - start,
            start=start,
            end=end,
            archive=True,
            private=options.private,
        )


def shards(items: Iterable[Item], options: Options) -> Iterator[Shard]:
    """Put items together: a stretch of an archive by itself, files until they are many or large."""
    held: list[Item] = []
    for item in items:
        if held and (item.archive or len(held) >= FEW or sum(one.size for one in held) + item.size > options.slice):
            yield Shard(items=tuple(held))
            held = []
        if item.archive:
            yield Shard(items=(item,))
        else:
            held.append(item)
    if held:
        yield Shard(items=tuple(held))


def plan(sources: Iterable[str], options: Options, done: frozenset[str]) -> list[str]:
    """Say what a run would read, a line a source, and what it would ask the network for. ``done``: finished items."""
    lines = []
    for source in sources:
        files = size = finished = 0
        for what in named([source], options):
            if isinstance(what, Failure):
                lines.append(f"not to be had: {what.path}: {what.message}")
            elif isinstance(what, str):
                lines.append(f"{what}: would be fetched")
            else:
                files, size, finished = files + 1, size + what.size, finished + (what.key in done)
        if files:
            rest = f", {finished:,} of them finished" if finished else ""
            lines.append(f"{source}: {files:,} file{'s' * (files > 1)} or slices, {size / 1e6:,.1f} MB{rest}")
    return lines
