"""Two pieces side by side: which words they share, where those stand, and how they are named and printed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from reportedly.ledger.pieces import Piece, Range
from reportedly.ledger.prints import stretches
from reportedly.ledger.words import Vector, content_words, unit, weight

HEAD = 80  # a text's first words, no more than half of it
STANDS = 0.9  # of a sentence's words
SHOWN = 3  # stretches
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


@dataclass(frozen=True, slots=True)
class Pair:
    """Two pieces, the earlier first, and what they share: stretches of words, and the words of each within them."""

    a: Piece
    b: Piece
    stretches: tuple[tuple[int, int, int], ...]
    in_a: frozenset[int]
    in_b: frozenset[int]


def pair_of(a: Piece, b: Piece) -> Pair:
    """Give two pieces with what they share; headlines count for nothing."""
    found = tuple(stretches(a.running, b.running))
    in_a = frozenset(i for start, _, size in found for i in range(start, start + size) if i >= a.headline)
    in_b = frozenset(j for _, start, size in found for j in range(start, start + size) if j >= b.headline)
    return Pair(a, b, found, in_a, in_b)


def one_outlet(pair: Pair) -> bool:
    """Whether both are known to be the same outlet's."""
    return pair.a.publisher is not None and pair.a.publisher == pair.b.publisher


def head(piece: Piece) -> range:
    """Give the first words of a piece's text."""
    size = len(piece.running.words) - piece.headline
    return range(piece.headline, piece.headline + min(HEAD, (size + 1) // 2))


def headed(piece: Piece, held: frozenset[int]) -> float:
    """Give the share of a piece's first words that the other one has."""
    first = head(piece)
    return sum(at in held for at in first) / max(1, len(first))


def own(piece: Piece, held: frozenset[int]) -> Vector:
    """Give the weighed words of a piece's text that the other one has not."""
    spans = (span for at, span in enumerate(piece.running.spans) if at >= piece.headline and at not in held)
    words = content_words(" ".join(piece.text[span.start : span.end] for span in spans))
    return unit({word: weight(word) for word in words})


def shorter(pair: Pair) -> tuple[Piece, Piece, frozenset[int]]:
    """Give the shorter piece, of two equals the later, the other one, and the words of the first that both have."""
    size_a, size_b = (len(piece.running.words) - piece.headline for piece in (pair.a, pair.b))
    return (pair.a, pair.b, pair.in_a) if size_a < size_b else (pair.b, pair.a, pair.in_b)


def shared_of_shorter(pair: Pair) -> float:
    """Give the share of the shorter text's words that stand in the other; headlines apart."""
    one, _, held = shorter(pair)
    return len(held) / max(1, len(one.running.words) - one.headline)


def longer_size(pair: Pair) -> int:
    """Give the number of words of the longer text; headlines apart."""
    return max(len(piece.running.words) - piece.headline for piece in (pair.a, pair.b))


def stands(sentence: Range, held: frozenset[int]) -> bool:
    """Whether a sentence stands in the other text, but for a word in ten."""
    start, end = sentence
    return sum(at in held for at in range(start, end)) >= STANDS * (end - start)


def days_apart(a: Piece, b: Piece) -> int | None:
    """Give how many days at least lie between two pieces; None where a day is not known."""
    if a.start is None or a.end is None or b.start is None or b.end is None:
        return None
    gap = max(date.fromisoformat(a.start), date.fromisoformat(b.start)) - min(
        date.fromisoformat(a.end), date.fromisoformat(b.end)
    )
    return max(0, gap.days)


def longest(pair: Pair) -> tuple[str, ...]:
    """Give the longest shared stretches, as the earlier piece prints them."""
    found = sorted(pair.stretches, key=lambda item: (-item[2], item[0]))[:SHOWN]
    return tuple(printed(pair.a, (i, i + size)) for i, _, size in found)


def printed(piece: Piece, words: Range) -> str:
    """Give some words as the piece prints them, on one line."""
    start, end = words
    spans = piece.running.spans
    return " ".join(piece.text[spans[start].start : spans[end - 1].end].split())


def named(piece: Piece) -> str:
    """Give a piece's outlet and day, as far as known: "Gulf Lantern of 11 Feb 2019"."""
    if piece.end is None:
        return piece.name
    day = date.fromisoformat(piece.end)
    return f"{piece.name} of {day.day} {MONTHS[day.month - 1]} {day.year}"
