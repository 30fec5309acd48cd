"""One url to one answer, politely: robots.txt, one request at a time a host with a pause between, every hop checked.

Whatever is not an answer is a ``FetchError`` that says whether asking again is of any use, and when.
"""

from __future__ import annotations

import socket
import ssl
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from urllib.parse import urljoin

from reportedly import __version__
from reportedly.crawl.fetching.addresses import Address, Lookup, Private, look_up, read_address
from reportedly.crawl.fetching.robots import LARGEST, Robots
from reportedly.crawl.fetching.unpack import SENT_AS
from reportedly.crawl.fetching.waits import back_off, retry_after
from reportedly.crawl.fetching.wire import Limits, Response, ask, trusting
from reportedly.errors import FetchError

Stop = Callable[[], bool]

REDIRECTS = frozenset({301, 302, 303, 307, 308})
BUSY = frozenset({429, 503})
PASSING = frozenset({408, 425, 429, *range(500, 600)})  # statuses that may be others the next time
STEP = 0.5  # seconds between two looks at whether to stop


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What a url gave: the body is decoded from gzip or deflate, never from its character set.

    ``retrieved`` is the instant in UTC; of a 304 the body is empty.
    """

    url: str
    final_url: str
    status: int
    headers: dict[str, str]
    body: bytes
    retrieved: str


@dataclass(slots=True)
class _Host:
    """A host is asked by one thread at a time, and not before ``due``."""

    lock: threading.Lock = field(default_factory=threading.Lock)
    due: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class _Wish:
    """What is wanted of each hop: ``cut`` takes the beginning of what is too large, ``robots`` that it allows it."""

    headers: dict[str, str] = field(default_factory=dict)
    limits: Limits
    types: frozenset[str] | None = None
    cut: bool = False
    robots: bool = True


def user_agent(contact: str | None) -> str:
    """Give what we call ourselves, with the address where a host can complain.

    >>> user_agent("https://example.org/bot").partition("/")[0]
    'reportedly'
    """
    shown = "".join(letter for letter in contact or "" if letter.isprintable() and letter.isascii())
    return f"reportedly/{__version__}" + (f" (+{shown})" if shown else "")


def never() -> bool:
    """Never stop."""
    return False


class Fetcher:
    """Asks for urls. Safe to use from many threads; ``now`` and ``sleep`` are the clock of all pauses.

    ``pause`` is the least number of seconds between two requests of a host; ``patience`` the longest that is waited
    for a host before its urls are left for later; ``tries`` how often a busy host (429, 503) is asked.
    """

    def __init__(
        self,
        *,
        contact: str | None = None,
        private: Private = False,
        pause: float = 1.0,
        patience: float = 30.0,
        tries: int = 3,
        limits: Limits | None = None,
        now: Callable[[], float] = time.time,
        sleep: Callable[[float], None] = time.sleep,
        lookup: Lookup = socket.getaddrinfo,
        context: ssl.SSLContext | None = None,
    ) -> None:
        self.agent = user_agent(contact)
        self.private = private
        self.pause = pause
        self.patience = patience
        self.tries = tries
        self.limits = limits or Limits()
        self.now = now
        self.sleep = sleep
        self._lookup = lookup
        self._context = context or trusting()
        self._hosts: dict[str, _Host] = {}
        self._lock = threading.Lock()
        self._robots = Robots(self._load_robots, now)

    def get(
        self,
        url: str,
        *,
        etag: str | None = None,
        modified: str | None = None,
        types: frozenset[str] | None = None,
        stop: Stop = never,
    ) -> Answer:
        """Fetch a url, or raise a ``FetchError``. With ``etag`` or ``modified`` the answer may be a 304."""
        asked = {"If-None-Match": etag, "If-Modified-Since": modified}
        headers = {name: value for name, value in asked.items() if value}
        here, response = self._follow(read_address(url), _Wish(headers=headers, limits=self.limits, types=types), stop)
        if response.status == 304 and headers:
            return self._answer(url, here, response)
        return self._answer(url, here, response, 200, 203)

    def stretch(self, url: str, start: int, count: int, *, stop: Stop = never) -> Answer:
        """Fetch a stretch of a file that somebody named (a 206), as it is sent; robots.txt is not asked about it."""
        headers = {"Range": f"bytes={start}-{start + count - 1}", "Accept-Encoding": "identity"}
        limits = replace(self.limits, sent=count, decoded=count)
        here, response = self._follow(read_address(url), _Wish(headers=headers, limits=limits, robots=False), stop)
        return self._answer(url, here, response, 206)

    def _answer(self, url: str, here: Address, response: Response, *wanted: int) -> Answer:
        """Make an answer of a response, or an error where its status is not a wanted one."""
        if wanted and response.status not in wanted:
            message = f"{here.url}: the server answers {response.status}"
            after = retry_after(response.headers.get("retry-after"), self.now())
            lasting = response.status not in PASSING
            raise FetchError(message, cause=f"status-{response.status}", lasting=lasting, after=after)
        retrieved = datetime.fromtimestamp(self.now(), UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
        return Answer(
            url=url,
            final_url=here.url,
            status=response.status,
            headers=response.headers,
            body=response.body,
            retrieved=retrieved,
        )

    def _follow(self, here: Address, wish: _Wish, stop: Stop) -> tuple[Address, Response]:
        """Follow redirects; each hop is checked as if it had been asked for."""
        seen: set[str] = set()
        while True:
            if here.url in seen:
                raise FetchError(f"{here.url}: redirects in a circle", cause="redirects", lasting=True)
            seen.add(here.url)
            delay = self.pause
            if wish.robots:
                rules = self._robots.rules(here, stop)
                rules.permit(here)
                delay = max(delay, rules.delay)
            response = self._patient(here, wish, stop, delay)
            target = response.headers.get("location")
            if response.status not in REDIRECTS or target is None:
                return here, response
            if len(seen) > self.limits.redirects:
                text = f"{here.url}: more than {self.limits.redirects} redirects"
                raise FetchError(text, cause="redirects", lasting=True)
            try:
                here = read_address(urljoin(here.url, target))
            except ValueError as error:
                raise FetchError(f"{here.url}: redirects to no url", cause="address", lasting=True) from error

    def _patient(self, here: Address, wish: _Wish, stop: Stop, delay: float) -> Response:
        """Ask a busy host again, as late as it wants and later each time, unless that is longer than our patience."""
        host = self._host(here)
        for count in range(1, self.tries + 1):
            with host.lock:
                response = self._once(here, host, wish, stop, delay)
                if response.status not in BUSY:
                    return response
                wanted = retry_after(response.headers.get("retry-after"), self.now())
                wait = max(wanted or 0.0, back_off(count, 2.0))
                host.due = self.now() + wait
            if wait > self.patience:
                break
        text = f"{here.url}: the server is busy ({response.status})"
        raise FetchError(text, cause=f"status-{response.status}", after=wait)

    def _once(self, here: Address, host: _Host, wish: _Wish, stop: Stop, delay: float) -> Response:
        """Ask once, when the host is due. Its lock is held by the caller."""
        self._rest(here, host.due, stop)
        numbers = look_up(here, private=self.private, lookup=self._lookup)
        sent = {"Host": here.netloc, "User-Agent": self.agent, "Accept-Encoding": SENT_AS, "Accept": "*/*"}
        sent["Connection"] = "close"
        try:
            return ask(
                here, numbers, sent | wish.headers, wish.limits, context=self._context, cut=wish.cut, types=wish.types
            )
        finally:
            host.due = self.now() + delay

    def _rest(self, here: Address, due: float, stop: Stop) -> None:
        """Wait until the host is due, looking at times whether to stop."""
        left = due - self.now()
        if left > self.patience:
            text = f"{here.url}: left for later, {here.host} wants {left:.0f} seconds first"
            raise FetchError(text, cause="later", after=left)
        while not stop():
            left = min(due - self.now(), self.patience)
            if left <= 0:
                return
            self.sleep(min(left, STEP))
        raise FetchError(f"{here.url}: stopped before it was asked for", cause="stopped")

    def _host(self, here: Address) -> _Host:
        with self._lock:
            return self._hosts.setdefault(here.host, _Host())

    def _load_robots(self, at: Address, stop: Stop, /) -> tuple[int, bytes]:
        limits = replace(self.limits, sent=LARGEST, decoded=LARGEST)
        _, response = self._follow(at, _Wish(limits=limits, cut=True, robots=False), stop)
        return response.status, response.body
