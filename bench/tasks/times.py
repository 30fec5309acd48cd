"""Time expressions: spans and values in the manner of TempEval-3 (UzZaman et al., SemEval 2013).

Strict: the same characters. Relaxed: one to one, sharing a character. Value: relaxed, and the same TIMEX3 value; an
expression to which the corpus gives no value is right only with none. The creation time of the document is given to
the system and not scored.

*Own cost*: processor time of our step alone, the parse apart, in milliseconds for 1,000 words; and how many times that
HeidelTime takes, which needed 1.3 s for 1,000 words of these texts on such a machine. The bar is a twentieth of it.
"""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import ClassVar

import numpy as np

from bench import ours
from bench.corpora.own_times import read_own_times
from bench.corpora.wikiwars import Document, read_wikiwars
from bench.peers import client
from bench.score import Array, Prf, Rows, pair_up, prf, share
from bench.spans import Span, context, overlap
from bench.task import Bar, Predict

HEIDELTIME_MS = 1300.0
Answer = dict[Span, str]


class Timed(dict[Span, str]):
    """Span -> value, with the processor time that it took to find them."""

    seconds: float = 0.0


@dataclass(frozen=True, slots=True)
class Cost:
    """Milliseconds for 1,000 words, and how many times as long HeidelTime takes."""

    seconds: float
    words: float
    headline: ClassVar[str] = "ms"

    def counts(self) -> tuple[float, ...]:
        """Give seconds and words."""
        return self.seconds, self.words

    @staticmethod
    def values(sums: Array) -> dict[str, Array]:
        """Give both figures; 0 where nothing was measured."""
        cost = share(sums[..., 0] * 1e6, sums[..., 1])
        return {"ms": cost, "HeidelTime's/ours": share(np.where(cost > 0, HEIDELTIME_MS, 0.0), cost)}


class Times:
    """WikiWars: our step of times, fed directly."""

    name = "times"
    corpus = "wikiwars"

    def __init__(self) -> None:
        self.bars: tuple[Bar, ...] = ()

    def read(self, path: Path) -> list[Document]:
        """Read WikiWars, or a file of our own cases, on which there is no bar."""
        if path.suffix == ".yml":
            return read_own_times(path)
        strict = Bar(figure="strict span", value="f1", at_least=0.90)
        cost = Bar(figure="own cost", value="HeidelTime's/ours", at_least=20)
        self.bars = (strict, Bar(figure="value", value="f1", at_least=0.88), cost)
        return read_wikiwars(path)

    def predict(self, records: Sequence[Document]) -> Iterator[Answer]:
        """Give span -> value for each text."""
        for article, doc in ours.parsed((record.text, record.published) for record in records):
            start = time.process_time()
            found = ours.times_of(article, doc)
            answer = Timed({(one.start, one.end): one.value or "" for one in found})
            answer.seconds = time.process_time() - start
            yield answer

    def peers(self) -> Mapping[str, Predict[Document, Answer]]:
        """Give dateparser and timexy."""
        return {name: partial(by_peer, name) for name in ("dateparser", "timexy") if client.installed()}

    def score(self, gold: Document, answer: Answer) -> Rows:
        """Count strict spans, relaxed spans, and values."""
        rows = score_times(gold.times, answer)
        if not isinstance(answer, Timed):
            return rows
        return {**rows, "own cost": Cost(answer.seconds, len(gold.text.split()))}

    def errors(self, gold: Document, answer: Answer) -> Iterator[str]:
        """Say what was missed, wrongly found, cut otherwise, or given another value."""
        return time_errors(gold.text, gold.times, answer)


def by_peer(name: str, records: Sequence[Document]) -> Iterator[Answer]:
    """Give the spans and values of a peer."""
    for found in client.ask(name, [(record.text, record.published) for record in records]):
        yield {(one["start"], one["end"]): one["value"] for one in found}


def matched(wanted: Mapping[Span, str], answer: Answer) -> list[tuple[Span, Span]]:
    """Pair found and wanted expressions that share a character, those that share most first."""
    found, gold = sorted(answer), sorted(wanted)

    def shared(f: int, w: int) -> float:
        return max(0, min(found[f][1], gold[w][1]) - max(found[f][0], gold[w][0]))

    near = {(f, w): shared(f, w) for w in range(len(gold)) for f in candidates(found, gold[w])}
    pairs = pair_up(len(found), len(gold), lambda f, w: near.get((f, w), 0.0))
    return [(found[f], gold[w]) for f, w in pairs]


def candidates(found: Sequence[Span], span: Span) -> Iterable[int]:
    """Give the indexes of the found spans that overlap a span."""
    return (at for at, other in enumerate(found) if overlap(other, span))


def score_times(wanted: Mapping[Span, str], answer: Answer) -> Rows:
    """Count one document's expressions."""
    pairs = matched(wanted, answer)
    valued = sum(answer[f] == wanted[w] for f, w in pairs)
    return {
        "strict span": prf(answer, wanted),
        "relaxed span": Prf(len(pairs), len(answer), len(wanted)),
        "value": Prf(valued, len(answer), len(wanted)),
        "strict span and value": Prf(sum(answer.get(w) == v for w, v in wanted.items()), len(answer), len(wanted)),
    }


def time_errors(text: str, wanted: Mapping[Span, str], answer: Answer) -> Iterator[str]:
    """Give one line an error, in text order."""
    pairs = {w: f for f, w in matched(wanted, answer)}
    lines: list[tuple[Span, str]] = []
    for span, value in wanted.items():
        found = pairs.get(span)
        if found is None:
            lines.append((span, f"missed {value or '-'}: {context(text, span)}"))
        elif answer[found] != value:
            cut = "" if found == span else f" (cut as «{text[found[0] : found[1]]}»)"
            lines.append((span, f"value {answer[found] or '-'} for {value or '-'}{cut}: {context(text, span)}"))
        elif found != span:
            lines.append((span, f"cut as «{text[found[0] : found[1]]}»: {context(text, span)}"))
    taken = set(pairs.values())
    lines += [(span, f"false {answer[span] or '-'}: {context(text, span)}") for span in answer if span not in taken]
    return (line for _, line in sorted(lines))
