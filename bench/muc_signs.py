"""What of a report and its events shows that MUC-4's key has an incident there.

A sign is a short text that holds or does not; what it weighs was learned (``bench.muc_weights``).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from bench.muc_report import WORDS, Report, table
from bench.muc_rules import is_accident, is_relevant, is_summary
from reportedly.model import EventMention, Participant

AGES = (3, 10, 31, 92)  # days
DEPTHS = (250, 600, 1200, 2400)  # characters from the start of a report
COUNTS = (0, 1, 3, 10, 30, 100)
STEPS = 20  # steps of a chance
MONTH = 31
SHORT = 2  # letters of a word that says nothing of a report
RULES = {"accident": is_accident, "relevant": is_relevant, "summary": is_summary}


def bucket(value: float, edges: Sequence[float]) -> int:
    """Give the number of edges that a value is above.

    >>> bucket(3, (0, 1, 3, 10))
    2
    """
    return sum(value > edge for edge in edges)


def above(name: str, chance: float) -> Iterator[str]:
    """Give a sign for each step that a chance is above."""
    yield from (f"{name} above {step}" for step in range(1, STEPS) if chance > step / STEPS)


def candidates(report: Report) -> list[EventMention]:
    """Give the events that can be of an incident: of its types, and told as having happened."""
    lists = table()
    return [
        event
        for event in report.events
        if event.event_type in lists["incidents"]
        and event.status not in lists["no_incident"]
        and event.polarity == "positive"
    ]


def who(report: Report, one: Participant) -> str:
    """Say in one word what a participant is."""
    if report.is_pronoun(one):
        return "pronoun"
    if report.named(one):
        return "named"
    if not report.is_human(one) and not report.is_organisation(one):
        return "thing"
    side = report.side_of(one)
    if side != "others":
        return side
    return "body" if report.is_organisation(one) else "people" if report.is_known(one) else "unknown"


def harmed(report: Report, events: Sequence[EventMention]) -> list[str]:
    """Say what those are whom events befall."""
    return sorted({who(report, one) for event in events for one in event.recipients}) or ["nobody"]


def doers(report: Report, events: Sequence[EventMention]) -> list[str]:
    """Say what those are who do events."""
    return sorted({who(report, one) for event in events for one in event.actors}) or ["nobody"]


def age(report: Report, event: EventMention) -> str:
    """Say how long before the report an event's days lie, and whether they are more than a month."""
    days = report.days_of(event)
    if days is None or report.published is None:
        return "none"
    first, last = (date.fromisoformat(day) for day in days)
    passed = bucket((date.fromisoformat(report.published) - last).days, AGES)
    return f"{passed} wide" if (last - first).days > MONTH else f"{passed}"


def place(report: Report, event: EventMention) -> str:
    """Say whether an event's place lies in a country of interest, and how fine it is."""
    held = report.places.get(event.place or "")
    if held is None:
        return "none"
    where = "home" if held.country in table()["countries"] else "abroad" if held.country else "nowhere"
    return f"{where} {'fine' if report.fine_place(event) else 'wide'}"


def teller(report: Report, event: EventMention) -> str:
    """Say in what kind of words an event is told, and who is their source."""
    holding = [item for item in report.attributions if item.holds(event.trigger)]
    if not holding:
        return "outlet"
    source = holding[-1].source
    if source is None:
        return f"{holding[-1].kind} nobody"
    actor = report.actors.get(source.actor or "")
    return f"{holding[-1].kind} {actor.type if actor else source.anonymity}"


def event_signs(report: Report, event: EventMention) -> Iterator[str]:
    """Give what shows whether an event is of an incident."""
    word, kind = report.slice(event.trigger).lower(), event.event_type
    yield from (f"type {kind}", f"word {word}", f"status {event.status}", f"type {kind} status {event.status}")
    for one in harmed(report, [event]):
        yield from (f"harmed {one}", f"harmed {one} type {kind}")
        yield from (f"doer {doer} harmed {one}" for doer in doers(report, [event]))
    yield from (f"doer {doer}" for doer in doers(report, [event]))
    sides = report.sides_of(event)
    if sides and all(side != "others" for side in sides):
        yield "only fighters harmed"
    yield from (f"age {age(report, event)}", f"place {place(report, event)}", f"told {teller(report, event)}")
    if word.endswith("s"):
        yield from ("plural", f"plural place {place(report, event)}")
    yield from (f"rule {name}" for name, holds in RULES.items() if holds(report, event))
    if word in table()["war"]:
        yield "rule war"
    if event.cause:
        yield "cause"
    yield f"count {bucket(max(figures(report, event), default=0), COUNTS)}"
    yield f"at {bucket(event.trigger.start, DEPTHS)}"
    start, end = report.around(event)
    before = report.text[start : event.trigger.start].lower().split()
    yield f"before {before[-1] if before else ''}"
    yield from (f"beside {one}" for one in WORDS.findall(report.text[start:end].lower()) if not one.isdigit())
    yield from report_signs(report)


def figures(report: Report, event: EventMention) -> set[float]:
    """Give the figures of an event."""
    held = (report.quantities.get(key) for key in event.quantities)
    return {one.best for one in held if one and one.best is not None}


def report_signs(report: Report) -> Iterator[str]:
    """Give what of a whole report bears on all its events."""
    kinds = [event.event_type for event in report.events]
    incidents = sum(kind in table()["incidents"] for kind in kinds)
    yield f"report country {report.country}"
    yield f"report incidents {bucket(incidents, (1, 2, 4, 8))}"
    yield f"report share {bucket(incidents / max(1, len(kinds)), (0.1, 0.25, 0.5, 0.75))}"
    yield f"report long {bucket(len(report.text), (800, 1500, 3000, 5000))}"
    yield from (f"report has {kind}" for kind in sorted(set(kinds)))


def word_signs(report: Report, chances: Sequence[float]) -> Iterator[str]:
    """Give what shows whether a report has an incident at all: its words, and the chances of its events."""
    yield from (f"says {word}" for word in WORDS.findall(report.text.lower()) if len(word) > SHORT)
    yield from report_signs(report)
    yield f"expected {bucket(sum(chances), (0.25, 0.5, 0.75, 1, 1.5, 2, 3, 4, 6))}"
    yield from above("best", max(chances, default=0.0))
