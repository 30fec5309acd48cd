"""The list of a copy's incidents as its script sifts them: what the list says of each, and nothing more."""

from __future__ import annotations

from typing import Any

from reportedly.desk import wording
from reportedly.desk.desk import Desk
from reportedly.desk.pages.incidents import json_of
from reportedly.desk.pages.names import nameless
from reportedly.ledger.lists import names_listed
from reportedly.ledger.records import Incident, Row


def held_script(desk: Desk, files: dict[str, str]) -> str:
    """Give the script that holds a copy's incidents, the latest reported first; ``files`` by identity of incident.

    Names of private victims are in none of it.
    """
    detail = nameless(desk.ledger.incidents())
    parties = frozenset(name for name, _ in names_listed(desk.ledger, "party", limit=None).names)
    order = sorted(detail.incidents, key=lambda item: (item.last_reported or "", item.id), reverse=True)
    lines = [line(item, detail.rows[item.rows[0]], parties, files) for item in order]
    return f"globalThis.held = {json_of(lines)};\n"


def line(item: Incident, first: Row, known: frozenset[str], files: dict[str, str]) -> dict[str, Any]:
    """Give one incident as the list tells of it; parties that are ``known`` are on the list of parties."""
    reports = wording.plural(len(item.reports), "report")
    return {
        "file": files[item.id],
        "what": wording.what(item),
        "when": wording.days(item.date_start, item.date_end) or "no day is given",
        "counts": f"{reports}, {wording.plural(len(item.origins), 'origin')}",
        "place": item.place or "",
        "parties": [name for name in item.parties if name in known],
        "types": list(item.event_types),
        "status": [list(pair) for pair in item.status],
        "told": told(first),
    }


def told(row: Row) -> str:
    """Give a claim in a line: who did what to whom, how many, according to whom."""
    who = wording.listed(row.actors) or "not said who"
    whom = f" → {wording.listed(row.recipients)}" if row.recipients else ""
    figures = f", {wording.figures(row)}" if row.counted else ""
    parties = f"{who}{whom}" if row.actors or row.recipients else "no party is named"
    return f"{parties}: “{row.printed}”{figures} according to {' ← '.join(row.speaker.chain) or 'nobody named'}"
