"""The score of time expressions on cases worked out by hand."""

from __future__ import annotations

from bench.corpora.wikiwars import strip_marks
from bench.score import Prf
from bench.tasks.times import score_times, time_errors

GOLD = {(3, 16): "1950-09-15", (20, 24): "1951", (30, 38): ""}


def test_a_cut_span_is_relaxed_and_may_still_have_the_value() -> None:
    rows = score_times(GOLD, {(7, 16): "1950-09-15", (20, 24): "1952"})
    assert rows["strict span"] == Prf(1, 2, 3)
    assert rows["relaxed span"] == Prf(2, 2, 3)
    assert rows["value"] == Prf(1, 2, 3)
    assert rows["strict span and value"] == Prf(0, 2, 3)


def test_an_expression_without_a_value_is_right_only_with_none() -> None:
    assert score_times(GOLD, {(30, 38): "P1D"})["value"] == Prf(0, 1, 3)
    assert score_times(GOLD, {(30, 38): ""})["value"] == Prf(1, 1, 3)


def test_two_found_within_one_gold_match_once() -> None:
    rows = score_times(GOLD, {(3, 9): "1950-09", (10, 16): "1950-09-15"})
    assert rows["relaxed span"] == Prf(1, 2, 3)


def test_errors_in_text_order() -> None:
    text = "On 15 September 1950, in 1951, on Tuesday it fell."
    wanted = {(3, 20): "1950-09-15", (25, 29): "1951"}
    kinds = [line.split()[0] for line in time_errors(text, wanted, {(6, 20): "1950-09", (34, 41): "1951-01-02"})]
    assert kinds == ["value", "missed", "false"]


def test_marks_are_stripped_and_nested_ones_dropped() -> None:
    marked = (
        '<TIMEX2 val="P2D">two days after <TIMEX2 val="1915">1915</TIMEX2></TIMEX2> &amp; '
        '<TIMEX3 value="null">then</TIMEX3>'
    )
    text, times = strip_marks(marked)
    assert text == "two days after 1915 & then"
    assert times == {(0, 19): "P2D", (22, 26): ""}
