"""UCDP GED: its 49 columns, deaths by side, low, best and high, precisions; nothing that the reports do not say."""

from __future__ import annotations

from typing import Any

import pytest

from reportedly.export import Material
from reportedly.export.places import priogrid
from reportedly.export.ucdp_ged import COLUMNS
from reportedly.ledger.records import Speaker
from tests.export.conftest import figure, row, told
from tests.export.test_formats import table

NEVER = [
    name for name in COLUMNS if name.startswith(("conflict_", "dyad_", "gwno")) or name.endswith(("dset_id", "new_id"))
]
GROUP = {"recipients": ("the rebels",), "recipient_types": ("armed-group",), "counted": (figure(3, of="rebels"),)}


def line(*rows: Any, **fields: Any) -> dict[str, str]:
    (found,) = table(told(list(rows), **fields), "ucdp-ged")
    return found


def test_the_columns() -> None:
    assert len(COLUMNS) == 49
    assert (COLUMNS[0], COLUMNS[-1]) == ("id", "gwnob")


def test_one_line() -> None:
    found = line(row(1))
    assert {name: found[name] for name in ("year", "code_status", "type_of_violence", "side_a", "side_b")} == {
        "year": "2019",
        "code_status": "machine-coded",
        "type_of_violence": "3",
        "side_a": "the army",
        "side_b": "Civilians",
    }
    assert (found["low"], found["best"], found["high"], found["deaths_civilians"]) == ("3", "3", "3", "3")
    assert (found["where_prec"], found["where_coordinates"], found["adm_1"], found["country"]) == (
        "1",
        "Harem",
        "Idlib",
        "Syria",
    )
    assert found["geom_wkt"] == "POINT (36.51917 36.20844)"
    assert (found["source_original"], found["source_article"]) == ("a clerk", "Outlet 1, 2019-02-11, Headline 1")
    assert not [name for name in (*NEVER, "region", "country_id", "event_clarity", "adm_2", "relid") if found[name]]


def test_a_person_who_checked_it_is_named() -> None:
    assert line(row(1, judged="positive", judged_by="Ada"))["code_status"] == "machine-coded; checked in part by Ada"


@pytest.mark.parametrize(
    "fields", [{"status": "planned"}, {"status": "denied"}, {"polarity": "negative"}, {"family": "injury"}]
)
def test_what_is_not_told_as_a_death_is_left_out(fields: dict[str, Any]) -> None:
    assert table(told([row(1, **fields)]), "ucdp-ged") == []


def test_nobody_killed_is_no_death() -> None:
    assert table(told([row(1, counted=(figure(0),))]), "ucdp-ged") == []


def test_deaths_without_a_number_stay_empty() -> None:
    found = line(row(1, counted=()))
    assert [found[name] for name in ("low", "best", "high", "deaths_a", "deaths_unknown")] == [""] * 5


def test_best_is_what_most_origins_rest_on() -> None:
    found = line(*(row(at, counted=(figure(best, of="people"),)) for at, best in enumerate((12, 7, 12, 20), 1)))
    assert (found["low"], found["best"], found["high"]) == ("7", "12", "20")
    assert found["number_of_sources"] == "4"


def test_of_equals_the_lower_is_best() -> None:
    found = line(row(1, counted=(figure(12),)), row(2, counted=(figure(7),)))
    assert (found["low"], found["best"], found["high"]) == ("7", "7", "12")


def test_copies_of_one_origin_count_once() -> None:
    material = told([row(1, counted=(figure(12),)), row(2, counted=(figure(12),)), row(3, counted=(figure(7),))])
    copied = Material(
        reports=material.reports, rows=material.rows, incidents=material.incidents, origin_of={1: "o", 2: "o", 3: "p"}
    )
    assert table(copied, "ucdp-ged")[0]["best"] == "7"


def test_a_later_take_replaces_the_earlier() -> None:
    material = told([row(1, counted=(figure(7),)), row(2, counted=(figure(12),), reported="2019-02-12")])
    same = Material(
        reports=material.reports, rows=material.rows, incidents=material.incidents, origin_of={1: "o", 2: "o"}
    )
    found = table(same, "ucdp-ged")[0]
    assert (found["low"], found["best"], found["high"]) == ("12", "12", "12")


