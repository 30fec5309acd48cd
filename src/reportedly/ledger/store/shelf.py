"""Reports as lists show them, with the private victims that their headlines name; those that wait for review."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, func, select

from reportedly.ledger.records import Report, Row
from reportedly.ledger.store import names, read, schema

WORD = re.compile(r"\w+")
LONGEST = 6  # words of a name that is looked for in headlines


@dataclass(frozen=True, slots=True, kw_only=True)
class Shelf:
    """A page of reports: how many incidents each tells of, and how many reports there are in all.

    ``rows`` are the claims of those that name private victims; ``victims`` the private victims of any report that
    their headlines name.
    """

    reports: tuple[Report, ...]
    incidents: Mapping[int, int]
    rows: Mapping[int, Row]
    victims: frozenset[str]
    total: int


def shelf(connection: Connection, numbers: Sequence[int], total: int) -> Shelf:
    """Give a page of the reports of some numbers, in their order."""
    held = {report.number: report for report in read.reports_numbered(connection, numbers)}
    claims = schema.claims.c
    own = read.among(connection, claims.report, held)
    asked = select(claims.report, func.count(claims.incident.distinct())).where(own).group_by(claims.report)
    told = {record[0]: record[1] for record in connection.execute(asked)}
    telling = names.harmed_in(connection, held)
    counted = claims.incident.is_not(None)
    rows = read.rows_where(connection, read.among(connection, claims.report, telling), counted) if telling else []
    said = {name for report in held.values() for name in phrases(report.headline or "")}
    return Shelf(
        reports=tuple(held[number] for number in numbers if number in held),
        incidents={number: told.get(number, 0) for number in held},
        rows={row.number: row for row in rows},
        victims=frozenset(names.harmed_among(connection, said)),
        total=total,
    )


def phrases(text: str) -> Iterator[str]:
    """Give all that can be a name in a headline.

    >>> sorted(phrases("Ghanem, Salma"))
    ['Ghanem', 'Ghanem, Salma', 'Salma']
    """
    words = [(found.start(), found.end()) for found in WORD.finditer(text)]
    for at, (start, _) in enumerate(words):
        for _, end in words[at : at + LONGEST]:
            yield text[start:end]


def undone(connection: Connection, done: Collection[str], *, limit: int, after: int = 0) -> list[int]:
    """Give the first reports after that of a number that have counted claims, but those that are articles ``done``."""
    reports, telling = schema.reports.c, schema.telling.c
    both = schema.telling.join(schema.reports, reports.number == telling.report)
    waits = select(telling.report).select_from(both).where(telling.report > after)
    waits = waits.where(~read.among(connection, reports.article, done)) if done else waits
    return list(connection.execute(waits.order_by(telling.report).limit(limit)).scalars())


def telling(connection: Connection) -> tuple[int, int]:
    """Give how many reports have counted claims, and how many claims these are."""
    asked = select(func.count(), func.coalesce(func.sum(schema.telling.c.claims), 0)).select_from(schema.telling)
    reports, claims = connection.execute(asked).one()
    return reports, claims


def of_articles(connection: Connection, articles: Iterable[str]) -> tuple[int, int]:
    """Give how many reports are one of some articles, and how many of these have counted claims."""
    known = set(articles)
    if not known:
        return 0, 0
    reports, own = schema.reports.c, schema.telling.c
    both = schema.reports.outerjoin(schema.telling, reports.number == own.report)
    asked = select(func.count(), func.count(own.report)).select_from(both)
    every, counted = connection.execute(asked.where(read.among(connection, reports.article, known))).one()
    return every, counted
