"""Quantities on our own cases (``tests/cases/quantities.yml``): value, bound, and what is counted.

*Span*: the words share a character, one to one. *Value*: the same ``low`` and ``high`` too. *Bound* and *counted
thing*: of the wanted quantities that have one, and of those found with one where none is wanted, the share whose words
are the same; the peers have no field for either (quantulum3's unit is taken for the thing). *All three*: value, bound
and thing at once. *Whole case*: nothing wrong, missed or false. *Values alone* compares low and high as they come in a
text, for peers without offsets. *Side*: of the figures of which the case says whose side they count, those whose actor
has that word among its mentions (the whole reading).

The cases marked ``held_out`` were written before any output on them was seen, and are never used to develop: each
figure stands for all cases, for those developed on (dev), and for those put aside (held).
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
from bench.score import Prf, Rate, Row, Rows, pair_up
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
    side: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A text with its quantities."""

    id: str
    text: str
    published: str | None
    amounts: tuple[Amount, ...]
    held_out: bool = False


Answer = tuple[Amount, ...]
PARTED = ("value", "values alone", "bound", "counted thing", "all three", "whole case", "side")


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
        texts = ((record.text, record.published) for record in records)
        for record, (article, doc) in zip(records, ours.parsed(texts), strict=True):
            found = ours.quantities_of(article, doc, ours.times_of(article, doc))
            sides = sides_of(record) if any(amount.side for amount in record.amounts) else {}
            yield tuple(
                Amount(
                    start=q.start, end=q.end, low=q.low, high=q.high, bound=q.bound, of=q.of,
                    side=sides.get((q.start, q.end)),
                )
                for q in found
            )  # fmt: skip

    def peers(self) -> Mapping[str, Predict[Case, Answer]]:
        """Give quantulum3 and text2num."""
        return {name: partial(by_peer, name) for name in ("quantulum3", "text2num") if client.installed()}

    def score(self, gold: Case, answer: Answer) -> Rows:
        """Count one case."""
        rows = dict(score_amounts(gold.amounts, answer))
        part = "held" if gold.held_out else "dev"
        return {**rows, **{f"{name}, {part}": rows[name] for name in PARTED if name in rows}}

    def errors(self, gold: Case, answer: Answer) -> Iterator[str]:
        """Give what differs."""
        pairs = dict(matched(gold.amounts, answer))
        for w, wanted in enumerate(gold.amounts):
            found = next((answer[f] for f, other in pairs.items() if other == w), None)
            if found is None or not is_right(found, wanted):
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
        words_of = {name: entry.get(name) for name in ("bound", "of", "side")}
        amounts.append(Amount(start=start, end=at, low=low, high=high, **words_of))
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
    by_wanted = {w: found[f] for f, w in matched(wanted, found)}
    pairs = [(by_wanted.get(w), gold) for w, gold in enumerate(wanted)]
    bounded = [(one, gold) for one, gold in pairs if gold.bound or (one and one.bound)]
    counted = [(one, gold) for one, gold in pairs if gold.of or (one and one.of)]
    sided = [(one, gold) for one, gold in pairs if gold.side]
    here = Counter((one.low, one.high) for one in found)
    there = Counter((one.low, one.high) for one in wanted)
    same = sum(one is not None and (one.low, one.high) == (gold.low, gold.high) for one, gold in pairs)
    right = sum(one is not None and is_right(one, gold) for one, gold in pairs)
    rows: dict[str, Row] = {
        "span": Prf(len(by_wanted), len(found), len(wanted)),
        "value": Prf(same, len(found), len(wanted)),
        "values alone": Prf(sum((here & there).values()), len(found), len(wanted)),
        "bound": Rate(sum(one is not None and one.bound == gold.bound for one, gold in bounded), len(bounded)),
        "counted thing": Rate(sum(one is not None and one.of == gold.of for one, gold in counted), len(counted)),
        "all three": Prf(right, len(found), len(wanted)),
        "whole case": Rate(right == len(found) == len(wanted), 1),
    }
    if sided:
        rows["side"] = Rate(sum(one is not None and has_word(one.side, gold.side) for one, gold in sided), len(sided))
    return rows


def is_right(one: Amount, gold: Amount) -> bool:
    """Whether value, bound and counted thing are the same."""
    return (one.low, one.high, one.bound, one.of) == (gold.low, gold.high, gold.bound, gold.of)


def has_word(side: str | None, word: str | None) -> bool:
    """Whether the mentions of the side hold the word that the case names."""
    return side is not None and word is not None and word.lower() in side.lower()


def sides_of(case: Case) -> dict[tuple[int, int], str]:
    """Give for each figure of a case that counts an actor the names and words for that actor, by the whole reading."""
    from reportedly.model import Capture, Reading
    from reportedly.reading import read_article

    read = read_article(Capture(path=case.id, body=case.text.encode()), ours.load("reading", "load_reader"))
    if not isinstance(read, Reading):
        return {}
    names = {
        actor.id: " ".join((actor.name, *(read.article.text[span.start : span.end] for span in actor.mentions)))
        for actor in read.actors
    }
    return {(q.start, q.end): names[q.of_actor] for q in read.quantities if q.of_actor}
