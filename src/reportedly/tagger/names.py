"""Hidden states and signs -> names in words: which runs of words name a person, an organisation or a place.

A small head of convolutions runs over the encoder's hidden states of an article, sentence by sentence. It is the mean
of a few members. Those of the one that is shipped learned from all documents; for measuring there is another, whose
members learned from all but a part of them, and of which only those are asked that have not learned from the document
(``unseen``). A name is the whole phrase, with its article, titles and what belongs to it ("the city of X",
"Secretary X"), as in the corpus that the head learned from.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from reportedly.tagger.networks import open_session
from reportedly.tagger.windows import runs
from reportedly.tagger.words import FEATURES, LOWER, MARK

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from numpy.typing import NDArray

    from reportedly.model import NameKind
    from reportedly.tagger.attribute import Networks
    from reportedly.tagger.relations import Pairs
    from reportedly.tagger.windows import Window
    from reportedly.tagger.words import Labels, Words

    Floats = NDArray[np.float32]

NAMES, NAMES_CONFIG = "names.onnx", "names.json"
KINDS: tuple[NameKind, ...] = ("person", "organisation", "place")
GAP = 4  # empty rows between sentences: the widest step of the head's convolutions
SURE = 0.9  # a word that is outside of all names by so much parts what stands before it from what follows
LEAST = 0.5  # confidence below which no name is given
NEVER = np.float32(-1e4)
FOOTNOTE = re.compile(r"[.,;:!?]?\[\d{1,3}(?:\].*)?$", re.DOTALL)  # what an encyclopaedia glues to a word
LOOSE = frozenset({"IN", "TO", "CC", ",", ":", "HYPH", "POS", "WDT", "WP", "VBG", "VBD", "VBP", "VBZ", "MD"})
NO_END = LOOSE | {
    "DT",
    "PRP",
    "RB",
    "-LRB-",
}  # fine tags of words that, in small letters, end no name; LOOSE: begin none
UNSEEN = "\u200b\u200e\u200f\ufeff \n"  # marks of direction and white space


@dataclass(frozen=True, slots=True, kw_only=True)
class NamesConfig:
    """``names.json``.

    ``encoder`` is the sha256 of the encoder whose hidden states the head has learned from; ``unseen`` holds, for each
    member that left out a part, the texts it has not learned from, by the first digits of their sha256.
    """

    encoder: str
    unseen: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """One name in words: a half-open range, its kind, and how sure the head is of its words (0 to 1)."""

    low: int
    high: int
    kind: int
    confidence: float


class Recording:
    """Networks that keep the hidden states that they give, so that the encoder runs once for all heads."""

    def __init__(self, networks: Networks) -> None:
        self.networks = networks
        self.kept: list[tuple[int, Floats]] = []

    def encode(self, window: Window) -> Floats:
        """Give and keep the hidden states of the window's words."""
        hidden = self.networks.encode(window)
        self.kept.append((window.low, hidden))
        return hidden

    def flat(self, hidden: Floats) -> Floats:
        """Give the word logits."""
        return self.networks.flat(hidden)

    def pair(self, hidden: Floats, low: int, pairs: Pairs) -> Floats:
        """Give the emissions."""
        return self.networks.pair(hidden, low, pairs)

    def hidden(self, count: int) -> Floats:
        """Give the hidden states of all words of an article of ``count`` words."""
        whole = np.zeros((count, self.kept[0][1].shape[1] if self.kept else 0), dtype=np.float32)
        for low, hidden in self.kept:
            whole[low : low + len(hidden)] = hidden
        return whole


class NamesHead:
    """The head as one ONNX graph; its members stand side by side."""

    def __init__(self, folder: Path, *, threads: int = 1) -> None:
        self.session = open_session(folder / NAMES, threads=threads)

    def chances(self, words: Words, hidden: Floats, signs: NDArray[np.int64]) -> Floats:
        """Give each member's log probabilities (M, W, L) of the labels of an article's words."""
        rows = rows_of(words)
        live = rows >= 0
        feed = {
            "hidden": np.where(live[:, None], hidden[rows], np.float32(0)),
            "signs": np.where(live[:, None], signs[rows], 0),
            "mask": live.astype(np.float32),
        }
        logits: Floats = self.session.run(None, feed)[0]
        return log_softmax(logits[:, live])


def rows_of(words: Words) -> NDArray[np.int64]:
    """Lay out the words stretch by stretch with ``GAP`` empty rows (-1) after each."""
    gap = np.full(GAP, -1, dtype=np.int64)
    pieces = [part for low, high in runs(stretches(words), 0, len(words)) for part in (np.arange(low, high), gap)]
    return np.concatenate(pieces) if pieces else np.zeros(0, dtype=np.int64)


def stretches(words: Words) -> NDArray[np.int64]:
    """Number the sentences, one that begins after no mark of punctuation joined to the one before it.

    The parser cuts "Navy Chief Petty Officer X" in two; a name never ends so.
    """
    if not len(words):
        return words.sentence
    marked = words.features[:-1, FEATURES.index("case")] == MARK
    parted = (words.sentence[1:] != words.sentence[:-1]) & marked
    numbers: NDArray[np.int64] = np.cumsum(parted | (words.paragraph[1:] != words.paragraph[:-1]))
    return np.concatenate([np.zeros(1, dtype=np.int64), numbers])


