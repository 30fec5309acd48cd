"""The learned weights of where an event happened: ``data/lexicon/en/whereabouts.yml`` as a frozen record."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from reportedly.codebook.tables import read_table

TABLE = "lexicon/en/whereabouts.yml"


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Whereabouts:
    """The weight of each sign of a place, and the sum that a place must exceed to be an event's."""

    threshold: float
    weights: dict[str, float]


@cache
def load_whereabouts() -> Whereabouts:
    """Read the weights, once a process.

    Raises:
        CodebookError: the table is missing or malformed.
    """
    return read_table(TABLE, Whereabouts)
