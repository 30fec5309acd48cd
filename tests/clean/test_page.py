"""Pages: the main text and what the page says of itself."""

from __future__ import annotations

import pytest

from reportedly.clean import clean
from reportedly.codebook.blocks import load_block_marks
from reportedly.errors import CleanError
from reportedly.model import Article, Capture

MARKS = load_block_marks()
PARAGRAPHS = [
    "Shells hit the port town of Tel Sarin on Monday, the harbour police said, and houses burned until evening.",
    "The militia that holds the hills above the town did not answer questions about the attack on the port.",
    "Aid workers said that the hospital had run out of fuel and that the road to the airfield was closed to lorries.",
]
JSON_LD = (
    '<script type="application/ld+json">{"@graph":[{"@type":"NewsArticle",'
    '"datePublished":"2016-05-04T09:00:00Z"}]}</script>'
)


def page(head: str = "", body: str | None = None) -> bytes:
    text = "".join(f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS) if body is None else body
    return (
        f"<!doctype html><html lang='en'><head><title>Militia shells port town - The Harbour Times</title>{head}</head>"
        f"<body><nav><a href='/'>Home</a><a href='/war'>War</a></nav><article><h1>Militia shells port town</h1>{text}"
        "</article><footer>© 2016 The Harbour Times. All rights reserved.</footer></body></html>"
    ).encode()


def read(body: bytes) -> Article:
    return clean(Capture(path="x.html", body=body, media_type="text/html"), MARKS)[0]


def test_main_text_without_navigation() -> None:
    article = read(page())
    found = [article.text[block.start : block.end] for block in article.blocks if block.kind == "paragraph"]
    assert found == PARAGRAPHS
    assert article.headline == "Militia shells port town"


@pytest.mark.parametrize(
    ("head", "day", "basis"),
    [
        ('<meta property="article:published_time" content="2016-05-04T10:00:00+02:00">', "2016-05-04", "stated"),
        (JSON_LD, "2016-05-04", "stated"),
        ('<meta name="date" content="2016-05-04">', "2016-05-04", "stated"),
        ('<script type="application/ld+json">{broken</script>', None, "unknown"),
    ],
)
def test_the_day_that_a_page_states(head: str, day: str | None, basis: str) -> None:
    article = read(page(head))
    assert (article.published.date_start, article.published.basis) == (day, basis)


@pytest.mark.parametrize("body", ["", "<p>Sign in to go on.</p>"])
def test_a_page_without_an_article(body: str) -> None:
    with pytest.raises(CleanError, match="no article"):
        read(page(body=body))
