"""What shows whether two events of a report are one incident in MUC-4's sense (task definition, section 5.0)."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from bench.muc_report import WORDS, Report, table
from bench.muc_signs import bucket, figures
from reportedly.model import EventMention, Span

GAPS = (80, 200, 400, 800, 1600)  # characters
LONG = 3  # letters that a word of content has at least, and one more
BEFORE = 12
THAT = re.compile(r"\b(the|this|that)\s+$")
ANOTHER = re.compile(r"\b(another|other|second|also)\b")


def pair_signs(report: Report, a: EventMention, b: EventMention) -> Iterator[str]:
    """Give what shows whether two events, the first told before the second, are one incident."""
    kinds = " ".join(sorted((report.kind_of(a), report.kind_of(b))))
    gap = bucket(b.trigger.start - a.trigger.start, GAPS)
    yield from (f"kinds {kinds}", "types " + " ".join(sorted((a.event_type, b.event_type))))
    yield from (f"gap {gap}", f"gap {gap} kinds {kinds}")
    if a.event_type == b.event_type:
        yield "same type"
    if "\n" not in report.text[a.trigger.end : b.trigger.start]:
        yield "one paragraph"
    told = [event for event in report.events if event.event_type in table()["incidents"]]
    yield f"between {bucket(sum(a.trigger < event.trigger < b.trigger for event in told), (0, 1, 3, 6))}"
    yield f"report incidents {bucket(len(told), (2, 4, 8, 16))}"
    if b.cause == a.trigger or a.cause == b.trigger or (a.cause and a.cause == b.cause):
        yield "cause"
    words = [report.slice(event.trigger).lower() for event in (a, b)]
    if words[0].removesuffix("s") == words[1].removesuffix("s"):
        yield "same word"
    yield f"plurals {words[0].endswith('s')} {words[1].endswith('s')}"
    yield f"statuses {a.status} {b.status}" if a.status != b.status else "one status"
    if report.events[0].trigger == a.trigger:
        yield "first of report"
    yield from likeness(report, a, b)
    yield from takes_up(report, b)


def likeness(report: Report, a: EventMention, b: EventMention) -> Iterator[str]:
    """Give what two events, and their sentences, have in common or not."""
    for name, keys in KEYS.items():
        yield f"{name} {common(keys(report, a), keys(report, b))}"
    days, others = report.days_of(a), report.days_of(b)
    if days and others:
        apart = days[1] < others[0] or others[1] < days[0]
        yield "days " + ("same" if days == others else "apart" if apart else "overlap")
    else:
        yield "days one" if days or others else "days none"
    if report.around(a) == report.around(b):
        yield "one sentence"
        return
    shared, less = content(report, a) & content(report, b), min(len(content(report, one)) for one in (a, b))
    yield f"shared words {bucket(len(shared), (0, 1, 2, 3, 5))}"
    yield f"likeness {bucket(len(shared) / max(1, less), (0, 0.1, 0.2, 0.3, 0.5))}"
    yield f"places around {common(around(report, a), around(report, b))}"
    yield from (f"both {word}" for word in sorted(shared))


def takes_up(report: Report, event: EventMention) -> Iterator[str]:
    """Give what shows that an event was told of before, or was not."""
    start, end = report.around(event)
    definite = THAT.search(report.text[max(0, event.trigger.start - BEFORE) : event.trigger.start].lower())
    yield "definite" if definite else "not definite"
    if ANOTHER.search(report.text[start:end].lower()):
        yield "another"
    full = event.recipients or event.actors or report.fine_place(event) or report.days_of(event)
    yield "second full" if full else "second bare"


def common(a: set[str], b: set[str]) -> str:
    """Say whether two sets have something in common."""
    if not a or not b:
        return "one" if a or b else "none"
    return "same" if a & b else "differ"


def content(report: Report, event: EventMention) -> set[str]:
    """Give the words of content of an event's sentence."""
    start, end = report.around(event)
    words = {word for word in WORDS.findall(report.text[start:end].lower()) if len(word) > LONG}
    return {word.removesuffix("s") for word in words - set(table()["common"])}


def around(report: Report, event: EventMention) -> set[str]:
    """Give the places finer than a country that an event's sentence names."""
    start, end = report.around(event)
    whole = Span(start=start, end=end)
    fine = [place for place in report.places.values() if place.precision != "country"]
    return {place.id for place in fine if any(whole.contains(span) for span in place.mentions)}


def nouns(report: Report, event: EventMention, part: str) -> set[str]:
    """Give the actors or nouns that take part in an event."""
    return {
        one.actor or report.slice(one.head).lower().removesuffix("s")
        for one in getattr(event, part)
        if not report.is_pronoun(one)
    }


def surnames(report: Report, event: EventMention) -> set[str]:
    """Give the words of the names of whom an event befalls."""
    named = [report.words(one) for one in event.recipients if report.named(one)]
    return {word for words in named for word in WORDS.findall(words) if len(word) > LONG}


KEYS: dict[str, Callable[[Report, EventMention], set[str]]] = {
    "victims": lambda report, event: set(report.keys_of(event)),
    "harmed": lambda report, event: nouns(report, event, "recipients"),
    "doers": lambda report, event: nouns(report, event, "actors"),
    "names": surnames,
    "place": lambda report, event: {place} if (place := report.fine_place(event)) else set(),
    "counts": lambda report, event: {f"{figure:g}" for figure in figures(report, event)},
}
