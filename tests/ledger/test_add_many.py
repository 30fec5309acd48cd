"""Many articles at once come out as if each were added by itself, down to the rows of every table."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import delete, select, text

from bench.made_up import World, foretelling, readings
from reportedly.ledger import Ledger, open_ledger
from reportedly.ledger.store import happenings, schema
from reportedly.ledger.store.engine import reading as reader
from reportedly.ledger.store.engine import writing
from reportedly.model import Reading

Url = Callable[[], str]
AT = "2019-04-01T12:00:00+00:00"


def tables(ledger: Ledger) -> dict[str, list[tuple[Any, ...]]]:
    """Give all rows of all tables but that of migrations, in one order."""
    with reader(ledger.engine, ledger.url) as connection:
        return {
            table.name: sorted((tuple(row) for row in connection.execute(select(table))), key=repr)
            for table in schema.tables.sorted_tables
            if table is not schema.migrations
        }


def various(samples: tuple[Reading, ...]) -> list[Reading]:
    """Give readings with copies, a revision, one read anew, one that is there twice, and forecasts."""
    world = World()
    first = samples[0]
    later = replace(first, article=replace(first.article, text=first.article.text + " ", id="later", url="https://x/1"))
    earlier = replace(first, article=replace(first.article, url="https://x/1"))
    anew = replace(samples[2], provenance=replace(samples[2].provenance, reportedly="another"))
    return [
        *samples[:5],
        earlier,
        samples[3],
        *readings(24, world=world),
        later,
        *samples[5:],
        anew,
        *foretelling(2, start=5, world=world),
        samples[0],
    ]


@pytest.mark.parametrize("most", [pytest.param(400, marks=pytest.mark.slow), 4])
def test_many_at_once_are_as_one_by_one(
    new_url: Url, samples: tuple[Reading, ...], monkeypatch: pytest.MonkeyPatch, most: int
) -> None:
    monkeypatch.setattr(happenings, "MOST", most)
    every = various(samples)
    with open_ledger(new_url(), create=True) as single, open_ledger(new_url(), create=True) as many:
        one_by_one = [single.add(item, at=AT) for item in every]
        at_once = [*many.add_all(every[:9], at=AT), *many.add_all(every[9:], at=AT)]
        assert one_by_one == at_once
        assert {"added", "revision", "read anew", "there already"} == set(at_once)
        left, right = tables(single), tables(many)
        assert {name: len(rows) for name, rows in left.items()} == {name: len(rows) for name, rows in right.items()}
        assert left == right
        assert len(left["links"]) > 50
        assert len(left["copies"]) > 5


def test_what_fails_among_many_leaves_nothing(new_url: Url, samples: tuple[Reading, ...]) -> None:
    broken = replace(samples[1], claims=(replace(samples[1].claims[0], event_type="no such type"),))
    with open_ledger(new_url(), create=True) as ledger:
        ledger.add(samples[2], at=AT)
        before = tables(ledger)
        with pytest.raises(KeyError):
            ledger.add_all([samples[0], broken], at=AT)
        assert tables(ledger) == before


def test_a_ledger_without_the_order_of_parties_gets_it(new_url: Url, samples: tuple[Reading, ...]) -> None:
    url = new_url()
    with open_ledger(url, create=True) as ledger:
        ledger.add_all(samples[:4], at=AT)
        wanted = tables(ledger)
        with writing(ledger.engine, url) as connection:
            connection.execute(text("DROP INDEX incident_parties_last"))
            connection.execute(text("ALTER TABLE incident_parties DROP COLUMN last_reported"))
            connection.execute(delete(schema.migrations).where(schema.migrations.c.name == "m003_parties_in_time"))
    with open_ledger(url) as ledger:
        assert tables(ledger) == wanted
        assert any(row[2] for row in wanted["incident_parties"])
