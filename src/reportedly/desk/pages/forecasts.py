"""The forecast board: who foresaw what by when, the next due first, and what became of it, with its receipt."""

from __future__ import annotations

from collections.abc import Sequence

from starlette.requests import Request
from starlette.responses import Response

from reportedly.desk.catalogue import Catalogue
from reportedly.desk.desk import Desk
from reportedly.desk.marks import Piece
from reportedly.desk.pages.names import without_victims
from reportedly.desk.pages.sentences import sentence_of, texts_of
from reportedly.ledger.records import Outcome, Report, Row

PAGE = 25
TABS = {"ahead": "Due after the last report", "past": "Due before it", "undated": "Without a day"}


def page(desk: Desk, request: Request) -> Response:
    """Show forecasts: those due on or after the last day of any report, those before it, or those of no day."""
    held = desk.catalogue()
    tabs = tabs_of(held)
    asked = request.query_params.get("which", "")
    first = next((name for name in TABS if tabs[name]), "ahead")
    which = asked if asked in TABS else first
    order = tabs[which]
    page_asked = request.query_params.get("page", "1")
    last = max(1, -(-len(order) // PAGE))
    number = min(max(1, int(page_asked)) if page_asked.isdecimal() and len(page_asked) < 7 else 1, last)
    lines, reports = followed(desk, order[(number - 1) * PAGE : number * PAGE])
    return desk.page(
        request,
        "forecasts.html",
        tabs=[(name, title, len(tabs[name])) for name, title in TABS.items()],
        which=which,
        last_day=last_day(held),
        number=number,
        last=last,
        lines=lines,
        reports=reports,
        words=sentences(desk, [row for row, _, _ in lines]),
    )


def sentences(desk: Desk, rows: Sequence[Row]) -> dict[int, tuple[Piece, ...]]:
    """Give the sentences in which forecasts were made, by number of row; names of private victims covered."""
    texts = texts_of(desk, {row.report for row in rows})
    return {row.number: sentence_of(row, texts[row.report]) for row in rows if row.report in texts}


def last_day(held: Catalogue) -> str:
    """Give the last day on which any report was published."""
    return max((report.published_end or "" for report in held.reports.values()), default="")


def tabs_of(held: Catalogue) -> dict[str, list[int]]:
    """Give the rows of the forecasts under each tab, the next due first, of those past the latest due first."""
    last = last_day(held)
    tabs: dict[str, list[tuple[str, int]]] = {name: [] for name in TABS}
    for number, due in held.forecasts.items():
        tab = "undated" if due is None else "ahead" if due >= last else "past"
        tabs[tab].append((due or "", number))
    return {name: [number for _, number in sorted(found, reverse=name == "past")] for name, found in tabs.items()}


def followed(desk: Desk, numbers: Sequence[int]) -> tuple[list[tuple[Row, Outcome, Row | None]], dict[int, Report]]:
    """Give forecasts with their outcomes in the order given, without the names of private victims."""
    board = desk.ledger.outcomes_of(numbers)
    outcome_of = {row.number: outcome for row, outcome in board.outcomes}
    rows, reports = without_victims(
        desk, tuple({*outcome_of, *(o.shown_by for o in outcome_of.values() if o.shown_by)})
    )
    by_number = {row.number: row for row in rows}
    lines = [
        (by_number[number], outcome_of[number], by_number.get(outcome_of[number].shown_by or 0))
        for number in numbers
        if number in outcome_of and number in by_number
    ]
    return lines, reports
