"""The whole way for one report: invariants that hold for every reading."""

from __future__ import annotations

import pickle
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from importlib.resources import files

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reportedly.captures import read_captures
from reportedly.model import Capture, Failure, Reading
from reportedly.reading import Reader, decode, encode, read_article
from tests.conftest import shared_reader

SAMPLES = str(files("reportedly") / "data" / "samples" / "samples.jsonl")


def captures() -> list[Capture]:
    return [item for item in read_captures([SAMPLES]) if isinstance(item, Capture)]


@pytest.fixture(scope="module")
def readings(reader: Reader) -> list[Reading]:
    return [item for item in (read_article(capture, reader) for capture in captures()) if isinstance(item, Reading)]


def test_all_samples_are_read(readings: list[Reading]) -> None:
    assert len(readings) == 12
    assert all(reading.claims and reading.attributions for reading in readings)


def test_decode_is_the_inverse_of_encode(readings: list[Reading]) -> None:
    for reading in readings:
        line = encode(reading)
        assert b"\n" not in line
        assert line.startswith(b'{"schema":"reportedly.reading/1","article":{"id":')
        assert decode(line) == reading


def test_the_same_bytes_give_the_same_bytes(readings: list[Reading], reader: Reader) -> None:
    with ThreadPoolExecutor(2) as pool:
        again = list(pool.map(lambda capture: encode(read_article(capture, reader)), reversed(captures())))  # type: ignore[arg-type]
    assert again == [encode(reading) for reading in reversed(readings)]


def test_the_reader_survives_pickling(reader: Reader, readings: list[Reading]) -> None:
    copy = pickle.loads(pickle.dumps(replace(reader, nlp=None)))  # type: ignore[arg-type] # the parser pickles itself
    again = read_article(captures()[0], replace(copy, nlp=reader.nlp))
    assert encode(again) == encode(readings[0])  # type: ignore[arg-type]


def test_every_figure_holds_its_digits(readings: list[Reading]) -> None:
    for reading in readings:
        for item in reading.quantities:
            words = reading.article.text[item.start : item.end]
            digits = {word.replace(",", "") for word in words.replace("-", " ").split() if word[:1].isdigit()}
            values = {value for value in (item.low, item.best, item.high) if value is not None}
            if digits and values and all(word.isdigit() for word in digits):
                assert values <= {float(word) for word in digits}, (words, values)


def test_what_is_not_parsed_holds_no_claim(readings: list[Reading]) -> None:
    for reading in readings:
        read_blocks = [block for block in reading.article.blocks if block.kind in ("headline", "paragraph")]
        for claim in reading.claims:
            assert any(block.start <= claim.trigger.start and claim.trigger.end <= block.end for block in read_blocks)


def test_a_fault_of_ours_is_a_row_and_one_line(monkeypatch: pytest.MonkeyPatch, reader: Reader) -> None:
    def fails(*_: object) -> None:
        raise IndexError("list index\nout of range")

    monkeypatch.setattr("reportedly.reading.extract", fails)
    result = read_article(captures()[0], reader)
    assert isinstance(result, Failure)
    assert result.error == "IndexError"
    assert "a fault of reportedly" in result.message
    assert "\n" not in result.message
    with pytest.raises(IndexError):
        read_article(captures()[0], reader, debug=True)


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    st.lists(
        st.sampled_from(
            [
                "The army", "said", "on Monday", '"', "“", "”", "(", "killed", "2 to 3", "Baghuz", "—", "\n\n", ".",
                ",", "he", "\u200f", "العربية", "🚑", "\x00", "\r", "that", "at least", "February", "/AFP Photo",
                "hoped to", "' ",
            ]
        ),
        max_size=40,
    )
)  # fmt: skip
def test_nothing_breaks_the_reader(words: list[str]) -> None:
    reader = shared_reader()
    result = read_article(Capture(path="x", body=" ".join(words).encode()), reader)
    assert isinstance(result, Reading | Failure)


