"""The events of one incident -> MUC-4's slots: place, days, who did it and how surely, whom it befell and how."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Any

from bench.countries import name_of
from bench.muc_report import FINE, Group, Report, table
from bench.muc_score import NOBODY, Incident, Valued
from reportedly.model import EventMention, Participant, Place

NAME = re.compile(r"[A-Z\d][\w'.-]*(?: (?:(?:de|del|la|las|los|of|the) )*[A-Z\d][\w'.-]*)*")
SPARED = 600  # characters within which "there were no casualties" is said of an incident
MONTH = 31
LAST = frozenset({"DEATH", "REGAINED FREEDOM"})  # effects that hold whatever else befell a victim


def fill(report: Report, group: Group) -> Incident | None:
    """Fill one incident, or none where nothing is told of whom or what it met."""
    events = group.events
    place = next((report.places[e.place] for e in events if e.place and report.fine_place(e)), None)
    agents = [(event, one) for event in events for one in event.actors if report.is_agent(one)]
    groups = [(event, one) for event, one in agents if report.is_organisation(one)]
    confidence = [(surety(report, event, one), report.actor_name(one)) for event, one in groups]
    if not groups and report.main_group and any(report.side_of(one) == "fighters" for _, one in agents):
        confidence = [(surety(report, *agents[0]), report.main_group)]
    victims = victims_of(report, group)
    targets = [one for event in events for one in event.recipients if not report.is_pronoun(one)]
    if not (victims or targets or agents) or (not (victims or targets) and place is None):
        return None
    if is_vague(report, group, victims, place) or all(is_quoted(report, event) for event in events):
        return None
    return Incident(
        kind=group.kind,
        days=days_told(report, events),
        place=place_names(report, place or place_near(report, events[0])),
        individuals=individuals(report, agents),
        organisations=distinct(name for _, name in confidence),
        confidence=surest(confidence),
        numbers=tuple((number, words) for number, words, _ in victims),
        effects=tuple((effect, words) for _, words, effect in victims if effect) or tuple(spared(report, group)),
    )


def days_told(report: Report, events: Sequence[EventMention]) -> tuple[str | None, str | None]:
    """Give the narrowest days that are told of an incident; a stretch of more than a month tells none."""
    told = [days for event in events if (days := report.days_of(event))]
    spans = [(date.fromisoformat(last) - date.fromisoformat(first), first, last) for first, last in told]
    if not spans:
        spans = [
            (date.fromisoformat(last) - date.fromisoformat(first), first, last)
            for first, last in days_near(report, events[0])
        ]
    narrow = min(spans, default=None, key=lambda span: span[0])
    return narrow[1:] if narrow and narrow[0].days <= MONTH else (None, None)


def days_near(report: Report, event: EventMention) -> Iterator[tuple[str, str]]:
    """Give the single days that are named in the sentence of an event, or in the one before it."""
    start, end = report.around(event)
    said = {item.said_on for item in report.attributions if item.said_on}
    for time in report.times.values():
        past = time.date_end is not None and (report.published is None or time.date_end <= report.published)
        if start <= time.start < end and time.id not in said and past and time.date_start == time.date_end:
            yield str(time.date_start), str(time.date_end)


def place_near(report: Report, event: EventMention) -> Place | None:
    """Give the first place finer than a country that the sentence of an event names."""
    start, end = report.around(event)
    named = [
        (span.start, place.id) for place in report.places.values() for span in place.mentions
        if start <= span.start < end and place.precision in FINE and place.country in table()["countries"]
    ]  # fmt: skip
    return report.places[min(named)[1]] if named else None


def is_vague(report: Report, group: Group, victims: Sequence[tuple[str, str, str | None]], place: Place | None) -> bool:
    """Whether only plurals are told of ("murders and attacks"), or injuries of nobody's making."""
    if all(event.event_type == "injury" for event in group.events):
        return True
    plural = all(report.slice(event.trigger).lower().endswith("s") for event in group.events)
    counted = any(number not in ("1", "PLURAL") for number, _, _ in victims)
    named = any(report.named(one) for event in group.events for one in event.recipients)
    return plural and place is None and not counted and not named


def is_quoted(report: Report, event: EventMention) -> bool:
    """Whether an event is told in somebody's own words: as a rule he comments on what is known."""
    return any(item.kind == "direct" and item.holds(event.trigger) for item in report.attributions)


