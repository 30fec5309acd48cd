"""Rules and tagger -> one set of frames.

The policy, chosen on PolNeAR articles held out of training (figures in ``docs/develop/model-card.md``):

1. What the tagger found stands. Its spans are the better ones, and it knows cues that no list holds.
2. Where a rule has the same cue, what only the rule knows is added: the words that date the saying (which are then no
   part of the source), a source where the tagger has none, and the whole of what hearsay covers.
3. What rules alone found is kept where the tagger is blind: within another's words (its corpus knows no nesting), and
   where most of its content is nobody's yet.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from reportedly.extract.attributions.frames import Frame

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from reportedly.extract.attributions.frames import Range
    from reportedly.model import Attribution, Tags
    from reportedly.parsed import Doc

TAGGED = "tagger"
RELATIVE = frozenset({"WP", "WDT"})
RIVAL = 0.5  # a rule's frame with more of its content in the tagger's hands speaks of the same words


def join_frames(doc: Doc, rules: Sequence[Frame], tags: Tags) -> list[Frame]:
    """Give the frames of both, the tagger's first; no two have a cue in common.

    Args:
        doc: the parse that both are of.
        rules: the frames that the rules found.
        tags: what the tagger found, in offsets of the article; it is already cut at the tagger's own threshold.
    """
    learned = [frame for frame in (frame_of(doc, one) for one, _ in tags.attributions) if frame is not None]
    rule_at = {token: rule for rule in reversed(rules) for token in range(*rule.cue)}
    joined: list[Frame] = []
    used: set[int] = set()
    for frame in learned:
        rule = next((rule_at[token] for token in range(*frame.cue) if token in rule_at), None)
        joined.append(frame if rule is None else enriched(frame, rule))
        used.update(range(*frame.cue))
    content = {token for frame in learned for token in tokens_of(frame.content)}
    taken = content | {token for frame in learned for token in tokens_of((frame.cue, frame.source or (0, 0)))}
    for rule in rules:
        cue, said = tokens_of((rule.cue,)), tokens_of(rule.content)
        if used.isdisjoint(cue) and (cue <= content or len(said & taken) <= RIVAL * len(said)):
            joined.append(rule)
    return joined


def enriched(frame: Frame, rule: Frame) -> Frame:
    """Give a tagger's frame with what only the rule of the same cue knows."""
    if frame.source is None:
        said = tokens_of(frame.content)
        whole = rule.source is None and said <= tokens_of(rule.content)
        content = rule.content if whole else frame.content
        return replace(frame, asides=rule.asides, source=rule.source, head=rule.head, content=content)
    return replace(
        frame,
        asides=rule.asides,
        source=undated(frame.source, rule),
        cue=undated(frame.cue, rule),
    )


def undated(words: Range, rule: Frame) -> Range:
    """Cut off the end of a source or cue what only dates the saying: "an official on Sunday", "said last week"."""
    first, last = words
    asides = tokens_of(rule.asides)
    while last - 1 > first and last - 1 in asides:
        last -= 1
    return first, last


def frame_of(doc: Doc, attribution: Attribution) -> Frame | None:
    """Turn a tagged attribution into token numbers; None if it has no cue."""
    if attribution.cue is None:
        return None
    source = None if attribution.source is None else bare(doc, attribution.source.start, attribution.source.end)
    return Frame(
        cue=range_of(doc, attribution.cue.start, attribution.cue.end),
        content=tuple(range_of(doc, piece.start, piece.end) for piece in attribution.content),
        source=source,
        head=None if source is None else doc.phrase(*source).root.i,
        rule=TAGGED,
    )


def bare(doc: Doc, start: int, end: int) -> Range:
    """Give the tokens of a source without the relative pronoun of a clause that only goes on after it (", who")."""
    first, last = range_of(doc, start, end)
    if last - first > 2 and doc[last - 1].tag_ in RELATIVE and doc[last - 2].text == ",":
        last -= 2
    return first, last


def range_of(doc: Doc, start: int, end: int) -> Range:
    """Give the tokens that a range of characters touches; the range lies within the text."""
    span = doc.char_span(start, end, alignment_mode="expand")
    if span is None:
        raise ValueError(f"no tokens at characters {start} to {end}")
    return span.start, span.end


def tokens_of(ranges: Iterable[Range]) -> set[int]:
    """Give all tokens of some ranges."""
    return {token for start, end in ranges for token in range(start, end)}
