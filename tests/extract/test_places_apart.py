"""Which places are left beside the names of parties."""

from __future__ import annotations

import pytest

from reportedly.model import Capture, Reading
from reportedly.reading import Reader, read_article


@pytest.mark.parametrize(
    ("text", "places"),
    [
        (
            "Fighters of the Free Syrian Army shelled a post near Aleppo on Monday, a medic in the town said.",
            {"Aleppo"},
        ),
        ("Daesh fighters attacked the market in Tikrit, the police said on Monday.", {"Tikrit"}),
        ("The Arakan Army took a base in Buthidaung, its spokesman said. Villages in Arakan burned.", {"Buthidaung"}),
        ("Syria said that its army had taken the hill above Quneitra on Monday.", {"Syria", "Quneitra"}),
    ],
)
def test_the_name_of_a_party_holds_no_place(text: str, places: set[str], reader: Reader) -> None:
    reading = read_article(Capture(path="x", body=text.encode(), published="2016-05-04"), reader)
    assert isinstance(reading, Reading)
    assert places <= {place.name.removeprefix("near ").removeprefix("above ") for place in reading.places}
    printed = {reading.article.text[span.start : span.end] for place in reading.places for span in place.mentions}
    assert not printed & {"Free", "Daesh", "Arakan Army"}
