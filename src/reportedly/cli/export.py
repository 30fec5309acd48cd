"""``export``: what a ledger holds, as a file for other programs."""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from reportedly.cli.progress import progress
from reportedly.cli.views import AsOf, LedgerPath, day, opened
from reportedly.errors import UsageError

if TYPE_CHECKING:
    from reportedly.export import Material
    from reportedly.ledger import Detail


def export(
    ledger: LedgerPath,
    to: Annotated[
        str,
        typer.Option(
            "--as",
            metavar="FORMAT",
            help="csv, csv-incidents, jsonl, geojson, parquet, parquet-incidents, ucdp-ged or acled.",
        ),
    ],
    output: Annotated[
        Path | None, typer.Option("--output", "-o", metavar="FILE", help="Where to; standard output if not given.")
    ] = None,
    coarsen_km: Annotated[
        float | None,
        typer.Option("--coarsen-km", metavar="N", help="Places of civilians on the move: cells of N km, no names."),
    ] = None,
    as_of: AsOf = None,
) -> None:
    """Write claims or incidents for other programs; names of victims and rejected claims are left out."""
    from reportedly.export import FORMATS
    from reportedly.export import export as exported

    if to not in FORMATS:
        raise UsageError(f"--as {to}: no such format; there are {', '.join(FORMATS)}")
    if output is None and not FORMATS[to].text and sys.stdout.isatty():
        raise UsageError(f"{to} is no text for a terminal: give --output FILE")
    with opened(ledger) as held:
        detail = held.incidents(as_of=day(as_of))
    pieces = exported(material_of(detail, coarsen_km), to)
    if output is not None:
        write_whole(output, pieces)
        return
    for piece in pieces:
        sys.stdout.buffer.write(piece)
    sys.stdout.flush()


def material_of(detail: Detail, coarsen_km: float | None) -> Material:
    """Put together what exports are made of, with the figures of each incident."""
    from reportedly.export import Material
    from reportedly.ledger.corroborate import figures_of

    figures = {}
    with progress("incidents compared", total=len(detail.incidents)) as tick:
        for item in detail.incidents:
            if found := figures_of(item, detail.rows, detail.origin_of):
                figures[item.id] = found
            tick()
    return Material(
        reports=detail.reports,
        rows=tuple(detail.rows[number] for number in sorted(detail.rows)),
        incidents=detail.incidents,
        figures=figures,
        origin_of=detail.origin_of,
        coarsen_km=coarsen_km,
    )


def write_whole(path: Path, pieces: Iterable[bytes]) -> None:
    """Write a file whole or not at all.

    Raises:
        UsageError: it cannot be written.
    """
    beside: str | None = None
    try:
        with tempfile.NamedTemporaryFile(dir=path.parent, prefix=f".{path.name}.", delete=False) as out:
            beside = out.name
            for piece in pieces:
                out.write(piece)
        mask = os.umask(0)
        os.umask(mask)
        os.chmod(beside, 0o666 & ~mask)
        os.replace(beside, path)
        beside = None
    except OSError as error:
        raise UsageError(f"{path}: cannot be written ({error.strerror or error})") from None
    finally:
        if beside is not None:
            Path(beside).unlink(missing_ok=True)
