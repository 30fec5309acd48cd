"""Places: what is found, what is not, where it is put, and with what precision; sentences of our own."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from reportedly.codebook.places import load_places
from reportedly.extract.places import find_places
from reportedly.extract.places.relations import KM_A_DEGREE
from reportedly.gazetteer import Gazetteer, open_gazetteer
from reportedly.model import Article, Block, Place, Published
from reportedly.parse import parse_article
from tests.conftest import Parse

CASES: list[dict[str, Any]] = yaml.safe_load((Path(__file__).parents[1] / "cases" / "places.yml").read_text("utf-8"))


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return open_gazetteer()


def far(place: Place, at: list[float]) -> float:
    assert place.latitude is not None
    assert place.longitude is not None
    return KM_A_DEGREE * max(abs(place.latitude - at[0]), abs(place.longitude - at[1]))


def check(place: Place, wanted: dict[str, Any]) -> None:
    for field in ("country", "precision"):
        if field in wanted:
            assert getattr(place, field) == wanted[field], (place.name, field)
    if "at" in wanted and wanted["at"] is None:
        assert place.latitude is None
        assert place.longitude is None
    elif "at" in wanted:
        assert far(place, wanted["at"]) <= wanted["km"], place


@pytest.mark.parametrize("case", CASES, ids=[case["text"][:60] for case in CASES])
def test_cases(case: dict[str, Any], parse: Parse, gazetteer: Gazetteer) -> None:
    article, doc = parse(case["text"])
    found = list(find_places(article, doc, lexicon=load_places(), gazetteer=gazetteer))
    names: dict[str, Place] = {}
    for place in found:
        names.setdefault(place.name, place)
    assert set(case["wanted"]) <= set(names)
    for name, wanted in case["wanted"].items():
        check(names[name], wanted)
    mentioned = " | ".join(article.text[span.start : span.end] for place in found for span in place.mentions)
    for word in case.get("never", ()):
        assert word not in mentioned.replace(",", "").split(), (word, mentioned)
    if not case["wanted"]:
        assert not found


def test_one_place_has_all_its_mentions_in_order(parse: Parse, gazetteer: Gazetteer) -> None:
    article, doc = parse("The U.S. said so.\nThe United States left Syria. Syria's army stayed.")
    found = list(find_places(article, doc, lexicon=load_places(), gazetteer=gazetteer))
    shown = [[article.text[span.start : span.end] for span in place.mentions] for place in found]
    assert shown == [["U.S.", "United States"], ["Syria", "Syria"]]
    assert [place.id for place in found] == ["p1", "p2"]


@pytest.mark.parametrize("text", ["The envoy flew to Washington, D.C.", "Troops came home to Fayetteville, N.C."])
def test_an_abbreviation_that_ends_the_text_ends_within_it(parse: Parse, gazetteer: Gazetteer, text: str) -> None:
    article, doc = parse(text)
    found = list(find_places(article, doc, lexicon=load_places(), gazetteer=gazetteer))
    assert found[-1].mentions[-1].end == len(text)


def test_captions_are_read_and_credits_are_not(gazetteer: Gazetteer, nlp: Any) -> None:
    text = "Syria: troops advance.\nPeople walk near Raqqa, Syria.\nPhoto: Aleppo Press"
    kinds = [("paragraph", 0, 22), ("caption", 23, 53), ("credit", 54, len(text))]
    blocks = tuple(Block(kind=kind, start=start, end=end) for kind, start, end in kinds)  # type: ignore[arg-type]
    article = Article(id="x", text=text, published=Published(), blocks=blocks)
    found = list(find_places(article, parse_article(article, nlp), lexicon=load_places(), gazetteer=gazetteer))
    assert [place.name for place in found] == ["Syria", "near Raqqa"]


def test_demonyms_count_only_when_asked(parse: Parse, gazetteer: Gazetteer) -> None:
    article, doc = parse("Yemeni officials met Saudi envoys.")
    lexicon = load_places()
    assert not list(find_places(article, doc, lexicon=lexicon, gazetteer=gazetteer))
    found = find_places(article, doc, lexicon=lexicon, gazetteer=gazetteer, demonyms=True)
    assert [place.country for place in found] == ["YE", "SA"]
