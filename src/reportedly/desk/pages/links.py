"""A reviewer's word on what is one happening: take a claim out of an incident, join two incidents, judge one doubt.

Each is one or more judgements on links, all kept or none; undo takes all of one decision back. The form holds a
digest of the claims that its page showed: where the incident has others by now, or somebody has judged since, nothing
is kept.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256

from starlette.exceptions import HTTPException

from reportedly.desk.desk import Desk
from reportedly.desk.pages.decide import RefusedError
from reportedly.desk.pages.names import without_names
from reportedly.errors import OvertakenError, UsageError
from reportedly.ledger import Detail
from reportedly.ledger.face import now
from reportedly.ledger.judgements import in_force, taken_back
from reportedly.ledger.looks import incident_of, links_judged, reports_numbered, rows_of_claims, stamp
from reportedly.ledger.records import Incident, Judged, Judgement, Report, Row

MOST = 100  # claims of two incidents that one decision joins or takes apart
IDENTITY = re.compile(r"\bi[0-9a-f]{12}(?:-\d+)?\b")
CHANGED = "the incident has changed since this page was made: look at it again"


@dataclass(frozen=True, slots=True, kw_only=True)
class Apart:
    """A decision that keeps claims of an incident apart from others: those inside and outside, with their reports."""

    judgement: Judgement
    inside: tuple[Row, ...]
    outside: tuple[Row, ...]
    reports: Mapping[int, Report]


@dataclass(frozen=True, slots=True, kw_only=True)
class Linked:
    """What the forms of an incident hold, one's own last decision, and what persons keep apart from it."""

    rows: str
    seen: int
    mine: Judgement | None
    apart: tuple[Apart, ...]


def linked(desk: Desk, detail: Detail, me: str) -> Linked:
    """Give what a page of an incident needs for its links to be judged."""
    item = detail.incidents[0]
    history = links_judged(desk.ledger, {detail.rows[number].claim for number in item.rows})
    mine = last_of(history, me)
    return Linked(
        rows=shown(item),
        seen=stamp(desk.ledger)[-1],
        mine=mine[-1] if mine else None,
        apart=tuple(kept_apart(desk, detail, history)),
    )


def kept_apart(desk: Desk, detail: Detail, history: Sequence[Judgement]) -> Iterator[Apart]:
    """Give the decisions in force that keep claims of an incident apart from claims elsewhere, the last first."""
    inside = {detail.rows[number].claim: detail.rows[number] for number in detail.incidents[0].rows}
    groups: dict[tuple[str, str, str], list[Judgement]] = {}
    for item in in_force(history):
        if item.judged == "negative" and not {item.a, item.b} <= inside.keys():
            groups.setdefault((item.by, item.at, item.reason), []).append(item)
    for made in reversed(groups.values()):
        ends = {end for item in made for end in (item.a, item.b) if end is not None}
        found = rows_of_claims(desk.ledger, ends - inside.keys())
        rows, reports = without_names(found, reports_numbered(desk.ledger, {row.report for row in found}))
        own = tuple(inside[end] for end in sorted(ends & inside.keys()))
        yield Apart(
            judgement=made[-1],
            inside=own,
            outside=tuple(rows[number] for number in sorted(rows, reverse=True)),
            reports=reports,
        )


def carry_out(desk: Desk, identity: str, form: Mapping[str, str], me: str) -> str:
    """Carry a decision out; give the id of the incident to show next.

    Raises:
        RefusedError: it cannot be kept, with what was typed.
        HTTPException: there is no such incident.
    """
    try:
        detail = desk.ledger.incident(identity)
    except UsageError as error:
        raise HTTPException(404, str(error)) from None
    typed = {name: form.get(name, "") for name in ("do", "at", "beside", "note", "other")}
    if not me:
        raise RefusedError("Say who you are first: each judgement is kept with a name.", typed)
    try:
        made, stay = judgements_of(desk, detail, form, me)
        desk.ledger.judge_all(made, seen=int(form["seen"]) if form.get("seen", "").isdecimal() else 0)
    except OvertakenError as error:
        raise RefusedError(f"Not kept: {error}. Look again; send it again to put yours over it.", typed) from None
    except UsageError as error:
        raise RefusedError(f"Not kept: {error}.", typed) from None
    return incident_of(desk.ledger, stay.number) or identity


