"""Decides whether an event is told as having happened: status and polarity, from what governs it.

Walks from the event to the top of its sentence, as the event-selecting predicates of TimeML and the scopes of FactBank
suggest: auxiliaries, negation, adverbs and marks of each clause on the way, then the verb, adjective or noun that
governs it. The innermost operator decides; denial and condition override it.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import IntEnum
from typing import TYPE_CHECKING

from reportedly.extract.events.scene import Scene, lemma_of, span_of
from reportedly.model import Polarity, Span, Status

if TYPE_CHECKING:
    from spacy.tokens import Token

    from reportedly.codebook.modality import Effect, Modality

CLAUSE = frozenset({"VERB", "AUX"})
FACTIVE_LINKS = frozenset({"relcl", "appos"})
DEFINITE = frozenset({"the", "this", "that", "these", "those", "its", "his", "her", "their"})
FUTURE = frozenset({"planned", "hoped", "predicted"})
TEMPORAL = frozenset({"after", "following", "during", "before", "until", "upon", "pending"})
REACHING = frozenset({"of", "for", "to", "about", "on", "at", "against", "over", "that"})
TEMPORAL_LINKS = frozenset({"before", "after", "when", "once", "while", "until", "whenever"})
FINITE = frozenset({"VBD", "VBZ", "VBP"})
STEPS = 12


class Scope(IntEnum):
    """What of a clause's modality is that of the event below: all, its time only ("after the withdrawal"), nothing."""

    ALL = 0
    TIME = 1
    NONE = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """Status and polarity of an event, the words that decide them, and the condition it hangs on."""

    status: Status = "occurred"
    polarity: Polarity = "positive"
    operators: tuple[Span, ...] = ()
    condition: Span | None = None


@dataclass(slots=True)
class Tally:
    """What the walk has met so far."""

    status: Status = "occurred"
    negative: bool = False
    operators: list[Span] = field(default_factory=list)
    condition: Span | None = None

    def meet(self, effect: Effect, word: Token) -> None:
        """Take an operator into account."""
        if effect == "real":
            return
        if effect == "negative":
            self.negative = not self.negative
        elif overrides(effect, self.status):
            self.status = effect
        else:
            return
        self.operators.append(span_of(word))


def overrides(effect: Status, status: Status) -> bool:
    """Whether an outer operator changes what an inner one has made of an event."""
    if effect in ("denied", "conditional") or status == "occurred":
        return True
    return (status == "ongoing" and effect != "ongoing") or (status == "alleged" and effect in FUTURE)


def standing_of(token: Token, modality: Modality) -> Standing:
    """Give the standing of the event that a token names, from its sentence alone."""
    tally = Tally()
    if token.pos_ not in CLAUSE:
        on_noun(token, tally, modality)
    node, scope = token, Scope.ALL
    for _ in range(STEPS):
        if node.pos_ in CLAUSE or node.dep_ == "ROOT":
            on_clause(node, tally, modality, scope)
        if node.head == node:
            break
        following = climb(node, token, tally, modality, scope)
        if following is None:
            break
        node, above = following
        scope = max(scope, above)
    return Standing(
        status=tally.status,
        polarity="negative" if tally.negative else "positive",
        operators=tuple(sorted(set(tally.operators))),
        condition=tally.condition,
    )


# --- what stands on the event itself ----------------------------------------------------------------------------


def on_noun(token: Token, tally: Tally, modality: Modality) -> None:
    """Read the modifiers of a noun: "a planned withdrawal", "no attacks"."""
    for child in token.children:
        word = child.lower_
        if child.dep_ in ("amod", "compound", "advmod", "nmod"):
            effect = modality.modifiers.get(word)
            if effect is not None:
                tally.meet(effect, child)
            if child.dep_ == "amod" and child.tag_ == "VBN" and word in ("planned", "expected"):
                continue
            adverb = modality.adverbs.get(word)
            if effect is None and adverb == "alleged":
                tally.meet(adverb, child)
            for grand in child.children:
                if modality.adverbs.get(grand.lower_) == "alleged":
                    tally.meet("alleged", grand)
        elif child.dep_ == "det" and word in ("no", "neither") or child.dep_ == "neg":
            tally.meet("negative", child)


