"""What a crawl left, as sets to be compared: only what the manifest names counts."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

from reportedly.crawl.manifest import read_lines
from reportedly.crawl.output import ASIDE, FAILURES, READINGS, ReadingRow, read_table
from reportedly.crawl.records import Aside
from reportedly.model import Failure

Rows = Counter[tuple[str, ...]]


def rows(folder: Path) -> Rows:
    """Give all rows of a crawl: what a page is named by and what came of it, readings whole."""
    found: Rows = Counter()
    for line in read_lines(folder):
        for name in line.files:
            where = name.partition("/")[0]
            if where == READINGS:
                found.update(
                    ("read", row.path, str(row.url), row.reading) for row in read_table(folder / name, ReadingRow)
                )
            elif where == ASIDE:
                found.update(
                    (row.cause, row.path, str(row.url), row.reason) for row in read_table(folder / name, Aside)
                )
            elif where == FAILURES:
                found.update(("failed", row.path, "", row.message) for row in read_table(folder / name, Failure))
    return found


def outcomes(folder: Path) -> dict[str, list[str]]:
    """Give by url what came of each page that has one."""
    found: dict[str, list[str]] = {}
    for what, _, url, _ in rows(folder).elements():
        found.setdefault(url, []).append(what)
    return found


def unnamed(folder: Path) -> list[str]:
    """Give the tables that the manifest does not name."""
    named = {name for line in read_lines(folder) for name in line.files}
    return [
        str(path.relative_to(folder))
        for path in folder.rglob("*.parquet*")
        if str(path.relative_to(folder)) not in named
    ]


def is_reading(text: str) -> bool:
    """Whether a row holds a reading."""
    return bool(json.loads(text)["schema"] == "reportedly.reading/1")
