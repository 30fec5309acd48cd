"""PLOVER's records: is the type among those that we code in the sentence, and does the deed go the right way?

*Type found*: some event of ours has the record's PLOVER type through the crosswalk; *at the deed*: and its trigger is
one of the words marked as the event. *First type*: our first event that has one does. *Of our events*: the share of
those with a PLOVER type that have the record's.

*Right way round*: of the records found whose source and target are both given, and of whom one at least stands among
the parties of such an event of ours, those where neither stands on the other's side. *Both in their roles*: of all
records found with both given, those where the source acts and the target is acted on; many a target is only where it
happens. *Direction*: of those where both stand among ours, one way or the other.

Sentences are split in two by their text: the errors of the first half
(dev) may be read, those of the other (held) never.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from bench import ours
from bench.corpora.plover import Sentence, read_plover
from bench.score import Rate, Rows
from bench.spans import tokens
from bench.task import Bar, Predict, half_of
from reportedly.model import Actor, Participant


@dataclass(frozen=True, slots=True, kw_only=True)
class Coded:
    """An event of ours under its PLOVER type, with the words of its parties and their names in full."""

    kind: str | None
    trigger: str = ""
    actors: tuple[str, ...]
    recipients: tuple[str, ...]


Answer = tuple[Coded, ...]


class Plover:
    """plover_gsr: the whole extraction on single sentences."""

    name = "plover"
    corpus = "plover_gsr"
    bars = (
        Bar(figure="type found", value="share", at_least=0.70),
        Bar(figure="right way round", value="share", at_least=0.85),
    )

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
                    trigger=article.text[event.trigger.start : event.trigger.end],
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
        """Give the records whose type we do not find or whose parties we miss or turn, of the first half alone."""
        if half_of(gold.text) != "dev":
            return
        rows = score_record(gold, answer)
        if not rows["type found"].counts()[0]:
            kinds = ", ".join(coded.kind or "-" for coded in answer) or "nothing"
            yield f"{gold.kind}, found {kinds}: {gold.text}"
        elif rows["both in their roles"].counts() == (0, 1):
            yield f"not {gold.kind} from {gold.sources} -> {gold.targets}, found {answer}: {gold.text}"


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
    marked = {gold.deed[start:end] for start, end in tokens(gold.deed)}
    coded = [one for one in answer if one.kind]
    straight = [c for c in right if alike(c.actors, gold.sources) or alike(c.recipients, gold.targets)]
    crossed = [c for c in right if alike(c.recipients, gold.sources) or alike(c.actors, gold.targets)]
    rows = {
        "type found": Rate(bool(right), 1),
        "right way round": Rate(
            directed and any(c not in crossed for c in straight), directed and bool(straight or crossed)
        ),
        "both in their roles": Rate(directed and forward, bool(directed and right)),
    }
    rows |= {f"{name}, {half_of(gold.text)}": row for name, row in rows.items()}
    return rows | {
        "type found at the deed": Rate(any(one.trigger in marked for one in right), 1),
        "first type": Rate(first == gold.kind, 1),
        "type of our events": Rate(len(right), len(coded)),
        "direction": Rate(directed and forward, directed and (forward or backward)),
        "source acts": Rate(any(alike(c.actors, gold.sources) for c in right), bool(right and gold.sources)),
        "target is acted on": Rate(any(alike(c.recipients, gold.targets) for c in right), bool(right and directed)),
        f"type found of {gold.kind}": Rate(bool(right), 1),
    }


def alike(found: Sequence[str], wanted: Sequence[str]) -> bool:
    """Whether some found words share a word of three letters or more with some wanted ones."""
    return any(content(one) & content(other) for one in found for other in wanted)


def content(phrase: str) -> frozenset[str]:
    """Give the words in lower case, but for articles and what has under three letters and is no acronym.

    >>> sorted(content("The U.S. in EC talks"))
    ['ec', 'talks', 'us']
    """
    plain = phrase.replace(".", "")
    words = {plain[start:end] for start, end in tokens(plain)}
    telling = {word for word in words if len(word) > 2 or (len(word) == 2 and word.isupper())}
    return frozenset(word.lower() for word in telling) - {"the", "and"}