def test_hearsay_lowers_but_does_not_raise() -> None:
    hearsay = Speaker(anonymity="hearsay")
    found = line(
        row(1, counted=(figure(12),)),
        row(2, counted=(figure(90),), speaker=hearsay),
        row(3, counted=(figure(2),), speaker=hearsay),
    )
    assert (found["low"], found["best"], found["high"]) == ("2", "12", "12")


def test_bounds_are_kept() -> None:
    found = line(
        row(1, counted=(figure(None, low=20, of="people"),)),
        row(2, counted=(figure(None, low=20, high=30),)),
    )
    assert (found["low"], found["best"], found["high"]) == ("20", "20", "30")


def test_a_part_is_not_added_to_the_whole() -> None:
    found = line(row(1, recipients=(), recipient_types=(), counted=(figure(20, of="people"), figure(8, of="children"))))
    assert (found["best"], found["deaths_civilians"], found["deaths_unknown"]) == ("20", "8", "12")


def test_ages_and_shares_are_no_deaths() -> None:
    found = line(row(1, counted=(figure(3, of="villagers"), figure(70, measure="age", unit="years"))))
    assert found["best"] == "3"


def test_named_victims_count_by_their_number() -> None:
    found = line(row(1, recipients=("Salma Ghanem", "Ilan Moreau"), recipient_types=("person", "person"), counted=()))
    assert (found["best"], found["deaths_unknown"]) == ("2", "2")


def test_deaths_on_both_sides() -> None:
    lost = row(
        2,
        report=1,
        actors=("the rebels",),
        actor_types=("armed-group",),
        recipients=("the army",),
        recipient_types=("state-forces",),
        counted=(figure(5, side="the army"),),
    )
    found = line(row(1, **GROUP), lost)
    assert (found["type_of_violence"], found["side_a"], found["side_b"]) == ("1", "the army", "the rebels")
    assert (found["best"], found["deaths_a"], found["deaths_b"]) == ("8", "5", "3")


@pytest.mark.parametrize(
    ("actor", "struck", "violence", "side_a"),
    [
        ("state-forces", "armed-group", "1", "the army"),
        ("armed-group", "state-forces", "1", "them"),
        ("state-forces", "state", "1", "the army"),
        ("armed-group", "armed-group", "2", "the army"),
        ("armed-group", "civilian", "3", "the army"),
        ("coalition", "armed-group", "", "the army"),
        ("unknown", "civilian", "", "the army"),
        ("state-forces", "unknown", "", "the army"),
    ],
)
def test_type_of_violence_from_the_sides(actor: str, struck: str, violence: str, side_a: str) -> None:
    found = line(row(1, actor_types=(actor,), recipients=("them",), recipient_types=(struck,)))
    assert (found["type_of_violence"], found["side_a"]) == (violence, side_a)


@pytest.mark.parametrize(
    ("precision", "admin1", "code"),
    [
        ("exact", "Idlib", "1"),
        ("near", "Idlib", "2"),
        ("area", "Idlib", "3"),
        ("admin1", "Idlib", "4"),
        ("area", None, "5"),
        ("country", None, "6"),
        ("region", None, ""),
        ("unknown", None, ""),
    ],
)
def test_where_prec(precision: str, admin1: str | None, code: str) -> None:
    assert line(row(1, precision=precision, admin1=admin1))["where_prec"] == code


@pytest.mark.parametrize(
    ("end", "code"),
    [
        ("2019-02-10", "1"),
        ("2019-02-12", "2"),
        ("2019-02-16", "3"),
        ("2019-03-05", "4"),
        ("2019-12-31", "5"),
        ("2021-01-01", ""),
    ],
)
def test_date_prec(end: str, code: str) -> None:
    assert line(row(1, day_end=end))["date_prec"] == code


def test_no_day_no_year() -> None:
    found = line(row(1, day_start=None, day_end=None))
    assert [found[name] for name in ("year", "date_start", "date_end", "date_prec")] == [""] * 4


def test_cells_of_prio_grid() -> None:
    assert priogrid(None, None) is None
    assert priogrid(0.1, 0.1) == 180 * 720 + 360 + 1


def test_of_the_samples(material: Material) -> None:
    for found in table(material, "ucdp-ged"):
        bounds = [float(found[name]) for name in ("low", "best", "high") if found[name]]
        assert bounds == sorted(bounds)
        assert found["code_status"] == "machine-coded"
