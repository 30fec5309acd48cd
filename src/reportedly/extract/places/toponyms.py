"""Finds the toponyms: at each capital the longest run of words that the gazetteer or the lexicon knows and whose signs
reach the threshold; and names that no gazetteer knows but the words around them call a place.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from reportedly.extract.places.signs import PLACE_LABELS, THRESHOLD, Scene, is_dateline, signs

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reportedly.extract.places.words import Word
    from reportedly.gazetteer import Entry, Gazetteer

LONGEST = 6
NEAR_ENOUGH = 1.0  # a tolerant hit whose vowels are further apart is another name


@dataclass(frozen=True, slots=True, kw_only=True)
class Toponym:
    """A name found: its words ``[first, last)``, its span, the entries it may be, or the code the lexicon gives it."""

    first: int
    last: int
    start: int
    end: int
    name: str
    entries: tuple[Entry, ...] = ()
    code: str | None = None
    demonym: bool = False


def find_toponyms(scene: Scene, gazetteer: Gazetteer) -> Iterator[Toponym]:
    """Yield the toponyms in text order, none overlapping another; demonyms among them, marked."""
    words = scene.words
    spoken_of = countries_named(scene)
    at = 0
    while at < len(words):
        found = toponym_at(scene, gazetteer, at, spoken_of) if may_open(scene, at) else None
        if found:
            yield found
            at = found.last
        else:
            at += 1


def countries_named(scene: Scene) -> Counter[str]:
    """Count the countries named by name or adjective."""
    words, lexicon = scene.words, scene.lexicon
    found: Counter[str] = Counter()
    for at, word in enumerate(words):
        if word.capital:
            pair = f"{word.text} {words[at + 1].text}" if at + 1 < len(words) else ""
            for name in (word.text, pair):
                code = lexicon.countries.get(name) or lexicon.demonyms.get(name)
                if code:
                    found[code] += 1
    return found


def may_open(scene: Scene, at: int) -> bool:
    """Whether a name can begin at this word: a capital, or an Arabic article joined to one by a hyphen."""
    word = scene.words[at]
    if word.capital:
        return True
    after = scene.words[at + 1] if at + 1 < len(scene.words) else None
    return word.text in scene.lexicon.words.articles and after is not None and after.gap == "-" and after.capital


def toponym_at(scene: Scene, gazetteer: Gazetteer, at: int, spoken_of: Counter[str]) -> Toponym | None:
    """Give the toponym that begins at a word: the longest whose signs suffice."""
    lexicon = scene.lexicon
    for last in ends(scene, at):
        name = surface(scene, at, last)
        code = lexicon.countries.get(name) or division_code(scene, at, last, name)
        if code is None and scene.words[at].upper and is_dateline(scene, at, last):
            code = lexicon.countries.get(name.title())
        if code:
            if signs(scene, at, last, entries=(), known=True) >= THRESHOLD:
                return make(scene, at, last, code=code)
            continue
        demonym = lexicon.demonyms.get(name) or (name in lexicon.area_demonyms and name)
        if demonym and last - at < 3:
            return make(scene, at, last, code=str(demonym), demonym=True)
        entries = known_entries(scene, gazetteer, at, last, name)
        if entries:
            if signs(scene, at, last, entries=entries, known=False) >= THRESHOLD:
                return make(scene, at, last, entries=entries)
            if last - at > 1 and scene.words[at].text in lexicon.first_names:
                return None
    return unlisted(scene, gazetteer, at, spoken_of)


def known_entries(scene: Scene, gazetteer: Gazetteer, at: int, last: int, name: str) -> tuple[Entry, ...]:
    """Give the gazetteer's places of this name; the possessive is part of it only if nothing else is known."""
    plain = scene.lexicon.words.nicknames.get(name, name)
    tail = scene.words[last - 1]
    if last - at == 1 and len(plain) < 3 and not plain.isupper():
        return ()
    entries = gazetteer.find(plain)
    if not entries and tail.full_end > tail.end:
        entries = gazetteer.find(scene.text[scene.words[at].start : tail.full_end])
    return tuple(entry for entry in entries if entry.match == "exact" or entry.population >= 100_000)


def ends(scene: Scene, at: int) -> list[int]:
    """Give where a name that begins at ``at`` can end, the longest first; only connectors may be in lower case."""
    words, connectors = scene.words, scene.lexicon.words.connectors
    found = []
    last = at + 1
    while True:
        word = words[last - 1]
        if word.capital or word.text.isdigit():
            found.append(last)
        elif last > at + 1 and word.text not in connectors:
            break
        if last >= len(words) or last - at >= LONGEST or word.full_end > word.end or not follows(scene, last):
            break
        last += 1
    return found[::-1]


