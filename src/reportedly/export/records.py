"""Claims and incidents as flat records: what csv, jsonl and parquet share. Field by field in docs/guides/export.md."""

from __future__ import annotations

from collections.abc import Iterator

from reportedly.codebook.event_types import codes_of
from reportedly.export.cells import Cell, listed
from reportedly.export.deaths import deaths_of
from reportedly.export.material import Material, coded_by
from reportedly.export.places import where
from reportedly.export.sides import sides_of
from reportedly.ledger.records import Row

Record = dict[str, object]

CLAIM_COLUMNS = (
    "claim",
    "incident",
    "origin",
    "article",
    "article_key",
    "url",
    "publisher",
    "agencies",
    "published_start",
    "published_end",
    "event_type",
    "family",
    "status",
    "polarity",
    "actors",
    "actor_types",
    "recipients",
    "recipient_types",
    "place",
    "country",
    "admin1",
    "latitude",
    "longitude",
    "precision",
    "date_start",
    "date_end",
    "low",
    "best",
    "high",
    "figure_of",
    "figure_measure",
    "figure_unit",
    "figure_printed",
    "other_figures",
    "source",
    "source_anonymity",
    "source_is_party",
    "source_chain",
    "forecast",
    "due_start",
    "due_end",
    "condition",
    "trigger_start",
    "trigger_end",
    "plover",
    "acled",
    "cameo",
    "ucdp",
    "judged",
    "coded_by",
)

INCIDENT_COLUMNS = (
    "incident",
    "event_types",
    "date_start",
    "date_end",
    "place",
    "country",
    "admin1",
    "latitude",
    "longitude",
    "precision",
    "parties",
    "claims",
    "articles",
    "urls",
    "article_count",
    "origin_count",
    "status",
    "deaths_low",
    "deaths_best",
    "deaths_high",
    "disagreements",
    "first_reported",
    "last_reported",
    "coded_by",
)


def claim_records(material: Material) -> Iterator[Record]:
    """Give a record for each claim of guarded material."""
    incident_of = {number: item.id for item in material.incidents for number in item.rows}
    for row in material.rows:
        report = material.reports[row.report]
        codes = codes_of(row.event_type, row.status, row.polarity)
        yield {
            "claim": row.claim,
            "incident": incident_of.get(row.number),
            "origin": material.origin_of.get(row.number),
            "article": report.id,
            "article_key": report.key,
            "url": report.url,
            "publisher": report.publisher,
            "agencies": report.agencies,
            "published_start": report.published_start,
            "published_end": report.published_end,
            "event_type": row.event_type,
            "family": row.family,
            "status": row.status,
            "polarity": row.polarity,
            "actors": row.actors,
            "actor_types": row.actor_types,
            "recipients": row.recipients,
            "recipient_types": row.recipient_types,
            "place": row.place,
            "country": row.country,
            "admin1": row.admin1,
            "latitude": row.latitude,
            "longitude": row.longitude,
            "precision": row.precision,
            "date_start": row.day_start,
            "date_end": row.day_end,
            **figures(row),
            "source": row.speaker.name,
            "source_anonymity": row.speaker.anonymity,
            "source_is_party": row.speaker.party,
            "source_chain": row.speaker.chain,
            "forecast": row.forecast,
            "due_start": row.due_start,
            "due_end": row.due_end,
            "condition": row.condition,
            "trigger_start": row.trigger.start,
            "trigger_end": row.trigger.end,
            "plover": codes.plover,
            "acled": codes.acled,
            "cameo": codes.cameo,
            "ucdp": codes.ucdp,
            "judged": row.judged,
            "coded_by": coded_by([row]),
        }


def figures(row: Row) -> Record:
    """Give the first figure of a claim, and the words of the others with what they count."""
    first = row.counted[0] if row.counted else None
    return {
        "low": first.low if first else None,
        "best": first.best if first else None,
        "high": first.high if first else None,
        "figure_of": first.of if first else None,
        "figure_measure": first.measure if first else None,
        "figure_unit": first.unit if first else None,
        "figure_printed": first.printed if first else None,
        "other_figures": tuple(" ".join(filter(None, (item.printed, item.of))) for item in row.counted[1:]),
    }


def incident_records(material: Material) -> Iterator[Record]:
    """Give a record for each incident of guarded material."""
    inside = material.rows_in()
    for item in material.incidents:
        rows = inside[item.id]
        reports = material.reports_of(item)
        place = where(item, rows)
        sides = sides_of(rows)
        deaths = deaths_of(material, item, rows, a=frozenset(sides.a), b=frozenset(sides.b))
        figures = material.figures.get(item.id, ())
        yield {
            "incident": item.id,
            "event_types": item.event_types,
            "date_start": item.date_start,
            "date_end": item.date_end,
            "place": item.place,
            "country": place.code,
            "admin1": place.admin1,
            "latitude": item.latitude,
            "longitude": item.longitude,
            "precision": item.precision,
            "parties": item.parties,
            "claims": tuple(dict.fromkeys(row.claim for row in rows)),
            "articles": tuple(report.id for report in reports),
            "urls": tuple(report.url for report in reports if report.url),
            "article_count": len(reports),
            "origin_count": len(item.origins),
            "status": dict(item.status),
            "deaths_low": deaths.low,
            "deaths_best": deaths.best,
            "deaths_high": deaths.high,
            "disagreements": tuple(found.why for found in figures if found.kind in ("conflict", "copy-error")),
            "first_reported": item.first_reported,
            "last_reported": item.last_reported,
            "coded_by": coded_by(rows),
        }


def flat(value: object) -> Cell:
    """Give a field as one cell: lists with semicolons between, counts with their names."""
    if isinstance(value, dict):
        return listed(f"{name} {count}" for name, count in value.items())
    if isinstance(value, tuple):
        return listed(str(item) for item in value)
    assert value is None or isinstance(value, (str, int, float, bool))
    return value
