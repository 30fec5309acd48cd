"""Searching incidents on both databases: filters, orders, pages, totals, and counts that are never stale."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from itertools import pairwise, product
from typing import Any, get_args

import pytest
from sqlalchemy import delete, inspect, select, text

from reportedly.errors import UsageError
from reportedly.ledger import Filter, Ledger, open_ledger
from reportedly.ledger.corroborate import GRAVITY, figures_of
from reportedly.ledger.records import Incident, Judgement
from reportedly.ledger.store import filters, finding, schema
from reportedly.ledger.store.engine import reading as reader
from reportedly.ledger.store.engine import writing
from reportedly.model import Reading

Url = Callable[[], str]
AT = "2019-04-01T12:00:00+00:00"
GRAVE = ("scope", "update", "copy-error", "conflict")
FILTERS = (
    Filter(),
    Filter(event_type="killing"),
    Filter(party="Islamic State"),
    Filter(place="Baghouz"),
    Filter(status="denied"),
    Filter(status="occurred", event_type="airstrike"),
    Filter(since="2019-02-09", until="2019-02-12"),
    Filter(until="2019-02-10", status="occurred"),
    Filter(reports=2),
    Filter(origins=2),
    Filter(origins=2, disputed=False),
    Filter(disputed=True),
    Filter(differs="scope"),
    Filter(differs="any", status="occurred"),
    Filter(differs="agree", until="2019-02-12"),
    Filter(words="Baghuz killed"),
    Filter(words="Baghuz", origins=2, status="occurred"),
    Filter(words="civilians"),  # in most reports
    Filter(words="militants", origins=2),
    Filter(words="nosuchword"),
    Filter(words="?!"),
)


def filled(url: str, readings: Sequence[Reading]) -> Ledger:
    ledger = open_ledger(url, create=True)
    ledger.add_all(readings, at=AT)
    return ledger


def key(item: Incident, sort: str) -> tuple[Any, str]:
    if sort in ("reports", "origins"):
        return len(getattr(item, sort)), item.id
    start = item.date_start or item.date_end
    of = {"first_reported": item.first_reported, "last_reported": item.last_reported or ""}
    return of.get(sort, start or item.first_reported) or "9999", item.id


def holds(item: Incident, wanted: Filter, found: set[int], kinds: Sequence[str]) -> bool:
    """Whether an incident is looked for, from its own fields, the reports found, the differences of its figures."""
    first, last = item.date_start or item.date_end, item.date_end or item.date_start
    return all(
        (
            wanted.event_type in (None, *item.event_types),
            wanted.party in (None, *item.parties),
            wanted.status in (None, *dict(item.status)),
            wanted.place is None or (item.place or "").casefold() in ("baghuz", "baghouz"),
            wanted.since is None or (last is not None and last >= wanted.since),
            wanted.until is None or (first is not None and first <= wanted.until),
            len(item.reports) >= wanted.reports,
            len(item.origins) >= wanted.origins,
            wanted.disputed is None or ("conflict" in kinds) == wanted.disputed,
            wanted.differs is None or gravest(kinds) in (wanted.differs, *(GRAVE if wanted.differs == "any" else ())),
            wanted.words is None or not found.isdisjoint(item.reports),
        )
    )


def gravest(kinds: Sequence[str]) -> str:
    return max(kinds, key=GRAVITY.index, default="")


def stored_counts(ledger: Ledger) -> dict[str, tuple[int, str]]:
    table = schema.incidents.c
    with reader(ledger.engine, ledger.url) as connection:
        return {
            identity: (origins, differs)
            for identity, origins, differs in connection.execute(select(table.id, table.origins, table.differs))
        }


def seen_counts(ledger: Ledger) -> dict[str, tuple[int, str]]:
    detail = ledger.incidents()
    return {
        item.id: (
            len(item.origins),
            gravest([found.kind for found in figures_of(item, detail.rows, detail.origin_of)]),
        )
        for item in detail.incidents
    }


@pytest.mark.parametrize("narrow", [0, 3000])
def test_filters_give_what_holds_and_the_total(
    new_url: Url, samples: tuple[Reading, ...], monkeypatch: pytest.MonkeyPatch, narrow: int
) -> None:
    monkeypatch.setattr(filters, "NARROW", narrow)
    with filled(new_url(), samples) as ledger:
        detail = ledger.incidents()
        every = detail.incidents
        kinds = {item.id: [found.kind for found in figures_of(item, detail.rows, detail.origin_of)] for item in every}
        matched = []
        for wanted in FILTERS:
            found = {one.number for one in ledger.reports(words=wanted.words)} if wanted.words is not None else set()
            right = [item.id for item in every if holds(item, wanted, found, kinds[item.id])]
            page = ledger.search_incidents(wanted, limit=1000)
            assert [item.id for item in page.detail.incidents] == right, wanted
            assert (page.total, page.exact, page.after) == (len(right), True, None)
            assert [item.id for item in ledger.incidents(wanted).incidents] == right
            matched.append(len(right))
        assert sum(0 < count < len(every) for count in matched) >= 10, "the filters must tell incidents apart"


@pytest.mark.parametrize("narrow", [0, 3000])
def test_pages_in_each_order_are_the_whole(
    new_url: Url, samples: tuple[Reading, ...], monkeypatch: pytest.MonkeyPatch, narrow: int
) -> None:
    monkeypatch.setattr(filters, "NARROW", narrow)
    with filled(new_url(), samples) as ledger:
        occurred = Filter(status="occurred")
        every = ledger.search_incidents(occurred, limit=1000).detail.incidents
        for sort in get_args(finding.Sort):
            for descending in (False, True):
                wanted = sorted(every, key=lambda item: key(item, sort), reverse=descending)
                after: str | None = None
                seen: list[Incident] = []
                while True:
                    page = ledger.search_incidents(occurred, sort=sort, descending=descending, limit=7, after=after)
                    seen += page.detail.incidents
                    assert page.total == len(every)
                    after = page.after
                    if after is None:
                        break
                assert seen == wanted
        for sort in ("reports", "origins"):
            assert len({key(item, sort)[0] for item in every}) > 1, "the order must tell incidents apart"


def test_more_than_are_counted_is_said(
    new_url: Url, samples: tuple[Reading, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(filters, "NARROW", 0)
    monkeypatch.setattr(finding, "COUNTED", 3)
    with filled(new_url(), samples) as ledger:
        page = ledger.search_incidents(Filter(status="occurred", until="2030-01-01"), limit=2)
        assert (page.total, page.exact, len(page.detail.incidents)) == (3, False, 2)
        assert ledger.search_incidents(Filter(status="occurred")).exact
        assert ledger.search_incidents().exact


def test_what_is_no_order_or_no_page_of_it_is_refused(new_url: Url, samples: tuple[Reading, ...]) -> None:
    with filled(new_url(), samples[:1]) as ledger:
        for sort, after in (("claims", None), ("origins", "2019-02-10|i1"), ("day", "nothing"), ("reports", "x|i1")):
            for as_of in (None, "2019-03-01"):
                with pytest.raises(UsageError):
                    ledger.search_incidents(sort=sort, after=after, as_of=as_of)  # type: ignore[arg-type]


def test_as_of_a_day_is_searched_alike(new_url: Url, samples: tuple[Reading, ...]) -> None:
    with filled(new_url(), samples) as ledger:
        for wanted, descending in product(FILTERS, (False, True)):
            page = partial(ledger.search_incidents, wanted, sort="last_reported", descending=descending, limit=5)
            today, then = page(), page(as_of="2030-01-01")
            assert then.total == today.total, wanted
            assert [i.id for i in then.detail.incidents] == [i.id for i in today.detail.incidents], wanted
            assert then.after == today.after, wanted
            if today.after:
                today, then = page(after=today.after), page(after=today.after, as_of="2030-01-01")
                assert [i.id for i in then.detail.incidents] == [i.id for i in today.detail.incidents], wanted


def test_stored_counts_are_those_shown_whatever_comes_and_in_whatever_order(
    new_url: Url, samples: tuple[Reading, ...]
) -> None:
    copies = [
        replace(item, article=replace(item.article, key=f"copy {item.article.key}", url=None, publisher="The Copier"))
        for item in samples[::3]
    ]
    with open_ledger(new_url(), create=True) as ledger:
        for item in (*reversed(samples), *copies):
            before = stored_counts(ledger)
            ledger.add(item, at=AT)
            assert stored_counts(ledger) == seen_counts(ledger)
        assert any(origins > 1 for origins, _ in before.values())
        assert {"conflict", "scope", "agree", ""} <= {differs for _, differs in before.values()}
        origins, _ = ledger.origins(size=2)
        reports = {report.number: report for report in ledger.reports()}
        a, b = (reports[number].id for number in origins[0].reports[:2])
        if a == b:
            a, b = samples[0].article.id, samples[1].article.id
        for judged in ("positive", "negative"):
            ledger.judge(Judgement(target="origin", a=a, b=b, judged=judged, reason="a test", by="Ada", at=AT))
            assert stored_counts(ledger) == seen_counts(ledger)
        claim = next(iter(ledger.rows().values())).claim
        ledger.judge(Judgement(target="claim", a=claim, judged="negative", reason="a test", by="Ada", at=AT))
        assert stored_counts(ledger) == seen_counts(ledger)
        held = stored_counts(ledger)
        ledger.rebuild()
        assert stored_counts(ledger) == held


def test_a_ledger_of_the_first_schema_is_brought_up_to_date(new_url: Url, samples: tuple[Reading, ...]) -> None:
    url = new_url()
    with filled(url, samples[:5]) as ledger:
        wanted = stored_counts(ledger)
        with writing(ledger.engine, url) as connection:
            for table in ("incidents", "incident_statuses", "cited"):
                connection.execute(text(f"DROP TABLE {table}"))
            connection.execute(text("DROP INDEX claims_incident"))
            connection.execute(text("CREATE INDEX claims_incident ON claims (incident)"))
            connection.execute(
                text(
                    "CREATE TABLE incidents (id TEXT PRIMARY KEY, first_reported TEXT, last_reported TEXT, "
                    "date_start TEXT, date_end TEXT, place TEXT, reports INTEGER, claims INTEGER, body TEXT)"
                )
            )
            connection.execute(delete(schema.migrations).where(schema.migrations.c.name != "m001_tables"))
    with open_ledger(url) as ledger:
        assert stored_counts(ledger) == wanted == seen_counts(ledger)
        names = {index["name"] for index in inspect(ledger.engine).get_indexes("incidents")}
        assert {"incidents_first", "incidents_origins"} <= names
        assert all(a.first_reported <= b.first_reported for a, b in pairwise(ledger.incidents().incidents))  # type: ignore[operator]
