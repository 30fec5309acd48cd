"""The run: sources -> shards -> sift -> copies -> read -> tables, so many shards at a time, each finished for good.

Copies are looked for here, in the order of the sources, between what workers do: so the result is the same set of rows
whatever their number, and after any kill.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from reportedly import __version__
from reportedly.crawl.copies import Print, Seen, digest
from reportedly.crawl.manifest import Line, Manifest
from reportedly.crawl.output import SEEN, Finished, ReadingRow, read_table, write
from reportedly.crawl.records import Aside, Item, Kept, Shard
from reportedly.model import Failure

if TYPE_CHECKING:
    from reportedly.crawl.sifted import Sifted


class Works(Protocol):
    """What sifts and reads: the engine."""

    def sift(self, items: Sequence[Item], tick: Callable[[int], None]) -> list[list[tuple[Sifted, bytes]]]:
        """Give what each item holds, with sketches of what is kept."""

    def read(self, pages: Sequence[Kept], tick: Callable[[int], None]) -> list[ReadingRow | Failure]:
        """Give the row of each page, or why there is none."""


class Tells(Protocol):
    """Who is told how far a run is."""

    def sifted(self, pages: int) -> None:
        """So many pages more were sifted."""

    def to_read(self, pages: int) -> None:
        """So many pages more are to be read."""

    def read(self, pages: int) -> None:
        """So many pages more were read."""


class Silent:
    """Is told how far a run is, and says nothing."""

    def sifted(self, pages: int) -> None:
        """Hear it."""

    def to_read(self, pages: int) -> None:
        """Hear it."""

    def read(self, pages: int) -> None:
        """Hear it."""


@dataclass(slots=True)
class Counts:
    """What a run came to."""

    pages: int = 0
    read: int = 0
    claims: int = 0
    aside: Counter[str] = field(default_factory=Counter)
    failed: Counter[str] = field(default_factory=Counter)
    unreached: list[Failure] = field(default_factory=list)
    fetched: list[str] = field(default_factory=list)  # what fetching came to, a line each
    seconds: float = 0.0

    def add(self, line: Line) -> None:
        """Count a finished shard."""
        self.pages += line.pages
        self.read += line.read
        self.claims += line.claims
        self.aside.update(line.aside)
        self.failed.update(line.failed)


@dataclass(slots=True)
class Page:
    """A page of a shard on its way: what sifting gave, then the row, or why there is none."""

    shard: int
    sifted: Sifted
    sketch: bytes
    outcome: ReadingRow | Failure | Aside | None = None


def seen_by(folder: Path, manifest: Manifest) -> Seen:
    """Give the pages that earlier runs have taken, in the order in which they were."""
    seen = Seen()
    for line in manifest.lines:
        for name in line.files:
            if name.startswith(f"{SEEN}/"):
                for page in read_table(folder / name, Print):
                    seen.add(page)
    return seen


def run(
    shards: Iterable[Shard],
    folder: Path,
    manifest: Manifest,
    works: Works,
    tells: Tells,
    *,
    at_once: int,
    keep_near: bool = False,
    stop: Callable[[], bool] = lambda: False,
) -> Counts:
    """Read shards that are not finished, so many at a time; what is finished stays so whatever happens after.

    Args:
        shards: in the order in which copies are looked for.
        folder: where the tables go.
        manifest: of that folder.
        works: the engine.
        tells: who is told how far it is.
        at_once: shards between two points at which a run can go on.
        keep_near: read near copies too.
        stop: asked before the next shards.
    """
    counts = Counts()
    seen = seen_by(folder, manifest)
    waiting = iter(shards)
    while not stop() and (some := list(islice(waiting, at_once))):
        for done, unreached in read_shards(some, seen, works, tells, keep_near=keep_near):
            counts.unreached.extend(unreached)
            if done.keys:
                line = line_of(done, write(folder, done))
                manifest.append(line)
                counts.add(line)
    return counts


def read_shards(
    shards: Sequence[Shard], seen: Seen, works: Works, tells: Tells, *, keep_near: bool
) -> Iterator[tuple[Finished, list[Failure]]]:
    """Sift and read some shards; give each with what could not be reached of it."""
    items = [(number, item) for number, shard in enumerate(shards) for item in shard.items]
    found = works.sift([item for _, item in items], tells.sifted)
    keys: list[list[str]] = [[] for _ in shards]
    lost: list[list[Failure]] = [[] for _ in shards]
    pages: list[Page] = []
    for (number, item), held in zip(items, found, strict=True):
        gone = next((page.unreached for page, _ in held if page.unreached is not None), None)
        if gone is not None:
            lost[number].append(Failure(path=named(item), step="capture", error="CaptureError", message=gone))
            continue
        keys[number].append(item.key)
        pages.extend(Page(shard=number, sifted=page, sketch=sketch) for page, sketch in held)
    prints: list[list[Print]] = [[] for _ in shards]
    for page in pages:
        decide(page, seen, prints[page.shard], keep_near=keep_near)
    wanted = [page for page in pages if page.outcome is None]
    tells.to_read(len(wanted))
    kept = [page.sifted.kept for page in wanted if page.sifted.kept is not None]
    for page, outcome in zip(wanted, works.read(kept, tells.read), strict=True):
        page.outcome = outcome
    for number, shard in enumerate(shards):
        outcomes = [page.outcome for page in pages if page.shard == number]
        yield (
            Finished(
                shard=shard.name,
                keys=tuple(keys[number]),
                rows=tuple(what for what in outcomes if isinstance(what, ReadingRow)),
                aside=tuple(what for what in outcomes if isinstance(what, Aside)),
                failures=tuple(what for what in outcomes if isinstance(what, Failure)),
                prints=tuple(prints[number]),
            ),
            lost[number],
        )


def decide(page: Page, seen: Seen, prints: list[Print], *, keep_near: bool) -> None:
    """Say what comes of a page without its being read, if anything; else take its print."""
    kept = page.sifted.kept
    if kept is None:
        page.outcome = page.sifted.aside or page.sifted.failure
        return
    print_ = Print(path=kept.path, words=digest(kept.words), figures=digest(kept.figures), sketch=page.sketch)
    copied = seen.copy(print_)
    if copied is None or (keep_near and not copied.exact):
        seen.add(print_)
        prints.append(print_)
        return
    article = kept.article
    told = "the same words as" if copied.exact else f"{copied.likeness:.0%} alike, with the same figures, to"
    page.outcome = Aside(
        path=kept.path,
        cause="copy" if copied.exact else "near-copy",
        reason=f"{told} {copied.of}",
        key=article.key,
        url=article.url,
        publisher=article.publisher,
        retrieved=kept.retrieved,
        of=copied.of,
        text=None if copied.exact else article.text,
    )


def line_of(done: Finished, files: Sequence[str]) -> Line:
    """Give the manifest's line of a shard whose files are written."""
    return Line(
        shard=done.shard,
        keys=done.keys,
        files=tuple(files),
        pages=len(done.rows) + len(done.aside) + len(done.failures),
        read=len(done.rows),
        claims=sum(row.claims for row in done.rows),
        aside=dict(sorted(Counter(row.cause for row in done.aside).items())),
        failed=dict(sorted(Counter(f"{row.step}: {row.error}" for row in done.failures).items())),
        reportedly=__version__,
    )


def named(item: Item) -> str:
    """Name an item in a message."""
    return f"{item.address}, bytes {item.start} to {item.end}" if item.archive else item.address
