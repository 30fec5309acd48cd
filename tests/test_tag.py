from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from reportedly.errors import ModelError
from reportedly.model import Article, Block, Published, Tags
from reportedly.parse import parse_article
from reportedly.tag import Tagger, load_tagger, tag_article
from reportedly.tagger.attribute import Found, Settings, chosen
from reportedly.tagger.decode import Chain, best_roles, find_cues
from reportedly.tagger.relations import NOT_IN_TREE, bucket, relate
from reportedly.tagger.windows import CAPACITY, LONGEST, chunks, make_window, pack
from reportedly.tagger.words import Words, quote_states, read_words
from tests.conftest import Parse

QUOTED = "The hospital was hit twice, Colonel Amina Sarro said on Monday."
LONG = "\n".join(
    [
        "Officials in Tarsk said shelling had damaged the bridge.",
        "“We counted nine rounds,” said Piotr Vell, a spokesman for the rescue service. “The last one fell at dawn.”",
        "According to the ministry, two soldiers were killed.",
    ]
)


@pytest.fixture(scope="module")
def tagger() -> Tagger:
    return load_tagger()


def shown(text: str, tags: Tags) -> list[tuple[str | None, str | None, list[str]]]:
    found = []
    for one, _ in tags.attributions:
        source = text[one.source.start : one.source.end] if one.source else None
        cue = text[one.cue.start : one.cue.end] if one.cue else None
        found.append((source, cue, [text[piece.start : piece.end] for piece in one.content]))
    return found


def test_source_cue_and_content_are_linked(parse: Parse, tagger: Tagger) -> None:
    article, doc = parse(LONG)
    found = shown(LONG, tag_article(article, doc, tagger))
    assert ("Officials in Tarsk", "said", ["shelling had damaged the bridge"]) in found
    ministry = next(one for one in found if one[0] == "the ministry")
    assert ministry[1] == "According to"
    assert ministry[2][0].startswith("two soldiers were killed")
    assert any(source and source.startswith("Piotr Vell") and len(content) == 2 for source, _, content in found)


def test_two_attributions_in_one_sentence_stay_apart(parse: Parse, tagger: Tagger) -> None:
    text = "The army said it had taken the village, but residents said the rebels were still there."
    article, doc = parse(text)
    found = shown(text, tag_article(article, doc, tagger))
    assert [source for source, _, _ in found] == ["The army", "residents"]
    assert not set(found[0][2]) & set(found[1][2])


def test_no_attribution_no_tag(parse: Parse, tagger: Tagger) -> None:
    article, doc = parse("The convoy left the town at noon and reached the river in the evening.")
    assert tag_article(article, doc, tagger).attributions == ()


@pytest.mark.parametrize("text", ["", "\n\n", "Said.", "““““", "“" * 700, "x" * 3000, "said " * 600])
def test_odd_texts_are_read(parse: Parse, tagger: Tagger, text: str) -> None:
    article, doc = parse(text)
    for one, confidence in tag_article(article, doc, tagger).attributions:
        assert 0 < confidence <= 1
        assert all(0 <= piece.start < piece.end <= len(text) for piece in one.content)


def test_offsets_hold_beside_masked_blocks(nlp: object, tagger: Tagger) -> None:
    lines = ["Rebels retreat, army says", "Photo: Somebody said so/Agency", QUOTED]
    text, blocks, at = "\n".join(lines), [], 0
    for kind, line in zip(("headline", "credit", "paragraph"), lines, strict=True):
        blocks.append(Block(kind=kind, start=at, end=at + len(line)))  # type: ignore[arg-type]
        at += len(line) + 1
    article = Article(id="t", text=text, published=Published(), blocks=tuple(blocks))
    found = shown(text, tag_article(article, parse_article(article, nlp), tagger))  # type: ignore[arg-type]
    assert any(source == "Colonel Amina Sarro" and "hospital was hit" in content[0] for source, _, content in found)
    assert not any("Somebody" in "".join(content) or source == "Somebody" for source, _, content in found)


def test_threads_and_company_change_nothing(parse: Parse, tagger: Tagger) -> None:
    article, doc = parse(LONG)
    alone = tag_article(article, doc, tagger)
    tag_article(*parse(QUOTED), tagger)
    assert tag_article(article, doc, tagger) == alone
    assert tag_article(article, doc, load_tagger(threads=2)) == alone


def test_no_model_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match=r"lacks encoder\.onnx"):
        load_tagger(tmp_path)


def test_models_are_small_and_have_digests(tagger: Tagger) -> None:
    assert sum((tagger.folder / name).stat().st_size for name in tagger.digests()) <= 30_000_000
    assert all(len(digest) == 64 for digest in tagger.digests().values())


@pytest.mark.parametrize(
    ("texts", "spaced", "states"),
    [
        (["“", "Go", "”", "he"], [0, 0, 1, 0], [1, 2, 3, 0]),
        (['"', "Go", '"', "he"], [0, 0, 1, 0], [1, 2, 3, 0]),
        (["‘", "Go", "’", "he"], [0, 0, 1, 0], [1, 2, 3, 0]),
        (["men", "’", "s", "fear"], [0, 0, 1, 0], [0, 0, 0, 0]),
        (["“", "It", "is", "’", "s"], [0, 1, 0, 0, 0], [1, 2, 2, 2, 2]),
        (["«", "Go", "»"], [0, 0, 0], [1, 2, 3]),
        (["“", "Go", '"', "he"], [0, 0, 1, 0], [1, 2, 3, 0]),
    ],
)
def test_quotation_states(texts: list[str], spaced: list[int], states: list[int]) -> None:
    first = [True] + [False] * (len(texts) - 1)
    assert quote_states(texts, [bool(space) for space in spaced], first) == states


