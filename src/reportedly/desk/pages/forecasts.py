"""The forecast board: who foresaw what by when, the next due first, and what became of it, with its receipt."""

from __future__ import annotations

from collections.abc import Sequence

from starlette.requests import Request
from starlette.responses import Response

from reportedly.desk.desk import Desk
from reportedly.desk.marks import Piece
from reportedly.desk.pages.names import number_asked, without_names
from reportedly.desk.pages.sentences import sentence_of, texts_of
from reportedly.ledger.face import Board
from reportedly.ledger.lists import forecasts_listed
from reportedly.ledger.records import Outcome, Report, Row
from reportedly.ledger.store.due import Tab

PAGE = 25
TABS: dict[Tab, str] = {"ahead": "Due after the last report", "past": "Due before it", "undated": "Without a day"}


def page(desk: Desk, request: Request) -> Response:
    """Show forecasts: those due on or after the last day of any report, those before it, or those of no day."""
    asked = number_asked(request)
    held = forecasts_listed(desk.ledger, request.query_params.get("which", ""), size=PAGE, number=asked)
    lines, reports = followed(held.board, [row.number for row, _ in held.board.outcomes])
    return desk.page(
        request,
        "forecasts.html",
        tabs=[(name, title, held.tabs[name]) for name, title in TABS.items()],
        which=held.tab,
        last_day=held.last_day,
        number=held.number,
        last=held.last,
        lines=lines,
        reports=reports,
        words=sentences(desk, [row for row, _, _ in lines]),
    )


def sentences(desk: Desk, rows: Sequence[Row]) -> dict[int, tuple[Piece, ...]]:
    """Give the sentences in which forecasts were made, by number of row; names of private victims covered."""
    texts = texts_of(desk, {row.report for row in rows})
    return {row.number: sentence_of(row, texts[row.report]) for row in rows if row.report in texts}


def followed(board: Board, numbers: Sequence[int]) -> tuple[list[tuple[Row, Outcome, Row | None]], dict[int, Report]]:
    """Give forecasts with their outcomes and receipts in the order given, without the names of private victims."""
    outcome_of = {row.number: outcome for row, outcome in board.outcomes}
    wanted = outcome_of.keys() | {outcome.shown_by for outcome in outcome_of.values() if outcome.shown_by}
    rows, reports = without_names([board.rows[number] for number in sorted(wanted)], board.reports)
    order = [number for number in numbers if number in outcome_of]
    return [(rows[n], outcome_of[n], rows.get(outcome_of[n].shown_by or 0)) for n in order], reports