def judgements_of(desk: Desk, detail: Detail, form: Mapping[str, str], me: str) -> tuple[list[Judgement], Row]:
    """Give the judgements that a form asks for, and the claim whose incident is shown next.

    Raises:
        UsageError: what it names is not there any more, is too much at once, or is no decision.
    """
    item, do, note = detail.incidents[0], form.get("do", ""), form.get("note", "").strip()
    own = [detail.rows[number] for number in item.rows]
    if do == "undo":
        return undone(links_judged(desk.ledger, {row.claim for row in own}), me), own[0]
    if form.get("rows", "") != shown(item):
        raise UsageError(CHANGED)
    if do == "apart":
        row = one_of(own, form.get("at", ""))
        others = [other for other in own if other.claim != row.claim]
        if not others:
            raise UsageError("it is the only claim here")
        return links([row], others, "negative", note or "not of this incident", me), others[0]
    if do in ("same", "different"):
        row, beside = one_of(own, form.get("at", "")), one_of(detail.rows.values(), form.get("beside", ""))
        judged: Judged = "positive" if do == "same" else "negative"
        reason = note or ("one happening" if do == "same" else "not one happening")
        return links([row], [beside], judged, reason, me), row
    if do == "join":
        found = IDENTITY.search(form.get("other", ""))
        if found is None:
            raise UsageError("give the address of the other incident’s page, or the id at its end")
        other = desk.ledger.incident(found[0])
        if other.incidents[0].id == item.id:
            raise UsageError("that is this incident")
        theirs = [other.rows[number] for number in other.incidents[0].rows]
        return links(own[:1], [*own[1:], *theirs], "positive", note or "one happening", me), own[0]
    raise UsageError(f"“{do}” is no decision")


def shown(item: Incident) -> str:
    """Give the claims of an incident as its forms hold them: a digest, since there can be thousands."""
    return sha256(" ".join(map(str, item.rows)).encode()).hexdigest()[:20]


def one_of(rows: Iterable[Row], number: str) -> Row:
    """Give the row of a number.

    Raises:
        UsageError: there is none.
    """
    found = next((row for row in rows if str(row.number) == number), None)
    if found is None:
        raise UsageError("the claim is no longer there")
    return found


def links(ones: Sequence[Row], others: Sequence[Row], judged: Judged, reason: str, me: str) -> list[Judgement]:
    """Give one judgement for each two claims, one of the first and one of the others; copies are one claim.

    Raises:
        UsageError: there are too many, or none.
    """
    pairs = dict.fromkeys((a.claim, b.claim) for a in ones for b in others if a.claim != b.claim)
    if len(pairs) > MOST:
        raise UsageError(f"these are {len(pairs):,} pairs of claims, more than {MOST} at once")
    if not pairs:
        raise UsageError("these are copies of one claim, which stay together")
    at = now()
    return [Judgement(target="link", a=a, b=b, judged=judged, reason=reason, by=me, at=at) for a, b in pairs]


def undone(history: Sequence[Judgement], me: str) -> list[Judgement]:
    """Give the judgements that take one's own last decision on an incident's links back.

    Raises:
        UsageError: there is none.
    """
    last = last_of(history, me)
    if not last:
        raise UsageError("there is nothing of yours to take back here")
    return [replace(item, number=0, reason="taken back", at=now(), withdraws=item.number) for item in last]


def last_of(history: Sequence[Judgement], me: str) -> list[Judgement]:
    """Give one's own last decision that is not taken back: the judgements made at one time for one reason."""
    own = [item for item in taken_back(history) if item.by == me]
    if not own:
        return []
    last = max(own, key=lambda item: item.number)
    return [item for item in own if (item.at, item.reason, item.judged) == (last.at, last.reason, last.judged)]
