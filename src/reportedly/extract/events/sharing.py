"""A figure that two casualties of one sentence both took: each casualty keeps its own.

Headlines run together what a sentence would part: "4 killed over 43 injured" tells of four dead and 43 injured, and the
parse gives the second figure to both; of "nine were killed and some 30 wounded" it may give both to the first. One
figure for both ("12 killed and wounded") stays with both.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from reportedly.model import EventMention, Quantity

CASUALTIES = frozenset({"killing", "injury", "execution"})


def each_its_own(
    events: Sequence[EventMention], sentences: Sequence[int], counted: Mapping[int, Sequence[Quantity]]
) -> list[EventMention]:
    """Give events with such figures parted.

    ``sentences`` says in which sentence each event stands, ``counted`` the counts in each sentence in text order.
    """
    parted = list(events)
    by_sentence: dict[int, list[int]] = {}
    for at, (event, sentence) in enumerate(zip(events, sentences, strict=True)):
        if event.event_type in CASUALTIES:
            by_sentence.setdefault(sentence, []).append(at)
    taken = {name for event in events for name in event.quantities}
    for sentence, group in by_sentence.items():
        for at in group:
            others = {parted[one].quantities[0] for one in group if one != at and len(parted[one].quantities) == 1}
            own_figures = tuple(name for name in parted[at].quantities if name not in others)
            if own_figures and len(parted[at].quantities) > 1:
                parted[at] = replace(parted[at], quantities=own_figures)
        ordered = sorted(group, key=lambda at: events[at].trigger.start)
        for first, second in pairwise(ordered):
            shared = events[first].quantities
            if len(shared) != 1 or events[second].quantities != shared:
                continue
            later = next((one for one in counted.get(sentence, ()) if one.id == shared[0]), None)
            own = [
                one
                for one in counted.get(sentence, ())
                if one.id not in taken and one.end <= events[first].trigger.start
            ]
            if later is not None and own and events[first].trigger.end <= later.start < events[second].trigger.start:
                parted[first] = replace(events[first], quantities=(own[-1].id,))
                taken.add(own[-1].id)
    return parted
