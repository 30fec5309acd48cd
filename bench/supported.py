"""Whether each value of a reading is supported by its own words, or null with a reason: the checks of ``honesty``.

They are written apart from the extractors and know less than them: they never say what the right value is, only that a
value has no support. A date must have its parts printed in its words or be counted from an anchor that exists (the
publication, or a date printed elsewhere in the text); coordinates must be those of a gazetteer entry that bears the
name, or be marked as only near; a figure must be made of the digits and number words of its span; what a claim or
forecast refers to must exist and lie in the text.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache

from reportedly.codebook.places import PlaceLexicon, load_places
from reportedly.codebook.quantities import QuantitiesLexicon, load_quantities
from reportedly.codebook.times import load_times
from reportedly.gazetteer import Entry, Gazetteer, open_gazetteer
from reportedly.model import Claim, Place, Quantity, Reading, Span, Time

MONTHS = {name.lower(): number for number, name in enumerate(calendar.month_name) if name}
MONTHS |= {name[:3].lower(): number for number, name in enumerate(calendar.month_name) if name and name != "May"}
MONTHS |= {"sept": 9}
WEEKDAYS = {name.lower(): number for number, name in enumerate(calendar.day_name)}
YEAR = re.compile(r"(?<![\d,.])(?:1\d|20|21)\d\d(?!,\d|\d|\s?(?:GMT|UTC|hrs|hours|local)\b)")
DAY_OF_SPEECH = re.compile(
    r"\b(?:today|tonight|now|current(?:ly)?|yesterday|tomorrow|this|overnight|morning|noon|midday|afternoon|evening|night"
    r"|midnight|dawn|dusk|hours?|minutes?|days?|weeks?|months?|years?|ago|last|past|next|recent(?:ly)?|later|earlier"
    r"|a\.?m|p\.?m|gmt|since|date|present|same|that|moment|daytime|day-long)\b|\d:\d\d|\d\.\d\d|\d\s?[ap]\.?m\b|\d{4}\s?(?:GMT|UTC|hrs|hours)",
    re.IGNORECASE,
)
COUNTED = re.compile(
    r"\d{1,2}\s*[/.]\s*\d|\b(?:ago|years?|decades?|centur(?:y|ies)|generations?|\d\ds)\b", re.IGNORECASE
)
NUMBERS = re.compile(r"\d[\d,.\u00a0\u202f\u2009 ]*\d|\d|\.\d+|[a-z]+", re.IGNORECASE)
FAR_DEGREES = 5.0  # what is only near lies no further off
TOLERANCE = 0.0002


@dataclass(frozen=True, slots=True, kw_only=True)
class Unsupported:
    """A value without support: a short kind, what is wrong, and the words."""

    kind: str
    message: str
    words: str


def unsupported(reading: Reading) -> Iterator[Unsupported]:
    """Give every value of a reading that its words do not support."""
    text = reading.article.text
    years = years_of(reading)
    for time in reading.times:
        for kind, message in time_faults(text, time, reading, years):
            yield Unsupported(kind=kind, message=message, words=text[time.start : time.end])
    for place in reading.places:
        for kind, message in place_faults(text, place):
            yield Unsupported(kind=kind, message=message, words=" | ".join(words_of(text, place.mentions)))
    for quantity in reading.quantities:
        for kind, message in quantity_faults(text, quantity):
            yield Unsupported(kind=kind, message=message, words=text[quantity.start : quantity.end])
    for claim in reading.claims:
        for kind, message in claim_faults(claim, reading):
            yield Unsupported(kind=kind, message=message, words=text[claim.trigger.start : claim.trigger.end])
    yield from forecast_faults(reading)


def words_of(text: str, spans: tuple[Span, ...]) -> list[str]:
    """Give the words of some spans."""
    return [text[span.start : span.end] for span in spans]


# --- times --------------------------------------------------------------------------------------------------------


def years_of(reading: Reading) -> frozenset[int]:
    """Give the years that can anchor a date: those printed in the text, and that of publication."""
    printed = {int(year) for year in YEAR.findall(reading.article.text)}
    printed |= {
        int(one[:2] + two) for one, two in re.findall(r"\b((?:1\d|20)\d\d)\s*[-–/]\s*(\d\d)\b", reading.article.text)
    }
    printed |= {int(match[0]) for match in re.finditer(r"(?<!\d)\d{4}(?=-\d\d-\d\d)", reading.article.text)}
    published = (reading.article.published.date_start, reading.article.published.date_end)
    return frozenset(printed | {int(day[:4]) for day in published if day})


def time_faults(text: str, time: Time, reading: Reading, years: frozenset[int]) -> Iterator[tuple[str, str]]:
    """Say what is wrong with a time."""
    words = text[time.start : time.end]
    if not words.strip():
        yield "time without words", time.id
        return
    first, last = day_of(time.date_start), day_of(time.date_end)
    if first is None and last is None:
        return
    if first is not None and last is not None and first > last:
        yield "time ends before it starts", f"{first} to {last}"
    printed = printed_years(words)
    if not years and not printed and not re.search(r"\d{2}", words):
        yield "time without an anchor", f"{first} to {last}, and no date is printed nor is the publication known"
    for year in printed if len(printed) == 1 else ():
        held = 10 if re.search(rf"{year}['’]?s\b", words) else 1
        if (first and first.year > year + held) or (last and last.year < year - 1):
            yield "time against its year", f"{first} to {last}"
    known = years | set(printed)
    counted = bool(printed) or COUNTED.search(words) is not None
    if first is not None and known and not counted and all(abs(first.year - year) > 1 for year in known):
        yield "year that no anchor gives", f"{first} to {last}"
    if first is not None and last is not None and not re.search(r"\d\s*[/.]\s*\d", words):
        yield from against_words(words, first, last)
    published = reading.article.published
    stands_in = first is not None and first == last and time.date_start == published.date_end
    if stands_in and first is not None and not names_day(words, first):
        yield "publication date stands in", f"{first}"


def day_of(day: str | None) -> date | None:
    """Read an ISO day."""
    return date.fromisoformat(day) if day else None


def printed_years(words: str) -> list[int]:
    """Give the years printed in some words; of "'99" any century's."""
    short = [century + int(year) for year in re.findall(r"['’](\d\d)\b", words) for century in (1800, 1900, 2000)]
    return [int(year) for year in YEAR.findall(words)] + short


