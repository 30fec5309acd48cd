"""Words -> windows: whole paragraphs packed together, so that the encoder sees a statement with what stands around it.

An article always gives the same windows and each is run alone, so nothing depends on a batch's other members.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

    from reportedly.tagger.words import Words

CAPACITY = 256  # pieces that a window aims at, its special ones included
LONGEST = 448  # pieces of a single paragraph that still go into one window


@dataclass(frozen=True, slots=True, kw_only=True)
class Window:
    """What the encoder takes: ``pieces`` (T), ``features`` (T, F), and where each word's first piece stands (W).

    ``low`` and ``high`` are the half-open range of words.
    """

    low: int
    high: int
    pieces: NDArray[np.int64]
    features: NDArray[np.int64]
    first: NDArray[np.int64]


def runs(values: NDArray[np.int64], low: int, high: int) -> Iterator[tuple[int, int]]:
    """Give the half-open ranges of equal neighbours in ``values[low:high]``."""
    cuts = [low, *(int(i) + low + 1 for i in np.flatnonzero(np.diff(values[low:high]))), high]
    yield from ((a, b) for a, b in zip(cuts, cuts[1:], strict=False) if a < b)


def chunks(words: Words, *, longest: int = LONGEST) -> Iterator[tuple[int, int]]:
    """Give ranges of words that must stay together: paragraphs, or sentences of a paragraph longer than ``longest``.

    A sentence that is still too long is cut where it must be.
    """
    lengths = np.array([len(pieces) for pieces in words.pieces], dtype=np.int64)
    total = np.concatenate([[0], np.cumsum(lengths)])
    for low, high in runs(words.paragraph, 0, len(words)):
        if total[high] - total[low] <= longest:
            yield low, high
            continue
        for start, end in runs(words.sentence, low, high):
            while total[end] - total[start] > longest:
                cut = max(start + 1, int(np.searchsorted(total, total[start] + longest, side="right")) - 1)
                yield start, cut
                start = cut
            if start < end:
                yield start, end


def pack(words: Words, *, capacity: int = CAPACITY, reserve: int = 0) -> Iterator[list[tuple[int, int]]]:
    """Give lists of neighbouring chunks that fit ``capacity`` pieces; ``reserve`` shortens the first list."""
    held: list[tuple[int, int]] = []
    used = 1 + reserve
    for low, high in chunks(words):
        size = 1 + sum(len(pieces) for pieces in words.pieces[low:high])
        if held and used + size > capacity:
            yield held
            held, used = [], 1
        held.append((low, high))
        used += size
    if held:
        yield held


def make_window(words: Words, held: Sequence[tuple[int, int]], *, opening: int, closing: int) -> Window:
    """Lay out chunks as ``[CLS] chunk [SEP] chunk [SEP]``; ``opening`` and ``closing`` are the ids of those two."""
    pieces, first = [opening], []
    rows = [np.zeros_like(words.features[:1])]
    for low, high in held:
        for word in range(low, high):
            first.append(len(pieces))
            pieces.extend(words.pieces[word])
        counts = [len(words.pieces[word]) for word in range(low, high)]
        rows.append(np.repeat(words.features[low:high], counts, axis=0))
        rows.append(rows[0])
        pieces.append(closing)
    return Window(
        low=held[0][0],
        high=held[-1][1],
        pieces=np.array(pieces, dtype=np.int64),
        features=np.concatenate(rows),
        first=np.array(first, dtype=np.int64),
    )