def test_a_quotation_ends_with_its_paragraph() -> None:
    assert quote_states(["“", "Go", "He"], [False] * 3, [True, False, True]) == [1, 2, 0]


def words_of(parse: Parse, tagger: Tagger, text: str) -> Words:
    article, doc = parse(text)
    return read_words(doc, article.blocks, tagger.tokenizer, tagger.labels)


def test_windows_hold_every_word_once(parse: Parse, tagger: Tagger) -> None:
    words = words_of(parse, tagger, "\n".join(["The army said so. " * count for count in (3, 40, 1, 200, 9)]))
    packed = [chunk for held in pack(words) for chunk in held]
    assert [word for low, high in packed for word in range(low, high)] == list(range(len(words)))
    for held in pack(words):
        window = make_window(words, held, opening=1, closing=2)
        assert len(window.pieces) <= (CAPACITY if len(held) > 1 else LONGEST + 2)
        expected = [pieces[0] for pieces in words.pieces[held[0][0] : held[-1][1]]]
        assert window.pieces[window.first].tolist() == expected


def test_long_paragraphs_are_cut_at_sentences(parse: Parse, tagger: Tagger) -> None:
    words = words_of(parse, tagger, "The army said so. " * 200)
    cuts = [low for low, _ in chunks(words)][1:]
    assert cuts
    assert all(words.sentence[cut] != words.sentence[cut - 1] for cut in cuts)


def test_relations_follow_the_tree(parse: Parse, tagger: Tagger) -> None:
    words = words_of(parse, tagger, "Officials said rebels left. It rained.")
    pairs = relate(words, [(1, 2)], 0, len(words))
    rise, branch = pairs.relations[0, :, 0].tolist(), pairs.relations[0, :, 1].tolist()
    names = ["", *tagger.labels.deps]
    assert rise[:4] == [0, 0, 0, 0]
    assert [names[row] for row in branch[:4]] == ["nsubj", "", "ccomp", "ccomp"]
    assert set(rise[5:]) == {NOT_IN_TREE}


def test_distances_grow_with_distance() -> None:
    classes = bucket(np.arange(-90, 91)).tolist()
    assert classes == sorted(classes)
    assert len(set(classes[85:96])) == 11


CHAIN = Chain(
    step=np.zeros((3, 3), dtype=np.float32), begin=np.zeros(3, dtype=np.float32), end=np.zeros(3, dtype=np.float32)
)


def test_best_roles_are_the_best_of_all() -> None:
    random = np.random.default_rng(3)
    emissions = random.normal(size=(1, 5, 3)).astype(np.float32)
    chain = Chain(
        step=random.normal(size=(3, 3)).astype(np.float32),
        begin=CHAIN.begin + 0.5,
        end=random.normal(size=3).astype(np.float32),
    )
    scores = {}
    for number in range(3**5):
        roles = [number // 3**at % 3 for at in range(5)]
        total = sum(float(emissions[0, at, role]) for at, role in enumerate(roles)) + 0.5 + float(chain.end[roles[-1]])
        scores[tuple(roles)] = total + sum(float(chain.step[a, b]) for a, b in zip(roles, roles[1:], strict=False))
    found = best_roles(emissions, np.ones((1, 5), dtype=bool), chain)
    assert tuple(found[0].tolist()) == max(scores, key=lambda roles: scores[roles])


def test_padding_changes_no_roles() -> None:
    emissions = np.random.default_rng(4).normal(size=(2, 6, 3)).astype(np.float32)
    mask = np.array([[True] * 6, [True] * 4 + [False] * 2])
    roles = best_roles(emissions, mask, CHAIN)
    alone = best_roles(emissions[1:, :4], mask[1:, :4], CHAIN)
    assert roles[1].tolist() == [*alone[0].tolist(), 0, 0]


def test_bias_brings_unsure_cues_that_touch_no_sure_one() -> None:
    logits = np.zeros((6, 7), dtype=np.float32)
    logits[:, 0] = 4.0
    logits[1] = [0.5, 0, 0, 0, 0, 0, 0]
    logits[4, 1], logits[5, 2] = 7.0, 3.5
    assert find_cues(logits, bias=0.0) == [(4, 5)]
    assert find_cues(logits, bias=1.0) == [(1, 2), (4, 5)]


def test_of_two_that_share_their_content_the_likelier_stays() -> None:
    settings = Settings(bias=0.0, blend=0.0, weights=(1.0, 0.0), least=0.5)
    found = [
        Found(cue=(0, 1), source=(), content=(2, 3, 4), signs=(1.0,)),
        Found(cue=(1, 2), source=(), content=(3, 4, 5), signs=(2.0,)),
        Found(cue=(8, 9), source=(), content=(10,), signs=(0.5,)),
        Found(cue=(9, 10), source=(), content=(20,), signs=(-0.5,)),
    ]
    assert [one.cue for one in chosen(found, settings)] == [(1, 2), (8, 9)]
