"""How many origins an incident has and on how many things counted its reports exclude each other, kept for searching.

Both can change without a new claim in the incident: when its reports turn out to be copies, or when a story of an
outlet that its claims cite is added. Such incidents are marked (``stale_*``) and, as all new ones, counted once at the
end of the writer's transaction (``settle``), by the same steps that show them (``told``): what is searched for is what
is seen.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date, timedelta

from sqlalchemy import ColumnElement, Connection, bindparam, delete, insert, select, update

from reportedly.ledger.corroborate import figures_of
from reportedly.ledger.origins import CLAIM_DAYS
from reportedly.ledger.pieces import outlet
from reportedly.ledger.records import Incident, Report, Row
from reportedly.ledger.store import schema
from reportedly.ledger.store.packing import unpack
from reportedly.ledger.store.read import chunks
from reportedly.ledger.store.told import with_origins

PART = 200  # incidents that are counted at once


def own_names(report: Report) -> set[str]:
    """Give the outlets that speak in a report of their own, as compared."""
    return {outlet(name) for name in (report.publisher, *report.agencies) if name}


def file_cited(connection: Connection, report: Report, rows: Sequence[Row]) -> None:
    """Keep whom the claims of a report give as their source, so that they are found when that outlet's story comes."""
    own = own_names(report)
    values = [
        {"outlet": name, "reported": row.reported or "", "claim": row.number}
        for row in rows
        for name in sorted({outlet(said) for said in sources(row)} - own)
    ]
    if values:
        connection.execute(insert(schema.cited), values)


def sources(row: Row) -> Iterable[str]:
    """Give whom a claim is attributed to, by name."""
    said = (row.speaker.agency, row.speaker.name, *row.speaker.chain)
    return (name for name in said if name)


def unfile_cited(connection: Connection, rows: Sequence[Row]) -> None:
    """Forget whom some rows cite."""
    for part in chunks(row.number for row in rows):
        connection.execute(delete(schema.cited).where(schema.cited.c.claim.in_(part)))


def stale_citing(connection: Connection, reports: Collection[Report]) -> None:
    """Mark the incidents whose claims cite an outlet of some reports within days of them, as theirs may be the story.

    All claims that name an outlet of which no other report is there are marked: now it is known to be one.
    """
    table, known = schema.cited.c, schema.outlets.c
    for report in reports:
        for name in sorted(own_names(report)):
            asked = select(known.report).where(known.outlet == name, known.report != report.number).limit(1)
            where = [table.outlet == name]
            if connection.execute(asked).scalar() is not None:
                if report.published_end is None:
                    continue
                day = date.fromisoformat(report.published_end)
                first, last = (day + timedelta(days=shift) for shift in (-CLAIM_DAYS, CLAIM_DAYS))
                where.append(table.reported.between(first.isoformat(), last.isoformat()))
            stale_claims(connection, *where)


def stale_reports(connection: Connection, reports: Collection[Report], moved: Collection[int]) -> None:
    """Mark the incidents that reports of one group tell of, where their origin moved or they cite each other's outlets.

    ``moved`` are those of the reports that have another origin than before.
    """
    by_number = {report.number: report for report in reports}
    for part in chunks(sorted(moved)):
        of = select(schema.claims.c.incident).where(schema.claims.c.report.in_(part)).distinct()
        connection.execute(update(schema.incidents).where(schema.incidents.c.id.in_(of)).values(origins=None))
    stale_citing(connection, [by_number[number] for number in sorted(moved)])
    names = sorted({name for report in reports for name in own_names(report)})
    for part in chunks(sorted(by_number)):
        held = select(schema.claims.c.number).where(schema.claims.c.report.in_(part))
        for some in chunks(names):
            stale_claims(connection, schema.cited.c.claim.in_(held), schema.cited.c.outlet.in_(some))


def stale_claims(connection: Connection, *where: ColumnElement[bool]) -> None:
    """Mark the incidents of the claims whose citing a condition holds for."""
    claims = select(schema.cited.c.claim).where(*where)
    of = select(schema.claims.c.incident).where(schema.claims.c.number.in_(claims)).distinct()
    connection.execute(update(schema.incidents).where(schema.incidents.c.id.in_(of)).values(origins=None))


def settle(connection: Connection) -> None:
    """Count the origins and conflicts of all incidents that are new or marked."""
    table = schema.incidents.c
    marked = list(connection.execute(select(table.id).where(table.origins.is_(None)).order_by(table.id)).scalars())
    for at in range(0, len(marked), PART):
        asked = select(table.body).where(table.id.in_(marked[at : at + PART])).order_by(table.id)
        found = [unpack(body, Incident) for body in connection.execute(asked).scalars()]
        counting = (
            update(schema.incidents)
            .where(table.id == bindparam("incident"))
            .values(origins=bindparam("found"), conflicts=bindparam("differing"))
        )
        connection.execute(counting, counted(connection, found))


def counted(connection: Connection, incidents: Sequence[Incident]) -> list[dict[str, object]]:
    """Give the counts of some incidents."""
    whole, rows = with_origins(connection, incidents)
    return [{"incident": item.id, "found": len(item.origins), "differing": conflicts_of(item, rows)} for item in whole]


def conflicts_of(item: Incident, rows: Mapping[int, Row]) -> int:
    """Give on how many things counted an incident's figures exclude each other."""
    origin_of = {number: name for name, held in item.origins for number in held}
    return sum(found.kind == "conflict" for found in figures_of(item, rows, origin_of))
