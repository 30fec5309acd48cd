"""Numbers -> figures: ranges joined, bound words attached, low, best and high worked out.

A figure says only what its words say: "more than 300" has a low and nothing else, a range has no best. What each bound
keeps is a row of the lexicon (``bound_kinds``), after the low, best and high of UCDP GED.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from reportedly.extract.quantities.measures import unit_end
from reportedly.extract.quantities.numbers import whole
from reportedly.extract.quantities.words import either

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from reportedly.codebook.quantities import QuantitiesLexicon
    from reportedly.extract.quantities.numbers import Number
    from reportedly.extract.quantities.words import Tokens

REACH = 64
DASH = re.compile(r"[ \u00a0]?[-–‑][ \u00a0]?$|—$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A number or range with its bounds: ``start`` to ``end`` is printed, ``first`` and ``last`` are its numbers."""

    start: int
    end: int
    low: float | None
    best: float | None
    high: float | None
    bound: str | None
    first: Number
    last: Number
    dashed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class BoundGrammar:
    """The lexicon's bound words as compiled patterns."""

    before: re.Pattern[str]
    piece: re.Pattern[str]
    after: re.Pattern[str]
    join: re.Pattern[str]
    alternative: re.Pattern[str]
    ands: re.Pattern[str]
    change: re.Pattern[str]
    between: frozenset[str]
    from_: frozenset[str]
    fillers: frozenset[str]


