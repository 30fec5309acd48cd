"""Who is named in a sentence."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from reportedly.codebook.parties import Parties, load_parties
from reportedly.codebook.roles import RoleLexicon, load_roles
from reportedly.extract.actors import find_actors
from reportedly.model import Actor, Place, Span
from tests.conftest import Parse

CASES = yaml.safe_load((Path(__file__).parents[1] / "cases" / "actors.yml").read_text(encoding="utf-8"))
FIELDS = ("type", "country", "part_of", "backed_by")


@pytest.fixture(scope="module")
def parties() -> Parties:
    return load_parties()


@pytest.fixture(scope="module")
def lexicon() -> RoleLexicon:
    return load_roles()


@pytest.mark.parametrize(
    "case", [pytest.param(case, id=f"{group}: {case['text'][:50]}") for group, cases in CASES.items() for case in cases]
)
def test_cases(case: dict[str, Any], parse: Parse, parties: Parties, lexicon: RoleLexicon) -> None:
    article, doc = parse(case["text"], published="2020-03-01")
    actors = {actor.name: actor for actor in find_actors(article, doc, parties=parties, lexicon=lexicon)}
    printed = {name: [article.text[m.start : m.end] for m in actor.mentions] for name, actor in actors.items()}
    assert {name: printed.get(name) for name in case.get("has", {})} == case.get("has", {})
    for field in FIELDS:
        for name, wanted in case.get(field, {}).items():
            got: Any = getattr(actors[name], field)
            assert (list(got) if isinstance(got, tuple) else got) == wanted
    assert not set(case.get("not", ())) & {words for mentions in printed.values() for words in mentions}
    assert not set(case.get("not_actor", ())) & set(actors)


def test_ids_follow_the_text_and_spans_never_overlap(parse: Parse, parties: Parties, lexicon: RoleLexicon) -> None:
    article, doc = parse("Hamas and Israel signed. Hamas said Egypt helped, and Mayor Ana Ruiz agreed.")
    actors: list[Actor] = list(find_actors(article, doc, parties=parties, lexicon=lexicon))
    assert [actor.id for actor in actors] == [f"a{number}" for number in range(1, len(actors) + 1)]
    firsts = [actor.mentions[0] for actor in actors]
    assert firsts == sorted(firsts)
    spans = sorted(span for actor in actors for span in actor.mentions)
    assert all(not one.overlaps(other) for one, other in zip(spans, spans[1:], strict=False))


def test_a_place_is_no_person(parse: Parse, parties: Parties, lexicon: RoleLexicon) -> None:
    article, doc = parse("Troops of General Amadou Sissoko reached Ain Issa. Ain Issa was quiet.")
    at = article.text.index("Ain Issa")
    places = [Place(id="p1", name="Ain Issa", mentions=(Span(start=at, end=at + 8),))]
    actors = list(find_actors(article, doc, parties=parties, lexicon=lexicon, places=places))
    assert all(article.text[m.start : m.end] != "Ain Issa" or m.start != at for a in actors for m in a.mentions)
    assert "Amadou Sissoko" in {actor.name for actor in actors}


def test_nothing_in_nothing(parse: Parse, parties: Parties, lexicon: RoleLexicon) -> None:
    article, doc = parse("")
    assert list(find_actors(article, doc, parties=parties, lexicon=lexicon)) == []


def test_a_surname_that_is_also_a_place_stays_a_person(parse: Parse, parties: Parties, lexicon: RoleLexicon) -> None:
    article, doc = parse("General Amadou Florence led the men. Florence said ten had died. He had come from Florence.")
    at = [match.start() for match in re.finditer("Florence", article.text)][1:]
    places = [Place(id="p1", name="Florence", mentions=tuple(Span(start=start, end=start + 8) for start in at))]
    actors = {actor.name: actor for actor in find_actors(article, doc, parties=parties, lexicon=lexicon, places=places)}
    printed = [article.text[m.start : m.end] for m in actors["Amadou Florence"].mentions]
    assert printed == ["Amadou Florence", "Florence"]
