"""Decides whether an event is told as having happened: status and polarity, from what governs it.

Walks from the event to the top of its sentence, as the event-selecting predicates of TimeML and the scopes of FactBank
suggest: auxiliaries, negation, adverbs and marks of each clause on the way, then the verb, adjective or noun that
governs it. The innermost operator decides; denial and condition override it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportedly.extract.events.clauses import Scope, Standing, Tally, has_to, on_clause, on_noun
from reportedly.extract.events.scene import Scene, lemma_of, span_of
from reportedly.model import Span

if TYPE_CHECKING:
    from reportedly.codebook.modality import Effect, Modality
    from reportedly.parsed import Token

CLAUSE = frozenset({"VERB", "AUX"})
FACTIVE_LINKS = frozenset({"relcl", "appos"})
DEFINITE = frozenset({"the", "this", "that", "these", "those", "its", "his", "her", "their"})
TEMPORAL = frozenset({"after", "following", "during", "before", "until", "upon", "pending"})
REACHING = frozenset({"of", "for", "to", "about", "on", "at", "against", "over", "that"})
TEMPORAL_LINKS = frozenset({"before", "after", "when", "once", "while", "until", "whenever"})
BESIDE = frozenset({"while", "as", "whereas", "although", "though", "because", "since"})
FINITE = frozenset({"VBD", "VBZ", "VBP"})
STEPS = 12


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


# --- the way up -------------------------------------------------------------------------------------------------


def climb(node: Token, event: Token, tally: Tally, modality: Modality, scope: Scope) -> tuple[Token, Scope] | None:
    """Go one step up: the next node, and what of its modality is the event's; None where what follows is beside it."""
    head, dep = node.head, node.dep_
    if dep in FACTIVE_LINKS and not (dep == "relcl" and has_to(node)):
        if dep == "relcl":
            within_hearsay(head, tally, modality)
        return None
    if dep == "acl" and node.lower_ in TEMPORAL:
        return head, Scope.TIME
    if dep == "prep" and node.lower_ in TEMPORAL and head.lemma_.lower() in modality.stretches:
        return head, Scope.TIME
    if dep == "acl" and node.tag_ != "VB" and not any(child.dep_ == "mark" for child in node.children):
        return None
    if dep == "advcl":
        return adverbial(node, tally, modality) if scope is not Scope.NONE else None
    if node.lower_ in ("without", "instead") and dep == "prep":
        tally.meet("negative", node)
        return None
    alternative = dep == "conj" and any(child.dep_ == "cc" and child.lower_ in ("or", "nor") for child in head.children)
    if dep == "conj" and not alternative and node.tag_ in FINITE and head.tag_ in ("VB", "VBG", "VBN"):
        while head.tag_ not in FINITE and head.head != head and head.dep_ in ("xcomp", "ccomp", "conj", "advcl"):
            head = head.head
        return head, Scope.NONE
    if dep == "pcomp" and head.lower_ == "from" and with_particle(head.head, modality) in modality.barring:
        tally.meet("negative", head)
        return head.head, Scope.ALL
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


def within_hearsay(noun: Token, tally: Tally, modality: Modality) -> None:
    """Take it as hearsay what is told of a thing in what one is said to have done: "said to use rockets, which hit"."""
    node = noun
    while node.dep_ in ("pobj", "dobj", "prep", "conj"):
        node = node.head
    if node.dep_ == "xcomp" and has_to(node) and node.head.lemma_.lower() in modality.hearsay_passives:
        tally.meet("alleged", node.head)


def under_noun(node: Token, tally: Tally, modality: Modality) -> tuple[Token, Scope] | None:
    """Read what the noun above does: "a plan to attack", "fears of a massacre"; beside another noun stands a fact."""
    head, dep = node.head, node.dep_
    lemma = head.lemma_.lower()
    effect = modality.nouns.get(lemma)
    if lemma in modality.reports and (dep in ("acl", "ccomp") or (dep == "prep" and node.lower_ == "of")):
        tally.meet("alleged", head)
        on_noun(head, tally, modality)
        return head, Scope.NONE
    reaches = dep in ("acl", "ccomp", "relcl", "compound", "amod", "poss", "nmod")
    if effect is not None and (reaches or (dep == "prep" and node.lower_ in REACHING)):
        tally.meet(effect, head)
        on_noun(head, tally, modality)
        return head, Scope.ALL if bare(head) else Scope.NONE
    if dep in ("acl", "relcl") and node.tag_ == "VB":
        tally.meet("hoped", node)
        return head, Scope.NONE
    if dep in ("acl", "ccomp", "relcl") or lemma in modality.transparent or dep == "conj":
        return head, Scope.NONE if dep in ("acl", "ccomp", "relcl") else Scope.ALL
    return None


