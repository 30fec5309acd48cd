"""Learn from ECB+ what makes two claims one happening and two articles one story: weights by folds, and for shipping.

    python -m training.coreference --data ../shared/data/ecbplus           # bench/coreference.json: weights by fold
    python -m training.coreference --data ../shared/data/ecbplus --ship    # data/codebook/stories.yml too

Topics are dealt to five folds; the weights of a fold have not seen its topics. Logistic regression with bounds (what
speaks for can only speak for). Of the grounds of links those are learned on which ECB+ has something to say
(``LOOSE``), around the shipped weights as a Gaussian prior; the others stay as shipped: two thirds of its articles
have no day, and its sub-topics are given by their words more than by days and places, on which a ledger of war turns.
For the same reason ``links.yml`` itself is set by hand. Pairs of claims come from one topic, both its sub-topics: gold
mentions, and our own claims where their triggers are gold mentions. Thresholds are those that are best on the topics
learned from.
"""

from __future__ import annotations

import argparse
import json
import re
from collections.abc import Sequence
from itertools import combinations
from pathlib import Path
from typing import Any

import numpy as np
from scipy.optimize import minimize

from bench.conll import BCubed, Conll, b3, clusters
from bench.corpora.ecbplus import Document, read_ecbplus
from bench.mentions import Mentioned, gold_rows, numbered, own_rows, readings
from bench.tasks.coreference import (
    FOLDS,
    MISSING,
    Sub,
    fold_of,
    grouped_at,
    link_weights,
    links_between,
    mention_score,
    story_weights,
)
from reportedly.codebook.links import Ground, LinkWeights, load_link_weights
from reportedly.codebook.stories import StoryWeights, View, load_story_weights
from reportedly.ledger.grounds import GROUNDS, excluded, measure
from reportedly.ledger.sides import Side
from reportedly.ledger.stories import average_link, measured, probabilities, views_of
from reportedly.ledger.words import likeness, vector

ROOT = Path(__file__).parents[1]
BY_FOLD = ROOT / "bench" / "coreference.json"
DATA = ROOT / "src" / "reportedly" / "data" / "codebook"
LOOSE = {"same type": 30.0, "trigger": 3.0, "rare trigger": 30.0, "words around": 30.0, "articles": 3.0}
FIRM = 1e6  # 1 / variance of the grounds that are not learned here; pairs number some hundred thousand
THRESHOLDS = (0.1, 0.15, 0.2, 0.25, 0.3, 0.4, 0.5)
STORIES = (0.35, 0.4, 0.45, 0.5, 0.55, 0.6)
Array = Any


def fit(x: Array, y: Array, prior: Array, firm: Array, weight: Array, start: float) -> Array:
    """Give start and weights: logistic, each weight of its prior's sign or free where that is 0 and not firm."""
    signs = np.sign(prior)

    def loss(p: Array) -> tuple[float, Array]:
        z = x @ p[1:] + p[0]
        off = p[1:] - prior
        value = (weight * (np.logaddexp(0, z) - y * z)).sum() + (firm * off * off).sum() / 2
        slope = weight * (1 / (1 + np.exp(-z)) - y)
        return float(value), np.concatenate([[slope.sum()], x.T @ slope + firm * off])

    bounds = [(None, None), *((0, None) if s > 0 else (None, 0) if s < 0 else (None, None) for s in signs)]
    return minimize(loss, np.concatenate([[start], prior]), jac=True, bounds=bounds, method="L-BFGS-B").x


def pairs_of(subs: Sequence[Sub]) -> tuple[Array, Array]:
    """Give the measures of all pairs of a topic that no veto refuses, and whether they corefer."""
    vectors = {number: vec for sub in subs for number, vec in sub.vectors.items()}
    x, y = [], []
    for kind in ("gold", "own"):
        topic: Sequence[Mentioned] = numbered(item for sub in subs for item in getattr(sub, kind))
        sides = [Side(item.row) for item in topic]
        alike: dict[tuple[int, int], float] = {}
        for i, j in combinations(range(len(topic)), 2):
            a, b = sides[i], sides[j]
            if excluded(a, b):
                continue
            reports = (a.row.report, b.row.report)
            if reports not in alike:
                alike[reports] = likeness(vectors[reports[0]], vectors[reports[1]])
            x.append(measure(a, b, likeness=alike[reports]))
            y.append(topic[i].mention.chain == topic[j].mention.chain)
    return np.array(x), np.array(y, dtype=float)


def learn_links(subs: Sequence[Sub], pairs: dict[str, tuple[Array, Array]], topics: Sequence[str]) -> LinkWeights:
    """Learn the weights of the grounds, and the threshold for given sub-topics, on some topics."""
    held = [sub for sub in subs if sub.topic in topics]
    shipped = load_link_weights()
    prior = np.array([shipped.grounds[name].weight for name in GROUNDS])
    firm = np.array([LOOSE.get(name, FIRM) for name in GROUNDS])
    x = np.concatenate([pairs[topic][0] for topic in topics])
    y = np.concatenate([pairs[topic][1] for topic in topics])
    learned = fit(x, y, prior, firm, np.ones(len(y)), shipped.start)
    weights = LinkWeights(
        start=round(float(learned[0]), 3),
        sure=shipped.sure,
        doubt=shipped.doubt,
        together=shipped.together,
        missing=shipped.missing,
        grounds={
            name: Ground(weight=round(float(value), 3), means=shipped.grounds[name].means)
            for name, value in zip(GROUNDS, learned[1:], strict=True)
        },
    )
    return best_threshold(weights, held)


