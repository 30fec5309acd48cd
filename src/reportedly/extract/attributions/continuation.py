"""Quotations without a cue of their own -> whose they are: the speaker before them goes on."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reportedly.extract.attributions.frames import Frame, Page, Range
    from reportedly.parsed import Doc

ENDS = frozenset({".", "!", "?", "…", "..."})
WORDS = 3  # that a quotation has at least to stand for itself
REACH = 2  # line breaks between a quotation and the speaker it goes back to


def claim_quotations(page: Page, frames: Sequence[Frame]) -> list[Frame]:
    """Give each full quotation that no frame holds to the last speaker before it who is quoted.

    That is one in the same paragraph, or in the two before it: news leaves a line between what one person says.
    """
    held: set[int] = set()
    for frame in frames:
        inside = page.quote_at[frame.cue[0]]
        held.update(page.quote_at[at] for piece in frame.content for at in range(*piece) if page.quote_at[at] != inside)
    grown = list(frames)
    quoting = sorted((frame.cue[0], number) for number, frame in enumerate(frames) if quotes_alone(page, frame))
    paragraphs = paragraph_numbers(page.doc)
    for number, pieces in enumerate(page.quotes):
        if number not in held and is_full(page, pieces):
            owner = last_speaker(grown, quoting, pieces[0][0], paragraphs)
            if owner is not None:
                grown[owner] = replace(grown[owner], content=(*grown[owner].content, *pieces))
    return grown


def last_speaker(
    frames: Sequence[Frame], quoting: Sequence[tuple[int, int]], at: int, paragraphs: Sequence[int]
) -> int | None:
    """Give the number of the last quoting frame that lies before a token, if it is near enough to go on."""
    for _, number in reversed(quoting[: bisect_left(quoting, (at, 0))]):
        frame = frames[number]
        end = max(frame.content[-1][1], frame.cue[1])
        if paragraphs[at] - paragraphs[end - 1] > REACH:
            return None
        if end <= at:
            return number
    return None


def quotes_alone(page: Page, frame: Frame) -> bool:
    """Whether a frame has a source, stands in no quotation, and what is said starts or ends with one."""
    if frame.source is None or page.quote_at[frame.cue[0]] >= 0:
        return False
    return any(page.quote_at[at] >= 0 for piece in frame.content for at in (piece[0], piece[1] - 1))


def is_full(page: Page, pieces: tuple[Range, ...]) -> bool:
    """Whether a quotation is speech that stands for itself: it starts a sentence and ends one; not a scare quote."""
    doc = page.doc
    first, last = pieces[0][0], pieces[-1][1] - 1
    if last - first < WORDS:
        return False
    inner = doc[first + 1]
    ends = doc[last - 1].text in ENDS or last + 1 >= len(doc) or doc[last + 1].is_space or doc[last + 1].text == "."
    before = doc[first - 1] if first else None
    free = before is None or before.is_space or before.is_punct
    return free and ends and (inner.text[:1].isupper() or not inner.is_alpha)


def paragraph_numbers(doc: Doc) -> list[int]:
    """Number the paragraphs, token by token."""
    numbers, number = [], 0
    for token in doc:
        numbers.append(number)
        if token.is_space and "\n" in token.text:
            number += 1
    return numbers
