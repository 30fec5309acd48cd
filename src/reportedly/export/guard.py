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
from typing import TypeVar

from reportedly.errors import UsageError
from reportedly.export.material import Material
from reportedly.ledger.judgements import standing
from reportedly.ledger.records import Counted, Figures, Incident, Row

VICTIM = "person named in the report"
VICTIMS = frozenset({"death", "injury", "abuse", "abduction"})
ON_THE_MOVE = frozenset({"movement", "aid", "no-aid"})
CIVILIANS = frozenset({"civilian", "person", "unknown"})  # who flees is a civilian unless the text says otherwise
FINE = frozenset({"exact", "near"})
KM_A_DEGREE = 6371.0088 * math.pi / 180  # along a meridian, mean radius of the earth (IUGG)
DIGITS = 5  # of a degree: about a metre

Placed = TypeVar("Placed", Row, Incident)


def guarded(material: Material) -> Material:
    """Give the material as it may be exported; done twice, it is the same.

    Raises:
        UsageError: the size of the cells is no length.
    """
    size = material.coarsen_km
    if size is not None and not (math.isfinite(size) and size > 0):
        raise UsageError(f"--coarsen-km {size:g}: it must be a length in kilometres")
    rows = standing(material.rows)
    held = {row.number for row in rows}
    incidents = tuple(replace(item, rows=kept) for item in material.incidents if (kept := inside(item.rows, held)))
    names = {name for row in rows for name in victims(row)}
    near = names_near(rows, incidents)
    hidden = tuple(without_names(row, names, near.get(row.number, set())) for row in rows)
    shown = {row.number: row for row in hidden}
    figures = material.figures
    if names:
        incidents = tuple(renamed(item, [shown[number] for number in item.rows], names) for item in incidents)
        figures = {key: tuple(nameless(item, names) for item in found) for key, found in figures.items()}
    reports = {key: replace(item, headline=hide(item.headline, names)) for key, item in material.reports.items()}
    if size is not None:
        moving = on_the_move(hidden, incidents)
        incidents = tuple(coarse(item, size) if moving.intersection(item.rows) else item for item in incidents)
        hidden = tuple(coarse(row, size) if row.number in moving else row for row in hidden)
    return replace(material, reports=reports, rows=hidden, incidents=incidents, figures=figures)


def inside(numbers: Iterable[int], held: set[int]) -> tuple[int, ...]:
    """Give those of some numbers that are held."""
    return tuple(number for number in numbers if number in held)


# --- names of victims -------------------------------------------------------------------------------------------


def victims(row: Row) -> set[str]:
    """Give the names of the persons that a claim says were killed, hurt, abused or taken."""
    if row.family not in VICTIMS:
        return set()
    pairs = zip(row.recipients, row.recipient_types, strict=False)
    return {name for name, kind in pairs if kind == "person" and name != VICTIM}


def names_near(rows: Iterable[Row], incidents: Iterable[Incident]) -> dict[int, set[str]]:
    """Give for each row the victims that it or its incident names: there they have no name in any role."""
    own = {row.number: victims(row) for row in rows}
    near = dict(own)
    for item in incidents:
        named = set().union(*(own[number] for number in item.rows))
        near.update({number: near[number] | named for number in item.rows})
    return near


def without_names(row: Row, names: set[str], near: set[str]) -> Row:
    """Give a row without victims' names: ``names`` never stand as recipients, ``near`` in no field."""
    if not names:
        return row
    chain = tuple(VICTIM if name in near else name for name in row.speaker.chain)
    name = VICTIM if row.speaker.name in near else row.speaker.name
    return replace(
        row,
        actors=tuple(VICTIM if name in near else name for name in row.actors),
        recipients=tuple(VICTIM if name in names else name for name in row.recipients),
        counted=tuple(no_side(item, names) for item in row.counted),
        speaker=replace(row.speaker, name=name, chain=chain),
        printed=hide(row.printed, names) or "",
        condition=hide(row.condition, names),
        words=(),
    )


def no_side(item: Counted, names: set[str]) -> Counted:
    """Give a figure without the name of a victim as its side."""
    return replace(item, side=VICTIM if item.side in names else item.side, of=hide(item.of, names))


def renamed(item: Incident, rows: Iterable[Row], names: set[str]) -> Incident:
    """Give an incident with the parties of its rows as they are shown now; the reasons of links lose the names too."""
    counts = Counter(name for row in rows for name in (*row.actors, *row.recipients))
    return replace(
        item,
        parties=tuple(sorted(counts, key=lambda name: (-counts[name], name))),
        links=tuple(replace(link, why=hide(link.why, names) or "") for link in item.links),
        unsure=tuple(replace(link, why=hide(link.why, names) or "") for link in item.unsure),
    )


def nameless(item: Figures, names: set[str]) -> Figures:
    """Give figures without victims' names."""
    values = tuple(replace(value, source=hide(value.source, names)) for value in item.values)
    return replace(
        item, of=hide(item.of, names), side=hide(item.side, names), why=hide(item.why, names) or "", values=values
    )


def hide(text: str | None, names: Iterable[str]) -> str | None:
    """Give a text with neither the names of victims nor the last part of one, by which headlines call them.

    >>> hide("Reporter Ghanem killed in Harem", {"Salma Ghanem"})
    'Reporter person named in the report killed in Harem'
    """
    if text is None:
        return None
    for name in sorted(names, key=lambda name: (-len(name), name)):
        last = name.split()[-1] if name.split() else name
        forms = [name, last] if last[:1].isupper() and len(last) > 2 else [name]
        text = re.sub("|".join(rf"(?<!\w){re.escape(form)}(?!\w)" for form in forms), VICTIM, text)
    return text


# --- places -----------------------------------------------------------------------------------------------------


def on_the_move(rows: Iterable[Row], incidents: Iterable[Incident]) -> set[int]:
    """Give the numbers of the rows that tell of civilians on the move or in want of aid, and all of their incidents."""
    moving = {row.number for row in rows if tells_of_civilians(row)}
    return moving.union(*(item.rows for item in incidents if moving.intersection(item.rows)))


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
