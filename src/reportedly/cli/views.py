"""The views of a ledger: reports, origins, incidents, figures, forecasts; coded by machine but for judgements."""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum
from functools import partial
from itertools import islice
from typing import TYPE_CHECKING, Annotated

import typer

from reportedly.cli.lines import (
    Line,
    claim_line,
    days,
    figures_line,
    forecast_line,
    incident_line,
    origin_line,
    report_line,
)
from reportedly.cli.printing import Format, print_lines
from reportedly.ledger.records import Difference, VerdictKind

if TYPE_CHECKING:
    from reportedly.ledger import Detail, Ledger
    from reportedly.ledger.face import Board

LedgerPath = Annotated[str, typer.Argument(metavar="LEDGER", help="The ledger: a file, or postgresql://…")]
Shape = Annotated[Format, typer.Option("--format", help="table for people, jsonl for programs, csv for spreadsheets.")]
AsOf = Annotated[
    str | None, typer.Option("--as-of", metavar="YYYY-MM-DD", help="What was published, and judged, by that day.")
]
Limit = Annotated[int, typer.Option("--limit", min=1, help="At most so many.")]
Offset = Annotated[int, typer.Option("--offset", min=0, help="After so many.")]
Kind = StrEnum("Kind", {name.replace("-", "_"): name for name in Difference.__args__})  # type: ignore[misc]
Verdict = StrEnum("Verdict", {name.replace("-", "_"): name for name in VerdictKind.__args__})  # type: ignore[misc]
PAGE = 200  # incidents read at once
MACHINE = "coded by machine, not checked by a person unless a judgement says so"


def reports(
    ledger: LedgerPath,
    search: Annotated[str | None, typer.Option("--search", metavar="WORDS", help="Those that hold all words.")] = None,
    format: Shape = Format.table,
    limit: Limit = 1000,
    offset: Offset = 0,
) -> None:
    """List the reports in a ledger, or those that hold some words."""
    with opened(ledger) as held:
        lines = [report_line(item) for item in held.reports(words=search, limit=limit, offset=offset)]
    print_lines(lines, format, columns=("number", "publisher", "published_end", "headline", "key"))


def origins(
    ledger: LedgerPath,
    size: Annotated[int, typer.Option("--size", min=1, help="Only origins of at least so many reports.")] = 1,
    as_of: AsOf = None,
    format: Shape = Format.table,
    limit: Limit = 1000,
    offset: Offset = 0,
) -> None:
    """Group reports into independent origins, each with its reasons."""
    with opened(ledger) as held:
        found, reports = held.origins(size=size, as_of=day(as_of), limit=limit, offset=offset)
    lines = [origin_line(item, reports) for item in found]
    if format is Format.table:
        for line, item in zip(lines, found, strict=True):
            names = [f"{reports[n].publisher or reports[n].key} {reports[n].published_end or ''}" for n in item.reports]
            line["reports"] = names
    print_lines(lines, format, columns=("id", "agency", "reports", "why"), title=f"{len(lines)} origins, {MACHINE}")


def incidents(
    ledger: LedgerPath,
    incident: Annotated[str | None, typer.Argument(metavar="[ID]", help="One incident, with all its claims.")] = None,
    event_type: Annotated[str | None, typer.Option("--type", help="Of this event type.")] = None,
    party: Annotated[str | None, typer.Option("--party", help="That names this party.")] = None,
    place: Annotated[str | None, typer.Option("--place", help="At this place.")] = None,
    since: Annotated[str | None, typer.Option("--since", metavar="YYYY-MM-DD", help="On or after this day.")] = None,
    until: Annotated[str | None, typer.Option("--until", metavar="YYYY-MM-DD", help="On or before this day.")] = None,
    reports: Annotated[int, typer.Option("--reports", min=1, help="Told by at least so many reports.")] = 1,
    rebuild: Annotated[bool, typer.Option("--rebuild", help="Compute all origins and incidents anew first.")] = False,
    as_of: AsOf = None,
    format: Shape = Format.table,
    limit: Limit = 1000,
    offset: Offset = 0,
) -> None:
    """List incidents: the claims, across reports, that speak of one happening; with an id, all that is behind it."""
    from reportedly.ledger import Filter

    with opened(ledger) as held:
        if rebuild:
            rebuilt(held)
        if incident is not None:
            show_incident(held.incident(incident, as_of=day(as_of)), format)
            return
        wanted = Filter(
            event_type=event_type, party=party, place=place, since=day(since), until=day(until), reports=reports
        )
        detail = held.incidents(wanted, as_of=day(as_of), limit=limit, offset=offset)
    lines = [incident_line(item, detail) for item in detail.incidents]
    if format is Format.table:
        for line, item in zip(lines, detail.incidents, strict=True):
            line.update({"types": item.event_types, "where": item.place, "reports": len(item.reports)})
            line["when"] = days(item.date_start, item.date_end)
    columns = ("id", "types", "when", "where", "parties", "reports", "origins", "status")
    print_lines(lines, format, columns=columns, title=f"{len(lines)} incidents, {MACHINE}")


