"""The prepositions that tell the end of a way from its beginning."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from reportedly.codebook.tables import read_table

TABLE = "lexicon/en/directions.yml"


@dataclass(frozen=True, slots=True, kw_only=True)
class Directions:
    """Words that lead towards a place, words that lead away from one, and what breaks a way off; all lower case."""

    towards: tuple[str, ...]
    away: tuple[str, ...]
    broken_by: tuple[str, ...]


@lru_cache(maxsize=1)
def load_directions() -> Directions:
    """Read the table once a process.

    Raises:
        CodebookError: the table is malformed.
    """
    return read_table(TABLE, Directions)
