"""What every export goes through first: claims that a person rejected are left out, private victims lose their names,
and places of civilians on the move are coarsened.

One gate for all formats, so that none can let out what another holds back.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from functools import lru_cache
from typing import TypeVar

from reportedly.codebook.countries import load_countries
from reportedly.errors import UsageError
from reportedly.export.material import Material
from reportedly.ledger.judgements import standing
from reportedly.ledger.records import Counted, Figures, Incident, Report, Row
from reportedly.ledger.victims import VICTIM, victims

PLACE = "the place"
ON_THE_MOVE = frozenset({"movement", "aid", "no-aid"})
CIVILIANS = frozenset({"civilian", "person", "unknown"})  # who flees is a civilian unless the text says otherwise
FINE = frozenset({"exact", "near"})
KM_A_DEGREE = 6371.0088 * math.pi / 180  # along a meridian, mean radius of the earth (IUGG)
DIGITS = 5  # of a degree: about a metre

Placed = TypeVar("Placed", Row, Incident)


def guarded(material: Material) -> Material:
    """Give the material as it may be exported; done twice, it is the same. Links, which are not exported, are left out.

    Raises:
        UsageError: the size of the cells is no length.
    """
    size = material.coarsen_km
    if size is not None and not (math.isfinite(size) and size > 0):
        raise UsageError(f"--coarsen-km {size:g}: it must be a length in kilometres")
    rows = standing(material.rows)
    held = {row.number for row in rows}
    incidents = tuple(
        replace(item, rows=kept, links=(), unsure=())
        for item in material.incidents
        if (kept := tuple(number for number in item.rows if number in held))
    )
    found = nameless(replace(material, rows=rows, incidents=incidents))
    return found if size is None else coarsened(found, size)


# --- names of victims -------------------------------------------------------------------------------------------


def nameless(material: Material) -> Material:
    """Give the material without the names of victims.

    A victim's name stands nowhere as a recipient or in a headline; in the incident and the report that tell of the
    harm, it stands in no field at all, nor does the last part of it.
    """
    own = {row.number: victims(row) for row in material.rows}
    names = frozenset().union(*own.values())
    if not names:
        return material
    wide = places_of(material.rows)
    by_report: dict[int, frozenset[str]] = {}
    for row in material.rows:
        by_report[row.report] = by_report.get(row.report, frozenset()) | own[row.number]
    by_incident = {item.id: frozenset().union(*(own[number] for number in item.rows)) for item in material.incidents}
    near = dict(own)
    for item in material.incidents:
        near.update(dict.fromkeys(item.rows, by_incident[item.id]))
    for row in material.rows:
        near[row.number] |= by_report[row.report]

    def row_of(row: Row) -> Row:
        kept = tuple(VICTIM if name in names else name for name in row.recipients)
        row = replace(row, recipients=kept, counted=tuple(no_side(item, names) for item in row.counted))
        pattern = pattern_of(near[row.number], wide)
        return reworded(row, pattern, VICTIM) if pattern else row

    def report_of(report: Report) -> Report:
        told = by_report.get(report.number, frozenset())
        return replace(report, headline=hide(report.headline, names, told, wide))

    rows = tuple(row_of(row) for row in material.rows)
    shown = {row.number: row for row in rows}
    return replace(
        material,
        reports={number: report_of(report) for number, report in material.reports.items()},
        rows=rows,
        incidents=tuple(with_parties(item, [shown[number] for number in item.rows]) for item in material.incidents),
        figures={
            key: tuple(
                figures_reworded(item, pattern_of(by_incident.get(key, frozenset()), wide), VICTIM) for item in found
            )
            for key, found in material.figures.items()
        },
    )


def places_of(rows: Iterable[Row]) -> frozenset[str]:
    """Give the words of names of places and countries: they are nobody's surname."""
    found = {word for row in rows for name in (row.place, row.admin1) if name for word in name.split()}
    return frozenset(found.union(*(country.name.split() for country in load_countries().values())))


@lru_cache(maxsize=4096)
def pattern_of(names: frozenset[str], wide: frozenset[str]) -> re.Pattern[str] | None:
    """Give what finds the names, and the last part of each that is a name of its own (not in ``wide``)."""
    lasts = {name.split()[-1] for name in names if name.split()}
    forms = names | {last for last in lasts if last[:1].isupper() and len(last) > 2 and last not in wide}
    if not forms:
        return None
    return re.compile(
        rf"(?<!\w)(?:{'|'.join(re.escape(form) for form in sorted(forms, key=lambda f: (-len(f), f)))})(?!\w)"
    )


def hide(text: str | None, names: frozenset[str], told: frozenset[str], wide: frozenset[str]) -> str | None:
    """Give a text without ``names``, nor the last part of those ``told`` of, by which headlines call them.

    >>> ghanem = frozenset({"Salma Ghanem"})
    >>> hide("Reporter Ghanem killed in Harem", ghanem, ghanem, frozenset())
    'Reporter person named in the report killed in Harem'
    """
    lasts = frozenset(name.split()[-1] for name in names - told if name.split())
    pattern = pattern_of(names, wide | lasts)
    return said(text, pattern, VICTIM) if pattern else text


