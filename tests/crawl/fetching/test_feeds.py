from __future__ import annotations

import time
from pathlib import Path

import pytest

from reportedly.crawl.fetching.feeds import LARGEST, MOST, Entry, day_of, is_feed, read_feed
from reportedly.errors import FetchError

URL = "http://a.test/news/feed.xml"
ITEM = (
    "<item><title>Shelling in Harem</title><link>http://a.test/1</link>"
    "<pubDate>Mon, 02 Feb 2026 23:30:00 -0500</pubDate></item>"
)


def rss(items: str, head: str = "") -> str:
    return f'<?xml version="1.0"?>{head}<rss version="2.0"><channel><title>News</title>{items}</channel></rss>'


def urls(text: str | bytes, content_type: str | None = None) -> list[str]:
    body = text.encode() if isinstance(text, str) else text
    return [entry.url for entry in read_feed(body, URL, content_type).entries]


ATOM = """<feed xmlns="http://www.w3.org/2005/Atom" xml:base="http://a.test/base/"><title>x</title>
<entry><title type="html">A &lt;b&gt;bold&lt;/b&gt; claim</title><link rel="self" href="/self"/><link href="one"/>
<published>2026-02-01T00:10:00+09:00</published><updated>2026-02-05T00:00:00Z</updated></entry>
<entry><title>Two</title><link rel="alternate" href="/two#part"/><updated>2026-02-05T00:00:00Z</updated></entry>
</feed>"""
RDF = """<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"
 xmlns:dc="http://purl.org/dc/elements/1.1/"><channel rdf:about="x"><title>x</title></channel>
<item rdf:about="http://a.test/1"><title>One</title><link>http://a.test/1</link><dc:date>2026-02-01</dc:date></item></rdf:RDF>"""
OLD = """<!DOCTYPE rss PUBLIC "-//Netscape Communications//DTD RSS 0.91//EN" "http://127.0.0.1:1/rss-0.91.dtd">
<rss version="0.91"><channel><title>x</title><item><title>One</title><link>1.html</link></item></channel></rss>"""


@pytest.mark.parametrize(
    ("text", "entries"),
    [
        pytest.param(
            rss(ITEM), [Entry(url="http://a.test/1", published="2026-02-02", title="Shelling in Harem")], id="RSS 2.0"
        ),
        pytest.param(OLD, [Entry(url="http://a.test/news/1.html", title="One")], id="RSS 0.91"),
        pytest.param(RDF, [Entry(url="http://a.test/1", published="2026-02-01", title="One")], id="RSS 1.0"),
        pytest.param(
            ATOM,
            [
                Entry(url="http://a.test/base/one", published="2026-02-01", title="A <b>bold</b> claim"),
                Entry(url="http://a.test/two", title="Two"),  # updated is no day of publication
            ],
            id="Atom",
        ),
        pytest.param(
            rss("<item><guid>http://a.test/g</guid></item><item><guid isPermaLink='false'>x</guid></item>"),
            [Entry(url="http://a.test/g")],
            id="guid",
        ),
        pytest.param(rss(""), [], id="empty"),
        pytest.param(
            rss(ITEM * 3 + ITEM.replace("/1", "/1#comments")),
            [read_feed(rss(ITEM).encode(), URL).entries[0]],
            id="twice",
        ),
    ],
)
def test_entries(text: str, entries: list[Entry]) -> None:
    assert is_feed(text.encode())
    assert list(read_feed(text.encode(), URL).entries) == entries


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Sun, 06 Nov 94 08:49:37 GMT", "1994-11-06"),
        ("6 Nov 2026 08:49", "2026-11-06"),
        ("Fri, Nov 6, 2026", "2026-11-06"),
        ("November 6, 2026 10:00 pm", "2026-11-06"),
        ("06-Nov-2026", "2026-11-06"),
        ("2026-11-06 23:59:59 -11:00", "2026-11-06"),
        ("2026-11-06T23:59:59Z", "2026-11-06"),
        ("2026-11", None),
        ("2026-02-30", None),
        ("06/11/2026", None),
        ("yesterday", None),
        ("", None),
        (None, None),
    ],
)
def test_days_as_they_are_stated(text: str | None, day: str | None) -> None:
    assert day_of(text) == day


@pytest.mark.parametrize(
    ("body", "feed"),
    [
        (b"<!DOCTYPE html><html><rss></rss></html>", False),
        (b"<html><body>rss</body></html>", False),
        (b"", False),
        (b"plain words", False),
        (b"<!-- <rss> -->", False),
        (b"<!-- endless <rss>", False),
        (b"\n" * 100_000 + b"<rss>", False),
        (b"<!DOCTYPE rss [<!ENTITY a '>'>]><rss>", True),
        ("\ufeff<rss>".encode(), True),
        ("<feed>".encode("utf-16"), True),
        ("<feed>".encode("utf-16-be"), True),
        (b"\n\n <?xml version='1.0' encoding='nonsense'?>\n<rdf:RDF", True),
    ],
)
def test_a_page_is_told_from_a_feed(body: bytes, feed: bool) -> None:
    assert is_feed(body) is feed


