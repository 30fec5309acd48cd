"""A desk over the samples, on both databases, and a real browser before it."""

from __future__ import annotations

import asyncio
import os
import shutil
import socket
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar
from urllib.parse import unquote, urlencode

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Playwright, sync_playwright

from reportedly.desk.app import make_app
from reportedly.desk.desk import Desk
from reportedly.desk.safety import Door
from reportedly.ledger import open_ledger
from reportedly.model import Reading
from tests.desk.hostile import hostile_readings
from tests.ledger.conftest import server as server

T = TypeVar("T")
REQUIRED = "REPORTEDLY_TEST_CHROMIUM"
PROGRAMS = "chromium", "chromium-browser", "google-chrome"
GUARD = """
  Object.defineProperty(window, "hacked", { set() { console.error("hostile text ran"); } });
  const look = () => document.querySelector(".hostile, img") && console.error("hostile text is markup");
  addEventListener("DOMContentLoaded", () => {
    look();
    new MutationObserver(look).observe(document.documentElement, { childList: true, subtree: true });
  });
"""  # stands before every page that a test opens: complains where a name or a text became more than text


def apart(function: Callable[..., T], *args: Any) -> T:
    """Call in a thread of its own: Playwright keeps an event loop in this one."""
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(function, *args).result()


@dataclass(slots=True)
class Answer:
    """What the desk answered."""

    status: int
    headers: list[tuple[str, str]]
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode()

    def header(self, name: str) -> str:
        return next((value for key, value in self.headers if key == name), "")


@dataclass(slots=True)
class Caller:
    """Asks a desk without a network, as a browser with cookies would."""

    app: Any
    cookies: dict[str, str] = field(default_factory=dict)

    def ask(self, address: str, *, form: dict[str, str] | None = None, **headers: str) -> Answer:
        where, _, query = address.partition("?")
        sent = {"host": "localhost"} | {name.replace("_", "-"): value for name, value in headers.items()}
        if self.cookies:
            sent["cookie"] = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        scope = {
            "type": "http", "asgi": {"version": "3.0"}, "http_version": "1.1", "scheme": "http", "root_path": "",
            "method": "GET" if form is None else "POST", "path": unquote(where), "raw_path": where.encode(),
            "query_string": query.encode(), "client": None, "server": ("localhost", 80),
            "headers": [(name.encode(), value.encode()) for name, value in sent.items()],
        }  # fmt: skip
        answer = Answer(0, [], b"")
        body = urlencode(form or {}).encode()

        given: list[bytes] = []

        async def receive() -> dict[str, Any]:
            if given:
                await asyncio.Event().wait()
            given.append(body)
            return {"type": "http.request", "body": body, "more_body": False}

        async def send(message: dict[str, Any]) -> None:
            if message["type"] == "http.response.start":
                answer.status = message["status"]
                answer.headers = [(name.decode(), value.decode()) for name, value in message["headers"]]
            answer.body += message.get("body", b"")

        apart(asyncio.run, self.app(scope, receive, send))
        for name, value in answer.headers:
            if name == "set-cookie":
                key, _, rest = value.partition("=")
                self.cookies[key] = rest.partition(";")[0]
        return answer

    def csrf(self) -> str:
        """The token that forms of this session carry."""
        return self.ask("/review").text.partition('name="csrf" value="')[2].partition('"')[0]

    def decide(self, number: int, **fields: str) -> Answer:
        return self.ask(f"/review/{number}", form={"csrf": self.csrf(), **fields}, origin="http://localhost")


def made_ledger(url: str, readings: tuple[Reading, ...]) -> Desk:
    """A desk over a ledger of some readings."""
    ledger = open_ledger(url, create=True)
    ledger.add_all(readings, at="2019-04-01T08:00:00+00:00")
    return Desk(ledger)


BOTH = ["sqlite", pytest.param("postgresql", marks=pytest.mark.slow)]


@pytest.fixture(params=BOTH)
def new_desk(
    request: pytest.FixtureRequest, tmp_path: Path, samples: tuple[Reading, ...]
) -> Iterator[Callable[..., Desk]]:
    """Make desks of their own over the samples, or over other readings, on each of the two databases."""
    made: list[Desk] = []

    def make(readings: tuple[Reading, ...] = samples) -> Desk:
        url = str(tmp_path / f"{len(made)}.db")
        if request.param == "postgresql":
            url = new_database(request.getfixturevalue("server"))
        made.append(made_ledger(url, readings))
        return made[-1]

    yield make
    for desk in made:
        desk.ledger.close()


