"""Place names to coordinates, from raw text (after Gritta, Pilehvar and Collier, 2020).

*Detection*: names found that share a character with a toponym of the corpus, one to one (so the baseline of DESIGN
section 7 was counted); strict: the same characters. *Right*: of the toponyms found that the corpus gives coordinates,
those put within 161 km (100 miles) of them, or in the right country for a toponym that is one. *Right end to end*:
the same, of all toponyms with coordinates. *Kilometres off*: the median distance of the found toponyms that were given
a point, read from a histogram of 160 classes that are 7 % wide each.

What is found and not right has one cause: *not in the gazetteer* (it holds no place of this or a like name within
161 km of where it is), *unresolved* (a place is there, but the name was given no point), *country wrong*, or *same
country, but far*.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

import numpy as np

from bench import ours
from bench.corpora.geoparsing import Document, Toponym, read_geoparsing
from bench.countries import code_of
from bench.score import Array, Prf, Rate, Rows, pair_up, prf
from bench.spans import Span, context
from bench.task import Bar, Predict

if TYPE_CHECKING:
    from reportedly.gazetteer import Entry

NEAR_KM = 161.0
EARTH_KM = 6371.0
CAUSES = ("country wrong", "same country, but far", "not in the gazetteer", "unresolved")
EDGES = np.concatenate([[0.0], np.geomspace(0.5, 20_100.0, 160)])


@dataclass(frozen=True, slots=True, kw_only=True)
class Where:
    """Where a system puts a name; ``country`` is an ISO code, and ``whole`` says that the place is that country."""

    latitude: float | None
    longitude: float | None
    country: str | None
    whole: bool = False


Answer = dict[Span, Where]


@dataclass(frozen=True, slots=True)
class Middle:
    """The median of distances in kilometres, kept as counts of ``EDGES`` so that documents can be summed."""

    distances: tuple[float, ...]
    headline: ClassVar[str] = "median km"

    def counts(self) -> tuple[float, ...]:
        """Give how many distances fall into each class."""
        return tuple(float(count) for count in np.histogram(np.clip(self.distances, 0, EDGES[-1]), bins=EDGES)[0])

    @staticmethod
    def values(sums: Array) -> dict[str, Array]:
        """Give the median, read between the edges of the class that holds it."""
        table = np.atleast_2d(sums)
        reached = np.cumsum(table, axis=-1)
        half = reached[:, -1:] / 2
        at = np.argmax(reached >= half, axis=-1)
        line = np.arange(len(table))
        before = reached[line, at] - table[line, at]
        inside = np.divide(half[:, 0] - before, table[line, at], out=np.zeros(len(table)), where=table[line, at] > 0)
        median = EDGES[at] + inside * (EDGES[at + 1] - EDGES[at])
        return {"median km": median.reshape(np.shape(sums)[:-1])}


class Places:
    """LGL and GeoVirus: our step of places, fed directly."""

    name = "places"
    corpus = "geoparsing"

    def __init__(self) -> None:
        self.bars: tuple[Bar, ...] = ()

    def read(self, path: Path) -> list[Document]:
        """Read one corpus file; the bars depend on which it is."""
        detection, right = (0.90, 0.88) if "virus" in path.name.lower() else (0.80, 0.80)
        self.bars = (
            Bar(figure="detection", value="f1", at_least=detection),
            Bar(figure="right", value="share", at_least=right),
        )
        return read_geoparsing(path)

    def predict(self, records: Sequence[Document]) -> Iterator[Answer]:
        """Give where each found name lies."""
        for article, doc in ours.parsed((record.text, None) for record in records):
            yield {
                (mention.start, mention.end): Where(
                    latitude=place.latitude,
                    longitude=place.longitude,
                    country=place.country,
                    whole=place.precision == "country",
                )
                for place in ours.places_of(article, doc)
                for mention in place.mentions
            }

    def peers(self) -> Mapping[str, Predict[Document, Answer]]:
        """Give spaCy's entities, each put at the most populous place of its name."""
        from bench.peers.spacy_places import by_population

        return {"spaCy + largest population": lambda records: by_population(record.text for record in records)}

    def score(self, gold: Document, answer: Answer) -> Rows:
        """Count one document."""
        pairs = paired(gold.toponyms, answer)
        found = [
            cause_of(gold.text[slice(*toponym.span)], toponym, there)
            for toponym, there in pairs
            if located(toponym) and not is_right(toponym, there)
        ]
        total = sum(located(toponym) for toponym, _ in pairs)
        return {
            **score_places(gold.toponyms, answer),
            "kilometres off": Middle(tuple(distances(pairs))),
            **{f"wrong: {cause}": Rate(found.count(cause), total) for cause in CAUSES},
        }

    def errors(self, gold: Document, answer: Answer) -> Iterator[str]:
        """Say what was missed, wrongly found, or put elsewhere."""
        wanted = {toponym.span: toponym for toponym in gold.toponyms}
        for span in sorted({*wanted, *answer}):
            shown = context(gold.text, span)
            if span not in answer:
                yield f"missed: {shown}"
            elif span not in wanted:
                yield f"false: {shown}"
            elif located(wanted[span]) and not is_right(wanted[span], answer[span]):
                there = answer[span]
                toponym = wanted[span]
                yield (
                    f"elsewhere ({there.latitude}, {there.longitude} {there.country}) for "
                    f"({toponym.latitude}, {toponym.longitude} {toponym.country}): {shown}"
                )


