"""Names of persons, organisations and places on re3d: the same characters and the same type.

Scored on mentions with confidence of at least one half that hold a name (the bar), and on all such mentions. The corpus
marks whole phrases: "the Sorn army", "Secretary Vell", "the city of Tarsk". So does the learned head of names, whose
names are our answer; it learned from this corpus. **All figures are out of fold, by document**: the head has members,
each of which learned from all documents but a fifth, and a document of re3d is named only by the members that never saw
it. A document that no member has learned from is named by all of them, as in a reading.

*Actors and places* are the mentions that the extractors give, by rules and the same head out of fold: the name alone,
without article, title and apposition. Actors of type ``person`` are persons, ``civilian`` and ``unknown`` none of the
three, all others organisations; places are locations where no actor stands on the same characters. *Without article*
cuts "the", "a" and "an" off gold and answers alike; *overlapping* asks only for a shared character and the type.

The figure of 0.55 that the design names for spaCy's small model is its *overlapping, same type* here (0.54); its strict
figure is 0.36, 0.39 without articles. The bar is held on the strict figure.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from bench import ours
from bench.corpora.re3d import TYPES, Document, Mention, read_re3d
from bench.names import holds_name, without_determiner
from bench.score import Prf, Rows, pair_up, prf
from bench.spans import context
from bench.task import Bar, Predict
from reportedly.assemble import Mentions
from reportedly.model import Actor, Name, Place
from reportedly.reading import extract, load_reader
from reportedly.tag import load_tagger

Marked = frozenset[Mention]
NO_TYPE = frozenset({"civilian", "unknown"})
KINDS = {"person": "Person", "organisation": "Organisation", "place": "Location"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """The names of a document as whole phrases, and the mentions of actors and places."""

    names: Marked
    mentions: Marked = frozenset()


LEFT_OUT = Path(__file__).parents[1] / "models"  # a head of names whose members each left out a part of re3d


class Actors:
    """re3d: actors with their references, and places."""

    name = "actors"
    corpus = "re3d"
    bars = (Bar(figure="names, strict span and type", value="f1", at_least=0.75),)

    def read(self, path: Path) -> list[Document]:
        """Read re3d."""
        return read_re3d(path)

    def predict(self, records: Sequence[Document]) -> Iterator[Answer]:
        """Give the names of each document, none by a head that has learned from it."""
        for found in unseen(record.text for record in records):
            yield Answer(names=names_of(found.names), mentions=mentions_of(found.actors, found.places))

    def peers(self) -> Mapping[str, Predict[Document, Answer]]:
        """Give spaCy's entities."""
        return {"spaCy": lambda records: spacy_entities([record.text for record in records])}

    def score(self, gold: Document, answer: Answer) -> Rows:
        """Count one document."""
        return score_mentions(gold.text, gold.mentions, answer)

    def errors(self, gold: Document, answer: Answer) -> Iterator[str]:
        """Give missed and false mentions that hold a name."""
        wanted, found = named(gold.text, gold.mentions), named(gold.text, answer.names)
        for start, end, kind in sorted(wanted ^ found):
            label = "missed" if (start, end, kind) in wanted else "false"
            yield f"{label} {kind}: {context(gold.text, (start, end))}"


def unseen(texts: Iterable[str]) -> Iterator[Mentions]:
    """Run the whole extraction, of the head of names only the members that have not learned from each text."""
    reader = replace(load_reader(), tagger=load_tagger(names_folder=LEFT_OUT))
    for article, doc in ours.parsed((text, None) for text in texts):
        yield extract(article, doc, reader)


def names_of(names: Sequence[Name]) -> Marked:
    """Give names under re3d's types."""
    return frozenset((name.start, name.end, KINDS[name.kind]) for name in names)


def mentions_of(actors: Sequence[Actor], places: Sequence[Place]) -> Marked:
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
        yield Answer(
            names=frozenset((e.start_char, e.end_char, kinds[e.label_]) for e in doc.ents if e.label_ in kinds)
        )


def named(text: str, mentions: Marked) -> Marked:
    """Keep the mentions that hold a name."""
    return frozenset(mention for mention in mentions if holds_name(text[mention[0] : mention[1]]))


def trimmed(text: str, mentions: Marked) -> Marked:
    """Cut leading articles off."""
    return frozenset((*without_determiner(text, (start, end)), kind) for start, end, kind in mentions)


def score_mentions(text: str, gold: Marked, answer: Answer) -> Rows:
    """Count one document's names, and the rules' mentions where there are any."""
    wanted, found = named(text, gold), named(text, answer.names)
    bare_wanted, bare_found = trimmed(text, wanted), trimmed(text, found)
    rules = named(text, answer.mentions)
    return {
        "names, strict span and type": prf(found, wanted),
        "names, without article": prf(bare_found, bare_wanted),
        "names, span without article": prf({m[:2] for m in bare_found}, {m[:2] for m in bare_wanted}),
        "names, overlapping, same type": overlapping(found, wanted),
        **{f"names, {kind}": prf(of_kind(found, kind), of_kind(wanted, kind)) for kind in sorted(TYPES)},
        "all mentions": prf(answer.names, gold),
        "actors and places, strict span and type": prf(rules, wanted),
        "actors and places, without article": prf(trimmed(text, rules), bare_wanted),
        "actors and places, overlapping, same type": overlapping(rules, wanted),
    }


def of_kind(mentions: Marked, kind: str) -> Marked:
    """Keep the mentions of one type."""
    return frozenset(mention for mention in mentions if mention[2] == kind)


def overlapping(found: Marked, wanted: Marked) -> Prf:
    """Count one-to-one matches of the same type that share a character."""
    here, there = sorted(found), sorted(wanted)

    def shared(f: int, w: int) -> float:
        (start, end, kind), (other_start, other_end, other_kind) = here[f], there[w]
        return min(end, other_end) - max(start, other_start) if kind == other_kind else 0

    return Prf(len(pair_up(len(here), len(there), shared)), len(here), len(there))
