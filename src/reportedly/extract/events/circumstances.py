"""Where and when: the likeliest place of an event, and the time that stands closest to it in the sentence's structure.

A time that hangs on the event itself goes before one that hangs on its clause, that before one on a clause above. What
stands elsewhere in the sentence is not taken, and the day or place of speaking is never that of the event.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportedly.codebook.whereabouts import load_whereabouts
from reportedly.extract.events.conditions import is_condition
from reportedly.extract.events.scene import Scene, classes_of
from reportedly.extract.events.whereabouts import likeliest, spots_in

if TYPE_CHECKING:
    from collections.abc import Container, Iterator, Mapping

    from reportedly.codebook.triggers import Frame
    from reportedly.parsed import Token

FINENESS = {"exact": 0, "near": 1, "area": 2, "admin1": 3, "country": 4, "region": 5, "unknown": 2}
FAR = 99
CLAUSAL = frozenset({"ccomp", "advcl", "relcl", "acl", "csubj", "parataxis"})
INSIDE = frozenset({"compound", "conj", "appos", "nmod", "amod", "poss", "nummod"})
LEFT: dict[str, str] = {"move": "from", "yield": "nsubj"}
ABOVE = 2


def place_of(token: Token, scene: Scene, *, frame: Frame = "act", parties: Container[int] = ()) -> str | None:
    """Give the id of the place of an event, or None: the likeliest by learned weights (``whereabouts``).

    The place from which one withdraws, or which as a subject falls, is known by the frame of the trigger; a place that
    is a source ("Damascus said") is never one, nor one whose token is among ``parties``: "threatened Russia".
    """
    left = left_place(token, scene, frame)
    if left is not None:
        return left
    spots = spots_in(token.sent, scene.place_at, parties=scene.actor_at, sources=scene.sources)
    free = [spot for spot in spots if not spot.source and spot.head.i not in parties]
    return likeliest(token, free, load_whereabouts())


def left_place(token: Token, scene: Scene, frame: Frame) -> str | None:
    """Give the place from which one moves, or which yields, where the event's frame has one."""
    wanted = LEFT.get(frame)
    above = ladder_of(token, scene)
    ranked = [
        (level, FINENESS[scene.place_at[index].precision], abs(index - token.i), scene.place_at[index].id)
        for index in in_sentence(token, scene.place_at)
        if wanted is not None
        and index not in scene.sources
        and relation_of(scene.doc[index]) == wanted
        and (level := level_of(scene.doc[index], above, scene)) <= ABOVE
    ]
    return min(ranked)[-1] if ranked else None


def relation_of(word: Token) -> str:
    """Give how a place stands in its clause: the preposition over its noun phrase, else the dependency."""
    for _ in range(6):
        if word.dep_ in INSIDE:
            word = word.head
        elif word.dep_ == "pobj" and word.head.lower_ == "of" and word.head.head.pos_ in ("NOUN", "PROPN"):
            word = word.head.head
        else:
            break
    return str(word.head.lower_ if word.dep_ == "pobj" else word.dep_)


def time_of(token: Token, scene: Scene) -> str | None:
    """Give the id of the time of an event, or None. Sets ("every week") and bare durations date nothing."""
    best: tuple[int, bool, int] | None = None
    found = None
    above = ladder_of(token, scene)
    for index in in_sentence(token, scene.time_at):
        time = scene.time_at[index]
        if time.type == "SET" or (time.type == "DURATION" and time.date_start is None):
            continue
        level = level_of(scene.doc[index], above, scene)
        if level > ABOVE or (time.id in scene.said_on and level > 0):
            continue
        rank = (level, time.date_start is None, abs(index - token.i))
        if best is None or rank < best:
            best, found = rank, time.id
    return found


def in_sentence(token: Token, mentions: Mapping[int, object]) -> Iterator[int]:
    """Give the indices of the mentions in a token's sentence."""
    sentence = token.sent
    for index in range(sentence.start, sentence.end):
        if index in mentions:
            yield index


def ladder_of(trigger: Token, scene: Scene) -> dict[int, int]:
    """Give a trigger and what it hangs on, by token, with how far up: 0 itself, 1 its clause, 2 a clause above."""
    above = {trigger.i: 0}
    node, level = trigger, 0
    while True:
        head = node.head
        if head == node:
            return above
        dep = node.dep_
        if head.i in scene.cues and dep in ("ccomp", "parataxis", "xcomp"):
            return above
        if dep == "advcl" and is_condition(node, scene.words.modality):
            return above
        if dep == "relcl" and not classes_of(head, scene) & {"event", "weapon"}:
            above.setdefault(head.i, ABOVE)
            return above
        verbal = node.pos_ in ("VERB", "AUX")
        step = 1 if dep in CLAUSAL or dep in ("conj", "xcomp") else 0
        if (verbal or head.pos_ in ("VERB", "AUX")) and (node != trigger or not verbal):
            step = 1
        level = min(level + step, ABOVE)
        above.setdefault(head.i, level)
        node = head


def level_of(word: Token, above: dict[int, int], scene: Scene) -> int:
    """Say how closely a mention belongs to a trigger, given what the trigger hangs on; ``FAR`` if it does not."""
    for _ in range(12):
        if word.i in above:
            return above[word.i]
        if word.dep_ in CLAUSAL or word.head == word or is_own_clause(word) or word.i in scene.cues:
            break
        word = word.head
    return FAR


def is_own_clause(verb: Token) -> bool:
    """Whether a coordinated verb has its own subject or auxiliary, and with it its own place and time."""
    if verb.dep_ != "conj" or verb.pos_ not in ("VERB", "AUX"):
        return False
    return any(child.dep_ in ("nsubj", "nsubjpass", "aux", "auxpass") for child in verb.children)
