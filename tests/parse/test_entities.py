from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace

import pytest
from spacy.language import Language
from spacy.tokens import Doc

from reportedly.errors import ParseError
from reportedly.parse import parse_article, parse_articles, prepare
from reportedly.parse.entities import assembled, find_entities, read_moves
from reportedly.parsed import Doc as Parsed
from tests.conftest import article_of

SAMPLES = sorted(Path("src/reportedly/data/samples").glob("*.txt"))
HARD = [
    "",
    " ",
    "Tarsk",
    "On Monday",
    "the United Nations\nSecurity Council of the United Nations\nof New",
    "PRESIDENT  IVAN \t PETROV , 41 , MET THE  EU  IN NEW \n YORK CITY ON 3 MAY 2011 .",
    "At least 400 to 600 fighters of the Free Hill Army left Tarsk, Sorn and Vell for $3 million in the 1990s.",
    "Jan. Jan. Jan. Mr. Mr. Mr. (AFP) — Reuters\n\n\nBBC News, New York, N.Y., Jan. 3",
]


def entities(doc: Doc | Parsed) -> list[tuple[str, str]]:
    return [(token.ent_iob_, token.ent_type_) for token in doc]


@pytest.mark.parametrize("text", [*HARD, *(path.read_text(encoding="utf-8") for path in SAMPLES)])
def test_the_entities_are_those_of_spacy(text: str, nlp: Language) -> None:
    article = article_of(text)
    theirs, ours = nlp(prepare(article, nlp)), parse_article(article, nlp)
    assert entities(ours) == entities(theirs)
    assert [(e.start, e.end, e.label_) for e in ours.ents] == [(e.start, e.end, e.label_) for e in theirs.ents]


def test_many_at_once_are_the_same(nlp: Language) -> None:
    articles = [article_of(text) for text in HARD]
    alone = [entities(parse_article(article, nlp)) for article in articles]
    for size in (1, 3, 8):
        assert [entities(doc) for doc in parse_articles(articles, nlp, batch_size=size)] == alone


def test_what_begins_inside_of_an_entity_begins_none(nlp: Language) -> None:
    import numpy as np

    moves = read_moves(nlp.get_pipe("ner"))
    row = {(kind, label): at for at, (kind, label) in enumerate(zip(moves.kinds, moves.labels, strict=True))}
    chosen = np.array([row["B", "ORG"], row["U", "GPE"], row["B", "GPE"], row["O", ""], row["U", "DATE"]])
    ends = np.array([3, -1, 5, -1, -1])
    assert list(assembled(chosen, ends, moves)) == [(0, 3, "ORG"), (4, 5, "DATE")]


def test_another_kind_of_model_is_refused(nlp: Language) -> None:
    ner = nlp.get_pipe("ner")

    def predict(docs: list[Doc]) -> object:
        return SimpleNamespace(state2vec=SimpleNamespace(nF=6))

    other = SimpleNamespace(moves=ner.moves, model=SimpleNamespace(predict=predict))  # type: ignore[attr-defined]
    with pytest.raises(ParseError, match="looks at 6 words"):
        find_entities(nlp.make_doc("Tarsk fell."), other)
