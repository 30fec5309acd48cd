"""Quantities on our own cases (``tests/cases/quantities.yml``): value, bound, and what is counted.

A case is a text with its quantities in text order, each as a mapping or a list in the order of ``FIELDS``. *Span*: the
words share a character, one to one. *Value*: the same ``low`` and ``high`` too. *Bound* and *counted thing*: of the
quantities whose span matched and that have one. *Values alone* compares low and high as they
come in a text, for peers without offsets.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import yaml

from bench import ours
from bench.peers import client
from bench.score import Prf, Rate, Rows, pair_up
from bench.spans import context
from bench.task import Bar, Predict

FIELDS = ("words", "low", "best", "high", "bound", "of")


@dataclass(frozen=True, slots=True, kw_only=True)
class Amount:
    """A quantity; offsets are -1 where a peer gives none."""

    start: int
    end: int
    low: float | None
    high: float | None
    bound: str | None
    of: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A text with its quantities."""

    id: str
    text: str
    published: str | None
    amounts: tuple[Amount, ...]


Answer = tuple[Amount, ...]


class Quantities:
    """Our own cases: times, then quantities."""

    name = "quantities"
    corpus = "tests/cases/quantities.yml"
    bars: tuple[Bar, ...] = ()

    def read(self, path: Path) -> list[Case]:
        """Read the file of cases; cases without ``quantities`` test something else and are passed over."""
        plain = yaml.safe_load(path.read_text(encoding="utf-8"))
        groups = plain.values() if isinstance(plain, dict) else [plain]
        rows = [row for group in groups if isinstance(group, list) for row in group if isinstance(row, dict)]
        kept = [row for row in rows if isinstance(row.get("quantities"), list)]
        return [case_of(number, row) for number, row in enumerate(kept)]

    def predict(self, records: Sequence[Case]) -> Iterator[Answer]:
        """Give the quantities of each text."""
        for article, doc in ours.parsed((record.text, record.published) for record in records):
            found = ours.quantities_of(article, doc, ours.times_of(article, doc))
            yield tuple(Amount(start=q.start, end=q.end, low=q.low, high=q.high, bound=q.bound, of=q.of) for q in found)

    def peers(self) -> Mapping[str, Predict[Case, Answer]]:
        """Give quantulum3 and text2num."""
        return {name: partial(by_peer, name) for name in ("quantulum3", "text2num") if client.installed()}

    def score(self, gold: Case, answer: Answer) -> Rows:
        """Count one case."""
        return score_amounts(gold.amounts, answer)

    def errors(self, gold: Case, answer: Answer) -> Iterator[str]:
        """Give what differs."""
        pairs = dict(matched(gold.amounts, answer))
        for w, wanted in enumerate(gold.amounts):
            found = next((answer[f] for f, other in pairs.items() if other == w), None)
            if found != wanted:
                yield f"wanted {wanted} found {found}: {context(gold.text, (wanted.start, wanted.end))}"
        for f, amount in enumerate(answer):
            if f not in pairs:
                yield f"false {amount}: {context(gold.text, (amount.start, amount.end))}"


def case_of(number: int, row: Mapping[str, Any]) -> Case:
    """Read one case and find its words in the text, each after the one before."""
    text, at = str(row["text"]), 0
    amounts = []
    for entry in row["quantities"]:
        fields = dict(entry) if isinstance(entry, dict) else dict(zip(FIELDS, entry, strict=False))
        words = str(fields.get("words", fields.get("text")))
        start = text.index(words, at)
        at = start + len(words)
        amounts.append(
            Amount(
                start=start,
                end=at,
                low=fields.get("low"),
                high=fields.get("high"),
                bound=fields.get("bound"),
                of=fields.get("of"),
            )
        )
    published = row.get("published")
    return Case(id=f"case-{number}", text=text, published=str(published) if published else None, amounts=tuple(amounts))


def by_peer(name: str, records: Sequence[Case]) -> Iterator[Answer]:
    """Give the quantities of a peer."""
    for found in client.ask(name, [(record.text, record.published) for record in records]):
        yield tuple(Amount(bound=None, **one) for one in found)


def matched(wanted: Sequence[Amount], found: Sequence[Amount]) -> list[tuple[int, int]]:
    """Pair quantities that share a character."""

    def shared(f: int, w: int) -> float:
        if found[f].start < 0:
            return 0.0
        return min(found[f].end, wanted[w].end) - max(found[f].start, wanted[w].start)

    return pair_up(len(found), len(wanted), shared)


def score_amounts(wanted: Sequence[Amount], found: Sequence[Amount]) -> Rows:
    """Count one case."""
    pairs = [(found[f], wanted[w]) for f, w in matched(wanted, found)]
    bounded = [(one, gold) for one, gold in pairs if gold.bound]
    counted = [(one, gold) for one, gold in pairs if gold.of]
    here = Counter((one.low, one.high) for one in found)
    there = Counter((one.low, one.high) for one in wanted)
    return {
        "span": Prf(len(pairs), len(found), len(wanted)),
        "value": Prf(sum((one.low, one.high) == (gold.low, gold.high) for one, gold in pairs), len(found), len(wanted)),
        "values alone": Prf(sum((here & there).values()), len(found), len(wanted)),
        "bound": Rate(sum(one.bound == gold.bound for one, gold in bounded), len(bounded)),
        "counted thing": Rate(sum(one.of == gold.of for one, gold in counted), len(counted)),
    }
