"""The gate before the parse: each cause told apart, and nothing that tells of fighting refused."""

from __future__ import annotations

import pytest

from reportedly.clean.glance import TAG, glance, running
from reportedly.crawl.records import Aside, Found, Kept
from reportedly.crawl.sift import Sieve, load_sieve, sift
from reportedly.model import Capture, Failure
from tests.crawl.archive import page

TOLD = (
    "Militants shelled an army post near the port on Monday, killing twelve soldiers, the defence ministry said.",
    "The army answered with air strikes on the group's positions in the hills, a spokesman told reporters.",
    "Eight civilians were wounded in the fighting, according to the hospital, and 40 families fled the district.",
)
CALM = ("The choir sang in the old hall on Sunday, and the visitors stayed for tea, which the wardens had made.",) * 3


@pytest.fixture(scope="module")
def sieve() -> Sieve:
    return load_sieve()


def sifted(sieve: Sieve, body: bytes | str, media: str = "text/html") -> Kept | Aside | Failure:
    content = body.encode() if isinstance(body, str) else body
    capture = Capture(path="here", body=content, media_type=media, url="https://paper.example/1")  # type: ignore[arg-type]
    return sift(Found(what=capture, retrieved="2019-03-02T10:00:00Z"), sieve)


def cause(what: Kept | Aside | Failure) -> str:
    return what.cause if isinstance(what, Aside) else type(what).__name__


def test_what_tells_of_fighting_is_kept_with_its_words_and_figures(sieve: Sieve) -> None:
    kept = sifted(sieve, page("Twelve killed", list(TOLD)))
    assert isinstance(kept, Kept)
    assert kept.words.startswith("twelve killed militants shelled an army post")
    assert kept.figures == "twelve twelve eight 40"
    assert kept.retrieved == "2019-03-02T10:00:00Z"


@pytest.mark.parametrize(
    ("body", "wanted"),
    [
        (page("The choir", list(CALM)), "subject"),
        (
            page("Der Chor", ["Der Chor sang am Sonntag in der alten Halle, und die Gäste blieben zum Tee." * 3]),
            "language",
        ),
        (
            page("Krieg", ["Die Armee meldete am Montag zwölf Tote nach dem Beschuss eines Postens am Hafen." * 3]),
            "language",
        ),
        (page("Shelled", ["Militants shelled a post."]), "length"),
        (b"", "Failure"),
        (b"\x89PNG\r\n\x1a\n" + bytes(500), "Failure"),
        (b"<html>" + b"x" * 4_000_001, "Failure"),
    ],
)
def test_each_cause_is_told_apart(sieve: Sieve, body: bytes, wanted: str) -> None:
    assert cause(sifted(sieve, body)) == wanted


def test_headlines_of_other_reports_do_not_make_a_page_one_of_fighting(sieve: Sieve) -> None:
    teasers = "".join(f"<li><a href='/{n}'>Rebels shell army base, killing {n} soldiers</a></li>" for n in range(9))
    body = page("The choir", list(CALM)).replace(b"</article>", f"</article><div><ul>{teasers}</ul></div>".encode())
    assert cause(sifted(sieve, body)) == "subject"


def test_menus_in_another_language_do_not_hide_a_report(sieve: Sieve) -> None:
    menu = "<div>" + "Startseite Politik Sport Wetter Impressum Datenschutz " * 60 + "</div>"
    body = page("Twelve killed", list(TOLD)).replace(b"<article>", menu.encode() + b"<article>")
    assert cause(sifted(sieve, body)) == "Kept"


def test_links_and_marks_within_the_text_do_not_hide_a_report(sieve: Sieve) -> None:
    marked = [
        text.replace("Militants", "<a href='/m'>Militants</a>").replace("killing", "<b><a href='/k'>killing</a></b>")
        for text in TOLD
    ]
    kept = sifted(sieve, page("Twelve killed", marked))
    assert isinstance(kept, Kept)


@pytest.mark.parametrize(
    ("body", "wanted"),
    [
        ("<p>" * 30_000 + TOLD[0], "length"),
        ("<script" * 50_000, "subject"),
        ("<a>" * 20_000 + TOLD[0], "subject"),
        ("<!--" * 1000, "subject"),
        ("&#0;" * 5000, "subject"),
        ("<div>" * 50_000 + "</p>" * 50_000, "subject"),
        ("<nav><aside><svg>" * 50_000, "subject"),
        ("<a =' " * 50_000, "subject"),
        ("<b><a>x" * 50_000, "subject"),
    ],
    ids=["paragraphs", "scripts", "links", "remarks", "nothings", "depth", "menus", "quotes", "marks"],
)
def test_hostile_markup_is_no_report(sieve: Sieve, body: str, wanted: str) -> None:
    assert cause(sifted(sieve, body)) == wanted


@pytest.mark.parametrize(
    "around",
    [
        "<nav><ul><li>Menu</ul>{}",
        "<head><title>Twelve killed</title>{}",
        "<div id='comments'>No remarks yet{}",
        "<p title='a > b'>{}",
        "<script>if (a < b) document.write('<script>')</script>{}",
        "<style>nav::after {{ content: '<nav>' }}</style>{}<!-- <aside> -->",
        "<!--[if IE]><nav><![endif]-->{}",
        '<script type=\'application/ld+json\'>{{"articleBody": "{}"}}</script><p>The choir sang.',
    ],
    ids=["menu", "head", "remarks", "attribute", "script", "style", "browser", "data"],
)
def test_no_markup_hides_what_a_page_tells(around: str) -> None:
    seen = glance(around.format("<h1>Twelve</h1>" + TOLD[0]), "text/html")
    assert "Militants shelled an army post near the port" in seen


@pytest.mark.parametrize(
    "around",
    [
        "<nav><div><nav></nav>{}</div></nav>The choir",
        "<head><script>{}</script></head>The choir",
        "<div class='comments'><div></div><p>{}</div>The choir",
        "<template><p>{}</template>The choir",
        "<li><b><a href='#'>{}</a></b><li>The choir",
        "<!-- {} -->The choir",
    ],
    ids=["menu", "script", "remarks", "template", "link", "remark"],
)
def test_what_is_no_running_text_is_not_seen(around: str) -> None:
    assert glance(around.format(TOLD[0]), "text/html").split() == ["The", "choir"]


def test_depth_is_bounded_and_what_lies_deeper_is_seen() -> None:
    page = running(TAG.split(b"<div>" * 5000 + b"<p>Deep" * 5000))
    assert page.count(b"Deep") == 5000


def test_plain_text_is_sifted_as_it_stands(sieve: Sieve) -> None:
    assert cause(sifted(sieve, "\n\n".join(TOLD), "text/plain")) == "Kept"
    assert cause(sifted(sieve, "\n\n".join(CALM), "text/plain")) == "subject"


def test_what_would_take_too_much_memory_is_set_aside(sieve: Sieve) -> None:
    assert cause(sifted(sieve, "\n\n".join([*TOLD, *CALM] * 200), "text/plain")) == "length"
