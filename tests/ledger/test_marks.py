"""What the words beside a figure say of it: an earlier toll, one that grew, a part and its whole."""

from __future__ import annotations

import pytest

from reportedly.ledger.records import Counted
from reportedly.ledger.rows import rows_of
from reportedly.model import Capture, Reading
from reportedly.reading import Reader, read_article


def counted(reader: Reader, text: str) -> dict[str, Counted]:
    reading = read_article(Capture(path="x.txt", body=text.encode(), published="2019-05-03"), reader)
    assert isinstance(reading, Reading)
    return {item.printed: item for row in rows_of(reading) for item in row.counted}


@pytest.mark.parametrize(
    ("text", "printed", "standing"),
    [
        ("A bombing killed 14 people, the governor said, raising an earlier toll of nine.", "nine", "earlier"),
        ("A bombing killed 14 people, the governor said, updating a previous toll of 12 dead.", "12", "earlier"),
        ("A raid killed 53 people. The monitor had initially given a death toll of 34 civilians.", "34", "earlier"),
        ("Shelling killed nine people in Dortha. The toll rose to 12, a doctor said.", "12", "later"),
        ("Shelling killed nine people in Dortha, including four children.", "nine", "own"),
        ("Shelling killed nine people in Dortha. Two of them died in a school.", "Two", "part"),
    ],
)
def test_standing(reader: Reader, text: str, printed: str, standing: str) -> None:
    assert counted(reader, text)[printed].standing == standing


def test_a_part_has_its_whole(reader: Reader) -> None:
    text = "Some 3,500 people left the village of Dortha, among them about 500 fighters who surrendered."
    whole = counted(reader, text)["about 500"].whole
    assert whole is not None
    assert (whole.printed, whole.of) == ("Some 3,500", "people")


def test_shells_are_no_whole_of_the_wounded(reader: Reader) -> None:
    text = "Some 40 mortar shells hit Dortha on Friday, and five of the wounded died."
    assert all(item.whole is None for item in counted(reader, text).values())


def test_a_day_is_a_part_of_days(reader: Reader) -> None:
    text = "About 2,500 people left Dortha on Friday. Since Wednesday, more than 5,000 people have left the village."
    found = counted(reader, text)
    assert found["About 2,500"].whole is not None
    assert found["About 2,500"].whole.printed == "more than 5,000"
    assert found["more than 5,000"].whole is None


def test_another_figure_counts_what_was_counted_before(reader: Reader) -> None:
    text = "At least nine soldiers were killed near Dortha. A doctor put the number at 12."
    reading = read_article(Capture(path="x.txt", body=text.encode()), reader)
    assert isinstance(reading, Reading)
    told, again = (row for row in rows_of(reading) if row.event_type == "killing")
    assert (again.retells, told.retells) == (told.claim, None)
    assert again.counted[0].of == "soldiers"
