"""PLOVER's gold standard records (Open Event Data Alliance): single sentences with type, source and target.

The records use the 18 types of an older draft; those that draft 0.8 gave up are read under the names that it gave them.
What 0.8 moved from one type to another by its CAMEO code (CAMEO2PLOVER-2021.txt) is read where it stands there, if the
record's mode or its words for the deed tell that code: destruction of property (1712), abduction and human shields
(181, 184) under ASSAULT, embargoes (163) under COERCE, eased curfews and emergencies (0813, 0814) under RETREAT.
"""

from __future__ import annotations

import json
from collections.abc import Set
from dataclasses import dataclass
from pathlib import Path
from typing import Any

TODAY = {"DEMAND": "REQUEST", "DISAPPROVE": "ACCUSE", "INVESTIGATE": "ACCUSE", "FIGHT": "ASSAULT"}
MOVED = (
    ("COERCE", frozenset({"destroy", "kidnapped", "abducted", "hijacked", "shields"}), "ASSAULT"),
    ("SANCTION", frozenset({"sanctions", "embargo", "boycott"}), "COERCE"),
    ("CONCEDE", frozenset({"curfew", "emergency", "martial"}), "RETREAT"),
)
NOTE = "DOCUMENT"


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """A sentence with the type of its event and the words that name it and its parties.

    Reciprocal events have sources only.
    """

    id: str
    text: str
    kind: str
    sources: tuple[str, ...]
    targets: tuple[str, ...]
    deed: str = ""


def read_plover(path: Path) -> list[Sentence]:
    """Read a file of records, or all such files below a folder."""
    files = [path] if path.is_file() else sorted(path.rglob("*GSR*.txt"))
    rows = [row for file in files for row in json.loads(file.read_text(encoding="utf-8"))]
    return [
        Sentence(
            id=row["id"],
            text=row["text"].replace("\\$", "$"),
            kind=kind_of(row["event"], {row.get("mode"), *row["eventText"].lower().split()}),
            sources=parties(row.get("source")),
            targets=parties(row.get("target")),
            deed=row["eventText"],
        )
        for row in rows
        if row["event"] != NOTE
    ]


def kind_of(event: str, words: Set[str | None]) -> str:
    """Give the type in draft 0.8.

    >>> kind_of("FIGHT", set()), kind_of("CONCEDE", {"lifted", "curfew"}), kind_of("CONCEDE", {"agreed"})
    ('ASSAULT', 'RETREAT', 'CONCEDE')
    """
    for old, telling, new in MOVED:
        if event == old and not telling.isdisjoint(words):
            return new
    return TODAY.get(event, event)


def parties(field: Any) -> tuple[str, ...]:
    """Give the words of the parties of one field; an empty string or null holds none."""
    return tuple(party["actorText"] for party in field) if isinstance(field, list) else ()