def against_words(words: str, first: date, last: date) -> Iterator[tuple[str, str]]:
    """Say where days are against the month, weekday or day of the month that their words print."""
    tokens = re.findall(r"[a-z]+|\d+", words.lower())
    months = {MONTHS[token] for token in tokens if token in MONTHS}
    if (last - first).days < 300:
        held = {
            (first.month + step - 1) % 12 + 1
            for step in range((last.year - first.year) * 12 + last.month - first.month + 1)
        }
        if months and not months & held:
            yield "time against its month", f"{first} to {last}"
    weekdays = {WEEKDAYS[token] for token in tokens if token in WEEKDAYS}
    if weekdays and first == last and first.weekday() not in weekdays:
        yield "time against its weekday", f"{first}"
    days = {int(token) for token in tokens if token.isdigit() and len(token) <= 2}
    if months and len(days) == 1 and first == last and first.day not in days:
        yield "time against its day", f"{first}"


def names_day(words: str, day: date) -> bool:
    """Whether words can name one day: a word of time, its weekday, or its number."""
    tokens = set(re.findall(r"[a-z]+|\d+", words.lower()))
    weekday = calendar.day_name[day.weekday()][:3].lower()
    named = any(token[:3] == weekday for token in tokens) or bool(tokens & feast_words())
    number = any(token.isdigit() and int(token) == day.day for token in tokens)
    return named or number or DAY_OF_SPEECH.search(words) is not None


@cache
def feast_words() -> frozenset[str]:
    """Give the words that name feasts; their days are reckoned from the year alone."""
    lexicon = load_times()
    names = [*lexicon.classes["FEAST"], *lexicon.feasts]
    return frozenset(word for name in names for word in re.findall(r"[a-z]+", name.lower()) if len(word) > 3)


