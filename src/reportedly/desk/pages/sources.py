"""Sources: who is given as saying something; a page a source with its claims, figures and forecasts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from reportedly.desk.desk import Desk
from reportedly.desk.pages.names import MOST, names_of, without_victims
from reportedly.ledger.corroborate import figures_of
from reportedly.ledger.looks import rows_numbered
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
    names = names_of(desk.catalogue().sources, request)
    return desk.page(request, "names.html", names=names, kind="sources", title="Sources")


def page(desk: Desk, request: Request) -> Response:
    """Show a source."""
    name = request.path_params["name"]
    numbers = desk.catalogue().sources.get(name)
    if numbers is None:
        raise HTTPException(404, f"Nobody called “{name}” is given as a source in this ledger.")
    rows, reports = without_victims(desk, numbers[-MOST:])
    board = desk.ledger.outcomes_of(row.number for row in rows if row.forecast)
    return desk.page(
        request,
        "source.html",
        name=name,
        rows=rows,
        reports=reports,
        total=len(numbers),
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
    held = desk.catalogue()
    wanted = {row.number for row in rows}
    near = sorted({int(at) for row in rows for at in held.columns.by_report.get(row.report, ())}, reverse=True)
    several = [held.entries[at].incident for at in near if len(held.entries[at].incident.reports) > 1]
    own = [item for item in several if wanted.intersection(item.rows)][:COMPARED]
    every = rows_numbered(desk.ledger, {number for item in own for number in item.rows})
    for item in own:
        origin_of = {number: origin for origin, numbers in item.origins for number in numbers}
        for figures in figures_of(item, every, origin_of):
            mine = tuple(value for value in figures.values if value.source == name)
            others = tuple(value for value in figures.values if value.source != name)
            if mine and others:
                yield Beside(incident=item, figures=figures, own=mine, others=others)
