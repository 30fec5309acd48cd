"""A text with what was read marked on it: cut at every border, so that marks may lie across each other.

Each piece knows by key what it is part of; a template prints pieces, a script lights those of one key.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from reportedly.model import Article, Block, Reading, Span

KINDS = ("copied", "statement", "claim", "time", "place", "figure", "missed", "word")


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Mark:
    """Words that are marked: where, as what (one of ``KINDS``), for which record (a key such as ``c12`` or ``t2``)."""

    start: int
    end: int
    kind: str
    key: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A stretch of text with the same marks throughout. Offsets are code points of the article's text."""

    start: int
    text: str
    kinds: tuple[str, ...] = ()
    keys: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """A block of the text, or what stands between two (``kind`` "between"), in pieces."""

    kind: str
    pieces: tuple[Piece, ...]


def passages(article: Article, marks: Iterable[Mark], *, text: str | None = None) -> tuple[Passage, ...]:
    """Give the whole text in passages, in order; ``text`` is printed in its place (same length) where it is given."""
    held = sorted(marks)
    shown = article.text if text is None else text
    found = []
    for kind, start, end in stretches(article.blocks, len(shown)):
        if kind != "between" or shown[start:end].strip():
            inside = [mark for mark in held if mark.start < end and start < mark.end]
            found.append(Passage(kind=kind, pieces=tuple(cut(shown, start, end, inside))))
    return tuple(found)


def stretches(blocks: Sequence[Block], length: int) -> Iterator[tuple[str, int, int]]:
    """Give the blocks, and what stands between them, in text order."""
    at = 0
    for block in blocks:
        if block.start > at:
            yield "between", at, block.start
        yield block.kind, block.start, block.end
        at = block.end
    if at < length:
        yield "between", at, length


def cut(text: str, start: int, end: int, marks: Sequence[Mark]) -> Iterator[Piece]:
    """Cut a stretch of text at every border of its marks.

    >>> marks = [Mark(start=2, end=6, kind="claim", key="c1"), Mark(start=4, end=8, kind="time", key="t1")]
    >>> [(piece.text, piece.keys) for piece in cut("abcdefghij", 0, 10, marks)]
    [('ab', ()), ('cd', ('c1',)), ('ef', ('c1', 't1')), ('gh', ('t1',)), ('ij', ())]
    """
    borders = {start, end}
    for mark in marks:
        borders |= {min(max(mark.start, start), end), min(max(mark.end, start), end)}
    opening = sorted(marks)
    live: list[Mark] = []
    at = 0
    for a, b in pairwise(sorted(borders)):
        while at < len(opening) and opening[at].start <= a:
            live.append(opening[at])
            at += 1
        live = [mark for mark in live if mark.end > a]
        yield Piece(
            start=a,
            text=text[a:b],
            kinds=tuple(dict.fromkeys(kind for kind in KINDS for mark in live if mark.kind == kind)),
            keys=tuple(dict.fromkeys(mark.key for mark in live)),
        )


def marks_of(reading: Reading) -> Iterator[Mark]:
    """Give the marks of a reading: statements, times, places and figures under their ids; claims are its rows' part."""
    for said in reading.attributions:
        for span in said.content:
            yield Mark(start=span.start, end=span.end, kind="statement", key=said.id)
    for time in reading.times:
        yield Mark(start=time.start, end=time.end, kind="time", key=time.id)
    for place in reading.places:
        for span in place.mentions:
            yield Mark(start=span.start, end=span.end, kind="place", key=place.id)
    for figure in reading.quantities:
        yield Mark(start=figure.start, end=figure.end, kind="figure", key=figure.id)


def all_of(spans: Iterable[Span], kind: str, key: str) -> Iterator[Mark]:
    """Give a mark for each span."""
    return (Mark(start=span.start, end=span.end, kind=kind, key=key) for span in spans)
