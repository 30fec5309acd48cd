"""How each word of a window stands to a cue: in the tree of the parse, in words, in sentences, in paragraphs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from reportedly.tagger.words import Words

REACH = 80  # words on either side of a cue in which its source and content are sought
STEPS = 3  # steps up from the cue's head that are told apart
NOT_IN_TREE = STEPS + 1  # a word of another sentence
FINE, MOST = 5, 14
DISTANCES = 2 * MOST + 1
COARSE = FINE * FINE * 2 ** np.arange(1, MOST - FINE + 1)  # squared: each class reaches further by the root of 2
SENTENCES = 7
PARAGRAPHS = 3
RELATIONS = ("rise", "branch", "distance", "sentence", "paragraph", "role")
DEP = 3  # column of the dependency label in ``Words.features``


@dataclass(frozen=True, slots=True, kw_only=True)
class Pairs:
    """One row a cue: ``words`` (K, L) and their ``relations`` (K, L, R); ``mask`` tells words from padding.

    ``start`` and ``end`` are the cue's half-open range of words.
    """

    start: NDArray[np.int64]
    end: NDArray[np.int64]
    words: NDArray[np.int64]
    mask: NDArray[np.bool_]
    relations: NDArray[np.int64]


def cue_head(words: Words, start: int, end: int) -> int:
    """Give the first word of the cue whose head lies outside it: the one that governs the rest."""
    for word in range(start, end):
        head = int(words.head[word])
        if head == word or not start <= head < end:
            return word
    return start


def path_up(words: Words, word: int) -> list[int]:
    """Give a word and all above it, up to the root of its sentence."""
    path = [word]
    while (head := int(words.head[path[-1]])) != path[-1] and len(path) < 64:
        path.append(head)
    return path


def span_of(words: Words, start: int, end: int, low: int, high: int) -> tuple[int, int]:
    """Give the range of words in which a cue's source and content are sought.

    That is the cue's paragraph and the one after it, and the one before if the cue stands in its paragraph's first
    sentence, all within ``REACH`` words and the window ``low`` to ``high``.
    """
    left, right = max(low, start - REACH), min(high, end + REACH)
    here = int(words.paragraph[start])
    leads = start == low or bool(words.paragraph[start - 1] != here) or opens_paragraph(words, start)
    earliest = here - 1 if leads else here
    kept = np.flatnonzero((words.paragraph[left:right] >= earliest) & (words.paragraph[left:right] <= here + 1))
    return left + int(kept[0]), left + int(kept[-1]) + 1


def opens_paragraph(words: Words, word: int) -> bool:
    """Whether a word stands in the first sentence of its paragraph."""
    first = int(np.searchsorted(words.paragraph, words.paragraph[word], side="left"))
    return bool(words.sentence[first] == words.sentence[word])


def bucket(distance: NDArray[np.int64]) -> NDArray[np.int64]:
    """Put signed distances in words into ``DISTANCES`` classes, finer near 0."""
    size = np.abs(distance)
    steps = np.where(size <= FINE, size, FINE + np.searchsorted(COARSE, size * size, side="right"))
    return np.where(distance < 0, -steps, steps) + DISTANCES // 2


def relate(words: Words, cues: Sequence[tuple[int, int]], low: int, high: int, *, length: int | None = None) -> Pairs:
    """Give the relations of every word in reach of each cue; ``cues`` are half-open ranges of words, in order.

    ``rise`` counts the steps from the cue's head up to the lowest word that stands above both, ``branch`` is the
    dependency label (its row) under which the word hangs from there.
    """
    spans = [span_of(words, start, end, low, high) for start, end in cues]
    width = length or max((b - a for a, b in spans), default=1)
    count = len(cues)
    offsets = np.arange(width)
    begins = np.array([a for a, _ in spans], dtype=np.int64).reshape(count, 1)
    ends = np.array([b for _, b in spans], dtype=np.int64).reshape(count, 1)
    index = np.minimum(begins + offsets, ends - 1)
    mask = begins + offsets < ends
    start = np.array([a for a, _ in cues], dtype=np.int64).reshape(count, 1)
    end = np.array([b for _, b in cues], dtype=np.int64).reshape(count, 1)
    rise, branch = tree_relations(words, cues, low, high, index)
    distance = np.where(index < start, index - start, np.maximum(index - end + 1, 0))
    at = words.sentence[start]
    sentence = np.clip(words.sentence[index] - at, -(SENTENCES // 2), SENTENCES // 2) + SENTENCES // 2
    paragraph = np.clip(words.paragraph[index] - words.paragraph[start], -1, 1) + 1
    role = ((index >= start) & (index < end)).astype(np.int64)
    relations = np.stack([rise, branch, bucket(distance), sentence, paragraph, role], axis=-1)
    return Pairs(start=start[:, 0], end=end[:, 0], words=index, mask=mask, relations=relations)


def tree_relations(
    words: Words, cues: Sequence[tuple[int, int]], low: int, high: int, index: NDArray[np.int64]
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Give ``rise`` and ``branch`` for the words of ``index`` (K, L); see ``relate``."""
    size = high - low
    level = np.full((len(cues), size), NOT_IN_TREE, dtype=np.int64)  # steps up from the cue's head, on its path
    for row, (start, end) in enumerate(cues):
        for step, word in enumerate(path_up(words, cue_head(words, start, end))):
            if low <= word < high:
                level[row, word - low] = min(step, STEPS)
    head = np.clip(words.head[low:high] - low, 0, size - 1)
    on_path = level < NOT_IN_TREE
    stops = on_path | on_path[:, head] | (head == np.arange(size))
    up = np.where(stops, np.arange(size), head)
    for _ in range(6):  # each round doubles the steps taken: 64 in all
        up = np.take_along_axis(up, up, axis=1)
    top = np.take_along_axis(up, index - low, axis=1)
    own, above = np.take_along_axis(level, top, axis=1), np.take_along_axis(level, head[top], axis=1)
    rise = np.where(own < NOT_IN_TREE, own, above)
    branch = np.where(own < NOT_IN_TREE, 0, words.features[low:high, DEP][top])
    return rise, np.where(rise < NOT_IN_TREE, branch, 0)
