"""Judgements that a review adds: taken back, on claims that were missed, on whole articles, never over unseen ones."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest

from reportedly.errors import OvertakenError, UsageError
from reportedly.ledger import Filter, Ledger, open_ledger
from reportedly.ledger.judgements import in_force, taken_back
from reportedly.ledger.looks import report_look
from reportedly.ledger.missed import missed_id
from reportedly.ledger.records import Judgement
from reportedly.model import Reading, Span

AT = "2019-04-02T10:00:00+00:00"


@pytest.fixture
def ledger(new_url: Callable[[], str], samples: tuple[Reading, ...]) -> Iterator[Ledger]:
    with open_ledger(new_url(), create=True) as held:
        held.add_all(samples[4:7], at="2019-04-01T08:00:00+00:00")
        yield held


def judgement(**fields: object) -> Judgement:
    base: dict[str, object] = {"target": "claim", "judged": "negative", "reason": "no", "by": "A", "at": AT}
    return Judgement(**{**base, **fields})  # type: ignore[arg-type]


def claims_of(ledger: Ledger, number: int = 1) -> dict[str, str | None]:
    look = report_look(ledger, number)
    assert look is not None
    return {row.claim: row.judged for row in look.rows}


def test_what_is_taken_back_is_as_if_it_had_not_been_made() -> None:
    one = judgement(a="x", number=1)
    two = judgement(a="x", judged="unsure", number=2)
    back = judgement(a="x", number=3, withdraws=2)
    again = judgement(a="x", number=4, withdraws=3)
    assert taken_back([one, two, back]) == (one,)
    assert in_force([one, two, back]) == (one,)
    assert in_force([one, two, back, again]) == (two,)
    assert in_force([one, replace(one, number=2, withdraws=1)]) == ()


def test_taking_back_is_known_from_its_day_on() -> None:
    one = judgement(a="x", number=1)
    back = judgement(a="x", number=2, withdraws=1, at="2019-04-05T10:00:00+00:00")
    assert in_force([one, back], as_of="2019-04-04") == (one,)
    assert in_force([one, back], as_of="2019-04-05") == ()


def test_a_rejected_claim_comes_back(ledger: Ledger) -> None:
    claim = next(iter(claims_of(ledger)))
    before = ledger.incidents().incidents
    kept = ledger.judge(judgement(a=claim))
    assert claims_of(ledger)[claim] == "negative"
    assert ledger.incidents().incidents != before
    ledger.judge(judgement(a=claim, withdraws=kept.number))
    assert claims_of(ledger)[claim] is None
    assert ledger.incidents().incidents == before
    assert [item.withdraws for item in ledger.history()] == [None, kept.number]


def test_only_what_was_judged_can_be_taken_back(ledger: Ledger) -> None:
    claim, other = list(claims_of(ledger))[:2]
    kept = ledger.judge(judgement(a=claim))
    with pytest.raises(UsageError, match="none on this claim"):
        ledger.judge(judgement(a=other, withdraws=kept.number))


def test_a_later_word_that_was_not_seen_stands(ledger: Ledger) -> None:
    claim, other = list(claims_of(ledger))[:2]
    first = ledger.judge(judgement(a=claim, judged="positive"), seen=0)
    with pytest.raises(OvertakenError, match="A has judged this since"):
        ledger.judge(judgement(a=claim, by="B"), seen=0)
    assert claims_of(ledger)[claim] == "positive"
    ledger.judge(judgement(a=other, by="B"), seen=0)
    ledger.judge(judgement(a=claim, by="B"), seen=first.number)
    assert claims_of(ledger)[claim] == "negative"


def test_a_missed_claim_counts_as_any_other_and_can_be_corrected_and_taken_back(ledger: Ledger) -> None:
    look = report_look(ledger, 1)
    assert look is not None
    article = look.reading.article
    start = article.text.index("trucks")
    words = Span(start=start, end=start + len("trucks"))
    identity = missed_id(article.id, words, "aid-delivery")
    added = judgement(
        target="missed", a=identity, judged="positive", anchor_a=(article.id, words.start, words.end),
        correction=(("event_type", "aid-delivery"), ("place", "Harem"), ("best", "50")),
    )  # fmt: skip
    kept = ledger.judge(added)
    found = ledger.incidents(Filter(event_type="aid-delivery", place="Harem"))
    assert [found.rows[n].printed for item in found.incidents for n in item.rows] == ["trucks"]
    row = next(iter(found.rows.values()))
    assert (row.judged, row.judged_by, row.status) == ("positive", "A", "occurred")
    assert row.counted[0].low == 50
    ledger.judge(judgement(a=identity, judged="positive", correction=(("status", "planned"),)))
    look = report_look(ledger, 1)
    assert look is not None
    assert next(row for row in look.rows if row.claim == identity).status == "planned"
    ledger.rebuild()
    assert identity in claims_of(ledger)
    assert len(ledger.incidents(Filter(event_type="aid-delivery", place="Harem"), as_of="2019-04-03").incidents) == 1
    assert not ledger.incidents(Filter(event_type="aid-delivery", place="Harem"), as_of="2019-04-01").incidents
    ledger.judge(judgement(target="missed", a=identity, withdraws=kept.number))
    assert identity not in claims_of(ledger)


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"correction": ()}, "its event_type"),
        ({"correction": (("event_type", "shelling"),), "anchor_a": None}, "the words"),
        ({"correction": (("event_type", "no-type"),)}, "no such type"),
        ({"correction": (("event_type", "shelling"),), "anchor_a": ("ARTICLE", 5, 10**7)}, "no words of the text"),
        ({"correction": (("event_type", "shelling"),), "anchor_a": ("elsewhere", 1, 2)}, "no article of that id"),
    ],
)
def test_a_missed_claim_says_what_and_where(ledger: Ledger, fields: dict[str, object], message: str) -> None:
    look = report_look(ledger, 1)
    assert look is not None
    base: dict[str, object] = {"target": "missed", "a": "m1", "judged": "positive", "anchor_a": ("ARTICLE", 5, 9)}
    wanted = {**base, **fields}
    if wanted["anchor_a"] and wanted["anchor_a"][0] == "ARTICLE":  # type: ignore[index]
        wanted["anchor_a"] = (look.report.id, *wanted["anchor_a"][1:])  # type: ignore[index]
    with pytest.raises(UsageError, match=message):
        ledger.judge(judgement(**wanted))
    assert ledger.history() == []


def test_an_article_is_said_to_be_checked(ledger: Ledger) -> None:
    look = report_look(ledger, 2)
    assert look is not None
    ledger.judge(judgement(target="article", a=look.report.id, judged="positive", reason="nothing more here"))
    look = report_look(ledger, 2)
    assert look is not None
    assert [item.reason for item in look.judgements] == ["nothing more here"]
    with pytest.raises(UsageError, match="no article of that id"):
        ledger.judge(judgement(target="article", a="elsewhere", judged="positive"))
