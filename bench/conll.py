"""Coreference scores between two partitions of the same mentions: MUC, B3, CEAFe, and their mean, CoNLL F1.

MUC counts links (Vilain et al. 1995), B3 mentions (Bagga and Baldwin 1998; the weights of all mentions equal), CEAFe
aligns clusters one to one by 2 |K∩R| / (|K|+|R|) (Luo 2005). The mean of the three F1 is that of CoNLL 2011 and 2012
(Pradhan et al.). Singletons are kept. Each is a sum over parts that share no cluster, so that parts can be added.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

import numpy as np
from scipy.optimize import linear_sum_assignment

from bench.score import Array, harmonic, share

Cluster = frozenset[Hashable]


def clusters(chain_of: Mapping[Any, Hashable]) -> list[Cluster]:
    """Give the clusters of mentions that are mapped to the same name.

    >>> sorted(sorted(c) for c in clusters({"a": 1, "b": 1, "c": 2}))
    [['a', 'b'], ['c']]
    """
    held: dict[Hashable, set[Hashable]] = {}
    for mention, chain in chain_of.items():
        held.setdefault(chain, set()).add(mention)
    return [frozenset(mentions) for mentions in held.values()]


def muc(one: Iterable[Cluster], other: Iterable[Cluster]) -> tuple[float, float]:
    """Give how many of the links of ``one`` hold in ``other``, and how many there are: recall if ``one`` is gold."""
    of = {mention: at for at, cluster in enumerate(other) for mention in cluster}
    kept = wanted = 0
    for cluster in one:
        parts = len({of.get(mention, ("alone", mention)) for mention in cluster})
        kept += len(cluster) - parts
        wanted += len(cluster) - 1
    return kept, wanted


def b_cubed(one: Iterable[Cluster], other: Iterable[Cluster]) -> tuple[float, float]:
    """Give the sum over mentions of the share of its cluster in ``one`` that is with it in ``other``; and mentions."""
    of = {mention: cluster for cluster in other for mention in cluster}
    total = count = 0.0
    for cluster in one:
        for mention in cluster:
            total += len(cluster & of.get(mention, frozenset())) / len(cluster)
            count += 1
    return total, count


def ceaf_e(gold: Sequence[Cluster], found: Sequence[Cluster]) -> float:
    """Give the summed likeness of clusters aligned one to one for the best: a share, over the clusters of a side."""
    if not gold or not found:
        return 0.0
    table = np.array([[2 * len(k & r) / (len(k) + len(r)) for r in found] for k in gold])
    rows, columns = linear_sum_assignment(-table)
    return float(table[rows, columns].sum())


@dataclass(frozen=True, slots=True)
class Conll:
    """The sums behind the scores of two partitions: parts (sub-topics) add up."""

    sums: tuple[float, ...]
    headline: ClassVar[str] = "conll"

    def counts(self) -> tuple[float, ...]:
        """Give mentions, gold clusters, found clusters, then MUC, B3 and CEAFe: right and all, of gold and of found."""
        return self.sums

    @staticmethod
    def values(sums: Array) -> dict[str, Array]:
        """Give CoNLL F1, then precision, recall and F1 of each."""
        found: dict[str, Array] = {}
        for at, name in ((3, "muc"), (7, "b3"), (11, "ceafe")):
            recall = share(sums[..., at], sums[..., at + 1])
            precision = share(sums[..., at + 2], sums[..., at + 3])
            found[name] = harmonic(precision, recall)
        return {"conll": (found["muc"] + found["b3"] + found["ceafe"]) / 3, **found}


@dataclass(frozen=True, slots=True)
class BCubed:
    """The sums behind B3 alone."""

    sums: tuple[float, ...]
    headline: ClassVar[str] = "f1"

    def counts(self) -> tuple[float, ...]:
        """Give right and all, of gold and of found."""
        return self.sums

    @staticmethod
    def values(sums: Array) -> dict[str, Array]:
        """Give precision, recall and F1."""
        recall, precision = share(sums[..., 0], sums[..., 1]), share(sums[..., 2], sums[..., 3])
        return {"precision": precision, "recall": recall, "f1": harmonic(precision, recall)}


def conll(gold: Sequence[Cluster], found: Sequence[Cluster]) -> Conll:
    """Compare two partitions of the same mentions."""
    aligned = ceaf_e(gold, found)
    mentions = sum(len(cluster) for cluster in gold)
    return Conll(
        (
            mentions, len(gold), len(found), *muc(gold, found), *muc(found, gold),
            *b_cubed(gold, found), *b_cubed(found, gold), aligned, len(gold), aligned, len(found),
        )
    )  # fmt: skip


def b3(gold: Sequence[Cluster], found: Sequence[Cluster]) -> BCubed:
    """Compare two partitions of the same things by B3 alone."""
    return BCubed((*b_cubed(gold, found), *b_cubed(found, gold)))
