"""The parse as plain values: what spaCy says of every token, and of stretches of them."""

from __future__ import annotations

import random
from pathlib import Path
from typing import Any

import pytest
from spacy.language import Language

from reportedly.parsed import read_parse

SAMPLES = sorted(Path("src/reportedly/data/samples").glob("*.txt"))
HARD = [
    "",
    " ",
    "Tarsk",
    "  The army , [ it ] said ,\n\n left ; \t so did Sorn's and Vell's men, women and children -- all of them .",
    '"We left," the head of the Council [TC] of the Valley, who was there, told Reuters and the BBC on Monday.',
]
SAME = (
    "i", "idx", "text", "lower_", "lemma_", "tag_", "pos_", "dep_", "ent_type_", "ent_iob_", "whitespace_", "is_space",
    "is_punct", "is_stop", "is_alpha", "is_upper", "is_sent_start", "is_sent_end",
)  # fmt: skip
NEAR = ("lefts", "rights", "children", "subtree", "ancestors", "conjuncts")


@pytest.mark.parametrize("text", [*HARD, *(path.read_text(encoding="utf-8") for path in SAMPLES)])
def test_all_is_as_spacy_has_it(text: str, nlp: Language) -> None:
    theirs: Any = nlp(text)
    ours: Any = read_parse(theirs)
    assert (len(ours), ours.text) == (len(theirs), theirs.text)
    for our, their in zip(ours, theirs, strict=True):
        assert [getattr(our, name) for name in SAME] == [getattr(their, name) for name in SAME]
        assert len(our) == len(their)
        assert our.end == their.idx + len(their)
        for name in NEAR:
            assert [token.i for token in getattr(our, name)] == [token.i for token in getattr(their, name)], name
        places = [(t.head.i, t.left_edge.i, t.right_edge.i, t.sent.start, t.sent.end) for t in (our, their)]
        assert places[0] == places[1]
    for found, spans in ((ours.sents, theirs.sents), (ours.ents, theirs.ents)):
        assert [seen(phrase) for phrase in found] == [seen(span) for span in spans]


@pytest.mark.parametrize("text", [HARD[3], HARD[4], SAMPLES[0].read_text(encoding="utf-8")])
def test_stretches_are_as_spacy_has_them(text: str, nlp: Language) -> None:
    theirs: Any = nlp(text)
    ours: Any = read_parse(theirs)
    draw = random.Random(5)
    for _ in range(500):
        start = draw.randrange(len(text))
        end = draw.randint(start + 1, min(len(text), start + 60))
        their = theirs.char_span(start, end, alignment_mode="expand")
        our = ours.char_span(start, end)
        assert (our.start, our.end) == (their.start, their.end)
        if len(their):
            assert seen(ours.phrase(their.start, their.end)) == seen(their)
            assert our[0].i == their[0].i
    assert ours.char_span(len(text) + 3, len(text) + 9) is None


def test_neighbours_end_with_the_text(nlp: Language) -> None:
    doc = read_parse(nlp("Troops left."))
    assert doc[0].nbor() is doc[1]
    assert doc[1].nbor(-1) is doc[0]
    for token, by in ((doc[2], 1), (doc[0], -1)):
        with pytest.raises(IndexError):
            token.nbor(by)


def seen(span: Any) -> tuple[Any, ...]:
    """Give what is to be the same of a stretch."""
    words = [token.i for token in span]
    return span.start, span.end, span.start_char, span.end_char, span.text, span.root.i, words, len(span)
