"""Our events of a report -> incidents in the sense of MUC-4, by ``bench/muc_types.yml``.

Who is no victim of terrorism (guerrillas, or soldiers alone), what is old, and what has no tie to the countries of
interest makes no incident (task definition, section 1.0). Casualties join the attack that caused them; an event joins
an incident of its type unless day or place differ (section 5.0), or one that has the same victim.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from bench import ours
from bench.countries import name_of
from bench.muc_score import NOBODY, Incident, Valued
from reportedly.model import Actor, EventMention, Participant, Place, Quantity, Span, Time

NAME = re.compile(r"[A-Z\d][\w'.-]*(?: (?:(?:de|del|la|las|los|of|the) )*[A-Z\d][\w'.-]*)*")
WORDS = re.compile(r"[\w']+")
SPARED = 600  # characters within which "there were no casualties" is said of an incident
BESIDE = 300  # characters within which what is told belongs together
MONTH = 31
NEAR = 150  # characters within which what is told of another type is taken for the same incident
LAST = frozenset({"DEATH", "REGAINED FREEDOM"})  # effects that hold whatever else befell a victim
FINE = frozenset({"exact", "near", "area", "admin1", "unknown"})


@cache
def table() -> dict[str, Any]:
    """Read the crosswalk."""
    path = Path(__file__).parent / "muc_types.yml"
    return yaml.safe_load(path.read_text(encoding="utf-8"))  # type: ignore[no-any-return]


@dataclass(slots=True)
class Group:
    """The events that are told of one incident."""

    events: list[EventMention] = field(default_factory=list)
    kinds: list[str] = field(default_factory=list)
    place: str | None = None
    days: tuple[str, str] | None = None
    victims: set[str] = field(default_factory=set)

    @property
    def kind(self) -> str:
        """The type: the first that is no mere attack."""
        return next((kind for kind in self.kinds if kind != "ATTACK"), "ATTACK")


def incidents_of(found: ours.Extracted, dateline: str = "") -> Iterator[Incident]:
    """Group the events of a report into incidents and fill their slots."""
    report = Report(found, dateline)
    groups: list[Group] = []
    for event in found.mentions.events:
        if report.is_relevant(event):
            join(event, groups, report)
    for group in groups:
        incident = report.fill(group)
        if incident is not None:
            yield incident


def join(event: EventMention, groups: list[Group], report: Report) -> None:
    """Put an event into the last incident that it can be of, or into one of its own."""
    kind, victims = report.kind_of(event), set(report.keys_of(event))
    place, days = report.fine_place(event), report.days_of(event)
    caused = [group for group in groups if event.cause and any(one.trigger == event.cause for one in group.events)]
    same = [group for group in groups if fits(group, event, kind, place, days, victims)]
    if not (caused or same) and event.event_type in table()["adding"] and kind != "ARSON":
        return
    if event.event_type == "release" and not (same and same[-1].kind == "KIDNAPPING"):
        return
    group = (caused or same or [Group()])[-1]
    if group not in groups:
        groups.append(group)
    group.events.append(event)
    group.kinds.append(kind)
    group.place, group.days = group.place or place, group.days or days
    group.victims |= victims


def fits(
    group: Group, event: EventMention, kind: str, place: str | None, days: tuple[str, str] | None, victims: set[str]
) -> bool:
    """Whether an event can be of an incident: of its type, and nothing that both tell differs."""
    alike = kind == group.kind or "ATTACK" in (kind, group.kind) and "KIDNAPPING" not in (kind, group.kind)
    if not alike:
        return False
    if victims & group.victims:
        return True
    if kind != group.kind and event.trigger.start - group.events[-1].trigger.start > NEAR:
        return False
    if days and group.days and (days[1] < group.days[0] or group.days[1] < days[0]):
        return False
    return not (place and group.place and place != group.place)


class Report:
    """One report: says what of it is an incident, and fills the slots."""

    def __init__(self, found: ours.Extracted, dateline: str) -> None:
        held = found.mentions
        self.text = found.article.text
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

    # --- what is an incident ------------------------------------------------------------------------------------

    def is_relevant(self, event: EventMention) -> bool:
        """Whether an event is told as having happened, lately, and to others than those who fight."""
        if event.event_type not in table()["incidents"] or event.status in table()["no_incident"]:
            return False
        if event.polarity != "positive" or self.is_old(event):
            return False
        if self.slice(event.trigger).lower() in table()["war"]:
            return False
        if self.is_summary(event) or self.is_accident(event):
            return False
        sides = self.sides_of(event)
        if sides and all(side == "fighters" for side in sides):
            return False
        if sides and all(side in ("fighters", "security") for side in sides):
            return False
        agents = {self.side_of(one) for one in event.actors}
        harmed = any(
            self.is_victim(event, one) and side == "others" for one, side in zip(event.recipients, sides, strict=False)
        )
        return agents != {"security"} or harmed

    def is_summary(self, event: EventMention) -> bool:
        """Whether an event is the toll of a war or a year, rather than of one act."""
        counts = [self.quantities[key] for key in event.quantities if key in self.quantities]
        return any((one.best or 0) > table()["most_victims"] for one in counts)

    def is_accident(self, event: EventMention) -> bool:
        """Whether the words around an event are those of a mishap."""
        around = self.text[max(0, event.trigger.start - BESIDE) : event.trigger.end + BESIDE].lower()
        first = max(around.rfind(stop, 0, min(BESIDE, event.trigger.start)) for stop in (". ", "\n"))
        last = min((at for stop in (". ", "\n") if (at := around.find(stop, BESIDE)) >= 0), default=len(around))
        return not set(WORDS.findall(around[first + 1 : last])).isdisjoint(table()["accidents"])

    def is_old(self, event: EventMention) -> bool:
        """Whether an event lies further back than what counts as news."""
        days = self.days_of(event)
        if days is None or self.published is None:
            return False
        return bool((date.fromisoformat(self.published) - date.fromisoformat(days[1])).days > table()["recent_days"])

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

    # --- what an event tells of its incident --------------------------------------------------------------------

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

    def days_told(self, events: Sequence[EventMention]) -> tuple[str | None, str | None]:
        """Give the narrowest days that are told of an incident; a stretch of more than a month tells none."""
        told = [days for event in events if (days := self.days_of(event))]
        spans = [(date.fromisoformat(last) - date.fromisoformat(first), first, last) for first, last in told]
        if not spans:
            spans = [
                (date.fromisoformat(last) - date.fromisoformat(first), first, last)
                for first, last in self.days_near(events[0])
            ]
        narrow = min(spans, default=None, key=lambda span: span[0])
        return narrow[1:] if narrow and narrow[0].days <= MONTH else (None, None)

    def days_near(self, event: EventMention) -> Iterator[tuple[str, str]]:
        """Give the single days that are named in the sentence of an event, or in the one before it."""
        start, end = self.around(event)
        said = {item.said_on for item in self.attributions if item.said_on}
        for time in self.times.values():
            past = time.date_end is not None and (self.published is None or time.date_end <= self.published)
            if start <= time.start < end and time.id not in said and past and time.date_start == time.date_end:
                yield str(time.date_start), str(time.date_end)

    def place_near(self, event: EventMention) -> Place | None:
        """Give the first place finer than a country that the sentence of an event names."""
        start, end = self.around(event)
        named = [
            (span.start, place.id) for place in self.places.values() for span in place.mentions
            if start <= span.start < end and place.precision in FINE and place.country in table()["countries"]
        ]  # fmt: skip
        return self.places[min(named)[1]] if named else None

    def around(self, event: EventMention) -> tuple[int, int]:
        """Give the offsets of an event's sentence."""
        start = max(self.text.rfind(stop, 0, event.trigger.start) for stop in (".  ", ". ", "\n"))
        ends = [at for stop in (". ", "\n") if (at := self.text.find(stop, event.trigger.end)) >= 0]
        return start + 1, min(ends, default=len(self.text))

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

    # --- the slots ----------------------------------------------------------------------------------------------

    def fill(self, group: Group) -> Incident | None:
        """Fill one incident, or none where nothing is told of whom or what it met."""
        events = group.events
        place = next((self.places[e.place] for e in events if e.place and self.fine_place(e)), None)
        agents = [(event, one) for event in events for one in event.actors if self.is_agent(one)]
        groups = [(event, one) for event, one in agents if self.is_organisation(one)]
        confidence = [(self.confidence(event, one), self.actor_name(one)) for event, one in groups]
        if not groups and self.main_group and any(self.side_of(one) == "fighters" for _, one in agents):
            confidence = [(self.confidence(*agents[0]), self.main_group)]
        victims = self.victims_of(group)
        targets = [one for event in events for one in event.recipients if not self.is_pronoun(one)]
        if not (victims or targets or agents) or (not (victims or targets) and place is None):
            return None
        if self.is_vague(group, victims, place) or all(self.is_quoted(event) for event in events):
            return None
        return Incident(
            kind=group.kind,
            days=self.days_told(events),
            place=self.place_names(place or self.place_near(events[0])),
            individuals=self.individuals(agents),
            organisations=distinct(name for _, name in confidence),
            confidence=surest(confidence),
            numbers=tuple((number, words) for number, words, _ in victims),
            effects=tuple((effect, words) for _, words, effect in victims if effect) or tuple(self.spared(group)),
        )

    def is_vague(self, group: Group, victims: Sequence[tuple[str, str, str | None]], place: Place | None) -> bool:
        """Whether only plurals are told of ("murders and attacks"), or injuries of nobody's making."""
        if all(event.event_type == "injury" for event in group.events):
            return True
        plural = all(self.slice(event.trigger).lower().endswith("s") for event in group.events)
        counted = any(number not in ("1", "PLURAL") for number, _, _ in victims)
        named = any(self.named(one) for event in group.events for one in event.recipients)
        return plural and place is None and not counted and not named

    def is_quoted(self, event: EventMention) -> bool:
        """Whether an event is told in somebody's own words: as a rule he comments on what is known."""
        return any(item.kind == "direct" and item.holds(event.trigger) for item in self.attributions)

    def individuals(self, agents: Sequence[tuple[EventMention, Participant]]) -> tuple[str, ...]:
        """Give the persons by name, and of the rest the first noun: later ones speak of the same people."""
        names = [self.actor_name(one) for _, one in agents if self.named(one)]
        nouns = [self.slice(one.span) for _, one in agents if not self.named(one) and not self.is_name_of_body(one)]
        return distinct((*names, *nouns[:1]))

    def victims_of(self, group: Group) -> tuple[tuple[str, str, str | None], ...]:
        """Give number, words and effect of each victim once: a definite noun without figure repeats one told before."""
        held: dict[str, list[Any]] = {}
        singles = {
            event.trigger.start
            for event in group.events
            if any(self.named(one) and self.is_victim(event, one) for one in event.recipients)
        }
        order = sorted(group.events, key=lambda e: e.event_type not in table()["effects"])
        for event in order:
            people = [one for one in event.recipients if self.is_victim(event, one)]
            named = sum(self.named(one) is not None for one in people)
            effect = table()["effects"].get(event.event_type)
            for one in event.recipients:
                if not self.is_victim(event, one):
                    continue
                number, words = self.number(event, one), self.words(one)
                if not self.named(one) and number in (str(named), "PLURAL") and named > 1:
                    continue
                if not self.named(one) and number == "1" and singles and event.trigger.start not in singles:
                    continue
                key = self.named(one) or self.slice(one.head).lower().removesuffix("s")
                if (
                    key not in held
                    and self.is_definite(one)
                    and number in ("1", "PLURAL")
                    and held
                    and not self.named(one)
                ):
                    continue
                entry = held.setdefault(key, [number, words, effect])
                if entry[0] in ("1", "PLURAL") and number not in ("1", "PLURAL"):
                    entry[0] = number
                if effect in LAST or entry[2] is None:
                    entry[2] = effect
        return tuple((number, words, effect) for number, words, effect in held.values())

    def spared(self, group: Group) -> Iterator[Valued]:
        """Give that nobody was hurt, where that is said near an incident."""
        for event in self.events:
            near = any(abs(event.trigger.start - one.trigger.start) < SPARED for one in group.events)
            if event.polarity == "negative" and event.event_type in ("killing", "injury") and near:
                people = [self.words(one) for one in event.recipients if self.is_victim(event, one)]
                yield "NO INJURY OR DEATH", people[0] if people else NOBODY
                return

    def confidence(self, event: EventMention, one: Participant) -> str:
        """Say how sure the report is of a perpetrator: who tells of it decides."""
        holding = [item for item in self.attributions if item.holds(event.trigger)]
        source = holding[-1].source if holding else None
        evidence = {self.slice(span).lower() for span in event.evidence}
        if (source and source.actor and source.actor == one.actor) or evidence & set(table()["claiming"]):
            return "CLAIMED OR ADMITTED"
        status = str(table()["confidence"].get(event.status, "REPORTED AS FACT"))
        if status == "SUSPECTED OR ACCUSED" and source:
            actor = self.actors.get(source.actor or "")
            words = set(self.text[source.start : source.end].lower().split())
            if (actor and actor.type in table()["authorities"]) or words & set(table()["officials"]):
                return f"{status} BY AUTHORITIES"
        return status

    # --- participants -------------------------------------------------------------------------------------------

    def words(self, one: Participant) -> str:
        """Give a participant's words and the name that they stand for."""
        actor = self.actors.get(one.actor or "")
        return f"{self.slice(one.span)} {actor.name if actor else ''}".strip()

    def slice(self, span: Span) -> str:
        """Give the words of a span."""
        return self.text[span.start : span.end]

    def actor_name(self, one: Participant) -> str:
        """Give the name of who a participant is, with its words in this report."""
        actor = self.actors.get(one.actor or "")
        return self.slice(one.span) if actor is None else self.printed(actor)

    def printed(self, actor: Actor) -> str:
        """Give an actor's name with the names that the report has for it."""
        names = dict.fromkeys(self.slice(span) for span in actor.mentions)
        return " ".join((actor.name, *(name for name in names if name[:1].isupper() and name != actor.name)))

    def is_agent(self, one: Participant) -> bool:
        """Whether a participant can be a perpetrator: people, or a body of people."""
        return not self.is_pronoun(one) and (self.is_organisation(one) or (self.is_known(one) and self.is_human(one)))

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

    def is_definite(self, one: Participant) -> bool:
        """Whether a noun takes up who was told of."""
        return self.slice(one.span).lower().split(" ")[0] in table()["definite"]

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
                rough = "~" if quantity.bound else ""
                return f"{rough}{quantity.best:g}"
        head = self.slice(one.head)
        if self.named(one):
            return "1"
        return "PLURAL" if head.lower() in table()["plurals"] or head.endswith(("s", "men")) else "1"

    def is_age(self, quantity: Quantity) -> bool:
        """Whether a figure is an age: "a 12-year-old girl"."""
        return re.match(r"[\s-]*year", self.text[quantity.end : quantity.end + 8]) is not None

    def place_names(self, place: Place | None) -> tuple[str, ...]:
        """Give the country and the place; a place that the gazetteer puts elsewhere is of the report's country."""
        country = place.country if place and place.country in table()["countries"] else self.country
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
