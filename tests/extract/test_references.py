"""Whom a pronoun, a role or "the group" means."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from reportedly.codebook.parties import Parties, load_parties
from reportedly.codebook.roles import RoleLexicon, load_roles
from reportedly.extract.actors import find_actors
from reportedly.extract.references import resolve_references
from reportedly.model import Actor
from tests.conftest import Parse

CASES = yaml.safe_load((Path(__file__).parents[1] / "cases" / "references.yml").read_text(encoding="utf-8"))


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
    article, doc = parse(case["text"])
    named = tuple(find_actors(article, doc, parties=parties, lexicon=lexicon))
    resolved = resolve_references(article, doc, actors=named, lexicon=lexicon)
    assert [actor.id for actor in resolved] == [actor.id for actor in named]
    added = {
        after.name: [article.text[span.start : span.end] for span in after.mentions if span not in before.mentions]
        for before, after in zip(named, resolved, strict=True)
    }
    assert {name: words for name, words in added.items() if words} == case["adds"]


def test_an_apposition_by_reference_tells_what_a_person_belongs_to(
    parse: Parse, parties: Parties, lexicon: RoleLexicon
) -> None:
    article, doc = parse("The Arakan Army took the base. Khin Zaw, a spokesman for the group, said it was empty.")
    named: tuple[Actor, ...] = tuple(find_actors(article, doc, parties=parties, lexicon=lexicon))
    resolved = {actor.name: actor for actor in resolve_references(article, doc, actors=named, lexicon=lexicon)}
    assert resolved["Khin Zaw"].part_of == ("Arakan Army",)
