"""ACLED's tree: the event type and the disorder types of each sub-event type."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from reportedly.codebook.event_types import load_event_types
from reportedly.codebook.tables import read_table
from reportedly.errors import CodebookError

TABLE = "codebook/acled_events.yml"


@dataclass(frozen=True, slots=True, kw_only=True)
class SubEvent:
    """Where a sub-event type stands: its event type, its disorder types."""

    event: str
    disorder: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class AcledEvents:
    """The sub-event types, and our types whose sub-event depends on the parties."""

    document: str
    version: str
    sub_events: dict[str, SubEvent]
    depends: tuple[str, ...]


@lru_cache(maxsize=1)
def load_acled_events() -> AcledEvents:
    """Read the tree once a process.

    Raises:
        CodebookError: it lacks a sub-event type of the list, or has one too many; or a type of ours is unknown.
    """
    table = read_table(TABLE, AcledEvents)
    types = load_event_types()
    for name in table.sub_events.keys() ^ types.lists["acled"].codes.keys():
        raise CodebookError(f"data/{TABLE}: {name!r} stands here or in acled.yml, not in both")
    for name in table.depends:
        if name not in types.types:
            raise CodebookError(f"data/{TABLE}: no event type {name!r}")
    return table
