"""Article and parse -> the places it names, one a place with all its mentions, on the map as far as the text says.

A place the gazetteer does not know keeps its name without coordinates, precision ``unknown``. What is only near, or
in a part of, a named place is a place of its own: "near Mosul" has Mosul's point and precision ``near``; "eastern
Syria" and "the Iraqi border" have no point.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from reportedly.extract.places.geocode import resolve
from reportedly.extract.places.relations import Relation, offset, read_relation
from reportedly.extract.places.signs import read_scene
from reportedly.extract.places.toponyms import Toponym, find_toponyms
from reportedly.extract.places.words import read_words
from reportedly.model import Place, Precision, Span

if TYPE_CHECKING:
    from reportedly.codebook.places import PlaceLexicon
    from reportedly.gazetteer import Entry, Gazetteer
    from reportedly.model import Article
    from reportedly.parsed import Doc

PRECISION: dict[str, Precision] = {
    "locality": "exact",
    "neighbourhood": "exact",
    "site": "exact",
    "county": "area",
    "area": "area",
    "water": "area",
    "admin1": "admin1",
    "country": "country",
    "continent": "region",
    "region": "region",
}
POINTS = frozenset({"locality", "neighbourhood", "site"})


def find_places(
    article: Article, doc: Doc, *, lexicon: PlaceLexicon, gazetteer: Gazetteer, demonyms: bool = False
) -> Iterator[Place]:
    """Yield the places of an article in the order of their first mentions (``p1``, …).

    Captions are read too. ``demonyms`` counts "Syrian" as a mention of Syria, as some corpora do.
    """
    scene = read_scene(read_words(article, doc, lexicon), article.text, lexicon)
    toponyms = list(find_toponyms(scene, gazetteer))
    placed = resolve(scene, toponyms, gazetteer)
    groups: dict[tuple[str, ...], tuple[Toponym, Relation, Entry | None, list[Span]]] = {}
    for toponym, (key, entry) in zip(toponyms, placed, strict=True):
        relation = read_relation(scene, toponym)
        if toponym.demonym and relation.kind != "border" and not demonyms:
            continue
        if toponym.demonym:
            entry = demonym_entry(toponym, lexicon, gazetteer)
        if relation.kind == "near" and not relation.wide and entry is not None and entry.kind not in POINTS:
            relation = Relation(kind="at", start=toponym.start, end=toponym.end, phrase=toponym.start)
        phrase = " ".join(article.text[relation.phrase : relation.end].lower().split())
        same = entry.gazetteer_id if entry is not None else key[0]
        identity = (same,) if relation.kind in ("at", "inner") else (same, phrase)
        mention = Span(start=relation.start, end=relation.end)
        groups.setdefault(identity, (toponym, relation, entry, []))[3].append(mention)
    for number, (toponym, relation, entry, mentions) in enumerate(groups.values(), 1):
        yield place_of(f"p{number}", article.text, toponym, relation, entry, tuple(mentions))


def demonym_entry(toponym: Toponym, lexicon: PlaceLexicon, gazetteer: Gazetteer) -> Entry | None:
    """Give the country or area that an adjective speaks of."""
    area = lexicon.area_demonyms.get(toponym.name)
    if area:
        return next(iter(gazetteer.find(area)), None)
    return gazetteer.division(toponym.code or "")


def place_of(
    identity: str, text: str, toponym: Toponym, relation: Relation, entry: Entry | None, mentions: tuple[Span, ...]
) -> Place:
    """Make the record, with no more precision than the words have."""
    named = " ".join(text[relation.phrase : relation.end].split()) if relation.kind != "inner" else toponym.name
    if entry is None:
        return Place(id=identity, name=named, mentions=mentions)
    point: tuple[float | None, float | None] = entry.latitude, entry.longitude
    precision = PRECISION[entry.kind]
    country: str | None = entry.country
    known = entry.gazetteer_id
    if relation.kind == "border":
        return Place(id=identity, name=named, precision="near", mentions=mentions)
    if relation.kind == "near":
        precision = "near"
        if entry.kind not in POINTS:
            point, known = (None, None), ""
            country = None if entry.kind == "country" else country
        elif relation.bearing is not None and relation.distance is not None:
            point = offset(entry.latitude, entry.longitude, relation.bearing, relation.distance)
    elif relation.kind == "part":
        precision = "area"
        if entry.kind not in POINTS:
            point, known = (None, None), ""
    return Place(
        id=identity,
        name=named,
        latitude=point[0],
        longitude=point[1],
        country=country,
        admin1=entry.admin1 if entry.kind != "country" else None,
        gazetteer_id=known or None,
        precision=precision,
        mentions=mentions,
    )
