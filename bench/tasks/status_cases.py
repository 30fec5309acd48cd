"""Status on our own cases (``tests/cases/status.yml``): what a sentence tells of the event of one word, if anything.

*Status*: the whole answer: the event is found with its status and polarity, or no event where none is claimed; an event
that is not found is wrong. *Status, found*: of the events that are both wanted and found, the share with the right
status and polarity. *Condition*: of the conditions that a case names, those whose words our condition holds.

The cases marked ``held_out`` were written before any output on them was seen, and are never used to develop: each
figure stands for all cases, for those developed on (dev), and for those put aside (held). The kinds are told apart for
all cases together.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from bench import ours
from bench.score import Rate, Rows
from bench.task import Bar, Predict

NOTHING = "none"


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A sentence, the word that names the event, and its status: ``none`` where none is claimed."""

    id: str
    text: str
    start: int
    end: int
    status: str
    polarity: str
    condition: str | None
    kind: str
    held_out: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What was found of the event: its status, ``none`` where no event was found."""

    status: str = NOTHING
    polarity: str = "positive"
    condition: str = ""


class StatusCases:
    """Our own cases of status, by the whole extraction."""

    name = "status-cases"
    corpus = "tests/cases/status.yml"
    bars = (Bar(figure="status, held", value="share", at_least=0.90),)

    def read(self, path: Path) -> list[Case]:
        """Read the file of cases."""
        return [case_of(row) for row in yaml.safe_load(path.read_text(encoding="utf-8"))]

    def predict(self, records: Sequence[Case]) -> Iterator[Told]:
        """Give what our extraction finds of each case's event."""
        found = ours.extracted((record.text, None) for record in records)
        for record, one in zip(records, found, strict=True):
            yield told_of(record, ours.events_of(one.article, one.doc, one.mentions))

    def peers(self) -> Mapping[str, Predict[Case, Told]]:
        """Give the answer that every event happened."""
        return {"all occurred": lambda records: (Told(status="occurred") for _ in records)}

    def score(self, gold: Case, answer: Told) -> Rows:
        """Count one case."""
        right = is_right(gold, answer)
        rows = {"status": Rate(right, 1), f"kind {gold.kind}": Rate(right, 1)}
        if NOTHING not in (gold.status, answer.status):
            rows["status, found"] = Rate(right, 1)
        if gold.condition is not None:
            rows["condition"] = Rate(gold.condition in answer.condition, 1)
        part = "held" if gold.held_out else "dev"
        parted = {f"{name}, {part}": rate for name, rate in rows.items() if not name.startswith("kind")}
        return {**rows, **parted}

    def errors(self, gold: Case, answer: Told) -> Iterator[str]:
        """Give a wrong status; never that of a case put aside."""
        if not gold.held_out and not is_right(gold, answer):
            word = gold.text[gold.start : gold.end]
            yield f"wanted {gold.status} {gold.polarity} found {answer.status} {answer.polarity}: {word}: {gold.text}"


def case_of(row: Mapping[str, Any]) -> Case:
    """Read one case and find its word in the text."""
    start = row["text"].index(row["trigger"])
    return Case(
        id=row["text"],
        text=row["text"],
        start=start,
        end=start + len(row["trigger"]),
        status=row["status"],
        polarity="negative" if row.get("negative") else "positive",
        condition=row.get("condition"),
        kind=row.get("kind", row["status"]),
        held_out=bool(row.get("held_out")),
    )


def told_of(case: Case, events: Sequence[Any]) -> Told:
    """Give what the events say of the one that a case's word names."""
    for event in events:
        if event.trigger.start < case.end and case.start < event.trigger.end:
            words = case.text[event.condition.start : event.condition.end] if event.condition else ""
            return Told(status=event.status, polarity=event.polarity, condition=words)
    return Told()


def is_right(case: Case, told: Told) -> bool:
    """Whether the status is right, and its polarity where an event is claimed."""
    return case.status == told.status and (case.status == NOTHING or case.polarity == told.polarity)
