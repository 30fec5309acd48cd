"""The ledger as its users see it: add readings, look at what they come to, judge."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from types import TracebackType
from typing import Any

from sqlalchemy import Connection, Engine, func, inspect, select

from reportedly.errors import LedgerError, UsageError
from reportedly.ledger.compute import Views, views
from reportedly.ledger.judgements import apply_to_rows, carried_over, check_judgement, in_force
from reportedly.ledger.missed import rows_with_missed
from reportedly.ledger.records import Incident, Judgement, Origin, Outcome, Report, Row
from reportedly.ledger.sides import place_key
from reportedly.ledger.store import append, happenings, pages, read, schema, search, told
from reportedly.ledger.store import judgements as decisions
from reportedly.ledger.store.decide import judge
from reportedly.ledger.store.engine import CACHE, open_engine, reading, shown, writing
from reportedly.ledger.store.filters import Filter, kinds_of
from reportedly.ledger.store.finding import Sort, begin, find
from reportedly.ledger.store.migrations import is_current, migrate
from reportedly.ledger.store.rebuild import rebuild
from reportedly.ledger.store.summaries import differs_of, settle
from reportedly.ledger.verdicts import candidates, outcome_of, placed
from reportedly.model import Reading

EVERY = Filter()


@dataclass(frozen=True, slots=True, kw_only=True)
class Detail:
    """Incidents with all that is behind them: their rows and reports by number, the origin of each row's claim."""

    incidents: tuple[Incident, ...]
    rows: dict[int, Row]
    reports: dict[int, Report]
    origin_of: dict[int, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """Incidents that were searched for, in order, with what is behind them.

    ``total`` is how many there are on all pages; not ``exact``, there are at least so many. ``after`` is what to ask
    for the next page with; None on the last one.
    """

    detail: Detail
    total: int
    exact: bool
    after: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Board:
    """Forecasts with what became of them; ``rows`` and ``reports`` by number, those that show an outcome among them."""

    outcomes: tuple[tuple[Row, Outcome], ...]
    rows: dict[int, Row]
    reports: dict[int, Report]


def now() -> str:
    """Give this instant, ISO 8601 in UTC."""
    return datetime.now(UTC).isoformat(timespec="seconds")


def open_ledger(
    url: str, *, create: bool = False, cache: int = CACHE, hear: Callable[[str], None] | None = None
) -> Ledger:
    """Open a ledger: the path of a SQLite file, or a ``postgresql://`` url.

    ``cache``: the KiB of a file that each connection to it keeps in memory. ``hear`` is told in a line where the ledger
    is of an older version and is brought up to date, which takes minutes where it is large.

    Raises:
        LedgerError: it is missing (and ``create`` is not given), no ledger, damaged, or of a newer version.
    """
    ledger = Ledger(url, open_engine(url, create=create, cache=cache))
    try:
        ledger.prepare(create=create, hear=hear)
    except BaseException:
        ledger.close()
        raise
    return ledger


class Ledger:
    """An open ledger; a context manager. Every method is one transaction and sees one state."""

    def __init__(self, url: str, engine: Engine) -> None:
        self.url = url
        self.engine = engine

    def __enter__(self) -> Ledger:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the file or the connections."""
        self.engine.dispose()

    def prepare(self, *, create: bool, hear: Callable[[str], None] | None = None) -> None:
        """Bring the schema up to date, or refuse what is no ledger."""
        with reading(self.engine, self.url) as connection:
            if is_current(connection):
                return
            empty = not inspect(connection).get_table_names()
        if empty and not create:
            raise LedgerError(f"{shown(self.url)}: holds no ledger (reportedly add makes one)")
        with writing(self.engine, self.url) as connection:
            migrate(connection, shown(self.url), hear)

    @contextmanager
    def changing(self) -> Iterator[Connection]:
        """Give a connection in a writer's transaction; what it leaves to be counted is counted at its end."""
        with writing(self.engine, self.url) as connection:
            yield connection
            settle(connection)

    # --- what is kept -------------------------------------------------------------------------------------------

    def add(self, reading: Reading, *, at: str | None = None) -> append.Added:
        """Add a reading: all of it or nothing. Tell what that did: added, revision, read anew, there already."""
        with self.changing() as connection:
            return append.add(connection, [reading], at=at or now())[0]

    def add_all(self, readings: Iterable[Reading], *, at: str | None = None) -> list[append.Added]:
        """Add readings in one transaction: all of them or none; quicker by far where there are many."""
        with self.changing() as connection:
            return append.add(connection, readings, at=at or now())

    def reports(self, *, words: str | None = None, limit: int | None = None, offset: int = 0) -> list[Report]:
        """Give the reports in the order they were added; those that hold all ``words``, the latest first."""
        with reading(self.engine, self.url) as connection:
            if words is not None:
                numbers = search.found(connection, words, limit=limit or 1000, offset=offset)
                held = {report.number: report for report in read.reports_numbered(connection, numbers)}
                return [held[number] for number in numbers]
            # Reports are numbered from 1 on without a gap: none is ever taken away.
            return read.reports_where(connection, schema.reports.c.number > offset, limit=limit)

    def reading(self, number: int) -> Reading | None:
        """Give the reading of a report, by the report's number."""
        with reading(self.engine, self.url) as connection:
            return read.reading_of(connection, number)

    def size(self) -> tuple[int, int]:
        """Give the numbers of reports and of claims."""
        with reading(self.engine, self.url) as connection:
            counts = [
                connection.execute(select(func.count()).select_from(table)).scalar_one()
                for table in (schema.reports, schema.claims)
            ]
        return counts[0], counts[1]

    # --- what is computed ---------------------------------------------------------------------------------------

    def origins(
        self, *, size: int = 1, as_of: str | None = None, limit: int | None = None, offset: int = 0
    ) -> tuple[list[Origin], dict[int, Report]]:
        """Give the origins of at least ``size`` reports, and their reports by number."""
        with reading(self.engine, self.url) as connection:
            if as_of is not None:
                held, known = self.computed(as_of)
                found = [item for item in held.origins if len(item.reports) >= size]
                return found[offset : offset + limit if limit else None], known
            found = pages.origins(connection, size=size, limit=limit, offset=offset)
            reports = read.reports_numbered(connection, {n for item in found for n in item.reports})
            return found, {report.number: report for report in reports}

    def incidents(
        self, wanted: Filter = EVERY, *, as_of: str | None = None, limit: int | None = None, offset: int = 0
    ) -> Detail:
        """Give incidents, in order of first report, with what is behind them."""
        if as_of is not None:
            return self.incidents_as_of(wanted, as_of, limit, offset)
        with reading(self.engine, self.url) as connection:
            return whole(connection, find(connection, wanted, limit=limit, offset=offset).incidents)

    def search_incidents(
        self,
        wanted: Filter = EVERY,
        *,
        sort: Sort = "first_reported",
        descending: bool = False,
        limit: int = 50,
        after: str | None = None,
        as_of: str | None = None,
    ) -> Page:
        """Give a page of the incidents that are looked for, in an order, and how many there are in all.

        ``sort`` is ``first_reported``, ``last_reported``, ``day`` (its first day, else that of its first report),
        ``reports`` or ``origins`` (how many); incidents that are equal in it follow by id. ``after`` is that of the
        page before. Of the stored views a page costs the same however far it lies from the first; as of a day, all
        views are computed.

        Raises:
            UsageError: there is no such order, or ``after`` is not from a page of that order.
        """
        if as_of is not None:
            return self.search_as_of(wanted, as_of, sort, descending=descending, limit=limit, after=after)
        with reading(self.engine, self.url) as connection:
            found = find(connection, wanted, sort=sort, descending=descending, limit=limit, after=after)
            held = whole(connection, found.incidents)
        return Page(detail=held, total=found.total, exact=found.exact, after=found.after)

    def incident(self, identity: str, *, as_of: str | None = None) -> Detail:
        """Give one incident, by its id or the beginning of it.

        Raises:
            UsageError: there is none, or more than one.
        """
        if as_of is not None:
            whole = self.incidents(as_of=as_of)
            one = [item for item in whole.incidents if item.id.startswith(identity)]
            if len(one) != 1:
                raise UsageError(f"{identity}: {'no' if not one else 'more than one'} incident as of {as_of}")
            return replace(whole, incidents=tuple(one))
        with reading(self.engine, self.url) as connection:
            item = read.incident_with_id(connection, identity)
            if item is None:
                raise UsageError(f"{identity}: no incident of that id, or more than one")
            found, rows = told.with_origins(connection, [item])
            beside = {n for link in found[0].unsure for n in (link.a, link.b)} - rows.keys()
            rows.update((row.number, row) for row in read.rows_numbered(connection, beside))
            reports = read.reports_numbered(connection, {row.report for row in rows.values()})
        return detail(found, rows, {report.number: report for report in reports})

    def forecasts(self, *, as_of: str | None = None, limit: int | None = None, offset: int = 0) -> list[Row]:
        """Give the rows that are forecasts, in the order they were added."""
        if as_of is not None:
            held = self.incidents(as_of=as_of)
            found = [row for _, row in sorted(held.rows.items()) if row.forecast]
            return found[offset : offset + limit if limit else None]
        with reading(self.engine, self.url) as connection:
            return pages.forecasts(connection, limit=limit, offset=offset)

    def outcomes(self, *, as_of: str | None = None, limit: int | None = None, offset: int = 0) -> Board:
        """Give what became of forecasts as far as the ledger knows, by the end of a day where one is given."""
        if as_of is not None:
            _, known, reports = self.known_by(as_of)
            wanted = [row for row in known if row.forecast]
            wanted = wanted[offset : offset + limit if limit is not None else None]
            last = max((report.published_end or report.added[:10] for report in reports.values()), default=None)
            found = [(row, outcome_of(row, candidates(row, known), as_of=as_of, last_day=last)) for row in wanted]
            return Board(outcomes=tuple(found), rows={row.number: row for row in known}, reports=reports)
        with reading(self.engine, self.url) as connection:
            return self.board(connection, pages.forecasts(connection, limit=limit, offset=offset))

    def outcomes_of(self, numbers: Iterable[int]) -> Board:
        """Give what became of some forecasts, by the numbers of their rows; rows that are none are passed by."""
        with reading(self.engine, self.url) as connection:
            rows = read.rows_numbered(connection, set(numbers))
            return self.board(connection, [row for row in rows if row.forecast])

    def board(self, connection: Connection, forecasts: Sequence[Row]) -> Board:
        """Follow forecasts to what the ledger knows of them now."""
        last = connection.execute(select(func.max(schema.reports.c.published_end))).scalar()
        rows: dict[int, Row] = {}
        found = []
        beside = read.rows_of_reports(connection, {row.report for row in forecasts})
        looked: dict[tuple[object, ...], list[Row]] = {}
        for row in forecasts:
            own = [other for other in beside if other.report == row.report]
            near = candidates(row, [*own, *pages.rows_after(connection, placed(row, own), looked)])
            rows.update((item.number, item) for item in (row, *near))
            found.append((row, outcome_of(row, near, as_of=None, last_day=last)))
        held = read.reports_numbered(connection, {row.report for row in rows.values()})
        return Board(outcomes=tuple(found), rows=rows, reports={report.number: report for report in held})

    def rows(self) -> dict[int, Row]:
        """Give all rows that are counted, by number."""
        with reading(self.engine, self.url) as connection:
            rows = read.rows_where(connection, schema.claims.c.incident.is_not(None))
        return {row.number: row for row in rows}

    def computed(self, as_of: str) -> tuple[Views, dict[int, Report]]:
        """Compute all views from what was published, and judged, by the end of a day."""
        held, rows, reports = self.known_by(as_of)
        return held, reports

    def known_by(self, as_of: str) -> tuple[Views, list[Row], dict[int, Report]]:
        """Compute the views as of a day, with the rows and reports that they are computed from."""
        with reading(self.engine, self.url) as connection:
            reports = [
                report
                for report in read.reports_where(connection, schema.reports.c.number > 0)
                if (report.published_end or report.added[:10]) <= as_of
            ]
            revised = {report.revises for report in reports}
            reports = [replace(report, current=report.number not in revised) for report in reports]
            judged = in_force(decisions.all_of(connection), as_of=as_of)
            readings = {}
            for report in reports:
                found = read.reading_of(connection, report.number)
                if found is not None:
                    readings[report.number] = found
            numbers = {
                (row.report, row.claim): row.number
                for row in read.rows_of_reports(connection, [report.number for report in reports])
            }
        made = [
            row for report in reports for row in rows_with_missed(readings[report.number], judged, report=report.number)
        ]
        applied = apply_to_rows(made, judged, {report.number: report.id for report in reports})
        rows = [
            replace(row, number=numbers[row.report, row.claim])
            for row in applied
            if row.judged != "negative" and (row.report, row.claim) in numbers
        ]
        texts = {report.number: report.id for report in reports}
        return (
            views(reports, readings, rows=rows, judgements=carried_over(judged, rows, texts)),
            rows,
            {report.number: report for report in reports},
        )

    def incidents_as_of(self, wanted: Filter, as_of: str, limit: int | None, offset: int) -> Detail:
        """Give incidents as of a day."""
        found, rows, reports = self.fitting(wanted, as_of)
        page = found[offset : offset + limit if limit is not None else None]
        return detail(page, rows, reports)

    def search_as_of(
        self, wanted: Filter, as_of: str, sort: Sort, *, descending: bool, limit: int, after: str | None
    ) -> Page:
        """Give a page of the incidents looked for as of a day."""
        start = begin(sort, after)
        found, rows, reports = self.fitting(wanted, as_of)
        ordered = sorted(found, key=lambda item: key_of(item, sort), reverse=descending)
        keys = [key_of(item, sort) for item in ordered]
        at = sum(key >= start if descending else key <= start for key in keys) if start is not None else 0
        page = ordered[at : at + limit]
        last = "|".join(map(str, keys[at + limit - 1])) if at + limit < len(ordered) else None
        return Page(detail=detail(page, rows, reports), total=len(ordered), exact=True, after=last)

    def fitting(self, wanted: Filter, as_of: str) -> tuple[list[Incident], dict[int, Row], dict[int, Report]]:
        """Give the incidents looked for as of a day, and all rows and reports of that day by number."""
        held, known, reports = self.known_by(as_of)
        rows = {row.number: row for row in known}
        found = [item for item in held.incidents if fits(item, wanted, rows)]
        if wanted.words is not None:
            with reading(self.engine, self.url) as connection:
                holding = set(connection.execute(search.holding(connection, wanted.words)).scalars())
            found = [item for item in found if not holding.isdisjoint(item.reports)]
        return found, rows, reports

    def rebuild(self, *, hear: Callable[[int, int], None] = lambda done, all_: None) -> None:
        """Throw the computed views away and make them again."""
        with writing(self.engine, self.url) as connection:
            rebuild(connection, told=hear)

    # --- a person's word ----------------------------------------------------------------------------------------

    def judge(self, judgement: Judgement, *, seen: int | None = None) -> Judgement:
        """Append a judgement and bring the views that it changes up to date; give it with number and anchors.

        ``seen`` is the number of the last judgement on the same target that the person knew of, 0 for none: where there
        is a later one nothing is kept. Not given, the last word holds.

        Raises:
            UsageError: it names no claim, article or incident of this ledger, or a correction that cannot be.
            OvertakenError: there is a later judgement than ``seen``.
        """
        check_judgement(judgement)
        with self.changing() as connection:
            return judge(connection, judgement, seen=seen)

    def judge_all(self, judgements: Iterable[Judgement], *, seen: int | None = None) -> list[Judgement]:
        """Append judgements that are one decision: all of them or none; otherwise as ``judge``."""
        checked = [check_judgement(item) for item in judgements]
        with self.changing() as connection:
            return [judge(connection, item, seen=seen) for item in checked]

    def judgements(self, *, as_of: str | None = None) -> tuple[Judgement, ...]:
        """Give the judgements in force, or in force at the end of a day."""
        with reading(self.engine, self.url) as connection:
            return in_force(decisions.all_of(connection), as_of=as_of)

    def history(self) -> list[Judgement]:
        """Give every judgement ever made, in order."""
        with reading(self.engine, self.url) as connection:
            return decisions.all_of(connection)


def detail(found: Sequence[Incident], rows: dict[int, Row], reports: dict[int, Report]) -> Detail:
    """Put incidents together with what is behind them."""
    origin_of = {number: name for item in found for name, held in item.origins for number in held}
    return Detail(incidents=tuple(found), rows=rows, reports=reports, origin_of=origin_of)


def whole(connection: Connection, incidents: Sequence[Incident]) -> Detail:
    """Put stored incidents together with what is behind them."""
    found, rows = told.with_origins(connection, incidents)
    reports = read.reports_numbered(connection, {row.report for row in rows.values()})
    return detail(found, rows, {report.number: report for report in reports})


def key_of(item: Incident, sort: Sort) -> tuple[Any, str]:
    """Give what an incident is ordered by, as its table holds it."""
    if sort in ("reports", "origins"):
        return len(getattr(item, sort)), item.id
    return str(happenings.columns_of(item)[sort]), item.id


def fits(item: Incident, wanted: Filter, rows: Mapping[int, Row]) -> bool:
    """Whether an incident is one of those looked for, but for words; ``rows`` by number."""
    first, last = item.date_start or item.date_end, item.date_end or item.date_start
    return (
        (wanted.event_type is None or wanted.event_type in item.event_types)
        and (wanted.party is None or wanted.party in item.parties)
        and (wanted.status is None or wanted.status in dict(item.status))
        and (wanted.place is None or (item.place is not None and place_key(wanted.place) == place_key(item.place)))
        and (wanted.since is None or (last is not None and last >= wanted.since))
        and (wanted.until is None or (first is not None and first <= wanted.until))
        and len(item.reports) >= wanted.reports
        and len(item.origins) >= wanted.origins
        and (wanted.disputed is None or wanted.disputed == (differs_of(item, rows) == "conflict"))
        and (wanted.differs is None or differs_of(item, rows) in kinds_of(wanted.differs))
    )
