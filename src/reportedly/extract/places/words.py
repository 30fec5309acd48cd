"""The text as words that place names are made of: paragraphs with what the parser says of them, captions without.

Hyphens part words ("U.S.-backed", "Deir ez-Zor"), apostrophes do not ("Sana'a"), a possessive is set apart, the stop
of an abbreviation is kept ("N.C.", "St.").
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reportedly.codebook.places import PlaceLexicon
    from reportedly.model import Article
    from reportedly.parsed import Doc, Token

READ_KINDS = frozenset({"headline", "paragraph", "caption", "dateline"})
LETTER = r"[^\W\d_]"
WORD = re.compile(
    rf"(?:{LETTER}\.){{2,}}|D\. C\.|[A-Z]\.\s?[A-Z][a-z]+\.|{LETTER}+(?:['’‘ʼʻʿ`]{LETTER}+)*|\d[\d,.]*", re.UNICODE
)
POSSESSIVES = ("'s", "’s")
SENTENCE_END = re.compile(r"[.!?:]['\"”’)]*\s")
JOINTS = frozenset([" ", "-", "–", " -", "- "])


@dataclass(slots=True)
class Word:
    """A word: its core without the possessive, how it follows on the one before, and what the parser says of it.

    ``gap`` is what stands between it and the word before; ``opens`` says that a line or a sentence begins with it.
    ``label`` is the parser's entity label ("" for none), or None where the parser has not looked.
    """

    text: str
    start: int
    end: int
    full_end: int
    gap: str
    capital: bool
    opens: bool
    line_opens: bool
    label: str | None
    pos: str
    token: Token | None

    @property
    def joined(self) -> bool:
        """Whether only a space or a hyphen parts it from the word before."""
        return self.gap in JOINTS

    @property
    def upper(self) -> bool:
        """Whether it is all capitals (one letter is not)."""
        return len(self.text) > 1 and self.text.isupper()


def read_words(article: Article, doc: Doc, lexicon: PlaceLexicon) -> list[Word]:
    """Give the words of headline, paragraphs and captions, in text order."""
    tokens = {token.idx: token for token in doc if not token.is_space}
    words: list[Word] = []
    for block in article.blocks:
        if block.kind in READ_KINDS:
            words.extend(words_of(article.text, block.start, block.end, tokens, lexicon.stopped))
    return words


def words_of(text: str, start: int, end: int, tokens: dict[int, Token], stops: frozenset[str]) -> Iterator[Word]:
    """Yield the words of one block."""
    before = start
    line_opens = opens = True
    for match in WORD.finditer(text, start, end):
        first, last = match.span()
        word = match[0]
        if text[last : last + 1] == "." and word + "." in stops:
            last += 1
            word += "."
        core = last - len(POSSESSIVES[0]) if word.endswith(POSSESSIVES) else last
        gap = text[before:first]
        if before > start:
            line_opens = "\n" in gap
            opens = line_opens or (gap != " " and SENTENCE_END.search(gap) is not None)
        token = tokens.get(first)
        if token is not None and token.is_sent_start and '"' not in gap and not gap.startswith(" "):
            opens = True
        yield Word(
            text=text[first:core],
            start=first,
            end=core,
            full_end=last,
            gap=gap,
            capital=word[0].isupper(),
            opens=opens,
            line_opens=line_opens,
            label=token.ent_type_ if token is not None else None,
            pos=token.pos_ if token is not None else "",
            token=token,
        )
        before = last
        line_opens = opens = False
