"""Scores against cases worked out by hand, with systems that are wrong in known ways."""

from __future__ import annotations

import numpy as np
import pytest

from bench.score import Moments, PageMean, Prf, Rate, figures, moments, pair_up, prf
from bench.spans import inside, jaccard, tokens


def values(row: Prf | Rate | PageMean | Moments) -> dict[str, float]:
    return {key: float(value) for key, value in type(row).values(np.array(row.counts(), dtype=float)).items()}


@pytest.mark.parametrize(
    ("row", "precision", "recall", "f1"),
    [
        (Prf(2, 4, 3), 0.5, 2 / 3, 4 / 7),
        (Prf(0, 4, 3), 0.0, 0.0, 0.0),
        (Prf(0, 0, 3), 0.0, 0.0, 0.0),
        (Prf(0, 4, 0), 0.0, 0.0, 0.0),
        (Prf(0, 0, 0), 1.0, 1.0, 1.0),
        (Prf(1, 2, 4, covered=3), 0.5, 0.75, 0.6),
    ],
)
def test_precision_recall_f1(row: Prf, precision: float, recall: float, f1: float) -> None:
    assert values(row) == pytest.approx({"precision": precision, "recall": recall, "f1": f1})


def test_records_given_twice_count_once() -> None:
    assert prf(["a", "a", "b"], ["b", "c"]) == Prf(1, 2, 2)


def test_pearson_and_error_of_a_shifted_answer() -> None:
    got = values(moments([(1.0, 2.0), (2.0, 3.0), (3.0, 4.0)]))
    assert got == pytest.approx({"pearson": 1.0, "mae": 1.0})


def test_pearson_of_an_inverted_answer_and_of_a_constant_one() -> None:
    assert values(moments([(1.0, -1.0), (2.0, -2.0)]))["pearson"] == pytest.approx(-1.0)
    assert values(moments([(1.0, 3.0), (2.0, 3.0)]))["pearson"] == 0.0


def test_pearson_agrees_with_numpy() -> None:
    pairs = [(3.0, 2.5), (-3.0, -1.0), (0.0, 1.0), (2.0, -0.5), (1.5, 1.5)]
    wanted, found = np.array(pairs).T
    assert values(moments(pairs))["pearson"] == pytest.approx(np.corrcoef(wanted, found)[0, 1])


def test_page_means_leave_out_what_is_undefined() -> None:
    (got,) = figures([{"text": PageMean(1.0, 0.5)}, {"text": PageMean(None, 0.0)}])
    assert {key: value.value for key, value in got.values.items()} == pytest.approx(
        {"precision": 1.0, "recall": 0.25, "f1": 0.4}
    )


def test_figures_sum_counts_rather_than_average_documents() -> None:
    (got,) = figures([{"x": Prf(1, 1, 1)}, {"x": Prf(0, 9, 9)}])
    assert got.values["f1"].value == pytest.approx(0.1)
    assert got.counts == (1, 10, 10, 1)


def test_interval_holds_the_value_and_is_the_same_each_time() -> None:
    documents = [{"x": Prf(at % 3, 3, 3)} for at in range(30)]
    first, second = figures(documents), figures(documents)
    interval = first[0].values["f1"]
    assert first == second
    assert interval.low < interval.value < interval.high


def test_interval_of_equal_documents_has_no_width() -> None:
    (got,) = figures([{"x": Rate(1, 2)}] * 10)
    assert (got.values["share"].low, got.values["share"].high) == (0.5, 0.5)


def test_a_document_without_a_row_counts_nothing() -> None:
    got = {figure.name: figure for figure in figures([{"x": Rate(1, 1)}, {"y": Rate(0, 1)}])}
    assert got["x"].counts == (1, 1)
    assert got["y"].counts == (0, 1)


def test_pairs_are_one_to_one_and_the_best_goes_first() -> None:
    fits = {(0, 0): 0.6, (0, 1): 0.9, (1, 1): 0.8}
    assert pair_up(2, 2, lambda f, w: fits.get((f, w), 0.0)) == [(0, 1)]
    assert pair_up(1, 2, lambda f, w: 0.5) == [(0, 0)]
    assert pair_up(2, 2, lambda f, w: 0.0) == []


def test_tokens_inside_spans() -> None:
    grid = tokens('He said: "Go."')
    assert len(grid) == 7
    assert inside([(3, 7)], grid) == {1}
    assert inside([(4, 6)], grid) == {1}
    assert inside([(7, 8), (9, 14)], grid) == {2, 3, 4, 5, 6}
    assert inside([], grid) == frozenset()


def test_jaccard() -> None:
    assert jaccard(frozenset({1, 2, 3}), frozenset({2, 3, 4})) == 0.5
    assert jaccard(frozenset(), frozenset()) == 0.0
