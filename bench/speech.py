"""What kind of attribution a record is: by speech or not, direct or not, of a named source or not.

The same surface rules judge gold and answers, so that a subset is cut the same way on both sides.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import msgspec
import yaml

from bench.spans import Span

WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
QUOTES = '"“”«»'
LIGHT_ENDS = ("ly", "n't", "n’t")
BOUNDARY = re.compile(r"(?:^|[.!?:\n][\"“”'’)\]]*\s*)[\"“]?$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """The lists of ``speech.yml``."""

    verbs: tuple[str, ...]
    irregular: tuple[str, ...]
    nouns: tuple[str, ...]
    light: frozenset[str]
    pronouns: frozenset[str]

    def speaking(self) -> frozenset[str]:
        """Give all forms of all words of speech."""
        forms = {form for verb in self.verbs for form in inflect(verb)} | set(self.irregular)
        return frozenset(forms | set(self.nouns) | {f"{noun}s" for noun in self.nouns})


def inflect(verb: str) -> tuple[str, ...]:
    """Give the regular forms of an English verb; final consonants are not doubled but where one t or p follows a vowel.

    >>> inflect("deny"), inflect("quip")
    (('deny', 'denies', 'denied', 'denying'), ('quip', 'quips', 'quipped', 'quipping'))
    """
    if verb.endswith("y") and verb[-2] not in "aeiou":
        return verb, f"{verb[:-1]}ies", f"{verb[:-1]}ied", f"{verb}ing"
    if verb.endswith("e"):
        return verb, f"{verb}s", f"{verb}d", f"{verb[:-1]}ing"
    if re.fullmatch(r"(?:[^aeiou]*|qu)[aeiou][pgmt]|admit", verb):
        return verb, f"{verb}s", f"{verb}{verb[-1]}ed", f"{verb}{verb[-1]}ing"
    plural = "es" if verb.endswith(("s", "sh", "ch", "ss")) else "s"
    return verb, f"{verb}{plural}", f"{verb}ed", f"{verb}ing"


@cache
def words() -> Words:
    """Read the lists."""
    plain = yaml.safe_load((Path(__file__).parent / "speech.yml").read_text(encoding="utf-8"))
    return msgspec.convert(plain, Words)


@cache
def speaking() -> frozenset[str]:
    """Give all forms of all words of speech."""
    return words().speaking()


def is_speech(cue: str) -> bool:
    """Whether the word that leads the cue (its first but for auxiliaries, adverbs and the like) is one of speech.

    >>> is_speech("has also said"), is_speech("According to"), is_speech("declined to say"), is_speech("believes")
    (True, True, False, False)
    """
    for word in WORD.findall(cue.lower()):
        if word in speaking():
            return True
        if word not in words().light and not word.endswith(LIGHT_ENDS):
            return False
    return False


def quoting(text: str, content: Sequence[Span]) -> str:
    """Say ``direct`` if every piece of content stands in quote marks, ``mixed`` if a part does, else ``indirect``."""
    if not content:
        return "indirect"
    if all(is_quoted(text, piece) for piece in content):
        return "direct"
    return "mixed" if any(mark in text[start:end] for start, end in content for mark in QUOTES) else "indirect"


def is_quoted(text: str, piece: Span) -> bool:
    """Whether a piece stands in quote marks, which may lie just outside it, the last after a comma or stop."""
    start, end = piece
    opened = any(mark in text[max(0, start - 1) : start + 1] for mark in QUOTES)
    return opened and any(mark in text[end - 2 : end + 2] for mark in QUOTES)


def naming(text: str, source: Sequence[Span]) -> str:
    """Say ``pronoun``, ``named`` (a capital that no sentence start explains), ``unnamed``, or ``none``.

    >>> text = "Officials met. The officials said Mr. Low left, he said."
    >>> naming(text, [(0, 9)]), naming(text, [(34, 41)]), naming(text, [(48, 50)])
    ('unnamed', 'named', 'pronoun')
    """
    if not source:
        return "none"
    spoken = [match for start, end in source for match in WORD.finditer(text, start, end)]
    if all(match[0].lower() in words().pronouns for match in spoken):
        return "pronoun"
    for match in spoken:
        opens = BOUNDARY.search(text, max(0, match.start() - 6), match.start()) is not None
        known_lower = re.search(rf"\b{match[0].lower()}\b", text) is not None
        if match[0][0].isupper() and not (opens and (known_lower or match[0].lower() in words().light)):
            return "named"
    return "unnamed"
