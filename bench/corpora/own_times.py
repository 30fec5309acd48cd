"""Our own cases of time expressions (``tests/cases/times.yml``) as documents: each text with its spans and values."""

from __future__ import annotations

from pathlib import Path

import yaml

from bench.corpora.wikiwars import Document
from bench.spans import Span


def read_own_times(file: Path) -> list[Document]:
    """Read the cases; the words of a case are looked up each after the one before."""
    documents = []
    for number, case in enumerate(yaml.safe_load(file.read_text(encoding="utf-8"))):
        text, at = str(case["text"]), 0
        times: dict[Span, str] = {}
        for words, _, value, *_ in case["times"]:
            start = text.index(str(words), at)
            at = start + len(str(words))
            times[start, at] = str(value)
        published = str(case["published"]) if case.get("published") else None
        documents.append(Document(id=f"case-{number}", text=text, published=published, times=times))
    return documents
