"""How frames lie in each other: where one ends because the next begins, and which holds which. Linear in the text."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import replace
from typing import TYPE_CHECKING

from reportedly.extract.attributions.frames import trimmed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reportedly.codebook.speech import SpeechLexicon
    from reportedly.extract.attributions.frames import Frame, Page, Range
    from reportedly.parsed import Doc

NONE = -1


def first_token(frame: Frame) -> tuple[int, int]:
    """Give where a frame starts, for sorting."""
    starts = [frame.cue[0], *(piece[0] for piece in frame.content)]
    if frame.source is not None:
        starts.append(frame.source[0])
    return min(starts), frame.cue[0]


def distinct(frames: Sequence[Frame]) -> list[Frame]:
    """Drop frames whose cue overlaps that of a frame before them, but for one that holds it: "declined to say"."""
    kept: list[Frame] = []
    by_token: dict[int, int] = {}
    for frame in frames:
        taken = sorted({by_token[at] for at in range(*frame.cue) if at in by_token})
        if not taken:
            number = len(kept)
            kept.append(frame)
        elif len(taken) == 1 and holds(frame.cue, kept[taken[0]].cue):
            number = taken[0]
            kept[number] = frame
        else:
            continue
        by_token.update(dict.fromkeys(range(*frame.cue), number))
    return kept


def holds(outer: Range, inner: Range) -> bool:
    """Whether one range holds another and is longer."""
    return outer != inner and outer[0] <= inner[0] and inner[1] <= outer[1]


def holders(page: Page, frames: Sequence[Frame]) -> list[int]:
    """Give for each frame the number of the smallest larger one whose content holds its cue, or ``NONE``.

    Only a larger frame can hold one, so that no frame ever holds itself, directly or in a round. What is passed on lies
    in the frame that passes it on, of the same content.
    """
    over = [NONE] * len(page.doc)
    found = [NONE] * len(frames)
    at_cue = {frame.cue: number for number, frame in enumerate(frames)}
    by_size = sorted(range(len(frames)), key=lambda at: -sum(end - start for start, end in frames[at].content))
    for number in by_size:
        passed = frames[number].passed_by
        found[number] = over[frames[number].cue[0]] if passed is None else at_cue[passed]
        for piece in frames[number].content:
            over[slice(*piece)] = [number] * (piece[1] - piece[0])
    return found


def without_spoken_hearsay(page: Page, frames: Sequence[Frame]) -> list[Frame]:
    """Drop hearsay in what a speaker says: "It's estimated that ..., X said" is X's and no one else's."""
    spoken = [False] * len(page.doc)
    for frame in frames:
        if frame.source is not None:
            for piece in frame.content:
                spoken[slice(*piece)] = [True] * (piece[1] - piece[0])
    return [frame for frame in frames if frame.source is not None or not spoken[frame.cue[0]]]


def part_acts(page: Page, frames: Sequence[Frame], lexicon: SpeechLexicon) -> list[Frame]:
    """End what is said where the next act of speech begins ("said that ..., but cautioned that ...")."""
    by_cue = sorted((frame for frame in frames if frame.source is not None), key=lambda frame: frame.cue)
    cues = [frame.cue[0] for frame in by_cue]
    return [part_act(page, frame, by_cue, cues, lexicon) for frame in frames]


def part_act(page: Page, frame: Frame, by_cue: Sequence[Frame], cues: Sequence[int], lexicon: SpeechLexicon) -> Frame:
    """End the content of one frame before the first act that is coordinated with it."""
    if frame.source is None:
        return frame
    pieces: list[Range] = []
    for start, end in frame.content:
        inside = by_cue[bisect_right(cues, max(start, frame.cue[0])) : bisect_left(cues, end)]
        acts = (next_act(page.doc, frame, other, end, lexicon) for other in inside)
        cut = next((at for at in acts if at is not None and start < at < end), None)
        pieces.append((start, end) if cut is None else trimmed(page, (start, cut)))
    return frame if tuple(pieces) == frame.content else replace(frame, content=tuple(pieces))


def next_act(doc: Doc, frame: Frame, other: Frame, end: int, lexicon: SpeechLexicon) -> int | None:
    """Give where another cue begins that is coordinated with this one, of the same source or of another.

    So does ", according to X" at the end of what is said: it speaks of the whole sentence.
    """
    if other.source is None:
        return None
    if other.rule == "according":
        return other.cue[0] if doc[other.cue[0] - 1].text == "," and other.source[1] + 1 >= end else None
    shared = other.source == frame.source
    at = other.cue[0] if shared else min(other.source[0], other.cue[0])
    before = at - 1
    while before > 0 and doc[before].pos_ == "ADV":
        before -= 1
    if shared:
        return at if doc[before].pos_ == "CCONJ" else None
    joined = doc[before].lower_ in lexicon.table.coordinators and doc[before - 1].text == ","
    same_tense = doc[other.cue[1] - 1].tag_ == doc[frame.cue[1] - 1].tag_
    return before if joined and same_tense and other.rule.startswith("say:") else None
