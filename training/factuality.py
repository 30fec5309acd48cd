"""Train the head of factuality: ``python -m training.factuality --data ../shared/data/factuality_uw --ship``.

A ridge regression on the train part of factuality_uw (Lee et al. 2015): the encoder's hidden states around the event
word, and the status and polarity that the rules give it. The penalty, and the number below which a status is called
doubtful, are chosen on sentences that the regression has not seen: the file keeps no documents, so its lines are cut
into stretches of neighbours, of which each is left out once. The dev part is for ``bench status`` alone.
"""

from __future__ import annotations

import argparse
import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, get_args

import msgspec
import numpy as np

from bench import ours
from bench.corpora.factuality import Sentence, read_factuality
from bench.tasks.status import number, token_at
from reportedly.extract.factuality import TOLD
from reportedly.model import PARSED_KINDS, Polarity, Status
from reportedly.tag import Tagger, hidden_of, load_tagger
from reportedly.tagger.factuality import FACTUALITY, LEAST, MOST, Doubt, FactualityHead, surroundings
from reportedly.tagger.networks import ENCODER

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Doubles = NDArray[np.float64]

STRETCHES = 10
PENALTIES = (300.0, 1000.0, 3000.0)
CERTAIN = 2.0  # labels from here up are what a reader takes for certain
ENOUGH = 0.6  # share of the doubtful that must be less than certain
STANDINGS: tuple[tuple[Status, Polarity], ...] = tuple(
    (status, polarity) for status in get_args(Status) for polarity in get_args(Polarity)
)
STRENGTH = 3.0  # of the signs of a standing beside one hidden number: the higher, the less the penalty holds them back
SHIPPED, CARD = Path("src/reportedly/data/models"), Path("docs/develop/model-card-factuality.md")
TEMPLATE = Path(__file__).parent / "factuality_card.md"


