"""Figures like with like, on rows made by hand: what is no conflict, and what is."""

from __future__ import annotations

from itertools import combinations
from typing import Any

import pytest

from reportedly.ledger.corroborate import figures_of
from reportedly.ledger.records import Counted, Figures, Incident, Link, Row, Speaker
from reportedly.model import Span

HERE = Span(start=0, end=4)
DAY = {"day_start": "2019-05-02", "day_end": "2019-05-02"}


def row(number: int, count: float | None = None, of: str = "soldiers", side: str | None = None, **fields: Any) -> Row:
    figure = Counted(
        low=count, best=count, high=count, of=of, measure="count", side=side, side_type="armed-group" if side else None,
        printed=str(count), span=HERE,
    )  # fmt: skip
    base: dict[str, Any] = {
        "number": number, "report": number, "claim": f"c{number}", "event_type": "killing", "family": "death",
        "status": "occurred", "polarity": "positive", "trigger": HERE, "printed": "killed", "sentence": HERE,
        "reported": "2019-05-03", "speaker": Speaker(name=f"Source {number}"),
    }  # fmt: skip
    return Row(**(base | {"counted": (figure,) if count is not None else ()} | fields))


def judged(*rows: Row, origins: tuple[str, ...] = ("a", "b"), linked: bool = True) -> list[Figures]:
    numbers = tuple(one.number for one in rows)
    links = tuple(Link(a=a, b=b, score=0.9, judged="positive", why="") for a, b in combinations(numbers, 2))
    incident = Incident(id="i", event_types=("killing",), rows=numbers, reports=numbers, links=links if linked else ())
    return list(figures_of(incident, {one.number: one for one in rows}, dict(zip(numbers, origins, strict=False))))


@pytest.mark.parametrize(
    ("first", "second", "kind"),
    [
        ({"count": 12}, {"count": 40}, "conflict"),
        ({"count": 12}, {"count": 12}, "agree"),
        ({"count": 12, **DAY}, {"count": 40}, "scope"),
        ({"count": 12, **DAY}, {"count": 40, **DAY}, "conflict"),
        ({"count": 12, "side": "Dortha Guard"}, {"count": 40}, "scope"),
        ({"count": 12, "side": "Dortha Guard"}, {"count": 40, "side": "Dortha Guard"}, "conflict"),
        ({"count": 12, "side": "Guard", "of": "men"}, {"count": 40, "side": "Guard", "of": "people"}, "scope"),
        ({"count": 12, "place": "Dortha"}, {"count": 40, "place": "Vellin"}, "scope"),
    ],
)  # fmt: skip
def test_two_origins(first: dict[str, Any], second: dict[str, Any], kind: str) -> None:
    (found,) = judged(row(1, **first), row(2, **second))
    assert found.kind == kind
    assert found.why


def test_the_pairs_are_those_of_the_gravest_difference() -> None:
    (found,) = judged(row(1, 12), row(2, 12), row(3, 40), origins=("a", "b", "c"))
    assert (found.kind, found.pairs) == ("conflict", ((0, 2), (1, 2)))
    (found,) = judged(row(1, 12), row(2, 12))
    assert (found.kind, found.pairs) == ("agree", ())


def test_one_origin_later_is_an_update_unless_of_another_period() -> None:
    later = {"reported": "2019-05-05"}
    (found,) = judged(row(1, 12), row(2, 40, **later), origins=("a", "a"))
    assert found.kind == "update"
    other = later | {"day_start": "2019-05-04", "day_end": "2019-05-04"}
    (found,) = judged(row(1, 12, **DAY), row(2, 40, **other), origins=("a", "a"))
    assert found.kind == "scope"


def test_one_origin_on_one_day_with_another_number_is_a_copy_error() -> None:
    words = ("soldier", "kill", "harem", "friday")
    (found,) = judged(row(1, 12, words=("12", *words)), row(2, 21, words=("21", *words)), origins=("a", "a"))
    assert found.kind == "copy-error"
    (found,) = judged(row(1, 12, words=("12", *words)), row(2, 21, words=("21", "die", "raid")), origins=("a", "a"))
    assert found.kind == "scope"


