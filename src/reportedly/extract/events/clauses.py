"""What stands on an event in its own clause: modifiers, auxiliaries, negation, adverbs and conditions, tallied."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

from reportedly.extract.events.conditions import condition_on, is_check
from reportedly.extract.events.tally import FUTURE, Scope, Tally

if TYPE_CHECKING:
    from reportedly.codebook.modality import Modality
    from reportedly.parsed import Token

PRESENT = frozenset({"VBZ", "VBP"})
FINITE = PRESENT | {"VBD"}
TEMPORAL = frozenset({"after", "following", "during", "before", "until", "upon", "pending"})
NO_MORE = frozenset({"longer", "more"})
HYPHENATED = 5
MERELY = frozenset({"only", "just", "merely", "simply"})


def on_noun(token: Token, tally: Tally, modality: Modality) -> None:
    """Read the modifiers of a noun: "a planned withdrawal", "no attacks"; what was begun is planned no more."""
    begun = is_begun(token, modality)
    for child in token.children:
        word = child.lower_
        if child.dep_ in ("amod", "compound", "advmod", "nmod") and not (child.i > token.i and is_predicate(child)):
            effect = modality.modifiers.get(compound_of(child))
            if effect == "negative" and tally.status in FUTURE and word not in modality.refused:
                tally.defeat(child)
            elif effect is not None and not (begun and effect in FUTURE):
                tally.meet(effect, child)
            if child.dep_ == "amod" and child.tag_ == "VBN" and word in ("planned", "expected"):
                continue
            adverb = modality.adverbs.get(word)
            if effect is None and adverb == "alleged":
                tally.meet(adverb, child)
            for grand in child.children:
                if modality.adverbs.get(grand.lower_) == "alleged":
                    tally.meet("alleged", grand)
        elif child.dep_ == "det" and word in ("no", "neither") or (child.dep_ == "neg" and not is_merely(child)):
            tally.meet("negative", child)
        elif child.i > token.i and modality.predicates.get(word) in FUTURE and is_predicate(child):
            tally.meet(modality.predicates[word], child)
        elif child.dep_ in ("acl", "relcl") and child.tag_ == "VBN" and is_unsaid(child):
            effect = modality.participles.get(child.lemma_.lower())
            done = child.lemma_.lower() == "announce" and token.lemma_.lower() in modality.by_announcing
            if effect is not None and not done:
                tally.meet(effect, child)


def is_predicate(adjective: Token) -> bool:
    """Whether an adjective after a noun says something of it: "the withdrawal, due to be completed in June"."""
    return adjective.pos_ == "ADJ" and any(child.dep_ in ("xcomp", "prep", "npadvmod") for child in adjective.children)


def is_begun(noun: Token, modality: Modality) -> bool:
    """Whether what a noun names is told as begun: "launched its planned offensive", "the planned offensive began"."""
    verb = noun.head
    if verb.tag_ not in ("VBD", "VBN") or any(child.tag_ == "MD" for child in verb.children):
        return False
    if noun.dep_ == "dobj":
        return verb.lemma_.lower() in modality.carrying
    return noun.dep_ == "nsubj" and verb.lemma_.lower() in modality.happening - modality.defeating


def compound_of(modifier: Token) -> str:
    """Give a modifier with what its hyphens tie to it: "would-be"."""
    words = [token.lower_ for token in modifier.subtree]
    return "".join(words) if "-" in words and len(words) <= HYPHENATED else modifier.lower_


def is_unsaid(participle: Token) -> bool:
    """Whether a participle on a noun is a passive that says of it alone that it was announced, planned or feared."""
    passive = participle.dep_ == "acl" or any(child.dep_ == "auxpass" for child in participle.children)
    return passive and not any(child.dep_ in ("ccomp", "xcomp", "dobj") for child in participle.children)


def on_clause(verb: Token, tally: Tally, modality: Modality, scope: Scope, below: Token | None = None) -> None:
    """Read the auxiliaries, negation, adverbs and conditions of a clause, but for ``below``, read on the way up."""
    whole, modals = scope is Scope.ALL, scope <= Scope.MANNER
    have = any(child.dep_ == "aux" and child.lemma_ == "have" for child in verb.children)
    for child in verb.children:
        dep, word = child.dep_, child.lower_
        denying = dep == "neg" or (dep in ("preconj", "cc") and word == "neither" and child.i < verb.i)
        if denying and whole and not is_merely(child):
            tally.meet("negative", child)
        elif dep == "aux" and scope is not Scope.NONE and child.tag_ == "MD" and (modals or not have):
            effect = (modality.modals_past.get(word) if have else None) or modality.modals.get(word)
            if effect is not None:
                tally.meet(effect, child)
        elif dep == "advmod" and modals:
            effect = modality.adverbs.get(word)
            if effect is not None and not (effect == "ongoing" and verb.tag_ in ("VBD", "VBN")):
                tally.meet(effect, child)
            elif whole and word in NO_MORE and any(grand.lower_ == "no" for grand in child.children):
                tally.meet("negative", child)
        elif dep in ("nsubj", "nsubjpass", "dobj") and whole and child != below and is_nobody(child, modality):
            if dep != "dobj" or verb.lemma_.lower() not in modality.carrying:
                tally.meet("negative", child)
        elif dep == "mark" and modals and verb.dep_ in ("ccomp", "csubj") and word in ("if", "whether"):
            tally.meet("conditional", child)
    on_condition(verb, tally, modality, scope)
    if modals and has_to(verb) and is_headline_future(verb, modality):
        tally.meet("planned", verb)
    if modals and (is_subjunctive(verb) or is_imperative(verb)):
        tally.meet("hoped", verb)
    if modals and is_progressive(verb):
        tally.meet("ongoing", verb)


def on_condition(verb: Token, tally: Tally, modality: Modality, scope: Scope) -> None:
    """Read what a clause hangs on; what is told "if confirmed" hangs on nothing, but is not yet sure."""
    condition = condition_on(verb, modality)
    if condition is None:
        return
    if is_check(condition, modality):
        tally.meet("alleged", condition)
    elif tally.status in (*FUTURE, "conditional"):
        tally.hang(condition)
    elif scope is Scope.ALL and tally.pending is None:
        tally.pending = condition


def is_merely(negation: Token) -> bool:
    """Whether a negation is that of "not only", which takes nothing back."""
    return negation.i + 1 < len(negation.doc) and negation.nbor(1).lower_ in MERELY


def is_nobody(token: Token, modality: Modality) -> bool:
    """Whether a subject or object says that there is none: "nobody", "no civilians", "not a single shot", "not one"."""
    if token.lower_ in modality.nobody:
        return True
    counts = [child for child in token.children if child.dep_ == "det" or child.lower_ == "one"]
    return any(
        (child.dep_ in ("det", "preconj") and child.lower_ in ("no", "neither"))
        or (child.dep_ in ("advmod", "predet", "det") and child.lower_ in modality.hardly)
        or (child.dep_ == "neg" and child.i < token.i and not is_merely(child))
        for child in chain(token.children, *(count.children for count in counts))
    )


def is_headline_future(infinitive: Token, modality: Modality) -> bool:
    """Whether an infinitive is a clause of its own: "Turkey to withdraw troops", not "expects Turkey to withdraw"."""
    if infinitive.dep_ == "ROOT":
        return True
    governed = infinitive.dep_ in ("ccomp", "xcomp") and infinitive.head.lemma_.lower() in modality.verbs
    return not governed and any(child.dep_ == "nsubj" for child in infinitive.children)


def is_subjunctive(verb: Token) -> bool:
    """Whether a clause under another is in the subjunctive: "insisted that he be released"."""
    if verb.dep_ != "ccomp" or any(child.dep_ == "aux" for child in verb.children):
        return False
    marked = any(child.dep_ == "mark" and child.lower_ == "that" for child in verb.children)
    bare_verb = verb.tag_ == "VB" or any(child.dep_ == "auxpass" and child.lower_ == "be" for child in verb.children)
    return marked and bare_verb


def is_imperative(verb: Token) -> bool:
    """Whether a clause is an order or a wish to whom it is said: "Stop the bloodshed!"."""
    if verb.tag_ != "VB" or verb.dep_ not in ("ROOT", "ccomp", "parataxis"):
        return False
    return not any(child.dep_ in ("aux", "auxpass", "nsubj", "nsubjpass", "csubj", "mark") for child in verb.children)


def is_progressive(verb: Token) -> bool:
    """Whether a verb is in the present progressive, or has been going on until now."""
    if verb.tag_ != "VBG":
        return False
    return any(
        child.dep_ == "aux" and child.lower_ in ("is", "are", "'s", "'re", "am", "'m", "has", "have")
        for child in verb.children
    )


def has_to(verb: Token) -> bool:
    """Whether a verb is an infinitive with "to"."""
    return any(child.dep_ == "aux" and child.lower_ == "to" for child in verb.children)
