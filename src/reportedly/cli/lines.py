"""What each view says of a record: the fields of its line of JSON, from which table and csv are made."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from reportedly.ledger import Detail
from reportedly.ledger.records import Figures, Incident, Origin, Outcome, Report, Row

Line = dict[str, Any]


def article(report: Report) -> Line:
    """Give what names an article."""
    return {"id": report.id, "key": report.key, "url": report.url}


def report_line(report: Report) -> Line:
    """Give a report."""
    return {
        **article(report),
        "number": report.number,
        "publisher": report.publisher,
        "agencies": list(report.agencies),
        "headline": report.headline,
        "published_start": report.published_start,
        "published_end": report.published_end,
        "added": report.added,
        "revises": report.revises,
        "current": report.current,
    }


def origin_line(origin: Origin, reports: Mapping[int, Report]) -> Line:
    """Give an origin."""
    return {
        "id": origin.id,
        "articles": [article(reports[number]) for number in origin.reports],
        "agency": origin.agency,
        "why": list(origin.why),
    }


def incident_line(incident: Incident, detail: Detail) -> Line:
    """Give an incident."""
    return {
        "id": incident.id,
        "event_types": list(incident.event_types),
        "date_start": incident.date_start,
        "date_end": incident.date_end,
        "place": {
            "name": incident.place,
            "latitude": incident.latitude,
            "longitude": incident.longitude,
            "precision": incident.precision,
        }
        if incident.place is not None
        else None,
        "parties": list(incident.parties),
        "articles": [article(detail.reports[number]) for number in incident.reports],
        "origins": len(incident.origins),
        "claims": [detail.rows[number].claim for number in incident.rows],
        "status": dict(incident.status),
        "first_reported": incident.first_reported,
        "last_reported": incident.last_reported,
        "by_origin": {name: [detail.rows[number].claim for number in held] for name, held in incident.origins},
        "links": [link_line(link.a, link.b, link.score, link.judged, link.why, detail) for link in incident.links],
        "unsure": [link_line(link.a, link.b, link.score, link.judged, link.why, detail) for link in incident.unsure],
        "coded_by": "machine",
    }


def link_line(a: int, b: int, score: float, judged: str, why: str, detail: Detail) -> Line:
    """Give a link between two claims; None for a claim that is not at hand."""
    ends = [detail.rows[number].claim if number in detail.rows else None for number in (a, b)]
    return {"a": ends[0], "b": ends[1], "score": score, "judged": judged, "why": why}


def figures_line(figures: Figures, reports: Mapping[int, Report]) -> Line:
    """Give the figures for one thing counted."""
    return {
        "incident": figures.incident,
        "of": figures.of,
        "measure": figures.measure,
        "side": figures.side,
        "values": [
            {
                "low": value.low,
                "best": value.best,
                "high": value.high,
                "bound": value.bound,
                "printed": value.printed,
                "article": reports[value.report].id,
                "source": value.source,
                "date": value.date,
                "origin": value.origin,
            }
            for value in figures.values
        ],
        "kind": figures.kind,
        "why": figures.why,
    }


def forecast_line(row: Row, outcome: Outcome, rows: Mapping[int, Row], reports: Mapping[int, Report]) -> Line:
    """Give a forecast with its verdict."""
    shown = rows.get(outcome.shown_by or 0)
    return {
        "claim": row.claim,
        "article": reports[row.report].id,
        "key": reports[row.report].key,
        "event_type": row.event_type,
        "trigger": row.printed,
        "status": row.status,
        "actors": list(row.actors),
        "place": row.place,
        "source": row.speaker.name,
        "said": row.reported,
        "date_start": row.due_start,
        "date_end": row.due_end,
        "condition": row.condition,
        "verdict": outcome.verdict,
        "days_late": outcome.days_late,
        "shown_by": shown.claim if shown else None,
        "why": outcome.why,
    }


def claim_line(row: Row, report: Report, origin: str | None) -> Line:
    """Give a claim of an incident, for people."""
    figures = "; ".join(f"{item.printed} {item.of or ''}".strip() for item in row.counted)
    denied = " (not)" if row.polarity == "negative" else ""
    return {
        "certainty": f"{row.status}{denied}",
        "who": ", ".join(row.actors) or "–",
        "to whom": ", ".join(row.recipients),
        "what": f"{row.printed} ({row.event_type})",
        "how many": figures,
        "where": row.place or "",
        "when": days(row.day_start, row.day_end),
        "according to": " ← ".join(reversed(row.speaker.chain)) + (" ⚑" if row.speaker.party else ""),
        "origin": origin or "",
        "report": f"{report.publisher or report.key or report.url or report.id[:12]} {report.published_end or ''}",
        "claim": row.claim,
    }


def days(start: str | None, end: str | None) -> str:
    """Give inclusive days in one word."""
    if start == end:
        return start or ""
    return f"{start or ''} to {end or ''}"


def flat(line: Line) -> dict[str, str]:
    """Give a line as cells of text: lists joined, what is not known empty."""
    return {name: cell(value) for name, value in line.items()}


def cell(value: Any) -> str:
    """Give a value as one cell."""
    if value is None:
        return ""
    if isinstance(value, Mapping):
        return "; ".join(f"{name}: {cell(item)}" for name, item in value.items() if item is not None)
    if isinstance(value, Sequence) and not isinstance(value, str):
        return " | ".join(cell(item) for item in value)
    return str(value)
