"""The weights by which two claims are judged to speak of one happening, each with its meaning."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from reportedly.codebook.tables import read_table

TABLE = "codebook/links.yml"


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground:
    """One thing that speaks for or against: what a full measure of it adds to the log odds, and what it means."""

    weight: float
    means: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkWeights:
    """``start``: the log odds of two claims of which nothing is known; ``sure`` and ``doubt`` are probabilities.

    ``together`` is the mean score from which two groups are one if one link between them is sure.
    ``missing``: the score that a pair in a group counts with when it was not compared or refused without a veto.
    """

    start: float
    sure: float
    doubt: float
    together: float
    missing: float
    grounds: dict[str, Ground]


@lru_cache(maxsize=1)
def load_link_weights() -> LinkWeights:
    """Read the table once a process.

    Raises:
        CodebookError: the table is malformed.
    """
    return read_table(TABLE, LinkWeights)
