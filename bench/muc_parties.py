"""Who and what a report tells of, once each, with every part it has in events: whoever can fill a slot of MUC-4.

A named actor is one party; so are all participants that the same noun heads ("terrorists", "the terrorist").
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from bench.muc_report import WORDS, Group, Report, table
from reportedly.model import EventMention, Participant, Span

LONG = 20  # letters of the word before a noun
BEFORE = re.compile(r"[\w'-]+\s$")


@dataclass(slots=True)
class Role:
    """A part in an event: ``does`` or ``suffers``."""

    part: str
    event: EventMention
    one: Participant


@dataclass(slots=True)
class Party:
    """The actor that a party is or None, the noun that heads it, where it stands, its roles in text order, and what
    it is (``kind_of``)."""

    actor: str | None
    noun: str
    spans: list[Span] = field(default_factory=list)
    roles: list[Role] = field(default_factory=list)
    kind: str = ""

    @property
    def plays(self) -> bool:
        """Whether it is a name or takes part in an event."""
        return self.actor is not None or bool(self.roles)

    def role_in(self, group: Group, part: str) -> Role | None:
        """Give the first role of a part that a party has in a group."""
        return next(self.roles_in(group, part), None)

    def roles_in(self, group: Group, part: str) -> Iterator[Role]:
        """Give the roles of a part that a party has in a group."""
        triggers = {event.trigger for event in group.events}
        yield from (role for role in self.roles if role.part == part and role.event.trigger in triggers)

    def distance(self, group: Group) -> tuple[int, bool]:
        """Give characters between the nearest mention and a trigger of a group, and whether it stands before that."""
        return min(
            (abs(span.start - event.trigger.start), span.start < event.trigger.start)
            for span in self.spans
            for event in group.events
        )


def parties_of(report: Report) -> list[Party]:
    """Give the parties of a report: its actors, and the nouns that take part in events."""
    held = {actor.id: Party(actor=actor.id, noun="", spans=list(actor.mentions)) for actor in report.actors.values()}
    for role in roles_of(report):
        key, actor, noun = key_of(report, role.one)
        party = held.setdefault(key, Party(actor=actor, noun=noun))
        party.roles.append(role)
        if role.one.span not in party.spans:
            party.spans.append(role.one.span)
    for noun, span in nouns_of(report):
        party = held.setdefault(f"noun {noun}", Party(actor=None, noun=noun))
        if not any(other.contains(span) for other in party.spans):
            party.spans.append(span)
    parties = [party for party in held.values() if party.spans]
    for party in parties:
        party.spans.sort()
        party.kind = kind_of(report, party)
    return parties


def roles_of(report: Report) -> Iterator[Role]:
    """Give the roles of all events."""
    for event in report.events:
        for one in event.actors:
            yield Role("does", event, one)
        for one in event.recipients:
            yield Role("suffers", event, one)


def nouns_of(report: Report) -> Iterator[tuple[str, Span]]:
    """Give the nouns of those who may have done something, wherever a report has them, each with the word before."""
    lists = table()
    known = {form: noun for noun in (*lists["doers"], *lists["fighters"]) for form in forms(noun)}
    for found in WORDS.finditer(report.text):
        noun = known.get(found[0].lower())
        if noun:
            before = BEFORE.search(report.text[max(0, found.start() - LONG) : found.start()])
            yield noun, Span(start=found.start() - (len(before[0]) if before else 0), end=found.end())


def forms(noun: str) -> tuple[str, str]:
    """Give a noun and its plural.

    >>> forms("gunman"), forms("rebel")
    (('gunman', 'gunmen'), ('rebel', 'rebels'))
    """
    return noun, f"{noun.removesuffix('man')}men" if noun.endswith("man") else f"{noun}s"


def key_of(report: Report, one: Participant) -> tuple[str, str | None, str]:
    """Give what tells a participant's party from others, its actor, and its noun: who bears no name is no actor."""
    actor = report.actors.get(one.actor or "")
    if actor is not None and (actor.type == "person" or report.slice(one.head)[:1].isupper()):
        return actor.id, actor.id, ""
    figure = report.slice(one.head)[:1].isdigit() or report.is_bare(one)
    noun = "figure" if figure else (one.noun or report.slice(one.head)).lower()
    return f"noun {noun}", None, noun


def kind_of(report: Report, party: Party) -> str:
    """Say what a party is: the type of its actor, or of what its noun and the words with it are."""
    if party.actor is not None:
        actor = report.actors[party.actor]
        main = actor.type == "armed-group" and report.main_group == report.printed(actor)
        return "main-group" if main else actor.type
    lists, noun = table(), party.noun.removesuffix("s")
    words = {word.removesuffix("s") for word in WORDS.findall(report.slice(party.spans[0]).lower())}
    if noun in lists["fighters"] or noun in lists["security"]:
        return "fighters" if noun in lists["fighters"] else "security"
    if party.noun in lists["pronouns"] or party.noun in lists["bodies"]:
        return "pronoun" if party.noun in lists["pronouns"] else "body"
    for side in ("fighters", "security"):
        if words & set(lists[side]):
            return f"of {side}"
    known = report.classes.get(party.noun)
    if known is None:
        return "unknown noun"
    return "people" if set(known) & set(lists["people"]) else "thing"


def words_of(report: Report, party: Party, role: Role | None) -> str:
    """Give a party's words: those of a role, and its name."""
    said = report.slice(role.one.span) if role else ""
    if party.actor is not None:
        return f"{said} {report.printed(report.actors[party.actor])}".strip()
    return said or report.slice(party.spans[0])
