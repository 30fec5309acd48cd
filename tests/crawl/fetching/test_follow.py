from __future__ import annotations

import gzip
import os
import re
import subprocess
import sys
import threading
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

import msgspec
import pytest
from fastwarc.warc import ArchiveIterator

from reportedly.crawl.fetching import follow, keeping, state
from reportedly.crawl.fetching.follow import Polled, poll, watch
from reportedly.errors import CaptureError, UsageError
from reportedly.model import Failure
from tests.crawl.fetching.conftest import START, Clock, Make
from tests.crawl.fetching.misbehaving import (
    RSS,
    Handler,
    Misbehaving,
    bomb,
    in_turn,
    lasting_tag,
    redirect,
    reset,
    send,
)

DAY = 86_400.0


def rss(*links: str, head: str = "", day: str = "Sun, 01 Feb 2026 10:00:00 GMT") -> str:
    items = "".join(f"<item><title>x</title><link>{link}</link><pubDate>{day}</pubDate></item>" for link in links)
    return f'<rss version="2.0"><channel><title>News</title>{head}{items}</channel></rss>'


def page(text: str) -> Callable[[Handler], None]:
    return send(f"<html><body><p>{text}</p></body></html>")


def records(folder: Path) -> list[tuple[str, bytes, dict[str, str]]]:
    """Every page that was kept: its url, its body and the headers of its record."""
    found = []
    for path in sorted((folder / "captures").glob("*.warc.gz")):
        with open(path, "rb") as file:
            for record in ArchiveIterator(file, verify_digests=True):
                headers = dict(record.headers.items())
                found.append((headers["WARC-Target-URI"], record.reader.read(), headers))
    return found


def kept(folder: Path) -> list[str]:
    return sorted(path_of(url) for url, _, _ in records(folder))


def failures(folder: Path) -> list[Failure]:
    lines = [
        line
        for path in sorted((folder / "captures").glob("*.failures.jsonl"))
        for line in path.read_bytes().splitlines()
    ]
    return [msgspec.json.decode(line, type=Failure) for line in lines]


def path_of(url: str) -> str:
    return "/" + url.split("/", 3)[3]


def test_a_feed_and_what_it_names(server: Misbehaving, make: Make, tmp_path: Path, clock: Clock) -> None:
    url = server.at("/feed", lasting_tag(rss("/1", "two#part", "/1"), '"v1"'))
    server.at("/1", send("<p>Gr\xfc\xdfe</p>".encode("latin-1"), kind="text/html; charset=utf-8", set_cookie="a=b"))
    server.at("/two", send(gzip.compress(b"<p>two</p>"), content_encoding="gzip"))
    polled = poll([url], tmp_path, make())
    assert polled == Polled(feeds=1, fetched=2, files=polled.files, next_due=polled.next_due)
    assert polled.next_due == pytest.approx(START + 900, abs=5)
    assert [(path_of(at), body) for at, body, _ in records(tmp_path)] == [
        ("/1", b"<p>Gr\xfc\xdfe</p>"),  # the bytes as they came, whatever they are said to be
        ("/two", b"<p>two</p>"),
    ]
    headers = records(tmp_path)[0][2]
    assert headers["Reportedly-Published"] == "2026-02-01"
    assert headers["Reportedly-Feed"] == url
    assert headers["WARC-Date"].startswith("2026-02-02T02:40:")
    assert re.fullmatch(r"<urn:uuid:[0-9a-f-]{36}>", headers["WARC-Record-ID"])
    (name,) = polled.files
    raw = (tmp_path / "captures" / name).read_bytes()
    whole = gzip.decompress(raw)
    assert whole.startswith(b"WARC/1.1\r\n")
    assert b"Content-Encoding" not in whole
    assert b"Set-Cookie" not in whole
    assert raw.count(b"\x1f\x8b\x08") == 2  # a gzip member for each
    assert not list(tmp_path.rglob("*.part"))

    asked = len(server.asked)
    assert poll([url], tmp_path, make()).feeds == 0  # not due
    assert len(server.asked) == asked
    clock.time += 900
    again = poll([url], tmp_path, make())
    assert (again.feeds, again.unchanged, again.fetched, again.files) == (1, 1, 0, ())
    server.at("/feed", lasting_tag(rss("/3", "/1"), '"v2"'))
    server.at("/3", page("three"))
    clock.time += 900
    assert poll([url], tmp_path, make()).fetched == 1
    assert kept(tmp_path) == ["/1", "/3", "/two"]
    assert server.pages().count("/1") == 1


