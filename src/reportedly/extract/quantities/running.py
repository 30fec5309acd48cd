"""Whether a count is new or a running total, as the words of its clause say; otherwise it is unknown.

"So far", "bringing to" and "since the start" speak of totals, "another" and "more" of new ones. A part of a count
("among them four children") is neither.
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
    from reportedly.model import Running

REACH = 240


@dataclass(frozen=True, slots=True, kw_only=True)
class RunningGrammar:
    """The lexicon's words of new counts and totals, as compiled patterns."""

    total: re.Pattern[str]
    before: re.Pattern[str]
    brings: re.Pattern[str]
    new: re.Pattern[str]
    new_after: re.Pattern[str]
    part: re.Pattern[str]
    ends: re.Pattern[str]


@cache
def running_grammar(lexicon: QuantitiesLexicon) -> RunningGrammar:
    """Compile the lexicon's words of new counts and totals, once."""
    return RunningGrammar(
        total=re.compile(
            rf"\b(?:{either(lexicon.running_total)}|since\s+the\s+(?:[\w-]+\s+){{1,3}}(?:{either(lexicon.running_since)}))\b",
            re.IGNORECASE,
        ),
        before=re.compile(rf"\b(?:{either(lexicon.running_total_before)})\s+$", re.IGNORECASE),
        brings=re.compile(rf"\b(?:{either(lexicon.running_brings)})\b[^.;]*\bto\s+$", re.IGNORECASE),
        new=re.compile(rf"(?<![\w-])(?:{either(lexicon.running_new)})\s+$", re.IGNORECASE),
        new_after=re.compile(rf"\s+(?:{either(lexicon.running_new_after)})\b(?!\s+than)", re.IGNORECASE),
        part=re.compile(rf"\b(?:{either(lexicon.parts)}),?\s+(?:\w+\s)?$", re.IGNORECASE),
        ends=re.compile("|".join(re.escape(end) for end in lexicon.clause_ends), re.IGNORECASE),
    )


def read_running(text: str, figure: Figure, sentence: tuple[int, int], *, lexicon: QuantitiesLexicon) -> Running:
    """Give whether the figure is new, a total or unknown; ``sentence`` is the span of its sentence."""
    rules = running_grammar(lexicon)
    floor = max(sentence[0], figure.start - REACH)
    printed = text[figure.start : figure.first.start]
    if rules.new.search(text, max(floor, figure.start - 20), figure.start) or rules.new.search(printed):
        return "new"
    if rules.new_after.match(text, figure.end):
        return "new"
    if rules.part.search(text, max(floor, figure.start - 24), figure.start):
        return "unknown"
    start, end = clause(text, figure, floor, min(sentence[1], figure.end + REACH), rules)
    leads = (rules.brings.search(text, start, figure.start), rules.before.search(text, start, figure.start))
    if any(leads) or rules.before.search(printed) or rules.total.search(text, start, end):
        return "total"
    return "unknown"


def is_part(text: str, figure: Figure, *, lexicon: QuantitiesLexicon) -> bool:
    """Whether the figure is a part of one given before: "including four policemen"."""
    return running_grammar(lexicon).part.search(text, max(0, figure.start - 24), figure.start) is not None


def clause(text: str, figure: Figure, floor: int, ceiling: int, rules: RunningGrammar) -> tuple[int, int]:
    """Give the stretch of the sentence around the figure that its cues reach over."""
    start = max((match.start() for match in rules.ends.finditer(text, floor, figure.start)), default=floor)
    following = rules.ends.search(text, figure.end, ceiling)
    return start, following.start() if following else ceiling
