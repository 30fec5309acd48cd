"""Reading -> rows: nothing is added, the sentence is found without a parse, the speaker's chain runs inward."""

from __future__ import annotations

import pytest

from reportedly.codebook.event_types import load_event_types
from reportedly.codebook.families import load_families
from reportedly.ledger.rows import rows_of, sentence_of
from reportedly.ledger.words import content_words
from reportedly.model import Capture, Reading, Span
from reportedly.reading import Reader, read_article
from tests.conftest import article_of

TEXT = (
    "Gen. Amal Tarek said on Sunday that rebels had shelled Harem, killing at least 12 civilians. "
    "Reuters, citing a medic, said that three soldiers died in the U.S. strike near Idlib on Friday."
)


@pytest.fixture(scope="module")
def reading(reader: Reader) -> Reading:
    result = read_article(Capture(path="x.txt", body=TEXT.encode(), published="2019-02-11"), reader)
    assert isinstance(result, Reading)
    return result


def test_rows_say_what_the_reading_says(reading: Reading) -> None:
    rows = rows_of(reading, report=7)
    assert [row.claim for row in rows] == [claim.id for claim in reading.claims]
    assert {row.report for row in rows} == {7}
    assert {row.reported for row in rows} == {"2019-02-11"}
    killing = next(row for row in rows if row.event_type == "killing")
    assert (killing.family, killing.counted[0].low, killing.counted[0].printed) == ("death", 12, "at least 12")
    assert killing.speaker.name == "Amal Tarek"
    assert killing.recipient_types == ("civilian",)
    claimless = [row for row in rows if row.day_start is None and row.day_end is None]
    assert all(next(c for c in reading.claims if c.id == row.claim).time is None for row in claimless)


def test_a_quoted_agency_is_the_speakers(reading: Reading) -> None:
    quoted = [row for row in rows_of(reading) if row.speaker.agency]
    assert quoted
    assert {row.speaker.agency for row in quoted} == {"Reuters"}


@pytest.mark.parametrize(
    ("word", "begins", "ends"),
    [("shelled", "Gen. Amal", "12 civilians."), ("died", "Reuters, citing", "on Friday.")],
)
def test_the_sentence_ends_at_its_own_stop(word: str, begins: str, ends: str) -> None:
    at = TEXT.index(word)
    span = sentence_of(article_of(TEXT), Span(start=at, end=at + len(word)))
    assert TEXT[span.start : span.end].startswith(begins)
    assert TEXT[span.start : span.end].endswith(ends)


def test_every_type_stands_in_one_family() -> None:
    assert load_families().keys() == load_event_types().types.keys()


def test_figures_are_whole_words() -> None:
    assert content_words("Some 11,000 fighters’ families") == ("11,000", "fighter", "famili")


@pytest.mark.parametrize(
    ("text", "arrives"),
    [
        ("Some 400 families were taken to a camp near Idlib on Friday.", True),
        ("About 90 fighters were evacuated from Homs on Friday.", False),
        ("About 90 fighters were evacuated from a suburb of Homs to the countryside on Friday.", False),
        ("Hundreds of people left Homs on Friday.", False),
        ("Hundreds of people fled into Idlib on Friday.", True),
    ],
)
def test_a_place_that_people_are_taken_to_is_where_they_arrive(text: str, arrives: bool, reader: Reader) -> None:
    result = read_article(Capture(path="x.txt", body=text.encode(), published="2017-02-11"), reader)
    assert isinstance(result, Reading)
    moved = [row for row in rows_of(result) if row.family == "movement" and row.place is not None]
    assert [row.arrives for row in moved] == [arrives]
