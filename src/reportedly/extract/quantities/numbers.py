"""Text -> numbers: digits, number words, vague words and shares, each with the value that it prints.

A number is one expression of one value: "1,200", "2.5bn", "a hundred and fifty", "half a million", "dozens",
"two-thirds". Bounds and ranges are joined later. Digits glued to letters or signs ("M16", "T-72", "21st", "9/11") and
figures that belong to dates, clock times, coordinates, telephone numbers or list marks are passed over.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Literal

from reportedly.extract.quantities.words import either

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reportedly.codebook.quantities import QuantitiesLexicon

Form = Literal["digits", "words", "vague", "group", "single", "share"]

GROUPED = (
    r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d{1,2}(?:,\d{2})+,\d{3}"
    r"|\d{1,3}(?:\.\d{3}){2,}|\d{1,3}(?:[\u00a0\u202f\u2009 ]\d{3})+"
)
DIGITS = rf"(?:(?:{GROUPED})(?!\d)|\d+(?:\.\d+)?|\.\d+)"
LETTERS = re.compile(r"[A-Za-z°²³]+(?:/[a-z]+)?")
OUTSIDE_STARTS = re.compile(r"(?<![\d.,])[+(\[-]*\d|http|www\.")
STARTS = re.compile(r"[^\W\d_]+\$?|\.?\d|[^\w\s.,;:'\"()“”‘’-]")
JOINED = re.compile(r"(?:\d|[a-z])[-–](?:to|or)[-–]$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Number:
    """One number as printed. ``scale`` is the word that multiplied it; ``currency`` the sign before it."""

    start: int
    end: int
    form: Form
    low: float | None
    best: float | None
    high: float | None
    scale: float = 1
    currency: str | None = None
    metres: bool = False

    @property
    def plain(self) -> bool:
        """Whether it prints one exact value."""
        return self.best is not None and self.low == self.best == self.high


@dataclass(frozen=True, slots=True, kw_only=True)
class Grammar:
    """The lexicon's number words as compiled patterns."""

    starts: frozenset[str]
    number: re.Pattern[str]
    words_alone: re.Pattern[str]
    between: re.Pattern[str]
    outside: re.Pattern[str]
    currency: dict[str, str]
    values: dict[str, float]
    scales: frozenset[str]
    vague: dict[str, tuple[float | None, float | None, float | None]]
    attached: dict[str, int]


def word_pattern(lexicon: QuantitiesLexicon, *, ands: bool) -> str:
    """Give the pattern of a number in words; ``ands`` allows "a hundred and fifty"."""
    below_20 = either((*lexicon.units, *lexicon.teens))
    small = rf"(?:(?:{either(lexicon.tens)})(?:[\s-](?:{either(lexicon.units)})\b)?|{below_20})\b"
    hundred = next(word for word, value in lexicon.scales.items() if value == 100)
    big = either(word for word, value in lexicon.scales.items() if value != 100)
    glue = r"[\s-](?:and\s)?" if ands else r"[\s-]"
    hundreds = rf"(?:(?:{small}|an?)[\s-]{hundred}\b(?:{glue}{small}(?![\s-]{hundred}))?|{small})"
    head = rf"(?:(?:half\s)?an?|{hundreds})"
    return (
        rf"(?:{head}(?:\s(?:and\s)?a\shalf)?[\s-](?:{big})\b(?:{glue}{hundreds}(?![\s-](?:{big})\b))?"
        rf"|an?\shalf[\s-](?:{big})\b|{hundreds})"
    )


