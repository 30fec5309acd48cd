"""Content words, what they weigh, and how alike two texts are by them. Words are stems in lower case."""

from __future__ import annotations

import math
import re
import sys
from array import array
from collections import Counter
from collections.abc import Mapping
from functools import lru_cache

import snowballstemmer

from reportedly.codebook.stop_words import load_stop_words
from reportedly.codebook.word_weights import load_rarity
from reportedly.model import PARSED_KINDS, Article

WORD = re.compile(r"\d+(?:[.,]\d+)*|[^\W_]+(?:[-'’][^\W_]+)*")
STEMMER = snowballstemmer.stemmer("english")
HEADLINE, LEAD = 2.0, 1.5  # how often a word there counts
LEAD_LENGTH = 400  # characters
STEPS = 10000  # weights are kept to this part of 1: a vector from the store is the same as one made anew

Vector = Mapping[str, float]
"""Stems with their weights; the weights' squares sum to 1 (or to 0, of a text without words)."""


def content_words(text: str) -> tuple[str, ...]:
    """Give the stems of the words that carry meaning, in text order, figures among them.

    >>> content_words("The rebels were shelling two villages near Harem.")
    ('rebel', 'shell', 'two', 'villag', 'near', 'harem')
    """
    return tuple(word for found in WORD.findall(text) if (word := stem(found)))


@lru_cache(maxsize=65536)
def stem(word: str) -> str | None:
    """Give the stem of a word in lower case; None for a stop word."""
    lower = word.lower().replace("’", "'").removesuffix("'s")
    return None if lower in load_stop_words() else STEMMER.stemWord(lower)


@lru_cache(maxsize=65536)
def weight(word: str) -> float:
    """Give the rarity of a stem: the inverse document frequency, in natural units.

    Names of persons and villages, and figures, are in no table: they are as rare as words get. Figures that may be days
    or years are common.
    """
    rarity = load_rarity()
    if word.isdigit() and (int(word) <= 31 or (len(word) == 4 and word[:2] in ("19", "20"))):
        return rarity.calendar
    return rarity.of.get(word, rarity.unseen)


def vector(article: Article) -> dict[str, float]:
    """Give an article's words with their weights: log of how often, times rarity; headline and lead count more.

    >>> from reportedly.model import Block, Published
    >>> text = "Mortars hit Harem."
    >>> block = Block(kind="paragraph", start=0, end=len(text))
    >>> article = Article(id="x", text=text, published=Published(), blocks=(block,))
    >>> sorted(vector(article)), round(likeness(vector(article), vector(article)), 3)
    (['harem', 'hit', 'mortar'], 1.0)
    """
    counts: Counter[str] = Counter()
    shares: dict[str, float] = {}
    first = next((block.start for block in article.blocks if block.kind == "paragraph"), 0)
    for block in article.blocks:
        if block.kind not in PARSED_KINDS:
            continue
        parts = [(HEADLINE, article.text[block.start : block.end])]
        if block.kind == "paragraph":
            cut = min(max(block.start, first + LEAD_LENGTH), block.end)
            parts = [(LEAD, article.text[block.start : cut]), (1.0, article.text[cut : block.end])]
        for share, text in parts:
            for word in content_words(text):
                counts[word] += 1
                shares[word] = max(shares.get(word, 0.0), share)
    whole = unit({word: shares[word] * (1 + math.log(count)) * weight(word) for word, count in counts.items()})
    return {word: kept for word, value in sorted(whole.items()) if (kept := round(value * STEPS) / STEPS)}


def pack(weights: Vector) -> bytes:
    """Give a vector as bytes to keep, a few for each word; ``unpack`` gives the same vector back.

    >>> unpack(pack({"harem": 0.8, "mortar": 0.6}))
    {'harem': 0.8, 'mortar': 0.6}
    """
    words = sorted(weights)
    steps = array("H", (round(weights[word] * STEPS) for word in words))
    if sys.byteorder == "big":
        steps.byteswap()
    return " ".join(words).encode() + b"\n" + steps.tobytes()


def unpack(packed: bytes) -> dict[str, float]:
    """Give a vector back from its bytes."""
    words, _, tail = packed.partition(b"\n")
    steps = array("H", tail)
    if sys.byteorder == "big":
        steps.byteswap()
    return {word: step / STEPS for word, step in zip(words.decode().split(), steps, strict=True)}


def unit(weights: Mapping[str, float]) -> dict[str, float]:
    """Scale weights so that their squares sum to 1."""
    length = math.sqrt(sum(value * value for value in weights.values()))
    return {word: value / length for word, value in weights.items()} if length else {}


def likeness(a: Vector, b: Vector) -> float:
    """Give how alike two texts are: the cosine of their vectors, 0 to 1."""
    small, large = (a, b) if len(a) <= len(b) else (b, a)
    return min(1.0, math.fsum(value * large[word] for word, value in small.items() if word in large))
