"""Row -> blocking keys; two rows -> link, with its score and the sentence that explains it.

Each ground (``grounds.py``) measures one thing that speaks for or against one happening; the weights are few, learned
(``training/links.py``) and readable (``data/codebook/links.yml``). Vetoes come before: families, days or places that
exclude each other. A shared place or party alone is never a link.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence

from reportedly.codebook.links import LinkWeights, load_link_weights
from reportedly.ledger.grounds import GROUNDS, excluded, measure
from reportedly.ledger.reasons import phrase
from reportedly.ledger.records import Judged, Link, Row
from reportedly.ledger.sides import Side
from reportedly.ledger.words import weight

SURE = load_link_weights().sure
DOUBT = load_link_weights().doubt
BUCKET = 3  # days
CELL = 0.5  # degrees
LONGEST = 12  # buckets that a claim of long or open days is filed under
RARE = 5  # so many of a sentence's rarest words are keys
CIRCUMSTANCES = frozenset({"place", "place within", "actors", "recipients"})
FILLER = 4.0  # rarity (natural units): a commoner name says too little to be a key


def keys(row: Row) -> tuple[str, ...]:
    """Give the keys of a row: rows that share none are not compared.

    A key is the family with a stretch of days and one of: the place's name, its cell, a party, a rare word of the
    sentence. Neighbouring stretches and cells share keys. The claims of a family in one report share one, too.
    """
    side = Side(row)
    what = sorted(set(subjects(side)))
    found = (f"{row.family}|{when}|{item}" for when in buckets(side) for item in what)
    return (*found, f"{row.family}|in report {row.report}")


def buckets(side: Side) -> list[str]:
    """Give the stretches of days that a row is filed under: two neighbouring ones, more for a forecast.

    What went on for long is filed under its first day and under that of its report.
    """
    days = side.days
    long: list[str] = []
    if days is not None and days[1] - days[0] > BUCKET * LONGEST:
        long = [f"from {days[0] // BUCKET}"]
        days = None
    if days is None:
        if side.reported is None:
            return long or ["-"]
        days = (side.reported, side.reported)
    first, last = days[0] // BUCKET, days[1] // BUCKET + 1
    return [*long, *(str(at) for at in range(max(first, last - LONGEST), last + 1))]


def subjects(side: Side) -> Iterator[str]:
    """Give what else a row is found by."""
    if side.name is not None:
        yield f"at {side.name}"
    if side.point and side.place is not None:
        for shift in (0.0, 0.5):
            latitude, longitude = (math.floor(value / CELL + shift) for value in side.place)
            yield f"in {shift:g} {latitude} {longitude}"
    for name in (*side.actors, *side.recipients)[:4]:
        yield "by " + " ".join(sorted(name))
    rare = sorted(side.stems, key=lambda word: (-weight(word), word))
    for word in rare[:RARE]:
        if weight(word) >= FILLER:
            yield f"of {word}"


def compare(a: Row, b: Row, *, likeness: float) -> Link | None:
    """Judge whether two rows speak of one happening; None where a veto holds or there is too little for doubt.

    ``likeness`` is that of their articles, 0 to 1 (``words.likeness``).
    """
    return compare_sides(Side(a), Side(b), likeness=likeness)


def compare_sides(a: Side, b: Side, *, likeness: float, weights: LinkWeights | None = None) -> Link | None:
    """Do the same for rows made ready."""
    held = weights or load_link_weights()
    measured = score_sides(a, b, likeness=likeness, weights=held)
    if measured is None or measured[0] < held.doubt:
        return None
    score, values = measured
    if (a.row.number, a.row.report, a.row.claim) > (b.row.number, b.row.report, b.row.claim):
        a, b = b, a
    judged: Judged = "positive" if score >= held.sure else "unsure"
    return Link(
        a=a.row.number, b=b.row.number, score=round(score, 4), judged=judged, why=sentence(a, b, values, score, held)
    )


def score_sides(a: Side, b: Side, *, likeness: float, weights: LinkWeights) -> tuple[float, tuple[float, ...]] | None:
    """Give the probability of one happening and the measures behind it; None if excluded or if too little is shared."""
    if excluded(a, b):
        return None
    values = measure(a, b, likeness=likeness)
    return (probability(values, weights), values) if enough(values) else None


def probability(values: Sequence[float], weights: LinkWeights) -> float:
    """Give the probability of one happening: logistic over the weighted grounds."""
    odds = weights.start + math.fsum(
        weights.grounds[name].weight * value for name, value in zip(GROUNDS, values, strict=True)
    )
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, odds))))


def enough(values: Sequence[float]) -> bool:
    """Whether something beyond a shared place or party speaks for it: days, figures, words, or the articles."""
    found = dict(zip(GROUNDS, values, strict=True))
    return (
        found["same days"] + found["days near"] > 0
        or found["figures"] > 0
        or found["words"] >= 0.3
        or found["articles"] >= 0.3
        or found["restated"] > 0
        or (found["trigger"] > 0 and found["words"] >= 0.15)
    )


def sentence(a: Side, b: Side, values: Sequence[float], score: float, weights: LinkWeights) -> str:
    """Say what speaks for it most, two or three grounds, and what speaks most against it."""
    parts = sorted(
        ((weights.grounds[name].weight * value, name) for name, value in zip(GROUNDS, values, strict=True) if value),
        key=lambda part: (-part[0], part[1]),
    )
    spoken = [(worth, words) for worth, name in parts if (words := phrase(name, a, b))]
    grounds = [words for worth, words in spoken if worth > 0][:3]
    against = [words for worth, words in spoken if worth < -0.2][-1:]
    head = "One happening" if score >= weights.sure else "Perhaps one happening"
    text = f"{head}: {'; '.join(grounds) or 'little speaks for it'}"
    return f"{text}. Against it: {against[0]}." if against else f"{text}."
