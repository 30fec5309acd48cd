"""Two casualties of one sentence: each keeps its own figure."""

from __future__ import annotations

import pytest

from reportedly.model import Capture, Reading
from reportedly.reading import Reader, read_article

BODY = "\n\nThe news was given by a medic in the city on Sunday."


@pytest.mark.parametrize(
    ("headline", "killed", "injured"),
    [
        ("4 Killed over 43 Injured in Dortha Car Bomb", "4", "over 43"),
        ("10 civilians killed 15 injured in shelling of Harem", "10", "15"),
        ("At least 12 people were killed and 30 wounded on Monday", "At least 12", "30"),
        (
            "At least nine people were killed and some 30 wounded when mortar rounds hit a market",
            "At least nine",
            "some 30",
        ),
        ("Two guards were killed and about 15 hurt when a shell landed near the gate", "Two", "about 15"),
        ("12 killed and wounded in Harem raid", "12", "12"),
        ("Some 40 people were killed or wounded on Monday", "Some 40", "Some 40"),
    ],
)
def test_each_keeps_its_own(reader: Reader, headline: str, killed: str, injured: str) -> None:
    reading = read_article(Capture(path="x.txt", body=(headline + BODY).encode(), published="2019-02-11"), reader)
    assert isinstance(reading, Reading)
    printed = {item.id: headline[item.start : item.end] for item in reading.quantities}
    found = {claim.event_type: [printed[item] for item in claim.quantities] for claim in reading.claims}
    assert (found["killing"], found["injury"]) == ([killed], [injured])
