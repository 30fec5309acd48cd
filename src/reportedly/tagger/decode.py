"""Scores -> labels: cues from word labels, roles from a linear chain (Viterbi)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float32]

B_CUE, I_CUE = 1, 2
ROLE_LABELS = {"cue": (1, 3), "source": (3, 5), "content": (5, 7)}  # columns of the word logits
OTHER, SOURCE, CONTENT = range(3)


@dataclass(frozen=True, slots=True, kw_only=True)
class Chain:
    """What neighbours add to a labelling's score: ``step`` (3, 3) from row to column, ``begin`` and ``end`` (3)."""

    step: Floats
    begin: Floats
    end: Floats


def softmax(logits: Floats) -> Floats:
    """Give probabilities along the last axis."""
    raised = np.exp(logits - logits.max(axis=-1, keepdims=True))
    return np.asarray(raised / raised.sum(axis=-1, keepdims=True))


def find_cues(logits: Floats, *, bias: float) -> list[tuple[int, int]]:
    """Give the cues in word logits (W, 7) as half-open ranges, in order: the likeliest reading's, and unsure ones.

    The unsure ones are those found with ``bias`` added to the two cue labels that touch none of the likeliest reading.
    """
    sure = cue_runs(logits.argmax(axis=1))
    raised = logits.copy()
    raised[:, B_CUE : I_CUE + 1] += bias
    unsure = cue_runs(raised.argmax(axis=1))
    free = [cue for cue in unsure if not any(cue[0] < end and start < cue[1] for start, end in sure)]
    return sorted(sure + free)


def cue_runs(labels: NDArray[np.int64]) -> list[tuple[int, int]]:
    """Give the half-open ranges of cues in a sequence of labels; a stray I begins one."""
    found: list[tuple[int, int]] = []
    for at in np.flatnonzero((labels == B_CUE) | (labels == I_CUE)).tolist():
        if found and found[-1][1] == at and labels[at] == I_CUE:
            found[-1] = (found[-1][0], at + 1)
        else:
            found.append((at, at + 1))
    return found


def best_roles(emissions: Floats, mask: NDArray[np.bool_], chain: Chain) -> NDArray[np.int64]:
    """Give the best roles (K, L) of each cue's words.

    ``emissions`` is (K, L, 3); ``mask`` (K, L) tells words from padding, which comes last and gets role 0.
    """
    count, length, _ = emissions.shape
    best = chain.begin + emissions[:, 0]
    back = np.zeros((length, count, 3), dtype=np.int8)
    here = np.arange(3, dtype=np.int8)
    full = np.asarray(mask.all(axis=0))
    for at in range(1, length):
        reached = best[:, :, None] + chain.step
        further = reached.max(axis=1) + emissions[:, at]
        origin = reached.argmax(axis=1)
        if full[at]:
            back[at], best = origin, further
        else:
            live = mask[:, at, None]
            back[at] = np.where(live, origin, here)
            best = np.where(live, further, best)
    roles = np.zeros((count, length), dtype=np.int64)
    rows = np.arange(count)
    now = (best + chain.end).argmax(axis=1)
    for at in range(length - 1, -1, -1):
        roles[:, at] = now
        now = back[at][rows, now]
    roles[~mask] = OTHER
    return roles
