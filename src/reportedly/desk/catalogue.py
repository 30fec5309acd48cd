"""All incidents in memory with what they are looked for by: filters, places on the map and days, in milliseconds.

Made of the ledger when the desk begins, and again when its stamp has changed: at once where the ledger is small, else
beside, while pages still show the one before. Origins and disagreements are those of the incident's own page, not
estimates.
"""

from __future__ import annotations

import threading
import time
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from reportedly.desk.columns import KINDS, Columns, columns
from reportedly.export import Material
from reportedly.export.guard import nameless, victims
from reportedly.ledger import Ledger
from reportedly.ledger.corroborate import figures_of
from reportedly.ledger.looks import Everything, Stamp, everything, stamp
from reportedly.ledger.records import Difference, Incident, Report, Row

SMALL = 5000  # incidents: made anew within the request that sees the change
REST = 10.0  # a large catalogue is not made again before so many times the seconds that it took


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """An incident with what its list shows of it: the gravest difference between its figures, None without figures."""

    incident: Incident
    differs: Difference | None
    judged: int  # rows that a person judged


@dataclass(frozen=True, slots=True, kw_only=True)
class Catalogue:
    """All entries in the ledger's order, and who is named in them."""

    at: Stamp
    entries: tuple[Entry, ...]
    columns: Columns
    types: Counter[str]
    parties: Counter[str]
    sources: dict[str, tuple[int, ...]]  # the rows of each source, by name; harmed persons are in no index
    rows_of_party: dict[str, tuple[int, ...]]
    forecasts: dict[int, str | None]  # the last day that each forecast is due on, by number of row
    reports: dict[int, Report]
    claims: int


def catalogue(ledger: Ledger) -> Catalogue:
    """Make the catalogue of a ledger as it is now."""
    at = stamp(ledger)
    every = everything(ledger)
    entries = tuple(entry(item, every) for item in every.incidents)
    parties: Counter[str] = Counter()
    for item in entries:
        parties.update(dict.fromkeys(item.incident.parties, 1))
    harmed = frozenset().union(*(victims(row) for row in every.rows.values()))
    for name in harmed & parties.keys():
        del parties[name]
    return Catalogue(
        at=at,
        entries=entries,
        columns=columns(entries),
        types=Counter(name for item in entries for name in item.incident.event_types),
        parties=parties,
        sources=filed(((row.speaker.name,) for row in every.rows.values()), every.rows, harmed),
        rows_of_party=filed(((*row.actors, *row.recipients) for row in every.rows.values()), every.rows, harmed),
        forecasts={number: row.due_end or row.due_start for number, row in every.rows.items() if row.forecast},
        reports=without_victims(every),
        claims=len(every.rows),
    )


def without_victims(every: Everything) -> dict[int, Report]:
    """Give all reports, the headlines of those that tell of private victims without their names."""
    telling = {row.report for row in every.rows.values() if victims(row)}
    rows = tuple(row for row in every.rows.values() if row.report in telling)
    held = nameless(Material(reports={n: every.reports[n] for n in sorted(telling)}, rows=rows, incidents=()))
    return every.reports | dict(held.reports)


def entry(item: Incident, every: Everything) -> Entry:
    """Give the entry of an incident."""
    rows = [every.rows[number] for number in item.rows]
    figures = figures_of(item, every.rows, every.origin_of) if any(row.counted for row in rows) else ()
    return Entry(
        incident=item,
        differs=max((found.kind for found in figures), key=KINDS.index, default=None),
        judged=sum(row.judged is not None for row in rows),
    )


def filed(
    names: Iterable[tuple[str | None, ...]], rows: dict[int, Row], harmed: frozenset[str]
) -> dict[str, tuple[int, ...]]:
    """Give the numbers of rows by the names in them, as they come; names of harmed persons are left out."""
    found: dict[str, list[int]] = {}
    for number, said in zip(rows, names, strict=True):
        for name in dict.fromkeys(said):
            if name and name not in harmed:
                found.setdefault(name, []).append(number)
    return {name: tuple(held) for name, held in found.items()}


@dataclass(slots=True)
class Shelf:
    """Holds the catalogue and keeps it fresh. One thread makes a new one; readers never wait but for the first."""

    ledger: Ledger
    held: Catalogue | None = None
    lock: threading.Lock = field(default_factory=threading.Lock)
    maker: threading.Thread | None = None
    rested: float = 0.0  # the monotonic instant from which a large one may be made again

    def now(self) -> Catalogue:
        """Give the catalogue: as the ledger is, or of a large one as it was a moment ago."""
        held = self.held
        if held is not None and held.at == stamp(self.ledger):
            return held
        if held is None or len(held.entries) <= SMALL:
            with self.lock:
                if self.held is None or self.held.at != stamp(self.ledger):
                    self.make()
                assert self.held is not None
                return self.held
        if time.monotonic() >= self.rested and (self.maker is None or not self.maker.is_alive()):
            self.maker = threading.Thread(target=self.make, daemon=True)
            self.maker.start()
        return held

    def make(self) -> None:
        """Make a new catalogue."""
        began = time.monotonic()
        self.held = catalogue(self.ledger)
        self.rested = time.monotonic() + REST * (time.monotonic() - began)
