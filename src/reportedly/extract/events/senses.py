"""Tells the senses of a trigger apart: whether what stands with a word fits the restrictions of a sense."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportedly.codebook.triggers import NO_OBJECT, Sense
from reportedly.extract.events.arguments import pobjs
from reportedly.extract.events.scene import Scene, classes_of, substance

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from reportedly.extract.events.arguments import Arguments
    from reportedly.parsed import Token

LOOSE = frozenset({"abstract", "hazard", "document", "film"})
RELATING = frozenset({"prep", "agent", "dative"})
BOUND = frozenset({"compound", "amod", "nmod"})
PARTICLE_DEPS = frozenset({"prt", "advmod", "oprd", "acomp", "dobj", "attr", "prep", "xcomp", "npadvmod", "ccomp"})


def holds_verb(token: Token, sense: Sense, arguments: Arguments, scene: Scene) -> bool:
    """Whether a verb's or adjective's surroundings fit a sense."""
    if sense.particle and not has_particle(token, sense.particle):
        return False
    with_adverbs = (token, *(child for child in token.children if child.dep_ in ("advmod", "prt")))
    prepositions = [child for word in with_adverbs for child in word.children if child.dep_ in RELATING]
    if sense.not_prep and any(child.lower_ in sense.not_prep for child in prepositions):
        return False
    if sense.prep and not any(
        child.lower_ in sense.prep and (not sense.prep_object or any_class(objects(child), sense.prep_object, scene))
        for child in prepositions
    ):
        return False
    if sense.not_of and any(any_class(of_nouns(noun), sense.not_of, scene) for noun in arguments.after_verb):
        return False
    if sense.of and not any(any_class(of_nouns(noun), sense.of, scene) for noun in arguments.after_verb):
        return False
    if sense.modifier and not any(set(sense.modifier) & set(modifier_words(noun)) for noun in arguments.after_verb):
        return False
    if sense.clause or sense.not_clause:
        under = {child.lemma_.lower() for child in token.children if child.dep_ in ("xcomp", "ccomp")}
        if not under.isdisjoint(sense.not_clause) or (sense.clause and under.isdisjoint(sense.clause)):
            return False
    if sense.counted and not any(bears_figure(noun, scene) for noun in arguments.before_verb):
        return False
    return fits(arguments.after_verb, sense.object, sense.not_object, scene) and fits(
        arguments.before_verb, sense.subject, sense.not_subject, scene
    )


def holds_noun(token: Token, sense: Sense, arguments: Arguments, scene: Scene) -> bool:
    """Whether a noun's surroundings fit a sense."""
    if sense.plural and token.tag_ not in ("NNS", "NNPS"):
        return False
    if sense.modifier or sense.not_modifier:
        near = set(modifier_words(token))
        if sense.not_modifier and not near.isdisjoint(sense.not_modifier):
            return False
        if sense.modifier and near.isdisjoint(sense.modifier):
            return False
    if sense.not_subject and any_class((*arguments.subjects, *arguments.objects)[:1], sense.not_subject, scene):
        return False
    if sense.subject and not any_class(arguments.subjects, sense.subject, scene):
        return False
    if sense.governor and not governed(token, sense.governor):
        return False
    if sense.particle:
        return False
    if sense.of or sense.not_of:
        of = of_nouns(token)
        held = [child for child in token.children if child.dep_ == "poss"]
        if sense.not_of and any_class(of, sense.not_of, scene):
            return False
        if sense.of and not any_class([*of, *held], sense.of, scene):
            return False
    if sense.prep:
        found = [c for c in token.children if c.dep_ in ("prep", "acl") and c.lower_ in sense.prep]
        if not found or (
            sense.prep_object and not any(any_class(objects(child), sense.prep_object, scene) for child in found)
        ):
            return False
    return True


