"""Main text, quantities, status numbers, case restoring and PLOVER direction on cases worked out by hand."""

from __future__ import annotations

from bench.corpora.plover import Sentence
from bench.score import PageMean, Prf, Rate
from bench.tasks.article_text import page_mean
from bench.tasks.plover import Coded, score_record
from bench.tasks.quantities import Amount, case_of, score_amounts
from bench.tasks.status import doubtful, number


def test_shingles_of_a_page_with_a_menu() -> None:
    body = "one two three four five"
    assert page_mean(body, body) == PageMean(1.0, 1.0)
    assert page_mean(body, "one two three four five home about") == PageMean(0.5, 1.0)
    assert page_mean(body, "") == PageMean(0.0, 0.0)
    assert page_mean(body, "two three four five") == PageMean(1.0, 0.5)


def test_a_repeated_shingle_counts_as_often_as_it_stands() -> None:
    assert page_mean("a b c d", "a b c d a b c d") == PageMean(0.2, 1.0)


def amount(
    start: int, low: float | None, high: float | None, bound: str | None = None, of: str | None = None
) -> Amount:
    return Amount(start=start, end=start + 2, low=low, high=high, bound=bound, of=of)


def test_quantities_need_both_bounds() -> None:
    rows = score_amounts(
        (amount(0, 20, None, "at least", "men"), amount(9, 2, 2, None, "cars")),
        (amount(0, 20, 20, None, "men"), amount(9, 2, 2, None, "trucks"), amount(30, 5, 5)),
    )
    assert rows["span"] == Prf(2, 3, 2)
    assert rows["value"] == Prf(1, 3, 2)
    assert rows["bound"] == Rate(0, 1)
    assert rows["counted thing"] == Rate(1, 2)


def test_values_without_offsets() -> None:
    rows = score_amounts((amount(0, 2, 2), amount(5, 2, 2)), (amount(-1, 2, 2), amount(-1, 7, 7)))
    assert rows["span"] == Prf(0, 2, 2)
    assert rows["values alone"] == Prf(1, 2, 2)


def test_a_case_is_read_in_text_order() -> None:
    entries = [{"text": "two", "value": 2, "of": "cars"}, {"text": "two", "low": 2, "bound": "at least"}]
    case = case_of({"id": "x", "text": "He saw two cars and at least two men.", "expected": entries})
    first, second = case.amounts
    assert first == Amount(start=7, end=10, low=2, high=2, bound=None, of="cars")
    assert (second.start, second.low, second.high, second.bound) == (29, 2, None, "at least")


def test_every_status_has_its_numbers() -> None:
    statuses = ("occurred", "ongoing", "planned", "hoped", "predicted", "conditional", "denied", "alleged")
    assert all(-3 <= number(status, polarity) <= 3 for status in statuses for polarity in ("positive", "negative"))
    assert number("occurred", "positive") > number("hoped", "positive") > number("occurred", "negative")


def test_doubtful_events() -> None:
    assert doubtful([(3.0, 2.7), (0.5, 2.7), (0.5, 1.1), (2.8, 1.1)]) == Prf(1, 2, 2)


RECORD = Sentence(id="x", text="", kind="ASSAULT", sources=("Sorn army",), targets=("rebels",))


def test_direction_is_right_turned_or_not_told() -> None:
    forward = Coded(kind="ASSAULT", actors=("the army",), recipients=("rebels",))
    backward = Coded(kind="ASSAULT", actors=("rebels",), recipients=("the army",))
    assert score_record(RECORD, (forward,))["direction"] == Rate(True, True)
    assert score_record(RECORD, (backward,))["direction"] == Rate(False, True)
    assert score_record(RECORD, (Coded(kind="ASSAULT", actors=(), recipients=()),))["direction"] == Rate(False, False)


def test_type_among_and_first() -> None:
    rows = score_record(
        RECORD, (Coded(kind="THREATEN", actors=(), recipients=()), Coded(kind="ASSAULT", actors=(), recipients=()))
    )
    assert rows["type found"] == Rate(True, 1)
    assert rows["first type"] == Rate(False, 1)
