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


def all_of(connection: Connection) -> list[Judgement]:
    """Give all judgements, in the order they were made."""
    bodies = connection.execute(select(schema.judgements.c.body).order_by(schema.judgements.c.number)).scalars()
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
