"""The codebook of event types and the code lists beside it."""

from __future__ import annotations

import pytest

from reportedly.codebook import event_types as module
from reportedly.codebook.event_types import CodeList, codes_of, load_code_list, load_event_types
from reportedly.codebook.modality import load_modality
from reportedly.codebook.triggers import load_triggers
from reportedly.errors import CodebookError

DESIGNED = """battle, ground-assault, territory-gain, territory-loss, siege, airstrike, drone-strike, missile-strike,
shelling, bombing, suicide-bombing, mine-explosion, shooting, killing, injury, execution, sexual-violence, torture,
abduction, hostage-taking, detention, surrender, release, property-destruction, looting, displacement, evacuation,
return, aid-delivery, aid-obstruction, deployment, withdrawal, arms-supply, ceasefire, ceasefire-violation, negotiation,
agreement, threat, accusation, denial, declaration, sanction, protest, riot""".replace("\n", " ")
ADDED = """human-shields, cyberattack, expulsion, asylum, aid-suspension, access, show-of-force, peacekeeping, visit,
cooperation, relations-cut, concession, easing, offer, demand, refusal, support, condemnation, investigation,
restriction, boycott""".replace("\n", " ")


def test_the_types_are_those_designed_and_those_added() -> None:
    assert set(load_event_types().types) == {name.strip() for name in f"{DESIGNED}, {ADDED}".split(",")}


def test_every_type_of_plover_can_be_reached() -> None:
    types = load_event_types()
    assert set(types.lists["plover"].codes) == {entry.codes.plover for entry in types.types.values()} - {None}


def test_plover_has_its_sixteen_types() -> None:
    assert len(load_code_list("plover").codes) == 16


@pytest.mark.parametrize(
    ("event_type", "plover", "cameo", "acled"),
    [
        ("airstrike", "ASSAULT", "19", "Air/drone strike"),
        ("withdrawal", "RETREAT", "08", "Non-violent transfer of territory"),
        ("sanction", "COERCE", "16", None),
        ("declaration", None, "01", None),
    ],
)
def test_codes(event_type: str, plover: str | None, cameo: str, acled: str | None) -> None:
    codes = codes_of(event_type)
    assert (codes.plover, codes.cameo, codes.acled) == (plover, cameo, acled)


def test_an_unknown_type_is_refused() -> None:
    with pytest.raises(CodebookError, match="picnic"):
        codes_of("picnic")


@pytest.mark.parametrize("missing", ["document", "version"])
def test_a_list_without_its_source_does_not_load(monkeypatch: pytest.MonkeyPatch, missing: str) -> None:
    fields = {"document": "A codebook", "version": "1", "codes": {}} | {missing: " "}
    monkeypatch.setattr(module, "read_table", lambda name, kind: CodeList(**fields))  # type: ignore[arg-type]
    with pytest.raises(CodebookError, match="no document and version"):
        load_code_list("plover")


def test_every_type_has_words_that_name_it() -> None:
    words = load_triggers()
    named = {
        sense.type
        for table in (words.verbs, words.nouns, words.adjectives)
        for senses in table.values()
        for sense in senses
    }
    turned = {turn.to for turn in words.turned.values()}
    assert set(load_event_types().types) <= named | turned | set(words.weapon_types.values())


def test_modality_loads() -> None:
    assert load_modality().verbs["hope"] == "hoped"
