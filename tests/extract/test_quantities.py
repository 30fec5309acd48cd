"""What a careful reader counts, and what the reader of quantities gives: a table of sentences of our own writing."""

from __future__ import annotations

from collections import Counter
from dataclasses import asdict
from pathlib import Path
from typing import Any

import pytest
import yaml
from spacy.language import Language

from reportedly.codebook.quantities import QuantitiesLexicon, load_quantities
from reportedly.codebook.times import load_times
from reportedly.extract.quantities import find_quantities
from reportedly.extract.times import find_times
from reportedly.model import Article, Quantity
from reportedly.parse import parse_articles
from tests.conftest import article_of

CASES = yaml.safe_load((Path(__file__).parents[1] / "cases" / "quantities.yml").read_text(encoding="utf-8"))
DEVELOPED = [case for case in CASES if not case.get("held_out")]
FIELDS = ("low", "best", "high", "bound", "of", "measure", "unit", "running")


@pytest.fixture(scope="module")
def lexicon() -> QuantitiesLexicon:
    return load_quantities()


@pytest.fixture(scope="module")
def found(nlp: Language, lexicon: QuantitiesLexicon) -> dict[str, list[dict[str, Any]]]:
    """What is found in every sentence of the table, all of them parsed in one go."""
    articles = [article_of(case["text"], published="2019-02-10") for case in CASES]
    time_words = load_times()
    rows = {}
    for case, article, doc in zip(CASES, articles, parse_articles(articles, nlp, batch_size=64), strict=True):
        times = list(find_times(article, doc, lexicon=time_words))
        rows[case["id"]] = [
            as_row(article, item) for item in find_quantities(article, doc, lexicon=lexicon, times=times)
        ]
    return rows


def as_row(article: Article, quantity: Quantity) -> dict[str, Any]:
    row = asdict(quantity)
    return {"text": article.text[quantity.start : quantity.end], **{name: row[name] for name in FIELDS}}


def expected_row(entry: dict[str, Any]) -> dict[str, Any]:
    value = entry.get("value")
    row: dict[str, Any] = dict.fromkeys(FIELDS)
    row |= {"low": value, "best": value, "high": value, "measure": "count", "running": "unknown"}
    return row | {name: content for name, content in entry.items() if name not in ("value", "side")}


def test_the_ids_of_the_cases_are_unique() -> None:
    assert len({case["id"] for case in CASES}) == len(CASES)


def test_there_are_enough_cases_of_every_phenomenon() -> None:
    assert len(CASES) >= 300
    assert len(CASES) - len(DEVELOPED) >= 100
    assert min(Counter(case["phenomenon"] for case in CASES).values()) >= 5


@pytest.mark.parametrize("case", DEVELOPED, ids=lambda case: case["id"])
def test_the_quantities_of_a_sentence(case: dict[str, Any], found: dict[str, list[dict[str, Any]]]) -> None:
    assert found[case["id"]] == [expected_row(entry) for entry in case["expected"]]
