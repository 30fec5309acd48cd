"""Each figure goes with the casualty word that stands by it: "kills 12 wounds 50", "two dead twenty injured".

Headlines run casualties together, and the parse gives the figure of one to the other. Here figures and casualty words
are read as a chain, and each figure takes the word on the side that the whole chain allows.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING, Literal

from reportedly.model import EventMention, Quantity, Span

if TYPE_CHECKING:
    from reportedly.codebook.figure_words import FigureWords
    from reportedly.parsed import Doc

Side = Literal["leads", "trails", "either"]
KINDS = {"killing": "killing", "execution": "killing", "injury": "injury", "displacement": "displacement"}
WORD = re.compile(r"[A-Za-z]+")
BETWEEN = re.compile(r"[\w\s'’-]*")
AFTERWARDS = re.compile(r"\s+(?:of|were|was|are|is|in)\b", re.IGNORECASE)
BOTH = frozenset({"and", "or"})
NOUN_WORDS = 5  # at most so many between a figure and the word behind it


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """One piece of a chain: a figure (``quantity``), or a casualty word with its event type and side."""

    span: Span
    quantity: str | None = None
    kind: str = ""
    side: Side = "either"


def by_own_word(
    events: Sequence[EventMention],
    sentences: Sequence[int],
    counted: Mapping[int, Sequence[Quantity]],
    doc: Doc,
    words: FigureWords,
) -> list[EventMention]:
    """Give events whose casualties have the figures that stand by their own word, and none that stands by another's.

    ``sentences`` says in which sentence each event stands, ``counted`` the counts in each sentence in text order.
    """
    bounds = [(sentence.start_char, sentence.end_char) for sentence in doc.sents]
    own: dict[str, Link] = {}
    for sentence in sorted({at for at, event in zip(sentences, events, strict=True) if event.event_type in KINDS}):
        start, end = bounds[sentence]
        own |= owners(links_in(doc, Span(start=start, end=end), counted.get(sentence, ()), words), doc.text, words)
    return [event if event.event_type not in KINDS else with_own(event, own) for event in events]


def with_own(event: EventMention, own: Mapping[str, Link]) -> EventMention:
    """Give a casualty without the figures that are another's, and with that of its own word."""
    kind = KINDS[event.event_type]
    kept = [name for name in event.quantities if name not in own or own[name].kind == kind]
    kept += [name for name, link in own.items() if link.span == event.trigger and name not in kept]
    return event if tuple(kept) == event.quantities else replace(event, quantities=tuple(kept))


def links_in(doc: Doc, sentence: Span, figures: Sequence[Quantity], words: FigureWords) -> list[Link]:
    """Give the figures and casualty words of a sentence in text order; a word that only modifies a noun is none."""
    known: dict[str, tuple[str, Side]] = {}
    for kind, beside in words.beside.items():
        known |= dict.fromkeys(beside.leads, (kind, "leads"))
        known |= dict.fromkeys(beside.trails, (kind, "trails"))
        known |= dict.fromkeys(beside.either, (kind, "either"))
    found = [Link(span=Span(start=one.start, end=one.end), quantity=one.id) for one in figures]
    for match in WORD.finditer(doc.text, sentence.start, sentence.end):
        entry = known.get(match[0].lower())
        if entry and not any(one.start < match.end() and match.start() < one.end for one in figures):
            found.append(Link(span=Span(start=match.start(), end=match.end()), kind=entry[0], side=entry[1]))
    found.sort(key=lambda link: link.span)
    starts = frozenset(one.start for one in figures)
    modifying = {link.span for link in found if link.quantity is None and modifies(doc, link.span, known, starts)}
    return [link for link in found if link.span not in modifying]


def modifies(doc: Doc, span: Span, known: Mapping[str, object], figures: Collection[int]) -> bool:
    """Whether a word stands as an adjective before its noun, and no figure between: "seven wounded soldiers"."""
    token = doc[doc.at(span.start)]
    head = token.head
    if any(token.idx < start < head.idx for start in figures):
        return False
    return token.dep_ == "amod" and 0 < head.i - token.i <= 2 and head.pos_ == "NOUN" and head.lower_ not in known


def owners(links: Sequence[Link], text: str, words: FigureWords) -> dict[str, Link]:
    """Give the casualty word of each figure that has one, by the figure's id."""
    found: dict[str, Link] = {}
    for chain in chains(links, text, words):
        if [link.quantity is None for link in chain] == [False, True, False]:
            takes = chain[:2] if AFTERWARDS.match(text, chain[2].span.end) else chain[1:]
            chain = takes if takes[0].quantity is not None or takes[0].side != "trails" else []
        found |= {one.quantity: word for one, word in paired(chain) if one.quantity is not None}
    return found


def chains(links: Sequence[Link], text: str, words: FigureWords) -> Iterator[list[Link]]:
    """Give the runs of figures and words that follow each other closely, in turn."""
    chain: list[Link] = []
    for link in links:
        if chain and not follows(chain[-1], link, text, words):
            yield chain
            chain = []
        chain.append(link)
    if chain:
        yield chain


def follows(one: Link, other: Link, text: str, words: FigureWords) -> bool:
    """Whether the second of two pieces stands close behind the first."""
    gap = text[one.span.end : other.span.start]
    between = gap.lower().replace(",", " ").split()
    if one.quantity is None and other.quantity is None:
        return set(between) <= BOTH
    if one.quantity is None:
        return bool(BETWEEN.fullmatch(gap.replace(",", " "))) and not set(between) - set(words.joined_by)
    if other.quantity is not None or len(between) > NOUN_WORDS or not BETWEEN.fullmatch(gap):
        return False
    return set(between).isdisjoint(words.parted_by)


def paired(chain: Sequence[Link]) -> Iterator[tuple[Link, Link]]:
    """Give each figure of a chain with its word; nothing where two words stand together ("12 killed and wounded")."""
    if len(chain) < 2 or any((a.quantity is None) == (b.quantity is None) for a, b in pairwise(chain)):
        return
    words = [link for link in chain if link.quantity is None]
    starts, ends = chain[0].quantity is None, chain[-1].quantity is None
    behind = ends if starts != ends else words[0].side != "leads"
    if starts and ends and len(words) > 1 and not behind:
        words = words[:-1]
    elif starts and ends and behind:
        words = words[1:]
    if any(word.side == ("leads" if behind else "trails") for word in words):
        return
    for at, link in enumerate(chain):
        beside = at + 1 if behind else at - 1
        if link.quantity is not None and 0 <= beside < len(chain):
            yield link, chain[beside]
