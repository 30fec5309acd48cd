"""Quotations without a cue of their own -> whose they are: the speaker before them goes on."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from spacy.tokens import Doc

    from reportedly.extract.frames import Frame, Page, Range

ENDS = frozenset({".", "!", "?", "…", "..."})
WORDS = 3  # that a quotation has at least to stand for itself
REACH = 2  # line breaks between a quotation and the speaker it goes back to


def claim_quotations(page: Page, frames: Sequence[Frame]) -> list[Frame]:
    """Give each full quotation that no frame holds to the frame before it in its paragraph, or to the last speaker."""
    held: set[int] = set()
    for frame in frames:
        inside = page.quote_at[frame.cue[0]]
        held.update(page.quote_at[at] for piece in frame.content for at in range(*piece) if page.quote_at[at] != inside)
    grown = list(frames)
    paragraphs = paragraph_numbers(page.doc)
    for number, pieces in enumerate(page.quotes):
        if number in held or not is_full(page, pieces):
            continue
        owner = last_speaker(page, grown, pieces[0][0], paragraphs)
        if owner is not None:
            grown[owner] = replace(grown[owner], content=(*grown[owner].content, *pieces))
    return grown


def last_speaker(page: Page, frames: Sequence[Frame], at: int, paragraphs: Sequence[int]) -> int | None:
    """Give the frame that a quotation without a cue goes on from.

    That is the last one before it in its paragraph with a quotation of its own; if the quotation opens its paragraph,
    the last one of the paragraph before, or of that before it, if it ends in a quotation.
    """
    found: int | None = None
    for number, frame in enumerate(frames):
        if frame.source is None or frame.content[-1][1] > at or frame.cue[0] > at:
            continue
        if page.quote_at[frame.cue[0]] >= 0 or not quotes(page, frame):
            continue
        found = number if found is None or frame.cue[0] > frames[found].cue[0] else found
    if found is None:
        return None
    end = max(frames[found].content[-1][1], frames[found].cue[1])
    gap = paragraphs[at] - paragraphs[min(end, len(paragraphs) - 1) - 1]
    return found if gap <= REACH else None


def quotes(page: Page, frame: Frame) -> bool:
    """Whether what is said starts or ends with a quotation."""
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
