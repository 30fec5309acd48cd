"""Goes up from an event, one step at a time: to the verb, adjective or noun that governs it, or to nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportedly.extract.events.clauses import FINITE, PRESENT, TEMPORAL, has_to
from reportedly.extract.events.conditions import is_condition
from reportedly.extract.events.governing_nouns import is_noun_form, under_adjective, under_noun, within_hearsay
from reportedly.extract.events.governing_verbs import under_verb, with_particle
from reportedly.extract.events.scene import VERBAL, lemma_of
from reportedly.extract.events.tally import FUTURE, Scope, Tally

if TYPE_CHECKING:
    from reportedly.codebook.modality import Modality
    from reportedly.parsed import Token

FACTIVE_LINKS = frozenset({"relcl", "appos"})
TEMPORAL_LINKS = frozenset({"before", "after", "when", "once", "while", "until", "whenever"})
BESIDE = frozenset({"while", "as", "whereas", "although", "though", "because", "since"})


def climb(node: Token, event: Token, tally: Tally, modality: Modality, scope: Scope) -> tuple[Token, Scope] | None:
    """Go one step up: the next node, and what of its modality is the event's; None where what follows is beside it."""
    head, dep = node.head, node.dep_
    if dep == "ccomp" and is_turned_round(node):
        return None
    if is_instead(node):
        tally.meet("negative", node.head if node.head.lower_ in ("of", "than") else node)
        return None
    if dep in FACTIVE_LINKS and not (dep == "relcl" and (has_to(node) or is_content(node, modality))):
        if dep == "relcl":
            within_hearsay(head, tally, modality)
        return None
    if dep == "acl" and node.lower_ in TEMPORAL:
        return head, Scope.TIME
    if dep == "prep" and node.lower_ in TEMPORAL and head.lemma_.lower() in modality.stretches:
        return head, Scope.TIME
    if dep == "acl" and node.tag_ == "VBG" and is_perceived(head, modality):
        return head.head, Scope.ALL
    if dep == "acl" and node.tag_ != "VB" and not any(child.dep_ == "mark" for child in node.children):
        return None
    meant = aim_before(node, modality)
    if meant is not None:
        return under_noun(node, tally, modality, meant)
    if dep == "advcl" and is_complement(node, modality):
        return under_verb(node, event, tally, modality, scope)
    if dep == "advcl":
        return adverbial(node, tally, modality) if scope is not Scope.NONE else None
    alternative = dep == "conj" and any(child.dep_ == "cc" and child.lower_ in ("or", "nor") for child in head.children)
    if dep == "conj" and not alternative and node.tag_ in FINITE and head.tag_ in ("VB", "VBG", "VBN"):
        while head.tag_ not in FINITE and head.head != head and head.dep_ in ("xcomp", "ccomp", "conj", "advcl"):
            head = head.head
        return head, Scope.NONE
    if dep in ("pcomp", "prep") and head.lower_ in ("from", "of", "short", "away"):
        barred = barred_by(head, modality)
        if barred is not None:
            tally.meet("negative", head)
            return barred, Scope.ALL
    if dep == "conj" and node.pos_ not in VERBAL:
        for child in head.children:
            if child.dep_ in ("det", "preconj") and child.lower_ in ("no", "neither") and child.i < head.i:
                tally.meet("negative", child)
    if dep in ("conj", "cc", "dep", "punct"):
        own = any(
            child.dep_ in ("aux", "nsubj", "nsubjpass", "neg") and child.lower_ != "to" for child in node.children
        )
        return head, Scope.NONE if own else scope
    if head.pos_ in VERBAL and not is_noun_form(head):
        return under_verb(node, event, tally, modality, scope)
    if head.pos_ == "ADJ" or head.lower_ in modality.verging:
        under_adjective(node, tally, modality)
        return head, Scope.ALL
    if head.pos_ in ("NOUN", "PROPN") or is_noun_form(head):
        return under_noun(node, tally, modality)
    return head, scope


def is_turned_round(clause: Token) -> bool:
    """Whether the parse hangs a main clause on the temporal one behind it: "Guards fled, a day before ..."."""
    return any(
        child.dep_ == "mark" and child.lower_ in TEMPORAL_LINKS and clause.i < child.i < clause.head.i
        for child in clause.head.children
    )


def is_instead(node: Token) -> bool:
    """Whether a clause or phrase tells what was not done: "without firing", "instead of firing", "rather than fire"."""
    if node.dep_ == "prep":
        return node.lower_ in ("without", "instead")
    if node.dep_ == "pcomp" and node.head.lower_ == "of":
        return any(child.lower_ == "instead" for child in node.head.children)
    if node.dep_ in ("advcl", "conj", "pcomp"):
        before = node.doc[max(node.left_edge.i - 2, node.sent.start) : node.i]
        return any(first.lower_ == "rather" and first.nbor(1).lower_ == "than" for first in before[:-1])
    return False


