"""The records of a crawl: what is to be read, and what came of each page."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import Literal

from reportedly.model import Article, Capture, Failure, Notice, Reading

Cause = Literal["media-type", "status", "language", "length", "subject", "copy", "near-copy"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """A file, or a stretch of a web archive: read whole or not at all.

    ``address`` is what it is named by, ``place`` where it is opened: a path made absolute, for workers may stand
    elsewhere. ``stamp`` differs where the bytes have changed. A file that never changes once it is there has a name
    of its own, ``known``, by which it is known wherever it is moved.
    """

    address: str
    place: str
    stamp: str
    size: int
    start: int = 0
    end: int | None = None
    archive: bool = False
    private: bool = False
    known: str | None = None

    @property
    def whole(self) -> str:
        """What names the whole file, as it is now."""
        return self.known or f"{self.place}@{self.stamp}"

    @property
    def key(self) -> str:
        """What the manifest remembers."""
        return f"{self.whole}#{self.start}-{self.end}" if self.archive else self.whole


@dataclass(frozen=True, slots=True, kw_only=True)
class Shard:
    """Items that are read and written together: wholly finished, or read again."""

    items: tuple[Item, ...]

    @property
    def name(self) -> str:
        """The name of its files: the same wherever and whenever the same items are read."""
        return hashlib.sha256(
            "\n".join(item.key for item in self.items).encode("utf-8", "surrogateescape")
        ).hexdigest()[:16]


@dataclass(frozen=True, slots=True, kw_only=True)
class Aside:
    """A page that was not read, and why: the cause as one word, the reason in words.

    ``of`` is the path of the page that it is a copy of. ``text`` is kept of near copies alone, whose words are not all
    in what they are a copy of.
    """

    path: str
    cause: Cause
    reason: str
    key: str | None = None
    url: str | None = None
    publisher: str | None = None
    retrieved: str | None = None
    of: str | None = None
    text: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What a source holds at one place, and when it was fetched (an ISO 8601 instant), where the source says so."""

    what: Capture | Aside | Failure
    retrieved: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """A page that the gate lets through, as ``clean`` has made it, and what copies of it are known by.

    ``words`` are its words in lower case, with a space between; ``figures`` the numbers among them, in order.
    """

    path: str
    article: Article
    notices: tuple[Notice, ...]
    words: str
    figures: str
    retrieved: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Read:
    """A reading with where and when its page was taken."""

    path: str
    reading: Reading
    retrieved: str | None = None
