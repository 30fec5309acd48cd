"""One judgement into the ledger: appended, and the stored views that it changes brought up to date."""

from __future__ import annotations

from dataclasses import replace

from sqlalchemy import Connection

from reportedly.errors import OvertakenError, UsageError
from reportedly.ledger.records import Judgement, Report, Row
from reportedly.ledger.store import append, happenings, read, roots, schema
from reportedly.ledger.store import judgements as decisions


def judge(connection: Connection, judgement: Judgement, *, seen: int | None = None) -> Judgement:
    """Append a judgement within a writer's transaction; give it with its number and anchors.

    ``seen`` is the number of the last judgement on the same target that the person knew of, 0 for none, None where it
    is no matter.

    Raises:
        UsageError: it names nothing that the ledger holds, or takes back what it cannot.
        OvertakenError: there is a later judgement than ``seen``.
    """
    earlier = decisions.about(connection, judgement.target, judgement.a, judgement.b)
    last = earlier[-1] if earlier else None
    if seen is not None and last is not None and last.number > seen:
        raise OvertakenError(f"{last.by} has judged this since ({last.at}): {last.judged}, “{last.reason}”")
    if judgement.withdraws is not None and judgement.withdraws not in {item.number for item in earlier}:
        raise UsageError(f"judgement {judgement.withdraws} is none on this {judgement.target}")
    if judgement.target == "origin":
        return on_origin(connection, judgement)
    if judgement.target == "incident":
        if read.incident_with_id(connection, judgement.a) is None:
            raise UsageError(f"{judgement.a}: no incident of that id")
        return decisions.put(connection, judgement)
    if judgement.target == "article":
        reports_of(connection, judgement.a)
        return decisions.put(connection, judgement)
    if judgement.target == "missed":
        return on_missed(connection, judgement, earlier[0] if earlier else judgement)
    return on_claims(connection, judgement)


def reports_of(connection: Connection, article: str) -> list[Report]:
    """Give the reports that are an article.

    Raises:
        UsageError: there is none.
    """
    found = read.reports_where(connection, schema.reports.c.article == article)
    if not found:
        raise UsageError(f"{article}: no article of that id in the ledger")
    return found


def on_claims(connection: Connection, judgement: Judgement) -> Judgement:
    """Append a judgement on a claim or on two; remember the words that it is made on."""
    table = schema.claims.c
    named = [claim for claim in (judgement.a, judgement.b) if claim is not None]
    rows = {claim: read.rows_where(connection, table.claim == claim) for claim in named}
    missing = [claim for claim, found in rows.items() if not found]
    if missing:
        raise UsageError(f"{missing[0]}: no claim of that id in the ledger")
    both = [row for found in rows.values() for row in found]
    reports = {report.number: report for report in read.reports_numbered(connection, {row.report for row in both})}
    anchors = [anchor(rows[claim][0], reports) for claim in named]
    kept = decisions.put(
        connection, replace(judgement, anchor_a=anchors[0], anchor_b=anchors[1] if len(anchors) > 1 else None)
    )
    if judgement.target == "claim" or judgement.withdraws is not None:
        for number in sorted({row.report for row in rows[judgement.a]}):
            append.refile(connection, reports[number])
    else:
        happenings.put_judged(connection, both, [kept])
        happenings.resolve_again(connection, {row.number for row in both})
    return kept


def anchor(row: Row, reports: dict[int, Report]) -> tuple[str, int, int]:
    """Give the words that a judgement on a row is made on."""
    return (reports[row.report].id, row.trigger.start, row.trigger.end)


def on_missed(connection: Connection, judgement: Judgement, first: Judgement) -> Judgement:
    """Append a claim that a person adds, or what takes it back, to every report that is its article."""
    words = first.anchor_a
    assert words is not None
    reports = reports_of(connection, words[0])
    held = read.reading_of(connection, reports[0].number)
    if held is None or not 0 <= words[1] < words[2] <= len(held.article.text):
        raise UsageError(f"{words[1]} to {words[2]}: no words of the text")
    kept = decisions.put(connection, replace(judgement, anchor_a=words))
    for report in reports:
        append.refile(connection, report)
    return kept


def on_origin(connection: Connection, judgement: Judgement) -> Judgement:
    """Append a judgement on two articles, and group them anew."""
    articles = (judgement.a, judgement.b or judgement.a)
    numbers = {report.number for article in articles for report in reports_of(connection, article)}
    kept = decisions.put(connection, judgement)
    roots.regroup(connection, numbers)
    return kept
