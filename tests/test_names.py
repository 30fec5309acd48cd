"""The head of names: its layout, its decoding, and who may be asked about which text."""

from __future__ import annotations

import hashlib
from collections import Counter
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from reportedly.codebook.parties import load_parties
from reportedly.codebook.roles import load_roles
from reportedly.model import Name
from reportedly.tag import Tagger, load_tagger, tag_article
from reportedly.tagger.names import (
    GAP,
    NAMES,
    Named,
    NamesConfig,
    best_labels,
    find_names,
    log_softmax,
    offsets_of,
    rows_of,
    settled,
)
from reportedly.tagger.names_signs import COLUMNS, SIZES, read_signs
from reportedly.tagger.networks import ENCODER
from reportedly.tagger.words import MARK, Labels, Words, read_words
from tests.conftest import Parse

LEFT_OUT = Path(__file__).parents[1] / "bench" / "models"
LABELS = Labels(tags=("NNP", "IN", ","), deps=())
TEXT = "Secretary Ana Ruiz said that the city of Tarsk had been shelled. General Omar Vell denied it in Sorn on Monday."


@pytest.fixture(scope="module")
def tagger() -> Tagger:
    return load_tagger()


def words_of(sentences: list[int], tags: list[int] | None = None, *, case: int = 0) -> Words:
    count = len(sentences)
    zeros = np.zeros(count, dtype=np.int64)
    return Words(
        start=np.arange(count) * 2,
        end=np.arange(count) * 2 + 1,
        features=np.array([(case, 0, tag, 0) for tag in tags or [0] * count], dtype=np.int64).reshape(count, 4),
        head=zeros,
        sentence=np.array(sentences, dtype=np.int64),
        paragraph=zeros,
        pieces=((1,),) * count,
    )


def chances(labels: list[int], *, count: int = 9) -> np.ndarray:
    logits = np.zeros((1, len(labels), count), dtype=np.float32)
    logits[0, np.arange(len(labels)), labels] = 9
    return log_softmax(logits)


def test_sentences_are_parted_by_empty_rows() -> None:
    assert rows_of(words_of([0, 0, 1], case=MARK)).tolist() == [0, 1, *[-1] * GAP, 2, *[-1] * GAP]
    assert rows_of(words_of([])).tolist() == []


def test_a_sentence_after_no_mark_is_none() -> None:
    assert rows_of(words_of([0, 0, 1])).tolist() == [0, 1, 2, *[-1] * GAP]


@pytest.mark.parametrize(
    ("labels", "sentences", "found"),
    [
        ([1, 2, 0, 5], [0] * 4, [(0, 2, 0), (3, 4, 2)]),
        ([3, 3, 4, 4], [0] * 4, [(0, 1, 1), (1, 4, 1)]),
        ([7, 8, 0, 1], [0] * 4, [(3, 4, 0)]),  # a noun for a person names nobody
        ([0, 0, 0, 0], [0] * 4, []),
    ],
)
def test_labels_become_names(labels: list[int], sentences: list[int], found: list[tuple[int, int, int]]) -> None:
    got = find_names(words_of(sentences), chances(labels), LABELS)
    assert [(one.low, one.high, one.kind) for one in got] == found
    assert all(0.9 < one.confidence <= 1 for one in got)


def test_a_further_word_never_begins_a_name() -> None:
    scores = np.log(np.array([[0.1, 0.3, 0.6], [0.2, 0.2, 0.6]], dtype=np.float32))
    assert best_labels(scores).tolist() == [1, 2]


def test_a_preposition_or_comma_ends_no_name() -> None:
    got = find_names(words_of([0] * 4, [1, 2, 3, 1]), chances([3, 4, 4, 0]), LABELS)
    assert [(one.low, one.high) for one in got] == [(0, 1)]