def individuals(report: Report, agents: Sequence[tuple[EventMention, Participant]]) -> tuple[str, ...]:
    """Give the persons by name, and of the rest the first noun: later ones speak of the same people."""
    names = [report.actor_name(one) for _, one in agents if report.named(one)]
    nouns = [report.slice(one.span) for _, one in agents if not report.named(one) and not report.is_name_of_body(one)]
    return distinct((*names, *nouns[:1]))


def victims_of(report: Report, group: Group) -> tuple[tuple[str, str, str | None], ...]:
    """Give number, words and effect of each victim once: a definite noun without figure repeats one told before."""
    held: dict[str, list[Any]] = {}
    singles = {
        event.trigger.start
        for event in group.events
        if any(report.named(one) and report.is_victim(event, one) for one in event.recipients)
    }
    order = sorted(group.events, key=lambda e: e.event_type not in table()["effects"])
    for event in order:
        people = [one for one in event.recipients if report.is_victim(event, one)]
        named = sum(report.named(one) is not None for one in people)
        effect = table()["effects"].get(event.event_type)
        for one in event.recipients:
            if not report.is_victim(event, one):
                continue
            number, words = report.number(event, one), report.words(one)
            if not report.named(one) and number in (str(named), "PLURAL") and named > 1:
                continue
            if not report.named(one) and number == "1" and singles and event.trigger.start not in singles:
                continue
            key = report.named(one) or report.slice(one.head).lower().removesuffix("s")
            if (
                key not in held
                and report.is_definite(one)
                and number in ("1", "PLURAL")
                and held
                and not report.named(one)
            ):
                continue
            entry = held.setdefault(key, [number, words, effect])
            if entry[0] in ("1", "PLURAL") and number not in ("1", "PLURAL"):
                entry[0] = number
            if effect in LAST or entry[2] is None:
                entry[2] = effect
    return tuple((number, words, effect) for number, words, effect in held.values())


def spared(report: Report, group: Group) -> Iterator[Valued]:
    """Give that nobody was hurt, where that is said near an incident."""
    for event in report.events:
        near = any(abs(event.trigger.start - one.trigger.start) < SPARED for one in group.events)
        if event.polarity == "negative" and event.event_type in ("killing", "injury") and near:
            people = [report.words(one) for one in event.recipients if report.is_victim(event, one)]
            yield "NO INJURY OR DEATH", people[0] if people else NOBODY
            return


def surety(report: Report, event: EventMention, one: Participant) -> str:
    """Say how sure the report is of a perpetrator: who tells of it decides."""
    holding = [item for item in report.attributions if item.holds(event.trigger)]
    source = holding[-1].source if holding else None
    evidence = {report.slice(span).lower() for span in event.evidence}
    if (source and source.actor and source.actor == one.actor) or evidence & set(table()["claiming"]):
        return "CLAIMED OR ADMITTED"
    status = str(table()["confidence"].get(event.status, "REPORTED AS FACT"))
    if status == "SUSPECTED OR ACCUSED" and source:
        actor = report.actors.get(source.actor or "")
        words = set(report.text[source.start : source.end].lower().split())
        if (actor and actor.type in table()["authorities"]) or words & set(table()["officials"]):
            return f"{status} BY AUTHORITIES"
    return status


def place_names(report: Report, place: Place | None) -> tuple[str, ...]:
    """Give the country and the place; a place that the gazetteer puts elsewhere is of the report's country."""
    country = place.country if place and place.country in table()["countries"] else report.country
    own = NAME.findall(place.name)[-1:] if place else []
    whole = name_of(country)
    return tuple(name for name in (whole, *own) if name and (name == whole or name.lower() != whole))


def surest(confidence: Sequence[Valued]) -> tuple[Valued, ...]:
    """Give one confidence a body: what is said of its guilt most expressly."""
    order = table()["express"]
    best: dict[str, str] = {}
    for value, name in confidence:
        if name not in best or order.index(value) < order.index(best[name]):
            best[name] = value
    return tuple((value, name) for name, value in best.items())


def distinct(items: Iterable[Any]) -> tuple[Any, ...]:
    """Drop what was there before."""
    return tuple(dict.fromkeys(items))
