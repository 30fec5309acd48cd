"""The lists of parties and states: that they are whole, and that names are found however they are spelled."""

from __future__ import annotations

import pytest

from reportedly.codebook.names import scan, split_words
from reportedly.codebook.parties import Parties, load_parties
from reportedly.codebook.roles import load_roles


@pytest.fixture(scope="module")
def parties() -> Parties:
    return load_parties()


def found(parties: Parties, text: str) -> list[tuple[str, str]]:
    """Give what is found in a text, each name with the first thing that it can stand for."""
    hits = scan(text, split_words(text), parties.names)
    return [(text[hit.start : hit.end], hit.entries[0].id) for hit in hits]


def test_lists_are_large_and_every_party_can_be_checked(parties: Parties) -> None:
    assert len(parties.parties) >= 600
    assert len(parties.states) >= 195
    assert all(party.source for party in parties.parties.values())


def test_backers_are_named_as_the_lists_name_them(parties: Parties) -> None:
    names = {party.name for party in parties.parties.values()} | {state.name for state in parties.states.values()}
    backers = {backing.by for party in parties.parties.values() for backing in party.backed_by}
    assert backers <= names
    assert {whole for leader in parties.leaders.values() for whole in leader.part_of} <= names


def test_countries_are_states(parties: Parties) -> None:
    countries = {party.country for party in parties.parties.values()} - {None, "EH"}
    assert countries <= set(parties.states)


def test_backing_depends_on_the_year(parties: Parties) -> None:
    sdf = parties.parties["sdf"]
    assert sdf.backers(2014) == ()
    assert sdf.backers(2019) == ("United States",)
    assert sdf.backers(None) == ("United States",)


def test_a_leader_belongs_to_a_body_in_some_years_only(parties: Parties) -> None:
    leader = parties.leaders["Hosni Mubarak"]
    assert leader.wholes(2008) == ("Egypt",)
    assert leader.wholes(2015) == ()


@pytest.mark.parametrize(
    ("printed", "party"),
    [
        ("an-Nusra", "al-nusra"),
        ("Al Nusra", "al-nusra"),
        ("JABHAT AL-NUSRA", "al-nusra"),
        ("Da’esh", "islamic-state"),
        ("People’s Protection Units", "ypg"),
        ("the Séléka", "seleka"),
        ("Lashkar-i-Taiba", "lashkar-e-taiba"),
        ("US-led coalition", "us-led-coalition"),
        ("U.S.-led coalition", "us-led-coalition"),
        ("Ta’ang National Liberation Army", "tnla"),
    ],
)
def test_spellings(parties: Parties, printed: str, party: str) -> None:
    assert [key for _, key in found(parties, f"Then {printed} left.")] == [party]


@pytest.mark.parametrize("text", ["it is late", "who is there", "he sees us", "the pa system", "fano was here"])
def test_small_letters_are_no_acronyms(parties: Parties, text: str) -> None:
    assert found(parties, text) == []


def test_the_longest_name_wins(parties: Parties) -> None:
    assert found(parties, "Iranian Revolutionary Guards of Iran") == [
        ("Iranian Revolutionary Guards", "irgc"),
        ("Iran", "IR"),
    ]


def test_a_name_does_not_run_over_a_line(parties: Parties) -> None:
    assert found(parties, "Arakan\nArmy") == []


def test_words_of_lists_are_lower_case() -> None:
    lexicon = load_roles()
    words = lexicon.titles | lexicon.roles | lexicon.deeds | lexicon.member_nouns | lexicon.not_names
    assert all(word == word.lower() for word in words)
