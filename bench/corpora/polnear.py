"""PolNeAR (Newell, Margolin and Ruths, LREC 2018): news with attributions as brat standoff.

A folder holds ``text/*.txt`` and ``attributions/<text name>_<annotator>.ann``. Of a document with several annotators
the first by name is read. A relation is ``Attribution`` or ``Attribution-no-source``; the further text-bound labels
(``Discuss``, ``Discard``) are notes of the annotators and mark no attribution.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from bench.spans import Span

RELATIONS = ("Attribution", "Attribution-no-source")


@dataclass(frozen=True, slots=True, kw_only=True)
class Relation:
    """An attribution as spans; ``source`` and ``cue`` are () where there is none, content may come in pieces."""

    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A news article and its attributions, in text order."""

    id: str
    text: str
    relations: tuple[Relation, ...]


def read_polnear(path: Path) -> list[Document]:
    """Read all documents of a folder that have annotations."""
    documents = []
    for text_file in sorted((path / "text").glob("*.txt")):
        standoff = sorted((path / "attributions").glob(f"{text_file.stem}_*.ann"))
        if standoff:
            text = text_file.read_bytes().decode("utf-8")
            relations = read_brat(standoff[0].read_text(encoding="utf-8"))
            documents.append(Document(id=text_file.stem, text=text, relations=relations))
    return documents


def read_brat(standoff: str) -> tuple[Relation, ...]:
    r"""Read the relations of one file of brat standoff.

    >>> read_brat("T1\tCue 4 8\tsaid\nT2\tContent 0 3;9 12\tx y\nE1\tAttribution-no-source:T3 Content:T2 Cue:T1\n")
    (Relation(source=(), cue=((4, 8),), content=((0, 3), (9, 12))),)
    """
    spans: dict[str, tuple[Span, ...]] = {}
    events: list[str] = []
    for line in standoff.splitlines():
        name, _, rest = line.partition("\t")
        if name.startswith("T"):
            spans[name] = read_spans(rest.partition("\t")[0])
        elif name.startswith("E") and rest.startswith(RELATIONS):
            events.append(rest)
    relations = [read_relation(event, spans) for event in events]
    return tuple(sorted((r for r in relations if r.content or r.cue), key=lambda r: min(r.content + r.cue)))


def read_spans(field: str) -> tuple[Span, ...]:
    """Read ``Label 3 9;12 15``."""
    _, _, offsets = field.partition(" ")
    pairs = (piece.split(" ") for piece in offsets.split(";"))
    return tuple((int(start), int(end)) for start, end in pairs)


def read_relation(event: str, spans: dict[str, tuple[Span, ...]]) -> Relation:
    """Read ``Attribution:T4 Content:T3 Cue:T2 Source:T1``; a second content is a further piece (``Content2``)."""
    roles: dict[str, tuple[Span, ...]] = {}
    for argument in event.split()[1:]:
        role, _, name = argument.partition(":")
        role = role.rstrip("0123456789")
        roles[role] = roles.get(role, ()) + spans.get(name, ())
    return Relation(
        source=roles.get("Source", ()), cue=roles.get("Cue", ()), content=tuple(sorted(roles.get("Content", ())))
    )