@pytest.mark.parametrize(
    ("encoding", "declared", "content_type"),
    [
        ("utf-8", "utf-8", "text/xml"),
        ("latin-1", "utf-8", "text/xml; charset=utf-8"),  # lies
        ("utf-8", "iso-8859-1", "text/xml; charset=iso-8859-1"),  # lies too
        ("latin-1", "iso-8859-1", None),
        ("windows-1251", "windows-1251", None),
        ("koi8-r", "", "text/xml; charset=koi8-r"),
        ("utf-16", "utf-16", None),
        ("utf-16-le", "utf-8", None),
        ("utf-32", "utf-32", None),
        ("utf-8", "rot13", None),
        ("utf-8", "unicode_escape", None),
    ],
)
def test_encodings(encoding: str, declared: str, content_type: str | None) -> None:
    title = "Дамаск" if encoding in ("windows-1251", "koi8-r") else "Überfall"
    said = f' encoding="{declared}"' if declared else ""
    text = rss(ITEM.replace("Shelling in Harem", title)).replace('<?xml version="1.0"', f'<?xml version="1.0"{said}')
    assert [entry.title for entry in read_feed(text.encode(encoding), URL, content_type).entries] == [title]


def test_links_that_lead_to_no_page() -> None:
    links = [
        *("javascript:alert(1)", "file:///etc/passwd", "data:text/html,x", "http://u:p@a.test/", "mailto:a@b.c"),
        *("http://[::1", "ftp://a.test/x", "http://a.test:0/"),
    ]
    feed = read_feed(rss("".join(f"<item><link>{link}</link></item>" for link in links) + ITEM).encode(), URL)
    assert [entry.url for entry in feed.entries] == ["http://a.test/1"]
    assert all("p@" not in link for link in feed.unusable)


@pytest.mark.parametrize(
    "broken", [rss(ITEM)[:-30], rss(ITEM + "<b>"), rss(ITEM + "&nbsp;&undefined;"), rss("\x0b" + ITEM)]
)
def test_what_can_be_read_of_a_broken_feed_is_read(broken: str) -> None:
    assert urls(broken) == ["http://a.test/1"]


@pytest.mark.parametrize("body", [b"<rss", b"<rss><channel><", b"<rss>\x00\x01", b"<feed>&#0;", b"<rss></channel>"])
def test_a_feed_that_is_broken_says_so(body: bytes) -> None:
    with pytest.raises(FetchError, match="broken|cannot be read") as caught:
        read_feed(body, URL)
    assert (caught.value.cause, caught.value.lasting) == ("feed", False)
    assert "\n" not in str(caught.value)
    assert "unknown" not in str(caught.value)


def test_entities_are_neither_expanded_nor_loaded(tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("secret")
    laughs = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    item = "<item><title>&l9;&file;</title><link>http://a.test/1</link></item>"
    kind = f'<!DOCTYPE rss [<!ENTITY l0 "ha">{laughs}<!ENTITY file SYSTEM "{secret.as_uri()}">]>'
    begun = time.process_time()
    (entry,) = read_feed(rss(item, kind).encode(), URL).entries
    assert time.process_time() - begun < 1
    assert "secret" not in (entry.title or "")
    assert len(entry.title or "") < 50


def test_bytes_that_look_like_an_address_are_not_opened(tmp_path: Path) -> None:
    for body in (b"http://127.0.0.1:1/feed", str(tmp_path).encode(), b"/etc/passwd"):
        assert not is_feed(body)
        with pytest.raises(FetchError, match="no feed"):
            read_feed(body, URL)


def test_a_huge_feed_is_refused_and_a_long_one_cut() -> None:
    with pytest.raises(FetchError, match="larger than"):
        read_feed(rss(" " * LARGEST).encode(), URL)
    items = "".join(f"<item><link>/{number}</link></item>" for number in range(MOST + 10))
    assert len(urls(rss(items))) == MOST


@pytest.mark.parametrize(
    "hostile",
    [
        pytest.param("<item><author>" + "a." * 150_000 + "</author></item>", id="quadratic search for an address"),
        pytest.param("<item><author>" + ("a." * 499 + " ") * 300 + "</author></item>", id="the same in short"),
        pytest.param("<item>" * 500_000, id="nested items"),
        pytest.param("<a>" * 500_000, id="nested elements"),
        pytest.param("<a " + "a=b " * 500_000, id="a tag without end"),
        pytest.param("<![CDATA[" * 3_000, id="sections without end"),
        pytest.param("<!A " * 3_000, id="declarations"),
    ],
)
def test_hostile_feeds_cost_little(hostile: str) -> None:
    begun = time.process_time()
    try:
        read_feed(rss(ITEM + hostile).encode(), URL)
    except FetchError as error:
        assert error.cause == "feed"  # noqa: PT017
    assert time.process_time() - begun < 3


def test_what_is_long_but_no_attack_is_left_alone() -> None:
    link = "http://a.test/" + "Az0-" * 700
    picture = f'<item><description><img src="data:image/png;base64,{"Az0/" * 50_000}"/></description></item>'
    lines = f"<item><description>{'one<br>' * 3_000}</description></item>"
    assert urls(rss(f"<item><link>{link}</link></item>{picture}{lines}")) == [link]


def test_how_often_a_feed_wants_to_be_asked() -> None:
    assert read_feed(rss("<ttl>60</ttl>").encode(), URL).ttl == 3600
    assert read_feed(rss("<ttl>often</ttl>").encode(), URL).ttl == 0
