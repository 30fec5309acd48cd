"""Says who acts and who is acted on: the arguments of a verb, noun or adjective, whatever construction they stand in.

Active, passive, participles, relative clauses, coordination, control ("hoped to capture"), nominalisation ("the killing
of two soldiers by militants").
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from reportedly.extract.events.addressees import FRAMES, addressees
from reportedly.extract.events.arguments import (
    BETWEEN,
    HOSTILE,
    Arguments,
    is_counted,
    is_foe,
    is_verbal_noun,
    pobjs,
    spread,
)
from reportedly.extract.events.befalling import adjective_arguments, counted_among, counted_by, fallen_among, left_with
from reportedly.extract.events.noun_roles import noun_arguments
from reportedly.extract.events.scene import NOMINAL, Scene, antecedent, classes_of
from reportedly.extract.events.subjects import is_passive, is_whole_sentence, relative_object, subject_of
from reportedly.extract.events.weapons import is_weapon, sorted_out

if TYPE_CHECKING:
    from reportedly.codebook.triggers import Frame
    from reportedly.parsed import Token

AS_WHAT = frozenset({"hostage", "prisoner", "captive"})


def arguments_of(token: Token, frame: Frame, scene: Scene) -> Arguments:
    """Give the arguments of a trigger under a frame."""
    if frame in ("affect", "undergo") and any(child.lower_ == "the" for child in token.children):
        told = tuple(counted_among(token, scene))
        if told:
            return Arguments(objects=told)
    if token.pos_ == "VERB" and frame in ("affect", "undergo"):
        fallen = fallen_among(token, scene)
        if fallen is not None:
            return Arguments(objects=(fallen,))
    if token.pos_ in ("NOUN", "PROPN") or is_verbal_noun(token, scene):
        return noun_arguments(token, frame, scene)
    if token.pos_ in ("ADJ", "ADV") or token.dep_ in ("amod", "compound", "nmod"):
        found = adjective_arguments(token, scene)
        if frame == "give":
            asked = tuple(addressees(token, frame, (), found.objects, scene))
            return replace(found, subjects=found.objects, objects=asked, after_verb=found.objects)
        return replace(found, after_verb=found.objects)
    return verb_arguments(token, frame, scene)


def verb_arguments(token: Token, frame: Frame, scene: Scene) -> Arguments:
    """Give a verb's deep subjects and objects."""
    passive = is_passive(token) and not (frame == "undergo" and is_whole_sentence(token, scene))
    surface = left_with(token) or counted_by(token, scene) or [antecedent(noun) for noun in subject_of(token, scene)]
    direct: list[Token] = []
    agents: list[Token] = []
    against: list[Token] = []
    froms: list[Token] = []
    for child in token.children:
        dep = child.dep_
        if dep in ("dobj", "dative") and child.pos_ in (*NOMINAL, "ADJ", "DET"):
            direct.append(antecedent(taken_as(child)))
        elif dep == "agent" or (dep == "prep" and passive and child.lower_ == "by"):
            agents.extend(pobjs(child))
        elif dep == "prep" and (child.lower_ in HOSTILE or (frame == "mutual" and child.lower_ in BETWEEN)):
            against.extend(noun for noun in pobjs(child) if is_foe(noun, frame, scene))
        elif dep == "prep" and child.lower_ == "from":
            froms.extend(pobjs(child))
        elif dep == "prt" and child.lower_ == "up":
            direct.extend(noun for grand in child.children if grand.lower_ == "to" for noun in pobjs(grand))
    if not direct and not passive:
        direct = shared_objects(token)
    subjects, objects = list(spread(surface)), list(spread(direct))
    if not passive and token.dep_ == "relcl" and not objects and relative_object(token, scene):
        objects = list(spread([token.head]))
    if not passive and not objects and frame == "affect" and token.tag_ in ("VBD", "VBN") and subjects:
        clause = any(child.dep_ in ("ccomp", "xcomp") and child.i > token.i for child in token.children)
        perfect = any(child.dep_ == "aux" and child.lemma_ == "have" for child in token.children)
        passive = not clause and not perfect and not is_weapon(subjects[0], scene)
    if not passive and frame == "affect" and is_toll(subjects, objects):
        passive, objects = True, []
    if passive:
        subjects, objects = list(spread(agents)), [*subjects, *objects]
    if not subjects and not objects and token.tag_ == "VBN" and is_counted(token, scene):
        objects = [token]
    before, after = tuple(subjects), tuple(objects)
    if frame == "yield":
        taken_by = [noun for child in token.children if child.lower_ == "to" for noun in pobjs(child)]
        subjects, objects = [], list(spread(taken_by))
    if frame == "undergo":
        subjects, objects = [], subjects
    if frame == "act":
        objects = [inner for noun in objects for inner in lives_of(noun, scene)]
    side: list[Token] = []
    if frame == "suffer":
        subjects, side = [], subjects
    if frame in ("act", "mutual"):
        objects = [*objects, *spread(against)]
    if frame == "mutual" and not subjects and len(objects) > 1:
        subjects, objects = objects[:1], objects[1:]
    found = sorted_out(subjects, objects, froms, token, scene)
    if frame in FRAMES:
        found = replace(found, objects=tuple(addressees(token, frame, objects, found.subjects, scene)))
    return replace(found, before_verb=before, after_verb=after, side=tuple(side))


def taken_as(noun: Token) -> Token:
    """Give who is held hostage or taken prisoner where the parser makes one noun of it: "held nine nurses hostage"."""
    if noun.tag_ == "NN" and noun.lower_ in AS_WHAT:
        return next((child for child in noun.children if child.dep_ in ("compound", "nmod", "poss")), noun)
    return noun


def lives_of(noun: Token, scene: Scene) -> list[Token]:
    """Give whose lives are claimed or taken; any other noun as it is."""
    if "life" not in classes_of(noun, scene):
        return [noun]
    owners = [inner for child in noun.children if child.lower_ == "of" for inner in pobjs(child)]
    return owners or [noun]


def is_toll(subjects: list[Token], objects: list[Token]) -> bool:
    """Whether bare figures stand on both sides of a verb, as in headlines: "Five killed, four injured"."""
    return all(
        side and side[0].pos_ == "NUM" and not any(child.dep_ == "prep" for child in side[0].children)
        for side in (subjects, objects)
    )


def shared_objects(token: Token) -> list[Token]:
    """Give the object that a verb shares with the one joined to it: "killing and wounding dozens"."""
    for child in token.children:
        if child.dep_ == "conj" and child.pos_ == "VERB" and 0 < child.i - token.i <= 3 and child.tag_ == token.tag_:
            return [grand for grand in child.children if grand.dep_ == "dobj"]
    return []
