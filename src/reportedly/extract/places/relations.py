"""How a place lies to the toponym that names it: at it, near it, in a part of it, or on its border."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from reportedly.extract.places.signs import Scene
    from reportedly.extract.places.toponyms import Toponym

Kind = Literal["at", "near", "part", "inner", "border"]
KM_A_DEGREE = 111.2


@dataclass(frozen=True, slots=True, kw_only=True)
class Relation:
    """``start`` and ``end`` are of the words that name the place: "eastern Syria" whole, else the toponym alone.

    ``phrase`` is where the words of the relation begin ("15 km north of"); ``bearing`` is in degrees clockwise from
    north, ``distance`` in km. ``wide`` says that the words mean "near" of a whole country too.
    """

    kind: Kind
    start: int
    end: int
    phrase: int
    bearing: float | None = None
    distance: float | None = None
    wide: bool = False


def read_relation(scene: Scene, toponym: Toponym) -> Relation:
    """Read the relation off the words before and after the toponym."""
    words, table = scene.words, scene.lexicon.words
    start, end, at = toponym.start, toponym.end, toponym.first
    after = words[toponym.last] if toponym.last < len(words) else None
    if after is not None and after.joined and after.text in table.borders:
        return Relation(kind="border", start=start, end=after.end, phrase=start)
    before = words[at - 1] if at and words[at].joined else None
    part = before is not None and (before.text.lower() in table.parts or before.text.lower() in table.inner_parts)
    if before is not None and part:
        at -= 1
    near = near_before(scene, at)
    if near:
        opening = " ".join(scene.text[near[0] : words[at].start].lower().split()).removesuffix(" the")
        wide = opening in table.near_wide or near[1] is not None or near[2] is not None
        return Relation(kind="near", start=start, end=end, phrase=near[0], bearing=near[1], distance=near[2], wide=wide)
    if before is not None and part:
        inner = before.text.lower() in table.inner_parts
        return Relation(kind="inner" if inner else "part", start=before.start, end=end, phrase=before.start)
    return Relation(kind="at", start=start, end=end, phrase=start)


def near_before(scene: Scene, at: int) -> tuple[int, float | None, float | None] | None:
    """Give where words that mean "near" begin before word ``at``, with bearing and distance if they say so."""
    words, lexicon = scene.words, scene.lexicon
    while at and words[at - 1].text in ("the", "city", "town", "village", "of") and words[at].joined:
        noun = words[at - 1].text
        if noun == "of" and words[at - 2].text not in ("city", "town", "village"):
            break
        at -= 1
    if not at or not words[at].joined:
        return None
    if words[at - 1].text == "of" and at > 1 and words[at - 2].text.lower() in lexicon.words.bearings:
        bearing = lexicon.words.bearings[words[at - 2].text.lower()]
        first, distance = distance_before(scene, at - 2)
        return words[first].start, bearing, distance
    if words[at - 1].text == "from":
        first, distance = distance_before(scene, at - 1)
        return (words[first].start, None, distance) if distance is not None else None
    if words[at - 1].text.lower() in lexicon.words.near:
        return words[at - 1].start, None, None
    for phrase in lexicon.near_phrases.get(words[at - 1].text.lower(), ()):
        first = at - len(phrase)
        if first >= 0 and all(words[first + step].text.lower() == word for step, word in enumerate(phrase)):
            return words[first].start, None, None
    return None


def distance_before(scene: Scene, at: int) -> tuple[int, float | None]:
    """Give where "15 km" or "10 miles (16 km)" begins before word ``at``, and its km."""
    words, units = scene.words, scene.lexicon.words.distance_units
    for back in (1, 3):
        first = at - back - 1
        if first >= 0 and words[first + 1].text in units and words[first].text[0].isdigit():
            number = words[first].text.replace(",", "").rstrip(".")
            if number.replace(".", "", 1).isdigit():
                return first, float(number) * units[words[first + 1].text]
    return at, None


def offset(latitude: float, longitude: float, bearing: float, distance: float) -> tuple[float, float]:
    """Give the point ``distance`` km from another along ``bearing`` degrees (flat earth, good to 200 km).

    >>> offset(36.0, 43.0, 0.0, 111.2)
    (37.0, 43.0)
    """
    north, east = math.cos(math.radians(bearing)), math.sin(math.radians(bearing))
    shrunk = max(0.01, math.cos(math.radians(latitude)))
    moved = latitude + distance * north / KM_A_DEGREE, longitude + distance * east / KM_A_DEGREE / shrunk
    return round(moved[0], 5), round(moved[1], 5)
