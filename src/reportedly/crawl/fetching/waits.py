"""How long to wait: what a server asks for, what a feed says of itself, and longer after each failure."""

from __future__ import annotations

import re
from datetime import UTC
from email.utils import parsedate_to_datetime

LONGEST = 86_400.0  # a day: nobody is put off for longer


def retry_after(value: str | None, now: float) -> float | None:
    """Give the seconds that a ``Retry-After`` header asks for, as a number or as an HTTP date.

    >>> retry_after("120", 0), retry_after("Thu, 01 Jan 1970 00:01:00 GMT", 0), retry_after("soon", 0)
    (120.0, 60.0, None)
    """
    text = (value or "").strip()
    if re.fullmatch(r"\d{1,9}", text):
        return min(float(text), LONGEST)
    try:
        moment = parsedate_to_datetime(text)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=UTC)
    return min(max(moment.timestamp() - now, 0.0), LONGEST)


def back_off(tries: int, first: float, longest: float = LONGEST) -> float:
    """Give the seconds after the n-th failure: twice as many each time, the same for everybody who counts the same.

    >>> [back_off(tries, 2.0) for tries in (1, 2, 3)]
    [2.0, 4.0, 8.0]
    """
    return min(first * 2.0 ** min(tries - 1, 40), longest)


def max_age(value: str | None) -> float:
    """Give the seconds that a ``Cache-Control`` header calls an answer fresh for."""
    found = re.search(r"(?:^|[\s,])max-age\s*=\s*\"?(\d{1,9})", (value or "").lower())
    return min(float(found[1]), LONGEST) if found else 0.0
