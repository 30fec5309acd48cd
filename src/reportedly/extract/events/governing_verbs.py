"""What a verb above an event does to it: as clause, infinitive, subject, object or prepositional object."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportedly.extract.events.clauses import has_to
from reportedly.extract.events.governing_slots import (
    as_adjunct,
    as_object,
    as_subject,
    is_presupposed,
    is_yet,
    thwarted,
)
from reportedly.extract.events.scene import VERBAL, lemma_of, span_of
from reportedly.extract.events.tally import FUTURE, Scope, Tally

if TYPE_CHECKING:
    from reportedly.codebook.modality import Effect, Modality
    from reportedly.parsed import Token

INTERROGATIVE = frozenset({"WP", "WP$", "WRB"})


def under_verb(node: Token, event: Token, tally: Tally, modality: Modality, scope: Scope) -> tuple[Token, Scope] | None:
    """Read what the verb above does to its clause, infinitive, subject or object."""
    verb, dep = node.head, "xcomp" if node.dep_ == "advcl" or is_infinitive(node) else node.dep_
    lemma = with_particle(verb, modality)
    effect = modality.verbs.get(lemma)
    if thwarted(node, lemma, tally, modality) or (
        node.dep_ == "xcomp" and effect == "hoped" and is_vain(verb, modality)
    ):
        tally.defeat(verb)
        return verb, Scope.ALL
    if lemma in modality.fulfilling and node.dep_ in ("dobj", "nsubjpass") and tally.status in FUTURE:
        tally.status = "occurred"
        return verb, Scope.ALL
    if (scope is not Scope.ALL and effect == "negative") or (dep == "ccomp" and is_asked(node)):
        effect = None
    if effect == "denied" and is_presupposed(event, verb, modality):
        return None
    if dep in ("xcomp", "ccomp", "oprd") or (dep == "advmod" and node != event):
        as_clause(node, dep, lemma, effect, tally, modality)
        return verb, Scope.ALL if dep == "xcomp" else Scope.NONE
    if dep in ("dobj", "nsubjpass", "attr", "dative") and node.pos_ not in VERBAL:
        return as_object(node, event, lemma, effect, tally, modality)
    if dep == "nsubj":
        return as_subject(node, event, lemma, effect, tally, modality)
    if dep in ("prep", "agent", "dative"):
        return as_adjunct(node, event, lemma, effect, tally, modality)
    return verb, scope


def is_infinitive(clause: Token) -> bool:
    """Whether a clause has a subject and no tense of its own: "allowed the army to attack", "show men attacking"."""
    if clause.dep_ != "ccomp":
        return False
    if clause.tag_ == "VBG":
        return not any(child.dep_ in ("aux", "auxpass", "mark") for child in clause.children)
    return clause.tag_ == "VB" and has_to(clause)


def is_vain(verb: Token, modality: Modality) -> bool:
    """Whether an attempt is said to have failed in the same breath: "tried in vain to", "sought unsuccessfully to"."""
    words = (*verb.children, *(grand for child in verb.children if child.dep_ == "prep" for grand in child.children))
    return any(word.lower_ in modality.vainly for word in words)


def is_unproven(verb: Token, modality: Modality) -> bool:
    """Whether what is said is said to lack support: "claimed, without giving evidence, that", "falsely claimed"."""
    for child in verb.children:
        if child.dep_ == "advmod" and child.lower_ in modality.falsely:
            return True
        if child.dep_ == "prep" and child.lower_ == "without":
            return any(word.lemma_.lower() in modality.proofs for word in child.subtree)
    return False


def as_clause(node: Token, dep: str, lemma: str, effect: Effect | None, tally: Tally, modality: Modality) -> None:
    """Read what a verb does to its clause or infinitive."""
    verb = node.head
    if dep == "ccomp" and lemma in modality.neg_raising and any(child.dep_ == "neg" for child in verb.children):
        tally.meet("negative", verb)
    if is_unproven(verb, modality):
        tally.meet("alleged", verb)
        return
    begun = lemma in modality.aspectual or lemma not in modality.verbs
    if dep == "xcomp" and begun and has_to(node) and " " not in lemma and is_purpose(node, verb):
        tally.meet("hoped", node)
    elif effect is not None and not (dep == "ccomp" and lemma in modality.only_infinitives):
        commit(effect, verb, lemma, tally, modality)
    elif lemma == "be" and predicated(node, verb, tally, modality):
        pass
    elif dep == "xcomp" and has_to(node):
        of_infinitive(verb, lemma, tally, modality)


def of_infinitive(verb: Token, lemma: str, tally: Tally, modality: Modality) -> None:
    """Read what a verb of little meaning does to its infinitive: "was said to", "has yet to", "are to", "going to"."""
    if lemma in modality.hearsay_passives:
        tally.meet("alleged", verb)
    elif is_yet(verb):
        tally.meet("negative", verb)
    elif lemma in ("remain", "go"):
        tally.meet("predicted", verb)
    elif lemma == "be":
        tally.meet("planned", verb)
    elif verb.lower_ == "ought":
        tally.meet("hoped", verb)


def is_asked(clause: Token) -> bool:
    """Whether a clause opens with a word of question, which takes the rest as done: "unclear who killed him"."""
    return clause.left_edge.tag_ in INTERROGATIVE and clause.left_edge.lower_ != "whether"


def commit(effect: Effect, verb: Token, lemma: str, tally: Tally, modality: Modality) -> None:
    """Take a verb's effect into account; a vow that one "will" is a plan, where "will" alone would foresee.

    What is called off, foiled or failed was not done, whatever it was meant as. A denial denied leaves things open.
    """
    negated = any(child.dep_ == "neg" for child in verb.children)
    if tally.status == "predicted" and effect in ("planned", "hoped") and lemma in modality.commissive:
        tally.status = effect
        tally.operators.append(span_of(verb))
    elif not (effect == "denied" and negated):
        tally.meet(effect, verb)


def predicated(node: Token, copula: Token, tally: Tally, modality: Modality) -> bool:
    """Read what a copula says of a clause: "it is likely that", "the goal is to", "it was not true that"."""
    if is_asked(node):
        return True
    negated = any(child.dep_ == "neg" for child in copula.children)
    for child in copula.children:
        if child == node:
            continue
        if child.dep_ == "acomp" and child.lower_ == "true":
            if negated:
                tally.meet("negative", child)
            return True
        effect = modality.predicates.get(child.lower_) if child.dep_ == "acomp" else None
        if child.dep_ in ("nsubj", "attr") and child.pos_ == "NOUN":
            effect = modality.nouns.get(child.lemma_.lower())
        if effect is not None:
            tally.meet(effect, child)
            return True
    return False


def is_purpose(infinitive: Token, verb: Token) -> bool:
    """Whether an infinitive tells what a deed was for: "crossed the river to attack"."""
    between = [child for child in verb.children if child.dep_ == "dobj" and verb.i < child.i < infinitive.i]
    moved = [child for child in verb.children if child.dep_ in ("prep", "prt") and verb.i < child.i < infinitive.i]
    return (
        infinitive.tag_ == "VB"
        and bool(between or moved)
        and not any(child.dep_ == "nsubj" for child in infinitive.children)
    )


def with_particle(verb: Token, modality: Modality) -> str:
    """Give a verb's lemma, with its particle where the two have an effect of their own: "call off"."""
    lemma = lemma_of(verb, modality.forms)
    for child in verb.children:
        if child.dep_ in ("prt", "advmod") and f"{lemma} {child.lower_}" in modality.verbs:
            return f"{lemma} {child.lower_}"
    return lemma
