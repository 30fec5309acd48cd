"""A row made ready for comparing: its days as numbers, its names as stems, its words with their weights."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from datetime import date
from functools import lru_cache

from reportedly.ledger.records import Row
from reportedly.ledger.words import Vector, content_words, unit, weight

Days = tuple[int, int]
"""The first and the last day, inclusive, as proleptic Gregorian ordinals."""

Names = tuple[frozenset[str], ...]
"""Names, each as its stems."""

AROUND = 4  # content words to each side of a trigger
POINTS = frozenset({"exact", "near"})
REALISED = frozenset({"occurred", "ongoing", "denied", "alleged"})  # what is told of, not foreseen
ARTICLES = re.compile(r"^(?:the|al|el|ad|ar|as|ash|at|az|an)[\s\-'’]+")
NO_LETTER = re.compile(r"[\W_]+")
VOWELS = re.compile(r"[aeiouyhw]")
DOUBLED = re.compile(r"(.)\1+")


class Side:
    """One row as ``compare`` sees it. Plain values, made once a row; weighed words when first asked for."""

    __slots__ = (
        "_around", "_words", "actors", "country", "days", "definite", "denied", "figures", "name", "place", "point",
        "realised", "recipients", "reported", "row", "stems", "trigger",
    )  # fmt: skip

    def __init__(self, row: Row) -> None:
        self.row = row
        self.days = days_of(row)
        self.reported = ordinal(row.reported) if row.reported else None
        self.realised = row.status in REALISED and not row.forecast
        self.denied = row.status == "denied" or row.polarity == "negative"
        self.definite = row.trigger.start - row.sentence.start == len("The ") and row.printed.islower()
        self.name = place_key(row.place) if row.place else None
        self.point = self.name is not None and row.precision in POINTS
        self.place = None if row.latitude is None or row.longitude is None else (row.latitude, row.longitude)
        self.country = row.country
        self.actors = names_of(row.actors)
        sides = (item.side or item.of for item in row.counted if item.measure == "count")
        self.recipients = names_of(row.recipients or tuple(side for side in sides if side))
        self.figures = tuple(item for item in row.counted if item.low is not None or item.high is not None)
        self.trigger = frozenset(content_words(row.printed)) or frozenset({row.printed.lower()})
        self.stems = frozenset(row.words)
        self._words: Vector | None = None
        self._around: Vector | None = None

    @property
    def words(self) -> Vector:
        """The words of its sentence, weighed."""
        if self._words is None:
            self._words = weighed(self.stems)
        return self._words

    @property
    def around(self) -> Vector:
        """The words close to its trigger, weighed."""
        if self._around is None:
            self._around = weighed(around(self.row.words, self.trigger))
        return self._around


@lru_cache(maxsize=8192)
def ready(row: Row) -> Side:
    """Give a row made ready; those looked at last are kept."""
    return Side(row)


def weighed(stems: Iterable[str]) -> Vector:
    """Give stems with their weights, scaled to one length."""
    return unit({word: weight(word) for word in sorted(stems)})


def around(words: tuple[str, ...], trigger: frozenset[str]) -> frozenset[str]:
    """Give the content words that stand close to a trigger: who and what it is about, mostly."""
    at = next((at for at, word in enumerate(words) if word in trigger), None)
    if at is None:
        return frozenset()
    return frozenset(words[max(0, at - AROUND) : at + AROUND + 1]) - trigger


@lru_cache(maxsize=65536)
def ordinal(day: str) -> int:
    """Give the number of a day."""
    return date.fromisoformat(day).toordinal()


def days_of(row: Row) -> Days | None:
    """Give the days that a row states for its happening: of a forecast those that it is due in."""
    start, end = row.day_start, row.day_end
    if row.forecast and (row.due_start or row.due_end):
        start, end = row.due_start or row.reported, row.due_end
    if start is None and end is None:
        return None
    first = ordinal(start or row.reported or end or "")
    last = ordinal(end) if end else first + 365
    return (min(first, last), last)


@lru_cache(maxsize=65536)
def place_key(name: str) -> str:
    """Give a name of a place without article, accents, vowels and doubled letters: one key for its spellings.

    >>> place_key("Baghouz") == place_key("al-Bagouz") == place_key("BAGHUZ")
    True
    """
    plain = "".join(c for c in unicodedata.normalize("NFKD", name.casefold()) if not unicodedata.combining(c))
    letters = NO_LETTER.sub("", ARTICLES.sub("", plain))
    key = letters[:1] + VOWELS.sub("", letters[1:])
    key = DOUBLED.sub(r"\1", key)
    return key if len(key) >= 3 else letters


@lru_cache(maxsize=65536)
def names_of(names: tuple[str, ...]) -> Names:
    """Give each name as its stems."""
    return tuple(dict.fromkeys(stems for name in names if (stems := frozenset(content_words(name)))))


@lru_cache(maxsize=262144)
def alike(a: frozenset[str], b: frozenset[str]) -> float:
    """Give how alike two names are: the weight of the stems they share in that of all, 0 to 1."""
    if a == b:
        return 1.0
    shared = a & b
    return heft(shared) / heft(a | b) if shared else 0.0


def heft(stems: Iterable[str]) -> float:
    """Sum the rarity of stems."""
    return sum(sorted(weight(word) for word in stems))


def best_alike(a: Names, b: Names) -> float:
    """Give the likeness of the two names, one of each list, that are most alike."""
    return max((alike(x, y) for x in a for y in b), default=0.0)
