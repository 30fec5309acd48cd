"""Names of persons, organisations and places on re3d: the same characters and the same type.

Scored on mentions with confidence of at least one half that hold a name (the bar), and on all such mentions. Our actors
of type ``person`` are persons, ``civilian`` and ``unknown`` none of the three, all others organisations; our places are
locations where no actor stands on the same characters.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from bench import ours
from bench.corpora.re3d import TYPES, Document, Mention, read_re3d
from bench.names import holds_name, without_determiner
from bench.score import Prf, Rows, pair_up, prf
from bench.spans import context
from bench.task import Bar, Predict
from reportedly.model import Actor, Place

Answer = frozenset[Mention]
NO_TYPE = frozenset({"civilian", "unknown"})


class Actors:
    """re3d: actors with their references, and places."""

    name = "actors"
    corpus = "re3d"
    bars = (Bar(figure="names, strict span and type", value="f1", at_least=0.75),)

    def read(self, path: Path) -> list[Document]:
        """Read re3d."""
        return read_re3d(path)

    def predict(self, records: Sequence[Document]) -> Iterator[Answer]:
        """Give the mentions of each document."""
        for _, _, found in ours.extracted((record.text, None) for record in records):
            yield mentions_of(found.actors, found.places)

    def peers(self) -> Mapping[str, Predict[Document, Answer]]:
        """Give spaCy's entities."""
        return {"spaCy": lambda records: spacy_entities([record.text for record in records])}

    def score(self, gold: Document, answer: Answer) -> Rows:
        """Count one document."""
        return score_mentions(gold.text, gold.mentions, answer)

    def errors(self, gold: Document, answer: Answer) -> Iterator[str]:
        """Give missed and false mentions that hold a name."""
        wanted, found = named(gold.text, gold.mentions), named(gold.text, answer)
        for start, end, kind in sorted(wanted ^ found):
            label = "missed" if (start, end, kind) in wanted else "false"
            yield f"{label} {kind}: {context(gold.text, (start, end))}"


def mentions_of(actors: Sequence[Actor], places: Sequence[Place]) -> Answer:
    """Give one typed mention a span; an actor goes before a place."""
    kinds = {(m.start, m.end): "Location" for place in places for m in place.mentions}
    for actor in actors:
        if actor.type not in NO_TYPE:
            kind = "Person" if actor.type == "person" else "Organisation"
            kinds.update({(mention.start, mention.end): kind for mention in actor.mentions})
    return frozenset((start, end, kind) for (start, end), kind in kinds.items())


def spacy_entities(texts: Sequence[str]) -> Iterator[Answer]:
    """Give the entities of spaCy's small English model under re3d's types."""
    kinds = {"PERSON": "Person", "ORG": "Organisation", "GPE": "Location", "LOC": "Location", "FAC": "Location"}
    for doc in ours.parser().pipe(texts):
        yield frozenset((e.start_char, e.end_char, kinds[e.label_]) for e in doc.ents if e.label_ in kinds)


def named(text: str, mentions: Answer) -> Answer:
    """Keep the mentions that hold a name."""
    return frozenset(mention for mention in mentions if holds_name(text[mention[0] : mention[1]]))


def trimmed(text: str, mentions: Answer) -> Answer:
    """Cut leading articles off."""
    return frozenset((*without_determiner(text, (start, end)), kind) for start, end, kind in mentions)


def score_mentions(text: str, gold: Answer, answer: Answer) -> Rows:
    """Count one document's mentions."""
    wanted, found = named(text, gold), named(text, answer)
    bare_wanted, bare_found = trimmed(text, wanted), trimmed(text, found)
    return {
        "names, strict span and type": prf(found, wanted),
        "names, without article": prf(bare_found, bare_wanted),
        "names, span without article": prf({m[:2] for m in bare_found}, {m[:2] for m in bare_wanted}),
        "names, overlapping, same type": overlapping(found, wanted),
        **{f"names, {kind}": prf(of_kind(found, kind), of_kind(wanted, kind)) for kind in sorted(TYPES)},
        "all mentions": prf(answer, gold),
    }


def of_kind(mentions: Answer, kind: str) -> Answer:
    """Keep the mentions of one type."""
    return frozenset(mention for mention in mentions if mention[2] == kind)


def overlapping(found: Answer, wanted: Answer) -> Prf:
    """Count one-to-one matches of the same type that share a character."""
    here, there = sorted(found), sorted(wanted)

    def shared(f: int, w: int) -> float:
        (start, end, kind), (other_start, other_end, other_kind) = here[f], there[w]
        return min(end, other_end) - max(start, other_start) if kind == other_kind else 0

    return Prf(len(pair_up(len(here), len(there), shared)), len(here), len(there))