@cache
def grammar(lexicon: QuantitiesLexicon) -> Grammar:
    """Compile the lexicon's number words, once."""
    parts = either(lexicon.fractions)
    half = either(word for word, value in lexicon.fractions.items() if value == 2)
    small = either((*lexicon.units, *lexicon.teens, *lexicon.tens))
    units, wholes, spells = either(lexicon.units), either(lexicon.share_wholes), either(lexicon.durations)
    words = word_pattern(lexicon, ands=True)
    vague: dict[str, tuple[float | None, float | None, float | None]] = {
        entry.word: (entry.low, entry.best, entry.high) for entry in lexicon.vague
    }
    number = (
        rf"(?P<share>\b(?:(?:an?|{small})[\s-](?:{parts})\b(?=\sof\b)|(?:{half})(?=\s(?:of|the|its|his|her|their|all)\b)"
        rf"|(?:one|1)\s(?:in|out\sof)(?:\severy)?\s(?:{small}|\d+)\b"
        rf"|(?:{units}|\d)\s(?:out\sof(?:\severy)?\s(?:{small}|\d+)|in(?:\severy)?\s(?:{wholes}))\b(?!\s(?:{spells})\b)))"
        rf"|(?P<vague>\b(?:{either(vague)})\b)"
        rf"|(?P<single>\b(?:{either(lexicon.singles)})\b)"
        rf"|(?P<sign>{either(lexicon.currency_signs)})?(?(sign)\s?)(?P<digits>{DIGITS})"
        rf"(?:[\s-](?P<scale>{either(lexicon.scales)})\b|(?P<attached>{either(lexicon.attached)})(?![\w/²³]))?"
        rf"|(?P<words>\b{words}\b)"
        rf"|(?P<group>\b(?:{either(lexicon.groups)})\b)"
    )
    clock = either(lexicon.clock_after)
    outside = (
        rf"\b\d{{1,2}}(?:[:.]\d{{2}})?\s?(?:{clock})(?!\w)|\b\d{{4}}\s?(?:{clock})(?!\w)"
        r"|\b\d{1,2}:\d{2}(?::\d{2})?\b|\+\d[\d ().-]{6,}\d|\(?\b\d{3}\)?[ -]\d{3}-\d{4}\b"
        r"|\b\d{1,4}([/.-])\d{1,2}\1\d{2,4}\b|\b\d{1,2}/\d{1,2}\b"
        r"|https?://\S+|www\.\S+|-?\d{1,3}\.\d{2,}°?\s?[NS]?,\s?-?\d{1,3}\.\d{2,}°?\s?[EW]?\b"
        r"|\b\d{1,3}(?:\.\d+)?°(?!\s?[CF]\b)(?:\s?\d+['′’](?:\s?\d+(?:\.\d+)?[\"″”])?)?\s?[NSEW]?\b"
        r"|(?m:^)(?:\(?\d{1,3}[.)]|\[\d+\])(?=\s)|\[\d{1,3}\]"
    )
    starts = (*lexicon.units, *lexicon.teens, *lexicon.tens, *vague, *lexicon.groups, *lexicon.singles)
    return Grammar(
        starts=frozenset(
            phrase.split()[0] for phrase in (*starts, *lexicon.fractions, *rules_of_signs(lexicon), "a", "an")
        ),
        number=re.compile(number, re.IGNORECASE),
        words_alone=re.compile(rf"\b{word_pattern(lexicon, ands=False)}\b", re.IGNORECASE),
        between=re.compile(rf"\b(?:{either(lexicon.range_between)})\s+(?:[a-z]+\s+){{0,2}}$", re.IGNORECASE),
        outside=re.compile(outside, re.IGNORECASE),
        currency={sign.lower(): unit for sign, unit in lexicon.currency_signs.items()},
        values={
            **{
                word: float(value)
                for table in (lexicon.units, lexicon.teens, lexicon.tens)
                for word, value in table.items()
            },
            **{word: float(value) for word, value in lexicon.scales.items()},
            **{word: 1 / parts for word, parts in lexicon.fractions.items()},
        },
        scales=frozenset(lexicon.scales),
        vague=vague,
        attached=lexicon.attached,
    )


def find_outside(text: str, rules: Grammar) -> Iterator[tuple[int, int]]:
    """Give the stretches whose digits count nothing: dates, clock times, coordinates, telephones, list marks, links."""
    at = 0
    for start in OUTSIDE_STARTS.finditer(text):
        if start.start() >= at and (match := rules.outside.match(text, start.start())):
            at = match.end()
            yield match.span()


def rules_of_signs(lexicon: QuantitiesLexicon) -> list[str]:
    """Give the currency signs as they start a word."""
    return [sign.lower() for sign in lexicon.currency_signs]


def find_numbers(text: str, *, lexicon: QuantitiesLexicon) -> Iterator[Number]:
    """Give the numbers of the text, in order and never overlapping."""
    rules = grammar(lexicon)
    outside = list(find_outside(text, rules))
    at, skip = 0, 0
    for start in STARTS.finditer(text):
        if start.start() < at or (start[0][0].isalpha() and start[0].lower() not in rules.starts):
            continue
        match = rules.number.match(text, start.start())
        if not match:
            continue
        if match.lastgroup == "words" and rules.between.search(text, max(0, match.start() - 40), match.start()):
            match = rules.words_alone.match(text, match.start()) or match
        at = match.end()
        while skip < len(outside) and outside[skip][1] <= match.start():
            skip += 1
        if skip < len(outside) and outside[skip][0] < match.end():
            at = max(at, outside[skip][1])
        elif stands_alone(text, match, lexicon):
            yield read_number(match, text, rules, lexicon)


