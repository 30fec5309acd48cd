"""Parquet: the tables of the CSV files with their types. Wants the extra ``parquet`` (pyarrow)."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
from typing import Any

from reportedly.errors import UsageError
from reportedly.export.cells import BETWEEN
from reportedly.export.guard import guarded
from reportedly.export.material import MACHINE, Material
from reportedly.export.records import (
    CLAIM_COLUMNS,
    INCIDENT_COLUMNS,
    Record,
    claim_records,
    flat,
    incident_records,
)

NUMBERS = frozenset({"latitude", "longitude", "low", "best", "high", "deaths_low", "deaths_best", "deaths_high"})
COUNTS = frozenset({"article_count", "origin_count", "trigger_start", "trigger_end"})
TRUTHS = frozenset({"forecast", "source_is_party"})
PIECE = 1 << 20  # bytes


def claims_parquet(material: Material) -> Iterator[bytes]:
    """Give the file of the claims, in pieces.

    Raises:
        UsageError: pyarrow is not there.
    """
    return file_of(CLAIM_COLUMNS, claim_records(guarded(material)))


def incidents_parquet(material: Material) -> Iterator[bytes]:
    """Give the file of the incidents, in pieces.

    Raises:
        UsageError: pyarrow is not there.
    """
    return file_of(INCIDENT_COLUMNS, incident_records(guarded(material)))


def file_of(columns: tuple[str, ...], records: Iterable[Record]) -> Iterator[bytes]:
    """Give a file of some records; lists are texts with semicolons between, as in the CSV files."""
    try:
        import pyarrow
        import pyarrow.parquet
    except ImportError:
        raise UsageError("parquet wants pyarrow, which is not installed: pip install 'reportedly[parquet]'") from None

    def type_of(name: str) -> Any:
        if name in NUMBERS:
            return pyarrow.float64()
        if name in COUNTS:
            return pyarrow.int64()
        return pyarrow.bool_() if name in TRUTHS else pyarrow.string()

    held = list(records)
    arrays = [pyarrow.array([flat(record[name]) for record in held], type=type_of(name)) for name in columns]
    about = {"coding": MACHINE, "lists": f"separated by {BETWEEN!r}"}
    schema = pyarrow.schema([pyarrow.field(name, type_of(name)) for name in columns], metadata=about)
    out = io.BytesIO()
    pyarrow.parquet.write_table(pyarrow.Table.from_arrays(arrays, schema=schema), out)
    data = out.getvalue()
    return (data[start : start + PIECE] for start in range(0, len(data), PIECE))
