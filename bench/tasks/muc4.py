"""MUC-4: incidents filled in from reports in capitals, scored as all templates on eight slots (``bench.muc_score``).

Our events become incidents by ``bench/muc_types.yml``: casualties join the attack that caused them, and mentions of one
type at one place (or at none) are one incident; one with nobody in it is none. Victims are people, as in slots 18 to
24; what stands for nobody known ("they") fills no slot. The capitals are first made small again (``bench.recase``).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from bench import ours
from bench.articles import unwrapped
from bench.corpora.muc import Document, read_muc
from bench.countries import name_of
from bench.muc_score import Incident, Valued, score_document
from bench.recase import recase
from bench.score import Rows
from bench.task import Bar, Predict
from reportedly.model import EventMention, Participant, Place, Quantity, Span, Time

Answer = tuple[Incident, ...]


class Muc4:
    """muc4, tst1 and tst2: the whole extraction."""

    name = "muc4"
    corpus = "muc4"
    bars = (Bar(figure="all slots", value="f1", at_least=0.50),)

    def read(self, path: Path) -> list[Document]:
        """Read the test sets."""
        return read_muc(path)

    def predict(self, records: Sequence[Document]) -> Iterator[Answer]:
        """Give the incidents of each report."""
        strings = ours.parser().vocab.strings
        known = frozenset(word for word in strings if word.islower())
        texts = ((recase(unwrapped(record.text), known), record.published) for record in records)
        for found in ours.extracted(texts):
            yield tuple(incidents_of(found))

    def peers(self) -> Mapping[str, Predict[Document, Answer]]:
        """None can be installed; published figures stand in DESIGN section 7."""
        return {}

    def score(self, gold: Document, answer: Answer) -> Rows:
        """Count one report."""
        return score_document(gold.templates, answer, gold.published)

    def errors(self, gold: Document, answer: Answer) -> Iterator[str]:
        """Show keys and answers side by side where they are not equal."""
        if score_document(gold.templates, answer, gold.published)["all slots"].counts()[:3] != (0, 0, 0):
            for template in gold.templates:
                slots = {slot: template.slots.get(slot) for slot in (4, 2, 3, 9, 10, 21, 23)}
                yield f"key {slots}"
            for incident in answer:
                yield f"ours {incident}"


@cache
def table() -> dict[str, Any]:
    """Read the crosswalk."""
    path = Path(__file__).parents[1] / "muc_types.yml"
    return yaml.safe_load(path.read_text(encoding="utf-8"))  # type: ignore[no-any-return]


def incidents_of(found: ours.Extracted) -> Iterator[Incident]:
    """Group the events of a report into incidents."""
    kinds = table()["incidents"]
    told = [e for e in found.mentions.events if e.event_type in kinds and e.status not in table()["no_incident"]]
    told = [event for event in told if event.polarity == "positive"]
    attacks = {event.trigger: event for event in told}
    groups: dict[tuple[str, str | None], list[EventMention]] = {}
    for event in told:
        attack = attacks.get(event.cause) if event.cause else None
        kind, place = kinds[(attack or event).event_type], (attack or event).place or event.place
        held = [key for key in groups if key[0] == kind and (place is None or key[1] in (None, place))]
        key = held[-1] if held else (kind, place)
        group = groups.pop(key, []) if key[1] is None and place is not None else groups.get(key, [])
        groups[kind, place or key[1]] = [*group, event]
    for (kind, _), events in groups.items():
        incident = Filler(found).incident(kind, events)
        if incident.numbers or incident.individuals or incident.organisations:
            yield incident


class Filler:
    """Fills the slots of an incident from the records of one report."""

    def __init__(self, found: ours.Extracted) -> None:
        held = found.mentions
        self.text = found.article.text
        self.places: dict[str, Place] = {place.id: place for place in held.places}
        self.times: dict[str, Time] = {time.id: time for time in held.times}
        self.quantities: dict[str, Quantity] = {quantity.id: quantity for quantity in held.quantities}
        self.actors = {actor.id: actor for actor in held.actors}
        named = Counter(place.country for place in held.places for _ in place.mentions if place.country)
        self.country = named.most_common(1)[0][0] if named else None
        self.classes = ours.load("codebook.triggers", "load_triggers").classes

    def incident(self, kind: str, events: Sequence[EventMention]) -> Incident:
        """Fill one incident from the events told of it."""
        time = next((self.times[event.time] for event in events if event.time in self.times), None)
        place = next((self.places[event.place] for event in events if event.place in self.places), None)
        agents = [one for event in events for one in event.actors if not self.is_pronoun(one)]
        groups = [one for one in agents if self.is_organisation(one)]
        status = table()["confidence"].get(events[0].status, "REPORTED AS FACT")
        victims = [(event, one) for event in events for one in event.recipients if self.is_human(one)]
        return Incident(
            kind=kind,
            days=(time.date_start, time.date_end) if time else (None, None),
            place=self.place_names(place),
            individuals=distinct(self.words(one) for one in agents if not self.is_organisation(one)),
            organisations=distinct(self.words(one) for one in groups),
            confidence=distinct((status, self.words(one)) for one in groups),
            numbers=distinct((self.number(event, one), self.words(one)) for event, one in victims),
            effects=distinct(self.effects(victims)),
        )

    def effects(self, victims: Sequence[tuple[EventMention, Participant]]) -> Iterator[Valued]:
        """Give the effect on each victim of a casualty."""
        for event, one in victims:
            if event.event_type in table()["effects"]:
                yield table()["effects"][event.event_type], self.words(one)

    def words(self, one: Participant) -> str:
        """Give a participant's words and the name that they stand for."""
        actor = self.actors.get(one.actor or "")
        return f"{self.slice(one.span)} {actor.name if actor else ''}".strip()

    def slice(self, span: Span) -> str:
        """Give the words of a span."""
        return self.text[span.start : span.end]

    def is_organisation(self, one: Participant) -> bool:
        """Whether a participant stands for a known body of people."""
        actor = self.actors.get(one.actor or "")
        return actor is not None and actor.type in table()["organisations"]

    def is_pronoun(self, one: Participant) -> bool:
        """Whether a participant is a pronoun that nobody is known to stand for."""
        return one.actor is None and self.slice(one.head).lower() in table()["pronouns"]

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
            if quantity and quantity.best is not None and quantity.start < one.span.end:
                rough = "~" if quantity.bound else ""
                return f"{rough}{quantity.best:g}"
        head = self.slice(one.head)
        return "PLURAL" if head.endswith("s") or head in ("people", "men", "women", "children") else "1"

    def place_names(self, place: Place | None) -> tuple[str, ...]:
        """Give the country and the place; without a place the country that the report names most."""
        country = name_of(place.country if place and place.country else self.country)
        return tuple(name for name in (country, place.name if place else None) if name)


def distinct(items: Any) -> tuple[Any, ...]:
    """Drop what was there before."""
    return tuple(dict.fromkeys(items))
