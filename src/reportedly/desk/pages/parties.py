"""Parties: who acts and whom it befalls; a page a party with the words that each outlet has for it."""

from __future__ import annotations

from collections import Counter

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from reportedly.desk import wording
from reportedly.desk.desk import Desk
from reportedly.desk.pages.names import MOST, latest, names_of
from reportedly.ledger.lists import claims_named
from reportedly.ledger.looks import readings_of
from reportedly.ledger.records import Report
from reportedly.model import Reading

READ = 40  # reports whose words are looked at
WORDS = 8  # words of one outlet
PRONOUNS = frozenset({"he", "she", "it", "they", "him", "her", "them", "his", "hers", "its", "their", "we", "us", "i"})


def listing(desk: Desk, request: Request) -> Response:
    """List the parties."""
    names = names_of(desk, "party", request)
    return desk.page(request, "names.html", names=names, kind="parties", title="Parties")


def page(desk: Desk, request: Request) -> Response:
    """Show a party."""
    name = request.path_params["name"]
    found = claims_named(desk.ledger, "party", name, limit=MOST)
    if found is None:
        raise HTTPException(404, f"No party called “{name}” is in this ledger.")
    rows, reports = latest(found)
    last = sorted(reports, key=lambda number: (reports[number].published_end or "", number), reverse=True)[:READ]
    return desk.page(
        request,
        "party.html",
        name=name,
        rows=rows,
        reports=reports,
        total=found.total,
        incidents=found.incidents,
        does=Counter(row.event_type for row in rows if name in row.actors).most_common(8),
        suffers=Counter(row.event_type for row in rows if name in row.recipients).most_common(8),
        words=words_of(name, readings_of(desk.ledger, set(last)), reports),
        read=len(last),
    )


def words_of(
    name: str, readings: dict[int, Reading], reports: dict[int, Report]
) -> list[tuple[str, list[tuple[str, int]]]]:
    """Give the words by which each outlet names a party, the commonest first; pronouns are no names."""
    found: dict[str, Counter[str]] = {}
    for number, reading in readings.items():
        counts = found.setdefault(wording.outlet(reports[number]), Counter())
        for actor in reading.actors:
            if actor.name == name:
                for span in actor.mentions:
                    words = " ".join(reading.article.text[span.start : span.end].split())
                    if words.casefold() not in PRONOUNS:
                        counts[words] += 1
    return [(outlet, counts.most_common(WORDS)) for outlet, counts in sorted(found.items()) if counts]
