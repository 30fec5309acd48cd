"""Which pages are copies of one that was taken before: the same words, or nearly the same and all the same figures.

Likeness is the share of equal minima of 128 hashes over runs of five words, an estimate of the Jaccard index of these
runs (A. Broder, "On the resemblance and containment of documents", 1997); candidates share one of eight bands of
sixteen. A near copy must print the same figures in the same order: an agency's next take, with another toll, is no
copy.

Pages are asked for in the order of the sources, so that the same one is kept whatever was read at once.
"""

from __future__ import annotations

import hashlib
from array import array
from collections.abc import Iterator
from dataclasses import dataclass, field

HASHES = 128
BANDS = 8
NEAR = 0.95
RUN = 5  # words
WIDTH = 4 * HASHES // BANDS  # bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Print:
    """What a page that is read is known by: the hash of its words and of its figures, and its 128 minima as bytes."""

    path: str
    words: bytes
    figures: bytes
    sketch: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Copied:
    """The page that one is a copy of, and how alike they are."""

    of: str
    likeness: float

    @property
    def exact(self) -> bool:
        """Whether all words are the same."""
        return self.likeness == 1


@dataclass(slots=True)
class Seen:
    """The pages that were taken, in their order. About a kilobyte each in memory."""

    prints: list[Print] = field(default_factory=list)
    by_words: dict[bytes, int] = field(default_factory=dict)
    by_band: dict[bytes, list[int]] = field(default_factory=dict)

    def copy(self, page: Print) -> Copied | None:
        """Give what a page is a copy of, if anything: the first that has the same words, else the most alike."""
        same = self.by_words.get(page.words)
        if same is not None:
            return Copied(of=self.prints[same].path, likeness=1.0)
        near: tuple[float, int] | None = None
        for at in sorted({at for band in bands(page.sketch) for at in self.by_band.get(band, ())}):
            other = self.prints[at]
            if other.figures == page.figures:
                alike = likeness(page.sketch, other.sketch)
                if alike >= NEAR and (near is None or alike > near[0]):
                    near = alike, at
        return None if near is None else Copied(of=self.prints[near[1]].path, likeness=min(near[0], 0.999))

    def add(self, page: Print) -> None:
        """Take a page."""
        at = len(self.prints)
        self.prints.append(page)
        self.by_words.setdefault(page.words, at)
        for band in bands(page.sketch):
            self.by_band.setdefault(band, []).append(at)


def bands(sketch: bytes) -> Iterator[bytes]:
    """Give the bands of a page, each with its number."""
    for number in range(BANDS):
        part = sketch[number * WIDTH : (number + 1) * WIDTH]
        if part:
            yield bytes([number]) + hashlib.blake2b(part, digest_size=8).digest()


def likeness(one: bytes, other: bytes) -> float:
    """Give the share of equal minima.

    >>> likeness(bytes(512), bytes(512)), likeness(bytes(512), bytes([1, 0, 0, 0] * 64 + [0] * 256))
    (1.0, 0.5)
    """
    pairs = zip(array("I", one), array("I", other), strict=True)
    return sum(a == b for a, b in pairs) / HASHES


def digest(words: str) -> bytes:
    """Hash words."""
    return hashlib.blake2b(words.encode("utf-8", "surrogatepass"), digest_size=16).digest()
