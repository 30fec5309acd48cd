"""Capture -> whether it is read at all: language, length, subject, each before anything dear is done.

A page is refused by all that it shows, where that is enough; only then its article is sought, and judged once more.
What is about armed conflict hardly ever fails: the gate weighs the best passage of a hundred words, and what stands
around the article takes none of its words away (``bench/crawl.py`` counts).
"""

from __future__ import annotations

from dataclasses import dataclass

from reportedly.clean import clean
from reportedly.clean.decode import decode
from reportedly.clean.glance import glance
from reportedly.clean.language import holds_english, language_of
from reportedly.codebook.blocks import BlockMarks, load_block_marks
from reportedly.codebook.gate import WORD, Gate, load_gate
from reportedly.codebook.quantities import load_quantities
from reportedly.crawl.records import Aside, Cause, Found, Kept
from reportedly.errors import LanguageError, LengthError
from reportedly.failures import failure_of
from reportedly.gate import judge
from reportedly.model import Article, Capture, Failure

LEAST = 20  # words of an article
MOST = 60_000  # characters of an article; one of more takes a worker over a gigabyte, and is no news report
SEEN = 600  # characters of a page that are looked at together
READ = ("headline", "paragraph")


@dataclass(frozen=True, slots=True, kw_only=True)
class Sieve:
    """What sifting needs: no parser, no model. Loaded once a process."""

    marks: BlockMarks
    gate: Gate
    numbers: frozenset[str]


def load_sieve() -> Sieve:
    """Load the gate, the marks of blocks and the words that are numbers.

    Raises:
        CodebookError: a table under ``data/`` is malformed.
    """
    words = load_quantities()
    return Sieve(
        marks=load_block_marks(),
        gate=load_gate(),
        numbers=frozenset(words.units) | frozenset(words.teens) | frozenset(words.tens) | frozenset(words.scales),
    )


def sift(found: Found, sieve: Sieve) -> Kept | Aside | Failure:
    """Say whether a page is to be read: ``Kept`` with its article, ``Aside`` with the reason, or a ``Failure``."""
    capture = found.what
    if not isinstance(capture, Capture):
        return capture
    try:
        return sifted(capture, found.retrieved, sieve)
    except LanguageError as error:
        return aside(capture, found.retrieved, "language", str(error))
    except LengthError as error:
        return aside(capture, found.retrieved, "length", str(error))
    except Exception as error:
        return failure_of(capture, error)


def sifted(capture: Capture, retrieved: str | None, sieve: Sieve) -> Kept | Aside:
    """Sift a page that may be none.

    Raises:
        CleanError: it holds no text, or no article.
    """
    body, _ = decode(capture.body)
    seen = glance(body, capture.media_type)
    language = foreign(seen)
    if language is not None:
        return aside(capture, retrieved, "language", f"the page is not in English (language found: {language})")
    verdict = judge(seen, sieve.gate)
    if not verdict.passes:
        return aside(capture, retrieved, "subject", verdict.reason)
    article, notices = clean(capture, sieve.marks)
    words = words_of(article)
    if len(words) < LEAST:
        reason = f"{len(words)} words are too few for a report (least {LEAST})"
        return aside(capture, retrieved, "length", reason, article.publisher)
    if len(article.text) > MOST:
        reason = f"{len(article.text):,} characters are too many for a crawl (most {MOST:,})"
        return aside(capture, retrieved, "length", reason, article.publisher)
    verdict = judge(article.text, sieve.gate)
    if not verdict.passes:
        return aside(capture, retrieved, "subject", verdict.reason, article.publisher)
    return Kept(
        path=capture.path,
        article=article,
        notices=notices,
        words=" ".join(words),
        figures=" ".join(word for word in words if word.isdigit() or word in sieve.numbers),
        retrieved=retrieved,
    )


def aside(capture: Capture, retrieved: str | None, cause: Cause, reason: str, publisher: str | None = None) -> Aside:
    """Set a page aside."""
    return Aside(
        path=capture.path,
        cause=cause,
        reason=reason,
        key=capture.key,
        url=capture.url,
        publisher=publisher or capture.publisher,
        retrieved=retrieved,
    )


def foreign(text: str) -> str | None:
    """Give the code of the language that a page is surely in, if no stretch of it is plainly English.

    >>> foreign("Die Armee sagte am Montag, der Hügel sei von den Rebellen zurückerobert worden, die nachts flohen.")
    'de'
    >>> foreign("Startseite Politik Sport Wetter Impressum " * 9 + "The army said that it had taken the hill.")
    """
    if holds_english(text, SEEN):
        return None
    language = language_of(text)
    return None if language == "en" else language


def words_of(article: Article) -> list[str]:
    """Give the words of an article's headline and paragraphs in lower case."""
    parts = (article.text[block.start : block.end] for block in article.blocks if block.kind in READ)
    return [word.lower() for part in parts for word in WORD.findall(part)]
