"""The stored links and incidents: brought up to date for the claims of one report.

Groups of rows join only along links that are sure, along a person's word, and from a casualty to its cause. So the
incidents that one report can change are those that hang together with its rows that way; all others stay as they are.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache

from sqlalchemy import Connection, bindparam, delete, insert, or_, select, update

from reportedly.ledger.compute import judged_links
from reportedly.ledger.corroborate import gravest
from reportedly.ledger.link import compare_sides, keys
from reportedly.ledger.records import Incident, Judgement, Link, Row
from reportedly.ledger.resolve import CASUALTIES, incidents_of, is_denied
from reportedly.ledger.sides import Side, place_key
from reportedly.ledger.store import schema
from reportedly.ledger.store.counts import count_in, count_out, spot_of
from reportedly.ledger.store.packing import hashed, pack, unpack_row
from reportedly.ledger.store.read import (
    among,
    chunks,
    links_touching,
    put_pairs,
    rows_numbered,
    rows_of_reports,
    rows_where,
)
from reportedly.ledger.words import Vector, likeness
from reportedly.ledger.words import unpack as unpack_vector

MOST = 400  # rows that one is compared with: those that share most keys with it


def file_rows(connection: Connection, rows: Sequence[Row], *, in_order: bool = False) -> None:
    """File rows under their keys, and keep their links with each other and with all that share a key.

    ``in_order``: each is held against those of its own report and of earlier ones, as if later ones were not there yet.
    """
    if not rows:
        return
    filed = {row.number: sorted({hashed(key) for key in keys(row)}) for row in rows}
    own = sorted((key, number) for number, marks in filed.items() for key in marks)
    put_pairs(connection, schema.claim_keys, own)
    last: dict[int, int] = {}
    for row in rows:
        last[row.report] = max(last.get(row.report, 0), row.number)
    near = neighbours(connection, filed, {row.number: last[row.report] for row in rows} if in_order else {})
    wanted = {number for found in near.values() for number in found}
    sides = sides_of(connection, wanted - filed.keys())
    sides.update((row.number, Side(row)) for row in rows)
    held = {number: side.row for number, side in sides.items()}
    vectors = vectors_of(connection, {row.report for row in held.values()})
    alike: dict[tuple[int, int], float] = {}
    found: dict[tuple[int, int], Link] = {}
    for number, others in near.items():
        for other in others:
            a, b = min(number, other), max(number, other)
            if (a, b) in found or a == b:
                continue
            pair = (min(held[a].report, held[b].report), max(held[a].report, held[b].report))
            if pair not in alike:
                alike[pair] = likeness(vectors.get(pair[0], {}), vectors.get(pair[1], {}))
            link = compare_sides(sides[a], sides[b], likeness=alike[pair])
            if link is not None:
                found[a, b] = link
    put_links(connection, found.values())


def sides_of(connection: Connection, numbers: Collection[int]) -> dict[int, Side]:
    """Give stored rows made ready for comparing."""
    table = schema.claims.c
    asked = select(table.number, table.body).where(among(connection, table.number, numbers))
    return {number: side_of(body) for number, body in connection.execute(asked)} if numbers else {}


@lru_cache(maxsize=10000)
def side_of(body: bytes) -> Side:
    """Give a row of its bytes made ready; those looked at last are kept."""
    return Side(unpack_row(body))


def neighbours(
    connection: Connection, filed: Mapping[int, Sequence[int]], last: Mapping[int, int]
) -> dict[int, list[int]]:
    """Give for each row the numbers of those that share keys with it, at most ``MOST``: those that share most.

    ``last`` names for a row the highest number that it is held against; without it there is no bound.
    """
    table = schema.claim_keys.c
    held: dict[int, list[int]] = {}
    every = {key for marks in filed.values() for key in marks}
    for key, claim in connection.execute(select(table.key, table.claim).where(among(connection, table.key, every))):
        held.setdefault(key, []).append(claim)
    near: dict[int, list[int]] = {}
    for number, marks in filed.items():
        shared: dict[int, int] = {}
        for key in marks:
            for claim in held.get(key, ()):
                shared[claim] = shared.get(claim, 0) + 1
        shared.pop(number, None)
        if number in last:
            shared = {claim: count for claim, count in shared.items() if claim <= last[number]}
        near[number] = sorted(shared, key=lambda claim: (-shared[claim], -claim))[:MOST]
    return near


def vectors_of(connection: Connection, reports: Collection[int]) -> dict[int, Vector]:
    """Give the word weights of some reports' articles."""
    table = schema.reports.c
    asked = select(table.number, table.vector).where(among(connection, table.number, reports))
    return {number: weights_of(body) for number, body in connection.execute(asked)}


