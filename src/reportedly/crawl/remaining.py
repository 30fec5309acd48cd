"""What of the sources is not finished yet, however they were cut before."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from reportedly.crawl.records import Item

STRETCH = re.compile(r"(?P<whole>.*)#(?P<start>\d+)-(?P<end>\d+)", re.DOTALL)


def remaining(items: Iterable[Item], done: Iterable[str]) -> Iterator[Item]:
    """Give the items that are not finished, each once; of a stretch of an archive the parts that are in none.

    ``done`` are keys of finished items. A record belongs to the stretch that it begins in, so that any cut will do.
    """
    known = set(done)
    covered: dict[str, list[tuple[int, int]]] = {}
    for key in known:
        found = STRETCH.fullmatch(key)
        if found:
            covered.setdefault(found["whole"], []).append((int(found["start"]), int(found["end"])))
    for item in items:
        if item.key in known:
            continue
        known.add(item.key)
        if item.archive and item.end is not None and item.whole in covered:
            for start, end in gaps(item.start, item.end, sorted(covered[item.whole])):
                yield replace(item, start=start, end=end, size=end - start)
        else:
            yield item


def gaps(start: int, end: int, covered: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Give the parts of a stretch that lie in none of others, which are in order.

    >>> list(gaps(0, 100, [(0, 10), (20, 40), (30, 50), (90, 200)]))
    [(10, 20), (50, 90)]
    """
    at = start
    for first, last in covered:
        if first > at:
            yield at, min(first, end)
        at = max(at, last)
        if at >= end:
            return
    if at < end:
        yield at, end
