"""Which later claims show that what was foreseen came about."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from reportedly.codebook.event_types import load_event_types
from reportedly.codebook.tables import read_table
from reportedly.errors import CodebookError

TABLE = "codebook/fulfilment.yml"


@dataclass(frozen=True, slots=True, kw_only=True)
class Fulfilment:
    """What shows a foreseen event type besides itself; the words that say that an event ends, and what ends one."""

    over_words: tuple[str, ...]
    ended_by: tuple[str, ...]
    shown_by: dict[str, tuple[str, ...]]


@lru_cache(maxsize=1)
def load_fulfilment() -> Fulfilment:
    """Read the table once a process.

    Raises:
        CodebookError: the table names what is no event type.
    """
    table = read_table(TABLE, Fulfilment)
    known = load_event_types().types
    for item in (*table.ended_by, *table.shown_by, *(one for others in table.shown_by.values() for one in others)):
        if item not in known:
            raise CodebookError(f"data/{TABLE}: {item!r} is no event type")
    return table


def types_that_show(event_type: str, *, over: bool) -> frozenset[str]:
    """Give the types that show what was foreseen: itself among them, or what ends it where it was to be over."""
    table = load_fulfilment()
    return frozenset(table.ended_by if over else (event_type, *table.shown_by.get(event_type, ())))