def stands_alone(text: str, match: re.Match[str], lexicon: QuantitiesLexicon) -> bool:
    """Whether the match is a number of its own, and no piece of a name, an ordinal, a ratio or a larger figure."""
    start, end = match.span()
    before, two = text[start - 1 : start], text[max(0, start - 2) : start - 1]
    if before and (before.isalnum() or before in "_#+°/'’"):
        return False
    if before in (".", ":", ",") and before and two.isalnum():
        return False
    if before in ("-", "–", "‑") and before and two.isalpha() and not JOINED.search(text, max(0, start - 6), start):
        return False
    after, next_two = text[end : end + 1], text[end + 1 : end + 2]
    if after in ("/", ":", ".", ",", "+") and after and next_two.isdigit():
        return False
    if not text[end - 1].isdigit():
        return True
    if letters := LETTERS.match(text, end):
        return is_glued_unit(letters[0], lexicon)
    return after != "_"


def is_glued_unit(letters: str, lexicon: QuantitiesLexicon) -> bool:
    """Whether letters glued to digits are a unit: "15km", "45°C"."""
    return letters.lower() in glued_units(lexicon)


@cache
def glued_units(lexicon: QuantitiesLexicon) -> frozenset[str]:
    """Give the forms of units that may be glued to digits."""
    return frozenset(
        form for units in lexicon.measures.values() for forms in units.values() for form in forms if " " not in form
    )


def read_number(match: re.Match[str], text: str, rules: Grammar, lexicon: QuantitiesLexicon) -> Number:
    """Give the value of a match."""
    start, end = match.span()
    groups = match.groupdict()
    printed = " ".join(match[0].lower().split())
    if groups.get("digits"):
        return read_digits(match, rules)
    if groups.get("share"):
        share = share_value(printed, rules.values)
        return Number(start=start, end=end, form="share", low=share, best=share, high=share)
    if groups.get("vague"):
        low, best, high = rules.vague[printed.replace("-", " ")]
        return Number(start=start, end=end, form="vague", low=low, best=best, high=high)
    if groups.get("single"):
        return Number(start=start, end=end, form="single", low=1, best=1, high=1)
    if groups.get("group"):
        value: float = lexicon.groups[printed]
        return Number(start=start, end=end, form="group", low=value, best=value, high=value)
    words = re.findall(r"[a-z]+", printed)
    value, scale = words_value(words, rules.values, rules.scales)
    return Number(start=start, end=end, form="words", low=value, best=value, high=value, scale=scale)


def read_digits(match: re.Match[str], rules: Grammar) -> Number:
    """Give the value of digits with their separators and the scale glued to or standing after them."""
    value = digits_value(match["digits"])
    scale = 1.0
    metres = False
    currency = rules.currency[match["sign"].lower()] if match["sign"] else None
    if match["scale"]:
        scale = rules.values[match["scale"].lower()]
    elif match["attached"]:
        scale = float(rules.attached[match["attached"].lower()])
        metres = match["attached"] == "m" and currency is None
    value = whole(value * scale)
    return Number(
        start=match.start(), end=match.end(), form="digits", low=value, best=value, high=value,
        scale=scale, currency=currency, metres=metres,
    )  # fmt: skip


def digits_value(digits: str) -> float:
    """Give the value of digits: commas and blanks group; one point is decimal, several group.

    >>> [digits_value(item) for item in ("1,200", "2.5", "1.200.000", "20 000", "1,50,000")]
    [1200, 2.5, 1200000, 20000, 150000]
    """
    plain = re.sub(r"[,\s]", "", digits)
    if plain.count(".") > 1:
        plain = plain.replace(".", "")
    return whole(float(plain))


def whole(value: float) -> float:
    """Give a whole number as an integer, and any other one without the noise of binary fractions."""
    value = round(value, 6)
    return int(value) if value == int(value) else value


def words_value(words: list[str], values: dict[str, float], scales: frozenset[str]) -> tuple[float, float]:
    """Give the value of number words, and the last scale among them.

    >>> words_value("two hundred and three".split(), {"two": 2, "hundred": 100, "three": 3}, frozenset({"hundred"}))
    (203, 1)
    """
    total, current, scale = 0.0, 0.0, 1.0
    for word in words:
        value = values.get(word)
        if value is None:
            continue
        if word not in scales:
            current += value
        elif value == 100:
            current = (current or 1) * 100
        else:
            total += (current or 1) * value
            current, scale = 0.0, value
    return whole(total + current), whole(scale)


def share_value(printed: str, values: dict[str, float]) -> float:
    """Give the value of a share, to four places: "two-thirds", "half", "one in five"."""
    words = re.findall(r"[a-z]+|\d+", printed)
    numbers = [float(word) if word.isdigit() else values[word] for word in words if word.isdigit() or word in values]
    if len(numbers) == 1:
        return round(numbers[0], 4)
    if numbers[1] >= 1:
        return round(numbers[0] / sum(numbers[1:]), 4)
    return round(numbers[0] * numbers[1], 4)
