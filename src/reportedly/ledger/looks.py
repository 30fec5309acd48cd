"""What a person looks at beside the views: one report with all that hangs on it, records by their numbers.

Functions of an open ledger, each one transaction; the desk's pages are made of them.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import func, or_, select

from reportedly.codebook.fulfilment import types_that_show
from reportedly.ledger.face import Ledger
from reportedly.ledger.judgements import in_force
from reportedly.ledger.records import Copy, Incident, Judgement, Origin, Report, Row
from reportedly.ledger.sides import place_key
from reportedly.ledger.store import judgements as decisions
from reportedly.ledger.store import read, schema
from reportedly.ledger.store.engine import reading
from reportedly.ledger.store.read import among
from reportedly.ledger.verdicts import candidates
from reportedly.model import Reading

Stamp = tuple[int, ...]
MOST_PARTIES = 40  # of an incident, by which forecasts are looked for
MOST_FORECASTS = 1000  # that are looked at for one incident


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportLook:
    """One report: its reading, rows with judgements applied, copies with the reports at their other ends.

    ``incident_of`` and ``origin_of`` are by number of row; ``judgements`` are those in force on its claims and on the
    article, ``history`` all that were made on them, those taken back too.
    """

    report: Report
    reading: Reading
    rows: tuple[Row, ...]
    incident_of: dict[int, str]
    copies: tuple[Copy, ...]
    others: dict[int, Report]
    origin: Origin | None
    judgements: tuple[Judgement, ...]
    history: tuple[Judgement, ...]


def stamp(ledger: Ledger) -> Stamp:
    """Give numbers that are others whenever a report, a reading or a judgement has come in."""
    with reading(ledger.engine, ledger.url) as connection:
        return tuple(
            connection.execute(select(func.max(table.c.number))).scalar() or 0
            for table in (schema.reports, schema.readings, schema.judgements)
        )


def report_look(ledger: Ledger, number: int) -> ReportLook | None:
    """Give one report with all that hangs on it; None where there is none of that number."""
    with reading(ledger.engine, ledger.url) as connection:
        found = read.reports_numbered(connection, {number})
        held = read.reading_of(connection, number)
        if not found or held is None:
            return None
        report = found[0]
        rows = read.rows_of_reports(connection, {number})
        table = schema.claims.c
        asked = select(table.number, table.incident).where(table.report == number, table.incident.is_not(None))
        copies = read.copies_touching(connection, {number})
        identity = connection.execute(select(schema.reports.c.origin).where(schema.reports.c.number == number)).scalar()
        origins = read.origins_with_ids(connection, {identity} if identity else set())
        ends = {end for copy in copies for end in (copy.a, copy.b)} | {n for item in origins for n in item.reports}
        if report.revises is not None:
            ends.add(report.revises)
        history = decisions.on_report(connection, report.id, [row.claim for row in rows])
        return ReportLook(
            report=report,
            reading=held,
            rows=tuple(rows),
            incident_of={record.number: record.incident for record in connection.execute(asked)},
            copies=tuple(copies),
            others={other.number: other for other in read.reports_numbered(connection, ends)},
            origin=origins[0] if origins else None,
            judgements=in_force(history),
            history=tuple(history),
        )


def reports_numbered(ledger: Ledger, numbers: Collection[int]) -> dict[int, Report]:
    """Give some reports by number."""
    with reading(ledger.engine, ledger.url) as connection:
        return {report.number: report for report in read.reports_numbered(connection, numbers)}


def rows_numbered(ledger: Ledger, numbers: Collection[int]) -> dict[int, Row]:
    """Give some rows by number."""
    with reading(ledger.engine, ledger.url) as connection:
        return {row.number: row for row in read.rows_numbered(connection, numbers)}


def rows_told_in(ledger: Ledger, reports: Collection[int]) -> dict[int, Row]:
    """Give all rows of some reports by number."""
    with reading(ledger.engine, ledger.url) as connection:
        return {row.number: row for row in read.rows_of_reports(connection, reports)}


def readings_of(ledger: Ledger, numbers: Collection[int]) -> dict[int, Reading]:
    """Give the readings of some reports by number."""
    with reading(ledger.engine, ledger.url) as connection:
        found = {number: read.reading_of(connection, number) for number in sorted(numbers)}
    return {number: held for number, held in found.items() if held is not None}


def decisions_on(ledger: Ledger, claims: Collection[str]) -> tuple[Judgement, ...]:
    """Give the judgements in force on some claims."""
    with reading(ledger.engine, ledger.url) as connection:
        return in_force(decisions.about_claims(connection, claims))


def forecasts_before(ledger: Ledger, item: Incident, rows: Collection[Row], *, most: int) -> list[int]:
    """Give the numbers of forecasts in other incidents that a claim of this one can show, the latest made first.

    Looked at are forecasts of a party of the incident, at its place, or of a report that tells of its place: as far as
    the latest thousand of them.
    """
    table, place = schema.claims.c, place_key(item.place) if item.place else None
    parties, incidents = schema.incident_parties.c, schema.incidents.c
    named = select(parties.incident).where(parties.party.in_(item.parties[:MOST_PARTIES]))
    there = select(incidents.id).where(incidents.place == place, incidents.first_reported <= (item.last_reported or ""))
    telling = select(table.report).where(table.incident.in_(there))
    near = [table.incident.in_(named)]
    if place is not None:
        near += [table.incident.in_(there), table.report.in_(telling)]
    asked = select(table.body).where(table.forecast.is_(True), table.incident.is_not(None), table.incident != item.id)
    with reading(ledger.engine, ledger.url) as connection:
        forecasts = read.bodies(
            connection, asked.where(or_(*near)).order_by(table.number.desc()).limit(MOST_FORECASTS), Row
        )
        done = [row for row in rows if not row.forecast]
        types = {row.event_type for row in done}
        forecasts = [row for row in forecasts if types & types_that_show(row.event_type, over=row.over)]
        beside = read.rows_of_reports(connection, {row.report for row in forecasts if row.place is None})
    own: dict[int, list[Row]] = {}
    for row in beside:
        own.setdefault(row.report, []).append(row)
    numbers = {row.number for row in done}
    held = [
        row
        for row in forecasts
        if any(other.number in numbers for other in candidates(row, [*own.get(row.report, ()), *done]))
    ]
    held.sort(key=lambda row: (row.foretold or row.reported or "", row.number), reverse=True)
    return [row.number for row in held[:most]]


def links_judged(ledger: Ledger, claims: Collection[str]) -> tuple[Judgement, ...]:
    """Give all judgements on links of some claims, those taken back too, in the order they were made."""
    with reading(ledger.engine, ledger.url) as connection:
        return tuple(decisions.on_claims(connection, claims))


def incident_of(ledger: Ledger, number: int) -> str | None:
    """Give the id of the incident that a row is in; None where it counts for nothing."""
    with reading(ledger.engine, ledger.url) as connection:
        table = schema.claims.c
        identity: str | None = connection.execute(select(table.incident).where(table.number == number)).scalar()
        return identity


def rows_of_claims(ledger: Ledger, claims: Collection[str]) -> list[Row]:
    """Give the rows of some claims, those of copies too."""
    with reading(ledger.engine, ledger.url) as connection:
        return read.rows_where(connection, among(connection, schema.claims.c.claim, claims)) if claims else []


def judgements_after(ledger: Ledger, number: int) -> list[Judgement]:
    """Give the judgements made after that of a number, in the order they were made."""
    with reading(ledger.engine, ledger.url) as connection:
        return decisions.all_of(connection, after=number)
