"""Hidden states -> leanings: how far each word, if it names an event, is told as having happened.

A linear head over the encoder's hidden states of a word, of the word that governs it and of those that depend on it.
It gives a part of the factuality of Saurí and Pustejovsky (2009) on the scale of Lee et al. (2015), from -3 (certainly
did not happen) to 3 (certainly did); the other part is that of the status which the rules give. See
``docs/develop/model-card-factuality.md``.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec
import numpy as np

from reportedly.errors import ModelError
from reportedly.model import Polarity, Status

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from reportedly.tagger.words import Words

    Floats = NDArray[np.float32]
    Doubles = NDArray[np.float64]

FACTUALITY = "factuality.json"
LEAST, MOST = -3.0, 3.0  # the ends of the scale


@dataclass(frozen=True, slots=True, kw_only=True)
class Doubt:
    """Where the words of an event that the rules take for told as fact say otherwise: at or below ``below``."""

    below: float


@dataclass(frozen=True, slots=True, kw_only=True)
class FactualityHead:
    """``factuality.json``.

    ``encoder`` is the sha256 of the encoder whose hidden states the head has learned from; ``word``, ``governor`` and
    ``dependents`` hold a weight for each of their numbers, ``standings`` what each status and polarity adds.
    """

    encoder: str
    word: tuple[float, ...]
    governor: tuple[float, ...]
    dependents: tuple[float, ...]
    standings: dict[Status, dict[Polarity, float]]
    doubt: Doubt

    def leanings(self, words: Words, hidden: Floats) -> Doubles:
        """Give what the words' surroundings add (W), in double precision and one order of adding."""
        weights = np.array([*self.word, *self.governor, *self.dependents])
        return np.asarray((surroundings(words, hidden) * weights).sum(axis=1))  # numpy's sum; BLAS adds as it likes

    def factuality(self, leaning: float, status: Status, polarity: Polarity) -> float:
        """Give the factuality of an event, to a tenth."""
        whole = leaning + self.standings[status][polarity]
        return round(min(MOST, max(LEAST, whole)), 1) + 0.0


def surroundings(words: Words, hidden: Floats) -> Doubles:
    """Give for each word the hidden states of itself, its governor, and the mean of its dependents, side by side."""
    own = hidden.astype(np.float64)
    inner = words.head != np.arange(len(words))
    total = np.zeros_like(own)
    np.add.at(total, words.head[inner], own[inner])
    count = np.bincount(words.head[inner], minlength=len(words))
    return np.concatenate([own, own[words.head], total / np.maximum(count, 1)[:, None]], axis=1)


def read_head(folder: Path) -> FactualityHead | None:
    """Read the head of a folder, where it holds one.

    Raises:
        ModelError: the file is malformed.
    """
    path = folder / FACTUALITY
    if not path.is_file():
        return None
    try:
        return msgspec.json.decode(path.read_bytes(), type=FactualityHead)
    except msgspec.MsgspecError as error:
        raise ModelError(f"{path}: {error}") from error