def said(text: str | None, pattern: re.Pattern[str], word: str) -> str | None:
    """Give a text with a word in the place of what is found."""
    return None if text is None else pattern.sub(word, text)


def no_side(item: Counted, names: frozenset[str]) -> Counted:
    """Give a figure without the name of a victim as its side."""
    return replace(item, side=VICTIM) if item.side in names else item


def reworded(row: Row, pattern: re.Pattern[str], word: str) -> Row:
    """Give a row with a word in the place of what is found, in every text that is exported."""

    def say(text: str) -> str:
        return pattern.sub(word, text)

    return replace(
        row,
        actors=tuple(map(say, row.actors)),
        recipients=tuple(map(say, row.recipients)),
        counted=tuple(
            replace(item, side=said(item.side, pattern, word), of=said(item.of, pattern, word)) for item in row.counted
        ),
        speaker=replace(
            row.speaker, name=said(row.speaker.name, pattern, word), chain=tuple(map(say, row.speaker.chain))
        ),
        printed=say(row.printed),
        condition=said(row.condition, pattern, word),
        words=(),
    )


def figures_reworded(item: Figures, pattern: re.Pattern[str] | None, word: str) -> Figures:
    """Give figures with a word in the place of what is found."""
    if pattern is None:
        return item
    values = tuple(replace(value, source=said(value.source, pattern, word)) for value in item.values)
    of, side, why = (said(text, pattern, word) for text in (item.of, item.side, item.why))
    return replace(item, of=of, side=side, why=why or "", values=values)


def with_parties(item: Incident, rows: Iterable[Row]) -> Incident:
    """Give an incident with the parties of its rows as they are shown now, the commonest first."""
    counts = Counter(name for row in rows for name in (*row.actors, *row.recipients))
    return replace(item, parties=tuple(sorted(counts, key=lambda name: (-counts[name], name))))


# --- places -----------------------------------------------------------------------------------------------------


def coarsened(material: Material, size: float) -> Material:
    """Give the material with coarse places where it tells of civilians on the move, or in want of aid.

    All claims of such an incident are coarsened with it: one of them would tell where it was.
    """
    moving = {row.number for row in material.rows if tells_of_civilians(row)}
    incidents = {item.id for item in material.incidents if moving.intersection(item.rows)}
    moving.update(number for item in material.incidents if item.id in incidents for number in item.rows)
    fine = {row.number: row.place for row in material.rows if row.place and row.precision in FINE}
    rows = tuple(coarse(row, size) if row.number in moving else row for row in material.rows)
    shown = {row.number: row for row in rows}
    figures = dict(material.figures)
    found: list[Incident] = []
    for item in material.incidents:
        if item.id not in incidents:
            found.append(item)
            continue
        places = pattern_of(frozenset(fine[number] for number in item.rows if number in fine), frozenset())
        if places:
            shown.update({number: reworded(shown[number], places, PLACE) for number in item.rows})
            figures[item.id] = tuple(figures_reworded(one, places, PLACE) for one in figures.get(item.id, ()))
        found.append(with_parties(coarse(item, size), [shown[number] for number in item.rows]))
    return replace(material, rows=tuple(shown[row.number] for row in rows), incidents=tuple(found), figures=figures)


def tells_of_civilians(row: Row) -> bool:
    """Whether those moved or helped are civilians, or the text does not say that they are not."""
    if row.family not in ON_THE_MOVE:
        return False
    kinds = row.recipient_types or row.actor_types
    return not kinds or any(kind in CIVILIANS for kind in kinds)


def coarse(item: Placed, size: float) -> Placed:
    """Give a row or incident with its point in the middle of a cell, and no name of a place that is finer than that."""
    fine = item.precision in FINE
    changed = replace(item, place=None if fine else item.place, precision="area" if fine else item.precision)
    if isinstance(changed, Row):
        changed = replace(changed, gazetteer_id=None, condition=None)
    if item.latitude is None or item.longitude is None:
        return changed
    latitude, longitude = cell(item.latitude, item.longitude, size)
    return replace(changed, latitude=latitude, longitude=longitude)


def cell(latitude: float, longitude: float, size: float) -> tuple[float, float]:
    """Give the middle of the cell that a point lies in, in degrees; ``size`` is the cell's side in kilometres.

    Cells are counted from the equator and the first meridian; rows are as high, and cells in their row as wide, as the
    side is long.

    >>> cell(34.43221, 40.98312, 10)
    (34.399, 41.03558)
    """
    high = size / KM_A_DEGREE
    middle = max(-90.0, min(90.0, (math.floor(latitude / high) + 0.5) * high))
    wide = min(360.0, high / max(math.cos(math.radians(middle)), 1e-6))
    across = max(-180.0, min(180.0, (math.floor(longitude / wide) + 0.5) * wide))
    return round(middle, DIGITS), round(across, DIGITS)
