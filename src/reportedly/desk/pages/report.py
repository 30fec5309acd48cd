"""One report: its text as printed with what was read marked on it, and rows that light the words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from reportedly.desk.desk import Desk
from reportedly.desk.marks import Mark, Passage, all_of, marks_of, passages
from reportedly.desk.pages.names import nameless
from reportedly.desk.pages.sentences import masked
from reportedly.ledger import Detail
from reportedly.ledger.looks import ReportLook, readings_of, report_look
from reportedly.ledger.overlap import pair_of
from reportedly.ledger.pieces import piece_of
from reportedly.ledger.records import Copy, Judgement, Report, Row
from reportedly.model import Attribution, Claim, Reading, Span

COPY = {
    "text": "most of the text is the same",
    "part": "a large part is the same",
    "lead": "the same opening",
    "agency": "one agency’s story",
    "quotation": "the same quotation",
    "revision": "another version under the same address",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimLine:
    """A claim beside the text: its row, the keys that it lights, what a person decided, how sure its words are."""

    row: Row
    keys: tuple[str, ...]
    incident: str | None
    judgement: Judgement | None
    factuality: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """A statement beside the text: who, by which words, what."""

    said: Attribution
    who: str
    cue: str
    what: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CopyLine:
    """Another report that does not stand on its own feet beside this one."""

    copy: Copy
    other: Report
    kind: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """A report as its page and its review show it."""

    look: ReportLook
    passages: tuple[Passage, ...]
    claims: tuple[ClaimLine, ...]
    statements: tuple[Statement, ...]
    copies: tuple[CopyLine, ...]
    shared_with: Report | None


def page(desk: Desk, request: Request) -> Response:
    """Show a report."""
    sheet = sheet_of(desk, request.path_params["number"])
    checked = [item for item in sheet.look.judgements if item.target == "article"]
    return desk.page(request, "report.html", sheet=sheet, look=sheet.look, report=sheet.look.report, checked=checked)


def sheet_of(desk: Desk, number: int) -> Sheet:
    """Give a report as it is shown.

    Raises:
        HTTPException: there is none of that number.
    """
    look = report_look(desk.ledger, number)
    if look is None:
        raise HTTPException(404, f"There is no report {number} in this ledger.")
    text: str | None = None
    if desk.still:
        text, look = masked(look.reading.article.text, look.rows), covered(look)
    reading = look.reading
    claims = tuple(claim_lines(look))
    copies = tuple(copy_lines(look))
    marks = [*marks_of(reading), *claim_marks(claims, reading)]
    shared_with = copies[0].other if copies and copies[0].copy.kind in ("text", "part", "lead") else None
    if shared_with is not None:
        marks += copied(desk, look, shared_with)
    return Sheet(
        look=look,
        passages=passages(reading.article, marks, text=text),
        claims=claims,
        statements=tuple(statements(reading, text or reading.article.text)),
        copies=copies,
        shared_with=shared_with,
    )


def covered(look: ReportLook) -> ReportLook:
    """Give a report without the names of private victims in its headline and rows; its text is masked apart."""
    rows = {row.number: row for row in look.rows}
    held = nameless(Detail(incidents=(), rows=rows, reports={look.report.number: look.report}, origin_of={}))
    return replace(
        look, report=held.reports[look.report.number], rows=tuple(held.rows[row.number] for row in look.rows)
    )


def claim_lines(look: ReportLook) -> Iterator[ClaimLine]:
    """Give the claims in text order, each with what it lights."""
    read: Mapping[str, Claim] = {claim.id: claim for claim in look.reading.claims}
    made = {item.a: item for item in look.judgements if item.target in ("claim", "missed")}
    for row in sorted(look.rows, key=lambda row: (row.trigger, row.number)):
        claim = read.get(row.claim)
        parts = () if claim is None else (claim.attribution, claim.time, claim.place, *claim.quantities)
        yield ClaimLine(
            row=row,
            keys=(f"c{row.number}", *dict.fromkeys(key for key in parts if key)),
            incident=look.incident_of.get(row.number),
            judgement=made.get(row.claim),
            factuality=getattr(claim, "factuality", None),
        )


def claim_marks(claims: tuple[ClaimLine, ...], reading: Reading) -> Iterator[Mark]:
    """Give the words of each claim: its trigger; of those named as its parties the mention closest before or after."""
    evidence = {claim.id: claim.evidence for claim in reading.claims}
    for line in claims:
        key = f"c{line.row.number}"
        kind = "missed" if line.row.claim not in evidence else "claim"
        yield Mark(start=line.row.trigger.start, end=line.row.trigger.end, kind=kind, key=key)
        others = [span for span in evidence.get(line.row.claim, ()) if span != line.row.trigger]
        yield from all_of(others, "word", key)


def copied(desk: Desk, look: ReportLook, other: Report) -> Iterator[Mark]:
    """Give the stretches that this report shares with another."""
    held = readings_of(desk.ledger, {other.number}).get(other.number)
    if held is None:
        return
    pair = pair_of(piece_of(look.reading, look.report), piece_of(held, other))
    for start, _, size in pair.stretches:
        spans = pair.a.running.spans
        yield Mark(start=spans[start].start, end=spans[start + size - 1].end, kind="copied", key=f"r{other.number}")


def statements(reading: Reading, text: str) -> Iterator[Statement]:
    """Give the statements in text order."""
    names = {actor.id: actor.name for actor in reading.actors}

    def words(span: Span | None) -> str:
        return " ".join(text[span.start : span.end].split()) if span is not None else ""

    for said in reading.attributions:
        source = said.source
        printed = words(Span(start=source.start, end=source.end)).rstrip(" ,;:—–") if source is not None else ""
        name = names.get(source.actor or "", "") if source is not None else ""
        if "▒" in printed:
            name = ""
        who = printed if not name or name == printed else f"{name} (“{printed}”)"
        yield Statement(
            said=said,
            who=who,
            cue=words(said.cue),
            what=" … ".join(words(span) for span in said.content),
        )


def copy_lines(look: ReportLook) -> Iterator[CopyLine]:
    """Give the reports that hang together with this one, those that share most text first."""
    order = list(COPY)
    for copy in sorted(look.copies, key=lambda copy: (order.index(copy.kind), -copy.score, copy.a, copy.b)):
        other = look.others.get(copy.b if copy.a == look.report.number else copy.a)
        if other is not None:
            yield CopyLine(copy=copy, other=other, kind=COPY[copy.kind])
