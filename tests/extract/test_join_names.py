"""What the head of names adds to the rules' actors, and what it takes from them."""

from __future__ import annotations

import pytest

from reportedly.codebook.parties import Parties, load_parties
from reportedly.codebook.roles import RoleLexicon, load_roles
from reportedly.extract.actors.joining import join_names
from reportedly.model import Actor, ActorType, Name, NameKind, Span
from tests.conftest import Parse


@pytest.fixture(scope="module")
def parties() -> Parties:
    return load_parties()


@pytest.fixture(scope="module")
def lexicon() -> RoleLexicon:
    return load_roles()


def name(text: str, phrase: str, kind: NameKind, confidence: float = 0.95) -> Name:
    start = text.index(phrase)
    return Name(start=start, end=start + len(phrase), kind=kind, confidence=confidence)


def actor(text: str, printed: str, kind: ActorType, **more: str) -> Actor:
    start = text.index(printed)
    return Actor(
        id="a1", name=more.get("name", printed), type=kind, mentions=(Span(start=start, end=start + len(printed)),)
    )


@pytest.fixture
def joined(parse: Parse, parties: Parties, lexicon: RoleLexicon):  # type: ignore[no-untyped-def]
    def run(text: str, actors: list[Actor], names: list[Name]) -> dict[str, tuple[str, list[str]]]:
        article, doc = parse(text)
        found = join_names(article, doc, actors=actors, names=names, parties=parties, lexicon=lexicon)
        assert [one.id for one in found] == [f"a{number}" for number in range(1, len(found) + 1)]
        return {one.name: (one.type, [text[m.start : m.end] for m in one.mentions]) for one in found}

    return run


def test_a_person_is_entered_without_title_and_by_surname(joined) -> None:  # type: ignore[no-untyped-def]
    text = "In Tarsk, Secretary Ana Ruiz met the envoys. Ruiz left at noon."
    assert joined(text, [], [name(text, "Secretary Ana Ruiz", "person")]) == {
        "Ana Ruiz": ("person", ["Ana Ruiz", "Ruiz"])
    }


def test_an_unknown_organisation_keeps_its_own_name(joined) -> None:  # type: ignore[no-untyped-def]
    text = "Aid was handed out by the Lampade of Tarsk near the bridge."
    assert joined(text, [], [name(text, "the Lampade", "organisation")]) == {"Lampade": ("unknown", ["Lampade"])}


def test_a_state_that_acts_is_a_party(joined) -> None:  # type: ignore[no-untyped-def]
    text = "Fuel came from Norway in three ships."
    assert joined(text, [], [name(text, "Norway", "organisation")]) == {"Norway": ("state", ["Norway"])}


@pytest.mark.parametrize("phrase", ["the Syrian people", "Norwegian", "the 40 men of Tarsk"])
def test_what_only_tells_the_land_names_nobody(joined, phrase: str) -> None:  # type: ignore[no-untyped-def]
    text = f"It was {phrase} who paid for it."
    assert joined(text, [], [name(text, phrase, "organisation")]) == {}


def test_an_unsure_name_changes_nothing(joined) -> None:  # type: ignore[no-untyped-def]
    text = "They spoke with Velm about the road."
    kept = [actor(text, "Velm", "person")]
    assert joined(text, kept, [name(text, "Velm", "place", 0.6)]) == {"Velm": ("person", ["Velm"])}
    assert joined(text, [], [name(text, "Velm", "person", 0.6)]) == {}


def test_a_place_is_no_person(joined) -> None:  # type: ignore[no-untyped-def]
    text = "They drove past Velm Dara at night."
    assert joined(text, [actor(text, "Velm Dara", "person")], [name(text, "Velm Dara", "place")]) == {}


def test_a_listed_party_stays(joined) -> None:  # type: ignore[no-untyped-def]
    text = "They drove to Hamas at night."
    kept = [actor(text, "Hamas", "armed-group")]
    assert joined(text, kept, [name(text, "Hamas", "place")]) == {"Hamas": ("armed-group", ["Hamas"])}
