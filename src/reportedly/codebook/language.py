"""The words by which a text shows that it is English, so that the language model need not be loaded."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from reportedly.codebook.tables import read_table

TABLE = "lexicon/en/language.yml"


@dataclass(frozen=True, slots=True, kw_only=True)
class EnglishSigns:
    """``words`` in lower case; the ``share`` of a text's words and the number of ``different`` ones that suffice."""

    words: frozenset[str]
    share: float
    different: int


@lru_cache(maxsize=1)
def load_english_signs() -> EnglishSigns:
    """Read the signs once a process.

    Raises:
        CodebookError: the table is malformed.
    """
    return read_table(TABLE, EnglishSigns)