def barred_by(preposition: Token, modality: Modality) -> Token | None:
    """Give the verb that keeps what is under a preposition from happening: "kept from", "stopped short of"."""
    verb, way = preposition.head, [preposition.lower_]
    if verb.dep_ in ("advmod", "prt", "prep", "acomp") and verb.pos_ not in VERBAL:
        way.append(verb.lower_)
        verb = verb.head
    if verb.pos_ not in VERBAL:
        return None
    lemma = lemma_of(verb, modality.forms)
    if "from" in way:
        return verb if lemma in modality.barring or "away" in way else None
    return verb if lemma in ("stop", "fall") and "short" in way else None


def is_content(clause: Token, modality: Modality) -> bool:
    """Whether a clause taken for a relative one tells what a report or fear is: "accounts that his men had fled"."""
    lemma = clause.head.lemma_.lower()
    return (lemma in modality.reports or lemma in modality.nouns) and any(
        child.dep_ == "mark" and child.lower_ == "that" for child in clause.children
    )


def is_perceived(noun: Token, modality: Modality) -> bool:
    """Whether a noun is what one sees or shows doing something: "the video shows men attacking a guard"."""
    return noun.dep_ == "dobj" and lemma_of(noun.head, modality.forms) in modality.perceiving


def aim_before(infinitive: Token, modality: Modality) -> Token | None:
    """Give the aim or plan whose infinitive is taken for the verb's: "disrupted a plot to bomb the embassy"."""
    if infinitive.dep_ not in ("advcl", "xcomp") or not has_to(infinitive):
        return None
    aims = (child for child in infinitive.head.children if child.dep_ == "dobj" and infinitive.head.i < child.i)
    return next(
        (
            noun
            for noun in aims
            if noun.right_edge.i + 1 == infinitive.left_edge.i and noun.lemma_.lower() in modality.aims
        ),
        None,
    )


def is_complement(infinitive: Token, modality: Modality) -> bool:
    """Whether an infinitive taken for a purpose is what its verb governs, next to it: "rebels vow to execute"."""
    verb = infinitive.head
    lemma = with_particle(verb, modality)
    if not has_to(infinitive) or not (modality.verbs.get(lemma) in FUTURE or " " in lemma):
        return False
    return all(token.head in (infinitive, verb) for token in infinitive.doc[verb.i + 1 : infinitive.i])


def adverbial(node: Token, tally: Tally, modality: Modality) -> tuple[Token, Scope] | None:
    """Read how an adverbial clause stands to the one above: purpose, condition, participle, or a fact beside it."""
    marks = [child for child in node.children if child.dep_ == "mark" or (child.dep_ == "aux" and child.lower_ == "to")]
    if is_condition(node, modality):
        tally.meet("conditional", node)
        return None
    for mark in marks:
        if mark.lower_ in modality.conditional_marks:
            tally.meet("conditional", mark)
            return None
        if mark.lower_ == "to":
            if node.lemma_.lower() not in modality.expressive:
                tally.meet("hoped", mark)
            return None
        if mark.lower_ == "until":
            tally.meet("predicted", mark)
            return None
    links = {child.lower_ for child in node.children if child.dep_ == "mark" or child.tag_ == "WRB"}
    if links & BESIDE and is_finite(node):
        return None
    if links & TEMPORAL_LINKS:
        if not links & {"while"} and is_to_come(node):
            tally.meet("predicted", next(child for child in node.children if child.lower_ in TEMPORAL_LINKS))
        return node.head, Scope.TIME
    if links:
        return (node.head, Scope.NONE) if "as" in links else None
    return node.head, Scope.TIME if node.tag_ in ("VBG", "VBN") else Scope.NONE


def is_finite(verb: Token) -> bool:
    """Whether a clause has a tense of its own and no modal."""
    helpers = [child for child in verb.children if child.dep_ in ("aux", "auxpass")]
    return not any(child.tag_ == "MD" for child in helpers) and any(part.tag_ in FINITE for part in (verb, *helpers))


def is_to_come(clause: Token) -> bool:
    """Whether a temporal clause is in the simple present, which stands for what is yet to come."""
    parts = [clause, *(child for child in clause.children if child.dep_ in ("aux", "auxpass"))]
    perfect = any(part.lemma_ == "have" and part.dep_ == "aux" for part in parts)
    told = clause.head.tag_ in PRESENT and clause.head.lemma_ != "be"
    return not (clause.tag_ == "VBG" or perfect or told or is_told_now(clause.head)) and any(
        part.tag_ in PRESENT for part in parts
    )


def is_told_now(verb: Token) -> bool:
    """Whether a clause is in the present passive or progressive, and so a habit or a headline's past."""
    helpers = [child for child in verb.children if child.dep_ in ("aux", "auxpass")]
    return bool(helpers) and all(child.tag_ in PRESENT for child in helpers)
