"""The events of one incident -> MUC-4's slots that are always answered, days and place; and what shows how surely the
report holds somebody to have done it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date

from bench.countries import name_of
from bench.muc_parties import Role
from bench.muc_report import FINE, Group, Report, table
from bench.muc_signs import teller
from bench.muc_words import cues
from reportedly.model import EventMention, Participant, Place

NAME = re.compile(r"[A-Z\d][\w'.-]*(?: (?:(?:de|del|la|las|los|of|the) )*[A-Z\d][\w'.-]*)*")
MONTH = 31
OF_PARTY = (
    "is ", "near ", "elsewhere ", "source ", "tells ", "prior ", "next ", "around ", "with cue ", "anywhere cue ",
    "sentences ", "member ",
)  # fmt: skip


def place_of(report: Report, group: Group) -> Place | None:
    """Give the first place finer than a country that an event of a group has, or else that its first sentence names."""
    events = group.events
    told = (report.places[event.place] for event in events if event.place and report.fine_place(event))
    return next(told, None) or place_near(report, events[0])


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


def surety_signs(report: Report, group: Group, role: Role | None, signs: Sequence[str]) -> Iterator[str]:
    """Give what shows how sure a report is of a party; ``signs`` are those of the party itself."""
    yield f"rule {surety(report, role.event, role.one)}" if role else "no role"
    for event in group.events:
        yield from (f"status {event.status}", f"told {teller(report, event)}")
        yield from (f"event cue {cue}" for cue in cues(report, event.trigger))
        yield from (f"evidence {report.slice(span).lower()}" for span in event.evidence)
    yield from (sign for sign in signs if sign.startswith(OF_PARTY))
