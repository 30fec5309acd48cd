"""Sources: who is given as saying something; a page a source with its claims, figures and forecasts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from reportedly.desk.desk import Desk
from reportedly.desk.pages.names import MOST, latest, names_of
from reportedly.ledger.corroborate import figures_of
from reportedly.ledger.lists import claims_named, incidents_with
from reportedly.ledger.records import Figures, Incident, Row, Value

COMPARED = 40  # incidents whose figures are compared


@dataclass(frozen=True, slots=True, kw_only=True)
class Beside:
    """A figure of one source beside those that others give for the same."""

    incident: Incident
    figures: Figures
    own: tuple[Value, ...]
    others: tuple[Value, ...]


def listing(desk: Desk, request: Request) -> Response:
    """List the sources."""
    names = names_of(desk, "source", request)
    return desk.page(request, "names.html", names=names, kind="sources", title="Sources")


def page(desk: Desk, request: Request) -> Response:
    """Show a source."""
    name = request.path_params["name"]
    found = claims_named(desk.ledger, "source", name, limit=MOST)
    if found is None:
        raise HTTPException(404, f"Nobody called “{name}” is given as a source in this ledger.")
    rows, reports = latest(found)
    board = desk.ledger.outcomes_of(row.number for row in rows if row.forecast)
    return desk.page(
        request,
        "source.html",
        name=name,
        rows=rows,
        reports=reports,
        total=found.total,
        statuses=Counter(row.status for row in rows).most_common(),
        outlets=Counter(reports[row.report].publisher or reports[row.report].key or "?" for row in rows).most_common(),
        party=Counter(row.speaker.party for row in rows),
        beside=list(compared(desk, name, [row for row in rows if row.counted])),
        outcomes=board.outcomes,
        receipts=board.rows,
        verdicts=Counter(outcome.verdict for _, outcome in board.outcomes).most_common(),
    )


def compared(desk: Desk, name: str, rows: list[Row]) -> Iterator[Beside]:
    """Give the figures of a source for which others give one too, of its latest incidents."""
    detail = incidents_with(desk.ledger, {row.number for row in rows}, limit=COMPARED)
    for item in detail.incidents:
        for figures in figures_of(item, detail.rows, detail.origin_of):
            mine = tuple(value for value in figures.values if value.source == name)
            others = tuple(value for value in figures.values if value.source != name)
            if mine and others:
                yield Beside(incident=item, figures=figures, own=mine, others=others)
