"""Feeds followed: what they name is fetched once, kept as WARC for the crawl to read, and remembered.

``poll`` asks every feed that is due, then fetches the pages that wait: side by side over hosts, one after the other at
each. The calling thread alone writes; pages reach the disk before the state that says that they are there.
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass, field

from reportedly.crawl.fetching.addresses import printable, read_address
from reportedly.crawl.fetching.feeds import is_feed, read_feed
from reportedly.crawl.fetching.fetch import Answer, Fetcher, Stop, never
from reportedly.crawl.fetching.hosts import PAGES, Task, outcomes
from reportedly.crawl.fetching.keeping import Keeper
from reportedly.crawl.fetching.state import Followed, State, Waiting, folder_of
from reportedly.crawl.fetching.waits import LONGEST, back_off, max_age
from reportedly.errors import CaptureError, FetchError

EVERY = 900.0  # seconds between two looks at a feed, at least
TRIES = 5  # of a page, before it is given up
TOLD_AFTER = 3  # failures of a feed in a row, before a passing cause is reported
BATCH = 200  # pages and failures that are kept before the state is written
UNTRIED = frozenset({"later", "stopped"})  # causes for which nothing was asked


@dataclass(frozen=True, slots=True, kw_only=True)
class Polled:
    """What a poll came to: ``failures`` are causes with their counts, ``next_due`` is in seconds since 1970."""

    feeds: int = 0
    unchanged: int = 0
    fetched: int = 0
    failures: tuple[tuple[str, int], ...] = ()
    waiting: int = 0
    files: tuple[str, ...] = ()
    next_due: float | None = None


def poll(
    addresses: Iterable[str],
    folder: str | os.PathLike[str],
    fetcher: Fetcher,
    *,
    stop: Stop = never,
    every: float = EVERY,
    workers: int = 8,
) -> Polled:
    """Ask the feeds and pages of ``addresses`` that are due, and fetch what they name. ``stop`` is asked in between."""
    at, captures = folder_of(folder)
    try:
        with closing(State(at)) as state, closing(Keeper(captures, fetcher.now())) as keeper:
            run = _Poll(state=state, keeper=keeper, fetcher=fetcher, every=every)
            given = run.given(addresses)
            while not stop() and (tasks := run.tasks(given)):
                with closing(outcomes(tasks, fetcher, stop, workers)) as came:
                    for task, outcome in came:
                        run.take(task, outcome)
                        if keeper.count >= BATCH:
                            run.keep()
                run.keep()
            run.keep()
            return run.summary(given)
    except OSError as error:
        raise CaptureError(f"{folder}: {error.strerror or error}") from error


def watch(
    addresses: Iterable[str],
    folder: str | os.PathLike[str],
    fetcher: Fetcher,
    *,
    stop: Stop = never,
    every: float = EVERY,
    workers: int = 8,
) -> Iterator[Polled]:
    """Poll for ever, giving the summary of each round, until ``stop`` says so or nothing is left to ask for."""
    given = tuple(addresses)
    while not stop():
        polled = poll(given, folder, fetcher, stop=stop, every=every, workers=workers)
        yield polled
        if polled.next_due is None:
            return
        due = max(polled.next_due, fetcher.now() + 1.0)
        while not stop() and (left := due - fetcher.now()) > 0:
            fetcher.sleep(min(left, 0.5))


@dataclass(slots=True, kw_only=True)
class _Poll:
    """One poll, as the calling thread sees it."""

    state: State
    keeper: Keeper
    fetcher: Fetcher
    every: float
    tried: set[str] = field(default_factory=set)
    failures: Counter[str] = field(default_factory=Counter)
    files: list[str] = field(default_factory=list)
    feeds: int = 0
    unchanged: int = 0
    fetched: int = 0

    def given(self, addresses: Iterable[str]) -> dict[str, None]:
        """Give the addresses as they are asked for; one that is none is a failure, once."""
        urls: dict[str, None] = {}
        for address in addresses:
            try:
                urls[read_address(address).url] = None
            except FetchError as error:
                self.fail(printable(address), error)
        return urls

    def tasks(self, given: dict[str, None]) -> list[Task]:
        """Give what is due and was not tried in this poll.

        Pages that were put off come before the feeds of their host: where a host allows one request an hour, its feed
        would otherwise take them all.
        """
        known, now = self.state.known, self.fetcher.now()
        tasks = []
        for url in given:
            feed = known.feeds.get(url) or Followed()
            due = feed.due <= now or (feed.told == "private-address" and self.fetcher.private)
            if due and not self.state.is_done(url):
                tasks.append(self._task(url, True, (1, feed.due), etag=feed.etag, modified=feed.modified))
        for url, page in known.waiting.items():
            if page.due <= now and url not in given:
                tasks.append(self._task(url, False, (0 if page.due else 2, page.due)))
        return [task for task in tasks if task.url not in self.tried]

    def _task(
        self, url: str, followed: bool, rank: tuple[int, float], *, etag: str | None = None, modified: str | None = None
    ) -> Task:
        return Task(url=url, host=read_address(url).host, followed=followed, rank=rank, etag=etag, modified=modified)

    def take(self, task: Task, outcome: Answer | FetchError) -> None:
        """Keep what came of a task."""
        self.tried.add(task.url)
        try:
            if isinstance(outcome, FetchError):
                raise outcome
            if not task.followed:
                self.page(task.url, outcome)
            elif outcome.status == 304:
                self.unchanged += 1
                self.settle(task.url, outcome, ttl=0.0)
            elif self.was_feed(task.url) or is_feed(outcome.body, outcome.headers.get("content-type")):
                self.feed(task.url, outcome)
            else:
                self.page(task.url, outcome)
        except FetchError as error:
            if error.cause == "stopped":
                self.tried.discard(task.url)
            elif task.followed and not self.is_gone(task.url, error):
                self.feed_failed(task.url, error)
            else:
                self.page_failed(task.url, error)

    def was_feed(self, url: str) -> bool:
        """Whether an address gave a feed before."""
        known = self.state.known.feeds.get(url)
        return known is not None and known.feed

    def is_gone(self, url: str, error: FetchError) -> bool:
        """Whether an address is given up like a page: it never was a feed, and its host says that nothing is there."""
        says_so = error.cause.startswith("status-") or error.cause in ("media-type", "too-large")
        return error.lasting and says_so and not self.was_feed(url)

    def page(self, url: str, answer: Answer) -> None:
        """Keep a page, unless it is one that was kept under another url."""
        kind = answer.headers.get("content-type", "").partition(";")[0].strip().lower()
        if kind and kind not in PAGES:
            raise FetchError(f"{url}: is {kind[:60]}, no page", cause="media-type", lasting=True)
        if answer.final_url == url or not self.state.is_done(answer.final_url):
            waiting = self.state.known.waiting.get(url) or Waiting()
            self.keeper.page(answer, published=waiting.published, feed=waiting.feed)
            self.fetched += 1
        self.state.known.feeds.pop(url, None)
        self.state.done(url, answer.final_url)

    def feed(self, url: str, answer: Answer) -> None:
        """Read a feed, and let the pages wait that it names and that are not done."""
        feed = read_feed(answer.body, answer.final_url, answer.headers.get("content-type"))
        known = self.state.known
        for entry in feed.entries:
            if not (self.state.is_done(entry.url) or entry.url in known.waiting or entry.url in known.feeds):
                known.waiting[entry.url] = Waiting(published=entry.published, feed=url)
        for link in feed.unusable:
            self.fail(link, FetchError(f"{link}: a link of {url} that leads to no page", cause="address", lasting=True))
        self.settle(url, answer, ttl=feed.ttl)

    def settle(self, url: str, answer: Answer, *, ttl: float) -> None:
        """Note that a feed was asked with success, and when it is due again."""
        feed = self.state.known.feeds.setdefault(url, Followed())
        feed.etag = answer.headers.get("etag") or (feed.etag if answer.status == 304 else None)
        feed.modified = answer.headers.get("last-modified") or (feed.modified if answer.status == 304 else None)
        feed.feed, feed.failures, feed.told = True, 0, None
        feed.due = self.fetcher.now() + max(self.every, ttl, max_age(answer.headers.get("cache-control")))
        self.feeds += 1

    def feed_failed(self, url: str, error: FetchError) -> None:
        """Ask a feed later that failed: it may be mended. A cause is reported once, a passing one later."""
        feed = self.state.known.feeds.setdefault(url, Followed())
        if error.cause not in UNTRIED:
            feed.failures += 1
            self.feeds += 1
            passing = not error.lasting and error.cause not in ("feed", "no-feed", "too-large")
            if feed.told != error.cause and not (passing and feed.failures < TOLD_AFTER):
                feed.told = error.cause
                self.report(url, error)
        wait = back_off(max(feed.failures, 1), self.every)
        feed.due = self.fetcher.now() + max(wait, error.after or 0.0)

    def page_failed(self, url: str, error: FetchError) -> None:
        """Try a page later, or give it up: at once for a lasting cause, else after some tries."""
        page = self.state.known.waiting.setdefault(url, Waiting())
        if error.cause not in UNTRIED:
            page.tries += 1
        if error.lasting:
            self.fail(url, error)
        elif page.tries >= TRIES:
            self.fail(url, FetchError(f"{error} (given up after {page.tries} tries)", cause=error.cause))
        else:
            wait = back_off(page.tries, EVERY) if error.cause not in UNTRIED else 0.0
            page.due = self.fetcher.now() + min(max(wait, error.after or 0.0), LONGEST)

    def fail(self, url: str, error: FetchError) -> None:
        """Report a url that is given up for good, once."""
        if not self.state.is_done(url):
            self.report(url, error)
            self.state.known.feeds.pop(url, None)
            self.state.done(url)

    def report(self, url: str, error: FetchError) -> None:
        """Keep a row of a failure."""
        self.keeper.failure(url, error)
        self.failures[error.cause] += 1

    def keep(self) -> None:
        """Put on disk what came, and only then that it came."""
        self.files += self.keeper.finish()
        self.state.save()

    def summary(self, given: dict[str, None]) -> Polled:
        """Say what it came to."""
        known = self.state.known
        dues = [known.feeds[url].due for url in given if url in known.feeds]
        dues += [page.due for url, page in known.waiting.items() if url not in given]
        return Polled(
            feeds=self.feeds,
            unchanged=self.unchanged,
            fetched=self.fetched,
            failures=tuple(sorted(self.failures.items())),
            waiting=len(known.waiting),
            files=tuple(self.files),
            next_due=min(dues, default=None),
        )
