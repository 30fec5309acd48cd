"""Learns which words show that a page is about armed conflict: ``data/lexicon/en/gate_weights.yml``.

``python -m training.gate --data FOLDER`` takes as pages of conflict FA-KES, the documents of MUC-4's part to learn from
that have a template, and sentences of three sources of event_location; as other pages those of LGL, Zyte, GeoVirus and
PolNeAR's train part in which our reader by rules finds no claim of conflict (``bench/held.py``). Of all these only the
half that ``bench.task.half_of`` calls ``dev`` is learned from; nothing is learned from the test sets of MUC-4,
WikiEvents, PolNeAR's dev part and the samples (``bench/tasks/gate.py`` says what was seen of their counts).

A logistic regression with one weight a group of words and, on top of it, one a word. No page says which of its passages
tells of the conflict: each round takes the passage of each page that weighs most so far, and learns anew (multiple
instances, Andrews et al. 2002). Words of conflict never weigh less than nothing, other words never more; a group of the
former is taken to weigh ``PRIOR`` until pages show otherwise, for most of its words are in none of them. The penalty is
the one that refuses most other pages in four folds, at the threshold that keeps ``KEPT`` of the pages of conflict; a
page of conflict that is mistaken costs ``LOSS`` times what another one does.
"""

from __future__ import annotations

import argparse
import hashlib
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from bench.corpora.event_location import read_event_location
from bench.corpora.pages import Page, read_pages
from bench.held import holds_conflict, read_told
from bench.task import half_of
from reportedly.codebook.gate import WORDS, Gate, GateWeights, GateWords, Sign, gate_of
from reportedly.codebook.tables import read_table
from reportedly.gate import Hit, best_passage, find_hits

