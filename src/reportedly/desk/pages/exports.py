"""Exports of any view: the same files, by the same functions and behind the same guard, as on the command line."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse

from reportedly.desk.desk import Desk
from reportedly.desk.wanted import Wanted, wanted_of
from reportedly.errors import UsageError
from reportedly.export import FORMATS, Material, export
from reportedly.ledger.corroborate import figures_of
from reportedly.ledger.lists import incidents_listed

TYPES = {".csv": "text/csv; charset=utf-8", ".jsonl": "application/jsonl", ".geojson": "application/geo+json"}


def page(desk: Desk, request: Request) -> Response:
    """Show what can be exported of the incidents that are looked for."""
    wanted, told = wanted_of(request.query_params)
    total = incidents_listed(desk.ledger, wanted.sought(), size=1, number=1).survey.total
    return desk.page(request, "export.html", wanted=wanted, told=told, total=total, formats=FORMATS)


def file(desk: Desk, request: Request) -> Response:
    """Give a file of the incidents that are looked for."""
    name = request.path_params["format"]
    if name not in FORMATS:
        raise HTTPException(404, f"There is no format {name}: {', '.join(FORMATS)}.")
    wanted, _ = wanted_of(request.query_params)
    kind = FORMATS[name]
    pieces = export(material(desk, wanted, coarsen(request)), name)
    ending = TYPES.get(kind.ending, "application/octet-stream")
    headers = {"content-disposition": f'attachment; filename="reportedly-{name}{kind.ending}"'}
    return StreamingResponse(begun(pieces), media_type=ending, headers=headers)


def begun(pieces: Iterator[bytes]) -> Iterable[bytes]:
    """Ask for the first piece at once, so that what cannot be exported is said before the file begins."""
    first = next(pieces, b"")

    def rest() -> Iterator[bytes]:
        yield first
        yield from pieces

    return rest()


def coarsen(request: Request) -> float | None:
    """Give the size of the cells that places of civilians on the move are put into."""
    value = request.query_params.get("coarsen_km", "").strip()
    if not value:
        return None
    try:
        return float(value)
    except ValueError:
        raise UsageError(f"“{value}”: the size of the cells is a number of kilometres") from None


def material(desk: Desk, wanted: Wanted, coarsen_km: float | None) -> Material:
    """Put together what exports are made of: the incidents that are looked for, in the ledger's order."""
    held = desk.ledger.incidents(wanted.sought())
    figures = {item.id: made for item in held.incidents if (made := figures_of(item, held.rows, held.origin_of))}
    return Material(
        reports=held.reports,
        rows=tuple(held.rows[number] for number in sorted(held.rows)),
        incidents=held.incidents,
        figures=figures,
        origin_of=held.origin_of,
        coarsen_km=coarsen_km,
    )
