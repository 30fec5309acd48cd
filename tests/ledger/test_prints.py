"""Fingerprints and shared stretches: of the running text only, whatever its dress, the same everywhere, quickly."""

from __future__ import annotations

import random
import time
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reportedly.ledger.prints import STRETCH, digest, fingerprints, running, shared
from reportedly.model import Article, Block, BlockKind
from tests.conftest import article_of

STORY = (
    "Militia fighters overran two checkpoints east of Karsa before dawn on Tuesday, residents and a hospital doctor "
    "said. “They came from the river and they burned everything that stood on the bank,” said Ilan Moreau, who keeps "
    "a shop there. The regional governor’s office said that reinforcements had been sent, and that the road to the "
    "U.S.-run depot was open. About 1,200 people have left the town since the start of the month, according to the "
    "local relief committee."
)
KNOWN = (-9141835808585995530, -8876991920480087884)
WORDS = st.lists(
    st.sampled_from(["the", "a", "of", "river", "road", "army", "fled", "men", "on", "night", "fell"]), max_size=120
)


def with_block(article: Article, kind: BlockKind, line: str) -> Article:
    at = article.text.index(line)
    blocks = tuple(
        replace(block, kind=kind) if block == Block(kind="paragraph", start=at, end=at + len(line)) else block
        for block in article.blocks
    )
    assert blocks != article.blocks
    return replace(article, blocks=blocks)


def test_the_same_on_every_machine() -> None:
    assert digest(["shells", "fell", "on", "the", "road"]) == digest(("shells", "fell", "on", "the", "road"))
    assert fingerprints(article_of(STORY))[:2] == KNOWN
    assert all(-(2**63) <= number < 2**63 for number in fingerprints(article_of(STORY)))


@pytest.mark.parametrize(
    "dress",
    [
        str.upper,
        lambda text: text.replace(",", "").replace("“", '"').replace("”", '"').replace("’", "'"),
        lambda text: text.replace(" ", "  ").replace(". ", ".\n\n"),
        lambda text: text.replace("U.S.-run", "US run").replace("1,200", "1200").replace("Moreau", "Möreau"),
    ],
)
def test_dress_is_no_matter(dress: object) -> None:
    assert callable(dress)
    assert fingerprints(article_of(dress(STORY))) == fingerprints(article_of(STORY))


def test_few_enough_to_keep() -> None:
    chance = random.Random(5)
    text = " ".join(f"w{chance.randrange(3000)}" for _ in range(400)) + "."
    assert 20 <= len(fingerprints(article_of(text))) <= 60


@pytest.mark.parametrize("kind", ["caption", "credit", "boilerplate", "publisher", "byline", "dateline"])
def test_only_running_text_counts(kind: BlockKind) -> None:
    line = "Reporting by the staff of the river desk; editing by the night desk of the same house"
    article = article_of(f"{STORY}\n{line}")
    assert fingerprints(with_block(article, kind, line)) == fingerprints(article_of(STORY))
    assert fingerprints(article) != fingerprints(article_of(STORY))


def test_one_shared_sentence_of_a_speaker_is_found() -> None:
    quote = "“They came from the river and they burned everything that stood on the bank,”"
    other = f"A trader described the raid on his street to a visiting reporter last week. {quote} he said, and wept."
    assert set(fingerprints(article_of(other))) & set(fingerprints(article_of(STORY)))


def test_shared_stretches_are_whole_and_in_order() -> None:
    other = "Elsewhere, calm. " + STORY.replace("residents and a hospital doctor said", "witnesses told this paper")
    a, b = article_of(STORY), replace(article_of(other), id="other")
    found = shared(a, b)
    assert [left.start for left, _ in found] == sorted(left.start for left, _ in found)
    printed = [a.text[left.start : left.end] for left, _ in found]
    assert printed[0] == "Militia fighters overran two checkpoints east of Karsa before dawn on Tuesday"
    assert printed[1].startswith("“They came"[1:])
    assert printed[1].endswith("local relief committee")
    assert [b.text[right.start : right.end] for _, right in found] == printed
    assert shared(b, a) == tuple(sorted((right, left) for left, right in found))


def test_a_caption_between_paragraphs_is_no_part_of_a_stretch() -> None:
    caption = "Smoke over Karsa"
    first, second = STORY.split(". ", 1)
    article = with_block(article_of(f"{first}.\n{caption}\n{second}"), "caption", caption)
    texts = [article.text[left.start : left.end] for left, _ in shared(article, replace(article_of(STORY), id="other"))]
    assert len(texts) == 2
    assert not any(caption in text for text in texts)


@settings(max_examples=60, deadline=None)
@given(WORDS, WORDS)
def test_what_is_shared_is_in_both(one: list[str], other: list[str]) -> None:
    a, b = article_of(" ".join(one)), replace(article_of(" ".join(other)), id="other")
    found = shared(a, b)
    assert shared(b, a) == tuple(sorted((right, left) for left, right in found))
    seen_a: set[int] = set()
    for left, right in found:
        words = a.text[left.start : left.end].split()
        assert words == b.text[right.start : right.end].split()
        assert len(words) >= STRETCH
        assert seen_a.isdisjoint(range(left.start, left.end))
        seen_a.update(range(left.start, left.end))


@given(WORDS)
def test_a_text_shares_all_of_itself(words: list[str]) -> None:
    article = article_of(" ".join(words))
    count = sum(len(article.text[left.start : left.end].split()) for left, _ in shared(article, article))
    assert count == (len(words) if len(words) >= STRETCH else 0)


def test_long_reports_are_compared_quickly() -> None:
    chance = random.Random(1)
    words = [f"w{int(chance.paretovariate(1))}" for _ in range(5000)]
    a = article_of(" ".join(words))
    b = replace(article_of(" ".join(words[2500:] + words[:2500])), id="other")
    running(a)
    start = time.process_time()
    found = shared(a, b)
    assert time.process_time() - start < 1.0  # about 40 ms of the processor
    assert sum(left.end - left.start for left, _ in found) > 0.99 * len(a.text)
