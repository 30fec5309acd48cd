"""The list of a copy's incidents as its script sifts them: what the list says of each, and nothing more."""

from __future__ import annotations

from typing import Any

from reportedly.desk import wording
from reportedly.desk.catalogue import Catalogue, Entry
from reportedly.desk.desk import Desk
from reportedly.desk.pages.incidents import json_of
from reportedly.desk.pages.names import without_victims
from reportedly.ledger.records import Row


def held_script(desk: Desk, files: dict[str, str]) -> str:
    """Give the script that holds a copy's incidents, the latest reported first; ``files`` by identity of incident.

    Names of private victims are in none of it.
    """
    held = desk.catalogue()
    rows, _ = without_victims(desk, tuple(entry.incident.rows[0] for entry in held.entries))
    first = {row.number: row for row in rows}
    lines = [line(entry, first.get(entry.incident.rows[0]), held, files) for entry in reversed(held.entries)]
    return f"globalThis.held = {json_of(lines)};\n"


def line(entry: Entry, first: Row | None, held: Catalogue, files: dict[str, str]) -> dict[str, Any]:
    """Give one incident as the list tells of it."""
    item = entry.incident
    reports = wording.plural(len(item.reports), "report")
    return {
        "file": files[item.id],
        "what": wording.what(item),
        "when": wording.days(item.date_start, item.date_end) or "no day is given",
        "counts": f"{reports}, {wording.plural(len(item.origins), 'origin')}",
        "place": item.place or "",
        "parties": [name for name in item.parties if name in held.parties],
        "types": list(item.event_types),
        "status": [list(pair) for pair in item.status],
        "told": "" if first is None else told(first),
    }


def told(row: Row) -> str:
    """Give a claim in a line: who did what to whom, how many, according to whom."""
    who = wording.listed(row.actors) or "not said who"
    whom = f" → {wording.listed(row.recipients)}" if row.recipients else ""
    figures = f", {wording.figures(row)}" if row.counted else ""
    parties = f"{who}{whom}" if row.actors or row.recipients else "no party is named"
    return f"{parties}: “{row.printed}”{figures} according to {' ← '.join(row.speaker.chain) or 'nobody named'}"
