"""Parse -> words: what the tagger's networks see of an article, one row a spaCy token that is not white space."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray
    from tokenizers import Tokenizer

    from reportedly.model import Block
    from reportedly.parsed import Doc

FEATURES = ("case", "quote", "tag", "dep")
LOWER, TITLE, UPPER, MIXED, DIGIT, MARK = range(6)
OUTSIDE, OPENING, INSIDE, CLOSING = range(4)
PAIRED = {"“": "”", "«": "»", "„": "“", "‘": "’", "``": "''"}
STRAIGHT = {'"', "'"}
CLOSERS = {"”", '"', "“"}  # typists mix them
SINGLE = {"‘", "'"}
UNKNOWN = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """Parallel arrays, one entry a word, in text order.

    ``start`` and ``end`` are offsets into ``Article.text``; ``features`` has one column for each of ``FEATURES``;
    ``head`` holds indices of words (a root is its own head); ``sentence`` and ``paragraph`` count from 0;
    ``pieces`` are the ids of each word's pieces in the encoder's vocabulary.
    """

    start: NDArray[np.int64]
    end: NDArray[np.int64]
    features: NDArray[np.int64]
    head: NDArray[np.int64]
    sentence: NDArray[np.int64]
    paragraph: NDArray[np.int64]
    pieces: tuple[tuple[int, ...], ...]

    def __len__(self) -> int:
        """Give the number of words."""
        return len(self.pieces)


@dataclass(frozen=True, slots=True, kw_only=True)
class Labels:
    """The parser's fine tags and dependency labels that the networks were trained with; row 0 is any other."""

    tags: tuple[str, ...]
    deps: tuple[str, ...]

    def index(self) -> tuple[dict[str, int], dict[str, int]]:
        """Give each label's row."""
        return (
            {tag: row for row, tag in enumerate(self.tags, start=1)},
            {dep: row for row, dep in enumerate(self.deps, start=1)},
        )


def case_of(text: str) -> int:
    """Give the letter case of a word: the encoder's own vocabulary is lower-case.

    >>> [case_of(text) for text in ("said", "Bali", "SDF", "iPhone", "41", ",")]
    [0, 1, 2, 3, 4, 5]
    """
    if text.islower():
        return LOWER
    if text.isupper():
        return UPPER if len(text) > 1 else TITLE
    if text.istitle():
        return TITLE
    if any(char.isalpha() for char in text):
        return MIXED
    return DIGIT if any(char.isdigit() for char in text) else MARK


def quote_states(texts: Sequence[str], spaced: Sequence[bool], first: Sequence[bool]) -> list[int]:
    """Give each word's place in or out of quotation marks.

    ``spaced[i]``: white space follows word i; ``first[i]``: word i begins a paragraph, where every quotation that was
    not closed ends. Straight marks are told apart by turn and by spacing; a single mark counts only where it stands as
    a word.

    >>> quote_states(["“", "Go", "”", ",", "he"], [False, False, False, True, False], [True] + [False] * 4)
    [1, 2, 3, 0, 0]
    """
    states = []
    closer: str | None = None
    for i, text in enumerate(texts):
        if first[i]:
            closer = None
        before_free = first[i] or i == 0 or spaced[i - 1] or not texts[i - 1][-1].isalnum()
        if closer is None:
            opens = text in PAIRED or (text in STRAIGHT and not (text in SINGLE and spaced[i]))
            if opens and (text not in SINGLE or (before_free and not spaced[i])):
                closer = PAIRED.get(text, text)
                states.append(OPENING)
            else:
                states.append(OUTSIDE)
        elif text == closer or (text in CLOSERS and closer in CLOSERS):
            states.append(CLOSING)
            closer = None
        else:
            states.append(INSIDE)
    return states


def read_words(doc: Doc, blocks: Sequence[Block], tokenizer: Tokenizer, labels: Labels) -> Words:
    """Give the words of a parse made by ``parse_article``; ``blocks`` are the headline and the paragraphs, in order.

    Words outside all blocks do not occur: ``parse_article`` has blanked them.
    """
    tag_rows, dep_rows = labels.index()
    tokens = [token for token in doc if not token.is_space]
    texts = [token.text for token in tokens]
    row_of = {token.i: row for row, token in enumerate(tokens)}
    paragraph = paragraphs_of([token.idx for token in tokens], blocks)
    first = [i == 0 or paragraph[i] != paragraph[i - 1] for i in range(len(tokens))]
    quotes = quote_states(texts, [bool(token.whitespace_) for token in tokens], first)
    head, sentence, count = [], [], -1
    for row, token in enumerate(tokens):
        above = token.head
        while above.is_space and above.head.i != above.i:
            above = above.head
        head.append(row_of.get(above.i, row))
        count += token.is_sent_start or row == 0 or first[row]
        sentence.append(count)
    features = [
        (case_of(text), quotes[row], tag_rows.get(token.tag_, UNKNOWN), dep_rows.get(token.dep_, UNKNOWN))
        for row, (token, text) in enumerate(zip(tokens, texts, strict=True))
    ]
    return Words(
        start=np.array([token.idx for token in tokens], dtype=np.int64),
        end=np.array([token.idx + len(token) for token in tokens], dtype=np.int64),
        features=np.array(features, dtype=np.int64).reshape(len(tokens), len(FEATURES)),
        head=np.array(head, dtype=np.int64),
        sentence=np.array(sentence, dtype=np.int64),
        paragraph=np.array(paragraph, dtype=np.int64),
        pieces=pieces_of(texts, tokenizer),
    )


def paragraphs_of(starts: Sequence[int], blocks: Sequence[Block]) -> list[int]:
    """Give the index of the block in which each word starts; a word between two blocks counts to the earlier."""
    found, at = [], 0
    for start in starts:
        while at + 1 < len(blocks) and start >= blocks[at + 1].start:
            at += 1
        found.append(at)
    return found


def pieces_of(texts: Sequence[str], tokenizer: Tokenizer) -> tuple[tuple[int, ...], ...]:
    """Give each word's piece ids; a word that the tokenizer drops altogether becomes its unknown piece."""
    pieces: list[list[int]] = [[] for _ in texts]
    if texts:
        encoding = tokenizer.encode(list(texts), is_pretokenized=True, add_special_tokens=False)
        for word, piece in zip(encoding.word_ids, encoding.ids, strict=True):
            if word is not None:
                pieces[word].append(piece)
    unknown = tokenizer.token_to_id("[UNK]") or 0
    return tuple(tuple(found) or (unknown,) for found in pieces)
