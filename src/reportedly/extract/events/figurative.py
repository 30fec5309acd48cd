"""Tells figures of speech from violence: "the champions laid siege to the goal", "an attack on the tax plan"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportedly.codebook.figurative import load_figurative
from reportedly.extract.events.arguments import pobjs
from reportedly.extract.events.clauses import has_to
from reportedly.extract.events.scene import VERBAL, key_of, lemma_of, substance

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from reportedly.codebook.figurative import Figurative
    from reportedly.extract.events.scene import Scene
    from reportedly.extract.events.triggers import Trigger
    from reportedly.parsed import Token

FIGHTING = frozenset({"armed-group", "state-forces"})
UP = 4


def is_figurative(trigger: Trigger, scene: Scene) -> bool:
    """Whether a trigger's company is of another world than war, and nobody and nothing of war is with it.

    The weather and disease are no doers in any conflict, whatever the word; else only words that are borrowed so count.
    """
    figures = load_figurative()
    doers = [substance(noun, scene) for noun in trigger.arguments.subjects]
    if any(world(noun, figures) in ("nature", "health") for noun in doers):
        return not any(is_of_war(noun, figures, scene) for noun in doers)
    if lemma_of(trigger.token, scene.words.triggers.forms) not in figures.table.borrowed:
        return False
    near = [substance(noun, scene) for noun in company(trigger, figures, scene)]
    if any(is_of_war(noun, figures, scene) for noun in near):
        return False
    return is_struggle(trigger.token) or any(is_borrowed_for(noun, trigger, doers, figures) for noun in near)


def is_struggle(noun: Token) -> bool:
    """Whether a battle is one to do something, which without fighters is none: "lost the battle to save the child"."""
    return noun.lemma_.lower() in ("battle", "fight") and any(
        child.dep_ in ("acl", "relcl") and child.tag_ == "VB" and has_to(child) for child in noun.children
    )


def company(trigger: Trigger, figures: Figurative, scene: Scene) -> Iterator[Token]:
    """Give the nouns in the roles of a trigger, and of the verbs that carry it: "came under fire over the tax"."""
    held, table = trigger.arguments, figures.table
    yield from (*held.subjects, *held.objects, *held.before_verb, *held.after_verb, *held.weapons)
    contest = trigger.event_type in table.beaten
    node = trigger.token
    for _ in range(UP):
        for child in node.children:
            if child.dep_ in ("prep", "agent", "dative") and child.lower_ in table.roles:
                nouns = pobjs(child)
                yield from nouns
                yield from (
                    topic for noun in nouns for over in noun.children if over.lower_ == "over" for topic in pobjs(over)
                )
            elif child.dep_ == "prep" and child.lower_ in table.occasions and contest:
                yield from (noun for noun in pobjs(child) if world(noun, figures) == "sport")
            elif child.dep_ in ("nsubj", "nsubjpass", "dobj"):
                yield child
        if node.pos_ in VERBAL or not is_carried(node, figures, scene):
            return
        node = node.head


def is_carried(node: Token, figures: Figurative, scene: Scene) -> bool:
    """Whether a noun takes the company of its verb: as what is launched or waged, or under "in" and "under"."""
    if node.dep_ == "dobj":
        return node.head.lemma_.lower() in scene.words.modality.carrying
    return node.dep_ in ("pobj", "nsubj") or (node.dep_ == "prep" and node.lower_ in figures.table.carried)


def is_borrowed_for(noun: Token, trigger: Trigger, doers: Iterable[Token], figures: Figurative) -> bool:
    """Whether a noun makes a figure of a trigger: a thing of another world, or a player who acts or is only beaten."""
    found = world(noun, figures)
    lemma = lemma_of(trigger.token, {})
    if found == "politics" and lemma in figures.table.seldom_policies:
        return False
    if found is not None:
        return True
    if (
        key_of(noun) in figures.table.askers
        and lemma in figures.table.thronging
        and any(noun == doer for doer in doers)
    ):
        return True
    beaten = trigger.event_type in figures.table.beaten
    acts = noun.dep_ == "nsubj" or any(noun == doer for doer in doers)
    return key_of(noun) in figures.table.players and (beaten or acts)


def world(noun: Token, figures: Figurative) -> str | None:
    """Give the world of a noun: by itself, by a pair of words, or by whose it is ("the tumour's blood supply")."""
    table, key = figures.table, key_of(noun)
    if noun.pos_ not in ("NOUN", "VERB", "ADJ"):
        return None
    for form in (noun.lower_, key):
        if form in figures.world_of:
            return figures.world_of[form]
    for child in noun.children:
        word = child.lower_.rsplit("-", 1)[-1]
        if child.dep_ in ("amod", "compound", "nmod") and key in table.pairs.get(word, ()):
            return "nature" if word in ("heat", "cold") else "sport"
        if child.dep_ == "poss" and key_of(child) in figures.table.worlds["health"]:
            return "health"
    return None


def is_of_war(noun: Token, figures: Figurative, scene: Scene) -> bool:
    """Whether a noun is one who fights, a weapon or a deed of violence; bodies and deeds of any field are none."""
    if key_of(noun) in figures.table.weak:
        return False
    if scene.actor_types.get(scene.actor_at.get(noun.i, "")) in FIGHTING:
        return True
    words = scene.words.triggers
    known = words.classes.get(key_of(noun), frozenset()) | words.classes.get(noun.lower_, frozenset())
    return bool(known & figures.table.saved_by)
