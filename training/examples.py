"""Reports -> training examples: words as the shipped tagger sees them, and the gold as ranges of words."""

from __future__ import annotations

import pickle
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

import numpy as np
from spacy.language import Language
from tokenizers import Tokenizer

from reportedly.model import Article, Block, Published
from reportedly.parse import parse_articles
from reportedly.tagger.words import Labels, Words, read_words
from training.polnear import Report


@dataclass(frozen=True, slots=True, kw_only=True)
class Gold:
    """One attribution in words: the indices of its source, cue and content."""

    source: tuple[int, ...]
    cue: tuple[int, ...]
    content: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """A report with its words, their texts and fine tags, and its gold attributions."""

    report: Report
    words: Words
    texts: tuple[str, ...]
    tags: tuple[str, ...]
    golds: tuple[Gold, ...]


def article_of(report: Report) -> Article:
    """Make an article whose every line is a paragraph."""
    found = re.finditer(r"[^\n]*\S[^\n]*", report.text)
    blocks = tuple(Block(kind="paragraph", start=match.start(), end=match.end()) for match in found)
    return Article(id=report.name, text=report.text, language="en", published=Published(), blocks=blocks)


def words_in(words: Words, spans: Iterable[tuple[int, int]]) -> tuple[int, ...]:
    """Give the words that share a character with the spans."""
    found: list[int] = []
    for start, end in spans:
        low = int(np.searchsorted(words.end, start, side="right"))
        high = int(np.searchsorted(words.start, end, side="left"))
        found.extend(range(low, high))
    return tuple(sorted(set(found)))


def make_examples(reports: Iterable[Report], nlp: Language, tokenizer: Tokenizer, labels: Labels) -> Iterator[Example]:
    """Parse the reports and lay their gold on the words."""
    kept = list(reports)
    articles = [article_of(report) for report in kept]
    for report, article, doc in zip(kept, articles, parse_articles(articles, nlp), strict=True):
        words = read_words(doc, article.blocks, tokenizer, labels)
        tokens = [token for token in doc if not token.is_space]
        golds = (
            Gold(
                source=words_in(words, relation.source),
                cue=words_in(words, relation.cue),
                content=words_in(words, relation.content),
            )
            for relation in report.relations
        )
        yield Example(
            report=report,
            words=words,
            texts=tuple(token.text for token in tokens),
            tags=tuple(token.tag_ for token in tokens),
            golds=tuple(gold for gold in golds if gold.cue and gold.content),
        )


def labels_of(nlp: Language) -> Labels:
    """Give the parser's own inventory of fine tags and dependency labels."""
    return Labels(tags=tuple(nlp.get_pipe("tagger").labels), deps=tuple(nlp.get_pipe("parser").labels))


def cached(path: Path, make: Iterator[Example]) -> list[Example]:
    """Read examples from a file, or make and write them."""
    if path.exists():
        with path.open("rb") as file:
            return list(pickle.load(file))
    found = list(make)
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as file:
        pickle.dump(found, file)
    return found


Item = TypeVar("Item")


def split_apart(items: list[Item], *, held: int, seed: int) -> tuple[list[Item], list[Item]]:
    """Set ``held`` whole articles aside: the same ones for examples and for the reports they are made of."""
    aside = set(np.random.default_rng(seed).permutation(len(items))[:held].tolist())
    return (
        [item for i, item in enumerate(items) if i not in aside],
        [item for i, item in enumerate(items) if i in aside],
    )