def test_single_pages_and_feeds_are_told_apart(server: Misbehaving, make: Make, tmp_path: Path, clock: Clock) -> None:
    feed = server.at("/feed", send(rss("/1"), kind="text/html"))  # whatever the server says that it is
    single = server.at("/page", page("alone"))
    server.at("/1", page("one"))
    assert poll([feed, single, feed], tmp_path, make()).fetched == 2
    assert "Reportedly-Feed" not in {path_of(url): headers for url, _, headers in records(tmp_path)}["/page"]
    clock.time += DAY
    poll([feed, single], tmp_path, make())
    assert kept(tmp_path) == ["/1", "/page"]
    assert server.pages().count("/page") == 1


def test_two_feeds_that_name_one_page(server: Misbehaving, make: Make, tmp_path: Path) -> None:
    server.at("/1", page("one"))
    server.at("/short", redirect("/1"))
    feeds = [
        server.at("/a", send(rss("/1"), kind=RSS)),
        server.at("/b", send(rss("/1?", "/1#b", "/short"), kind=RSS)),
    ]
    server.at("/1?", page("one"))
    polled = poll(feeds, tmp_path, make())
    assert kept(tmp_path).count("/1") == 1
    assert polled.waiting == 0


def test_a_broken_feed_does_not_stop_the_others(server: Misbehaving, make: Make, tmp_path: Path, clock: Clock) -> None:
    good = server.at("/good", send(rss("/1"), kind=RSS))
    server.at("/1", page("one"))
    broken = [
        server.at("/broken", send("<rss><channel>", kind=RSS)),
        server.at("/none", send("", status=404)),
        server.at("/bomb", bomb(5_000_000)),
        "http://10.0.0.1/feed",
        "nonsense",
        "http://user:secret@a.test/feed",
    ]
    polled = poll([*broken, good], tmp_path, make())
    assert (polled.fetched, kept(tmp_path)) == (1, ["/1"])
    causes = {"address": 2, "feed": 1, "private-address": 1, "status-404": 1, "too-large": 1}
    assert dict(polled.failures) == causes
    rows = failures(tmp_path)
    assert {row.path for row in rows} >= {broken[0], broken[1], "nonsense", "http://…@a.test/feed"}
    assert all((row.step, row.error) == ("fetch", "FetchError") for row in rows)
    assert "secret" not in str(rows)

    clock.time += DAY
    poll([*broken, good], tmp_path, make())
    assert len(failures(tmp_path)) == len(rows)  # each once
    assert server.pages().count("/none") == 1
    assert server.pages().count("/broken") == 2  # it may be mended
    server.at("/broken", send(rss("/1", "/2"), kind=RSS))
    server.at("/2", page("two"))
    clock.time += DAY
    assert poll([*broken, good], tmp_path, make()).fetched == 1


def test_a_private_feed_is_asked_as_soon_as_it_is_allowed(server: Misbehaving, make: Make, tmp_path: Path) -> None:
    url = server.at("/feed", send(rss("/1"), kind=RSS))
    server.at("/1", page("one"))
    assert dict(poll([url], tmp_path, make(private=False)).failures) == {"private-address": 1}
    assert poll([url], tmp_path, make(private=True)).fetched == 1


def test_links_that_are_no_pages(server: Misbehaving, make: Make, tmp_path: Path, clock: Clock) -> None:
    links = (
        "javascript:alert(1)",
        "file:///etc/passwd",
        "data:text/html,x",
        "http://169.254.169.254/keys",
        "/film",
        "/no",
    )
    url = server.at("/feed", send(rss(*links), kind=RSS))
    server.at("/robots.txt", send("User-agent: *\nDisallow: /no"))
    server.at("/film", send("x", kind="video/mp4"))
    polled = poll([url], tmp_path, make())
    assert dict(polled.failures) == {"address": 3, "private-address": 1, "media-type": 1, "robots": 1}
    assert (polled.fetched, polled.waiting) == (0, 0)
    clock.time += DAY
    poll([url], tmp_path, make())
    assert len(failures(tmp_path)) == 6
    assert server.pages().count("/film") == 1


def test_passing_failures_are_tried_again_and_then_given_up(
    server: Misbehaving, make: Make, tmp_path: Path, clock: Clock
) -> None:
    url = server.at("/feed", send(rss("/flaky", "/dead"), kind=RSS))
    server.at("/flaky", in_turn(reset, send("", status=500), page("at last")))
    server.at("/dead", reset)
    waits = []
    for _ in range(40):
        polled = poll([url], tmp_path, make())
        waits.append(polled.waiting)
        if not polled.waiting:
            break
        assert not any("/dead" in row.path for row in failures(tmp_path))
        assert polled.next_due is not None
        clock.time = max(polled.next_due, clock.time)
    assert (waits[0], waits[-1]) == (2, 0)
    assert kept(tmp_path) == ["/flaky"]
    (row,) = failures(tmp_path)
    assert (path_of(row.path), "given up after 5 tries" in row.message) == ("/dead", True)
    assert server.pages().count("/dead") == 5
    assert clock.time - START > 900 * (1 + 2 + 4 + 8)