# --- places -------------------------------------------------------------------------------------------------------


@cache
def gazetteer() -> Gazetteer:
    """Open the gazetteer once."""
    return open_gazetteer()


@cache
def place_words() -> PlaceLexicon:
    """Load the lexicon of places once."""
    return load_places()


def place_faults(text: str, place: Place) -> Iterator[tuple[str, str]]:
    """Say what is wrong with a place."""
    if not place.mentions or not all(0 <= span.start < span.end <= len(text) for span in place.mentions):
        yield "place without words", place.id
        return
    if (place.latitude is None) != (place.longitude is None):
        yield "half a point", place.name
    if place.latitude is None:
        if place.precision not in ("near", "area", "unknown"):
            yield "no point and no reason", f"{place.name}: {place.precision}"
        if place.gazetteer_id is not None:
            yield "gazetteer entry without its point", f"{place.name}: {place.gazetteer_id}"
        return
    if place.gazetteer_id is None:
        yield "point without a gazetteer entry", f"{place.name} ({place.latitude}, {place.longitude})"
        return
    entry = next(
        (
            entry
            for span in place.mentions
            for entry in entries_of(text, span)
            if entry.gazetteer_id == place.gazetteer_id
        ),
        None,
    )
    if entry is None:
        yield "entry does not bear the name", f"{place.name}: {place.gazetteer_id}"
        return
    off = abs(entry.latitude - place.latitude) + abs(entry.longitude - (place.longitude or 0.0))
    if off > TOLERANCE and place.precision != "near":
        yield "point is not the entry's", f"{place.name}: {off:.4f} degrees off"
    if off > FAR_DEGREES and not re.search(r"\d", place.name):
        yield "near, but far", f"{place.name}: {off:.1f} degrees off"
    if entry.country and place.country != entry.country:
        yield "country is not the entry's", f"{place.name}: {place.country} for {entry.country}"


def entries_of(text: str, span: Span) -> Iterator[Entry]:
    """Give the entries whose name the words of a mention are, or end in after words such as "eastern"."""
    words = " ".join(text[span.start : span.end].split())
    pieces = words.split(" ")
    lexicon = place_words()
    possessive = re.match(r"['’]s\b", text[span.end : span.end + 2])
    for first in range(len(pieces)):
        name = " ".join(pieces[first:])
        plain = lexicon.words.nicknames.get(name, name)
        for code in (
            lexicon.countries.get(name),
            lexicon.countries.get(name.title()),
            lexicon.divisions.get(name),
            lexicon.postal.get(name),
            lexicon.demonyms.get(name),
        ):
            division = gazetteer().division(code) if code else None
            if division is not None:
                yield division
        yield from gazetteer().find(plain)
        yield from gazetteer().find_like(name)
        yield from gazetteer().find(f"{name} County")
        if name in lexicon.area_demonyms:
            yield from gazetteer().find(lexicon.area_demonyms[name])
        if possessive:
            yield from gazetteer().find(name + text[span.end : span.end + 2])


# --- quantities ---------------------------------------------------------------------------------------------------


@cache
def figure_words() -> QuantitiesLexicon:
    """Load the lexicon of quantities once."""
    return load_quantities()


def quantity_faults(text: str, quantity: Quantity) -> Iterator[tuple[str, str]]:
    """Say what is wrong with a quantity."""
    words = text[quantity.start : quantity.end]
    figures = [value for value in (quantity.low, quantity.best, quantity.high) if value is not None]
    if not words.strip():
        yield "quantity without words", quantity.id
        return
    if not figures and not quantity.bound:
        yield "no figure and no reason", quantity.id
    if quantity.low is not None and quantity.high is not None and quantity.low > quantity.high:
        yield "low above high", f"{quantity.low} to {quantity.high}"
    made = values_of(words)
    for value in sorted(set(figures)):
        if not any(abs(value - other) <= max(1e-4, abs(other) * 1e-6) for other in made):
            yield "figure not in its words", f"{value:g}"
    if quantity.bound and quantity.bound.lower() not in words.lower():
        yield "bound not in its words", quantity.bound
    if quantity.of and quantity.of not in text:
        yield "counted thing not in the text", quantity.of


