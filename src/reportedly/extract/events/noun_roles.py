"""Says who acts and who is acted on where a noun or adjective names the event: "the killing of two men by rebels"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportedly.extract.events.addressees import FRAMES, addressees
from reportedly.extract.events.arguments import (
    BETWEEN,
    HOSTILE,
    Arguments,
    is_foe,
    is_opposed,
    names_actor,
    pobjs,
    spread,
)
from reportedly.extract.events.befalling import sufferers, to_death
from reportedly.extract.events.scene import NOMINAL, Scene, antecedent, classes_of, key_of, lemma_of
from reportedly.extract.events.subjects import agents, is_passive, subject_of
from reportedly.extract.events.weapons import sorted_out

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reportedly.codebook.triggers import Frame
    from reportedly.parsed import Token

AIMED_AT = frozenset({"person", "civilian", "occupation", "force", "group", "leader", "captive"})
AIMED = frozenset({"aimed", "targeted", "directed"})
JOINING = frozenset({"in", "with", "out", "into", "to"})
BLAMING = frozenset({"blame", "pin"})
GIVING_VERBS = frozenset({"give", "hand", "send", "serve", "issue"})


def noun_arguments(token: Token, frame: Frame, scene: Scene) -> Arguments:
    """Give the arguments of a noun that names an event, and of the verb that supports it ("launched an attack")."""
    subjects: list[Token] = []
    objects: list[Token] = []
    froms: list[Token] = []
    deed = deed_of(token, scene)
    verb = support_of(deed, frame, scene)
    of_phrase = any(child.lower_ == "of" for child in (*token.children, *shared_prepositions(token)))
    passive_like = frame in ("affect", "undergo", "hold")
    for child in dict.fromkeys((*token.children, *deed.children, *shared_prepositions(token))):
        word = child.lower_
        if child.dep_ in ("compound", "amod", "nmod") and is_opposed(child):
            objects.append(child)
        elif child.dep_ == "amod" and word == "led":
            subjects.extend(leader for leader in child.children if leader.i < child.i and names_actor(leader, scene))
        elif child.dep_ == "poss" or (child.dep_ in ("compound", "amod", "nmod") and names_actor(child, scene)):
            if child.tag_ == "PRP$" and verb is not None and child.i not in scene.actor_at:
                continue
            if frame == "oppose" and child.dep_ == "poss" and child.i in scene.place_at:
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
            elif word == "on" and token.dep_ == "dobj" and token.head.lemma_.lower() in BLAMING:
                continue
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
        elif child.dep_ in ("acl", "relcl"):
            objects.extend(aimed_at(child))
            if child.lemma_.lower() in scene.words.triggers.support_verbs and is_passive(child):
                subjects.extend(agents(child))
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
        fallen = key_of(token) in scene.words.triggers.fallen
        objects.extend([token] if fallen else (*to_death(token, scene), *sufferers(token, scene)))
    if frame == "address" and not objects:
        objects.extend(given_to_whom(token, scene))
    subjects, objects = list(spread(subjects)), list(spread(objects))
    if frame == "mutual" and not subjects and len(objects) > 1:
        subjects, objects = objects[:1], objects[1:]
    if frame in FRAMES:
        objects = addressees(token, frame, objects, subjects, scene)
    return sorted_out(subjects, objects, froms, token, scene)


def deed_of(token: Token, scene: Scene) -> Token:
    """Give the noun that carries the arguments of an event: itself, or what it only modifies: "a bombing campaign"."""
    carries = token.dep_ in ("compound", "nmod", "amod") and token.head.i > token.i
    return token.head if carries and key_of(token.head) in scene.words.triggers.deeds else token


def shared_prepositions(token: Token) -> list[Token]:
    """Give the prepositions that joined nouns share, whichever holds them: "the murder and torture of men"."""
    if any(child.dep_ in ("prep", "agent") for child in token.children):
        return []
    joined = [noun for noun in token.conjuncts if noun.pos_ == "NOUN"]
    last = max((token.i, *(noun.i for noun in joined)))
    return [child for noun in joined for child in noun.children if child.dep_ in ("prep", "agent") and child.i > last]


def aimed_at(clause: Token) -> Iterator[Token]:
    """Give whom a clause on a noun says that it is aimed at: "bombings that seemed to be aimed at traders"."""
    for verb in (clause, *(child for child in clause.children if child.dep_ == "xcomp")):
        if verb.lower_ in AIMED:
            yield from (noun for child in verb.children if child.lower_ in HOSTILE for noun in pobjs(child))


def given_to_whom(token: Token, scene: Scene) -> Iterator[Token]:
    """Give who is given what a noun names: "gave them an ultimatum", "the crews were given a warning"."""
    verb = token.head
    if token.dep_ == "dobj" and verb.lemma_.lower() in GIVING_VERBS:
        if is_passive(verb):
            yield from (antecedent(noun) for noun in subject_of(verb, scene))
        yield from (child for child in verb.children if child.dep_ == "dative" and child.pos_ in NOMINAL)


def support_of(token: Token, frame: Frame, scene: Scene) -> Token | None:
    """Give the verb that lends a noun its subject: "carried out the attack", "was launched by", "died in clashes"."""
    words = scene.words.triggers
    verb = token.head
    while token.dep_ == "conj" and verb.pos_ in NOMINAL:
        token, verb = verb, verb.head
    if token.dep_ == "pobj" and verb.lower_ == "of" and verb.head.lemma_.lower() in words.partitives:
        token, verb = verb.head, verb.head.head
    if token.dep_ == "pobj" and verb.dep_ == "prep" and verb.lower_ in JOINING:
        preposition, verb = verb, verb.head
        if verb.pos_ != "VERB" or (verb.lemma_.lower() in words.answering_verbs and preposition.lower_ != "with"):
            return None
        joins = verb.lemma_.lower() in words.joining_verbs or (frame == "mutual" and preposition.lower_ == "in")
        return verb if joins else None
    gives = frame == "address" and verb.lemma_.lower() in GIVING_VERBS
    if token.dep_ in ("dobj", "nsubjpass") and (gives or lemma_of(verb, words.forms) in words.support_verbs):
        return None if any(child.dep_ == "oprd" for child in verb.children) else verb
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


def under_attack(verb: Token, scene: Scene) -> Iterator[Token]:
    """Give who comes or is under an attack."""
    if verb.lemma_.lower() in scene.words.triggers.undergoing_verbs:
        yield from (antecedent(noun) for noun in subject_of(verb, scene))
