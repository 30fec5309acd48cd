"""Puts weapons apart from who wields them: the doer of what a weapon does is its owner."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportedly.extract.events.arguments import Arguments, names_actor, pobjs, spread
from reportedly.extract.events.scene import Scene, antecedent, classes_of, key_of
from reportedly.extract.events.subjects import is_passive, subject_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reportedly.parsed import Token


def is_weapon(token: Token, scene: Scene) -> bool:
    """Whether a noun is a weapon that cannot act by itself; a sniper can."""
    kind = scene.words.triggers.weapon_types.get(key_of(token))
    if kind is None or kind in scene.words.triggers.agentive_weapons:
        return False
    return "force" not in scene.words.triggers.classes.get(key_of(token), frozenset())


def is_munition(token: Token, scene: Scene) -> bool:
    """Whether a noun is a weapon that is used up, so that nothing is done to it: a bomb, a shell, a missile."""
    return is_weapon(token, scene) and bool(classes_of(token, scene) & {"explosive", "missile", "shell", "mine"})


def sorted_out(
    subjects: list[Token], objects: list[Token], froms: list[Token], token: Token, scene: Scene
) -> Arguments:
    """Put weapons apart; the doer of what a weapon does is its owner, or who wields it in the clause above."""
    weapons = [noun for noun in subjects if is_weapon(noun, scene) or "event" in classes_of(noun, scene)]
    if weapons:
        subjects = [noun for noun in subjects if noun not in weapons]
        for weapon in weapons:
            subjects.extend(owner for owner in owners(weapon, token, scene) if owner not in subjects)
    objects = [noun for noun in objects if not is_munition(noun, scene)]
    return Arguments(
        subjects=tuple(subjects), objects=tuple(objects), weapons=tuple(weapons), froms=tuple(spread(froms))
    )


def owners(weapon: Token, trigger: Token, scene: Scene) -> Iterator[Token]:
    """Give whose weapon it is: its modifier or possessor, or the subject of the clause that it is wielded in.

    Who arrests over a bombing or condemns it does not wield it.
    """
    held = [
        child
        for child in weapon.children
        if child.dep_ in ("poss", "compound", "amod", "nmod") and (child.dep_ == "poss" or names_actor(child, scene))
    ]
    if held:
        yield from held
        return
    for child in weapon.children:
        if child.dep_ == "prep" and child.lower_ in ("by", "from"):
            yield from pobjs(child)
        elif child.dep_ == "acl" and is_passive(child):
            for grand in child.children:
                if grand.dep_ == "agent":
                    yield from pobjs(grand)
    if trigger.dep_ == "relcl" and trigger.head == weapon:
        under = weapon.head if weapon.dep_ == "pobj" else weapon
        verb = under.head
        wielded = under.lower_ in ("with", "using") if under != weapon else weapon.dep_ == "dobj"
        if "event" in classes_of(weapon, scene):
            wielded = under == weapon and verb.lemma_.lower() in scene.words.triggers.support_verbs
        if verb.pos_ == "VERB" and verb != trigger and wielded:
            yield from (antecedent(noun) for noun in subject_of(verb, scene))
