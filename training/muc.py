"""Learn which events MUC-4 counts as incidents, which are one, and who fills their slots: ``bench/muc_weights.json``.

    python -m training.muc --data ../shared/data/muc4/corpora/dev

Learned from the development set alone (1,300 reports with keys); the test sets only measure. Logistic regressions
(scikit-learn) over signs of our own reading (``bench/muc_signs.py`` and its neighbours). What is built on a choice is
learned from that choice as made by weights that have not seen the report: reports are dealt to five folds, and so the
figures that are printed are out of fold. They are a little too good: what signs there are, and the penalties, were
chosen with an eye on them. ``LEAST`` and ``SAME`` of ``bench/muc_groups.py`` were tried at a few values on part of that
set, and ``GAIN`` of ``bench/muc_incidents.py`` is half of the F1 reached there: none is known to be best.
"""

from __future__ import annotations

import argparse
import hashlib
import pickle
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path

import msgspec
import numpy as np
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

from bench import ours
from bench.corpora.muc import Document, Template, read_muc
from bench.muc_fills import Candidate, in_turn
from bench.muc_incidents import Told, answers, signs_of_report, told_in
from bench.muc_pairs import pair_signs
from bench.muc_report import Report
from bench.muc_score import alike, score_document, value_credit
from bench.muc_signs import candidates, event_signs
from bench.muc_slots import surety_signs
from bench.muc_weights import PATH, Model, Weights
from bench.run import cells
from bench.score import figures
from bench.tasks.muc4 import texts_of
from reportedly.parsed import Doc
from training.muc_labels import SLOT, credit_of, mapped, template_of

FOLDS = 5
LEAST = 0.02
DIGITS = 3
SURETIES = (
    "REPORTED AS FACT",
    "SUSPECTED OR ACCUSED",
    "SUSPECTED OR ACCUSED BY AUTHORITIES",
    "CLAIMED OR ADMITTED",
    "POSSIBLE",
)
# Inverse penalty, and how often a sign must be seen.
EVENT, PAIR, REPORT, GROUP, FILL, SURETY = (0.03, 8), (0.05, 4), (0.01, 20), (0.05, 4), (0.03, 4), (0.1, 4)
Cases = list[tuple[list[str], float]]


@dataclass(slots=True, kw_only=True)
class Example:
    """A document of the key with our report of it."""

    document: Document
    report: Report

    @property
    def fold(self) -> int:
        """The fold that it is dealt to."""
        return hashlib.sha256(self.document.id.encode()).digest()[0] % FOLDS


def fit(cases: Cases, how: tuple[float, int]) -> Model:
    """Learn from signs and how right each case is, from 0 to 1."""
    inverse, least = how
    counts = Counter(sign for signs, _ in cases for sign in set(signs))
    known = {sign: at for at, sign in enumerate(sorted(sign for sign, count in counts.items() if count >= least))}
    rows = [sorted({known[sign] for sign in signs if sign in known}) for signs, _ in cases]
    right = np.array([value for _, value in cases])
    parts = [(row, 1, value) for row, value in zip(rows, right, strict=True) if value > 0]
    parts += [(row, 0, 1 - value) for row, value in zip(rows, right, strict=True) if value < 1]
    indices = [at for row, _, _ in parts for at in row]
    ends = np.cumsum([0, *(len(row) for row, _, _ in parts)])
    x = csr_matrix((np.ones(len(indices)), indices, ends), shape=(len(parts), len(known)))
    learner = LogisticRegression(C=inverse, max_iter=3000)
    learner.fit(x, [label for _, label, _ in parts], sample_weight=[weight for _, _, weight in parts])
    held = {sign: round(float(learner.coef_[0][at]), DIGITS) for sign, at in known.items()}
    signs = {sign: weight for sign, weight in held.items() if abs(weight) >= LEAST}
    return Model(start=round(float(learner.intercept_[0]), DIGITS), signs=signs)


def learn_events(examples: Sequence[Example]) -> Model:
    """Learn whether an event is of an incident."""
    cases: Cases = []
    for one in examples:
        for event in candidates(one.report):
            at, sure = template_of(one.report, event, one.document)
            if sure:
                cases.append((list(event_signs(one.report, event)), float(at is not None)))
    return fit(cases, EVENT)


def learn_pairs(examples: Sequence[Example]) -> Model:
    """Learn whether two events that are surely of incidents are of the same."""
    cases: Cases = []
    for one in examples:
        told = [(event, template_of(one.report, event, one.document)) for event in candidates(one.report)]
        for (a, at), (b, other) in combinations(
            [(event, at) for event, (at, sure) in told if sure and at is not None], 2
        ):
            cases.append((list(pair_signs(one.report, a, b)), float(at == other)))
    return fit(cases, PAIR)


def learn_reports(examples: Sequence[Example], events: Sequence[Model]) -> Model:
    """Learn whether a report has an incident; the chances of its events are of weights that have not seen it."""
    held = [(signs_of_report(one.report, events[one.fold]), float(bool(one.document.templates))) for one in examples]
    return fit(held, REPORT)


