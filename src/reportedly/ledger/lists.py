"""What a person looks through: pages of incidents with map and timeline, of names, reports, forecasts, of what waits.

Functions of an open ledger, each one transaction, as ``looks``. A page costs what it shows, or what is looked for, not
what the ledger holds. Private victims' names are on no list of names (``store/names.py``).
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from sqlalchemy import func, select

from reportedly.ledger.face import Board, Detail, Ledger, whole
from reportedly.ledger.records import Report, Row
from reportedly.ledger.store import due, finding, names, read, schema, search, shelf
from reportedly.ledger.store.counts import TYPE, tally
from reportedly.ledger.store.due import Tab
from reportedly.ledger.store.engine import reading
from reportedly.ledger.store.filters import Filter
from reportedly.ledger.store.names import Kind, Names
from reportedly.ledger.store.shelf import Shelf
from reportedly.ledger.store.survey import Survey, survey

MOST_REPORTS = 5000  # that hold some words


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """A page of incidents with their rows and reports.

    ``counts`` has by incident how many origins it has, and the gravest difference of its figures, empty without
    figures; ``types`` how many incidents of the whole ledger are of each type, ``every`` how many it holds.
    """

    survey: Survey
    detail: Detail
    counts: Mapping[str, tuple[int, str]]
    types: Mapping[str, int]
    every: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Claimed:
    """The latest claims that have a name, in the order they were added, with their reports; how many there are in all.

    ``incidents`` counts those of a party.
    """

    rows: Mapping[int, Row]
    reports: Mapping[int, Report]
    total: int
    incidents: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Foreseen:
    """A page of forecasts in order with what became of them; ``number`` is the page's, from 1 to ``last``.

    ``tabs`` tells how many there are under each; ``last_day`` is that of the ledger's last report.
    """

    tab: Tab
    number: int
    last: int
    board: Board
    tabs: Mapping[Tab, int]
    last_day: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Queue:
    """The next reports that wait for review, how many do in all, and how far the review is."""

    next: Shelf
    waiting: int
    claims: int
    checked: int
    reports: int


def incidents_listed(ledger: Ledger, wanted: Filter, *, size: int, number: int) -> Listing:
    """Give a page of the incidents that are looked for, the latest reported first."""
    with reading(ledger.engine, ledger.url) as connection:
        found = survey(connection, wanted, limit=size, number=number)
        table = schema.incidents.c
        asked = select(table.id, table.origins, table.differs)
        asked = asked.where(table.id.in_([item.id for item in found.incidents]))
        rows = read.rows_numbered(connection, {number for item in found.incidents for number in item.rows})
        reports = read.reports_numbered(connection, {row.report for row in rows})
        return Listing(
            survey=found,
            detail=Detail(
                incidents=found.incidents,
                rows={row.number: row for row in rows},
                reports={report.number: report for report in reports},
                origin_of={},
            ),
            counts={identity: (origins, differs) for identity, origins, differs in connection.execute(asked)},
            types=tally(connection, TYPE),
            every=finding.count(connection, ())[0],
        )


def incident_ids(ledger: Ledger) -> list[str]:
    """Give the ids of all incidents."""
    with reading(ledger.engine, ledger.url) as connection:
        return list(connection.execute(select(schema.incidents.c.id).order_by(schema.incidents.c.id)).scalars())


def incidents_with(ledger: Ledger, claims: Collection[int], *, limit: int) -> Detail:
    """Give the incidents of several reports that hold one of some claims, the latest reported first."""
    with reading(ledger.engine, ledger.url) as connection:
        table, of = schema.incidents.c, schema.claims.c
        held = select(of.incident).where(read.among(connection, of.number, claims))
        asked = select(table.id).where(table.id.in_(held), table.reports > 1)
        ids = connection.execute(asked.order_by(table.last_reported.desc(), table.id.desc()).limit(limit)).scalars()
        return whole(connection, finding.read(connection, ids))


def names_listed(ledger: Ledger, kind: Kind, *, part: str = "", limit: int | None, offset: int = 0) -> Names:
    """Give a page of the sources or parties, those with most claims first, as far as their names hold ``part``."""
    with reading(ledger.engine, ledger.url) as connection:
        return names.names(connection, kind, part=part, limit=limit, offset=offset)


def claims_named(ledger: Ledger, kind: Kind, name: str, *, limit: int) -> Claimed | None:
    """Give the latest claims of a source or party; None where there is none of that name, or it is a victim's."""
    with reading(ledger.engine, ledger.url) as connection:
        numbers, total = names.claims_of(connection, kind, name, limit=limit)
        if not total:
            return None
        rows = read.rows_numbered(connection, numbers)
        reports = read.reports_numbered(connection, {row.report for row in rows})
        asked = select(func.count()).where(schema.incident_parties.c.party == name)
        incidents = connection.execute(asked).scalar_one() if kind == "party" else 0
    return Claimed(
        rows={row.number: row for row in rows},
        reports={report.number: report for report in reports},
        total=total,
        incidents=incidents,
    )


def reports_listed(ledger: Ledger, *, words: str | None = None, limit: int, offset: int = 0) -> Shelf:
    """Give a page of the reports, the latest added first, or of those that hold all of some words."""
    with reading(ledger.engine, ledger.url) as connection:
        if words is not None:
            every = search.found(connection, words, limit=MOST_REPORTS)
            total, numbers = len(every), every[offset : offset + limit]
        else:  # Reports are numbered from 1 on without a gap.
            total = connection.execute(select(func.max(schema.reports.c.number))).scalar() or 0
            numbers = list(range(total - offset, max(0, total - offset - limit), -1))
        return shelf.shelf(connection, numbers, total)


def forecasts_listed(ledger: Ledger, tab: str, *, size: int, number: int) -> Foreseen:
    """Give the page of a number, or the last one before it, of the forecasts under a tab, or the first that has some.

    The tabs: due on the last day of any report or later, the next first; before it, the latest first; on no day.
    """
    with reading(ledger.engine, ledger.url) as connection:
        day = due.last_day(connection)
        tabs = due.tabs(connection, day)
        shown: Tab = next((name for name in tabs if name == tab or (tab not in tabs and tabs[name])), "ahead")
        last = max(1, -(-tabs[shown] // size))
        number = min(number, last)
        numbers = due.forecasts(connection, shown, day, limit=size, offset=(number - 1) * size)
        held = {row.number: row for row in read.rows_numbered(connection, numbers)}
        board = ledger.board(connection, [held[number] for number in numbers])
    return Foreseen(tab=shown, number=number, last=last, board=board, tabs=tabs, last_day=day)


def queue(ledger: Ledger, *, checked: Collection[str], done: Collection[str], limit: int) -> Queue:
    """Give what waits for review: reports with claims that are not ``done``, by the ids of articles."""
    with reading(ledger.engine, ledger.url) as connection:
        numbers = shelf.undone(connection, done, limit=limit)
        telling, claims = shelf.telling(connection)
        reports = connection.execute(select(func.max(schema.reports.c.number))).scalar() or 0
        return Queue(
            next=shelf.shelf(connection, numbers, reports),
            waiting=telling - shelf.of_articles(connection, done)[1],
            claims=claims,
            checked=shelf.of_articles(connection, checked)[0],
            reports=reports,
        )


def next_undone(ledger: Ledger, number: int, *, done: Collection[str]) -> int | None:
    """Give the next report after one that has claims and is not ``done``."""
    with reading(ledger.engine, ledger.url) as connection:
        return next(iter(shelf.undone(connection, done, limit=1, after=number)), None)
