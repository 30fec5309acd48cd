"""How the desk says things: days, figures, statuses, chains; plain words, and never more than the record holds."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date

from reportedly.ledger.records import Counted, Incident, Judgement, Report, Row, Value

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
ISO = re.compile(r"\b\d{4}-\d{2}-\d{2}\b")
DIFFERENCE = {
    "agree": "figures agree",
    "scope": "figures count different things",
    "update": "figure was updated",
    "copy-error": "copies differ",
    "conflict": "figures conflict",
}
VERDICT = {
    "open": "open",
    "came-true": "came true",
    "late": "came true late",
    "lapsed": "lapsed",
    "cannot-tell": "cannot be told",
}
PRECISION = {
    "exact": "the place itself",
    "near": "near the place",
    "area": "somewhere in the area",
    "admin1": "somewhere in the province",
    "country": "somewhere in the country",
    "region": "somewhere in the region",
    "unknown": "how precisely is not known",
}
LINKED = {"positive": "taken as one happening", "negative": "told apart", "unsure": "left open"}
JUDGED = {"positive": "accepted", "negative": "rejected", "unsure": "left open"}


def day(value: str | None) -> str:
    """Give a day as people write it.

    >>> day("2019-02-10")
    '10 Feb 2019'
    """
    if not value:
        return ""
    try:
        held = date.fromisoformat(value[:10])
    except ValueError:
        return value
    return f"{held.day} {MONTHS[held.month - 1]} {held.year}"


def plain(sentence: str) -> str:
    """Give a sentence of the ledger with its days as people write them.

    >>> plain("Due by 2019-02-28; told on 2019-03-23.")
    'Due by 28 Feb 2019; told on 23 Mar 2019.'
    """
    return ISO.sub(lambda found: day(found[0]), sentence)


def days(start: str | None, end: str | None) -> str:
    """Give inclusive days; a bound that is not given is said to be open.

    >>> days("2019-02-10", "2019-02-12"), days(None, "2019-02-28"), days("2019-02-10", "2019-02-10"), days(None, None)
    ('10 to 12 Feb 2019', 'by 28 Feb 2019', '10 Feb 2019', '')
    """
    if not start and not end:
        return ""
    if start == end or not end:
        return day(start) if start == end else f"from {day(start)}"
    if not start:
        return f"by {day(end)}"
    first, last = day(start), day(end)
    if first.split()[1:] == last.split()[1:]:
        return f"{first.split()[0]} to {last}"
    if first.split()[2:] == last.split()[2:]:
        return f"{' '.join(first.split()[:2])} to {last}"
    return f"{first} to {last}"


def number(value: float | None) -> str:
    """Give a number with its thousands apart.

    >>> number(3000.0), number(2.5), number(None)
    ('3,000', '2.5', '')
    """
    if value is None:
        return ""
    return f"{value:,.0f}" if value == int(value) else f"{value:,g}"


def bounds(value: Counted | Value) -> str:
    """Give what a figure allows, as numbers."""
    low, best, high = value.low, value.best, value.high
    if low is not None and low == high:
        return number(low)
    if low is not None and high is not None:
        return f"{number(low)} to {number(high)}"
    if low is not None:
        return f"{number(low)} or more"
    if high is not None:
        return f"{number(high)} or fewer"
    return f"about {number(best)}" if best is not None else "no number"


def figures(row: Row) -> str:
    """Give the figures of a claim, as printed, with what they count."""
    return "; ".join(dict.fromkeys(" ".join(filter(None, (item.printed, counted(item)))) for item in row.counted))


def counted(item: Counted) -> str:
    """Give what is counted where the printed words do not say it."""
    of = item.of or item.unit or ""
    return "" if of and of.casefold() in item.printed.casefold() else of


def outlet(report: Report) -> str:
    """Give the name that a report is known by."""
    return report.publisher or report.key or report.url or f"report {report.number}"


def title(report: Report) -> str:
    """Give a report's headline, or say that it has none."""
    return " ".join((report.headline or "").split()) or "(no headline)"


def event_type(name: str) -> str:
    """Give an event type as words."""
    return name.replace("-", " ")


def listed(names: Iterable[str], most: int = 0) -> str:
    """Give names with commas between; of more than ``most`` how many are left."""
    held = list(names)
    if most and len(held) > most:
        return f"{', '.join(held[:most])} and {len(held) - most} more"
    return ", ".join(held)


def plural(count: int, one: str, many: str | None = None) -> str:
    """Give a count with its noun.

    >>> plural(1, "report"), plural(12000, "report"), plural(2, "copy", "copies")
    ('1 report', '12,000 reports', '2 copies')
    """
    return f"{count:,} {one if count == 1 else many or one + 's'}"


def what(item: Incident) -> str:
    """Give what an incident is, in a few words: its commonest types and its place."""
    kinds = listed((event_type(name) for name in item.event_types), 2)
    return (kinds[:1].upper() + kinds[1:]) + (f", {item.place}" if item.place else "")


def decided(item: Judgement) -> str:
    """Give a judgement in a line: who, what, when."""
    if item.target == "missed":
        verb = "added"
    elif item.target == "article":
        verb = "checked"
    elif item.target == "link":
        verb = LINKED[item.judged]
    else:
        verb = "corrected" if item.correction else JUDGED[item.judged]
    return f"{verb} by {item.by}, {instant(item.at)}"


def instant(at: str) -> str:
    """Give an instant to the minute, in UTC."""
    return f"{day(at)} {at[11:16]} UTC" if len(at) > 15 else day(at)
