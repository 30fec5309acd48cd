"""A figure given once more is a claim of what was counted before; figures stand by their own casualty word."""

from __future__ import annotations

import pytest

from reportedly.model import Capture, Reading
from reportedly.reading import Reader, read_article

AFTER = " The news was given by a medic in the city on Sunday."


def claims(reader: Reader, text: str) -> list[tuple[str, str, list[str], list[str]]]:
    reading = read_article(Capture(path="x.txt", body=text.encode(), published="2019-05-03"), reader)
    assert isinstance(reading, Reading)
    whole = reading.article.text
    printed = {item.id: whole[item.start : item.end] for item in reading.quantities}
    names = {actor.id: actor.name for actor in reading.actors}
    return [
        (
            claim.event_type,
            whole[claim.trigger.start : claim.trigger.end],
            [printed[item] for item in claim.quantities],
            [names[item] for item in claim.recipients],
        )
        for claim in reading.claims
    ]


@pytest.mark.parametrize(
    ("text", "claim"),
    [
        (
            "At least nine soldiers were killed near Dortha, police said. A hospital official put the number at 12.",
            ("killing", "number", ["12"], ["soldiers"]),
        ),
        (
            "Shelling killed nine people in Dortha, the army said. The toll rose to 12 on Friday, a doctor said.",
            ("killing", "toll", ["12"], ["people"]),
        ),
        (
            "A bombing in Dortha killed at least 14 people, the governor said, raising an earlier toll of nine.",
            ("killing", "toll", ["nine"], ["people"]),
        ),
        (
            "About 3,000 people fled Vellin on Monday, the mayor said. Aid workers put the number at 1,200.",
            ("displacement", "number", ["1,200"], ["people"]),
        ),
        (
            "The blast killed nine people, state media said. A monitor gave a slightly lower toll of seven.",
            ("killing", "toll", ["seven"], ["people"]),
        ),
        (
            "An air strike killed 40 civilians in Vellin. The ministry put the number of dead at 31.",
            ("killing", "dead", ["31"], ["civilians"]),
        ),
        (
            "The toll of a bus bombing near Dortha rose to 14 on Friday, the governor said.",
            ("killing", "toll", ["14"], []),
        ),
        (
            "The death toll from an air strike on a market in Dortha has risen to 27, rescue workers said.",
            ("killing", "toll", ["27"], []),
        ),
    ],
)
def test_a_figure_given_again_is_a_claim(
    reader: Reader, text: str, claim: tuple[str, str, list[str], list[str]]
) -> None:
    assert claim in claims(reader, text)


@pytest.mark.parametrize(
    "text",
    [
        "Twelve people died when a shell hit a school in Vellin. The ministry put the number of schools at 40.",
        "A strike killed 20 civilians in Vellin. A monitor put the death toll in the war at 400,000.",
        "The army put the number at 12. Nobody said of what, and no shell fell in Vellin.",
        "A strike killed 20 civilians in Vellin. Related: Death toll climbs to 22 in island landslide.",
    ],
)
def test_a_number_of_something_else_is_none(reader: Reader, text: str) -> None:
    assert not {"40", "400,000", "12", "22"} & {
        name for _, _, held, people in claims(reader, text) if people for name in held
    }


def test_the_claim_points_at_what_it_takes_up(reader: Reader) -> None:
    text = "At least nine soldiers were killed near Dortha. A doctor put the number at 12."
    reading = read_article(Capture(path="x.txt", body=text.encode()), reader)
    assert isinstance(reading, Reading)
    told, again = (claim for claim in reading.claims if claim.event_type == "killing")
    assert told.trigger in again.evidence
    assert again.place == told.place


@pytest.mark.parametrize(
    ("headline", "killed", "injured"),
    [
        ("Two dead twenty injured in Harem attack", ["Two"], ["twenty"]),
        ("Guards kill 83 Injured 100 fighters near Harem", ["83"], ["100"]),
        ("Seven dead 20 wounded in central Harem blast", ["Seven"], ["20"]),
        ("Shelling killed seven students and injured 19 others.", ["seven"], ["19"]),
        ("Gunmen killed 6 wounded 12 in Harem", ["6"], ["12"]),
        ("The blast left at least 45 people dead and about 30 injured.", ["at least 45"], ["about 30"]),
    ],
)
def test_a_figure_goes_with_the_word_beside_it(
    reader: Reader, headline: str, killed: list[str], injured: list[str]
) -> None:
    found = {kind: held for kind, _, held, _ in reversed(claims(reader, headline + AFTER))}
    assert (found["killing"], found["injury"]) == (killed, injured)
