"""Keeps out what claims nothing: questions, habits and rules, figures of speech."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportedly.extract.events.figurative import is_figurative
from reportedly.extract.events.scene import Scene

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from reportedly.extract.events.triggers import Trigger
    from reportedly.parsed import Token

NEAR = 2


def claims_nothing(trigger: Trigger, scene: Scene) -> bool:
    """Whether a trigger stands where no happening is claimed."""
    token = trigger.token
    sentence = token.sent
    if sentence[-1].text == "?" and not any(child.dep_ == "det" and child.lower_ == "the" for child in token.children):
        return True
    if is_figurative(trigger, scene):
        return True
    verb = token
    while verb.pos_ not in ("VERB", "AUX") and verb.head != verb:
        verb = verb.head
    return is_habit(verb, scene)


def amid_violence(triggers: Sequence[Trigger], scene: Scene, order: dict[int, int]) -> Iterator[Trigger]:
    """Give the triggers, without those that need violence near by and have none: "he died", in a life story."""
    words = scene.words.triggers
    violent = [
        order[trigger.token.sent.start]
        for trigger in triggers
        if not (trigger.sense.near_violence or trigger.sense.amid_conflict)
        and (trigger.event_type in words.attacks or trigger.event_type in words.casualties)
    ]
    for trigger in triggers:
        if trigger.sense.amid_conflict and not violent:
            continue
        if trigger.sense.near_violence:
            here = order[trigger.token.sent.start]
            if not any(abs(here - other) <= NEAR for other in violent):
                continue
        yield trigger


def is_habit(verb: Token, scene: Scene) -> bool:
    """Whether a clause in the simple present is marked as a habit: "often", "every year"."""
    if verb.tag_ not in ("VBZ", "VBP"):
        return False
    habitual = scene.words.modality.habitual
    return any(
        child.lower_ in habitual
        or (child.dep_ == "npadvmod" and any(grand.lower_ in ("every", "each") for grand in child.children))
        for child in verb.children
    )
