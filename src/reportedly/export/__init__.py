"""Exports: one module a format, each a function from ``Material`` to the bytes of a file, in pieces."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from reportedly.errors import UsageError
from reportedly.export.acled import acled
from reportedly.export.csv import claims_csv, incidents_csv
from reportedly.export.geojson import geojson
from reportedly.export.jsonl import jsonl
from reportedly.export.material import Material
from reportedly.export.parquet import claims_parquet, incidents_parquet
from reportedly.export.ucdp_ged import ucdp_ged

__all__ = ["FORMATS", "Format", "Material", "export"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Format:
    """A format: what makes it, the ending of its files, whether it is text, and what it holds, in a few words."""

    write: Callable[[Material], Iterator[bytes]]
    ending: str
    text: bool = True
    holds: str


FORMATS: dict[str, Format] = {
    "csv": Format(write=claims_csv, ending=".csv", holds="a line a claim"),
    "csv-incidents": Format(write=incidents_csv, ending=".csv", holds="a line an incident"),
    "jsonl": Format(write=jsonl, ending=".jsonl", holds="claims, then incidents, a line each"),
    "geojson": Format(write=geojson, ending=".geojson", holds="incidents as points"),
    "parquet": Format(write=claims_parquet, ending=".parquet", text=False, holds="a row a claim"),
    "parquet-incidents": Format(write=incidents_parquet, ending=".parquet", text=False, holds="a row an incident"),
    "ucdp-ged": Format(write=ucdp_ged, ending=".csv", holds="incidents with deaths, in the columns of UCDP GED 24.1"),
    "acled": Format(write=acled, ending=".csv", holds="incidents that happened, in the columns of ACLED"),
}


def export(material: Material, name: str) -> Iterator[bytes]:
    """Give the bytes of a file in a format, in pieces.

    Raises:
        UsageError: there is no such format, what it needs is not installed, or the cells are no length.
    """
    if name not in FORMATS:
        raise UsageError(f"no format {name!r}: {', '.join(FORMATS)}")
    return FORMATS[name].write(material)
