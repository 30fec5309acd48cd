"""What a host's robots.txt allows us (RFC 9309), read by protego and kept for a day at most.

No such file allows everything; a host that cannot say so now allows nothing, this time.
"""

from __future__ import annotations

import re
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Protocol

from protego import Protego

from reportedly.crawl.fetching.addresses import Address
from reportedly.errors import FetchError

AGENT = "reportedly"  # the name that robots.txt calls us by
LARGEST = 500 * 1024  # bytes of a robots.txt that are read
KEPT = 86_400.0  # seconds
KEPT_REFUSAL = 600.0  # seconds until a host that could not say is asked again


# A line that names a robot, in the spellings that protego takes.
NAMED = re.compile(r"^([ \t]*user[ -]?agent[ \t]*:?[ \t]*)([^\r\n#]*)", re.IGNORECASE | re.MULTILINE)


class Load(Protocol):
    """Loads a robots.txt: its status and body."""

    def __call__(self, address: Address, stop: Callable[[], bool], /) -> tuple[int, bytes]: ...  # noqa: D102


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """The rules of one origin: ``known`` is None where it could not say; then nothing is allowed."""

    known: Protego | None
    why: str | None = None

    @property
    def delay(self) -> float:
        """Give the seconds that it wants between two requests."""
        return (self.known.crawl_delay(AGENT) or 0.0) if self.known is not None else 0.0

    def permit(self, address: Address) -> None:
        """Refuse an address that is not allowed, for good where the rules say so, for now where they cannot be had."""
        if self.known is None:
            raise FetchError(f"{address.url}: no robots.txt could be had ({self.why})", cause="robots-unknown")
        if not self.known.can_fetch(address.url, AGENT):
            raise FetchError(f"{address.url}: robots.txt refuses it", cause="robots", lasting=True)


def read_rules(status: int, body: bytes) -> Rules:
    """Read the rules of an answer: 200s as they say, 400s as none at all, all else as a host that cannot say."""
    if 200 <= status < 300:
        read = body if len(body) < LARGEST else body[:LARGEST].rpartition(b"\n")[0]  # half a rule is another rule
        text = read.decode("utf-8", errors="replace").removeprefix("\ufeff")
        return Rules(known=Protego.parse(NAMED.sub(_ours_or_other, text)))
    if 400 <= status < 500 and status != 429:
        return Rules(known=Protego.parse(""))
    return Rules(known=None, why=f"status {status}")


def _ours_or_other(line: re.Match[str]) -> str:
    """Call all other robots by one name: protego keeps every rule once for each name, which may be thousands."""
    name = line[2].replace("*", "").strip().lower()
    return line[0] if AGENT.startswith(name) else f"{line[1]}other"


@dataclass(slots=True)
class Robots:
    """The rules of the origins that were asked, each for a day. Safe to use from many threads."""

    load: Load
    now: Callable[[], float]
    _known: dict[str, tuple[float, Rules]] = field(default_factory=dict)
    _locks: dict[str, threading.Lock] = field(default_factory=dict)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def rules(self, address: Address, stop: Callable[[], bool]) -> Rules:
        """Give the rules for an address, asking the host where they are not known or too old."""
        origin = address.origin
        with self._lock:
            lock = self._locks.setdefault(origin, threading.Lock())
        with lock:
            until, rules = self._known.get(origin, (0.0, None))
            if rules is None or not self.now() < until:
                rules = self._asked(address, stop)
                until = self.now() + (KEPT if rules.known is not None else KEPT_REFUSAL)
                self._known[origin] = until, rules
            return rules

    def _asked(self, address: Address, stop: Callable[[], bool]) -> Rules:
        at = Address(scheme=address.scheme, host=address.host, port=address.port, target="/robots.txt")
        try:
            return read_rules(*self.load(at, stop))
        except FetchError as error:
            if error.cause in ("later", "stopped", "private-address", "name"):
                raise
            if error.cause == "redirects":  # as if there were none (RFC 9309, 2.3.1.2)
                return read_rules(404, b"")
            return Rules(known=None, why=error.cause)
