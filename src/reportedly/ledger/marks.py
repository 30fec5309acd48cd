"""Reading -> what its words say of each figure: an earlier toll, one that grew, a part, and what it is a part of.

Without a parse: by the words directly before and behind a figure (``data/lexicon/en/figure_words.yml``), and by the
days of two counts of one report, of which one lie within the other's ("2,500 on Friday", "5,000 since Wednesday").
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from reportedly.codebook.families import load_families
from reportedly.codebook.figure_words import FigureWords, load_figure_words
from reportedly.ledger.records import Standing
from reportedly.ledger.words import content_words
from reportedly.model import Claim, Quantity, Reading, Span

BEFORE, BEHIND = 70, 30  # characters
REACH = 300  # characters between a part and its whole
OF_PEOPLE = frozenset({"death", "injury", "movement", "capture", "abduction", "release"})
"""Families whose counts are of people, also where the text leaves the noun out."""

NESTING = frozenset({"movement", "death", "injury", "capture"})  # families whose counts are of stretches of days


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """How a figure stands in its report; ``whole`` is the quantity that it is a part of."""

    standing: Standing = "own"
    whole: str | None = None


def marks_of(reading: Reading, sentences: Mapping[str, Span]) -> dict[str, Mark]:
    """Give the marks of a reading's counts by their ids; ``sentences`` are those of its claims, by the claims' ids."""
    counts = sorted((one for one in reading.quantities if one.measure == "count"), key=lambda one: one.start)
    families = load_families()
    of_people = {name for one in reading.claims if families[one.event_type] in OF_PEOPLE for name in one.quantities}
    nested = nested_in(reading, sentences)
    found: dict[str, Mark] = {}
    for at, quantity in enumerate(counts):
        standing = standing_of(reading.article.text, quantity, load_figure_words())
        before = [one for one in counts[:at] if one.id in of_people]
        whole = whole_of(reading.article.text, before, quantity) if standing == "part" else None
        found[quantity.id] = Mark(standing=standing, whole=whole or nested.get(quantity.id))
    return found


def standing_of(text: str, quantity: Quantity, words: FigureWords) -> Standing:
    """Give how a figure stands, by the words beside it."""
    rules = patterns(words)
    before = " ".join(text[max(0, quantity.start - BEFORE) : quantity.start].split())
    if rules["earlier"].search(before):
        return "earlier"
    if rules["later"].search(before):
        return "later"
    behind = text[quantity.end : quantity.end + BEHIND]
    if rules["part"].search(before) or rules["part_behind"].match(behind):
        return "part"
    return "own"


@cache
def patterns(words: FigureWords) -> dict[str, re.Pattern[str]]:
    """Compile the table's words, once."""
    again, parts = words.again, words.parts
    nouns = f"(?:{either(again.nouns)})s?"
    of = r"(?:\s+of(?:\s+(?:the\s+)?[\w-]+){1,3})?"
    adjective = f"(?:{either(again.earlier)})"
    earlier = [
        rf"\b{adjective}\s+(?:[\w-]+\s+){{0,2}}{nouns}{of}\s+(?:of|at|was|had been|stood at)$",
        r"\b(?:up|down|revised|raised|rising|rose|climbed|increased|lowered)\s+(?:[\w-]+\s+){0,2}from$",
        rf"\b(?:earlier|initially|previously)\s+(?:put|gave|given|reported|said|announced)\s+(?:[\w-]+\s+){{0,3}}(?:{nouns}\s+)?(?:of|at|as|that)$",
    ]
    later = rf"\b(?:{either(again.grows)})\s+(?:[\w-]+\s+){{0,4}}?(?:to|past)$"
    part = (
        rf"(?:^|[^\w])(?:{either(parts.before)}),?(?:\s+(?:the|at least|those|[\w-]+ed))*$"
        rf"|\bamong\s+(?:[\w-]+\s+){{1,6}}(?:were|was|are)$"
    )
    compiled = {"earlier": "|".join(earlier), "later": later, "part": part}
    compiled["part_behind"] = rf"\s+(?:{either(parts.behind)})\b"
    return {name: re.compile(pattern, re.IGNORECASE) for name, pattern in compiled.items()}


def either(words: tuple[str, ...]) -> str:
    """Give a pattern for one of some words."""
    return "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in sorted(words, key=len, reverse=True))


def whole_of(text: str, before: list[Quantity], part: Quantity) -> str | None:
    """Give the count that a part is taken of: the nearest before it that is larger, a part itself left aside."""
    for other in reversed(before):
        if part.start - other.end > REACH or "\n" in text[other.end : part.start]:
            return None
        if standing_of(text, other, load_figure_words()) != "part" and least(other) >= least(part):
            return other.id
    return None


def least(quantity: Quantity) -> float:
    """Give one number by which a whole is told from its part."""
    return next((value for value in (quantity.best, quantity.low, quantity.high) if value is not None), 0.0)


def nested_in(reading: Reading, sentences: Mapping[str, Span]) -> dict[str, str]:
    """Give the counts of one source whose days lie within those of another, larger one, with that one."""
    times = {time.id: time for time in reading.times}
    held = {one.id: one for one in reading.quantities if one.measure == "count"}
    families = load_families()
    found: dict[str, str] = {}
    told = [
        (claim, times[claim.time], held[name])
        for claim in reading.claims
        if claim.time in times and families[claim.event_type] in NESTING
        for name in claim.quantities
        if name in held
    ]
    for claim, time, quantity in told:
        for other, wide, whole in told:
            if (
                families[claim.event_type] == families[other.event_type]
                and sentences[claim.id] != sentences[other.id]
                and within((time.date_start, time.date_end), (wide.date_start, wide.date_end))
                and same_things(claim, quantity, other, whole)
                and least(quantity) < least(whole)
            ):
                found.setdefault(quantity.id, whole.id)
    return found


def within(days: tuple[str | None, str | None], wide: tuple[str | None, str | None]) -> bool:
    """Whether days lie within others that are more."""
    (start, end), (first, last) = days, wide
    return bool(start and end and first and last) and first <= start and end <= last and days != wide  # type: ignore[operator]


def same_things(a: Claim, x: Quantity, b: Claim, y: Quantity) -> bool:
    """Whether two counts name the same things, at no two places, on no two sides."""
    if a.place and b.place and a.place != b.place:
        return False
    if x.of_actor and y.of_actor and x.of_actor != y.of_actor:
        return False
    return bool(x.of and y.of) and content_words(x.of or "")[-1:] == content_words(y.of or "")[-1:]