def best_threshold(weights: LinkWeights, subs: Sequence[Sub]) -> LinkWeights:
    """Give the weights with the ``sure`` at which our claims and the gold mentions of given sub-topics group best."""

    held = [(kind, links_between(kind, sub.vectors, weights)) for sub in subs for kind in (sub.gold, sub.own)]

    def reached(sure: float) -> float:
        found = [
            np.array(mention_score(kind, grouped_at(kind, links, least=sure, missing=MISSING)).counts())
            for kind, links in held
        ]
        return float(Conll.values(sum(found[::2]))["conll"] + Conll.values(sum(found[1::2]))["conll"])

    return link_weights(weights, sure=max(THRESHOLDS, key=reached))


def learn_stories(documents: Sequence[Document], views: Sequence[Any], topics: Sequence[str]) -> StoryWeights:
    """Learn the weights of the views on some topics; likenesses are those among all articles, labels only of these."""
    shipped = load_story_weights()
    names = list(shipped.views)
    xs, ys, ws = [], [], []
    for group, measures in measured(views, shipped):
        for a, b in combinations(range(len(group)), 2):
            one, other = documents[group[a]], documents[group[b]]
            if one.topic in topics and other.topic in topics:
                xs.append([*(measures[n][0][a, b] for n in names), *(measures[n][1][a, b] for n in names)])
                ys.append(one.story == other.story)
                ws.append(20 / len(group))
    size = 2 * len(names)
    x, y = np.array(xs), np.array(ys, dtype=float)
    learned = fit(x, y, np.full(size, 1e-9), np.full(size, 1.0), np.array(ws), -3.0)
    weights = StoryWeights(
        start=round(float(learned[0]), 3),
        subject=shipped.subject,
        story=shipped.story,
        views={
            name: View(
                whole=round(float(learned[1 + at]), 3),
                contrast=round(float(learned[1 + at + len(names)]), 3),
                means=shipped.views[name].means,
            )
            for at, name in enumerate(names)
        },
    )
    probable = probabilities(views, weights)

    def reached(least: float) -> float:
        groups = average_link(probable, least=least)
        of = {documents[at].id: number for number, group in enumerate(groups) for at in group}
        seen = [document for document in documents if document.topic in topics]
        gold = clusters({document.id: document.story for document in seen})
        return float(BCubed.values(np.array(b3(gold, clusters({d.id: of[d.id] for d in seen})).counts()))["f1"])

    return story_weights(weights, story=max(STORIES, key=reached))


def subs_of(documents: Sequence[Document], read: Sequence[Any]) -> list[Sub]:
    """Give the sub-topics with their rows."""
    found: dict[str, Sub] = {}
    for at, (document, reading) in enumerate(zip(documents, read, strict=True)):
        sub = found.setdefault(document.story, Sub(topic=document.topic, gold=[], own=[], vectors={}))
        sub.vectors[at] = vector(reading.article)
        sub.gold.extend(gold_rows(document, reading, at))
        sub.own.extend(own_rows(document, reading, at))
    return [
        Sub(topic=sub.topic, gold=numbered(sub.gold), own=numbered(sub.own), vectors=sub.vectors)
        for sub in found.values()
    ]


def plain(weights: Any) -> Any:
    """Give weights as plain values without their meanings."""
    if isinstance(weights, dict):
        return {key: plain(value) for key, value in weights.items()}
    if hasattr(weights, "__slots__"):
        return {name: plain(getattr(weights, name)) for name in weights.__slots__ if name != "means"}
    return weights


def put(path: Path, weights: dict[str, Any]) -> None:
    """Write weights into a table, leaving its comments, meanings and order as they are."""
    text = path.read_text(encoding="utf-8")
    for name in ("start", "story"):
        if name in weights:
            text = re.sub(rf"^{name}: .*$", f"{name}: {weights[name]}", text, flags=re.M)
    for name, values in weights["views"].items():
        for key, value in values.items():
            text = re.sub(rf"^(  {name}: .*?\b{key}: )[-\d.e]+", rf"\g<1>{value}", text, flags=re.M)
    path.write_text(text, encoding="utf-8")


def main() -> None:
    """Learn and write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument(
        "--ship", action="store_true", help="learn on all topics and write the shipped table of stories too"
    )
    given = parser.parse_args()
    documents = read_ecbplus(given.data)
    read = list(readings(documents))
    subs, views = subs_of(documents, read), [views_of(reading) for reading in read]
    topics = sorted({document.topic for document in documents}, key=int)
    pairs = {topic: pairs_of([sub for sub in subs if sub.topic == topic]) for topic in topics}
    folds = []
    for fold in range(FOLDS):
        learned_from = [topic for topic in topics if fold_of(topic) != fold]
        links = learn_links(subs, pairs, learned_from)
        stories = learn_stories(documents, views, learned_from)
        folds.append({"links": plain(links), "stories": plain(stories)})
        print(fold, folds[-1])
    BY_FOLD.write_text(json.dumps(folds, indent=1) + "\n", encoding="utf-8")
    if given.ship:
        put(DATA / "stories.yml", plain(learn_stories(documents, views, topics)))


if __name__ == "__main__":
    main()
