"""The way through one text: numbers, figures, what each measures or counts, quantities."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import replace
from typing import TYPE_CHECKING

from reportedly.extract.quantities.counted import Noun, is_harmed, leaves_noun_out, read_nominal, read_noun
from reportedly.extract.quantities.figures import find_figures
from reportedly.extract.quantities.measures import Measure, read_measure
from reportedly.extract.quantities.numbers import find_numbers, whole
from reportedly.extract.quantities.phrases import is_phrase
from reportedly.extract.quantities.running import is_part, read_running
from reportedly.extract.quantities.uncounted import counting, is_score, is_year
from reportedly.extract.quantities.words import Tokens
from reportedly.model import Quantity

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from reportedly.codebook.quantities import QuantitiesLexicon
    from reportedly.extract.quantities.figures import Figure
    from reportedly.extract.quantities.numbers import Number
    from reportedly.model import Article, Time
    from reportedly.parsed import Doc, Token


def find_quantities(
    article: Article, doc: Doc, *, lexicon: QuantitiesLexicon, times: Sequence[Time] = ()
) -> Iterator[Quantity]:
    """Give the quantities of a parsed article, in text order, with the ids ``q1``, ``q2``, …

    A quantity spans its number with bound words, range and currency sign, not the noun. ``of`` is what is counted (or
    what the measure is of), as printed; ``None`` where the text does not give it. ``measure`` is ``count`` or the kind
    of the unit; stretches of time, ordinals and numbers that only name something are none. Numbers inside ``times``
    belong to those. ``of_actor`` is left to assembly.
    """
    reader = Reader(article.text, doc, lexicon, times)
    for number, quantity in enumerate(reader.read(), start=1):
        yield replace(quantity, id=f"q{number}")


class Reader:
    """One article's text, tokens and times, and the last person noun that a later number may leave out."""

    def __init__(self, text: str, doc: Doc, lexicon: QuantitiesLexicon, times: Sequence[Time]) -> None:
        self.text = doc.text
        self.doc = doc
        self.lexicon = lexicon
        self.tokens = Tokens(doc)
        self.times = sorted((time.start, time.end) for time in times)
        self.time_starts = [start for start, _ in self.times]
        self.persons: tuple[int, Noun] | None = None
        self.last: Quantity | None = None

    def read(self) -> Iterator[Quantity]:
        """Give the quantities, without ids."""
        numbers = list(find_numbers(self.text, lexicon=self.lexicon))
        numbers = [number for at, number in enumerate(numbers) if not is_score(self.text, numbers, at, self.lexicon)]
        counted = list(counting(self.text, numbers, self.tokens, lexicon=self.lexicon))
        for figure in find_figures(self.text, counted, self.tokens, lexicon=self.lexicon):
            quantity = self.read_figure(figure)
            if quantity is not None:
                self.last = quantity
                yield quantity

    def read_figure(self, figure: Figure) -> Quantity | None:
        """Give the quantity of one figure, or nothing where it counts and measures nothing."""
        measure = read_measure(self.text, figure, self.tokens, lexicon=self.lexicon) or self.listed_age(figure)
        if measure is not None:
            if measure.measure != "age" and self.in_time(figure):
                return None
            return self.measured(in_metres(figure) if figure.last.metres and measure.unit == "m" else figure, measure)
        if self.in_time(figure):
            return None
        return self.counted(figure)

    def measured(self, figure: Figure, measure: Measure) -> Quantity | None:
        """Give the quantity of a measure; what it is of stands after "of", or directly after a joined unit."""
        at = self.tokens.after(measure.end)
        following = self.tokens[at].lower_ if at < len(self.tokens) else ""
        if measure.measure == "temperature" and following in self.lexicon.compass:
            return None
        noun = None
        before = self.tokens.before(figure.start)
        near = measure.measure == "distance" and before is not None and before.lower_ in self.lexicon.within
        if (following == "of" and not near) or self.attributive(measure, at):
            noun = read_noun(self.tokens, at, is_time=self.is_time, lexicon=self.lexicon)
        if measure.measure == "share" and noun is None:
            noun = read_noun(self.tokens, self.past_determiner(at), is_time=self.is_time, lexicon=self.lexicon)
            if (noun is None and following != "of") or (noun and noun.head.lower_ in self.lexicon.durations):
                return None
        return self.quantity(figure, noun=noun, unit=measure.unit, measure=measure.measure)

    def attributive(self, measure: Measure, at: int) -> bool:
        """Whether the measure stands before its noun like an adjective: "a 122mm shell", "a 15 km road"."""
        if at >= len(self.tokens) or self.tokens[at].lower_ in self.lexicon.compass:
            return False
        if not (measure.tight or measure.measure in ("caliber", "money")):
            return self.text[measure.end - 1] != "s" and self.tokens[at].tag_ == "NN"
        return self.tokens[at].tag_[:2] in ("NN", "JJ") or self.tokens[at].tag_ in ("VBG", "VBN", "HYPH")

    def past_determiner(self, at: int) -> int:
        """Give the index after a determiner."""
        while at < len(self.tokens) and self.tokens[at].tag_ in ("DT", "PRP$", "PDT"):
            at += 1
        return at

    def counted(self, figure: Figure) -> Quantity | None:
        """Give the quantity of a count."""
        at = self.tokens.after(figure.end)
        hyphenated = (
            self.text[figure.end : figure.end + 1] in ("-", "‑")
            and self.text[figure.end + 1 : figure.end + 2].isalpha()
        )
        noun = (
            self.hyphened(at) if hyphenated else read_noun(self.tokens, at, is_time=self.is_time, lexicon=self.lexicon)
        )
        if is_phrase(self.text, figure, self.tokens, noun, at, hyphenated=hyphenated, lexicon=self.lexicon):
            return None
        printed = self.text[noun.start : noun.end] if noun else None
        if is_year(self.text, figure, self.tokens, printed):
            return None
        figure = self.without_grouping_point(figure)
        if noun is None:
            before = self.tokens.before(figure.start)
            definite = before is not None and before.tag_ == "DT"
            noun = (
                read_nominal(self.tokens, at, self.lexicon, definite=definite)
                or self.collective(figure)
                or self.left_out(figure, at)
            )
        self.note(figure, noun)
        return self.quantity(figure, noun=noun, unit=None, measure="count")

    def hyphened(self, at: int) -> Noun | None:
        """Give the noun joined to a number by a hyphen ("a 40-vehicle convoy"), or the body whose strength it gives."""
        if at + 1 >= len(self.tokens):
            return None
        token = self.tokens[at + 1]
        if token.lower_ in self.lexicon.strength:
            return read_noun(self.tokens, at + 2, is_time=self.is_time, lexicon=self.lexicon)
        return Noun(start=token.idx, end=token.idx + len(token.text), head=token, after=at + 2)

    def collective(self, figure: Figure) -> Noun | None:
        """Give "family" in "a family of six"."""
        at = self.tokens.at(figure.start) - 1
        if at < 1 or self.tokens[at].lower_ != "of" or self.tokens[at - 1].lower_ not in self.lexicon.collectives:
            return None
        token = self.tokens[at - 1]
        return Noun(start=token.idx, end=token.idx + len(token.text), head=token, after=at + 1)

    def left_out(self, figure: Figure, at: int) -> Noun | None:
        """Give the noun of the figure before, where this one leaves it out: "two soldiers dead, several injured"."""
        if self.persons is None or self.persons[0] != self.sentence(figure)[0]:
            return None
        before = self.tokens.before(figure.start)
        return self.persons[1] if leaves_noun_out(self.tokens, at, before, self.lexicon) else None

    def note(self, figure: Figure, noun: Noun | None) -> None:
        """Keep the last noun that counted persons; things pass their name on to no later number."""
        if noun is None or is_part(self.text, figure, lexicon=self.lexicon):
            return
        if noun.head.lower_ in self.lexicon.persons or noun.head.tag_ == "NNPS":
            before = self.tokens.before(figure.start)
            harmed = is_harmed(self.tokens, noun, before, self.lexicon)
            self.persons = (self.sentence(figure)[0], noun) if harmed else None
        elif noun.head.lower_ not in self.lexicon.casualty_words:
            self.persons = None

    def listed_age(self, figure: Figure) -> Measure | None:
        """Give the age in "aged 12 and nine": a bare number joined to an age."""
        if self.last is None or self.last.measure != "age" or figure.start - self.last.end > 6:
            return None
        between = self.text[self.last.end : figure.start].strip(" ,")
        if between not in ("", *self.lexicon.range_ands, *self.lexicon.range_alternatives):
            return None
        at = self.tokens.after(figure.end)
        if at < len(self.tokens) and self.tokens[at].lower_ == "of":
            return None
        if at < len(self.tokens) and self.tokens[at].tag_ in ("NNS", "JJ", "VBD"):
            return Measure(measure="age", unit="years", end=figure.end) if self.tokens[at].tag_ == "VBD" else None
        return Measure(measure="age", unit="years", end=figure.end)

    def without_grouping_point(self, figure: Figure) -> Figure:
        """Read the point of "20.000 people" as grouping: what is counted has no thousandths."""
        if not all(self.has_grouping_point(number) for number in (figure.first, figure.last)):
            return figure
        low, best, high = (
            whole(value * 1000) if value is not None else None for value in (figure.low, figure.best, figure.high)
        )
        return replace(figure, low=low, best=best, high=high)

    def has_grouping_point(self, number: Number) -> bool:
        """Whether exactly three digits follow the one point of a number."""
        whole_part, point, rest = self.text[number.start : number.end].partition(".")
        return bool(point and number.scale == 1 and len(rest) == 3 and rest.isdigit() and whole_part.strip("0,"))

    def quantity(self, figure: Figure, *, noun: Noun | None, unit: str | None, measure: str | None) -> Quantity:
        """Make the record."""
        count = measure == "count"
        running = read_running(self.text, figure, self.sentence(figure), lexicon=self.lexicon) if count else "unknown"
        return Quantity(
            id="", start=figure.start, end=figure.end, low=figure.low, best=figure.best, high=figure.high,
            bound=figure.bound, of=self.text[noun.start : noun.end] if noun else None,
            unit=unit, measure=measure, running=running,
        )  # fmt: skip

    def sentence(self, figure: Figure) -> tuple[int, int]:
        """Give the span of the figure's sentence."""
        sent = self.tokens[self.tokens.at(figure.first.start)].sent
        return sent.start_char, sent.end_char

    def in_time(self, figure: Figure) -> bool:
        """Whether the figure's number lies in a time expression."""
        return any(self.overlaps_time(number.start, number.end) for number in (figure.first, figure.last))

    def overlaps_time(self, start: int, end: int) -> bool:
        """Whether a stretch overlaps a time expression."""
        at = bisect_right(self.time_starts, end - 1) - 1
        return at >= 0 and self.times[at][1] > start

    def is_time(self, token: Token) -> bool:
        """Whether a token belongs to a time expression."""
        return self.overlaps_time(token.idx, token.idx + len(token.text))


def in_metres(figure: Figure) -> Figure:
    """Read the "m" of a figure as metres, not millions; it is then no part of the number."""
    low, best, high = (
        whole(value / figure.last.scale) if value is not None else None
        for value in (figure.low, figure.best, figure.high)
    )
    return replace(figure, low=low, best=best, high=high, end=figure.end - 1)
