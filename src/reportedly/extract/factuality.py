"""Events -> events with their factuality: what the learned head says of each, beside the status of the rules."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from reportedly.model import EventMention, Notice, Tags

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from reportedly.tagger.factuality import FactualityHead

TOLD = ("occurred", "ongoing")


def rate_events(events: Iterable[EventMention], tags: Tags, head: FactualityHead) -> Iterator[EventMention]:
    """Give events with their factuality, -3 to 3 in tenths; status and polarity stay as they are."""
    leanings = dict(tags.leanings)
    for event in events:
        leaning = leanings.get(event.trigger.start)
        yield (
            event
            if leaning is None
            else replace(event, factuality=head.factuality(leaning, event.status, event.polarity))
        )


def doubt_notices(events: Iterable[EventMention], head: FactualityHead | None) -> Iterator[Notice]:
    """Give a notice for each event that the rules take for told as fact while its words leave that open."""
    for event in events:
        if head is None or event.factuality is None or event.status not in TOLD or event.polarity != "positive":
            continue
        if event.factuality <= head.doubt.below:
            message = (
                f"the status {event.status} is doubtful: the words around it tell of it with {event.factuality:+.1f} "
                "on the scale from -3 (certainly did not happen) to 3 (certainly did)"
            )
            yield Notice(code="status-doubtful", message=message, start=event.trigger.start, end=event.trigger.end)
