"""A read-only copy of a ledger that opens from disk: every page as the desk prints it, with addresses made relative.

Browsers load no module and no data from disk, so the scripts of each page go into one plain script, and what the list
of incidents is sifted by goes into another; all other forms and review are left out. Names of private victims are
hidden in the texts too: a copy is made to be passed on.
"""

from __future__ import annotations

import asyncio
import re
from collections.abc import Callable, Iterator
from hashlib import sha256
from html import unescape
from pathlib import Path
from posixpath import relpath
from typing import Any
from urllib.parse import unquote, urlencode, urlsplit

from markupsafe import escape

from reportedly.desk.app import LEAFLET, leaflet, make_app
from reportedly.desk.desk import STATIC, Desk, path
from reportedly.desk.held import held_script
from reportedly.desk.pages.forecasts import PAGE as FORECASTS
from reportedly.desk.pages.names import PAGE as NAMES
from reportedly.desk.pages.reports import PAGE as REPORTS
from reportedly.desk.safety import Door
from reportedly.desk.wanted import PAGE as INCIDENTS
from reportedly.errors import UsageError
from reportedly.ledger.lists import forecasts_listed, incident_ids, names_listed
from reportedly.ledger.looks import report_look
from reportedly.ledger.store.names import Kind

ADDRESS = re.compile(r'(?<=\s)(href|src)="(/[^"]*)"')
SCRIPT = re.compile(r'<script type="module" src="/static/(\w+)\.js"></script>')
MODULES = {
    "incidents": ("basemap", "map", "brush", "incidents"),
    "sift": ("sift",),
    "incident": ("basemap", "map", "incident"),
    "report": ("lights", "report"),
}
IMPORT = re.compile(r"^import [^;]+;\n", re.MULTILINE)
FIRST = re.compile(r"(?<=[?&])page=1$|&page=1$")
NAMED = re.compile(r"[\w.-]{1,80}")


def write_copy(desk: Desk, folder: Path, tick: Callable[[], None] = lambda: None) -> int:
    """Write the copy into a folder that is new or empty; give how many pages it has.

    Raises:
        UsageError: the folder holds something, or cannot be written.
    """
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise UsageError(f"{folder}: holds something already; name a folder that is new or empty")
    app = make_app(desk, Door())
    addresses = {address: file_of(address) for address in addresses_of(desk)}
    try:
        write_files(folder)
        files = {identity: file_of(path("incidents", identity)) for identity in incident_ids(desk.ledger)}
        (folder / "static" / "held.js").write_text(held_script(desk, files), encoding="utf-8")
        for address, name in addresses.items():
            target = folder / name
            target.parent.mkdir(parents=True, exist_ok=True)
            html = asyncio.run(ask(app, address))
            target.write_text(localised(html, name, addresses), encoding="utf-8")
            tick()
        (folder / "index.html").write_text(
            '<!doctype html><meta charset="utf-8"><title>reportedly</title>'
            '<meta http-equiv="refresh" content="0; url=incidents.html"><a href="incidents.html">Incidents</a>\n',
            encoding="utf-8",
        )
    except OSError as error:
        raise UsageError(f"{folder}: cannot be written ({error.strerror or error})") from None
    return len(addresses)


def addresses_of(desk: Desk) -> Iterator[str]:
    """Give the address of every page that the copy has."""
    ids, reports = incident_ids(desk.ledger), desk.ledger.size()[0]
    yield from paged("/incidents", len(ids), INCIDENTS)
    for identity in ids:
        yield path("incidents", identity)
    yield from paged("/reports", reports, REPORTS)
    for number in range(1, reports + 1):
        yield path("reports", number)
    for a, b in copies(desk):
        yield path("reports", a, "beside", b)
    kinds: tuple[tuple[str, Kind], ...] = (("sources", "source"), ("parties", "party"))
    for listing, kind in kinds:
        found = names_listed(desk.ledger, kind, limit=None)
        yield from paged(f"/{listing}", found.total, NAMES)
        for name, _ in found.names:
            yield path(listing, name)
    yield "/forecasts"
    for which, count in forecasts_listed(desk.ledger, "", size=1, number=1).tabs.items():
        yield from paged("/forecasts", count, FORECASTS, which=which)


