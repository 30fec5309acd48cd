"""Which events a sentence tells, what ties a casualty to an attack, and which mentions are one."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import yaml

from reportedly.codebook.event_types import load_event_types
from reportedly.extract.events import find_events, find_mentions, load_events
from reportedly.extract.events.merging import Found, merge
from reportedly.model import EventMention, Quantity, Span
from tests.conftest import Parse

CASES = yaml.safe_load((Path(__file__).parents[1] / "cases" / "events.yml").read_text(encoding="utf-8"))


def mentions(text: str, parse: Parse) -> list[EventMention]:
    article, doc = parse(text)
    return list(find_mentions(article, doc, event_types=load_event_types(), lexicon=load_events()))


def named(text: str, events: list[EventMention]) -> list[str]:
    return [f"{event.event_type} {text[event.trigger.start : event.trigger.end]}" for event in events]


@pytest.mark.parametrize("case", CASES["senses"], ids=lambda case: case["text"])
def test_senses(case: dict[str, Any], parse: Parse) -> None:
    assert named(case["text"], mentions(case["text"], parse)) == case["events"]


@pytest.mark.parametrize("case", CASES["causes"], ids=lambda case: case["text"])
def test_causes(case: dict[str, Any], parse: Parse) -> None:
    text = case["text"]
    found = [
        event.cause
        for event in mentions(text, parse)
        if text[event.trigger.start : event.trigger.end] == case["casualty"]
        and event.event_type in ("killing", "injury")
    ]
    words = [text[cause.start : cause.end] if cause else None for cause in found]
    assert words in ([case["cause"]], [] if case["cause"] is None else [case["cause"]])


@pytest.mark.parametrize("case", CASES["merging"], ids=lambda case: case["text"])
def test_merging(case: dict[str, Any], parse: Parse) -> None:
    text = case["text"]
    article, doc = parse(text)
    events = list(find_events(article, doc, event_types=load_event_types(), lexicon=load_events()))
    assert named(text, events) == case["events"]


def test_a_merged_trigger_is_evidence(parse: Parse) -> None:
    text = "Gunmen attacked a bank on Monday. The attack lasted an hour."
    article, doc = parse(text)
    [event] = find_events(article, doc, event_types=load_event_types(), lexicon=load_events())
    assert "attack" in [text[span.start : span.end] for span in event.evidence]


def headline_and_lead(
    words: frozenset[str], figures: frozenset[tuple[float | None, float | None]]
) -> list[EventMention]:
    """Give what is left of a headline's killing and the lead's, of which these recipients and figures are told."""
    headline = EventMention(event_type="killing", trigger=Span(start=0, end=6))
    lead = EventMention(event_type="killing", trigger=Span(start=50, end=56))
    first = Found(
        event=headline, sentence=0, headline=True, anaphoric=False, recipients=frozenset({"civilians"}), figures=figures
    )
    second = Found(event=lead, sentence=1, headline=False, anaphoric=False, recipients=words, figures=figures)
    return merge([first, second])


def test_a_headline_is_one_with_its_lead_by_words_and_figures() -> None:
    same = frozenset({(16.0, 16.0)})
    assert len(headline_and_lead(frozenset({"civilians"}), same)) == 1
    assert len(headline_and_lead(frozenset({"soldiers"}), same)) == 2


@pytest.mark.parametrize(("source", "figures", "left"), [("a1", 10.0, 1), ("a2", 10.0, 2), ("a1", 12.0, 2)])
def test_a_toll_told_twice_by_one_source_is_one(source: str, figures: float, left: int) -> None:
    people = frozenset({"civilians"})
    events = [EventMention(event_type="killing", trigger=Span(start=at, end=at + 6)) for at in (0, 50)]
    first = Found(event=events[0], sentence=1, headline=False, anaphoric=False, source="a1", recipients=people,
                  figures=frozenset({(10.0, 10.0)}))  # fmt: skip
    second = replace(first, event=events[1], sentence=8, source=source, figures=frozenset({(figures, figures)}))
    assert len(merge([first, second])) == left


def test_figures_count_the_recipients(parse: Parse) -> None:
    text = "At least 12 people were killed in three villages."
    article, doc = parse(text)
    quantities = [
        Quantity(id="q1", start=0, end=11, low=12, best=12),
        Quantity(id="q2", start=text.index("three"), end=text.index("three") + 5, low=3, best=3, high=3),
    ]
    [event] = find_mentions(article, doc, event_types=load_event_types(), lexicon=load_events(), quantities=quantities)
    assert event.quantities == ("q1",)


def test_every_span_holds_words(parse: Parse) -> None:
    text = "Jets struck a market in the north on Monday, killing twelve people, the ministry said."
    for event in mentions(text, parse):
        spans = [event.trigger, *event.evidence, *(p.span for p in (*event.actors, *event.recipients))]
        for span in spans:
            assert isinstance(span, Span)
            assert text[span.start : span.end].strip()
