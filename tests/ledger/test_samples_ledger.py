"""The twelve samples as a ledger: disagreements and verdicts are as the samples were written to have."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from reportedly.ledger import Ledger, open_ledger
from reportedly.ledger.corroborate import figures_of
from reportedly.ledger.records import Figures, Outcome, Row
from reportedly.model import Reading


@pytest.fixture(scope="module")
def ledger(samples: tuple[Reading, ...], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ledger]:
    with open_ledger(str(tmp_path_factory.mktemp("ledger") / "samples.db"), create=True) as held:
        held.add_all(samples)
        yield held


@pytest.fixture(scope="module")
def figures(ledger: Ledger) -> list[tuple[Figures, set[str | None]]]:
    detail = ledger.incidents()
    return [
        (item, {detail.reports[value.report].key for value in item.values})
        for incident in detail.incidents
        for item in figures_of(incident, detail.rows, detail.origin_of)
    ]


def one(figures: list[tuple[Figures, set[str | None]]], printed: str) -> Figures:
    found = [item for item, _ in figures if any(value.printed == printed for value in item.values)]
    assert found, printed
    return max(found, key=lambda item: item.kind == "conflict")


def test_sixteen_to_twenty_four_is_an_update(figures: list[tuple[Figures, set[str | None]]]) -> None:
    found = one(figures, "At least 24")
    assert found.kind == "update"
    assert {"At least 16", "At least 24"} <= {value.printed for value in found.values}
    assert len({value.origin for value in found.values}) == 1


def test_monitor_and_besiegers_truly_disagree(figures: list[tuple[Figures, set[str | None]]]) -> None:
    found = one(figures, "around 1,200")
    assert found.kind == "conflict"
    assert {value.printed for value in found.values} == {"About 3,000", "about 3,000", "around 1,200"}
    assert {"Rojan Derik", "Coastal Rights Monitor"} < {value.source for value in found.values}
    assert "1,200" in found.why
    assert "3,000" in found.why


@pytest.mark.parametrize(
    ("printed", "other"),
    [
        ("between 1,500 and 2,000", "around 1,200"),
        ("About 2,500", "more than 5,000"),
        ("some 11,000", "82"),
        ("about 500", "Some 3,500"),
    ],
)
def test_another_scope_is_kept_apart_or_named(
    figures: list[tuple[Figures, set[str | None]]], printed: str, other: str
) -> None:
    found = one(figures, printed)
    assert one(figures, other)
    assert found.kind == "scope" or other not in {value.printed for value in found.values}


def test_eighty_two_against_ninety_seven_truly_disagree(figures: list[tuple[Figures, set[str | None]]]) -> None:
    found = one(figures, "97")
    assert found.kind == "conflict"
    assert {(value.printed, value.source) for value in found.values} == {
        ("82", "Syrian Democratic Forces"),
        ("97", "a hospital official"),
    }


@pytest.mark.parametrize(("part", "whole"), [("about 500", "Some 3,500"), ("About 2,500", "more than 5,000")])
def test_a_part_is_shown_with_its_whole(figures: list[tuple[Figures, set[str | None]]], part: str, whole: str) -> None:
    found = [item for item, _ in figures if {value.printed for value in item.values} == {part, whole}]
    assert [item.kind for item in found] == ["scope"]


def test_nine_killed_against_none(figures: list[tuple[Figures, set[str | None]]]) -> None:
    found = one(figures, "nine")
    assert found.kind == "conflict"
    assert "denies it" in found.why


def test_copies_of_one_origin_do_not_conflict(figures: list[tuple[Figures, set[str | None]]]) -> None:
    copies = {"northwire-1", "meridian", "lantern"}
    own = [item.kind for item, keys in figures if len(keys) > 1 and keys <= copies | {"northwire-2"}]
    assert own
    assert not {"conflict", "copy-error"} & set(own)


def outcomes(ledger: Ledger, as_of: str | None = None) -> dict[tuple[str | None, str], tuple[Row, Outcome, str | None]]:
    board = ledger.outcomes(as_of=as_of)
    found = {}
    for row, outcome in board.outcomes:
        shown = board.rows.get(outcome.shown_by or 0)
        key = board.reports[row.report].key
        found[key, row.printed] = (row, outcome, board.reports[shown.report].key if shown else None)
    return found


def test_the_end_of_february_lapsed_then_came_late(ledger: Ledger) -> None:
    _, then, _ = outcomes(ledger, "2019-03-10")["northwire-1", "take"]
    assert (then.verdict, then.shown_by) == ("lapsed", None)
    _, now, by = outcomes(ledger)["northwire-1", "take"]
    assert (now.verdict, now.days_late, by) == ("late", 23, "capital-examiner")


def test_before_the_last_day_it_is_open(ledger: Ledger) -> None:
    assert outcomes(ledger, "2019-02-22")["northwire-1", "take"][1].verdict == "open"
    assert outcomes(ledger, "2019-03-02")["northfield", "fall"][1].verdict == "open"


def test_before_the_end_of_march_came_true(ledger: Ledger) -> None:
    _, outcome, by = outcomes(ledger)["northfield", "fall"]
    assert (outcome.verdict, by) == ("came-true", "capital-examiner")


def test_what_is_recalled_as_foretold_is_shown_by_the_report_that_recalls_it(ledger: Ledger) -> None:
    _, outcome, by = outcomes(ledger)["capital-examiner", "fall"]
    assert (outcome.verdict, by) == ("came-true", "capital-examiner")


def test_over_within_a_week_lapsed(ledger: Ledger) -> None:
    _, outcome, _ = outcomes(ledger)["northfield", "fighting"]
    assert outcome.verdict == "lapsed"
    assert "unless" in outcome.why


def test_the_announcement_came_true(ledger: Ledger) -> None:
    _, outcome, by = outcomes(ledger)["plain-ledger", "announcement"]
    assert (outcome.verdict, by) == ("came-true", "capital-examiner")


def test_without_a_last_day_it_cannot_be_told(ledger: Ledger) -> None:
    _, outcome, _ = outcomes(ledger)["capital-examiner", "plant"]
    assert outcome.verdict == "cannot-tell"


def test_as_of_the_last_day_is_as_of_nothing(ledger: Ledger) -> None:
    now = {key: item[1].verdict for key, item in outcomes(ledger).items()}
    then = {key: item[1].verdict for key, item in outcomes(ledger, "2019-03-23").items()}
    assert now == then
