"""What the place reader knows of words: ``data/lexicon/en/places.yml`` as one frozen record of sets and maps."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import chain

from reportedly.codebook.tables import read_table

TABLE = "lexicon/en/places.yml"
SAINTS = ("St.", "Ft.", "Mt.", "Ste.")


@dataclass(frozen=True, slots=True, kw_only=True)
class CountryWords:
    """The names of a country and its adjectives."""

    names: tuple[str, ...]
    adjectives: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceTable:
    """The file, entry by entry."""

    countries: dict[str, CountryWords]
    area_adjectives: dict[str, str]
    divisions: dict[str, tuple[str, ...]]
    containers: frozenset[str]
    after_comma_only: frozenset[str]
    postal: dict[str, tuple[str, ...]]
    nicknames: dict[str, str]
    preferred: dict[str, str]
    prepositions: frozenset[str]
    place_verbs: frozenset[str]
    place_nouns_before: frozenset[str]
    place_nouns_after: frozenset[str]
    settlements: frozenset[str]
    quarters: frozenset[str]
    connectors: frozenset[str]
    articles: frozenset[str]
    between_nouns: frozenset[str]
    country_hints: dict[str, tuple[str, ...]]
    local_bodies: frozenset[str]
    other_bodies: frozenset[str]
    fighting_bodies: frozenset[str]
    bodies_of: frozenset[str]
    titles: frozenset[str]
    ship_prefixes: frozenset[str]
    feature_openings: frozenset[str]
    feature_closings: frozenset[str]
    unknown_closings: frozenset[str]
    numbered_roads: frozenset[str]
    parts: frozenset[str]
    inner_parts: frozenset[str]
    near: frozenset[str]
    near_phrases: tuple[str, ...]
    near_wide: frozenset[str]
    bearings: dict[str, float]
    distance_units: dict[str, float]
    borders: frozenset[str]
    common_words: tuple[tuple[str, ...], ...]
    surnames: tuple[tuple[str, ...], ...]
    first_names: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceLexicon:
    """The table, turned round for look-up.

    ``countries`` and ``divisions`` go from a name as printed to its code ("U.K." to ``GB``, "Tex." to ``US.TX``);
    ``demonyms`` from an adjective or a people to a country's code, ``area_demonyms`` to the name of an area.
    ``near_phrases`` has the phrases by their last word, the longest first; ``stopped`` the abbreviations whose stop
    belongs to the word.
    """

    words: PlaceTable
    countries: Mapping[str, str]
    divisions: Mapping[str, str]
    postal: Mapping[str, str]
    demonyms: Mapping[str, str]
    area_demonyms: Mapping[str, str]
    country_hints: Mapping[str, str]
    common_words: frozenset[str]
    surnames: frozenset[str]
    first_names: frozenset[str]
    near_phrases: Mapping[str, tuple[tuple[str, ...], ...]]
    stopped: frozenset[str]


@cache
def load_places() -> PlaceLexicon:
    """Load the lexicon of places.

    Raises:
        CodebookError: the file is malformed.
    """
    table = read_table(TABLE, PlaceTable)
    adjectives = [(word, code) for code, words in table.countries.items() for word in words.adjectives]
    divisions = {name: code for code, names in table.divisions.items() for name in names}
    return PlaceLexicon(
        words=table,
        countries={name: code for code, words in table.countries.items() for name in words.names},
        divisions=divisions,
        postal={short: f"{country}.{short}" for country, shorts in table.postal.items() for short in shorts},
        demonyms=with_plurals(adjectives),
        country_hints={word: code for code, words in table.country_hints.items() for word in words},
        area_demonyms=with_plurals(table.area_adjectives.items()),
        common_words=frozenset(chain.from_iterable(table.common_words)),
        surnames=frozenset(chain.from_iterable(table.surnames)),
        first_names=frozenset(chain.from_iterable(table.first_names)),
        near_phrases=by_last_word(table.near_phrases),
        stopped=stopped_words((*divisions, *table.titles, *table.nicknames, *table.unknown_closings, *SAINTS)),
    )


def by_last_word(phrases: Iterable[str]) -> dict[str, tuple[tuple[str, ...], ...]]:
    """Give phrases as words, by their last word, the longest first.

    >>> by_last_word(["close to", "in close reach of", "to"])
    {'of': (('in', 'close', 'reach', 'of'),), 'to': (('close', 'to'), ('to',))}
    """
    found: dict[str, tuple[tuple[str, ...], ...]] = {}
    for phrase in sorted((tuple(phrase.split()) for phrase in phrases), key=len, reverse=True):
        found[phrase[-1]] = (*found.get(phrase[-1], ()), phrase)
    return found


def stopped_words(names: Iterable[str]) -> frozenset[str]:
    """Give the names that end in a stop, also in capitals."""
    stopped = [name for name in names if name.endswith(".")]
    return frozenset([*stopped, *(name.upper() for name in stopped)])


def with_plurals(pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Give the map with the plural in -s of each word that takes one.

    >>> sorted(with_plurals([("Iraqi", "IQ"), ("Dutch", "NL")]))
    ['Dutch', 'Iraqi', 'Iraqis']
    """
    found = {}
    for word, meaning in pairs:
        found[word] = meaning
        if not word.endswith(("s", "sh", "ch", "ese", "men", "x")):
            found[word + "s"] = meaning
    return found
