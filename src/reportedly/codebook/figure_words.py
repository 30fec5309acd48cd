"""The words beside a figure that say what became of those it counts, and those with which it is given once more."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from reportedly.codebook.event_types import load_event_types
from reportedly.codebook.tables import read_table
from reportedly.errors import CodebookError

TABLE = "lexicon/en/figure_words.yml"


@dataclass(frozen=True, slots=True, kw_only=True)
class Beside:
    """Words of one casualty, by where the figure stands: behind them, before them, or on either side."""

    leads: tuple[str, ...]
    trails: tuple[str, ...]
    either: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Again:
    """Words of a figure that is given once more: its nouns, what they are of, the verbs, what marks an earlier one."""

    nouns: tuple[str, ...]
    of_dead: tuple[str, ...]
    of_injured: tuple[str, ...]
    dead_nouns: tuple[str, ...]
    dead_before: tuple[str, ...]
    gives: tuple[str, ...]
    gives_of: tuple[str, ...]
    moves: tuple[str, ...]
    prepositions: tuple[str, ...]
    earlier: tuple[str, ...]
    grows: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Parts:
    """Words that make the figure behind or before them a part of one told before."""

    before: tuple[str, ...]
    behind: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class FigureWords:
    """The table. Compared by identity, so it can key a cache."""

    beside: dict[str, Beside]
    parted_by: tuple[str, ...]
    joined_by: tuple[str, ...]
    again: Again
    parts: Parts


@lru_cache(maxsize=1)
def load_figure_words() -> FigureWords:
    """Read the table once a process.

    Raises:
        CodebookError: the table names what is no event type, or one word under two.
    """
    table = read_table(TABLE, FigureWords)
    seen: set[str] = set()
    for kind, words in table.beside.items():
        if kind not in load_event_types().types:
            raise CodebookError(f"data/{TABLE}: {kind!r} is no event type")
        for word in (*words.leads, *words.trails, *words.either):
            if word in seen:
                raise CodebookError(f"data/{TABLE}: {word!r} stands twice")
            seen.add(word)
    return table
