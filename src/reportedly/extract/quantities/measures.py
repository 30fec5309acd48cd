"""What a figure is a measure of: the unit after it, the money sign before it, an age; nothing for a plain count.

An acronym is never a unit: only the forms that the lexicon lists are read, and those of up to three letters only after
digits.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from reportedly.extract.quantities.words import either

if TYPE_CHECKING:
    from reportedly.codebook.quantities import QuantitiesLexicon
    from reportedly.extract.quantities.figures import Figure
    from reportedly.extract.quantities.numbers import Number
    from reportedly.extract.quantities.words import Tokens

WORD_AFTER = re.compile(r"[\s-]*([A-Za-z]+)")
APPOSED = re.compile(r"[,.;)]|\s(?:and|from|who|of)\b")
HYPHEN = re.compile(r"[-‑]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """A measure and its unit as the lexicon names them; after ``end`` may stand of what. ``tight``: hyphenated."""

    measure: str | None
    unit: str | None
    end: int
    tight: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitGrammar:
    """The lexicon's units as compiled patterns."""

    unit: re.Pattern[str]
    names: dict[str, tuple[str, str]]
    pounds: re.Pattern[str]
    age_after: re.Pattern[str]
    age_before: re.Pattern[str]
    duration: re.Pattern[str]


@cache
def unit_grammar(lexicon: QuantitiesLexicon) -> UnitGrammar:
    """Compile the lexicon's units, once."""
    names = {
        form: (measure, unit)
        for measure, units in lexicon.measures.items()
        for unit, forms in units.items()
        for form in forms
    }
    years = either(lexicon.age_units)
    return UnitGrammar(
        unit=re.compile(rf"(?P<gap>[\s-]*)(?P<unit>{either(names)})(?![\w²³])", re.IGNORECASE),
        names=names,
        pounds=re.compile(rf"(?P<gap>[\s-]+)(?:{either(lexicon.pounds)})\b(?P<of>\sof\b)?", re.IGNORECASE),
        age_after=re.compile(rf"[\s-]+(?P<unit>{years})[\s-]+(?:{either(lexicon.age_after)})\b", re.IGNORECASE),
        age_before=re.compile(rf"\b(?:{either(lexicon.age_before)})\s+$", re.IGNORECASE),
        duration=re.compile(rf"[\s-]+(?:{either(lexicon.durations)})\b", re.IGNORECASE),
    )


@cache
def unit_forms(lexicon: QuantitiesLexicon) -> frozenset[str]:
    """Give all the printed forms of units."""
    return frozenset(unit_grammar(lexicon).names)


def unit_match(text: str, number: Number, lexicon: QuantitiesLexicon) -> re.Match[str] | None:
    """Give the unit that stands after a number, glued, hyphenated or after a blank."""
    match = unit_grammar(lexicon).unit.match(text, number.end)
    if match and len(match["unit"]) <= 3 and match["unit"].isalpha():
        glued = not match["gap"]
        if number.form != "digits" or (len(match["unit"]) == 1 and not (glued and match["unit"] in "mglCF")):
            return None
    return match


def unit_end(text: str, number: Number, lexicon: QuantitiesLexicon) -> int:
    """Give where the number ends together with the unit after it: the join of a range may stand there."""
    match = unit_match(text, number, lexicon)
    return match.end() if match else number.end


def read_measure(text: str, figure: Figure, tokens: Tokens, *, lexicon: QuantitiesLexicon) -> Measure | None:
    """Give the measure of a figure, or nothing for a count."""
    return (
        read_age(text, figure, tokens, lexicon)
        or read_unit(text, figure, lexicon)
        or read_pounds(text, figure, lexicon)
        or read_metres(text, figure, tokens, lexicon)
        or read_share(figure)
        or read_money(figure)
    )


def read_money(figure: Figure) -> Measure | None:
    """Give money by the sign before the digits."""
    currency = figure.first.currency or figure.last.currency
    return Measure(measure="money", unit=currency, end=figure.end) if currency else None


