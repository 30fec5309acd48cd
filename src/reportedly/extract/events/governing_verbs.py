"""What a verb above an event does to it: as clause, infinitive, subject, object or prepositional object."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportedly.extract.events.clauses import PRESENT, TEMPORAL, Scope, Tally, has_to
from reportedly.extract.events.scene import VERBAL, lemma_of, span_of

if TYPE_CHECKING:
    from reportedly.codebook.modality import Effect, Modality
    from reportedly.parsed import Token

DEFINITE = frozenset({"the", "this", "that", "these", "those", "its", "his", "her", "their"})
OPEN = frozenset({"a", "an", "any", "such", "another", "every"})
FROM_VERBS = frozenset({"for", "of", "to", "from", "about", "against", "on", "in", "with", "at"})


def under_verb(node: Token, event: Token, tally: Tally, modality: Modality, scope: Scope) -> tuple[Token, Scope] | None:
    """Read what the verb above does to its clause, infinitive, subject or object."""
    verb, dep = node.head, "xcomp" if node.dep_ == "advcl" else node.dep_
    lemma = with_particle(verb, modality)
    effect = modality.verbs.get(lemma)
    if (scope is not Scope.ALL and effect == "negative") or (dep == "ccomp" and is_asked(node)):
        effect = None
    if dep == "ccomp" and lemma in modality.neg_raising and any(child.dep_ == "neg" for child in verb.children):
        tally.meet("negative", verb)
    if dep in ("xcomp", "ccomp", "oprd") or (dep == "advmod" and node != event):
        begun = lemma in modality.aspectual or lemma not in modality.verbs
        if dep == "xcomp" and begun and has_to(node) and is_purpose(node, verb):
            tally.meet("hoped", node)
        elif effect is not None and not (dep == "ccomp" and lemma in modality.only_infinitives):
            commit(effect, verb, lemma, tally, modality)
        elif lemma == "be" and predicated(node, verb, tally, modality):
            pass
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
    if dep in ("dobj", "nsubjpass", "attr", "dative") and node.pos_ not in VERBAL:
        if (
            effect is not None
            and lemma in modality.nominal
            and (lemma not in modality.presupposing or verb.tag_ != "VBD" or bare(node))
            and (lemma not in modality.taken_as_done or bare(node))
            and not (
                (effect == "negative" or lemma == "approve") and node == event and is_deed_of_speech(node, modality)
            )
        ):
            tally.meet(effect, verb)
            return verb, Scope.ALL
        if lemma == "be":
            wanted = next((child for child in verb.children if child.dep_ in ("csubj", "nsubj", "csubjpass")), None)
            if dep == "attr" and wanted is not None and modality.verbs.get(wanted.lemma_.lower()) == "hoped":
                tally.meet("hoped", wanted)
            return (verb, Scope.ALL) if any(child.dep_ == "expl" for child in verb.children) else None
        if lemma in modality.taken_as_done and not bare(node):
            return None
        if lemma in modality.carrying or lemma in modality.happening:
            return verb, Scope.ALL
        return (verb, Scope.TIME) if dep != "nsubjpass" and bare(node) else None
    if dep == "nsubj":
        if lemma == "be" and verb.tag_ in ("VBP", "VBZ") and node.tag_ == "NNS" and node == event and describes(verb):
            tally.meet("ongoing", verb)
        if lemma == "be":
            return in_phase(verb, tally, modality)
        if lemma in modality.happening:
            if effect == "ongoing" and verb.tag_ in PRESENT:
                tally.meet("ongoing", verb)
            return verb, Scope.ALL
        return (verb, Scope.TIME) if any(child.lower_ in OPEN for child in node.children) else None
    if dep in ("prep", "agent", "dative"):
        if node.lower_ == "about" and effect is None and any(child.dep_ == "pcomp" for child in node.children):
            tally.meet("predicted", node)
            return verb, Scope.NONE
        if effect is not None and governs(effect, node, event):
            tally.meet(effect, verb)
            return verb, Scope.ALL
        known = any(child.lower_ in DEFINITE for noun in node.children for child in noun.children)
        if event.pos_ not in VERBAL and node.lower_ in ("in", "by", "with") and not known:
            return verb, Scope.ALL if lemma in modality.carrying else Scope.MANNER
        if event.pos_ not in VERBAL and node.lower_ in TEMPORAL:
            return verb, Scope.TIME
        return (verb, Scope.ALL) if lemma in modality.carrying or event.pos_ in VERBAL else None
    return verb, scope


def is_asked(clause: Token) -> bool:
    """Whether a clause opens with a word of question, which takes the rest as done: "unclear who killed him"."""
    return clause.left_edge.tag_ in ("WP", "WP$", "WRB") and clause.left_edge.lower_ != "whether"


def commit(effect: Effect, verb: Token, lemma: str, tally: Tally, modality: Modality) -> None:
    """Take a verb's effect into account; a vow that one "will" is a plan, where "will" alone would foresee."""
    if tally.status == "predicted" and effect in ("planned", "hoped") and lemma in modality.commissive:
        tally.status = effect
        tally.operators.append(span_of(verb))
    else:
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
    if effect in ("real", "ongoing") or word not in FROM_VERBS:
        return False
    beside = word in ("in", "with", "on", "to") and event.pos_ not in VERBAL
    return not (beside and effect in ("alleged", "planned", "hoped"))


def bare(noun: Token) -> bool:
    """Whether a noun is not marked as known to the reader."""
    return not any(child.lower_ in DEFINITE or child.dep_ == "poss" for child in noun.children)
