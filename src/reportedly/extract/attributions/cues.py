"""The words of a cue: a verb with what belongs to it, and what its form says of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportedly.extract.attributions.sources import trails

if TYPE_CHECKING:
    from reportedly.codebook.speech import SpeechLexicon
    from reportedly.extract.attributions.frames import Range
    from reportedly.parsed import Doc, Token

AUXILIARY = frozenset({"aux", "auxpass", "neg"})
OPENING = 4  # tokens of content in which "not to be named" is sought
CARRIED = 3  # tokens at most from a verb that carries a verb of speech to that verb


def is_passive(verb: Token) -> bool:
    """Whether a verb is passive: by its auxiliary or subject, or as a participle after a noun."""
    if verb.tag_ != "VBN":
        return False
    if any(child.dep_ in ("auxpass", "nsubjpass") for child in verb.children):
        return True
    if verb.dep_ in ("acl", "advcl"):  # "the raid condemned by X", "Asked about the raid, ..."
        return not any(child.dep_ == "aux" for child in verb.children)
    return verb.dep_ == "conj" and is_passive(verb.head) and not has_subject(verb)


def is_infinitive(verb: Token) -> bool:
    """Whether a verb stands with "to"."""
    return any(child.lower_ == "to" and child.dep_ == "aux" for child in verb.lefts)


def is_finite(verb: Token) -> bool:
    """Whether a clause is one of its own: not the bare "lying" of "found the bodies lying"."""
    return verb.tag_ in ("VBD", "VBZ", "VBP") or any(child.dep_ in ("aux", "auxpass", "mark") for child in verb.lefts)


def has_subject(verb: Token) -> bool:
    """Whether a verb has a subject of its own."""
    return any(child.dep_ in ("nsubj", "nsubjpass", "csubj", "expl") for child in verb.children)


def cue_of(verb: Token, lexicon: SpeechLexicon) -> Range:
    """Give the words of a cue: the verb with its auxiliaries, negation, adverbs between them and particle.

    A verb that carries it ("declined to say", "was quoted as saying") belongs to it.
    """
    start, end = group_start(verb), verb.i + 1
    for child in verb.rights:
        if child.dep_ == "prt" and child.i == end:
            end += 1
    lead = carrier(verb, start, lexicon)
    if lead is not None:
        start = group_start(lead)
    return start, end


def group_start(verb: Token) -> int:
    """Give the first of a verb's auxiliaries and adverbs that stand right before it."""
    start = verb.i
    doc = verb.doc
    while start > 0:
        before = doc[start - 1]
        if before.head == verb and (before.dep_ in AUXILIARY or before.dep_ == "advmod" and before.pos_ == "ADV"):
            start -= 1
            continue
        break
    while start < verb.i and (doc[start].tag_ in ("TO", "WRB") or doc[start].pos_ in ("SCONJ", "CCONJ")):
        start += 1
    return start


def carrier(verb: Token, start: int, lexicon: SpeechLexicon) -> Token | None:
    """Give the verb that carries a verb of speech: "declined" in "declined to say", "quoted" in "quoted as saying"."""
    head = verb.head
    if verb.dep_ == "xcomp" and head.lemma_ in lexicon.table.leading and head.i < start and start - head.i <= CARRIED:
        return head
    quoted = head.head
    if verb.dep_ == "pcomp" and head.lower_ == "as" and is_passive(quoted) and quoted.i == head.i - 1 == start - 2:
        return quoted
    return None


def aimless(verb: Token, rule: str, lexicon: SpeechLexicon) -> bool:
    """Whether a verb names a purpose and no act of speech: "asked for anonymity to discuss the talks"."""
    if rule not in ("object", "preposition") or verb.dep_ not in ("advcl", "acl", "xcomp", "relcl"):
        return False
    return is_infinitive(verb) and not (verb.dep_ == "xcomp" and verb.head.lemma_ in lexicon.table.leading)


def withholds(doc: Doc, piece: Range, lexicon: SpeechLexicon) -> bool:
    """Whether what is asked for is only not to be named."""
    opening = doc.phrase(piece[0], min(piece[1], piece[0] + OPENING)).text.lower()
    return any(phrase in opening for phrase in lexicon.table.withheld_phrases)


def means_something_else(verb: Token, lexicon: SpeechLexicon) -> bool:
    """Whether the verb's object gives it another meaning: "the blast claimed 12 lives", "they put the fire out"."""
    table, lemma = lexicon.table, verb.lemma_
    objects = [child for child in verb.rights if child.dep_ == "dobj"]
    wanted, refused = table.objects_of_speech.get(lemma), table.objects_without_speech.get(lemma)
    if wanted is not None and not any(child.lemma_.lower() in wanted for child in objects):
        return True
    return refused is not None and any(child.pos_ == "NUM" or child.lemma_.lower() in refused for child in objects)


def leading_asides(verb: Token, source: Range, low: int, lexicon: SpeechLexicon) -> tuple[Range, ...]:
    """Give what places the saying before its source: "On Monday, X said"."""
    found = []
    for child in verb.lefts:
        if child.dep_ in ("prep", "npadvmod") and trails(child, lexicon) and low <= child.i < source[0] + 1:
            found.append((child.left_edge.i, child.right_edge.i + 1))
    return tuple(found)