def values_of(words: str) -> frozenset[float]:
    """Give every value that the numbers of some words can make by adding and multiplying neighbours.

    >>> 150.0 in values_of("a hundred and fifty"), 12.0 in values_of("dozen"), 13.0 in values_of("fifty")
    (True, True, False)
    """
    atoms = [values for match in NUMBERS.finditer(words) if (values := atom_values(match[0].lower()))][:9]
    table: dict[tuple[int, int], set[float]] = {}
    for size in range(1, len(atoms) + 1):
        for first in range(len(atoms) - size + 1):
            last = first + size
            held = set(atoms[first]) if size == 1 else set()
            for middle in range(first + 1, last):
                for one in table[first, middle]:
                    for other in table[middle, last]:
                        held |= {one + other, one * other} | ({one / other} if other else set())
            table[first, last] = held
    whole = {value for held in table.values() for value in held}
    scales = {value for values in atoms for value in values if value >= 100}  # "1.1 to 1.2 million"
    return frozenset(whole | {round(value * scale, 6) for value in whole for scale in scales})


def atom_values(word: str) -> frozenset[float]:
    """Give what one number, number word or vague word can stand for; nothing for any other word."""
    lexicon = figure_words()
    if word[0].isdigit() or word[0] == ".":
        plain = re.sub(r"[,\s]", "", word.rstrip("., "))
        found = {float(plain)} if plain.count(".") <= 1 else set()
        if re.fullmatch(r"\d{1,3}(?:\.\d{3})+", plain):
            found.add(float(plain.replace(".", "")))
        return frozenset(found)
    values: dict[str, float] = {"a": 1, "an": 1, "single": 1, "lone": 1, "sole": 1, "couple": 2, "tens": 20}
    for table in (lexicon.units, lexicon.teens, lexicon.tens, lexicon.scales, lexicon.attached, lexicon.groups):
        values |= dict(table)
    values |= {entry.word: entry.low for entry in lexicon.vague if entry.low is not None and " " not in entry.word}
    found = {float(values[word])} if word in values else set()
    found |= {1.0, 2.0} if word in ("several", "few") else set()
    found |= {float(lexicon.scales[word[:-1]])} if word[:-1] in lexicon.scales and word.endswith("s") else set()
    if word in lexicon.fractions:
        found.add(1 / lexicon.fractions[word])
    return frozenset(found)


# --- claims -------------------------------------------------------------------------------------------------------


def claim_faults(claim: Claim, reading: Reading) -> Iterator[tuple[str, str]]:
    """Say what a claim refers to that is not there, or that does not lie in the text."""
    size = len(reading.article.text)
    spans: dict[str, dict[str, tuple[Span, ...]]] = {
        "place": {place.id: place.mentions for place in reading.places},
        "time": {time.id: (Span(start=time.start, end=time.end),) for time in reading.times},
        "quantity": {one.id: (Span(start=one.start, end=one.end),) for one in reading.quantities},
        "actor": {actor.id: actor.mentions for actor in reading.actors},
    }
    referred = [("place", claim.place), ("time", claim.time)]
    referred += [("quantity", quantity) for quantity in claim.quantities]
    referred += [("actor", actor) for actor in (*claim.actors, *claim.recipients)]
    for kind, identity in referred:
        if identity is None:
            continue
        held = spans[kind].get(identity)
        if not held or not all(0 <= span.start < span.end <= size for span in held):
            yield f"claim's {kind} is not in the text", identity


def forecast_faults(reading: Reading) -> Iterator[Unsupported]:
    """Say which forecasts have due days that no time of the text gives."""
    days = {day for time in reading.times for day in (time.date_start, time.date_end)}
    days |= {reading.article.published.date_start, reading.article.published.date_end}
    for forecast in reading.forecasts:
        dated = [day for day in (forecast.date_start, forecast.date_end) if day]
        if dated and not any(day in days for day in dated):
            yield Unsupported(kind="forecast's days are no time's", message=" to ".join(dated), words=forecast.id)
