"""The nouns that say of people that they are no fighters."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from reportedly.codebook.tables import read_table

TABLE = "lexicon/en/civilians.yml"


@dataclass(frozen=True, slots=True, kw_only=True)
class Civilians:
    """The nouns, as in a dictionary."""

    nouns: tuple[str, ...]


@lru_cache(maxsize=1)
def load_civilians() -> frozenset[str]:
    """Read the nouns once a process.

    Raises:
        CodebookError: the table is malformed.
    """
    return frozenset(read_table(TABLE, Civilians).nouns)
