"""PLOVER's records: is the type among those that we code in the sentence, and does the deed go the right way?

*Type found*: some event of ours has the record's PLOVER type through the crosswalk. *First type*: our first event that
has one does. *Direction*: of the records whose source and target both stand among the parties of an event with the
right type, those where the source acts and the target is acted on.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from bench import ours
from bench.corpora.plover import Sentence, read_plover
from bench.score import Rate, Rows
from bench.spans import tokens
from bench.task import Bar, Predict
from reportedly.model import Actor, Participant


@dataclass(frozen=True, slots=True, kw_only=True)
class Coded:
    """An event of ours under its PLOVER type, with the words of its parties and their names in full."""

    kind: str | None
    actors: tuple[str, ...]
    recipients: tuple[str, ...]


Answer = tuple[Coded, ...]


class Plover:
    """plover_gsr: the whole extraction on single sentences."""

    name = "plover"
    corpus = "plover_gsr"
    bars: tuple[Bar, ...] = ()

    def read(self, path: Path) -> list[Sentence]:
        """Read the records."""
        return read_plover(path)

    def predict(self, records: Sequence[Sentence]) -> Iterator[Answer]:
        """Give the events of each sentence."""
        types = ours.load("codebook.event_types", "load_event_types")
        for article, doc, found in ours.extracted((record.text, None) for record in records):
            actors = {actor.id: actor for actor in found.actors}
            yield tuple(
                Coded(
                    kind=types.codes_of(event.event_type, event.status, event.polarity).plover,
                    actors=tuple(words(article.text, one, actors) for one in event.actors),
                    recipients=tuple(words(article.text, one, actors) for one in event.recipients),
                )
                for event in ours.events_of(article, doc, found)
            )

    def peers(self) -> Mapping[str, Predict[Sentence, Answer]]:
        """None that codes PLOVER from raw text can be installed offline."""
        return {}

    def score(self, gold: Sentence, answer: Answer) -> Rows:
        """Count one record."""
        return score_record(gold, answer)

    def errors(self, gold: Sentence, answer: Answer) -> Iterator[str]:
        """Give the records whose type we do not find or whose direction we turn."""
        rows = score_record(gold, answer)
        if not rows["type found"].counts()[0]:
            kinds = ", ".join(coded.kind or "-" for coded in answer) or "nothing"
            yield f"{gold.kind}, found {kinds}: {gold.text}"
        elif rows["direction"].counts() == (0, 1):
            yield f"turned: {gold.sources} -> {gold.targets}, found {answer}: {gold.text}"


def words(text: str, one: Participant, actors: Mapping[str, Actor]) -> str:
    """Give a participant's words, with the name of the actor it stands for."""
    actor = actors.get(one.actor) if one.actor else None
    return f"{text[one.span.start : one.span.end]} {actor.name if actor else ''}".strip()


def score_record(gold: Sentence, answer: Answer) -> Rows:
    """Count one record."""
    right = [coded for coded in answer if coded.kind == gold.kind]
    first = next((coded.kind for coded in answer if coded.kind), None)
    forward = any(alike(c.actors, gold.sources) and alike(c.recipients, gold.targets) for c in right)
    backward = any(alike(c.recipients, gold.sources) and alike(c.actors, gold.targets) for c in right)
    directed = bool(gold.sources and gold.targets)
    return {
        "type found": Rate(bool(right), 1),
        "first type": Rate(first == gold.kind, 1),
        "direction": Rate(directed and forward, directed and (forward or backward)),
        "source acts": Rate(any(alike(c.actors, gold.sources) for c in right), bool(right and gold.sources)),
        "target is acted on": Rate(any(alike(c.recipients, gold.targets) for c in right), bool(right and directed)),
        f"type found of {gold.kind}": Rate(bool(right), 1),
    }


def alike(found: Sequence[str], wanted: Sequence[str]) -> bool:
    """Whether some found words share a word of three letters or more with some wanted ones."""
    return any(content(one) & content(other) for one in found for other in wanted)


def content(phrase: str) -> frozenset[str]:
    """Give the words of three letters or more, in lower case, but for articles."""
    found = {phrase[start:end].lower() for start, end in tokens(phrase) if end - start > 2}
    return frozenset(found - {"the", "and"})
