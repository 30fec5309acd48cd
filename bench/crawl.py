"""``python -m bench.crawl --data DATA``: what a crawl costs, from which a month of Common Crawl's news is reckoned.

*Gate*: real pages of the corpus of article extraction that are not about conflict, from the bytes of their record in an
archive to the verdict; processor time of one thread: the middle of some rounds, and beside it what each page takes at
least of all rounds, for other work on the same cores slows this down. *Loss*:
reports of fighting put into such a page, which the glance at the whole page must not refuse where the gate lets the
report itself through. *Reading*: processor time of ``read_article``. *Workers*: an archive of pages and reports crawled
by one worker and by two; and one of reports alone, beside a plain pool of two processes that calls ``read_article`` on
the same pages, one at a time, in turns; wall time, from before the processes begin until they have ended, and beside it
processor time of all processes. *Memory*: the highest
resident size of each process that a crawl has, as the kernel keeps it.
"""

from __future__ import annotations

import argparse
import gzip
import json
import multiprocessing
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from bench.corpora.pages import read_pages
from bench.processes import Took, Watch, compared, timed
from reportedly.clean.decode import decode
from reportedly.clean.glance import glance
from reportedly.crawl.archives.stores import open_store
from reportedly.crawl.archives.warc import read_warc
from reportedly.crawl.engine import Engine
from reportedly.crawl.manifest import held
from reportedly.crawl.records import Aside, Found, Item, Kept
from reportedly.crawl.run import Counts, Silent, run
from reportedly.crawl.sift import Sieve, foreign, load_sieve, sift
from reportedly.crawl.sources import Options, named, shards
from reportedly.gate import judge
from reportedly.model import Capture, Reading
from reportedly.reading import Reader

PAGES_A_MONTH = 12_000_000  # 11.7 million documents in May 2024 (FineNews, after filtering by url)
ENGLISH = 0.4
PASSING = (0.03, 0.10)  # of English news pages
BESIDE = 4  # pages on something else beside each report
WORKED = 0.9  # of the time that cores are paid for
BARS = {"gate": 200.0, "two": 1.8, "pool": 0.9, "memory": 1e9}


READER: Reader | None = None  # of a process of the pool


@dataclass(frozen=True, slots=True, kw_only=True)
class Html:
    """A page of the corpus of article extraction; ``at`` is where a paragraph of its article begins, if it is found."""

    body: bytes
    at: int | None


def html_pages(data: Path) -> list[Html]:
    """Give the pages of the corpus of article extraction."""
    truth = json.loads((data / "ground-truth.json").read_text(encoding="utf-8"))
    found = []
    for path in sorted((data / "html").glob("*.html.gz")):
        body = gzip.decompress(path.read_bytes())
        article = truth[path.name.removesuffix(".html.gz")]["articleBody"]
        longest = max(article.split("\n"), key=len)[:30].encode()
        at = body.rfind(b"<p", 0, max(0, body.find(b">" + longest)))
        shown = at >= 0 and body.rfind(b"<script", 0, at) <= body.rfind(b"</script", 0, at)
        found.append(Html(body=body, at=at if shown else None))
    return found


def record(url: str, body: bytes) -> bytes:
    """Give a page as a member of an archive."""
    http = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + body
    header = f"WARC/1.1\r\nWARC-Type: response\r\nWARC-Target-URI: {url}\r\nContent-Length: {len(http)}\r\n\r\n"
    return gzip.compress(header.encode() + http + b"\r\n\r\n", compresslevel=6, mtime=0)


def opened(path: Path) -> Iterator[Found]:
    """Give the pages of an archive."""
    store = open_store(str(path))
    yield from read_warc(store, 0, store.size)


def page_of(text: str) -> bytes:
    """Give a report as a page."""
    told = "".join(f"<p>{part}</p>" for part in text.replace("<", " ").split("\n") if part.strip())
    return f"<html><body><article>{told}</article></body></html>".encode()


def refused(pages: Sequence[Html], sieve: Sieve) -> list[Html]:
    """Give the pages that are not about conflict, or not in English."""
    found = []
    for page in pages:
        what = sift(Found(what=Capture(path="page", body=page.body, media_type="text/html")), sieve)
        if isinstance(what, Aside) and what.cause in ("subject", "language"):
            found.append(page)
    return found


def gate_rate(pages: Sequence[Html], sieve: Sieve, folder: Path, rounds: int) -> tuple[float, float]:
    """Give how many pages a core sifts in a second: the middle of some rounds, and by each page's least time."""
    path = folder / "calm.warc.gz"
    path.write_bytes(b"".join(record(f"https://page.example/{n}", page.body) for n, page in enumerate(pages)))
    took = []
    for _ in range(rounds):
        times = [time.process_time()]
        for found in opened(path):
            assert isinstance(sift(found, sieve), Aside)
            times.append(time.process_time())
        took.append([after - before for before, after in pairwise(times)])
    assert all(len(times) == len(pages) for times in took)
    least = sum(min(times) for times in zip(*took, strict=True))
    return len(pages) / statistics.median(map(sum, took)), len(pages) / least


def lost(reports: Sequence[str], pages: Sequence[Html], sieve: Sieve) -> tuple[int, int]:
    """Put reports into the articles of English pages; give how many pass as texts, and are refused at a glance then.

    Only the glance is asked: of two articles on a page either may be taken for the one.
    """
    english = [page for page in pages if foreign(glance(decode(page.body)[0], "text/html")) is None]
    places = [(page.body, page.at) for page in english if page.at is not None]
    passing = losing = 0
    for number, text in enumerate(reports):
        if not isinstance(sift(Found(what=Capture(path="text", body=text.encode())), sieve), Kept):
            continue
        passing += 1
        body, at = places[number % len(places)]
        article = page_of(text).removeprefix(b"<html><body><article>").removesuffix(b"</article></body></html>")
        seen = glance(decode(body[:at] + article + body[at:])[0], "text/html")
        losing += foreign(seen) is not None or not judge(seen, sieve.gate).passes
    return passing, losing


