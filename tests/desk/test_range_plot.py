"""The range plot: days to scale, open ends drawn open, conflicts and updates told apart without colour."""

from __future__ import annotations

from datetime import date

import pytest

from reportedly.desk.placing import Figure, Line, line_of, placed, scale_of, ticks
from reportedly.desk.range_plot import DASHES, SHAPES, drawn, key_of, lines_of, range_plot
from reportedly.ledger.records import Difference


def figure(day: str | None, low: float | None, best: float | None, high: float | None, who: str = "Ana Cole") -> Figure:
    return Figure(who=who, day=day, low=low, best=best, high=high)


def parts(item: Figure) -> list[str]:
    return [str(part["what"]) for part in drawn(item, 10.0, 0, scale_of([item]))]


@pytest.mark.parametrize(
    ("bounds", "wanted"),
    [
        ((16, 16, 16), ["given"]),
        ((16, 16, None), ["stub", "up", "given"]),
        ((5000, None, None), ["stub", "up", "bound"]),
        ((None, None, 80), ["stub", "down", "bound"]),
        ((None, 3000, None), ["stub", "up", "stub", "down", "given"]),
        ((229, None, 425), ["bar", "bound"]),
        ((20, 25, 30), ["bar", "given"]),
    ],
)
def test_an_end_that_the_words_leave_open_is_drawn_open(
    bounds: tuple[float | None, float | None, float | None], wanted: list[str]
) -> None:
    assert parts(figure("2019-02-10", *bounds)) == wanted


def test_days_lie_to_scale_and_figures_of_one_day_beside_each_other() -> None:
    days = [date(2019, 2, day) for day in (1, 1, 2, 11)]
    line = line_of(days, 550.0)
    assert line == Line(first=date(2019, 2, 1), days=11, width=550.0)
    one, other, second, last = placed(days, line)
    assert other - one >= 13
    assert (one + other) / 2 == pytest.approx(25)
    assert second == pytest.approx(75)
    assert last == pytest.approx(525)
    assert line_of([], 550.0) is None


def test_no_mark_stands_on_another_however_many_there_are() -> None:
    days = [date(2019, 2, 1)] * 30 + [date(2019, 12, 1)] * 30
    line = line_of(days, 232.0)
    assert line is not None
    found = placed(days, line)
    assert found == sorted(found)
    assert 0 < found[0] < found[-1] < 232
    assert min(b - a for a, b in zip(found, found[1:], strict=False)) > 3


@pytest.mark.parametrize(
    ("days", "named"),
    [
        (1, ["10 Feb 2019"]),
        (12, ["10 Feb 2019", "12 Feb", "14 Feb", "16 Feb", "18 Feb", "20 Feb"]),
        (400, ["Apr 2019", "Jul 2019", "Oct 2019", "Jan 2020"]),
        (3000, ["2020", "2022", "2024", "2026"]),
    ],
)
def test_as_many_days_are_named_as_have_room(days: int, named: list[str]) -> None:
    assert [name for _, name in ticks(Line(first=date(2019, 2, 10), days=days, width=400.0))] == named


@pytest.mark.parametrize("kind", ["conflict", "copy-error", "update", "scope", "agree"])
def test_differences_are_told_apart_without_colour(kind: Difference) -> None:
    held = (figure("2019-02-10", 44, 44, 44), figure("2019-02-11", 48, 48, 48, "State media"))
    plot = range_plot(held, ((0, 1),) if kind != "agree" else (), kind, "wide").svg
    assert ("≠" in plot) == (kind in ("conflict", "copy-error"))
    dash = ",".join(map(str, DASHES.get(kind, (9, 9))))
    if kind != "conflict":  # a whole line has the dashes of every other whole line
        assert (f'stroke-dasharray="{dash}"' in plot) == (kind in DASHES)


def test_an_update_is_joined_to_the_closest_figure_that_it_replaces() -> None:
    pairs = [(0, 2), (1, 2), (0, 3), (1, 3)]
    places = [0.0, 10.0, 20.0, 30.0]
    assert lines_of(pairs, places, "update") == [(1, 2), (1, 3)]
    assert lines_of(pairs, places, "conflict") == [(1, 2), (0, 2), (1, 3), (0, 3)]
    assert lines_of(pairs, places, "scope") == []


def test_figures_without_a_day_stand_apart_and_the_plot_says_so() -> None:
    held = (figure("2019-02-10", 44, 44, 44), figure(None, 48, 48, 48))
    assert "day not known" in range_plot(held, (), "agree", "narrow").svg
    assert "day not known" not in range_plot((held[0], held[0]), (), "agree", "narrow").svg
    assert "day not known" in range_plot((held[1], held[1]), (), "agree", "wide").svg


def test_a_source_has_one_sign_and_of_many_the_busiest_have_their_own() -> None:
    held = [figure(None, 1, 1, 1, f"source {at}") for at in range(9)] + [figure(None, 2, 2, 2, "source 8")]
    signs = dict(key_of(held))
    assert sorted(signs.values()) == [0, 1, 2, 3, 4, *[len(SHAPES) - 1] * 4]
    assert signs["source 8"] == 4


def test_the_same_figures_give_the_same_bytes() -> None:
    held = (figure("2019-02-10", 44, 44, None), figure("2019-02-11", 4800, 4800, 4800))
    once = range_plot.__wrapped__(held, ((0, 1),), "conflict", "wide")
    assert once == range_plot.__wrapped__(held, ((0, 1),), "conflict", "wide")
