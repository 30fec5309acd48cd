"""All stored views thrown away and made again from reports, readings and judgements."""

from __future__ import annotations

from collections.abc import Callable

from sqlalchemy import Connection, delete, update

from reportedly.ledger.pieces import piece_of
from reportedly.ledger.store import roots, schema
from reportedly.ledger.store.append import refile
from reportedly.ledger.store.read import reading_of, reports_where
from reportedly.ledger.store.summaries import settle

COMPUTED = (
    schema.claim_keys,
    schema.prints,
    schema.copies,
    schema.origins,
    schema.links,
    schema.incidents,
    schema.incident_types,
    schema.incident_parties,
    schema.incident_statuses,
    schema.cited,
    schema.names,
    schema.named,
    schema.harmed,
    schema.telling,
    schema.foreseen,
    schema.spots,
    schema.tallies,
)


def rebuild(connection: Connection, *, told: Callable[[int, int], None] = lambda done, all_: None) -> None:
    """Make the stored views again, within one writer's transaction; ``told`` hears how far it is."""
    for table in COMPUTED:
        connection.execute(delete(table))
    connection.execute(update(schema.claims).values(incident=None))
    connection.execute(update(schema.reports).values(origin=None))
    reports = reports_where(connection)
    for done, report in enumerate(reports, 1):
        reading = reading_of(connection, report.number)
        if reading is not None:
            roots.file_report(connection, report, reading, piece_of(reading, report))
            roots.regroup(connection, {report.number})
            refile(connection, report)
        told(done, len(reports))
    settle(connection)