def reading_rate(reports: Sequence[str]) -> tuple[float, float]:
    """Give how many reports, and how many words, a core reads in a second."""
    from reportedly.reading import load_reader, read_article

    reader = load_reader()
    read_article(Capture(path="warm", body=reports[0].encode()), reader)
    begun = time.process_time()
    for text in reports:
        read_article(Capture(path="text", body=text.encode()), reader)
    took = time.process_time() - begun
    return len(reports) / took, sum(len(text.split()) for text in reports) / took


def crawled(path: Path, out: Path, workers: int) -> Counts:
    """Crawl an archive; give what it came to."""
    options = Options(slice=max(200_000, path.stat().st_size // 48))
    items = [what for what in named([str(path)], options) if isinstance(what, Item)]
    with held(out) as manifest:
        return run(shards(items, options), out, manifest, Engine(workers=workers), Silent(), at_once=len(items))


def prepare() -> None:
    """Load a reader in a process of the pool."""
    global READER
    from reportedly.reading import load_reader

    READER = load_reader()


def take(body: bytes) -> int:
    """Read a report in a process of the pool."""
    from reportedly.reading import encode, read_article

    assert READER is not None
    found = read_article(Capture(path="page", body=body, media_type="text/html"), READER)
    return len(encode(found)) if isinstance(found, Reading) else 0


def pooled(pages: Sequence[bytes], workers: int) -> None:
    """Read pages in a plain pool of processes, each as soon as a process is free."""
    with multiprocessing.get_context("spawn").Pool(workers, initializer=prepare) as pool:
        for _ in pool.imap_unordered(take, pages):
            pass


def on_paper(gate: float, read: float, share: float) -> str:
    """Reckon a month of Common Crawl's news."""
    sifting = PAGES_A_MONTH / gate
    reading = PAGES_A_MONTH * ENGLISH * share / read
    hours = (sifting + reading) / 3600 / WORKED
    return f"{share:.0%} of English pages read: {hours:,.0f} core hours, {hours / 32:,.1f} hours on 32 cores"


def main() -> None:
    """Measure all, print it, fail where a bar is missed."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True, help="the folder of the corpora")
    parser.add_argument("--rounds", type=int, default=6)
    parser.add_argument("--reports", type=int, default=400)
    given = parser.parse_args()
    Engine(workers=1).begin()  # once a process
    sieve = load_sieve()
    pages = html_pages(given.data / "article_extraction_zyte")
    texts = [page.text for page in read_pages(given.data / "fa_kes")]
    calm = refused(pages, sieve)
    missed = []

    def told(name: str, text: str, value: float, bar: str | None = None) -> None:
        print(text, flush=True)
        if bar and not (value < BARS[bar] if bar == "memory" else value >= BARS[bar]):
            missed.append(name)

    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        gate, least = gate_rate(calm, sieve, folder, given.rounds)
        size = statistics.mean(len(page.body) for page in calm) / 1000
        of = f"{len(calm)} pages of {size:,.0f} kB; {least:,.0f} by each page's least time"
        told("gate", f"gate: {gate:,.0f} pages a second a core ({of})", gate, "gate")
        passing, losing = lost(texts, calm, sieve)
        told("loss", f"loss: {losing} of {passing} reports of fighting, put into such pages", losing)
        some = texts[: given.reports]
        read, words = reading_rate(some[:60])
        told("reading", f"reading: {read:,.1f} reports a second a core, {words:,.0f} words", read)
        bodies = [page_of(text) for text in some]
        mixed, alone = folder / "mixed.warc.gz", folder / "reports.warc.gz"
        with open(mixed, "wb") as both, open(alone, "wb") as only:
            for number, body in enumerate(bodies):
                one = record(f"https://report.example/{number}", body)
                only.write(one)
                both.write(one)
                for beside in range(BESIDE):
                    both.write(
                        record(f"https://calm.example/{number}/{beside}", calm[(number + beside) % len(calm)].body)
                    )
        times: dict[str, list[Took]] = {"one": [], "two": [], "alone": [], "pool": []}
        with Watch() as watch:
            for turn in range(max(1, given.rounds // 2)):
                with timed(times["two"]):
                    counts = crawled(mixed, folder / f"two{turn}", 2)
                with timed(times["one"]):
                    crawled(mixed, folder / f"one{turn}", 1)
                for ours in (True, False) if turn % 2 else (False, True):
                    with timed(times["alone" if ours else "pool"]):
                        if ours:
                            crawled(alone, folder / f"alone{turn}", 2)
                        else:
                            pooled(bodies, 2)
    two, cpu = compared(times["one"], times["two"])
    text = f"two workers against one: {two}, by processor time {cpu} ({counts.pages} pages, {counts.read} read)"
    told("two", text, two.middle, "two")
    pool, cpu = compared(times["pool"], times["alone"])
    text = f"against a plain pool of two: {pool}, by processor time {cpu} ({len(bodies)} reports)"
    told("pool", text, pool.middle, "pool")
    told("memory", f"memory of a worker: {watch.highest / 1e6:,.0f} MB at most", watch.highest, "memory")
    for share in PASSING:
        print(f"a month of Common Crawl's news, {on_paper(gate, read, share)}")
    if missed:
        sys.exit(f"missed: {', '.join(missed)}")


if __name__ == "__main__":
    main()
