"""Finds the words that name events, each in the first of its senses that fits what stands with it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from reportedly.codebook.triggers import NO_EVENT, Sense
from reportedly.extract.events.addressees import addressees, things_of
from reportedly.extract.events.arguments import is_verbal_noun, pobjs
from reportedly.extract.events.modals import asked_by, has_condition, intended_by, is_negated
from reportedly.extract.events.roles import arguments_of
from reportedly.extract.events.scene import Scene, key_of, lemma_of, substance
from reportedly.extract.events.senses import BOUND, between_persons, holds_noun, holds_verb, modifier_words
from reportedly.extract.events.weapon_types import refined, weapon_type

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from reportedly.codebook.triggers import Frame
    from reportedly.extract.events.arguments import Arguments
    from reportedly.parsed import Token

NOUN_SLOTS = frozenset({"pobj", "dobj", "nsubj", "nsubjpass"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Trigger:
    """A word that names an event, in one sense, with what stands with it.

    ``stands_at`` is the word whose standing is the event's, if it is another: "said that the rebels must leave".
    """

    token: Token
    sense: Sense
    event_type: str
    arguments: Arguments
    stands_at: Token | None = None


def find_triggers(scene: Scene) -> Iterator[Trigger]:
    """Give the triggers of a document in text order."""
    words = scene.words.triggers
    for token in scene.doc:
        if token.is_space or token.is_punct:
            continue
        senses = senses_of(token, scene)
        if token.tag_ == "MD":
            yield from by_modal(token, scene)
        elif senses:
            trigger = fitting(token, senses, scene)
            if trigger is not None:
                yield trigger
        elif token.dep_ in ("nsubj", "pobj") and key_of(token) in words.weapon_types:
            trigger = weapon_trigger(token, scene)
            if trigger is not None:
                yield trigger


def senses_of(token: Token, scene: Scene) -> tuple[Sense, ...]:
    """Give the senses that a token may have by its part of speech."""
    words, pos, lemma = scene.words.triggers, token.pos_, lemma_of(token, scene.words.triggers.forms)
    if is_verbal_noun(token, scene) and token.lower_ in words.nouns:
        return words.nouns[token.lower_]
    if pos == "VERB":
        if token.dep_ in BOUND:
            return words.adjectives.get(token.lower_, ())
        if lemma not in words.verbs and is_mistaken_noun(token):
            return words.nouns.get(lemma, ())
        return words.verbs.get(lemma) or words.adjectives.get(token.lower_, ())
    if pos in ("NOUN", "PROPN"):
        found = words.nouns.get(lemma) or words.nouns.get(key_of(token)) or words.adjectives.get(token.lower_, ())
        return found if may_name(token, scene) else ()
    if pos == "ADJ" and token.lower_.endswith("ing") and token.dep_ in NOUN_SLOTS and token.lower_ in words.nouns:
        return words.nouns[token.lower_]
    if pos in ("ADJ", "ADV") and token.dep_ != "advmod":
        return words.adjectives.get(token.lower_, ())
    return ()


def is_mistaken_noun(token: Token) -> bool:
    """Whether a token tagged as a verb has a noun's form and nothing that only a verb has: a plural in a headline."""
    if token.tag_ not in ("VB", "VBP", "VBZ"):
        return False
    return not any(child.dep_ in ("dobj", "aux", "auxpass", "neg", "ccomp", "xcomp") for child in token.children)


def may_name(token: Token, scene: Scene) -> bool:
    """Whether a noun stands free, or under one that keeps it an event: "blast victims", not "attack helicopter"."""
    if token.dep_ not in ("compound", "nmod", "amod"):
        return True
    return key_of(token.head) in scene.words.triggers.event_heads and token.head.i > token.i


def fitting(token: Token, senses: Iterable[Sense], scene: Scene) -> Trigger | None:
    """Give the trigger in its first sense whose restrictions hold, or None."""
    arguments: Arguments | None = None
    for sense in senses:
        arguments = arguments_of(token, sense.frame, scene)
        if between_persons(sense, arguments, scene):
            continue
        noun = token.pos_ in ("NOUN", "PROPN") or is_verbal_noun(token, scene)
        if (holds_noun if noun else holds_verb)(token, sense, arguments, scene):
            if sense.type == NO_EVENT:
                return None
            kind = refined(token, arguments, scene) if sense.refine else turned(token, sense, arguments, scene)
            return Trigger(token=token, sense=sense, event_type=kind or sense.type, arguments=arguments)
    return None


def turned(token: Token, sense: Sense, arguments: Arguments, scene: Scene) -> str | None:
    """Give what the type of a sense becomes by a word on its parties: who deploys peacekeepers keeps the peace."""
    turn = scene.words.triggers.turned.get(sense.type)
    if turn is None:
        return None
    to = [noun for child in token.children if child.lower_ == "to" for noun in pobjs(child)]
    near = [substance(noun, scene) for noun in (*arguments.subjects, *arguments.objects, *to)]
    words = {word for noun in near for word in (key_of(noun), *modifier_words(noun))}
    return None if words.union(modifier_words(token)).isdisjoint(turn.by) else turn.to


def by_modal(modal: Token, scene: Scene) -> Iterator[Trigger]:
    """Give what a source asks by a modal, or offers or refuses to do itself where the verb names no event."""
    words, verb = scene.words.triggers, modal.head
    kind, arguments = "demand", asked_by(modal, scene) if modal.lower_ in words.obliging else None
    if modal.lower_ in words.intending and verb.lemma_.lower() in words.yielding:
        kind, arguments = "refusal" if is_negated(modal) else "offer", intended_by(modal, scene)
        told = has_condition(modal) or fitting(verb, senses_of(verb, scene), scene) is not None
        if kind == "offer" and told:
            return
    if arguments is not None:
        frame: Frame = "give" if kind == "offer" else "address"
        sense, at = Sense(type=kind, frame=frame), arguments.subjects[0]
        others = arguments.objects or addressees(verb, frame, things_of(verb, scene), arguments.subjects, scene)
        arguments = replace(arguments, objects=tuple(others))
        yield Trigger(token=modal, sense=sense, event_type=kind, arguments=arguments, stands_at=at)


def weapon_trigger(token: Token, scene: Scene) -> Trigger | None:
    """Give the attack that a weapon names as the doer of harm: "a car bomb killed ten", "killed by mortar fire"."""
    harmed = token.head if token.dep_ == "nsubj" else token.head.head if token.head.dep_ == "agent" else None
    words = scene.words.triggers
    if (
        harmed is None
        or harmed.pos_ != "VERB"
        or key_of(token) in words.classes
        and not {"explosive", "mine", "missile", "shell"} & words.classes[key_of(token)]
    ):
        return None
    senses = words.verbs.get(harmed.lemma_.lower(), ())
    if not any(sense.type in words.casualties for sense in senses):
        return None
    sense = Sense(type=weapon_type(token, scene) or "bombing")
    return Trigger(token=token, sense=sense, event_type=sense.type, arguments=arguments_of(token, "act", scene))
