"""The gate: what is about armed conflict passes, with the words that decided; what is not does not, or hardly ever."""

from __future__ import annotations

import subprocess
import sys
import time
from importlib.resources import files
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.captures import read_captures
from reportedly.clean import clean
from reportedly.codebook.blocks import load_block_marks
from reportedly.codebook.gate import WEIGHTS, WORDS, GateWeights, GateWords, load_gate
from reportedly.codebook.tables import read_table
from reportedly.gate import judge
from reportedly.model import Capture

SAMPLES = str(files("reportedly") / "data" / "samples" / "samples.jsonl")
WAR = [
    "Rebels shelled the port town on Monday, killing at least three civilians, a police officer said.",
    "Two soldiers died when a roadside bomb went off beside their patrol near the border, the ministry said.",
    "Warplanes hit a fuel depot outside the capital overnight. Residents spoke of several explosions.",
    "The ceasefire held for a second day as aid trucks waited at the front line held by the militia.",
    "Gunmen abducted nine villagers and burned the army post that was meant to guard them.",
    "ISIS claimed the suicide attack on the mosque in which 30 worshippers were killed.",
    "Fighters of al-Shabaab withdrew from the town after three days of clashes with peacekeepers.",
]
PEACE = [
    "The striker shot wide in the first half, and the defence held on under heavy attack to win the match.",
    "The council approved a new budget for the library and the park, and residents asked about parking.",
    "Her new album topped the charts in March; critics called the single a love letter to the city.",
    "Shares of the company fell 4% after earnings missed the forecast, and investors sold the stock.",
    "The quarterback threw three touchdowns. The offence was explosive and the coach praised the young team.",
    "Bake the cake for forty minutes, let it cool, and cut it into squares before it is served.",
]


@pytest.mark.parametrize("text", WAR)
@pytest.mark.parametrize("printed", [str, str.upper], ids=["as printed", "in capitals"])
def test_a_report_of_conflict_passes(text: str, printed: type[str]) -> None:
    verdict = judge(printed(text), load_gate())
    assert verdict.passes, verdict


@pytest.mark.parametrize("text", PEACE)
def test_what_is_about_something_else_does_not(text: str) -> None:
    verdict = judge(text, load_gate())
    assert not verdict.passes, verdict
    assert verdict.reason.startswith(("no word of armed conflict", "too little of armed conflict: "))


def test_the_reason_is_the_words_of_the_passage_that_decided() -> None:
    text = f"{PEACE[2]} {'The show went on. ' * 60}\n\n{WAR[0]}"
    verdict = judge(text, load_gate())
    words = [text[span.start : span.end] for span in verdict.evidence]
    assert {"Rebels", "shelled", "killing"} <= set(words)
    assert verdict.reason.startswith("words of armed conflict: rebels, shelled, ")
    assert all(span.start >= text.index(WAR[0]) for span in verdict.evidence)


def test_words_far_apart_do_not_add_up() -> None:
    one = "A bomb disposal course was held. "
    far = ("The bakery sells bread and cakes from six in the morning to noon on all days of the week. " * 30).join(
        [one, "They talked about soldiers. ", "His rifle was old. ", "A siege was read of."]
    )
    near = "A bomb disposal course was held. They talked about soldiers. His rifle was old. A siege was read of."
    assert judge(far, load_gate()).score < judge(near, load_gate()).score


def test_an_acronym_is_not_the_word_it_looks_like() -> None:
    assert judge("It is what it is, and so be it.", load_gate()).evidence == ()
    assert judge("IT IS WHAT IT IS, AND SO BE IT.", load_gate()).evidence == ()
    text = "Fighters of IS left."
    assert [text[span.start : span.end] for span in judge(text, load_gate()).evidence] == ["Fighters", "IS"]


@pytest.mark.parametrize(
    "text", ["", " \n\t", "….!?", "\x00\ud800\ufffe", "ﷺ" * 50, "123 456", "سقط ثلاثة قتلى في القصف"]
)
def test_a_text_without_words_of_conflict_says_so(text: str) -> None:
    verdict = judge(text, load_gate())
    assert (verdict.passes, verdict.score, verdict.evidence) == (False, 0.0, ())
    assert verdict.reason == "no word of armed conflict"


@given(st.lists(st.one_of(st.text(max_size=8), st.sampled_from(["killed", "İRA", "al-Qa'ida", "air", "base", "war"]))))
def test_evidence_lies_in_the_text_in_order_and_the_same_twice(words: list[str]) -> None:
    text = " ".join(words)
    verdict = judge(text, load_gate())
    assert verdict == judge(text, load_gate())
    ends = [0, *(place for span in verdict.evidence for place in (span.start, span.end))]
    assert ends == sorted(ends)
    assert ends[-1] <= len(text)
    assert verdict.passes is (verdict.score >= load_gate().threshold and verdict.evidence != ())


@pytest.mark.parametrize("piece", ["killed ", "front ", "a" * 50, "- ", "al-"])
def test_hostile_length_takes_time_in_proportion(piece: str) -> None:
    def seconds(size: int) -> float:
        text = piece * (size // len(piece))
        start = time.process_time()
        judge(text, load_gate())
        return time.process_time() - start

    seconds(1000)
    short, long = (min(seconds(size) for _ in range(3)) for size in (50_000, 400_000))
    assert long < 40 * max(short, 0.005)


def test_no_sample_is_lost() -> None:
    captures = [one for one in read_captures([SAMPLES]) if isinstance(one, Capture)]
    verdicts = {one.key: judge(clean(one, load_block_marks())[0].text, load_gate()) for one in captures}
    assert len(verdicts) == 12
    assert [key for key, verdict in verdicts.items() if not verdict.passes] == []


def test_weights_keep_within_their_bounds() -> None:
    table, learned = read_table(WORDS, GateWords), read_table(WEIGHTS, GateWeights)
    for sign, weight in load_gate().weights.items():
        other = table.elsewhere.get(sign.group)
        low, high = (other.least, 0.0) if other else (0.0, table.most)
        assert low <= weight <= high, sign
    assert learned.threshold > 0
    groups = {sign.group for sign in load_gate().weights}
    assert set(learned.groups) == groups


def test_neither_parser_nor_models_nor_gazetteer_are_loaded() -> None:
    code = (
        "import sys; from reportedly.gate import judge; from reportedly.codebook.gate import load_gate; "
        "judge('Rebels shelled the port.', load_gate()); "
        "print([name for name in ('spacy', 'thinc', 'onnxruntime', 'numpy', 'reportedly.gazetteer.store') "
        "if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_many_pages_a_second() -> None:
    page = Path(__file__).with_name("test_gate.py").read_text(encoding="utf-8")[:3000]
    judge(page, load_gate())
    start = time.process_time()
    for _ in range(50):
        judge(page, load_gate())
    assert 50 / (time.process_time() - start) >= 200