def on_clause(verb: Token, tally: Tally, modality: Modality, scope: Scope) -> None:
    """Read the auxiliaries, negation, adverbs and conditions of a clause."""
    modals = scope is Scope.ALL
    have = any(child.dep_ == "aux" and child.lemma_ == "have" for child in verb.children)
    for child in verb.children:
        dep, word = child.dep_, child.lower_
        if dep == "neg" and modals:
            tally.meet("negative", child)
        elif dep == "aux" and scope is not Scope.NONE and child.tag_ == "MD":
            effect = (modality.modals_past.get(word) if have else None) or modality.modals.get(word)
            if effect is not None:
                tally.meet(effect, child)
        elif dep == "advmod" and modals:
            effect = modality.adverbs.get(word)
            if effect is not None and not (effect == "ongoing" and verb.tag_ in ("VBD", "VBN")):
                tally.meet(effect, child)
        elif dep in ("nsubj", "nsubjpass") and modals and is_nobody(child, modality):
            tally.meet("negative", child)
        elif dep == "mark" and modals and verb.dep_ in ("ccomp", "csubj") and word in ("if", "whether"):
            tally.meet("conditional", child)
    for child in verb.children:
        if child.dep_ == "advcl" and tally.status in (*FUTURE, "conditional") and is_condition(child, modality):
            tally.condition = Span(start=child.left_edge.idx, end=end_of(child))
            tally.meet("conditional", child)
    if modals and has_to(verb) and (verb.dep_ == "ROOT" or any(child.dep_ == "nsubj" for child in verb.children)):
        tally.meet("planned", verb)
    if modals and is_subjunctive(verb):
        tally.meet("hoped", verb)
    if modals and is_progressive(verb):
        tally.meet("ongoing", verb)


def end_of(token: Token) -> int:
    """Give where the last word of a token's subtree ends, final punctuation left out."""
    last = token.right_edge
    while last.i > token.i and (last.is_punct or last.is_space):
        last = last.nbor(-1)
    return last.idx + len(last.text)


def is_nobody(token: Token, modality: Modality) -> bool:
    """Whether a subject says that there is none: "nobody", "no civilians"."""
    if token.lower_ in modality.nobody:
        return True
    return any(child.dep_ == "det" and child.lower_ in ("no", "neither") for child in token.children)


def is_condition(clause: Token, modality: Modality) -> bool:
    """Whether an adverbial clause is a condition."""
    first = clause.left_edge
    while first.i < clause.i and (first.is_punct or first.is_space):
        first = first.nbor(1)
    if first.i < clause.i and first.lower_ in modality.conditional_marks and first.lower_ != "whether":
        return first.dep_ != "aux" or first.head == clause
    return any(child.dep_ == "mark" and child.lower_ in ("if", "unless") for child in clause.children)


def is_subjunctive(verb: Token) -> bool:
    """Whether a clause under another is in the subjunctive: "insisted that he be released"."""
    if verb.dep_ != "ccomp" or any(child.dep_ == "aux" for child in verb.children):
        return False
    marked = any(child.dep_ == "mark" and child.lower_ == "that" for child in verb.children)
    bare_verb = verb.tag_ == "VB" or any(child.dep_ == "auxpass" and child.lower_ == "be" for child in verb.children)
    return marked and bare_verb


def is_progressive(verb: Token) -> bool:
    """Whether a verb is in the present progressive, or has been going on until now."""
    if verb.tag_ != "VBG":
        return False
    return any(
        child.dep_ == "aux" and child.lower_ in ("is", "are", "'s", "'re", "am", "'m", "has", "have")
        for child in verb.children
    )


# --- the way up -------------------------------------------------------------------------------------------------


