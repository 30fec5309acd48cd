"""One article into the ledger, all or nothing, with the stored views that it changes; adding it again does nothing."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import replace
from typing import Literal

from sqlalchemy import Column, Connection, delete, func, insert, select, update

from reportedly.ledger.judgements import apply_to_rows, carried_over
from reportedly.ledger.pieces import outlet
from reportedly.ledger.records import Judgement, Report, Row
from reportedly.ledger.rows import report_of, rows_of
from reportedly.ledger.store import happenings, roots, schema, search, summaries
from reportedly.ledger.store.judgements import anchored_on, on_article, on_claims
from reportedly.ledger.store.packing import pack, pack_reading
from reportedly.ledger.store.read import reading_of, reports_where, rows_of_reports, rows_where
from reportedly.ledger.words import pack as pack_vector
from reportedly.ledger.words import vector
from reportedly.model import Article, Provenance, Reading

Added = Literal["added", "revision", "read anew", "there already"]


def add(connection: Connection, reading: Reading, *, at: str) -> Added:
    """Add a reading within a writer's transaction, at an instant (ISO 8601); tell what that did."""
    article = reading.article
    name = name_of(article)
    version = version_of(reading.provenance)
    held = reports_where(connection, schema.reports.c.name == name, schema.reports.c.article == article.id)
    if held:
        return read_anew(connection, held[0], reading, version, at)
    earlier = reports_where(connection, schema.reports.c.url == article.url) if article.url else []
    revised = max(earlier, key=lambda report: report.number, default=None)
    number = next_number(connection, schema.reports.c.number)
    report = report_of(article, number=number, added=at, revises=revised.number if revised else None)
    put_report(connection, report, name, article)
    put_reading(connection, number, reading, version, at)
    search.index(connection, number, article)
    if revised is not None and revised.current:
        connection.execute(
            update(schema.reports).where(schema.reports.c.number == revised.number).values(current=False)
        )
        refile(connection, replace(revised, current=False))
    roots.file_report(connection, report, reading)
    roots.regroup(connection, {number})
    refile(connection, report)
    return "revision" if revised else "added"


def read_anew(connection: Connection, report: Report, reading: Reading, version: str, at: str) -> Added:
    """Put a reading by another version in place of that of the same article; the old one is kept, and marked."""
    table = schema.readings.c
    now = connection.execute(
        select(table.version).where(table.report == report.number, table.superseded.is_(None))
    ).scalar()
    if now == version:
        return "there already"
    connection.execute(
        update(schema.readings).where(table.report == report.number, table.superseded.is_(None)).values(superseded=at)
    )
    put_reading(connection, report.number, reading, version, at)
    roots.unfile(connection, report.number)
    roots.file_report(connection, report, reading)
    roots.regroup(connection, {report.number})
    refile(connection, report)
    return "read anew"


def refile(connection: Connection, report: Report) -> None:
    """Make the rows of a report anew from its reading and the judgements on it, and the incidents that they change."""
    old = rows_of_reports(connection, {report.number})
    happenings.unfile_rows(connection, old)
    summaries.unfile_cited(connection, old)
    touched = forget_incidents(connection, old)
    reading = reading_of(connection, report.number)
    made = rows_of(reading, report=report.number) if reading is not None else ()
    made = apply_to_rows(
        made, on_article(connection, report.id, [row.claim for row in made]), {report.number: report.id}
    )
    rows = put_rows(connection, old, made)
    counted = [row for row in rows if report.current and row.judged != "negative"]
    happenings.file_rows(connection, counted)
    summaries.file_cited(connection, report, counted)
    happenings.put_judged(connection, *judged_with(connection, report, counted))
    seeds = (touched - {row.number for row in old}) | {row.number for row in counted}
    if seeds:
        happenings.resolve_again(connection, seeds)
    summaries.stale_citing(connection, [report])


