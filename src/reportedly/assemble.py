"""Article and mentions -> reading: the only place that builds a claim.

Joins what the extractors found: participants become actors, each claim gets the attribution that holds it, casualties
the claim that caused them, every claim a hash of its content for an id. Refuses a field that does not point at words.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, fields, replace
from typing import Any

from reportedly.codebook.event_types import EventTypes
from reportedly.evidence import check_evidence
from reportedly.model import (
    Actor,
    ActorType,
    Article,
    Attribution,
    Claim,
    EventMention,
    Forecast,
    ForecastMention,
    Name,
    Notice,
    Participant,
    Place,
    Provenance,
    Quantity,
    Reading,
    Span,
    Time,
)
from reportedly.siding import mark_parties

ID_LENGTH = 16
NOT_SAID = ("id", "factuality")  # fields of a claim on which its id does not depend


@dataclass(frozen=True, slots=True, kw_only=True)
class Mentions:
    """All that the extractors found in one article."""

    actors: tuple[Actor, ...] = ()
    places: tuple[Place, ...] = ()
    times: tuple[Time, ...] = ()
    quantities: tuple[Quantity, ...] = ()
    attributions: tuple[Attribution, ...] = ()
    events: tuple[EventMention, ...] = ()
    forecasts: tuple[ForecastMention, ...] = ()
    names: tuple[Name, ...] = ()


def assemble(
    article: Article,
    mentions: Mentions,
    *,
    event_types: EventTypes,
    civilian_nouns: frozenset[str],
    notices: Iterable[Notice] = (),
    provenance: Provenance,
) -> Reading:
    """Build the reading of an article from its mentions.

    Raises:
        EvidenceError: a field does not point at words of the article, or at a record that exists.
    """
    events = [told_apart(event, mentions.quantities) for event in mentions.events]
    actors, ids = name_participants(article, replace(mentions, events=tuple(events)), civilian_nouns)
    drafts = [draft_claim(article, event, ids, mentions.attributions, event_types) for event in events]
    claims = tie_causes(drafts, events)
    by_trigger = {event.trigger: claim for event, claim in zip(events, claims, strict=True)}
    reading = Reading(
        article=article,
        actors=actors,
        places=mentions.places,
        times=mentions.times,
        quantities=tuple(side_of_counted(article.text, mentions.quantities, claims, actors)),
        attributions=tuple(mark_parties(mentions.attributions, claims, actors)),
        claims=tuple(unique(claims)),
        forecasts=tuple(number_forecasts(mentions.forecasts, by_trigger)),
        warnings=tuple(notices),
        provenance=provenance,
    )
    check_evidence(reading)
    return reading


# --- actors -----------------------------------------------------------------------------------------------------


def name_participants(
    article: Article, mentions: Mentions, civilian_nouns: frozenset[str]
) -> tuple[tuple[Actor, ...], dict[Span, str]]:
    """Give every participant an actor: the named one it stands for, or one that bears the words of the text."""
    actors = {actor.id: actor for actor in mentions.actors}
    ids: dict[Span, str] = {}
    unnamed: dict[str, list[Participant]] = {}
    for participant in participants_of(mentions.events):
        if participant.actor is not None:
            ids[participant.span] = participant.actor
        else:
            unnamed.setdefault(words_for(article.text, participant, mentions.quantities), []).append(participant)
    for number, (name, group) in enumerate(unnamed.items(), start=len(actors) + 1):
        spans = tuple(sorted({participant.span for participant in group}))
        kind: ActorType = "civilian" if group[0].noun in civilian_nouns else "unknown"
        actor = Actor(id=f"a{number}", name=name, type=kind, mentions=spans)
        actors[actor.id] = actor
        ids.update(dict.fromkeys(spans, actor.id))
    return tuple(actors.values()), ids


def told_apart(event: EventMention, quantities: Iterable[Quantity]) -> EventMention:
    """Give an event without those of whom it says no more than how many they are, or what befell them.

    "Shelling killed 30", "40 dead": the figure says it, and neither "30" nor "dead" is a party.
    """
    counts = [Span(start=one.start, end=one.end) for one in quantities if one.measure == "count"]

    def is_somebody(one: Participant) -> bool:
        bare = one.head == event.trigger or any(count.contains(one.head) for count in counts)
        return one.actor is not None or not bare

    return replace(
        event,
        actors=tuple(filter(is_somebody, event.actors)),
        recipients=tuple(filter(is_somebody, event.recipients)),
    )


def participants_of(events: Iterable[EventMention]) -> Iterator[Participant]:
    """Give all participants in text order of their events."""
    for event in events:
        yield from event.actors
        yield from event.recipients


LEADING = re.compile(
    r"^(?:(?:the|a|an|its|his|her|their|our|these|those|this|that|at least|more than|some|about|of|\d[\d,.]*)\s+)+",
    re.IGNORECASE,
)


PRONOUNS = frozenset({"them", "us", "whom", "those", "these"})


def words_for(text: str, participant: Participant, quantities: Iterable[Quantity] = ()) -> str:
    """Give the words that name an unnamed participant: its phrase with its "of", without articles and figures."""
    start, end = participant.span.start, max(participant.head.end, participant.span.end)
    counted = [
        item.end for item in quantities if start < item.end <= participant.head.start and not text[item.end].strip()
    ]
    name = LEADING.sub("", unquoted(" ".join(text[max([start, *counted]) : end].split())))
    if name.lower() in PRONOUNS:
        return " ".join(text[start:end].split())
    return name or text[participant.head.start : participant.head.end]


def unquoted(name: str) -> str:
    """Drop a quotation mark whose other half is not in the name."""
    for opening, closing in ('""', "“”", "‘’"):
        odd = name.count(opening) % 2 if opening == closing else name.count(opening) - name.count(closing)
        if odd:
            name = name.replace(opening, "").replace(closing, "")
    return name


# --- claims -----------------------------------------------------------------------------------------------------


def draft_claim(
    article: Article,
    event: EventMention,
    ids: dict[Span, str],
    attributions: Sequence[Attribution],
    event_types: EventTypes,
) -> Claim:
    """Build the claim of one event mention, without its cause."""
    holder = holder_of(attributions, event.trigger)
    evidence = sorted({event.trigger, *event.evidence})
    claim = Claim(
        id="",
        event_type=event.event_type,
        trigger=event.trigger,
        actors=once(ids[participant.span] for participant in event.actors),
        recipients=once(ids[participant.span] for participant in event.recipients),
        place=event.place,
        time=event.time,
        quantities=event.quantities,
        status=event.status,
        polarity=event.polarity,
        attribution=holder.id if holder else None,
        evidence=tuple(evidence),
        codes=event_types.codes_of(event.event_type, event.status, event.polarity),
        factuality=event.factuality,
    )
    return replace(claim, id=claim_id(article, claim))


def claim_id(article: Article, claim: Claim) -> str:
    """Hash what the claim says, as a canonical JSON array: equal work gives equal ids."""
    said = [article.id, *(getattr(claim, field.name) for field in fields(claim) if field.name not in NOT_SAID)]
    content = json.dumps(said, default=values_of, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(content.encode("utf-8", "surrogatepass")).hexdigest()[:ID_LENGTH]


def values_of(record: Any) -> list[Any]:
    """Give the values of a record in the order of its fields."""
    return [getattr(record, field.name) for field in fields(record)]


def once(items: Iterable[str]) -> tuple[str, ...]:
    """Give each item once, in order of first appearance."""
    return tuple(dict.fromkeys(items))


def unique(claims: Iterable[Claim]) -> Iterator[Claim]:
    """Give each claim once."""
    seen: set[str] = set()
    for claim in claims:
        if claim.id not in seen:
            seen.add(claim.id)
            yield claim


def holder_of(attributions: Sequence[Attribution], trigger: Span) -> Attribution | None:
    """Give the attribution that a claim rests on: the innermost that asserts it, or holds it to be so.

    Who only hopes or plans an event does not assert it, and a speaker's own "I believe" adds no source: both leave the
    claim with whoever tells of it. Where nothing else holds the claim, the one who believes does.
    """
    holding = holders_of(attributions, trigger)
    for at, item in enumerate(holding):
        outer = holding[at + 1 :]
        if item.type == "eventuality" or (
            item.type == "belief" and any(is_same_source(item, other) for other in outer)
        ):
            continue
        return item
    return None


def holders_of(attributions: Sequence[Attribution], trigger: Span) -> list[Attribution]:
    """Give the attributions whose content holds the trigger, innermost first; a cue is not its own content."""
    outer = {item.id: item.within for item in attributions}
    holding = [
        (item.size(), -depth(item.within, outer), -order, item)
        for order, item in enumerate(attributions)
        if item.holds(trigger) and not (item.cue is not None and item.cue.overlaps(trigger))
    ]
    return [held[3] for held in sorted(holding, key=lambda held: held[:3])]


def depth(within: str | None, outer: dict[str, str | None]) -> int:
    """Give how many attributions one lies within."""
    steps = 0
    while within is not None and steps < len(outer):
        within, steps = outer[within], steps + 1
    return steps


def is_same_source(inner: Attribution, outer: Attribution) -> bool:
    """Whether a belief is the speaker's own: the same actor, or a source that is not resolved within speech."""
    if inner.source is None or outer.source is None:
        return inner.source is None
    return inner.source.actor is None or inner.source.actor == outer.source.actor


