"""Material to export: the views of the samples, and claims made by hand."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from reportedly.export import FORMATS, Material
from reportedly.ledger.compute import numbered, views
from reportedly.ledger.records import Counted, Incident, Report, Row, Speaker
from reportedly.ledger.resolve import incident
from reportedly.ledger.rows import report_of, rows_of
from reportedly.model import Reading, Span

Make = Callable[..., Material]


@pytest.fixture(scope="session")
def material(samples: tuple[Reading, ...]) -> Material:
    """The views of the samples, computed in memory."""
    readings = dict(enumerate(samples, 1))
    reports = {n: report_of(item.article, number=n, added="2019-04-01") for n, item in readings.items()}
    rows = numbered(row for number, reading in readings.items() for row in rows_of(reading, report=number))
    found = views(reports.values(), readings, rows=rows)
    origin_of = {number: name for item in found.incidents for name, numbers in item.origins for number in numbers}
    return Material(reports=reports, rows=rows, incidents=found.incidents, origin_of=origin_of)


def figure(best: float | None = None, **fields: Any) -> Counted:
    base: dict[str, Any] = {"low": best, "best": best, "high": best, "measure": "count", "printed": f"{best}"}
    return Counted(span=Span(start=0, end=1), **(base | fields))


def row(number: int, **fields: Any) -> Row:
    """Make a claim of a killing in Harem: three villagers by the army, as a clerk says."""
    base: dict[str, Any] = {
        "number": number,
        "report": number,
        "claim": f"c{number}",
        "event_type": "killing",
        "family": "death",
        "status": "occurred",
        "polarity": "positive",
        "printed": "killed",
        "day_start": "2019-02-10",
        "day_end": "2019-02-10",
        "reported": "2019-02-11",
        "place": "Harem",
        "latitude": 36.20844,
        "longitude": 36.51917,
        "country": "SY",
        "admin1": "Idlib",
        "gazetteer_id": "g1",
        "precision": "exact",
        "actors": ("the army",),
        "actor_types": ("state-forces",),
        "recipients": ("villagers",),
        "recipient_types": ("civilian",),
        "counted": (figure(3, of="villagers"),),
        "speaker": Speaker(name="a clerk", anonymity="role", chain=("Northwire", "a clerk")),
    }
    span = Span(start=number * 10, end=number * 10 + 6)
    return Row(trigger=span, sentence=span, **(base | fields))


def told(*groups: list[Row], **fields: Any) -> Material:
    """Make material of groups of rows, an incident a group; each row has the origin of its report."""
    rows = tuple(item for group in groups for item in group)
    reports = {
        number: Report(
            number=number,
            id=f"art-{number}",
            publisher=f"Outlet {number}",
            headline=f"Headline {number}",
            published_start="2019-02-11",
            published_end="2019-02-11",
            added="2019-02-12",
        )
        for number in {item.report for item in rows}
    }
    incidents: tuple[Incident, ...] = tuple(incident(group, [], lambda item: f"o{item.report}") for group in groups)
    origin_of = {item.number: f"o{item.report}" for item in rows}
    base: dict[str, Any] = {"reports": reports, "rows": rows, "incidents": incidents, "origin_of": origin_of}
    return Material(**(base | fields))


def everything(material: Material) -> Iterator[tuple[str, str]]:
    """Give what every format says, as text; of Parquet files the cells."""
    import io

    import pyarrow.parquet

    for name, found in FORMATS.items():
        data = b"".join(found.write(material))
        if found.text:
            yield name, data.decode()
        else:
            yield name, str(pyarrow.parquet.read_table(io.BytesIO(data)).to_pylist())
