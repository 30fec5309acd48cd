"""Which events are forecasts, and by when they are due."""

from __future__ import annotations

import pytest

from reportedly.codebook.event_types import load_event_types
from reportedly.extract.events import find_mentions, load_events
from reportedly.extract.forecasts import find_forecasts
from reportedly.model import ForecastMention, Time
from tests.conftest import Parse

DUE = ("2020-06-01", "2020-06-30")


def forecasts(text: str, parse: Parse, due: str | None = None, days: tuple[str, str] = DUE) -> list[ForecastMention]:
    article, doc = parse(text, published="2020-05-11")
    times = []
    if due is not None:
        start = text.index(due)
        times = [
            Time(id="t1", start=start, end=start + len(due), type="DATE", value="2020-06",
                 date_start=days[0], date_end=days[1])
        ]  # fmt: skip
    events = list(find_mentions(article, doc, event_types=load_event_types(), lexicon=load_events(), times=times))
    return list(find_forecasts(article, doc, modality=load_events().modality, events=events, times=times))


@pytest.mark.parametrize(
    ("text", "trigger", "due"),
    [
        ("The force hopes to capture the area by the end of June.", "capture", "the end of June"),
        ("Officials expect an attack in June.", "attack", "June"),
        ("He said troops would withdraw in June.", "withdraw", "June"),
        ("The group would pose an enduring threat, a general said.", "threat", None),
        ("The coming weeks will witness the military end of the group.", "end", "The coming weeks"),
    ],
)
def test_forecasts(text: str, trigger: str, due: str | None, parse: Parse) -> None:
    [forecast] = forecasts(text, parse, due)
    assert text[forecast.trigger.start : forecast.trigger.end] == trigger
    assert (forecast.date_start, forecast.date_end) == (DUE if due else (None, None))


@pytest.mark.parametrize(
    "text",
    [
        "The force captured the area.",
        "The rebels tried to capture the area.",
        "Troops may have killed two men.",
        "They fought to oust the militants from the city.",
    ],
)
def test_no_forecast(text: str, parse: Parse) -> None:
    assert forecasts(text, parse) == []


def test_what_was_due_before_the_report_is_no_forecast(parse: Parse) -> None:
    text = "In 2018 he said troops would withdraw in March."
    assert forecasts(text, parse, "March", ("2018-03-01", "2018-03-31")) == []


def test_a_condition_is_kept(parse: Parse) -> None:
    text = "If the truce collapses, the army will attack the city."
    [forecast] = forecasts(text, parse)
    assert forecast.condition is not None
    assert text[forecast.condition.start : forecast.condition.end] == "If the truce collapses"