def climb(node: Token, event: Token, tally: Tally, modality: Modality, scope: Scope) -> tuple[Token, Scope] | None:
    """Go one step up: the next node, and what of its modality is the event's; None where what follows is beside it."""
    head, dep = node.head, node.dep_
    if dep in FACTIVE_LINKS:
        return None
    if dep == "acl" and node.lower_ in TEMPORAL:
        return head, Scope.TIME
    if dep == "acl" and node.tag_ != "VB" and not any(child.dep_ == "mark" for child in node.children):
        return None
    if dep == "advcl":
        return adverbial(node, tally, modality) if scope is not Scope.NONE else None
    if node.lower_ in ("without", "instead") and dep == "prep":
        tally.meet("negative", node)
        return None
    if dep == "conj" and node.tag_ in FINITE and head.tag_ in ("VB", "VBG", "VBN"):
        while head.tag_ not in FINITE and head.head != head and head.dep_ in ("xcomp", "ccomp", "conj", "advcl"):
            head = head.head
        return head, Scope.NONE
    if dep in ("conj", "cc", "dep", "punct"):
        own = any(child.dep_ in ("aux", "nsubj", "nsubjpass", "neg") for child in node.children)
        return head, Scope.NONE if own else scope
    if head.pos_ in CLAUSE:
        return under_verb(node, event, tally, modality, scope)
    if head.pos_ == "ADJ":
        effect = modality.predicates.get(head.lower_)
        if effect is not None and dep in ("xcomp", "ccomp", "prep"):
            tally.meet(effect, head)
            if head.lower_ in ("unlikely", "unable", "unwilling"):
                tally.meet("predicted" if head.lower_ == "unlikely" else "hoped", head)
        return head, Scope.ALL
    if head.pos_ in ("NOUN", "PROPN"):
        return under_noun(node, tally, modality)
    return head, scope


def under_noun(node: Token, tally: Tally, modality: Modality) -> tuple[Token, Scope] | None:
    """Read what the noun above does: "a plan to attack", "fears of a massacre"; beside another noun stands a fact."""
    head, dep = node.head, node.dep_
    lemma = head.lemma_.lower()
    effect = modality.nouns.get(lemma)
    reaches = dep in ("acl", "ccomp", "relcl", "compound", "amod", "poss", "nmod")
    if effect is not None and (reaches or (dep == "prep" and node.lower_ in REACHING)):
        tally.meet(effect, head)
        on_noun(head, tally, modality)
        return head, Scope.ALL if bare(head) else Scope.NONE
    if dep == "acl" and node.tag_ == "VB":
        tally.meet("hoped", node)
        return head, Scope.NONE
    if dep in ("acl", "ccomp") or lemma in modality.transparent or dep == "conj":
        return head, Scope.NONE if dep in ("acl", "ccomp") else Scope.ALL
    return None


def adverbial(node: Token, tally: Tally, modality: Modality) -> tuple[Token, Scope] | None:
    """Read how an adverbial clause stands to the one above: purpose, condition, participle, or a fact beside it."""
    marks = [child for child in node.children if child.dep_ == "mark" or (child.dep_ == "aux" and child.lower_ == "to")]
    for mark in marks:
        if mark.lower_ in modality.conditional_marks:
            tally.meet("conditional", mark)
            return None
        if mark.lower_ == "to":
            tally.meet("hoped", mark)
            return None
        if mark.lower_ == "until":
            tally.meet("predicted", mark)
            return None
    links = {child.lower_ for child in node.children if child.dep_ == "mark" or child.tag_ == "WRB"}
    if links & TEMPORAL_LINKS:
        return node.head, Scope.TIME
    if links:
        return (node.head, Scope.NONE) if "as" in links else None
    return node.head, Scope.TIME if node.tag_ in ("VBG", "VBN") else Scope.NONE


