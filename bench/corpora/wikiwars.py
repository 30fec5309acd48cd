"""WikiWars (Mazur and Dale, EMNLP 2010): Wikipedia's histories of wars with every temporal expression.

Reads the TIMEX3 conversion (``timex3/*.tml``) or, where only that is given, the original TIMEX2
(``keyinline/*.xml``). The conversion gives every expression the type DATE and drops nested ones; types are therefore
not scored.
"""

from __future__ import annotations

import html
import re
from dataclasses import dataclass
from pathlib import Path

from bench.spans import Span

TAG = re.compile(r"<(/?)TIMEX[23]([^>]*)>")
VALUE = re.compile(r'\bval(?:ue)?="([^"]*)"')
CREATED = re.compile(r"<(?:DCT|DATETIME)>.*?(\d{4}-\d{2}-\d{2})", re.DOTALL)
TEXT = re.compile(r"<TEXT>(.*)</TEXT>", re.DOTALL)


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A text, the day on which it was taken, and its time expressions: span -> value, "" where it has none."""

    id: str
    text: str
    published: str | None
    times: dict[Span, str]


def read_wikiwars(path: Path) -> list[Document]:
    """Read the corpus' folder, one of its subfolders, or one file."""
    if path.is_file():
        return [read_document(path)]
    for pattern in ("timex3/*.tml", "keyinline/*.xml", "*.tml", "*.xml"):
        files = sorted(path.glob(pattern))
        if files:
            return [read_document(file) for file in files]
    raise FileNotFoundError(f"{path}: holds no .tml and no .xml files")


def read_document(file: Path) -> Document:
    """Read one marked-up text; offsets count characters of the text without marks."""
    marked = file.read_text(encoding="utf-8")
    created, body = CREATED.search(marked), TEXT.search(marked)
    if body is None:
        raise ValueError(f"{file}: has no <TEXT>")
    text, times = strip_marks(body[1])
    return Document(id=file.name.split(".")[0], text=text, published=created[1] if created else None, times=times)


def strip_marks(marked: str) -> tuple[str, dict[Span, str]]:
    """Give the text without its marks, and the value of each outermost expression.

    >>> strip_marks('In <TIMEX3 value="1939">1939</TIMEX3>.')
    ('In 1939.', {(3, 7): '1939'})
    """
    parts: list[str] = []
    times: dict[Span, str] = {}
    opened: list[tuple[int, str]] = []
    at = length = 0
    for tag in TAG.finditer(marked):
        piece = html.unescape(marked[at : tag.start()])
        parts.append(piece)
        length += len(piece)
        at = tag.end()
        if tag[1]:
            start, value = opened.pop()
            if not opened:
                times[start, length] = value
        else:
            found = VALUE.search(tag[2])
            opened.append((length, found[1] if found and found[1] != "null" else ""))
    parts.append(html.unescape(marked[at:]))
    return "".join(parts), times
