"""Who an attribution names: the noun phrase of the source, how far it is named, and the actor it stands for."""

from __future__ import annotations

import bisect
from dataclasses import dataclass
from typing import TYPE_CHECKING

from reportedly.model import Source

if TYPE_CHECKING:
    from collections.abc import Sequence

    from spacy.tokens import Doc, Token

    from reportedly.codebook.speech import SpeechLexicon
    from reportedly.model import Actor, Anonymity

Range = tuple[int, int]
"""Half-open range of token numbers."""

SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj"})
SHARING = frozenset({"conj", "xcomp", "advcl", "pcomp", "acl", "dep"})
NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM", "ADJ", "DET"})
CLIMB = 6


# --- the phrase -------------------------------------------------------------------------------------------------


def subject_of(verb: Token) -> Token | None:
    """Give the head of a verb's subject; a verb without one of its own shares that of the verb it hangs on.

    A participle that modifies a noun ("a statement saying") has that noun for its subject.
    """
    for _ in range(CLIMB):
        for child in verb.children:
            if child.dep_ in SUBJECTS:
                return child
        if verb.dep_ == "acl" and verb.head.pos_ in NOMINAL:
            return verb.head if verb.tag_ == "VBG" else None
        if verb.dep_ not in SHARING or verb.head is verb:
            return None
        verb = verb.head
        if verb.dep_ in ("prep", "mark"):
            verb = verb.head
        if verb.pos_ in NOMINAL and verb.dep_ not in ("ROOT", "conj"):
            return None
    return None


def phrase_of(head: Token, *, before: int, after: int, lexicon: SpeechLexicon) -> Range:
    """Give the noun phrase of a head with its appositions and relative clauses, kept between two token numbers.

    What says where or when it was said is left off the end, as are marks of punctuation, but for the comma that
    closes an apposition, which belongs to it (PolNeAR's convention).
    """
    doc = head.doc
    start, end = max(head.left_edge.i, before), min(head.right_edge.i + 1, after)
    for child in head.rights:
        if child.left_edge.i >= end:
            break
        if trails(child, lexicon) or child.dep_ in ("punct", "parataxis") and child.text in ("-", "--", "—", "–", ":", ";"):
            end = min(end, child.left_edge.i)
            break
        if child.dep_ == "acl" and child.tag_ == "VBG" and child.lemma_ in lexicon.verbs:
            end = min(end, child.left_edge.i)
            break
    while end > start and (doc[end - 1].is_space or doc[end - 1].is_punct and doc[end - 1].text not in (")", "”", '"', "''")):
        end -= 1
    while start < end and (doc[start].is_space or doc[start].pos_ in ("CCONJ", "PUNCT") and doc[start].text not in ("“", '"', "(")):
        start += 1
    if end < after and end < len(doc) and doc[end].text == "," and any(token.text == "," for token in doc[start:end]):
        end += 1
    return (start, end) if end > start else (head.i, head.i + 1)


def trails(child: Token, lexicon: SpeechLexicon) -> bool:
    """Whether a modifier says where, when or how something was said: "in a statement", "on Sunday", "to Reuters"."""
    if child.dep_ == "npadvmod":
        return True
    if child.dep_ != "prep":
        return False
    objects = [grand for grand in child.children if grand.dep_ == "pobj"]
    if not objects:
        return False
    if child.lower_ in ("in", "at", "during", "on", "by", "via", "through") and objects[0].lemma_.lower() in lexicon.table.venues:
        return True
    return child.lower_ in ("on", "in", "at", "after", "last", "late", "early") and objects[0].ent_type_ in ("DATE", "TIME")


# --- how far it is named ----------------------------------------------------------------------------------------


def anonymity_of(head: Token, span: Range, lexicon: SpeechLexicon) -> Anonymity | None:
    """Say how far a source is named; None if it is no one (an expletive, hearsay)."""
    table, doc = lexicon.table, head.doc
    words = doc[span[0] : span[1]]
    if any(word.lower_ in table.withheld for word in words):
        return "unnamed"
    lower = words.text.lower()
    if any(phrase in lower for phrase in table.withheld_phrases):
        return "unnamed"
    lemma = head.lemma_.lower()
    if lemma in table.hearsay_sources and head.pos_ != "PROPN" and is_bare(head):
        return "hearsay"
    if head.pos_ == "PROPN" or any(child.dep_ == "appos" and child.pos_ == "PROPN" for child in head.children):
        return "named"
    if head.pos_ == "PRON":
        return "unnamed" if lemma in table.unnamed else "named"
    if lemma in table.documents:
        return "document"
    if lemma in table.roles:
        return "role"
    if lemma in table.unnamed:
        return "unnamed"
    return "role" if any(child.dep_ in ("det", "poss", "compound") for child in head.children) else "unnamed"


def is_bare(head: Token) -> bool:
    """Whether a noun stands without article, owner or maker: "reports", not "the report by the ministry"."""
    return not any(child.dep_ in ("det", "poss", "prep", "acl", "relcl", "compound", "nummod") for child in head.children)


# --- the actor --------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class MentionIndex:
    """All mentions of all actors by where they start, for look-up."""

    starts: tuple[int, ...]
    ends: tuple[int, ...]
    actors: tuple[str, ...]

    def covering(self, start: int, end: int) -> str | None:
        """Give the actor whose mention overlaps the characters; the shortest such mention wins."""
        at = bisect.bisect_left(self.starts, end) - 1
        found: tuple[int, str] | None = None
        for back in range(at, max(-1, at - 6), -1):
            if self.ends[back] > start:
                size = self.ends[back] - self.starts[back]
                if found is None or size < found[0]:
                    found = (size, self.actors[back])
        return found[1] if found else None


def index_mentions(actors: Sequence[Actor]) -> MentionIndex:
    """Sort the mentions of all actors."""
    rows = sorted((span.start, span.end, actor.id) for actor in actors for span in actor.mentions)
    return MentionIndex(
        starts=tuple(row[0] for row in rows), ends=tuple(row[1] for row in rows), actors=tuple(row[2] for row in rows)
    )


def actor_of(head: Token, mentions: MentionIndex) -> str | None:
    """Give the actor whose mention covers the head of a source, or a name in apposition to it.

    "Rubio's manager, Ann Low" is Low and never Rubio; a relative pronoun is the noun before it.
    """
    if head.tag_ in ("WP", "WDT"):
        clause = next((up for up in head.ancestors if up.dep_ == "relcl"), None)
        if clause is not None:
            head = clause.head
    found = mentions.covering(head.idx, head.idx + len(head))
    if found is not None:
        return found
    for child in head.children:
        if child.dep_ == "appos":
            found = mentions.covering(child.idx, child.idx + len(child))
            if found is not None:
                return found
    return None


def source_of(doc: Doc, head: Token, span: Range, *, lexicon: SpeechLexicon, mentions: MentionIndex) -> Source | None:
    """Make the record of a source; None if it is no one."""
    anonymity = anonymity_of(head, span, lexicon)
    if anonymity is None:
        return None
    first, last = doc[span[0]], doc[span[1] - 1]
    return Source(
        start=first.idx, end=last.idx + len(last), actor=actor_of(head, mentions), anonymity=anonymity
    )
