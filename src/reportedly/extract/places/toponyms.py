"""Finds the toponyms: at each capital the longest run of words that the gazetteer or the lexicon knows and whose signs
reach the threshold; and names that no gazetteer knows but the words around them call a place.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from reportedly.extract.places.signs import PLACE_LABELS, THRESHOLD, Scene, is_dateline, signs

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reportedly.extract.places.words import Word
    from reportedly.gazetteer import Entry, Gazetteer

LONGEST = 6
REPEATED = 2.0  # for a name that is a place elsewhere in the article
LISTED = 1.3
WIDE = frozenset({"country", "continent", "region", "area", "admin1"})
NICKNAME = 1.5
LINKS = frozenset({", ", " and ", ", and ", " or ", " to "})
HAMLET, TOWN = 5_000, 10_000  # people: fewer than the first yield to a town of the second
WIDE = frozenset({"country", "continent", "admin1", "county"})
NEAR_ENOUGH = 1.0  # a tolerant hit whose vowels are further apart is another name


@dataclass(frozen=True, slots=True, kw_only=True)
class Toponym:
    """A name found: its words ``[first, last)``, its span, the entries it may be, or the code the lexicon gives it.

    ``listing``: it is one of a list that is called villages, towns or districts.
    """

    first: int
    last: int
    start: int
    end: int
    name: str
    entries: tuple[Entry, ...] = ()
    code: str | None = None
    demonym: bool = False
    score: float = THRESHOLD
    listing: bool = False


def find_toponyms(scene: Scene, gazetteer: Gazetteer) -> Iterator[Toponym]:
    """Yield the toponyms in text order, none overlapping another; demonyms among them, marked."""
    sure: list[Toponym] = []
    doubtful: list[Toponym] = []
    words = scene.words
    at = 0
    while at < len(words):
        found = toponym_at(scene, gazetteer, at, sure) if may_open(scene, at) else None
        if found and found.score >= THRESHOLD:
            sure.append(found)
            at = found.last
        else:
            if found:
                doubtful.append(found)
            at += 1
    names = {toponym.name for toponym in sure if not toponym.demonym}
    taken = {place for toponym in sure for place in range(toponym.first, toponym.last)}
    again = [
        toponym
        for toponym in doubtful
        if toponym.name in names
        and toponym.score + REPEATED >= THRESHOLD
        and taken.isdisjoint(range(toponym.first, toponym.last))
    ]
    yield from sorted([*sure, *again], key=lambda toponym: toponym.start)


def listed(scene: Scene, at: int, sure: Sequence[Toponym]) -> bool:
    """Whether the word stands in a list right after a place: "Rafah and Jenin", "Goma, Sake"."""
    if not sure:
        return False
    before = sure[-1]
    if before.demonym or at - before.last > 1:
        return False
    between = scene.text[scene.words[before.last - 1].full_end : scene.words[at].start]
    return between in LINKS


def may_open(scene: Scene, at: int) -> bool:
    """Whether a name can begin at this word: a capital, or an Arabic article joined to one by a hyphen."""
    word = scene.words[at]
    if word.capital:
        return True
    after = scene.words[at + 1] if at + 1 < len(scene.words) else None
    return word.text in scene.lexicon.words.articles and after is not None and after.gap == "-" and after.capital


def toponym_at(scene: Scene, gazetteer: Gazetteer, at: int, sure: Sequence[Toponym]) -> Toponym | None:
    """Give the toponym that begins at a word: the longest whose signs suffice."""
    lexicon, words = scene.lexicon, scene.words
    bonus = LISTED if listed(scene, at, sure) else 0.0
    doubt: Toponym | None = None
    called = called_place(scene, at) or ("listed" if bonus and sure[-1].listing else "")
    last = whole_name(scene, gazetteer, at) if called else before_quarter(scene, gazetteer, at)
    if last:
        name = surface(scene, at, last)
        code = lexicon.countries.get(name)
        entries = () if code else known_entries(scene, gazetteer, at, last, name) or like(scene, gazetteer, at, last)
        return make(scene, at, last, entries=entries, code=code, listing=called.endswith(("s", "listed")))
    for last in ends(scene, at):
        if opens_longer(scene, at, last):
            continue
        name = surface(scene, at, last)
        if closes_place(scene, gazetteer, at, last):
            return make(scene, at, last, entries=known_entries(scene, gazetteer, at, last, name))
        code = lexicon.countries.get(name) or division_code(scene, at, last, name)
        if code is None and words[at].upper and is_dateline(scene, at, last):
            code = lexicon.countries.get(name.title())
        if code:
            if signs(scene, at, last, entries=(), known=True) >= THRESHOLD:
                return make(scene, at, last, code=code)
            continue
        demonym = lexicon.demonyms.get(name) or (name in lexicon.area_demonyms and name)
        if demonym and last - at < 3:
            return make(scene, at, last, code=str(demonym), demonym=True)
        entries = known_entries(scene, gazetteer, at, last, name)
        counties = gazetteer.find(f"{name} County") if before_counties(scene, last) else ()
        if counties:
            return make(scene, at, last, entries=counties)
        if entries:
            score = signs(scene, at, last, entries=entries, known=False) + bonus
            score += NICKNAME * (name in lexicon.words.nicknames)
            if score >= THRESHOLD:
                if not any(entry.population or entry.kind in WIDE for entry in entries):
                    known = {entry.row for entry in entries}
                    entries += tuple(entry for entry in like(scene, gazetteer, at, last) if entry.row not in known)
                return make(scene, at, last, entries=entries, score=score)
            if doubt is None:
                doubt = make(scene, at, last, entries=entries, score=score)
            if last - at > 1 and words[at].text in lexicon.first_names:
                return doubt
    return unlisted(scene, gazetteer, at, bonus) or doubt


def opens_longer(scene: Scene, at: int, last: int) -> bool:
    """Whether the word alone only opens a longer name: "Fort" in "Fort Hood" is not the village of that name."""
    words = scene.words
    follows_on = last < len(words) and words[last].joined and words[last].gap == " " and words[last].capital
    return last - at == 1 and follows_on and words[at].text in scene.lexicon.words.feature_openings


def called_place(scene: Scene, at: int) -> str:
    """Give the noun that calls the name a place: "town" in "the town of Sheikh Miskin"; empty if there is none."""
    words = scene.words
    if at < 2 or words[at - 1].text != "of" or words[at].gap != " " or not words[at - 1].joined:
        return ""
    noun = words[at - 2].text
    return noun if noun in scene.lexicon.words.settlements else ""


def whole_name(scene: Scene, gazetteer: Gazetteer, at: int) -> int:
    """Give where a name ends that is called a place: all its capitals, or as many as are known; 0 for none.

    A word that is mostly something else ends it ("the city of Ramadi Sunday"), as do figures and demonyms.
    """
    words, lexicon = scene.words, scene.lexicon
    for last in ends(scene, at):
        name, inner = surface(scene, at, last), [word.text for word in words[at:last]]
        other = "and" in inner or any(text.isdigit() for text in inner)
        other = other or any(text in lexicon.common_words or text in lexicon.demonyms for text in inner)
        if not other or name in lexicon.countries or known_entries(scene, gazetteer, at, last, name):
            return last
    return 0


def before_quarter(scene: Scene, gazetteer: Gazetteer, at: int) -> int:
    """Give where a name ends that a noun after it calls a place: "Katarko village", "Harabish District"; 0 for none.

    The name must be whole, and none of its words a person's, a body's, or mostly something else.
    """
    words, lexicon = scene.words, scene.lexicon
    table = lexicon.words
    if at and words[at].joined and words[at - 1].capital and not words[at - 1].opens:
        return 0
    for last in ends(scene, at):
        noun = words[last] if last < len(words) else None
        if noun is None or noun.gap != " " or noun.text.lower() not in table.quarters or last - at > 3:
            continue
        if noun.capital and (noun.text in table.unknown_closings or gazetteer.find(surface(scene, at, last + 1))):
            return 0
        inner = [word.text for word in words[at:last]]
        others = (lexicon.common_words, lexicon.demonyms, lexicon.area_demonyms, table.titles, table.local_bodies)
        person = words[at].text in lexicon.first_names or words[at].text in scene.persons
        if not person and not any(text in other or text.isdigit() for text in inner for other in others):
            return last
    return 0


def before_counties(scene: Scene, last: int) -> bool:
    """Whether the name stands in a list that ends in "counties": "Boone, Clay and Knox counties"."""
    words = scene.words
    for after in words[last : last + 7]:
        if after.text.lower() == "counties":
            return after.joined or after is words[last]
        if not (after.capital or after.text == "and") or after.gap.strip() not in ("", ","):
            return False
    return False


def known_entries(scene: Scene, gazetteer: Gazetteer, at: int, last: int, name: str) -> tuple[Entry, ...]:
    """Give the gazetteer's places of this name; the possessive is part of it only if nothing else is known."""
    plain = scene.lexicon.words.nicknames.get(name, name)
    tail = scene.words[last - 1]
    if last - at == 1 and len(plain) < 3 and not plain.isupper():
        return ()
    entries = gazetteer.find(plain)
    if not entries and tail.full_end > tail.end:
        entries = gazetteer.find(scene.text[scene.words[at].start : tail.full_end])
    known = tuple(entry for entry in entries if entry.match == "exact" or entry.population >= 100_000)
    return (*known, *towns_with_article(scene, gazetteer, plain, known)) if known else ()


