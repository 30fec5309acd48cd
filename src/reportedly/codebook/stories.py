"""The weights by which two articles are judged to tell one story."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from reportedly.codebook.tables import read_table

TABLE = "codebook/stories.yml"


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """One view of an article: log odds for full likeness in it, among all articles and against those of its subject."""

    whole: float
    contrast: float
    means: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryWeights:
    """``subject``: mean likeness from which articles are of one subject; ``story``: mean probability of one story."""

    start: float
    subject: float
    story: float
    views: dict[str, View]


@lru_cache(maxsize=1)
def load_story_weights() -> StoryWeights:
    """Read the table once a process.

    Raises:
        CodebookError: the table is malformed.
    """
    return read_table(TABLE, StoryWeights)
