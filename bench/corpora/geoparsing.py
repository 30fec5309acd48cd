"""LGL (Lieberman, Samet and Sankaranarayanan, 2010) and GeoVirus (Gritta, Pilehvar and Collier, 2018).

News with toponyms and coordinates, as XML; the tags tell which of the two it is. Every span is checked against its
phrase: GeoVirus' offsets are one too high. A toponym that is not at its offsets, nor one before, is dropped.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote
from xml.etree import ElementTree

from bench.spans import Span

ADDED_TO_TITLE = re.compile(r"_\(country\)|,.*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Toponym:
    """A place name in the text; coordinates where the corpus gives them; ``country`` is a name, if it is one itself."""

    span: Span
    latitude: float | None
    longitude: float | None
    country: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A news text and its toponyms."""

    id: str
    text: str
    toponyms: tuple[Toponym, ...]


def read_geoparsing(path: Path) -> list[Document]:
    """Read one corpus file."""
    root = ElementTree.fromstring(path.read_text(encoding="utf-8"))
    return [
        Document(
            id=f"{path.stem}-{at}",
            text=(text := article.findtext("text") or ""),
            toponyms=tuple(sorted(toponyms_of(article, text), key=lambda toponym: toponym.span)),
        )
        for at, article in enumerate(root.iter("article"))
    ]


def toponyms_of(article: ElementTree.Element, text: str) -> Iterator[Toponym]:
    """Give the toponyms of one article, by either of the two corpora's tags."""
    for node in article.iter("toponym"):
        span = anchored(text, number(node, "start"), node.findtext("phrase") or "")
        tag = node.find("gaztag")
        if span:
            country = None
            if tag is not None and (tag.findtext("fcode") or "").startswith("PCL"):
                country = tag.findtext("country") or tag.findtext("name")
            yield toponym(span, tag if tag is not None else node, country)
    for node in article.iter("location"):
        span = anchored(text, number(node, "start"), node.findtext("name") or "")
        if span:
            page = unquote((node.findtext("page") or "").rpartition("/")[2])
            yield toponym(span, node, ADDED_TO_TITLE.sub("", page).replace("_", " ") or None)


def toponym(span: Span, node: ElementTree.Element, country: str | None) -> Toponym:
    """Make a record of a node that may hold ``lat`` and ``lon``."""
    latitude, longitude = node.findtext("lat"), node.findtext("lon")
    known = bool(latitude and longitude)
    return Toponym(
        span=span,
        latitude=float(latitude or 0) if known else None,
        longitude=float(longitude or 0) if known else None,
        country=country,
    )


def number(node: ElementTree.Element, tag: str) -> int:
    """Read a whole number."""
    return int(node.findtext(tag) or -1)


def anchored(text: str, start: int, phrase: str) -> Span | None:
    """Give the span at ``start`` or one before it that holds the phrase.

    >>> anchored("in Mora", 4, "Mora"), anchored("in Mora", 3, "Mora"), anchored("in Mora", 0, "Mora")
    ((3, 7), (3, 7), None)
    """
    for at in (start, start - 1):
        if at >= 0 and phrase and text[at : at + len(phrase)] == phrase:
            return at, at + len(phrase)
    return None