def test_a_feed_that_fails_is_asked_more_and_more_rarely(
    server: Misbehaving, make: Make, tmp_path: Path, clock: Clock
) -> None:
    url = server.at("/feed", in_turn(send(rss(), kind=RSS), send("", status=500)))
    polled = poll([url], tmp_path, make())
    gaps = []
    for _ in range(10):
        assert polled.next_due is not None
        gaps.append(polled.next_due - clock.time)
        clock.time = polled.next_due
        polled = poll([url], tmp_path, make())
    assert gaps[1:5] == pytest.approx([900, 1800, 3600, 7200], abs=5)
    assert max(gaps) == pytest.approx(DAY, abs=5)
    (row,) = failures(tmp_path)  # told once, when it had lasted
    assert "500" in row.message


def test_a_feed_says_when_to_ask_again(server: Misbehaving, make: Make, tmp_path: Path, clock: Clock) -> None:
    slow = server.at("/slow", send(rss(head="<ttl>120</ttl>"), kind=RSS))
    cached = server.at("/cached", send(rss(), kind=RSS, cache_control="public, max-age=5400"))
    quick = server.at("/quick", send(rss(head="<ttl>1</ttl>"), kind=RSS, cache_control="max-age=0"))
    for url, seconds in ((slow, 7200), (cached, 5400), (quick, 900)):
        polled = poll([url], tmp_path / path_of(url)[1:], make())
        assert polled.next_due == pytest.approx(clock.time + seconds, abs=5)
    busy = server.at("/busy", send("", status=429, retry_after="5000"), host="b.test")
    polled = poll([busy], tmp_path / "busy", make())
    assert polled.next_due == pytest.approx(clock.time + 5000, abs=10)


def test_a_host_of_one_request_an_hour_gives_its_pages_too(
    server: Misbehaving, make: Make, tmp_path: Path, clock: Clock
) -> None:
    server.at("/robots.txt", send("User-agent: *\nCrawl-delay: 3600"))
    url = server.at("/feed", send(rss("/1", "/2"), kind=RSS))
    for number in "12":
        server.at(f"/{number}", page(number))
    fetcher = make()
    for _ in range(8):
        polled = poll([url], tmp_path, fetcher)
        assert polled.next_due is not None
        clock.time = max(clock.time, polled.next_due)
    assert kept(tmp_path) == ["/1", "/2"]
    assert not failures(tmp_path)


def test_what_was_fetched_before_a_stop_is_kept(server: Misbehaving, make: Make, tmp_path: Path, clock: Clock) -> None:
    url = server.at("/feed", send(rss(*(f"/{number}" for number in range(9))), kind=RSS))
    for number in range(9):
        server.at(f"/{number}", page(str(number)))
    polled = poll([url], tmp_path, make(), stop=lambda: len(server.pages()) > 4)
    assert polled.fetched == len(kept(tmp_path)) == 4
    assert polled.waiting == 5
    assert poll([url], tmp_path, make()).fetched == 5
    assert len(server.pages()) == len(set(server.pages())) == 10


def test_hosts_side_by_side_one_at_a_time_at_each(server: Misbehaving, make: Make, tmp_path: Path) -> None:
    meet = threading.Barrier(2)

    def behave(handler: Handler) -> None:
        meet.wait(10)
        page("x")(handler)

    links = [server.url(f"/{number}", host=host) for host in ("a.test", "b.test") for number in range(3)]
    for number in range(3):
        server.at(f"/{number}", behave)
    url = server.at("/feed", send(rss(*links), kind=RSS))
    assert poll([url], tmp_path, make()).fetched == 6
    assert server.most == 2


class Killed(BaseException):
    """Stands for a kill: nothing may catch it."""


STEPS: list[tuple[Any, str]] = [
    *((keeping, "sync"), (keeping, "sync_folder"), (os, "replace"), (state, "sync"), (state, "replacing")),
    *((keeping.Keeper, "finish"), (keeping.Keeper, "page"), (keeping.Keeper, "failure"), (state.State, "save")),
]


