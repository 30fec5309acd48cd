"""Views to the terminal: a table for people, lines of JSON for programs, csv for a spreadsheet."""

from __future__ import annotations

import csv
import io
import shutil
import sys
from collections.abc import Iterable, Sequence
from enum import StrEnum

import msgspec
import typer

from reportedly.cli.lines import Line, flat


class Format(StrEnum):
    """How a view is printed."""

    table = "table"
    jsonl = "jsonl"
    csv = "csv"


def print_lines(lines: Iterable[Line], format: Format, *, columns: Sequence[str], title: str = "") -> None:
    """Print the lines of a view; ``columns`` are those of the table, csv has all."""
    if format is Format.jsonl:
        for line in lines:
            sys.stdout.buffer.write(msgspec.json.encode(line) + b"\n")
        sys.stdout.flush()
    elif format is Format.csv:
        print_csv(lines)
    else:
        print_table([flat(line) for line in lines], columns, title)


def print_csv(lines: Iterable[Line]) -> None:
    """Print lines as csv, its columns named by the first line; no cell becomes a formula."""
    from reportedly.export.cells import written

    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    for at, line in enumerate(lines):
        cells = flat(line)
        if at == 0:
            writer.writerow(cells)
        writer.writerow([written(text) for text in cells.values()])
    typer.echo(out.getvalue(), nl=False)


def print_table(rows: Sequence[dict[str, str]], columns: Sequence[str], title: str) -> None:
    """Print rows for people."""
    from rich.table import Table
    from rich.text import Text

    from reportedly.show import console_for, harmless

    table = Table(title=title or None, title_justify="left", box=None, pad_edge=False, header_style="bold")
    for name in columns:
        table.add_column(name.upper(), overflow="fold")
    for row in rows:
        table.add_row(*(Text(harmless(row.get(name, ""))) for name in columns))
    console_for(shutil.get_terminal_size((100, 24)).columns).print(table)
