"""Times that are only a part of a party's name are none: "the Dawn Brigade", "the Black September Movement"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportedly.model import Actor, Span, Time

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

ARTICLE = len("the ")


def times_apart(times: Iterable[Time], actors: Sequence[Actor]) -> Iterator[Time]:
    """Give the times that are not within a longer name of an actor, its article left aside."""
    names = [span for actor in actors for span in actor.mentions]
    for time in times:
        span = Span(start=time.start, end=time.end)
        if not any(
            name.start - ARTICLE <= span.start and span.end < name.end and name.overlaps(span) for name in names
        ):
            yield time
