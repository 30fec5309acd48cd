"""spaCy's entities, decoded all at once: the same labels as by its own loop over tokens, in less than half the time.

The model of ``ner`` scores moves (O; U, B, I or L of a label) from a word and, inside an entity, from the entity's
first word and the word before. What it does outside of entities therefore depends on no earlier move: the moves of all
words from outside are scored in one product, then all entities that may begin are followed to their ends side by side.
spaCy's own loop takes and drops Python's global lock for each move of each word.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from reportedly.errors import ParseError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray
    from spacy.tokens import Doc

    Floats = NDArray[np.float32]
    Integers = NDArray[np.int64]

    Entity = tuple[int, int, str]
    """The half-open range of an entity's tokens, and its label."""

OUTSIDE, UNIT, BEGIN, INSIDE, LAST = "O", "U", "B", "I", "L"
FEATURES = 3  # the word, the first word of the open entity, the word before
NONE = -1
NEVER = np.float32(-np.inf)


@dataclass(frozen=True, slots=True)
class Moves:
    """The model's moves: of each its kind and label, and for each that begins an entity those that go on and end it."""

    kinds: tuple[str, ...]
    labels: tuple[str, ...]
    inside: Integers
    last: Integers


def read_moves(ner: Any) -> Moves:
    """Give the moves of a pipe ``ner``."""
    names = [ner.moves.get_class_name(number) for number in range(ner.moves.n_moves)]
    kinds = tuple(name.partition("-")[0] for name in names)
    labels = tuple(name.partition("-")[2] for name in names)
    row = {name: number for number, name in enumerate(names)}
    going_on, ending = (
        [row[f"{kind}-{label}"] if begins == BEGIN else NONE for begins, label in zip(kinds, labels, strict=True)]
        for kind in (INSIDE, LAST)
    )
    return Moves(kinds, labels, np.array(going_on), np.array(ending))


def find_entities(doc: Doc, ner: Any) -> list[Entity]:
    """Give the entities of a document whose sentences are known and that has none yet, in order.

    Raises:
        ParseError: the model looks at other words than this module knows of.
    """
    if not len(doc):
        return []
    moves = read_moves(ner)
    step = ner.model.predict([doc])
    if step.state2vec.nF != FEATURES:
        raise ParseError(f"spaCy's model of entities looks at {step.state2vec.nF} words, not {FEATURES}")
    bound = np.array([token.is_sent_start is True for token in doc][1:] + [True])  # no entity goes on after it
    blank = np.array([token.is_space for token in doc])
    chosen = from_outside(step, moves, bound, blank)
    ends = followed(step, moves, chosen, bound)
    step.clear_memory()
    return list(assembled(chosen, ends, moves))


def scores_of(step: Any, first: Integers, opened: Integers, before: Integers) -> Floats:
    """Give the scores (N, moves) of states that look at these words; ``NONE``: at no word."""
    looked_at = np.ascontiguousarray(np.stack([first, opened, before], axis=1).astype(np.int32))
    scores: Floats = step.vec2scores.predict(step.state2vec.predict(looked_at))
    return scores


def from_outside(step: Any, moves: Moves, bound: NDArray[np.bool_], blank: NDArray[np.bool_]) -> Integers:
    """Give for each word the move that is made there when no entity is open."""
    words = np.arange(len(bound))
    none = np.full(len(bound), NONE)
    scores = scores_of(step, words, none, none)
    kinds = np.array(moves.kinds)
    named = np.array([bool(label) for label in moves.labels])
    scores[:, ~(((kinds == UNIT) | (kinds == BEGIN)) & named | (kinds == OUTSIDE))] = NEVER
    scores[np.ix_(blank, (kinds == UNIT) | (kinds == BEGIN))] = NEVER
    scores[np.ix_(bound, kinds == BEGIN)] = NEVER
    best: Integers = scores.argmax(axis=1)
    return best


def followed(step: Any, moves: Moves, chosen: Integers, bound: NDArray[np.bool_]) -> Integers:
    """Give for each word where an entity would begin the word after its end."""
    ends = np.full(len(bound), NONE)
    opened = np.flatnonzero(moves.inside[chosen] != NONE)
    at = opened + 1
    while len(opened):
        scores = scores_of(step, at, opened, at - 1)
        rows = np.arange(len(opened))
        inside, last = moves.inside[chosen[opened]], moves.last[chosen[opened]]
        on, end = scores[rows, inside], scores[rows, last]
        goes_on = ~bound[at] & ((on > end) | ((on == end) & (inside < last)))
        ends[opened[~goes_on]] = at[~goes_on] + 1
        opened, at = opened[goes_on], at[goes_on] + 1
    return ends


def assembled(chosen: Integers, ends: Integers, moves: Moves) -> Iterator[Entity]:
    """Walk through the words; what begins inside of an entity begins none."""
    at = 0
    for word in np.flatnonzero(np.array(moves.kinds)[chosen] != OUTSIDE).tolist():
        if word < at:
            continue
        at = word + 1 if ends[word] == NONE else int(ends[word])
        yield word, at, moves.labels[chosen[word]]


def mark_entities(doc: Doc, ner: Any) -> None:
    """Set ``doc.ents``, as the pipe ``ner`` would."""
    from spacy.tokens import Span

    found = [Span(doc, start, end, label=label) for start, end, label in find_entities(doc, ner)]
    doc.set_ents(found, default="outside")
