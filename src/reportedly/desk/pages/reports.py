"""Reports: those in the ledger, or those that hold some words, the latest added first."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from reportedly.desk.desk import Desk
from reportedly.desk.wanted import LONGEST

PAGE = 50


def page(desk: Desk, request: Request) -> Response:
    """Show a page of reports."""
    words = " ".join(request.query_params.get("q", "").split())[:LONGEST]
    asked = request.query_params.get("page", "1")
    held = desk.catalogue()
    if words:
        every = [item.number for item in desk.ledger.reports(words=words, limit=5000)]
    else:
        every = sorted(held.reports, reverse=True)
    last = max(1, -(-len(every) // PAGE))
    number = min(max(1, int(asked)) if asked.isdecimal() and len(asked) < 7 else 1, last)
    shown = every[(number - 1) * PAGE : number * PAGE]
    incidents = {report: len(held.columns.by_report.get(report, ())) for report in shown}
    reports = [held.reports[at] for at in shown if at in held.reports]
    return desk.page(
        request,
        "reports.html",
        words=words,
        reports=reports,
        incidents=incidents,
        total=len(every),
        number=number,
        last=last,
    )