def show_incident(detail: Detail, format: Format) -> None:
    """Print one incident: its line, or for people its claims by origin, its figures and what may belong to it."""
    from reportedly.ledger.corroborate import figures_of

    item = detail.incidents[0]
    if format is not Format.table:
        print_lines([incident_line(item, detail)], format, columns=())
        return
    claims = [
        claim_line(detail.rows[number], detail.reports[detail.rows[number].report], name)
        for name, held in item.origins
        for number in held
    ]
    said = f"first reported {item.first_reported}, last {item.last_reported}, {len(item.origins)} origins"
    columns = ("certainty", "who", "to whom", "what", "how many", "where", "when", "according to", "origin", "report")
    print_lines(claims, format, columns=columns, title=f"{item.id}: {said}; {MACHINE}")
    figures = [figures_line(found, detail.reports) for found in figures_of(item, detail.rows, detail.origin_of)]
    if figures:
        print_lines(
            [{**line, "figures": printed(line)} for line in figures], format, columns=("kind", "figures", "why")
        )
    links = incident_line(item, detail)
    for name in ("links", "unsure"):
        if links[name]:
            print_lines(links[name], format, columns=("score", "judged", "a", "b", "why"), title=name)


def figures(
    ledger: LedgerPath,
    incident: Annotated[str | None, typer.Option("--incident", metavar="ID", help="Of one incident.")] = None,
    kind: Annotated[Kind | None, typer.Option("--kind", help="Only differences of this kind.")] = None,
    as_of: AsOf = None,
    format: Shape = Format.table,
    limit: Limit = 1000,
    offset: Offset = 0,
) -> None:
    """Show for each thing counted who says how many, and what kind of difference that is."""
    from reportedly.ledger.corroborate import figures_of

    wanted = day(as_of)
    with opened(ledger) as held:
        whole = [held.incident(incident, as_of=wanted)] if incident is not None else None
        pages = whole or ([held.incidents(as_of=wanted)] if wanted else incident_pages(held, kind))
        every = (
            (item, detail.reports)
            for detail in pages
            for one in detail.incidents
            for item in figures_of(one, detail.rows, detail.origin_of)
            if kind is None or item.kind == kind
        )
        lines = [figures_line(item, reports) for item, reports in islice(every, offset, offset + limit)]
    if format is Format.table:
        lines = [{**line, "figures": printed(line)} for line in lines]
    print_lines(lines, format, columns=("kind", "of", "measure", "side", "figures", "why"), title=MACHINE)


def incident_pages(held: Ledger, kind: Kind | None) -> Iterator[Detail]:
    """Give all incidents that can have a difference of a kind, a page at a time: as many as are looked at are read."""
    from reportedly.ledger import Filter

    wanted = Filter(disputed=True if kind == "conflict" else None)
    page = held.search_incidents(wanted, limit=PAGE)
    yield page.detail
    while page.after is not None:
        page = held.search_incidents(wanted, limit=PAGE, after=page.after)
        yield page.detail


def printed(line: Line) -> list[str]:
    """Give each figure of a line with its source and day."""
    return [f"{v['printed']} ({v['source'] or 'nobody named'}, {v['date'] or '?'})" for v in line["values"]]


def forecasts(
    ledger: LedgerPath,
    verdict: Annotated[Verdict | None, typer.Option("--verdict", help="Only forecasts with this verdict.")] = None,
    as_of: AsOf = None,
    format: Shape = Format.table,
    limit: Limit = 1000,
    offset: Offset = 0,
) -> None:
    """Say what became of each forecast as far as the ledger knows, and by which claim."""
    wanted = day(as_of)
    with opened(ledger) as held:
        boards = [held.outcomes(as_of=wanted)] if wanted else outcome_pages(held)
        every = ((*pair, board) for board in boards for pair in board.outcomes if verdict in (None, pair[1].verdict))
        found = islice(every, offset, offset + limit)
        lines = [forecast_line(row, outcome, board.rows, board.reports) for row, outcome, board in found]
    columns = ("verdict", "said", "source", "actors", "trigger", "place", "date_end", "why")
    print_lines(lines, format, columns=columns, title=MACHINE)


def outcome_pages(held: Ledger) -> Iterator[Board]:
    """Give all forecasts with what became of them, a page at a time."""
    offset = 0
    while (page := held.outcomes(limit=PAGE, offset=offset)).outcomes:
        yield page
        offset += PAGE


def opened(path: str, *, create: bool = False, little: bool = False) -> Ledger:
    """Open a ledger that must be there, or may be made; ``little``: with little of it in memory, for who reads more."""
    from reportedly.ledger import open_ledger
    from reportedly.ledger.store.engine import CACHE, LITTLE

    return open_ledger(path, create=create, cache=LITTLE if little else CACHE, hear=partial(typer.echo, err=True))


def rebuilt(held: Ledger) -> None:
    """Compute the stored views anew, with a progress bar."""
    from reportedly.cli.progress import progress

    with progress("reports computed anew") as tick:
        held.rebuild(hear=lambda done, every: tick())


def day(text: str | None) -> str | None:
    """Give a day as it is, or refuse what is none."""
    from reportedly.captures import is_day

    if text is not None and not is_day(text):
        raise typer.BadParameter(f"{text}: is not a day written YYYY-MM-DD")
    return text
