"""Reading -> nothing, or an error: every field points at words of the article, and at records that exist."""

from __future__ import annotations

from collections.abc import Iterator

from reportedly.errors import EvidenceError
from reportedly.model import Reading, Span


def check_evidence(reading: Reading) -> None:
    """Refuse a reading in which a field does not point at words, or at a record that exists."""
    text = reading.article.text
    for what, span in spans_of(reading):
        words = text[span.start : span.end]
        if not 0 <= span.start < span.end <= len(text) or not words.strip():
            raise EvidenceError(f"{what} points at {span.start}:{span.end}, where there are no words")
    known = {claim.id for claim in reading.claims}
    for records in (reading.actors, reading.places, reading.times, reading.quantities, reading.attributions):
        known.update(record.id for record in records)
    for what, reference in references_of(reading):
        if reference is not None and reference not in known:
            raise EvidenceError(f"{what} names {reference}, which is not in the reading")


def spans_of(reading: Reading) -> Iterator[tuple[str, Span]]:
    """Give every span of a reading with the name of its field."""
    for block in reading.article.blocks:
        yield "block", Span(start=block.start, end=block.end)
    for actor in reading.actors:
        yield from (("actor mention", span) for span in actor.mentions)
    for place in reading.places:
        yield from (("place mention", span) for span in place.mentions)
    for time in reading.times:
        yield time.id, Span(start=time.start, end=time.end)
    for quantity in reading.quantities:
        yield quantity.id, Span(start=quantity.start, end=quantity.end)
    for said in reading.attributions:
        if said.source:
            yield "source", Span(start=said.source.start, end=said.source.end)
        if said.cue:
            yield "cue", said.cue
        yield from (("content", span) for span in said.content)
    for claim in reading.claims:
        yield from (("claim", span) for span in (claim.trigger, *claim.evidence))
    for forecast in reading.forecasts:
        if forecast.condition:
            yield "condition", forecast.condition


def references_of(reading: Reading) -> Iterator[tuple[str, str | None]]:
    """Give every id that a record of the reading names."""
    for said in reading.attributions:
        yield "source", said.source.actor if said.source else None
        yield "within", said.within
        yield "said_on", said.said_on
    for claim in reading.claims:
        yield from (
            ("claim", reference)
            for reference in (
                *claim.actors, *claim.recipients, *claim.quantities,
                claim.place, claim.time, claim.attribution, claim.caused_by,
            )
        )  # fmt: skip
    for quantity in reading.quantities:
        yield "quantity", quantity.of_actor
    for forecast in reading.forecasts:
        yield "forecast", forecast.claim
        yield "forecast", forecast.attribution