def tie_causes(claims: Sequence[Claim], events: Sequence[EventMention]) -> list[Claim]:
    """Tie each casualty to the claim of the attack that caused it."""
    by_trigger = {event.trigger: claim.id for event, claim in zip(events, claims, strict=True)}
    return [
        replace(claim, caused_by=by_trigger.get(event.cause) if event.cause is not None else None)
        for event, claim in zip(events, claims, strict=True)
    ]


NOUN_REACH = 48  # characters after a figure in which its noun is looked for


def side_of_counted(
    text: str, quantities: Iterable[Quantity], claims: Iterable[Claim], actors: Iterable[Actor]
) -> Iterator[Quantity]:
    """Say which actor a figure counts: the one that its noun names, or the one recipient of the one claim it is in."""
    mentions = [(span, actor.id) for actor in actors for span in actor.mentions]
    recipients = {
        quantity: claim.recipients[0]
        for claim in claims
        if claim.event_type in ("killing", "injury", "abduction", "detention", "surrender", "evacuation")
        and len(claim.recipients) == 1
        for quantity in claim.quantities
    }
    for quantity in quantities:
        noun = noun_of(text, quantity)
        named = [actor for span, actor in mentions if noun is not None and span.overlaps(noun) and span.end >= noun.end]
        side = quantity.of_actor or (named[0] if named else recipients.get(quantity.id))
        yield replace(quantity, of_actor=side)


def noun_of(text: str, quantity: Quantity) -> Span | None:
    """Give where the words for what is counted stand, if they follow the figure of a count."""
    if quantity.of is None or quantity.measure != "count":
        return None
    at = text.find(quantity.of, quantity.end, quantity.end + NOUN_REACH + len(quantity.of))
    return Span(start=at, end=at + len(quantity.of)) if at >= 0 else None


def number_forecasts(forecasts: Iterable[ForecastMention], claims: dict[Span, Claim]) -> Iterator[Forecast]:
    """Hang each forecast on its claim."""
    found = [(forecast, claims[forecast.trigger]) for forecast in forecasts if forecast.trigger in claims]
    for number, (forecast, claim) in enumerate(found, start=1):
        yield Forecast(
            id=f"f{number}",
            claim=claim.id,
            date_start=forecast.date_start,
            date_end=forecast.date_end,
            condition=forecast.condition,
            attribution=forecast.attribution or claim.attribution,
        )
