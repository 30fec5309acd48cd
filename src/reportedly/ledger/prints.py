"""Running text -> fingerprints, and the stretches of words that two texts share.

The fingerprints of a text are the local minima of its hashed word n-grams (winnowing: Schleimer, Wilkerson and Aiken
2003): two texts that share ``SHINGLE + WINDOW - 1`` words in a row share a fingerprint, wherever the words stand.
Among the first words and within quotation marks the window is narrower, so that one shared sentence is enough. Only
headline and paragraphs are text: captions, credits, boilerplate, lines that name the outlet recur from story to story.
"""

from __future__ import annotations

import heapq
import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from hashlib import blake2b

from reportedly.model import PARSED_KINDS, Article, Span

STRETCH = 8  # words: fewer in a row may be chance
SHINGLE, WINDOW = 8, 20  # words, shingles
FIRST, FIRST_WINDOW = 100, 8  # words, shingles: a lead that is used again, and briefs, are found by less
QUOTED_SHINGLE, QUOTED_WINDOW = 5, 4  # the same within quotation marks
PLACES = 8  # at most so many places of one n-gram are tried: a text that repeats itself stays cheap

TOKEN = re.compile(r"(?:[^\W\d_]\.){2,}|\d+(?:[.,]\d+)*|[^\W_]+(?:['’ʼ][^\W_]+)*")
DROPPED = re.compile(r"['’ʼ.,]")
QUOTED = re.compile(r"“[^“”]+[”\"]|\"[^\"“”]+\"|«[^«»]+»")


@dataclass(frozen=True, slots=True)
class Running:
    """A text's running words: as compared (``words``), where each stands, and before which ones a stretch must end."""

    words: tuple[str, ...]
    spans: tuple[Span, ...]
    breaks: frozenset[int] = frozenset()


@lru_cache(maxsize=65536)
def plain(word: str) -> str:
    """Give a word as it is compared: lower case, without accents, apostrophes, stops or the commas of a number."""
    word = DROPPED.sub("", word.casefold())
    if word.isascii():
        return word
    letters = unicodedata.normalize("NFKD", word)
    return "".join(letter for letter in letters if not unicodedata.combining(letter))


def running(article: Article) -> Running:
    """Give the running words of an article: those of its headline and paragraphs, in text order.

    A stretch does not run over a headline's end, nor over a caption and the like between two paragraphs.

    >>> from reportedly.model import Block, Published
    >>> text = "“U.S.-led” strikes hit 1,000 targets"
    >>> block = Block(kind="paragraph", start=0, end=len(text))
    >>> running(Article(id="x", text=text, published=Published(), blocks=(block,))).words
    ('us', 'led', 'strikes', 'hit', '1000', 'targets')
    """
    words: list[str] = []
    spans: list[Span] = []
    breaks: set[int] = set()
    before = None
    for block in article.blocks:
        if block.kind not in PARSED_KINDS:
            before = block
            continue
        if before is not None and before.kind != "paragraph":
            breaks.add(len(words))
        for found in TOKEN.finditer(article.text, block.start, block.end):
            if word := plain(found[0]):
                words.append(word)
                spans.append(Span(start=found.start(), end=found.end()))
        before = block
    return Running(tuple(words), tuple(spans), frozenset(breaks - {0}))


def fingerprints(article: Article, words: Running | None = None) -> tuple[int, ...]:
    """Give the fingerprints of an article's running text: signed 64-bit integers, sorted, each once.

    The same words give the same numbers on every machine, however they are punctuated, quoted, spaced or in capitals.
    ``words`` are its running words, where they are at hand.
    """
    found = words or running(article)
    chosen = {*winnow(found.words, SHINGLE, WINDOW), *winnow(found.words[:FIRST], SHINGLE, FIRST_WINDOW)}
    for start, end in quoted(article, found.spans):
        chosen.update(winnow(found.words[start:end], QUOTED_SHINGLE, QUOTED_WINDOW))
    return tuple(sorted(chosen))


