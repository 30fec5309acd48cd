"""Decides whether an event is told as having happened: status and polarity, from what governs it.

Walks from the event to the top of its sentence, as the event-selecting predicates of TimeML and the scopes of FactBank
suggest: auxiliaries, negation, adverbs and marks of each clause on the way, then the verb, adjective or noun that
governs it. The innermost operator decides; denial and condition override it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportedly.extract.events.clauses import on_clause, on_noun
from reportedly.extract.events.governing_slots import WOULD, is_presupposed
from reportedly.extract.events.governors import BESIDE, TEMPORAL_LINKS, climb
from reportedly.extract.events.scene import VERBAL, Scene, lemma_of, span_of
from reportedly.extract.events.tally import Scope, Standing, Tally

if TYPE_CHECKING:
    from reportedly.codebook.modality import Modality
    from reportedly.model import Source, Span
    from reportedly.parsed import Token

STEPS = 12


def standing_of(token: Token, modality: Modality) -> Standing:
    """Give the standing of the event that a token names, from its sentence alone."""
    tally = Tally()
    if token.pos_ not in VERBAL:
        on_noun(token, tally, modality)
    node, scope, below = token, Scope.ALL, None
    for _ in range(STEPS):
        if node.pos_ in VERBAL or node.dep_ == "ROOT":
            on_clause(node, tally, modality, scope, below)
        if node.head == node:
            break
        following = climb(node, token, tally, modality, scope)
        if following is None:
            break
        below = node
        node, above = following
        scope = max(scope, above)
    opening = opening_condition(token)
    if tally.status in ("occurred", "predicted") and (opening is not None or is_any(token)):
        tally.meet("conditional", opening or token)
    tally.close()
    return Standing(
        status=tally.status,
        polarity="negative" if tally.negative else "positive",
        operators=tuple(sorted(set(tally.operators))),
        condition=tally.condition,
    )


def opening_condition(token: Token) -> Token | None:
    """Give the "if" that opens a sentence where the parser ties it to the main clause and a word stands before that.

    "If the garrison surrenders, its men will be spared": "surrenders" is then taken for a noun.
    """
    first = token.sent[0]
    if first.lower_ not in ("if", "unless") or first.dep_ != "mark":
        return None
    comma = next((word for word in token.sent if word.lower_ == ","), None)
    return first if comma is not None and first.i < token.i < comma.i < first.head.i else None


def is_any(noun: Token) -> bool:
    """Whether a noun is one that may never be, in a clause of what would follow: "will answer any attack"."""
    if not any(child.dep_ == "det" and child.lower_ == "any" for child in noun.children):
        return False
    clause = noun
    while clause.pos_ not in VERBAL and clause.head != clause:
        clause = clause.head
    return any(child.dep_ == "aux" and child.lower_ in WOULD for child in clause.children)


# --- what holds it ----------------------------------------------------------------------------------------------


def standing_in(token: Token, scene: Scene) -> Standing:
    """Give the standing of an event, with what the attribution that holds it adds: hearsay and denial."""
    modality = scene.words.modality
    if is_taken_as_done(token) or are_the_fallen(token, scene):
        return Standing()
    standing = standing_of(token, modality)
    here = span_of(token)
    status, operators = standing.status, list(standing.operators)
    for item in scene.attributions:
        if not item.holds(here) or (item.cue is not None and item.cue.overlaps(here)):
            continue
        hearsay = item.source is not None and (item.source.anonymity == "hearsay" or is_unconfirmed(item.source, scene))
        unsourced = item.source is None and item.cue is not None and item.type in (None, "assertion", "belief")
        cue = lemma_at(item.cue, scene) if item.cue is not None else ""
        if modality.verbs.get(cue) == "denied" or modality.nouns.get(cue) == "denied":
            if is_background(token, modality) or (item.cue is not None and is_undenied(item.cue, scene)):
                continue
            status = "denied"
        elif (hearsay or cue in modality.hearsay_cues or unsourced) and status in ("occurred", "ongoing"):
            status = "alleged"
        else:
            continue
        if item.cue is not None:
            operators.append(item.cue)
    return Standing(
        status=status,
        polarity=standing.polarity,
        operators=tuple(sorted(set(operators))),
        condition=standing.condition,
    )


def is_background(token: Token, modality: Modality) -> bool:
    """Whether a denial leaves an event as it is: in a relative or temporal clause, or as what one had no part in."""
    node = token
    if is_presupposed_under_denial(token, modality):
        return True
    while node.pos_ not in VERBAL and node.head != node:
        if node.dep_ == "prep" and node.head.lemma_.lower() in modality.shares:
            return True
        node = node.head
    node = token
    while node.head != node and node.dep_ not in ("ccomp", "xcomp", "pcomp"):
        marks = {child.lower_ for child in node.children if child.dep_ == "mark" or child.tag_ == "WRB"}
        if node.dep_ == "relcl" or (node.dep_ == "advcl" and marks & (TEMPORAL_LINKS | BESIDE) - {"until"}):
            return True
        node = node.head
    return False


def is_presupposed_under_denial(token: Token, modality: Modality) -> bool:
    """Whether some verb above denies a part in an event, and takes the event itself as done."""
    node = token
    while node.head != node:
        node = node.head
        if modality.verbs.get(lemma_of(node, modality.forms)) == "denied" and is_presupposed(token, node, modality):
            return True
    return False


def are_the_fallen(token: Token, scene: Scene) -> bool:
    """Whether a word names people by what befell them: "hoped to reach the wounded", "to bury the dead and injured"."""
    fallen = scene.words.triggers.fallen
    if token.lower_ not in fallen:
        return False
    joined = token.i > 1 and token.nbor(-1).lower_ in ("and", "or") and token.nbor(-2).lower_ in fallen
    first = token.nbor(-2) if joined else token
    return first.dep_ in ("dobj", "pobj") and any(
        child.dep_ == "det" and child.lower_ == "the" for child in first.children
    )


def is_taken_as_done(noun: Token) -> bool:
    """Whether a question takes an event as done, by its article: "could the army have prevented the massacre?"."""
    return noun.sent[-1].text == "?" and any(child.dep_ == "det" and child.lower_ == "the" for child in noun.children)


def is_unconfirmed(source: Source, scene: Scene) -> bool:
    """Whether a source is itself called uncertain: "according to unconfirmed accounts"."""
    words = scene.doc.char_span(source.start, source.end, alignment_mode="expand") or ()
    return any(scene.words.modality.modifiers.get(word.lower_) == "alleged" for word in words if word.pos_ == "ADJ")


def is_undenied(cue: Span, scene: Scene) -> bool:
    """Whether a denial is itself negated: "did not deny", "neither confirmed nor denied"."""
    words = scene.doc.char_span(cue.start, cue.end, alignment_mode="expand") or ()
    heads = [word for word in words if word.pos_ == "VERB"]
    joined = [first for word in heads if word.dep_ == "conj" for first in (word.head,)]
    return any(
        child.dep_ == "neg" or child.lower_ in ("neither", "never")
        for word in (*heads, *joined)
        for child in word.children
    )


def lemma_at(span: Span, scene: Scene) -> str:
    """Give the lemma of the verb of a cue, or of its first word."""
    words = scene.doc.char_span(span.start, span.end, alignment_mode="expand")
    if words is None:
        return ""
    verbs = [word for word in words if word.pos_ == "VERB"]
    return str((verbs or list(words))[0].lemma_).lower()
