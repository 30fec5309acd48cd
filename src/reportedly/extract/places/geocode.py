"""Which of the places of one name is meant: written containment, then how well known, then the company it is in.

One sense a name and article. Each of its places is first weighed by itself, with the countries and first-level
divisions that the article names; then all names are placed together (``together``).
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from reportedly.extract.places.signs import SOLID_COUNTRIES
from reportedly.extract.places.together import place_together
from reportedly.gazetteer.names import exact_key

if TYPE_CHECKING:
    from reportedly.extract.places.signs import Scene
    from reportedly.extract.places.toponyms import Toponym
    from reportedly.gazetteer import Entry, Gazetteer

DIVISION_NOUNS = frozenset(
    [
        "province",
        "governorate",
        "state",
        "oblast",
        "region",
        "prefecture",
        "department",
        "Province",
        "State",
        "district",
    ]
)
RIVAL_COUNTRIES = frozenset({"US", "CA"})
WEIGHTS = {
    "people": 0.55,
    "country": 3.0,
    "continent": 3.0,
    "admin1": -0.4,
    "county": -2.2,
    "neighbourhood": -1.0,
    "solid": 3.4,
    "noun": 3.0,
    "own": 3.5,
    "preferred": 3.0,
    "alternate": -1.5,
    "contained": 6.0,
    "company": 3.0,
    "division": 1.5,
    "apart": 2.0,
    "main": 1.0,
}
Key = tuple[str, str]
ABOUT = 1.0  # so little tells one place of a name from another


@dataclass(frozen=True, slots=True, kw_only=True)
class Company:
    """What the article says of where it plays: weights of countries (sum 1) and the divisions it names."""

    countries: Mapping[str, float]
    divisions: frozenset[str]


def resolve(scene: Scene, toponyms: Sequence[Toponym], gazetteer: Gazetteer) -> list[tuple[Key, Entry | None]]:
    """Give each toponym's key and its place; None where the gazetteer has none, and for adjectives."""
    contained = containers(scene, toponyms, gazetteer)
    keys = [key_of(toponym, contained.get(number)) for number, toponym in enumerate(toponyms)]
    company = read_company(scene, toponyms, gazetteer)
    names: dict[Key, Toponym] = {}
    for key, toponym in zip(keys, toponyms, strict=True):
        if not toponym.demonym:
            names.setdefault(key, toponym)
    inherited = {name: container for name, container in names if container}
    options = [
        weigh(toponym, scene, company, key[1] or inherited.get(key[0], ""), gazetteer) for key, toponym in names.items()
    ]
    placed = dict(zip(names, place_together(options), strict=True))
    return [(key, None if toponym.demonym else placed[key]) for key, toponym in zip(keys, toponyms, strict=True)]


def key_of(toponym: Toponym, container: str | None) -> Key:
    """Give what makes two toponyms of an article the same name: its words and what it is written to lie in."""
    return toponym.name.lower(), container or ""


def containers(scene: Scene, toponyms: Sequence[Toponym], gazetteer: Gazetteer) -> dict[int, str]:
    """Give, by number of the toponym, the code of the country or division it is written to lie in ("Paris, Texas")."""
    found: dict[int, str] = {}
    for number in range(len(toponyms) - 2, -1, -1):
        inner, outer = toponyms[number], toponyms[number + 1]
        between = scene.text[scene.words[inner.last - 1].full_end : outer.start]
        words = between.replace(",", " ").split()
        listed = number + 2 < len(toponyms) and scene.text[outer.end : outer.end + 5] == " and "
        if outer.demonym or inner.code and "." not in inner.code:
            continue
        if (
            between == ", "
            and not listed
            or between.startswith(", ")
            and len(words) <= 4
            and words
            and words[0] == "in"
        ):
            code = code_of(outer, gazetteer)
            if code:
                found[number] = code
            elif number + 1 in found:
                found[number] = found[number + 1]
    return found


def code_of(toponym: Toponym, gazetteer: Gazetteer) -> str | None:
    """Give the code of a country or division that a toponym names; a state before a country."""
    if toponym.code:
        return toponym.code
    division = next((entry for entry in toponym.entries if entry.kind == "admin1" and entry.match == "exact"), None)
    return f"{division.country}.{division.admin1_code}" if division and division.admin1_code else None