def towns_with_article(scene: Scene, gazetteer: Gazetteer, name: str, known: Sequence[Entry]) -> Iterator[Entry]:
    """Give towns of countries spoken of that bear a hamlet's name but for an article: "Qamishli" of Al-Qamishli."""
    if any(entry.population >= HAMLET or entry.kind in WIDE for entry in known):
        return
    for entry in gazetteer.find_like(name) if scene.spoken_of else ():
        is_town = entry.population >= TOWN and entry.kind not in WIDE and not entry.apart
        if is_town and entry.country in scene.spoken_of and all(entry.row != other.row for other in known):
            yield entry


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
    if at and words_before_digit(scene, at):
        return None
    if name in lexicon.divisions and (after_town or name not in lexicon.words.after_comma_only):
        return lexicon.divisions[name]
    return lexicon.postal.get(name) if after_town and last - at == 1 else None


def words_before_digit(scene: Scene, at: int) -> bool:
    """Whether a number stands before ("100 B.C.")."""
    return scene.words[at].joined and scene.words[at - 1].text[-1].isdigit()


def unlisted(scene: Scene, gazetteer: Gazetteer, at: int, bonus: float) -> Toponym | None:
    """Give a name that is spelt as in no gazetteer, if the words around it or the parser call it a place."""
    lexicon, words = scene.lexicon, scene.words
    lasts = [last for last in ends(scene, at) if last - at <= 4]
    run = [last for last in lasts if plain_run(scene, at, last)]
    if not run or words[at].text in lexicon.common_words and run[0] - at == 1:
        return None
    last = run[0]
    if words[at].upper and len(words[at].text) <= 5 and not is_dateline(scene, at, last):
        return None
    entries = like(scene, gazetteer, at, last)
    likely = signs(scene, at, last, entries=(), known=False) + bonus + (1.2 if entries else 0.0)
    labelled = words[at].label in PLACE_LABELS
    if likely >= (THRESHOLD if entries else 2.4 if labelled else 3.0):
        return make(scene, at, last, entries=entries, score=likely)
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
    table = lexicon.words
    others = (lexicon.demonyms, table.titles, table.local_bodies, table.other_bodies, lexicon.common_words)
    return not any(text in other for text in inner for other in others)


