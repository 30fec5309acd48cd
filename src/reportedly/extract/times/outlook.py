"""Whether the clause that a time expression stands in looks forward or back."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reportedly.codebook.times import Outlook
    from reportedly.parsed import Token

MAX_CLIMB = 8
VERBAL = ("VERB", "AUX")
PAST_TAGS = ("VBD", "VBN")


def looks_forward(token: Token, words: Outlook) -> bool | None:
    """Say whether the clause of a token is about what is to come.

    Climbs from the token to the verb that governs it: "will meet", "is to meet", "plans to meet", "is meeting" and
    "meets" look forward, "met" and "has met" look back. ``None`` if no verb governs it, or if what was to come is only
    recalled: "had said that they would meet", "in March he promised to meet".
    """
    at = token
    for _ in range(MAX_CLIMB):
        if at.lemma_.lower() in words.prepositions:
            return True
        if at.pos_ in VERBAL:
            return None if is_recalled(at, words) else verb_looks_forward(at, words)
        if at.lemma_.lower() in words.nouns:
            return True
        if at.head == at:
            return None
        at = at.head
    return None


def is_recalled(verb: Token, words: Outlook) -> bool:
    """Whether a clause is what was said or promised some time ago, by the verb that governs it."""
    governor = verb.head
    if verb.dep_ not in ("ccomp", "xcomp") or governor.pos_ != "VERB" or governor.tag_ not in PAST_TAGS:
        return False
    return any(
        (child.dep_ == "aux" and child.lower_ in ("had", "'d"))
        or child.lower_ in words.earlier
        or (child.dep_ == "prep" and any(noun.lower_ in words.earlier for noun in child.children))
        for child in governor.children
        if child.i < verb.i
    )


def verb_looks_forward(verb: Token, words: Outlook) -> bool | None:
    """Say whether a verb's own form, its auxiliaries, or the words that govern it look forward."""
    helpers = [child for child in verb.children if child.dep_ in ("aux", "auxpass")]
    perfect = any(child.lemma_ == "have" for child in helpers)
    if any(child.lower_ in words.auxiliaries or child.lemma_ in words.auxiliaries for child in helpers):
        return not perfect
    if any(child.lower_ == "to" for child in helpers) and not perfect:
        governor = verb.head
        return governor is not verb and (
            governor.lemma_.lower() in words.governors or governor.lemma_ == "be" or governor.lemma_ in words.nouns
        )
    if verb.tag_ in PAST_TAGS or perfect:
        is_bare = verb.tag_ == "VBN" and not helpers and verb.dep_ in ("acl", "amod", "advcl")
        return verb.lemma_ in words.governors and (is_bare or any(child.lemma_ == "be" for child in helpers))
    if verb.tag_ == "VBG":
        tenses = [child.tag_ for child in helpers if child.lemma_ == "be"]
        if not tenses:
            return verb_looks_forward(verb.head, words) if verb.head != verb and verb.head.pos_ in VERBAL else None
        return tenses[0] in ("VBZ", "VBP")
    if verb.tag_ in ("VBZ", "VBP"):
        return True
    return None
