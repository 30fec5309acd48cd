"""Where an event happened: sentences of our own writing, the places in each, and the one that is the event's."""

from __future__ import annotations

import pytest

from reportedly.codebook.whereabouts import load_whereabouts
from reportedly.extract.events.whereabouts import likeliest, paths, spots_in
from reportedly.model import Place, Precision
from tests.conftest import Parse

CASES: list[tuple[str, str, dict[str, Precision], str | None]] = [
    ("Shells hit a clinic in Harem, north of Idlib.", "hit", {"Harem": "exact", "Idlib": "near"}, "Harem"),
    ("In Aleppo, two policemen were shot.", "shot", {"Aleppo": "exact"}, "Aleppo"),
    (
        "Gunmen killed a judge in Mosul, a diplomat in Paris said.",
        "killed",
        {"Mosul": "exact", "Paris": "exact"},
        "Mosul",
    ),
    ("Turkey shelled the village of Burj in Syria.", "shelled", {"Turkey": "country", "Burj": "exact"}, "Burj"),
    ("France condemned the raid.", "condemned", {"France": "country"}, None),
]


@pytest.mark.parametrize(("text", "verb", "places", "wanted"), CASES)
def test_the_place_of_an_event(
    parse: Parse, text: str, verb: str, places: dict[str, Precision], wanted: str | None
) -> None:
    _, doc = parse(text)
    known = {name: Place(id=name, name=name, precision=precision) for name, precision in places.items()}
    place_at = {token.i: known[token.text] for token in doc if token.text in known}
    event = next(token for token in doc if token.text == verb)
    spots = spots_in(event.sent, place_at, parties=(), sources=())
    assert likeliest(event, spots, load_whereabouts()) == wanted


def test_the_way_from_a_place_to_an_event(parse: Parse) -> None:
    _, doc = parse("Shells hit a clinic in Harem.")
    place, event = doc[5], doc[1]
    assert paths(place, event)[1] == []
    assert paths(place, event)[0][0].startswith("in:")


def test_without_places_there_is_none(parse: Parse) -> None:
    _, doc = parse("Shells hit a clinic.")
    assert spots_in(doc[1].sent, {}, parties=(), sources=()) == []
    assert likeliest(doc[1], [], load_whereabouts()) is None
