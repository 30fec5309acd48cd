"""Incidents: a list with filters in the address, a map beside it, a timeline that brushes it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, get_args

from starlette.requests import Request
from starlette.responses import Response

from reportedly.codebook.event_types import load_event_types
from reportedly.desk.charts import TIMELINE, timeline
from reportedly.desk.desk import Desk
from reportedly.desk.pages.names import nameless
from reportedly.desk.wanted import DIFFERS, PAGE, wanted_of
from reportedly.ledger import Detail
from reportedly.ledger.lists import incidents_listed, names_listed
from reportedly.ledger.records import Incident, Row
from reportedly.model import Precision, Status

BINS = 90  # at most so many bars
STEPS = (1, 7, 14, 30, 91, 182, 365, 1826, 3652)  # days a bar
SPOTS = 4000  # at most so many circles
SUGGESTED = 300  # names of parties


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """An incident in the list, with the first claim of it, its origins and judged claims, how its figures differ.

    ``spot`` is the number of its circle on the map, None where it has no point.
    """

    incident: Incident
    origins: int
    differs: str
    judged: int
    spot: int | None
    first: Row


def page(desk: Desk, request: Request) -> Response:
    """Show the incidents that are looked for."""
    wanted, told = wanted_of(request.query_params)
    held = incidents_listed(desk.ledger, wanted.sought(), size=PAGE, number=wanted.page)
    found, detail = held.survey, nameless(held.detail)
    circles = {spot[:3]: at for at, spot in enumerate(found.spots[:SPOTS])}
    bins = bars(found.days)
    return desk.page(
        request,
        "incidents.html",
        wanted=wanted,
        told=told,
        total=found.total,
        all_=held.every,
        lines=[line(item, held.counts[item.id], detail, circles) for item in detail.incidents],
        number=found.number,
        last=found.last,
        first_shown=(found.number - 1) * PAGE + 1,
        spots=json_of(found.spots[:SPOTS]),
        spots_left=max(0, len(found.spots) - SPOTS),
        placeless=found.placeless,
        undated=found.undated,
        bars=json_of([list(item) for item in bins]),
        timeline=timeline(tuple(bins)) if bins else "",
        plot=json_of(TIMELINE),
        types=types(held.types),
        statuses=get_args(Status),
        differs=DIFFERS,
        parties=[name for name, _ in names_listed(desk.ledger, "party", limit=SUGGESTED).names],
        reports=detail.reports,
    )


def line(
    item: Incident, counts: tuple[int, str], detail: Detail, circles: Mapping[tuple[Any, Any, Precision], int]
) -> Line:
    """Give an incident as the list shows it."""
    return Line(
        incident=item,
        origins=counts[0],
        differs=counts[1],
        judged=sum(detail.rows[number].judged is not None for number in item.rows),
        spot=circles.get((item.latitude, item.longitude, item.precision)),
        first=detail.rows[item.rows[0]],
    )


def json_of(value: Any) -> str:
    """Give data for a script: JSON in which nothing can end the element that holds it.

    >>> json_of(["</script>"])
    '["\\\\u003c/script\\\\u003e"]'
    """
    told = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return told.replace("&", "\\u0026").replace("<", "\\u003c").replace(">", "\\u003e")


def types(counts: Mapping[str, int]) -> list[tuple[str, list[tuple[str, int]]]]:
    """Give the event types that there are, in the codebook's groups, with how many incidents have each."""
    groups: dict[str, list[tuple[str, int]]] = {}
    for name, kind in load_event_types().types.items():
        if counts.get(name):
            groups.setdefault(kind.group, []).append((name, counts[name]))
    return list(groups.items())


def bars(days: Mapping[str, int]) -> list[tuple[str, str, int]]:
    """Count incidents by their first day in stretches of equal length: (first day, day after the last, how many).

    >>> bars({"2019-02-09": 2, "2019-02-11": 1})
    [('2019-02-09', '2019-02-10', 2), ('2019-02-10', '2019-02-11', 0), ('2019-02-11', '2019-02-12', 1)]
    """
    counts = {date.fromisoformat(day).toordinal(): count for day, count in days.items()}
    if not counts:
        return []
    first, last = min(counts), max(counts)
    step = next((step for step in STEPS if (last - first) // step < BINS), STEPS[-1])
    bins = [0] * ((last - first) // step + 1)
    for day, count in counts.items():
        bins[(day - first) // step] += count
    start = date.fromordinal(first)
    return [
        ((start + timedelta(days=at * step)).isoformat(), (start + timedelta(days=(at + 1) * step)).isoformat(), count)
        for at, count in enumerate(bins)
    ]
