"""Whether an event is told as having happened."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from reportedly.codebook.event_types import codes_of, load_event_types
from reportedly.codebook.speech import load_speech
from reportedly.extract.attributions import find_attributions
from reportedly.extract.events import find_mentions, load_events
from reportedly.model import Attribution, Polarity, Source, Span, Status
from tests.conftest import Parse

ROWS = yaml.safe_load((Path(__file__).parents[1] / "cases" / "status.yml").read_text(encoding="utf-8"))
CASES = [row for row in ROWS if not row.get("held_out")]
OPEN = {
    "The soldiers refrained from shooting.": "a shooting without a doer or a victim beside it is none to its senses",
    "Delta Front to free captured sailors, radio says": "the parser takes the verb of the headline for an adjective",
    "A landslide win for the greens wiped out two old parties.": "parties may be of any kind",
    "Residents accused the militia of burning crops.": "the parser takes the participle for an adjective of the crops",
    "The defender was sent off for a wild assault on the referee's patience.": "nothing says that patience is abstract",
    "Warlord's men set to hand over heavy guns, release captives": "the parser takes the second verb for the main one",
}


def case_of(row: dict[str, Any]) -> Any:
    """Give one case; those that are known to fail must go on failing until they are taken out of the list."""
    reason = OPEN.get(row["text"])
    marks = [pytest.mark.xfail(reason=reason, strict=True)] if reason else []
    return pytest.param(row, id=row["text"], marks=marks)


def test_cases_put_aside_are_enough() -> None:
    assert len(ROWS) >= 200
    assert sum(bool(row.get("held_out")) for row in ROWS) == 60
    assert len({row["text"] for row in ROWS}) == len(ROWS)


@pytest.mark.parametrize("case", [case_of(row) for row in CASES])
def test_status(case: dict[str, Any], parse: Parse) -> None:
    text = case["text"]
    article, doc = parse(text)
    lexicon = load_events()
    attributions = tuple(find_attributions(article, doc, lexicon=load_speech(), actors=()))
    events = find_mentions(article, doc, event_types=load_event_types(), lexicon=lexicon, attributions=attributions)
    start = text.index(case["trigger"])
    event = next(
        (one for one in events if one.trigger.start < start + len(case["trigger"]) and start < one.trigger.end), None
    )
    if case["status"] == "none":
        assert event is None
        return
    assert event is not None
    assert (event.status, event.polarity) == (case["status"], "negative" if case.get("negative") else "positive")
    if "condition" in case or case["status"] != "conditional":
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


@pytest.mark.parametrize(
    ("kind", "status", "polarity", "plover", "cameo", "acled"),
    [
        ("airstrike", "occurred", "positive", "ASSAULT", "19", "Air/drone strike"),
        ("airstrike", "alleged", "positive", "ASSAULT", "19", "Air/drone strike"),
        ("airstrike", "planned", "positive", "THREATEN", "13", None),
        ("airstrike", "predicted", "positive", None, None, None),
        ("airstrike", "occurred", "negative", None, None, None),
        ("airstrike", "denied", "positive", None, "01", None),
        ("ceasefire", "hoped", "positive", "REQUEST", "10", None),
        ("ceasefire", "planned", "positive", "AGREE", "03", None),
        ("ceasefire", "occurred", "negative", "REJECT", "12", None),
    ],
)
def test_what_has_not_happened_is_coded_as_the_act_of_saying_so(
    kind: str, status: Status, polarity: Polarity, plover: str | None, cameo: str | None, acled: str | None
) -> None:
    codes = codes_of(kind, status, polarity)
    assert (codes.plover, codes.cameo, codes.acled) == (plover, cameo, acled)
