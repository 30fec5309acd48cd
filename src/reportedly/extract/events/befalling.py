"""Says whom a casualty befell, and by whose hand, where a noun, adjective or bare participle tells of it.

"Two men were shot *dead* by police", "*the wounded* included nurses", "eleven people suffered *injuries*", "six were
killed, with two others *injured*", "nine of *the injured*", "we counted forty *wounded*".
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportedly.extract.events.arguments import Arguments, is_counted, pobjs, spread
from reportedly.extract.events.scene import NOMINAL, PERSONS, Scene, antecedent, classes_of
from reportedly.extract.events.subjects import agents, is_passive, subject_of
from reportedly.extract.events.weapons import is_weapon

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reportedly.parsed import Token


def to_death(token: Token, scene: Scene) -> Iterator[Token]:
    """Give who starves, or is beaten or burnt, to death."""
    verb = token.head.head
    if token.dep_ == "pobj" and token.head.lower_ == "to" and verb.pos_ == "VERB":
        held = [child for child in verb.children if child.dep_ == "dobj"] or subject_of(verb, scene)
        yield from (antecedent(noun) for noun in held)


def counted_among(token: Token, scene: Scene) -> list[Token]:
    """Give who the dead or the wounded are said to be: "the wounded included nurses", "among the dead was a priest"."""
    verb = token.head
    if token.dep_ == "nsubj" and verb.lemma_ in ("include", "be"):
        told = [child for child in verb.children if child.dep_ in ("dobj", "attr") and child.pos_ in NOMINAL]
        return list(spread(told))
    if token.dep_ == "pobj" and verb.lower_ == "among" and verb.head.lemma_ == "be":
        told = [child for child in verb.head.children if child.dep_ in ("nsubj", "attr")]
        return list(spread(antecedent(child) for child in told))
    return []


def fallen_among(token: Token, scene: Scene) -> Token | None:
    """Give who "the injured" are, as a participle that stands for a noun: themselves, or those counted among them."""
    head = token.head
    if token.lower_ not in scene.words.triggers.fallen or token.dep_ not in ("pobj", "dobj", "nsubj", "nsubjpass"):
        return None
    if token.dep_ == "pobj" and head.lower_ == "of":
        figure = head.head
        partitive = figure.pos_ == "NUM" or figure.lemma_.lower() in scene.words.triggers.partitives
        return figure if partitive and head.i > figure.i else token
    return token if any(child.dep_ == "det" for child in token.children) else None


def sufferers(noun: Token, scene: Scene) -> Iterator[Token]:
    """Give who suffers an injury: the subject of a verb that says no more than that it befell them."""
    verb = noun.head
    if noun.dep_ == "dobj" and verb.lemma_.lower() in scene.words.triggers.befalling_verbs and not is_passive(verb):
        held = [antecedent(found) for found in subject_of(verb, scene)]
        yield from (found for found in held if found.i in scene.actor_at or classes_of(found, scene) & PERSONS)


def left_with(participle: Token) -> list[Token]:
    """Give who a participle is said of where it hangs on a verb: "left nine injured", "killed, with two injured"."""
    if participle.tag_ != "VBN" or participle.dep_ not in ("advcl", "oprd") or participle.i == 0:
        return []
    verb, before = participle.head, participle.nbor(-1)
    held = [child for child in verb.children if child.dep_ == "dobj" and child.i < participle.i]
    if held and (participle.dep_ == "oprd" or (verb.lemma_ == "leave" and held[-1].right_edge == before)):
        return held
    for child in verb.children:
        if child.dep_ == "prep" and child.lower_ == "with" and child.right_edge == before:
            return pobjs(child)
    return []


def counted_by(participle: Token, scene: Scene) -> list[Token]:
    """Give whom a figure counts where a verb takes both: "we counted 40 wounded", and not who counted them."""
    verb = participle.head
    if participle.tag_ != "VBN" or participle.dep_ not in ("advcl", "ccomp", "xcomp", "oprd") or participle.i == 0:
        return []
    figure = participle.nbor(-1)
    counts = figure.pos_ == "NUM" or figure.lemma_.lower() in scene.words.triggers.partitives
    if not counts or figure.i in scene.time_at or not verb.i < figure.i or verb.pos_ != "VERB" or is_passive(verb):
        return []
    if any(child.dep_ in ("aux", "auxpass", "mark", "nsubj", "nsubjpass", "dobj") for child in participle.children):
        return []
    return [figure] if figure.head == verb and figure.dep_ == "dobj" else [participle]


def slain_by(adjective: Token, scene: Scene) -> list[Token]:
    """Give by whose hand one is dead or wounded: the doer of the verb beside it: "shot dead by police"."""
    verb = adjective.head
    if adjective.dep_ == "amod" and verb.dep_ == "dobj" and verb.head.i == adjective.i - 1:
        verb = verb.head
    words = scene.words.triggers
    kinds = {sense.type for sense in words.verbs.get(verb.lemma_.lower(), ())}
    if verb.pos_ != "VERB" or kinds.isdisjoint(words.attacks | words.casualties):
        return []
    return agents(verb) if is_passive(verb) else [antecedent(noun) for noun in subject_of(verb, scene)]


def adjective_arguments(token: Token, scene: Scene) -> Arguments:
    """Give whom an adjective of casualty is said of, and who did it: the noun it modifies, the subject of its verb."""
    doers = tuple(noun for noun in spread(slain_by(token, scene)) if not is_weapon(noun, scene))
    return Arguments(subjects=doers, objects=tuple(spread(said_of(token, scene))))


def said_of(token: Token, scene: Scene) -> list[Token]:
    """Give the noun that an adjective of casualty is said of."""
    head = token.head
    if token.dep_ in ("amod", "compound", "nmod", "nummod"):
        return [head]
    if token.dep_ == "oprd" and is_counted(token, scene):
        return [token]
    if token.dep_ in ("acomp", "oprd", "ccomp", "xcomp", "attr", "advcl", "conj"):
        own = [child for child in token.children if child.dep_ in ("nsubj", "nsubjpass")]
        if own:
            return [antecedent(noun) for noun in own]
        for dep in ("dobj", "nsubj", "nsubjpass"):
            found = [child for child in head.children if child.dep_ == dep]
            if found:
                return [antecedent(noun) for noun in found]
        if head.pos_ == "VERB" and is_passive(head):
            return [antecedent(noun) for noun in subject_of(head, scene)]
    if token.dep_ in ("acl", "relcl", "appos", "advmod"):
        return [head] if head.pos_ in NOMINAL else []
    return [token] if is_counted(token, scene) else []
