"""What all exports are made of: the records of a view, and how coarse its places are to be."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from reportedly.codebook.event_types import TOLD
from reportedly.ledger.records import Figures, Incident, Report, Row

MACHINE = "machine"


@dataclass(frozen=True, slots=True, kw_only=True)
class Material:
    """The records to export.

    ``reports`` by number; ``rows`` with judgements applied; ``figures`` by incident's id; ``origin_of`` the id of a
    row's origin by the row's number. ``coarsen_km``: the side of the cells, in kilometres, that places of civilians on
    the move are snapped to; None leaves them as they are.
    """

    reports: Mapping[int, Report]
    rows: tuple[Row, ...]
    incidents: tuple[Incident, ...]
    figures: Mapping[str, tuple[Figures, ...]] = field(default_factory=dict)
    origin_of: Mapping[int, str] = field(default_factory=dict)
    coarsen_km: float | None = None

    def rows_in(self) -> dict[str, tuple[Row, ...]]:
        """Give the rows of each incident, by its id."""
        rows = {row.number: row for row in self.rows}
        return {item.id: tuple(rows[number] for number in item.rows if number in rows) for item in self.incidents}

    def reports_of(self, incident: Incident) -> list[Report]:
        """Give the reports of an incident, in order of publication."""
        found = (self.reports[number] for number in incident.reports)
        return sorted(found, key=lambda report: (report.published_end or "9999", report.number))


def happened(row: Row) -> bool:
    """Whether a claim is told as having happened, by whomever."""
    return row.status in TOLD and row.polarity == "positive"


def coded_by(rows: Iterable[Row]) -> str:
    """Give who coded some rows: the machine, and the persons who judged them; a row that a person judged is theirs."""
    found = {row.judged_by or MACHINE for row in rows}
    return "; ".join(sorted(found, key=lambda name: (name != MACHINE, name))) or MACHINE


def publisher_of(report: Report) -> str:
    """Give the name that a report is known by: its outlet, else where it stands, else its key, else its id."""
    return report.publisher or report.url or report.key or report.id
