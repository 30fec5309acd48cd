"""Full text: FTS5 on SQLite, tsvector on PostgreSQL. All words must stand in the report, in any order."""

from __future__ import annotations

import re

from sqlalchemy import Connection, text

from reportedly.ledger.store.schema import storable
from reportedly.model import Article

WORD = re.compile(r"\w+")


def index(connection: Connection, report: int, article: Article) -> None:
    """Make a report findable by its words."""
    if connection.dialect.name == "sqlite":
        asked = "INSERT INTO texts (rowid, headline, body) VALUES (:report, :headline, :body)"
    else:
        asked = (
            "INSERT INTO texts (report, words) VALUES (:report, "
            "setweight(to_tsvector('simple', :headline), 'A') || to_tsvector('simple', :body))"
        )
    words = {"headline": storable(article.headline or ""), "body": storable(article.text)}
    connection.execute(text(asked), {"report": report, **words})


def found(connection: Connection, words: str, *, limit: int, offset: int = 0) -> list[int]:
    """Give the numbers of the reports that hold all words, the latest added first; nothing for no word."""
    asked = WORD.findall(words)
    if not asked:
        return []
    if connection.dialect.name == "sqlite":
        query = " AND ".join(f'"{word}"' for word in asked)
        statement = "SELECT rowid FROM texts WHERE texts MATCH :query ORDER BY rowid DESC LIMIT :limit OFFSET :offset"
    else:
        query = " ".join(asked)
        statement = (
            "SELECT report FROM texts WHERE words @@ plainto_tsquery('simple', :query) "
            "ORDER BY report DESC LIMIT :limit OFFSET :offset"
        )
    return list(connection.execute(text(statement), {"query": query, "limit": limit, "offset": offset}).scalars())