def follows(scene: Scene, at: int) -> bool:
    """Whether a word can belong to the same name as the one before."""
    word, before = scene.words[at], scene.words[at - 1]
    if word.joined:
        return True
    return (
        word.gap in (". ", ", ") and before.text in ("D", "St", "Ft", "Mt") or word.gap == "" and before.text[-1] == "."
    )


def surface(scene: Scene, at: int, last: int) -> str:
    """Give the name as printed, its white space made plain."""
    return " ".join(scene.text[scene.words[at].start : scene.words[last - 1].end].split())


def division_code(scene: Scene, at: int, last: int, name: str) -> str | None:
    """Give the code of an abbreviated state; many of them are one only after a comma ("Gary, Ind.")."""
    lexicon = scene.lexicon
    word = scene.words[at]
    after_town = word.gap == ", " and at > 0 and scene.words[at - 1].capital
    if name in lexicon.divisions and (after_town or name not in lexicon.words.after_comma_only):
        return lexicon.divisions[name]
    return lexicon.postal.get(name) if after_town and last - at == 1 else None


def unlisted(scene: Scene, gazetteer: Gazetteer, at: int, spoken_of: Counter[str]) -> Toponym | None:
    """Give a name that is spelt as in no gazetteer, if the words around it or the parser call it a place."""
    lexicon, words = scene.lexicon, scene.words
    lasts = [last for last in ends(scene, at) if last - at <= 4]
    closing = next((last for last in lasts if closes_place(scene, at, last)), None)
    if closing:
        return make(scene, at, closing)
    run = [last for last in lasts if plain_run(scene, at, last)]
    if not run or words[at].text in lexicon.common_words and run[0] - at == 1:
        return None
    last = run[0]
    if words[at].upper and len(words[at].text) <= 5 and not is_dateline(scene, at, last):
        return None
    entries = like(scene, gazetteer, at, last, spoken_of)
    likely = signs(scene, at, last, entries=(), known=False) + (1.0 if entries else 0.0)
    labelled = words[at].label in PLACE_LABELS
    if likely >= (THRESHOLD if entries else 2.4 if labelled else 3.0):
        return make(scene, at, last, entries=entries)
    return None


def plain_run(scene: Scene, at: int, last: int) -> bool:
    """Whether the words make one whole name: nothing capital before or after it, no demonym or title in it."""
    words, lexicon = scene.words, scene.lexicon
    after = words[last] if last < len(words) else None
    before = words[at - 1] if at else None
    if after is not None and after.capital and after.joined and words[last - 1].full_end == words[last - 1].end:
        return False
    if (
        before is not None
        and before.capital
        and words[at].joined
        and not before.opens
        and before.full_end == before.end
    ):
        return False
    inner = [word.text for word in words[at:last]]
    heads = lexicon.words.titles | lexicon.words.local_bodies | lexicon.words.other_bodies
    return not any(text in lexicon.demonyms or text in heads or text in lexicon.common_words for text in inner)


def closes_place(scene: Scene, at: int, last: int) -> bool:
    """Whether the last word makes a place of the name: "Canal Street", "Zab River"."""
    words, table = scene.words, scene.lexicon.words
    tail = words[last - 1].text
    if last - at < 2 or tail not in table.unknown_closings or words[at].text in table.prepositions:
        return False
    body = words[last].text if last < len(words) and words[last].joined else ""
    return not any(word.text in table.titles for word in words[at : last - 1]) and body not in table.other_bodies


def like(scene: Scene, gazetteer: Gazetteer, at: int, last: int, spoken_of: Counter[str]) -> tuple[Entry, ...]:
    """Give the places of countries spoken of whose name may be another spelling of this one."""
    name = surface(scene, at, last)
    if not spoken_of or len(name) < 4:
        return ()
    close = (entry for entry in gazetteer.find_like(name) if entry.apart <= NEAR_ENOUGH)
    return tuple(entry for entry in close if entry.country in spoken_of)


def make(
    scene: Scene, at: int, last: int, *, entries: Sequence[Entry] = (), code: str | None = None, demonym: bool = False
) -> Toponym:
    """Make the record."""
    words: Sequence[Word] = scene.words
    return Toponym(
        first=at, last=last, start=words[at].start, end=words[last - 1].end, name=surface(scene, at, last),
        entries=tuple(entries), code=code, demonym=demonym,
    )  # fmt: skip