@lru_cache(maxsize=2000)
def weights_of(body: bytes) -> Vector:
    """Give the word weights of their bytes; those looked at last are kept."""
    return unpack_vector(body)


def put_links(connection: Connection, links: Iterable[Link]) -> None:
    """Keep links, in place of those on the same rows."""
    values = [
        {"a": link.a, "b": link.b, "score": link.score, "judged": link.judged, "why": link.why, "by": link.by}
        for link in links
    ]
    if values:
        connection.execute(insert(schema.links), values)


def put_judged(connection: Connection, rows: Sequence[Row], judgements: Iterable[Judgement]) -> None:
    """Keep a person's links among rows in place of the machine's."""
    numbers = [row.number for row in rows]
    for link in judged_links((), rows, judgements):
        if link.a in numbers and link.b in numbers:
            table = schema.links.c
            connection.execute(delete(schema.links).where(table.a == link.a, table.b == link.b))
            put_links(connection, (link,))


def unfile_rows(connection: Connection, rows: Sequence[Row]) -> None:
    """Forget the keys and links of rows that are counted no more, or filed anew."""
    table = schema.claim_keys.c
    for row in rows:
        for part in chunks(sorted({hashed(key) for key in keys(row)})):
            connection.execute(delete(schema.claim_keys).where(table.claim == row.number, table.key.in_(part)))
    for numbers in chunks(row.number for row in rows):
        ends = or_(schema.links.c.a.in_(numbers), schema.links.c.b.in_(numbers))
        connection.execute(delete(schema.links).where(ends))


def resolve_again(connection: Connection, seeds: Collection[int]) -> None:
    """Resolve anew the incidents that hang together with some rows, and put them in place of the old."""
    members, links = closure(connection, seeds)
    ring = {number for link in links for number in (link.a, link.b)} - set(members)
    around = rows_numbered(connection, ring)
    found = [
        incident
        for incident in incidents_of([*members.values(), *around], links)
        if not members.keys().isdisjoint(incident.rows)
    ]
    asked = select(schema.claims.c.incident).where(among(connection, schema.claims.c.number, members)).distinct()
    old = {identity for identity in connection.execute(asked).scalars() if identity is not None}
    forget(connection, old)
    put_incidents(connection, found, members)


def closure(connection: Connection, seeds: Collection[int]) -> tuple[dict[int, Row], list[Link]]:
    """Give the rows that hang together with some, and all links that touch one of them."""
    members: dict[int, Row] = {}
    links: dict[tuple[int, int], Link] = {}
    by_report: dict[int, list[Row]] = {}
    frontier = set(seeds)
    while frontier:
        for row in rows_numbered(connection, frontier):
            members[row.number] = row
        reached: set[int] = set()
        for link in links_touching(connection, frontier):
            links[link.a, link.b] = link
            if link.judged == "positive":
                reached |= {link.a, link.b}
        missing = {members[number].report for number in frontier if number in members} - by_report.keys()
        for row in rows_of_reports(connection, missing):
            by_report.setdefault(row.report, []).append(row)
        for number in frontier & members.keys():
            row = members[number]
            for other in by_report.get(row.report, ()):
                if other.judged != "negative" and tied(row, other):
                    reached.add(other.number)
        frontier = reached - members.keys()
    return members, [links[pair] for pair in sorted(links)]


