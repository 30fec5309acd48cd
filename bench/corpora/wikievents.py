"""WikiEvents (Li, Ji and Han, NAACL 2021): events and arguments of the KAIROS ontology in long news reports.

The corpus' own text runs sentences into each other; here each sentence is a line, and token numbers become offsets into
that text.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bench.spans import Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Argument:
    """A filled role: the words of the entity mention, which are its head words."""

    role: str
    span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """A trigger with its KAIROS type and arguments."""

    kind: str
    trigger: Span
    arguments: tuple[Argument, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A report and its events."""

    id: str
    text: str
    events: tuple[Event, ...]


def read_wikievents(path: Path) -> list[Document]:
    """Read the file, or the ``*.jsonl`` of a folder."""
    files = [path] if path.is_file() else sorted(path.glob("*.jsonl"))
    rows = [json.loads(line) for file in files for line in file.read_text(encoding="utf-8").splitlines() if line]
    return [read_document(row) for row in rows]


def read_document(row: dict[str, Any]) -> Document:
    """Lay the sentences out as lines and turn token numbers into offsets."""
    lines: list[str] = []
    offsets: list[Span] = []
    at = 0
    for tokens, sentence in row["sentences"]:
        first = tokens[0][1] if tokens else 0
        offsets += [(at + start - first, at + end - first) for _, start, end in tokens]
        lines.append(sentence)
        at += len(sentence) + 1
    entities = {entity["id"]: entity for entity in row["entity_mentions"]}

    def span(tokens: dict[str, Any]) -> Span:
        return offsets[tokens["start"]][0], offsets[tokens["end"] - 1][1]

    events = [
        Event(
            kind=event["event_type"],
            trigger=span(event["trigger"]),
            arguments=tuple(
                Argument(role=argument["role"], span=span(entities[argument["entity_id"]]))
                for argument in event["arguments"]
            ),
        )
        for event in row["event_mentions"]
    ]
    ordered = tuple(sorted(events, key=lambda event: event.trigger))
    return Document(id=row["doc_id"], text="\n".join(lines), events=ordered)
