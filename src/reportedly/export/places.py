"""The country and province of an incident's place, and how its precision is coded in other people's lists."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass

from reportedly.codebook.countries import load_countries
from reportedly.ledger.records import Incident, Row
from reportedly.model import Precision

POINTLESS: frozenset[Precision] = frozenset({"country", "region", "unknown"})
GED: dict[Precision, int] = {"exact": 1, "near": 2, "area": 3, "admin1": 4, "country": 6}
PART_OF_COUNTRY = 5
ACLED: dict[Precision, int] = {"exact": 1, "near": 2, "area": 2, "admin1": 3}


@dataclass(frozen=True, slots=True, kw_only=True)
class Where:
    """Country (two letters; name; numeric code) and province, as far as the place of the incident has them."""

    code: str | None = None
    country: str | None = None
    numeric: int | None = None
    admin1: str | None = None


def where(incident: Incident, rows: Iterable[Row]) -> Where:
    """Give country and province of the incident's place: those of the claims that it was taken from."""
    place = (incident.place, incident.latitude, incident.longitude, incident.precision)
    same = [row for row in rows if (row.place, row.latitude, row.longitude, row.precision) == place]
    code = next((row.country for row in same if row.country), None)
    entry = load_countries().get(code or "")
    admin1 = next((row.admin1 for row in same if row.admin1), None)
    return Where(
        code=code, country=entry.name if entry else code, numeric=entry.numeric if entry else None, admin1=admin1
    )


def ged_precision(incident: Incident, place: Where) -> int | None:
    """Give UCDP's ``where_prec``: an area within a province is 3, another part of a country 5; wider than one: none."""
    if incident.precision == "area" and place.admin1 is None:
        return PART_OF_COUNTRY
    return GED.get(incident.precision)


def priogrid(latitude: float | None, longitude: float | None) -> int | None:
    """Give the PRIO-GRID cell of a point: half degrees, counted from the south-west corner eastward, 720 in a row.

    >>> priogrid(-90, -180), priogrid(89.9, 179.9)
    (1, 259200)
    """
    if latitude is None or longitude is None:
        return None
    row = min(359, math.floor((latitude + 90) * 2))
    column = min(719, math.floor((longitude + 180) * 2))
    return row * 720 + column + 1
