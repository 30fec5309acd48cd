"""The tables (SQLAlchemy Core), the same on SQLite and PostgreSQL.

Kept: ``reports``, ``readings``, ``claims`` (rows made of the readings), ``judgements``, ``texts`` (for search; made by
``migrations``). Computed, and built again at will: ``claim_keys``, ``prints``, ``copies``, ``origins``, ``links``,
``incidents`` and the two tables that they are found by. Days are ISO texts; records are packed by ``packing``.
"""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
)

tables = MetaData()

migrations = Table("migrations", tables, Column("name", String, primary_key=True), Column("at", String, nullable=False))

reports = Table(
    "reports",
    tables,
    Column("number", Integer, primary_key=True),
    Column("article", String, nullable=False),  # sha256 of the text
    Column("name", String, nullable=False),  # what the text stands under: its url, else key, else publisher
    Column("key", Text),
    Column("url", Text),
    Column("publisher", Text),
    Column("agencies", Text, nullable=False),  # JSON
    Column("headline", Text),
    Column("language", String),
    Column("published_start", String),
    Column("published_end", String),
    Column("added", String, nullable=False),
    Column("revises", Integer, ForeignKey("reports.number")),
    Column("current", Boolean, nullable=False),
    Column("origin", String),
    Column("vector", LargeBinary, nullable=False),
    Index("reports_name", "name", "article", unique=True),
    Index("reports_article", "article"),
    Index("reports_url", "url"),
    Index("reports_key", "key"),
    Index("reports_origin", "origin"),
)

outlets = Table(  # who speaks in a report of their own: its publisher and the agencies it credits, as compared
    "outlets",
    tables,
    Column("outlet", Text, primary_key=True),
    Column("report", Integer, ForeignKey("reports.number"), primary_key=True, autoincrement=False),
    Column("published_end", String),
    sqlite_with_rowid=False,
)

readings = Table(
    "readings",
    tables,
    Column("number", Integer, primary_key=True),
    Column("report", Integer, ForeignKey("reports.number"), nullable=False),
    Column("version", String, nullable=False),  # of code, codebook and models, in one word
    Column("added", String, nullable=False),
    Column("superseded", String),
    Column("body", LargeBinary, nullable=False),
    Index("readings_report", "report"),
)

claims = Table(
    "claims",
    tables,
    Column("number", Integer, primary_key=True),
    Column("report", Integer, ForeignKey("reports.number"), nullable=False),
    Column("claim", String, nullable=False),
    Column("forecast", Boolean, nullable=False),
    Column("incident", String),
    Column("body", LargeBinary, nullable=False),
    Index("claims_report", "report"),
    Index("claims_claim", "claim"),
    Index("claims_incident", "incident"),
    Index("claims_forecast", "forecast", "number"),
)

claim_keys = Table(
    "claim_keys",
    tables,
    Column("key", BigInteger, primary_key=True, autoincrement=False),
    Column("claim", Integer, primary_key=True, autoincrement=False),
    sqlite_with_rowid=False,
)

prints = Table(
    "prints",
    tables,
    Column("mark", BigInteger, primary_key=True, autoincrement=False),
    Column("report", Integer, primary_key=True, autoincrement=False),
    sqlite_with_rowid=False,
)

copies = Table(
    "copies",
    tables,
    Column("a", Integer, primary_key=True, autoincrement=False),
    Column("b", Integer, primary_key=True, autoincrement=False),
    Column("body", LargeBinary, nullable=False),
    Index("copies_b", "b"),
    sqlite_with_rowid=False,
)

origins = Table(
    "origins",
    tables,
    Column("id", String, primary_key=True),
    Column("first_reported", String),
    Column("size", Integer, nullable=False),
    Column("body", LargeBinary, nullable=False),
    Index("origins_order", "first_reported", "id"),
    Index("origins_size", "size"),
)

links = Table(
    "links",
    tables,
    Column("a", Integer, primary_key=True, autoincrement=False),
    Column("b", Integer, primary_key=True, autoincrement=False),
    Column("score", Float, nullable=False),
    Column("judged", String, nullable=False),
    Column("why", Text, nullable=False),
    Column("by", Text),
    Index("links_b", "b"),
    sqlite_with_rowid=False,
)

incidents = Table(
    "incidents",
    tables,
    Column("id", String, primary_key=True),
    Column("first_reported", String),
    Column("last_reported", String),
    Column("date_start", String),
    Column("date_end", String),
    Column("place", Text),  # its name as compared
    Column("reports", Integer, nullable=False),
    Column("claims", Integer, nullable=False),
    Column("body", LargeBinary, nullable=False),
    Index("incidents_order", "first_reported", "id"),
    Index("incidents_days", "date_start", "date_end"),
    Index("incidents_place", "place", "last_reported"),
    Index("incidents_reports", "reports"),
)

incident_types = Table(
    "incident_types",
    tables,
    Column("event_type", String, primary_key=True),
    Column("incident", String, primary_key=True),
    Index("incident_types_incident", "incident"),
    sqlite_with_rowid=False,
)

incident_parties = Table(
    "incident_parties",
    tables,
    Column("party", Text, primary_key=True),
    Column("incident", String, primary_key=True),
    Index("incident_parties_incident", "incident"),
    sqlite_with_rowid=False,
)

judgements = Table(
    "judgements",
    tables,
    Column("number", Integer, primary_key=True),
    Column("target", String, nullable=False),
    Column("a", String, nullable=False),
    Column("b", String),
    Column("at", String, nullable=False),
    Column("body", LargeBinary, nullable=False),
    Index("judgements_a", "a"),
    Index("judgements_b", "b"),
)

anchors = Table(  # the words that judgements were made on: they hold when the report is read again
    "anchors",
    tables,
    Column("judgement", Integer, ForeignKey("judgements.number"), primary_key=True),
    Column("claim", String, primary_key=True),
    Column("article", String, nullable=False),
    Index("anchors_article", "article"),
)
