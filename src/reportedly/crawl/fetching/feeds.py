"""A feed's bytes to its entries: RSS 0.9x, 1.0, 2.0 and Atom, read by feedparser, which never fetches here.

What stands before the root element is dropped before the parse: with it go document types and their entities, and
nothing is left to expand or to load. A text is a text, whatever it says.
"""

from __future__ import annotations

import codecs
import io
import re
from dataclasses import dataclass
from datetime import date
from urllib.parse import urljoin
from xml.sax import SAXException

import feedparser

from reportedly.crawl.fetching.addresses import printable, read_address
from reportedly.crawl.fetching.bounds import bounded
from reportedly.errors import FetchError

LARGEST = 4_000_000  # bytes of a feed
MOST = 2_000  # entries of a feed that are read
HEAD = 64 * 1024  # characters before which the root element must stand
ROOTS = frozenset({"rss", "rdf", "feed", "channel"})
MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
    (b"<\0", "utf-16-le"),
    (b"\0<", "utf-16-be"),
)
ODD_CODECS = frozenset({"idna", "punycode", "raw-unicode-escape", "unicode-escape", "utf-7", "undefined"})
NO_XML = dict.fromkeys(code for code in (*range(32), 0xFFFE, 0xFFFF) if code not in (9, 10, 13))
MONTHS = {
    name: number
    for number, name in enumerate("jan feb mar apr may jun jul aug sep oct nov dec".split(), start=1)  # noqa: SIM905
}
ISO_DAY = re.compile(r"\s*(\d{4})-(\d\d)-(\d\d)(?!\d)")
MAIL_DAY = re.compile(
    r"\s*(?:[a-z]+\.?,?\s+)?(\d{1,2})[\s-]+([a-z]{3})[a-z]*\.?,?[\s-]+(\d{4}|\d\d)(?!\d)", re.IGNORECASE
)
SWAPPED_DAY = re.compile(r"\s*(?:[a-z]+,\s+)?([a-z]{3})[a-z]*\.?\s+(\d{1,2}),?\s+(\d{4})(?!\d)", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A page that a feed names: ``published`` is the day that the feed states, in the offset that it states."""

    url: str
    published: str | None = None
    title: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Feed:
    """A feed's entries, each page once; ``ttl`` in seconds; ``unusable`` are links that no page can be had from."""

    entries: tuple[Entry, ...] = ()
    ttl: float = 0.0
    unusable: tuple[str, ...] = ()


def is_feed(body: bytes, content_type: str | None = None) -> bool:
    """Whether the bytes are meant as a feed, sound or broken: by the root element, not by what the server says.

    >>> is_feed(b"<?xml version='1.0'?><!-- ours --><rss version='2.0'>"), is_feed(b"<!DOCTYPE html><html>")
    (True, False)
    """
    return _root(_decoded(body[: 4 * HEAD], content_type)) is not None


def read_feed(body: bytes, url: str, content_type: str | None = None) -> Feed:
    """Read a feed that was had from ``url``; one that cannot be read is a ``FetchError`` with the cause."""
    if len(body) > LARGEST:
        raise FetchError(f"{url}: the feed is larger than {LARGEST:,} bytes", cause="too-large")
    text = _decoded(body, content_type)
    start = _root(text)
    if start is None:
        raise FetchError(f"{url}: no feed", cause="no-feed")
    rest = bounded(text[start:].translate(NO_XML), url)
    try:
        found = feedparser.parse(
            io.BytesIO(rest.encode("utf-8", errors="replace")),  # never a string: it might be taken for a file or url
            response_headers={"content-type": "application/xml; charset=utf-8", "content-location": url},
            sanitize_html=False,
            resolve_relative_uris=False,
        )
    except Exception as error:  # whatever the parser trips over is the feed's fault
        raise FetchError(f"{url}: the feed cannot be read ({type(error).__name__})", cause="feed") from error
    if found.get("bozo") and not found.entries:
        raise FetchError(f"{url}: the feed is broken ({_why(found.get('bozo_exception'))})", cause="feed")
    entries: dict[str, Entry] = {}
    unusable: dict[str, None] = {}
    for item in found.entries[:MOST]:
        link = str(item.get("link") or "").strip()
        if not link:
            continue
        try:
            at = read_address(urljoin(url, link)).url
        except (FetchError, ValueError):
            unusable[printable(link)] = None
            continue
        entries.setdefault(at, Entry(url=at, published=_published(item, found.version), title=_title(item)))
    return Feed(entries=tuple(entries.values()), ttl=_ttl(found.feed.get("ttl")), unusable=tuple(unusable))


def day_of(text: str | None) -> str | None:
    """Give the day that a feed's date names, as it stands there, without moving it to another time zone.

    >>> day_of("Mon, 02 Feb 2026 23:30:00 -0500"), day_of("2026-02-02T00:10:00+09:00"), day_of("02/03/2026")
    ('2026-02-02', '2026-02-02', None)
    """
    given = (text or "")[:100]
    if found := ISO_DAY.match(given):
        year, month, day = int(found[1]), int(found[2]), int(found[3])
    elif found := MAIL_DAY.match(given):
        year, month, day = int(found[3]), MONTHS.get(found[2].lower(), 0), int(found[1])
    elif found := SWAPPED_DAY.match(given):
        year, month, day = int(found[3]), MONTHS.get(found[1].lower(), 0), int(found[2])
    else:
        return None
    if year < 100:  # two digits, as RFC 822 had them
        year += 1900 if year >= 70 else 2000
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None


def _published(item: feedparser.FeedParserDict, version: str) -> str | None:
    """Give the day of publication. ``dc:date`` is one; what Atom calls ``updated`` is none."""
    if "published" in item:
        return day_of(item["published"])
    if version.startswith("rss") and "updated" in item:
        return day_of(item["updated"])
    return None


def _title(item: feedparser.FeedParserDict) -> str | None:
    return _line(item.get("title"))[:300] or None


def _line(value: object) -> str:
    text = " ".join(str(value or "").split())
    return "".join(letter for letter in text if letter.isprintable())[:300]


def _why(error: object) -> str:
    """Give the parser's words without its place, which is not that of the bytes that were sent."""
    return _line(error.getMessage() if isinstance(error, SAXException) else error) or "unknown"


def _ttl(value: object) -> float:
    text = str(value or "").strip()
    return min(float(text) * 60, 86_400.0) if re.fullmatch(r"\d{1,6}", text) else 0.0


def _root(text: str) -> int | None:
    """Give where the root element begins, if it is that of a feed."""
    at, end = 0, min(len(text), HEAD)
    while at < end:
        at = text.find("<", at, end)
        if at < 0:
            return None
        if text.startswith("<!--", at):
            at = _after(text, "-->", at)
        elif text.startswith("<?", at):
            at = _after(text, "?>", at)
        elif text.startswith("<!", at):
            close, subset = text.find(">", at), text.find("[", at)
            at = _after(text, ">", text.find("]", subset)) if 0 <= subset < close else close + 1
        else:
            name = re.compile(r"<(?:[\w.\-]+:)?([\w.\-]+)").match(text, at)
            return at if name is not None and name[1].lower() in ROOTS else None
        if at <= 0:
            return None
    return None


def _after(text: str, mark: str, at: int) -> int:
    """Give where a mark ends, or 0 where there is none."""
    found = text.find(mark, at) if at >= 0 else -1
    return found + len(mark) if found >= 0 else 0


def _decoded(body: bytes, content_type: str | None) -> str:
    """Decode by the mark at the beginning; else as UTF-8 if it is that; else as is declared; else as western text."""
    for mark, name in MARKS:
        if body.startswith(mark):
            return body.decode(name, errors="replace")
    declared = re.match(rb"\s*<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([\w.\-]{1,40})", body[:400])
    charset = re.search(r"charset\s*=\s*[\"']?([\w.\-]{1,40})", content_type or "", re.IGNORECASE)
    names = ["utf-8", declared[1].decode("ascii", "replace") if declared else "", charset[1] if charset else ""]
    for name in filter(None, names):
        try:
            if codecs.lookup(name).name not in ODD_CODECS:
                return body.decode(name)
        except (LookupError, ValueError):
            continue
    return body.decode("windows-1252", errors="replace")
