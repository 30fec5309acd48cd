"""Capture -> article: the one canonical text, its blocks and its metadata. After this the text is never altered.

Plain text is kept character for character. Of a page the main text is taken. Whatever must be known of how it was
read (a guessed encoding, an inferred date, a repeated caption) comes out as notices beside the article.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator

from reportedly.clean.blocks import block_notices, find_blocks
from reportedly.clean.case import is_capitals_copy
from reportedly.clean.decode import decode
from reportedly.clean.language import language_of
from reportedly.clean.metadata import agencies_of, authors_of, dateline_of, headline_of, publisher_of
from reportedly.clean.page import Page, read_page
from reportedly.clean.published import published_notices, published_of
from reportedly.codebook.blocks import BlockMarks
from reportedly.errors import LanguageError, LengthError
from reportedly.model import Article, Block, Capture, Notice

MAX_CHARACTERS = 300_000
READ_LANGUAGE = "en"
CONTROL = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f]")


def clean(capture: Capture, marks: BlockMarks) -> tuple[Article, tuple[Notice, ...]]:
    """Make the article of a capture, with notices on what its reader must know.

    Raises:
        CleanError: the bytes hold no text, no article, too much, or a language that is not read.
    """
    body, encoding = decode(capture.body)
    page, blocks = lay_out(body, capture, marks)
    text = page.text
    language = language_of(" ".join(text[block.start : block.end] for block in blocks if block.kind == "paragraph"))
    if language not in (READ_LANGUAGE, None):
        raise LanguageError(f"text is not in English (language found: {language})")
    if not any(block.kind in ("paragraph", "headline") for block in blocks):
        raise LengthError("holds no paragraph of text")
    published = published_of(
        text,
        blocks,
        given=capture.published,
        url=capture.url or page.url,
        stated=page.stated,
        listed=capture.listed,
        guessed=page.guessed,
    )
    article = Article(
        id=hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest(),
        key=capture.key,
        url=capture.url or page.url,
        publisher=capture.publisher or publisher_of(text, blocks) or page.publisher,
        authors=authors_of(text, blocks, marks) or page.authors,
        headline=headline_of(text, blocks),
        dateline=dateline_of(text, blocks),
        agencies=agencies_of(text, blocks, marks),
        language=language,
        text=text,
        published=published,
        blocks=blocks,
    )
    notices = (
        *encoding_notices(encoding, text),
        *published_notices(published),
        *block_notices(text, blocks),
        *language_notices(language),
        *case_notices(text),
    )
    return article, notices


def lay_out(body: str, capture: Capture, marks: BlockMarks) -> tuple[Page, tuple[Block, ...]]:
    """Give the canonical text with what a page says of itself, and its blocks, whatever the language.

    Raises:
        CleanError: a page without an article, or more text than a report holds.
    """
    page = read_page(body, capture.url) if capture.media_type == "text/html" else Page(text=body)
    if len(page.text) > MAX_CHARACTERS:
        raise LengthError(f"text of {len(page.text):,} characters is longer than a report (limit {MAX_CHARACTERS:,})")
    publisher = capture.publisher or page.publisher
    return page, find_blocks(page.text, marks, headline=page.headline, publisher=publisher)


def encoding_notices(encoding: str, text: str) -> Iterator[Notice]:
    """Say where the bytes could be read only by a guess, or hold what no text should."""
    if encoding in ("cp1252", "latin-1"):
        yield Notice(code="encoding-guessed", message=f"the bytes are not UTF-8; they were read as {encoding}")
    strange = CONTROL.search(text)
    if strange:
        yield Notice(
            code="control-characters",
            message="the text holds control characters; they are kept as they are",
            start=strange.start(),
            end=strange.end(),
        )


def language_notices(language: str | None) -> Iterator[Notice]:
    """Say where the language could not be told."""
    if language is None:
        yield Notice(code="language-unknown", message="too little text to tell its language; it was read as English")


def case_notices(text: str) -> Iterator[Notice]:
    """Say where a text came in capitals alone."""
    if is_capitals_copy(text):
        yield Notice(code="capitals", message="the text is in capitals; it was read with small letters restored")


def main_text(text: str, blocks: tuple[Block, ...]) -> str:
    """Give the text without its headline, a line a block: what is compared with other systems' main text of a page."""
    return "\n".join(text[block.start : block.end] for block in blocks if block.kind != "headline")
