"""Content words, and how alike two texts are by them. Words are stems in lower case."""

from __future__ import annotations

import re
from functools import lru_cache

import snowballstemmer

from reportedly.codebook.stop_words import load_stop_words

WORD = re.compile(r"\d+(?:[.,]\d+)*|[^\W_]+(?:[-'’][^\W_]+)*")
STEMMER = snowballstemmer.stemmer("english")


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
