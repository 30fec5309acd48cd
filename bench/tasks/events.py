"""Event triggers and roles on WikiEvents, for the KAIROS types that ours map to (``bench/kairos.yml``).

*Trigger*: one to one, sharing a character, with one of our types that are right for the gold type. *Role heads*: of an
event whose trigger matched, the same role with a head word inside the entity that fills it; end to end, so that the
arguments of a missed event are missed and those of a false one false. *Role heads, found events* leaves those out: the
nearest to published figures, which are given the triggers.

The corpus marks one mention of what fills a role, near the trigger. In one noun phrase it may be the noun or the name
with it, as its annotator chose, and ours gives either: of a party the noun, of a place the name. Both are therefore
heads: of a party also its name inside the phrase ("the *Islamic State* militant *group*"), of a place also the noun
that its name modifies or is "of" ("the *Oxford Street* bus *station*", "the *city* of *Lyon*"). Mentions in other
sentences count for nothing. *Role heads, one word* has neither: of a party the noun alone, of a place its name, in any
sentence.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml

from bench import ours
from bench.corpora.wikievents import Document, read_wikievents
from bench.score import Prf, Rate, Rows, pair_up
from bench.spans import Span, context, overlap
from bench.task import Bar, Predict

if TYPE_CHECKING:
    from reportedly import model
    from reportedly.model import EventMention, Participant
    from reportedly.parsed import Doc

    Mentions = Mapping[str, Sequence[model.Span]]

MODIFYING = frozenset({"compound", "nmod", "amod", "poss"})
Filler = tuple[str, tuple[Span, ...]]
"""A role and the spans that may stand for what fills it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """An event: our type, or for gold the KAIROS one."""

    kind: str
    trigger: Span
    fillers: tuple[Filler, ...]
    strict: tuple[Filler, ...] | None = None
    """The same with only the words that *role heads, one word* takes; None: they are the same."""


Answer = tuple[Found, ...]


class Events:
    """WikiEvents: the whole extraction, every mention of an event."""

    name = "events"
    corpus = "wikievents/dev.jsonl"
    bars = (Bar(figure="trigger", value="f1", at_least=0.60), Bar(figure="role heads", value="f1", at_least=0.45))

    def read(self, path: Path) -> list[Document]:
        """Read WikiEvents."""
        return read_wikievents(path)

    def predict(self, records: Sequence[Document]) -> Iterator[Answer]:
        """Give the events of each report."""
        for article, doc, found in ours.extracted((record.text, None) for record in records):
            names = {actor.id: actor.mentions for actor in found.actors}
            places = {place.id: place.mentions for place in found.places}
            yield tuple(found_event(event, names, places, doc) for event in ours.events_of(article, doc, found))

    def peers(self) -> Mapping[str, Predict[Document, Answer]]:
        """None can be installed that reads raw text offline."""
        return {}

    def score(self, gold: Document, answer: Answer) -> Rows:
        """Count one report."""
        return score_events(gold_events(gold), answer)

    def errors(self, gold: Document, answer: Answer) -> Iterator[str]:
        """Give missed and false triggers, and missed and false roles of matched ones."""
        return event_errors(gold.text, gold_events(gold), answer)


@cache
def mapping() -> dict[str, dict[str, Any]]:
    """Give, by KAIROS type, our types that are right and the roles under our names."""
    table = yaml.safe_load((Path(__file__).parents[1] / "kairos.yml").read_text(encoding="utf-8"))
    return table["types"]  # type: ignore[no-any-return]


@cache
def our_types() -> frozenset[str]:
    """Give our types that can be right for some KAIROS type."""
    return frozenset(kind for entry in mapping().values() for kind in entry["ours"])


def found_event(event: EventMention, names: Mentions, places: Mentions, doc: Doc) -> Found:
    """Turn our record into spans; ``names`` and ``places`` are the mentions of actors and places by id."""
    parties = [("actor", one) for one in event.actors] + [("recipient", one) for one in event.recipients]
    strict: list[Filler] = [(role, (chars(one.head),)) for role, one in parties]
    fillers: list[Filler] = [(role, (chars(one.head), *name_within(one, names))) for role, one in parties]
    if event.place is not None and event.place in places:
        sentence = doc[doc.at(event.trigger.start)].sent
        mentions = tuple(chars(span) for span in places[event.place])
        near = [span for span in mentions if overlap(span, (sentence.start_char, sentence.end_char))]
        strict.append(("place", mentions))
        fillers.append(("place", (*near, *(noun for span in near for noun in nouns_over(span, doc)))))
    return Found(kind=event.event_type, trigger=chars(event.trigger), fillers=tuple(fillers), strict=tuple(strict))


def chars(span: model.Span) -> Span:
    """Give the offsets of one of our spans."""
    return span.start, span.end