def fits(tokens: tuple[Token, ...], wanted: tuple[str, ...], barred: tuple[str, ...], scene: Scene) -> bool:
    """Whether any of the tokens is of a wanted class, and none of a barred one."""
    if barred and tokens:
        found = classes_of(tokens[0], scene)
        hits = found.intersection(barred)
        if hits and not (hits <= LOOSE and found & {"person", "force"}):
            return False
    if not wanted:
        return True
    if not tokens:
        return NO_OBJECT in wanted
    return any_class(tokens, wanted, scene)


def bears_figure(noun: Token, scene: Scene) -> bool:
    """Whether a number or a word of quantity stands with a noun: "1,200 people", "hundreds of families"."""
    if substance(noun, scene) != noun or noun.pos_ == "NUM":
        return True
    return any(child.dep_ == "nummod" or child.lower_ in scene.words.triggers.partitives for child in noun.children)


def between_persons(sense: Sense, arguments: Arguments, scene: Scene) -> bool:
    """Whether single persons are on either side of what is then a figure of speech: a candidate's attack on another."""
    if not sense.not_between:
        return False
    sides = [side for side in (arguments.subjects, arguments.objects) if side]
    return bool(arguments.subjects) and all(any_class(side[:1], sense.not_between, scene) for side in sides)


def governed(token: Token, verbs: tuple[str, ...]) -> bool:
    """Whether a noun is the subject or object of one of the verbs, or stands under such a preposition."""
    head = token.head
    if token.dep_ == "conj":
        head = head.head
    if head.lemma_.lower() in verbs:
        return True
    return head.dep_ in ("prep", "agent") and head.head.lemma_.lower() in verbs


def has_particle(token: Token, particles: tuple[str, ...]) -> bool:
    """Whether one of the words belongs to a verb."""
    for child in token.children:
        if child.lower_ in particles and child.dep_ in PARTICLE_DEPS:
            return child.dep_ != "prep" or all(grand.dep_ == "prep" for grand in child.children)
        if child.dep_ in ("dobj", "ccomp", "xcomp") and child.i > token.i:
            if any(grand.lower_ in particles and grand.i > token.i for grand in child.children if not grand.is_stop):
                return True
            if child.dep_ == "ccomp" and "clause" in particles:
                return True
            if child.dep_ == "ccomp" and "own-clause" in particles and is_own(child):
                return True
            if child.dep_ == "xcomp" and child.pos_ == "VERB" and {"to-infinitive", "clause"} & set(particles):
                return True
    return False


def is_own(clause: Token) -> bool:
    """Whether a clause tells of what its speaker will do: "warned that it would close the strait"."""
    subjects = {child.lower_ for child in clause.children if child.dep_ == "nsubj"}
    willing = any(child.dep_ == "aux" and child.lower_ in ("will", "would") for child in clause.children)
    return willing and not subjects.isdisjoint(("it", "they", "he", "she", "we", "i"))


def modifier_words(token: Token) -> Iterator[str]:
    """Give the words that modify a noun from the left, as lemmas and as printed."""
    for child in token.children:
        if child.dep_ in ("amod", "compound", "nmod", "poss", "nummod", "npadvmod") and child.i < token.i:
            for word in (child, *child.conjuncts, *(grand for grand in child.children if grand.dep_ in BOUND)):
                yield word.lemma_.lower()
                yield word.text
                yield from word.lower_.split("-")


def objects(preposition: Token) -> list[Token]:
    """Give the nouns under a preposition, coordinated ones too; through a second one ("out of the town")."""
    return [noun for child in pobjs(preposition) for noun in (child, *child.conjuncts)]


def of_nouns(noun: Token) -> list[Token]:
    """Give the nouns in the "of" phrase of a noun."""
    return [inner for child in noun.children if child.lower_ == "of" for inner in objects(child)]


def any_class(tokens: Iterable[Token], wanted: Iterable[str], scene: Scene) -> bool:
    """Whether any of the tokens belongs to one of the classes."""
    wanted = frozenset(wanted)
    return any(not wanted.isdisjoint(classes_of(token, scene)) for token in tokens)
