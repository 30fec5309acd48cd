"""Recognizers-Text's specifications of dates and times (Microsoft) as cases: short made-up sentences.

*Cases passed, dates in prose*: the cases of ``DateTimeModel.json`` that hold dates (single days) and nothing else, in a
sentence of at least four words, each printed with words as a report may print it (no "Nov/2", "14 nov" or "=2019"); and
the same with stretches (weeks, months, ranges) for all or some of the dates. A case passes if every one of its dates is
found and means the same days: what we find within a date's words, all of it together or one of it, must mean the days
of one of the corpus' resolutions (it lists a past and a coming one). A printed last day counts with ours and not with
theirs ("from 3 to 12 September"), so that a stretch may be a day longer. Spans are scored on all cases of
``DateTimeModel*.json``, many of which are calendar requests ("schedule a meeting") that no report holds; the corpus'
spans hold prepositions, ours do not. No bar: a regression figure.
"""

from __future__ import annotations

import calendar
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from bench import ours
from bench.score import Prf, Rate, Rows, pair_up, prf
from bench.spans import Span, context, overlap
from bench.task import Bar, Predict

Days = tuple[str | None, str | None]
Answer = Mapping[Span, Days]
PROSE_FILE = "DateTimeModel"
DATE_TYPES = frozenset({"datetimeV2.date", "datetimeV2.daterange"})
PROSE_DATE = re.compile(r"(?:(?:[A-Za-z]+['’.]?|\d{1,4}(?:st|nd|rd|th|s)?|['’]s),?(?:\s|$)|-(?=[a-z]))+")
UNPRINTED = re.compile(rf"\b(?:{'|'.join(name.lower() for name in (*calendar.month_name[1:], *calendar.day_name))})\b")
LEAST_WORDS = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A sentence, the day it is said on, the spans in it, and which days each may mean if all are dates in prose."""

    id: str
    text: str
    published: str | None
    spans: frozenset[Span]
    days: Mapping[Span, frozenset[Days]]


class TimesCases:
    """recognizers_datetime: our step of times, fed directly."""

    name = "times-cases"
    corpus = "recognizers_datetime"
    bars: tuple[Bar, ...] = ()

    def read(self, path: Path) -> list[Case]:
        """Read one file of cases, or ``DateTimeModel*.json`` below a folder."""
        files = [path] if path.is_file() else sorted(path.rglob("DateTimeModel*.json"))
        return [
            case_of(f"{file.stem}-{number}", row, prose=file.stem == PROSE_FILE)
            for file in files
            for number, row in enumerate(json.loads(file.read_text(encoding="utf-8-sig")))
        ]

    def predict(self, records: Sequence[Case]) -> Iterator[Answer]:
        """Give the spans of each sentence with the days they mean."""
        for article, doc in ours.parsed((record.text, record.published) for record in records):
            times = ours.times_of(article, doc)
            yield {(time.start, time.end): (time.date_start, time.date_end) for time in times}

    def peers(self) -> Mapping[str, Predict[Case, Answer]]:
        """None: these are another tool's own cases."""
        return {}

    def score(self, gold: Case, answer: Answer) -> Rows:
        """Count one case."""
        found, wanted = sorted(answer), sorted(gold.spans)

        def shared(f: int, w: int) -> float:
            return min(found[f][1], wanted[w][1]) - max(found[f][0], wanted[w][0])

        overlapping = len(pair_up(len(found), len(wanted), shared))
        kind = "dates" if all(is_day(days) for days in gold.days.values()) else "stretches"
        rows: Rows = {f"cases passed, {kind} in prose": Rate(passes(gold, answer), 1)} if gold.days else {}
        return {
            **rows,
            "strict span": prf(answer, gold.spans),
            "relaxed span": Prf(overlapping, len(found), len(wanted)),
        }

    def errors(self, gold: Case, answer: Answer) -> Iterator[str]:
        """Give dates in prose that mean other days, and missed and false spans of the other cases."""
        for span, days in sorted(gold.days.items()):
            if not means(span, days, answer):
                wanted = " or ".join(f"{first} to {last}" for first, last in sorted(days, key=str))
                yield f"{days_within(span, answer)} for {wanted} (said {gold.published}): {context(gold.text, span)}"
        for span in () if gold.days else sorted(gold.spans ^ set(answer)):
            yield f"{'missed' if span in gold.spans else 'false'}: {context(gold.text, span)}"


def passes(gold: Case, answer: Answer) -> bool:
    """Whether every date of a case is found with the days it means."""
    return all(means(span, days, answer) for span, days in gold.days.items())


def means(span: Span, days: frozenset[Days], answer: Answer) -> bool:
    """Whether what was found within a span means the wanted days, all of it together or one of it."""
    alone = {held for other, held in answer.items() if overlap(other, span)}
    return days_within(span, answer) in days or bool(alone & days)


def is_day(days: frozenset[Days]) -> bool:
    """Whether an expression means a single day."""
    return all(first is not None and first == last for first, last in days)


def days_within(span: Span, answer: Answer) -> Days:
    """Give the first and last day of what was found within a span: "from 2 May" and "to 5 May" are one stretch."""
    found = [days for other, days in sorted(answer.items()) if overlap(other, span)]
    return (found[0][0], found[-1][1]) if found else (None, None)


def case_of(name: str, row: Mapping[str, Any], *, prose: bool) -> Case:
    """Read one case; ``End`` is inclusive."""
    day = row.get("Context", {}).get("ReferenceDateTime", "")[:10] or None
    spans = {
        (one["Start"], one["End"] + 1 if "End" in one else one["Start"] + one["Length"]): one for one in row["Results"]
    }
    dates = prose and is_prose(row["Input"], spans)
    days = {span: days_of(one) for span, one in spans.items()} if dates else {}
    return Case(id=name, text=row["Input"], published=day, spans=frozenset(spans), days=days)


def is_prose(text: str, spans: Mapping[Span, Mapping[str, Any]]) -> bool:
    """Whether a case is a sentence all of whose expressions are dates in words.

    >>> one = {"TypeName": "datetimeV2.date"}
    >>> is_prose("They came on 5 May.", {(10, 18): one}), is_prose("They came on 5/5.", {(10, 16): one})
    (True, False)
    """
    if not spans or len(text.split()) < LEAST_WORDS:
        return False
    return all(
        one.get("TypeName") in DATE_TYPES
        and PROSE_DATE.fullmatch(text[start:end])
        and not UNPRINTED.search(text[start:end])
        for (start, end), one in spans.items()
    )


def days_of(result: Mapping[str, Any]) -> frozenset[Days]:
    """Give the inclusive days of each resolution; the corpus' ranges end before their last day."""
    found: set[Days] = set()
    for value in result["Resolution"]["values"]:
        if "value" in value:
            found.add((value["value"], value["value"]))
        else:
            start, end = value.get("start"), value.get("end")
            found.add((start, end))
            if end and end[:4].isdigit():
                found.add((start, (date.fromisoformat(end) - timedelta(days=1)).isoformat()))
    return frozenset(found)
