"""Countries by their two letters: the name that exports give, and the numeric code of ISO 3166-1."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from reportedly.codebook.tables import read_table

TABLE = "codebook/countries.yml"


@dataclass(frozen=True, slots=True, kw_only=True)
class Country:
    """One country or territory; ``numeric`` is None where ISO has assigned none."""

    name: str
    numeric: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Countries:
    """The file as it stands."""

    document: str
    version: str
    countries: dict[str, Country]


@lru_cache(maxsize=1)
def load_countries() -> dict[str, Country]:
    """Read the countries once a process, by alpha-2 code.

    Raises:
        CodebookError: the table is malformed.
    """
    return read_table(TABLE, Countries).countries
