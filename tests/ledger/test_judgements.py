"""Judgements: the last holds, a rejected claim counts for nothing, and they outlast another reading of the article."""

from __future__ import annotations

from typing import Any

import pytest

from reportedly.errors import UsageError
from reportedly.ledger.judgements import apply_to_rows, carried_over, check_judgement, in_force, standing
from reportedly.ledger.records import Counted, Judgement, Row, Speaker
from reportedly.model import Span

ARTICLES = {1: "art-1", 2: "art-2"}


def row(claim: str, *, report: int = 1, start: int = 10, end: int = 16, **fields: Any) -> Row:
    base: dict[str, Any] = {
        "event_type": "killing",
        "family": "death",
        "status": "occurred",
        "polarity": "positive",
        "printed": "killed",
        "place": "Harem",
        "latitude": 36.2,
        "longitude": 36.5,
        "country": "SY",
        "precision": "exact",
        "recipients": ("villagers",),
        "recipient_types": ("civilian",),
        "counted": (Counted(low=3, best=3, high=3, measure="count", printed="three", span=Span(start=0, end=5)),),
        "speaker": Speaker(name="Bali", anonymity="named", party=True, chain=("Northwire", "Bali")),
    }
    span = Span(start=start, end=end)
    return Row(report=report, claim=claim, trigger=span, sentence=span, **(base | fields))


def judge(a: str, judged: str = "positive", b: str | None = None, **fields: Any) -> Judgement:
    base = {"target": "claim", "reason": "read it again", "by": "Ada", "at": "2019-03-01"}
    return Judgement(a=a, b=b, judged=judged, **(base | fields))  # type: ignore[arg-type]


def corrected(**values: str | None) -> Row:
    found = apply_to_rows([row("c1")], [judge("c1", correction=tuple(values.items()))], ARTICLES)
    return found[0]


def test_the_last_on_each_target_is_in_force() -> None:
    first = judge("c1", "negative", at="2019-03-01T10:00:00Z", number=1)
    then = judge("c1", at="2019-03-02T10:00:00Z", number=2)
    assert in_force([then, first]) == (then,)
    assert in_force([then, first], as_of="2019-03-01") == (first,)
    assert in_force([then, first], as_of="2019-02-28") == ()


def test_of_one_instant_the_higher_number_is_the_last() -> None:
    assert in_force([judge("c1", number=2), judge("c1", "negative", number=1)])[0].number == 2


def test_a_pair_has_no_order() -> None:
    one = judge("c1", b="c2", target="link", number=1)
    other = judge("c2", "negative", b="c1", target="link", number=2)
    assert in_force([one, other]) == (other,)
    assert len(in_force([one, judge("c1", number=3)])) == 2


def test_a_rejected_claim_stays_marked_and_does_not_stand() -> None:
    rows = apply_to_rows([row("c1"), row("c2", start=30, end=36)], [judge("c1", "negative")], ARTICLES)
    assert [(item.claim, item.judged, item.judged_by) for item in rows] == [
        ("c1", "negative", "Ada"),
        ("c2", None, None),
    ]
    assert [item.claim for item in standing(rows)] == ["c2"]


def test_a_rejection_that_was_taken_back_counts_no_more() -> None:
    rows = apply_to_rows([row("c1")], [judge("c1", "negative", number=1), judge("c1", number=2)], ARTICLES)
    assert standing(rows)


def test_the_last_correction_replaces_the_one_before_it_whole() -> None:
    before = judge("c1", correction=(("status", "alleged"),), number=1)
    after = judge("c1", correction=(("polarity", "negative"),), number=2)
    (found,) = apply_to_rows([row("c1")], [before, after], ARTICLES)
    assert (found.status, found.polarity) == ("occurred", "negative")


def test_family_follows_the_type() -> None:
    found = corrected(event_type="injury", status="alleged")
    assert (found.event_type, found.family, found.status) == ("injury", "injury", "alleged")


def test_days_parties_and_source() -> None:
    found = corrected(
        date_start="2019-02-09", date_end="2019-02-10", recipients="villagers; medics", source="Redur Xelil"
    )
    assert (found.day_start, found.day_end) == ("2019-02-09", "2019-02-10")
    assert (found.recipients, found.recipient_types) == (("villagers", "medics"), ("civilian", "unknown"))
    assert found.speaker == Speaker(name="Redur Xelil", anonymity="named", chain=("Northwire", "Redur Xelil"))
    assert corrected(actors=None).actors == ()


