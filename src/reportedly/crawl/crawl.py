"""The whole way of a crawl: fetch what must be fetched, then read whatever is not finished yet.

What is fetched is kept first, as an archive below ``captures/``, and read from there like any other: a kill between the
two costs nothing, and the captures stay as evidence.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from reportedly.crawl.output import sweep
from reportedly.crawl.records import Item
from reportedly.crawl.remaining import remaining
from reportedly.crawl.run import Counts, Tells, Works, run
from reportedly.crawl.sources import Options, named, shards
from reportedly.model import Failure

if TYPE_CHECKING:
    from reportedly.crawl.fetching.fetch import Fetcher
    from reportedly.crawl.fetching.follow import Polled
    from reportedly.crawl.manifest import Manifest

CAPTURES = "captures"


@dataclass(slots=True, kw_only=True)
class Crawl:
    """A crawl into a folder whose manifest is held."""

    folder: Path
    manifest: Manifest
    works: Works
    tells: Tells
    fetcher: Fetcher
    options: Options
    at_once: int
    keep_near: bool = False
    stop: Callable[[], bool] = lambda: False

    def once(self, sources: Sequence[str]) -> Counts:
        """Fetch what the sources name, and read all that is not finished."""
        from reportedly.crawl.fetching.follow import poll

        begun = time.monotonic()
        items, addresses, lost = self.found(sources)
        fetched = [told(poll(addresses, self.folder, self.fetcher, stop=self.stop))] if addresses else []
        counts = self.read([*items, *self.captured()])
        counts.unreached[:0] = lost
        counts.fetched.extend(fetched)
        counts.seconds = time.monotonic() - begun
        return counts

    def watch(self, sources: Sequence[str], *, every: float) -> Iterator[Counts]:
        """Read what there is, then follow the feeds until asked to stop, ``every`` so many seconds at least."""
        from reportedly.crawl.fetching.follow import watch

        items, addresses, lost = self.found(sources)
        first = self.read([*items, *self.captured()])
        first.unreached[:0] = lost
        if first.pages or first.unreached:
            yield first
        for polled in watch(addresses, self.folder, self.fetcher, stop=self.stop, every=every):
            begun = time.monotonic()
            counts = self.read(self.captured())
            counts.fetched.append(told(polled))
            counts.seconds = time.monotonic() - begun
            if polled.files or counts.pages:
                yield counts

    def found(self, sources: Sequence[str]) -> tuple[list[Item], list[str], list[Failure]]:
        """Give what the sources come to: items, addresses that must be fetched, and what cannot be had."""
        items: list[Item] = []
        addresses: list[str] = []
        lost: list[Failure] = []
        for what in named(sources, self.options):
            if isinstance(what, Failure):
                lost.append(what)
            elif isinstance(what, str):
                addresses.append(what)
            else:
                items.append(what)
        return items, addresses, lost

    def captured(self) -> Iterator[Item]:
        """Give what was fetched, in order; it is known by its place within the folder, wherever that is moved."""
        folder = self.folder / CAPTURES
        files = sorted(str(path) for path in folder.glob("*") if path.name.endswith((".warc.gz", ".failures.jsonl")))
        for item in named(files, self.options):
            if isinstance(item, Item):
                yield replace(item, known=f"{CAPTURES}/{Path(item.address).name}")

    def read(self, items: Iterable[Item]) -> Counts:
        """Read the items that are not finished, each once."""
        sweep(self.folder, self.manifest.shards())
        begun = time.monotonic()
        counts = run(
            shards(remaining(items, self.manifest.keys()), self.options),
            self.folder,
            self.manifest,
            self.works,
            self.tells,
            at_once=self.at_once,
            keep_near=self.keep_near,
            stop=self.stop,
        )
        counts.seconds = time.monotonic() - begun
        return counts


def told(polled: Polled) -> str:
    """Say in a line what was fetched."""
    feeds = f"{polled.feeds:,} feeds asked ({polled.unchanged:,} unchanged), " if polled.feeds else ""
    failures = ", ".join(f"{cause} {count:,}" for cause, count in polled.failures)
    rest = f"; failed: {failures}" if failures else ""
    waiting = f"; {polled.waiting:,} wait for another time" if polled.waiting else ""
    return f"{feeds}{polled.fetched:,} pages fetched{rest}{waiting}"
