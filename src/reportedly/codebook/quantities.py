"""The words of quantities: ``data/lexicon/en/quantities.yml`` as typed, frozen records."""

from __future__ import annotations

from dataclasses import dataclass

from reportedly.codebook.tables import read_table
from reportedly.errors import CodebookError


@dataclass(frozen=True, slots=True, kw_only=True)
class BoundKind:
    """Which of low, best and high a printed number N still gives under a bound of this kind, and why."""

    low: bool
    best: bool
    high: bool
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class VagueWord:
    """What a vague word says in numbers, and why; nulls where it says nothing."""

    word: str
    low: int | None
    best: int | None
    high: int | None
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class QuantitiesLexicon:
    """All that the reading of quantities knows of English. Compared by identity, so it can key a cache."""

    units: dict[str, int]
    teens: dict[str, int]
    tens: dict[str, int]
    scales: dict[str, int]
    attached: dict[str, int]
    metres: tuple[str, ...]
    fractions: dict[str, int]
    share_wholes: tuple[str, ...]
    bound_kinds: dict[str, BoundKind]
    bounds_before: dict[str, str]
    bounds_after: dict[str, str]
    ambiguous_bounds: tuple[str, ...]
    ambiguous_up_to: int
    bound_fillers: tuple[str, ...]
    range_joins: tuple[str, ...]
    range_alternatives: tuple[str, ...]
    range_from: tuple[str, ...]
    range_between: tuple[str, ...]
    range_ands: tuple[str, ...]
    change_words: tuple[str, ...]
    vague: tuple[VagueWord, ...]
    groups: dict[str, int]
    singles: tuple[str, ...]
    strength: tuple[str, ...]
    vague_of_degree: tuple[str, ...]
    vague_not_after: tuple[str, ...]
    running_total: tuple[str, ...]
    running_total_before: tuple[str, ...]
    running_since: tuple[str, ...]
    running_brings: tuple[str, ...]
    running_new: tuple[str, ...]
    running_new_after: tuple[str, ...]
    parts: tuple[str, ...]
    clause_ends: tuple[str, ...]
    casualty_words: tuple[str, ...]
    casualty_verbs: tuple[str, ...]
    persons: tuple[str, ...]
    within: tuple[str, ...]
    collectives: tuple[str, ...]
    skipped: tuple[str, ...]
    measures: dict[str, dict[str, tuple[str, ...]]]
    pounds: tuple[str, ...]
    currency_signs: dict[str, str]
    compass: tuple[str, ...]
    rain: tuple[str, ...]
    durations: tuple[str, ...]
    frequencies: tuple[str, ...]
    age_units: dict[str, str]
    age_before: tuple[str, ...]
    age_after: tuple[str, ...]
    oldest: int
    designators: tuple[str, ...]
    capital_designators: tuple[str, ...]
    designated_after: tuple[str, ...]
    clock_after: tuple[str, ...]
    score_words: tuple[str, ...]
    one_not_before: tuple[str, ...]
    one_not_after: tuple[str, ...]
    one_of_not: tuple[str, ...]
    hyphen_not: tuple[str, ...]
    abstract: tuple[str, ...]


def load_quantities() -> QuantitiesLexicon:
    """Read the lexicon of quantities.

    Raises:
        CodebookError: the table is missing, malformed, or a bound names a kind that does not exist.
    """
    lexicon = read_table("lexicon/en/quantities.yml", QuantitiesLexicon)
    for words in (lexicon.bounds_before, lexicon.bounds_after):
        for word, kind in words.items():
            if kind not in lexicon.bound_kinds:
                raise CodebookError(f"data/lexicon/en/quantities.yml: the bound {word!r} is of no known kind: {kind!r}")
    return lexicon
