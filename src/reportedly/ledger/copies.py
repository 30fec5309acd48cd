"""Two pieces -> a ``Copy`` with its reason, or nothing.

Measured on the words that both have in stretches of at least eight, and on whole sentences. What the thresholds were
set on is in ``docs/develop/origins.md``.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from reportedly.ledger.pieces import DAYS, Piece, Quotation, Range, credits, outlet
from reportedly.ledger.prints import stretches
from reportedly.ledger.records import Copy, CopyKind
from reportedly.ledger.words import likeness

TEXT = 0.5  # of the shorter text's words
PART = 0.25
PART_WORDS = 40
LEAD = 0.7  # of the lead's words
LEAD_WORDS = 15
ALIKE = 0.45  # cosine of the weighed content words
QUOTED = 8  # words of one quotation, by the same speaker
QUOTED_ALONE = 20  # words, whoever is said to speak
RESTS = 0.25  # of the text's words told on the speaker's word
STANDS = 0.9  # of a sentence's words
SHOWN = 3  # stretches
Found = tuple[CopyKind, float, str]  # kind, score, why
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


@dataclass(frozen=True, slots=True)
class Pair:
    """Two pieces, the earlier first, and what they share: stretches of words, and the words of each within them."""

    a: Piece
    b: Piece
    stretches: tuple[tuple[int, int, int], ...]
    in_a: frozenset[int]
    in_b: frozenset[int]


def copy_of(a: Piece, b: Piece) -> Copy | None:
    """Say how two pieces hang together, or None where each stands on its own feet. Their order is no matter."""
    pair = pair_of(*sorted((a, b), key=lambda piece: piece.order))
    for rule in (revision, text, part, lead, quotation, agency):
        found = rule(pair)
        if found is not None:
            kind, score, why = found
            low, high = sorted((a.report, b.report))
            return Copy(a=low, b=high, kind=kind, score=round(score, 3), why=why, shared=longest(pair))
    return None


def pair_of(a: Piece, b: Piece) -> Pair:
    """Give two pieces with what they share; headlines count for nothing."""
    found = tuple(stretches(a.running, b.running))
    in_a = frozenset(i for start, _, size in found for i in range(start, start + size) if i >= a.headline)
    in_b = frozenset(j for _, start, size in found for j in range(start, start + size) if j >= b.headline)
    return Pair(a, b, found, in_a, in_b)


def revision(pair: Pair) -> Found | None:
    """Another text under the same url."""
    if not pair.a.url or pair.a.url != pair.b.url:
        return None
    return "revision", 1.0, f"{named(pair.b)} is a later version of {named(pair.a)} under the same url"


def text(pair: Pair) -> Found | None:
    """Most of the shorter text stands in the other."""
    share = shared_of_shorter(pair)
    return ("text", share, told(pair)) if share >= TEXT else None


def part(pair: Pair) -> Found | None:
    """A large part of the shorter text stands in the other."""
    share = shared_of_shorter(pair)
    return ("part", share, told(pair)) if share >= PART and len(pair.in_a) >= PART_WORDS else None


def lead(pair: Pair) -> Found | None:
    """The first paragraph of one stands in the other."""
    for one, other, held in ((pair.a, pair.b, pair.in_a), (pair.b, pair.a, pair.in_b)):
        start, end = one.sentences[0] if one.sentences else (0, 0)
        inside = sum(at in held for at in range(start, end))
        if inside >= LEAD_WORDS and inside >= LEAD * (end - start):
            why = f"{inside} of the {end - start} words of the first sentence of {named(one)} stand in {named(other)}"
            return "lead", inside / (end - start), why
    return None


def quotation(pair: Pair) -> Found | None:
    """Both rest on one quotation: the same words of the same speaker, on whose word a good part of each is told."""
    for one in pair.a.quotations:
        for other in pair.b.quotations:
            size, words = same_words(pair, one, other)
            alike = one.speaker == other.speaker and size >= QUOTED
            if (alike or size >= QUOTED_ALONE) and rests_on(pair.a, one) and rests_on(pair.b, other):
                why = f"both rest on the same {size} words of {other.speaker}: “{words}”"
                return "quotation", 0.5 + min(0.5, size / 100), why
    return None


def same_words(pair: Pair, one: Quotation, other: Quotation) -> tuple[int, str]:
    """Give the longest stretch that two quotations share: how many words, and the words."""
    best = (0, 0)
    for i, j, size in pair.stretches:
        start = max(i, one.start, other.start + i - j)
        end = min(i + size, one.end, other.end + i - j)
        best = max(best, (end - start, start))
    size, start = best
    return (size, printed(pair.a, (start, start + size))) if size > 0 else (0, "")


def rests_on(piece: Piece, quoted: Quotation) -> bool:
    """Whether a good part of a piece is told on the word of the one who is quoted."""
    return dict(piece.rests).get(quoted.speaker, 0.0) >= RESTS


def agency(pair: Pair) -> Found | None:
    """Both credit the same agency within days, and tell the same story in whatever words."""
    both = credits(pair.a) & credits(pair.b)
    away = days_apart(pair.a, pair.b)
    if not both or away is None or away > DAYS:
        return None
    alike = likeness(pair.a.vector, pair.b.vector)
    if alike < ALIKE:
        return None
    name = next(name for name in pair.a.agencies if outlet(name) in both)
    when = "on the same day" if away == 0 else f"{away} day{'s' * (away > 1)} apart"
    return (
        "agency",
        alike,
        f"both credit {name}, {when}, and tell the same story: {alike:.0%} alike by their content words",
    )


def shared_of_shorter(pair: Pair) -> float:
    """Give the share of the shorter text's words that stand in the other; headlines apart."""
    size_a, size_b = (len(piece.running.words) - piece.headline for piece in (pair.a, pair.b))
    held, size = (pair.in_a, size_a) if size_a <= size_b else (pair.in_b, size_b)
    return len(held) / size if size else 0.0


def told(pair: Pair) -> str:
    """Say how many sentences of the shorter text stand in the other one."""
    one, other, held = pair.a, pair.b, pair.in_a
    if len(pair.a.running.words) >= len(pair.b.running.words):
        one, other, held = pair.b, pair.a, pair.in_b
    whole = sum(stands(sentence, held) for sentence in one.sentences)
    words = len(one.running.words) - one.headline
    said = f"{whole} of {len(one.sentences)} sentences of {named(one)} stand word for word in {named(other)}"
    said += f" ({len(held)} of {words} words)"
    away = days_apart(pair.a, pair.b)
    return said if away is None or away <= DAYS else f"{said}, {away} days apart"


def stands(sentence: Range, held: frozenset[int]) -> bool:
    """Whether a sentence stands in the other text, but for a word in ten."""
    start, end = sentence
    return sum(at in held for at in range(start, end)) >= STANDS * (end - start)


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


def days_apart(a: Piece, b: Piece) -> int | None:
    """Give how many days at least lie between two pieces; None where a day is not known."""
    if a.start is None or a.end is None or b.start is None or b.end is None:
        return None
    gap = max(date.fromisoformat(a.start), date.fromisoformat(b.start)) - min(
        date.fromisoformat(a.end), date.fromisoformat(b.end)
    )
    return max(0, gap.days)
