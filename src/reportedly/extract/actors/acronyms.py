"""Acronyms that an article defines itself: "Syrian Democratic Forces (SDF)", "SDF (Syrian Democratic Forces)".

The long form is found by aligning the acronym's letters from the right with the words before it, after A. Schwartz
and M. Hearst, A Simple Algorithm for Identifying Abbreviation Definitions in Biomedical Text (2003), held stricter:
each letter must begin a word or follow a hyphen, and the long form must hold no sentence end.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from reportedly.model import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

SHORT = r"[A-Z][A-Za-z]?[A-Z0-9&/.\-]{0,8}[A-Za-z]?"
BRACKETED = re.compile(rf"\((?:the |or |also |known as |hereafter |abbreviated )*[\"“']?({SHORT})s?[\"”']?[);,]")
NAMED_SO = re.compile(rf",? (?:or|known as|known by its acronym|abbreviated as|abbreviated to) (?:the )?({SHORT})\b")
REVERSED = re.compile(rf"\b({SHORT}) \(((?:the )?[A-Z][^()\n]{{5,80}})\)")
TOKEN = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
LONGEST = 14


@dataclass(frozen=True, slots=True, kw_only=True)
class Definition:
    """An acronym as printed, where it is defined, and the words that it stands for."""

    acronym: str
    short: Span
    long: Span


def find_acronyms(text: str, small: frozenset[str] = frozenset()) -> Iterator[Definition]:
    """Give the acronyms that the text defines; ``small`` are words whose initials an acronym may leave out.

    >>> [(item.acronym, item.long.start, item.long.end) for item in find_acronyms("the Rada'a Force (RF) fled")]
    [('RF', 4, 16)]
    """
    for pattern in (BRACKETED, NAMED_SO):
        for match in pattern.finditer(text):
            acronym = match[1].rstrip(".-")
            if not plausible(acronym):
                continue
            long = long_form(text, match.start(), acronym, small)
            if long is not None:
                yield Definition(
                    acronym=acronym, short=Span(start=match.start(1), end=match.start(1) + len(acronym)), long=long
                )
    for match in REVERSED.finditer(text):
        if plausible(match[1]) and spells(match[2], match[1], small):
            skip = 4 if match[2].startswith("the ") else 0
            yield Definition(
                acronym=match[1],
                short=Span(start=match.start(1), end=match.end(1)),
                long=Span(start=match.start(2) + skip, end=match.end(2)),
            )


def plausible(acronym: str) -> bool:
    """Whether a bracketed word can be an acronym: two letters or more, most of them capitals."""
    letters = [char for char in acronym if char.isalpha()]
    return len(letters) > 1 and sum(char.isupper() for char in letters) * 3 >= len(letters) * 2


def long_form(text: str, end: int, acronym: str, small: frozenset[str]) -> Span | None:
    """Give the shortest run of words before ``end`` whose initials spell the acronym."""
    floor = (
        max(text.rfind("\n", 0, end), text.rfind(". ", 0, end), text.rfind("(", 0, end), text.rfind('"', 0, end)) + 1
    )
    words = list(TOKEN.finditer(text, floor, end))[-LONGEST:]
    if not words or text[words[-1].end() : end].strip(" ,'’\"”s"):
        return None
    for first in range(len(words) - 1, -1, -1):
        start = words[first].start()
        if words[first][0][0].isupper() and spells(text[start : words[-1].end()], acronym, small):
            return Span(start=start, end=words[-1].end())
    return None


def spells(phrase: str, acronym: str, small: frozenset[str]) -> bool:
    """Whether the initials of a phrase, small words left out or not, are the letters of an acronym.

    "al-Qaida" gives A and Q, or Q alone.
    """
    letters = [char.casefold() for char in acronym if char.isalpha()]
    words = [match[0].casefold() for match in TOKEN.finditer(phrase)]
    initials = "".join(word[0] for word in words)
    content = "".join(word[0] for word in words if word not in small)
    if words[0] in small and words[0] not in ("al", "el"):
        return False
    target = "".join(letters)
    return target in (initials, content) or (len(target) > 2 and in_order(target, initials, content))


def in_order(target: str, initials: str, content: str) -> bool:
    """Whether the acronym takes its letters from the initials in order, leaving out only small words."""
    rest = iter(initials)
    taken = all(letter in rest for letter in target)
    return taken and target[0] == initials[0] and target[-1] == initials[-1] and len(target) >= len(content) - 1
