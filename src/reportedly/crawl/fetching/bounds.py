"""What a feed may cost its parser: a few megabytes can be made to take minutes and a gigabyte, and are refused or cut.

Nothing that a feed is really made of comes near these bounds.
"""

from __future__ import annotations

import re

from reportedly.errors import FetchError

DEEPEST = 20_000  # elements within each other
LONGEST_TAG = 1_000_000  # characters
LONGEST_RUN = 100  # letters without a break, where there are too many such runs
COSTLIEST = 100_000_000  # the squares of the lengths of such runs, summed

TAG = re.compile(r"<(/?)[A-Za-z_][^<>]*?(/?)>")
LONG_TAG = re.compile(rf"<[^<>]{{{LONGEST_TAG}}}")
RUN = re.compile(rf"[\w.+\-]{{{LONGEST_RUN},}}")


def bounded(text: str, url: str) -> str:
    """Give a feed's text as it may be parsed, or refuse it."""
    if LONG_TAG.search(text) is not None:
        raise FetchError(f"{url}: the feed is broken (a tag of a million letters)", cause="feed")
    depth = 0
    for tag in TAG.finditer(text):
        if not tag[2]:
            depth += -1 if tag[1] else 1
        if depth > DEEPEST:
            raise FetchError(f"{url}: the feed is broken (more than {DEEPEST:,} elements are open)", cause="feed")
    # feedparser looks for mail addresses in a time that grows with the square of a run's length
    if sum(len(run[0]) ** 2 for run in RUN.finditer(text)) > COSTLIEST:
        return RUN.sub(lambda run: run[0][:LONGEST_RUN], text)
    return text
