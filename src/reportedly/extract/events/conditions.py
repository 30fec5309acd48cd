"""Finds what an event hangs on: "if", "unless", "provided that", "in the event of", "had the convoy ..."."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportedly.model import Span

if TYPE_CHECKING:
    from reportedly.codebook.modality import Modality
    from reportedly.parsed import Token

INVERTED = frozenset({"had", "were", "should"})
SUBJECTS = frozenset({"nsubj", "nsubjpass", "expl"})


def condition_on(verb: Token, modality: Modality) -> Token | None:
    """Give what a clause is said to hang on: the last of its conditional clauses or phrases."""
    found = None
    for child in verb.children:
        if child.dep_ == "advcl" and is_condition(child, modality) or child.dep_ == "prep" and is_case(child, modality):
            found = child
        elif child.dep_ == "advmod" and child.lower_ in modality.lasting:
            found = next((grand for grand in child.children if is_lasting(grand)), found)
    return found


def is_condition(clause: Token, modality: Modality) -> bool:
    """Whether an adverbial clause is a condition."""
    first = clause.left_edge
    while first.i < clause.i and (first.is_punct or first.is_space):
        first = first.nbor(1)
    if first.i < clause.i and first.lower_ in modality.conditional_marks and first.lower_ != "whether":
        return first.dep_ != "aux" or first.head == clause
    if is_lasting(clause) or is_inverted(clause):
        return True
    return any(child.dep_ == "mark" and child.lower_ in ("if", "unless") for child in clause.children)


def is_check(clause: Token, modality: Modality) -> bool:
    """Whether a condition is that a report prove right, and has nothing else: "if confirmed", "if true"."""
    subjects = [child for child in clause.children if child.dep_ in SUBJECTS]
    return clause.lower_ in modality.checks and all(
        child.pos_ == "PRON" or child.lemma_ in modality.reports for child in subjects
    )


def is_lasting(clause: Token) -> bool:
    """Whether a clause is one of "as long as": it hangs on the first "as" or on "long"."""
    marked = any(child.dep_ == "mark" and child.lower_ == "as" for child in clause.children)
    before = [clause.doc[at].lower_ for at in range(max(clause.left_edge.i - 2, clause.sent.start), clause.left_edge.i)]
    inside = [token.lower_ for token in clause.doc[clause.left_edge.i : clause.left_edge.i + 3]]
    return marked and (before == ["as", "long"] or inside == ["as", "long", "as"])


def is_inverted(clause: Token) -> bool:
    """Whether a clause has its auxiliary before its subject, as in "had the convoy taken", "were they to leave"."""
    if clause.dep_ != "advcl" or clause.sent[-1].text == "?":
        return False
    helpers = [part for part in (clause, *clause.children) if part.lower_ in INVERTED and part.pos_ in ("AUX", "VERB")]
    subject = next((child for child in clause.children if child.dep_ in SUBJECTS), None)
    return subject is not None and any(clause.left_edge == helper and helper.i < subject.i for helper in helpers)


def is_case(preposition: Token, modality: Modality) -> bool:
    """Whether a phrase is "in the event of", "in case of", "on condition that", or a "provided that" taken for one."""
    if preposition.lower_ in modality.conditional_marks:
        return any(child.dep_ == "pcomp" for child in preposition.children)
    return any(
        child.dep_ == "pobj" and child.lower_ in modality.cases and is_case_noun(child, modality)
        for child in preposition.children
    )


def is_case_noun(noun: Token, modality: Modality) -> bool:
    """Whether a noun is the "event" of "in the event of", with what it holds."""
    if noun.lower_ not in modality.cases or noun.dep_ != "pobj" or noun.head.lower_ not in ("in", "on"):
        return False
    return any(child.lower_ == "of" or child.dep_ in ("acl", "relcl", "ccomp") for child in noun.children)


def span_to_end(token: Token) -> Span:
    """Give the words of a clause or phrase, final punctuation left out."""
    last = token.right_edge
    while last.i > token.i and (last.is_punct or last.is_space):
        last = last.nbor(-1)
    return Span(start=token.left_edge.idx, end=last.idx + len(last.text))