def adverbial(node: Token, tally: Tally, modality: Modality) -> tuple[Token, Scope] | None:
    """Read how an adverbial clause stands to the one above: purpose, condition, participle, or a fact beside it."""
    marks = [child for child in node.children if child.dep_ == "mark" or (child.dep_ == "aux" and child.lower_ == "to")]
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
        return node.head, Scope.TIME
    if links:
        return (node.head, Scope.NONE) if "as" in links else None
    return node.head, Scope.TIME if node.tag_ in ("VBG", "VBN") else Scope.NONE


def is_finite(verb: Token) -> bool:
    """Whether a clause has a tense of its own and no modal."""
    helpers = [child for child in verb.children if child.dep_ in ("aux", "auxpass")]
    return not any(child.tag_ == "MD" for child in helpers) and any(part.tag_ in FINITE for part in (verb, *helpers))


def under_verb(node: Token, event: Token, tally: Tally, modality: Modality, scope: Scope) -> tuple[Token, Scope] | None:
    """Read what the verb above does to its clause, infinitive, subject or object."""
    verb, dep = node.head, node.dep_
    lemma = with_particle(verb, modality)
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
        elif dep == "xcomp" and lemma == "remain" and has_to(node):
            tally.meet("predicted", verb)
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
            and (lemma not in modality.taken_as_done or bare(node))
            and not (effect == "negative" and node == event and is_deed_of_speech(node, modality))
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
        if lemma == "be":
            return in_phase(verb, tally, modality)
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


def in_phase(copula: Token, tally: Tally, modality: Modality) -> tuple[Token, Scope] | None:
    """Read what a copula says of an event: that it is over or under way, that it is likely; None for anything else."""
    for child in copula.children:
        if child.dep_ in ("advmod", "acomp", "prep", "prt") and child.lower_ in modality.phases:
            return copula, Scope.TIME
        effect = modality.predicates.get(child.lower_) if child.dep_ == "acomp" else None
        if effect is not None and not any(grand.dep_ in ("xcomp", "ccomp") for grand in child.children):
            tally.meet(effect, child)
            return copula, Scope.ALL
    return None


def is_deed_of_speech(noun: Token, modality: Modality) -> bool:
    """Whether a noun is itself a call, an offer or a report, which was made even where it was rejected."""
    lemma = noun.lemma_.lower()
    return lemma in modality.nouns or lemma in modality.reports or lemma == "offer"


def with_particle(verb: Token, modality: Modality) -> str:
    """Give a verb's lemma, with its particle where the two have an effect of their own: "call off"."""
    lemma = lemma_of(verb, modality.forms)
    for child in verb.children:
        if child.dep_ in ("prt", "advmod") and f"{lemma} {child.lower_}" in modality.verbs:
            return f"{lemma} {child.lower_}"
    return lemma


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
        unsourced = item.source is None and item.cue is not None and item.type in (None, "assertion", "belief")
        cue = lemma_at(item.cue, scene) if item.cue is not None else ""
        if modality.verbs.get(cue) == "denied" or modality.nouns.get(cue) == "denied":
            if is_background(token):
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


def is_background(token: Token) -> bool:
    """Whether an event stands in a relative or temporal clause, which a denial of the main one leaves as it is."""
    node = token
    while node.head != node and node.dep_ not in ("ccomp", "xcomp", "pcomp"):
        marks = {child.lower_ for child in node.children if child.dep_ == "mark" or child.tag_ == "WRB"}
        if node.dep_ == "relcl" or (node.dep_ == "advcl" and marks & (TEMPORAL_LINKS | BESIDE) - {"until"}):
            return True
        node = node.head
    return False


def lemma_at(span: Span, scene: Scene) -> str:
    """Give the lemma of the verb of a cue, or of its first word."""
    words = scene.doc.char_span(span.start, span.end, alignment_mode="expand")
    if words is None:
        return ""
    verbs = [word for word in words if word.pos_ == "VERB"]
    return str((verbs or list(words))[0].lemma_).lower()
