"""Words -> attributions in words: the networks run over each window, their scores decoded, the unlikely left out."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Protocol

import numpy as np

from reportedly.tagger.decode import CONTENT, OTHER, ROLE_LABELS, SOURCE, Chain, best_roles, find_cues, softmax
from reportedly.tagger.relations import Pairs, relate
from reportedly.tagger.windows import Window, make_window, pack

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

    from reportedly.tagger.words import Words

    Floats = NDArray[np.float32]

LONG = 12  # words of content beyond which its length says no more
SHARED = 0.5  # of the shorter content: two candidates that share more speak of the same words
FLOOR = 1e-6
FAR = 30.0  # odds beyond which a chance is no other
EXACT = 9  # decimals of a confidence: far above the noise of another processor's exponential


class Networks(Protocol):
    """The three networks; each takes and gives arrays of one window."""

    def encode(self, window: Window) -> Floats:
        """Give the hidden states of the window's words (W, H)."""

    def flat(self, hidden: Floats) -> Floats:
        """Give the word logits (W, 7)."""

    def pair(self, hidden: Floats, low: int, pairs: Pairs) -> Floats:
        """Give the emissions (K, L, 3); ``pairs`` counts words from the article's first, ``hidden`` from ``low``."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What is chosen on held-out articles.

    ``bias``: see ``find_cues``. ``blend``: the weight of the word labels' log odds beside the emissions. ``weights``:
    of a candidate's ``signs`` and, last, of 1, in a logistic regression (none: the first sign alone). ``least``: the
    least confidence that is kept.
    """

    bias: float
    blend: float
    weights: tuple[float, ...]
    least: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """One attribution in words: its cue's half-open range, the words of its source and of its content.

    ``signs`` are what its ``confidence`` is computed from; see ``signs_of``.
    """

    cue: tuple[int, int]
    source: tuple[int, ...]
    content: tuple[int, ...]
    signs: tuple[float, ...] = ()
    confidence: float = 0.0


def attribute(
    words: Words, networks: Networks, chain: Chain, settings: Settings, *, opening: int, closing: int
) -> list[Found]:
    """Give the attributions of an article in the order of their cues.

    ``opening`` and ``closing`` are the ids of the pieces that begin a window and end a paragraph.
    """
    candidates: list[Found] = []
    for held in pack(words):
        window = make_window(words, held, opening=opening, closing=closing)
        candidates.extend(candidates_of(words, window, networks, chain, settings))
    return chosen(candidates, settings)


def candidates_of(
    words: Words, window: Window, networks: Networks, chain: Chain, settings: Settings
) -> Iterator[Found]:
    """Give every cue of a window that has a content, likely or not."""
    hidden = networks.encode(window)
    logits = networks.flat(hidden)
    cues = [(start + window.low, end + window.low) for start, end in find_cues(logits, bias=settings.bias)]
    if not cues:
        return
    odds = role_odds(logits)
    pairs = relate(words, cues, window.low, window.high)
    emissions = networks.pair(hidden, window.low, pairs)
    if settings.blend:
        near = pairs.words - window.low
        emissions = emissions.copy()
        emissions[:, :, SOURCE] += settings.blend * odds["source"][near]
        emissions[:, :, CONTENT] += settings.blend * odds["content"][near]
    roles = best_roles(emissions, pairs.mask, chain)
    for row, (start, end) in enumerate(cues):
        roles[row][(pairs.words[row] >= start) & (pairs.words[row] < end)] = OTHER
        content = pairs.words[row][roles[row] == CONTENT]
        source = pairs.words[row][roles[row] == SOURCE]
        if len(content):
            signs = signs_of(odds, window.low, (start, end), source, content)
            yield Found(cue=(start, end), source=tuple(source.tolist()), content=tuple(content.tolist()), signs=signs)


def role_odds(logits: Floats) -> dict[str, Floats]:
    """Give for each role the log odds (W) that a word has it, by the word labels alone."""
    chances = softmax(logits)
    odds = {}
    for role, (low, high) in ROLE_LABELS.items():
        chance = np.clip(chances[:, low:high].sum(axis=1), FLOOR, 1 - FLOOR)
        odds[role] = np.asarray(np.log(chance) - np.log(1 - chance))
    return odds


def signs_of(
    odds: dict[str, Floats],
    low: int,
    cue: tuple[int, int],
    source: NDArray[np.int64],
    content: NDArray[np.int64],
) -> tuple[float, ...]:
    """Give what speaks for a candidate.

    In order: the best log odds of the cue's words, the mean log odds of the content's words, the share of them above
    even, the mean log odds of the source's words, whether there is no source, and the content's length up to ``LONG``.
    """
    inside = odds["content"][content - low]
    return (
        float(odds["cue"][cue[0] - low : cue[1] - low].max()),
        float(inside.mean()),
        float((inside > 0).mean()),
        float(odds["source"][source - low].mean()) if len(source) else 0.0,
        float(not len(source)),
        min(len(content), LONG) / LONG,
    )


def confidence_of(signs: Sequence[float], weights: Sequence[float]) -> float:
    """Give the chance that a candidate is an attribution: logistic regression on its signs, to ``EXACT`` decimals."""
    total = (
        sum(sign * weight for sign, weight in zip(signs, weights, strict=False)) + weights[-1] if weights else signs[0]
    )
    return round(1 / (1 + math.exp(-max(-FAR, min(FAR, total)))), EXACT)


def chosen(candidates: Sequence[Found], settings: Settings) -> list[Found]:
    """Give the candidates that are likely enough, in order, none sharing most of its content with a likelier one."""
    rated = [replace(one, confidence=confidence_of(one.signs, settings.weights)) for one in candidates]
    likely = [one for one in rated if one.confidence >= settings.least]
    kept: list[Found] = []
    for one in sorted(likely, key=lambda found: (-found.confidence, found.cue)):
        if not any(shares(one, other) for other in kept):
            kept.append(one)
    return sorted(kept, key=lambda found: found.cue)


def shares(one: Found, other: Found) -> bool:
    """Whether two contents share more than ``SHARED`` of the shorter one's words."""
    ours, theirs = set(one.content), set(other.content)
    return len(ours & theirs) > SHARED * min(len(ours), len(theirs))
