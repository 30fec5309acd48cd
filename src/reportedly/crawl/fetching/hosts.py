"""Urls to ask for, side by side over hosts and one after the other at each."""

from __future__ import annotations

import threading
from collections.abc import Generator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from queue import SimpleQueue

from reportedly.crawl.fetching.fetch import Answer, Fetcher, Stop
from reportedly.errors import FetchError

PAGES = frozenset({"text/html", "application/xhtml+xml", "text/plain"})  # media types of pages


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """A url to ask for: ``followed`` if it was given, not named by a feed; those of least ``rank`` come first."""

    url: str
    host: str
    followed: bool
    rank: tuple[int, float]
    etag: str | None = None
    modified: str | None = None


Outcome = tuple[Task, Answer | FetchError]


def outcomes(tasks: list[Task], fetcher: Fetcher, stop: Stop, workers: int) -> Generator[Outcome, None, None]:
    """Give what came of each task, as it comes: hosts side by side, the tasks of a host one after the other."""
    hosts: dict[str, list[Task]] = {}
    for task in sorted(tasks, key=lambda task: task.rank):
        hosts.setdefault(task.host, []).append(task)
    ended = threading.Event()
    came: SimpleQueue[Outcome | BaseException | None] = SimpleQueue()

    def halted() -> bool:
        return ended.is_set() or stop()

    def work(mine: list[Task]) -> None:
        try:
            for task in mine:
                if halted():
                    break
                came.put((task, _outcome(task, fetcher, halted)))
        except BaseException as error:  # a fault of ours: raised again where it is seen
            came.put(error)
        finally:
            came.put(None)

    with ThreadPoolExecutor(min(workers, len(hosts)), thread_name_prefix="feeds") as pool:
        try:
            for mine in hosts.values():
                pool.submit(work, mine)
            left = len(hosts)
            while left:
                item = came.get()
                if item is None:
                    left -= 1
                elif isinstance(item, BaseException):
                    raise item
                else:
                    yield item
        finally:
            ended.set()


def _outcome(task: Task, fetcher: Fetcher, stop: Stop) -> Answer | FetchError:
    types = None if task.followed else PAGES
    try:
        return fetcher.get(task.url, etag=task.etag, modified=task.modified, types=types, stop=stop)
    except FetchError as error:
        return error
