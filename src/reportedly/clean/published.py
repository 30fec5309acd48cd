"""Blocks and what the caller knows -> the article's day of publication, and how it is known.

given: the caller said so. stated: the report's own date line, dateline or page metadata says so, or the outlet's feed.
inferred: from the url, or from the dates of its photos. unknown: nothing says so, and nothing is put in its place.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator, Sequence

from reportedly.clean.metadata import dateline_match
from reportedly.dates import date_in_url, find_full_dates
from reportedly.model import Block, Notice, Published, Span

UPDATED = re.compile(r"updat|modif", re.IGNORECASE)


def published_of(
    text: str,
    blocks: Sequence[Block],
    *,
    given: str | None,
    url: str | None,
    stated: str | None,
    listed: str | None = None,
    guessed: str | None,
) -> Published:
    """Decide the day of publication from the surest evidence there is.

    Args:
        text: the article's text.
        blocks: its blocks.
        given: the day that the caller gave.
        url: where it came from.
        stated: the day that a page's own metadata states.
        listed: the day that the outlet's feed states.
        guessed: a day that was guessed from a page's markup.
    """
    if given:
        return on(given, "given")
    lines = [found for block in blocks if block.kind in ("dateline", "byline") for found in dates_of_line(text, block)]
    if lines:
        span, day = lines[0]
        return on(day, "stated", span)
    if stated:
        return on(stated, "stated")
    opening = dated_opening(text, blocks)
    if opening:
        return on(opening[1], "stated", opening[0])
    if listed:
        return on(listed, "stated")
    in_url = date_in_url(url) if url else None
    if in_url:
        return on(in_url, "inferred")
    captions = sorted(
        (day, span)
        for block in blocks
        if block.kind == "caption"
        for span, day in find_full_dates(text[block.start : block.end], offset=block.start)
    )
    if captions:
        last = captions[-1][0]
        return on(last, "inferred", *(span for day, span in captions if day == last))
    if guessed:
        return on(guessed, "inferred")
    return Published()


def on(day: str, basis: str, *evidence: Span) -> Published:
    """Make the record for one day."""
    return Published(date_start=day, date_end=day, basis=basis, evidence=tuple(sorted(evidence)))  # type: ignore[arg-type]


def dates_of_line(text: str, block: Block) -> Iterator[tuple[Span, str]]:
    """Give the dates of a date line, that of first publication before that of an update."""
    line = text[block.start : block.end]
    dates = list(find_full_dates(line, offset=block.start))
    mark = UPDATED.search(line)
    if mark is None:
        yield from dates
        return
    yield from (found for found in dates if found[0].end <= block.start + mark.start())
    yield from (found for found in dates if found[0].end > block.start + mark.start())


def dated_opening(text: str, blocks: Sequence[Block]) -> tuple[Span, str] | None:
    """Give the date of a dateline that names its year: "BEIRUT, Feb 10, 2019 (Reuters) -"."""
    for block in [block for block in blocks if block.kind == "paragraph"][:2]:
        paragraph = text[block.start : block.end]
        match = dateline_match(paragraph)
        if match and match.groupdict().get("date"):
            for found in find_full_dates(paragraph[: match.end("date")], offset=block.start):
                return found
    return None


def is_future(day: str, today: datetime.date) -> bool:
    """Whether an ISO day lies after today (a page's guess may)."""
    return day > today.isoformat()


def published_notices(published: Published) -> Iterator[Notice]:
    """Say how far the date can be trusted, where the report itself does not state it."""
    if published.basis == "inferred":
        first = published.evidence[0] if published.evidence else None
        where = "the dates of its captions" if first else "its address or markup"
        yield Notice(
            code="published-inferred",
            message=f"the report states no date of publication; {published.date_end} was inferred from {where}",
            start=first.start if first else None,
            end=first.end if first else None,
        )
    elif published.basis == "unknown":
        yield Notice(
            code="published-unknown",
            message="the report states no date of publication; relative dates may stay unknown (--published gives one)",
        )
