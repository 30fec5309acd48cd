"""Lexicon and words -> finds: which words of a text are a time expression, and what each of them says.

Finding takes one pass from left to right: at each word the rules that can begin there are tried, the longest match
wins, then the earlier rule. What a find means on the calendar is not known here.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from operator import itemgetter
from typing import TYPE_CHECKING

from reportedly.extract.times.pattern import DIGIT_CLASSES, Rule, compile_rule, elements_of, parse
from reportedly.extract.times.scan import Alphabet, Classes, Value, Words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from reportedly.codebook.times import TimesLexicon

Slots = dict[str, Value]


@dataclass(frozen=True, slots=True, kw_only=True)
class Find:
    """Words that match a pattern: word indexes ``first`` to ``last`` (exclusive) and what each slot holds."""

    first: int
    last: int
    reading: str
    slots: Slots
    guard: str | None = None


class Grammar:
    """The compiled rules of one lexicon, by the sign that a match can begin with."""

    def __init__(self, lexicon: TimesLexicon) -> None:
        words: dict[str, Classes] = {}
        for name, entries in lexicon.classes.items():
            for form, value in entries.items():
                words.setdefault(form, {})[name] = value
        known = DIGIT_CLASSES | set(lexicon.classes)
        patterns = [elements_of(rule[1], lexicon.macros, known) for rule in lexicon.rules]
        for elements in patterns:
            for kind, text in elements:
                if kind == "word":
                    words.setdefault(text, {})[f"={text}"] = text
        self.number_words = lexicon.number_words
        self.alphabet = Alphabet(words, frozenset(lexicon.cased))
        self.rules = [
            compile_rule(rule[0], rule[2] if len(rule) > 2 else None, parse(elements), self.alphabet)
            for rule, elements in zip(lexicon.rules, patterns, strict=True)
        ]
        self._by_sign = {
            sign: tuple(rule for rule in self.rules if sign in rule.first) for sign in self.alphabet.signs.values()
        }
        self._opening = re.compile(f"[{re.escape(''.join(sign for sign, rules in self._by_sign.items() if rules))}]")

    def find(self, words: Words, accepts: Callable[[Find], bool]) -> Iterator[Find]:
        """Give the finds of a text in order; none overlaps another. ``accepts`` tests finds that have a guard."""
        at, signs, by_sign = 0, words.signs, self._by_sign
        while opening := self._opening.search(signs, at):
            at = opening.start()
            matches: list[tuple[int, Rule, re.Match[str]]] = []
            for rule in by_sign[signs[at]]:
                match = rule.expression.match(signs, at)
                if match and match.end() > at:
                    matches.append((-match.end(), rule, match))
            if len(matches) > 1:
                matches.sort(key=itemgetter(0))
            for end, rule, match in matches:
                finds = list(self._finds(rule, match, words))
                if rule.guard is None or all(accepts(find) for find in finds):
                    yield from finds
                    at = -end
                    break
            else:
                at += 1

    def _finds(self, rule: Rule, match: re.Match[str], words: Words) -> Iterator[Find]:
        groups = [(group, *rule.slots[group]) for group in rule.slots if match[group] is not None]
        pieces = [match.span(group) for group, slot, _ in groups if slot == "piece"] or [match.span()]
        shared: list[Slots] = []
        for first, last in pieces:
            slots: Slots = {}
            for group, slot, names in groups:
                start, end = match.span(group)
                if slot != "piece" and first <= start and end <= last and slot not in slots:
                    slots[slot] = self._value(slot, names, words, start, end)
            shared.append(slots)
        for index, ((first, last), slots) in enumerate(zip(pieces, shared, strict=True)):
            if len(pieces) > 1:
                other = shared[1 - index]
                lent = {slot: value for slot, value in other.items() if slot in LENDABLE and slot not in slots}
                slots = slots | lent | {"pair": index}
            yield Find(first=first, last=last, reading=rule.reading, slots=slots, guard=rule.guard)

    def _value(self, slot: str, names: tuple[str, ...], words: Words, start: int, end: int) -> Value:
        if slot == "number":
            return number_of(words, start, end, self.number_words)
        if "TENS" in words.classes[start] and end - start > 1:  # "twenty-fifth"
            return int(words.classes[start]["TENS"]) + int(words.classes[end - 1].get("ORD", 0))
        for at in range(start, end if slot != "feast" or end == start + 1 else start):
            for name in names:
                if name in words.classes[at]:
                    return words.classes[at][name]
        return " ".join(words.forms[start:end])


# What one half of "from 3 to 5 March 2019" takes from the other.
LENDABLE = frozenset({"month", "year", "bc", "unit", "season", "back", "hundreds"})


@cache
def grammar(lexicon: TimesLexicon) -> Grammar:
    """Compile a lexicon, once."""
    return Grammar(lexicon)


def number_of(words: Words, start: int, end: int, special: dict[str, float]) -> Value:
    """Give the number that words name; ``X`` for a vague one ("several").

    ``special`` gives words that no class holds their number: "half", "dozen".
    """
    total = 0.0
    for at in range(start, end):
        classes = words.classes[at]
        if "VAGUE" in classes:
            return classes["VAGUE"]
        form = words.forms[at]
        for name in ("INT", "DECIMAL", "CARD"):
            if name in classes:
                amount = float(classes[name])
                total = total * amount if amount >= 12 and form in special and total else total + amount
                break
        else:
            total += special.get(form, 0.0)
    total = total or 1.0
    return int(total) if total == int(total) else total
