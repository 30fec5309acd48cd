"""How rare each common stem is in news of conflict: what a word that two texts share says."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from reportedly.codebook.tables import read_table

TABLE = "lexicon/en/word_weights.yml"


@dataclass(frozen=True, slots=True, kw_only=True)
class WordWeights:
    """``levels``: the stems of each level, blank between them; ``steps`` levels are one natural unit of rarity.

    ``calendar`` is the level of short names of days and months and of numbers that may be days or years: a
    date line says little.
    """

    steps: int
    unseen: int
    calendar: int
    calendar_words: str
    levels: dict[int, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rarity:
    """``of``: the inverse document frequency (natural logarithm) of each stem in the table; ``unseen``: of others."""

    of: dict[str, float]
    unseen: float
    calendar: float


@lru_cache(maxsize=1)
def load_rarity() -> Rarity:
    """Read the table once a process.

    Raises:
        CodebookError: the table is malformed.
    """
    table = read_table(TABLE, WordWeights)
    return Rarity(
        of={
            **{word: level / table.steps for level, words in table.levels.items() for word in words.split()},
            **dict.fromkeys(table.calendar_words.split(), table.calendar / table.steps),
        },
        unseen=table.unseen / table.steps,
        calendar=table.calendar / table.steps,
    )
