"""Learns which place is an event's: the weights of ``data/lexicon/en/whereabouts.yml``, a logistic regression.

``python -m training.whereabouts --data FOLDER`` reads event_location (Halterman 2019) and learns from the half of its
sentences that ``bench.task.half_of`` calls ``dev``, so that ``python -m bench event-place --half held`` measures on
sentences never seen. The strength of the penalty and the threshold are those that do best in four folds of that half.
"""

from __future__ import annotations

import argparse
import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from bench import ours
from bench.corpora.event_location import Sentence, read_event_location
from bench.spans import Span, overlap
from bench.task import half_of
from bench.tasks.event_place import spots_of, token_at
from reportedly.extract.events.whereabouts import signs

Floats = NDArray[np.float64]
TARGET = Path(__file__).parents[1] / "src/reportedly/data/lexicon/en/whereabouts.yml"
FOLDS = 4
RAREST = 4
STEPS = 400
RATE = 0.06
PENALTIES = (3.0, 6.0, 12.0)
THRESHOLDS = tuple(round(-1.4 + 0.1 * step, 1) for step in range(15))
LEAST = 0.05
HEAD = """# Which of a sentence's places is an event's: the weight of each sign (see extract/events/whereabouts.py).
# Made by `python -m training.whereabouts`, not by hand: a logistic regression on the dev half of event_location
# (Halterman 2019, MIT licence), {items} events with {spots} mentions of places; penalty {penalty}.
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """An event: the signs of each mention of a place, whether it is the event's, and how many places the event has."""

    sentence: str
    signs: tuple[frozenset[str], ...]
    right: tuple[bool, ...]
    places: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """Items as numbers: the sign and the mention of each entry, and whether each mention is right."""

    sign: NDArray[np.int64]
    mention: NDArray[np.int64]
    right: Floats


def read_items(records: Sequence[Sentence]) -> Iterator[Item]:
    """Give the events of the sentences with the signs of our own mentions of places."""
    for record, found in zip(records, ours.extracted((one.text, None) for one in records), strict=True):
        scene = ours.scene_of(found)
        for item in record.items:
            token = token_at(found.doc, item.verb)
            spots = spots_of(token, scene) if token is not None else []
            spans: list[Span] = [(spot.words.start_char, spot.words.end_char) for spot in spots]
            yield Item(
                sentence=record.id,
                signs=tuple(frozenset(signs(spot, token, spots)) for spot in spots) if token is not None else (),
                right=tuple(any(overlap(span, gold) for gold in item.places) for span in spans),
                places=len(item.places),
            )


def tabulate(items: Sequence[Item], vocabulary: dict[str, int]) -> Table:
    """Give items as numbers; signs that the vocabulary lacks are left out."""
    mentions = [(held, right) for item in items for held, right in zip(item.signs, item.right, strict=True)]
    entries = [(vocabulary[sign], at) for at, (held, _) in enumerate(mentions) for sign in held if sign in vocabulary]
    sign, mention = np.array(entries, dtype=np.int64).reshape(-1, 2).T
    return Table(sign=sign, mention=mention, right=np.array([right for _, right in mentions], dtype=np.float64))


def vocabulary_of(items: Sequence[Item]) -> dict[str, int]:
    """Number the signs that are frequent enough to learn from."""
    counts = Counter(sign for item in items for held in item.signs for sign in held)
    return {sign: at for at, sign in enumerate(sorted(sign for sign, count in counts.items() if count >= RAREST))}


def fit(table: Table, size: int, penalty: float) -> Floats:
    """Give the weights of a logistic regression with a squared penalty, by Adam (Kingma and Ba, 2015)."""
    weights, mean, square = np.zeros(size), np.zeros(size), np.zeros(size)
    for step in range(1, STEPS + 1):
        off = 1 / (1 + np.exp(-sums(table, weights))) - table.right
        slope = (np.bincount(table.sign, weights=off[table.mention], minlength=size) + penalty * weights) / len(off)
        mean, square = 0.9 * mean + 0.1 * slope, 0.999 * square + 0.001 * slope**2
        rate = RATE * (1 - 0.95 * step / STEPS)
        weights = weights - rate * (mean / (1 - 0.9**step)) / (np.sqrt(square / (1 - 0.999**step)) + 1e-8)
    return weights


def sums(table: Table, weights: Floats) -> Floats:
    """Give the sum of each mention's weights."""
    return np.bincount(table.mention, weights=weights[table.sign], minlength=len(table.right)).astype(np.float64)


def f1(items: Sequence[Item], totals: Floats, threshold: float) -> float:
    """Give F1 as the task counts it: one place or none for each event."""
    right, wanted, at = 0, 0, 0
    for item in items:
        held = totals[at : at + len(item.right)]
        at += len(item.right)
        wanted += max(1, item.places)
        taken = int(np.argmax(held)) if len(held) and held.max() > threshold else None
        right += item.right[taken] if taken is not None else item.places == 0
    precision, recall = right / len(items), right / wanted
    return 2 * precision * recall / (precision + recall)


def choose(items: Sequence[Item]) -> tuple[float, float]:
    """Give the penalty and the threshold that do best over the folds; a sentence is in one fold."""
    fold = [hashlib.sha256(f"fold {item.sentence}".encode()).digest()[0] % FOLDS for item in items]
    reached: defaultdict[tuple[float, float], float] = defaultdict(float)
    for number in range(FOLDS):
        seen = [item for item, at in zip(items, fold, strict=True) if at != number]
        left = [item for item, at in zip(items, fold, strict=True) if at == number]
        vocabulary = vocabulary_of(seen)
        for penalty in PENALTIES:
            weights = fit(tabulate(seen, vocabulary), len(vocabulary), penalty)
            totals = sums(tabulate(left, vocabulary), weights)
            for threshold in THRESHOLDS:
                reached[penalty, threshold] += f1(left, totals, threshold) / FOLDS
    (penalty, threshold), value = max(reached.items(), key=lambda item: item[1])
    print(f"penalty {penalty}, threshold {threshold}: F1 {value:.4f} in {FOLDS} folds of the dev half")
    return penalty, threshold


def learn(items: Sequence[Item], target: Path) -> None:
    """Learn from all items and write the table."""
    penalty, threshold = choose(items)
    vocabulary = vocabulary_of(items)
    weights = fit(tabulate(items, vocabulary), len(vocabulary), penalty)
    spots = sum(len(item.right) for item in items)
    lines = [f"threshold: {threshold:.1f}", "weights:"]
    lines += [f'  "{sign}": {weights[at]:.3f}' for sign, at in vocabulary.items() if abs(weights[at]) >= LEAST]
    head = HEAD.format(items=len(items), spots=spots, penalty=penalty)
    target.write_text(head + "\n".join(lines) + "\n", encoding="utf-8")


def main() -> None:
    """Run from the command line."""
    parser = argparse.ArgumentParser(prog="python -m training.whereabouts", description=__doc__.split("\n")[0])
    parser.add_argument("--data", type=Path, required=True, help="the folder of event_location")
    given = parser.parse_args()
    records = [record for record in read_event_location(given.data) if half_of(record.id) == "dev"]
    learn(list(read_items(records)), TARGET)


if __name__ == "__main__":
    main()
