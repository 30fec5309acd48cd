"""Finds what a source asks of another or says that it will do itself, by a modal.

"The rebels must leave the town, the minister said"; "the minister said that he would not resign".
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportedly.extract.events.arguments import Arguments, spread
from reportedly.extract.events.scene import Scene, classes_of, span_of
from reportedly.extract.events.subjects import subject_of

if TYPE_CHECKING:
    from reportedly.model import Source, Span
    from reportedly.parsed import Token


UNDER = frozenset({"dobj", "pcomp", "prep", "xcomp", "conj"})
"""What of a clause is done where the clause is: "would avenge them by attacking posts"."""


def asked_by(modal: Token, scene: Scene) -> Arguments | None:
    """Give who asks by a modal, and whom; None where no source says it, or says it of itself or of no party."""
    speakers = scene.words.triggers.speakers
    source = holder_of(span_of(modal), scene)
    if modal.dep_ != "aux" or source is None or is_undergone(modal.head):
        return None
    words = scene.doc.char_span(source.start, source.end, alignment_mode="expand")
    asked = [noun for noun in subject_of(modal.head, scene) if speakers & classes_of(noun, scene)]
    if words is None or not asked or any(noun.pos_ == "PRON" or is_same(words.root, noun, scene) for noun in asked):
        return None
    return Arguments(subjects=(words.root,), objects=tuple(spread(asked)))


def is_same(source: Token, noun: Token, scene: Scene) -> bool:
    """Whether a noun is its own source: the same words or actor, or a pronoun that can stand for it."""
    own, other = scene.actor_at.get(source.i), scene.actor_at.get(noun.i)
    if noun.i == source.i or (own is not None and own == other):
        return True
    if noun.pos_ != "PRON" or (own is not None and other is not None):
        return False
    known, word = classes_of(source, scene), noun.lower_
    if word in ("he", "she"):
        return bool(known & {"leader", "person", "individual"})
    many = source.tag_ in ("NNS", "NNPS") or any(child.dep_ == "conj" for child in source.children)
    return word in ("we", "i") or (
        many if word == "they" else not many and bool(known & {"state", "group", "body", "force"})
    )


def holder_of(words: Span, scene: Scene) -> Source | None:
    """Give the source of the closest attribution that holds some words."""
    holding = [
        (item.size(), item.source) for item in scene.attributions if item.source is not None and item.holds(words)
    ]
    return min(holding, key=lambda held: held[0])[1] if holding else None


def is_undergone(verb: Token) -> bool:
    """Whether a verb under a modal is passive or past, and so nothing that is asked of its subject."""
    return any(child.dep_ in ("nsubjpass", "auxpass") or child.lower_ == "have" for child in verb.children)


def intended_by(modal: Token, scene: Scene) -> Arguments | None:
    """Give the party that says by a modal what it will do, or will not: "said it would not withdraw"."""
    source = holder_of(span_of(modal), scene)
    subjects = subject_of(modal.head, scene)
    if modal.dep_ != "aux" or source is None or not subjects:
        return None
    words = scene.doc.char_span(source.start, source.end, alignment_mode="expand")
    if words is None or not scene.words.triggers.speakers - {"person", "name"} & classes_of(words.root, scene):
        return None
    if not is_same(words.root, subjects[0], scene):
        return None
    return Arguments(subjects=(words.root,))


def intends(token: Token, scene: Scene) -> bool:
    """Whether a verb, or what it is done by or for, tells what its source says it will do itself."""
    modals = scene.words.triggers.intending
    while True:
        if any(child.lower_ in modals and intended_by(child, scene) is not None for child in token.children):
            return True
        if token.dep_ not in UNDER or token.head == token:
            return False
        token = token.head


def has_condition(modal: Token) -> bool:
    """Whether what a modal tells holds under a condition: "would accept it if they agreed"."""
    clauses = [child for child in modal.head.children if child.dep_ == "advcl"]
    return any(child.lower_ in ("if", "unless") for clause in clauses for child in clause.children)


def is_negated(modal: Token) -> bool:
    """Whether the clause of a modal is negated: "will not", "would never", "won't"."""
    return any(child.dep_ == "neg" or child.lower_ in ("never", "no") for child in modal.head.children)