@pytest.mark.parametrize("after", [False, True], ids=["before", "after"])
@pytest.mark.parametrize(("owner", "step"), STEPS, ids=[step for _, step in STEPS])
def test_a_kill_loses_nothing(
    server: Misbehaving, make: Make, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, owner: Any, step: str, after: bool
) -> None:
    """Killed at each call of each step in turn; the feed no longer names its pages once it was read and kept."""
    server.at("/1", page("one"))
    server.at("/2", page("two"))
    monkeypatch.setattr(follow, "BATCH", 1)
    whole = getattr(owner, step)
    for nth in range(1, 4):
        folder = tmp_path / str(nth)
        url = server.at("/feed", send(rss("/1", "/2", "/gone"), kind=RSS))
        calls = 0

        def killing(*arguments: Any, nth: int = nth, **options: Any) -> Any:
            nonlocal calls
            calls += 1
            if calls == nth and not after:
                raise Killed
            result = whole(*arguments, **options)
            if calls == nth:
                raise Killed
            return result

        with monkeypatch.context() as patch:
            patch.setattr(owner, step, killing)
            with suppress(Killed):
                poll([url], folder, make())
        if (folder / "feeds" / "feeds.json").exists():
            server.at("/feed", send(rss(), kind=RSS))
        poll([url], folder, make())
        assert set(kept(folder)) == {"/1", "/2"}
        assert len(kept(folder)) <= 4
        assert {path_of(row.path) for row in failures(folder)} == {"/gone"}
        assert not list(folder.rglob("*.part"))


def test_half_a_line_of_what_is_done_is_dropped(server: Misbehaving, make: Make, tmp_path: Path) -> None:
    url = server.at("/1", page("one"))
    other = server.at("/2", page("two"))
    poll([url], tmp_path, make())
    with open(tmp_path / "feeds" / "done.txt", "ab") as file:
        file.write(other.encode()[:-1])
    poll([url, other], tmp_path, make())
    assert kept(tmp_path) == ["/1", "/2"]
    assert (tmp_path / "feeds" / "done.txt").read_text().split() == [url, other]


def test_a_process_that_is_killed(server: Misbehaving, make: Make, tmp_path: Path) -> None:
    stuck = threading.Event()

    def hold(handler: Handler) -> None:
        stuck.set()
        handler.server.misbehaving.closing.wait(1)
        page("one")(handler)

    url = server.at("/feed", send(rss("/1"), kind=RSS))
    server.at("/1", hold)
    code = "import sys; from reportedly.crawl.fetching.follow import *; "
    code += "poll([sys.argv[1]], sys.argv[2], Fetcher(private=True, pause=0))"
    child = subprocess.Popen([sys.executable, "-c", code, url, str(tmp_path)])
    assert stuck.wait(20)
    child.kill()
    child.wait()
    server.at("/feed", send(rss(), kind=RSS))  # the feed has moved on: the page is known all the same
    server.at("/1", page("one"))
    poll([url], tmp_path, make())
    assert kept(tmp_path) == ["/1"]


def test_one_process_at_a_time(server: Misbehaving, make: Make, tmp_path: Path) -> None:
    holder = state.State(tmp_path / "feeds")
    try:
        with pytest.raises(UsageError, match="another process"):
            poll([], tmp_path, make())
    finally:
        holder.close()
    assert poll([], tmp_path, make()) == Polled()


def test_a_folder_that_cannot_be_used(make: Make, tmp_path: Path) -> None:
    (tmp_path / "feeds").write_text("a file")
    with pytest.raises(CaptureError, match="File exists"):
        poll([], tmp_path, make())
    (tmp_path / "other" / "feeds").mkdir(parents=True)
    (tmp_path / "other" / "feeds" / "feeds.json").write_text("{nonsense")
    with pytest.raises(CaptureError, match="feeds.json"):
        poll([], tmp_path / "other", make())


def test_watching_until_told_to_stop(server: Misbehaving, make: Make, tmp_path: Path, clock: Clock) -> None:
    feeds = [send(rss(*(f"/{number}" for number in range(count))), kind=RSS) for count in (1, 2, 3, 4)]
    url = server.at("/feed", in_turn(*feeds))
    for number in range(4):
        server.at(f"/{number}", page(str(number)))
    rounds = list(watch([url], tmp_path, make(), stop=lambda: clock.time > START + 2000))
    assert [polled.fetched for polled in rounds] == [1, 1, 1]
    assert kept(tmp_path) == ["/0", "/1", "/2"]


def test_a_page_that_waits_and_is_given_too_waits_once(
    server: Misbehaving, make: Make, tmp_path: Path, clock: Clock
) -> None:
    feed = server.at("/feed", send(rss("/1"), kind=RSS))
    one = server.at("/1", send("", status=500))
    poll([feed], tmp_path, make(), stop=lambda: "/feed" in server.asked)  # before the page was asked for
    polled = poll([one], tmp_path, make())
    assert polled.next_due is not None
    assert polled.next_due >= clock.time + 890
    clock.time += 900
    server.at("/1", page("one"))
    assert poll([one], tmp_path, make()).fetched == 1
    assert "Reportedly-Feed" in records(tmp_path)[0][2]


def test_watching_ends_where_nothing_is_left(server: Misbehaving, make: Make, tmp_path: Path) -> None:
    assert [polled.fetched for polled in watch([server.at("/1", page("one"))], tmp_path, make())] == [1]
