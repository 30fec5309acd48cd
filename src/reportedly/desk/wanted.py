"""What is looked for in the incidents' list: from an address and back."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields, replace
from typing import Any, Literal, cast, get_args
from urllib.parse import urlencode

from reportedly.captures import is_day
from reportedly.ledger import Filter
from reportedly.ledger.records import Difference
from reportedly.model import Status

PAGE = 50
LONGEST = 200  # characters of a field
DIFFERS = (*get_args(Difference), "any")


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """The filters of the incidents' list, as they stand in its address; empty ones ask for nothing.

    ``since`` and ``until`` are inclusive days; ``origins`` and ``reports`` mean at least so many; ``differs`` a kind of
    difference between figures, ``any`` every kind but agreement; ``q`` words that a report of the incident holds, all.
    """

    q: str = ""
    type: str = ""
    status: str = ""
    party: str = ""
    place: str = ""
    since: str = ""
    until: str = ""
    origins: int = 0
    reports: int = 0
    differs: str = ""
    page: int = 1

    def query(self, **changes: Any) -> str:
        """Give the part of an address after "?", without what asks for nothing; the first page unless one is asked."""
        return urlencode(replace(self, **({"page": 1} | changes)).pairs())

    def pairs(self) -> list[tuple[str, str]]:
        """Give the names and values of what is asked for."""
        default = Wanted()
        held = ((item.name, getattr(self, item.name)) for item in fields(self))
        return [(name, str(value)) for name, value in held if value != getattr(default, name)]

    def sought(self) -> Filter:
        """Give what the ledger is asked for."""
        return Filter(
            event_type=self.type or None,
            party=self.party or None,
            place=self.place or None,
            since=self.since or None,
            until=self.until or None,
            reports=max(1, self.reports),
            status=cast(Status, self.status) if self.status else None,
            origins=max(1, self.origins),
            differs=cast(Difference | Literal["any"], self.differs) if self.differs else None,
            words=self.q or None,
        )

    def is_all(self) -> bool:
        """Whether nothing is asked for."""
        return replace(self, page=1) == Wanted()


def wanted_of(asked: Mapping[str, str]) -> tuple[Wanted, list[str]]:
    """Give what an address asks for, and a sentence for each part of it that cannot be asked for and is left out."""
    told: list[str] = []

    def words(name: str) -> str:
        return " ".join(asked.get(name, "").split())[:LONGEST]

    def one(name: str, known: Iterable[str], what: str) -> str:
        value = words(name)
        if value and value not in known:
            told.append(f"There is no {what} “{value}”; it was left out.")
            return ""
        return value

    def day(name: str) -> str:
        value = words(name)
        if value and not is_day(value):
            told.append(f"“{value}” is not a day written YYYY-MM-DD; it was left out.")
            return ""
        return value

    def number(name: str, least: int) -> int:
        value = words(name)
        return max(least, int(value)) if value.isdecimal() and len(value) < 7 else least

    found = Wanted(
        q=words("q"),
        type=words("type"),
        status=one("status", get_args(Status), "status"),
        party=words("party"),
        place=words("place"),
        since=day("since"),
        until=day("until"),
        origins=number("origins", 0),
        reports=number("reports", 0),
        differs=one("differs", DIFFERS, "kind of difference"),
        page=number("page", 1),
    )
    if found.since and found.until and found.since > found.until:
        told.append("The first day is after the last: nothing can be found.")
    return found, told
