"""Cells of a CSV file: numbers as numbers, and no text that a spreadsheet would run as a formula."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator, Sequence

Cell = str | float | int | bool | None
STARTS_FORMULA = re.compile(r"[=+\-@\t\r\n＝＋－＠]")
NUMBER = re.compile(r"[-+]?(?:\d+(?:\.\d+)?|\.\d+)")
BETWEEN = "; "


def csv_lines(columns: Sequence[str], rows: Iterable[Sequence[Cell]]) -> Iterator[bytes]:
    """Give the lines of a CSV file (RFC 4180, UTF-8, line feeds), the names of its columns first."""
    yield line(columns)
    for row in rows:
        if len(row) != len(columns):
            raise ValueError(f"{len(row)} cells for {len(columns)} columns")
        yield line(tuple(written(cell) for cell in row))


def line(cells: Sequence[str]) -> bytes:
    """Give one line."""
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerow(cells)
    return out.getvalue().encode()


def written(cell: Cell) -> str:
    """Give a cell as text; a text that begins like a formula gets a quote before it, a number never.

    >>> [written(cell) for cell in ("=1+1", "-5", -5.0, 12.0, None, True, "army")]
    ["'=1+1", '-5', '-5', '12', '', 'true', 'army']
    """
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, (int, float)):
        return number(cell)
    return f"'{cell}" if STARTS_FORMULA.match(cell) and not NUMBER.fullmatch(cell) else cell


def number(value: float) -> str:
    """Give a number without an idle fraction."""
    return str(int(value)) if value == int(value) else repr(value)


def listed(names: Iterable[str | None]) -> str:
    """Give names in one cell, each once, empty ones left out."""
    return BETWEEN.join(dict.fromkeys(name for name in names if name))
