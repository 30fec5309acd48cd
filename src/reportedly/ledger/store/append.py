"""Articles into the ledger, all or nothing, with the stored views that they change; adding one again does nothing."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from typing import Literal

from sqlalchemy import Column, Connection, and_, delete, func, insert, or_, select, update

from reportedly.ledger.judgements import apply_to_rows, carried_over
from reportedly.ledger.missed import rows_with_missed
from reportedly.ledger.pieces import Piece, piece_of
from reportedly.ledger.records import Judgement, Report, Row
from reportedly.ledger.rows import report_of, rows_of
from reportedly.ledger.store import happenings, names, roots, schema, search, summaries
from reportedly.ledger.store.judgements import anchored_on, any_judged, on_article, on_claims, on_words
from reportedly.ledger.store.packing import pack, pack_reading
from reportedly.ledger.store.read import reading_of, reports_where, rows_of_reports, rows_where
from reportedly.ledger.words import pack as pack_vector
from reportedly.model import Article, Provenance, Reading

Added = Literal["added", "revision", "read anew", "there already"]


def add(connection: Connection, readings: Iterable[Reading], *, at: str) -> list[Added]:
    """Add readings within a writer's transaction, at an instant (ISO 8601); tell what each did.

    Articles that are new go in together, which is quicker by far; all comes out as if each were added by itself.
    """
    done: list[Added] = []
    fresh: list[Reading] = []
    waiting: set[str] = set()
    for reading in readings:
        article = reading.article
        own = {name_of(article), f"url:{article.url}"} if article.url else {name_of(article)}
        if not waiting.isdisjoint(own):  # of one that waits to go in: it must be there to be found
            put_new(connection, fresh, at)
            fresh, waiting = [], set()
        held, earlier = versions(connection, article)
        if held is None and earlier is None:
            fresh.append(reading)
            waiting |= own
            done.append("added")
            continue
        put_new(connection, fresh, at)
        fresh, waiting = [], set()
        if held is not None:
            done.append(read_anew(connection, held, reading, at))
        else:
            put_new(connection, [reading], at, revised=earlier)
            done.append("revision")
    put_new(connection, fresh, at)
    return done


def versions(connection: Connection, article: Article) -> tuple[Report | None, Report | None]:
    """Give the report of an article that is there already, and the last report under its url."""
    table = schema.reports.c
    where = and_(table.name == name_of(article), table.article == article.id)
    found = reports_where(connection, or_(where, table.url == article.url) if article.url else where)
    held = next((item for item in found if item.id == article.id and name_of(item) == name_of(article)), None)
    earlier = [item for item in found if item.url == article.url] if article.url else []
    return held, max(earlier, key=lambda report: report.number, default=None)


def put_new(connection: Connection, readings: Sequence[Reading], at: str, *, revised: Report | None = None) -> None:
    """Add articles that are not there; one of them may revise a report."""
    if not readings:
        return
    first = next_number(connection, schema.reports.c.number)
    filed = [
        (report_of(item.article, number=number, added=at, revises=revised.number if revised else None), item)
        for number, item in enumerate(readings, first)
    ]
    pieces = [piece_of(item, report) for report, item in filed]
    put_reports(connection, [(*pair, piece) for pair, piece in zip(filed, pieces, strict=True)])
    put_readings(connection, filed, at)
    search.index(connection, [(report.number, item.article) for report, item in filed])
    if revised is not None and revised.current:
        connection.execute(
            update(schema.reports).where(schema.reports.c.number == revised.number).values(current=False)
        )
        refile(connection, replace(revised, current=False))
    for (report, item), piece in zip(filed, pieces, strict=True):
        roots.file_report(connection, report, item, piece)
    roots.regroup(connection, {report.number for report, _ in filed})
    made = [row for report, item in filed for row in judged_rows(connection, report, item)]
    count_rows(connection, [report for report, _ in filed], put_rows(connection, (), made), set(), in_order=True)


def read_anew(connection: Connection, report: Report, reading: Reading, at: str) -> Added:
    """Put a reading by another version in place of that of the same article; the old one is kept, and marked."""
    table, version = schema.readings.c, version_of(reading.provenance)
    now = connection.execute(
        select(table.version).where(table.report == report.number, table.superseded.is_(None))
    ).scalar()
    if now == version:
        return "there already"
    connection.execute(
        update(schema.readings).where(table.report == report.number, table.superseded.is_(None)).values(superseded=at)
    )
    put_readings(connection, [(report, reading)], at)
    roots.unfile(connection, report.number)
    roots.file_report(connection, report, reading, piece_of(reading, report))
    roots.regroup(connection, {report.number})
    refile(connection, report)
    return "read anew"


def refile(connection: Connection, report: Report) -> None:
    """Make the rows of a report anew from its reading and the judgements on it, and the incidents that they change."""
    old = rows_of_reports(connection, {report.number})
    happenings.unfile_rows(connection, old)
    summaries.unfile_cited(connection, old)
    names.unfile(connection, old)
    touched = forget_incidents(connection, old) - {row.number for row in old}
    reading = reading_of(connection, report.number)
    made = judged_rows(connection, report, reading) if reading is not None else ()
    rows = put_rows(connection, old, made)
    count_rows(connection, [report], rows, touched)


def judged_rows(connection: Connection, report: Report, reading: Reading) -> Sequence[Row]:
    """Give the rows of a report as persons put them right, with the claims that they added."""
    if not any_judged(connection):
        return rows_of(reading, report=report.number)
    made = rows_with_missed(reading, on_words(connection, report.id), report=report.number)
    judged = on_article(connection, report.id, [row.claim for row in made])
    return apply_to_rows(made, judged, {report.number: report.id})


def count_rows(
    connection: Connection,
    reports: Sequence[Report],
    rows: Sequence[Row],
    touched: Collection[int],
    *,
    in_order: bool = False,
) -> None:
    """File the stored rows of some reports, and resolve anew the incidents that they and the ``touched`` rows are of.

    ``in_order``: each row is compared as if those after its report were not there yet.
    """
    current = {report.number for report in reports if report.current}
    counted = [row for row in rows if row.report in current and row.judged != "negative"]
    happenings.file_rows(connection, counted, in_order=in_order)
    by_report: dict[int, list[Row]] = {}
    for row in counted:
        by_report.setdefault(row.report, []).append(row)
    if any_judged(connection):
        for report in reports:
            own = by_report.get(report.number, [])
            happenings.put_judged(connection, *judged_with(connection, report, own))
    summaries.file_cited(connection, reports, counted)
    names.file(connection, counted)
    seeds = set(touched) | {row.number for row in counted}
    if seeds:
        happenings.resolve_again(connection, seeds)
    summaries.stale_citing(connection, reports)


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
    numbers = {(row.report, row.claim): row.number for row in old}
    fresh = next_number(connection, schema.claims.c.number)
    rows = []
    for row in made:
        known = (row.report, row.claim)
        if known not in numbers:
            numbers[known] = fresh
            fresh += 1
        rows.append(replace(row, number=numbers[known]))
    if old:
        connection.execute(delete(schema.claims).where(schema.claims.c.report == old[0].report))
    if rows:
        values = [
            {"number": r.number, "report": r.report, "claim": r.claim, "forecast": r.forecast, "body": pack(r)}
            for r in rows
        ]
        connection.execute(insert(schema.claims), values)
    return rows


def put_reports(connection: Connection, filed: Sequence[tuple[Report, Reading, Piece]]) -> None:
    """Keep reports, and who speaks in them of their own."""
    values = [
        {
            "number": report.number,
            "article": report.id,
            "name": name_of(reading.article),
            "key": report.key,
            "url": report.url,
            "publisher": report.publisher,
            "agencies": json.dumps(report.agencies, ensure_ascii=False),
            "headline": report.headline,
            "language": report.language,
            "published_start": report.published_start,
            "published_end": report.published_end,
            "added": report.added,
            "revises": report.revises,
            "current": report.current,
            "vector": pack_vector(piece.vector),
        }
        for report, reading, piece in filed
    ]
    connection.execute(insert(schema.reports), values)
    speaking = [
        {"outlet": name, "report": report.number, "published_end": report.published_end}
        for report, _, _ in filed
        for name in sorted(summaries.own_outlets(report))
    ]
    if speaking:
        connection.execute(insert(schema.outlets), speaking)


def put_readings(connection: Connection, filed: Sequence[tuple[Report, Reading]], at: str) -> None:
    """Keep the readings of reports."""
    first = next_number(connection, schema.readings.c.number)
    values = [
        {
            "number": number,
            "report": report.number,
            "version": version_of(reading.provenance),
            "added": at,
            "superseded": None,
            "body": pack_reading(reading),
        }
        for number, (report, reading) in enumerate(filed, first)
    ]
    connection.execute(insert(schema.readings), values)


def next_number(connection: Connection, column: Column[int]) -> int:
    """Give the next number of a table; its writer has the ledger to itself."""
    return (connection.execute(select(func.max(column))).scalar() or 0) + 1


def name_of(article: Article | Report) -> str:
    """Give what an article stands under: its url, else its key, else its publisher."""
    said = [("url", article.url), ("key", article.key), ("publisher", article.publisher)]
    kind, value = next(((kind, value) for kind, value in said if value), ("text", ""))
    return f"{kind}:{value}"


def version_of(provenance: Provenance) -> str:
    """Give one word for code, codebook and models."""
    said = json.dumps([provenance.reportedly, provenance.codebook, sorted(provenance.models.items())])
    return hashlib.sha256(said.encode()).hexdigest()[:16]
