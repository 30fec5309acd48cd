"""PolNeAR (Newell, Margolin & Ruths, LREC 2018) from its brat files: articles and their attributions."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROW = re.compile(r"[TE]\d+\t")


@dataclass(frozen=True, slots=True, kw_only=True)
class Relation:
    """One attribution: character ranges of its source (none where it has no source), cue and content."""

    source: tuple[tuple[int, int], ...]
    cue: tuple[tuple[int, int], ...]
    content: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """An article's name, text and attributions, as its first annotator saw them."""

    name: str
    text: str
    relations: tuple[Relation, ...]


def read_relations(lines: list[str]) -> Iterator[Relation]:
    """Give the complete relations of a brat file; rows that lack a cue or a content are left out."""
    spans: dict[str, tuple[str, tuple[tuple[int, int], ...]]] = {}
    relations: list[list[list[str]]] = []
    for line in lines:
        if not ROW.match(line):
            continue
        name, body = line.rstrip("\n").split("\t")[:2]
        if line[0] == "T":
            kind, offsets = body.split(" ", 1)
            pieces = [tuple(int(n) for n in piece.split()) for piece in offsets.split(";")]
            spans[name] = (kind, tuple((piece[0], piece[1]) for piece in pieces))
        else:
            relations.append([part.split(":") for part in body.split()])
    for parts in relations:
        found: dict[str, tuple[tuple[int, int], ...]] = {"Source": (), "Cue": (), "Content": ()}
        for role, name in parts[1:]:
            role = re.sub(r"\d+$", "", role)
            if name in spans and role in found:
                found[role] += spans[name][1]
        if found["Cue"] and found["Content"]:
            yield Relation(
                source=tuple(sorted(found["Source"])),
                cue=tuple(sorted(found["Cue"])),
                content=tuple(sorted(found["Content"])),
            )


def read_polnear(folder: Path) -> Iterator[Report]:
    """Give the reports of ``train`` or ``dev`` in order of name, with the first annotator's relations."""
    first: dict[str, Path] = {}
    for path in sorted((folder / "attributions").glob("*.ann")):
        first.setdefault(path.stem.rsplit("_", 1)[0], path)
    for name, path in first.items():
        with (folder / "text" / f"{name}.txt").open(encoding="utf-8", newline="") as file:
            text = file.read()
        relations = tuple(read_relations(path.read_text(encoding="utf-8").splitlines(keepends=True)))
        yield Report(name=name, text=text, relations=relations)
