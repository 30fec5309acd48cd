"""A time that is a part of a party's name is none."""

from __future__ import annotations

import pytest

from reportedly.extract.times.apart import times_apart
from reportedly.model import Actor, Span, Time


@pytest.mark.parametrize(
    ("text", "name", "time", "kept"),
    [
        ("The Dawn Brigade vowed to answer.", "Dawn Brigade", "The Dawn", False),
        ("The Black September Movement denied it.", "Black September Movement", "September", False),
        ("In September the Movement denied it.", "Movement", "September", True),
        ("Rebels struck at dawn.", "Rebels", "dawn", True),
        ("On Friday rebels fled.", "rebels", "Friday", True),
    ],
)
def test_times_apart(text: str, name: str, time: str, kept: bool) -> None:
    start, at = text.index(name), text.index(time)
    actors = [Actor(id="a1", name=name, mentions=(Span(start=start, end=start + len(name)),))]
    given = Time(id="t1", start=at, end=at + len(time), type="DATE", value="X")
    assert list(times_apart([given], actors)) == [given] * kept
