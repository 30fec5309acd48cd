"""The families of event types: which types can be words for one happening."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from reportedly.codebook.event_types import load_event_types
from reportedly.codebook.tables import read_table
from reportedly.errors import CodebookError

TABLE = "codebook/families.yml"


@dataclass(frozen=True, slots=True, kw_only=True)
class Families:
    """Each family with its event types."""

    families: dict[str, tuple[str, ...]]


@lru_cache(maxsize=1)
def load_families() -> dict[str, str]:
    """Give the family of each event type.

    Raises:
        CodebookError: a type is unknown, stands in two families, or in none.
    """
    table = read_table(TABLE, Families)
    family_of: dict[str, str] = {}
    for family, types in table.families.items():
        for name in types:
            if name in family_of:
                raise CodebookError(f"data/{TABLE}: {name} stands in {family_of[name]} and in {family}")
            family_of[name] = family
    known = load_event_types().types
    for name in family_of.keys() ^ known.keys():
        raise CodebookError(f"data/{TABLE}: {name} is {'no event type' if name in family_of else 'in no family'}")
    return family_of