def paged(address: str, count: int, size: int, **asked: str) -> Iterator[str]:
    """Give the addresses of a listing's pages."""
    for number in range(1, max(1, -(-count // size)) + 1):
        query = urlencode({**asked, **({"page": number} if number > 1 else {})})
        yield address + (f"?{query}" if query else "")


def copies(desk: Desk) -> Iterator[tuple[int, int]]:
    """Give the pairs of reports that can be seen beside each other, from either end."""
    for number in range(1, desk.ledger.size()[0] + 1):
        look = report_look(desk.ledger, number)
        for copy in look.copies if look is not None else ():
            yield (number, copy.b if copy.a == number else copy.a)


def file_of(address: str) -> str:
    """Give the file of a page: its address where that can be a file's name anywhere, else a digest of it.

    >>> file_of("/reports/3"), file_of("/reports?page=2")
    ('reports/3.html', 'reports-page-2.html')
    """
    parts = urlsplit(address)
    held = [part if NAMED.fullmatch(part) else digest(part) for part in parts.path.strip("/").split("/")]
    query = re.sub(r"\W+", "-", parts.query)
    return "/".join(held) + (f"-{query}" if query else "") + ".html"


def digest(name: str) -> str:
    """Give a file's name for a name that can hold anything."""
    return sha256(name.encode()).hexdigest()[:20]


async def ask(app: Any, address: str) -> str:
    """Ask the desk for a page, without a network.

    Raises:
        UsageError: there is no such page: a fault of ours.
    """
    parts = urlsplit(address)
    scope = {
        "type": "http", "asgi": {"version": "3.0"}, "http_version": "1.1", "method": "GET", "scheme": "http",
        "path": unquote(parts.path), "raw_path": parts.path.encode(), "query_string": parts.query.encode(),
        "root_path": "", "headers": [(b"host", b"localhost")], "client": None, "server": ("localhost", 80),
    }  # fmt: skip
    body: list[bytes] = []
    status = 0

    async def receive() -> dict[str, Any]:
        return {"type": "http.disconnect"}

    async def send(message: dict[str, Any]) -> None:
        nonlocal status
        status = message.get("status", status)
        body.append(message.get("body", b""))

    await app(scope, receive, send)
    if status != 200:
        raise UsageError(f"{address}: cannot be shown ({status})")
    return b"".join(body).decode()


def localised(html: str, name: str, addresses: dict[str, str]) -> str:
    """Give a page with its addresses relative to its own file; what the copy has no page for leads nowhere."""
    here = "/".join(name.split("/")[:-1]) or "."

    def script(found: re.Match[str]) -> str:
        return f'<script src="/static/{found[1]}.plain.js" defer></script>'

    def address(found: re.Match[str]) -> str:
        whole = unescape(found[2])
        target, _, mark = whole.partition("#")
        target = FIRST.sub("", target).rstrip("?")
        if target.startswith("/static/"):
            file = target.lstrip("/")
        elif target in addresses:
            file = addresses[target]
        else:
            return ""
        return f'{found[1]}="{escape(relpath(file, here))}{"#" + str(escape(mark)) if mark else ""}"'

    return ADDRESS.sub(address, SCRIPT.sub(script, html))


def write_files(folder: Path) -> None:
    """Write styles, shapes and scripts, each page's modules as one plain script."""
    target = folder / "static"
    (target / "leaflet").mkdir(parents=True, exist_ok=True)
    for name in ("desk.css", "icon.svg"):
        (target / name).write_bytes((STATIC / name).read_bytes())
    for name in LEAFLET:
        (target / "leaflet" / name).write_bytes((leaflet() / name).read_bytes())
    for name, modules in MODULES.items():
        sources = ((STATIC / f"{module}.js").read_text(encoding="utf-8") for module in modules)
        plain = "".join(re.sub(r"^export ", "", IMPORT.sub("", source), flags=re.MULTILINE) for source in sources)
        (target / f"{name}.plain.js").write_text(f"(() => {{\n{plain}}})();\n", encoding="utf-8")