def test_a_denial_of_other_deaths_denies_nothing() -> None:
    denial: dict[str, Any] = {"status": "denied", "recipient_types": ("civilian",)}
    found = judged(row(1, 9, report=2, recipient_types=("armed-group",)), row(2, **denial))
    assert [item.kind for item in found] == ["agree"]
    found = judged(row(1, 9, report=2, recipient_types=("civilian",)), row(2, **denial))
    assert "conflict" in [item.kind for item in found]


def test_a_source_does_not_deny_its_own_count_nor_does_nobody() -> None:
    for speaker in (Speaker(name="Source 1"), Speaker()):
        found = judged(row(1, 9), row(2, polarity="negative", speaker=speaker))
        assert [item.kind for item in found] == ["agree"]


def test_vague_words_are_not_compared() -> None:
    dozens = Counted(low=24, bound="dozens", of="soldiers", measure="count", printed="dozens", span=HERE)
    for origins in (("a", "b"), ("a", "a")):
        (found,) = judged(row(1, 17), row(2, counted=(dozens,), reported="2019-05-05"), origins=origins)
        assert found.kind == "agree"


def figure(count: float, **fields: Any) -> tuple[Counted, ...]:
    return (
        Counted(
            low=count, best=count, high=count, of="soldiers", measure="count", printed=str(count), span=HERE, **fields
        ),
    )


def test_figures_of_claims_that_are_not_linked_are_no_conflict() -> None:
    (found,) = judged(row(1, 12), row(2, 40), linked=False)
    assert found.kind == "scope"
    assert "not sure" in found.why
    there = DAY | {"place": "Dortha"}
    (found,) = judged(row(1, 12, **there), row(2, 40, **there), linked=False)
    assert found.kind == "conflict"


def test_a_count_that_is_higher_the_next_day_is_an_update_and_a_lower_one_is_not() -> None:
    for count, kind in ((14, "update"), (6, "conflict"), (90, "scope")):
        (found,) = judged(row(1, 9), row(2, count, reported="2019-05-04"))
        assert found.kind == kind, count


def test_what_one_report_gives_side_by_side_does_not_conflict_across_reports() -> None:
    (found,) = judged(row(1, 12), row(2, 40, report=2), row(3, 12, report=2), origins=("a", "b", "b"))
    assert found.kind == "scope"


def test_in_one_report_only_rivals_conflict() -> None:
    (found,) = judged(row(1, 12, report=1), row(2, 30, report=1))
    assert found.kind == "scope"
    (found,) = judged(row(1, 12, report=1), row(2, 30, report=1, retells="c1"))
    assert found.kind == "conflict"
    speaker = Speaker(name="Source 1")
    (found,) = judged(row(1, 12, report=1), row(2, 30, report=1, retells="c1", speaker=speaker))
    assert found.kind == "scope"


def test_parts_add_up() -> None:
    named: dict[str, Any] = {"report": 1, "retells": "c1"}
    (found,) = judged(row(1, 10, report=1), row(2, 3, **named), row(3, 7, **named))
    assert found.kind == "scope"


def test_an_earlier_toll_is_updated() -> None:
    (found,) = judged(row(1, 14, report=1), row(2, report=1, counted=figure(9, standing="earlier")))
    assert found.kind == "update"


def test_a_part_is_shown_with_its_whole() -> None:
    whole = figure(35)[0]
    found = judged(row(1, counted=figure(5, standing="part", whole=whole)))
    assert [item.kind for item in found] == ["agree", "scope"]
    assert [value.printed for value in found[1].values] == ["35", "5"]


def test_a_headline_has_the_bound_of_its_report() -> None:
    bounded = Counted(low=60, bound="at least", of="soldiers", measure="count", printed="at least 60", span=HERE)
    (found,) = judged(row(1, 60), row(2, report=1, counted=(bounded,)), row(3, 70), origins=("a", "a", "b"))
    assert found.kind == "agree"


def test_offensives_are_not_counted_like_soldiers() -> None:
    count = {"family": "attack", "event_type": "ground-assault", "printed": "offensives"}
    assert judged(row(1, 2, of="offensives", **count), row(2, 5, of="offensives", **count)) == []


def test_who_denies_to_have_done_it_denies_no_casualties() -> None:
    for actors, kinds in (((), ["agree", "conflict"]), (("Dortha Guard",), ["agree"])):
        assert [item.kind for item in judged(row(1, 9, report=2), row(2, status="denied", actors=actors))] == kinds
