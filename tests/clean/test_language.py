"""Language: plainly English texts are told without the model, all others by it, and both agree."""

from __future__ import annotations

import pytest

from reportedly.clean.language import identifier, is_plainly_english, language_of

ENGLISH = (
    "Shells fell on the northern outskirts of the town for a second day, and two people were hurt, the mayor said. "
    "Residents said they had spent the night in cellars after the power was cut."
)
OTHERS = {
    "fr": "Des obus sont tombés sur la banlieue nord de la ville pour le deuxième jour, selon le maire de la commune.",
    "de": "Granaten fielen am zweiten Tag in Folge auf den Norden der Stadt, sagte der Bürgermeister am Montag dort.",
    "nl": "Granaten vielen voor de tweede dag op het noorden van de stad, zei de burgemeester, die in de kelder was.",
    "da": "Granater faldt for anden dag over den nordlige del af byen, sagde borgmesteren, som havde det fra politiet.",
    "es": "Los proyectiles cayeron por segundo día sobre el norte de la ciudad, dijo el alcalde a los periodistas.",
}


def test_english_needs_no_model() -> None:
    identifier.cache_clear()
    assert language_of(ENGLISH) == "en"
    assert identifier.cache_info().currsize == 0
    assert identifier().classify(ENGLISH)[0] == "en"


@pytest.mark.parametrize("code", OTHERS)
def test_other_languages_are_told_by_the_model(code: str) -> None:
    assert not is_plainly_english(OTHERS[code])
    assert language_of(OTHERS[code]) == code


def test_half_a_page_of_english_is_not_plainly_english() -> None:
    assert not is_plainly_english(f"{OTHERS['de']} {OTHERS['nl']} {OTHERS['fr']} {ENGLISH[:60]}")


@pytest.mark.parametrize("text", ["", "12 45 77", "ok"])
def test_too_little_to_tell(text: str) -> None:
    assert language_of(text) is None
