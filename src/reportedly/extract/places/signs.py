"""How likely a name is a place here: what the gazetteer, the words around it and the parser say, as one sum.

The weights are hand-set on the development halves of LGL and GeoVirus (articles whose key hashes to an even number).
Positive signs speak for a place; ``THRESHOLD`` is what they must reach.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from reportedly.extract.places.words import Word

if TYPE_CHECKING:
    from reportedly.codebook.places import PlaceLexicon
    from reportedly.gazetteer import Entry
    from reportedly.parsed import Token

THRESHOLD = 1.5
DATELINE_END = re.compile(r"\s*(?:,\s*[A-Z][\w.]*(?:\s[A-Z][\w.]*)?)?\s*(?:\([^)\n]{2,40}\)\s*)?(?:--|–|—|-)\s")
SOLID_COUNTRIES = frozenset({"US", "CA", "GB", "AU"})
PLACE_LABELS = frozenset({"GPE", "LOC", "FAC"})
SKIPPED = frozenset(
    {"the", "a", "an", "nearby", "neighboring", "neighbouring", "rebel", "held", "besieged", "occupied"}
)


@dataclass(slots=True)
class Scene:
    """What the whole article says before any name is judged: who its persons are, which words it has in lower case."""

    words: Sequence[Word]
    text: str
    lexicon: PlaceLexicon
    persons: frozenset[str]
    lower: frozenset[str]
    spoken_of: frozenset[str] = frozenset()
    shouting: bool = False


def read_scene(words: Sequence[Word], text: str, lexicon: PlaceLexicon) -> Scene:
    """Collect the surnames of persons (after a title or a first name) and the words in lower case."""
    persons: set[str] = set()
    titles, firsts = lexicon.words.titles, lexicon.first_names
    for before, word in zip(words, words[1:], strict=False):
        if word.capital and word.joined and before.capital:
            named = before.label == "PERSON" and word.label == "PERSON" and before.text not in titles
            if named or before.text in firsts or (before.text in titles and word.label not in PLACE_LABELS):
                persons.add(word.text)
    lower = frozenset(word.text for word in words if not word.capital)
    capitals = sum(word.upper for word in words)
    return Scene(
        words=words,
        text=text,
        lexicon=lexicon,
        persons=frozenset(persons),
        lower=lower,
        spoken_of=countries_named(words, lexicon),
        shouting=capitals * 2 > len(words),
    )


def countries_named(words: Sequence[Word], lexicon: PlaceLexicon) -> frozenset[str]:
    """Give the countries named by name or adjective."""
    found = set()
    for word, after in zip(words, [*words[1:], None], strict=False):
        if word.capital:
            for name in (word.text, f"{word.text} {after.text}" if after is not None else ""):
                code = lexicon.countries.get(name) or lexicon.demonyms.get(name)
                if code:
                    found.add(code)
    return frozenset(found)


def prior(entries: Sequence[Entry], size: int) -> float:
    """Give what the gazetteer alone says for a name of ``size`` words: 0.2 for a hamlet to 3 for a US state."""
    if not entries:
        return 0.0
    best = max(entry_prior(entry) for entry in entries)
    return best + 0.6 * (size > 1)


def entry_prior(entry: Entry) -> float:
    """Give how well known a place is, on the scale of ``prior``."""
    if entry.kind in ("country", "continent"):
        value = 3.5
    elif entry.kind == "admin1":
        value = 3.0 if entry.country in SOLID_COUNTRIES else 1.5
    elif entry.gazetteer_id.startswith("rp:"):
        value = 2.5
    else:
        people = entry.population
        value = 2.5 if people >= 1_000_000 else 1.8 if people >= 100_000 else 1.1 if people >= 15_000 else 0.4
        if entry.kind == "neighbourhood" or not people:
            value = 0.2
    return value - 1.2 * (entry.match == "alternate")


def signs(scene: Scene, first: int, last: int, *, entries: Sequence[Entry], known: bool) -> float:
    """Sum the signs for ``words[first:last]``; ``known`` says that the lexicon itself lists it as a place."""
    words, lexicon = scene.words, scene.lexicon
    size = last - first
    head, tail = words[first], words[last - 1]
    total = 4.0 if known else prior(entries, size)
    total += before_signs(scene, first, known) + after_signs(scene, last, known)
    total += parser_signs(words[first:last], known)
    spoken_of = scene.spoken_of - SOLID_COUNTRIES
    if not known and any(entry.country in spoken_of for entry in entries):
        total += 1.2
    if is_dateline(scene, first, last):
        total += 3.0
    if size == 1 and not known:
        word = head.text
        if word in lexicon.common_words:
            total -= 3.5
        elif word in lexicon.surnames:
            total -= 1.5
        if word.lower() in scene.lower:
            total -= 1.5
        if word in scene.persons:
            total -= 2.5
        if head.upper and len(word) <= 5 and not scene.shouting and not is_dateline(scene, first, last):
            total -= 4.0
        if head.opens and head.pos and head.pos != "PROPN":
            total -= 1.0
    elif not known and head.text in lexicon.first_names and head.label == "PERSON":
        total -= 2.0
    if tail.full_end > tail.end:
        total += 0.3
    return total


def before_signs(scene: Scene, first: int, known: bool) -> float:
    """Judge by the words before."""
    words, table = scene.words, scene.lexicon.words
    if first == 0 or "\n" in words[first].gap:
        return 0.0
    head, before = words[first], words[first - 1]
    total = 0.0
    if not head.joined:
        return 0.6 if head.gap == ", " and first > 1 and before.capital else 0.0
    at, passed = first - 1, (SKIPPED, table.parts, table.inner_parts)
    while at > 0 and words[at].joined and any(words[at].text.lower() in skipped for skipped in passed):
        at -= 1
    sign = words[at]
    if sign.text.lower() in table.prepositions:
        total += 1.5
    elif sign.text == "of" and at > 0:
        opener = words[at - 1]
        if opener.text in table.bodies_of:
            total -= 4.0 if not known else 5.0
        elif opener.text in table.place_nouns_before or opener.text.lower() in table.bearings:
            total += 2.0
        else:
            total += 0.7
    elif sign.text in table.place_nouns_before or sign.text in table.place_verbs:
        total += 1.2
    if before.capital and head.gap == " " and at == first - 1:
        if before.text in table.ship_prefixes:
            total -= 5.0
        elif before.text in table.titles:
            total -= 1.0 if known else 3.0
        elif before.text in scene.lexicon.first_names and not known:
            total -= 3.0
        elif not before.opens and before.text.lower() not in table.prepositions and not known:
            total -= 1.0
    elif before.text in table.ship_prefixes:
        total -= 5.0
    return total


def after_signs(scene: Scene, last: int, known: bool) -> float:
    """Judge by the words after."""
    words, table = scene.words, scene.lexicon.words
    if last >= len(words) or "\n" in words[last].gap:
        return 0.0
    after = words[last]
    owned = words[last - 1].full_end > words[last - 1].end
    if after.gap == ", " and after.capital:
        names = [after.text, f"{after.text} {words[last + 1].text}" if last + 1 < len(words) else ""]
        lexicon = scene.lexicon
        inside = any(name in lexicon.countries or name in table.containers for name in names)
        return 3.0 if inside or after.text in lexicon.divisions or after.text in lexicon.postal else 0.0
    if not after.joined:
        return 0.0
    if not after.capital:
        return 1.2 if after.text in table.place_nouns_after and not owned else 0.0
    if owned:
        return 0.3
    if after.text in table.other_bodies:
        return -4.0
    if after.text in table.local_bodies or after.text in table.place_nouns_after:
        return 0.5
    if after.text in scene.lexicon.demonyms or after.text in table.titles:
        return 0.0
    if words[last - 1].text in scene.lexicon.first_names and not known:
        return -3.0
    return -1.5 if not known and after.gap == " " else 0.0


def parser_signs(words: Sequence[Word], known: bool) -> float:
    """Judge by the parser's entity label: it is weak, so it only leans."""
    label = words[0].label
    token = words[0].token
    if label == "PERSON" and len(words) == 1 and token is not None and not in_longer_entity(token):
        label = "maybe a person"
    if label is None:
        return 0.0
    if label in PLACE_LABELS:
        return 1.3
    if known:
        return -1.0 if label == "PERSON" else 0.0
    return {"PERSON": -2.0, "maybe a person": -0.7, "ORG": -0.4, "NORP": -1.0, "": -0.4}.get(label, -1.5)


def in_longer_entity(token: Token) -> bool:
    """Whether the parser's entity has words beside this one."""
    doc, at = token.doc, token.i
    after = doc[at + 1].ent_iob_ == "I" if at + 1 < len(doc) else False
    return token.ent_iob_ == "I" or after


def is_dateline(scene: Scene, first: int, last: int) -> bool:
    """Whether the name opens a line, or a sentence in capitals, and a dash ends the dateline."""
    head = scene.words[first]
    if not (head.line_opens or head.opens and head.upper):
        return False
    return bool(DATELINE_END.match(scene.text, scene.words[last - 1].full_end))