def tied(a: Row, b: Row) -> bool:
    """Whether two rows of one report can be joined without a link: a casualty and its cause, denial or other figure."""
    if b.claim in (a.caused_by, a.retells) or a.claim in (b.caused_by, b.retells):
        return True
    return a.family == b.family and a.family in CASUALTIES and (is_denied(a) or is_denied(b))


def forget(connection: Connection, incidents: Collection[str]) -> None:
    """Take stored incidents away."""
    count_out(connection, incidents)
    for part in chunks(sorted(incidents)):
        connection.execute(delete(schema.incidents).where(schema.incidents.c.id.in_(part)))
        for facet in (schema.incident_types, schema.incident_parties, schema.incident_statuses):
            connection.execute(delete(facet).where(facet.c.incident.in_(part)))
        connection.execute(update(schema.claims).where(schema.claims.c.incident.in_(part)).values(incident=None))


def put_incidents(connection: Connection, incidents: Sequence[Incident], rows: Mapping[int, Row]) -> None:
    """Keep incidents, and mark their rows with them; links and origins are filled in when they are looked at."""
    if not incidents:
        return
    incidents = list(freed(connection, incidents))
    values = [columns_of(item) | counts_of(item, rows) for item in incidents]
    connection.execute(insert(schema.incidents), values)
    count_in(connection, incidents)
    types = [{"event_type": name, "incident": item.id} for item in incidents for name in set(item.event_types)]
    connection.execute(insert(schema.incident_types), types)
    parties = [
        {"party": name, "incident": item.id, "last_reported": item.last_reported or ""}
        for item in incidents
        for name in set(item.parties)
    ]
    if parties:
        connection.execute(insert(schema.incident_parties), parties)
    statuses = [{"status": name, "incident": item.id} for item in incidents for name, _ in item.status]
    connection.execute(insert(schema.incident_statuses), statuses)
    marks = [{"row": number, "mark": item.id} for item in incidents for number in item.rows]
    marking = update(schema.claims).where(schema.claims.c.number == bindparam("row")).values(incident=bindparam("mark"))
    connection.execute(marking, marks)


def counts_of(item: Incident, rows: Mapping[int, Row]) -> dict[str, object]:
    """Give the columns that ``summaries`` counts: of one claim alone at once, since nothing else bears on it."""
    if len(item.rows) > 1:
        return {"origins": None, "differs": None}
    return {"origins": 1, "differs": gravest(item, rows, {}) or ""}


def columns_of(item: Incident) -> dict[str, object]:
    """Give an incident as its table holds it, but for what is counted."""
    start, end = item.date_start or item.date_end, item.date_end or item.date_start
    return {
        "id": item.id,
        "first_reported": item.first_reported or "9999",
        "last_reported": item.last_reported or "",
        "date_start": start,
        "date_end": end,
        "day": start or item.first_reported or "9999",
        "place": place_key(item.place) if item.place else None,
        "reports": len(item.reports),
        "claims": len(item.rows),
        "spot": spot_of(item),
        "statuses": f" {' '.join(name for name, _ in item.status)} ",
        "body": pack(item),
    }


def freed(connection: Connection, incidents: Sequence[Incident]) -> Iterator[Incident]:
    """Give incidents under ids that no stored one has: one text under two names, of one day, can tell of two."""
    table = schema.incidents.c
    taken: set[str] = set()
    for part in chunks(item.id for item in incidents):
        taken |= set(connection.execute(select(table.id).where(table.id.in_(part))).scalars())
    for item in incidents:
        wanted, number = item.id, 1
        while wanted in taken or (number > 1 and is_stored(connection, wanted)):
            number += 1
            wanted = f"{item.id}-{number}"
        taken.add(wanted)
        yield replace(item, id=wanted, links=(), unsure=(), origins=())


def is_stored(connection: Connection, identity: str) -> bool:
    """Whether there is an incident of an id."""
    table = schema.incidents.c
    return connection.execute(select(table.id).where(table.id == identity)).scalar() is not None


def incident_rows(connection: Connection, incident: str) -> list[Row]:
    """Give the rows of a stored incident."""
    return rows_where(connection, schema.claims.c.incident == incident)
