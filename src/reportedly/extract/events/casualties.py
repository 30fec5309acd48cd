"""Ties the dead, the injured and the destroyed to the attack, where one sentence does."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportedly.extract.events.scene import Scene, span_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reportedly.extract.events.triggers import Trigger
    from reportedly.model import Span
    from reportedly.parsed import Token

CUTS = frozenset({"ccomp", "parataxis"})


def causes_of(triggers: Sequence[Trigger], scene: Scene) -> dict[int, Span]:
    """Give the trigger of the attack that each casualty is tied to, by the casualty's token.

    They are tied if one hangs on the other, or both on one verb, and no clause of speech lies between.
    """
    words = scene.words.triggers
    by_sentence: dict[int, list[Token]] = {}
    for trigger in triggers:
        if trigger.event_type in words.attacks:
            by_sentence.setdefault(trigger.token.sent.start, []).append(trigger.token)
    causes: dict[int, Span] = {}
    for trigger in triggers:
        if trigger.event_type not in words.casualties:
            continue
        token = trigger.token
        tied = [
            other for other in by_sentence.get(token.sent.start, ()) if other.i != token.i and are_tied(token, other)
        ]
        if tied:
            causes[token.i] = span_of(min(tied, key=lambda other: abs(other.i - token.i)))
    return causes


def are_tied(casualty: Token, attack: Token) -> bool:
    """Whether a casualty and an attack hang together without a clause of speech between them."""
    above = chain(casualty)
    node = attack
    for _ in range(10):
        if node.i in above:
            return True
        if node.dep_ in CUTS or node.head == node:
            return False
        node = node.head
    return False


def chain(token: Token) -> set[int]:
    """Give a token and what it hangs on, up to the end of its clause complex."""
    found = {token.i}
    if token.dep_ in ("amod", "compound", "relcl") and token.pos_ != "NOUN":
        return found
    while token.dep_ not in CUTS and token.head != token:
        token = token.head
        found.add(token.i)
    return found