def log_softmax(logits: Floats) -> Floats:
    """Give log probabilities along the last axis."""
    moved = logits - logits.max(axis=-1, keepdims=True)
    return np.asarray(moved - np.log(np.exp(moved).sum(axis=-1, keepdims=True)))


def find_names(words: Words, chances: Floats, labels: Labels, members: Sequence[int] = ()) -> list[Named]:
    """Give the names in the order of the words, from the chances of all members or of those given.

    Labels are 0 for no name, then a first and a further one for each kind; those after ``KINDS`` are other things
    (nouns for the same, nationalities, weapons), which the head tells apart but which name nothing here.
    """
    mean = chances[list(members)].mean(axis=0) if members else chances.mean(axis=0)
    stretch = stretches(words)
    first = np.r_[True, stretch[1:] != stretch[:-1]]
    best = np.zeros(len(words), dtype=np.int64)
    for low, high in unsure(mean, first):
        best[low:high] = best_labels(mean[low:high])
    return list(trimmed(named(best, mean), words, labels))


def unsure(scores: Floats, first: NDArray[np.bool_]) -> Iterator[tuple[int, int]]:
    """Give the ranges of words of one sentence each that are not surely outside of all names."""
    start: int | None = None
    for at, outside in enumerate((scores[:, 0] > np.log(SURE)).tolist()):
        if start is not None and (outside or first[at]):
            yield start, at
            start = None
        if start is None and not outside:
            start = at
    if start is not None:
        yield start, len(scores)


def best_labels(scores: Floats) -> NDArray[np.int64]:
    """Give the likeliest labels in which a further word of a kind follows only a word of that kind."""
    count = scores.shape[1]
    further = np.arange(2, count, 2)
    step = np.zeros((count, count), dtype=np.float32)
    step[:, further] = NEVER
    step[further, further] = step[further - 1, further] = 0
    total = scores[0].copy()
    total[further] += NEVER
    back = []
    for row in scores[1:]:
        moved = total[:, None] + step
        back.append(moved.argmax(axis=0))
        total = moved.max(axis=0) + row
    labels = [int(total.argmax())]
    for choices in reversed(back):
        labels.append(int(choices[labels[-1]]))
    return np.array(labels[::-1], dtype=np.int64)


def named(labels: NDArray[np.int64], scores: Floats) -> Iterator[Named]:
    """Give the runs of labels that name a person, an organisation or a place."""
    at = 0
    while at < len(labels):
        label, low = int(labels[at]), at
        at += 1
        if label % 2 == 0 or label > 2 * len(KINDS):
            continue
        while at < len(labels) and labels[at] == label + 1:
            at += 1
        held = np.exp(scores[np.arange(low, at), labels[low:at]])
        yield Named(low=low, high=at, kind=label // 2, confidence=float(held.mean()))


def trimmed(found: Iterable[Named], words: Words, labels: Labels) -> Iterator[Named]:
    """Cut prepositions, verbs, commas and the like off both ends of names."""
    small = np.isin(words.features[:, FEATURES.index("case")], (LOWER, MARK))
    tags = words.features[:, FEATURES.index("tag")]
    opens, closes = (
        small & np.isin(tags, [row for row, tag in enumerate(labels.tags, start=1) if tag in loose])
        for loose in (LOOSE, NO_END)
    )
    for one in found:
        low, high = one.low, one.high
        while high - 1 > low and closes[high - 1]:
            high -= 1
        while low + 1 < high and opens[low]:
            low += 1
        yield replace(one, low=low, high=high)


def settled(found: Sequence[Named], words: Words, text: str) -> Iterator[Named]:
    """Give the names that are likely enough, those printed alike all of one kind.

    Only between place and organisation a name may go to and fro, as states do.
    """
    votes: dict[str, Counter[int]] = {}
    printed = [text[slice(*offsets_of(one, words, text))] for one in found]
    for phrase, one in zip(printed, found, strict=True):
        votes.setdefault(phrase, Counter())[one.kind] += round(one.confidence * 1000)
    for phrase, one in zip(printed, found, strict=True):
        kind = min(votes[phrase], key=lambda kind: (-votes[phrase][kind], kind))
        if one.confidence >= LEAST:
            yield one if 0 not in (kind, one.kind) else replace(one, kind=kind)


def offsets_of(one: Named, words: Words, text: str) -> tuple[int, int]:
    """Give the characters of a name, without footnote marks and what cannot be seen.

    >>> FOOTNOTE.sub("", "Tarsk,[1]")
    'Tarsk'
    """
    start, end = int(words.start[one.low]), int(words.end[one.high - 1])
    printed = FOOTNOTE.sub("", text[start:end]).rstrip(UNSEEN)
    lead = len(printed) - len(printed.lstrip(UNSEEN))
    return (start + lead, start + len(printed)) if printed[lead:] else (start, end)
