"""Days and figures -> places on a plot: days lie on a line to scale, what is of one day stands side by side.

Pure arithmetic on pixels. What has no day known stands in a strip of its own at the right of the line.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

NEAR, WIDE = 13.0, 60.0  # pixels between two marks: at least as far as there is room, and at most within one day
EDGE = 9.0  # pixels from a mark to the end of its line
TICK = 62.0  # pixels that the name of a day takes
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
STEPS_OF_DAYS = (1, 2, 7, 14)
STEPS_OF_MONTHS = (1, 2, 3, 6, 12, 24, 60, 120)

HEIGHT = 170  # pixels from the bottom of a plot to its top
LEVELS = 4  # at most about so many numbers are named beside it
TENFOLD = 30  # the most over the least from which each step of the scale is ten times the one before


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A figure as the range plot draws it: whose, of a report of which day (None: not known to the day), its bounds."""

    who: str
    day: str | None
    low: float | None
    best: float | None
    high: float | None

    def known(self) -> list[float]:
        """Give the numbers that the text sets, the least first."""
        return sorted(value for value in (self.low, self.best, self.high) if value is not None)

    def main(self) -> float:
        """Give the number that its mark stands at: the figure, else a bound."""
        return self.best if self.best is not None else self.known()[0]


@dataclass(frozen=True, slots=True, kw_only=True)
class Scale:
    """The scale of numbers: from the bottom to the top of the plot, by equal steps or tenfold ones."""

    bottom: float
    top: float
    tenfold: bool

    def up(self, value: float) -> float:
        """Give the pixels from the bottom to a number."""
        if self.tenfold:
            return HEIGHT * math.log(value / self.bottom) / math.log(self.top / self.bottom)
        return HEIGHT * (value - self.bottom) / (self.top - self.bottom)

    def levels(self) -> list[float]:
        """Give the numbers that are named beside the plot: round ones, whole ones."""
        if self.tenfold:
            first, last = math.ceil(math.log10(self.bottom)), math.floor(math.log10(self.top))
            return [float(10**power) for power in range(first, last + 1)]
        rough = self.top / LEVELS
        ten = 10 ** math.floor(math.log10(rough))
        step = max(1, next(ten * by for by in (1, 2, 5, 10) if ten * by >= rough))
        return [float(step * at) for at in range(int(self.top / step) + 1)]


def scale_of(figures: Sequence[Figure]) -> Scale:
    """Give the scale that holds all figures, with room for ends that are open.

    >>> one, other = (Figure(who="", day=None, low=n, best=n, high=n) for n in (20, 4000))
    >>> scale_of([one, one]).levels(), scale_of([one, other]).levels()
    ([0.0, 10.0, 20.0], [10.0, 100.0, 1000.0, 10000.0])
    """
    known = [value for item in figures for value in item.known()]
    least, most = min(known), max(known)
    if least > 0 and most / least > TENFOLD:
        return Scale(bottom=least / 2, top=most * (most / least) ** 0.2, tenfold=True)
    return Scale(bottom=0, top=(most or 1) * 1.25, tenfold=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A line of days from pixel 0 on: the first day, how many there are, the pixels that they take."""

    first: date
    days: int
    width: float

    def centre(self, day: date) -> float:
        """Give the middle of a day."""
        return self.width * ((day - self.first).days + 0.5) / self.days


def line_of(days: Sequence[date], width: float) -> Line | None:
    """Give the line that holds some days; None where there are none."""
    if not days:
        return None
    return Line(first=min(days), days=(max(days) - min(days)).days + 1, width=width)


def placed(days: Sequence[date], line: Line) -> list[float]:
    """Give the place of a mark for each of some days in order: those of one day beside each other, none on another."""
    room = line.width / line.days
    found: list[float] = []
    for day in dict.fromkeys(days):
        count = days.count(day)
        step = min(WIDE, max(NEAR, 0.8 * room / count))
        found += [line.centre(day) + (at - (count - 1) / 2) * step for at in range(count)]
    return spread(found, EDGE, line.width - EDGE)


def spread(places: Sequence[float], least: float, most: float) -> list[float]:
    """Give places in the same order, moved as little as it takes that none stands on another or beyond the ends."""
    if not places:
        return []
    gap = min(NEAR, (most - least) / max(1, len(places) - 1))
    found = [least + gap * at for at in range(len(places))]
    for at, place in enumerate(places):
        found[at] = max(place, found[at], found[at - 1] + gap if at else least)
    for at in range(len(found) - 1, -1, -1):
        found[at] = min(found[at], most - gap * (len(found) - 1 - at))
    return found


def ticks(line: Line) -> list[tuple[float, str]]:
    """Give the days that are named on a line, each with its place: as many as have room.

    >>> ticks(Line(first=date(2019, 2, 10), days=2, width=200.0))
    [(50.0, '10 Feb 2019'), (150.0, '11 Feb')]
    """
    last = line.first + timedelta(days=line.days - 1)
    most = max(1, int(line.width / TICK))
    for step in STEPS_OF_DAYS:
        if -(-line.days // step) <= most:
            named = [line.first + timedelta(days=at) for at in range(0, line.days, step)]
            return [
                (line.centre(day), day_name(day, None if not at else named[at - 1])) for at, day in enumerate(named)
            ]
    months = (last.year - line.first.year) * 12 + last.month - line.first.month
    step = next((step for step in STEPS_OF_MONTHS if months // step + 1 <= most), STEPS_OF_MONTHS[-1])
    begun = line.first.year * 12 + line.first.month - 1
    found = []
    for at in range(begun - begun % step, begun + months + 1, step):
        day = date(at // 12, at % 12 + 1, 1)
        if line.first <= day <= last:
            name = str(day.year) if step % 12 == 0 else f"{MONTHS[day.month - 1]} {day.year}"
            found.append((line.centre(day), name))
    return found


def day_name(day: date, before: date | None) -> str:
    """Give the name of a day; its year where the one before is of another."""
    year = f" {day.year}" if before is None or before.year != day.year else ""
    return f"{day.day} {MONTHS[day.month - 1]}{year}"
