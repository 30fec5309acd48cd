"""What counts as a page of conflict, and how the gate's answers are counted."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest

from bench.corpora.pages import Page, read_pages
from bench.held import holds_conflict, read_told
from bench.score import Rate
from bench.tasks.gate import Gates
from reportedly.model import Verdict

PASSES = Verdict(passes=True, reason="", score=9.0)
REFUSED = Verdict(passes=False, reason="", score=0.0)


@pytest.mark.parametrize(
    ("kind", "parties", "holds"),
    [
        ("airstrike", (), True),
        ("airstrike", ("person",), False),  # "he hit back"
        ("battle", ("person", "person"), False),  # a candidate fights another
        ("battle", ("state", "armed-group"), True),
        ("killing", ("civilian",), False),
        ("negotiation", ("state-forces",), False),
    ],
)
def test_a_claim_counts_where_type_or_parties_leave_no_doubt(kind: str, parties: tuple[str, ...], holds: bool) -> None:
    assert holds_conflict(((kind, parties),)) is holds


def test_earlier_readings_are_not_made_again(tmp_path: Path) -> None:
    file = tmp_path / "readings.jsonl"
    keys = [hashlib.sha256(text.encode()).hexdigest() for text in ("one", "two")]
    file.write_text(f"{json.dumps([keys[0], [['siege', ['state']]]])}\n{json.dumps([keys[1], None])}\n")
    assert list(read_told(["two", "one"], file)) == [None, (("siege", ("state",)),)]


def test_marked_pages_count_where_their_mark_puts_them() -> None:
    task = Gates()
    assert task.score(Page(id="a", text="x", conflict=True), REFUSED) == {"kept": Rate(0, 1)}
    assert task.score(Page(id="a", text="x", conflict=False), REFUSED) == {"near misses refused": Rate(1, 1)}
    assert task.score(Page(id="a", text="x", conflict=True), PASSES) == {"kept": Rate(1, 1)}
    assert list(task.errors(Page(id="a", text="x y", conflict=True), REFUSED)) == ["lost (0.00):  «x y»"]


def test_messages_without_an_incident_are_near_misses(tmp_path: Path) -> None:
    (tmp_path / "key-dev").write_text(
        "0.  MESSAGE: ID                     DEV-MUC3-0001 (SITE)\n"
        "1.  MESSAGE: TEMPLATE               1\n"
        "4.  INCIDENT: TYPE                  BOMBING\n\n"
        "0.  MESSAGE: ID                     DEV-MUC3-0002 (SITE)\n"
        "1.  MESSAGE: TEMPLATE               *\n"
    )
    (tmp_path / "dev-muc3").write_text(
        "DEV-MUC3-0001 (SITE)\n\n   PORT, 3 JAN 90 -- [TEXT] A BOMB WENT OFF.\n\n"
        "DEV-MUC3-0002 (SITE)\n\n   PORT, 3 JAN 90 -- [TEXT] THE TALKS WENT ON.\n"
    )
    assert [(page.id, page.conflict) for page in read_pages(tmp_path)] == [
        ("DEV-MUC3-0001", True),
        ("DEV-MUC3-0002", False),
    ]
