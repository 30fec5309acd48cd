"""The words by which a deed is claimed by its doer or laid at another's door."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from reportedly.codebook.tables import read_table

TABLE = "lexicon/en/responsibility.yml"


@dataclass(frozen=True, slots=True, kw_only=True)
class Responsibility:
    """The table: lemmas by what they do."""

    burdens: frozenset[str]
    claiming: frozenset[str]
    claiming_deed: frozenset[str]
    responsible: frozenset[str]
    accusing: frozenset[str]
    taking_part: frozenset[str]
    laying: frozenset[str]


@cache
def load_responsibility() -> Responsibility:
    """Read the table, once a process.

    Raises:
        CodebookError: the table is missing or malformed.
    """
    return read_table(TABLE, Responsibility)
