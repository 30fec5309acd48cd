"""re3d -> what the head of names learns from: hidden states, signs and labels of each document, kept in a cache."""

from __future__ import annotations

import hashlib
import pickle
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from bench.articles import article_of
from bench.corpora.re3d import CONFIDENT, Document, Mention, objects, read_re3d
from bench.names import holds_name
from reportedly.extract.actors import find_actors
from reportedly.extract.places import find_places
from reportedly.model import PARSED_KINDS
from reportedly.parse import parse_articles
from reportedly.reading import Reader, load_reader
from reportedly.tag import Tagger
from reportedly.tagger.names_signs import read_signs
from reportedly.tagger.networks import ENCODER
from reportedly.tagger.windows import make_window, pack
from reportedly.tagger.words import Words, read_words
from training.names_network import HIDDEN, OTHERS, TYPES

RESERVES = (0, 150)


@dataclass(frozen=True, slots=True, kw_only=True)
class Taught:
    """A document as the head sees it; ``digest`` names its text.

    ``hidden`` are its hidden states, first as a reading has them, then with windows that begin elsewhere.
    """

    document: Document
    digest: str
    words: Words
    hidden: tuple[np.ndarray, ...]
    signs: np.ndarray
    labels: np.ndarray


def load_taught(data: Path, cache: Path) -> list[Taught]:
    """Give all documents, from the cache if it was made with the encoder that is shipped now."""
    reader = load_reader()
    assert reader.tagger is not None
    encoder = hashlib.sha256((reader.tagger.folder / ENCODER).read_bytes()).hexdigest()[:12]
    kept = cache / f"taught-{encoder}.pkl"
    if kept.exists():
        return list(pickle.loads(kept.read_bytes()))
    found = list(teach(read_re3d(data), read_others(data), reader))
    cache.mkdir(parents=True, exist_ok=True)
    kept.write_bytes(pickle.dumps(found))
    return found


def read_others(data: Path) -> dict[str, list[Mention]]:
    """Give the mentions of other labels by document."""
    found: dict[str, list[Mention]] = {}
    for file in sorted(data.rglob("entities.json")):
        for entity in objects(file):
            if entity["type"] in OTHERS and entity["confidence"] >= CONFIDENT:
                mention = (entity["begin"], entity["end"], entity["type"])
                found.setdefault(entity["documentId"], []).append(mention)
    return found


def teach(documents: list[Document], others: dict[str, list[Mention]], reader: Reader) -> Iterator[Taught]:
    """Parse the documents, run rules and encoder over them, and lay their labels on the words."""
    tagger = reader.tagger
    assert tagger is not None
    articles = [article_of(document.text) for document in documents]
    for document, article, doc in zip(documents, articles, parse_articles(articles, reader.nlp), strict=True):
        blocks = [block for block in article.blocks if block.kind in PARSED_KINDS]
        words = read_words(doc, blocks, tagger.tokenizer, tagger.labels)
        places = tuple(find_places(article, doc, lexicon=reader.places, gazetteer=reader.gazetteer))
        actors = tuple(find_actors(article, doc, parties=reader.parties, lexicon=reader.roles, places=places))
        yield Taught(
            document=document,
            digest=hashlib.sha256(document.text.encode()).hexdigest()[:16],
            words=words,
            hidden=tuple(encoded(words, tagger, reserve=reserve) for reserve in RESERVES),
            signs=read_signs(doc, words, actors=actors, places=places, parties=reader.parties, lexicon=reader.roles),
            labels=labels_of(document, others.get(document.id, []), words),
        )


def encoded(words: Words, tagger: Tagger, *, reserve: int) -> np.ndarray:
    """Give the hidden states of an article's words; ``reserve`` shortens the first window."""
    hidden = np.zeros((len(words), HIDDEN), dtype=np.float32)
    opening, closing = tagger.specials
    for held in pack(words, reserve=reserve):
        window = make_window(words, held, opening=opening, closing=closing)
        hidden[window.low : window.high] = tagger.networks.encode(window)
    return hidden


def labels_of(document: Document, others: Iterable[Mention], words: Words) -> np.ndarray:
    """Lay mentions on words: names first, then nouns for the same, then the rest; of nested ones the longest."""
    text, labels = document.text, np.zeros(len(words), dtype=np.int64)
    ranked = [
        (not holds_name(text[start:end]), start - end, start, end, kind) for start, end, kind in document.mentions
    ]
    rows = [(start, end, TYPES.index(kind) + len(TYPES) * noun) for noun, _, start, end, kind in sorted(ranked)]
    longest = sorted(others, key=lambda mention: (mention[0] - mention[1], mention))
    rows += [(start, end, 2 * len(TYPES) + OTHERS[kind]) for start, end, kind in longest]
    for start, end, row in rows:
        low = int(np.searchsorted(words.end, start, side="right"))
        high = int(np.searchsorted(words.start, end, side="left"))
        if low < high and not labels[low:high].any():
            labels[low:high] = 2 * row + 2
            labels[low] = 2 * row + 1
    return labels
