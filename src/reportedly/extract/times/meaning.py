"""What a reading gives: the TIMEX3 attributes of a find and the days that it can mean; and what it may ask for."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from reportedly.extract.times.calendar import days_of, share_of
from reportedly.model import TimeType

if TYPE_CHECKING:
    from reportedly.codebook.times import TimesLexicon
    from reportedly.extract.times.grammar import Find
    from reportedly.extract.times.scan import Words
    from reportedly.extract.times.timeline import Timeline

HALF_YEARS = {1: "H1", 2: "H2"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Meaning:
    """TIMEX3 type, value and mod, and the first and last day, each ``None`` where the text leaves it open.

    ``amount`` holds the number and unit of a stretch, so that it can be laid beside a date found near it.
    """

    type: TimeType
    value: str
    mod: str | None = None
    first: date | None = None
    last: date | None = None
    amount: tuple[float, str] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A find and where it stands: its words, the timeline so far, and whether its clause looks forward."""

    find: Find
    words: Words
    timeline: Timeline
    lexicon: TimesLexicon
    forward: Callable[[], bool | None]

    def slot(self, name: str) -> str | None:
        """Give what a slot holds as text, ``None`` if the words did not fill it."""
        value = self.find.slots.get(name)
        return None if value is None else str(value)

    def number(self, name: str) -> int | None:
        """Give what a slot holds as a whole number, ``None`` if the words did not fill it."""
        value = self.find.slots.get(name)
        return None if value is None else int(value)

    @property
    def edge(self) -> str | None:
        """The TIMEX3 modifier that an edge word gives: START, MID or END."""
        return self.slot("early") or self.slot("edge")

    def before(self, steps: int = 1) -> str:
        """Give the word that stands so many words before the find."""
        at = self.find.first - steps
        return self.words.forms[at] if at >= 0 else ""

    def after(self) -> str:
        """Give the word that follows the find."""
        return self.words.forms[self.find.last] if self.find.last < len(self.words.forms) else ""


EARLY_NAMES = {"START": "early", "MID": "mid", "END": "late"}
EDGE_NAMES = {"START": "beginning", "MID": "middle", "END": "end"}


def dated(place: Place, value: str, *, mod: str | None = None) -> Meaning:
    """Make the meaning of a value of the calendar, narrowed to the edge that the words name."""
    edge = mod or place.edge
    part = place.slot("part")
    days = days_of(value)
    if part and len(value) == 10 and "T" not in value:
        value = f"{value}T{part}"
        days = days_of(value)
    if days and edge and len(value) != 10 and "T" not in value:
        name = EARLY_NAMES[edge] if place.slot("early") else EDGE_NAMES[edge]
        share = place.lexicon.edges[name]
        days = share_of(days, share.start, share.end)
    first, last = days or (None, None)
    return Meaning(type="TIME" if "T" in value else "DATE", value=value, mod=edge, first=first, last=last)
