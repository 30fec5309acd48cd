"""How a party stands to an incident and to the other parties of a report: what shows whether it fills a slot."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bench.muc_parties import Party
from bench.muc_report import Group, Report, table
from bench.muc_signs import bucket, doers, harmed
from bench.muc_words import words_signs
from reportedly.model import EventMention

HEAD = 400  # characters of a report in which it says what it is about
NEARNESS = (80, 200, 400, 800)


def part_of(party: Party, group: Group) -> str:
    """Say what part a party has in a group."""
    return next((part for part in ("does", "suffers") if party.role_in(group, part)), "none")


def party_signs(report: Report, party: Party, group: Group, parties: Sequence[Party]) -> Iterator[str]:
    """Give what bears on whether a party fills a slot."""
    kind, part = party.kind, part_of(party, group)
    yield from (f"is {kind}", f"role {part}", f"role {part} is {kind}", f"role {part} group {group.kind}")
    for one in ("does", "suffers"):
        role = party.role_in(group, one)
        if role is not None:
            yield from (f"{one} {role.event.event_type}", f"{one} {role.event.event_type} is {kind}")
            yield f"{one} status {role.event.status}"
            yield from ([f"{one} with evidence"] if role.event.evidence else [])
    yield from whereabouts(report, party, group, parties, part)
    yield from elsewhere(party, group, part)
    yield from ([f"noun {party.noun.removesuffix('s')}"] if party.noun else [])
    yield f"mentions {bucket(len(party.spans), (1, 2, 4, 8))}"
    for one in doers(report, group.events):
        yield f"group doer {one} is {kind}"
        yield from ([f"group doer {one}"] if part == "none" else [])
    for one in harmed(report, group.events):
        yield from (f"group harmed {one} role {part}", f"group harmed {one} is {kind}")
    yield from as_told(report, party, group)
    yield from words_signs(report, party, group)


def whereabouts(report: Report, party: Party, group: Group, parties: Sequence[Party], part: str) -> Iterator[str]:
    """Give where a party stands to the words of a group, and to other parties of its kind."""
    kind, (gap, before) = party.kind, party.distance(group)
    near = bucket(gap, NEARNESS)
    if part == "none":
        yield from (f"near {near}", f"near {near} is {kind}", f"near {near} {'before' if before else 'after'}")
    same = [other for other in parties if other is not party and other.kind == kind and other.plays >= party.plays]
    if not same:
        yield f"only is {kind}"
    else:
        if all(len(other.spans) <= len(party.spans) for other in same):
            yield f"most is {kind}"
        if not any(other.distance(group) < (gap, before) for other in same):
            yield from (f"nearest is {kind}", f"nearest is {kind} near {near}")
    bounds = [report.around(event) for event in group.events]
    start, end = min(bounds)[0], max(bound[1] for bound in bounds)
    within = any(start <= span.start < end for span in party.spans)
    yield from (f"within {within} role {part}", f"within {within} is {kind}")
    first = party.spans[0].start
    yield f"first {'before' if first < group.events[0].trigger.start else 'after'} is {kind}"
    yield from ([f"at the head is {kind}"] if first < HEAD else [])


def elsewhere(party: Party, group: Group, part: str) -> Iterator[str]:
    """Give the roles of a party in other events."""
    triggers = {event.trigger for event in group.events}
    near = bucket(party.distance(group)[0], NEARNESS)
    others = [role for role in party.roles if role.event.trigger not in triggers]
    for one in sorted({f"{role.part} {class_of(role.event)}" for role in others}):
        yield from (f"elsewhere {one}", f"elsewhere {one} is {party.kind}")
        yield from ([f"elsewhere {one} near {near}"] if part == "none" else [])


def class_of(event: EventMention) -> str:
    """Say whether an event is one of violence, of law, or else of talk."""
    return next((name for name, types in table()["event_classes"].items() if event.event_type in types), "talk")


def as_told(report: Report, party: Party, group: Group) -> Iterator[str]:
    """Give what sources, country, figures and articles of a party show."""
    kind = party.kind
    if party.actor is not None:
        sources = [(item, item.source.actor) for item in report.attributions if item.source]
        if party.actor in [source for _, source in sources]:
            yield f"source is {kind}"
        if any(source == party.actor and item.holds(e.trigger) for item, source in sources for e in group.events):
            yield "tells of it"
        country = report.actors[party.actor].country
        if country:
            yield f"country {'same' if country == report.country else 'other'} is {kind}"
    role = party.role_in(group, "does") or party.role_in(group, "suffers") or next(iter(party.roles), None)
    if role is None:
        yield "no role at all"
        return
    opening = report.slice(role.one.span).lower().split()[0]
    yield f"opening {opening if opening in table()['openings'] else 'other'}"
    number = report.number(role.event, role.one)
    number = number if number in ("1", "PLURAL") else "figure"
    yield from (f"number {number}", f"number {number} is {kind}")
