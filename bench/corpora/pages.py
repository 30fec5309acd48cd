"""Documents of several corpora as plain pages, with what the corpus itself says of armed conflict in them.

FA-KES is on one war; WikiEvents marks attacks, injuries and deaths; MUC-4 fills a
template for each incident of terror, and the documents without one are its near misses. The other corpora say nothing:
local news (LGL), news of the American election of 2016 (PolNeAR), epidemics (GeoVirus), pages of any kind (Zyte). Our
own samples are all of one war.
"""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from bench.corpora.geoparsing import read_geoparsing
from bench.corpora.muc import read_key, read_texts
from bench.corpora.wikievents import read_wikievents
from reportedly.model import Capture

MARKED = ("Conflict.Attack", "Life.Die", "Life.Injure")


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A document; ``conflict`` is None where its corpus does not say."""

    id: str
    text: str
    conflict: bool | None


def read_pages(path: Path) -> list[Page]:
    """Read a corpus, known by what its folder or file holds."""
    if path.suffix == ".xml":
        pages = [Page(id=one.id, text=one.text, conflict=None) for one in read_geoparsing(path)]
    elif path.suffix == ".jsonl":
        pages = [
            Page(id=one.id, text=one.text, conflict=any(event.kind.startswith(MARKED) for event in one.events))
            for one in read_wikievents(path)
        ]
    elif (path / "samples.jsonl").exists():
        pages = list(read_samples(path / "samples.jsonl"))
    elif (path / "ground-truth.json").exists():
        truth = json.loads((path / "ground-truth.json").read_text(encoding="utf-8"))
        pages = [Page(id=key, text=entry["articleBody"], conflict=None) for key, entry in sorted(truth.items())]
    elif any(path.rglob("key-*")):
        pages = list(read_messages(path))
    elif any(path.glob("*.csv")):
        pages = [page for file in sorted(path.glob("*.csv")) for page in read_rows(file)]
    else:
        pages = [
            Page(id=file.stem, text=file.read_bytes().decode("utf-8"), conflict=None)
            for file in sorted((path / "text").glob("*.txt"))
        ]
    return [page for page in pages if page.text.strip()]


def read_samples(file: Path) -> Iterator[Page]:
    """Read our own samples, as ``clean`` makes articles of them."""
    from reportedly.captures import read_captures
    from reportedly.clean import clean
    from reportedly.codebook.blocks import load_block_marks

    for capture in read_captures([str(file)]):
        if isinstance(capture, Capture):
            yield Page(id=capture.key or capture.path, text=clean(capture, load_block_marks())[0].text, conflict=True)


def read_rows(file: Path) -> Iterator[Page]:
    """Read FA-KES' table."""
    with file.open(encoding="latin-1", newline="") as lines:
        for row in csv.DictReader(lines):
            yield Page(id=row["unit_id"], text=f"{row['article_title']}\n\n{row['article_content']}", conflict=True)


def read_messages(path: Path) -> Iterator[Page]:
    """Read all sets of MUC-4 below a folder, the ones to learn from included."""
    keys = sorted(path.rglob("key-*"))
    relevant: dict[str, bool] = {}
    for key in keys:
        for message, template in read_key(key.read_text(encoding="latin-1")):
            name = re.split(r"\s", message)[0]
            relevant[name] = relevant.get(name, False) or template is not None
    texts = sorted({file for key in keys for file in key.parent.glob("*muc*") if file not in keys})
    for file in texts:
        for message, text, *_ in read_texts(file.read_text(encoding="latin-1")):
            if message in relevant:
                yield Page(id=message, text=text, conflict=relevant[message])
