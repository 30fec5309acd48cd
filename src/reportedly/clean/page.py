"""HTML -> main text and metadata, by trafilatura; the date only as the page itself states it, or marked as guessed."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from reportedly.errors import CleanError, LengthError

STATED_META = (
    "article:published_time",
    "og:article:published_time",
    "datepublished",
    "date",
    "pubdate",
    "publish-date",
    "publishdate",
    "dc.date",
    "dc.date.issued",
    "dcterms.created",
    "dcterms.issued",
    "parsely-pub-date",
    "sailthru.date",
    "cxenseparse:recs:publishtime",
)
ISO_DAY = re.compile(r"(?P<day>(?:19|20)\d\d-\d\d-\d\d)")
TOP = 3  # lines among which the headline may stand again
SHORTEST = 60  # characters; less is a notice or a menu
SITE_TAIL = re.compile(r"\s+[|–—-]\s+[^|–—]{2,40}$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """The main text of a page, one paragraph a line group, and what the page says of itself."""

    text: str
    headline: str | None = None
    publisher: str | None = None
    authors: tuple[str, ...] = ()
    url: str | None = None
    stated: str | None = None
    guessed: str | None = None


def read_page(html: str, url: str | None = None) -> Page:
    """Take the article out of a page.

    Raises:
        CleanError: there is no article in it.
    """
    import trafilatura
    from lxml.etree import ParserError

    try:
        tree = trafilatura.load_html(html)
    except (ParserError, ValueError):
        tree = None
    if tree is None:
        raise CleanError("is not a page (no HTML could be read)")
    stated = next(stated_days(tree), None)
    publisher = meta(tree, "og:site_name")
    found: Any = trafilatura.bare_extraction(
        tree,
        url=url,
        with_metadata=True,
        include_comments=False,
        include_tables=True,
        deduplicate=False,
        date_extraction_params={"extensive_search": False, "original_date": True},
    )
    body = (found.text or "").strip() if found is not None else ""
    if len(body) < SHORTEST:
        raise LengthError("no article was found in the page")
    headline = clean_headline(found.title, publisher or found.sitename)
    return Page(
        text=joined(headline, body),
        headline=headline,
        publisher=publisher or found.sitename,
        authors=tuple(name.strip() for name in (found.author or "").split(";") if name.strip()),
        url=url or found.url,
        stated=stated,
        guessed=found.date if stated is None else None,
    )


def joined(headline: str | None, body: str) -> str:
    """Put the headline above the paragraphs, a blank line between all."""
    lines = [" ".join(line.split()) for line in body.splitlines()]
    paragraphs = [line[2:] if line.startswith("- ") else line for line in lines if line]
    if headline:
        top = [line for line in paragraphs[:TOP] if line.casefold() != headline.casefold()]
        paragraphs = [*top, *paragraphs[TOP:]]
    return "\n\n".join([headline, *paragraphs] if headline else paragraphs)


def clean_headline(title: str | None, publisher: str | None) -> str | None:
    """Take the outlet's name off the end of a page's title."""
    if not title:
        return None
    title = " ".join(title.split())
    tail = SITE_TAIL.search(title)
    if tail and publisher and tail.group().strip(" |–—-").casefold() == publisher.casefold():
        title = title[: tail.start()]
    return title or None


def meta(tree: Any, name: str) -> str | None:
    """Give the content of a meta element by its property, name or itemprop."""
    for element in tree.iter("meta"):
        if name in {(element.get(key) or "").lower() for key in ("property", "name", "itemprop")}:
            content = (element.get("content") or "").strip()
            if content:
                return str(content)
    return None


def stated_days(tree: Any) -> Iterator[str]:
    """Give the days of publication that the page states: structured data, meta elements, its time element."""
    for script in tree.iter("script"):
        if (script.get("type") or "").lower() == "application/ld+json" and script.text:
            yield from days_in_json(script.text)
    for name in STATED_META:
        match = ISO_DAY.search(meta(tree, name) or "")
        if match:
            yield match["day"]
    for element in tree.iter("time"):
        marked = element.get("pubdate") is not None or (element.get("itemprop") or "").lower() == "datepublished"
        match = ISO_DAY.search(element.get("datetime") or "")
        if match and marked:
            yield match["day"]


def days_in_json(text: str) -> Iterator[str]:
    """Give each ``datePublished`` of a JSON-LD script, outermost first; a broken script says nothing."""
    try:
        waiting = [json.loads(text)]
    except ValueError:
        return
    while waiting:
        item = waiting.pop(0)
        if isinstance(item, dict):
            match = ISO_DAY.search(str(item.get("datePublished", "")))
            if match:
                yield match["day"]
            waiting.extend(item.values())
        elif isinstance(item, list):
            waiting.extend(item)
