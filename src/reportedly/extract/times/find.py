"""The way through one text: words, finds, meanings, times; and the same again from the day of speech."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import replace
from datetime import date
from functools import cached_property, partial
from typing import TYPE_CHECKING

from reportedly.extract.times import points, stretches
from reportedly.extract.times.bounds import Read, bounded
from reportedly.extract.times.extent import widen
from reportedly.extract.times.grammar import grammar
from reportedly.extract.times.guards import GUARDS, Context
from reportedly.extract.times.meaning import Meaning, Place
from reportedly.extract.times.outlook import looks_forward
from reportedly.extract.times.timeline import Timeline
from reportedly.model import Time

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from reportedly.codebook.times import TimesLexicon
    from reportedly.extract.times.grammar import Find
    from reportedly.extract.times.scan import Words
    from reportedly.model import Article, Attribution
    from reportedly.parsed import Doc, Token

READINGS: dict[str, Callable[[Place], Meaning | None]] = {
    "calendar": points.read_calendar,
    "today": points.read_today,
    "overnight": points.read_overnight,
    "tonight": points.read_tonight,
    "weekday": points.read_weekday,
    "weekend": points.read_weekend,
    "weekof": points.read_week_of,
    "period": points.read_period,
    "partof": points.read_part,
    "spoken": points.read_spoken_of,
    "relseason": points.read_season,
    "relmonth": points.read_month,
    "feast": points.read_feast,
    "offset": stretches.read_offset,
    "duration": stretches.read_duration,
    "within": stretches.read_within,
    "set": stretches.read_set,
    "clock": stretches.read_clock,
    "reference": stretches.read_reference,
    "present": stretches.read_reference,
    "ignored": lambda place: None,
    "past": lambda place: stretches.fixed_reference("PAST_REF"),
    "future": lambda place: stretches.fixed_reference("FUTURE_REF"),
}
# Readings whose date is what the text goes on to speak of.
NOTED = frozenset({"calendar", "weekday", "period", "today", "offset", "relmonth", "relseason", "feast"})
COUNTED = frozenset({"period", "offset", "relmonth", "relseason"})
BRACKET_REACH = 12
# What makes a text a history: so many years named, most of them at least so many years before publication, and so many
# of them for each weekday.
SOME_YEARS, MOST, PAST_YEARS, YEARS_PER_WEEKDAY = 4, 0.5, 2, 8


class Tokens:
    """The tokens of a parse by character offset."""

    def __init__(self, doc: Doc) -> None:
        self._doc = doc

    @cached_property
    def _starts(self) -> list[int]:
        return [token.idx for token in self._doc]

    def at(self, offset: int) -> Token:
        """Give the token that holds the character at an offset."""
        return self._doc[max(0, bisect_right(self._starts, offset) - 1)]


def find_times(article: Article, doc: Doc, *, lexicon: TimesLexicon) -> Iterator[Time]:
    """Give the time expressions of an article in text order, as TIMEX3 (Pustejovsky et al. 2005) with their days.

    Relative expressions count from the article's publication (the last day it can have appeared) or, where the text
    speaks of another date, from that one. Where nothing anchors an expression, the unknown parts of its value are
    ``X`` and its days are ``None``.

    Args:
        article: its ``published.date_end`` is the day that "today" means.
        doc: the parse, whose text has the article's offsets.
        lexicon: from ``codebook.times.load_times``.
    """
    published = article.published.date_end
    yield from read_times(doc, lexicon, {}, date.fromisoformat(published) if published else None)


def anchor_times(
    times: Sequence[Time], attributions: Sequence[Attribution], *, article: Article, doc: Doc, lexicon: TimesLexicon
) -> Iterator[Time]:
    """Give the same times with those inside a dated statement counted from the day of speech.

    "He said on Wednesday he expected an answer this week": "this week" is the week of that Wednesday. A statement is
    dated if its ``said_on`` names a time of one known day. Spans and ids never change.
    """
    days = {time.id: date.fromisoformat(time.date_start) for time in times if time.date_start and is_day(time)}
    speeches = {
        span: days[attribution.said_on]
        for attribution in attributions
        if attribution.said_on in days and days[attribution.said_on].isoformat() != article.published.date_end
        for span in attribution.content
    }
    published = article.published.date_end
    if not speeches:
        yield from times
        return
    said: dict[int, date] = {}
    for time in times:
        holders = [span for span in speeches if span.start <= time.start and time.end <= span.end]
        if holders:
            said[time.start] = speeches[min(holders, key=lambda span: span.end - span.start)]
    again = read_times(doc, lexicon, said, date.fromisoformat(published) if published else None)
    fresh = {(time.start, time.end): time for time in again}
    for time in times:
        found = fresh.get((time.start, time.end))
        yield replace(found, id=time.id) if found and time.start in said else time


def is_day(time: Time) -> bool:
    """Whether a time is one known day."""
    return time.date_start is not None and time.date_start == time.date_end


def read_times(doc: Doc, lexicon: TimesLexicon, said: dict[int, date], published: date | None) -> Iterator[Time]:
    """Give the times of a parse. ``said`` gives the day of speech of expressions that start at an offset."""
    grammatical = grammar(lexicon)
    words = grammatical.alphabet.read(doc.text)
    tokens = Tokens(doc)
    timeline = Timeline(
        said=published,
        history=published is not None and is_history(words, published),
        undated=published is None and is_report(words),
    )
    reads: list[Read] = []
    line_breaks = [at for at, form in enumerate(words.forms) if form == "\n"]

    def accepts(find: Find) -> bool:
        first, last = tokens.at(words.starts[find.first]), tokens.at(words.ends[find.last - 1] - 1)
        context = Context(find=find, words=words, first=first, last=last, lexicon=lexicon)
        return find.guard is None or GUARDS[find.guard](context)

    for find in grammatical.find(words, accepts):
        last = tokens.at(words.ends[find.last - 1] - 1)
        timeline.enter(bisect_right(line_breaks, find.first))
        timeline.said = said.get(words.starts[find.first], published)
        forward = partial(looks_forward, last, lexicon.outlook)
        place = Place(find=find, words=words, timeline=timeline, lexicon=lexicon, forward=forward)
        try:
            meaning = READINGS[find.reading](place)
        except (ValueError, OverflowError):  # "ten thousand years ago" lies outside the calendar
            continue
        if meaning is None:
            continue
        if moves_on(place, meaning):
            timeline.note(meaning.value)
        reads.append(Read(find=find, meaning=meaning, forward=forward))
    meanings = bounded(reads, words, lexicon, published)
    for number, (read, meaning) in enumerate(zip(reads, meanings, strict=True), 1):
        start, end = widen(read.find, meaning, words, tokens.at)
        yield time_of(f"t{number}", start, end, meaning)


def is_history(words: Words, published: date) -> bool:
    """Whether a text is an account of another time.

    It names years, most of them long before its publication, and hardly a weekday: a report of the day that looks back
    says when it happened by the weekday.
    """
    years = [int(classes["YEAR"]) for classes in words.classes if "YEAR" in classes]
    years += [0 for classes in words.classes if "BC" in classes]
    past = sum(year <= published.year - PAST_YEARS for year in years)
    weekdays = sum("WEEKDAY" in classes for classes in words.classes)
    return len(years) >= SOME_YEARS and past >= len(years) * MOST and weekdays * YEARS_PER_WEEKDAY <= len(years)


def is_report(words: Words) -> bool:
    """Whether a text speaks of days as one who writes on the day: weekdays, "today", "yesterday"."""
    return any("WEEKDAY" in classes or "TODAY" in classes for classes in words.classes)


def moves_on(place: Place, meaning: Meaning) -> bool:
    """Whether the text goes on to speak of a date: not of one in brackets, nor of one that it only looks back to."""
    if meaning.type == "SET" or place.find.reading not in NOTED:
        return False
    running, words = place.timeline.running, place.words
    if running and place.find.reading in COUNTED and meaning.value < running:
        return False
    if running and running[:4] == meaning.value:
        return False
    for at in range(place.find.first - 1, max(0, place.find.first - BRACKET_REACH), -1):
        if words.forms[at] in (")", "\n"):
            break
        if words.forms[at] == "(":
            return False
    return True


def time_of(name: str, start: int, end: int, meaning: Meaning) -> Time:
    """Make the record."""
    return Time(
        id=name,
        start=start,
        end=end,
        type=meaning.type,
        value=meaning.value,
        mod=meaning.mod,
        date_start=meaning.first.isoformat() if meaning.first else None,
        date_end=meaning.last.isoformat() if meaning.last else None,
    )
