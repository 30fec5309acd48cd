"""A report as MUC-4 asks about it: of its events the type, days, place and victims, of its participants side and kind.

The lists are those of ``bench/muc_types.yml``.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from bench import ours
from reportedly.model import Actor, EventMention, Participant, Place, Quantity, Span, Time

WORDS = re.compile(r"[\w']+")
STOP = re.compile(r"\.\s+|\n+")
BESIDE = 300  # characters within which what is told belongs together
FINE = frozenset({"exact", "near", "area", "admin1", "unknown"})


@cache
def table() -> dict[str, Any]:
    """Read the crosswalk."""
    path = Path(__file__).parent / "muc_types.yml"
    return yaml.safe_load(path.read_text(encoding="utf-8"))  # type: ignore[no-any-return]


@dataclass(slots=True)
class Group:
    """The events that are told of one incident, their types, and the chance of each to be of any."""

    events: list[EventMention] = field(default_factory=list)
    kinds: list[str] = field(default_factory=list)
    chances: list[float] = field(default_factory=list)

    @property
    def kind(self) -> str:
        """The type: the first that is no mere attack."""
        return next((kind for kind in self.kinds if kind != "ATTACK"), "ATTACK")


class Report:
    """One report, with what is found in it by id."""

    def __init__(self, found: ours.Extracted, dateline: str) -> None:
        held = found.mentions
        self.text = found.article.text
        self.starts = [0, *(stop.end() for stop in STOP.finditer(self.text))]
        self.events = held.events
        self.published = found.article.published.date_start
        self.attributions = held.attributions
        self.places: dict[str, Place] = {place.id: place for place in held.places}
        self.times: dict[str, Time] = {time.id: time for time in held.times}
        self.quantities: dict[str, Quantity] = {quantity.id: quantity for quantity in held.quantities}
        self.actors = {actor.id: actor for actor in held.actors}
        armed = [
            actor for actor in held.actors if actor.type == "armed-group" and actor.country in table()["countries"]
        ]
        most = max(armed, default=None, key=lambda actor: len(actor.mentions))
        self.main_group = self.printed(most) if most else None
        self.classes = ours.load("codebook.triggers", "load_triggers").classes
        named = Counter(place.country for place in held.places for _ in place.mentions if place.country)
        of_interest = [code for code, _ in named.most_common() if code in table()["countries"]]
        self.country = of_interest[0] if of_interest else self.country_of(dateline)

    def country_of(self, dateline: str) -> str | None:
        """Give the country of interest that a dateline lies in: the largest place of its name there."""
        entries = ours.load("gazetteer", "open_gazetteer").find(dateline.split("(")[0].strip())
        return next((entry.country for entry in entries if entry.country in table()["countries"]), None)

    def side_of(self, one: Participant) -> str:
        """Say whether a participant is of those who fight, of the forces of order, or neither.

        What stands before a noun tells it ("police agent"); of a thing and of "members" also what follows.
        """
        head = self.slice(one.head).lower().removesuffix("s")
        whole = not self.is_human(one) or head in table()["generic"]
        end = one.span.end if whole else one.head.end
        words = {word.removesuffix("s") for word in WORDS.findall(self.text[one.span.start : end].lower())}
        words |= {word.replace("men", "man") for word in words}
        if words & set(table()["past"]) or self.named(one):
            return "others"
        actor = self.actors.get(one.actor or "")
        if words & set(table()["fighters"]) or (actor and actor.type == "armed-group"):
            return "fighters"
        if words & set(table()["security"]) or (actor and actor.type == "state-forces"):
            return "security"
        return "others"

    def sides_of(self, event: EventMention) -> list[str]:
        """Give the sides of whom an event befalls; a bare figure is of those told of just before."""
        bare = [self.slice(one.head)[:1].isdigit() or self.is_bare(one) for one in event.recipients]
        if not bare or not all(bare):
            return [self.side_of(one) for one in event.recipients]
        before = [
            other for other in self.events
            if other.recipients and other.event_type in table()["personal"]
            and 0 < event.trigger.start - other.trigger.start < BESIDE
        ]  # fmt: skip
        return self.sides_of(before[-1]) if before else ["others"] * len(bare)

    def is_bare(self, one: Participant) -> bool:
        """Whether a participant is a figure and no noun."""
        return self.slice(one.head).lower() in table()["figures"]

    def kind_of(self, event: EventMention) -> str:
        """Give the incident type of an event; what burns is arson."""
        if event.event_type in table()["adding"] and self.slice(event.trigger).lower() in table()["arson"]:
            return "ARSON"
        return str(table()["incidents"][event.event_type])

    def days_of(self, event: EventMention) -> tuple[str, str] | None:
        """Give the days of an event where both are known."""
        time = self.times.get(event.time or "")
        if time is None or not time.date_start or not time.date_end:
            return None
        last = min(time.date_end, self.published) if self.published else time.date_end
        return (time.date_start, last) if time.date_start <= last else None

    def around(self, event: EventMention) -> tuple[int, int]:
        """Give the offsets of an event's sentence."""
        return self.bounds_at(event.trigger.start)

    def sentence_at(self, offset: int) -> int:
        """Give the number of the sentence that an offset lies in."""
        return bisect_right(self.starts, offset) - 1

    def bounds_at(self, offset: int) -> tuple[int, int]:
        """Give the offsets of the sentence that an offset lies in."""
        at = self.sentence_at(offset)
        return self.starts[at], self.starts[at + 1] if at + 1 < len(self.starts) else len(self.text)

    def fine_place(self, event: EventMention) -> str | None:
        """Give the id of a place that is finer than a country."""
        place = self.places.get(event.place or "")
        return place.id if place and place.precision in FINE else None

    def keys_of(self, event: EventMention) -> Iterator[str]:
        """Give what tells an event's victims from others: the person, or the noun with its figure."""
        for one in event.recipients:
            if self.is_victim(event, one):
                number = self.number(event, one)
                named = self.named(one)
                if named or number not in ("1", "PLURAL"):
                    yield named or f"{number} {self.slice(one.head).lower()}"

    def named(self, one: Participant) -> str | None:
        """Give the id of the person that a participant is."""
        actor = self.actors.get(one.actor or "")
        return actor.id if actor and actor.type == "person" else None

    def words(self, one: Participant) -> str:
        """Give a participant's words and the name that they stand for."""
        actor = self.actors.get(one.actor or "")
        return f"{self.slice(one.span)} {actor.name if actor else ''}".strip()

    def slice(self, span: Span) -> str:
        """Give the words of a span."""
        return self.text[span.start : span.end]

    def printed(self, actor: Actor) -> str:
        """Give an actor's name with the names that the report has for it."""
        names = dict.fromkeys(self.slice(span) for span in actor.mentions)
        return " ".join((actor.name, *(name for name in names if name[:1].isupper() and name != actor.name)))

    def is_victim(self, event: EventMention, one: Participant) -> bool:
        """Whether a participant can be a victim: people who do not fight; of an unknown noun the event must be one
        that befalls people."""
        if self.is_known(one) or event.event_type in table()["personal"]:
            return self.is_human(one) and self.side_of(one) != "fighters"
        return False

    def is_organisation(self, one: Participant) -> bool:
        """Whether a participant stands for a known body of people."""
        actor = self.actors.get(one.actor or "")
        if actor is None:
            return self.slice(one.head).lower() in table()["bodies"]
        return actor.type in table()["organisations"]

    def is_name_of_body(self, one: Participant) -> bool:
        """Whether a participant's own words name the body, rather than people of it."""
        head = self.slice(one.head)
        return self.is_organisation(one) and (head[:1].isupper() or head.lower() in table()["bodies"])

    def is_pronoun(self, one: Participant) -> bool:
        """Whether a participant is a pronoun that nobody is known to stand for."""
        return one.actor is None and self.slice(one.head).lower() in table()["pronouns"]

    def is_known(self, one: Participant) -> bool:
        """Whether a participant is a person by name, or a noun whose class is known."""
        head = self.slice(one.head).lower()
        actor = self.actors.get(one.actor or "")
        return bool(
            self.classes.get(head) or self.classes.get(head.removesuffix("s")) or (actor and actor.type != "unknown")
        )

    def is_human(self, one: Participant) -> bool:
        """Whether a participant can be people: by its actor, by the class of its noun, or as a name."""
        if self.is_pronoun(one):
            return False
        head = self.slice(one.head).lower()
        known = self.classes.get(head) or self.classes.get(head.removesuffix("s")) or frozenset()
        return not known or not known.isdisjoint(table()["people"])

    def number(self, event: EventMention, one: Participant) -> str:
        """Give how many: a figure, ``1`` for one person, ``PLURAL`` where the text does not tell."""
        for key in event.quantities:
            quantity = self.quantities.get(key)
            if (
                quantity
                and quantity.best is not None
                and not self.is_age(quantity)
                and one.span.start <= quantity.start < one.span.end
            ):
                return self.figure(quantity)
        head = self.slice(one.head)
        if self.named(one):
            return "1"
        return "PLURAL" if head.lower() in table()["plurals"] or head.endswith(("s", "men")) else "1"

    def figure(self, quantity: Quantity) -> str:
        """Write a figure as the task definition does: ``6-`` is at least six, ``-6`` at most, ``~6`` about six."""
        if not quantity.bound:
            return f"{quantity.best:g}"
        if quantity.low == quantity.best and quantity.high is None:
            return f"{quantity.best:g}-"
        at_most = quantity.high == quantity.best and quantity.low is None
        return f"{'-' if at_most else '~'}{quantity.best:g}"

    def is_age(self, quantity: Quantity) -> bool:
        """Whether a figure is an age: "a 12-year-old girl"."""
        return re.match(r"[\s-]*year", self.text[quantity.end : quantity.end + 8]) is not None
