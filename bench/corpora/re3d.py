"""re3d (Dstl, 2017): entities in documents on the war in Syria and Iraq, marked by experts and a crowd.

Each source has a folder with ``documents.json`` and ``entities.json``, one JSON object a line. Mentions below a
confidence of one half are noise ("camp" in "campaign") and are dropped, as are types other than Person, Organisation
and Location.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

TYPES = frozenset({"Person", "Organisation", "Location"})
CONFIDENT = 0.5
Mention = tuple[int, int, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A document and its mentions: (start, end, type)."""

    id: str
    text: str
    mentions: frozenset[Mention]


def read_re3d(path: Path) -> list[Document]:
    """Read all sources below a folder, or one source."""
    mentions: defaultdict[str, set[Mention]] = defaultdict(set)
    for file in sorted(path.rglob("entities.json")):
        for entity in objects(file):
            if entity["type"] in TYPES and entity["confidence"] >= CONFIDENT:
                mentions[entity["documentId"]].add((entity["begin"], entity["end"], entity["type"]))
    return [
        Document(id=document["_id"], text=document["text"], mentions=frozenset(mentions[document["_id"]]))
        for file in sorted(path.rglob("documents.json"))
        for document in objects(file)
    ]


def objects(file: Path) -> Iterator[dict[str, Any]]:
    """Give the object of each line."""
    for line in file.read_text(encoding="utf-8-sig").splitlines():
        if line.strip():
            yield json.loads(line)
