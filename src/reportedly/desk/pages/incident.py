"""One incident: what is claimed, by whom, from how many origins; its figures; what is denied and foreseen."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from reportedly.desk import wording
from reportedly.desk.desk import Desk, my_name, path
from reportedly.desk.marks import Piece
from reportedly.desk.pages.decide import RefusedError, form_of
from reportedly.desk.pages.figures import compared
from reportedly.desk.pages.forecasts import followed
from reportedly.desk.pages.incidents import json_of
from reportedly.desk.pages.links import carry_out, linked
from reportedly.desk.pages.names import nameless, reasons_without
from reportedly.desk.pages.next_steps import steps
from reportedly.desk.pages.sentences import sentence_of, texts_of
from reportedly.errors import UsageError
from reportedly.ledger import Detail
from reportedly.ledger.corroborate import figures_of
from reportedly.ledger.looks import decisions_on, forecasts_before, rows_told_in
from reportedly.ledger.records import Incident, Judgement, Link, Report, Row
from reportedly.ledger.victims import VICTIM

MOST = 120  # claims that are shown with their words
FORECASTS = 20  # of other incidents that are shown with what became of them


@dataclass(frozen=True, slots=True, kw_only=True)
class Claimed:
    """A claim as the page shows it: with its report, its words, and what a person decided on it."""

    row: Row
    report: Report
    words: tuple[Piece, ...]
    judgement: Judgement | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Root:
    """The claims of one origin, and what it is called."""

    name: str
    claims: tuple[Claimed, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Doubt:
    """Two claims that may be one happening: the one inside, the one outside with its report and incident's words."""

    link: Link
    inside: Row
    outside: Row
    report: Report


def page(desk: Desk, request: Request, refused: RefusedError | None = None) -> Response:
    """Show an incident, by its id or the beginning of it; with what was typed, where a decision was refused."""
    try:
        detail = desk.ledger.incident(request.path_params["identity"])
    except UsageError as error:
        raise HTTPException(404, str(error)) from None
    # A name is hidden in all claims of a report that tells of the harm, also where another incident's claim does.
    whole = replace(detail, rows=rows_told_in(desk.ledger, set(detail.reports)) | detail.rows)
    detail = nameless(whole)
    item = reasons_without(detail.incidents[0], whole.rows)
    shown = {detail.rows[number].report for number in item.rows[:MOST]}
    texts = texts_of(desk, shown, whole.rows.values())
    made = {held.a: held for held in decisions_on(desk.ledger, {detail.rows[number].claim for number in item.rows})}
    claimed = {number: claim(detail.rows[number], detail, texts, made) for number in item.rows[:MOST]}
    roots = tuple(root(name, numbers, claimed, detail) for name, numbers in item.origins)
    rows = [detail.rows[number] for number in item.rows]
    own = [row.number for row in rows if row.forecast]
    told = [whole.rows[number] for number in item.rows]
    before = forecasts_before(desk.ledger, whole.incidents[0], told, most=FORECASTS)
    figures = figures_of(item, detail.rows, detail.origin_of)
    beside = list(doubts(item, detail))
    return desk.page(
        request,
        "incident.html",
        status=200 if refused is None else 409,
        item=item,
        refused=refused,
        typed=refused.values if refused else {},
        steps=steps(item, figures, detail, len(beside), still=desk.still),
        linked=linked(desk, detail, my_name(request)),
        summary=summary(item, rows),
        roots=tuple(held for held in roots if held.claims),
        left=max(0, len(item.rows) - MOST),
        compared=[compared(found, detail) for found in figures],
        denied=[held for held in claimed.values() if is_denied(held.row)],
        foreseen=followed(desk.ledger.outcomes_of(own), own),
        before=followed(desk.ledger.outcomes_of(before), before),
        inside=frozenset(item.rows),
        reports=detail.reports,
        joins=[(link, detail.rows[link.a], detail.rows[link.b]) for link in item.links if link.a in detail.rows],
        doubts=beside,
        spots=json_of(
            [[item.latitude, item.longitude, item.precision, item.place, 1]] if item.latitude is not None else []
        ),
        judged=sum(row.judged is not None for row in rows),
    )


async def decide(desk: Desk, request: Request) -> Response:
    """Carry out a decision on what is one happening, then show the incident as it is now, or why it was not kept."""
    form = await form_of(request)
    try:
        where = await run_in_threadpool(carry_out, desk, request.path_params["identity"], form, my_name(request))
    except RefusedError as refused:
        return await run_in_threadpool(page, desk, request, refused)
    return RedirectResponse(path("incidents", where) + "#one", status_code=303)


def claim(row: Row, detail: Detail, texts: Mapping[int, str], made: Mapping[str, Judgement]) -> Claimed:
    """Give a claim with its sentence, the words that name the event marked; names of victims hidden as everywhere."""
    words = sentence_of(row, texts[row.report]) if row.report in texts else ()
    return Claimed(row=row, report=detail.reports[row.report], words=words, judgement=made.get(row.claim))


def root(name: str, numbers: Iterable[int], claimed: Mapping[int, Claimed], detail: Detail) -> Root:
    """Give the claims of an origin, in order of publication, under the name of its agency or of its first outlet."""
    held = [claimed[number] for number in numbers if number in claimed]
    held.sort(key=lambda one: (one.report.published_end or "9999", one.report.number, one.row.trigger))
    if name.startswith("agency:"):
        return Root(name=f"{name.removeprefix('agency:').title()}, as others quote it", claims=tuple(held))
    outlets = list(dict.fromkeys(wording.outlet(one.report) for one in held))
    agencies = list(dict.fromkeys(agency for one in held for agency in one.report.agencies))
    if agencies:
        return Root(name=f"{agencies[0]}, carried by {wording.listed(outlets, 4)}", claims=tuple(held))
    return Root(name=wording.listed(outlets, 4), claims=tuple(held))


def summary(item: Incident, rows: Iterable[Row]) -> str:
    """Give in a sentence who says it and from how many origins: never that it happened."""
    held = list(rows)
    speakers: dict[str, dict[str, None]] = {}
    for row in held:
        if row.speaker.name and row.speaker.name != VICTIM:
            counted = speakers.setdefault(row.speaker.name, {})
            if row.counted and row.event_type == item.event_types[0]:
                counted[wording.figures(row)] = None
    said = f"{wording.plural(len(item.reports), 'report')} from {wording.plural(len(item.origins), 'origin')}"
    own = any(row.speaker.name is None for row in held)
    if not speakers:
        return (
            f"{said} {'say' if len(item.reports) > 1 else 'says'} this in the outlet’s own words; no source is named."
        )
    named = (f"{name} ({wording.listed(told, 3)})" if told else name for name, told in speakers.items())
    whole = f"{said}, on the word of {wording.listed(named, 4)}"
    return whole + (", and in the outlet’s own words." if own else ".")


def is_denied(row: Row) -> bool:
    """Whether a claim says that something did not happen."""
    return row.status == "denied" or row.polarity == "negative"


def doubts(item: Incident, detail: Detail) -> Iterable[Doubt]:
    """Give the claims outside that may belong to the incident, the likeliest first."""
    inside = set(item.rows)
    for link in sorted(item.unsure, key=lambda link: -link.score):
        a, b = (link.a, link.b) if link.a in inside else (link.b, link.a)
        if a in detail.rows and b in detail.rows and b not in inside:
            other = detail.rows[b]
            yield Doubt(link=link, inside=detail.rows[a], outside=other, report=detail.reports[other.report])
