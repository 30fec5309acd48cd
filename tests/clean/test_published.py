"""The day of publication, and how it is known."""

from __future__ import annotations

import pytest

from reportedly.clean import clean
from reportedly.codebook.blocks import load_block_marks
from reportedly.model import Capture, Published

MARKS = load_block_marks()
BODY = "Shells hit the port town on Monday, the harbour police said, and several houses burned until the evening."


def published(text: str, **known: str) -> Published:
    article, _ = clean(Capture(path="x", body=text.encode(), **known), MARKS)  # type: ignore[arg-type]
    return article.published


@pytest.mark.parametrize(
    ("text", "known", "day", "basis"),
    [
        (BODY, {"published": "2016-05-03"}, "2016-05-03", "given"),
        (f"Militia shells port\n4 May 2016\n\n{BODY}", {"published": "2016-05-03"}, "2016-05-03", "given"),
        (f"Militia shells port\n4 May 2016\n\n{BODY}", {}, "2016-05-04", "stated"),
        (f"Militia shells port\nUpdated May 6, 2016 | Published May 4, 2016\n\n{BODY}", {}, "2016-05-06", "stated"),
        (f"Militia shells port\nPublished: 4 May 2016, updated 6 May 2016\n\n{BODY}", {}, "2016-05-04", "stated"),
        (f"TEL SARIN, May 4, 2016 (Reuters) - {BODY}", {}, "2016-05-04", "stated"),
        (BODY, {"url": "https://news.example/2016/05/04/port"}, "2016-05-04", "inferred"),
        (f"{BODY}\n\nA house burns, May 4, 2016. /KPG Photo", {}, "2016-05-04", "inferred"),
        (BODY, {}, None, "unknown"),
        (f"{BODY} The port was last hit on May 4, 2015.", {}, None, "unknown"),
        (BODY, {"url": "https://news.example/story-20161399"}, None, "unknown"),
    ],
)
def test_basis(text: str, known: dict[str, str], day: str | None, basis: str) -> None:
    found = published(text, **known)
    assert (found.date_start, found.date_end, found.basis) == (day, day, basis)


def test_an_inferred_date_points_at_its_words() -> None:
    text = f"{BODY}\n\nA house burns, May 4, 2016. /KPG Photo"
    article, notices = clean(Capture(path="x", body=text.encode()), MARKS)
    assert [text[span.start : span.end] for span in article.published.evidence] == ["May 4, 2016"]
    assert "published-inferred" in {notice.code for notice in notices}
