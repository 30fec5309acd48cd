"""Figures like with like, on rows made by hand: what is no conflict, and what is."""

from __future__ import annotations

from typing import Any

import pytest

from reportedly.ledger.corroborate import figures_of
from reportedly.ledger.records import Counted, Figures, Incident, Row, Speaker
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


def judged(*rows: Row, origins: tuple[str, ...] = ("a", "b")) -> list[Figures]:
    numbers = tuple(one.number for one in rows)
    incident = Incident(id="i", event_types=("killing",), rows=numbers, reports=numbers)
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


def test_one_origin_later_is_an_update_unless_of_another_period() -> None:
    later = {"reported": "2019-05-05"}
    (found,) = judged(row(1, 12), row(2, 40, **later), origins=("a", "a"))
    assert found.kind == "update"
    other = later | {"day_start": "2019-05-04", "day_end": "2019-05-04"}
    (found,) = judged(row(1, 12, **DAY), row(2, 40, **other), origins=("a", "a"))
    assert found.kind == "scope"


def test_one_origin_on_one_day_with_another_number_is_a_copy_error() -> None:
    (found,) = judged(row(1, 12), row(2, 21), origins=("a", "a"))
    assert found.kind == "copy-error"


def test_a_denial_of_other_deaths_denies_nothing() -> None:
    denial: dict[str, Any] = {"status": "denied", "recipient_types": ("civilian",)}
    found = judged(row(1, 9, recipient_types=("armed-group",)), row(2, **denial))
    assert [item.kind for item in found] == ["agree"]
    found = judged(row(1, 9, recipient_types=("civilian",)), row(2, **denial))
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
