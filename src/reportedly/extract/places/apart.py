"""Places and parties -> the places without what is only a part of a party's name ("Free Syrian Army", "Daesh")."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from reportedly.model import Actor, ActorType, Place

# A state or a government is named by its place, and is one: "Syria said".
BODIES: frozenset[ActorType] = frozenset(
    {"armed-group", "state-forces", "coalition", "international", "political", "organisation", "media"}
)


def places_apart(places: Sequence[Place], actors: Sequence[Actor]) -> Iterator[Place]:
    """Give the places, in order and under their own ids, with the mentions that no party's name holds.

    A place all of whose mentions are parts of such names is none.
    """
    names = [span for actor in actors if actor.type in BODIES for span in actor.mentions]
    for place in places:
        kept = tuple(span for span in place.mentions if not any(name.contains(span) for name in names))
        if kept:
            yield place if len(kept) == len(place.mentions) else replace(place, mentions=kept)
