"""Factuality of event words (UW data, Lee et al. 2015, as prepared by Jiang and de Marneffe, TACL 2021).

One tokenised sentence a line with targets: a token and how far its event is told as having happened, from -3 (certainly
not) to 3 (certainly). The tokens are put together to plain text again, so that a parser sees what it was made for.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from bench.spans import Span

CLINGS_LEFT = re.compile(r"[.,;:!?%)\]}]|n't|'(?:s|m|d|re|ve|ll)?|''")
CLINGS_RIGHT = re.compile(r"[(\[{$]|``")
QUOTE_PAIRS = (("` `", '"'), ("' '", '"'))


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """A sentence and its targets: the characters of the event word, and its factuality."""

    id: str
    text: str
    targets: tuple[tuple[Span, float], ...]


def read_factuality(path: Path) -> list[Sentence]:
    """Read a file of lines, or ``dev.jsonl`` of a folder."""
    file = path if path.is_file() else path / "dev.jsonl"
    rows = [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines() if line.strip()]
    sentences = []
    for number, row in enumerate(rows):
        text, spans = untokenised(row["text"].split(" "))
        targets = tuple(
            ((spans[target["span1"][0]][0], spans[target["span1"][1] - 1][1]), float(target["label"]))
            for target in row["targets"]
        )
        sentences.append(Sentence(id=f"{file.stem}-{number}", text=text, targets=targets))
    return sentences


def untokenised(tokens: Sequence[str]) -> tuple[str, list[Span]]:
    """Join tokens as text is written; give the text and the span of each token in it.

    >>> untokenised(["He", "did", "n't", "(", "yet", ")", "."])
    ("He didn't (yet).", [(0, 2), (3, 6), (6, 9), (10, 11), (11, 14), (14, 15), (15, 16)])
    """
    text = ""
    spans: list[Span] = []
    glue = True
    for token in tokens:
        if text and not glue and not CLINGS_LEFT.fullmatch(token):
            text += " "
        spans.append((len(text), len(text) + len(token)))
        text += token
        glue = CLINGS_RIGHT.fullmatch(token) is not None
    return text, spans
