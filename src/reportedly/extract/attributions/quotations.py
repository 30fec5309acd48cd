"""Quotation marks -> quotations, paragraph by paragraph, so that one missing mark costs one quotation and no more.

Straight, curly, doubled-apostrophe, single and guillemet marks are paired by their context (an opening mark has no
word before it, a closing one has no space before it). A quotation that runs over several paragraphs repeats its
opening mark at the start of each and closes once, in the last (Chicago Manual of Style, 13.30).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from reportedly.model import Notice, Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reportedly.model import Article
    from reportedly.parsed import Doc

PARSED_KINDS = ("headline", "paragraph")
OPENING = {"“": "”", "«": "»", "„": "“", "‘": "’", '"': '"', "''": "''", "``": "''", "'": "'"}
MARK = re.compile(r"""'(?='')|''|``|"+|[“”«»„]|[‘’']""")
SINGLE = ("'", "‘")
DOUBLE = ('"', "”", "»", "''")
TAGGED = re.compile(r",[”\"]? (?:[\w.’'-]+ ){0,3}(?:said|says|told|added)\b[^,;]*$|,[”\"]? (?:said|says|added)\b.*$")
BEFORE_OPENING = re.compile(r"[\s(\[{—–\-/:;,.…]$")
AFTER_CLOSING = re.compile(r"[\s)\]}—–\-/:;,.…?!]|$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Quotation:
    """A stretch in quotation marks, the marks included; one piece a paragraph, in text order."""

    pieces: tuple[Span, ...]

    @property
    def start(self) -> int:
        """Where its first mark stands."""
        return self.pieces[0].start

    @property
    def end(self) -> int:
        """Just past its last mark."""
        return self.pieces[-1].end


@dataclass(frozen=True, slots=True, kw_only=True)
class Scan:
    """What the marks of one paragraph give: closed quotations, one left open at the end, marks without a partner."""

    closed: tuple[Span, ...]
    left_open: Span | None
    lone: tuple[Span, ...]


def find_quotations(article: Article) -> Iterator[Quotation]:
    """Give the outermost quotations of headline and paragraphs, in text order; those within others are not given."""
    return (found for found in read_quotations(article) if isinstance(found, Quotation))


def quotation_notices(article: Article, doc: Doc) -> Iterator[Notice]:
    """Give a notice ``unbalanced-quotation`` for each quotation mark that has no partner."""
    for found in read_quotations(article):
        if isinstance(found, Span):
            message = "a quotation mark has no partner: what it quotes is not read as speech"
            yield Notice(code="unbalanced-quotation", message=message, start=found.start, end=found.end)


def read_quotations(article: Article) -> Iterator[Quotation | Span]:
    """Give quotations and lone marks (as spans), in the order in which they are settled."""
    running: list[Span] = []
    for block in article.blocks:
        if block.kind not in PARSED_KINDS:
            continue
        scan = scan_paragraph(article.text, block.start, block.end)
        goes_on = bool(running) and starts_with_mark(article.text, block.start, block.end, running[0].start)
        if running and not goes_on:
            yield mark_at(article.text, running[0].start)
            running = []
        yield from scan.lone
        for span in scan.closed:
            if running:
                yield Quotation(pieces=(*running, span))
                running = []
            else:
                yield Quotation(pieces=(span,))
        if scan.left_open and TAGGED.search(article.text, scan.left_open.start, scan.left_open.end):
            yield mark_at(article.text, scan.left_open.start)  # its cue follows: the closing mark was forgotten
        elif scan.left_open:
            running.append(scan.left_open)
    if running:
        yield mark_at(article.text, running[0].start)


def mark_at(text: str, at: int) -> Span:
    """Give the span of the mark at an offset."""
    match = MARK.match(text, at)
    return Span(start=at, end=match.end() if match else at + 1)


def starts_with_mark(text: str, start: int, end: int, first: int) -> bool:
    """Whether a paragraph opens with the mark that opened the quotation which ``first`` starts."""
    here, there = MARK.match(text, start, end), MARK.match(text, first)
    return here is not None and there is not None and kind(here) == kind(there)


def scan_paragraph(text: str, start: int, end: int) -> Scan:
    """Pair the marks of one paragraph. A second opening mark drops the first; a closing one without partner is lone."""
    closed: list[Span] = []
    lone: list[Span] = []
    opened: re.Match[str] | None = None
    closing = -1  # where an opened single mark closes
    for match in MARK.finditer(text, start, end):
        mark = kind(match)
        if opened is None:
            if not opens(text, match, start, end):
                if mark in DOUBLE:
                    lone.append(Span(start=match.start(), end=match.end()))
                continue
            closing = closing_of(text, match, end) if mark in SINGLE else -1
            if mark not in SINGLE or closing >= 0:
                opened = match
        elif match.start() == closing or kind(opened) not in SINGLE and closes(text, kind(opened), match, end):
            closed.append(Span(start=opened.start(), end=match.end()))
            opened = None
        elif mark == kind(opened) and mark not in SINGLE and opens(text, match, start, end):
            lone.append(Span(start=opened.start(), end=opened.end()))
            opened = match
    left_open = Span(start=opened.start(), end=end) if opened is not None else None
    return Scan(closed=tuple(closed), left_open=left_open, lone=tuple(lone))


def kind(match: re.Match[str]) -> str:
    """Give a mark's kind: straight marks that are doubled (as tables of comma-separated values do) are one."""
    return '"' if match[0][0] == '"' else match[0]


def opens(text: str, match: re.Match[str], start: int, end: int) -> bool:
    """Whether a mark can open a quotation where it stands."""
    if kind(match) not in OPENING:
        return False
    before, after = text[max(start, match.start() - 1) : match.start()], text[match.end() : match.end() + 1]
    free = not before or BEFORE_OPENING.search(before) is not None
    return free and match.end() < end and not after.isspace()


def closes(text: str, opened: str, match: re.Match[str], end: int) -> bool:
    """Whether a mark can close the quotation that ``opened`` began."""
    if kind(match) != OPENING[opened] and not (opened in '"“„' and kind(match) in '"”'):
        return False
    if match[0] in ("”", "»"):
        return True
    after = text[match.end() : min(match.end() + 1, end)]
    return not text[match.start() - 1].isspace() and (AFTER_CLOSING.match(after) is not None or after in "\"”'’“")


def closing_of(text: str, match: re.Match[str], end: int) -> int:
    """Give where a single opening mark is closed in its paragraph; -1 where there is no such mark: an apostrophe.

    A plural's apostrophe ("the rebels' advance") closes only if nothing after it does.
    """
    found = [at for at in MARK.finditer(text, match.end() + 1, end) if closes(text, match[0], at, end)]
    sure = (at.start() for at in found if not (text[at.start() - 1] == "s" and text[at.end() : at.end() + 1] == " "))
    return next(sure, found[0].start() if found else -1)
