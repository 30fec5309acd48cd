"""Full text: FTS5 on SQLite, tsvector on PostgreSQL. All words must stand in the report, in any order."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, Integer, Select, column, false, func, literal_column, select, table, text

from reportedly.ledger.store.schema import storable
from reportedly.model import Article

WORD = re.compile(r"\w+")


def index(connection: Connection, articles: Sequence[tuple[int, Article]]) -> None:
    """Make reports findable by their words."""
    if connection.dialect.name == "sqlite":
        asked = "INSERT INTO texts (rowid, headline, body) VALUES (:report, :headline, :body)"
    else:
        asked = (
            "INSERT INTO texts (report, words) VALUES (:report, "
            "setweight(to_tsvector('simple', :headline), 'A') || to_tsvector('simple', :body))"
        )
    values = [
        {"report": report, "headline": storable(article.headline or ""), "body": storable(article.text)}
        for report, article in articles
    ]
    connection.execute(text(asked), values)


def holding(connection: Connection, words: str) -> Select[Any]:
    """Give the question for the numbers of the reports that hold all words; that of no report for no word."""
    asked = WORD.findall(words)
    if connection.dialect.name == "sqlite":
        texts = table("texts", column("rowid", Integer), column("texts"))
        query = " AND ".join(f'"{word}"' for word in asked)
        holds = texts.c.texts.op("MATCH", is_comparison=True)(query) if asked else false()
        return select(texts.c.rowid).where(holds)
    texts = table("texts", column("report", Integer), column("words"))
    parsed = func.plainto_tsquery(literal_column("'simple'"), " ".join(asked))
    return select(texts.c.report).where(texts.c.words.op("@@", is_comparison=True)(parsed) if asked else false())


def found(connection: Connection, words: str, *, limit: int, offset: int = 0) -> list[int]:
    """Give the numbers of the reports that hold all words, the latest added first; nothing for no word."""
    asked = holding(connection, words)
    number = next(iter(asked.selected_columns))
    return list(connection.execute(asked.order_by(number.desc()).limit(limit).offset(offset)).scalars())
