"""The words that say nothing of what a text is about."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from reportedly.codebook.tables import read_table

TABLE = "lexicon/en/stop_words.yml"


@dataclass(frozen=True, slots=True, kw_only=True)
class StopWords:
    """The list, in lower case."""

    words: tuple[str, ...]


@lru_cache(maxsize=1)
def load_stop_words() -> frozenset[str]:
    """Read the list once a process.

    Raises:
        CodebookError: the table is malformed.
    """
    return frozenset(read_table(TABLE, StopWords).words)
