"""Agencies, datelines, authors and outlets."""

from __future__ import annotations

import pytest

from reportedly.clean import clean
from reportedly.codebook.blocks import load_block_marks
from reportedly.model import Article, Capture

MARKS = load_block_marks()
BODY = "Shells hit the port town on Monday, the harbour police said, and several houses burned until the evening."
END = "The militia did not answer questions about the attack on the port."


def read(text: str) -> Article:
    return clean(Capture(path="x", body=text.encode()), MARKS)[0]


@pytest.mark.parametrize(
    ("text", "agencies"),
    [
        (f"TEL SARIN (Reuters) - {BODY}\n\n{END}", ("Reuters",)),
        (f"TEL SARIN, May 4 (AFP) – {BODY}\n\n{END}", ("AFP",)),
        (f"(AP) — {BODY}\n\n{END}", ("AP",)),
        (f"{BODY}\n\n{END}\n\nSource(s): Reuters, Xinhua", ("Reuters", "Xinhua")),
        (f"Militia shells port\nBy Lena Ostrow, Associated Press\n\n{BODY}\n\n{END}", ("AP",)),
        (f"{BODY}\n\n{END}\n\n(Agence France-Presse)", ("AFP",)),
        (f"TEL SARIN (Levant Press Agency) - {BODY}\n\n{END}", ("Levant Press Agency",)),
        (f"TEL SARIN, May 4 (Northwire) - {BODY}\n\n{END}", ("Northwire",)),
        (f"{BODY}\n\n{END}\n\nSource: Northwire", ("Northwire",)),
        (f"TEL SARIN (near the border) - {BODY}\n\n{END}", ()),
        (f"{BODY}\n\nA police officer told Reuters that the road was closed.\n\n{END}", ()),
        (f"{BODY}\n\nA house burns. REUTERS/Lena Ostrow\n\n{END}", ()),
        (f"{BODY}\n\nA house burns (Lena Ostrow/AFP via Getty Images)\n\n{END}", ()),
    ],
)
def test_agencies(text: str, agencies: tuple[str, ...]) -> None:
    assert read(text).agencies == agencies


@pytest.mark.parametrize(
    ("text", "dateline"),
    [
        (f"TEL SARIN (Reuters) - {BODY}", "TEL SARIN (Reuters)"),
        (f"NEAR TEL SARIN, Syria, May 4 (Reuters) - {BODY}", "NEAR TEL SARIN, Syria, May 4 (Reuters)"),
        (f"Port Said, Egypt (AP) — {BODY}", "Port Said, Egypt (AP)"),
        (BODY, None),
        (f"NATO said it was watching. {BODY}", None),
    ],
)
def test_dateline(text: str, dateline: str | None) -> None:
    assert read(text).dateline == dateline


def test_authors_without_agencies() -> None:
    assert read(f"Militia shells port\nBy Lena Ostrow and Omar Haddad, AFP\n\n{BODY}").authors == (
        "Lena Ostrow",
        "Omar Haddad",
    )


def test_the_outlet_is_printed_or_given() -> None:
    text = f"Militia shells port\nThe Harbour Times\n\n{BODY}"
    assert read(text).publisher == "The Harbour Times"
    given = clean(Capture(path="x", body=text.encode(), publisher="Other Paper"), MARKS)[0]
    assert given.publisher == "Other Paper"


def test_plain_text_is_kept_character_for_character() -> None:
    text = f"  {BODY}\r\n\r\n\t{END}\x0b\u00a0\n"
    assert read(text).text == text
