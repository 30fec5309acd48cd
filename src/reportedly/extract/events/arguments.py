"""The arguments of an event word, and the ways that all rules look at noun phrases and names."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from reportedly.extract.events.scene import NOMINAL, Scene, classes_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from reportedly.codebook.triggers import Frame
    from reportedly.parsed import Token

BETWEEN = frozenset({"with", "between", "among"})
HOSTILE = frozenset({"on", "against", "at", "upon", "targeting"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Arguments:
    """Who does it and who it is done to, as heads of noun phrases, and the weapons among them.

    ``subjects`` and ``objects`` are the deep ones: the subject of a passive is an object here. ``before_verb`` and
    ``after_verb`` are what senses are told apart by: subject and direct object, the passive turned, nothing else moved.
    ``side`` is whose people the objects are: "the army lost sixty men".
    """

    subjects: tuple[Token, ...] = ()
    objects: tuple[Token, ...] = ()
    weapons: tuple[Token, ...] = ()
    froms: tuple[Token, ...] = ()
    before_verb: tuple[Token, ...] = ()
    after_verb: tuple[Token, ...] = ()
    side: tuple[Token, ...] = ()


def pobjs(preposition: Token) -> list[Token]:
    """Give the nouns under a preposition; through a second one too ("from inside the town")."""
    found = []
    for child in preposition.children:
        if child.dep_ == "pobj":
            found.append(child)
        elif child.dep_ == "prep":
            found.extend(grand for grand in child.children if grand.dep_ == "pobj")
    return found


def spread(nouns: Iterable[Token]) -> Iterator[Token]:
    """Give nouns and those coordinated with them, once each."""
    seen: set[int] = set()
    for noun in nouns:
        for one in (noun, *(other for other in noun.conjuncts if other.i > noun.i and other.pos_ in NOMINAL)):
            if one.i not in seen:
                seen.add(one.i)
                yield one


def named_within(nouns: Iterable[Token], verb: Token) -> Iterator[Token]:
    """Give nouns and who is named as being of them, or told of along with them.

    "Seven men were held, including Omar Said"; "two reporters, Anna Berg and Li Wei"; "the judge, along with a guard".
    """
    last = None
    for noun in nouns:
        last = noun
        yield noun
        yield from included(noun)
        if noun.tag_ == "NNS":
            yield from spread(child for child in noun.children if child.dep_ == "appos" and child.pos_ == "PROPN")
    clause = verb.head if verb.pos_ == "ADJ" else verb
    if last is not None and clause.pos_ == "VERB":
        yield from included(clause)
        yield from alongside(clause)


def included(word: Token) -> Iterator[Token]:
    """Give the names under an "including" that hangs on a word."""
    for child in word.children:
        if child.dep_ == "prep" and child.lower_ == "including" and child.i > word.i:
            named = next((noun for noun in pobjs(child) if noun.pos_ == "PROPN" or is_told_by_name(noun)), None)
            if named is not None:
                persons = list(persons_listed(child))
                titles = {person.head for person in persons if person.dep_ == "appos" and person.head.pos_ == "NOUN"}
                yield from (noun for noun in dict.fromkeys((*spread([named]), *persons)) if noun not in titles)


def is_told_by_name(noun: Token) -> bool:
    """Whether a noun is a person whose name follows: "the mayor, Idris Malo"."""
    return any(
        child.dep_ == "appos" and child.pos_ == "PROPN" and child.ent_type_ == "PERSON" for child in noun.children
    )


def persons_listed(preposition: Token) -> Iterator[Token]:
    """Give the persons of a list whose entries tell more of them: "Ana Cole, 41, a nurse, and the writer Ali Said".

    A parser hangs the later ones anywhere; a stretch between commas is one entry, and its last name is the one meant,
    unless that stands under a preposition: "wife of Omar Said".
    """
    last: Token | None = None
    under = False
    for word in preposition.doc[preposition.i + 1 : preposition.right_edge.i + 1]:
        if word.text == "," or word.lower_ == "and":
            if last is not None:
                yield last
            last, under = None, False
        elif word.pos_ == "ADP":
            under = True
        elif word.pos_ == "PROPN" and word.ent_type_ == "PERSON" and not under:
            last = word
    if last is not None:
        yield last


def alongside(verb: Token) -> Iterator[Token]:
    """Give whom something befell along with another: "killed along with two guards"."""
    for child in verb.children:
        if child.dep_ == "prep" and child.lower_ == "with" and child.nbor(-1).lower_ in ("along", "together"):
            yield from spread(pobjs(child))


def names_actor(token: Token, scene: Scene) -> bool:
    """Whether a modifier names a party ("a rebel attack"), and not the place of the event ("the Homs blast")."""
    if token.i in scene.actor_at:
        return True
    if token.pos_ in ("NOUN", "ADJ") and token.text.islower():
        known = classes_of(token, scene)
        return bool(known & {"force", "state", "group"}) and not known & {"place", "weapon", "vehicle", "vague"}
    people = ("NORP",) if token.dep_ == "compound" else ("NORP", "ORG", "PERSON")
    return token.i not in scene.place_at and token.ent_type_ in people and token.text[:1].isupper()


def is_opposed(token: Token) -> bool:
    """Whether a modifier names whom something is against: "anti-government protests"."""
    return token.i > 1 and token.nbor(-1).text == "-" and token.nbor(-2).lower_ == "anti"


def is_counted(token: Token, scene: Scene) -> bool:
    """Whether a participle or adjective stands for people by a number alone: "several injured"."""
    return any(child.dep_ == "nummod" or child.lower_ in scene.words.triggers.partitives for child in token.children)


def is_foe(noun: Token, frame: Frame, scene: Scene) -> bool:
    """Whether what one fights on, against or at is a foe: "fought on two fronts" names none."""
    if noun.i in scene.actor_at:
        return True
    if "fronts" in classes_of(noun, scene) and noun.pos_ == "NOUN":
        return False
    if frame != "mutual":
        return True
    return not classes_of(noun, scene) & {"territory", "place"} or noun.pos_ == "PROPN"


def is_verbal_noun(token: Token, scene: Scene) -> bool:
    """Whether a participle is a noun in truth: "government shelling of the town", "residents heard fighting"."""
    if token.tag_ != "VBG" or any(child.dep_ in ("dobj", "aux", "nsubj", "agent") for child in token.children):
        return False
    if token.dep_ in ("xcomp", "ccomp", "dobj") and token.head.lemma_.lower() in scene.words.triggers.telling:
        return True
    before = token.nbor(-1) if token.i else token
    if before.tag_ in ("DT", "PRP$", "POS"):
        return True
    after = token.i + 1 < len(token.doc) and token.nbor(1).lower_ == "of"
    return after and before.pos_ in ("NOUN", "PROPN", "ADJ")
