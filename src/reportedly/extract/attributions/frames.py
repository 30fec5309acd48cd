"""The working form of attributions: frames in token numbers, on a page that knows its sentences and quotations."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reportedly.extract.attributions.quotations import Quotation
    from reportedly.parsed import Doc, Token

Range = tuple[int, int]
"""Half-open range of token numbers."""

COMMAS = frozenset({",", "–", "—", "--", "-"})
STOPS = frozenset({".", "!", "?", ";", ":", ","})
LOOSE = frozenset({",", ".", ";", ":", "--", "—", "–", "-"})
GAP = 4  # tokens at most between a cue and the quotation after it
DATELINE = 9  # tokens within which the dash of a dateline is sought


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """One attribution in token numbers.

    ``head`` is the head of the source, ``asides`` are the words that date or place the saying itself, ``passed_by`` is
    the cue of the frame that passes on what this one's source said, ``rule`` names what found it.
    """

    cue: Range
    content: tuple[Range, ...]
    source: Range | None = None
    head: int | None = None
    asides: tuple[Range, ...] = ()
    passed_by: Range | None = None
    rule: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A document made ready: sentence bounds and quotations by token. ``quote_at`` is -1 outside quotations."""

    doc: Doc
    starts: Sequence[int]
    ends: Sequence[int]
    quotes: Sequence[tuple[Range, ...]]
    quote_at: Sequence[int]

    def bounds(self, verb: Token) -> Range:
        """Give the tokens that a verb's source and content may lie in: its sentence, or the quotation around it."""
        low, high = self.starts[verb.i], self.ends[verb.i]
        piece = self.piece_at(verb.i)
        return (low, high) if piece is None else (max(low, piece[0] + 1), min(high, piece[1] - 1))

    def quote_starting(self, at: int) -> int | None:
        """Give the quotation whose first token stands here."""
        quote = self.quote_at[at] if at < len(self.quote_at) else -1
        return quote if quote >= 0 and self.quotes[quote][0][0] == at else None

    def piece_at(self, at: int) -> Range | None:
        """Give the piece of quotation that a token stands in."""
        quote = self.quote_at[at]
        return next((piece for piece in self.quotes[quote] if piece[0] <= at < piece[1]), None) if quote >= 0 else None


def read_page(doc: Doc, quotations: Sequence[Quotation]) -> Page:
    """Put sentences and quotations into token numbers."""
    starts, ends = [0] * len(doc), [0] * len(doc)
    for sentence in doc.sents:
        start = after_dateline(doc, sentence.start, sentence.end)
        for at in range(sentence.start, sentence.end):
            starts[at], ends[at] = start, sentence.end
    quote_at = [-1] * len(doc)
    quotes: list[tuple[Range, ...]] = []
    at = 0
    for quotation in quotations:
        pieces: list[Range] = []
        for span in quotation.pieces:
            while at < len(doc) and doc[at].idx + len(doc[at]) <= span.start:
                at += 1
            first = at
            while at < len(doc) and doc[at].idx < span.end:
                quote_at[at] = len(quotes)
                at += 1
            if at > first:
                pieces.append((first, at))
        if pieces:
            quotes.append(tuple(pieces))
    return Page(doc=doc, starts=starts, ends=ends, quotes=quotes, quote_at=quote_at)


def after_dateline(doc: Doc, start: int, end: int) -> int:
    """Give where a sentence begins behind "BEIRUT (Agency) - "."""
    for at in range(start + 1, min(start + DATELINE, end)):
        if doc[at].text in ("-", "--", "–", "—"):
            return at + 1 if doc[start].is_upper and len(doc[start]) > 1 and doc[at].whitespace_ else start
    return start


