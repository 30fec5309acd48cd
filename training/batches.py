"""Examples -> batches of windows, with gold and false cues for the pair head."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from reportedly.tagger.relations import Pairs, relate
from reportedly.tagger.windows import CAPACITY, Window, make_window, pack
from reportedly.tagger.words import Words
from training.examples import Example, Gold

OUT, B_CUE, I_CUE, B_SOURCE, I_SOURCE, B_CONTENT, I_CONTENT = range(7)


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One window with its words (perhaps augmented), flat labels (W) and gold attributions that begin in it."""

    example: Example
    words: Words
    window: Window
    flat: np.ndarray
    golds: tuple[Gold, ...]


def flat_labels(golds: tuple[Gold, ...], low: int, high: int) -> np.ndarray:
    """Give the word labels of a window; a gap in a content ends one stretch and begins the next."""
    labels = np.zeros(high - low, dtype=np.int64)
    for gold in golds:
        for role, begin in ((gold.content, B_CONTENT), (gold.source, B_SOURCE), (gold.cue, B_CUE)):
            for at, word in enumerate(role):
                if low <= word < high:
                    labels[word - low] = begin if at == 0 or role[at - 1] != word - 1 else begin + 1
    return labels


def items_of(
    example: Example, words: Words, *, opening: int, closing: int, reserve: int = 0, capacity: int = CAPACITY
) -> Iterator[Item]:
    """Give the windows of an example."""
    for held in pack(words, reserve=reserve, capacity=capacity):
        window = make_window(words, held, opening=opening, closing=closing)
        yield Item(
            example=example,
            words=words,
            window=window,
            flat=flat_labels(example.golds, window.low, window.high),
            golds=tuple(gold for gold in example.golds if window.low <= gold.cue[0] < window.high),
        )


def bucketed(items: list[Item], *, budget: int, rng: np.random.Generator) -> list[list[Item]]:
    """Group windows of like length into batches of at most ``budget`` pieces, in random order."""
    noise = rng.random(len(items)) * 12
    order = sorted(range(len(items)), key=lambda i: len(items[i].window.pieces) + noise[i])
    batches: list[list[Item]] = []
    held: list[Item] = []
    longest = 0
    for i in order:
        size = len(items[i].window.pieces)
        if held and max(longest, size) * (len(held) + 1) > budget:
            batches.append(held)
            held, longest = [], 0
        held.append(items[i])
        longest = max(longest, size)
    if held:
        batches.append(held)
    return [batches[i] for i in rng.permutation(len(batches))]


def pad(items: list[Item]) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    """Give pieces (B, T), features (B, T, F), mask (B, T) and each word's place in the flattened batch (sum W)."""
    longest = max(len(item.window.pieces) for item in items)
    count = len(items)
    pieces = np.zeros((count, longest), dtype=np.int64)
    features = np.zeros((count, longest, items[0].window.features.shape[1]), dtype=np.int64)
    mask = np.zeros((count, longest), dtype=np.int64)
    places = []
    for row, item in enumerate(items):
        size = len(item.window.pieces)
        pieces[row, :size], features[row, :size], mask[row, :size] = item.window.pieces, item.window.features, 1
        places.append(item.window.first + row * longest)
    return pieces, features, mask, np.concatenate(places)


def cues_of(labels: np.ndarray) -> list[tuple[int, int]]:
    """Give the cue ranges in a sequence of flat labels; a stray I begins a cue."""
    found: list[tuple[int, int]] = []
    inside = False
    for at, label in enumerate(labels.tolist()):
        if label == B_CUE or (label == I_CUE and not inside):
            found.append((at, at + 1))
            inside = True
        elif label == I_CUE:
            found[-1] = (found[-1][0], at + 1)
        else:
            inside = False
    return found


def pair_rows(item: Item, predicted: list[tuple[int, int]]) -> tuple[Pairs, np.ndarray] | None:
    """Give gold cues and predicted false ones of a window with the roles (K, L) that they should get.

    A predicted cue that overlaps a gold one should get that one's roles, any other none.
    """
    low, high = item.window.low, item.window.high
    rows: list[tuple[tuple[int, int], Gold | None]] = [
        ((gold.cue[0], min(gold.cue[-1] + 1, high)), gold) for gold in item.golds
    ]
    taken = {cue for cue, _ in rows}
    for start, end in predicted:
        cue = (start + low, end + low)
        if cue not in taken:
            match = next((gold for known, gold in rows if known[0] < cue[1] and cue[0] < known[1]), None)
            rows.append((cue, match))
            taken.add(cue)
    if not rows:
        return None
    pairs = relate(item.words, [cue for cue, _ in rows], low, high)
    roles = np.zeros_like(pairs.words)
    for row, (_, gold) in enumerate(rows):
        if gold is not None:
            roles[row][np.isin(pairs.words[row], gold.source)] = 1
            roles[row][np.isin(pairs.words[row], gold.content)] = 2
    roles[~pairs.mask] = 0
    return pairs, roles
