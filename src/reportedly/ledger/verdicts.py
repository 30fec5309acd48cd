"""A forecast and later rows -> what became of it, as far as the ledger knows, as of a day.

A forecast came true only by a later report's claim that the deed was done: of a type that shows it
(``data/codebook/fulfilment.yml``), told as having happened, at the same place and by the same parties as far as both
name them. A report that only repeats the forecast shows nothing, and silence shows nothing until the last day is past.
A forecast counts from the day on which it was made, where its report tells that it only recalls it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from reportedly.codebook.fulfilment import types_that_show
from reportedly.ledger.records import Outcome, Row
from reportedly.ledger.sides import POINTS, Side, best_alike, ready
from reportedly.ledger.words import weight

DONE = frozenset({"occurred"})
ALIKE = 0.5  # of two names: the same party


def candidates(row: Row, rows: Iterable[Row]) -> tuple[Row, ...]:
    """Give the rows that can show a forecast: later, done, of a type that shows it, nothing named that excludes it.

    ``rows`` should hold the other rows of the forecast's report: a forecast without a place is taken to be of the
    place that its report names first.
    """
    types = types_that_show(row.event_type, over=row.over)
    every = tuple(rows)
    side = Side(placed(row, [other for other in every if other.report == row.report]))
    return tuple(
        other
        for other in every
        if other.event_type in types
        and other.status in DONE
        and other.polarity == "positive"
        and not other.forecast
        and other.judged != "negative"
        and later(row, other)
        and same_deed(side, ready(other))
    )


def placed(row: Row, own: Sequence[Row]) -> Row:
    """Give a forecast without a place that which its report names first as the place of a claim, if it names one."""
    if row.place is not None:
        return row
    named = [other for other in own if other.place is not None and other.precision in POINTS]
    if not named:
        return row
    return row.placed_as(min(named, key=lambda other: (other.trigger.start, other.claim)))


def later(row: Row, other: Row) -> bool:
    """Whether a claim was told after the forecast was made, of a day that is not before that.

    What a report recalls as foretold some time ago can be shown by the report itself.
    """
    made = row.foretold or row.reported
    if made is None or other.reported is None or other.reported <= made:
        return False
    done = other.day_end or other.day_start
    return done is None or done >= made


def same_deed(a: Side, b: Side) -> bool:
    """Whether two rows share a place or a party, and name nothing of one kind that differs."""
    named = a.row.place is not None and b.row.place is not None
    at_one_place = named and (a.name == b.name or close(a, b))
    if named and not at_one_place:
        return False
    shared = [names for names in ((a.actors, b.actors), (a.recipients, b.recipients)) if names[0] and names[1]]
    if any(best_alike(one, other) < ALIKE for one, other in shared):
        return False
    return bool(at_one_place or shared)


def close(a: Side, b: Side) -> bool:
    """Whether two points lie within some 25 kilometres."""
    if a.place is None or b.place is None:
        return False
    return abs(a.place[0] - b.place[0]) < 0.25 and abs(a.place[1] - b.place[1]) < 0.25


def outcome_of(row: Row, later_rows: Sequence[Row], *, as_of: str | None, last_day: str | None) -> Outcome:
    """Judge a forecast.

    ``later_rows`` are those of ``candidates``; ``last_day`` is that of the latest report in the ledger; ``as_of`` the
    day to judge by, today's knowledge where None.
    """
    until = min(day for day in (as_of, last_day) if day is not None) if as_of or last_day else None
    shown = sorted(
        (other for other in later_rows if until is None or (other.reported or "") <= until),
        key=lambda other: (-likeness_of(row, other), other.day_end or other.reported or "", other.number),
    )
    condition = f" It was tied to a condition: “{row.condition}”." if row.condition else ""
    if row.place is None and row.due_end is not None and shown:
        condition += " The forecast names no place; the first that its report names was taken."
    if shown:
        return answered(row, shown[0], condition)
    if row.due_end is None:
        return Outcome(
            row=row.number, verdict="cannot-tell", why=f"It names no last day, and no later report shows it.{condition}"
        )
    if as_of is not None and as_of > row.due_end and until is not None and until <= row.due_end:
        return Outcome(
            row=row.number,
            verdict="cannot-tell",
            why=f"Its last day, {row.due_end}, is past, but the ledger's last report is of {until}.{condition}",
        )
    if until is None or until <= row.due_end:
        known = f"; the ledger's last report is of {until}" if until else ""
        return Outcome(row=row.number, verdict="open", why=f"It is due by {row.due_end}{known}.{condition}")
    unknown = " Whether that held is not known." if row.condition else ""
    why = f"Its last day, {row.due_end}, is past and no report up to {until} shows it.{condition}{unknown}"
    return Outcome(row=row.number, verdict="lapsed", why=why)


def likeness_of(row: Row, other: Row) -> float:
    """Give the weight of the words that two rows share: of several claims the one in the forecast's words shows it."""
    return round(sum(sorted(weight(word) for word in set(row.words) & set(other.words))), 6)


def answered(row: Row, shown: Row, condition: str) -> Outcome:
    """Judge a forecast that a later claim shows."""
    done = shown.day_end or shown.reported
    told = f"“{shown.printed}” ({shown.event_type}) is told on {shown.reported}"
    own = (
        ""
        if shown.day_end or shown.day_start
        else "; the day of the deed itself is not given, that of the report stands"
    )
    if row.due_end is None and row.place is None:
        why = f"{told}{own}, but the forecast names neither a place nor a last day to hold that against.{condition}"
        return Outcome(row=row.number, verdict="cannot-tell", shown_by=shown.number, why=why)
    if row.due_end is None:
        return Outcome(row=row.number, verdict="came-true", shown_by=shown.number, why=f"{told}{own}.{condition}")
    late = days(row.due_end, done) if done else 0
    # The day of a report stands for a deed without one (the reason says so); stated days on both sides settle nothing.
    if late > 0 and shown.day_start is not None and shown.day_start <= row.due_end:
        given = f"its days are {shown.day_start} to {done}"
        return Outcome(
            row=row.number,
            verdict="cannot-tell",
            shown_by=shown.number,
            why=f"{told}, after its last day, {row.due_end}, but {given}: in time or late.{condition}",
        )
    if late <= 0:
        return Outcome(
            row=row.number,
            verdict="came-true",
            shown_by=shown.number,
            days_late=0,
            why=f"{told}, due by {row.due_end}{own}.{condition}",
        )
    return Outcome(
        row=row.number,
        verdict="late",
        shown_by=shown.number,
        days_late=late,
        why=f"{told}, {late} days after its last day, {row.due_end}{own}.{condition}",
    )


def days(first: str, last: str) -> int:
    """Give the days from one to another."""
    return (date.fromisoformat(last) - date.fromisoformat(first)).days
