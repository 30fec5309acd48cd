"""Claims and articles grouped by what happened, on ECB+ (topics 1 to 35), with weights that have not seen the topic.

*Our claims*: those of our reading whose trigger shares a character with a gold action mention, one to one; both sides
are cut to these mentions and compared by MUC, B3 and CEAFe, singletons kept; grouped within gold sub-topics, as the
same-lemma baseline is. *Gold mentions*: all action mentions of the clean sentences, grouped in the same way from rows
made of them (``bench/mentions.py``). *As shipped*: with the package's own weights and threshold, which are for a ledger
where nothing says which reports belong together. *Same lemma*: mentions whose head words have one lemma are one event.
*Articles*: all topics' articles grouped at once; gold is the sub-topic; B3. *TF-IDF*: cosines of scikit-learn's
vectors, average link, cut where it is best on these very articles (ours is cut where it was best on the topics of the
other folds).
Documents are topics: intervals come from drawing topics. The counts shown are, for mentions, those of mentions, gold
groups and found groups.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import combinations
from pathlib import Path
from typing import Any

import msgspec
import numpy as np

from bench import ours
from bench.conll import BCubed, Conll, b3, b_cubed, clusters, conll
from bench.corpora.ecbplus import Document, read_ecbplus
from bench.mentions import Mentioned, gold_rows, numbered, own_rows, readings
from bench.score import Array, Rows
from bench.task import Bar, Predict
from reportedly.codebook.links import LinkWeights, load_link_weights
from reportedly.codebook.stories import StoryWeights
from reportedly.ledger.clusters import grouped
from reportedly.ledger.link import score_sides
from reportedly.ledger.records import Link
from reportedly.ledger.sides import Side
from reportedly.ledger.stories import stories_of, views_of
from reportedly.ledger.words import likeness, vector
from reportedly.model import Reading

FOLDS = 5
BY_FOLD = Path(__file__).parents[1] / "coreference.json"
FLOOR = 0.05  # links below are too weak to be worth keeping
MISSING = 0.1  # what a pair without a link counts as, in given sub-topics
CUTS = np.arange(0.5, 0.99, 0.01)

TF_IDF: tuple[dict[str, Any], ...] = (
    {},
    {"sublinear_tf": True, "stop_words": "english"},
    {"sublinear_tf": True, "stop_words": "english", "ngram_range": (1, 2)},
)

Partition = dict[str, Any]
"""Mention's or article's id -> name of its group."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Topic:
    """A topic and its articles, of both sub-topics."""

    id: str
    documents: tuple[Document, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sub:
    """A sub-topic: rows of its gold mentions, rows of our claims that are gold mentions, the articles' vectors."""

    topic: str
    gold: list[Mentioned]
    own: list[Mentioned]
    vectors: dict[int, dict[str, float]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What came of a topic: partitions by the name of the figure; that of articles over all topics."""

    mentions: Mapping[str, tuple[list[Mentioned], Partition]]
    articles: Mapping[str, Partition]


class Coreference:
    """ECB+: claims into events, articles into stories."""

    name = "coreference"
    corpus = "ecbplus"
    bars = (Bar(figure="our claims", value="conll", at_least=0.70), Bar(figure="articles", value="f1", at_least=0.93))

    def read(self, path: Path) -> list[Topic]:
        """Read the corpus by topics."""
        topics: dict[str, list[Document]] = {}
        for document in read_ecbplus(path):
            topics.setdefault(document.topic, []).append(document)
        return [Topic(id=topic, documents=tuple(held)) for topic, held in topics.items()]

    def predict(self, records: Sequence[Topic]) -> Iterator[Answer]:
        """Read all articles, group them, then give each topic's groups."""
        documents = [document for record in records for document in record.documents]
        read = dict(zip((document.id for document in documents), readings(documents), strict=True))
        views = {name: views_of(reading) for name, reading in read.items()}
        by_fold = [named(stories_of(views, weights=fold.stories)) for fold in by_folds()]
        tf_idf = tf_idf_groups(documents)
        for record in records:
            fold = fold_of(record.id)
            yield Answer(
                mentions=mentions_of(record, read, by_folds()[fold].links),
                articles={"articles": by_fold[fold], "articles, TF-IDF": tf_idf},
            )

    def peers(self) -> Mapping[str, Predict[Topic, Answer]]:
        """The baselines stand beside ours in every run."""
        return {}

    def score(self, gold: Topic, answer: Answer) -> Rows:
        """Count one topic."""
        rows: dict[str, Conll | BCubed] = {
            name: mention_score(mentions, found) for name, (mentions, found) in answer.mentions.items()
        }
        for name, partition in answer.articles.items():
            rows[name] = article_score(gold, partition)
        return rows

    def errors(self, gold: Topic, answer: Answer) -> Iterator[str]:
        """Give our claims that were wrongly put together or apart."""
        mentions, found = answer.mentions["our claims"]
        for x, y in combinations(mentions, 2):
            together = found[x.mention.id] == found[y.mention.id]
            if (x.mention.chain == y.mention.chain) != together:
                say = "together" if together else "apart"
                yield f"wrongly {say}: {x.mention.id} {x.row.printed!r} and {y.mention.id} {y.row.printed!r}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Fold:
    """The weights of a fold: learned on the others."""

    links: LinkWeights
    stories: StoryWeights


@cache
def by_folds() -> list[Fold]:
    """Read the weights by fold."""
    plain = json.loads(BY_FOLD.read_text(encoding="utf-8"))
    for fold in plain:
        for entry in (*fold["links"]["grounds"].values(), *fold["stories"]["views"].values()):
            entry["means"] = ""
    return msgspec.convert(plain, list[Fold])


def fold_of(topic: str) -> int:
    """Give the fold that a topic is in."""
    return int(topic) % FOLDS


def link_weights(weights: LinkWeights, *, sure: float) -> LinkWeights:
    """Give weights with another threshold."""
    return replace(weights, sure=sure)


def story_weights(weights: StoryWeights, *, story: float) -> StoryWeights:
    """Give weights with another threshold."""
    return replace(weights, story=story)


def named(groups: Sequence[Sequence[str]]) -> Partition:
    """Give the number of each thing's group."""
    return {key: number for number, group in enumerate(groups) for key in group}


def events(
    mentions: Sequence[Mentioned],
    vectors: Mapping[int, Mapping[str, float]],
    weights: LinkWeights,
) -> Partition:
    """Group the rows of one given sub-topic by the ledger's own comparing and grouping."""
    return grouped_at(mentions, links_between(mentions, vectors, weights), least=weights.sure, missing=MISSING)


def links_between(
    mentions: Sequence[Mentioned], vectors: Mapping[int, Mapping[str, float]], weights: LinkWeights
) -> list[Link]:
    """Compare all pairs of rows."""
    sides = [Side(item.row) for item in mentions]
    alike: dict[tuple[int, int], float] = {}
    links: list[Link] = []
    for a, b in combinations(sides, 2):
        reports = (a.row.report, b.row.report)
        if reports not in alike:
            alike[reports] = likeness(vectors[reports[0]], vectors[reports[1]])
        scored = score_sides(a, b, likeness=alike[reports], weights=weights)
        if scored is not None and scored[0] >= FLOOR:
            links.append(Link(a=a.row.number, b=b.row.number, score=scored[0], judged="positive", why=""))
    return links


def grouped_at(
    mentions: Sequence[Mentioned], links: Sequence[Link], *, least: float, missing: float, sure: float = 0.0
) -> Partition:
    """Group rows by their links."""
    sides = {item.row.number: Side(item.row) for item in mentions}
    rank = {number: number for number in sides}
    grouping = grouped(sides, links, rank=rank, least=least, missing=missing, sure=sure)
    return {item.mention.id: grouping.find(item.row.number) for item in mentions}


def mentions_of(
    record: Topic, read: Mapping[str, Reading], weights: LinkWeights
) -> dict[str, tuple[list[Mentioned], Partition]]:
    """Give the groups of a topic's mentions, ours and by lemma, each within its sub-topics."""
    found: dict[str, tuple[list[Mentioned], Partition]] = {}
    vectors = {at: vector(read[document.id].article) for at, document in enumerate(record.documents)}
    lemmas = lemmas_of(record)
    for name, rows in (("our claims", own_rows), ("gold mentions", gold_rows)):
        everything: list[Mentioned] = []
        groups: Partition = {}
        same: Partition = {}
        shipped: Partition = {}
        for story in sorted({document.story for document in record.documents}):
            held = numbered(
                item
                for at, document in enumerate(record.documents)
                if document.story == story
                for item in rows(document, read[document.id], at)
            )
            everything += held
            ours_ = events(held, vectors, weights)
            groups |= {key: (story, group) for key, group in ours_.items()}
            same |= {item.mention.id: (story, lemmas[item.mention.id]) for item in held}
            if name == "our claims":
                plain = load_link_weights()
                kept = [link for link in links_between(held, vectors, plain) if link.score >= plain.doubt]
                as_shipped = grouped_at(held, kept, least=plain.together, missing=plain.missing, sure=plain.sure)
                shipped |= {key: (story, group) for key, group in as_shipped.items()}
        found[name] = (everything, groups)
        found[f"{name}, same lemma"] = (everything, same)
        if shipped:
            found[f"{name}, as shipped"] = (everything, shipped)
    return found


def lemmas_of(record: Topic) -> dict[str, str]:
    """Give the lemma of each gold mention's head word, by the parse."""
    found: dict[str, str] = {}
    texts = [(document.text, None) for document in record.documents]
    for document, (_, doc) in zip(record.documents, ours.parsed(texts), strict=True):
        tokens = list(doc)
        for mention in document.mentions:
            inside = [token for token in tokens if mention.span[0] <= token.idx < mention.span[1]]
            within = {token.i for token in inside}
            head = next((token for token in inside if token.head.i not in within or token.head.i == token.i), None)
            words = document.text[slice(*mention.span)]
            found[mention.id] = (head.lemma_ if head is not None else words).lower()
    return found


def mention_score(mentions: Sequence[Mentioned], found: Partition) -> Conll:
    """Compare groups of mentions with the gold chains."""
    gold = clusters({item.mention.id: item.mention.chain for item in mentions})
    return conll(gold, clusters({item.mention.id: found[item.mention.id] for item in mentions}))


def article_score(gold: Topic, found: Partition) -> BCubed:
    """Count a topic's articles by B3, in groups that may hold articles of other topics."""
    stories = clusters({document.id: document.story for document in gold.documents})
    whole = clusters(found)
    kept = [cluster & {document.id for document in gold.documents} for cluster in whole]
    recall = b_cubed(stories, whole)
    sizes = {key: len(cluster) for cluster in whole for key in cluster}
    of = {key: story for story in stories for key in story}
    right = sum(len(cluster & of[key]) / sizes[str(key)] for cluster in kept for key in cluster)
    return BCubed((*recall, right, recall[1]))


def tf_idf_groups(documents: Sequence[Document]) -> Partition:
    """Group articles by TF-IDF and average link, cut where it is best on these articles."""
    from sklearn.feature_extraction.text import TfidfVectorizer

    from reportedly.ledger.stories import average_link

    best: tuple[float, Partition] = (-1.0, {})
    gold = clusters({document.id: document.story for document in documents})
    for given in TF_IDF:
        table = TfidfVectorizer(**given).fit_transform([document.text for document in documents])
        alike = (table @ table.T).toarray()
        for cut in CUTS:
            groups = average_link(alike, least=1 - cut)
            found = {documents[at].id: number for number, group in enumerate(groups) for at in group}
            sums: Array = np.array(b3(gold, clusters(found)).counts())
            f1 = float(BCubed.values(sums)["f1"])
            best = max(best, (f1, found), key=lambda item: item[0])
    return best[1]