def closes_place(scene: Scene, gazetteer: Gazetteer, at: int, last: int) -> bool:
    """Whether the last word makes a place of the name: "Canal Street", "Zab River".

    A common word before a name that is known without it is no part of it: "Only Jefferson County". A party's name that
    opens so names no place: "Free Valley Front".
    """
    words, table = scene.words, scene.lexicon.words
    tail = words[last - 1].text
    inner = [word.text for word in words[at : last - 1]]
    if len(inner) > 1 and words[at].text in scene.lexicon.common_words and gazetteer.find(surface(scene, at + 1, last)):
        return False
    if inner and inner[-1] in table.numbered_roads and tail.isdigit():
        return len(inner) == 1
    if not inner or tail not in table.unknown_closings or words[at].text.lower() in table.prepositions:
        return False
    if words[at].label == "PERSON" and words[at].text in scene.lexicon.first_names:
        return False
    if len(inner) > 3 or any(text in table.unknown_closings or text.islower() for text in inner):
        return False
    if all(text in scene.lexicon.common_words for text in inner) and last < len(words) and words[last].text.isdigit():
        return False
    body = words[last].text if last < len(words) and words[last].joined else ""
    if any(word.text in table.titles for word in words[at : last - 1]):
        return False
    return body not in table.other_bodies and body not in table.fighting_bodies


def like(scene: Scene, gazetteer: Gazetteer, at: int, last: int) -> tuple[Entry, ...]:
    """Give the places of countries spoken of whose name may be another spelling of this one."""
    name = surface(scene, at, last)
    if not scene.spoken_of or len(name) < 4:
        return ()
    close = (entry for entry in gazetteer.find_like(name) if entry.apart <= NEAR_ENOUGH)
    return tuple(entry for entry in close if entry.country in scene.spoken_of)


def make(
    scene: Scene,
    at: int,
    last: int,
    *,
    entries: Sequence[Entry] = (),
    code: str | None = None,
    demonym: bool = False,
    score: float = THRESHOLD,
    listing: bool = False,
) -> Toponym:
    """Make the record."""
    words: Sequence[Word] = scene.words
    return Toponym(
        first=at,
        last=last,
        start=words[at].start,
        end=words[last - 1].end,
        name=surface(scene, at, last),
        entries=tuple(entries),
        code=code,
        demonym=demonym,
        score=score,
        listing=listing,
    )