def paired(toponyms: Sequence[Toponym], answer: Answer) -> list[tuple[Toponym, Where]]:
    """Match toponyms and found names that share a character, one to one."""
    wanted = {toponym.span: toponym for toponym in toponyms}
    spans, gold = sorted(answer), sorted(wanted)
    pairs = pair_up(len(spans), len(gold), lambda f, w: min(spans[f][1], gold[w][1]) - max(spans[f][0], gold[w][0]))
    return [(wanted[gold[w]], answer[spans[f]]) for f, w in pairs]


def score_places(toponyms: Sequence[Toponym], answer: Answer) -> Rows:
    """Count one document's names."""
    wanted = {toponym.span: toponym for toponym in toponyms}
    pairs = paired(toponyms, answer)
    found = [(toponym, there) for toponym, there in pairs if located(toponym)]
    right = sum(is_right(toponym, there) for toponym, there in found)
    return {
        "detection": Prf(len(pairs), len(answer), len(wanted)),
        "right": Rate(right, len(found)),
        "right end to end": Rate(right, sum(located(toponym) for toponym in wanted.values())),
        "detection, strict": prf(answer, wanted),
    }


def located(toponym: Toponym) -> bool:
    """Whether the corpus says where the toponym is."""
    return toponym.latitude is not None


def is_right(toponym: Toponym, there: Where) -> bool:
    """Whether an answer is near enough, or is the country that the toponym is."""
    country = code_of(toponym.country)
    if country is not None and there.whole and there.country == country:
        return True
    if there.latitude is None or there.longitude is None or toponym.latitude is None or toponym.longitude is None:
        return False
    return kilometres(toponym.latitude, toponym.longitude, there.latitude, there.longitude) <= NEAR_KM


def distances(pairs: Sequence[tuple[Toponym, Where]]) -> Iterator[float]:
    """Give how far off each toponym with coordinates was put that is no country and was given a point."""
    for toponym, there in pairs:
        if code_of(toponym.country) is None and located(toponym) and there.latitude is not None:
            yield kilometres(toponym.latitude or 0.0, toponym.longitude or 0.0, there.latitude, there.longitude or 0.0)


def cause_of(name: str, toponym: Toponym, there: Where) -> str:
    """Say why a found toponym is not right."""
    near = list(held_near(name, toponym))
    if not near:
        return "not in the gazetteer"
    if there.latitude is None:
        return "unresolved"
    return "same country, but far" if there.country in {entry.country for entry in near} else "country wrong"


def held_near(name: str, toponym: Toponym) -> Iterator[Entry]:
    """Give the gazetteer's places of a name, or of a like one, that lie where the toponym is."""
    gazetteer = ours.load("gazetteer", "open_gazetteer")
    for entry in (*gazetteer.find(name), *gazetteer.find_like(name)):
        apart = kilometres(toponym.latitude or 0.0, toponym.longitude or 0.0, entry.latitude, entry.longitude)
        if apart <= NEAR_KM or (entry.kind == "country" and entry.country == code_of(toponym.country)):
            yield entry


def kilometres(latitude: float, longitude: float, other_latitude: float, other_longitude: float) -> float:
    """Give the great-circle distance of two points in degrees (haversine).

    >>> round(kilometres(0, 0, 0, 1)), round(kilometres(36.2, 37.16, 33.51, 36.29))
    (111, 309)
    """
    one, other = math.radians(latitude), math.radians(other_latitude)
    across = math.radians(other_longitude - longitude)
    chord = math.sin((other - one) / 2) ** 2 + math.cos(one) * math.cos(other) * math.sin(across / 2) ** 2
    return 2 * EARTH_KM * math.asin(math.sqrt(chord))
