"""Text -> words with their classes: the alphabet on which the patterns of the time grammar are written.

Each word gets one character that stands for the set of classes it can have ("second" is a unit and an ordinal), so
that a text becomes a string as long as it has words, and a pattern becomes an ordinary regular expression over it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

Value = str | int | float
Classes = dict[str, Value]

WORDS = re.compile(
    r"\d{4}-\d\d-\d\d(?![\d-])"  # 2019-02-10
    r"|\d{1,4}(?P<mark>[/.])\d{1,2}(?P=mark)\d{2,4}(?!\d)"  # 10/02/2019, 10.02.2019
    r"|\d{1,2}-\d{1,2}-\d{4}(?![\d-])"  # 10-02-2019
    r"|(?P<clock>\d{1,2}\.\d\d(?=\s?(?:[ap]\.?m\b|hrs|hours|GMT|UTC))|\d{1,2}:\d\d(?::\d\d)?(?!\d))"  # 10:57
    r"|\d{1,3}(?:,\d{3})+(?!\d)|\d+\.\d+"  # 1,200 and 2.5
    r"|\d+(?:[snrt][tdh]|s)\b|\d+"  # 20th, 1980s, 12
    r"|[AaPp]\.[Mm]\.?"
    r"|['’]s\b|[^\W\d_]+|\n|[^\w\s]"
)
PLAIN = "\ue000"
FIRST_SIGN = 0xE001
DASHES = {"–": "-", "—": "--", "‑": "-", "−": "-", "’": "'", "‘": "'", "’s": "'s"}
CLOCK = re.compile(r"([01]?\d|2[0-4])[:.]([0-5]\d)(?::[0-5]\d)?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """A text as words: offsets, lower-cased forms, classes with their values, and the string of signs."""

    starts: list[int]
    ends: list[int]
    forms: list[str]
    classes: list[Classes]
    signs: str


class Alphabet:
    """Gives every set of classes its sign. Built once a lexicon; reading texts does not change it."""

    def __init__(self, words: Mapping[str, Classes], cased: frozenset[str]) -> None:
        self._capital = dict(words)
        self._small = {
            form: {name: value for name, value in classes.items() if name not in cased}
            for form, classes in words.items()
        }
        self.signs: dict[frozenset[str], str] = {frozenset(): PLAIN}
        for table in (self._capital, self._small):
            for classes in table.values():
                self.sign(frozenset(classes))
        for shape in SHAPES:
            self.sign(frozenset(digits(shape)))
        self.sign(frozenset({"CLOCK"}))
        self._known = lru_cache(maxsize=20_000)(self._class)

    def sign(self, names: frozenset[str]) -> str:
        """Give the character of a set of classes, a new one if the set is new."""
        return self.signs.setdefault(names, chr(FIRST_SIGN + len(self.signs)))

    def signs_of(self, name: str) -> str:
        """Give all characters whose set holds the class."""
        return "".join(sign for names, sign in self.signs.items() if name in names)

    def read(self, text: str) -> Words:
        """Cut a text into words and class them."""
        starts: list[int] = []
        ends: list[int] = []
        forms: list[str] = []
        classes: list[Classes] = []
        signs: list[str] = []
        for match in WORDS.finditer(text):
            start, end = match.span()
            form, known, sign = self._known(match[0], match.lastgroup == "clock")
            starts.append(start)
            ends.append(end)
            forms.append(form)
            classes.append(known)
            signs.append(sign)
        return Words(starts=starts, ends=ends, forms=forms, classes=classes, signs="".join(signs))

    def _class(self, word: str, clock: bool) -> tuple[str, Classes, str]:
        """Give the form of a word as printed, its classes and their sign; ``clock``: it is written as a time of day."""
        form = word.lower()
        form = DASHES.get(form, form)
        first = word[0]
        known: Classes
        if clock:
            known = {"CLOCK": word.replace(".", ":")} if CLOCK.fullmatch(word) else {}
        elif first.isdecimal():
            known = digits(word)
        elif first.isupper():
            known = self._capital.get(form, {})
        else:
            known = self._small.get(form, {})
        return form, known, self.signs.get(frozenset(known), PLAIN) if known else PLAIN


# One word of each shape that digits() tells apart, so that the alphabet knows all their sets.
SHAPES = (
    *("5", "05", "12", "45", "128", "0300", "0900", "1918", "1960", "2160", "2360", "2019", "2199", "7777", "12000"),
    *("1,200", "2.5", "20th", "45th", "101st", "1980s", "80s", "1s", "2019-02-10", "10/02/2019"),
)


def digits(word: str) -> Classes:
    """Give the classes that a word of digits can have.

    >>> digits("12")
    {'INT': 12, 'DAY': 12, 'YY': 12}
    >>> digits("1980s")
    {'DECADE': 1980}
    """
    if word.isdigit():
        return whole(word)
    if word[-1].isalpha():
        number = int(word.rstrip("stndrh"))
        if word.endswith("s"):
            if number % 10 or number < 20:
                return {}
            return {"DECADE": number} if number >= 1000 else {"DECADETWO": number} if number < 100 else {}
        return {"NTH": number, "DAYTH": number} if 1 <= number <= 31 else {"NTH": number}
    if "," in word:
        return {"INT": int(word.replace(",", ""))}
    if word.count("-") == 2:
        return {"ISO": word} if word[4] == "-" else {"SLASHED": word.replace("-", "/")}
    if word.count("/") == 2 or word.count(".") == 2:
        return {"SLASHED": word.replace(".", "/")}
    return {"DECIMAL": float(word)} if word.count(".") == 1 else {}


def whole(word: str) -> Classes:
    """Give the classes of a word that is digits only."""
    number = int(word)
    classes: Classes = {"INT": number}
    if len(word) <= 2:
        if 1 <= number <= 31:
            classes["DAY"] = number
        if len(word) == 2:
            classes["YY"] = number
    elif len(word) == 4:
        if 1000 <= number < 2200:
            classes["YEAR"] = number
        if number < 2400 and number % 100 < 60:
            classes["HHMM"] = word
    return classes
