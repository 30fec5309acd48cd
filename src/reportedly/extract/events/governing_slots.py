"""What a verb does to an event that a noun names: as its object, its subject, or under a preposition of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportedly.extract.events.clauses import PRESENT, TEMPORAL, has_to
from reportedly.extract.events.conditions import condition_on, is_check
from reportedly.extract.events.scene import VERBAL, lemma_of
from reportedly.extract.events.tally import FUTURE, Scope, Tally

if TYPE_CHECKING:
    from reportedly.codebook.modality import Effect, Modality
    from reportedly.parsed import Token

DEFINITE = frozenset({"the", "this", "that", "these", "those", "its", "his", "her", "their"})
OPEN = frozenset({"a", "an", "any", "such", "another", "every"})
FROM_VERBS = frozenset({"for", "of", "to", "from", "about", "against", "on", "in", "with", "at"})
LOOKS = frozenset({"look", "seem", "appear", "remain", "become", "stay"})
WOULD = frozenset({"would", "will", "'ll", "'d", "wo", "could", "might", "may", "must", "should", "shall"})


def thwarted(node: Token, lemma: str, tally: Tally, modality: Modality) -> bool:
    """Whether a verb says that what was meant came to nothing: "foiled an attempt to", "the bid to ... failed"."""
    if lemma not in modality.defeating or tally.status not in FUTURE:
        return False
    if node.dep_ in ("dobj", "nsubjpass"):
        return True
    if node.dep_ == "nsubj":
        return lemma in modality.happening
    return node.dep_ == "prep" and any(child.lemma_.lower() in modality.nouns for child in node.children)


def as_object(
    node: Token, event: Token, lemma: str, effect: Effect | None, tally: Tally, modality: Modality
) -> tuple[Token, Scope] | None:
    """Read what a verb does to its object, or to the subject of its passive."""
    verb, dep = node.head, node.dep_
    if dep == "nsubjpass":
        of_subject(verb, tally, modality)
        if raised(verb, effect, tally, modality):
            return verb, Scope.ALL
    if lemma in modality.disregarding and node != event:
        tally.meet("negative", verb)
        return verb, Scope.ALL
    if effect is not None and reaches_object(node, event, lemma, effect, modality):
        if lemma in modality.leaving_open:
            tally.left_open = True
        tally.meet(effect, verb)
        return verb, Scope.ALL
    if lemma == "be":
        wanted = next((child for child in verb.children if child.dep_ in ("csubj", "nsubj", "csubjpass")), None)
        if dep == "attr" and wanted is not None and modality.verbs.get(wanted.lemma_.lower()) == "hoped":
            tally.meet("hoped", wanted)
        return (verb, Scope.ALL) if any(child.dep_ == "expl" for child in verb.children) else None
    if lemma in modality.taken_as_done and not bare(node):
        return None
    if dep == "nsubjpass" and any(child.dep_ == "agent" for child in verb.children):
        return (verb, Scope.TIME) if lemma in modality.carrying or bare(node) else None
    if lemma in modality.carrying or lemma in modality.happening:
        return verb, Scope.ALL
    return (verb, Scope.TIME) if dep != "nsubjpass" and bare(node) else None


def is_presupposed(noun: Token, denial: Token, modality: Modality) -> bool:
    """Whether a denial takes an event as done, and denies a part in it: "denied having ordered the massacre"."""
    if noun.pos_ in VERBAL or noun.dep_ not in ("dobj", "pobj"):
        return False
    if noun.dep_ == "pobj" and noun.head.head == denial and has_share(denial, modality):
        return True
    if not any(child.dep_ == "det" and child.lower_ in DEFINITE for child in noun.children):
        return False
    governor = noun.head
    while governor.pos_ not in VERBAL and governor.head != governor:
        governor = governor.head
    return governor != denial and governor.pos_ in VERBAL


def has_share(verb: Token, modality: Modality) -> bool:
    """Whether a verb's object is a share in a deed, whose preposition may be tied to the verb: "denied a role in"."""
    return any(child.dep_ == "dobj" and child.lemma_.lower() in modality.shares for child in verb.children)


def reaches_object(node: Token, event: Token, lemma: str, effect: Effect, modality: Modality) -> bool:
    """Whether a verb's effect is one on the event that its object names."""
    verb = node.head
    if lemma not in modality.nominal:
        return False
    if lemma in modality.presupposing and verb.tag_ == "VBD" and not bare(node):
        return False
    if is_charged(verb, modality) and not bare(node) and effect == "planned":
        return False
    if lemma in modality.taken_as_done and not bare(node):
        return False
    spoken = (effect == "negative" or lemma == "approve") and node == event and is_deed_of_speech(node, modality)
    return not spoken


def is_charged(verb: Token, modality: Modality) -> bool:
    """Whether a participle tells what one is charged with, and its object as done: "accused of ordering the raid"."""
    governor = verb.head.head if verb.dep_ == "pcomp" else None
    return governor is not None and modality.verbs.get(lemma_of(governor, modality.forms)) == "alleged"


