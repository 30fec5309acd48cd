"""PLOVER's gold standard records (Open Event Data Alliance): single sentences with type, source and target.

The records use the 18 types of an older draft; those that draft 0.8 gave up are read under the names that it gave them.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

TODAY = {"DEMAND": "REQUEST", "DISAPPROVE": "ACCUSE", "INVESTIGATE": "ACCUSE", "FIGHT": "ASSAULT"}
NOTE = "DOCUMENT"


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """A sentence with the type of its event and the words of its parties; reciprocal events have sources only."""

    id: str
    text: str
    kind: str
    sources: tuple[str, ...]
    targets: tuple[str, ...]


def read_plover(path: Path) -> list[Sentence]:
    """Read a file of records, or all such files below a folder."""
    files = [path] if path.is_file() else sorted(path.rglob("*GSR*.txt"))
    rows = [row for file in files for row in json.loads(file.read_text(encoding="utf-8"))]
    return [
        Sentence(
            id=row["id"],
            text=row["text"].replace("\\$", "$"),
            kind=TODAY.get(row["event"], row["event"]),
            sources=parties(row.get("source")),
            targets=parties(row.get("target")),
        )
        for row in rows
        if row["event"] != NOTE
    ]


def parties(field: Any) -> tuple[str, ...]:
    """Give the words of the parties of one field; an empty string or null holds none."""
    return tuple(party["actorText"] for party in field) if isinstance(field, list) else ()
