"""Runs a task over a corpus: read, answer, score, time; and prints what came of it."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from bench.peers.client import PeerError
from bench.score import Figure, figures
from bench.task import Bar, Predict, Task, digest, half_of

CODE = "reportedly"


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What one system reached on one corpus."""

    task: str
    system: str
    corpus: str
    sha256: str
    documents: int
    part: str
    seconds: float
    figures: list[Figure]
    bars: list[Bar]

    def as_json(self) -> dict[str, Any]:
        """Give the same as plain values."""
        return asdict(self)


def choose(records: Sequence[Any], *, limit: int | None, half: str | None) -> list[Any]:
    """Keep the documents of one half, then the first ``limit``."""
    kept = [record for record in records if half is None or half_of(record.id) == half]
    return kept if limit is None else kept[:limit]


def run(task: Task[Any, Any], path: Path, *, limit: int | None, half: str | None, peers: bool) -> Iterator[Outcome]:
    """Measure ours, then each peer on the same records."""
    records = choose(task.read(path), limit=limit, half=half)
    if not records:
        raise ValueError(f"{path.name} holds no document of task {task.name}")
    part = " ".join(([f"half {half}"] if half else []) + ([f"first {limit}"] if limit else [])) or "all"
    systems: dict[str, Predict[Any, Any]] = {CODE: task.predict, **(task.peers() if peers else {})}
    sha256 = digest(path)
    for system, predict in systems.items():
        start = time.perf_counter()
        try:
            answers = list(predict(records))
        except PeerError as error:
            print(f"bench: no answer from {system}: {error}", file=sys.stderr)
            continue
        seconds = time.perf_counter() - start
        rows = [task.score(record, answer) for record, answer in zip(records, answers, strict=True)]
        yield Outcome(
            task=task.name,
            system=system,
            corpus=path.name,
            sha256=sha256,
            documents=len(records),
            part=part,
            seconds=round(seconds, 1),
            figures=figures(rows),
            bars=list(task.bars) if system == CODE else [],
        )


def errors(task: Task[Any, Any], path: Path, *, limit: int | None, half: str | None) -> Iterator[str]:
    """Give our errors, document by document."""
    records = choose(task.read(path), limit=limit, half=half)
    for record, answer in zip(records, task.predict(records), strict=True):
        for line in task.errors(record, answer):
            yield f"{record.id}: {line}"


def table(outcome: Outcome) -> str:
    """Show an outcome as aligned lines."""
    head = (
        f"{outcome.task} · {outcome.system} · {outcome.corpus} ({outcome.part}) · {outcome.documents} documents · "
        f"{outcome.seconds:.1f} s\nsha256 {outcome.sha256}"
    )
    width = max(len(figure.name) for figure in outcome.figures)
    lines = [f"  {figure.name:<{width}}  {cells(figure)}{verdict(figure, outcome.bars)}" for figure in outcome.figures]
    return "\n".join([head, *lines])


def cells(figure: Figure) -> str:
    """Show the values of a figure, the one that counts with its interval."""
    shown = []
    for key, value in figure.values.items():
        interval = f" [{value.low:.3f}, {value.high:.3f}]" if key == figure.headline else ""
        shown.append(f"{key} {value.value:.3f}{interval}")
    counts = "/".join(f"{count:g}" for count in figure.counts[:3])
    return "  ".join(shown) + ("" if figure.headline == "pearson" else f"  ({counts})")


def verdict(figure: Figure, bars: Sequence[Bar]) -> str:
    """Say whether a bar on this figure is reached."""
    for bar in bars:
        if bar.figure == figure.name:
            reached = figure.values[bar.value].value >= bar.at_least
            return f"  bar {bar.at_least:.3f} {'reached' if reached else 'NOT reached'}"
    return ""
