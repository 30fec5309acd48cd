"""ECB+ as the ledger sees it: readings of its articles, and rows made of its gold mentions.

A gold mention's row has the words of the corpus as its trigger. Where a claim of our reading has a trigger that shares
a character with it, the rest is the claim's. Where none has, it has no event type, and of its sentence what our reader
finds there: the one time, the one place, actors before the mention and after it.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from bench import ours
from bench.corpora.ecbplus import Document, EventMention
from bench.score import pair_up
from bench.spans import overlap
from reportedly.ledger.records import Row
from reportedly.ledger.rows import rows_of
from reportedly.ledger.words import content_words
from reportedly.model import Actor, Capture, Reading, Span

MADE_BEFORE = "BENCH_READINGS"  # environment: a file of readings by key, to spare the reading while developing


@dataclass(frozen=True, slots=True, kw_only=True)
class Mentioned:
    """A row and the gold mention that it stands for."""

    row: Row
    mention: EventMention


def readings(documents: Sequence[Document]) -> Iterator[Reading]:
    """Read the articles, in order."""
    from reportedly.reading import decode, read_article

    held: dict[str | None, Reading] = {}
    if os.environ.get(MADE_BEFORE):
        with Path(os.environ[MADE_BEFORE]).open("rb") as file:
            held = {reading.article.key: reading for reading in map(decode, file)}
    for document in documents:
        reading = held.get(document.id)
        if reading is None or reading.article.text != document.text:
            capture = Capture(path=document.id, body=document.text.encode(), key=document.id, url=document.url)
            made = read_article(capture, ours.reader())
            if not isinstance(made, Reading) or made.article.text != document.text:
                raise ValueError(f"{document.id}: cannot be read as laid out")
            reading = made
        yield reading


def own_rows(document: Document, reading: Reading, report: int) -> Iterator[Mentioned]:
    """Give our claims whose trigger is a gold mention's, one to one."""
    rows = rows_of(reading, report=report)

    def fit(f: int, w: int) -> float:
        trigger = (rows[f].trigger.start, rows[f].trigger.end)
        return float(overlap(trigger, document.mentions[w].span))

    for f, w in pair_up(len(rows), len(document.mentions), fit):
        yield Mentioned(row=rows[f], mention=document.mentions[w])


def gold_rows(document: Document, reading: Reading, report: int) -> Iterator[Mentioned]:
    """Give a row for every gold mention."""
    rows = rows_of(reading, report=report)
    for mention in document.mentions:
        trigger = Span(start=mention.span[0], end=mention.span[1])
        words = document.text[trigger.start : trigger.end]
        row = next((row for row in rows if row.trigger.overlaps(trigger)), None)
        if row is None:
            row = bare_row(document, reading, report, mention, trigger)
        yield Mentioned(
            row=replace(row, claim=mention.id, trigger=trigger, printed=words, caused_by=None), mention=mention
        )


def bare_row(document: Document, reading: Reading, report: int, mention: EventMention, trigger: Span) -> Row:
    """Give a row of what stands in a mention's sentence."""
    start, end = next(sentence for sentence in document.sentences if sentence[0] <= trigger.start < sentence[1])
    sentence = Span(start=start, end=end)
    times = [time for time in reading.times if start <= time.start < end and time.date_start and time.type == "DATE"]
    time = times[0] if len(times) == 1 else None
    places = [place for place in reading.places if any(sentence.contains(words) for words in place.mentions)]
    place = places[0] if len(places) == 1 else None
    return Row(
        report=report,
        claim=mention.id,
        event_type="",
        family="",
        status="occurred",
        polarity="positive",
        trigger=trigger,
        printed="",
        sentence=sentence,
        words=content_words(document.text[start:end]),
        day_start=time.date_start if time else None,
        day_end=time.date_end if time else None,
        reported=reading.article.published.date_end,
        place=place.name if place else None,
        latitude=place.latitude if place else None,
        longitude=place.longitude if place else None,
        country=place.country if place else None,
        admin1=place.admin1 if place else None,
        gazetteer_id=place.gazetteer_id if place else None,
        precision=place.precision if place else "unknown",
        actors=names(reading.actors, Span(start=start, end=trigger.start)),
        recipients=names(reading.actors, Span(start=trigger.end, end=max(end, trigger.end))),
    )


def names(actors: Iterable[Actor], stretch: Span) -> tuple[str, ...]:
    """Give the names of the actors that are mentioned in a stretch of the text."""
    return tuple(actor.name for actor in actors if any(stretch.contains(words) for words in actor.mentions))


def numbered(held: Iterable[Mentioned]) -> list[Mentioned]:
    """Number the rows from 1."""
    return [replace(item, row=replace(item.row, number=at)) for at, item in enumerate(held, 1)]
