"""The parser asked step by step gives what it gives within C."""

from __future__ import annotations

import pytest
from spacy.language import Language

from reportedly import parse as parsing
from reportedly.parse import OURS, parse_article, parse_articles
from reportedly.parse.steps import PARSER, blis_adds_as_we_do, set_relations
from reportedly.parsed import Doc
from tests.conftest import article_of
from tests.parse.test_products import TEXT

TEXTS = ["", " ", "\n\n", "Go.", TEXT, f"{TEXT}\n{TEXT}"]


def told(doc: Doc) -> list[tuple[object, ...]]:
    return [(t.tag_, t.pos_, t.dep_, t.head.i, t.lemma_, t.ent_type_, t.is_sent_start) for t in doc]


@pytest.mark.parametrize("text", TEXTS)
def test_relations_are_those_of_the_pipe(nlp: Language, text: str) -> None:
    whole, stepped = nlp(text, disable=list(OURS)), nlp(text, disable=[*OURS, PARSER])
    set_relations(stepped, nlp)
    told = [[(token.dep_, token.head.i, token.is_sent_start) for token in doc] for doc in (whole, stepped)]
    assert told[0] == told[1]


def test_a_processor_that_blis_does_not_know_gives_the_same_parse(
    nlp: Language, monkeypatch: pytest.MonkeyPatch
) -> None:
    article = article_of(TEXT)
    usual = told(parse_article(article, nlp))
    monkeypatch.setattr(parsing, "blis_adds_as_we_do", lambda: not blis_adds_as_we_do())
    assert told(parse_article(article, nlp)) == usual
    assert [told(doc) for doc in parse_articles([article, article], nlp)] == [usual, usual]