def trimmed(page: Page, piece: Range) -> Range:
    """Take white space and stray punctuation off both ends; the marks of a quotation and what it ends with stay."""
    start, end = piece
    doc = page.doc
    while start < end and (doc[start].is_space or doc[start].text in LOOSE):
        start += 1
    while end > start and (doc[end - 1].is_space or doc[end - 1].text in LOOSE or doc[end - 1].pos_ == "CCONJ"):
        end -= 1
    return start, end


def completed(page: Page, pieces: tuple[Range, ...], cue: int) -> tuple[Range, ...]:
    """Tidy pieces of content, and let one that starts or ends within a quotation take the quotation whole.

    The parse ends sentences inside quotations; the marks know better. The quotation that the cue itself stands in is
    left alone.
    """
    found: list[Range] = []
    for start, end in (trimmed(page, piece) for piece in pieces):
        if start >= end:
            continue
        end = before_anonymity(page.doc, start, end)
        quote = page.quote_at[start]
        if quote >= 0 and quote != page.quote_at[cue] and page.quotes[quote][0][0] == start - 1:
            start -= 1
        quote = page.quote_at[end - 1]
        rest: tuple[Range, ...] = ()
        if quote >= 0 and quote != page.quote_at[cue]:
            last = next(at for at, piece in enumerate(page.quotes[quote]) if piece[0] < end <= piece[1])
            end, rest = page.quotes[quote][last][1], page.quotes[quote][last + 1 :]
        if found and start <= found[-1][1]:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((start, end))
        found.extend(rest)
    return tuple(found)


def before_anonymity(doc: Doc, start: int, end: int) -> int:
    """Give where content ends before "on condition of anonymity", which speaks of the source."""
    for at in range(start + 1, end - 1):
        if doc[at].lower_ == "anonymity" and doc[at - 2].lower_ == "condition":
            while at > start and doc[at].pos_ != "ADP" or doc[at].lower_ == "of":
                at -= 1
            return at if at > start else end
    return end


def previous(doc: Doc, at: int) -> Token | None:
    """Give the token before, white space aside, but none of another paragraph."""
    at -= 1
    while at >= 0 and doc[at].is_space:
        if "\n" in doc[at].text:
            return None
        at -= 1
    return doc[at] if at >= 0 else None


def quote_before(page: Page, at: int) -> tuple[Range, ...] | None:
    """Give the quotation that ends right before a token, a comma between them aside."""
    before = previous(page.doc, at)
    if before is not None and before.text == ",":
        before = previous(page.doc, before.i)
    if before is None or page.quote_at[before.i] < 0:
        return None
    pieces = page.quotes[page.quote_at[before.i]]
    return pieces if pieces[-1][1] == before.i + 1 else None


def quote_after(page: Page, at: int) -> tuple[Range, ...] | None:
    """Give the quotation that begins here, commas, colon and "that" aside."""
    doc = page.doc
    for step in range(at, min(at + GAP, len(doc))):
        quote = page.quote_starting(step)
        if quote is not None:
            return page.quotes[quote]
        if doc[step].text not in (",", ":", "that") and not doc[step].is_space:
            return None
    return None


def next_line(page: Page, at: int) -> tuple[Range, ...] | None:
    """Give the line after one that ends in a colon: "The minister said:" and his statement below."""
    doc = page.doc
    if at + 2 >= len(doc) or doc[at].text != ":" or "\n" not in doc[at + 1].text:
        return None
    end = at + 2
    while end < len(doc) and not (doc[end].is_space and "\n" in doc[end].text):
        end += 1
    return ((at + 2, end),)


def lead_in(page: Page, quoted: tuple[Range, ...]) -> tuple[Range, ...]:
    """Put before a quotation the words of its own sentence that it completes: the start of a mixed quotation."""
    start = quoted[0][0]
    before = previous(page.doc, start)
    if (
        before is None
        or start <= page.starts[start]
        or before.is_sent_end
        or before.text in STOPS
        or before.text == ","
    ):
        return quoted
    return ((page.starts[start], quoted[0][1]), *quoted[1:])
