"""Counts -> figures: precision, recall, F1, shares, errors and correlations, each with its bootstrap interval.

A task scores each document apart and gives one row of counts a figure. The figure is computed from the sum of the
rows, never from an average of figures, so that a document weighs what it holds. The interval resamples documents with
replacement (percentile bootstrap, Efron and Tibshirani 1993), with a fixed seed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar, Protocol

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]
DRAWS = 1000
SEED = 20190210
LEVEL = 95.0


class Row(Protocol):
    """The counts of one document for one figure; ``values`` turns sums of such counts into named figures."""

    headline: ClassVar[str]

    def counts(self) -> tuple[float, ...]:
        """Give the numbers to be summed over documents."""
        ...

    @staticmethod
    def values(sums: Array) -> dict[str, Array]:
        """Give the figures of summed counts; the last axis of ``sums`` holds the counts, the others are kept."""
        ...


@dataclass(frozen=True, slots=True)
class Prf:
    """Precision, recall and F1 (van Rijsbergen 1979). ``covered`` differs from ``right`` only where a match of a kept
    gold record may be a found record that is not kept (subsets of attributions)."""

    right: float
    found: float
    wanted: float
    covered: float | None = None
    headline: ClassVar[str] = "f1"

    def counts(self) -> tuple[float, ...]:
        """Give right, found, wanted, covered."""
        return self.right, self.found, self.wanted, self.right if self.covered is None else self.covered

    @staticmethod
    def values(sums: Array) -> dict[str, Array]:
        """Nothing found has precision 0, nothing wanted recall 0, unless both: then all is 1."""
        right, found, wanted, covered = (sums[..., at] for at in range(4))
        nothing = (found == 0) & (wanted == 0)
        precision = np.where(nothing, 1.0, share(right, found))
        recall = np.where(nothing, 1.0, share(covered, wanted))
        return {"precision": precision, "recall": recall, "f1": harmonic(precision, recall)}


@dataclass(frozen=True, slots=True)
class Rate:
    """The share of ``total`` that is ``right``: accuracy."""

    right: float
    total: float
    headline: ClassVar[str] = "share"

    def counts(self) -> tuple[float, ...]:
        """Give right and total."""
        return self.right, self.total

    @staticmethod
    def values(sums: Array) -> dict[str, Array]:
        """Give the share; 0 where there is nothing."""
        return {"share": share(sums[..., 0], sums[..., 1])}


@dataclass(frozen=True, slots=True)
class PageMean:
    """Precision and recall averaged over pages, F1 of the two averages (the measure of Scrapinghub's benchmark)."""

    precision: float | None
    recall: float | None
    headline: ClassVar[str] = "f1"

    def counts(self) -> tuple[float, ...]:
        """Give each figure with its number of pages; an undefined one counts in neither."""
        precision = (0.0, 0.0) if self.precision is None else (self.precision, 1.0)
        recall = (0.0, 0.0) if self.recall is None else (self.recall, 1.0)
        return *precision, *recall

    @staticmethod
    def values(sums: Array) -> dict[str, Array]:
        """Give the two means and their harmonic mean."""
        precision, recall = share(sums[..., 0], sums[..., 1]), share(sums[..., 2], sums[..., 3])
        return {"precision": precision, "recall": recall, "f1": harmonic(precision, recall)}


@dataclass(frozen=True, slots=True)
class Moments:
    """Pearson's r and the mean absolute error of pairs of numbers, kept as sums; see ``moments``."""

    sums: tuple[float, ...]
    headline: ClassVar[str] = "pearson"

    def counts(self) -> tuple[float, ...]:
        """Give n, sums of x, y, xx, yy, xy and of absolute differences."""
        return self.sums

    @staticmethod
    def values(sums: Array) -> dict[str, Array]:
        """Give r and MAE; r is 0 where one side does not vary."""
        n, x, y, xx, yy, xy, off = (sums[..., at] for at in range(7))
        covariance = n * xy - x * y
        spread = np.sqrt(np.maximum(n * xx - x * x, 0) * np.maximum(n * yy - y * y, 0))
        return {"pearson": share(covariance, spread), "mae": share(off, n)}


def moments(pairs: Iterable[tuple[float, float]]) -> Moments:
    """Sum up pairs of (wanted, found).

    >>> moments([(1.0, 2.0), (3.0, 3.0)]).sums
    (2, 4.0, 5.0, 10.0, 13.0, 11.0, 1.0)
    """
    both = list(pairs)
    xs, ys = [x for x, _ in both], [y for _, y in both]
    squares = (sum(x * x for x in xs), sum(y * y for y in ys), sum(x * y for x, y in both))
    return Moments((len(both), sum(xs), sum(ys), *squares, sum(abs(x - y) for x, y in both)))


def share(part: Array, whole: Array) -> Array:
    """Divide; 0 where there is nothing to divide by."""
    return np.divide(part, whole, out=np.zeros_like(part, dtype=np.float64), where=whole > 0)


def harmonic(precision: Array, recall: Array) -> Array:
    """Give the harmonic mean; 0 where both are 0."""
    return share(2 * precision * recall, precision + recall)


@dataclass(frozen=True, slots=True, kw_only=True)
class Interval:
    """A figure with the bounds of its 95 % bootstrap interval."""

    value: float
    low: float
    high: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One line of a result: its values by name, and which of them is the one that counts."""

    name: str
    headline: str
    values: dict[str, Interval]
    counts: tuple[float, ...]


Rows = Mapping[str, Row]


def figures(documents: Sequence[Rows], *, draws: int = DRAWS, seed: int = SEED) -> list[Figure]:
    """Sum the rows of all documents by figure name and give each figure with its interval.

    Figures come in the order in which they first occur. A document without a row of that name counts nothing in it.
    """
    kinds: dict[str, type[Row]] = {}
    for document in documents:
        for name, row in document.items():
            kinds.setdefault(name, type(row))
    weights = resamples(len(documents), draws=draws, seed=seed)
    return [figure(name, kind, documents, weights) for name, kind in kinds.items()]


def figure(name: str, kind: type[Row], documents: Sequence[Rows], weights: Array) -> Figure:
    """Give one figure over all documents."""
    rows = [document[name].counts() if name in document else () for document in documents]
    width = max(len(row) for row in rows)
    table = np.array([row or (0.0,) * width for row in rows], dtype=np.float64)
    whole, drawn = kind.values(table.sum(axis=0)), kind.values(weights @ table)
    tail = (100 - LEVEL) / 2
    bounds = {key: np.percentile(values, [tail, 100 - tail]) for key, values in drawn.items()}
    values = {
        key: Interval(value=float(value), low=float(bounds[key][0]), high=float(bounds[key][1]))
        for key, value in whole.items()
    }
    return Figure(name=name, headline=kind.headline, values=values, counts=tuple(table.sum(axis=0).tolist()))


def resamples(size: int, *, draws: int, seed: int) -> Array:
    """Give ``draws`` x ``size`` weights: how often each document was drawn; every line sums to ``size``."""
    generator = np.random.default_rng(seed)
    return generator.multinomial(size, [1 / size] * size, size=draws).astype(np.float64)


def prf(found: Iterable[object], wanted: Iterable[object]) -> Prf:
    """Count equal records as right; records are hashable, and one given twice counts once.

    >>> prf([1, 2], [2, 3, 4])
    Prf(right=1, found=2, wanted=3, covered=None)
    """
    here, there = set(found), set(wanted)
    return Prf(len(here & there), len(here), len(there))


Fits = Callable[[int, int], float]


def pair_up(found: int, wanted: int, fit: Fits) -> list[tuple[int, int]]:
    """Match records one to one, best fit first, earlier first among equals; a fit of 0 is no match.

    Gives (found, wanted) index pairs in order of the wanted ones.
    """
    scored = [(fit(f, w), f, w) for f in range(found) for w in range(wanted)]
    candidates = sorted((-value, w, f) for value, f, w in scored if value > 0)
    pairs: list[tuple[int, int]] = []
    used_found: set[int] = set()
    used_wanted: set[int] = set()
    for _, w, f in candidates:
        if f not in used_found and w not in used_wanted:
            pairs.append((f, w))
            used_found.add(f)
            used_wanted.add(w)
    return sorted(pairs, key=lambda pair: pair[1])
