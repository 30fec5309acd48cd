"""The routes: an address a page, and what answers it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from contextlib import asynccontextmanager
from functools import partial
from importlib.util import find_spec
from pathlib import Path
from typing import Any, cast

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles

from reportedly.desk.desk import STATIC, Desk
from reportedly.desk.pages import (
    compare,
    exports,
    forecasts,
    incident,
    incidents,
    parties,
    report,
    reports,
    review,
    sources,
)
from reportedly.desk.safety import Door, Safety
from reportedly.errors import LedgerError, ReportedlyError, UsageError

Page = Callable[..., Response | Awaitable[Response]]
LEAFLET = ("leaflet.js", "leaflet.css")


class Kept(StaticFiles):
    """Our own files: a browser asks again whether they have changed."""

    def file_response(self, *args: Any, **options: Any) -> Response:
        """Give a file."""
        answer = super().file_response(*args, **options)
        answer.headers["cache-control"] = "no-cache"
        return answer


def leaflet() -> Path:
    """Give the folder of Leaflet's files, as the package xstatic-leaflet carries them.

    Raises:
        UsageError: it is not installed.
    """
    try:
        spec = find_spec("xstatic.pkg.leaflet")
    except ModuleNotFoundError:
        spec = None
    if spec is None or spec.origin is None:
        raise UsageError("the desk needs more than is installed: pip install 'reportedly[desk]'")
    return Path(spec.origin).parent / "data"


def make_app(desk: Desk, door: Door) -> Starlette:
    """Give the application of a desk behind a door."""

    def route(address: str, page: Page, *, post: bool = False) -> Route:
        return Route(address, partial(page, desk), methods=["POST"] if post else ["GET"], name=f"{address} {post}")

    routes: list[BaseRoute] = [
        Route("/", lambda request: RedirectResponse("/incidents", status_code=307)),
        route("/incidents", incidents.page),
        route("/incidents/{identity}", incident.page),
        route("/incidents/{identity}", incident.decide, post=True),
        route("/reports", reports.page),
        route("/reports/{number:int}", report.page),
        route("/reports/{number:int}/beside/{other:int}", compare.page),
        route("/review", review.overview),
        route("/review/name", review.name, post=True),
        route("/review/{number:int}", review.page),
        route("/review/{number:int}", review.decide, post=True),
        route("/sources", sources.listing),
        route("/sources/{name:path}", sources.page),
        route("/parties", parties.listing),
        route("/parties/{name:path}", parties.page),
        route("/forecasts", forecasts.page),
        route("/export", exports.page),
        route("/export/{format}", exports.file),
        Mount("/static/leaflet", Kept(directory=leaflet())),
        Mount("/static", Kept(directory=Path(str(STATIC)))),
    ]

    async def failed(request: Request, error: Exception) -> Response:
        status = error.status_code if isinstance(error, HTTPException) else 500
        return desk.page(request, "error.html", status=status, message=message_of(error))

    @asynccontextmanager
    async def life(app: Starlette) -> Any:
        yield
        desk.ledger.close()

    return Starlette(
        routes=routes,
        middleware=[Middleware(Safety, door=door), Middleware(GZipMiddleware, minimum_size=2000, compresslevel=4)],
        exception_handlers={HTTPException: failed, ReportedlyError: cast(Any, failed)},
        lifespan=life,
    )


def message_of(error: Exception) -> str:
    """Give an error in one line for people."""
    if isinstance(error, HTTPException):
        return error.detail if error.status_code != 404 or error.detail != "Not Found" else "There is no such page."
    if isinstance(error, LedgerError):
        return f"The ledger cannot be read: {error}"
    return str(error)