@dataclass(frozen=True, slots=True, kw_only=True)
class Targets:
    """The targets of a part: hidden states (N, 3H), standings (N, indices), labels (N), the line of each (N)."""

    states: Doubles
    standings: NDArray[np.int64]
    labels: Doubles
    lines: NDArray[np.int64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Ridge:
    """A linear regression: a weight for each hidden number, an addend for each standing."""

    weights: Doubles
    standings: Doubles

    def predict(self, targets: Targets) -> Doubles:
        """Give the factuality of targets."""
        whole = targets.states @ self.weights + self.standings[targets.standings]
        return np.clip(whole, LEAST, MOST)


def read_targets(sentences: Sequence[Sentence], tagger: Tagger) -> Targets:
    """Read hidden states and standings of all targets."""
    modality = ours.load("codebook.modality", "load_modality")
    standing_of = ours.step("events.status", "standing_of")
    states, standings, labels, lines = [], [], [], []
    parsed = ours.parsed((sentence.text, None) for sentence in sentences)
    for line, (sentence, (article, doc)) in enumerate(zip(sentences, parsed, strict=True)):
        blocks = [block for block in article.blocks if block.kind in PARSED_KINDS]
        words, hidden = hidden_of(doc, blocks, tagger)
        around = surroundings(words, hidden)
        for span, label in sentence.targets:
            token = token_at(doc, span)
            standing = standing_of(token, modality)
            states.append(around[int(np.searchsorted(words.start, token.idx))])
            standings.append(STANDINGS.index((standing.status, standing.polarity)))
            labels.append(label)
            lines.append(line)
    return Targets(
        states=np.array(states), standings=np.array(standings), labels=np.array(labels), lines=np.array(lines)
    )


def select(targets: Targets, which: NDArray[np.bool_]) -> Targets:
    """Give a part of the targets."""
    return Targets(
        states=targets.states[which],
        standings=targets.standings[which],
        labels=targets.labels[which],
        lines=targets.lines[which],
    )


def fit(targets: Targets, penalty: float) -> Ridge:
    """Solve the ridge regression on standardised signs; the mean is not held back."""
    table = signs_of_standings()
    signs = np.concatenate([targets.states, table[targets.standings]], axis=1)
    centre = signs.mean(axis=0)
    width = np.concatenate([targets.states.std(axis=0) + 1e-6, np.full(table.shape[1], 1 / STRENGTH)])
    scaled = (signs - centre) / width
    middle = targets.labels.mean()
    square = scaled.T @ scaled + penalty * np.eye(scaled.shape[1])
    weights = np.linalg.solve(square, scaled.T @ (targets.labels - middle)) / width
    count = targets.states.shape[1]
    return Ridge(weights=weights[:count], standings=table @ weights[count:] + middle - centre @ weights)


def signs_of_standings() -> Doubles:
    """Give for each standing one sign of its own and the number of ``bench/status.yml``."""
    numbers = np.array([[number(*standing)] for standing in STANDINGS])
    return np.concatenate([np.eye(len(STANDINGS)), numbers], axis=1)


def out_of_fold(targets: Targets, penalty: float) -> Doubles:
    """Give for each target what a regression says that has not seen its stretch of lines."""
    fold = targets.lines * STRETCHES // (targets.lines.max() + 1)
    found = np.zeros(len(targets.labels))
    for at in range(STRETCHES):
        found[fold == at] = fit(select(targets, fold != at), penalty).predict(select(targets, fold == at))
    return found


def pearson(found: Doubles, labels: Doubles) -> float:
    """Give Pearson's r."""
    return float(np.corrcoef(found, labels)[0, 1])


def told_as_fact(targets: Targets) -> NDArray[np.bool_]:
    """Say which targets the rules take for told as fact."""
    facts = [at for at, (status, polarity) in enumerate(STANDINGS) if status in TOLD and polarity == "positive"]
    return np.isin(targets.standings, facts)


def doubt_of(targets: Targets, found: Doubles) -> Doubt:
    """Give the highest tenth below which enough of what the rules call a fact is less than certain."""
    told = told_as_fact(targets)
    for below in np.arange(2.5, LEAST, -0.1):
        low = told & (found <= below)
        if low.any() and (targets.labels[low] < CERTAIN).mean() >= ENOUGH:
            return Doubt(below=round(float(below), 1))
    return Doubt(below=LEAST)


def head_of(ridge: Ridge, doubt: Doubt, encoder: str) -> FactualityHead:
    """Put the regression into the form that is shipped."""
    word, governor, dependents = (tuple(round(float(x), 5) for x in part) for part in np.split(ridge.weights, 3))
    standings: dict[Status, dict[Polarity, float]] = {}
    for (status, polarity), addend in zip(STANDINGS, ridge.standings, strict=True):
        standings.setdefault(status, {})[polarity] = round(float(addend), 3)
    return FactualityHead(
        encoder=encoder, word=word, governor=governor, dependents=dependents, standings=standings, doubt=doubt
    )


def write_card(targets: Targets, found: Doubles, doubt: Doubt, penalty: float, size: int) -> None:
    """Write what is said of the head."""
    rules = np.array([number(*STANDINGS[at]) for at in targets.standings])
    told = told_as_fact(targets)
    low = told & (found <= doubt.below)
    facts = {
        "sentences": int(targets.lines.max()) + 1,
        "targets": len(targets.labels),
        "size": round(size / 1e3),
        "stretches": STRETCHES,
        "r": pearson(found, targets.labels),
        "off": np.abs(found - targets.labels).mean(),
        "rules_r": pearson(rules, targets.labels),
        "rules_off": np.abs(rules - targets.labels).mean(),
        "penalty": penalty,
        "below": doubt.below,
        "doubtful": int(low.sum()),
        "told": int(told.sum()),
        "share": (targets.labels[low] < CERTAIN).mean(),
    }
    CARD.write_text(TEMPLATE.read_text(encoding="utf-8").format(**facts), encoding="utf-8")


def main() -> None:
    """Run from the command line."""
    parser = argparse.ArgumentParser(prog="python -m training.factuality", description=__doc__.split("\n")[0])
    parser.add_argument("--data", type=Path, required=True, help="the folder of factuality_uw")
    parser.add_argument("--ship", action="store_true", help="write the head beside the encoder, and its card")
    given = parser.parse_args()
    tagger = load_tagger()
    targets = read_targets(read_factuality(given.data / "train.jsonl"), tagger)
    tried = {penalty: out_of_fold(targets, penalty) for penalty in PENALTIES}
    for penalty, found in tried.items():
        off = np.abs(found - targets.labels).mean()
        print(f"penalty {penalty:g}: r {pearson(found, targets.labels):.3f}, mean error {off:.3f}, out of fold")
    penalty = max(tried, key=lambda one: pearson(tried[one], targets.labels))
    doubt = doubt_of(targets, tried[penalty])
    print(f"penalty {penalty:g} taken; doubtful at {doubt.below} and below")
    if given.ship:
        encoder = hashlib.sha256((tagger.folder / ENCODER).read_bytes()).hexdigest()
        written = msgspec.json.encode(head_of(fit(targets, penalty), doubt, encoder)) + b"\n"
        (SHIPPED / FACTUALITY).write_bytes(written)
        write_card(targets, tried[penalty], doubt, penalty, len(written))


if __name__ == "__main__":
    main()
