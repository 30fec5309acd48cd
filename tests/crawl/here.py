"""An engine without daft or parser, in this process: it sifts in earnest and reads nothing, for what a run does."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from reportedly.crawl.opening import open_item
from reportedly.crawl.output import ReadingRow, row_of
from reportedly.crawl.records import Item, Kept
from reportedly.crawl.sift import load_sieve, sift
from reportedly.crawl.sifted import Sifted
from reportedly.errors import CaptureError
from reportedly.model import Failure

Pages = list[list[tuple[Sifted, bytes]]]


class Here:
    """Sifts; a page that is kept becomes a row without claims. ``asked`` counts the pages that were read."""

    def __init__(self) -> None:
        self.sieve = load_sieve()
        self.asked = 0

    def sift(self, items: Sequence[Item], tick: Callable[[int], None]) -> Pages:
        """Sift items one after another."""
        return [list(self.one(item)) for item in items]

    def one(self, item: Item) -> list[tuple[Sifted, bytes]]:
        """Sift an item."""
        try:
            return [(Sifted.of(sift(found, self.sieve)), b"") for found in open_item(item)]
        except CaptureError as error:
            return [(Sifted(unreached=str(error)), b"")]

    def read(self, pages: Sequence[Kept], tick: Callable[[int], None]) -> list[ReadingRow | Failure]:
        """Give a row for each page."""
        self.asked += len(pages)
        return [row_of(page, claims=0, reading="{}") for page in pages]