def new_database(server: str) -> str:
    """Make a database; give its url."""
    import uuid

    import psycopg

    name = f"d{uuid.uuid4().hex[:10]}"
    with psycopg.connect(f"{server}/postgres", autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
    return f"{server}/{name}"


@pytest.fixture(scope="session")
def shared_desk(tmp_path_factory: pytest.TempPathFactory, samples: tuple[Reading, ...]) -> Iterator[Desk]:
    """A desk over the samples that no test writes to."""
    desk = made_ledger(str(tmp_path_factory.mktemp("desk") / "samples.db"), samples)
    yield desk
    desk.ledger.close()


@pytest.fixture
def caller(shared_desk: Desk) -> Caller:
    return Caller(make_app(shared_desk, Door()))


@contextmanager
def served(desk: Desk, door: Door | None = None) -> Iterator[str]:
    """Serve a desk on the loopback address; give its address."""
    import uvicorn

    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    config = uvicorn.Config(
        make_app(desk, door or Door()), host="127.0.0.1", port=port, log_level="error", lifespan="off"
    )
    running = uvicorn.Server(config)
    thread = threading.Thread(target=running.run, daemon=True)
    thread.start()
    while not running.started:
        time.sleep(0.01)
    yield f"http://127.0.0.1:{port}"
    running.should_exit = True
    thread.join(timeout=5)


def chromium() -> str:
    """Give the browser's program; without one, skip, or fail where one is required."""
    found = next((path for name in PROGRAMS if (path := shutil.which(name))), None)
    if found is None:
        if os.environ.get(REQUIRED) == "required":
            pytest.fail("Chromium is required here, and there is none")
        pytest.skip("no Chromium on this machine")
    return found


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    with sync_playwright() as running:
        yield running


@pytest.fixture(scope="session")
def browser(playwright: Playwright) -> Iterator[Browser]:
    program = chromium()
    found = playwright.chromium.launch(executable_path=program, args=["--no-sandbox", "--disable-gpu"])
    yield found
    found.close()


@dataclass(slots=True)
class Window:
    """A browser window that minds what a page does: asks elsewhere, complains, opens a dialog."""

    page: Page
    base: str
    complaints: list[str] = field(default_factory=list)

    def go(self, address: str) -> Page:
        self.page.goto(self.base + address)
        return self.page


@contextmanager
def window(browser: Browser, base: str, name: str = "", **options: Any) -> Iterator[Window]:
    """Open a window on a desk, and see at its end that nothing went wrong."""
    context: BrowserContext = browser.new_context(**{"viewport": {"width": 1440, "height": 900}} | options)
    if name:
        context.add_cookies([{"name": "desk_name", "value": name.replace(" ", "%20"), "url": base}])
    held = Window(context.new_page(), base)
    told = held.complaints
    held.page.set_default_timeout(10_000)
    held.page.add_init_script(GUARD)
    held.page.on("pageerror", lambda error: told.append(f"error: {error}"))
    held.page.on(
        "console", lambda message: told.append(f"console: {message.text}") if message.type == "error" else None
    )
    held.page.on("dialog", lambda dialog: told.append(f"dialog: {dialog.message}"))
    held.page.on(
        "request",
        lambda request: told.append(f"asks elsewhere: {request.url}") if not request.url.startswith(base) else None,
    )
    yield held
    context.close()
    assert told == []


@dataclass(frozen=True, slots=True)
class Site:
    """A desk over the samples and the hostile reports that no test writes to, served, and a window on it."""

    desk: Desk
    window: Window

    def go(self, address: str) -> Page:
        return self.window.go(address)


@pytest.fixture(scope="session", params=BOTH)
def open_site(
    request: pytest.FixtureRequest,
    browser: Browser,
    tmp_path_factory: pytest.TempPathFactory,
    samples: tuple[Reading, ...],
) -> Iterator[Site]:
    url = str(tmp_path_factory.mktemp("site") / "site.db")
    if request.param == "postgresql":
        url = new_database(request.getfixturevalue("server"))
    desk = made_ledger(url, (*samples, *hostile_readings()))
    with served(desk) as address, window(browser, address, name="<img src=x onerror=hacked=1>") as held:
        yield Site(desk, held)
    desk.ledger.close()


@pytest.fixture
def site(open_site: Site) -> Iterator[Site]:
    """The same for one test, at whose end nothing went wrong on any page."""
    yield open_site
    told = list(open_site.window.complaints)
    open_site.window.complaints.clear()
    assert told == []
