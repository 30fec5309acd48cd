"""What lists are made of, kept with the claims: who is given as a source, who is a party, who was harmed, what is due.

Only claims that are counted are filed. A private victim's name is filed as a party's is, since a person's word can
take the claim of harm away; as long as one counted claim tells of harm, the name is given by no function here.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from sqlalchemy import ColumnElement, Connection, and_, delete, exists, func, insert, select, tuple_

from reportedly.ledger.records import Row
from reportedly.ledger.store import schema
from reportedly.ledger.store.counts import fewer, more
from reportedly.ledger.store.packing import hashed
from reportedly.ledger.store.read import among, chunks, put_pairs
from reportedly.ledger.store.schema import storable
from reportedly.ledger.victims import victims

Kind = Literal["source", "party"]
Named = tuple[Kind, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Names:
    """A page of names with how many claims each has, those with most first, and how many names there are in all."""

    names: tuple[tuple[str, int], ...]
    total: int


# --- kept with the claims ---------------------------------------------------------------------------------------


def file(connection: Connection, rows: Sequence[Row]) -> None:
    """File rows that are counted."""
    if not rows:
        return
    counts: Counter[Named] = Counter()
    pairs: list[tuple[int, int]] = []
    for row in rows:
        own = names_of(row)
        counts.update(own)
        pairs += [(identity(item), row.number) for item in own]
    put_pairs(connection, schema.named, sorted(pairs))
    values = [(identity(item), *item, item[1].casefold(), count) for item, count in sorted(counts.items())]
    more(connection, schema.names.c.claims, values)
    hurt = [{"name": n, "claim": row.number, "report": row.report} for row in rows for n in victims_of(row)]
    hurt += [
        {"name": name, "claim": one["claim"], "report": one["report"]}
        for one in hurt
        for name in sorted({name for row in rows if row.report == one["report"] for _, name in names_of(row)})
        if bears(name, str(one["name"]))
    ]
    if hurt:
        connection.execute(insert(schema.harmed), hurt)
    due = [{"due": due_of(row), "claim": row.number} for row in rows if row.forecast]
    if due:
        connection.execute(insert(schema.foreseen), due)
    told = Counter(row.report for row in rows)
    connection.execute(insert(schema.telling), [{"report": report, "claims": n} for report, n in told.items()])


def unfile(connection: Connection, rows: Iterable[Row]) -> None:
    """Forget the rows of a report, as far as they are counted; before their incidents are taken away."""
    held = {row.number: row for row in rows}
    claims = schema.claims.c
    asked = select(claims.number).where(among(connection, claims.number, held), claims.incident.is_not(None))
    filed = [held[number] for number in connection.execute(asked).scalars()] if held else []
    if not filed:
        return
    counts = Counter(item for row in filed for item in names_of(row))
    pairs = [(identity(item), row.number) for row in filed for item in names_of(row)]
    for part in chunks(pairs):
        connection.execute(delete(schema.named).where(tuple_(schema.named.c.name, schema.named.c.claim).in_(part)))
    less = [(identity(item), count) for item, count in sorted(counts.items())]
    fewer(connection, schema.names.c.claims, less)
    numbers = [row.number for row in filed]
    due = [(due_of(row), row.number) for row in filed if row.forecast]
    for foretold in chunks(due):
        forecast = tuple_(schema.foreseen.c.due, schema.foreseen.c.claim)
        connection.execute(delete(schema.foreseen).where(forecast.in_(foretold)))
    for reports in chunks({row.report for row in filed}):
        harmed, telling = schema.harmed.c, schema.telling
        hurt = and_(harmed.report.in_(reports), among(connection, harmed.claim, numbers))
        connection.execute(delete(schema.harmed).where(hurt))
        connection.execute(delete(telling).where(telling.c.report.in_(reports)))


def names_of(row: Row) -> list[Named]:
    """Give whom a claim names, each once: who said it, and its parties."""
    found: list[Named] = [("source", row.speaker.name)] if row.speaker.name else []
    found += [("party", name) for name in dict.fromkeys((*row.actors, *row.recipients)) if name]
    return [(kind, storable(name)) for kind, name in found]


def victims_of(row: Row) -> list[str]:
    """Give the private victims that a claim names."""
    return sorted({storable(name) for name in victims(row)})


def bears(name: str, victim: str) -> bool:
    """Whether a name is told by a victim's: whoever is "relatives of" one is found by it as surely.

    >>> bears("Relatives of Ghanem", "Salma Ghanem"), bears("Ghanem Brigade", "Salma Ghanem"), bears("Salma", "Salma")
    (True, False, False)
    """
    last = victim.split()[-1]
    return name != victim and (victim in name or name.endswith(f" of {last}") or f"{last}'s " in name)


def identity(named: Named) -> int:
    """Give the number that a name is filed under."""
    return hashed(f"{named[0]}:{named[1]}")


def due_of(row: Row) -> str:
    """Give the last day on which a forecast is due; empty where it names none."""
    return row.due_end or row.due_start or ""


# --- asked by pages ---------------------------------------------------------------------------------------------


def free() -> ColumnElement[bool]:
    """Give the condition that a name is no private victim's."""
    return ~exists().where(schema.harmed.c.name == schema.names.c.name)


def names(connection: Connection, kind: Kind, *, part: str = "", limit: int | None, offset: int = 0) -> Names:
    """Give a page of the names that hold ``part``, in whatever case."""
    table = schema.names.c
    where = [table.kind == kind, free()]
    if part:
        where.append(table.folded.contains(storable(part.casefold()), autoescape=True))
    total = connection.execute(select(func.count()).select_from(schema.names).where(*where)).scalar_one()
    asked = select(table.name, table.claims).where(*where).order_by(table.claims.desc(), table.name)
    found = connection.execute(asked.limit(limit).offset(offset))
    return Names(names=tuple((name, count) for name, count in found), total=total)


def claims_of(connection: Connection, kind: Kind, name: str, *, limit: int) -> tuple[list[int], int]:
    """Give the numbers of the latest claims that have a name, and how many have it in all; none of a victim's."""
    table, number = schema.names.c, identity((kind, storable(name)))
    total = connection.execute(select(table.claims).where(table.id == number, free())).scalar()
    if total is None:
        return [], 0
    own = schema.named.c
    asked = select(own.claim).where(own.name == number).order_by(own.claim.desc()).limit(limit)
    return list(connection.execute(asked).scalars())[::-1], total


def harmed_in(connection: Connection, reports: Collection[int]) -> set[int]:
    """Give those of some reports that name private victims."""
    table = schema.harmed.c
    asked = select(table.report).where(among(connection, table.report, reports)).distinct()
    return set(connection.execute(asked).scalars()) if reports else set()


def harmed_among(connection: Connection, names: Collection[str]) -> set[str]:
    """Give those of some names that are private victims'."""
    table = schema.harmed.c
    asked = select(table.name).where(among(connection, table.name, {storable(name) for name in names})).distinct()
    return set(connection.execute(asked).scalars()) if names else set()
