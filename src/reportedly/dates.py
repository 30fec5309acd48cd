"""Full calendar dates as the press prints them: text -> (span, day). For a report's own date, never for events.

Knows only dates that name day, month and year; anything less is left to the time expressions of ``extract``.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator

from reportedly.model import Span

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
MONTH = (
    r"(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
    r"|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
YEAR = r"(?P<year>(?:19|20)\d\d)"
FORMS = (
    re.compile(rf"\b{MONTH}\s+{DAY}\s*,?\s+{YEAR}\b", re.IGNORECASE),
    re.compile(rf"\b{DAY}\s+(?:of\s+)?{MONTH},?\s+{YEAR}\b", re.IGNORECASE),
    re.compile(rf"\b{YEAR}-(?P<month>\d\d)-(?P<day>\d\d)(?=\D|$)"),
)
URL_FORMS = (
    re.compile(rf"[/-]{YEAR}[/-](?P<month>\d{{1,2}})[/-](?P<day>\d{{1,2}})(?=\D|$)"),
    re.compile(rf"[/-]{YEAR}(?P<month>\d\d)(?P<day>\d\d)(?=\D|$)"),
)


def day_of(match: re.Match[str]) -> str | None:
    """Give the ISO day that a match names, or None where there is no such day."""
    month = match["month"].lower()
    number = MONTHS.index(month[:3]) + 1 if month[:1].isalpha() else int(month)
    try:
        return datetime.date(int(match["year"]), number, int(match["day"])).isoformat()
    except ValueError:
        return None


def find_full_dates(text: str, *, offset: int = 0) -> Iterator[tuple[Span, str]]:
    """Give each full date of the text in text order, its span moved by ``offset``.

    >>> [day for _, day in find_full_dates("Posted 9 March 2019, updated March 10, 2019")]
    ['2019-03-09', '2019-03-10']
    """
    found = {}
    for form in FORMS:
        for match in form.finditer(text):
            day = day_of(match)
            if day:
                found[match.start()] = (Span(start=offset + match.start(), end=offset + match.end()), day)
    for start in sorted(found):
        yield found[start]


def date_in_url(url: str) -> str | None:
    """Give the day that a url's path spells, or None.

    >>> date_in_url("https://example.org/news/2019/02/10/title.html")
    '2019-02-10'
    """
    for form in URL_FORMS:
        for match in form.finditer(url):
            day = day_of(match)
            if day:
                return day
    return None
