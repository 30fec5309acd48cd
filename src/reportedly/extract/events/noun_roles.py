"""Says who acts and who is acted on where a noun or adjective names the event: "the killing of two men by rebels"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportedly.extract.events.addressees import FRAMES, addressees
from reportedly.extract.events.arguments import (
    BETWEEN,
    HOSTILE,
    Arguments,
    is_counted,
    is_foe,
    is_opposed,
    names_actor,
    pobjs,
    spread,
)
from reportedly.extract.events.scene import NOMINAL, Scene, antecedent, classes_of, key_of
from reportedly.extract.events.subjects import is_passive, subject_of
from reportedly.extract.events.weapons import sorted_out

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reportedly.codebook.triggers import Frame
    from reportedly.parsed import Token

AIMED_AT = frozenset({"person", "civilian", "force", "group", "leader", "captive"})
AIMED = frozenset({"aimed", "targeted", "directed"})
JOINING = frozenset({"in", "with", "out", "into", "to"})


def noun_arguments(token: Token, frame: Frame, scene: Scene) -> Arguments:
    """Give the arguments of a noun that names an event, and of the verb that supports it ("launched an attack")."""
    subjects: list[Token] = []
    objects: list[Token] = []
    froms: list[Token] = []
    verb = support_of(token, frame, scene)
    of_phrase = any(child.dep_ == "prep" and child.lower_ == "of" for child in token.children)
    passive_like = frame in ("affect", "undergo", "hold")
    for child in token.children:
        word = child.lower_
        if child.dep_ in ("compound", "amod", "nmod") and is_opposed(child):
            objects.append(child)
        elif child.dep_ == "poss" or (child.dep_ in ("compound", "amod", "nmod") and names_actor(child, scene)):
            if child.tag_ == "PRP$" and verb is not None and child.i not in scene.actor_at:
                continue
            suffers = frame == "undergo" or (frame == "affect" and not of_phrase and verb is None)
            into = objects if suffers and child.dep_ == "poss" else subjects
            into.append(child)
        elif child.dep_ in ("prep", "agent"):
            nouns = pobjs(child)
            if word == "by":
                subjects.extend(nouns)
            elif word == "of":
                (objects if passive_like or frame == "act" else subjects).extend(nouns)
            elif word in HOSTILE or (frame == "mutual" and word in BETWEEN):
                at_place = word == "at" and frame in ("act", "burst")
                objects.extend(
                    noun
                    for noun in nouns
                    if is_foe(noun, frame, scene) and not (at_place and not classes_of(noun, scene) & AIMED_AT)
                )
            elif word == "from":
                froms.extend(nouns)
            elif word == "to" and passive_like:
                objects.extend(nouns)
        elif child.dep_ == "acl" and child.lower_ in ("targeting", "against", "involving"):
            objects.extend(grand for grand in child.children if grand.dep_ in ("dobj", "pobj"))
        elif child.dep_ == "acl" and child.lower_ in AIMED:
            objects.extend(noun for grand in child.children if grand.lower_ in HOSTILE for noun in pobjs(grand))
        elif child.dep_ == "acl" and child.lemma_.lower() in scene.words.triggers.support_verbs and is_passive(child):
            subjects.extend(noun for grand in child.children if grand.dep_ == "agent" for noun in pobjs(grand))
    if verb is not None and not objects and frame == "act":
        objects.extend(aimed_beside(verb, token, scene))
    if frame == "burst":
        objects = []
    if token.dep_ == "pobj" and token.head.lower_ == "under" and not objects:
        objects.extend(under_attack(token.head.head, scene))
    if token.tag_ == "VBG" and not subjects and token.i and names_actor(token.nbor(-1), scene):
        subjects.append(token.nbor(-1))
    if verb is not None and not subjects and frame not in ("undergo",):
        subjects.extend(noun for noun in supporters(verb, token, scene) if noun not in subjects)
    if frame == "undergo" and not objects:
        objects.extend([token] if key_of(token) in scene.words.triggers.fallen else to_death(token, scene))
    subjects, objects = list(spread(subjects)), list(spread(objects))
    if frame == "mutual" and not subjects and len(objects) > 1:
        subjects, objects = objects[:1], objects[1:]
    if frame in FRAMES:
        objects = addressees(token, frame, objects, subjects, scene)
    return sorted_out(subjects, objects, froms, token, scene)


def support_of(token: Token, frame: Frame, scene: Scene) -> Token | None:
    """Give the verb that lends a noun its subject: "carried out the attack", "was launched by", "died in clashes"."""
    words = scene.words.triggers
    verb = token.head
    while token.dep_ == "conj" and verb.pos_ in NOMINAL:
        token, verb = verb, verb.head
    if token.dep_ == "pobj" and verb.dep_ == "prep" and verb.lower_ in JOINING:
        preposition, verb = verb, verb.head
        if verb.pos_ != "VERB":
            return None
        joins = verb.lemma_.lower() in words.joining_verbs or (frame == "mutual" and preposition.lower_ == "in")
        return verb if joins else None
    if token.dep_ in ("dobj", "nsubjpass") and verb.lemma_.lower() in words.support_verbs:
        return verb
    return None


def supporters(verb: Token, noun: Token, scene: Scene) -> Iterator[Token]:
    """Give the subject of a support verb; of a passive one, its agent."""
    if is_passive(verb):
        for child in verb.children:
            if child.dep_ == "agent":
                yield from pobjs(child)
        return
    if verb.lemma_.lower() in scene.words.triggers.receiving_verbs:
        return
    for found in subject_of(verb, scene):
        if found.i != noun.i:
            yield antecedent(found)


def aimed_beside(verb: Token, noun: Token, scene: Scene) -> Iterator[Token]:
    """Give what the verb of an attack carries on or against it: "carried out strikes, without warning, on the port"."""
    for child in verb.children:
        if child.dep_ == "prep" and child.i > noun.i and child.lower_ in ("on", "against", "upon"):
            yield from (one for one in pobjs(child) if one.i not in scene.time_at and is_foe(one, "act", scene))


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


def under_attack(verb: Token, scene: Scene) -> Iterator[Token]:
    """Give who comes or is under an attack."""
    if verb.lemma_.lower() in scene.words.triggers.undergoing_verbs:
        yield from (antecedent(noun) for noun in subject_of(verb, scene))


def adjective_arguments(token: Token, scene: Scene) -> Arguments:
    """Give whom an adjective of casualty is said of: the noun it modifies, the subject it predicates of."""
    head = token.head
    if token.dep_ in ("amod", "compound", "nmod", "nummod"):
        return Arguments(objects=tuple(spread([head])))
    if token.dep_ in ("acomp", "oprd", "ccomp", "xcomp", "attr", "advcl", "conj"):
        own = [child for child in token.children if child.dep_ in ("nsubj", "nsubjpass")]
        if own:
            return Arguments(objects=tuple(spread(antecedent(noun) for noun in own)))
        for dep in ("dobj", "nsubj", "nsubjpass"):
            found = [child for child in head.children if child.dep_ == dep]
            if found:
                return Arguments(objects=tuple(spread(antecedent(noun) for noun in found)))
    if token.dep_ in ("acl", "relcl", "appos", "advmod"):
        return Arguments(objects=(head,) if head.pos_ in NOMINAL else ())
    return Arguments(objects=(token,) if is_counted(token, scene) else ())
