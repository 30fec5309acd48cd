"""The parties of one article while they are being gathered, and the article as the gatherers look at it."""

from __future__ import annotations

from bisect import bisect_right
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from reportedly.codebook.names import split_words
from reportedly.model import Actor, Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from reportedly.codebook.names import Entry, Hit, Word
    from reportedly.codebook.parties import Parties
    from reportedly.codebook.roles import RoleLexicon
    from reportedly.model import ActorType
    from reportedly.parsed import Doc, Token

HEADLINE_SHARE = 0.7


@dataclass(slots=True, kw_only=True)
class Draft:
    """A party in the making: what is known of it, and where it is named."""

    key: str
    name: str
    type: ActorType
    country: str | None = None
    wikidata: str | None = None
    part_of: list[str] = field(default_factory=list)
    backed_by: list[str] = field(default_factory=list)
    mentions: list[Span] = field(default_factory=list)

    def actor(self, number: int) -> Actor:
        """Give the finished record."""
        return Actor(
            id=f"a{number}",
            name=self.name,
            type=self.type,
            country=self.country,
            wikidata=self.wikidata,
            part_of=tuple(dict.fromkeys(self.part_of)),
            backed_by=tuple(dict.fromkeys(self.backed_by)),
            mentions=tuple(sorted(self.mentions)),
        )


class Cast:
    """The parties found so far, and the characters that are spoken for. The first to claim a stretch keeps it."""

    def __init__(self, length: int) -> None:
        self.drafts: dict[str, Draft] = {}
        self.taken = bytearray(length)

    def free(self, start: int, end: int) -> bool:
        """Whether no mention holds any character of the stretch."""
        return self.taken.find(1, start, end) < 0

    def mark(self, start: int, end: int) -> None:
        """Set a stretch aside."""
        self.taken[start:end] = b"\x01" * (end - start)

    def name_at(self, draft: Draft, start: int, end: int) -> Draft | None:
        """Add a mention to a party, entering the party if it is new; nothing if the stretch is taken."""
        if not self.free(start, end):
            return None
        known = self.drafts.setdefault(draft.key, draft)
        known.mentions.append(Span(start=start, end=end))
        self.mark(start, end)
        return known

    @contextmanager
    def kept_off(self, spans: Iterable[Span]) -> Iterator[None]:
        """Set the free ones of these stretches aside for a while."""
        aside = [span for span in spans if self.free(span.start, span.end)]
        for span in aside:
            self.mark(span.start, span.end)
        yield
        for span in aside:
            self.taken[span.start : span.end] = bytes(span.end - span.start)

    def named(self) -> Iterator[tuple[Span, Draft]]:
        """Give all mentions with their parties, in text order."""
        pairs = [(span, draft) for draft in self.drafts.values() for span in draft.mentions]
        yield from sorted(pairs, key=lambda pair: (pair[0], pair[1].key))

    def actors(self) -> Iterator[Actor]:
        """Give the finished parties in the order of their first mention."""
        drafts = [draft for draft in self.drafts.values() if draft.mentions]
        drafts.sort(key=lambda draft: (min(draft.mentions), draft.key))
        for number, draft in enumerate(drafts, start=1):
            yield draft.actor(number)


class Scene:
    """One article as the gatherers see it: its words, its known names, its tokens by offset."""

    def __init__(self, doc: Doc, parties: Parties, lexicon: RoleLexicon, year: int | None) -> None:
        self.doc = doc
        self.text: str = doc.text
        self.parties = parties
        self.lexicon = lexicon
        self.year = year
        self.words: list[Word] = split_words(self.text)
        self.tokens: list[Token] = list(doc)
        self.entities = list(doc.ents)
        self.token_starts = [token.idx for token in self.tokens]
        self.hits: list[Hit] = []
        self.hit_starts: list[int] = []
        self.titled = list(title_lines(self.text))
        self.needed: dict[tuple[str, ...], bool] = {}

    def take(self, hits: Iterable[Hit]) -> None:
        """Keep the known names found in the text."""
        self.hits = list(hits)
        self.hit_starts = [hit.start for hit in self.hits]

    def hit_at(self, offset: int) -> Hit | None:
        """Give the known name that holds an offset."""
        at = bisect_right(self.hit_starts, offset) - 1
        return self.hits[at] if at >= 0 and self.hits[at].end > offset else None

    def token_at(self, offset: int) -> Token:
        """Give the token that holds an offset."""
        return self.tokens[max(0, bisect_right(self.token_starts, offset) - 1)]

    def in_title_case(self, offset: int) -> bool:
        """Whether an offset lies in a line printed in title case or capitals, where case tells nothing."""
        return any(start <= offset < end for start, end in self.titled)

    def in_capitals(self, start: int, end: int) -> bool:
        """Whether the line around a stretch is printed in capitals throughout."""
        before = self.text[self.text.rfind("\n", 0, start) + 1 : start]
        after = self.text[end : (self.text.find("\n", end) + 1 or len(self.text) + 1) - 1]
        rest = before + after
        return rest.isupper() and len(rest.split()) > 2

    def holds(self, needs: tuple[str, ...]) -> bool:
        """Whether the report has one of the words that an ambiguous name needs (or none is needed)."""
        if not needs:
            return True
        if needs not in self.needed:
            self.needed[needs] = any(need in self.text for need in needs)
        return self.needed[needs]

    def entry(self, hit: Hit, kinds: Iterable[str]) -> Entry | None:
        """Give the first reading of a known name, of the kinds asked for, that the report bears out."""
        wanted = tuple(kinds)
        entries = sorted(hit.entries, key=lambda entry: not entry.needs)
        return next((entry for entry in entries if entry.kind in wanted and self.holds(entry.needs)), None)


def title_lines(text: str) -> Iterator[tuple[int, int]]:
    """Give the lines in which most of the longer words begin with a capital (headlines, mostly)."""
    start = 0
    for line in text.splitlines(keepends=True):
        words = [word for word in line.split() if len(word) > 3 and word[0].isalpha()]
        closed = line.rstrip().endswith((".", "!", "?", ".”", '."', ",”", ',"', ":"))
        if not closed and len(words) > 3 and sum(word[0].isupper() for word in words) >= HEADLINE_SHARE * len(words):
            yield start, start + len(line)
        start += len(line)