@cache
def bound_grammar(lexicon: QuantitiesLexicon) -> BoundGrammar:
    """Compile the lexicon's bound words, once."""
    openers = (*lexicon.range_between, *lexicon.range_from)
    pieces = either((*lexicon.bounds_before, *lexicon.bound_fillers, *openers))
    return BoundGrammar(
        before=re.compile(rf"(?<![\w-])(?:(?:{pieces})\s+)+$", re.IGNORECASE),
        piece=re.compile(rf"({pieces})\s+", re.IGNORECASE),
        after=re.compile(
            rf"(?:[\s-]+(?P<word>{either(lexicon.bounds_after)})\b(?!\s*\d)|(?P<plus>\+)(?!\d))", re.IGNORECASE
        ),
        join=re.compile(rf"-?(?:\s+|-)(?:{either(lexicon.range_joins)})(?:\s+|-)$", re.IGNORECASE),
        alternative=re.compile(rf"-?\s+(?:{either(lexicon.range_alternatives)})\s+$", re.IGNORECASE),
        ands=re.compile(rf"\s+(?:{either(lexicon.range_ands)})\s+$", re.IGNORECASE),
        change=re.compile(rf"\b(?:{either(lexicon.change_words)})\b", re.IGNORECASE),
        between=frozenset(lexicon.range_between),
        from_=frozenset(lexicon.range_from),
        fillers=frozenset(lexicon.bound_fillers),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Lead:
    """The bound words before a number: where they start, the words, and how they are printed.

    ``bound`` is where they start without the "from" or "between" of a range.
    """

    start: int
    bound: int = 0
    words: tuple[str, ...] = ()
    printed: str | None = None


def find_figures(
    text: str, numbers: Sequence[Number], tokens: Tokens, *, lexicon: QuantitiesLexicon
) -> Iterator[Figure]:
    """Give the figures of the text, in order."""
    at = 0
    while at < len(numbers):
        first = numbers[at]
        floor = numbers[at - 1].end if at else 0
        lead = read_lead(text, first, max(floor, first.start - REACH), tokens, lexicon)
        last, join = first, None
        if at + 1 < len(numbers):
            join = read_join(text, first, numbers[at + 1], lead, lexicon)
            last = numbers[at + 1] if join else first
        yield make_figure(text, first, last, lead, join, lexicon)
        at += 2 if join else 1


def read_lead(text: str, number: Number, floor: int, tokens: Tokens, lexicon: QuantitiesLexicon) -> Lead:
    """Give the bound words that stand directly before a number, without those that are prepositions of place."""
    rules = bound_grammar(lexicon)
    match = rules.before.search(text, floor, number.start)
    if not match:
        return Lead(start=number.start)
    pieces = [(piece.start(1), piece.end(1), plain(piece[1])) for piece in rules.piece.finditer(match[0])]
    while pieces and (
        pieces[0][2] in rules.fillers or is_place_word(match.start() + pieces[0][0], pieces, number, tokens, lexicon)
    ):
        pieces.pop(0)
    if not pieces:
        return Lead(start=number.start)
    bounds = [piece for piece in pieces if piece[2] in lexicon.bounds_before]
    printed = match[0][bounds[0][0] : bounds[-1][1]] if bounds else None
    return Lead(
        start=match.start() + pieces[0][0],
        bound=match.start() + (bounds or pieces)[0][0],
        words=tuple(piece[2] for piece in pieces),
        printed=printed,
    )


def is_place_word(
    start: int, pieces: list[tuple[int, int, str]], number: Number, tokens: Tokens, lexicon: QuantitiesLexicon
) -> bool:
    """Whether the first piece is a preposition of place: "flew over two villages", "clashes around three towns"."""
    if len(pieces) > 1 or pieces[0][2] not in lexicon.ambiguous_bounds:
        return False
    if number.best is None or number.best > lexicon.ambiguous_up_to:
        return False
    token = tokens[tokens.at(start)]
    return bool(token.dep_ == "prep" or token.head.i <= token.i)


def read_join(text: str, first: Number, second: Number, lead: Lead, lexicon: QuantitiesLexicon) -> str | None:
    """Give the word that joins two numbers to a range as printed, or nothing where they are two figures."""
    low, high = value_of(first), value_of(second)
    if low is None or high is None or first.form in ("group", "single") or second.form in ("group", "single", "vague"):
        return None
    rules = bound_grammar(lexicon)
    gap_start = unit_end(text, first, lexicon)
    if second.start - gap_start > 12:
        return None
    if scaled(first, second) >= high:
        return None
    span = (gap_start, second.start)
    if DASH.match(text, *span) and first.form == second.form == "digits":
        return text[gap_start : second.start].strip()
    if rules.ands.match(text, *span):
        return opener(text, first, lead, rules)
    if rules.alternative.match(text, *span):
        return text[gap_start : second.start].strip(" -")
    if rules.join.match(text, *span) and not is_change(text, lead, rules):
        return text[gap_start : second.start].strip(" -")
    return None


def opener(text: str, first: Number, lead: Lead, rules: BoundGrammar) -> str | None:
    """Give the "between" before a range as printed."""
    pieces = (piece[1] for piece in rules.piece.finditer(text, lead.start, first.start))
    return next((piece for piece in pieces if plain(piece) in rules.between), None)


def is_change(text: str, lead: Lead, rules: BoundGrammar) -> bool:
    """Whether "from 12 to 19" tells of a change: "rose from 12 to 19", "the toll, revised from 12 to 19"."""
    if not any(word in rules.from_ for word in lead.words):
        return False
    clause = re.split(r"[.;:]\s", text[max(0, lead.start - 60) : lead.start])[-1]
    return bool(rules.change.search(clause))


def value_of(number: Number) -> float | None:
    """Give the one value that may stand at an end of a range."""
    return number.best if number.best is not None else number.low


def scaled(first: Number, second: Number) -> float:
    """Give the first number's value in the scale of the second: "two to three million" begins at two million."""
    low, high = value_of(first), value_of(second)
    assert low is not None
    assert high is not None
    if first.scale == 1 and second.scale > 1 and low < 1000 and low < high / second.scale:
        return whole(low * second.scale)
    return low


def make_figure(
    text: str, first: Number, last: Number, lead: Lead, join: str | None, lexicon: QuantitiesLexicon
) -> Figure:
    """Give the figure with what its bounds keep of low, best and high."""
    rules = bound_grammar(lexicon)
    low, best, high = (
        (first.low, first.best, first.high) if join is None else (scaled(first, last), None, value_of(last))
    )
    kinds = [lexicon.bounds_before[word] for word in lead.words if word in lexicon.bounds_before]
    end, printed = last.end, lead.printed
    if after := rules.after.match(text, last.end):
        word = plain(after["word"]) if after["word"] else None
        kinds.append(lexicon.bounds_after[word] if word else "floor")
        end = after.end()
        printed = printed or after["word"] or after["plus"]
    start = lead.start if join else lead.bound if lead.printed else first.start
    if kinds == ["around"] * len(kinds) or len(set(kinds)) == 1:
        kept = kinds[:1]
    else:
        kept = [kind for kind in kinds if kind != "around"]
    ranged = join is not None
    for name in kept:
        kind = lexicon.bound_kinds[name]
        if ranged and kind.best:
            low, high = (low, None) if name == "floor" else (low, high)
            continue
        if first.form == "vague" and not ranged:
            low = low if kind.low or name == "around" else None
            continue
        low, best, high = (low if kind.low else None), (best if kind.best else None), (high if kind.high else None)
    if printed is None and first.form == "vague" and not ranged:
        printed = text[first.start : first.end]
    elif first.form == "vague" and kinds and not ranged:
        printed = text[start:end]
    return Figure(
        start=start, end=end, low=low, best=best, high=high, bound=printed or join, first=first, last=last,
        dashed=join is not None and not join[0].isalpha(),
    )  # fmt: skip


def plain(words: str) -> str:
    """Give bound words as the lexicon lists them: lower case, single blanks."""
    return " ".join(words.lower().replace("-", " ").split())
