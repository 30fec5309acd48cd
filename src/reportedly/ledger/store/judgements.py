"""A person's decisions: appended, never erased; those that bear on an article or a claim."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from sqlalchemy import Connection, func, insert, or_, select

from reportedly.ledger.records import Judgement
from reportedly.ledger.store import schema
from reportedly.ledger.store.packing import pack, unpack
from reportedly.ledger.store.read import chunks


def put(connection: Connection, judgement: Judgement) -> Judgement:
    """Append a judgement; give it with its number."""
    number = (connection.execute(select(func.max(schema.judgements.c.number))).scalar() or 0) + 1
    kept = replace(judgement, number=number)
    connection.execute(
        insert(schema.judgements).values(
            number=number, target=kept.target, a=kept.a, b=kept.b, at=kept.at, body=pack(kept)
        )
    )
    for anchor, claim in ((kept.anchor_a, kept.a), (kept.anchor_b, kept.b)):
        if anchor is not None and claim is not None:
            values = {"judgement": number, "article": anchor[0], "claim": claim}
            connection.execute(insert(schema.anchors).values(values))
    return kept


def all_of(connection: Connection, *, after: int = 0) -> list[Judgement]:
    """Give all judgements, or those after that of a number, in the order they were made."""
    table = schema.judgements.c
    bodies = connection.execute(select(table.body).where(table.number > after).order_by(table.number)).scalars()
    return [unpack(body, Judgement) for body in bodies]


def any_judged(connection: Connection) -> bool:
    """Whether there is any judgement."""
    return connection.execute(select(schema.judgements.c.number).limit(1)).scalar() is not None


def on_claims(connection: Connection, claims: Collection[str]) -> list[Judgement]:
    """Give the judgements on links that name one of some claims."""
    table = schema.judgements.c
    found: dict[int, Judgement] = {}
    for part in chunks(sorted(claims)):
        asked = select(table.number, table.body).where(
            table.target == "link", or_(table.a.in_(part), table.b.in_(part))
        )
        found.update((number, unpack(body, Judgement)) for number, body in connection.execute(asked))
    return [found[number] for number in sorted(found)]


def on_article(connection: Connection, article: str, claims: Collection[str]) -> list[Judgement]:
    """Give the judgements on claims that name one of some claims, or were made on words of an article."""
    table = schema.judgements.c
    found: dict[int, Judgement] = {}
    for part in chunks(sorted(claims)):
        asked = select(table.number, table.body).where(table.target == "claim", table.a.in_(part))
        found.update((number, unpack(body, Judgement)) for number, body in connection.execute(asked))
    anchored = select(table.number, table.body).where(
        table.target == "claim",
        table.number.in_(select(schema.anchors.c.judgement).where(schema.anchors.c.article == article)),
    )
    found.update((number, unpack(body, Judgement)) for number, body in connection.execute(anchored))
    return [found[number] for number in sorted(found)]


def anchored_on(connection: Connection, article: str) -> list[Judgement]:
    """Give the judgements on links that were made on words of an article."""
    table = schema.judgements.c
    asked = select(table.body).where(
        table.target == "link",
        table.number.in_(select(schema.anchors.c.judgement).where(schema.anchors.c.article == article)),
    )
    return [unpack(body, Judgement) for body in connection.execute(asked.order_by(table.number)).scalars()]


def on_words(connection: Connection, article: str) -> list[Judgement]:
    """Give the judgements that add claims to an article, and those that take them back."""
    table = schema.judgements.c
    asked = select(table.body).where(
        table.target == "missed",
        table.number.in_(select(schema.anchors.c.judgement).where(schema.anchors.c.article == article)),
    )
    return [unpack(body, Judgement) for body in connection.execute(asked.order_by(table.number)).scalars()]


def on_report(connection: Connection, article: str, claims: Collection[str]) -> list[Judgement]:
    """Give all judgements on an article, on its claims, and on its words."""
    table = schema.judgements.c
    asked = select(table.body).where(table.target == "article", table.a == article)
    whole = [unpack(body, Judgement) for body in connection.execute(asked).scalars()]
    found = (*on_article(connection, article, claims), *on_words(connection, article), *whole)
    return sorted(found, key=lambda item: item.number)


def about(connection: Connection, target: str, a: str, b: str | None = None) -> list[Judgement]:
    """Give all judgements on one target, in the order they were made; a pair has no order."""
    table = schema.judgements.c
    ends = (a,) if b is None else (a, b)
    asked = select(table.body).where(table.target == target, table.a.in_(ends)).order_by(table.number)
    found = (unpack(body, Judgement) for body in connection.execute(asked).scalars())
    return [item for item in found if {item.a, item.b or item.a} == set(ends)]


def about_claims(connection: Connection, claims: Collection[str]) -> list[Judgement]:
    """Give all judgements on some claims."""
    table = schema.judgements.c
    found: list[Judgement] = []
    for part in chunks(sorted(claims)):
        asked = select(table.body).where(table.target.in_(("claim", "missed")), table.a.in_(part))
        found += [unpack(body, Judgement) for body in connection.execute(asked).scalars()]
    return sorted(found, key=lambda item: item.number)
