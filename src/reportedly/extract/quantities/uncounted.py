"""Numbers that count nothing: names of roads, units, models and resolutions, years, scores, phrases with "one"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from reportedly.extract.quantities.words import either

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from reportedly.codebook.quantities import QuantitiesLexicon
    from reportedly.extract.quantities.figures import Figure
    from reportedly.extract.quantities.numbers import Number
    from reportedly.extract.quantities.words import Tokens

LISTED = re.compile(r"\s*(?:,|and|or|to|through|[-–])\s+$|[-–]$")
YEAR = re.compile(r"(?:19|20)\d\d")
LEAST_SCORE = 30


@dataclass(frozen=True, slots=True, kw_only=True)
class NameGrammar:
    """The lexicon's words around numbers that name, as compiled patterns."""

    designator: re.Pattern[str]
    capital: re.Pattern[str]
    after: re.Pattern[str]
    score: re.Pattern[str]
    not_after: re.Pattern[str]


@cache
def name_grammar(lexicon: QuantitiesLexicon) -> NameGrammar:
    """Compile the lexicon's naming words, once."""
    capitals = either(f"{word[0].upper()}{word[1:]}" for word in lexicon.capital_designators)
    after = either(f"{word[0].upper()}{word[1:]}" for word in lexicon.designated_after)
    return NameGrammar(
        designator=re.compile(rf"(?<![\w-])(?:{either(lexicon.designators)})[\s-]*$", re.IGNORECASE),
        capital=re.compile(rf"\b(?:{capitals})[\s-]$"),
        after=re.compile(rf"\s(?:{after})\b"),
        score=re.compile(rf"\b(?:{either(lexicon.score_words)})\b", re.IGNORECASE),
        not_after=re.compile(rf"\b(?:{either(lexicon.vague_not_after)})\s+$", re.IGNORECASE),
    )


def counting(text: str, numbers: Sequence[Number], tokens: Tokens, *, lexicon: QuantitiesLexicon) -> Iterator[Number]:
    """Give the numbers that may count something: those that name, and the rest of their lists, are left out."""
    named: Number | None = None
    for number in numbers:
        listed = named is not None and LISTED.match(text, named.end, number.start) is not None
        if is_name(text, number, tokens, lexicon) or (listed and not counts_noun(number, tokens)):
            named = number
            continue
        degree = number.form == "vague" and text[number.start : number.end].lower() in lexicon.vague_of_degree
        if degree and name_grammar(lexicon).not_after.search(text, max(0, number.start - 12), number.start):
            continue
        yield number


def counts_noun(number: Number, tokens: Tokens) -> bool:
    """Whether a plural noun stands directly after the number."""
    at = tokens.after(number.end)
    return at < len(tokens) and tokens[at].tag_ in ("NNS", "NNPS")


def is_name(text: str, number: Number, tokens: Tokens, lexicon: QuantitiesLexicon) -> bool:
    """Whether the number names what stands before or after it: "Highway 4", "Merkava 4", "47 Brigade"."""
    if number.currency or number.form not in ("digits", "words"):
        return False
    rules = name_grammar(lexicon)
    window = max(0, number.start - 24)
    if rules.after.match(text, number.end) and number.form == "digits":
        return True
    if found := rules.designator.search(text, window, number.start):
        word = tokens[tokens.at(found.start())]
        return not word.tag_.startswith("VB")
    capital = rules.capital.search(text, window, number.start)
    if capital and (number.form == "digits" or text[number.start].isupper()) and not counts_noun(number, tokens):
        return True
    return number.form == "digits" and trails_name(number, tokens)


def trails_name(number: Number, tokens: Tokens) -> bool:
    """Whether the parser hangs the digits on the name before them: "Fateh 110", "Merkava 4"."""
    at = tokens.at(number.start)
    token = tokens[at]
    if at == 0 or token.dep_ != "nummod":
        return False
    before = tokens[at - 1]
    return bool(before.tag_ == "NNP" and token.head == before and not counts_noun(number, tokens))


def is_year(text: str, figure: Figure, tokens: Tokens, noun: str | None) -> bool:
    """Whether four bare digits are a year: they are, unless a bound or verb before them and a noun after say no."""
    printed = [text[number.start : number.end] for number in (figure.first, figure.last)]
    if not all(YEAR.fullmatch(item) for item in printed):
        return False
    if noun is None:
        return True
    before = tokens.before(figure.start)
    return not (figure.bound and not figure.dashed) and not (before is not None and before.tag_.startswith("VB"))


def is_score(text: str, numbers: Sequence[Number], at: int, lexicon: QuantitiesLexicon) -> bool:
    """Whether the number is one side of a score or vote: "won 3-1", "a 13-0 vote"."""
    number = numbers[at]
    for low, high in ((at - 1, at), (at, at + 1)):
        if low < 0 or high >= len(numbers):
            continue
        first, second = numbers[low], numbers[high]
        if first.form != "digits" or second.form != "digits" or text[first.end : second.start] not in ("-", "–"):
            continue
        if first.best is None or second.best is None or max(first.best, second.best) > LEAST_SCORE:
            continue
        around = text[max(0, first.start - 24) : second.end + 16]
        if first.best >= second.best or name_grammar(lexicon).score.search(around):
            return number.currency is None
    return False
