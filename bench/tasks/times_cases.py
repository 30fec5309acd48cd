"""Recognizers-Text's specifications of dates and times (Microsoft) as cases: spans in short made-up sentences.

Scored are spans only, of the cases of ``DateTimeModel*.json``: their values are in a scheme of their own, and many are
calendar requests ("schedule a meeting") that no report holds. No bar: a regression figure.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bench import ours
from bench.score import Prf, Rows, pair_up, prf
from bench.spans import Span, context
from bench.task import Bar, Predict

Answer = frozenset[Span]


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A sentence, the day it is said on, and the spans in it."""

    id: str
    text: str
    published: str | None
    spans: Answer


class TimesCases:
    """recognizers_datetime: our step of times, fed directly."""

    name = "times-cases"
    corpus = "recognizers_datetime"
    bars: tuple[Bar, ...] = ()

    def read(self, path: Path) -> list[Case]:
        """Read one file of cases, or ``DateTimeModel*.json`` below a folder."""
        files = [path] if path.is_file() else sorted(path.rglob("DateTimeModel*.json"))
        return [
            case_of(f"{file.stem}-{number}", row)
            for file in files
            for number, row in enumerate(json.loads(file.read_text(encoding="utf-8-sig")))
        ]

    def predict(self, records: Sequence[Case]) -> Iterator[Answer]:
        """Give the spans of each sentence."""
        for article, doc in ours.parsed((record.text, record.published) for record in records):
            yield frozenset((time.start, time.end) for time in ours.times_of(article, doc))

    def peers(self) -> Mapping[str, Predict[Case, Answer]]:
        """None: these are another tool's own cases."""
        return {}

    def score(self, gold: Case, answer: Answer) -> Rows:
        """Count one case."""
        found, wanted = sorted(answer), sorted(gold.spans)

        def shared(f: int, w: int) -> float:
            return min(found[f][1], wanted[w][1]) - max(found[f][0], wanted[w][0])

        overlapping = len(pair_up(len(found), len(wanted), shared))
        return {
            "strict span": prf(answer, gold.spans),
            "relaxed span": Prf(overlapping, len(found), len(wanted)),
        }

    def errors(self, gold: Case, answer: Answer) -> Iterator[str]:
        """Give missed and false spans."""
        for span in sorted(gold.spans ^ answer):
            yield f"{'missed' if span in gold.spans else 'false'}: {context(gold.text, span)}"


def case_of(name: str, row: Mapping[str, Any]) -> Case:
    """Read one case; ``End`` is inclusive."""
    day = row.get("Context", {}).get("ReferenceDateTime", "")[:10] or None
    spans = frozenset(
        (one["Start"], one["End"] + 1 if "End" in one else one["Start"] + one["Length"]) for one in row["Results"]
    )
    return Case(id=name, text=row["Input"], published=day, spans=spans)
