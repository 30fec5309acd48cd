"""What is to be done next with an incident is said where there is a reason for it, and only there."""

from __future__ import annotations

from typing import Any

from reportedly.desk.pages.next_steps import steps
from reportedly.ledger import Detail
from reportedly.ledger.records import Figures, Incident, Report, Row, Speaker, Value
from reportedly.model import Span

HERE = Span(start=0, end=6)


def row(number: int, **fields: Any) -> Row:
    base: dict[str, Any] = {
        "number": number, "report": number, "claim": f"c{number}", "event_type": "killing", "family": "death",
        "status": "occurred", "polarity": "positive", "trigger": HERE, "printed": "killed", "sentence": HERE,
        "speaker": Speaker(name=f"Source {number}"),
    }  # fmt: skip
    return Row(**(base | fields))


def told(
    *rows: Row, origins: int = 2, doubts: int = 0, figures: tuple[Figures, ...] = (), still: bool = False
) -> list[tuple[str, list[str]]]:
    numbers = tuple(one.number for one in rows)
    named = tuple((f"o{at}", numbers) for at in range(origins))
    item = Incident(id="i", event_types=("killing",), rows=numbers, reports=numbers, origins=named)
    reports = {
        number: Report(number=number, id=f"a{number}", publisher=f"Post {number}", added="") for number in numbers
    }
    detail = Detail(incidents=(item,), rows={one.number: one for one in rows}, reports=reports, origin_of={})
    return [
        (step.what, [address for _, address in step.where])
        for step in steps(item, figures, detail, doubts, still=still)
    ]


def test_who_has_nothing_to_do_is_told_nothing() -> None:
    assert told(row(1, judged="positive"), row(2, judged="positive")) == []


def test_figures_that_exclude_each_other_come_first_with_their_words() -> None:
    values = tuple(Value(row=at, report=at, origin="", printed=str(at)) for at in (1, 2, 3))
    found = Figures(
        incident="i", of=None, measure="killing", side=None, values=values, kind="conflict", why="", pairs=((0, 2),)
    )
    first, last = told(row(1), row(2), row(3), figures=(found,))
    assert first == (
        "Figures exclude each other: read the words before you print one.",
        ["/reports/1#c1", "/reports/3#c3"],
    )
    assert last == ("3 claims to be judged: nobody has yet.", ["/review/1?at=1"])


def test_of_one_outlet_alone_it_is_said_who_speaks() -> None:
    values = tuple(Value(row=at, report=at, origin="", printed=str(at)) for at in (1, 2))
    found = Figures(
        incident="i", of=None, measure="killing", side=None, values=values, kind="conflict", why="", pairs=((0, 1),)
    )
    rows = [row(1), row(2, report=1)]
    item = Incident(id="i", event_types=("killing",), rows=(1, 2), reports=(1,), origins=(("o", (1, 2)), ("p", (1, 2))))
    reports = {1: Report(number=1, id="a", publisher="Post", added="")}
    detail = Detail(incidents=(item,), rows={one.number: one for one in rows}, reports=reports, origin_of={})
    first = steps(item, (found,), detail, 0, still=True)[0]
    assert [name for name, _ in first.where] == ["Post on the word of Source 1", "Post on the word of Source 2"]


def test_a_denial_one_origin_and_doubts_are_said() -> None:
    found = dict(told(row(1), row(2, status="denied"), origins=1, doubts=2))
    assert list(found) == [
        "Somebody denies it: say so beside it.",
        "It has one origin: nothing else in this ledger bears it out.",
        "2 claims elsewhere may belong to it: only a person can tell.",
        "2 claims to be judged: nobody has yet.",
    ]
    assert found["Somebody denies it: say so beside it."] == ["/reports/2#c2"]
    assert told(row(1, status="denied", judged="positive")) == []


def test_a_copy_on_disk_sends_nobody_to_the_review() -> None:
    assert told(row(1), still=True) == []