@pytest.mark.parametrize(
    ("kinds", "settled_kinds"),
    [([0, 2, 0], [0, 0, 0]), ([1, 2, 2], [1, 2, 2]), ([0, 1, 1], [1, 1, 1])],
)
def test_a_name_printed_alike_is_of_one_kind(kinds: list[int], settled_kinds: list[int]) -> None:
    words = words_of([0, 1, 2])
    found = [Named(low=low, high=low + 1, kind=kind, confidence=0.9) for low, kind in enumerate(kinds)]
    assert [one.kind for one in settled(found, words, "V V V")] == settled_kinds
    assert list(settled([Named(low=0, high=1, kind=0, confidence=0.3)], words, "V V V")) == []


@pytest.mark.parametrize(
    ("text", "printed"),
    [("Tarsk,[1", "Tarsk"), ("Tarsk.[2]\nThe", "Tarsk"), ("\u200eTarsk\u200e", "Tarsk"), ("[3]", "[3]")],
)
def test_footnotes_and_marks_are_cut_off(text: str, printed: str) -> None:
    words = replace(words_of([0]), end=np.array([len(text)]))
    start, end = offsets_of(Named(low=0, high=1, kind=2, confidence=1.0), words, text)
    assert text[start:end] == printed


def test_a_name_ends_with_its_sentence() -> None:
    got = find_names(words_of([0, 1], case=MARK), chances([1, 2]), LABELS)
    assert all(one.high - one.low == 1 for one in got)


def test_signs_fit_their_tables(parse: Parse, tagger: Tagger) -> None:
    article, doc = parse(TEXT)
    words = read_words(doc, article.blocks, tagger.tokenizer, tagger.labels)
    signs = read_signs(doc, words, actors=(), places=(), parties=load_parties(), lexicon=load_roles())
    assert signs.shape == (len(words), len(COLUMNS))
    assert (signs.max(axis=0) < np.array(SIZES)).all()


def test_names_are_whole_phrases_and_the_same_each_time(parse: Parse, tagger: Tagger) -> None:
    article, doc = parse(TEXT)
    known = {"parties": load_parties(), "lexicon": load_roles()}
    names = tag_article(article, doc, tagger, **known).names  # type: ignore[arg-type]
    printed = {(article.text[name.start : name.end], name.kind) for name in names}
    assert {("Secretary Ana Ruiz", "person"), ("the city of Tarsk", "place")} <= printed
    assert names == tag_article(article, doc, load_tagger(threads=2), **known).names  # type: ignore[arg-type]
    assert all(isinstance(name, Name) and 0 < name.confidence <= 1 for name in names)


def test_without_the_lists_no_names_are_looked_for(parse: Parse, tagger: Tagger) -> None:
    assert tag_article(*parse(TEXT), tagger).names == ()


def test_a_text_is_measured_by_those_who_never_saw_it() -> None:
    measuring = load_tagger(names_folder=LEFT_OUT)
    learned = "a text that one of them left out"
    start = hashlib.sha256(learned.encode()).hexdigest()[:16]
    measuring.names_config = NamesConfig(encoder="", unseen=((), (start,), ()))
    assert measuring.members_for(learned) == (1,)
    assert measuring.members_for("a text of nobody") == ()


def test_the_head_for_measuring_says_who_left_out_what(tagger: Tagger) -> None:
    measuring = load_tagger(names_folder=LEFT_OUT)
    unseen = measuring.names_config.unseen
    left_out = Counter(text for texts in unseen for text in texts)
    assert all(unseen)
    assert len(set(left_out.values())) == 1
    assert tagger.names_config.unseen == ()
    assert (tagger.folder / NAMES).stat().st_size < 2_000_000


@pytest.mark.parametrize("folder", [None, LEFT_OUT])
def test_the_head_has_learned_from_the_encoder_that_is_shipped(folder: Path | None) -> None:
    """Another encoder? Then run ``python -m training.names --data ../shared/data/re3d --ship``."""
    tagger = load_tagger(names_folder=folder)
    assert tagger.digests()[ENCODER] == tagger.names_config.encoder
