"""Our steps, put together for measuring: loaded when first asked for, so that a missing step fails only its task."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING, Any

from bench.articles import article_of
from reportedly.model import Actor, Attribution, Place, Time

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

    from reportedly.assemble import Mentions
    from reportedly.model import Article

Text = tuple[str, str | None]
"""A text and the day of its publication, or None."""

MISSING = (ImportError, AttributeError, NotImplementedError)


@cache
def parser() -> Language:
    """Load the parser once."""
    from reportedly.parse import load_parser

    return load_parser()


@cache
def knowledge(kind: str, module: str | None = None) -> Any:
    """Give ``reportedly.codebook.<module>.load_<kind>()``."""
    return getattr(import_module(f"reportedly.codebook.{module or kind}"), f"load_{kind}")()


def step(module: str, function: str) -> Any:
    """Give a step's function by name."""
    return getattr(import_module(f"reportedly.extract.{module}"), function)


@cache
def reader() -> Any:
    """Load the reader of the whole way, once."""
    from reportedly.reading import load_reader

    return load_reader()


def parsed(texts: Iterable[Text]) -> Iterator[tuple[Article, Doc]]:
    """Parse texts, in order."""
    from reportedly.parse import parse_articles

    articles = [article_of(text, published=published) for text, published in texts]
    yield from zip(articles, parse_articles(articles, parser()), strict=True)


def mentions(texts: Iterable[Text]) -> Iterator[tuple[Doc, Mentions]]:
    """Run the whole extraction on plain texts: what ``read_article`` does after cleaning and before assembling."""
    from reportedly.reading import extract

    held = reader()
    for article, doc in parsed(texts):
        yield doc, extract(article, doc, held)


def times_of(article: Article, doc: Doc) -> tuple[Time, ...]:
    """Run the step of times alone."""
    return tuple(step("times", "find_times")(article, doc, lexicon=knowledge("times")))


@cache
def gazetteer() -> Any:
    """Open the gazetteer once."""
    from reportedly.gazetteer import open_gazetteer

    return open_gazetteer()


def places_of(article: Article, doc: Doc) -> tuple[Place, ...]:
    """Run the step of places alone."""
    found = step("places", "find_places")(article, doc, lexicon=knowledge("places"), gazetteer=gazetteer())
    return tuple(found)


def actors_of(article: Article, doc: Doc, places: tuple[Place, ...] = ()) -> tuple[Actor, ...]:
    """Run the step of actors alone: one a party, its named mentions."""
    parties, lexicon = knowledge("parties"), knowledge("actors")
    return tuple(step("actors", "find_actors")(article, doc, parties=parties, lexicon=lexicon, places=places))


def references_of(article: Article, doc: Doc, actors: tuple[Actor, ...]) -> tuple[Actor, ...]:
    """Run the step of references on found actors."""
    lexicon = knowledge("references")
    return tuple(step("references", "resolve_references")(article, doc, actors=actors, lexicon=lexicon))


def attributed(texts: Iterable[Text]) -> Iterator[tuple[Attribution, ...]]:
    """Run the chain up to attributions; the whole reading's own composition where it exists."""
    texts = list(texts)
    try:
        reader()
    except MISSING as error:
        warn(f"no whole reading yet ({error!r}): attributions are run on the steps that exist")
        for article, doc in parsed(texts):
            yield attributions_alone(article, doc)
        return
    for _, found in mentions(texts):
        yield tuple(found.attributions)


def attributions_alone(article: Article, doc: Doc) -> tuple[Attribution, ...]:
    """Run attributions with as many of the steps before it as exist."""
    places = attempt(lambda: places_of(article, doc))
    actors = attempt(lambda: actors_of(article, doc, places))
    actors = attempt(lambda: references_of(article, doc, actors)) or actors
    times = attempt(lambda: times_of(article, doc))
    find, lexicon = step("attributions", "find_attributions"), knowledge("attributions")
    return tuple(find(article, doc, lexicon=lexicon, actors=actors, times=times))


def attempt(run: Callable[[], tuple[Any, ...]]) -> tuple[Any, ...]:
    """Run a step that may not exist yet; give nothing then."""
    try:
        return run()
    except MISSING as error:
        warn(f"a step is missing: {error}")
        return ()


@cache
def warn(message: str) -> None:
    """Say something once on standard error."""
    print(f"bench: {message}", file=sys.stderr)


def named(texts: Iterable[Text]) -> Iterator[tuple[tuple[Actor, ...], tuple[Place, ...]]]:
    """Run actors with their references, and places."""
    for article, doc in parsed(texts):
        places = places_of(article, doc)
        actors = actors_of(article, doc, places)
        yield attempt(lambda: references_of(article, doc, actors)) or actors, places  # noqa: B023 - called at once
