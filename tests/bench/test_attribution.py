"""The attribution score on a text of our own, against answers that are wrong in one way each."""

from __future__ import annotations

import numpy as np
import pytest

from bench.corpora.polnear import Relation, read_brat
from bench.score import Prf
from bench.speech import is_speech, naming, quoting
from bench.tasks.attribution import Answer, attribution_errors, score_attributions

TEXT = 'The mayor said the bridge fell on Monday. "We fled," Ms. Oren told us. "It burned." Troops hope to leave soon.'


def at(words: str, role_in: str = TEXT) -> tuple[int, int]:
    start = role_in.index(words)
    return start, start + len(words)


def relation(source: str | None, cue: str, *content: str) -> Relation:
    return Relation(
        source=(at(source),) if source else (), cue=(at(cue),), content=tuple(at(piece) for piece in content)
    )


MAYOR = relation("The mayor", "said", "the bridge fell on Monday")
OREN = relation("Ms. Oren", "told", '"We fled,"', '"It burned."')
HOPE = relation("Troops", "hope", "to leave soon")
GOLD = (MAYOR, OREN, HOPE)


def f1(name: str, *outer: Relation, nested: tuple[Relation, ...] = ()) -> float:
    row = score_attributions(TEXT, GOLD, Answer(outer=outer, nested=nested))[name]
    return round(float(type(row).values(np.array(row.counts(), dtype=float))["f1"]), 3)


def row(name: str, *outer: Relation, nested: tuple[Relation, ...] = ()) -> Prf:
    found = score_attributions(TEXT, GOLD, Answer(outer=outer, nested=nested))[name]
    assert isinstance(found, Prf)
    return found


@pytest.mark.parametrize("name", ["content tokens", "source exact", "cue exact", "content exact", "attribution"])
def test_the_gold_itself_is_perfect(name: str) -> None:
    assert f1(name, *GOLD) == 1.0


def test_nothing_found_is_nothing_right() -> None:
    assert row("attribution") == Prf(0, 0, 3)
    assert f1("content tokens") == 0.0


def test_a_content_of_half_the_tokens_still_matches_and_less_does_not() -> None:
    half = relation("The mayor", "said", "the bridge fell")
    less = relation("The mayor", "said", "Monday")
    assert row("attribution", half) == Prf(1, 1, 3)
    assert row("attribution", less) == Prf(0, 1, 3)
    assert row("content exact", half).right == 0


def test_another_source_is_no_match_though_the_content_is_the_same() -> None:
    wrong = Relation(source=(at("Ms. Oren"),), cue=MAYOR.cue, content=MAYOR.content)
    assert row("attribution", wrong).right == 0
    assert f1("content tokens", wrong) > 0


def test_a_source_that_shares_a_token_matches_but_is_not_exact() -> None:
    short = Relation(source=(at("mayor"),), cue=MAYOR.cue, content=MAYOR.content)
    assert row("attribution", short).right == 1
    assert row("source exact", short).right == 0


def test_no_source_matches_only_no_source() -> None:
    bare = Relation(source=(), cue=MAYOR.cue, content=MAYOR.content)
    assert row("attribution", bare).right == 0
    scored = score_attributions(TEXT, (bare,), Answer(outer=(bare,)))["attribution"]
    assert scored == Prf(1, 1, 1)


def test_the_pieces_of_a_split_quotation_are_one_attribution() -> None:
    pieces = [Relation(source=OREN.source, cue=OREN.cue, content=(piece,)) for piece in OREN.content]
    assert row("attribution", *pieces) == Prf(1, 1, 3)


def test_one_found_attribution_matches_one_gold_only() -> None:
    twice = relation("The mayor", "fell", "the bridge fell on Monday")
    assert row("attribution", MAYOR, twice) == Prf(1, 2, 3)


def test_subset_of_speech_is_cut_on_both_sides() -> None:
    assert row("attribution, speech cue", MAYOR, HOPE) == Prf(1, 1, 2, covered=1)
    assert row("attribution, other cue", MAYOR, HOPE) == Prf(1, 1, 1, covered=1)


def test_nested_ones_are_left_out_of_the_main_figure() -> None:
    nested = (relation("bridge", "fell", "on Monday"),)
    assert row("attribution", *GOLD, nested=nested) == Prf(3, 3, 3)
    assert row("attribution, nested too", *GOLD, nested=nested) == Prf(3, 4, 3)


def test_errors_name_both_sides() -> None:
    wrong = Relation(source=(at("Ms. Oren"),), cue=MAYOR.cue, content=MAYOR.content)
    lines = list(attribution_errors(TEXT, GOLD, Answer(outer=(wrong, OREN, HOPE))))
    assert len(lines) == 2
    assert all("other source" in line for line in lines)


@pytest.mark.parametrize(
    ("cue", "speech"),
    [
        ("said", True),
        ("has repeatedly denied", True),
        ("in a statement", True),
        ("reports:", True),
        ("were told", True),
        ("admitted", True),
        ("is planning", False),
        ("wants", False),
        ("refused to comment", False),
        ("", False),
    ],
)
def test_cues_of_speech(cue: str, speech: bool) -> None:
    assert is_speech(cue) is speech


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (['"We fled,"'], "direct"),
        (["We fled"], "direct"),
        (["the bridge fell"], "indirect"),
        (['us. "It burned'], "mixed"),
    ],
)
def test_kinds_of_content(content: list[str], kind: str) -> None:
    assert quoting(TEXT, [at(piece) for piece in content]) == kind


def test_sources_by_name() -> None:
    assert naming(TEXT, [at("The mayor")]) == "unnamed"
    assert naming(TEXT, [at("Ms. Oren")]) == "named"
    assert naming(TEXT, [at("us")]) == "pronoun"
    assert naming(TEXT, []) == "none"


def test_brat_keeps_pieces_and_drops_notes() -> None:
    standoff = (
        "T1\tSource 0 3\tShe\nT2\tCue 4 8\tsaid\nT3\tContent 9 12;20 25\tx y\nT4\tContent 30 33\tz\n"
        "T5\tDiscuss 0 3\tShe\n"
        "E1\tAttribution:T6 Content:T3 Content2:T4 Cue:T2 Source:T1\n"
    )
    (found,) = read_brat(standoff)
    assert found == Relation(source=((0, 3),), cue=((4, 8),), content=((9, 12), (20, 25), (30, 33)))
