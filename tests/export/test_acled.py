"""ACLED: its columns, its types, the most conservative figure, and notes that name the disagreement."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from reportedly.codebook.acled_events import load_acled_events
from reportedly.export import Material
from reportedly.export.acled import COLUMNS
from reportedly.ledger.records import Figures, Value
from tests.export.conftest import figure, row, told
from tests.export.test_formats import table

STRIKE = {"event_type": "airstrike", "family": "attack", "counted": ()}


def line(*rows: Any) -> dict[str, str]:
    (found,) = table(told(list(rows)), "acled")
    return found


def test_one_line() -> None:
    found = line(row(1, **STRIKE), row(2, report=1))
    assert tuple(found) == COLUMNS
    expected = {
        "event_date": "2019-02-10",
        "time_precision": "1",
        "disorder_type": "Political violence",
        "event_type": "Explosions/Remote violence",
        "sub_event_type": "Air/drone strike",
        "actor1": "the army",
        "actor2": "villagers",
        "inter1": "",
        "inter2": "7",
        "civilian_targeting": "Civilian targeting",
        "iso": "760",
        "country": "Syria",
        "admin1": "Idlib",
        "location": "Harem",
        "geo_precision": "1",
        "source": "Outlet 1",
        "fatalities": "3",
        "tags": "",
        "region": "",
        "timestamp": "",
    }
    assert {name: found[name] for name in expected} == expected


def test_notes_are_one_sentence_that_names_the_disagreement() -> None:
    found = line(row(1, **STRIKE), row(2), row(3, counted=(figure(12),)))
    assert found["notes"].count(". ") == 0
    assert "the dead differ" in found["notes"]
    assert "a clerk 3" in found["notes"]
    assert found["notes"].endswith("; machine-coded.")
    assert found["fatalities"] == "3"


def test_notes_take_the_figures_of_the_ledger() -> None:
    material = told([row(1), row(2)])
    values = (
        Value(row=1, report=1, origin="o1", printed="three", source="a clerk"),
        Value(row=2, report=2, origin="o2", printed="a dozen"),
    )
    key = material.incidents[0].id
    figures = Figures(incident=key, of="villagers", measure="count", side=None, values=values, kind="conflict", why="")
    (found,) = table(replace(material, figures={key: (figures,)}), "acled")
    assert "sources disagree on villagers (a clerk three, Outlet 2 a dozen)" in found["notes"]


def test_notes_on_a_figure_that_is_only_denied() -> None:
    material = told([row(1)])
    value = Value(row=1, report=1, origin="o1", printed="three", source="a clerk")
    key = material.incidents[0].id
    why = "three by a clerk; the army denies it."
    figures = Figures(incident=key, of="men", measure="count", side="men", values=(value,), kind="conflict", why=why)
    (found,) = table(replace(material, figures={key: (figures,)}), "acled")
    assert "sources disagree on men: three by a clerk; the army denies it; machine-coded." in found["notes"]


def test_no_death_told_is_none_a_death_without_number_is_empty() -> None:
    assert line(row(1, **STRIKE))["fatalities"] == "0"
    assert line(row(1, counted=()))["fatalities"] == ""


@pytest.mark.parametrize(
    "fields",
    [
        {"status": "planned"},
        {"status": "predicted"},
        {"polarity": "negative"},
        {"event_type": "accusation", "family": "words"},
    ],
)
def test_what_did_not_happen_or_is_no_event_of_the_list(fields: dict[str, Any]) -> None:
    assert table(told([row(1, **STRIKE | fields)]), "acled") == []


def test_a_type_that_depends_on_the_parties_is_left_empty() -> None:
    found = line(row(1, event_type="territory-gain", family="control", counted=()))
    assert (found["event_type"], found["sub_event_type"]) == ("", "")


@pytest.mark.parametrize(("precision", "code"), [("near", "2"), ("area", "2"), ("admin1", "3"), ("country", "")])
def test_geo_precision(precision: str, code: str) -> None:
    found = line(row(1, precision=precision))
    assert found["geo_precision"] == code
    assert bool(found["latitude"]) == bool(code)


@pytest.mark.parametrize(
    ("end", "code"), [("2019-02-10", "1"), ("2019-02-15", "2"), ("2019-03-01", "3"), ("2019-05-01", "")]
)
def test_time_precision(end: str, code: str) -> None:
    assert line(row(1, day_end=end))["time_precision"] == code


def test_every_sub_event_has_its_place() -> None:
    kinds = {name for entry in load_acled_events().sub_events.values() for name in entry.disorder}
    assert kinds == {"Political violence", "Demonstrations", "Strategic developments"}


def test_of_the_samples(material: Material) -> None:
    found = table(material, "acled")
    assert found
    assert all(item["notes"].endswith("machine-coded.") for item in found)
