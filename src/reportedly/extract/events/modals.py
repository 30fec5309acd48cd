"""Finds the demand that a source makes by a modal: "the rebels must leave the town, the minister said"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportedly.extract.events.arguments import Arguments, spread
from reportedly.extract.events.scene import Scene, classes_of, span_of
from reportedly.extract.events.subjects import subject_of

if TYPE_CHECKING:
    from spacy.tokens import Token

    from reportedly.model import Source, Span


def asked_by(modal: Token, scene: Scene) -> Arguments | None:
    """Give who asks by a modal, and whom; None where no source says it, or says it of itself or of no party."""
    speakers = scene.words.triggers.speakers
    source = holder_of(span_of(modal), scene)
    if modal.dep_ != "aux" or source is None:
        return None
    words = scene.doc.char_span(source.start, source.end, alignment_mode="expand")
    asked = [noun for noun in subject_of(modal.head, scene) if speakers & classes_of(noun, scene)]
    if words is None or not asked or any(is_same(words.root, noun, scene) for noun in asked):
        return None
    return Arguments(subjects=(words.root,), objects=tuple(spread(asked)))


def is_same(source: Token, noun: Token, scene: Scene) -> bool:
    """Whether a noun is its own source, or may be: a pronoun is taken for it."""
    own = scene.actor_at.get(source.i)
    return noun.i == source.i or noun.pos_ == "PRON" or (own is not None and scene.actor_at.get(noun.i) == own)


def holder_of(words: Span, scene: Scene) -> Source | None:
    """Give the source of the closest attribution that holds some words."""
    holding = [
        (sum(part.end - part.start for part in item.content), item.source)
        for item in scene.attributions
        if item.source is not None and any(part.contains(words) for part in item.content)
    ]
    return min(holding, key=lambda held: held[0])[1] if holding else None
