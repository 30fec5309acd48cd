"""Feasts of religious calendars -> the days of a Gregorian year that they fall on.

The Hijri feasts follow Umm al-Qura (``hijridate``), whose month can begin a day off what a country's own sighting
gives; their days are therefore widened by one on each side. Easter, Passover, Yom Kippur and Nowruz are computed
(``convertdate``). Both libraries are loaded when the first feast is met.
"""

from __future__ import annotations

import warnings
from datetime import date, timedelta
from functools import cache

from reportedly.extract.times.calendar import Days

# Hijri month, day, and length in days.
HIJRI = {"ramadan": (9, 1, 30), "eid-al-fitr": (10, 1, 3), "eid-al-adha": (12, 10, 4), "ashura": (1, 10, 1)}
# Hebrew month (Nisan is 1) and day on which the eve begins the feast, and length in days.
HEBREW = {"passover": (1, 15, 8), "rosh-hashanah": (7, 1, 2), "yom-kippur": (7, 10, 1)}
FIXED = {
    "christmas": (12, 25), "christmas-eve": (12, 24), "new-year": (1, 1), "new-year-eve": (12, 31),
    "orthodox-christmas": (1, 7),
}  # fmt: skip
FROM_EASTER = {"good-friday": -2, "easter": 0, "easter-monday": 1, "palm-sunday": -7, "pentecost": 49}


@cache
def feast_days(name: str, year: int) -> Days | None:
    """Give the first and last day of a feast in a Gregorian year; ``None`` if it cannot be reckoned.

    >>> feast_days("orthodox-easter", 2022)
    (datetime.date(2022, 4, 24), datetime.date(2022, 4, 24))
    """
    if name in FIXED:
        day = date(year, *FIXED[name])
        return day, day
    if name in HIJRI:
        return hijri_days(*HIJRI[name], year)
    if name in HEBREW:
        return hebrew_days(*HEBREW[name], year)
    if name == "nowruz":
        return date(year, 3, 20), date(year, 3, 21)
    from convertdate.holidays import easter

    if name == "orthodox-easter":
        day = date(*easter(year, "orthodox"))
        return day, day
    if name in FROM_EASTER:
        day = date(*easter(year)) + timedelta(days=FROM_EASTER[name])
        return day, day
    return None


def hijri_days(month: int, day: int, length: int, year: int) -> Days | None:
    """Give a Hijri feast's days in a Gregorian year, one day wider on each side than reckoned."""
    from hijridate import Gregorian, Hijri

    try:
        first_year = Gregorian(year, 1, 1).to_hijri().year
        for hijri_year in (first_year, first_year + 1):
            found = Hijri(hijri_year, month, day).to_gregorian()
            if found.year == year:
                start = date(found.year, found.month, found.day)
                return start - timedelta(days=1), start + timedelta(days=length)
    except (ValueError, OverflowError):
        return None
    return None


def hebrew_days(month: int, day: int, length: int, year: int) -> Days:
    """Give a Hebrew feast's days in a Gregorian year, from the eve on which it begins."""
    from convertdate import hebrew

    hebrew_year = year + (3760 if month < 7 else 3761)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # convertdate 2.5 calls its own deprecated names
        start = date(*hebrew.to_gregorian(hebrew_year, month, day))
    return start - timedelta(days=1), start + timedelta(days=length - 1)