def read_share(figure: Figure) -> Measure | None:
    """Give a share of a whole: "a third of", "one in five"."""
    return Measure(measure="share", unit=None, end=figure.end) if figure.first.form == "share" else None


def read_unit(text: str, figure: Figure, lexicon: QuantitiesLexicon) -> Measure | None:
    """Give the measure of the unit after the figure."""
    match = unit_match(text, figure.last, lexicon)
    if not match:
        return None
    form = " ".join(re.sub(r"[\s-]+", " ", match["unit"].lower()).split())
    measure, unit = unit_grammar(lexicon).names[form]
    after = WORD_AFTER.match(text, match.end())
    if measure == "caliber" and after and after[1].lower() == "of":
        following = WORD_AFTER.match(text, after.end())
        measure = "distance" if following and following[1].lower() in lexicon.rain else measure
    return Measure(measure=measure, unit=unit, end=match.end(), tight="-" in match["gap"] or not match["gap"])


def read_pounds(text: str, figure: Figure, lexicon: QuantitiesLexicon) -> Measure | None:
    """Give pounds: a weight where they are "of" something or hyphenated, otherwise of no known measure."""
    match = unit_grammar(lexicon).pounds.match(text, figure.end)
    if not match:
        return None
    tight = "-" in match["gap"]
    end = match.start("of") if match["of"] else match.end()
    if tight or match["of"]:
        return Measure(measure="weight", unit="lb", end=end, tight=tight)
    return Measure(measure=None, unit="pound", end=end)


def read_metres(text: str, figure: Figure, tokens: Tokens, lexicon: QuantitiesLexicon) -> Measure | None:
    """Tell the metres of "a 2m wall" from the millions of "2m people"."""
    if not figure.last.metres:
        return None
    following = tokens.after(figure.end)
    if HYPHEN.match(text, figure.end):
        return Measure(measure="distance", unit="m", end=figure.end, tight=True)
    if following == len(tokens):
        return None
    token = tokens[following]
    if token.lower_ in lexicon.metres or token.tag_ in ("NN", "RB", ",", "."):
        return Measure(measure="distance", unit="m", end=figure.end, tight=token.tag_ == "NN")
    return None


def read_age(text: str, figure: Figure, tokens: Tokens, lexicon: QuantitiesLexicon) -> Measure | None:
    """Give an age: "34-year-old", "aged 34", "Ahmed, 34,", "under the age of 18"."""
    rules = unit_grammar(lexicon)
    oldest = figure.last.best
    if match := rules.age_after.match(text, figure.end):
        unit = lexicon.age_units[match["unit"].lower()]
        return Measure(measure="age", unit=unit, end=match.end(), tight="-" in match[0])
    if oldest is None or oldest > lexicon.oldest:
        return None
    named = rules.age_before.search(text, max(0, figure.start - 16), figure.start)
    bound = figure.bound is not None and figure.bound.lower().endswith(" of") and "age" in figure.bound.lower().split()
    if named or bound:
        unit_after = re.compile(rf"\s+({either(lexicon.age_units)})\b").match(text, figure.end)
        unit = lexicon.age_units[unit_after[1]] if unit_after else "years"
        return Measure(measure="age", unit=unit, end=unit_after.end() if unit_after else figure.end)
    return read_apposed_age(text, figure, tokens)


def read_apposed_age(text: str, figure: Figure, tokens: Tokens) -> Measure | None:
    """Give the age in an apposition to a person: "Ahmed Saleh, 34, a farmer"; never after a place or a date."""
    if figure.first is not figure.last or text[figure.start - 2 : figure.start] != ", ":
        return None
    if not APPOSED.match(text, figure.end):
        return None
    person = tokens.before(figure.start - 2)
    if person is None or person.tag_ not in ("NNP", "NN") or person.ent_type_ in ("GPE", "LOC", "DATE", "FAC"):
        return None
    kin = person.i > 0 and person.nbor(-1).tag_ == "PRP$"
    if person.tag_ == "NN" and text[figure.end : figure.end + 1] != "," and not kin:
        return None
    return Measure(measure="age", unit="years", end=figure.end)