def name_within(party: Participant, names: Mentions) -> Iterator[Span]:
    """Give where the phrase of a party names it."""
    for mention in names.get(party.actor or "", ()):
        if party.span.start <= mention.start and mention.end <= party.span.end:
            yield chars(mention)


def nouns_over(name: Span, doc: Doc) -> Iterator[Span]:
    """Give the nouns of the phrase that a place's name stands in: "*Oxford Street* bus station", "city of *Lyon*"."""
    words = doc.char_span(*name)
    word = words.root if words is not None else None
    while word is not None and word.dep_ in MODIFYING and word.head.pos_ in ("NOUN", "PROPN") and word.head.i > word.i:
        word = word.head
        yield word.idx, word.end
    if word is not None and word.dep_ == "pobj" and word.head.lower_ == "of" and word.head.head.pos_ == "NOUN":
        yield word.head.head.idx, word.head.head.end


def gold_events(document: Document) -> Answer:
    """Give the gold events of the types that are mapped, with their roles under our names."""
    events = []
    for event in document.events:
        entry = mapping().get(event.kind)
        if entry:
            roles = entry["roles"]
            fillers = tuple((roles[a.role], (a.span,)) for a in event.arguments if a.role in roles)
            events.append(Found(kind=event.kind, trigger=event.trigger, fillers=fillers))
    return tuple(events)


def match(gold: Answer, found: Sequence[Found], *, typed: bool = True) -> list[tuple[int, int]]:
    """Pair events whose triggers share a character, with a right type if ``typed``."""

    def fit(f: int, w: int) -> float:
        one, other = found[f], gold[w]
        right = not typed or one.kind in mapping()[other.kind]["ours"]
        return float(right and overlap(one.trigger, other.trigger))

    return pair_up(len(found), len(gold), fit)


def fillers_right(found: Found, wanted: Found, *, strict: bool = False) -> list[tuple[int, int]]:
    """Pair the fillers of two matched events: same role, and some span of ours in the gold one."""
    fillers = found.strict if strict and found.strict is not None else found.fillers

    def fit(f: int, w: int) -> float:
        (role, spans), (wanted_role, wanted_spans) = fillers[f], wanted.fillers[w]
        return float(role == wanted_role and any(overlap(span, gold) for span in spans for gold in wanted_spans))

    return pair_up(len(found.fillers), len(wanted.fillers), fit)


def score_events(gold: Answer, answer: Answer) -> Rows:
    """Count one report."""
    found = [event for event in answer if event.kind in our_types()]
    pairs = match(gold, found)
    rows: dict[str, Prf | Rate] = {"trigger": Prf(len(pairs), len(found), len(gold))}
    for suffix, sides in (
        ("", (found, gold)),
        (", one word", (found, gold)),
        (", found events", ([found[f] for f, _ in pairs], [gold[w] for _, w in pairs])),
    ):
        roles = (None,) if "word" in suffix else (None, "actor", "recipient", "place")
        for role in roles:
            name = f"role heads{suffix}" if role is None else f"role heads{suffix}: {role}"
            right = sum(
                role in (None, gold[w].fillers[at][0])
                for f, w in pairs
                for _, at in fillers_right(found[f], gold[w], strict="word" in suffix)
            )
            rows[name] = Prf(right, *(sum(role in (None, r) for e in side for r, _ in e.fillers) for side in sides))
    rows["trigger, any type"] = Prf(len(match(gold, found, typed=False)), len(found), len(gold))
    for kind in sorted(mapping()):
        if any(event.kind == kind for event in gold):
            right = sum(gold[w].kind == kind for _, w in pairs)
            rows[f"recall of {kind}"] = Rate(right, sum(event.kind == kind for event in gold))
    return rows


def event_errors(text: str, gold: Answer, answer: Answer) -> Iterator[str]:
    """Give one line an error."""
    found = [event for event in answer if event.kind in our_types()]
    pairs = match(gold, found)
    lines: list[tuple[Span, str]] = []
    for w in set(range(len(gold))) - {w for _, w in pairs}:
        lines.append((gold[w].trigger, f"missed {gold[w].kind}: {context(text, gold[w].trigger)}"))
    for f in set(range(len(found))) - {f for f, _ in pairs}:
        lines.append((found[f].trigger, f"false {found[f].kind}: {context(text, found[f].trigger)}"))
    for f, w in pairs:
        right = fillers_right(found[f], gold[w])
        for label, event, taken in (
            ("missed", gold[w], {at for _, at in right}),
            ("false", found[f], {at for at, _ in right}),
        ):
            for at, (role, spans) in enumerate(event.fillers):
                if at not in taken:
                    words = text[spans[0][0] : spans[0][1]] if spans else ""
                    lines.append((event.trigger, f"{label} {role} «{words}» of {context(text, event.trigger)}"))
    return (line for _, line in sorted(lines))