@pytest.mark.parametrize(
    "told",
    [
        "Militants launched counter attacks that were beaten back, an officer said.",
        "An attack was beaten back, and nine men were killed, an officer said.",
    ],
)
def test_the_place_of_a_caption_is_no_claim_s(told: str, reader: Reader) -> None:
    text = (
        f"Fighting goes on\nThe Harbour Times\n\n{told}\n\n"
        "Soldiers stand guard in Mosul, May 3, 2016. /KPG Photo\n\nFour people were killed, it said.\n"
    )
    reading = read_article(Capture(path="x", body=text.encode(), published="2016-05-04"), reader)
    assert isinstance(reading, Reading)
    assert "Mosul" in {place.name for place in reading.places}
    assert len(reading.claims) > 2
    assert all(claim.place is None and claim.time is None for claim in reading.claims)


@pytest.mark.parametrize(
    ("headline", "source"),
    [
        ("Shelling kills nine in market town, officials say", "officials"),
        ("Fighting displaces thousands in northern province, aid groups say", "aid groups"),
    ],
)
def test_who_is_named_after_what_he_tells_did_not_do_it(headline: str, source: str, reader: Reader) -> None:
    body = f"{headline}\n\nThe army said nothing more about it on Monday.".encode()
    reading = read_article(Capture(path="headline", body=body), reader)
    assert isinstance(reading, Reading)
    told = [claim for claim in reading.claims if claim.trigger.start < len(headline)]
    assert told
    assert all(claim.actors == () for claim in told)
    by = {item.id: item.source for item in reading.attributions}
    said = [by[claim.attribution] for claim in told if claim.attribution]
    assert any(item is not None and reading.article.text[item.start : item.end] == source for item in said)


@pytest.mark.parametrize(
    ("told", "source", "harmed"),
    [
        (
            "The shelling hit the market, killing at least nine people and wounding dozens, the town's mayor, Idris "
            "Malo, said.",
            "the town's mayor, Idris Malo,",
            {"people"},
        ),
        (
            "Gunmen attacked a village, killing six farmers and a teacher, the district's governor, Karim Sabri, said.",
            "the district's governor, Karim Sabri,",
            {"farmers", "teacher"},
        ),
        (
            "The shelling hit the market, killing nine people and wounding dozens, including the mayor, Idris Malo, a "
            "witness said.",
            "a witness",
            {"people", "Idris Malo"},
        ),
        (
            "Rebels killed three people, including the judge, Omar Sabri, and wounded a guard.",
            None,
            {"people", "Omar Sabri", "guard"},
        ),
        (
            "The shelling hit the market, killing nine people and wounding dozens, among them the mayor, Idris Malo.",
            None,
            {"people", "Idris Malo"},
        ),
    ],
)
def test_who_tells_of_victims_by_name_and_office_is_none(
    told: str, source: str | None, harmed: set[str], reader: Reader
) -> None:
    reading = read_article(Capture(path="told", body=told.encode()), reader)
    assert isinstance(reading, Reading)
    sources = [item.source for item in reading.attributions if item.source is not None]
    assert [told[item.start : item.end] for item in sources] == ([source] if source else [])
    names = {actor.id: actor.name for actor in reading.actors}
    victims = [claim for claim in reading.claims if claim.event_type in ("killing", "injury")]
    assert {names[one] for claim in victims for one in claim.recipients} == harmed


@pytest.mark.parametrize(
    ("told", "parties", "figures"),
    [
        ("Shelling killed 30 and wounded dozens.", set(), {"30", "dozens"}),
        ("40 dead in clashes near Homs", set(), {"40"}),
        ("Terrorist attack on Damascus kills 5 injures 50", set(), {"5"}),
        ("Five soldiers were killed and 12 injured, four of them badly.", {"soldiers"}, {"Five", "12", "four"}),
        ("The wounded were evacuated to Turkey.", {"wounded"}, set()),
        ("Rebels killed one of the soldiers.", {"Rebels", "soldiers"}, {"one"}),
        ('"We counted between 40 and 60 wounded," the doctor said.', set(), {"between 40 and 60"}),
    ],
)
def test_a_figure_or_a_verb_alone_is_no_party(told: str, parties: set[str], figures: set[str], reader: Reader) -> None:
    reading = read_article(Capture(path="told", body=told.encode()), reader)
    assert isinstance(reading, Reading)
    names = {actor.id: actor.name for actor in reading.actors}
    assert {names[one] for claim in reading.claims for one in (*claim.actors, *claim.recipients)} == parties
    assert {told[one.start : one.end] for one in reading.quantities} >= figures
