"""UCDP GED 24.1: its columns, one line an incident with a death that is told as having happened.

What only UCDP's own registers or coders can say stays empty: the ids and names of conflicts and dyads, the ids of
sides and countries, region, event_clarity, active_year.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from reportedly.export.cells import Cell, csv_lines, listed, number
from reportedly.export.deaths import Deaths, deaths_of
from reportedly.export.guard import guarded
from reportedly.export.material import MACHINE, Material, coded_by, publisher_of
from reportedly.export.places import ged_precision, priogrid, where
from reportedly.export.sides import Sides, sides_of
from reportedly.ledger.records import Incident, Report, Row

COLUMNS = (
    "id",
    "relid",
    "year",
    "active_year",
    "code_status",
    "type_of_violence",
    "conflict_dset_id",
    "conflict_new_id",
    "conflict_name",
    "dyad_dset_id",
    "dyad_new_id",
    "dyad_name",
    "side_a_dset_id",
    "side_a_new_id",
    "side_a",
    "side_b_dset_id",
    "side_b_new_id",
    "side_b",
    "number_of_sources",
    "source_article",
    "source_office",
    "source_date",
    "source_headline",
    "source_original",
    "where_prec",
    "where_coordinates",
    "where_description",
    "adm_1",
    "adm_2",
    "latitude",
    "longitude",
    "geom_wkt",
    "priogrid_gid",
    "country",
    "country_id",
    "region",
    "event_clarity",
    "date_prec",
    "date_start",
    "date_end",
    "deaths_a",
    "deaths_b",
    "deaths_civilians",
    "deaths_unknown",
    "best",
    "high",
    "low",
    "gwnoa",
    "gwnob",
)
CODED = "machine-coded"
DAYS = ((1, 1), (6, 2), (7, 3), (31, 4), (366, 5))  # at most so many days: date_prec


def ucdp_ged(material: Material) -> Iterator[bytes]:
    """Give the file, its lines in the order of the view."""
    return csv_lines(COLUMNS, lines(guarded(material)))


def lines(material: Material) -> Iterator[tuple[Cell, ...]]:
    """Give the cells of each line of guarded material."""
    inside = material.rows_in()
    for item in material.incidents:
        rows = inside[item.id]
        sides = sides_of(rows)
        deaths = deaths_of(material, item, rows, a=frozenset(sides.a), b=frozenset(sides.b))
        if deaths.told:
            filled = {
                "id": item.id,
                "year": int(item.date_start[:4]) if item.date_start else None,
                "code_status": code_status(rows),
                "type_of_violence": sides.violence,
                "date_prec": date_precision(item.date_start, item.date_end),
                "date_start": item.date_start,
                "date_end": item.date_end,
                **side_cells(sides),
                **source_cells(material.reports_of(item), rows),
                **place_cells(item, rows),
                **death_cells(deaths, sides),
            }
            yield tuple(filled.get(name) for name in COLUMNS)


def code_status(rows: Sequence[Row]) -> str:
    """Say that a machine coded it, and which persons checked some of it."""
    names = coded_by(rows).removeprefix(MACHINE).removeprefix("; ")
    return f"{CODED}; checked in part by {names}" if names else CODED


def side_cells(sides: Sides) -> dict[str, Cell]:
    """Give the sides: the name that most claims give; the victims of one-sided violence are civilians."""
    b = "Civilians" if sides.violence == 3 else next(iter(sides.b), None)
    return {"side_a": next(iter(sides.a), None), "side_b": b}


def source_cells(reports: Sequence[Report], rows: Sequence[Row]) -> dict[str, Cell]:
    """Give the reports with outlet, day and headline, and whom they quote."""
    return {
        "number_of_sources": len(reports),
        "source_article": listed(cited(report) for report in reports),
        "source_office": listed(report.publisher for report in reports),
        "source_date": listed(report.published_end for report in reports),
        "source_headline": listed(report.headline for report in reports),
        "source_original": listed(row.speaker.name for row in rows),
    }


def cited(report: Report) -> str:
    """Give outlet, day and headline of a report as one piece."""
    return ", ".join(part for part in (publisher_of(report), report.published_end, report.headline) if part)


def place_cells(item: Incident, rows: Sequence[Row]) -> dict[str, Cell]:
    """Give the place, its precision and its cell."""
    place = where(item, rows)
    point = item.latitude is not None and item.longitude is not None and item.precision not in ("region", "unknown")
    latitude, longitude = (item.latitude, item.longitude) if point else (None, None)
    return {
        "where_prec": ged_precision(item, place),
        "where_coordinates": item.place,
        "where_description": listed(row.place for row in rows),
        "adm_1": place.admin1,
        "latitude": latitude,
        "longitude": longitude,
        "geom_wkt": f"POINT ({number(longitude)} {number(latitude)})"
        if latitude is not None and longitude is not None
        else None,
        "priogrid_gid": priogrid(latitude, longitude),
        "country": place.country,
    }


def death_cells(deaths: Deaths, sides: Sides) -> dict[str, Cell]:
    """Give best, high and low, and the best by side; a side that is not known has no dead of its own to count."""
    by_side = deaths.by_side
    return {
        "deaths_a": by_side.get("a") if sides.a else None,
        "deaths_b": by_side.get("b") if sides.b else None,
        "deaths_civilians": by_side.get("civilians"),
        "deaths_unknown": by_side.get("unknown"),
        "best": deaths.best,
        "high": deaths.high,
        "low": deaths.low,
    }


def date_precision(start: str | None, end: str | None) -> int | None:
    """Give UCDP's ``date_prec``: by how many days the incident can have lain on.

    >>> date_precision("2019-02-10", "2019-02-10"), date_precision("2019-02-04", "2019-02-10")
    (1, 3)
    """
    if start is None or end is None:
        return None
    days = (date.fromisoformat(end) - date.fromisoformat(start)).days + 1
    return next((code for most, code in DAYS if days <= most), None)
