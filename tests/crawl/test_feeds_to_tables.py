"""From a feed to the tables: what is fetched is kept, read once, and dated as the feed states."""

from __future__ import annotations

import signal
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from reportedly.crawl.crawl import Crawl
from reportedly.crawl.fetching.fetch import Fetcher
from reportedly.crawl.manifest import held, read_lines
from reportedly.crawl.output import FAILURES, READINGS, ReadingRow, read_table
from reportedly.crawl.run import Silent
from reportedly.crawl.sources import Options
from reportedly.model import Failure
from tests.crawl.archive import page
from tests.crawl.command import start
from tests.crawl.here import Here
from tests.crawl.tables import outcomes

TOLD = (
    "Militants shelled an army post near the port on Monday, killing twelve soldiers, the defence ministry said.",
    "The army answered with air strikes on the positions of the group in the hills, a spokesman told reporters.",
)
CALM = "The choir sang in the old hall on Sunday, and the visitors stayed for tea."
FEED = """<rss version="2.0"><channel><title>News</title>
<item><title>War</title><link>/war</link><pubDate>Mon, 11 Feb 2019 23:30:00 -0500</pubDate></item>
<item><title>Choir</title><link>/choir</link></item>
<item><title>Gone</title><link>/gone</link></item>
</channel></rss>"""


class Server(BaseHTTPRequestHandler):
    """A feed with three entries, of which one is gone."""

    asked: list[str] = []

    def do_GET(self) -> None:
        self.asked.append(self.path)
        bodies = {
            "/feed": FEED.encode(),
            "/war": page("Twelve killed", list(TOLD)),
            "/choir": page("The choir", [CALM] * 3),
        }
        body = bodies.get(self.path)
        self.send_response(404 if body is None else 200)
        self.send_header("Content-Type", "application/rss+xml" if self.path == "/feed" else "text/html")
        self.send_header("Content-Length", str(len(body or b"")))
        self.end_headers()
        self.wfile.write(body or b"")

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture
def server() -> Iterator[str]:
    Server.asked = []
    with ThreadingHTTPServer(("127.0.0.1", 0), Server) as serving:
        threading.Thread(target=serving.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{serving.server_port}"
        serving.shutdown()


def crawl_of(folder: Path, manifest: object, stop: threading.Event | None = None) -> Crawl:
    return Crawl(
        folder=folder,
        manifest=manifest,  # type: ignore[arg-type]
        works=Here(),
        tells=Silent(),
        fetcher=Fetcher(private=True, pause=0.0),
        options=Options(private=True),
        at_once=4,
        stop=(stop or threading.Event()).is_set,
    )


def test_a_feed_is_fetched_kept_read_and_dated(server: str, tmp_path: Path) -> None:
    with held(tmp_path) as manifest:
        counts = crawl_of(tmp_path, manifest).once([f"{server}/feed"])
    assert (counts.read, dict(counts.aside), counts.failed.total()) == (1, {"subject": 1}, 1)
    assert "2 pages fetched" in counts.fetched[0]
    files = [tmp_path / name for line in read_lines(tmp_path) for name in line.files]
    (row,) = [row for file in files if READINGS in str(file) for row in read_table(file, ReadingRow)]
    assert (row.url, row.published_end, row.published_basis) == (f"{server}/war", "2019-02-11", "stated")
    assert row.retrieved is not None
    assert row.path.startswith(f"{tmp_path}/captures/")
    (failure,) = [row for file in files if FAILURES in str(file) for row in read_table(file, Failure)]
    assert (failure.path, failure.step) == (f"{server}/gone", "fetch")


def test_nothing_is_fetched_or_read_twice(server: str, tmp_path: Path) -> None:
    for _ in range(2):
        with held(tmp_path) as manifest:
            counts = crawl_of(tmp_path, manifest).once([f"{server}/feed", f"{server}/war"])
    assert counts.pages == 0
    assert Server.asked.count("/war") == Server.asked.count("/choir") == 1
    assert outcomes(tmp_path)[f"{server}/war"] == ["read"]


def test_what_was_fetched_before_a_kill_is_read_after_it(
    server: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def killed(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched, held(tmp_path) as manifest:
        patched.setattr(Crawl, "read", killed)
        with pytest.raises(KeyboardInterrupt):
            crawl_of(tmp_path, manifest).once([f"{server}/feed"])
    with held(tmp_path) as manifest:
        counts = crawl_of(tmp_path, manifest).once([str(tmp_path / "missing")])
    assert counts.read == 1
    assert counts.unreached[0].message == "no such file"


def test_a_watch_follows_until_it_is_stopped(server: str, tmp_path: Path) -> None:
    stop = threading.Event()
    with held(tmp_path) as manifest:
        work = crawl_of(tmp_path, manifest, stop)
        for counts in work.watch([f"{server}/feed"], every=0.1):
            assert counts.read == 1
            stop.set()
    assert outcomes(tmp_path)[f"{server}/choir"] == ["subject"]


@pytest.mark.slow
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_the_command_stops_cleanly_on_a_signal(server: str, tmp_path: Path, number: signal.Signals) -> None:
    words = (f"{server}/feed", "--out", tmp_path, "--allow-private", "--watch", "--every", "1", "--workers", "1")
    process = start("crawl", *words)
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline and f"{server}/war" not in outcomes(tmp_path):
        time.sleep(0.5)
    process.send_signal(number)
    out, told = process.communicate(timeout=30)
    assert process.returncode == 0, told
    assert "1 read" in out
    assert "stopping" in told
    assert outcomes(tmp_path)[f"{server}/war"] == ["read"]
