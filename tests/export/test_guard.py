"""What no export lets out: claims that a person rejected, names of victims, fine places of civilians on the move."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.errors import UsageError
from reportedly.export import Material, export
from reportedly.export.guard import KM_A_DEGREE, cell, guarded, hide
from reportedly.ledger.records import Figures, Speaker, Value
from reportedly.ledger.victims import VICTIM
from tests.export.conftest import everything, figure, row, told

MOVE = {"event_type": "displacement", "family": "movement", "counted": (), "actors": (), "actor_types": ()}


def test_a_victim_has_no_name_in_any_format() -> None:
    victim = {"recipients": ("Salma Ghanem",), "recipient_types": ("person",), "counted": ()}
    killing = row(1, **victim)
    shooting = row(2, report=1, event_type="shooting", family="attack", **victim)
    said = row(3, report=1, speaker=Speaker(name="Salma Ghanem", chain=("Outlet 1", "Salma Ghanem")), counted=())
    value = Value(row=1, report=1, origin="o1", printed="one", source="Salma Ghanem")
    material = told([killing, shooting, said])
    incident = material.incidents[0].id
    why = "Salma Ghanem is counted once and twice"
    figures = Figures(
        incident=incident, of=None, measure="count", side="Salma Ghanem", values=(value,), kind="conflict", why=why
    )
    headline = replace(material.reports[1], headline="Reporter Ghanem killed")
    material = replace(material, figures={incident: (figures,)}, reports={1: headline})
    for name, text in everything(material):
        assert "Ghanem" not in text, name
    assert VICTIM in dict(everything(material))["csv"]


def test_a_victim_has_no_name_in_other_claims_of_the_report() -> None:
    killing = row(1, recipients=("Salma Ghanem",), recipient_types=("person",), counted=())
    denial = row(2, report=1, event_type="denial", family="words", actors=("Relatives of Ghanem",), counted=())
    for name, text in everything(told([killing], [denial])):
        assert "Ghanem" not in text, name


@pytest.mark.parametrize("family", ["death", "injury", "abuse", "abduction"])
def test_each_family_of_harm(family: str) -> None:
    material = told(
        [row(1, family=family, recipients=("Ilan Moreau", "villagers"), recipient_types=("person", "civilian"))]
    )
    assert guarded(material).rows[0].recipients == (VICTIM, "villagers")


def test_who_speaks_or_acts_keeps_the_name() -> None:
    material = told([row(1, actors=("Anso Brill",), actor_types=("person",), speaker=Speaker(name="Ilan Moreau"))])
    kept = guarded(material).rows[0]
    assert (kept.actors, kept.speaker.name) == (("Anso Brill",), "Ilan Moreau")


def test_names_of_parties_stay() -> None:
    assert guarded(told([row(1)])).incidents[0].parties == ("the army", "villagers")


def test_a_surname_inside_another_word_stays() -> None:
    khan = frozenset({"Imran Khan"})
    assert hide("Khanate and Khan", khan, khan, frozenset()) == f"Khanate and {VICTIM}"


def test_another_report_loses_the_whole_name_only() -> None:
    khan = frozenset({"Imran Khan"})
    assert hide("Khan and Imran Khan", khan, frozenset(), frozenset()) == f"Khan and {VICTIM}"


def test_a_place_is_nobodys_surname() -> None:
    victim = row(1, recipients=("Tags Harem",), recipient_types=("person",))
    material = guarded(told([victim]))
    assert (material.rows[0].place, material.rows[0].recipients) == ("Harem", (VICTIM,))
    report = replace(told([victim]).reports[1], headline="Strike on Harem")
    assert guarded(replace(told([victim]), reports={1: report})).reports[1].headline == "Strike on Harem"


def test_a_rejected_claim_is_not_exported() -> None:
    material = told(
        [row(1, judged="negative", judged_by="Ada", place="Qarsa"), row(2)], [row(3, judged="negative", place="Ombria")]
    )
    for name, text in everything(material):
        assert "Ombria" not in text, name
        assert "c3" not in text, name
    assert len(guarded(material).incidents) == 1


def test_fine_places_of_civilians_on_the_move_leak_nowhere() -> None:
    fleeing = row(1, **MOVE)
    struck = row(
        2, report=1, recipients=("Harem residents",)
    )  # in the same incident: it would tell where they fled from
    material = told([fleeing, struck], coarsen_km=20)
    for name, text in everything(material):
        assert "36.208" not in text, name
        assert "36.519" not in text, name
        assert "Harem" not in text, name
        assert not re.search(r"\b(exact|near)\b", text), name
    ged = dict(everything(material))["ucdp-ged"]
    assert "POINT (" in ged


def test_of_the_samples_too(material: Material) -> None:
    size = 50.0
    coarse = guarded(replace(material, coarsen_km=size))
    moved = [now for old, now in zip(material.rows, coarse.rows, strict=True) if now.latitude != old.latitude]
    assert moved
    for item in moved:
        assert item.latitude is not None
        assert item.longitude is not None
        assert cell(item.latitude, item.longitude, size) == pytest.approx((item.latitude, item.longitude), abs=2e-5)
        assert item.precision not in ("exact", "near")
    for item in coarse.rows:
        if item.family == "movement" and "civilian" in item.recipient_types:
            assert item.precision not in ("exact", "near")


def test_soldiers_on_the_move_are_not_coarsened() -> None:
    moving = row(1, **MOVE | {"recipients": ("soldiers",), "recipient_types": ("state-forces",)})
    assert guarded(told([moving], coarsen_km=20)).rows[0].precision == "exact"
    assert guarded(told([row(1)], coarsen_km=20)).rows[0].latitude == 36.20844


def test_aid_is_coarsened_too() -> None:
    aid = row(1, **MOVE | {"event_type": "aid-delivery", "family": "aid"})
    assert guarded(told([aid], coarsen_km=20)).incidents[0].precision == "area"


@pytest.mark.parametrize("size", [0, -1, float("nan"), float("inf")])
def test_cells_of_no_length_are_refused(size: float) -> None:
    with pytest.raises(UsageError):
        list(export(told([row(1)], coarsen_km=size), "csv"))


@given(st.floats(-89, 89), st.floats(-179, 179), st.floats(0.5, 500))
def test_the_middle_of_a_cell_is_near_and_stays(latitude: float, longitude: float, size: float) -> None:
    found = cell(latitude, longitude, size)
    assert abs(found[0] - latitude) <= size / KM_A_DEGREE / 2 + 1e-4 or abs(found[0]) == 90
    assert -90 <= found[0] <= 90
    assert -180 <= found[1] <= 180


def test_points_of_one_cell_are_one_point() -> None:
    assert cell(36.20844, 36.51917, 20) == cell(36.25, 36.55, 20)


def test_done_twice_it_is_the_same() -> None:
    material = told([row(1, **MOVE), row(2, recipients=("Salma Ghanem",), recipient_types=("person",))], coarsen_km=20)
    assert guarded(guarded(material)).rows == guarded(material).rows


def test_a_figure_with_a_victim_as_its_side() -> None:
    victim = row(
        1, recipients=("Salma Ghanem",), recipient_types=("person",), counted=(figure(1, side="Salma Ghanem"),)
    )
    assert guarded(told([victim])).rows[0].counted[0].side == VICTIM
