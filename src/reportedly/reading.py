"""Capture -> reading: the whole way for one report, and the codec of the JSON contract.

``read_article`` is pure and deterministic: the same bytes and the same version give the same bytes of JSON, in any
process, on any number of threads, on any processor of x86-64 with AVX2 and FMA. The command line, the desk and the
crawl only call it.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from reportedly import __version__
from reportedly.assemble import Mentions, assemble
from reportedly.clean import clean
from reportedly.clean.case import CASE, case_digest, readable
from reportedly.codebook.blocks import BlockMarks, load_block_marks
from reportedly.codebook.civilians import load_civilians
from reportedly.codebook.event_types import EventTypes, load_event_types
from reportedly.codebook.gate import Gate
from reportedly.codebook.parties import Parties, load_parties
from reportedly.codebook.places import PlaceLexicon, load_places
from reportedly.codebook.quantities import QuantitiesLexicon, load_quantities
from reportedly.codebook.roles import RoleLexicon, load_roles
from reportedly.codebook.speech import SpeechLexicon, load_speech
from reportedly.codebook.times import TimesLexicon, load_times
from reportedly.extract.actors import find_actors
from reportedly.extract.actors.joining import join_names
from reportedly.extract.attributions import find_attributions
from reportedly.extract.attributions.quotations import quotation_notices
from reportedly.extract.events import Knowledge, find_events, load_events
from reportedly.extract.factuality import doubt_notices, rate_events
from reportedly.extract.forecasts import find_forecasts
from reportedly.extract.places import find_places
from reportedly.extract.places.apart import places_apart
from reportedly.extract.quantities import find_quantities
from reportedly.extract.references import resolve_references
from reportedly.extract.times import find_times
from reportedly.extract.times.apart import times_apart
from reportedly.failures import failure_of
from reportedly.gate import judge
from reportedly.gazetteer.store import Gazetteer, open_gazetteer
from reportedly.model import Article, Capture, Failure, Notice, Provenance, Reading, SetAside
from reportedly.parse import load_parser, parse_article, parser_folder
from reportedly.tag import Tagger, load_tagger, tag_article

if TYPE_CHECKING:
    from spacy.language import Language

    from reportedly.parsed import Doc


@dataclass(frozen=True, slots=True, kw_only=True)
class Reader:
    """All that reading needs: parser, gazetteer and knowledge, loaded once a process. Picklable."""

    nlp: Language
    marks: BlockMarks
    event_types: EventTypes
    parties: Parties
    roles: RoleLexicon
    places: PlaceLexicon
    gazetteer: Gazetteer
    times: TimesLexicon
    quantities: QuantitiesLexicon
    speech: SpeechLexicon
    events: Knowledge
    civilians: frozenset[str]
    tagger: Tagger | None
    provenance: Provenance


def load_reader(*, learned: bool = True) -> Reader:
    """Load the parser, the models and all tables; ``learned``: with the tagger, not by rules alone.

    Raises:
        CodebookError: a table under ``data/`` is malformed.
        ModelError: a file of the tagger is missing.
    """
    tagger = load_tagger() if learned else None
    event_types = load_event_types()
    events = load_events()
    return Reader(
        nlp=load_parser(),
        marks=load_block_marks(),
        event_types=event_types,
        parties=load_parties(),
        roles=load_roles(),
        places=load_places(),
        gazetteer=open_gazetteer(),
        times=load_times(),
        quantities=load_quantities(),
        speech=load_speech(),
        events=events,
        civilians=load_civilians(),
        tagger=tagger,
        provenance=Provenance(
            reportedly=__version__,
            codebook=event_types.version,
            models={
                "en_core_web_sm": sha256_of(parser_folder()),
                CASE: case_digest(),
                **(tagger.digests() if tagger else {}),
            },
        ),
    )


def sha256_of(folder: Path) -> str:
    """Hash the files of a model, names and contents, in the order of their names."""
    whole = hashlib.sha256()
    for path in sorted(path for path in folder.rglob("*") if path.is_file() and path.suffix not in (".py", ".pyc")):
        whole.update(path.relative_to(folder).as_posix().encode() + b"\0")
        whole.update(path.read_bytes())
    return whole.hexdigest()


def extract(article: Article, doc: Doc, reader: Reader) -> Mentions:
    """Run the extractors, each on what those before it found."""
    times = tuple(find_times(article, doc, lexicon=reader.times))
    quantities = tuple(find_quantities(article, doc, lexicon=reader.quantities, times=times))
    places = tuple(find_places(article, doc, lexicon=reader.places, gazetteer=reader.gazetteer))
    named = tuple(find_actors(article, doc, parties=reader.parties, lexicon=reader.roles, places=places))
    tags = None
    if reader.tagger is not None:
        tags = tag_article(
            article, doc, reader.tagger, actors=named, places=places, parties=reader.parties, lexicon=reader.roles
        )
        named = join_names(article, doc, actors=named, names=tags.names, parties=reader.parties, lexicon=reader.roles)
    places = tuple(places_apart(places, named))
    times = tuple(times_apart(times, named))
    actors = resolve_references(article, doc, actors=named, lexicon=reader.roles)
    attributions = tuple(find_attributions(article, doc, lexicon=reader.speech, actors=actors, times=times, tags=tags))
    events = tuple(
        find_events(
            article,
            doc,
            event_types=reader.event_types,
            lexicon=reader.events,
            actors=actors,
            places=places,
            times=times,
            quantities=quantities,
            attributions=attributions,
        )
    )
    if tags is not None and reader.tagger is not None and reader.tagger.factuality is not None:
        events = tuple(rate_events(events, tags, reader.tagger.factuality))
    forecasts = find_forecasts(
        article, doc, modality=reader.events.modality, events=events, attributions=attributions, times=times
    )
    return Mentions(
        actors=actors,
        places=places,
        times=times,
        quantities=quantities,
        attributions=attributions,
        events=events,
        forecasts=tuple(forecasts),
        names=tags.names if tags is not None else (),
    )


def read_article(capture: Capture, reader: Reader, *, debug: bool = False) -> Reading | Failure:
    """Read one report.

    Args:
        capture: its bytes, and what is known of it.
        reader: from ``load_reader``.
        debug: raise an error instead of giving it as a row.

    Returns:
        The reading, or a ``Failure`` that says which step refused the report and why. A fault of ours is a row too, so
        that one report can never end a run over many.
    """
    try:
        article, notices = clean(capture, reader.marks)
        return read_cleaned(article, notices, reader)
    except Exception as error:
        if debug:
            raise
        return failure_of(capture, error)


def read_if_conflict(
    capture: Capture, reader: Reader, gate: Gate, *, debug: bool = False
) -> Reading | Failure | SetAside:
    """Read one report as ``read_article`` does, unless the gate finds before the parse that it is about no conflict."""
    try:
        article, notices = clean(capture, reader.marks)
        verdict = judge(article.text, gate)
        if not verdict.passes:
            return SetAside(path=capture.path, key=capture.key, verdict=verdict)
        return read_cleaned(article, notices, reader)
    except Exception as error:
        if debug:
            raise
        return failure_of(capture, error)


def read_cleaned(article: Article, notices: tuple[Notice, ...], reader: Reader) -> Reading:
    """Read an article that ``clean`` has made: parse, extract, assemble."""
    read = readable(article)
    doc = parse_article(read, reader.nlp)
    mentions = extract(read, doc, reader)
    doubts = doubt_notices(mentions.events, reader.tagger.factuality if reader.tagger is not None else None)
    reading = assemble(
        read,
        mentions,
        event_types=reader.event_types,
        civilian_nouns=reader.civilians,
        notices=(*notices, *quotation_notices(read, doc), *doubts),
        provenance=reader.provenance,
    )
    return reading if read is article else replace(reading, article=article)


def encode(reading: Reading) -> bytes:
    """Give a reading as one line of JSON, ``schema`` first, without a line break."""
    return msgspec.json.encode(reading)


def decode(line: bytes | str) -> Reading:
    """Give the reading of a line of JSON: the inverse of ``encode``."""
    return msgspec.json.decode(line, type=Reading)
