"""Attributions, claims, actors -> attributions that say whether their source is a side in what it speaks of."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from reportedly.model import Actor, Attribution, Claim, Span

CONFLICT_TYPES = frozenset({
    "battle", "ground-assault", "territory-gain", "territory-loss", "siege", "airstrike", "drone-strike",
    "missile-strike", "shelling", "bombing", "suicide-bombing", "mine-explosion", "shooting", "killing", "injury",
    "execution", "abduction", "hostage-taking", "surrender", "ceasefire", "ceasefire-violation",
})  # fmt: skip
KNOWN_SIDES = frozenset({
    "state", "government", "state-forces", "armed-group", "coalition", "political", "media", "international",
    "organisation", "civilian",
})  # fmt: skip


def mark_parties(
    attributions: Iterable[Attribution], claims: Sequence[Claim], actors: Sequence[Actor]
) -> Iterator[Attribution]:
    """Say of each source whether its side is a side in the conflict it speaks of; None where its side is not known."""
    by_id = {actor.id: actor for actor in actors}
    sides = {
        name
        for claim in claims
        if claim.event_type in CONFLICT_TYPES
        for actor_id in (*claim.actors, *claim.recipients)
        for name in names_of_side(by_id[actor_id])
    }
    for item in attributions:
        yield replace(item, party=is_party(item, sides, actors)) if item.source else item


def names_of_side(actor: Actor) -> set[str]:
    """Give the parties whose side an actor is on: itself and what it is part of; civilians are no side."""
    return set() if actor.type == "civilian" else {actor.name, *actor.part_of}


def is_party(item: Attribution, sides: set[str], actors: Sequence[Actor]) -> bool | None:
    """Whether the source's side is among the sides; its side is that of its actor, or that its own words name."""
    assert item.source is not None
    source = Span(start=item.source.start, end=item.source.end)
    speakers = [
        actor
        for actor in actors
        if actor.id == item.source.actor or any(source.contains(mention) for mention in actor.mentions)
    ]
    own = {name for actor in speakers for name in names_of_side(actor) if actor.type != "unknown"}
    if own & sides:
        return True
    return False if any(actor.type in KNOWN_SIDES or actor.part_of for actor in speakers) else None
