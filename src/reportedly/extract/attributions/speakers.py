"""Whom a source stands for: the actor whose mention covers it; for "he" the last speaker; for "I" who is quoted."""

from __future__ import annotations

import bisect
from dataclasses import dataclass
from typing import TYPE_CHECKING

from reportedly.extract.attributions.sources import anonymity_of, names_beside
from reportedly.model import Source

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reportedly.codebook.speech import SpeechLexicon
    from reportedly.extract.attributions.frames import Frame, Page
    from reportedly.model import Actor, Anonymity
    from reportedly.parsed import Token

BODIES = frozenset({"ORG", "GPE", "NORP", "LOC"})


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


def actor_of(head: Token, mentions: MentionIndex, lexicon: SpeechLexicon) -> str | None:
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
    for name in names_beside(head, lexicon):
        found = mentions.covering(name.idx, name.idx + len(name))
        if found is not None:
            return found
    return None


@dataclass(slots=True, kw_only=True)
class Speakers:
    """Names the sources of an article in text order, and remembers who spoke last: whom "he said" goes back to."""

    lexicon: SpeechLexicon
    mentions: MentionIndex
    actor: str | None = None
    anonymity: Anonymity = "named"

    def name(self, page: Page, frame: Frame, *, around: Source | None = None) -> Source | None:
        """Make the record of a frame's source; None if it has none.

        A role that stands for an actor of the article ("the force") is named by it. A pronoun that no mention resolves
        is the last person who spoke outside quotations; "I" is the source of the attribution ``around`` the frame.
        """
        if frame.source is None or frame.head is None:
            return None
        doc, head = page.doc, page.doc[frame.head]
        actor = actor_of(head, self.mentions, self.lexicon)
        anonymity = anonymity_of(head, frame.source, self.lexicon)
        if head.lower_ in self.lexicon.table.own_pronouns and around is not None:
            actor, anonymity = actor or around.actor, around.anonymity
        elif head.lower_ in self.lexicon.table.speaker_pronouns:
            actor, anonymity = actor or self.actor, self.anonymity
        elif actor is not None and anonymity == "role":
            anonymity = "named"
        if page.quote_at[frame.cue[0]] < 0 and speaks_as_one(head, self.lexicon):
            self.actor, self.anonymity = actor, anonymity
        first, last = doc[frame.source[0]], doc[frame.source[1] - 1]
        return Source(start=first.idx, end=last.idx + len(last), actor=actor, anonymity=anonymity)


def speaks_as_one(head: Token, lexicon: SpeechLexicon) -> bool:
    """Whether a source is one person, whom "he" or "she" can mean: no body, country, document or plural."""
    table, lemma = lexicon.table, head.lemma_.lower()
    if head.pos_ == "PRON" or head.tag_ in ("NNS", "NNPS", "WP", "WDT", "DT"):
        return False
    return head.ent_type_ not in BODIES and lemma not in table.bodies and lemma not in table.documents
