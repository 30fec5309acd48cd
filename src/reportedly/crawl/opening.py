"""Items -> what they hold, one page after another: reports, lists of captures, stretches of web archives."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import msgspec

from reportedly.captures import read_captures
from reportedly.crawl.archives.stores import open_store
from reportedly.crawl.archives.warc import read_warc
from reportedly.crawl.records import Found, Item
from reportedly.errors import CaptureError
from reportedly.model import Failure

FETCHED = ".failures.jsonl"


def open_item(item: Item) -> Iterator[Found]:
    """Give what an item holds, in order.

    Raises:
        CaptureError: its bytes cannot be had, or are not those that were named; it may be tried again.
    """
    store = open_store(item.place, private=item.private)
    if store.stamp != item.stamp:
        raise CaptureError("has changed since the crawl began")
    if item.archive:
        yield from read_warc(store, item.start, item.end, name=item.address)
    elif item.address.endswith(FETCHED):
        yield from (Found(what=failure) for failure in failures_of(item.place))
    else:
        store.read(0, 1)
        for what in read_captures([item.place]):
            yield Found(what=replace(what, path=item.address + what.path.removeprefix(item.place)))


def failures_of(path: str) -> list[Failure]:
    """Give what could not be fetched, as ``follow`` kept it.

    Raises:
        CaptureError: the file is none of its own.
    """
    try:
        return [msgspec.json.decode(line, type=Failure) for line in Path(path).read_bytes().splitlines() if line]
    except (OSError, msgspec.DecodeError) as error:
        raise CaptureError(f"is no list of failures ({error})") from None
