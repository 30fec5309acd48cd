"""Which place belongs to which event verb (Halterman, NLP+CSS 2019): one (sentence, verb) item a line.

Items of one sentence are one record, so that halves and resamples never cut a sentence in two.
"""

from __future__ import annotations

import gzip
import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bench.spans import Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """An event verb and the places where its event happens: none in two items of five."""

    verb: Span
    places: frozenset[Span]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """A sentence with its items."""

    id: str
    text: str
    source: str
    items: tuple[Item, ...]


def read_event_location(path: Path) -> list[Sentence]:
    """Read the file, or the files ``*.jsonl`` and ``*.jsonl.gz`` of a folder."""
    files = [path] if path.is_file() else sorted([*path.glob("*.jsonl"), *path.glob("*.jsonl.gz")])
    items: dict[tuple[str, str], list[Item]] = {}
    for file in files:
        for line in lines(file):
            items.setdefault((line["text"], line["source"]), []).extend(items_of(line["spans"]))
    return [
        Sentence(id=hashlib.sha256(text.encode()).hexdigest()[:12], text=text, source=source, items=tuple(held))
        for (text, source), held in items.items()
        if held
    ]


def items_of(spans: list[dict[str, Any]]) -> Iterator[Item]:
    """Give one item a verb."""
    places = frozenset((span["start"], span["end"]) for span in spans if span["label"] == "LOCATION")
    for span in spans:
        if span["label"] == "VERB":
            yield Item(verb=(span["start"], span["end"]), places=places)


def lines(file: Path) -> Iterator[dict[str, Any]]:
    """Give the object of each line, packed or not."""
    raw = file.read_bytes()
    text = gzip.decompress(raw) if file.suffix == ".gz" else raw
    for line in text.decode("utf-8").splitlines():
        if line.strip():
            yield json.loads(line)
