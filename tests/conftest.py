"""Fixtures that serve the whole run: one parser, one way to make an article of plain text."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

import pytest
from spacy.language import Language

from reportedly.model import Article, Block, Capture, Published, Reading
from reportedly.parse import load_parser, parse_article
from reportedly.parsed import Doc

if TYPE_CHECKING:
    from reportedly.reading import Reader

SAMPLES = files("reportedly") / "data" / "samples" / "samples.jsonl"
Parse = Callable[..., tuple[Article, Doc]]


@cache
def shared_reader() -> Reader:
    """Give the one reader. Hypothesis prints the arguments of a failing test, and a reader is too large to be one."""
    from reportedly.reading import load_reader

    return load_reader()


@pytest.fixture(scope="session")
def reader() -> Reader:
    return shared_reader()


@pytest.fixture(scope="session")
def nlp() -> Language:
    return load_parser()


@pytest.fixture(scope="session")
def samples(reader: Reader) -> tuple[Reading, ...]:
    """The readings of the twelve samples, in their order: read once a run."""
    from reportedly.captures import read_captures
    from reportedly.reading import read_article

    found = [read_article(capture, reader) for capture in read_captures([str(SAMPLES)]) if isinstance(capture, Capture)]
    readings = tuple(item for item in found if isinstance(item, Reading))
    assert len(readings) == 12
    return readings


def article_of(text: str, *, published: str | None = None) -> Article:
    """Make an article whose every line is a paragraph; ``published`` is one ISO day."""
    blocks = tuple(
        Block(kind="paragraph", start=match.start(), end=match.end()) for match in re.finditer(r"[^\n]+", text)
    )
    dated = Published(date_start=published, date_end=published, basis="given" if published else "unknown")
    return Article(id="test", text=text, language="en", published=dated, blocks=blocks)


@pytest.fixture(scope="session")
def parse(nlp: Language) -> Parse:
    """Give ``(article, doc)`` for a text: ``parse("Troops left.", published="2019-02-10")``."""

    def parse_text(text: str, *, published: str | None = None) -> tuple[Article, Doc]:
        article = article_of(text, published=published)
        return article, parse_article(article, nlp)

    return parse_text
