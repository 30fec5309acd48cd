"""Which place belongs to which event verb (Halterman 2019): the place of the event that the verb names.

An item is a verb with its places, none in two items of five. An empty place counts as one answer: "no place" can be
right, missed or false like any other. A found place is right if it shares a character with a gold one, one to one;
exact: the same characters.

The weights of the step were learned on the dev half of the sentences (``training/whereabouts.py``): the figures of the
whole corpus flatter it, so those of the held half, on sentences never learned from, stand apart; the bar is on them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bench import ours
from bench.corpora.event_location import Item, Sentence, read_event_location
from bench.score import Prf, Rate, Rows, pair_up
from bench.spans import Span, context
from bench.task import Bar, Predict, half_of

if TYPE_CHECKING:
    from reportedly.extract.events.whereabouts import Spot
    from reportedly.parsed import Doc, Token

Answer = tuple[frozenset[Span], ...]
"""The places of each item of a sentence."""


class EventPlace:
    """event_location: places, actors, times and attributions, then the place of the verb's event."""

    name = "event-place"
    corpus = "event_location"
    bars = (Bar(figure="place or none, held half", value="f1", at_least=0.70),)

    def read(self, path: Path) -> list[Sentence]:
        """Read the corpus, one record a sentence."""
        return read_event_location(path)

    def predict(self, records: Sequence[Sentence]) -> Iterator[Answer]:
        """Give the places of each verb."""
        texts = ((record.text, None) for record in records)
        for record, found in zip(records, ours.extracted(texts), strict=True):
            yield tuple(place_of_verb(found, item.verb) for item in record.items)

    def peers(self) -> Mapping[str, Predict[Sentence, Answer]]:
        """Give the nearest place entity of spaCy."""
        return {"spaCy, nearest place": nearest}

    def score(self, gold: Sentence, answer: Answer) -> Rows:
        """Count one sentence."""
        rows = score_items(gold.items, answer)
        half = "held half" if half_of(gold.id) == "held" else "dev half, learned from"
        return {f"place or none, {half}": rows["place or none"], **rows}

    def errors(self, gold: Sentence, answer: Answer) -> Iterator[str]:
        """Give the items whose places differ."""
        for item, places in zip(gold.items, answer, strict=True):
            if matched(places, item.places) < max(len(places), len(item.places)):
                wanted = ", ".join(gold.text[start:end] for start, end in sorted(item.places)) or "none"
                found = ", ".join(gold.text[start:end] for start, end in sorted(places)) or "none"
                yield f"wanted {wanted}, found {found}: {context(gold.text, item.verb, 200)}"


def place_of_verb(found: ours.Extracted, verb: Span) -> frozenset[Span]:
    """Give the mention, nearest to the verb, of the place that our step gives the verb's event."""
    scene = ours.scene_of(found)
    token = token_at(found.doc, verb)
    if token is None:
        return frozenset()
    place_id = ours.step("events.circumstances", "place_of")(token, scene)
    mentions = [
        (mention.start, mention.end)
        for place in found.mentions.places
        if place.id == place_id
        for mention in place.mentions
    ]
    return frozenset(sorted(mentions, key=lambda mention: distance(mention, verb))[:1])


def token_at(doc: Doc, verb: Span) -> Token | None:
    """Give the first token that shares a character with a verb."""
    return next((token for token in doc if token.idx < verb[1] and verb[0] < token.idx + len(token)), None)


def spots_of(token: Token, scene: Any) -> list[Spot]:
    """Give the mentions of places that our step weighs for an event."""
    spots = ours.step("events.whereabouts", "spots_in")(
        token.sent, scene.place_at, parties=scene.actor_at, sources=scene.sources
    )
    return [spot for spot in spots if not spot.source]


def nearest(records: Sequence[Sentence]) -> Iterator[Answer]:
    """Give the place entity that is nearest to each verb."""
    labels = frozenset({"GPE", "LOC", "FAC"})
    for record, doc in zip(records, ours.parser().pipe(record.text for record in records), strict=True):
        spans = [(entity.start_char, entity.end_char) for entity in doc.ents if entity.label_ in labels]
        yield tuple(frozenset(sorted(spans, key=lambda span: distance(span, item.verb))[:1]) for item in record.items)


def distance(one: Span, other: Span) -> int:
    """Give the characters between two spans."""
    return max(other[0] - one[1], one[0] - other[1], 0)


def matched(found: frozenset[Span], wanted: frozenset[Span]) -> int:
    """Count one-to-one matches that share a character; none found for none wanted is one."""
    if not found and not wanted:
        return 1
    here, there = sorted(found), sorted(wanted)
    return len(pair_up(len(here), len(there), lambda f, w: min(here[f][1], there[w][1]) - max(here[f][0], there[w][0])))


def score_items(items: Sequence[Item], answer: Answer) -> Rows:
    """Count the items of one sentence."""
    pairs = [(found, item.places) for item, found in zip(items, answer, strict=True)]
    exact = sum(len(found & wanted) if found or wanted else 1 for found, wanted in pairs)
    found_any = sum(max(1, len(found)) for found, _ in pairs)
    wanted_any = sum(max(1, len(wanted)) for _, wanted in pairs)
    with_place = [(found, wanted) for found, wanted in pairs if wanted]
    return {
        "place or none": Prf(sum(matched(found, wanted) for found, wanted in pairs), found_any, wanted_any),
        "place or none, exact": Prf(exact, found_any, wanted_any),
        "place": Prf(
            sum(matched(found, wanted) for found, wanted in with_place),
            sum(len(found) for found, _ in pairs),
            sum(len(wanted) for _, wanted in pairs),
        ),
        "right of items with a place": Rate(sum(matched(f, w) > 0 for f, w in with_place), len(with_place)),
        "right of items without": Rate(
            sum(not found and not wanted for found, wanted in pairs), len(pairs) - len(with_place)
        ),
    }
