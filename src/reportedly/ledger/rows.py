"""Reading -> rows: each claim with all that comparing needs, flat; article -> report. Nothing is added to either."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import pairwise

from reportedly.codebook.directions import load_directions
from reportedly.codebook.families import load_families
from reportedly.codebook.fulfilment import load_fulfilment
from reportedly.ledger.marks import Mark, marks_of
from reportedly.ledger.records import Counted, Report, Row, Speaker
from reportedly.ledger.words import content_words
from reportedly.model import Article, Attribution, Claim, Forecast, Place, Quantity, Reading, Span

MOVEMENT = "movement"  # the family of deeds that begin at one place and end at another
WORD_OR_MARK = re.compile(r"[\w’'-]+|[^\w\s]")
SENTENCE_END = re.compile(r"[.!?][\"”’')\]]*\s+(?=[\"“‘'(\[]?[A-Z0-9])")
TITLES = (
    "Mr Mrs Ms Dr Gen Lt Col Maj Sgt Capt Brig St Gov Sen Rep No vs Jan Feb Mar Apr Jun Jul Aug Sep Sept Oct Nov Dec"
)
ABBREVIATED = re.compile(rf"\b(?:{TITLES.replace(' ', '|')}|[A-Z])\.$")


def rows_of(reading: Reading, *, report: int = 0) -> tuple[Row, ...]:
    """Give a row for each claim of a reading, in its order; their ``number`` is 0 until they are stored.

    >>> from reportedly.model import Article, Provenance, Published
    >>> article = Article(id="x", text="Nothing.", published=Published())
    >>> rows_of(Reading(article=article, provenance=Provenance(reportedly="", codebook="", models={})))
    ()
    """
    return tuple(Flat(reading).rows(report))


def report_of(article: Article, *, number: int, added: str, revises: int | None = None) -> Report:
    """Give an article as the ledger holds it, under its number, added at an instant (ISO 8601)."""
    return Report(
        number=number,
        id=article.id,
        key=article.key,
        url=article.url,
        publisher=article.publisher,
        agencies=article.agencies,
        headline=article.headline,
        language=article.language,
        published_start=article.published.date_start,
        published_end=article.published.date_end,
        added=added,
        revises=revises,
    )


class Flat:
    """One reading with its records by id."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.actors = {actor.id: actor for actor in reading.actors}
        self.places = {place.id: place for place in reading.places}
        self.times = {time.id: time for time in reading.times}
        self.quantities = {quantity.id: quantity for quantity in reading.quantities}
        self.attributions = {item.id: item for item in reading.attributions}
        self.foreseen = {forecast.claim: forecast for forecast in reading.forecasts}

    def rows(self, report: int) -> Iterator[Row]:
        """Give the rows, in the order of the claims."""
        families = load_families()
        article = self.reading.article
        sentences = {claim.id: sentence_of(article, claim.trigger) for claim in self.reading.claims}
        marks = marks_of(self.reading, sentences)
        for claim in self.reading.claims:
            sentence = sentences[claim.id]
            place = self.places.get(claim.place or "")
            time = self.times.get(claim.time or "")
            forecast = self.foreseen.get(claim.id)
            yield Row(
                report=report,
                claim=claim.id,
                event_type=claim.event_type,
                family=families[claim.event_type],
                status=claim.status,
                polarity=claim.polarity,
                trigger=claim.trigger,
                printed=self.printed(claim.trigger),
                sentence=sentence,
                words=content_words(self.printed(sentence)),
                day_start=time.date_start if time else None,
                day_end=time.date_end if time else None,
                reported=article.published.date_end,
                place=place.name if place else None,
                latitude=place.latitude if place else None,
                longitude=place.longitude if place else None,
                country=place.country if place else None,
                admin1=place.admin1 if place else None,
                gazetteer_id=place.gazetteer_id if place else None,
                precision=place.precision if place else "unknown",
                arrives=place is not None and families[claim.event_type] == MOVEMENT and self.is_end(claim, place),
                actors=tuple(self.actors[item].name for item in claim.actors),
                recipients=tuple(self.actors[item].name for item in claim.recipients),
                actor_types=tuple(self.actors[item].type for item in claim.actors),
                recipient_types=tuple(self.actors[item].type for item in claim.recipients),
                counted=self.counts(claim, marks),
                speaker=self.speaker(claim),
                caused_by=claim.caused_by,
                retells=self.retold(claim),
                forecast=forecast is not None,
                due_start=forecast.date_start if forecast else None,
                due_end=forecast.date_end if forecast else None,
                foretold=self.foretold(forecast) if forecast else None,
                over=forecast is not None and self.is_over(claim.trigger, sentence),
                condition=self.printed(forecast.condition) if forecast and forecast.condition else None,
            )

    def foretold(self, forecast: Forecast) -> str | None:
        """Give the last day on which a forecast was made, if that is one before its report's first possible day."""
        said = self.attributions.get(forecast.attribution or "")
        time = self.times.get(said.said_on or "") if said else None
        published = self.reading.article.published.date_start
        if time is None or time.date_end is None or published is None or time.date_end >= published:
            return None
        return time.date_end

    def is_over(self, trigger: Span, sentence: Span) -> bool:
        """Whether the words that follow a trigger say that it will be over ("the fighting could be over")."""
        after = self.reading.article.text[trigger.end : sentence.end].lower().split()[:4]
        plain = [word.strip('.,;"”') for word in after]
        return any(a == "be" and b in load_fulfilment().over_words for a, b in pairwise(plain))

    def is_end(self, claim: Claim, place: Place) -> bool:
        """Whether the words between a movement and its place lead towards it ("taken to the camp at al-Hol")."""
        table = load_directions()
        after = (span for span in place.mentions if span.start >= claim.trigger.end)
        first = min(after, default=None)
        if first is None or not sentence_of(self.reading.article, claim.trigger).contains(first):
            return False
        between = WORD_OR_MARK.findall(self.reading.article.text[claim.trigger.end : first.start].lower())
        if not set(table.broken_by).isdisjoint(between):
            return False
        leading = [word for word in between if word in table.towards or word in table.away]
        return bool(leading) and leading[-1] in table.towards

    def printed(self, span: Span | Quantity) -> str:
        """Give the words of a span."""
        return self.reading.article.text[span.start : span.end]

    def retold(self, claim: Claim) -> str | None:
        """Give the claim whose trigger is evidence of this one, of the same type: another figure of what it counts."""
        own = {span for span in claim.evidence if span != claim.trigger}
        return next(
            (one.id for one in self.reading.claims if one.trigger in own and one.event_type == claim.event_type), None
        )

    def marked(self, quantity: Quantity, marks: Mapping[str, Mark]) -> Counted:
        """Give a figure with what the words beside it say of it."""
        mark = marks.get(quantity.id, Mark())
        whole = self.counted(self.quantities[mark.whole]) if mark.whole else None
        return replace(self.counted(quantity), standing=mark.standing, whole=whole)

    def counts(self, claim: Claim, marks: Mapping[str, Mark]) -> tuple[Counted, ...]:
        """Give a claim's figures; one given once more counts what the figure before counts, on its side."""
        told = next((one for one in self.reading.claims if one.id == self.retold(claim)), None)
        first = next((self.counted(self.quantities[name]) for name in told.quantities), None) if told else None
        found = (self.marked(self.quantities[item], marks) for item in claim.quantities)
        if first is None:
            return tuple(found)
        return tuple(
            replace(one, of=first.of, side=first.side, side_type=first.side_type)
            if first.of and content_words(one.of or "")[-1:] in ((), ("dead",), ("kill",))
            else one
            for one in found
        )

    def counted(self, quantity: Quantity) -> Counted:
        """Give a figure with what it counts."""
        side = self.actors.get(quantity.of_actor or "")
        return Counted(
            low=quantity.low,
            best=quantity.best,
            high=quantity.high,
            bound=quantity.bound,
            of=quantity.of,
            side=side.name if side else None,
            side_type=side.type if side else None,
            unit=quantity.unit,
            measure=quantity.measure,
            running=quantity.running,
            printed=self.printed(quantity),
            span=Span(start=quantity.start, end=quantity.end),
        )

    def speaker(self, claim: Claim) -> Speaker:
        """Give who says it: the outlet, the agency that it credits, and the speakers from the outermost inward."""
        article = self.reading.article
        outlets = tuple(name for name in (article.publisher, *article.agencies) if name)
        said = self.attributions.get(claim.attribution or "")
        if said is None:
            return Speaker(chain=tuple(dict.fromkeys(outlets)))
        line = list(reversed(list(self.outward(said))))
        names = tuple(name for item in line if (name := self.source_name(item)))
        return Speaker(
            name=self.source_name(said),
            anonymity=said.source.anonymity if said.source else None,
            party=said.party,
            agency=next((name for item in line if (name := self.agency(item))), None),
            chain=tuple(dict.fromkeys((*outlets, *names))),
        )

    def outward(self, said: Attribution) -> Iterator[Attribution]:
        """Give an attribution and those that it lies within, the innermost first."""
        seen: set[str] = set()
        item: Attribution | None = said
        while item is not None and item.id not in seen:
            seen.add(item.id)
            yield item
            item = self.attributions.get(item.within or "")

    def source_name(self, said: Attribution) -> str | None:
        """Give the name that a source resolves to, or its words."""
        if said.source is None:
            return None
        actor = self.actors.get(said.source.actor or "")
        words = self.reading.article.text[said.source.start : said.source.end].strip(" ,;:—–\n")
        return actor.name if actor else words

    def agency(self, said: Attribution) -> str | None:
        """Give the source's name where it is a news agency or outlet."""
        actor = self.actors.get(said.source.actor or "") if said.source else None
        return actor.name if actor and actor.type == "media" else None


def sentence_of(article: Article, trigger: Span) -> Span:
    """Give the sentence of the text around a trigger, within its block; found by its stops, without a parse."""
    block = next((item for item in article.blocks if item.start <= trigger.start < item.end), None)
    start, end = (block.start, block.end) if block else (trigger.start, trigger.end)
    for stop in sentence_stops(article.text, start, end):
        if stop.end() <= trigger.start:
            start = stop.end()
        elif stop.start() >= trigger.end:
            end = stop.start() + len(stop[0].rstrip())
            break
    return Span(start=start, end=end)


def sentence_stops(text: str, start: int, end: int) -> Iterator[re.Match[str]]:
    """Give the stops between the sentences of a stretch of text, each with the blanks after it."""
    for stop in SENTENCE_END.finditer(text, start, end):
        if not ABBREVIATED.search(text[max(start, stop.start() - 6) : stop.start() + 1]):
            yield stop