def read_company(scene: Scene, toponyms: Sequence[Toponym], gazetteer: Gazetteer) -> Company:
    """Weigh the countries and divisions that the article names."""
    hints = scene.lexicon.country_hints
    countries: Counter[str] = Counter(hints[word.text] for word in scene.words if word.text in hints)
    divisions = set()
    doubtful = {toponym.name for toponym in toponyms if toponym.code and rivals(toponym.name, gazetteer)}
    for toponym in toponyms:
        code = toponym.code
        if code and toponym.name in doubtful:
            continue
        if code and len(code.split(".")[0]) == 2:
            countries[code.split(".")[0]] += 1
            if "." in code:
                divisions.add(code)
        elif not code:
            best = toponym.entries[0] if toponym.entries else None
            if best is not None and best.kind == "admin1" and best.admin1_code and best.population >= 500_000:
                divisions.add(f"{best.country}.{best.admin1_code}")
                countries[best.country or ""] += 1
            elif best is not None and best.country and best.population >= 1_000_000 and not shared(toponym.entries):
                countries[best.country] += 1
    capped = {code: math.sqrt(count) for code, count in countries.items()}
    total = sum(capped.values()) or 1.0
    shares = {code: weight / total for code, weight in sorted(capped.items())}
    return Company(countries=shares, divisions=frozenset(divisions))


def shared(entries: Sequence[Entry]) -> bool:
    """Whether towns of several countries bear the name (Dublin, London)."""
    return len({entry.country for entry in entries if entry.population >= 5_000 and entry.match == "exact"}) > 1


def weigh(
    toponym: Toponym, scene: Scene, company: Company, container: str, gazetteer: Gazetteer
) -> list[tuple[float, Entry]]:
    """Give a toponym's places with their scores, the likeliest by itself first."""
    candidates = list(toponym.entries)
    if toponym.code:
        meant = gazetteer.division(toponym.code)
        candidates = [meant, *rivals(toponym.name, gazetteer)] if meant is not None else []
    noun = division_noun(scene, toponym)
    preferred = scene.lexicon.words.preferred.get(toponym.name, "")
    scored = [
        (score(entry, company, container, noun) + WEIGHTS["preferred"] * (entry.gazetteer_id == preferred), entry)
        for entry in candidates
    ]
    return sorted(named_so_first(scored, toponym.name, gazetteer), key=lambda pair: (-pair[0], pair[1].row))


def named_so_first(
    scored: Sequence[tuple[float, Entry]], name: str, gazetteer: Gazetteer
) -> Iterator[tuple[float, Entry]]:
    """Of about equally likely places of a kind, raise those mainly called so: Baghuz before Kasan, once Baghuz."""
    best, kind = max(((total, entry.kind) for total, entry in scored), default=(0.0, ""))
    near = [entry.kind == kind and total >= best - ABOUT for total, entry in scored]
    for (total, entry), rival in zip(scored, near, strict=True):
        main = rival and sum(near) > 1 and exact_key(gazetteer.name_of(entry)) == exact_key(name)
        yield total + WEIGHTS["main"] * main, entry


def rivals(name: str, gazetteer: Gazetteer) -> list[Entry]:
    """Give the states and towns that bear the name of a country (Georgia, Lebanon)."""
    return [entry for entry in gazetteer.find(name) if entry.match == "exact" and entry.country in RIVAL_COUNTRIES]


def division_noun(scene: Scene, toponym: Toponym) -> bool:
    """Whether the words call it a division: "Hama province", "the state of Borno"."""
    words = scene.words
    after = words[toponym.last].text if toponym.last < len(words) and words[toponym.last].joined else ""
    before = words[toponym.first - 2].text if toponym.first > 1 and words[toponym.first - 1].text == "of" else ""
    return after in DIVISION_NOUNS or before in DIVISION_NOUNS


def score(entry: Entry, company: Company, container: str, noun: bool) -> float:
    """Weigh one place that a name may mean, apart from the other names."""
    people = 100_000 if entry.kind == "admin1" else max(entry.population, 400)
    total = WEIGHTS["people"] * math.log10(people) + WEIGHTS.get(entry.kind, 0.0) - WEIGHTS["apart"] * entry.apart
    if entry.gazetteer_id.startswith("rp:"):
        total += WEIGHTS["own"]
    if entry.kind == "admin1":
        total += WEIGHTS["noun"] * noun + WEIGHTS["solid"] * (entry.country in SOLID_COUNTRIES)
    total += WEIGHTS["noun"] * (noun and entry.kind == "county")
    total += WEIGHTS["alternate"] * (entry.match == "alternate")
    division = f"{entry.country}.{entry.admin1_code}"
    if container:
        total += WEIGHTS["contained"] if container in (entry.country, division) else -2.0
    total += WEIGHTS["company"] * company.countries.get(entry.country or "", 0.0)
    if division in company.divisions and entry.kind != "admin1":
        total += WEIGHTS["division"]
    return total
