"""Our steps, put together for measuring: loaded when first asked for, so that a missing step fails only its task."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING, Any, NamedTuple

from bench.articles import article_of
from reportedly.model import Place, Quantity, Time

if TYPE_CHECKING:
    from spacy.language import Language

    from reportedly.assemble import Mentions
    from reportedly.model import Article
    from reportedly.parsed import Doc
    from reportedly.reading import Reader

Text = tuple[str, str | None]
"""A text and the day of its publication, or None."""


class Extracted(NamedTuple):
    """A text with its parse and all that our steps found in it."""

    article: Article
    doc: Doc
    mentions: Mentions


@cache
def load(module: str, function: str) -> Any:
    """Call ``reportedly.<module>.<function>()`` once a process."""
    return getattr(import_module(f"reportedly.{module}"), function)()


def step(module: str, function: str) -> Any:
    """Give a step's function by name."""
    return getattr(import_module(f"reportedly.extract.{module}"), function)


def parser() -> Language:
    """Give the parser."""
    return load("parse", "load_parser")  # type: ignore[no-any-return]


def parsed(texts: Iterable[Text]) -> Iterator[tuple[Article, Doc]]:
    """Parse texts, in order."""
    from reportedly.parse import parse_articles

    articles = [article_of(text, published=published) for text, published in texts]
    yield from zip(articles, parse_articles(articles, parser()), strict=True)


def extracted(texts: Iterable[Text], *, learned: bool = True) -> Iterator[Extracted]:
    """Run the whole extraction on plain texts: what ``read_article`` does between cleaning and assembling.

    ``learned``: with the tagger, else by rules alone.
    """
    from reportedly.reading import extract

    held = reader(learned=learned)
    for article, doc in parsed(texts):
        yield Extracted(article, doc, extract(article, doc, held))


@cache
def reader(*, learned: bool = True) -> Reader:
    """Load what a reading needs, once a process."""
    from reportedly.reading import load_reader

    return load_reader(learned=learned)


def times_of(article: Article, doc: Doc) -> tuple[Time, ...]:
    """Run the step of times alone."""
    return tuple(step("times", "find_times")(article, doc, lexicon=load("codebook.times", "load_times")))


def quantities_of(article: Article, doc: Doc, times: tuple[Time, ...]) -> tuple[Quantity, ...]:
    """Run the step of quantities on found times."""
    lexicon = load("codebook.quantities", "load_quantities")
    return tuple(step("quantities", "find_quantities")(article, doc, lexicon=lexicon, times=times))


def places_of(article: Article, doc: Doc) -> tuple[Place, ...]:
    """Run the step of places alone."""
    lexicon, gazetteer = load("codebook.places", "load_places"), load("gazetteer", "open_gazetteer")
    return tuple(step("places", "find_places")(article, doc, lexicon=lexicon, gazetteer=gazetteer))


def events_of(article: Article, doc: Doc, found: Mentions, function: str = "find_mentions") -> tuple[Any, ...]:
    """Run the step of events on all else: every mention, or with ``find_events`` repeated ones joined."""
    return tuple(
        step("events", function)(
            article,
            doc,
            event_types=load("codebook.event_types", "load_event_types"),
            lexicon=load("extract.events", "load_events"),
            actors=found.actors,
            places=found.places,
            times=found.times,
            quantities=found.quantities,
            attributions=found.attributions,
        )
    )


def scene_of(found: Extracted) -> Any:
    """Lay what was found over the tokens, as the step of events does."""
    held = found.mentions
    return step("events.scene", "lay_out")(
        found.article,
        found.doc,
        load("extract.events", "load_events"),
        actors=held.actors,
        places=held.places,
        times=held.times,
        quantities=held.quantities,
        attributions=held.attributions,
    )
