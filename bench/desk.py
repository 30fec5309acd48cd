"""How fast the desk answers: a load run on loopback over a ledger of made-up readings, and one long report.

    python -m bench.desk --ledger /tmp/desk.db --claims 100000

makes the ledger where it is not there, serves it as ``reportedly desk`` does, asks for each kind of page many times in
a fixed random order, and prints the median and the 95th percentile of each; then the time until the page of a report
of 5,000 words, made of the samples, stands complete in Chromium, how long the desk took to open, and the most memory
that it had.
"""

from __future__ import annotations

import argparse
import os
import random
import re
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, replace
from http.client import HTTPConnection
from importlib.resources import files
from itertools import islice
from pathlib import Path
from urllib.parse import quote, urlsplit

from bench.made_up import KINDS, World, readings
from reportedly.ledger import Filter, Ledger, open_ledger
from reportedly.model import Capture, Reading

BATCH = 200  # articles added at once
WORDS = 5000
LIMIT = 0.2  # seconds, 95th percentile
READY = 1.0  # seconds
OPEN = 2.0  # seconds of processor time
MOST = 300  # MB of memory


@dataclass(frozen=True, slots=True, kw_only=True)
class Timed:
    """One kind of page: how often it was asked for, and its seconds in order."""

    page: str
    seconds: tuple[float, ...]

    @property
    def median(self) -> float:
        """The middle of the seconds."""
        return statistics.median(self.seconds)

    @property
    def late(self) -> float:
        """The 95th percentile of the seconds (nearest rank)."""
        return self.seconds[min(len(self.seconds) - 1, -(-95 * len(self.seconds) // 100) - 1)]


def fill(ledger: Ledger, claims: int) -> None:
    """Add made-up readings until there are so many claims; the long report comes last."""
    done = ledger.size()[0]
    source = readings(10**9, start=done)
    while ledger.size()[1] < claims:
        ledger.add_all(islice(source, BATCH), at="2026-01-01T00:00:00+00:00")
    if not ledger.reports(words="Rojan Derik", limit=1):
        ledger.add(long_reading())


def long_reading() -> Reading:
    """Read a report of 5,000 words that is made of the texts of the samples."""
    from reportedly.captures import read_captures
    from reportedly.reading import load_reader, read_article

    samples = str(files("reportedly") / "data" / "samples" / "samples.jsonl")
    captures = [item for item in read_captures([samples]) if isinstance(item, Capture)]
    texts = [item.body.decode() for item in captures if item.media_type == "text/plain"]
    words = [text.split("\n\n") for text in texts]
    parts: list[str] = []
    while sum(len(part.split()) for part in parts) < WORDS:
        parts += [part for text in words for part in text]
    body = "\n\n".join(parts)
    found = read_article(Capture(path="long", body=body.encode(), key="long", published="2019-03-01"), load_reader())
    assert isinstance(found, Reading)
    return replace(found, article=replace(found.article, publisher="Made of the samples"))


@contextmanager
def served(ledger: str) -> Iterator[tuple[str, int]]:
    """Serve a ledger as the command does; give its address and the number of its process."""
    code = "from reportedly.cli import main; main()"
    command = [sys.executable, "-c", code, "desk", ledger, "--port", "0"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as running:
        assert running.stdout is not None
        line = running.stdout.readline()
        found = re.search(r"http://\S+?(?=/ )", line)
        assert found, line
        try:
            yield found[0], running.pid
        finally:
            running.kill()


def addresses(ledger: Ledger, chance: random.Random, times: int) -> Iterator[tuple[str, str]]:
    """Give kinds of pages with addresses, so many of each."""
    world = World()
    reports, _ = ledger.size()
    ids = [item.id for item in ledger.incidents(limit=2000, offset=chance.randrange(1000)).incidents]
    wide = [item.id for item in ledger.incidents(Filter(reports=2), limit=500).incidents] or ids
    for _ in range(times):
        party, place = quote(chance.choice(world.parties)), quote(chance.choice(world.places)[0])
        year = chance.randrange(2000, 2003)
        number = chance.randrange(1, reports)
        yield "incidents", f"/incidents?page={chance.randrange(1, 40)}"
        yield "incidents of a party", f"/incidents?party={party}"
        yield "incidents at a place", f"/incidents?place={place}"
        yield "incidents of days", f"/incidents?since={year}-02-01&until={year}-06-01&type=killing"
        yield "incidents of a type", f"/incidents?type={chance.choice(KINDS)[0]}"
        yield "incidents, a filter that holds for most", f"/incidents?since={year - 1}-03-01&status=occurred"
        yield "incidents by a word in all", "/incidents?q=report"
        yield "incidents by words", f"/incidents?q={chance.choice(world.words)}&status=occurred"
        yield "incidents that differ", f"/incidents?differs=conflict&origins=1&page={chance.randrange(1, 20)}"
        yield "one incident", f"/incidents/{chance.choice(ids)}"
        yield "one incident of several reports", f"/incidents/{chance.choice(wide)}"
        yield "one report", f"/reports/{number}"
        yield "reports", f"/reports?page={chance.randrange(1, 50)}"
        yield "reports by words", f"/reports?q={chance.choice(world.words)}"
        yield "copies beside each other", f"/reports/{number}/beside/{chance.randrange(1, reports)}"
        yield "review", "/review"
        yield "review of a report", f"/review/{number}"
        yield "sources", "/sources"
        yield "one source", f"/sources/{party}"
        yield "parties", "/parties"
        yield "one party", f"/parties/{party}"
        yield "forecasts", "/forecasts"
        yield "export", f"/export?party={party}"


def ask(base: str, address: str) -> float:
    """Ask for a page; give the seconds until all of it is there."""
    began = time.perf_counter()
    connection = HTTPConnection(urlsplit(base).netloc, timeout=60)
    connection.request("GET", address, headers={"accept-encoding": "gzip"})
    answer = connection.getresponse()
    answer.read()
    connection.close()
    assert answer.status in (200, 404), (address, answer.status)
    return time.perf_counter() - began


def load(base: str, asked: list[tuple[str, str]], readers: int) -> list[Timed]:
    """Ask for all addresses with so many readers at once; give the times by kind of page."""
    found: dict[str, list[float]] = {}
    with ThreadPoolExecutor(readers) as pool:
        for (page, _), seconds in zip(asked, pool.map(lambda one: ask(base, one[1]), asked), strict=True):
            found.setdefault(page, []).append(seconds)
    return [Timed(page=page, seconds=tuple(sorted(seconds))) for page, seconds in found.items()]


def ready(base: str, number: int) -> float:
    """Give the seconds until the page of a report stands in Chromium, scripts run and all."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        page = browser.new_page()
        page.goto(f"{base}/reports")
        began = time.perf_counter()
        page.goto(f"{base}/reports/{number}", wait_until="load")
        page.evaluate("new Promise((done) => requestAnimationFrame(() => done(1)))")
        seconds = time.perf_counter() - began
        browser.close()
    return seconds


def used(process: int) -> tuple[float, int]:
    """Give the processor time of a process so far, in seconds, and the most memory that it had, in MB (Linux)."""
    ticks = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[11:13]
    most = re.search(r"VmHWM:\s+(\d+)", Path(f"/proc/{process}/status").read_text())
    return sum(map(int, ticks)) / os.sysconf("SC_CLK_TCK"), int(most[1]) // 1024 if most else 0


def main() -> None:
    """Make the ledger, run, print; fail where a bar is missed."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--ledger", required=True, help="a file, or postgresql://…; made where it is not there")
    parser.add_argument("--claims", type=int, default=100_000)
    parser.add_argument("--times", type=int, default=20, help="of each kind of page")
    parser.add_argument("--readers", type=int, default=1, help="at once")
    given = parser.parse_args()
    made = given.ledger.startswith("postgres") or not Path(given.ledger).exists()
    with open_ledger(given.ledger, create=made) as ledger:
        fill(ledger, given.claims)
        asked = list(addresses(ledger, random.Random(1), given.times))
        number = ledger.reports(words="Rojan Derik", limit=1)[0].number
        print(f"{ledger.size()[0]:,} reports, {ledger.size()[1]:,} claims, {given.readers} reader(s)")
    with served(given.ledger) as (base, process):
        begun, _ = used(process)
        load(base, asked[:20], 1)
        timed = load(base, random.Random(2).sample(asked, len(asked)), given.readers)
        seconds = ready(base, number)
        _, memory = used(process)
    for item in sorted(timed, key=lambda item: -item.late):
        print(f"{item.page:34} {len(item.seconds):5} {item.median * 1000:7.0f} ms {item.late * 1000:7.0f} ms")
    every = Timed(page="every page", seconds=tuple(sorted(second for item in timed for second in item.seconds)))
    print(f"{every.page:34} {len(every.seconds):5} {every.median * 1000:7.0f} ms {every.late * 1000:7.0f} ms (95th)")
    print(f"a report of {WORDS:,} words stands in the browser after {seconds:.2f} s")
    print(f"the desk opened in {begun:.2f} s of processor time and had {memory} MB at most")
    if begun > OPEN or memory > MOST:
        sys.exit(f"over {OPEN:g} s to open, or {MOST} MB")
    if every.late > LIMIT or seconds > READY or any(item.late > LIMIT for item in timed):
        sys.exit(f"over {LIMIT:g} s, or {READY:g} s for the long report")


if __name__ == "__main__":
    main()
