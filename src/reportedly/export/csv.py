"""CSV: one line a claim, or one line an incident. Columns may be added at the end, none renamed or moved."""

from __future__ import annotations

from collections.abc import Iterator

from reportedly.export.cells import Cell, csv_lines
from reportedly.export.guard import guarded
from reportedly.export.material import Material
from reportedly.export.records import CLAIM_COLUMNS, INCIDENT_COLUMNS, claim_records, flat, incident_records


def claims_csv(material: Material) -> Iterator[bytes]:
    """Give the claims that nobody rejected, in the order of the ledger."""
    records = claim_records(guarded(material))
    return csv_lines(CLAIM_COLUMNS, (cells(record, CLAIM_COLUMNS) for record in records))


def incidents_csv(material: Material) -> Iterator[bytes]:
    """Give the incidents, in the order of the view."""
    records = incident_records(guarded(material))
    return csv_lines(INCIDENT_COLUMNS, (cells(record, INCIDENT_COLUMNS) for record in records))


def cells(record: dict[str, object], columns: tuple[str, ...]) -> tuple[Cell, ...]:
    """Give a record's cells, in the order of the columns."""
    return tuple(flat(record[name]) for name in columns)
