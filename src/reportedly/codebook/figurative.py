"""The words that make a figure of speech of one that can name violence."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from reportedly.codebook.tables import read_table

TABLE = "lexicon/en/figurative.yml"


@dataclass(frozen=True, slots=True, kw_only=True)
class FigurativeTable:
    """The file as it stands."""

    borrowed: frozenset[str]
    seldom_policies: frozenset[str]
    worlds: dict[str, frozenset[str]]
    pairs: dict[str, frozenset[str]]
    players: frozenset[str]
    askers: frozenset[str]
    thronging: frozenset[str]
    beaten: frozenset[str]
    carried: frozenset[str]
    roles: frozenset[str]
    occasions: frozenset[str]
    saved_by: frozenset[str]
    weak: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Figurative:
    """The table, its worlds turned for looking up: the world of each noun, the first listed winning."""

    table: FigurativeTable
    world_of: dict[str, str]


@cache
def load_figurative() -> Figurative:
    """Read the table, once a process.

    Raises:
        CodebookError: the table is missing or malformed.
    """
    table = read_table(TABLE, FigurativeTable)
    world_of: dict[str, str] = {}
    for world, nouns in table.worlds.items():
        for noun in sorted(nouns):
            world_of.setdefault(noun, world)
    return Figurative(table=table, world_of=world_of)
