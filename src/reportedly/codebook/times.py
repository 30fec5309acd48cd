"""The words and patterns of time expressions: ``data/lexicon/en/times.yml`` as typed, frozen records."""

from __future__ import annotations

from dataclasses import dataclass

from reportedly.codebook.tables import read_table


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeRule:
    """One pattern of the grammar: the reading that gives it its meaning, and the guard that its context must pass."""

    reading: str
    pattern: str
    guard: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Reach:
    """The days that a vague expression can mean, counted from its anchor: ``near`` to ``far``, both inclusive."""

    near: int
    far: int
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """The part of a period that an edge word can mean, as fractions of its length."""

    start: float
    end: float
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Outlook:
    """Words by which a clause looks forward: auxiliaries, governing words, and prepositions before the time.

    ``earlier``: words that hang on a verb of saying or promising and tell that this was some time ago.
    """

    auxiliaries: tuple[str, ...]
    governors: tuple[str, ...]
    nouns: tuple[str, ...]
    prepositions: tuple[str, ...]
    earlier: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class TimesLexicon:
    """All that the reading of time expressions knows of English. Compared by identity, so it can key a cache."""

    classes: dict[str, dict[str, str | int | float]]
    cased: tuple[str, ...]
    macros: dict[str, str]
    rules: tuple[tuple[str, ...], ...]
    feasts: dict[str, str]
    bounds: dict[str, str]
    leads: dict[str, int]
    counted_from: dict[str, int]
    laid_by: tuple[str, ...]
    slack: dict[str, int]
    edges: dict[str, Share]
    reaches: dict[str, Reach]
    hedges: dict[str, str]
    outlook: Outlook
    number_words: dict[str, float]
    measured: tuple[str, ...]
    numbered: tuple[str, ...]


def load_times() -> TimesLexicon:
    """Read the lexicon of time expressions.

    Raises:
        CodebookError: the table is missing, malformed, or names a class that does not exist.
    """
    return read_table("lexicon/en/times.yml", TimesLexicon)
