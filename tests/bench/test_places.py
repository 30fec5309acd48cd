"""Places, actors and event places on cases worked out by hand."""

from __future__ import annotations

import pytest

from bench.corpora.event_location import Item
from bench.corpora.geoparsing import Toponym, anchored
from bench.names import holds_name, without_determiner
from bench.score import Prf, Rate
from bench.tasks.actors import Answer, names_of, score_mentions
from bench.tasks.event_place import score_items
from bench.tasks.places import Where, score_places
from reportedly.model import Name

ALEPPO = Toponym(span=(10, 16), latitude=36.2, longitude=37.16, country=None)
SYRIA = Toponym(span=(20, 25), latitude=35.0, longitude=38.0, country="Syria")
UNKNOWN = Toponym(span=(30, 35), latitude=None, longitude=None, country=None)
GOLD = (ALEPPO, SYRIA, UNKNOWN)


def at(latitude: float | None, longitude: float | None, country: str | None = None, *, whole: bool = False) -> Where:
    return Where(latitude=latitude, longitude=longitude, country=country, whole=whole)


def test_found_far_and_false_places() -> None:
    rows = score_places(GOLD, {(10, 16): at(33.5, 36.3), (30, 35): at(1, 1), (50, 55): at(2, 2)})
    assert rows["detection"] == Prf(2, 3, 3)
    assert rows["right"] == Rate(0, 1)
    assert rows["right end to end"] == Rate(0, 2)


def test_near_enough_is_right_and_a_country_is_right_by_its_code() -> None:
    rows = score_places(GOLD, {(10, 16): at(36.9, 37.9), (20, 25): at(None, None, "SY", whole=True)})
    assert rows["right"] == Rate(2, 2)


def test_a_place_in_the_country_is_not_the_country() -> None:
    assert score_places(GOLD, {(20, 25): at(37.0, 42.0, "SY")})["right"] == Rate(0, 1)


def test_a_cut_name_is_detected_but_not_strictly() -> None:
    rows = score_places(GOLD, {(8, 16): at(36.2, 37.16)})
    assert rows["detection"] == Prf(1, 1, 3)
    assert rows["detection, strict"] == Prf(0, 1, 3)


def test_offsets_that_are_one_too_high_are_mended() -> None:
    assert anchored("near Mora.", 6, "Mora") == (5, 9)
    assert anchored("near Mora.", 8, "Mora") is None


def test_mentions_need_span_and_type() -> None:
    text = "the Sorn Army met Li in Veld. We left."
    gold = frozenset({(0, 13, "Organisation"), (18, 20, "Person"), (24, 28, "Location"), (30, 32, "Organisation")})
    found = frozenset({(4, 13, "Organisation"), (18, 20, "Location"), (24, 28, "Location")})
    rows = score_mentions(text, gold, Answer(names=found, mentions=gold))
    assert rows["names, strict span and type"] == Prf(1, 3, 3)
    assert rows["names, without article"] == Prf(2, 3, 3)
    assert rows["names, span without article"] == Prf(3, 3, 3)
    assert rows["all mentions"] == Prf(1, 3, 4)
    assert rows["actors and places, strict span and type"] == Prf(3, 3, 3)


def test_names_take_the_corpus_types() -> None:
    names = (Name(start=0, end=13, kind="organisation"), Name(start=24, end=28, kind="place", confidence=0.4))
    assert names_of(names) == {(0, 13, "Organisation"), (24, 28, "Location")}


@pytest.mark.parametrize(
    ("phrase", "named"), [("We", False), ("The men", False), ("the SDF", True), ("an ISIL unit", True)]
)
def test_names_by_their_capitals(phrase: str, named: bool) -> None:
    assert holds_name(phrase) is named


def test_articles_are_cut_off() -> None:
    assert without_determiner("in the Sorn Army", (3, 16)) == (7, 16)


def test_no_place_is_an_answer() -> None:
    items = (Item(verb=(0, 3), places=frozenset()), Item(verb=(5, 8), places=frozenset({(20, 26)})))
    silent = score_items(items, (frozenset(), frozenset()))
    eager = score_items(items, (frozenset({(20, 26)}), frozenset({(18, 26)})))
    assert silent["place or none"] == Prf(1, 2, 2)
    assert eager["place or none"] == Prf(1, 2, 2)
    assert eager["place or none, exact"] == Prf(0, 2, 2)
    assert eager["place"] == Prf(1, 2, 1)
    assert silent["right of items without"] == Rate(1, 1)


def test_of_several_places_each_counts() -> None:
    item = Item(verb=(0, 3), places=frozenset({(5, 8), (10, 14)}))
    assert score_items((item,), (frozenset({(5, 8)}),))["place or none"] == Prf(1, 1, 2)
