"""Quantities on our own cases (``tests/cases/quantities.yml``): value, bound, and what is counted.

*Span*: the words share a character, one to one. *Value*: the same ``low`` and ``high`` too. *Bound* and *counted
thing*: of the quantities whose span matched and that have one; the peers have no field for either. *Values alone*
compares low and high as they come in a text, for peers without offsets. Cases marked ``held_out`` were written before
any output on them was seen; they have a figure of their own.
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
    held_out: bool = False


Answer = tuple[Amount, ...]


class Quantities:
    """Our own cases: times, then quantities."""

    name = "quantities"
    corpus = "tests/cases/quantities.yml"
    bars: tuple[Bar, ...] = ()

    def read(self, path: Path) -> list[Case]:
        """Read the file of cases."""
        return [case_of(row) for row in yaml.safe_load(path.read_text(encoding="utf-8"))]

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
        rows = score_amounts(gold.amounts, answer)
        return {**rows, "value, held-out cases": rows["value"]} if gold.held_out else rows

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


def case_of(row: Mapping[str, Any]) -> Case:
    """Read one case and find its words in the text, each after the one before; ``value`` stands for low and high."""
    text, at = row["text"], 0
    amounts = []
    for entry in row["expected"]:
        words = str(entry["text"])
        start = text.index(words, at)
        at = start + len(words)
        low, high = entry.get("low", entry.get("value")), entry.get("high", entry.get("value"))
        amounts.append(Amount(start=start, end=at, low=low, high=high, bound=entry.get("bound"), of=entry.get("of")))
    published = str(row["published"]) if row.get("published") else None
    held_out = bool(row.get("held_out"))
    return Case(id=row["id"], text=text, published=published, amounts=tuple(amounts), held_out=held_out)


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
