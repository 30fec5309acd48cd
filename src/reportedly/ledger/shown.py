"""The views as records to print: what ``--format jsonl`` gives, field by field, and the flat rows of table and csv.

Pure: records in, dictionaries and texts out; ``export.cells.csv_lines`` writes the rows as csv. Reports are named by
their articles' ids, rows by their claims'.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from reportedly.ledger.records import Figures, Incident, Link, Origin, Outcome, Report, Row, Value

Shown = dict[str, object]

ORIGIN_COLUMNS = ("origin", "agency", "articles", "first", "last", "why")
INCIDENT_COLUMNS = (
    "incident",
    "what",
    "when",
    "where",
    "who",
    "articles",
    "origins",
    "claims",
    "certainty",
    "reported",
)
FIGURE_COLUMNS = ("incident", "of", "side", "values", "kind", "why")
FORECAST_COLUMNS = ("claim", "what", "source", "due", "condition", "verdict", "why")


@dataclass(frozen=True, slots=True, kw_only=True)
class Names:
    """The records that views name by number: reports, and rows."""

    reports: Mapping[int, Report]
    rows: Mapping[int, Row]

    def article(self, number: int) -> Shown:
        """Give a report as ``{id, key, url}``."""
        report = self.reports[number]
        return {"id": report.id, "key": report.key, "url": report.url}

    def title(self, number: int) -> str:
        """Give the name that a person knows a report by: its outlet and day, else its key, url or id."""
        report = self.reports[number]
        name = report.publisher or report.key or report.url or report.id[:12]
        return f"{name}, {report.published_end}" if report.published_end else name

    def claim(self, number: int | None) -> str | None:
        """Give the claim's id of a row."""
        return None if number is None else self.rows[number].claim


def origin_shown(origin: Origin, names: Names) -> Shown:
    """Give an origin: its articles in order of publication, and why they are one."""
    return {
        "id": origin.id,
        "articles": [names.article(number) for number in origin.reports],
        "agency": origin.agency,
        "why": list(origin.why),
    }


def incident_shown(incident: Incident, names: Names) -> Shown:
    """Give an incident: what, when, where, who; its claims by origin; what holds it together, what may belong to it."""
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
        },
        "parties": list(incident.parties),
        "articles": [names.article(number) for number in incident.reports],
        "origins": len(incident.origins),
        "claims": claims(incident.rows, names),
        "status": dict(incident.status),
        "by_origin": [{"origin": name, "claims": claims(rows, names)} for name, rows in incident.origins],
        "first_reported": incident.first_reported,
        "last_reported": incident.last_reported,
        "links": [link_shown(link, names) for link in incident.links],
        "unsure": [link_shown(link, names) for link in incident.unsure],
    }


def claims(numbers: Iterable[int], names: Names) -> list[str]:
    """Give the claims of some rows, each once: copies carry the same claim under another report."""
    return list(dict.fromkeys(names.rows[number].claim for number in numbers))


def link_shown(link: Link, names: Names) -> Shown:
    """Give a link between two claims."""
    return {
        "a": names.claim(link.a),
        "b": names.claim(link.b),
        "score": round(link.score, 3),
        "judged": link.judged,
        "by": link.by,
        "why": link.why,
    }


def figures_shown(figures: Figures, names: Names) -> Shown:
    """Give the figures of one thing counted, and what their difference is."""
    return {
        "incident": figures.incident,
        "of": figures.of,
        "measure": figures.measure,
        "side": figures.side,
        "values": [value_shown(value, names) for value in figures.values],
        "kind": figures.kind,
        "why": figures.why,
    }


def value_shown(value: Value, names: Names) -> Shown:
    """Give one figure: its bounds, in which article, according to whom."""
    return {
        "low": value.low,
        "best": value.best,
        "high": value.high,
        "bound": value.bound,
        "article": names.reports[value.report].id,
        "source": value.source,
        "date": value.date,
        "printed": value.printed,
        "claim": names.claim(value.row),
        "origin": value.origin,
    }


def forecast_shown(outcome: Outcome, names: Names) -> Shown:
    """Give a forecast and what became of it; ``days_late`` is how many days after its last one it came true."""
    row = names.rows[outcome.row]
    return {
        "claim": row.claim,
        "article": names.reports[row.report].id,
        "source": row.speaker.name,
        "date_start": row.due_start,
        "date_end": row.due_end,
        "condition": row.condition,
        "verdict": outcome.verdict,
        "shown_by": names.claim(outcome.shown_by),
        "why": outcome.why,
        "event_type": row.event_type,
        "days_late": outcome.days_late,
    }


# --- flat rows, for table and csv ---------------------------------------------------------------------------------


def origin_row(origin: Origin, names: Names) -> tuple[str, ...]:
    """Give the cells of ``ORIGIN_COLUMNS``."""
    days = [names.reports[number].published_end for number in origin.reports]
    known = [day for day in days if day]
    titles = listed(names.title(number) for number in origin.reports)
    first, last = (known[0], known[-1]) if known else ("", "")
    return (origin.id, origin.agency or "", titles, first, last, "; ".join(origin.why))


def incident_row(incident: Incident, names: Names) -> tuple[str, ...]:
    """Give the cells of ``INCIDENT_COLUMNS``."""
    place = incident.place or ""
    if place and incident.precision not in ("exact", "unknown"):
        place = f"{place} ({incident.precision})"
    return (
        incident.id,
        ", ".join(incident.event_types),
        span(incident.date_start, incident.date_end),
        place,
        ", ".join(incident.parties),
        str(len(incident.reports)),
        str(len(incident.origins)),
        str(len(claims(incident.rows, names))),
        ", ".join(f"{count} {status}" for status, count in incident.status),
        span(incident.first_reported, incident.last_reported),
    )


def figures_row(figures: Figures, names: Names) -> tuple[str, ...]:
    """Give the cells of ``FIGURE_COLUMNS``; a figure stands as it is printed, with who says it."""
    values = listed(f"{value.printed} ({value.source or names.title(value.report)})" for value in figures.values)
    counted = " ".join(filter(None, (figures.of, "" if figures.measure in (None, "count") else f"({figures.measure})")))
    return (figures.incident, counted, figures.side or "", values, figures.kind, figures.why)


def forecast_row(outcome: Outcome, names: Names) -> tuple[str, ...]:
    """Give the cells of ``FORECAST_COLUMNS``."""
    row = names.rows[outcome.row]
    source = row.speaker.name or names.title(row.report)
    who = " → ".join(part for part in (", ".join(row.actors), ", ".join(row.recipients)) if part)
    what = f"{row.event_type}: {who}" if who else row.event_type
    due = span(row.due_start, row.due_end)
    return (row.claim, what, source, due, row.condition or "", outcome.verdict, outcome.why)


def span(start: str | None, end: str | None) -> str:
    """Give a stretch of days in one cell.

    >>> span("2019-02-10", "2019-02-10"), span("2019-02-10", "2019-02-12"), span(None, "2019-02-12"), span(None, None)
    ('2019-02-10', '2019-02-10 to 2019-02-12', 'by 2019-02-12', '')
    """
    if start and end:
        return start if start == end else f"{start} to {end}"
    return f"from {start}" if start else f"by {end}" if end else ""


def listed(parts: Iterable[str]) -> str:
    """Give parts in one cell, each once."""
    return "; ".join(dict.fromkeys(parts))


def names_of(reports: Iterable[Report], rows: Iterable[Row]) -> Names:
    """Give reports and rows by their numbers."""
    return Names(reports={item.number: item for item in reports}, rows={item.number: item for item in rows})
