"""Incidents: a list with filters in the address, a map beside it, a timeline that brushes it."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, get_args

import numpy as np
from starlette.requests import Request
from starlette.responses import Response

from reportedly.codebook.event_types import load_event_types
from reportedly.desk.catalogue import Entry
from reportedly.desk.charts import TIMELINE, timeline
from reportedly.desk.columns import NONE, Columns, Numbers, on_map
from reportedly.desk.desk import Desk
from reportedly.desk.pages.names import without_victims
from reportedly.desk.wanted import DIFFERS, PAGE, wanted_of
from reportedly.ledger.records import Row
from reportedly.model import Status

BINS = 90  # at most so many bars
STEPS = (1, 7, 14, 30, 91, 182, 365, 1826, 3652)  # days a bar
SPOTS = 4000  # at most so many circles
SUGGESTED = 300  # names of parties


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """An incident in the list, with the first claim of it.

    ``spot`` is the number of its circle on the map, None where it has no point.
    """

    entry: Entry
    spot: int | None
    first: Row | None


def page(desk: Desk, request: Request) -> Response:
    """Show the incidents that are looked for."""
    wanted, told = wanted_of(request.query_params)
    held, found = desk.look_for(wanted)
    last = max(1, -(-len(found) // PAGE))
    number = min(wanted.page, last)
    latest = [int(at) for at in found[::-1][(number - 1) * PAGE : number * PAGE]]
    rows, _ = without_victims(desk, tuple(held.entries[at].incident.rows[0] for at in latest))
    first = {row.number: row for row in rows}
    spots = on_map(held.columns, found)
    place_of = {spot: at for at, (spot, _, _) in enumerate(spots[:SPOTS])}
    bins = bars(held.columns, found)
    return desk.page(
        request,
        "incidents.html",
        wanted=wanted,
        told=told,
        total=len(found),
        all_=len(held.entries),
        lines=[line(held.entries[at], int(held.columns.spot[at]), held.columns, place_of, first) for at in latest],
        number=number,
        last=last,
        first_shown=(number - 1) * PAGE + 1,
        spots=json_of([drawn(spot, name, count) for spot, name, count in spots[:SPOTS]]),
        spots_left=max(0, len(spots) - SPOTS),
        placeless=int((held.columns.spot[found] == NONE).sum()),
        undated=int((held.columns.first[found] == NONE).sum()),
        bars=json_of([list(item) for item in bins]),
        timeline=timeline(tuple(bins)) if bins else "",
        plot=json_of(TIMELINE),
        types=types(held.types),
        statuses=get_args(Status),
        differs=DIFFERS,
        parties=[name for name, _ in held.parties.most_common(SUGGESTED)],
        reports=held.reports,
    )


def line(entry: Entry, spot: int, table: Columns, place_of: dict[Any, int], rows: dict[int, Row]) -> Line:
    """Give an entry as the list shows it."""
    return Line(
        entry=entry,
        spot=None if spot == NONE else place_of.get(table.spots[spot]),
        first=rows.get(entry.incident.rows[0]),
    )


def drawn(spot: Any, name: str, count: int) -> list[Any]:
    """Give a spot as the map's script takes it."""
    return [spot.latitude, spot.longitude, spot.precision, name, count]


def json_of(value: Any) -> str:
    """Give data for a script: JSON in which nothing can end the element that holds it.

    >>> json_of(["</script>"])
    '["\\\\u003c/script\\\\u003e"]'
    """
    told = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return told.replace("&", "\\u0026").replace("<", "\\u003c").replace(">", "\\u003e")


def types(counts: dict[str, int]) -> list[tuple[str, list[tuple[str, int]]]]:
    """Give the event types that there are, in the codebook's groups, with how many incidents have each."""
    groups: dict[str, list[tuple[str, int]]] = {}
    for name, kind in load_event_types().types.items():
        if counts.get(name):
            groups.setdefault(kind.group, []).append((name, counts[name]))
    return list(groups.items())


def bars(table: Columns, found: Numbers) -> list[tuple[str, str, int]]:
    """Count incidents by their first day in stretches of equal length: (first day, day after the last, how many)."""
    days = table.first[found]
    days = days[days != NONE]
    if not len(days):
        return []
    first, last = int(days.min()), int(days.max())
    step = next((step for step in STEPS if (last - first) // step < BINS), STEPS[-1])
    counts = np.bincount((days - first) // step)
    start = date.fromordinal(first)
    return [
        ((start + timedelta(days=at * step)).isoformat(), (start + timedelta(days=(at + 1) * step)).isoformat(), int(n))
        for at, n in enumerate(counts)
    ]
