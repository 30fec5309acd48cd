"""The gazetteer: keys that forgive transliteration, look-up in place, ranking, and surviving a pickle."""

from __future__ import annotations

import pickle
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from time import process_time

import pytest

from reportedly.errors import CodebookError
from reportedly.gazetteer import Gazetteer, layout, open_gazetteer
from reportedly.gazetteer.names import exact_key, tolerant_key, vowel_distance

SAME = [
    ("Baghuz", "Baghouz", "Bagouz"),
    ("Deir ez-Zor", "Deir Ezzor", "Dayr az Zawr", "Deir al-Zour"),
    ("al-Hol", "Al Hawl", "el-Houl"),
    ("Raqqa", "Ar Raqqah", "al-Rakka"),
    ("Kobani", "Kobane", "Kobanê"),
    ("Kyiv", "Kiev"),
    ("Hasaka", "Al-Hassakeh", "Hasakah"),
    ("Qamishli", "Kamishly"),
    ("Hawija", "Al Huwayjah"),
    ("Khan Yunis", "Khan Younis"),
    ("Avdiivka", "Avdiyivka"),
]


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return open_gazetteer()


@pytest.mark.parametrize("spellings", SAME, ids=[row[0] for row in SAME])
def test_spellings_share_a_tolerant_key(spellings: tuple[str, ...]) -> None:
    assert len({tolerant_key(exact_key(name))[0] for name in spellings}) == 1


def test_other_names_do_not() -> None:
    keys = [tolerant_key(exact_key(name))[0] for name in ("Mosul", "Tikrit", "Homs", "Hama", "Aleppo", "Gaza")]
    assert len(set(keys)) == len(keys)


def test_vowels_tell_homographs_apart() -> None:
    homs, hims, hamas = (tolerant_key(exact_key(name))[1] for name in ("Homs", "Hums", "Hamas"))
    assert vowel_distance(homs, hims) < vowel_distance(homs, hamas)


@pytest.mark.parametrize(
    ("name", "latitude", "longitude", "country"),
    [
        ("Raqqa", 35.95, 39.01, "SY"),
        ("Mosul", 36.34, 43.12, "IQ"),
        ("Sana'a", 15.35, 44.21, "YE"),
        ("Kharkiv", 49.98, 36.25, "UA"),
        ("Goma", -1.67, 29.23, "CD"),
        ("Cox's Bazar", 21.44, 91.97, "BD"),
    ],
)
def test_best_known_comes_first(
    gazetteer: Gazetteer, name: str, latitude: float, longitude: float, country: str
) -> None:
    towns = [entry for entry in gazetteer.find(name) if entry.kind == "locality"]
    assert (towns[0].latitude, towns[0].longitude) == pytest.approx((latitude, longitude), abs=0.05)
    assert towns[0].country == country


def test_village_by_another_spelling(gazetteer: Gazetteer) -> None:
    assert not gazetteer.find("Bagouz")
    near = [entry for entry in gazetteer.find_like("Bagouz") if entry.country == "SY" and entry.apart == 0]
    assert near[0].gazetteer_id == "gn:171944"
    assert (near[0].latitude, near[0].longitude) == pytest.approx((34.432, 40.992), abs=0.01)


def test_divisions_by_code(gazetteer: Gazetteer) -> None:
    texas, syria = gazetteer.division("US.TX"), gazetteer.division("SY")
    assert texas is not None
    assert syria is not None
    assert (texas.kind, texas.gazetteer_id, texas.admin1) == ("admin1", "gn:4736286", "Texas")
    assert (syria.kind, gazetteer.name_of(syria)) == ("country", "Syria")
    assert gazetteer.division("XX.99") is None


def test_nothing_for_nothing(gazetteer: Gazetteer) -> None:
    assert gazetteer.find("") == gazetteer.find("...") == gazetteer.find_like("'") == ()
    assert gazetteer.find("Xqzwv") == ()


def test_opens_at_once_and_survives_a_pickle(gazetteer: Gazetteer) -> None:
    start = process_time()
    again = pickle.loads(pickle.dumps(gazetteer))
    assert process_time() - start < 0.05
    assert again.find("Aleppo") == gazetteer.find("Aleppo")


def test_threads_share_one(gazetteer: Gazetteer) -> None:
    names = ["Homs", "Kherson", "Gao", "Taiz", "Myitkyina"] * 20
    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(gazetteer.find, names)) == [gazetteer.find(name) for name in names]


def test_another_file_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "gazetteer.bin"
    path.write_bytes(b"not a gazetteer")
    with pytest.raises(CodebookError, match="is not a gazetteer"):
        Gazetteer(path)
    with pytest.raises(CodebookError, match="cannot be read"):
        Gazetteer(tmp_path / "missing.bin")


@pytest.mark.parametrize("degrees", [-90.0, -0.12574, 0.0, 36.335, 90.0])
def test_degrees_keep_two_metres(degrees: float) -> None:
    packed = layout.pack_degrees(degrees, 90)
    assert layout.unpack_degrees(packed, 90) == pytest.approx(degrees, abs=0.00002)


@pytest.mark.parametrize("people", [0, 1, 500, 34_000, 9_000_000])
def test_population_keeps_its_size(people: int) -> None:
    assert layout.unpack_population(layout.pack_population(people)) == pytest.approx(people, rel=0.06)
