"""Reports: those in the ledger, or those that hold some words, the latest added first."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from reportedly.desk.desk import Desk
from reportedly.desk.pages.names import headed, number_asked, pages
from reportedly.desk.wanted import LONGEST
from reportedly.ledger.lists import reports_listed

PAGE = 50


def page(desk: Desk, request: Request) -> Response:
    """Show a page of reports."""
    words = " ".join(request.query_params.get("q", "").split())[:LONGEST]
    number = number_asked(request)
    found = reports_listed(desk.ledger, words=words or None, limit=PAGE, offset=(number - 1) * PAGE)
    last = pages(found.total, PAGE)
    if number > last:
        number = last
        found = reports_listed(desk.ledger, words=words or None, limit=PAGE, offset=(number - 1) * PAGE)
    return desk.page(
        request,
        "reports.html",
        words=words,
        reports=headed(found),
        incidents=found.incidents,
        total=found.total,
        number=number,
        last=last,
    )
