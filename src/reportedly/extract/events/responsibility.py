"""Says who is held to have done what a noun names: "claimed responsibility for the bombing", "blamed rebels for it".

The doer of a deed is then told at some remove from the noun, and often not as a fact: who lays a deed at another's door
tells an allegation, while who claims it or is said to be responsible did it, as far as the teller goes.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from reportedly.codebook.responsibility import Responsibility, load_responsibility
from reportedly.extract.events.arguments import pobjs, spread
from reportedly.extract.events.scene import antecedent
from reportedly.extract.events.subjects import agents, is_passive, subject_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reportedly.extract.events.scene import Scene
    from reportedly.parsed import Token

UNDER = frozenset({"for", "of", "in", "with"})
ONTO = frozenset({"on", "to", "upon"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """Who is held to have done it, by which words, and whether by another's accusation."""

    doers: tuple[Token, ...]
    cue: tuple[Token, ...]
    accused: bool


def held_responsible(noun: Token, scene: Scene) -> Held | None:
    """Give who is said to have done what a noun names, where its clause says so by words of responsibility."""
    words = load_responsibility()
    for held in (*under_preposition(noun, words, scene), *of_deed(noun, words, scene)):
        if held.doers:
            return held
    return None


def under_preposition(noun: Token, words: Responsibility, scene: Scene) -> Iterator[Held]:
    """Read what a noun stands under: responsibility for it, responsible for it, behind it, accused of it."""
    while noun.dep_ == "conj":
        noun = noun.head
    preposition = noun.head
    if noun.dep_ not in ("pobj", "pcomp") or preposition.dep_ != "prep":
        return
    above, word = preposition.head, preposition.lower_
    if word == "behind" and above.lemma_ == "be":
        yield Held(doers=subjects(above, scene), cue=(preposition,), accused=False)
    if word not in UNDER:
        return
    if above.dep_ == "dobj" and above.lemma_.lower() not in (*words.burdens, *words.responsible):
        above = above.head  # parsed as one phrase: "blamed [the rebels for the attack]"
    lemma = above.lemma_.lower()
    if word == "for" and lemma in words.burdens:
        yield from by_burden(above, words, scene)
    elif word == "for" and lemma in words.responsible:
        yield Held(doers=charged(above, scene), cue=(above,), accused=False)
    elif word == "in" and lemma in words.taking_part:
        yield Held(doers=subjects(above, scene), cue=(above,), accused=False)
    elif lemma in words.accusing and above.pos_ == "VERB" and is_own(preposition, lemma):
        doers = [child for child in above.children if child.dep_ in ("dobj", "nsubjpass")]
        if not doers and above.dep_ in ("acl", "relcl"):
            doers = [above.head]
        yield Held(doers=tuple(spread(antecedent(one) for one in doers)), cue=(above,), accused=True)


def is_own(preposition: Token, lemma: str) -> bool:
    """Whether a preposition is the one that a verb of accusation takes: "blame for", "accuse of"."""
    return preposition.lower_ == "for" if lemma == "blame" else preposition.lower_ != "for"


def by_burden(burden: Token, words: Responsibility, scene: Scene) -> Iterator[Held]:
    """Read who takes what one can take upon oneself: "claimed responsibility", "responsibility was claimed by"."""
    verb = burden.head
    if verb.pos_ == "VERB" and verb.lemma_.lower() in words.claiming:
        doers = doers_by(verb) if burden.dep_ == "nsubjpass" else subjects(verb, scene)
        nobody = any(one.lower_ in scene.words.modality.nobody for doer in doers for one in (doer, *doer.children))
        if not nobody and not any(child.dep_ == "neg" for child in verb.children):
            yield Held(doers=doers, cue=(verb, burden), accused=False)


def of_deed(noun: Token, words: Responsibility, scene: Scene) -> Iterator[Held]:
    """Read the verbs whose object the deed is: "the attack was claimed by", "an attack blamed on", "attributed to"."""
    verbs = [child for child in noun.children if child.dep_ in ("acl", "relcl")]
    if noun.dep_ in ("nsubjpass", "dobj"):
        verbs.append(noun.head)
    for verb in verbs:
        lemma = verb.lemma_.lower()
        onto = [one for child in verb.children if child.lower_ in ONTO for one in pobjs(child)]
        if lemma in words.laying and onto:
            yield Held(doers=tuple(spread(onto)), cue=(verb,), accused=True)
        elif lemma in words.claiming_deed and is_passive(verb):
            yield Held(doers=doers_by(verb), cue=(verb,), accused=False)


def charged(adjective: Token, scene: Scene) -> tuple[Token, ...]:
    """Give who is responsible: the noun that it stands on, the subject of its copula, or whom a verb holds so."""
    verb = adjective.head
    if adjective.dep_ in ("amod", "acl", "relcl") or verb.pos_ in ("NOUN", "PROPN", "PRON"):
        return (verb,)
    objects = [child for child in verb.children if child.dep_ in ("dobj", "nsubjpass") and child.i < adjective.i]
    return tuple(spread(objects)) or subjects(verb, scene)


def doers_by(verb: Token) -> tuple[Token, ...]:
    """Give the agents of a passive, each of several."""
    return tuple(spread(agents(verb)))


def subjects(verb: Token, scene: Scene) -> tuple[Token, ...]:
    """Give the subjects of a verb."""
    return tuple(spread(antecedent(one) for one in subject_of(verb, scene)))
