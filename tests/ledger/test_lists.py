"""Lists on both databases: the map, the timeline, names, forecasts and what waits, as counted from all there is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence

import pytest
from sqlalchemy import delete, inspect, text

from bench.made_up import World, foretelling
from reportedly.ledger import Filter, Ledger, open_ledger
from reportedly.ledger import lists as shown
from reportedly.ledger.records import Judgement
from reportedly.ledger.store import filters, schema
from reportedly.ledger.store.engine import shown as shown_url
from reportedly.ledger.store.engine import writing
from reportedly.ledger.victims import victims
from reportedly.model import Reading
from tests.ledger.test_add_many import tables
from tests.ledger.test_search_incidents import FILTERS

Url = Callable[[], str]
AT = "2019-04-01T12:00:00+00:00"
EVERY = Filter()


@pytest.fixture
def ledger(new_url: Url, samples: tuple[Reading, ...]) -> Iterator[Ledger]:
    """A ledger of the samples."""
    with open_ledger(new_url(), create=True) as held:
        held.add_all(samples, at=AT)
        yield held


def judge(ledger: Ledger, target: str, a: str, judged: str = "negative", **other: object) -> None:
    ledger.judge(Judgement(target=target, a=a, judged=judged, reason="a test", by="Ada", at=AT, **other))  # type: ignore[arg-type]


def check(ledger: Ledger, wanted: Filter) -> None:
    """See that a page has the incidents of the search, and that its map, timeline and counts are of all of them."""
    every = ledger.incidents(wanted).incidents
    first = shown.incidents_listed(ledger, wanted, size=31, number=1)
    pages = [shown.incidents_listed(ledger, wanted, size=31, number=n) for n in range(1, first.survey.last + 1)]
    order = [item.id for page in pages for item in page.survey.incidents]
    assert order == [i.id for i in sorted(every, key=lambda i: (i.last_reported or "", i.id), reverse=True)]
    found = shown.incidents_listed(ledger, wanted, size=31, number=10**6).survey
    assert (found.total, found.number, found.last) == (len(every), len(pages), len(pages))
    points = Counter((i.latitude, i.longitude, i.precision) for i in every if i.latitude is not None)
    assert {spot[:3]: spot.incidents for spot in found.spots} == points
    assert {spot.name for spot in found.spots} <= {item.place for item in every}
    assert found.placeless == len(every) - points.total()
    days = Counter(item.date_start or item.date_end for item in every)
    assert found.undated == days.pop(None, 0)
    assert list(found.days.items()) == sorted(days.items())
    whole = ledger.incidents().incidents
    assert (first.every, first.types) == (len(whole), Counter(name for i in whole for name in set(i.event_types)))
    for page in pages:
        held = {item.id: len(item.origins) for item in every}
        assert {key: origins for key, (origins, _) in page.counts.items()} == {key: held[key] for key in page.counts}


@pytest.mark.parametrize("narrow", [0, 3000])
def test_map_and_timeline_are_of_all_that_is_looked_for(
    ledger: Ledger, monkeypatch: pytest.MonkeyPatch, narrow: int
) -> None:
    monkeypatch.setattr(filters, "NARROW", narrow)
    monkeypatch.setattr(filters, "PART", 10**9)
    for wanted in FILTERS:
        check(ledger, wanted)


def test_a_judgement_is_seen_at_once_in_all_of_it(ledger: Ledger) -> None:
    party = "Islamic State"
    before = shown.claims_named(ledger, "party", party, limit=5)
    assert before is not None
    row = next(iter(before.rows.values()))
    judge(ledger, "claim", row.claim)
    after = shown.claims_named(ledger, "party", party, limit=5)
    assert after is not None
    assert (after.total, row.number in after.rows) == (before.total - 1, False)
    check(ledger, EVERY)
    other = next(iter(after.rows.values()))
    judge(ledger, "claim", other.claim, "positive", correction=(("status", "hoped"),))
    assert other.claim in {r.claim for r in ledger.incidents(Filter(status="hoped")).rows.values()}
    check(ledger, Filter(status="hoped"))
    check(ledger, EVERY)


def names(ledger: Ledger, kind: str, **asked: object) -> dict[str, int]:
    return dict(shown.names_listed(ledger, kind, **{"limit": None, **asked}).names)  # type: ignore[arg-type]


def test_names_are_those_of_all_counted_claims_but_victims(ledger: Ledger) -> None:
    rows = ledger.rows().values()
    hurt = {name for row in rows for name in victims(row)}
    sources = Counter(row.speaker.name for row in rows if row.speaker.name)
    parties = Counter(name for row in rows for name in {*row.actors, *row.recipients})
    assert names(ledger, "source") == {name: n for name, n in sources.items() if name not in hurt}
    assert names(ledger, "party") == {name: n for name, n in parties.items() if name not in hurt}
    found = shown.names_listed(ledger, "party", limit=3)
    assert [n for _, n in found.names] == sorted(parties.values(), reverse=True)[:3]
    assert found.total == len(names(ledger, "party"))
    assert set(names(ledger, "party", part="ISLAMIC")) == {name for name in parties if "islamic" in name.lower()}
    assert names(ledger, "party", part="%") == {}
    before = tables(ledger)
    ledger.rebuild()
    assert {key: before[key] for key in LISTS} == {key: tables(ledger)[key] for key in LISTS}


LISTS = ("names", "named", "harmed", "telling", "foreseen", "spots", "tallies")


def test_a_victim_is_on_no_list_until_a_person_rejects_the_harm(new_url: Url, reader: object) -> None:
    from reportedly.model import Capture
    from reportedly.reading import Reader, read_article

    assert isinstance(reader, Reader)
    body = b"Salma Ghanem mourned\n\nA sniper shot dead Salma Ghanem in Harem on Monday, a medic said.\n\n"
    body += b"Relatives of Ghanem said that the army had shelled Harem.\n"
    later = b"Salma Ghanem named\n\nThe army shelled Harem on Tuesday, Salma Ghanem said.\n"
    captures = [Capture(path="x", body=body, published="2019-02-12", key="a")]
    captures.append(Capture(path="y", body=later, published="2019-02-13", key="b"))
    readings = [read_article(item, reader) for item in captures]
    with open_ledger(new_url(), create=True) as ledger:
        ledger.add_all([item for item in readings if isinstance(item, Reading)], at=AT)
        victim = "Salma Ghanem"
        assert victim in {name for row in ledger.rows().values() for name in victims(row)}
        assert victim not in names(ledger, "party")
        said = {row.speaker.name or "" for row in ledger.rows().values()}
        assert any("of Ghanem" in name for name in said), said
        assert not any("Ghanem" in name for name in {**names(ledger, "party"), **names(ledger, "source")})
        assert shown.claims_named(ledger, "party", victim, limit=5) is None
        assert shown.claims_named(ledger, "source", victim, limit=5) is None
        found = shown.reports_listed(ledger, limit=5)
        headed = {report.headline for report in found.reports if report.headline}
        assert found.victims == ({victim} if any(victim in headline for headline in headed) else set())
        for row in [row for row in ledger.rows().values() if victims(row)]:
            judge(ledger, "claim", row.claim)
        assert shown.reports_listed(ledger, limit=5).victims == set()
        assert victim in {**names(ledger, "party"), **names(ledger, "source")} or not any(
            victim in (row.speaker.name, *row.actors, *row.recipients) for row in ledger.rows().values()
        )


def test_forecasts_stand_under_their_day(ledger: Ledger) -> None:
    ledger.add_all(list(foretelling(2, start=5, world=World())), at=AT)
    rows = [row for row in ledger.rows().values() if row.forecast]
    last = max(report.published_end or "" for report in ledger.reports())
    due = {row.number: row.due_end or row.due_start or "" for row in rows}
    right: dict[str, list[int]] = {
        "ahead": sorted((n for n in due if due[n] >= last and due[n]), key=lambda n: (due[n], n)),
        "past": sorted((n for n in due if "" < due[n] < last), key=lambda n: (due[n], n), reverse=True),
        "undated": sorted(n for n in due if not due[n]),
    }
    assert any(right.values())
    for tab, wanted in right.items():
        found = shown.forecasts_listed(ledger, tab, size=4, number=1)
        pages = [shown.forecasts_listed(ledger, tab, size=4, number=n) for n in range(1, found.last + 1)]
        assert [row.number for page in pages for row, _ in page.board.outcomes] == wanted
        assert found.tabs == {name: len(held) for name, held in right.items()}
        assert found.last_day == last


def test_what_waits_for_review(ledger: Ledger) -> None:
    telling = sorted({row.report for row in ledger.rows().values()})
    reports = {report.number: report for report in ledger.reports()}
    found = shown.queue(ledger, checked=(), done=(), limit=3)
    assert [report.number for report in found.next.reports] == telling[:3]
    assert (found.waiting, found.checked, found.reports) == (len(telling), 0, len(reports))
    assert found.claims == len(ledger.rows())
    done = {reports[telling[0]].id, reports[telling[2]].id}
    found = shown.queue(ledger, checked=done, done=done, limit=3)
    waits = [number for number in telling if reports[number].id not in done]
    assert [report.number for report in found.next.reports] == waits[:3]
    assert (found.waiting, found.checked) == (len(waits), sum(report.id in done for report in reports.values()))
    assert shown.next_undone(ledger, telling[1], done=done) == next(n for n in waits if n > telling[1])
    assert shown.next_undone(ledger, telling[-1], done=()) is None
    told = shown.reports_listed(ledger, limit=100)
    assert [report.number for report in told.reports] == sorted(reports, reverse=True)
    incidents = Counter(number for item in ledger.incidents().incidents for number in item.reports)
    assert told.incidents == {number: incidents[number] for number in reports}
    assert shown.reports_listed(ledger, words="nosuchword", limit=5).total == 0


def test_a_ledger_of_the_third_schema_keeps_its_incidents(new_url: Url, samples: Sequence[Reading]) -> None:
    url = new_url()
    with open_ledger(url, create=True) as ledger:
        ledger.add_all(samples, at=AT)
        row = next(iter(ledger.rows().values()))
        judge(ledger, "claim", row.claim)
        wanted = tables(ledger)
        with writing(ledger.engine, url) as connection:
            for name in LISTS:
                connection.execute(text(f"DROP TABLE {name}"))
            for index in inspect(connection).get_indexes("incidents"):
                connection.execute(text(f"DROP INDEX {index['name']}"))
            connection.execute(text("DROP INDEX reports_published"))
            kept = "id, first_reported, last_reported, date_start, date_end, day, place, reports, claims, origins"
            connection.execute(text(f"CREATE TABLE old AS SELECT {kept}, 0 AS conflicts, body FROM incidents"))
            connection.execute(text("DROP TABLE incidents"))
            connection.execute(text("ALTER TABLE old RENAME TO incidents"))
            connection.execute(text("CREATE INDEX incidents_conflicts ON incidents (conflicts, id)"))
            connection.execute(delete(schema.migrations).where(schema.migrations.c.name == "m004_lists"))
    with open_ledger(url) as ledger:
        assert tables(ledger) == wanted
        check(ledger, EVERY)
        names_ = {
            index["name"] for table in ("incidents", "reports") for index in inspect(ledger.engine).get_indexes(table)
        }
        assert {"incidents_spot", "incidents_differs", "reports_published"} <= names_
        assert "incidents_conflicts" not in names_


def test_a_ledger_of_the_fourth_schema_gets_the_indexes_of_today(new_url: Url, samples: Sequence[Reading]) -> None:
    url = new_url()
    with open_ledger(url, create=True) as ledger:
        ledger.add_all(samples[:3], at=AT)
        wanted, made = tables(ledger), indexes(ledger)
        with writing(ledger.engine, url) as connection:
            connection.execute(text("DROP INDEX incidents_facets"))
            connection.execute(text("DROP INDEX incidents_differs"))
            connection.execute(text("CREATE INDEX incidents_differs ON incidents (differs, id)"))
            connection.execute(delete(schema.migrations).where(schema.migrations.c.name == "m005_seen_in_indexes"))
    told: list[str] = []
    with open_ledger(url, hear=told.append) as ledger:
        assert len(told) == 1
        assert told[0].startswith(shown_url(url))
        assert tables(ledger) == wanted
        assert indexes(ledger) == made
        check(ledger, EVERY)


def indexes(ledger: Ledger) -> dict[str | None, list[str | None]]:
    """Give the columns of each index of incidents."""
    return {index["name"]: index["column_names"] for index in inspect(ledger.engine).get_indexes("incidents")}
