"""What a noun or adjective above an event does to it: "a plan to attack", "fears of a massacre", "likely to attack"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportedly.extract.events.clauses import PRESENT, has_to, on_noun
from reportedly.extract.events.conditions import is_case_noun
from reportedly.extract.events.governing_slots import bare
from reportedly.extract.events.scene import VERBAL, lemma_of
from reportedly.extract.events.tally import Scope, Tally

if TYPE_CHECKING:
    from reportedly.codebook.modality import Modality
    from reportedly.parsed import Token

REACHING = frozenset({"of", "for", "to", "about", "on", "at", "against", "over", "that"})


def is_noun_form(token: Token) -> bool:
    """Whether a token tagged as a verb stands where only a noun can: "dismissed as lies reports that ..."."""
    return token.tag_ in PRESENT and token.dep_ in ("pobj", "dobj")


def under_adjective(node: Token, tally: Tally, modality: Modality) -> None:
    """Read what an adjective does to its clause: "likely to attack", "free to leave"; "quick to strike" was done."""
    word, dep = node.head, node.dep_
    effect = modality.predicates.get(word.lower_)
    if word.lower_ in modality.verging:
        if is_reached(node):
            missed = word.dep_ == "advmod" and word.head.lemma_ in ("come", "get") and word.head.tag_ in ("VBD", "VBN")
            tally.meet("negative" if missed else "predicted", word)
        return
    if effect is not None and dep in ("xcomp", "ccomp", "prep"):
        tally.meet(effect, word)
        if word.lower_ == "unlikely":
            tally.meet("predicted", word)
    elif dep == "xcomp" and has_to(node) and word.lower_ not in modality.happy:
        tally.meet("predicted", word)


def is_reached(preposition: Token) -> bool:
    """Whether what one is close to is a deed, and no scene of one: "close to seizing", not "close to the front"."""
    return any(child.dep_ == "pcomp" or (child.dep_ == "pobj" and bare(child)) for child in preposition.children)


def within_hearsay(noun: Token, tally: Tally, modality: Modality) -> None:
    """Take it as hearsay what is told of a thing in what one is said to have done: "said to use rockets, which hit"."""
    node = noun
    while node.dep_ in ("pobj", "dobj", "prep", "conj"):
        node = node.head
    if node.dep_ == "xcomp" and has_to(node) and node.head.lemma_.lower() in modality.hearsay_passives:
        tally.meet("alleged", node.head)


def under_noun(node: Token, tally: Tally, modality: Modality, meant: Token | None = None) -> tuple[Token, Scope] | None:
    """Read what the noun above does: "a plan to attack", "fears of a massacre"; beside another noun stands a fact.

    ``meant`` is the noun above where the parse says otherwise.
    """
    head, dep = (node.head, node.dep_) if meant is None else (meant, "acl")
    lemma = head.lemma_.lower()
    effect = modality.nouns.get(lemma)
    if head.head.lower_ == "were" and head.head.dep_ == "advcl" and head.head.i < head.i and has_to(node):
        tally.meet("conditional", head.head)
        return None
    if is_case_noun(head, modality):
        tally.meet("conditional", head)
        return None
    if (lemma in modality.reports or effect == "alleged") and is_rebutted(head, modality):
        tally.meet("denied", head)
        return None
    if lemma in modality.reports and (dep in ("acl", "ccomp") or (dep == "prep" and node.lower_ == "of")):
        tally.meet("alleged", head)
        on_noun(head, tally, modality)
        return head, Scope.NONE
    reaches = dep in ("acl", "ccomp", "relcl", "compound", "amod", "poss", "nmod")
    doing = node.lower_ == "in" and any(child.dep_ == "pcomp" for child in node.children)
    if effect is not None and (reaches or (dep == "prep" and (node.lower_ in REACHING or doing))):
        tally.meet(effect, head)
        on_noun(head, tally, modality)
        return head, Scope.ALL if bare(head) else Scope.NONE
    if dep in ("acl", "relcl") and node.tag_ == "VB":
        tally.meet("hoped", node)
        return head, Scope.NONE
    if dep in ("acl", "ccomp", "relcl") or lemma in modality.transparent or dep == "conj":
        return head, Scope.NONE if dep in ("acl", "ccomp", "relcl") else Scope.ALL
    return None


def is_rebutted(report: Token, modality: Modality) -> bool:
    """Whether a report or charge is taken back: "rejected claims that ...", "called reports of ... untrue"."""
    verb = report
    while verb.head != verb and (verb.pos_ not in VERBAL or is_noun_form(verb)):
        verb = verb.head
    if lemma_of(verb, modality.forms) in modality.rebuttals and report.dep_ in ("dobj", "pobj", "conj", "nsubjpass"):
        return True
    return any(word.lower_ in modality.falsehoods for word in verb.subtree)
