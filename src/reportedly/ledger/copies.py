"""Two pieces -> a ``Copy`` with its reason, or nothing.

Measured on the words that both have in stretches of at least eight, and on whole sentences. What the thresholds were
set on is in ``docs/develop/origins.md``. Scores are shares of words (``text``, ``part``, ``lead``), a likeness
(``agency``), or grow with the words quoted (``quotation``); they order copies of one kind.
"""

from __future__ import annotations

from reportedly.ledger.overlap import (
    Pair,
    days_apart,
    head,
    headed,
    longer_size,
    longest,
    named,
    one_outlet,
    own,
    pair_of,
    printed,
    shared_of_shorter,
    shorter,
    stands,
)
from reportedly.ledger.pieces import DAYS, Piece, Quotation, credits, outlet
from reportedly.ledger.records import Copy, CopyKind
from reportedly.ledger.words import likeness

TEXT, PART = 0.5, 0.2  # of the shorter text's words: a copy; a part
SHARED = 25  # words, at least
HEADED = 0.12  # of the first words of both
ALIKE = 0.4  # cosine of the weighed words, where first words are shared
WHOLE, APART = 0.7, 0.35  # of the shorter text's words, where they are not
APART_WORDS, APART_ALIKE, TEXT_ALIKE, REST_ALIKE = 60, 0.52, 0.6, 0.3  # REST_ALIKE: of the words that are not shared
LEAD = 0.7  # of the first sentence's words
LEAD_WORDS, LEAD_ALIKE = 15, 0.3
STORY = 0.55  # cosine of the weighed words, all and those not shared: two of one agency tell the same story
QUOTED = 8  # words of one quotation, by the same speaker
QUOTED_ALONE = 20  # words, whoever is said to speak
RESTS = 0.2  # of the text's words told on the speaker's word
Found = tuple[CopyKind, float, str]  # kind, score, why


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
