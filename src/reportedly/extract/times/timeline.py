"""The anchors that a text gives as it is read: the day of speech, and the date that the text speaks of."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from reportedly.extract.times.calendar import days_of, unit_of

# A narrative goes forward: a month that lies this many months before the running one is next year's.
TURN_OF_YEAR = 8
# A year this far after the dates that a narrative tells of is a glance ahead.
FAR_YEARS = 3


@dataclass(slots=True)
class Timeline:
    """What is known at one point of the text.

    ``said`` is the day that "today" means, if known. ``history`` says that the text is an account of another time, so
    that only what cannot mean anything else is counted from that day; ``undated`` that it is a report of an unknown
    day, in which a year that is named gives none to the days of other paragraphs. ``running`` is the TIMEX3 value of
    the last calendar date named, ``fine`` the last that was exact to a season or better, ``full`` the last that was
    exact to the day. ``paragraph`` counts paragraphs, ``dated`` says in which one ``running`` was named.
    """

    said: date | None = None
    history: bool = False
    undated: bool = False
    running: str | None = None
    full: date | None = None
    fine: str | None = None
    paragraph: int = 0
    dated: int = -1

    @property
    def speech(self) -> date | None:
        """The day from which dates are counted: that of speech, unless the text is a history."""
        return None if self.history else self.said

    def enter(self, paragraph: int) -> None:
        """Come to a paragraph. A year that the one before only glanced at, back or far ahead, is left behind."""
        if paragraph != self.paragraph and self.running and self.fine and unit_of(self.running) == "Y":
            gap = 0 if self.fine.startswith("BC") else int(self.running) - int(self.fine[:4])
            if gap < 0 or gap >= FAR_YEARS:
                self.running = self.fine
        self.paragraph = paragraph

    def note(self, value: str) -> None:
        """Remember a calendar date that the text has named."""
        if value.startswith("BC"):
            self.running = self.fine = value[:6]
            self.full, self.dated = None, self.paragraph
            return
        unit = unit_of(value)
        if unit not in ("D", "M", "P", "Y"):
            return
        self.running, self.dated = value[:10], self.paragraph
        days = days_of(value)
        if unit != "Y":
            self.fine = value[:10]
        self.full = days[0] if unit == "D" and days else None

    @property
    def base(self) -> date | None:
        """The day that "last week" counts from: that of speech, or in a narrative the first of the running date."""
        return self.speech or self.spoken_of

    @property
    def spoken_of(self) -> date | None:
        """The day that "the next day" counts from: the text's own, or that of speech where the text names none."""
        days = days_of(self.running) if self.running else None
        return days[0] if days else self.speech

    @property
    def is_at_hand(self) -> bool:
        """Whether the paragraph has named a month or a day with its year."""
        return self.dated == self.paragraph and bool(self.running) and unit_of(self.running or "") in ("D", "M")

    def year_of(self, month: int | None) -> int | None:
        """Give the year that a month named without one has in a narrative; ``month`` may be unknown."""
        if not self.running or (self.undated and not self.is_at_hand):
            return None
        if self.running.startswith("BC"):
            return -int(self.running[2:6])
        year = int(self.running[:4])
        if month is None or unit_of(self.running) not in ("D", "M"):
            return year
        return year + 1 if int(self.running[5:7]) - month >= TURN_OF_YEAR else year

    def nearest_year(self, month: int, day: int, forward: bool | None) -> int | None:
        """Give the year of a day named without one, seen from the day of speech."""
        if self.speech is None:
            return None
        candidates = []
        for year in (self.speech.year - 1, self.speech.year, self.speech.year + 1):
            try:
                candidates.append(((date(year, month, day) - self.speech).days, year))
            except ValueError:
                continue
        if forward is True:
            candidates = [pair for pair in candidates if pair[0] >= 0]
        elif forward is False:
            candidates = [pair for pair in candidates if pair[0] <= 1]
        return min(candidates, key=lambda pair: abs(pair[0]))[1] if candidates else None
