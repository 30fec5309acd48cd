"""The stored copies and origins: brought up to date for one report, whose group of copies alone can change."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from sqlalchemy import Connection, bindparam, delete, func, insert, or_, select, update

from reportedly.ledger.origins import Piece, asked_keys, copy_of, group, piece_of, story_keys
from reportedly.ledger.prints import fingerprints
from reportedly.ledger.records import Copy, Judgement, Report
from reportedly.ledger.store import schema, summaries
from reportedly.ledger.store.packing import pack, unpack
from reportedly.ledger.store.read import among, chunks, copies_touching, put_pairs, reading_of, reports_numbered
from reportedly.model import Reading

MOST = 60  # reports that one is compared with: those that share most with it


def file_report(connection: Connection, report: Report, reading: Reading, piece: Piece) -> None:
    """File a report under its marks, and keep what it copies or is copied by."""
    marks = set(fingerprints(reading.article, piece.running))
    others = candidates(connection, report, marks | set(asked_keys(piece)))
    filed = sorted(marks | set(story_keys(piece)))
    put_pairs(connection, schema.prints, [(mark, report.number) for mark in filed])
    for other in reports_numbered(connection, others):
        their = reading_of(connection, other.number)
        if their is None:
            continue
        one, two = sorted((piece, piece_of(their, other)), key=lambda item: item.report)
        found = copy_of(one, two)
        if found is not None:
            connection.execute(insert(schema.copies).values(a=found.a, b=found.b, body=pack(found)))


def candidates(connection: Connection, report: Report, marks: Collection[int]) -> list[int]:
    """Give the reports that share marks with one, those with the most first, and the version that it revises."""
    table = schema.prints.c
    asked = select(table.report, func.count()).where(among(connection, table.mark, marks)).group_by(table.report)
    shared: dict[int, int] = {record[0]: record[1] for record in connection.execute(asked)}
    shared.pop(report.number, None)
    best = sorted(shared, key=lambda number: (-shared[number], number))[:MOST]
    return sorted({*best, report.revises} if report.revises is not None else best)


def unfile(connection: Connection, report: int) -> None:
    """Forget the marks and copies of a report that is read anew."""
    connection.execute(delete(schema.prints).where(schema.prints.c.report == report))
    connection.execute(delete(schema.copies).where(or_(schema.copies.c.a == report, schema.copies.c.b == report)))


def regroup(connection: Connection, reports: Collection[int]) -> None:
    """Group anew all reports that hang together with some, by copies or by a person's word."""
    members, copies, judged = closure(connection, reports)
    held = reports_numbered(connection, members)
    before = origins_now(connection, members)
    published = {report.number: report.published_end for report in held}
    groups = group(held, copies, judged)
    gone = {origin for origin in before.values() if origin is not None} | {item.id for item in groups}
    for part in chunks(sorted(gone)):
        connection.execute(delete(schema.origins).where(schema.origins.c.id.in_(part)))
    values = [
        {
            "id": item.id,
            "first_reported": min((day for number in item.reports if (day := published[number])), default=None),
            "size": len(item.reports),
            "body": pack(item),
        }
        for item in groups
    ]
    connection.execute(insert(schema.origins), values)
    after = {number: item.id for item in groups for number in item.reports}
    moved = sorted(number for number in members if after[number] != before[number])
    if moved:
        table = schema.reports
        moving = update(table).where(table.c.number == bindparam("row")).values(origin=bindparam("root"))
        connection.execute(moving, [{"row": number, "root": after[number]} for number in moved])
    known = {number for number in moved if before[number] is not None}
    shared = [number for item in groups if len(item.reports) > 1 for number in item.reports]
    summaries.stale_reports(connection, [report for report in held if report.number in {*known, *shared}], known)


def origins_now(connection: Connection, reports: Collection[int]) -> dict[int, str | None]:
    """Give the stored origin of some reports, by number."""
    table = schema.reports.c
    asked = select(table.number, table.origin).where(among(connection, table.number, reports))
    return {record[0]: record[1] for record in connection.execute(asked)}


def closure(connection: Connection, reports: Collection[int]) -> tuple[set[int], list[Copy], list[Judgement]]:
    """Give the reports that hang together with some, with the copies and judgements among them."""
    members: set[int] = set()
    copies: dict[tuple[int, int], Copy] = {}
    judged: dict[int, Judgement] = {}
    frontier = set(reports)
    while frontier:
        members |= frontier
        reached: set[int] = set()
        for copy in copies_touching(connection, frontier):
            copies[copy.a, copy.b] = copy
            reached |= {copy.a, copy.b}
        texts = {report.id for report in reports_numbered(connection, frontier)}
        for judgement in judgements_on_texts(connection, texts):
            judged[judgement.number] = judgement
            pair = [text for text in (judgement.a, judgement.b) if text is not None]
            asked = select(schema.reports.c.number).where(schema.reports.c.article.in_(pair))
            reached |= set(connection.execute(asked).scalars())
        frontier = reached - members
    return members, [copies[pair] for pair in sorted(copies)], [judged[number] for number in sorted(judged)]


def judgements_on_texts(connection: Connection, texts: Collection[str]) -> Sequence[Judgement]:
    """Give the judgements on origins that name one of some texts."""
    table = schema.judgements.c
    found: dict[int, Judgement] = {}
    for part in chunks(sorted(texts)):
        asked = select(table.body).where(table.target == "origin", or_(table.a.in_(part), table.b.in_(part)))
        for body in connection.execute(asked).scalars():
            judgement = unpack(body, Judgement)
            found[judgement.number] = judgement
    return [found[number] for number in sorted(found)]
