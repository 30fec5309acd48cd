"""How many origins an incident has and what is the gravest difference between its figures, kept for searching.

Both can change without a new claim in the incident: when its reports turn out to be copies, or when a story of an
outlet that its claims cite is added. Such incidents are marked (``stale_*``) and, as all new ones of several claims,
counted once at the end of the writer's transaction (``settle``), by the same steps that show them (``told``): what is
searched for is what is seen. Nothing else bears on an incident that one claim alone tells of.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date, timedelta

from sqlalchemy import Connection, bindparam, delete, insert, select, update

from reportedly.ledger.corroborate import gravest
from reportedly.ledger.origins import CLAIM_DAYS, own_names
from reportedly.ledger.pieces import outlet
from reportedly.ledger.records import Difference, Incident, Report, Row
from reportedly.ledger.store import schema
from reportedly.ledger.store.packing import unpack
from reportedly.ledger.store.read import among, chunks, outlets_known
from reportedly.ledger.store.told import sources, with_origins

PART = 200  # incidents that are counted at once


def own_outlets(report: Report) -> set[str]:
    """Give the outlets that speak in a report of their own, as compared."""
    return {outlet(name) for name in own_names(report)}


def file_cited(connection: Connection, reports: Collection[Report], rows: Sequence[Row]) -> None:
    """Keep whom the claims of reports give as their source, so that they are found when that outlet's story comes."""
    own = {report.number: own_outlets(report) for report in reports}
    values = [
        {"outlet": name, "reported": row.reported or "", "claim": row.number}
        for row in rows
        for name in sorted(sources(row) - own[row.report])
    ]
    if values:
        connection.execute(insert(schema.cited), values)


def unfile_cited(connection: Connection, rows: Sequence[Row]) -> None:
    """Forget whom some rows cite."""
    if rows:
        numbers = among(connection, schema.cited.c.claim, [row.number for row in rows])
        connection.execute(delete(schema.cited).where(numbers))


def stale_citing(connection: Connection, reports: Collection[Report]) -> None:
    """Mark the incidents whose claims cite an outlet of some reports within days of them, as theirs may be the story.

    All claims that name an outlet of which no other report is there are marked: now it is known to be one.
    """
    days: dict[str, list[str]] = {}
    for report in reports:
        for name in own_outlets(report):
            days.setdefault(name, []).extend([report.published_end] if report.published_end else [])
    table, numbers = schema.cited.c, {report.number for report in reports}
    ends = outlets_known(connection, days)
    for name in sorted(days):
        where = [table.outlet == name]
        if not numbers.issuperset(ends.get(name, ())):
            if not days[name]:
                continue
            where.append(table.reported.between(shifted(min(days[name]), -1), shifted(max(days[name]), 1)))
        stale_claims(connection, list(connection.execute(select(table.claim).where(*where)).scalars()))


def shifted(day: str, way: int) -> str:
    """Give the day from or to which a story on another one can be, before (-1) or after (1) it."""
    return (date.fromisoformat(day) + way * timedelta(days=CLAIM_DAYS)).isoformat()


def stale_reports(connection: Connection, reports: Collection[Report], moved: Collection[int]) -> None:
    """Mark the incidents that reports of one group tell of, where their origin moved or they cite each other's outlets.

    ``moved`` are those of the reports that have another origin than before.
    """
    if not reports:
        return
    claims, cited = schema.claims.c, schema.cited.c
    if moved:
        asked = select(claims.number).where(among(connection, claims.report, moved))
        stale_claims(connection, list(connection.execute(asked).scalars()))
        stale_citing(connection, [report for report in reports if report.number in moved])
    held = select(claims.number).where(among(connection, claims.report, [report.number for report in reports]))
    for names in chunks(sorted({name for report in reports for name in own_outlets(report)})):
        citing = select(cited.claim).where(cited.claim.in_(held), cited.outlet.in_(names))
        stale_claims(connection, list(connection.execute(citing).scalars()))


def stale_claims(connection: Connection, claims: Collection[int]) -> None:
    """Mark the incidents of some claims."""
    if claims:
        table = schema.claims.c
        of = select(table.incident).where(among(connection, table.number, claims)).distinct()
        several = schema.incidents.c.claims > 1
        connection.execute(update(schema.incidents).where(schema.incidents.c.id.in_(of), several).values(origins=None))


def settle(connection: Connection) -> None:
    """Count the origins, and the gravest difference, of all incidents that are new or marked."""
    table = schema.incidents.c
    counting = (
        update(schema.incidents)
        .where(table.id == bindparam("incident"))
        .values(origins=bindparam("found"), differs=bindparam("differing"))
    )
    marked = list(connection.execute(select(table.id).where(table.origins.is_(None)).order_by(table.id)).scalars())
    for at in range(0, len(marked), PART):
        asked = select(table.body).where(table.id.in_(marked[at : at + PART])).order_by(table.id)
        found = [unpack(body, Incident) for body in connection.execute(asked).scalars()]
        connection.execute(counting, counted(connection, found))


def counted(connection: Connection, incidents: Sequence[Incident]) -> list[dict[str, object]]:
    """Give the counts of some incidents."""
    whole, rows = with_origins(connection, incidents)
    return [
        {"incident": item.id, "found": len(item.origins), "differing": differs_of(item, rows) or ""} for item in whole
    ]


def differs_of(item: Incident, rows: Mapping[int, Row]) -> Difference | None:
    """Give the gravest difference between the figures of an incident that has its origins."""
    return gravest(item, rows, {number: name for name, held in item.origins for number in held})
