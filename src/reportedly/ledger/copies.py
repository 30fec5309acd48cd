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
from reportedly.ledger.words import Vector, content_words, likeness, unit, weight

TEXT, PART = 0.5, 0.2  # of the shorter text's words: a copy; a part
SHARED = 25  # words, at least
HEAD, HEADED = 80, 0.12  # a text's first words, no more than half of it; how many of them must be shared at least
ALIKE = 0.4  # cosine of the weighed words, where first words are shared
WHOLE, APART = 0.7, 0.35  # of the shorter text's words, where they are not
APART_WORDS, APART_ALIKE, TEXT_ALIKE, REST_ALIKE = 60, 0.52, 0.6, 0.3  # REST_ALIKE: of the words that are not shared
LEAD = 0.7  # of the first sentence's words
LEAD_WORDS, LEAD_ALIKE = 15, 0.3
STORY = 0.55  # cosine of the weighed words, all and those not shared: two of one agency tell the same story
QUOTED = 8  # words of one quotation, by the same speaker
QUOTED_ALONE = 20  # words, whoever is said to speak
RESTS = 0.2  # of the text's words told on the speaker's word
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
    return ("text", share, told(pair)) if share >= TEXT and news(pair) else None


def part(pair: Pair) -> Found | None:
    """A large part of the shorter text stands in the other, in the outlet's words: a speaker's are all reporters'."""
    one, _, held = shorter(pair)
    own_words = frozenset(range(one.headline, len(one.running.words))) - one.quoted
    shared = own_words & held
    if len(shared) < SHARED or len(shared) < PART * len(own_words) or not news(pair):
        return None
    return "part", shared_of_shorter(pair), told(pair)


def news(pair: Pair) -> bool:
    """Whether what is shared is the news of both, not a standing paragraph of background that both close with.

    It is where some of it stands among the first words of both, or where it is nearly all of the shorter text. Where
    the first words of one are its own, two outlets must share more, and be alike in what they do not share; one outlet
    repeats its background there.
    """
    share = shared_of_shorter(pair)
    if len(pair.in_a) < (LEAD_WORDS if share >= WHOLE else SHARED):
        return False
    alike = likeness(pair.a.vector, pair.b.vector)
    if alike >= ALIKE and min(headed(pair.a, pair.in_a), headed(pair.b, pair.in_b)) >= HEADED:
        return True
    if len(pair.in_a) < PART * longer_size(pair):
        return False  # a round-up that takes the other in among much else
    if share >= TEXT and alike >= TEXT_ALIKE:
        return True
    if share < APART or alike < APART_ALIKE or len(pair.in_a) < APART_WORDS:
        return False
    if share >= WHOLE:
        return True
    return not one_outlet(pair) and likeness(own(pair.a, pair.in_a), own(pair.b, pair.in_b)) >= REST_ALIKE


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


def lead(pair: Pair) -> Found | None:
    """The first sentence of one stands among the first of the other; of one outlet only within days."""
    away = days_apart(pair.a, pair.b)
    if likeness(pair.a.vector, pair.b.vector) < LEAD_ALIKE:
        return None
    if one_outlet(pair) and (away is None or away > DAYS):
        return None
    first_a, first_b = head(pair.a), head(pair.b)
    both = [
        (i + k, j + k) for i, j, size in pair.stretches for k in range(size) if i + k in first_a and j + k in first_b
    ]
    for one, other, held in ((pair.b, pair.a, {j for _, j in both}), (pair.a, pair.b, {i for i, _ in both})):
        start, end = one.sentences[0] if one.sentences else (0, 0)
        inside = sum(at in held for at in range(start, end))
        if inside >= LEAD_WORDS and inside >= LEAD * (end - start):
            why = (
                f"{named(one)} opens as {named(other)} does: {inside} of the {end - start} words of its first sentence"
            )
            return "lead", inside / (end - start), why
    return None


def quotation(pair: Pair) -> Found | None:
    """Both rest on one quotation: the same words of the same speaker, on whose word a good part of each is told."""
    for one in pair.a.quotations:
        for other in pair.b.quotations:
            size, words = same_words(pair, one, other)
            same = one.speaker is not None and one.speaker == other.speaker and size >= QUOTED
            if (same or size >= QUOTED_ALONE) and min(one.rests, other.rests) >= RESTS:
                who = f" of {one.speaker}" if same else ""
                why = f"both quote the same {size} words{who}, “{words}”, and tell much on the speaker's word"
                return (
                    "quotation",
                    min(1.0, 0.5 + size / 100),
                    f"{why} ({one.rests:.0%} and {other.rests:.0%} of the text)",
                )
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


def agency(pair: Pair) -> Found | None:
    """Both credit the same agency within days, and tell the same story in whatever words.

    A report that credits several is put together by its outlet.
    """
    both = credited(pair)
    away = days_apart(pair.a, pair.b)
    if not both or away is None or away > DAYS:
        return None
    alike = likeness(pair.a.vector, pair.b.vector)
    if min(alike, likeness(own(pair.a, pair.in_a), own(pair.b, pair.in_b)) if pair.in_a else alike) < STORY:
        return None
    name = next(name for name in (*pair.a.agencies, *pair.b.agencies) if outlet(name) in both)
    verb = "credit" if pair.a.agencies and pair.b.agencies else "come from"
    when = "on the same day" if away == 0 else f"{away} day{'s' * (away > 1)} apart"
    return (
        "agency",
        alike,
        f"both {verb} {name}, {when}, and tell the same story: {alike:.0%} alike by their content words",
    )


def credited(pair: Pair) -> frozenset[str]:
    """Give the agency that both come from: the only one that each credits, or that one credits and the other one is."""
    if max(len(pair.a.agencies), len(pair.b.agencies)) > 1:
        return frozenset()
    named = {outlet(name) for name in (*pair.a.agencies, *pair.b.agencies)}
    return credits(pair.a) & credits(pair.b) & named


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


def told(pair: Pair) -> str:
    """Say how many sentences of the shorter text stand in the other one."""
    one, other, held = shorter(pair)
    whole = sum(stands(sentence, held) for sentence in one.sentences)
    words = len(one.running.words) - one.headline
    said = f"{len(held)} of {words} words of {named(one)} stand in {named(other)}"
    if whole:
        verb = "stands" if whole == 1 else "stand"
        said = f"{whole} of {len(one.sentences)} sentences of {named(one)} {verb} word for word in {named(other)}"
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
