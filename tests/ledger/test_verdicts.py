"""Outcomes of forecasts, on rows made by hand."""

from __future__ import annotations

from typing import Any

from reportedly.ledger.records import Row
from reportedly.ledger.verdicts import candidates, outcome_of
from reportedly.model import Span

HERE = Span(start=0, end=4)


def row(number: int, **fields: Any) -> Row:
    base: dict[str, Any] = {
        "number": number, "report": number, "claim": f"c{number}", "event_type": "territory-gain", "family": "control",
        "status": "occurred", "polarity": "positive", "trigger": HERE, "printed": "took", "sentence": HERE,
        "place": "Dortha", "reported": "2019-05-20",
    }  # fmt: skip
    return Row(**(base | fields))


FORESEEN = row(1, status="predicted", forecast=True, due_end="2019-05-10", reported="2019-05-01", printed="take")


def test_only_later_claims_that_it_was_done_there_can_show_it() -> None:
    rows = [
        row(2),
        row(3, status="predicted", forecast=True),
        row(4, polarity="negative"),
        row(5, place="Vellin"),
        row(6, reported="2019-04-20"),
        row(7, day_start="2019-04-28", day_end="2019-04-28"),
        row(8, event_type="territory-loss"),
        row(9, event_type="killing"),
    ]
    assert [other.number for other in candidates(FORESEEN, [FORESEEN, *rows])] == [2, 8]


def test_what_is_only_recalled_counts_from_the_day_it_was_said() -> None:
    recalled = row(1, status="predicted", forecast=True, due_end="2019-05-25", foretold="2019-05-01")
    own = row(2, report=1, day_start="2019-05-19", day_end="2019-05-19")
    before = row(3, report=1, day_start="2019-04-19", day_end="2019-04-19")
    other = row(4, reported="2019-05-10")
    assert [done.number for done in candidates(recalled, [recalled, own, before, other])] == [2, 4]
    told_now = row(1, status="predicted", forecast=True, due_end="2019-05-25")
    assert not candidates(told_now, [told_now, own, before, other])


def test_with_neither_place_nor_last_day_nothing_can_be_held_against_it() -> None:
    vague = row(1, status="predicted", forecast=True, place=None, reported="2019-05-01")
    outcome = outcome_of(vague, [row(2)], as_of=None, last_day="2019-05-20")
    assert (outcome.verdict, outcome.shown_by) == ("cannot-tell", 2)
    placed = row(1, status="predicted", forecast=True, reported="2019-05-01")
    assert outcome_of(placed, [row(2)], as_of=None, last_day="2019-05-20").verdict == "came-true"


def test_in_time_by_its_own_day_though_told_later() -> None:
    done = row(2, day_start="2019-05-09", day_end="2019-05-09")
    outcome = outcome_of(FORESEEN, [done], as_of=None, last_day="2019-05-20")
    assert (outcome.verdict, outcome.shown_by) == ("came-true", 2)


def test_late_with_its_days() -> None:
    done = row(2, day_start="2019-05-13", day_end="2019-05-13")
    outcome = outcome_of(FORESEEN, [done], as_of=None, last_day="2019-05-20")
    assert (outcome.verdict, outcome.days_late) == ("late", 3)


def test_days_on_both_sides_of_the_last_settle_nothing() -> None:
    done = row(2, day_start="2019-05-08", day_end="2019-05-13")
    outcome = outcome_of(FORESEEN, [done], as_of=None, last_day="2019-05-20")
    assert (outcome.verdict, outcome.shown_by) == ("cannot-tell", 2)


def test_a_ledger_that_ends_before_the_last_day_cannot_tell_after_it() -> None:
    assert outcome_of(FORESEEN, [], as_of="2019-05-15", last_day="2019-05-06").verdict == "cannot-tell"
    assert outcome_of(FORESEEN, [], as_of="2019-05-08", last_day="2019-05-06").verdict == "open"
    assert outcome_of(FORESEEN, [], as_of="2019-05-15", last_day="2019-05-14").verdict == "lapsed"
