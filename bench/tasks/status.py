"""Factuality: how far an event word is told as having happened, by ``Claim.factuality``; the rules' status beside it.

The head that gives the field has learned from the train part (``training/factuality.py``), and the numbers of the
rules' statuses (``bench/status.yml``) are from there too. Scored by Pearson's r and the mean absolute error over all
targets, as in the literature on this set.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import yaml

from bench import ours
from bench.corpora.factuality import Sentence, read_factuality
from bench.score import Prf, Rows, moments, prf
from bench.spans import Span, context
from bench.task import Bar, Predict
from reportedly.model import PARSED_KINDS
from reportedly.tag import hidden_of

if TYPE_CHECKING:
    from reportedly.extract.events.tally import Standing
    from reportedly.parsed import Doc, Token

SURE = 2.0
FAR = 1.5

Answer = tuple[tuple[float, str], ...]
"""For each target its number, and the status and polarity behind it."""


class Statuses:
    """factuality_uw: the status of the token, whatever event it names."""

    name = "status"
    corpus = "factuality_uw"
    bars = (Bar(figure="factuality", value="pearson", at_least=0.75),)

    def read(self, path: Path) -> list[Sentence]:
        """Read the sentences."""
        return read_factuality(path)

    def predict(self, records: Sequence[Sentence]) -> Iterator[Answer]:
        """Give a number for each target."""
        head = ours.load("tag", "load_tagger").factuality
        for standings, leanings in rated(records):
            yield tuple(
                (head.factuality(leaning, standing.status, standing.polarity), named(standing))
                for standing, leaning in zip(standings, leanings, strict=True)
            )

    def peers(self) -> Mapping[str, Predict[Sentence, Answer]]:
        """Give the status of the rules as a number, and what says that all happened."""
        return {
            "rules alone": by_rules,
            "all occurred": lambda records: (tuple((3.0, "") for _ in record.targets) for record in records),
        }

    def score(self, gold: Sentence, answer: Answer) -> Rows:
        """Count one sentence: all targets, and whether what certainly did not or may not have happened is seen."""
        pairs = [(wanted, found) for (_, wanted), (found, _) in zip(gold.targets, answer, strict=True)]
        return {"factuality": moments(pairs), "not told as having happened": doubtful(pairs)}

    def errors(self, gold: Sentence, answer: Answer) -> Iterator[str]:
        """Give the targets that are off by 1.5 or more."""
        for (span, wanted), (found, why) in zip(gold.targets, answer, strict=True):
            if abs(wanted - found) >= FAR:
                yield f"{wanted:+.1f} found {found:+.1f} ({why}): {context(gold.text, span, 150)}"


def rated(records: Sequence[Sentence]) -> Iterator[tuple[list[Standing], list[float]]]:
    """Give for the targets of each sentence what the rules and what the learned head see."""
    modality = ours.load("codebook.modality", "load_modality")
    standing_of = ours.step("events.status", "standing_of")
    tagger = ours.load("tag", "load_tagger")
    for record, (article, doc) in zip(records, ours.parsed((record.text, None) for record in records), strict=True):
        words, hidden = hidden_of(doc, [block for block in article.blocks if block.kind in PARSED_KINDS], tagger)
        leanings = dict(zip(words.start.tolist(), tagger.factuality.leanings(words, hidden).tolist(), strict=True))
        tokens = [token_at(doc, span) for span, _ in record.targets]
        yield [standing_of(token, modality) for token in tokens], [leanings[token.idx] for token in tokens]


def by_rules(records: Sequence[Sentence]) -> Iterator[Answer]:
    """Give the number of the rules' status and polarity (``bench/status.yml``)."""
    for standings, _ in rated(records):
        yield tuple((number(standing.status, standing.polarity), named(standing)) for standing in standings)


def named(standing: Standing) -> str:
    """Give status and polarity as a miss prints them."""
    return f"{standing.status} {standing.polarity}"


def token_at(doc: Doc, span: Span) -> Token:
    """Give the token of a target's characters."""
    start, end = span
    return next(t for t in doc if t.idx < end and start < t.idx + len(t))


def doubtful(pairs: Sequence[tuple[float, float]]) -> Prf:
    """Count the targets below ``SURE`` that are found to be so."""
    return prf(
        [at for at, (_, found) in enumerate(pairs) if found < SURE],
        [at for at, (wanted, _) in enumerate(pairs) if wanted < SURE],
    )


@cache
def table() -> dict[str, dict[str, float]]:
    """Read the numbers."""
    return yaml.safe_load((Path(__file__).parents[1] / "status.yml").read_text(encoding="utf-8"))["numbers"]  # type: ignore[no-any-return]


def number(status: str, polarity: str) -> float:
    """Give the number of a status with its polarity."""
    return table()[status][polarity]