def judged_with(connection: Connection, report: Report, rows: Sequence[Row]) -> tuple[list[Row], list[Judgement]]:
    """Give rows of a report with those that a person has joined to them or kept apart, and the judgements."""
    claims = {row.claim for row in rows}
    made = {item.number: item for item in (*on_claims(connection, claims), *anchored_on(connection, report.id))}
    moved = carried_over([made[number] for number in sorted(made)], rows, {report.number: report.id})
    judged = {item.number: item for item in moved}
    pairs = {claim for item in judged.values() for claim in (item.a, item.b) if claim is not None}
    table = schema.claims.c
    others = (
        rows_where(connection, table.claim.in_(sorted(pairs - claims)), table.incident.is_not(None)) if pairs else []
    )
    return [*rows, *others], [judged[number] for number in sorted(judged)]


def forget_incidents(connection: Connection, rows: Sequence[Row]) -> set[int]:
    """Take away the incidents of some rows; give the numbers of all rows that they held."""
    numbers = [row.number for row in rows]
    asked = select(schema.claims.c.incident).where(schema.claims.c.number.in_(numbers)).distinct()
    ids = {identity for identity in connection.execute(asked).scalars() if identity is not None}
    touched = {row.number for identity in ids for row in happenings.incident_rows(connection, identity)}
    happenings.forget(connection, ids)
    return touched


def put_rows(connection: Connection, old: Sequence[Row], made: Sequence[Row]) -> list[Row]:
    """Keep rows: those whose claim was there keep their number, those that are no more go."""
    numbers = {row.claim: row.number for row in old}
    fresh = next_number(connection, schema.claims.c.number)
    rows = []
    for row in made:
        if row.claim not in numbers:
            numbers[row.claim] = fresh
            fresh += 1
        rows.append(replace(row, number=numbers[row.claim]))
    if old:
        connection.execute(delete(schema.claims).where(schema.claims.c.report == old[0].report))
    if rows:
        values = [
            {"number": r.number, "report": r.report, "claim": r.claim, "forecast": r.forecast, "body": pack(r)}
            for r in rows
        ]
        connection.execute(insert(schema.claims), values)
    return rows


def put_report(connection: Connection, report: Report, name: str, article: Article) -> None:
    """Keep a report."""
    connection.execute(
        insert(schema.reports).values(
            number=report.number,
            article=report.id,
            name=name,
            key=report.key,
            url=report.url,
            publisher=report.publisher,
            agencies=json.dumps(report.agencies, ensure_ascii=False),
            headline=report.headline,
            language=report.language,
            published_start=report.published_start,
            published_end=report.published_end,
            added=report.added,
            revises=report.revises,
            current=report.current,
            vector=pack_vector(vector(article)),
        )
    )
    names = sorted({outlet(name) for name in (report.publisher, *report.agencies) if name})
    if names:
        values = [{"outlet": name, "report": report.number, "published_end": report.published_end} for name in names]
        connection.execute(insert(schema.outlets), values)


def put_reading(connection: Connection, report: int, reading: Reading, version: str, at: str) -> None:
    """Keep a reading."""
    number = next_number(connection, schema.readings.c.number)
    connection.execute(
        insert(schema.readings).values(
            number=number, report=report, version=version, added=at, superseded=None, body=pack_reading(reading)
        )
    )


def next_number(connection: Connection, column: Column[int]) -> int:
    """Give the next number of a table; its writer has the ledger to itself."""
    return (connection.execute(select(func.max(column))).scalar() or 0) + 1


def name_of(article: Article) -> str:
    """Give what an article stands under: its url, else its key, else its publisher."""
    said = [("url", article.url), ("key", article.key), ("publisher", article.publisher)]
    kind, value = next(((kind, value) for kind, value in said if value), ("text", ""))
    return f"{kind}:{value}"


def version_of(provenance: Provenance) -> str:
    """Give one word for code, codebook and models."""
    said = json.dumps([provenance.reportedly, provenance.codebook, sorted(provenance.models.items())])
    return hashlib.sha256(said.encode()).hexdigest()[:16]
