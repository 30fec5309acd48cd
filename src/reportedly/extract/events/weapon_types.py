"""Gives the event type that a weapon decides: "a suicide attack", "fired rockets", "struck by a drone"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportedly.extract.events.scene import Scene, key_of
from reportedly.extract.events.senses import modifier_words, objects

if TYPE_CHECKING:
    from reportedly.extract.events.arguments import Arguments
    from reportedly.parsed import Token

BY_WEAPON = frozenset({"with", "by", "using", "from", "involving", "in"})


def refined(token: Token, arguments: Arguments, scene: Scene) -> str | None:
    """Give the type that the weapon beside a trigger decides: as modifier, subject, object, or with/by/using it."""
    types = scene.words.triggers.weapon_types
    if token.pos_ in ("NOUN", "PROPN"):
        for word in modifier_words(token):
            if word in types:
                return types[word]
    near = [*arguments.weapons, *arguments.subjects, *arguments.objects, *arguments.after_verb]
    for child in token.children:
        if child.dep_ in ("prep", "agent", "acl", "advcl") and child.lower_ in BY_WEAPON:
            near.extend(objects(child))
            near.extend(grand for grand in child.children if grand.dep_ == "dobj")
    for noun in near:
        kind = weapon_type(noun, scene)
        if kind is not None:
            return kind
    return None


def weapon_type(noun: Token, scene: Scene) -> str | None:
    """Give the event type of a weapon noun; its modifiers go first ("suicide bomb", "rocket launcher")."""
    types = scene.words.triggers.weapon_types
    if key_of(noun) in types:
        for child in noun.children:
            if child.dep_ in ("compound", "amod") and types.get(child.lemma_.lower()) == "suicide-bombing":
                return "suicide-bombing"
        return types[key_of(noun)]
    for child in noun.children:
        if child.dep_ == "compound" and types.get(child.lemma_.lower()) == "suicide-bombing":
            return "suicide-bombing"
    return None
