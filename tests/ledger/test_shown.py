"""The views as they are printed: the fields of jsonl under their names, and flat rows."""

from __future__ import annotations

import json

from reportedly.ledger.records import Figures, Link, Origin, Outcome, Value
from reportedly.ledger.resolve import incident
from reportedly.ledger.shown import (
    FIGURE_COLUMNS,
    FORECAST_COLUMNS,
    INCIDENT_COLUMNS,
    ORIGIN_COLUMNS,
    figures_row,
    figures_shown,
    forecast_row,
    forecast_shown,
    incident_row,
    incident_shown,
    names_of,
    origin_row,
    origin_shown,
)
from tests.export.conftest import row, told

MATERIAL = told(
    [row(1), row(2), row(3, forecast=True, due_start="2019-02-12", due_end="2019-02-28", condition="if it rains")]
)
NAMES = names_of(MATERIAL.reports.values(), MATERIAL.rows)


def test_origin() -> None:
    origin = Origin(id="o", reports=(1, 2), agency="Northwire", why=("the same text",))
    assert origin_shown(origin, NAMES) == {
        "id": "o",
        "articles": [{"id": "art-1", "key": None, "url": None}, {"id": "art-2", "key": None, "url": None}],
        "agency": "Northwire",
        "why": ["the same text"],
    }
    cells = origin_row(origin, NAMES)
    assert len(cells) == len(ORIGIN_COLUMNS)
    assert cells[2] == "Outlet 1, 2019-02-11; Outlet 2, 2019-02-11"


def test_incident() -> None:
    links = [
        Link(a=1, b=2, score=0.91234, judged="positive", why="alike"),
        Link(a=2, b=3, score=0.4, judged="unsure", why="perhaps"),
    ]
    item = incident(MATERIAL.rows[:2], links, lambda found: f"o{found.report}")
    shown = incident_shown(item, NAMES)
    assert shown["place"] == {"name": "Harem", "latitude": 36.20844, "longitude": 36.51917, "precision": "exact"}
    assert (shown["origins"], shown["claims"], shown["status"]) == (2, ["c1", "c2"], {"occurred": 2})
    assert shown["by_origin"] == [{"origin": "o1", "claims": ["c1"]}, {"origin": "o2", "claims": ["c2"]}]
    assert shown["links"] == [{"a": "c1", "b": "c2", "score": 0.912, "judged": "positive", "by": None, "why": "alike"}]
    assert [link["b"] for link in shown["unsure"]] == ["c3"]  # type: ignore[attr-defined]
    assert json.loads(json.dumps(shown)) == shown
    cells = incident_row(item, NAMES)
    assert len(cells) == len(INCIDENT_COLUMNS)
    assert cells[2:4] == ("2019-02-10", "Harem")


def test_figures() -> None:
    value = Value(
        row=1, report=1, origin="o1", low=3, best=3, high=3, printed="three", source="a clerk", date="2019-02-10"
    )
    figures = Figures(
        incident="i1", of="villagers", measure="count", side=None, values=(value,), kind="agree", why="one"
    )
    shown = figures_shown(figures, NAMES)
    assert set(shown) >= {"incident", "of", "measure", "side", "values", "kind", "why"}
    values = shown["values"]
    assert isinstance(values, list)
    first = values[0]
    assert {name: first[name] for name in ("low", "high", "bound", "article", "source", "date")} == {
        "low": 3,
        "high": 3,
        "bound": None,
        "article": "art-1",
        "source": "a clerk",
        "date": "2019-02-10",
    }
    cells = figures_row(figures, NAMES)
    assert len(cells) == len(FIGURE_COLUMNS)
    assert cells[3] == "three (a clerk)"


def test_forecast() -> None:
    outcome = Outcome(row=3, verdict="late", shown_by=1, days_late=2, why="it came later")
    shown = forecast_shown(outcome, NAMES)
    assert {
        name: shown[name]
        for name in ("claim", "article", "source", "date_start", "date_end", "condition", "verdict", "shown_by")
    } == {
        "claim": "c3",
        "article": "art-3",
        "source": "a clerk",
        "date_start": "2019-02-12",
        "date_end": "2019-02-28",
        "condition": "if it rains",
        "verdict": "late",
        "shown_by": "c1",
    }
    cells = forecast_row(outcome, NAMES)
    assert len(cells) == len(FORECAST_COLUMNS)
    assert cells[1] == "killing: the army → villagers"
