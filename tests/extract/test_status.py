"""Whether an event is told as having happened."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from reportedly.codebook.event_types import load_event_types
from reportedly.extract.events import find_mentions, load_events
from reportedly.model import Attribution, Source, Span
from tests.conftest import Parse

CASES = yaml.safe_load((Path(__file__).parents[1] / "cases" / "status.yml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"])
def test_status(case: dict[str, Any], parse: Parse) -> None:
    text = case["text"]
    article, doc = parse(text)
    events = find_mentions(article, doc, event_types=load_event_types(), lexicon=load_events())
    event = next(event for event in events if text[event.trigger.start : event.trigger.end] == case["trigger"])
    assert (event.status, event.polarity) == (case["status"], "negative" if case.get("negative") else "positive")
    condition = text[event.condition.start : event.condition.end] if event.condition else ""
    assert case.get("condition", "") in condition
    assert bool(condition) == ("condition" in case)


def test_hearsay_makes_what_it_holds_alleged(parse: Parse) -> None:
    text = "The rebels were said to retaliate with rockets, which hit a truck."
    article, doc = parse(text)
    hearsay = Attribution(
        id="s1",
        source=Source(start=0, end=10, anonymity="hearsay"),
        cue=Span(start=16, end=20),
        content=(Span(start=21, end=len(text) - 1),),
    )
    found = find_mentions(article, doc, event_types=load_event_types(), lexicon=load_events(), attributions=[hearsay])
    assert {event.status for event in found} == {"alleged"}