def others(examples: Sequence[Example], fold: int) -> list[Example]:
    """Give the examples of all folds but one."""
    return [one for one in examples if one.fold != fold]


def learn_rest(told: Sequence[tuple[Example, Told]], event: Model, pair: Model, whole: Model) -> Weights:
    """Learn what is built on groups of events."""
    groups: Cases = []
    held: list[tuple[Told, int, Template]] = []
    for example, one in told:
        keys = mapped(one, example.document)
        groups += [(signs, float(at in keys)) for at, signs in enumerate(one.signs)]
        held += [(one, at, template) for at, template in keys.items()]
    first = {slot: fit(list(by_themselves(held, slot)), FILL) for slot in SLOT}
    second = {slot: fit(list(beside_others(held, slot, first[slot])), FILL) for slot in SLOT}
    surety = {value: fit(list(sureties(held, value)), SURETY) for value in SURETIES}
    return Weights(
        event=event, pair=pair, report=whole, group=fit(groups, GROUP), first=first, second=second, surety=surety
    )


def of_slot(told: Told, at: int, slot: str) -> list[Candidate]:
    """Give the candidates of a slot of a group."""
    return [one for one in told.candidates[at] if one.slot == slot]


def by_themselves(held: Sequence[tuple[Told, int, Template]], slot: str) -> Iterator[tuple[list[str], float]]:
    """Give the candidates of a slot, each with its best credit."""
    for told, at, template in held:
        fills = template.slots.get(SLOT[slot], ())
        for one in of_slot(told, at, slot):
            yield list(one.signs), max((credit_of(one, fill) for fill in fills), default=0.0)


def beside_others(
    held: Sequence[tuple[Told, int, Template]], slot: str, first: Model
) -> Iterator[tuple[list[str], float]]:
    """Give the likeliest candidates of a slot in turn, each with its best credit for what those before it left."""
    for told, at, template in held:
        free = list(template.slots.get(SLOT[slot], ()))
        for _, signs, one in in_turn(of_slot(told, at, slot), first):
            credits = [credit_of(one, fill) for fill in free]
            credit = max(credits, default=0.0)
            if credit:
                del free[credits.index(credit)]
            yield signs, credit


def sureties(held: Sequence[tuple[Told, int, Template]], value: str) -> Iterator[tuple[list[str], float]]:
    """Give the bodies that a key names, with the credit for saying that it holds them to be the doers in this
    way."""
    for told, at, template in held:
        for one in of_slot(told, at, "organisation"):
            for fill in template.slots.get(11, ()):
                if alike(one.words, fill.strings):
                    signs = surety_signs(told.report, told.groups[at], one.role, one.signs)
                    yield (
                        list(signs),
                        max((value_credit(value, wanted, same=True) for wanted in fill.values), default=0.0),
                    )


def learn(examples: Sequence[Example]) -> tuple[Weights, list[Weights], list[tuple[Example, Told]]]:
    """Learn all weights; also those by fold, and the groups as weights make them that have not seen the report."""
    events = [learn_events(others(examples, fold)) for fold in range(FOLDS)]
    pairs = [learn_pairs(others(examples, fold)) for fold in range(FOLDS)]
    wholes = [learn_reports(others(examples, fold), events) for fold in range(FOLDS)]
    told = [
        (one, told_in(one.report, event=events[one.fold], pair=pairs[one.fold], whole=wholes[one.fold]))
        for one in examples
    ]
    by_fold = [
        learn_rest([one for one in told if one[0].fold != fold], events[fold], pairs[fold], wholes[fold])
        for fold in range(FOLDS)
    ]
    whole = learn_rest(told, learn_events(examples), learn_pairs(examples), learn_reports(examples, events))
    return whole, by_fold, told


def read(data: Path, kept: Path | None) -> list[Example]:
    """Read the documents; ``kept`` is a file in which what was found in them is kept from one run to the next."""
    documents = read_muc(data)
    if kept is not None and kept.exists():
        found = pickle.loads(kept.read_bytes())
    else:
        found = [(one.article, one.mentions) for one in ours.extracted(texts_of(documents))]
        if kept is not None:
            kept.write_bytes(pickle.dumps(found))
    return [
        Example(document=document, report=Report(ours.Extracted(article, Doc(), mentions), document.dateline))
        for document, (article, mentions) in zip(documents, found, strict=True)
    ]


def main() -> None:
    """Learn, write the weights, and print what they reach out of fold."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True, help="the development set of MUC-4")
    parser.add_argument("--readings", type=Path, help="a file to keep readings in")
    given = parser.parse_args()
    weights, by_fold, told = learn(read(given.data, given.readings))
    PATH.write_bytes(msgspec.json.format(msgspec.json.encode(weights), indent=1) + b"\n")
    rows = [
        score_document(one.document.templates, tuple(answers(held, by_fold[one.fold])), one.document.published)
        for one, held in told
    ]
    for figure in figures(rows):
        print(f"{figure.name:<40} {cells(figure)}")


if __name__ == "__main__":
    main()