def test_another_place_takes_the_old_points_away() -> None:
    found = corrected(place="Qarsa")
    assert (found.place, found.latitude, found.country, found.precision) == ("Qarsa", None, None, "unknown")
    found = corrected(place="Qarsa", latitude="35.1", longitude="40.2")
    assert (found.latitude, found.longitude, found.precision) == (35.1, 40.2, "near")
    assert corrected(latitude="35.1", longitude="40.2").precision == "exact"


@pytest.mark.parametrize(
    ("values", "bounds"),
    [
        ({"best": "12"}, (12, 12, 12)),
        ({"low": "2"}, (2, 3, 3)),
        ({"low": "5"}, (5, None, None)),
        ({"low": "10", "high": "20"}, (10, None, 20)),
        ({"low": "10", "best": "12", "high": None}, (10, 12, None)),
    ],
)
def test_bounds_of_the_first_figure(values: dict[str, str | None], bounds: tuple[float | None, ...]) -> None:
    figure = corrected(**values).counted[0]
    assert (figure.low, figure.best, figure.high) == bounds


def test_a_figure_that_the_machine_missed() -> None:
    (found,) = apply_to_rows([row("c1", counted=())], [judge("c1", correction=(("best", "4"),))], ARTICLES)
    assert [(item.best, item.measure) for item in found.counted] == [(4, "count")]


def test_it_holds_when_the_claim_has_another_id() -> None:
    item = judge("old", "negative", anchor_a=("art-1", 12, 16))
    rows = [row("new"), row("beside", start=40, end=46), row("elsewhere", report=2)]
    assert [found.judged for found in apply_to_rows(rows, [item], ARTICLES)] == ["negative", None, None]


def test_an_anchor_is_not_asked_while_the_claim_is_there() -> None:
    item = judge("c1", "negative", anchor_a=("art-1", 40, 46))
    rows = [row("c1"), row("beside", start=40, end=46)]
    assert [found.judged for found in apply_to_rows(rows, [item], ARTICLES)] == ["negative", None]


def test_a_claim_with_its_own_judgement_takes_none_over() -> None:
    items = [judge("c1", number=1), judge("old", "negative", anchor_a=("art-1", 10, 16), number=2)]
    assert apply_to_rows([row("c1")], items, ARTICLES)[0].judged == "positive"


def test_links_pass_to_the_new_ids() -> None:
    item = judge("old", b="c2", target="link", anchor_a=("art-1", 10, 16), anchor_b=("art-2", 10, 16))
    (found,) = carried_over([item], [row("new"), row("c2", report=2)], ARTICLES)
    assert (found.a, found.b) == ("new", "c2")


@pytest.mark.parametrize(
    "fields",
    [
        {"correction": (("colour", "red"),)},
        {"correction": (("status", "true"),)},
        {"correction": (("status", None),)},
        {"correction": (("event_type", "murder"),)},
        {"correction": (("date_start", "yesterday"),)},
        {"correction": (("date_start", "2019-03-02"), ("date_end", "2019-03-01"))},
        {"correction": (("latitude", "95"), ("longitude", "3"))},
        {"correction": (("latitude", "nan"), ("longitude", "3"))},
        {"correction": (("latitude", "35"),)},
        {"correction": (("best", "-1"),)},
        {"correction": (("best", "many"),)},
        {"correction": (("low", "9"), ("best", "3"))},
        {"correction": (("best", "9"), ("best", "3"))},
        {"correction": (("best", "9"),), "judged": "negative"},
        {"correction": (("best", "9"),), "target": "link", "b": "c2"},
        {"b": "c2"},
        {"target": "link"},
        {"target": "link", "b": "c1"},
        {"reason": " "},
        {"by": ""},
        {"at": "today"},
    ],
)
def test_what_cannot_be_kept_is_refused(fields: dict[str, Any]) -> None:
    with pytest.raises(UsageError):
        check_judgement(judge("c1", **({"judged": "positive"} | fields)))


def test_what_can_be_kept_comes_back() -> None:
    item = judge("c1", correction=(("best", "12"), ("actors", "the army")))
    assert check_judgement(item) is item
