"""Which of a sentence's places is the one where an event happened: a ranker with learned weights, or none of them.

Each mention of a place gets signs (how it hangs together with the event in the parse, its preposition, its order, how
precise it is and what other places stand about it). The weights of the signs are a logistic regression's, learned by
``training/learn_whereabouts.py``; the place with the highest sum is the event's, if the sum reaches the threshold.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Container, Iterator, Mapping, Sequence

    from reportedly.codebook.whereabouts import Whereabouts
    from reportedly.model import Place, Precision
    from reportedly.parsed import Phrase, Token

CLAUSES = frozenset({"ccomp", "advcl", "relcl", "acl", "csubj", "parataxis", "conj", "xcomp", "pcomp", "ROOT"})
SAME = frozenset({"compound", "nmod", "appos", "flat"})
LONGEST = 5
STEPS = (2, 5, 10, 20, 40)
FINENESS: dict[Precision, int] = {
    "exact": 0,
    "near": 0,
    "area": 1,
    "unknown": 1,
    "admin1": 2,
    "country": 3,
    "region": 4,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """A mention of a place, its head token, and what else is known of it."""

    place: str
    words: Phrase
    head: Token
    precision: Precision
    party: bool
    source: bool


def spots_in(
    sentence: Phrase, place_at: Mapping[int, Place], *, parties: Container[int], sources: Container[int]
) -> list[Spot]:
    """Give the mentions of places in a sentence: each run of tokens that belong to one place."""
    found: list[Spot] = []
    first = sentence.start
    while first < sentence.end:
        place = place_at.get(first)
        last = first + 1
        while place is not None and last < sentence.end and place_at.get(last) is place:
            last += 1
        if place is not None:
            words = sentence.doc.phrase(first, last)
            head, precision = words.root, place.precision
            party, source = head.i in parties, head.i in sources
            found.append(Spot(place=place.id, words=words, head=head, precision=precision, party=party, source=source))
        first = last
    return found


def likeliest(event: Token, spots: Sequence[Spot], learned: Whereabouts) -> str | None:
    """Give the id of the place of an event, or None; of equal sums the first mention has it."""
    best, found = learned.threshold, None
    for spot in spots:
        total = sum(learned.weights.get(sign, 0.0) for sign in set(signs(spot, event, spots)))
        if total > best:
            best, found = total, spot.place
    return found


def signs(spot: Spot, event: Token, spots: Sequence[Spot]) -> Iterator[str]:
    """Give the signs of one mention with regard to an event."""
    word = spot.head
    up, down = paths(word, event)
    relation = relation_of(word)
    after = word.i > event.i
    order = "after" if after else "before"
    yield f"precision {spot.precision}"
    yield f"relation {relation}"
    yield f"relation {relation} {order}"
    yield f"dep {word.dep_}"
    if len(up) + len(down) <= LONGEST:
        yield f"path {' '.join(up)} < {' '.join(down)}"
    yield f"up {' '.join(up[-3:])}"
    yield f"down {' '.join(down[:3])}"
    yield f"near end {' '.join(up[:3])}"
    yield f"lengths {min(len(up), 5)} {min(len(down), 4)}"
    yield f"clauses {sum(step in CLAUSES for step in up)} {sum(step in CLAUSES for step in down)}"
    distance = sum(abs(word.i - event.i) > step for step in STEPS)
    yield f"distance {order} {distance}"
    yield f"event {event.tag_}"
    yield f"event {event.pos_} {event.dep_}"
    yield f"event {event.tag_} {relation}"
    if any(child.dep_ in ("nsubjpass", "auxpass") for child in event.children):
        yield "event passive"
        yield f"event passive {relation}"
    if any(child.dep_ == "dobj" for child in event.children):
        yield f"event has object {relation}"
    if spot.party:
        yield f"party {relation}"
    yield f"relation {relation} {spot.precision}"
    yield f"clauses {sum(step in CLAUSES for step in up)} {sum(step in CLAUSES for step in down)} {order} {relation}"
    yield from surroundings(word, event)
    yield from company(spot, event, spots)


def surroundings(word: Token, event: Token) -> Iterator[str]:
    """Give the signs of what stands between a mention and the event, and of the noun that the mention goes with."""
    first, last = sorted((word.i, event.i))
    between = word.doc[first + 1 : last]
    verbs = sum(token.pos_ == "VERB" for token in between)
    yield f"verbs between {min(verbs, 3)}"
    yield f"verbs between {min(verbs, 3)} {'after' if word.i > event.i else 'before'}"
    yield f"commas between {min(sum(token.text == ',' for token in between), 3)}"
    if any(token.dep_ in ("nsubj", "nsubjpass") for token in between):
        yield f"a subject between {'after' if word.i > event.i else 'before'}"
    if word.i - word.sent.start <= 3 and word.i < event.i:
        yield "opens the sentence"
    if word.dep_ in ("compound", "amod", "nmod", "poss"):
        yield f"of the noun {word.head.lemma_.lower()}"
        yield f"within a noun {word.head.dep_}"
    if word.dep_ == "pobj" and word.head.lower_ == "of":
        yield f"noun of it {word.head.head.lemma_.lower()}"
    elif word.i >= 1 and word.nbor(-1).pos_ == "NOUN":
        yield f"noun before it {word.nbor(-1).lemma_.lower()}"


def company(spot: Spot, event: Token, spots: Sequence[Spot]) -> Iterator[str]:
    """Give the signs of one mention among the others of the sentence."""
    others = [other for other in spots if other.head.i != spot.head.i and other.place != spot.place]
    yield f"of {min(len(others) + 1, 4)}"
    after = spot.head.i > event.i
    side = sorted(
        (other for other in others if (other.head.i > event.i) == after), key=lambda o: abs(o.head.i - event.i)
    )
    nearer = sum(abs(other.head.i - event.i) < abs(spot.head.i - event.i) for other in side)
    all_nearer = sum(abs(other.head.i - event.i) < abs(spot.head.i - event.i) for other in others)
    yield f"nth {'after' if after else 'before'} {min(nearer, 3)}"
    yield f"nth {min(all_nearer, 3)}"
    fineness = FINENESS[spot.precision]
    coarser = [other for other in others if FINENESS[other.precision] < fineness]
    if coarser:
        yield "a finer one is there"
        if any(abs(other.head.i - spot.head.i) <= 8 for other in coarser):
            yield "a finer one is close"
    if others and all(fineness < FINENESS[other.precision] for other in others):
        yield "the finest"
    if any(is_under(spot.head, other.head) for other in others):
        yield "under another"
    if any(is_under(other.head, spot.head) for other in others):
        yield "over another"
    before = spot.head.doc[spot.head.i - 1] if spot.head.i else None
    if before is not None and any(other.head.i == spot.head.i - 2 for other in others) and before.text == ",":
        yield "after a place and a comma"


def paths(word: Token, event: Token) -> tuple[list[str], list[str]]:
    """Give the steps from a word up to what it shares with the event, and from there down to the event.

    A preposition is one step with its word; names that are one phrase are none.
    """
    above = [event, *event.ancestors]
    index = {token.i: at for at, token in enumerate(above)}
    up: list[str] = []
    node = word
    while node.i not in index and node.head.i != node.i:
        if node.dep_ == "pobj" and node.head.i not in index:
            up.append(f"{node.head.lower_}:{node.head.dep_}")
            node = node.head.head if node.head.head.i != node.head.i else node.head
            continue
        if node.dep_ not in SAME:
            up.append(str(node.dep_))
        node = node.head
    meeting = index.get(node.i, len(above) - 1)
    down = [str(token.dep_) for token in reversed(above[:meeting])]
    if node.i == word.i:
        up.append("is above")
    return up, down


def relation_of(word: Token) -> str:
    """Give how a place stands in its clause: the preposition over its noun phrase, else the dependency."""
    for _ in range(6):
        if word.dep_ in SAME or word.dep_ in ("conj", "amod", "poss"):
            word = word.head
        elif word.dep_ == "pobj" and word.head.lower_ == "of" and word.head.head.pos_ in ("NOUN", "PROPN"):
            word = word.head.head
        else:
            break
    return str(word.head.lower_ if word.dep_ == "pobj" else word.dep_)


def is_under(word: Token, other: Token) -> bool:
    """Whether a word hangs, at some remove, on another."""
    return any(ancestor.i == other.i for ancestor in word.ancestors)
