"""The tables (SQLAlchemy Core), the same on SQLite and PostgreSQL.

Kept: ``reports``, ``readings``, ``claims`` (rows made of the readings), ``judgements``, ``texts`` (for search; made by
``migrations``). Computed, and built again at will: ``claim_keys``, ``prints``, ``copies``, ``origins``, ``links``,
``cited``, ``incidents`` and the three tables that they are found by, and what lists are made of (``names``, ``named``,
``harmed``, ``telling``, ``foreseen``, ``spots``, ``tallies``). Days are ISO texts; records are packed by ``packing``.
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
    Table,
    Text,
    text,
)
from sqlalchemy.engine import Dialect
from sqlalchemy.types import TypeDecorator

tables = MetaData()


def storable(text: str) -> str:
    """Give a text that both databases can hold: NUL and half a surrogate pair become marks."""
    if text.isascii() and "\x00" not in text:
        return text
    return text.replace("\x00", "\ufffd").encode("utf-8", "replace").decode("utf-8")


class Words(TypeDecorator[str]):
    """Text as the press prints it, made storable."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        """Give the text that the database can hold."""
        return None if value is None else storable(value)


migrations = Table("migrations", tables, Column("name", Words, primary_key=True), Column("at", Words, nullable=False))

reports = Table(
    "reports",
    tables,
    Column("number", Integer, primary_key=True),
    Column("article", Words, nullable=False),  # sha256 of the text
    Column("name", Words, nullable=False),  # what the text stands under: its url, else key, else publisher
    Column("key", Words),
    Column("url", Words),
    Column("publisher", Words),
    Column("agencies", Words, nullable=False),  # JSON
    Column("headline", Words),
    Column("language", Words),
    Column("published_start", Words),
    Column("published_end", Words),
    Column("added", Words, nullable=False),
    Column("revises", Integer, ForeignKey("reports.number")),
    Column("current", Boolean, nullable=False),
    Column("origin", Words),
    Column("vector", LargeBinary, nullable=False),
    Index("reports_name", "name", "article", unique=True),
    Index("reports_article", "article"),
    Index("reports_url", "url"),
    Index("reports_key", "key"),
    Index("reports_origin", "origin"),
    Index("reports_published", "published_end"),
)

outlets = Table(  # who speaks in a report of their own: its publisher and the agencies it credits, as compared
    "outlets",
    tables,
    Column("outlet", Words, primary_key=True),
    Column("report", Integer, ForeignKey("reports.number"), primary_key=True, autoincrement=False),
    Column("published_end", Words),
    sqlite_with_rowid=False,
)

readings = Table(
    "readings",
    tables,
    Column("number", Integer, primary_key=True),
    Column("report", Integer, ForeignKey("reports.number"), nullable=False),
    Column("version", Words, nullable=False),  # of code, codebook and models, in one word
    Column("added", Words, nullable=False),
    Column("superseded", Words),
    Column("body", LargeBinary, nullable=False),
    Index("readings_report", "report"),
)

claims = Table(
    "claims",
    tables,
    Column("number", Integer, primary_key=True),
    Column("report", Integer, ForeignKey("reports.number"), nullable=False),
    Column("claim", Words, nullable=False),
    Column("forecast", Boolean, nullable=False),
    Column("incident", Words),
    Column("body", LargeBinary, nullable=False),
    Index("claims_report", "report"),
    Index("claims_claim", "claim"),
    Index("claims_incident", "incident", "report"),
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
    Column("id", Words, primary_key=True),
    Column("first_reported", Words),
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
    Column("judged", Words, nullable=False),
    Column("why", Words, nullable=False),
    Column("by", Words),
    Index("links_b", "b"),
    sqlite_with_rowid=False,
)

FACETS = ("date_end", "date_start", "statuses", "reports", "origins", "differs", "place")  # what can be asked for
SEEN = ("last_reported", "id", "spot", "date_start")  # what a page with its map and timeline is made of

incidents = Table(
    "incidents",
    tables,
    Column("id", Words, primary_key=True),
    Column("first_reported", Words, nullable=False),  # "9999" where no report's day is known
    Column("last_reported", Words, nullable=False),  # empty where no report's day is known
    Column("date_start", Words),  # where one of the two days is not known, the other stands for it
    Column("date_end", Words),
    Column("day", Words, nullable=False),  # what a timeline orders by: its first day, else that of the first report
    Column("place", Words),  # its name as compared
    Column("reports", Integer, nullable=False),
    Column("claims", Integer, nullable=False),
    Column("spot", BigInteger),  # where it is drawn; null where no report gives a place that is known
    Column("statuses", Words, nullable=False),  # of its claims, each between blanks
    Column("origins", Integer),  # of its claims; null while a writer has yet to count them (``summaries``)
    Column("differs", Words),  # the gravest difference of its figures, empty without figures; null likewise
    Column("body", LargeBinary, nullable=False),
    Index("incidents_first", "first_reported", "id", "date_end", "date_start"),
    Index("incidents_last", "last_reported", "id", "date_end", "date_start"),
    Index("incidents_day", "day", "id", *FACETS),  # a timeline is counted in it alone, a map in the next
    Index("incidents_spot", "spot", "id", *FACETS),
    Index("incidents_facets", "id", "last_reported", "spot", *FACETS),  # what is found by its id is looked at in it
    Index("incidents_days", "date_end", *dict.fromkeys(("date_start", *SEEN))),
    Index("incidents_place", "place", *SEEN),
    Index("incidents_reports", "reports", *SEEN),
    Index("incidents_origins", "origins", *SEEN),
    Index("incidents_differs", "differs", *SEEN),
)

incident_types = Table(
    "incident_types",
    tables,
    Column("event_type", Words, primary_key=True),
    Column("incident", Words, primary_key=True),
    Index("incident_types_incident", "incident"),
    sqlite_with_rowid=False,
)

incident_parties = Table(
    "incident_parties",
    tables,
    Column("party", Words, primary_key=True),
    Column("incident", Words, primary_key=True),
    Column("last_reported", Words, nullable=False, server_default=""),  # that of the incident
    Index("incident_parties_incident", "incident"),
    Index("incident_parties_last", "party", "last_reported", "incident"),
    sqlite_with_rowid=False,
)

incident_statuses = Table(
    "incident_statuses",
    tables,
    Column("status", Words, primary_key=True),
    Column("incident", Words, primary_key=True),
    Index("incident_statuses_incident", "incident"),
    sqlite_with_rowid=False,
)

cited = Table(  # whom claims give as their source, as compared, but for the outlets that speak in their own report
    "cited",
    tables,
    Column("outlet", Words, primary_key=True),
    Column("reported", Words, primary_key=True),  # the day of the claim's report; empty where it is not known
    Column("claim", Integer, primary_key=True, autoincrement=False),
    Index("cited_claim", "claim"),
    sqlite_with_rowid=False,
)

names = Table(  # who is given as a source, or is a party, in claims that are counted
    "names",
    tables,
    Column("id", BigInteger, primary_key=True, autoincrement=False),  # kind and name, hashed
    Column("kind", Words, nullable=False),
    Column("name", Words, nullable=False),
    Column("folded", Words, nullable=False),  # without regard to case
    Column("claims", Integer, nullable=False),
    Index("names_order", "kind", text("claims DESC"), "name"),
)

spots = Table(  # where incidents are drawn on the map, and how many
    "spots",
    tables,
    Column("id", BigInteger, primary_key=True, autoincrement=False),  # all that follows, hashed
    Column("latitude", Float, nullable=False),
    Column("longitude", Float, nullable=False),
    Column("precision", Words, nullable=False),
    Column("name", Words, nullable=False),
    Column("incidents", Integer, nullable=False),
)

tallies = Table(  # how many incidents there are of each type, and of each first day (empty where none is given)
    "tallies",
    tables,
    Column("kind", Words, primary_key=True),
    Column("key", Words, primary_key=True),
    Column("incidents", Integer, nullable=False),
    sqlite_with_rowid=False,
)

named = Table(
    "named",
    tables,
    Column("name", BigInteger, primary_key=True, autoincrement=False),
    Column("claim", Integer, primary_key=True, autoincrement=False),
    sqlite_with_rowid=False,
)

harmed = Table(  # private victims, by the claims that name them: these names are on no list
    "harmed",
    tables,
    Column("name", Words, primary_key=True),
    Column("claim", Integer, primary_key=True, autoincrement=False),
    Column("report", Integer, nullable=False),
    Index("harmed_report", "report"),
    sqlite_with_rowid=False,
)

telling = Table(  # the reports that have claims that are counted, and how many
    "telling",
    tables,
    Column("report", Integer, primary_key=True, autoincrement=False),
    Column("claims", Integer, nullable=False),
)

foreseen = Table(  # the claims that are forecasts and are counted, by the last day that they are due on
    "foreseen",
    tables,
    Column("due", Words, primary_key=True),  # empty where they name none
    Column("claim", Integer, primary_key=True, autoincrement=False),
    sqlite_with_rowid=False,
)

judgements = Table(
    "judgements",
    tables,
    Column("number", Integer, primary_key=True),
    Column("target", Words, nullable=False),
    Column("a", Words, nullable=False),
    Column("b", Words),
    Column("at", Words, nullable=False),
    Column("body", LargeBinary, nullable=False),
    Index("judgements_a", "a"),
    Index("judgements_b", "b"),
)

anchors = Table(  # the words that judgements were made on: they hold when the report is read again
    "anchors",
    tables,
    Column("judgement", Integer, ForeignKey("judgements.number"), primary_key=True),
    Column("claim", Words, primary_key=True),
    Column("article", Words, nullable=False),
    Index("anchors_article", "article"),
)