Floats = NDArray[np.float64]
TARGET = Path(__file__).parents[1] / "src/reportedly/data/lexicon/en/gate_weights.yml"
SENTENCES = ("Masdar", "Atrocities", "coalition")
OTHER = {"geoparsing/lgl.xml": 150, "geoparsing/GeoVirus.xml": 40, "article_extraction_zyte": 45, "polnear/train": 150}
KEPT = 0.997
FOLDS = 4
ROUNDS = 5
STEPS = 400
RATE = 0.05
RAREST = 4
PENALTIES = (1.0, 3.0, 10.0)
LOSS = 8.0
PRIOR = 1.0
GROUPS_STIFFER = 20.0
LEAST = 0.02
HEAD = """# Which words show that a page is about armed conflict: the weight of each group of gate.yml, and of
# words that weigh otherwise than their group. Made by `python -m training.gate`, not by hand, from {conflict} pages
# and {sentences} sentences of conflict and {other} other pages; penalty {penalty}.
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """A page: its hits, whether it is about conflict, and whether it is whole (the threshold is set on whole ones)."""

    id: str
    hits: tuple[Hit, ...]
    conflict: bool
    whole: bool = True


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Weights:
    """What was learned: a weight for each sign, each group, and what a page has before any sign."""

    signs: dict[Sign, float]
    groups: dict[str, float]
    bias: float


def read_items(data: Path, gate: Gate, readings: Path | None) -> Iterator[Item]:
    """Give the pages of the dev half with what they are."""
    marked = [page for page in (*read_pages(data / "fa_kes"), *read_pages(data / "muc4/corpora")) if page.conflict]
    for page in marked:
        if half_of(page.id) == "dev" and not page.id.startswith("TST"):
            yield item_of(page, gate, conflict=True)
    for where, most in OTHER.items():
        pages = ordered([page for page in read_pages(data / where) if half_of(page.id) == "dev"])[:most]
        for page, told in zip(pages, read_told((page.text for page in pages), readings), strict=True):
            if told is not None and not holds_conflict(told):
                yield item_of(page, gate, conflict=False)
    for sentence in read_event_location(data / "event_location"):
        if half_of(sentence.id) == "dev" and sentence.source.startswith(SENTENCES):
            page = Page(id=sentence.id, text=sentence.text, conflict=True)
            yield replace(item_of(page, gate, conflict=True), whole=False)


def ordered(pages: Sequence[Page]) -> list[Page]:
    """Give pages in an order that has nothing to do with what they say."""
    return sorted(pages, key=lambda page: hashlib.sha256(f"order {page.id}".encode()).digest())


def item_of(page: Page, gate: Gate, *, conflict: bool) -> Item:
    """Make an item of a page."""
    return Item(id=page.id, hits=tuple(find_hits(page.text, gate)), conflict=conflict)


def heaviest(item: Item, gate: Gate) -> tuple[frozenset[Sign], float]:
    """Give the signs of the passage that weighs most, and what they weigh."""
    passage = best_passage(item.hits, gate)
    return frozenset(hit.sign for hit in passage.hits), passage.score


def learn(items: Sequence[Item], table: GateWords, start: Gate, penalty: float) -> Weights:
    """Learn in rounds; other pages keep the passages of earlier rounds, so that no mistake comes back."""
    gate, learned = start, Weights(signs={}, groups={}, bias=0.0)
    others: set[tuple[int, frozenset[Sign]]] = set()
    for _ in range(ROUNDS):
        cases = [(heaviest(item, gate)[0], True) for item in items if item.conflict]
        others |= {(at, heaviest(item, gate)[0]) for at, item in enumerate(items) if not item.conflict}
        cases += [(signs, False) for _, signs in sorted(others, key=lambda one: (one[0], sorted(one[1])))]
        learned = fit(cases, table, sorted(start.weights), penalty)
        gate = replace(start, weights={sign: learned.signs[sign] for sign in start.weights})
    return learned


def fit(
    cases: Sequence[tuple[frozenset[Sign], bool]], table: GateWords, signs: Sequence[Sign], penalty: float
) -> Weights:
    """Give the weights by Adam (Kingma and Ba, 2015), put back within their bounds after each step."""
    index = {sign: at for at, sign in enumerate(signs)}
    names = sorted({sign.group for sign in signs})
    group = np.array([names.index(sign.group) for sign in signs])
    counts = Counter(sign for held, _ in cases for sign in held)
    frequent = np.array([counts[sign] >= RAREST for sign in signs], dtype=np.float64)
    lowest = np.array([table.elsewhere[name].least if name in table.elsewhere else 0.0 for name in names])
    highest = np.array([0.0 if name in table.elsewhere else table.most for name in names])
    entries = [(at, index[sign]) for at, (held, _) in enumerate(cases) for sign in sorted(held)]
    case, sign = np.array(entries, dtype=np.int64).reshape(-1, 2).T
    right = np.array([conflict for _, conflict in cases], dtype=np.float64)
    share = np.where(right > 0, LOSS / right.sum(), 1 / (1 - right).sum()) * len(right) / (1 + LOSS)
    size = len(names) + len(signs) + 1
    prior = np.concatenate([np.where(highest > 0, PRIOR, 0.0), np.zeros(len(signs))])
    stiff = penalty * np.concatenate([np.where(highest > 0, GROUPS_STIFFER, 1.0), np.ones(len(signs))])
    values, mean, square = np.zeros(size), np.zeros(size), np.zeros(size)
    for step in range(1, STEPS + 1):
        of_group, of_word = values[: len(names)], values[len(names) : -1]
        total = of_group[group] + of_word
        sums = np.bincount(case, weights=total[sign], minlength=len(cases)) + values[-1]
        off = share * (1 / (1 + np.exp(-sums)) - right)
        slope = np.bincount(sign, weights=off[case], minlength=len(signs))
        slopes = np.concatenate(
            [np.bincount(group, weights=slope, minlength=len(names)), slope * frequent, [off.sum()]]
        )
        slopes[:-1] += stiff * (values[:-1] - prior)
        slopes /= len(cases)
        mean, square = 0.9 * mean + 0.1 * slopes, 0.999 * square + 0.001 * slopes**2
        rate = RATE * (1 - 0.95 * step / STEPS)
        values = values - rate * (mean / (1 - 0.9**step)) / (np.sqrt(square / (1 - 0.999**step)) + 1e-8)
        values[: len(names)] = np.clip(values[: len(names)], lowest, highest)
        floor, ceiling = lowest[group] - values[: len(names)][group], highest[group] - values[: len(names)][group]
        values[len(names) : -1] = np.clip(values[len(names) : -1] * frequent, floor, ceiling)
    total = values[: len(names)][group] + values[len(names) : -1]
    return Weights(
        signs=dict(zip(signs, total.tolist(), strict=True)),
        groups=dict(zip(names, values[: len(names)].tolist(), strict=True)),
        bias=float(values[-1]),
    )


def threshold_for(scores: Sequence[float], kept: float) -> float:
    """Give the highest threshold that keeps the share of the pages.

    >>> threshold_for([5.0, 1.0, 3.0, 2.0], 0.75)
    2.0
    """
    return sorted(scores)[int((1 - kept) * len(scores) + 1e-9)]


def try_out(items: Sequence[Item], table: GateWords, start: Gate, penalty: float) -> tuple[float, float]:
    """Give the threshold, less the bias, that keeps enough in folds, and the share of other pages that it refuses."""
    scores: dict[bool, list[float]] = {True: [], False: []}
    fold = [hashlib.sha256(f"fold {item.id}".encode()).digest()[0] % FOLDS for item in items]
    for number in range(FOLDS):
        seen = [item for item, at in zip(items, fold, strict=True) if at != number]
        learned = learn(seen, table, start, penalty)
        gate = replace(start, weights=learned.signs)
        for item, at in zip(items, fold, strict=True):
            if at == number and item.whole:
                scores[item.conflict].append(heaviest(item, gate)[1] + learned.bias)
    threshold = threshold_for(scores[True], KEPT)
    refused = sum(score < threshold for score in scores[False]) / len(scores[False])
    print(f"penalty {penalty}: threshold {threshold:.2f} refuses {refused:.3f} of other pages, in {FOLDS} folds")
    return threshold, refused


def write(learned: Weights, threshold: float, head: str, target: Path) -> None:
    """Write the table; a word that weighs as its group does is left out."""
    lines = [f"threshold: {threshold:.3f}", "groups:"]
    lines += [f'  "{name}": {weight:.3f}' for name, weight in learned.groups.items()]
    lines.append("words:")
    for sign, weight in sorted(learned.signs.items(), key=lambda one: one[0].word):
        if abs(weight - learned.groups[sign.group]) >= LEAST:
            lines.append(f'  "{sign.word}": {weight:.3f}')
    target.write_text(head + "\n".join(lines) + "\n", encoding="utf-8")


def main() -> None:
    """Run from the command line."""
    parser = argparse.ArgumentParser(prog="python -m training.gate", description=__doc__.split("\n")[0])
    parser.add_argument("--data", type=Path, required=True, help="the folder of corpora")
    parser.add_argument("--readings", type=Path, help="a file that keeps our readings of other pages from run to run")
    given = parser.parse_args()
    table = read_table(WORDS, GateWords)
    groups = dict.fromkeys(table.elsewhere, -0.5)
    start = gate_of(table, GateWeights(threshold=0.0, groups=groups, words={}))
    start = replace(start, weights={sign: groups.get(sign.group, 1.0) for sign in start.weights})
    items = list(read_items(given.data, start, given.readings))
    tried = {penalty: try_out(items, table, start, penalty) for penalty in PENALTIES}
    penalty = max(tried, key=lambda one: tried[one][1])
    learned = learn(items, table, start, penalty)
    counts = Counter((item.conflict, item.whole) for item in items)
    head = HEAD.format(
        conflict=counts[True, True], sentences=counts[True, False], other=counts[False, True], penalty=penalty
    )
    write(learned, tried[penalty][0] - learned.bias, head, TARGET)


if __name__ == "__main__":
    main()
