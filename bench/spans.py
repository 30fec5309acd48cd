"""Spans and tokens: what the scorers of spans share. A span is a pair of half-open character offsets."""

from __future__ import annotations

import bisect
import re
from collections.abc import Iterable, Sequence

Span = tuple[int, int]
TOKEN = re.compile(r"\w+|[^\w\s]")


def tokens(text: str) -> list[Span]:
    """Give words and single marks of punctuation, in order.

    >>> tokens("U.S. men")
    [(0, 1), (1, 2), (2, 3), (3, 4), (5, 8)]
    """
    return [match.span() for match in TOKEN.finditer(text)]


def inside(spans: Iterable[Span], grid: Sequence[Span]) -> frozenset[int]:
    """Give the indexes of the tokens that the spans touch."""
    starts = [start for start, _ in grid]
    found: set[int] = set()
    for start, end in spans:
        at = bisect.bisect_right(starts, start) - 1
        at = max(at, 0)
        while at < len(grid) and grid[at][0] < end:
            if grid[at][1] > start:
                found.add(at)
            at += 1
    return frozenset(found)


def overlap(one: Span, other: Span) -> bool:
    """Whether two spans share a character."""
    return one[0] < other[1] and other[0] < one[1]


def jaccard(one: frozenset[int], other: frozenset[int]) -> float:
    """Give the shared part of two sets of tokens; 0 if both are empty."""
    union = len(one | other)
    return len(one & other) / union if union else 0.0


def context(text: str, span: Span, width: int = 60) -> str:
    """Show a span between brackets with what stands around it, on one line."""
    start, end = span
    shown = f"{text[max(0, start - width) : start]}[[{text[start:end]}]]{text[end : end + width]}"
    return " ".join(shown.split())
