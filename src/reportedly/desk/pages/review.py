"""Review: where it stands, and one report with one claim open at a time, for the keyboard."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import get_args
from urllib.parse import quote, urlencode

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from reportedly.codebook.event_types import load_event_types
from reportedly.desk.agreement import agreement
from reportedly.desk.desk import LONGEST_NAME, NAME, Desk, my_name
from reportedly.desk.pages.decide import FIELDS, RefusedError, carry_out, form_of, shown_fields
from reportedly.desk.pages.names import headed
from reportedly.desk.pages.report import ClaimLine, Sheet, sheet_of
from reportedly.ledger.judgements import in_force, taken_back
from reportedly.ledger.lists import next_undone, queue
from reportedly.ledger.missed import rows_with_missed
from reportedly.ledger.records import Judgement
from reportedly.model import Polarity, Status

QUEUE = 30  # reports that are offered next


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """How far a review is: claims judged of all, reports that somebody said are checked."""

    judged: int
    claims: int
    checked: int
    reports: int


def overview(desk: Desk, request: Request) -> Response:
    """Show how far the review is, how far reviewers agree, and which reports come next."""
    history = desk.history()
    known = in_force(history)
    checked = {item.a for item in known if item.target == "article"}
    judged = {item.a for item in known if item.target in ("claim", "missed")}
    blind = request.query_params.get("blind") == "1"
    mine = {item.a for item in known if item.target == "article" and item.by == my_name(request)}
    done = mine if blind else checked
    held = queue(desk.ledger, checked=checked, done=done, limit=QUEUE)
    return desk.page(
        request,
        "review.html",
        standing=Standing(
            judged=len(judged),
            claims=held.claims,
            checked=held.checked,
            reports=held.reports,
        ),
        agreement=agreement(history),
        waiting=headed(held.next),
        left=max(0, held.waiting - QUEUE),
        latest=history[:-21:-1],
        blind=blind,
    )


async def name(desk: Desk, request: Request) -> Response:
    """Remember what a reviewer is called."""
    form = await form_of(request)
    called = " ".join(form.get("name", "").split())[:LONGEST_NAME]
    where = form.get("then", "/review")
    known = where.startswith(("/review", "/incidents/"))
    answer = RedirectResponse(where if known else "/review", status_code=303)
    answer.headers.append("set-cookie", f"{NAME}={quote(called)}; Path=/; HttpOnly; SameSite=Strict; Max-Age=31536000")
    return answer


def page(desk: Desk, request: Request, refused: RefusedError | None = None) -> Response:
    """Show one report with one of its claims open: the one asked for, else the first that waits."""
    me = my_name(request)
    blind = request.query_params.get("blind") == "1"
    sheet = sheet_of(desk, request.path_params["number"])
    if blind:
        sheet = unseen(sheet, me)
    asked = request.query_params.get("at", "")
    at = open_at(sheet.claims, asked)
    line = sheet.claims[at] if at is not None else None
    checked = [item for item in sheet.look.judgements if item.target == "article" and (not blind or item.by == me)]
    return desk.page(
        request,
        "review_report.html",
        status=200 if refused is None else 409,
        sheet=sheet,
        report=sheet.look.report,
        line=line,
        at=at,
        before=neighbour(sheet.claims, at, -1),
        after=neighbour(sheet.claims, at, 1),
        seen=seen(sheet, line),
        values=refused.values if refused and refused.values else shown_fields(line.row) if line else {},
        refused=refused,
        judged=sum(item.judgement is not None for item in sheet.claims),
        checked=checked,
        mine=last_of(sheet.look.history, me),
        types=grouped(),
        statuses=get_args(Status),
        polarities=get_args(Polarity),
        fields=FIELDS,
        blind=blind,
        next_report=next_report(desk, sheet.look.report.number),
        suffix="blind=1" if blind else "",
    )


async def decide(desk: Desk, request: Request) -> Response:
    """Carry out one decision, then show the next claim; where it is refused, the same one with what was typed."""
    form = await form_of(request)
    number = request.path_params["number"]
    try:
        follow = await run_in_threadpool(carry_out, desk, number, form, my_name(request))
    except RefusedError as refused:
        request.scope["query_string"] = urlencode({k: v for k, v in form.items() if k in ("at", "blind")}).encode()
        fresh = Request(request.scope)
        return await run_in_threadpool(page, desk, fresh, refused)
    asked = {"at": follow} if follow else {}
    if form.get("blind") == "1":
        asked["blind"] = "1"
    return RedirectResponse(f"/review/{number}" + (f"?{urlencode(asked)}" if asked else ""), status_code=303)


def unseen(sheet: Sheet, me: str) -> Sheet:
    """Give a report as a second reader sees it: as the machine coded it, with one's own decisions alone."""
    own = in_force(item for item in sheet.look.history if item.by == me)
    made = {item.a: item for item in own if item.target in ("claim", "missed")}
    rows = rows_with_missed(sheet.look.reading, own, report=sheet.look.report.number)
    bare = {row.claim: row for row in rows}
    claims = tuple(
        replace(line, row=replace(bare[line.row.claim], number=line.row.number), judgement=made.get(line.row.claim))
        for line in sheet.claims
        if line.row.claim in bare
    )
    return replace(sheet, claims=claims)


def open_at(claims: Sequence[ClaimLine], asked: str) -> int | None:
    """Give the place of the claim to open."""
    if not claims:
        return None
    for at, line in enumerate(claims):
        if str(line.row.number) == asked:
            return at
    return next((at for at, line in enumerate(claims) if line.judgement is None), 0)


def neighbour(claims: Sequence[ClaimLine], at: int | None, step: int) -> int | None:
    """Give the number of the row before or after; None at the ends."""
    if at is None or not 0 <= at + step < len(claims):
        return None
    return claims[at + step].row.number


def seen(sheet: Sheet, line: ClaimLine | None) -> int:
    """Give the number of the last judgement on a claim that this page was made with; 0 for none."""
    if line is None:
        return 0
    return max((item.number for item in sheet.look.history if item.a == line.row.claim), default=0)


def last_of(history: Sequence[Judgement], me: str) -> Judgement | None:
    """Give one's own last judgement on a report that is not taken back: what undo takes back."""
    own = [item for item in taken_back(history) if item.by == me]
    return max(own, key=lambda item: item.number, default=None)


def next_report(desk: Desk, number: int) -> int | None:
    """Give the next report that is not checked and has claims."""
    checked = {item.a for item in in_force(desk.history()) if item.target == "article"}
    return next_undone(desk.ledger, number, done=checked)


def grouped() -> dict[str, list[str]]:
    """Give the event types by group."""
    found: dict[str, list[str]] = {}
    for kind, held in load_event_types().types.items():
        found.setdefault(held.group, []).append(kind)
    return found
