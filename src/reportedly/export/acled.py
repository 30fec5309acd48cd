"""ACLED: its columns, one line an incident that is told as having happened and that its list has a place for.

Deaths are the most conservative figure. What only ACLED's coders can say stays empty: region, scale of the sources,
tags, second and third level areas, and whether an armed group is a rebel group or a militia.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date

from reportedly.codebook.acled_events import load_acled_events
from reportedly.codebook.event_types import codes_of
from reportedly.export.cells import Cell, csv_lines, listed, number
from reportedly.export.deaths import Deaths, deaths_of
from reportedly.export.guard import guarded
from reportedly.export.material import MACHINE, Material, coded_by, happened, publisher_of
from reportedly.export.places import ACLED, POINTLESS, where
from reportedly.export.sides import sides_of
from reportedly.ledger.records import Figures, Incident, Row
from reportedly.model import ActorType

COLUMNS = (
    "event_id_cnty",
    "event_date",
    "year",
    "time_precision",
    "disorder_type",
    "event_type",
    "sub_event_type",
    "actor1",
    "assoc_actor_1",
    "inter1",
    "actor2",
    "assoc_actor_2",
    "inter2",
    "interaction",
    "civilian_targeting",
    "iso",
    "region",
    "country",
    "admin1",
    "admin2",
    "admin3",
    "location",
    "latitude",
    "longitude",
    "geo_precision",
    "source",
    "source_scale",
    "notes",
    "fatalities",
    "tags",
    "timestamp",
)
INTER: dict[ActorType, int] = {"civilian": 7, "international": 8}  # of the other types the text does not tell the code
TARGETED = frozenset({"Explosions/Remote violence", "Violence against civilians"})
DAYS = ((1, 1), (7, 2), (31, 3))  # at most so many days: time_precision


def acled(material: Material) -> Iterator[bytes]:
    """Give the file, its lines in the order of the view."""
    return csv_lines(COLUMNS, lines(guarded(material)))


def lines(material: Material) -> Iterator[tuple[Cell, ...]]:
    """Give the cells of each line of guarded material."""
    depends = load_acled_events().depends
    inside = material.rows_in()
    for item in material.incidents:
        rows = [row for row in inside[item.id] if happened(row)]
        types = [name for name in item.event_types if any(row.event_type == name for row in rows)]
        sub_event = next((code for name in types if (code := codes_of(name).acled)), None)
        if sub_event is None and not set(types).intersection(depends):
            continue
        sides = sides_of(rows)
        deaths = deaths_of(material, item, rows, a=frozenset(sides.a), b=frozenset(sides.b))
        filled = {
            "event_id_cnty": item.id,
            "event_date": item.date_start,
            "year": int(item.date_start[:4]) if item.date_start else None,
            "time_precision": time_precision(item.date_start, item.date_end),
            **type_cells(sub_event, rows),
            **actor_cells(rows),
            **place_cells(item, inside[item.id]),
            "source": listed(publisher_of(report) for report in material.reports_of(item)),
            "notes": notes(material, item, rows, types, deaths),
            "fatalities": deaths.low if deaths.told else 0,
        }
        yield tuple(filled.get(name) for name in COLUMNS)


def type_cells(sub_event: str | None, rows: Sequence[Row]) -> dict[str, Cell]:
    """Give the types of a sub-event, and whether civilians alone are struck."""
    if sub_event is None:
        return {}
    entry = load_acled_events().sub_events[sub_event]
    kinds = {kind for row in rows for kind in row.recipient_types}
    targeted = entry.event in TARGETED and kinds == {"civilian"}
    return {
        "disorder_type": listed(entry.disorder),
        "event_type": entry.event,
        "sub_event_type": sub_event,
        "civilian_targeting": "Civilian targeting" if targeted else None,
    }


def actor_cells(rows: Sequence[Row]) -> dict[str, Cell]:
    """Give those who act, and those it is done to: the commonest name, the others as its associates."""
    acting = ranked((name, kind) for row in rows for name, kind in zip(row.actors, row.actor_types, strict=False))
    struck = ranked(
        (name, kind) for row in rows for name, kind in zip(row.recipients, row.recipient_types, strict=False)
    )
    names = {name for name, _ in acting}
    struck = [(name, kind) for name, kind in struck if name not in names]
    inter = [INTER.get(side[0][1]) if side else None for side in (acting, struck)]
    both = sorted(code for code in inter if code is not None)
    return {
        "actor1": acting[0][0] if acting else None,
        "assoc_actor_1": listed(name for name, _ in acting[1:]),
        "inter1": inter[0],
        "actor2": struck[0][0] if struck else None,
        "assoc_actor_2": listed(name for name, _ in struck[1:]),
        "inter2": inter[1],
        "interaction": both[0] * 10 + both[1] if len(both) == 2 else None,
    }


def ranked(parties: Iterator[tuple[str, ActorType]]) -> list[tuple[str, ActorType]]:
    """Give parties with their types, the commonest first, each name once."""
    counts: Counter[str] = Counter()
    types: dict[str, ActorType] = {}
    for name, kind in parties:
        counts[name] += 1
        types[name] = kind if types.get(name, "unknown") == "unknown" else types[name]
    return [(name, types[name]) for name in sorted(counts, key=lambda name: (-counts[name], name))]


def place_cells(item: Incident, rows: Sequence[Row]) -> dict[str, Cell]:
    """Give the place and its precision; where no more than a country is known there is no point."""
    place = where(item, rows)
    pointless = item.precision in POINTLESS
    return {
        "iso": place.numeric,
        "country": place.country,
        "admin1": place.admin1,
        "location": item.place,
        "latitude": None if pointless else item.latitude,
        "longitude": None if pointless else item.longitude,
        "geo_precision": ACLED.get(item.precision),
    }


def time_precision(start: str | None, end: str | None) -> int | None:
    """Give ACLED's ``time_precision``: 1 a day, 2 within a week, 3 within a month; none where it is less sure.

    >>> time_precision("2019-02-10", "2019-02-10"), time_precision("2019-02-01", "2019-02-28")
    (1, 3)
    """
    if start is None or end is None:
        return None
    days = (date.fromisoformat(end) - date.fromisoformat(start)).days + 1
    return next((code for most, code in DAYS if days <= most), None)


def notes(material: Material, item: Incident, rows: Sequence[Row], types: Sequence[str], deaths: Deaths) -> str:
    """Give one sentence: what happened where and when, from how many origins, where they differ, and who coded it."""
    what = " and ".join(name.replace("-", " ") for name in types)
    near = item.place is not None and item.place.split()[:1] == ["near"]
    where_ = f"{' ' if near else ' in '}{item.place}" if item.place else ""
    days = "" if not item.date_start else f" on {item.date_start}"
    if item.date_start and item.date_end != item.date_start:
        days = f" between {item.date_start} and {item.date_end}"
    count = f"{some(len(item.reports), 'report')} of {some(len(item.origins), 'origin')}"
    persons = coded_by(rows).removeprefix(MACHINE).removeprefix("; ")
    coded = f"machine-coded, checked in part by {persons}" if persons else "machine-coded"
    parts = [
        f"{what[:1].upper()}{what[1:]}{where_}{days}, according to {count}",
        *disagreements(material, item, deaths),
    ]
    return f"{'; '.join(parts)}; {coded}."


def some(count: int, noun: str) -> str:
    """Give a count with its noun."""
    return f"{count} {noun}{'' if count == 1 else 's'}"


def disagreements(material: Material, item: Incident, deaths: Deaths) -> Iterator[str]:
    """Give the figures that exclude each other, with who gives which; without figures, the dead by origin."""
    differing = [found for found in material.figures.get(item.id, ()) if found.kind in ("conflict", "copy-error")]
    yield from (difference(material, found) for found in differing)
    totals = [(told, value) for told in deaths.by_origin if (value := told.total("likely")) is not None]
    if not differing and len({value for _, value in totals}) > 1:
        said = (
            f"{told.sources[0] if told.sources else publisher_of(material.reports[told.report])} {number(value)}"
            for told, value in totals
        )
        yield f"the dead differ ({listed(said).replace('; ', ', ')})"


def difference(material: Material, found: Figures) -> str:
    """Give the values of figures that differ, each with its source; of one that is only denied, the reason given."""
    side = f" ({found.side})" if found.side and found.side != found.of else ""
    counted = f"{found.of or found.measure or 'a figure'}{side}"
    word = "a copy gives another figure for" if found.kind == "copy-error" else "sources disagree on"
    said = [f"{value.source or publisher_of(material.reports[value.report])} {value.printed}" for value in found.values]
    if len(set(said)) < 2:
        return f"{word} {counted}: {found.why.rstrip('.')}"
    return f"{word} {counted} ({', '.join(dict.fromkeys(said))})"
