"""Time expressions: spans, TIMEX3 attributes and days, on sentences of our own; and the arithmetic below them."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from reportedly.codebook.times import TimesLexicon, load_times
from reportedly.extract.times import anchor_times, find_times
from reportedly.extract.times.calendar import days_of, shift, unit_of, value_of
from reportedly.extract.times.feasts import feast_days
from reportedly.extract.times.find import READINGS
from reportedly.extract.times.guards import GUARDS
from reportedly.model import Attribution, Span
from tests.conftest import Parse

CASES: list[dict[str, Any]] = yaml.safe_load((Path(__file__).parents[1] / "cases" / "times.yml").read_text("utf-8"))


@pytest.fixture(scope="module")
def lexicon() -> TimesLexicon:
    return load_times()


def plain(row: list[Any]) -> tuple[str | None, ...]:
    return tuple(None if value is None else str(value) for value in row)


@pytest.mark.parametrize("case", CASES, ids=[case["text"][:60] for case in CASES])
def test_cases(case: dict[str, Any], parse: Parse, lexicon: TimesLexicon) -> None:
    published = case.get("published")
    article, doc = parse(case["text"], published=str(published) if published else None)
    found = [
        (article.text[time.start : time.end], time.type, time.value, time.mod, time.date_start, time.date_end)
        for time in find_times(article, doc, lexicon=lexicon)
    ]
    assert found == [plain(row) for row in case["times"]]


def test_every_rule_names_a_known_reading_and_guard(lexicon: TimesLexicon) -> None:
    assert {rule[0] for rule in lexicon.rules} <= READINGS.keys()
    assert {rule[2] for rule in lexicon.rules if len(rule) > 2} <= GUARDS.keys()


def test_ids_are_unique_and_in_text_order(parse: Parse, lexicon: TimesLexicon) -> None:
    article, doc = parse("On 3 May 2018 they left. On 5 May they came back, and fought for two days.")
    times = list(find_times(article, doc, lexicon=lexicon))
    assert [time.id for time in times] == ["t1", "t2", "t3"]
    assert [time.start for time in times] == sorted(time.start for time in times)


def test_dated_statement_is_the_anchor_of_its_content(parse: Parse, lexicon: TimesLexicon) -> None:
    text = "He said on Wednesday he expected an answer this week. The army left on Saturday."
    article, doc = parse(text, published="2019-02-12")
    times = tuple(find_times(article, doc, lexicon=lexicon))
    assert [time.value for time in times] == ["2019-02-06", "2019-W07", "2019-02-09"]
    content = Span(start=text.index("he expected"), end=text.index(". The"))
    said = Attribution(id="s1", content=(content,), said_on=times[0].id)
    moved = tuple(anchor_times(times, (said,), article=article, doc=doc, lexicon=lexicon))
    assert [time.value for time in moved] == ["2019-02-06", "2019-W06", "2019-02-09"]
    assert [(time.id, time.start, time.end) for time in moved] == [(time.id, time.start, time.end) for time in times]


def test_undated_statement_changes_nothing(parse: Parse, lexicon: TimesLexicon) -> None:
    article, doc = parse("He said the town fell on Friday.", published="2019-02-12")
    times = tuple(find_times(article, doc, lexicon=lexicon))
    said = Attribution(id="s1", content=(Span(start=8, end=31),))
    assert tuple(anchor_times(times, (said,), article=article, doc=doc, lexicon=lexicon)) == times


@pytest.mark.parametrize(
    ("value", "first", "last"),
    [
        ("2020-02", date(2020, 2, 1), date(2020, 2, 29)),
        ("2020-W53", date(2020, 12, 28), date(2021, 1, 3)),
        ("2019-W06-WE", date(2019, 2, 9), date(2019, 2, 10)),
        ("2018-WI", date(2018, 1, 1), date(2019, 2, 28)),
        ("198", date(1980, 1, 1), date(1989, 12, 31)),
        ("18", date(1800, 1, 1), date(1899, 12, 31)),
        ("2019-02-09TNI", date(2019, 2, 9), date(2019, 2, 10)),
    ],
)
def test_days_of_value(value: str, first: date, last: date) -> None:
    assert days_of(value) == (first, last)


@pytest.mark.parametrize("value", ["XXXX-02", "2019-02-30", "P3D", "PAST_REF", "2019-XX-XX", "BC0480", ""])
def test_value_without_days(value: str) -> None:
    assert days_of(value) is None


def test_shift_keeps_to_the_month() -> None:
    assert shift(date(2020, 3, 31), -1, "M") == date(2020, 2, 29)
    assert shift(date(2020, 2, 29), 1, "Y") == date(2021, 2, 28)
    assert shift(date(2020, 1, 1), -2, "FN") == date(2019, 12, 4)


@pytest.mark.parametrize("unit", ["D", "W", "M", "Y", "DE", "CE"])
def test_value_and_unit_agree(unit: str) -> None:
    assert unit_of(value_of(date(2019, 2, 10), unit)) == unit


# Days that the calendars of the feasts themselves give, for years that the rules of thumb get wrong.
@pytest.mark.parametrize(
    ("name", "year", "first", "last"),
    [
        ("easter", 2019, date(2019, 4, 21), date(2019, 4, 21)),
        ("orthodox-easter", 2019, date(2019, 4, 28), date(2019, 4, 28)),
        ("good-friday", 2035, date(2035, 3, 23), date(2035, 3, 23)),
        ("eid-al-adha", 2021, date(2021, 7, 19), date(2021, 7, 24)),
        ("ashura", 1990, date(1990, 7, 31), date(1990, 8, 2)),
        ("passover", 2024, date(2024, 4, 22), date(2024, 4, 30)),
        ("rosh-hashanah", 2023, date(2023, 9, 15), date(2023, 9, 17)),
    ],
)
def test_feasts(name: str, year: int, first: date, last: date) -> None:
    assert feast_days(name, year) == (first, last)


def test_unknown_feast_has_no_days() -> None:
    assert feast_days("no such feast", 2020) is None