def under_verb(node: Token, event: Token, tally: Tally, modality: Modality, scope: Scope) -> tuple[Token, Scope] | None:
    """Read what the verb above does to its clause, infinitive, subject or object."""
    verb, dep = node.head, node.dep_
    lemma = lemma_of(verb, modality.forms)
    effect = modality.verbs.get(lemma)
    if scope is not Scope.ALL and effect == "negative":
        effect = None
    if dep == "ccomp" and lemma in modality.neg_raising and any(child.dep_ == "neg" for child in verb.children):
        tally.meet("negative", verb)
    if dep in ("xcomp", "ccomp", "oprd") or (dep == "advmod" and node != event):
        if effect is not None and not (
            dep == "ccomp" and effect in ("hoped",) and lemma in ("work", "mean", "like", "love")
        ):
            tally.meet(effect, verb)
        elif dep == "xcomp" and lemma in modality.hearsay_passives and has_to(node):
            tally.meet("alleged", verb)
        elif dep == "xcomp" and lemma == "have" and any(child.lower_ == "yet" for child in verb.children):
            tally.meet("negative", verb)
        elif dep == "xcomp" and lemma == "be" and has_to(node):
            tally.meet("planned", verb)
        elif dep == "xcomp" and lemma == "go" and has_to(node):
            tally.meet("predicted", verb)
        return verb, Scope.ALL if dep == "xcomp" else Scope.NONE
    if dep in ("dobj", "nsubjpass", "attr", "dative") and node.pos_ not in CLAUSE:
        if (
            effect is not None
            and lemma in modality.nominal
            and (lemma not in modality.presupposing or verb.tag_ != "VBD" or bare(node))
        ):
            tally.meet(effect, verb)
            return verb, Scope.ALL
        if lemma == "be":
            return (verb, Scope.ALL) if any(child.dep_ == "expl" for child in verb.children) else None
        if lemma in modality.carrying or lemma in modality.happening:
            return verb, Scope.ALL
        return (verb, Scope.TIME) if dep != "nsubjpass" and bare(node) else None
    if dep == "nsubj":
        if lemma == "be" and verb.tag_ in ("VBP", "VBZ") and node.tag_ == "NNS" and node == event and describes(verb):
            tally.meet("ongoing", verb)
        return (verb, Scope.ALL) if lemma in modality.happening else None
    if dep in ("prep", "agent", "dative"):
        if effect is not None and governs(effect, node, event):
            tally.meet(effect, verb)
            return verb, Scope.ALL
        known = any(child.lower_ in DEFINITE for noun in node.children for child in noun.children)
        if event.pos_ not in CLAUSE and node.lower_ in ("in", "by", "with") and not known:
            return verb, Scope.ALL
        if event.pos_ not in CLAUSE and node.lower_ in TEMPORAL:
            return verb, Scope.TIME
        return (verb, Scope.ALL) if lemma in modality.carrying or event.pos_ in CLAUSE else None
    return verb, scope


def describes(verb: Token) -> bool:
    """Whether a copula says what something is like: "the clashes are fierce"."""
    return any(child.dep_ == "acomp" for child in verb.children)


def governs(effect: Effect, preposition: Token, event: Token) -> bool:
    """Whether a verb's effect reaches an event through a preposition: "called for a truce", not "agreed in a truce"."""
    word = preposition.lower_
    if effect in ("real", "ongoing") or word not in ("for", "of", "to", "from", "about", "against", "on", "in", "with"):
        return False
    beside = word in ("in", "with", "on", "to") and event.pos_ not in CLAUSE
    return not (beside and effect in ("alleged", "planned", "hoped"))


def has_to(verb: Token) -> bool:
    """Whether a verb is an infinitive with "to"."""
    return any(child.dep_ == "aux" and child.lower_ == "to" for child in verb.children)


def bare(noun: Token) -> bool:
    """Whether a noun is not marked as known to the reader."""
    return not any(child.lower_ in DEFINITE or child.dep_ == "poss" for child in noun.children)


# --- what holds it ----------------------------------------------------------------------------------------------


def standing_in(token: Token, scene: Scene) -> Standing:
    """Give the standing of an event, with what the attribution that holds it adds: hearsay and denial."""
    modality = scene.words.modality
    standing = standing_of(token, modality)
    here = span_of(token)
    status, operators = standing.status, list(standing.operators)
    for item in scene.attributions:
        if not any(part.contains(here) for part in item.content) or (item.cue is not None and item.cue.overlaps(here)):
            continue
        hearsay = item.source is not None and item.source.anonymity == "hearsay"
        cue = lemma_at(item.cue, scene) if item.cue is not None else ""
        if modality.verbs.get(cue) == "denied" or modality.nouns.get(cue) == "denied":
            status = "denied"
        elif (hearsay or cue in modality.hearsay_cues or item.source is None and item.cue is not None) and status in (
            "occurred",
            "ongoing",
        ):
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


def lemma_at(span: Span, scene: Scene) -> str:
    """Give the lemma of the verb of a cue, or of its first word."""
    words = scene.doc.char_span(span.start, span.end, alignment_mode="expand")
    if words is None:
        return ""
    verbs = [word for word in words if word.pos_ == "VERB"]
    return str((verbs or list(words))[0].lemma_).lower()
