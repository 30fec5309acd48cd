"""A reviewer's decision: from a form to a judgement that is appended; never over somebody else's unseen word."""

from __future__ import annotations

import hmac
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import parse_qsl

from starlette.exceptions import HTTPException
from starlette.requests import Request

from reportedly.desk.desk import Desk
from reportedly.errors import OvertakenError, UsageError
from reportedly.ledger.corrections import BETWEEN
from reportedly.ledger.face import now
from reportedly.ledger.judgements import in_force, taken_back
from reportedly.ledger.looks import ReportLook, report_look
from reportedly.ledger.missed import missed_id
from reportedly.ledger.records import Judged, Judgement, Row
from reportedly.model import Span

MOST = 65_536  # bytes of a form
LONGEST = 2_000  # characters of a field
FIELDS = (
    ("actors", "Who did it"),
    ("recipients", "To whom"),
    ("low", "At least"),
    ("best", "Best figure"),
    ("high", "At most"),
    ("date_start", "First day"),
    ("date_end", "Last day"),
    ("place", "Place"),
    ("source", "According to"),
)
CHOSEN = ("event_type", "status", "polarity")
WORDS: dict[str, tuple[Judged, str]] = {
    "accept": ("positive", "accepted as it stands"),
    "reject": ("negative", "rejected"),
    "unsure": ("unsure", "left open"),
}


@dataclass(slots=True)
class RefusedError(Exception):
    """A decision that was not kept: why, and what was typed, so that nothing is lost."""

    message: str
    values: dict[str, str]


async def form_of(request: Request) -> dict[str, str]:
    """Give the fields of a form that one of our pages sent.

    Raises:
        HTTPException: it is too large, or does not carry the session's token.
    """
    body = b""
    async for part in request.stream():
        body += part
        if len(body) > MOST:
            raise HTTPException(413, "The form is too large.")
    form = dict(parse_qsl(body.decode("utf-8", "replace"), keep_blank_values=True))
    if not hmac.compare_digest(form.get("csrf", "").encode(), request.scope["csrf"].encode()):
        raise HTTPException(403, "This form is not of this session: load the page again.")
    return {name: value.replace("\r\n", "\n")[:LONGEST] for name, value in form.items()}


def shown_fields(row: Row) -> dict[str, str]:
    """Give a claim's fields as a form holds them; empty is "the text does not say"."""
    first = row.counted[0] if row.counted else None
    figures = {name: getattr(first, name) if first else None for name in ("low", "best", "high")}
    return {
        "event_type": row.event_type,
        "status": row.status,
        "polarity": row.polarity,
        "actors": f"{BETWEEN} ".join(row.actors),
        "recipients": f"{BETWEEN} ".join(row.recipients),
        **{name: "" if value is None else f"{value:g}" for name, value in figures.items()},
        "date_start": row.day_start or "",
        "date_end": row.day_end or "",
        "place": row.place or "",
        "source": row.speaker.name or "",
    }


def carry_out(desk: Desk, number: int, form: Mapping[str, str], me: str) -> str | None:
    """Carry a decision out; give the number of the row to show next, None for the first that waits.

    Raises:
        RefusedError: it cannot be kept, with what was typed.
        HTTPException: there is no such report.
    """
    look = report_look(desk.ledger, number)
    if look is None:
        raise HTTPException(404, f"There is no report {number} in this ledger.")
    if not me:
        raise RefusedError("Say who you are first: each judgement is kept with a name.", typed(form))
    try:
        follow, judgement, seen = judgement_of(look, form, me)
        desk.ledger.judge(judgement, seen=seen)
    except OvertakenError as error:
        raise RefusedError(
            f"Not kept: {error}. Yours is still below; send it again to put it over theirs.", typed(form)
        ) from None
    except UsageError as error:
        raise RefusedError(f"Not kept: {error}.", typed(form)) from None
    return follow


def typed(form: Mapping[str, str]) -> dict[str, str]:
    """Give the fields that were typed; none where the form had none of them."""
    if not any(name in form for name in CHOSEN):
        return {}
    return {name: form.get(name, "") for name in (*CHOSEN, *(name for name, _ in FIELDS), "note")}


