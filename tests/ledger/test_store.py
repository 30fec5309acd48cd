"""The store on both databases: adding, versions, views kept up to date, judgements, search, what is refused."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import insert, update

from reportedly.errors import LedgerError, UsageError
from reportedly.ledger import Filter, Ledger, open_ledger
from reportedly.ledger.compute import views
from reportedly.ledger.records import Judgement
from reportedly.ledger.store import schema
from reportedly.ledger.store.engine import writing
from reportedly.model import Reading, Span

Url = Callable[[], str]
AT = "2019-04-01T12:00:00+00:00"


def filled(url: str, readings: Sequence[Reading]) -> Ledger:
    ledger = open_ledger(url, create=True)
    for reading in readings:
        assert ledger.add(reading, at=AT) in ("added", "revision")
    return ledger


def told(ledger: Ledger) -> tuple[object, object]:
    """Give what the views say, without the numbers that depend on the order of adding."""
    origins, reports = ledger.origins()
    detail = ledger.incidents()
    return (
        [(item.id, [reports[n].key for n in item.reports], item.agency, item.why) for item in origins],
        sorted(
            (
                item.id,
                sorted(detail.rows[n].claim for n in item.rows),
                item.date_start,
                item.date_end,
                item.place,
                item.parties,
                item.status,
                sorted((name, sorted(detail.rows[n].claim for n in held)) for name, held in item.origins),
                len(item.links),
                len(item.unsure),
            )
            for item in detail.incidents
        ),
    )


def judgement(target: str, a: str, b: str | None = None, judged: str = "negative", **other: object) -> Judgement:
    return Judgement(target=target, a=a, b=b, judged=judged, reason="a test", by="Ada", at=AT, **other)  # type: ignore[arg-type]


def test_adding_twice_adds_nothing(new_url: Url, samples: tuple[Reading, ...]) -> None:
    with filled(new_url(), samples[:4]) as ledger:
        before = told(ledger), ledger.size()
        assert [ledger.add(reading) for reading in samples[:4]] == ["there already"] * 4
        assert (told(ledger), ledger.size()) == before


def test_stored_views_are_those_computed_in_memory(new_url: Url, samples: tuple[Reading, ...]) -> None:
    with filled(new_url(), samples) as ledger:
        reports = ledger.reports()
        rows = ledger.rows()
        readings = {report.number: ledger.reading(report.number) for report in reports}
        assert None not in readings.values()
        computed = views(reports, readings, rows=list(rows.values()))  # type: ignore[arg-type]
        stored = ledger.incidents()
        assert {item.id: (item.rows, item.origins) for item in stored.incidents} == {
            item.id: (item.rows, item.origins) for item in computed.incidents
        }
        assert ledger.origins()[0] == list(computed.origins)
        before = told(ledger)
        ledger.rebuild()
        assert told(ledger) == before


def test_the_order_of_adding_does_not_matter(new_url: Url, samples: tuple[Reading, ...]) -> None:
    with filled(new_url(), samples) as ledger:
        wanted = told(ledger)
    for seed in (1, 2):
        mixed = list(samples)
        random.Random(seed).shuffle(mixed)
        with filled(new_url(), mixed) as ledger:
            assert told(ledger) == wanted


def test_another_text_under_a_url_is_a_revision(new_url: Url, samples: tuple[Reading, ...]) -> None:
    first, second = samples[0], samples[1]
    later = replace(second, article=replace(second.article, url=first.article.url))
    with filled(new_url(), [first]) as ledger:
        assert ledger.add(later) == "revision"
        old, new = ledger.reports()
        assert (old.current, new.current, new.revises) == (False, True, old.number)
        assert ledger.reading(old.number) == first
        assert {row.report for row in ledger.rows().values()} == {new.number}
        assert len(ledger.origins()[0]) == 1


def test_reading_anew_keeps_judgements(new_url: Url, samples: tuple[Reading, ...]) -> None:
    first = samples[0]
    claim = first.claims[0]
    with filled(new_url(), [first]) as ledger:
        ledger.judge(judgement("claim", claim.id, judged="negative"))
        assert claim.id not in {row.claim for row in ledger.rows().values()}
        renamed = replace(claim, id="0123456789abcdef")
        newer = replace(
            first,
            claims=(renamed, *(replace(c, caused_by=None) for c in first.claims[1:])),
            provenance=replace(first.provenance, reportedly="0.2"),
        )
        assert ledger.add(newer) == "read anew"
        claims = {row.claim for row in ledger.rows().values()}
        assert claims == {c.id for c in first.claims[1:]}
        assert len(ledger.reports()) == 1
        assert ledger.history()[0].anchor_a == (first.article.id, claim.trigger.start, claim.trigger.end)


def test_a_person_corrects_and_rejects_a_claim(new_url: Url, samples: tuple[Reading, ...]) -> None:
    first = samples[0]
    killing = next(claim for claim in first.claims if claim.event_type == "killing")
    with filled(new_url(), samples[:4]) as ledger:
        ledger.judge(judgement("claim", killing.id, judged="positive", correction=(("status", "alleged"),)))
        row = next(row for row in ledger.rows().values() if row.claim == killing.id)
        assert (row.status, row.judged, row.judged_by) == ("alleged", "positive", "Ada")
        ledger.judge(judgement("claim", killing.id, judged="negative"))
        assert killing.id not in {row.claim for row in ledger.rows().values()}
        assert [item.judged for item in ledger.history()] == ["positive", "negative"]
        assert [item.judged for item in ledger.judgements()] == ["negative"]
        before = told(ledger)
        ledger.rebuild()
        assert told(ledger) == before


def test_a_person_parts_and_joins_incidents(new_url: Url, samples: tuple[Reading, ...]) -> None:
    with filled(new_url(), samples) as ledger:
        wanted = Filter(event_type="displacement", since="2019-02-20", until="2019-02-20", reports=2)
        detail = ledger.incidents(wanted)
        first, *others = [detail.rows[number] for number in detail.incidents[0].rows]
        for row in others:
            ledger.judge(judgement("link", first.claim, row.claim, "negative"))
        assert ledger.incidents(wanted).incidents == ()
        for row in others:
            ledger.judge(judgement("link", row.claim, first.claim, "positive"))
        joined = ledger.incidents(wanted)
        assert {joined.rows[n].claim for n in joined.incidents[0].rows} == {row.claim for row in (first, *others)}
        before = told(ledger)
        ledger.rebuild()
        assert told(ledger) == before


def test_a_person_parts_origins(new_url: Url, samples: tuple[Reading, ...]) -> None:
    with filled(new_url(), samples[:4]) as ledger:
        assert len(ledger.origins()[0]) == 1
        a, b = samples[0].article.id, samples[3].article.id
        ledger.judge(judgement("origin", a, b, "negative"))
        origins, reports = ledger.origins()
        together = [{reports[n].id for n in item.reports} for item in origins]
        assert not any({a, b} <= held for held in together)
        ledger.judge(judgement("origin", b, a, "positive"))
        assert len(ledger.origins()[0]) == 1


@pytest.mark.parametrize("target", ["claim", "origin", "incident"])
def test_what_is_not_there_cannot_be_judged(new_url: Url, samples: tuple[Reading, ...], target: str) -> None:
    with filled(new_url(), samples[:1]) as ledger:
        with pytest.raises(UsageError, match="no "):
            ledger.judge(judgement(target, "nothing", "nowhere" if target == "origin" else None))
        assert ledger.history() == []


def test_as_of_a_day(new_url: Url, samples: tuple[Reading, ...]) -> None:
    with filled(new_url(), samples) as ledger:
        detail = ledger.incidents(as_of="2019-02-10")
        assert {detail.reports[n].key for item in detail.incidents for n in item.reports} == {"northwire-1", "meridian"}
        assert len(ledger.origins(as_of="2019-02-10")[0]) == 1
        first = next(iter(detail.incidents))
        assert ledger.incident(first.id, as_of="2019-02-10").incidents[0] == first
        claim = samples[0].claims[0].id
        ledger.judge(replace(judgement("claim", claim), at="2019-03-01T00:00:00+00:00"))
        then = ledger.incidents(as_of="2019-02-10")
        assert claim in {then.rows[n].claim for item in then.incidents for n in item.rows}


@pytest.mark.parametrize(
    ("words", "keys"),
    [
        ("trucks checkpoint", {"orchard-daily"}),
        ("CHECKPOINT", {"orchard-daily"}),
        ("no such words here", set()),
        ('"quoted" AND (NEAR* OR', set()),
        ("a\x00b ' ; DROP TABLE reports", set()),
        ("", set()),
    ],
)
def test_search(new_url: Url, samples: tuple[Reading, ...], words: str, keys: set[str]) -> None:
    with filled(new_url(), samples[4:7]) as ledger:
        assert {report.key for report in ledger.reports(words=words)} == keys


def test_filters_and_pages(new_url: Url, samples: tuple[Reading, ...]) -> None:
    with filled(new_url(), samples) as ledger:
        every = ledger.incidents().incidents
        pages = [item for at in range(0, len(every), 7) for item in ledger.incidents(limit=7, offset=at).incidents]
        assert tuple(pages) == every
        there = ledger.incidents(Filter(place="baghouz")).incidents
        assert there
        assert {item.place.lower() for item in there if item.place} == {"baghuz"}
        party = ledger.incidents(Filter(party="Islamic State")).incidents
        assert party
        assert all("Islamic State" in item.parties for item in party)
        part = ledger.incident(every[0].id[:9])
        assert part.incidents[0].id == every[0].id


def test_text_with_a_nul_is_kept(new_url: Url, samples: tuple[Reading, ...]) -> None:
    odd = replace(samples[0], article=replace(samples[0].article, headline="what\x00now", key="odd\x00key", url=None))
    with open_ledger(new_url(), create=True) as ledger:
        ledger.add(odd)
        assert ledger.reading(1) == odd


def test_a_ledger_of_newer_code_is_refused(new_url: Url) -> None:
    url = new_url()
    with open_ledger(url, create=True) as ledger, writing(ledger.engine, url) as connection:
        connection.execute(insert(schema.migrations).values(name="m999_future", at=AT))
    with pytest.raises(LedgerError, match="newer version"):
        open_ledger(url)


def test_a_damaged_file_is_one_clear_line(tmp_path: Path, samples: tuple[Reading, ...]) -> None:
    path = tmp_path / "damaged.db"
    filled(str(path), samples).close()
    body = bytearray(path.read_bytes())
    body[4096 : len(body) - 4096] = b"\xa5" * (len(body) - 8192)
    path.write_bytes(bytes(body))
    with pytest.raises(LedgerError, match=r"damaged\.db"), open_ledger(str(path)) as ledger:
        ledger.incidents()


def test_a_damaged_record_is_one_clear_line(new_url: Url, samples: tuple[Reading, ...]) -> None:
    with filled(new_url(), samples[:2]) as ledger:
        with writing(ledger.engine, ledger.url) as connection:
            connection.execute(update(schema.claims).values(body=b"\x78\x9c damaged"))
        with pytest.raises(LedgerError, match="damaged"):
            ledger.incidents()


def test_a_full_disk_loses_nothing(tmp_path: Path, samples: tuple[Reading, ...]) -> None:
    from sqlalchemy import event

    ledger = filled(str(tmp_path / "full.db"), samples[:3])
    before = told(ledger)
    ledger.engine.dispose()
    event.listen(ledger.engine, "connect", lambda connection, _: connection.execute("PRAGMA max_page_count = 1"))
    with pytest.raises(LedgerError, match="full"):
        ledger.add_all(samples[3:])
    ledger.close()
    with open_ledger(str(tmp_path / "full.db")) as again:
        assert len(again.reports()) == 3
        assert told(again) == before


def test_spans_of_a_reading_survive(new_url: Url, samples: tuple[Reading, ...]) -> None:
    with filled(new_url(), samples[:1]) as ledger:
        kept = ledger.reading(1)
        assert kept == samples[0]
        assert isinstance(kept.claims[0].trigger, Span)
