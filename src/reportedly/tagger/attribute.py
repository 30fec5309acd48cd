"""Words -> attributions in words: the networks run over each window, their scores decoded."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

import numpy as np

from reportedly.tagger.decode import CONTENT, SOURCE, Chain, best_roles, find_cues
from reportedly.tagger.relations import Pairs, relate
from reportedly.tagger.windows import Window, make_window, pack

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    from reportedly.tagger.words import Words


class Networks(Protocol):
    """The three networks; each takes and gives arrays of one window."""

    def encode(self, window: Window) -> NDArray[np.float32]:
        """Give the hidden states of the window's words (W, H)."""

    def flat(self, hidden: NDArray[np.float32]) -> NDArray[np.float32]:
        """Give the word logits (W, 7)."""

    def pair(self, hidden: NDArray[np.float32], low: int, pairs: Pairs) -> NDArray[np.float32]:
        """Give the emissions (K, L, 3); ``pairs`` counts words from the article's first, ``hidden`` from ``low``."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What is chosen on held-out articles: see ``find_cues`` for ``bias``; ``least`` is the least confidence kept."""

    bias: float
    least: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """One attribution in words: its cue's half-open range, the words of its source and of its content."""

    cue: tuple[int, int]
    source: tuple[int, ...]
    content: tuple[int, ...]
    confidence: float


def attribute(
    words: Words, networks: Networks, chain: Chain, settings: Settings, *, opening: int, closing: int
) -> Iterator[Found]:
    """Give the attributions of an article in the order of their cues.

    ``opening`` and ``closing`` are the ids of the pieces that begin a window and end a paragraph.
    """
    for held in pack(words):
        window = make_window(words, held, opening=opening, closing=closing)
        hidden = networks.encode(window)
        cues = find_cues(networks.flat(hidden), bias=settings.bias)
        if not cues:
            continue
        ranges = [(start + window.low, end + window.low) for start, end, _ in cues]
        pairs = relate(words, ranges, window.low, window.high)
        roles, chance = best_roles(networks.pair(hidden, window.low, pairs), pairs.mask, chain)
        for row, cue in enumerate(ranges):
            confidence = cues[row][2] * float(chance[row])
            outside = (pairs.words[row] < cue[0]) | (pairs.words[row] >= cue[1])
            content = pairs.words[row][(roles[row] == CONTENT) & outside]
            if confidence >= settings.least and len(content):
                yield Found(
                    cue=cue,
                    source=tuple(pairs.words[row][(roles[row] == SOURCE) & outside].tolist()),
                    content=tuple(content.tolist()),
                    confidence=confidence,
                )