def quoted(article: Article, spans: Sequence[Span]) -> Iterator[tuple[int, int]]:
    """Give the ranges of words that stand in quotation marks, where they are long enough to be compared."""
    at = 0
    for block in article.blocks:
        if block.kind != "paragraph":
            continue
        for found in QUOTED.finditer(article.text, block.start, block.end):
            while at < len(spans) and spans[at].start < found.start():
                at += 1
            end = at
            while end < len(spans) and spans[end].end <= found.end():
                end += 1
            if end - at >= STRETCH:
                yield at, end
            at = end


def winnow(words: Sequence[str], size: int, window: int) -> Iterator[int]:
    """Give the least hash of each window of shingles of a size."""
    hashes = [digest(words[at : at + size]) for at in range(len(words) - size + 1)]
    for at in range(max(1, len(hashes) - window + 1) if hashes else 0):
        yield min(hashes[at : at + window])


def digest(words: Sequence[str]) -> int:
    """Give the signed 64-bit hash of some words.

    >>> digest(["the", "village", "fell"])
    1370263926286156527
    """
    return int.from_bytes(blake2b(" ".join(words).encode(), digest_size=8).digest(), "big", signed=True)


def shared(a: Article, b: Article) -> tuple[tuple[Span, Span], ...]:
    """Give the longest stretches of words that two articles share, in the order of the first, as spans in each.

    A stretch has at least ``STRETCH`` words and cannot be made longer at either end; no word stands in two stretches.
    """
    if b.id < a.id:
        return tuple(sorted((left, right) for right, left in shared(b, a)))
    one, other = running(a), running(b)
    return tuple((cover(one, i, length), cover(other, j, length)) for i, j, length in stretches(one, other))


def cover(text: Running, start: int, length: int) -> Span:
    """Give the span from a word's start to the end of the last of some words."""
    return Span(start=text.spans[start].start, end=text.spans[start + length - 1].end)


def stretches(a: Running, b: Running, *, least: int = STRETCH) -> list[tuple[int, int, int]]:
    """Give the shared stretches as (first word in a, first word in b, number of words), in the order of ``a``.

    Greedy string tiling (Wise 1993): the longest first, each word once; what another one left of a stretch is tried
    again where it is long enough.
    """
    heap = [(-length, i, j) for i, j, length in matches(a, b, least)]
    heapq.heapify(heap)
    free_a, free_b = bytearray(b"\1") * len(a.words), bytearray(b"\1") * len(b.words)
    found = []
    while heap:
        negative, i, j = heapq.heappop(heap)
        length = -negative
        rest = [k for k in range(length) if free_a[i + k] and free_b[j + k]]
        if len(rest) == length:
            found.append((i, j, length))
            free_a[i : i + length] = bytes(length)
            free_b[j : j + length] = bytes(length)
            continue
        for start, size in runs(rest):
            if size >= least:
                heapq.heappush(heap, (-size, i + start, j + start))
    return sorted(found)


def matches(a: Running, b: Running, least: int) -> Iterator[tuple[int, int, int]]:
    """Give every pair of places from which the words are the same, as far as they are, by their shared n-grams."""
    places: dict[tuple[str, ...], list[int]] = {}
    for i in range(len(a.words) - least + 1):
        known = places.setdefault(a.words[i : i + least], [])
        if len(known) < PLACES:
            known.append(i)
    reached: dict[int, int] = {}  # diagonal -> first word of b that no match on it has
    for j in range(len(b.words) - least + 1):
        for i in places.get(b.words[j : j + least], ()):
            if reached.get(i - j, 0) > j:
                continue
            length = 1
            while (
                i + length < len(a.words)
                and j + length < len(b.words)
                and a.words[i + length] == b.words[j + length]
                and i + length not in a.breaks
                and j + length not in b.breaks
            ):
                length += 1
            reached[i - j] = j + length
            if length >= least:
                yield i, j, length


def runs(numbers: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Give the runs of consecutive numbers as (first, how many)."""
    start = 0
    for at in range(1, len(numbers) + 1):
        if at == len(numbers) or numbers[at] != numbers[at - 1] + 1:
            yield numbers[start], at - start
            start = at
