"""Which marks make a quotation, and which have no partner."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from reportedly.codebook.speech import load_speech
from reportedly.extract.attributions import find_attributions
from reportedly.extract.attributions.quotations import find_quotations, quotation_notices
from reportedly.model import Article, Block, Published
from tests.conftest import Parse

CASES = yaml.safe_load((Path(__file__).parents[1] / "cases" / "quotations.yml").read_text(encoding="utf-8"))


@pytest.mark.parametrize(
    "case", [pytest.param(case, id=f"{group}: {case['text'][:40]}") for group, cases in CASES.items() for case in cases]
)
def test_cases(case: dict[str, Any], parse: Parse) -> None:
    article, doc = parse(case["text"])
    wanted = [[item] if isinstance(item, str) else item for item in case["finds"]]
    found = [[article.text[piece.start : piece.end] for piece in one.pieces] for one in find_quotations(article)]
    assert found == wanted
    notices = list(quotation_notices(article, doc))
    assert {notice.code for notice in notices} <= {"unbalanced-quotation"}
    lone = [notice.start for notice in notices]
    assert lone == [article.text.index(words) for words in case.get("lone", ())]


def test_one_missing_mark_loses_only_its_quotation(parse: Parse) -> None:
    article, doc = parse("“The bridge is gone, Low said.\n“The mill stands,” Lind said.")
    found = list(find_attributions(article, doc, lexicon=load_speech(), actors=()))
    said = [[article.text[part.start : part.end] for part in item.content] for item in found]
    assert ["“The mill stands,”"] in said
    assert [notice.start for notice in quotation_notices(article, doc)] == [0]


def test_only_what_is_parsed_is_read() -> None:
    text = "A “one” here.\nPhoto “two”"
    blocks = (Block(kind="paragraph", start=0, end=13), Block(kind="caption", start=14, end=len(text)))
    article = Article(id="x", text=text, published=Published(), blocks=blocks)
    assert [text[one.start : one.end] for one in find_quotations(article)] == ["“one”"]
