"""What a source asks by a modal, and what it says that it will do itself, in whole readings."""

from __future__ import annotations

import pytest

from reportedly.model import Capture, Reading
from reportedly.reading import Reader, read_article

CASES = [
    ("The rebels must leave the town, the defence minister said.", "demand must occurred"),
    ("The president said that the army must free the nurses.", "demand must occurred"),
    ("The government said it would not negotiate with the rebels.", "refusal would occurred"),
    ("The army said it would help the villagers.", "offer would occurred"),
    ("The militia said it would attack the port.", "ground-assault attack planned"),
    ("The militia would attack the port, the minister said.", "ground-assault attack predicted"),
]


@pytest.mark.parametrize(("text", "wanted"), CASES)
def test_modals(text: str, wanted: str, reader: Reader) -> None:
    reading = read_article(Capture(path="case.txt", body=text.encode()), reader)
    assert isinstance(reading, Reading)
    assert wanted in [
        f"{claim.event_type} {text[claim.trigger.start : claim.trigger.end]} {claim.status}" for claim in reading.claims
    ]


def test_who_must_do_something_by_its_own_account_is_asked_nothing(reader: Reader) -> None:
    text = "The government said it must leave the town. The army should have left, the minister said."
    reading = read_article(Capture(path="case.txt", body=text.encode()), reader)
    assert isinstance(reading, Reading)
    assert "demand" not in {claim.event_type for claim in reading.claims}