def judgement_of(look: ReportLook, form: Mapping[str, str], me: str) -> tuple[str | None, Judgement, int | None]:
    """Give what to show next, the judgement that a form asks for, and the last one that its page was made with."""
    do, note = form.get("do", ""), form.get("note", "").strip()
    if do == "undo":
        return undone(look, me)
    if do == "checked":
        reason = note or "checked: nothing more here"
        return (
            None,
            Judgement(target="article", a=look.report.id, judged="positive", reason=reason, by=me, at=now()),
            None,
        )
    if do == "missed":
        made = missed(look, form, note, me)
        return None, made, None
    row = next((row for row in look.rows if str(row.number) == form.get("at")), None)
    if row is None:
        raise UsageError("the claim is no longer there")
    seen = int(form["seen"]) if form.get("seen", "").isdecimal() else 0
    if do == "correct":
        correction = corrected(look, row, form)
        reason = note or f"put right: {', '.join(name for name, _ in correction)}"
        made = Judgement(
            target="claim", a=row.claim, judged="positive", correction=correction, reason=reason, by=me, at=now()
        )
        return following(look, row), made, seen
    if do not in WORDS:
        raise UsageError(f"“{do}” is no decision")
    judged, reason = WORDS[do]
    kept = earlier(look, row) if judged == "positive" else ()
    made = Judgement(
        target="claim", a=row.claim, judged=judged, correction=kept, reason=note or reason, by=me, at=now()
    )
    return following(look, row), made, seen


def earlier(look: ReportLook, row: Row) -> tuple[tuple[str, str | None], ...]:
    """Give the corrections of a claim in force: who accepts it as it is shown keeps them."""
    held = next((item for item in look.judgements if item.target == "claim" and item.a == row.claim), None)
    return held.correction if held is not None and held.judged == "positive" else ()


def corrected(look: ReportLook, row: Row, form: Mapping[str, str]) -> tuple[tuple[str, str | None], ...]:
    """Give the corrections that a form makes: those in force, and over them what was changed.

    Raises:
        UsageError: nothing was changed.
    """
    shown = shown_fields(row)
    changed = {
        name: form[name].strip() or None for name in shown if name in form and form[name].strip() != shown[name].strip()
    }
    if not changed:
        raise UsageError("no field was changed")
    return tuple(sorted((dict(earlier(look, row)) | changed).items()))


def missed(look: ReportLook, form: Mapping[str, str], note: str, me: str) -> Judgement:
    """Give the judgement that adds a claim on marked words.

    Raises:
        UsageError: no words are marked, or the claim is there already.
    """
    start, end = form.get("start", ""), form.get("end", "")
    if not (start.isdecimal() and end.isdecimal() and int(start) < int(end)):
        raise UsageError("mark the words that say it first")
    words = Span(start=int(start), end=int(end))
    fields = {
        name: form[name].strip() for name in (*CHOSEN, *(name for name, _ in FIELDS)) if form.get(name, "").strip()
    }
    if "event_type" not in fields:
        raise UsageError("say what kind of event it is")
    identity = missed_id(look.report.id, words, fields["event_type"])
    if any(row.claim == identity for row in look.rows):
        raise UsageError("that claim is there already")
    return Judgement(
        target="missed",
        a=identity,
        judged="positive",
        correction=tuple(sorted(fields.items())),
        reason=note or "missed by the machine",
        by=me,
        at=now(),
        anchor_a=(look.report.id, words.start, words.end),
    )


def undone(look: ReportLook, me: str) -> tuple[str | None, Judgement, None]:
    """Give the judgement that takes one's own last one on a report back, and the claim that it was on.

    Raises:
        UsageError: there is none.
    """
    own = [item for item in taken_back(look.history) if item.by == me]
    if not own:
        raise UsageError("there is nothing of yours to take back here")
    last = max(own, key=lambda item: item.number)
    row = next((row for row in look.rows if row.claim == last.a), None)
    made = Judgement(
        target=last.target,
        a=last.a,
        judged=last.judged,
        reason="taken back",
        by=me,
        at=now(),
        anchor_a=last.anchor_a,
        withdraws=last.number,
    )
    return (str(row.number) if row is not None and last.target == "claim" else None), made, None


def following(look: ReportLook, row: Row) -> str | None:
    """Give the number of the next row in text order that nobody has judged; None where there is none after it."""
    judged = {item.a for item in in_force(look.history)}
    order = sorted(look.rows, key=lambda item: (item.trigger, item.number))
    later = order[order.index(row) + 1 :]
    return next((str(item.number) for item in later if item.claim not in judged), None)
