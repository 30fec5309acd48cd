"""Blocks: which lines are what. Sentences and credits are of our own writing."""

from __future__ import annotations

import pytest

from reportedly.clean.blocks import block_notices, find_blocks, role_of
from reportedly.clean.metadata import headline_of
from reportedly.codebook.blocks import load_block_marks

MARKS = load_block_marks()


@pytest.mark.parametrize(
    "line",
    [
        "Smoke rises over the harbour, May 3, 2016. /KPG Photo",
        "A tank crosses the bridge on Monday. /Orbit Image",
        "Photo: Lena Ostrow/Harbour Images",
        "FILE PHOTO: A convoy leaves the town of Tel Sarin, March 2, 2018",
        "A medic runs across a street in Tel Sarin [Omar Haddad/Reuters]",
        "Children wait at the crossing (Lena Ostrow/AFP via Getty Images)",
        "Soldiers search a house. (AP Photo/Lena Ostrow)",
        "Residents queue for bread. REUTERS/Lena Ostrow",
        "Image caption: the old market after the raid",
        "Photograph: Lena Ostrow/The Harbour Times",
    ],
)
def test_captions(line: str) -> None:
    assert role_of(line, MARKS) == "caption"


@pytest.mark.parametrize(
    "line",
    [
        "Source: Northwire",
        "Source(s): AFP, AP",
        "(Reporting by Lena Ostrow; Editing by Paul Brenk)",
        "Additional reporting by Lena Ostrow in Tel Sarin",
        "© 2018 The Harbour Times",
        "(Reuters)",
        "– AFP",
        "With inputs from agencies",
    ],
)
def test_credits(line: str) -> None:
    assert role_of(line, MARKS) == "credit"


@pytest.mark.parametrize(
    "line",
    [
        "Read more: the siege in pictures",
        "Advertisement",
        "Subscribe to our newsletter",
        "Share this article",
        "3 min read",
    ],
)
def test_boilerplate(line: str) -> None:
    assert role_of(line, MARKS) == "boilerplate"


@pytest.mark.parametrize(
    "line",
    [
        "Sources in the town said the bridge had been hit twice.",
        "The photo showed a tank burning beside the school.",
        "Reporting restrictions were lifted on Monday, the army said.",
        "Read aloud in parliament, the letter accused the army of lying.",
        "The picture: nobody knows who holds the town, and both sides say they do.",
        "He told Reuters that the troops had left.",
        "Related attacks killed four people in March, police said.",
        "From the hill they could see the town burning.",
        "By nightfall the militia had taken the bridge and the market.",
    ],
)
def test_paragraphs_stay(line: str) -> None:
    assert role_of(line, MARKS) == "paragraph"


def kinds(text: str, **known: str) -> list[str]:
    return [block.kind for block in find_blocks(text, MARKS, **known)]


def test_the_top_of_a_report() -> None:
    text = "Militia shells port town\nThe Harbour Times\nBy Lena Ostrow\n3 May 2016\n\nShells hit the port on Monday.\n"
    assert kinds(text, publisher="The Harbour Times") == ["headline", "publisher", "byline", "dateline", "paragraph"]


def test_a_short_line_that_may_be_a_heading_stays_text() -> None:
    text = "Militia shells port town\nHeavy Fighting Resumes\n\nShells hit the port on Monday.\n"
    assert kinds(text) == ["headline", "paragraph", "paragraph"]


def test_a_text_without_a_headline() -> None:
    assert kinds("Shells hit the port on Monday, police said.\n\nNobody was hurt.") == ["paragraph", "paragraph"]


def test_a_single_line_is_no_headline() -> None:
    assert kinds("Militia shells port town") == ["paragraph"]


def test_a_first_line_of_the_outlet_with_a_remark() -> None:
    text = "The Harbour Times (an invented paper)\nMilitia shells port town\n\nShells hit the port on Monday."
    assert kinds(text) == ["publisher", "headline", "paragraph"]


def test_a_repeated_paragraph_is_set_aside_and_said() -> None:
    line = "Shells hit the port on Monday, the harbour police said."
    text = f"{line}\n\nNobody was hurt.\n\n{line}"
    blocks = find_blocks(text, MARKS)
    assert [block.kind for block in blocks] == ["paragraph", "paragraph", "boilerplate"]
    assert [notice.code for notice in block_notices(text, blocks)] == ["paragraph-repeated"]


def test_a_repeated_caption_stays_a_caption() -> None:
    line = "A tank crosses the bridge on Monday. /Orbit Image"
    text = f"Shells hit the port.\n{line}\n{line}"
    blocks = find_blocks(text, MARKS)
    assert [block.kind for block in blocks] == ["paragraph", "caption", "caption"]
    assert [notice.code for notice in block_notices(text, blocks)] == ["caption-repeated"]


def test_wrapped_lines_are_one_paragraph() -> None:
    text = (
        "Shells hit the port town of Tel Sarin on Monday, the harbour\npolice said, and several houses burned until "
        "the\nevening.\n\nA second salvo fell on the road to the airfield,\nwhere nobody was hurt, they said.\n"
    )
    assert kinds(text) == ["paragraph", "paragraph"]


def test_offsets_cover_words_only() -> None:
    text = "  Shells hit the port.  \r\n\r\n\tNobody was hurt. \n"
    blocks = find_blocks(text, MARKS)
    assert [text[block.start : block.end] for block in blocks] == ["Shells hit the port.", "Nobody was hurt."]


@pytest.mark.parametrize(
    ("headline", "slug"),
    [
        ("UPDATE 3-Shells hit two villages near the dam", "UPDATE 3-"),
        ("WRAPUP 1-Rebels enter the harbour town", "WRAPUP 1-"),
        ("EXCLUSIVE: Envoys to meet in the capital", "EXCLUSIVE:"),
        ("Update on the siege awaited", None),
        ("LEAD-lined trucks cross the border at night", None),
    ],
)
def test_a_slug_before_a_headline_is_no_part_of_what_it_says(headline: str, slug: str | None) -> None:
    text = f"{headline}\nThe Harbour Times\n\nTwo shells fell on Monday, the police said."
    first, second = find_blocks(text, MARKS)[:2]
    if slug is None:
        assert (first.kind, text[first.start : first.end]) == ("headline", headline)
    else:
        assert (first.kind, text[first.start : first.end]) == ("boilerplate", slug)
        assert (second.kind, text[second.start : second.end]) == ("headline", headline.removeprefix(slug).strip())
        assert headline_of(text, find_blocks(text, MARKS)) == headline