def as_subject(
    node: Token, event: Token, lemma: str, effect: Effect | None, tally: Tally, modality: Modality
) -> tuple[Token, Scope] | None:
    """Read what a verb says of the event that is its subject."""
    verb = node.head
    of_subject(verb, tally, modality)
    if raised(verb, effect, tally, modality):
        return verb, Scope.ALL
    if lemma == "be" and verb.tag_ in PRESENT and node.tag_ == "NNS" and node == event and describes(verb):
        tally.meet("ongoing", verb)
    if lemma == "be" or lemma in LOOKS:
        return in_phase(verb, tally, modality)
    if lemma in modality.taken_as_done and not bare(node):
        return None
    if lemma in modality.happening or lemma in modality.running:
        if (effect == "ongoing" or lemma in modality.running) and verb.tag_ in PRESENT:
            tally.meet("ongoing", verb)
        return verb, Scope.ALL
    return (verb, Scope.TIME) if any(child.lower_ in OPEN for child in node.children) else None


def of_subject(verb: Token, tally: Tally, modality: Modality) -> None:
    """Read whether what a clause says of its subject is still to be confirmed: "if true, the attack would be"."""
    condition = condition_on(verb, modality)
    if condition is not None and is_check(condition, modality):
        tally.meet("alleged", condition)


def raised(verb: Token, effect: Effect | None, tally: Tally, modality: Modality) -> bool:
    """Read what is said of an event through an infinitive: "failed to materialise", "is due to begin"."""
    for child in verb.children:
        if child.dep_ == "xcomp" and has_to(child) and is_yet(verb) and tells_of(child, modality):
            tally.meet("negative", verb)
            return True
        if child.dep_ == "xcomp" and has_to(child) and tells_of(child, modality) and effect is not None:
            tally.meet(effect, verb)
            return True
        if child.dep_ == "acomp" and child.lower_ in modality.predicates:
            inner = (grand for grand in child.children if grand.dep_ == "xcomp" and has_to(grand))
            if any(tells_of(grand, modality) for grand in inner):
                tally.meet(modality.predicates[child.lower_], child)
                return True
    return False


def is_yet(verb: Token) -> bool:
    """Whether a verb is the "has yet" or "is yet" of what has not come about."""
    return verb.lemma_ in ("have", "be", "remain") and any(child.lower_ == "yet" for child in verb.children)


def tells_of(infinitive: Token, modality: Modality) -> bool:
    """Whether an infinitive only tells that its subject comes about: "to begin", "to be carried out", "to be ..."."""
    lemma = lemma_of(infinitive, modality.forms)
    passive = any(child.dep_ == "auxpass" for child in infinitive.children)
    return lemma in modality.happening or (passive and lemma in modality.carrying)


def as_adjunct(
    node: Token, event: Token, lemma: str, effect: Effect | None, tally: Tally, modality: Modality
) -> tuple[Token, Scope] | None:
    """Read what a verb does to an event under one of its prepositions."""
    verb = node.head
    if node.lower_ == "about" and effect is None and any(child.dep_ == "pcomp" for child in node.children):
        tally.meet("predicted", node)
        return verb, Scope.NONE
    if node.lower_ == "against" and lemma in modality.opposing:
        if effect is not None:
            tally.meet(effect, verb)
        tally.meet("negative", node)
        return verb, Scope.ALL
    if effect is not None and governs(effect, node, event):
        tally.meet(effect, verb)
        return verb, Scope.ALL
    known = any(child.lower_ in DEFINITE for noun in node.children for child in noun.children)
    if event.pos_ not in VERBAL and node.lower_ in ("in", "by", "with") and not known:
        return verb, Scope.ALL if lemma in modality.carrying else Scope.MANNER
    if event.pos_ not in VERBAL and node.lower_ in TEMPORAL:
        return verb, Scope.TIME
    return (verb, Scope.ALL) if lemma in modality.carrying or event.pos_ in VERBAL else None


def in_phase(copula: Token, tally: Tally, modality: Modality) -> tuple[Token, Scope] | None:
    """Read what a copula says of an event: that it is over or under way, that it is likely; None for anything else."""
    for child in copula.children:
        if child.dep_ in ("advmod", "acomp", "prep", "prt") and child.lower_ in modality.phases:
            if child.lower_ != "over" and copula.tag_ in PRESENT:
                tally.meet("ongoing", child)
            return copula, Scope.TIME
        effect = modality.predicates.get(child.lower_) if child.dep_ in ("acomp", "oprd") else None
        if effect is not None and not any(grand.dep_ in ("xcomp", "ccomp") for grand in child.children):
            tally.meet(effect, child)
            return copula, Scope.ALL
    return None


def is_deed_of_speech(noun: Token, modality: Modality) -> bool:
    """Whether a noun is itself a call, an offer or a report, which was made even where it was rejected."""
    lemma = noun.lemma_.lower()
    return lemma in modality.nouns or lemma in modality.reports or lemma == "offer"


def describes(verb: Token) -> bool:
    """Whether a copula says what something is like: "the clashes are fierce"."""
    return any(child.dep_ == "acomp" for child in verb.children)


def governs(effect: Effect, preposition: Token, event: Token) -> bool:
    """Whether a verb's effect reaches an event through a preposition: "called for a truce", not "agreed in a truce"."""
    word = preposition.lower_
    if effect in ("real", "ongoing") or word not in FROM_VERBS:
        return False
    beside = word in ("in", "with", "on", "to") and event.pos_ not in VERBAL
    return not (beside and effect in ("alleged", "planned", "hoped"))


def bare(noun: Token) -> bool:
    """Whether a noun is not marked as known to the reader."""
    return not any(child.lower_ in DEFINITE or child.dep_ == "poss" for child in noun.children)
