"""Our steps, put together for measuring: loaded when first asked for, so that a missing step fails only its task."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING, Any, NamedTuple

from bench.articles import article_of
from reportedly.errors import CodebookError
from reportedly.model import Actor, Attribution, Place, Quantity, Time

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

    from reportedly.assemble import Mentions
    from reportedly.model import Article

Text = tuple[str, str | None]
"""A text and the day of its publication, or None."""

MISSING = (ImportError, AttributeError, NotImplementedError, CodebookError)


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


def extracted(texts: Iterable[Text]) -> Iterator[Extracted]:
    """Run the whole extraction on plain texts: what ``read_article`` does between cleaning and assembling.

    Where the package does not put its steps together yet, as many of them as exist are run in the order of the way.
    """
    whole = composition()
    for article, doc in parsed(texts):
        yield Extracted(article, doc, whole(article, doc))


@cache
def composition() -> Callable[[Article, Doc], Mentions]:
    """Give the package's own composition of the steps, or ours."""
    try:
        from reportedly.reading import extract

        reader = load("reading", "load_reader")
    except MISSING as error:
        warn(f"no whole reading yet ({error!r}): running the steps that exist")
        return compose
    return lambda article, doc: extract(article, doc, reader)


def compose(article: Article, doc: Doc) -> Mentions:
    """Run the steps one by one, leaving out those that are not there."""
    from reportedly.assemble import Mentions

    times = attempt(lambda: times_of(article, doc))
    quantities = attempt(lambda: quantities_of(article, doc, times))
    places = attempt(lambda: places_of(article, doc))
    actors = attempt(lambda: actors_of(article, doc, places))
    actors = attempt(lambda: references_of(article, doc, actors)) or actors
    attributions = attempt(lambda: attributions_of(article, doc, actors, times))
    found = Mentions(actors=actors, places=places, times=times, quantities=quantities, attributions=attributions)
    events = attempt(lambda: events_of(article, doc, found, "find_events"))
    return Mentions(
        actors=actors, places=places, times=times, quantities=quantities, attributions=attributions, events=events
    )


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


def actors_of(article: Article, doc: Doc, places: tuple[Place, ...]) -> tuple[Actor, ...]:
    """Run the step of actors on found places: one a party, its named mentions."""
    parties, lexicon = load("codebook.parties", "load_parties"), load("codebook.roles", "load_roles")
    return tuple(step("actors", "find_actors")(article, doc, parties=parties, lexicon=lexicon, places=places))


def references_of(article: Article, doc: Doc, actors: tuple[Actor, ...]) -> tuple[Actor, ...]:
    """Run the step of references on found actors."""
    lexicon = load("codebook.roles", "load_roles")
    return tuple(step("references", "resolve_references")(article, doc, actors=actors, lexicon=lexicon))


def attributions_of(
    article: Article, doc: Doc, actors: tuple[Actor, ...], times: tuple[Time, ...]
) -> tuple[Attribution, ...]:
    """Run the step of attributions on found actors and times."""
    lexicon = load("codebook.speech", "load_speech")
    return tuple(step("attributions", "find_attributions")(article, doc, lexicon=lexicon, actors=actors, times=times))


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
