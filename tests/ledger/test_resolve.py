"""Incidents: those of the twelve samples as they were written to have, and what grouping must hold to."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.ledger.compute import Views, incidents_in, judged_links, views
from reportedly.ledger.link import compare, keys
from reportedly.ledger.records import Counted, Incident, Judgement, Link, Report, Row
from reportedly.ledger.resolve import incidents_of
from reportedly.ledger.rows import report_of, rows_of
from reportedly.ledger.words import content_words
from reportedly.model import Reading, Span


@pytest.fixture(scope="module")
def readings(samples: tuple[Reading, ...]) -> dict[int, Reading]:
    return dict(enumerate(samples, 1))


@pytest.fixture(scope="module")
def reports(readings: dict[int, Reading]) -> list[Report]:
    return [report_of(item.article, number=number, added="2019-04-01") for number, item in readings.items()]


@pytest.fixture(scope="module")
def rows(readings: dict[int, Reading]) -> list[Row]:
    found = [row for number, reading in readings.items() for row in rows_of(reading, report=number)]
    return [replace(row, number=at) for at, row in enumerate(found, 1)]


@pytest.fixture(scope="module")
def found(readings: dict[int, Reading], reports: list[Report], rows: list[Row]) -> Views:
    return views(reports, readings, rows=rows)


Find = Callable[[str, str], list[Row]]


@pytest.fixture(scope="module")
def claims(readings: dict[int, Reading], rows: list[Row]) -> Find:
    """Give the claims of a sample whose sentence holds some words, or whose trigger is one."""

    def find(key: str, words: str) -> list[Row]:
        return [
            row
            for row in rows
            for text in [readings[row.report].article]
            if text.key == key and (words == row.printed or words in text.text[row.sentence.start : row.sentence.end])
        ]

    return find


def one(rows: Sequence[Row], event_type: str) -> Row:
    chosen = [row for row in rows if row.event_type == event_type]
    assert chosen, f"the reading has no {event_type} there"
    return chosen[0]


def incident_of(found: Views, row: Row) -> Incident:
    return next(incident for incident in found.incidents if row.number in incident.rows)


def together(found: Views, *rows: Row) -> bool:
    return len({incident_of(found, row).id for row in rows}) == 1


WIRE = ("northwire-1", "northwire-2", "meridian", "lantern")


def test_assault_of_9_february_from_four_reports_and_one_origin(found: Views, claims: Find) -> None:
    began = [one(claims(key, "began on Saturday evening"), "ground-assault") for key in WIRE]
    assert together(found, *began)
    incident = incident_of(found, began[0])
    assert (incident.date_start, incident.date_end) == ("2019-02-09", "2019-02-09")
    assert (incident.place, incident.precision) == ("Baghuz", "exact")
    assert incident.reports == (1, 2, 3, 4)
    assert len(incident.origins) == 1


def test_militants_killed_join_the_strikes_that_are_their_cause(found: Views, claims: Find) -> None:
    killed = [
        one(claims(key, "first hours of the assault"), "killing") for key in ("northwire-1", "meridian", "lantern")
    ]
    raised = one(claims("northwire-2", "raising an earlier figure"), "killing")
    strikes = [one(claims(key, "Coalition warplanes"), "airstrike") for key in WIRE]
    assert together(found, *killed, raised, *strikes)
    assert len(incident_of(found, raised).origins) == 1


def test_evacuation_of_20_february_in_two_reports_that_disagree(found: Views, claims: Find) -> None:
    commander = one(claims("harbour-post", "About 3,000 people left"), "displacement")
    monitor = one(claims("orchard-daily", "around 1,200 people"), "displacement")
    assert together(found, commander, monitor)
    incident = incident_of(found, monitor)
    assert (incident.date_start, incident.place) == ("2019-02-20", "Baghuz")
    assert len(incident.origins) == 2


def test_evacuation_of_22_february_is_another_one(found: Views, claims: Find) -> None:
    first = one(claims("harbour-post", "About 3,000 people left"), "displacement")
    convoy = one(claims("tidewater", "second convoy of trucks"), "evacuation")
    friday = one(claims("tidewater", "About 2,500 people left"), "displacement")
    assert together(found, convoy, friday)
    assert not together(found, first, friday)
    assert incident_of(found, friday).date_start == "2019-02-22"


def test_final_assault_of_1_march(found: Views, claims: Find) -> None:
    launched = one(claims("northfield", "launched a final assault"), "ground-assault")
    began = one(claims("northfield", "The assault began"), "ground-assault")
    later = one(claims("eastern-beacon", "attacked"), "ground-assault")
    assert together(found, launched, began, later)
    assert incident_of(found, later).date_start == "2019-03-01"
    february = one(claims("northwire-1", "began on Saturday evening"), "ground-assault")
    assert not together(found, february, later)


def test_shelling_of_5_march_claimed_and_denied_is_one_incident(found: Views, claims: Find) -> None:
    accused = one(claims("valley-observer", "firing mortars"), "shelling")
    denied = one(claims("valley-observer", "denied on Thursday"), "shelling")
    killed = one(claims("valley-observer", "firing mortars"), "killing")
    assert together(found, accused, denied, killed)
    incident = incident_of(found, accused)
    assert dict(incident.status)["alleged"] == 2
    assert dict(incident.status)["denied"] >= 1
    assert incident.date_start == "2019-03-05"
    road = one(claims("harbour-post", "Derik denied"), "shelling")
    assert not together(found, accused, road)


def test_two_women_killed_by_a_landmine_are_another_incident(found: Views, claims: Find) -> None:
    women = one(claims("valley-observer", "two women"), "killing")
    assert not together(found, women, one(claims("valley-observer", "firing mortars"), "killing"))


def test_fall_of_baghuz_is_not_the_capture_of_the_camp(found: Views, claims: Find) -> None:
    fallen = one(claims("capital-examiner", "declared victory"), "territory-gain")
    camp = one(claims("plain-ledger", "captured"), "territory-gain")
    assert not together(found, fallen, camp)
    declared = one(claims("capital-examiner", "declared victory"), "declaration")
    assert incident_of(found, declared).date_start == "2019-03-23"
    assert not together(found, fallen, declared)


def test_forecast_that_the_village_falls_by_the_end_of_march_is_one(found: Views, claims: Find) -> None:
    foreseen = one(claims("northfield", "before the end of March"), "territory-loss")
    recalled = one(claims("capital-examiner", "before the end of March"), "territory-loss")
    assert together(found, foreseen, recalled)


def test_losses_of_the_sdf_of_other_scope_stay_apart(found: Views, claims: Find) -> None:
    sixty = one(claims("plain-ledger", "more than 60"), "killing")
    thousands = one(claims("capital-examiner", "some 11,000"), "killing")
    battle = one(claims("capital-examiner", "82 of its fighters"), "killing")
    assert not together(found, sixty, thousands)
    assert not together(found, battle, thousands)
    assert not together(found, battle, one(claims("northfield", "nine attackers"), "killing"))


def test_surrenders_of_march_are_not_those_of_february(found: Views, claims: Find) -> None:
    march = one(claims("eastern-beacon", "about 500"), "surrender")
    february = one(claims("tidewater", "some 300"), "surrender")
    assert not together(found, march, february)


def test_every_claim_is_in_one_incident_and_ids_are_distinct(found: Views, rows: list[Row]) -> None:
    assert sorted(number for incident in found.incidents for number in incident.rows) == [row.number for row in rows]
    assert len({incident.id for incident in found.incidents}) == len(found.incidents)


def test_neither_order_nor_later_reports_change_what_is_there(
    found: Views, rows: list[Row], readings: dict[int, Reading], reports: list[Report]
) -> None:
    mixed = list(found.links)
    random.Random(1).shuffle(mixed)
    shuffled = list(rows)
    random.Random(2).shuffle(shuffled)
    plain = {incident.rows: incident.id for incident in incidents_of(rows, found.links)}
    assert {incident.rows: incident.id for incident in incidents_of(shuffled, mixed)} == plain
    early = views(reports[:4], readings, rows=[row for row in rows if row.report <= 4])
    kept = {incident.id for incident in found.incidents if min(incident.reports) <= 4}
    assert {incident.id for incident in early.incidents} == kept


def test_links_say_why(found: Views) -> None:
    for link in found.links:
        assert link.why.endswith(".")
        assert link.judged == ("positive" if link.score >= 0.7 else "unsure")
        assert link.why.startswith("One happening: " if link.judged == "positive" else "Perhaps one happening: ")


def judged(a: Row, b: Row, verdict: str, number: int = 1) -> Judgement:
    return Judgement(
        number=number,
        target="link",
        a=a.claim,
        b=b.claim,
        judged=verdict,  # type: ignore[arg-type]
        reason="read both",
        by="Ada",
        at="2019-04-02",
    )


def test_a_person_splits_and_joins(
    found: Views, claims: Find, rows: list[Row], readings: dict[int, Reading], reports: list[Report]
) -> None:
    commander = one(claims("harbour-post", "About 3,000 people left"), "displacement")
    monitor = one(claims("orchard-daily", "around 1,200 people"), "displacement")
    camp = one(claims("orchard-daily", "taken to the camp"), "evacuation")
    decided = [judged(commander, monitor, "negative", 1), judged(monitor, camp, "positive", 2)]
    after = views(reports, readings, rows=rows, judgements=decided)
    assert not together(after, commander, monitor)
    assert together(after, monitor, camp)
    mended = [*decided, judged(commander, monitor, "positive", 3)]
    assert together(views(reports, readings, rows=rows, judgements=mended), commander, monitor, camp)


# --- made-up rows ----------------------------------------------------------------------------------------------


def row(number: int, text: str = "Shells hit the market of Dortha", **given: Any) -> Row:
    values: dict[str, Any] = {
        "number": number,
        "report": number,
        "claim": f"{number:02d}",
        "event_type": "shelling",
        "family": "attack",
        "status": "occurred",
        "polarity": "positive",
        "trigger": Span(start=0, end=6),
        "printed": "Shells",
        "sentence": Span(start=0, end=len(text)),
        "words": content_words(text),
        "reported": "2021-05-04",
    }
    return Row(**(values | given))


DORTHA: dict[str, Any] = {"place": "Dortha", "latitude": 10.0, "longitude": 10.0, "precision": "exact", "country": "XX"}


def test_stated_days_that_exclude_each_other_are_no_link() -> None:
    first = row(1, day_start="2021-05-03", day_end="2021-05-03", **DORTHA)
    assert compare(first, row(2, day_start="2021-05-03", day_end="2021-05-03", **DORTHA), likeness=0.5) is not None
    assert compare(first, row(2, day_start="2021-05-04", day_end="2021-05-04", **DORTHA), likeness=0.9) is None


def test_what_was_told_before_it_happened_is_no_link() -> None:
    later = row(2, day_start="2021-05-06", day_end="2021-05-06", reported="2021-05-07", **DORTHA)
    assert compare(row(1, **DORTHA), later, likeness=0.9) is None


def test_an_equal_name_outweighs_unequal_coordinates() -> None:
    namesake = DORTHA | {"latitude": 14.0}
    assert compare(row(1, **DORTHA), row(2, **namesake), likeness=0.5) is not None
    elsewhere = namesake | {"place": "Vellin"}
    assert compare(row(1, **DORTHA), row(2, **elsewhere), likeness=0.5) is None


def test_provinces_far_apart_exclude_each_other() -> None:
    north: dict[str, Any] = {
        "place": "Northmark",
        "latitude": 14.0,
        "longitude": 10.0,
        "precision": "admin1",
        "admin1": "Northmark",
    }
    here = DORTHA | {"admin1": "Southmark"}
    assert compare(row(1, **here), row(2, **north), likeness=0.9) is None
    assert compare(row(1, **here), row(2, **(north | {"admin1": "Southmark"})), likeness=0.9) is not None


def test_the_two_ends_of_one_way_do_not_exclude_each_other() -> None:
    def moved(number: int, *, arrives: bool, **place: Any) -> Row:
        text = "Four hundred families were evacuated on Friday"
        day = {"day_start": "2021-05-03", "day_end": "2021-05-03"}
        kind = {"event_type": "evacuation", "family": "movement", "printed": "evacuated", "arrives": arrives}
        return row(number, text, **kind, **day, **place)

    vellin = DORTHA | {"place": "Vellin", "latitude": 14.0}
    left = moved(1, arrives=False, **DORTHA)
    found = compare(left, moved(2, arrives=True, **vellin), likeness=0.5)
    assert found is not None
    assert found.judged == "positive"
    assert compare(left, moved(2, arrives=False, **vellin), likeness=0.5) is None
    assert compare(moved(1, arrives=True, **DORTHA), moved(2, arrives=True, **vellin), likeness=0.5) is None


def test_a_shared_place_or_party_alone_is_no_link() -> None:
    apart: dict[str, Any] = {"reported": None, "actors": ("Dortha Front",), "recipients": ("Dortha Guard",)}
    first = row(1, "Mortars struck a bakery", printed="struck", **apart, **DORTHA)
    second = row(2, "Guns fired all evening", printed="fired", **apart, **DORTHA)
    assert compare(first, second, likeness=0.0) is None


def test_claims_of_one_sentence_are_two_happenings() -> None:
    assert compare(row(1), replace(row(2), report=1), likeness=1.0) is None


def test_figures_far_apart_speak_against() -> None:
    def dead(number: int, count: int, printed: str) -> Row:
        figure = Counted(
            low=count,
            best=count,
            high=count,
            of="soldiers",
            measure="count",
            printed=printed,
            span=Span(start=0, end=2),
        )
        return row(number, "Shells killed soldiers", event_type="killing", family="death", counted=(figure,))

    near = compare(dead(1, 40, "40"), dead(2, 40, "forty"), likeness=0.6)
    far = compare(dead(1, 40, "40"), dead(2, 4000, "4,000"), likeness=0.6)
    assert near is not None
    assert "figures 40 and forty" in near.why
    assert far is None or far.score < near.score - 0.3


def test_keys_meet_on_neighbouring_days_and_not_weeks_apart() -> None:
    def shared(first: Row, second: Row) -> set[str]:
        return set(keys(first)) & set(keys(second))

    today = row(1, **DORTHA)
    assert shared(today, row(2, reported="2021-05-06", **DORTHA))
    assert not shared(today, row(2, reported="2021-06-06", **DORTHA))
    assert shared(today, row(2, reported="2021-05-05", **(DORTHA | {"place": "Dorthah", "latitude": 10.1})))


def test_a_negative_judgement_splits_transitively() -> None:
    rows = [row(number, **DORTHA) for number in (1, 2, 3)]
    links = [
        Link(a=1, b=2, score=0.9, judged="positive", why=""),
        Link(a=2, b=3, score=0.9, judged="positive", why=""),
    ]
    assert len(incidents_of(rows, [*links, Link(a=1, b=3, score=0.9, judged="positive", why="")])) == 1
    decided = judged_links(links, rows, [judged(rows[0], rows[2], "negative")])
    assert sorted(incident.rows for incident in incidents_of(rows, decided)) in ([(1,), (2, 3)], [(1, 2), (3,)])


def test_an_unsure_judgement_is_shown() -> None:
    rows = [row(1, **DORTHA), row(2, **DORTHA)]
    _, incidents = incidents_in(rows, {}, judgements=[judged(rows[0], rows[1], "unsure")])
    assert sorted(incident.rows for incident in incidents) == [(1,), (2,)]
    assert all(incident.unsure[0].by == "Ada" for incident in incidents)


def test_a_casualty_joins_the_attack_that_caused_it() -> None:
    rows = [
        row(1, claim="a", report=1),
        row(2, claim="b", report=1, event_type="killing", family="death", caused_by="a"),
        row(3, claim="c", report=1, event_type="killing", family="death"),
    ]
    assert sorted(incident.rows for incident in incidents_of(rows, [])) == [(1, 2), (3,)]


def test_casualties_of_attacks_that_exclude_each_other_stay_apart() -> None:
    elsewhere: dict[str, Any] = {
        "place": "Vellin",
        "latitude": 14.0,
        "longitude": 10.0,
        "precision": "exact",
        "country": "XX",
    }
    rows = [
        row(1, claim="a", report=1, **DORTHA),
        row(2, claim="b", report=1, event_type="killing", family="death", caused_by="a"),
        row(3, claim="c", report=2, **elsewhere),
        row(4, claim="d", report=2, event_type="killing", family="death", caused_by="c"),
    ]
    link = Link(a=2, b=4, score=0.9, judged="positive", why="")
    assert sorted(incident.rows for incident in incidents_of(rows, [link])) == [(1, 2), (3, 4)]


def test_an_incident_has_no_day_or_place_that_no_claim_gives() -> None:
    (incident,) = incidents_of([row(1)], [])
    assert (incident.date_start, incident.date_end, incident.place, incident.precision) == (None, None, None, "unknown")
    assert (incident.first_reported, incident.last_reported) == ("2021-05-04", "2021-05-04")


def test_days_of_an_incident_are_those_that_most_claims_allow() -> None:
    stated = [("2021-05-03", "2021-05-03"), ("2021-05-01", "2021-05-04"), ("1890-01-01", "1890-12-31")]
    rows = [row(at, day_start=start, day_end=end) for at, (start, end) in enumerate(stated, 1)]
    joined = [Link(a=a, b=b, score=1.0, judged="positive", why="", by="Ada") for a, b in ((1, 2), (2, 3))]
    (incident,) = incidents_of(rows, joined)
    assert (incident.date_start, incident.date_end) == ("2021-05-03", "2021-05-03")


pairs = st.tuples(st.integers(1, 7), st.integers(1, 7)).filter(lambda pair: pair[0] < pair[1])
decisions = st.dictionaries(pairs, st.tuples(st.floats(0.35, 1.0), st.sampled_from([None, "positive", "negative"])))


@given(decisions, st.randoms(use_true_random=False))
def test_grouping_is_a_partition_that_no_order_changes(
    given_links: dict[tuple[int, int], tuple[float, str | None]], order: random.Random
) -> None:
    rows = [row(number) for number in range(1, 8)]
    links = [
        Link(a=a, b=b, score=score, judged=word or "positive", why="", by="Ada" if word else None)  # type: ignore[arg-type]
        for (a, b), (score, word) in given_links.items()
    ]
    plain = incidents_of(rows, links)
    assert sorted(number for incident in plain for number in incident.rows) == list(range(1, 8))
    apart = {(link.a, link.b) for link in links if link.judged == "negative"}
    assert not any({a, b} <= set(incident.rows) for incident in plain for a, b in apart)
    order.shuffle(links)
    order.shuffle(rows)
    assert [incident.rows for incident in incidents_of(rows, links)] == [incident.rows for incident in plain]
