"""Who an attribution names: the subject of its verb, the noun phrase of the source, how far that is a name."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reportedly.codebook.speech import SpeechLexicon
    from reportedly.extract.attributions.frames import Range
    from reportedly.model import Anonymity
    from reportedly.parsed import Token

SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj"})
SHARING = frozenset({"conj", "xcomp", "advcl", "pcomp", "acl", "dep"})
NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM", "ADJ", "DET"})
DATED = frozenset({"DATE", "TIME"})
MODIFIERS = frozenset({"det", "poss", "prep", "acl", "relcl", "compound", "nummod"})
BREAKS = frozenset({"-", "--", "—", "–", ":", ";"})
OPENING = frozenset({"(", "“", '"', "''"})
CLOSING = frozenset({")", "”", '"', "''"})
CLIMB = 6  # verbs at most between a verb and the one whose subject it shares


# --- the phrase -------------------------------------------------------------------------------------------------


def subject_of(verb: Token) -> Token | None:
    """Give the head of a verb's subject; a verb without one of its own shares that of the verb it hangs on.

    A participle that modifies a noun ("a statement saying") has that noun for its subject.
    """
    for _ in range(CLIMB):
        subjects = [child for child in verb.children if child.dep_ in SUBJECTS]
        if subjects:
            before = [child for child in subjects if child.i < verb.i]
            return before[-1] if before else subjects[0]
        if verb.dep_ == "acl" and verb.head.pos_ in NOMINAL:
            edge = verb.left_edge.i
            parted = edge > 0 and verb.doc[edge - 1].text in (",", "--", "—", "–")
            above = next((up for up in verb.head.ancestors if up.pos_ in ("VERB", "AUX")), None)
            if verb.tag_ != "VBG" or not parted or above is None:
                return verb.head if verb.tag_ == "VBG" else None
            verb = above
            continue
        if verb.dep_ not in SHARING or verb.head == verb:
            return None
        verb = verb.head
        if verb.dep_ in ("prep", "mark"):
            verb = verb.head
        if verb.pos_ in NOMINAL and verb.dep_ not in ("ROOT", "conj"):
            return None
    return None


def phrase_of(head: Token, *, before: int, after: int, lexicon: SpeechLexicon) -> Range:
    """Give the noun phrase of a head with its appositions, kept between two token numbers.

    Left off the end: what says where or when it was said, a relative clause behind a comma, and punctuation, but for
    the comma that closes an apposition, which belongs to it (PolNeAR's convention).
    """
    doc = head.doc
    start, end = max(head.left_edge.i, before), min(head.right_edge.i + 1, after)
    for child in head.rights:
        if child.left_edge.i < end and ends_phrase(child, lexicon):
            end = child.left_edge.i
            break
    while end > start and (doc[end - 1].is_space or doc[end - 1].is_punct and doc[end - 1].text not in CLOSING):
        end -= 1
    while start < end and (doc[start].is_space or doc[start].pos_ in ("CCONJ", "PUNCT") and not opens_name(doc[start])):
        start += 1
    if end < min(after, len(doc)) and doc[end].text == "," and any(token.text == "," for token in doc[start:end]):
        end += 1
    if start < end and doc[start].text in OPENING and not any(token.text in CLOSING for token in doc[start + 1 : end]):
        start += 1
    return (start, end) if end > start else (head.i, head.i + 1)


def ends_phrase(child: Token, lexicon: SpeechLexicon) -> bool:
    """Whether a dependent of a source's head is no part of the source's name."""
    if trails(child, lexicon) or child.dep_ == "punct" and child.text in BREAKS:
        return True
    if child.dep_ == "relcl":
        return child.left_edge.i > 0 and child.doc[child.left_edge.i - 1].text == ","
    return child.dep_ == "acl" and child.tag_ == "VBG" and child.lemma_ in lexicon.verbs


def opens_name(token: Token) -> bool:
    """Whether a mark can open the name of a source."""
    return token.text in OPENING


def trails(child: Token, lexicon: SpeechLexicon) -> bool:
    """Whether a modifier says where, when or how something was said: "in a statement", "on Sunday"."""
    if child.dep_ == "npadvmod":
        return True
    if child.dep_ != "prep":
        return False
    table, head = lexicon.table, next((word for word in child.children if word.dep_ == "pobj"), None)
    if head is None:
        return False
    if child.lower_ in table.venue_prepositions and head.lemma_.lower() in table.venues:
        return True
    return child.lower_ in table.time_prepositions and head.ent_type_ in DATED


# --- how far it is named ----------------------------------------------------------------------------------------


def anonymity_of(head: Token, span: Range, lexicon: SpeechLexicon) -> Anonymity:
    """Say how far a source is named."""
    table, doc = lexicon.table, head.doc
    words = doc.phrase(min(span[0], head.left_edge.i), max(span[1], head.right_edge.i + 1))
    if any(word.lower_ in table.withheld for word in words):
        return "unnamed"
    lower = words.text.lower()
    if any(phrase in lower for phrase in table.withheld_phrases):
        return "unnamed"
    lemma = head.lemma_.lower()
    if lemma in table.hearsay_sources and head.pos_ != "PROPN" and is_bare(head):
        return "hearsay"
    if is_name(head) or any(is_name(name) for name in names_beside(head, lexicon)):
        return "named"
    if any(word.lower_ in table.withheld for word in head.sent):
        return "unnamed"
    if head.pos_ == "PRON" or head.tag_ in ("WP", "WDT"):
        return "unnamed" if lemma in table.unnamed else "named"
    if lemma in table.documents:
        return "document"
    if lemma in table.roles or lemma in table.bodies:
        return "role"
    if lemma in table.unnamed:
        return "unnamed"
    return "role" if any(child.dep_ in ("det", "poss", "compound") for child in head.children) else "unnamed"


def names_beside(head: Token, lexicon: SpeechLexicon) -> Iterator[Token]:
    """Give the names in apposition to a source; for a role also those that the parser hung deeper in its phrase.

    In "a spokesman for the force, Jo Low" it takes Low for the force.
    """
    yield from (child for child in head.children if child.dep_ == "appos")
    if head.lemma_.lower() in lexicon.table.roles:
        yield from (word for word in head.subtree if word.dep_ == "appos" and word.ent_type_ == "PERSON")


def is_name(word: Token) -> bool:
    """Whether a word is a proper name as printed."""
    return word.pos_ == "PROPN" and word.text[:1].isupper()


def is_bare(head: Token) -> bool:
    """Whether a noun stands without article, owner or maker: "reports", not "the report by the ministry"."""
    return not any(child.dep_ in MODIFIERS for child in head.children)
