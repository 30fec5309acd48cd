"""TIMEX3 values and days: what a value covers, and how to count from one to another. Pure arithmetic, no words.

Weeks are ISO weeks (Monday first). Decades and centuries are written as TIMEX3 writes them: ``193`` and ``17``.
"""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta

Days = tuple[date, date]

DAY = re.compile(r"(\d{4})-(\d\d)-(\d\d)(?:T.*)?")
MONTH = re.compile(r"(\d{4})-(\d\d)(?:-XX)?")
WEEK = re.compile(r"(\d{4})-W(\d\d)(-WE)?")
PART = re.compile(r"(\d{4})-([A-Z][A-Z\d])")
# Months of the northern seasons (meteorological). Winter spans two years and may be named after either.
PARTS = {
    "SP": (3, 5), "SU": (6, 8), "FA": (9, 11),
    "H1": (1, 6), "H2": (7, 12), "Q1": (1, 3), "Q2": (4, 6), "Q3": (7, 9), "Q4": (10, 12),
}  # fmt: skip
ISO_UNITS = {"DE": 10, "CE": 100, "ML": 1000}


def days_of(value: str) -> Days | None:
    """Give the first and last day that a TIMEX3 value covers; ``None`` if it names no stretch of the calendar.

    >>> days_of("2019-W06")
    (datetime.date(2019, 2, 4), datetime.date(2019, 2, 10))
    >>> days_of("XXXX-02-10") is None
    True
    """
    try:
        if match := DAY.fullmatch(value):
            day = date(int(match[1]), int(match[2]), int(match[3]))
            return (day, day + timedelta(days=1)) if value.endswith("TNI") else (day, day)
        if match := MONTH.fullmatch(value):
            return month_days(int(match[1]), int(match[2]))
        if match := WEEK.fullmatch(value):
            monday = date.fromisocalendar(int(match[1]), int(match[2]), 1)
            return (monday + timedelta(days=5 if match[3] else 0), monday + timedelta(days=6))
        if match := PART.fullmatch(value):
            return part_days(int(match[1]), match[2])
        if value.isdigit() and 2 <= len(value) <= 4:
            length = 10 ** (4 - len(value))
            first = int(value) * length
            return date(first, 1, 1), date(first + length - 1, 12, 31)
    except (ValueError, OverflowError):
        return None
    return None


def month_days(year: int, month: int) -> Days:
    """Give the first and last day of a month."""
    return date(year, month, 1), date(year, month, monthrange(year, month)[1])


def part_days(year: int, part: str) -> Days | None:
    """Give the days of a season, half or quarter. Winter: January of the year to the end of the next February."""
    if part == "WI":
        return date(year, 1, 1), month_days(year + 1, 2)[1]
    if part not in PARTS:
        return None
    first, last = PARTS[part]
    return date(year, first, 1), month_days(year, last)[1]


def shift(day: date, amount: int, unit: str) -> date:
    """Move a day by whole units (D, W, M, Y, DE, CE, ...); the day of the month is cut to the month's length.

    >>> shift(date(2019, 1, 31), 1, "M")
    datetime.date(2019, 2, 28)

    Raises:
        OverflowError, ValueError: the result lies outside the years 1 to 9999.
    """
    if unit in ("D", "N"):
        return day + timedelta(days=amount)
    if unit in ("W", "WE", "FN"):
        return day + timedelta(weeks=amount * (2 if unit == "FN" else 1))
    months = amount * {"M": 1, "Q": 3}.get(unit, 12 * ISO_UNITS.get(unit, 1))
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def value_of(day: date, unit: str) -> str:
    """Give the TIMEX3 value of the unit that a day lies in.

    >>> [value_of(date(2019, 2, 10), unit) for unit in ("D", "W", "M", "Q", "Y", "DE", "CE")]
    ['2019-02-10', '2019-W06', '2019-02', '2019-Q1', '2019', '201', '20']
    """
    if unit in ("W", "FN", "WE"):
        iso = day.isocalendar()
        return f"{iso.year:04}-W{iso.week:02}" + ("-WE" if unit == "WE" else "")
    year = f"{day.year:04}"
    if unit in ("M", "Q"):
        return f"{year}-{day.month:02}" if unit == "M" else f"{year}-Q{(day.month + 2) // 3}"
    digits = {"Y": 4, "DE": 3, "CE": 2, "ML": 1}.get(unit)
    return year[:digits] if digits else day.isoformat()


def unit_of(value: str) -> str:
    """Give the unit a value is exact to: D, W, M, P (season, half, quarter), Y, DE or CE; empty if none of these."""
    for unit, pattern in (("D", DAY), ("M", MONTH), ("W", WEEK), ("P", PART)):
        if pattern.fullmatch(value):
            return unit
    return {4: "Y", 3: "DE", 2: "CE"}.get(len(value), "") if value.isdigit() else ""


def share_of(days: Days, start: float, end: float) -> Days:
    """Give the days of a part of a period, in fractions of its length, rounded outwards."""
    length = (days[1] - days[0]).days + 1
    first, last = int(length * start), max(int(length * end + 0.999), 1)
    return days[0] + timedelta(days=first), days[0] + timedelta(days=last - 1)
