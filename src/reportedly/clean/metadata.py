"""Blocks -> metadata: publisher, authors, dateline, and the agencies that the whole text is credited to.

An agency is read from the text's own credits ("Source(s): Reuters", a dateline "BEIRUT (Reuters) -", a byline), never
from a photo's credit, and never from a passing "told AFP".
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from reportedly.clean.blocks import is_short_title, without_brackets
from reportedly.codebook.blocks import BlockMarks
from reportedly.model import Block, BlockKind

# "BEIRUT, Feb 10 (Reuters) - ", "NEAR BAGHUZ, Syria — "
DATELINE = re.compile(
    r"(?P<place>[A-Z][A-Z'’.-]+(?:[ /-][A-Z][A-Z'’.-]*){0,4}"
    r"(?:,\s[A-Z][\w.’' -]{1,30}){0,2}?)"
    r"(?P<date>,?\s(?:[A-Z][a-z]{2,8}\.?\s\d{1,2}|\d{1,2}\s[A-Z][a-z]{2,8}\.?)(?:,?\s\d{4})?)?"
    r"\s*(?P<agency>\([^()\d]{2,60}\))?\s*(?P<dash>[-–—]{1,2}|:)\s+(?=[\"“'‘(]?[A-Z0-9])"
)
CASED_DATELINE = re.compile(
    r"(?P<place>[A-Z][\w'’.-]+(?:[ -][A-Z][\w'’.-]+){0,3}(?:,\s[A-Z][\w.’'-]+(?:\s[A-Z][\w.’'-]+)?)?)"
    r"(?P<date>,?\s(?:[A-Z][a-z]{2,8}\.?\s\d{1,2}|\d{1,2}\s[A-Z][a-z]{2,8}\.?)(?:,?\s\d{4})?)?"
    r"\s*(?P<agency>\([^()\d]{2,60}\))\s*(?P<dash>[-–—]{1,2}|:)\s+(?=[\"“'‘(]?[A-Z0-9])"
)
OPENING_AGENCY = re.compile(r"(?P<agency>\([^()\d]{2,60}\))\s*(?P<dash>[-–—]{1,2}|:)\s+(?=[\"“'‘(]?[A-Z0-9])")
CLOSING_AGENCY = re.compile(r"(?:\s[-–—]{1,2}\s?|\s?[(\[])(?P<agency>[A-Z][\w /&-]{1,40})[)\]]?\s*$")
BYLINE_START = re.compile(r"^(?:by|from|written by|words by)\s*:?\s+", re.IGNORECASE)
SOURCE_START = re.compile(r"^\(?sources?(?:\(s\))?\s?[:|-]\s*", re.IGNORECASE)
NAME_BREAK = re.compile(r"\s*(?:,|;|\band\b|\bin\b|\||/|&)\s*")


def texts_of(text: str, blocks: Iterable[Block], kind: BlockKind) -> list[str]:
    """Give the words of all blocks of one kind."""
    return [text[block.start : block.end] for block in blocks if block.kind == kind]


def headline_of(text: str, blocks: Sequence[Block]) -> str | None:
    """Give the headline as printed, with what the desk put before it; None if there is none."""
    block = next((block for block in blocks if block.kind == "headline"), None)
    if block is None:
        return None
    return text[text.rfind("\n", 0, block.start) + 1 : block.end].strip()


def publisher_of(text: str, blocks: Sequence[Block]) -> str | None:
    """Give the outlet's name as printed: a line that surely is one, else a short title under the headline."""
    for line in texts_of(text, blocks, "publisher"):
        return without_brackets(line) or None
    for before, block in pairwise(blocks):
        line = text[block.start : block.end]
        if before.kind == "headline" and block.kind == "paragraph" and is_short_title(line):
            return line
    return None


def dateline_match(paragraph: str) -> re.Match[str] | None:
    """Find the dateline at the start of a paragraph."""
    return DATELINE.match(paragraph) or CASED_DATELINE.match(paragraph) or OPENING_AGENCY.match(paragraph)


def dateline_of(text: str, blocks: Sequence[Block]) -> str | None:
    """Give the dateline that opens the first paragraphs, as printed, or None."""
    for paragraph in texts_of(text, blocks, "paragraph")[:2]:
        match = dateline_match(paragraph)
        if match and match.groupdict().get("place"):
            return paragraph[: match.start("dash")].strip(" ,")
    return None


def authors_of(text: str, blocks: Sequence[Block], marks: BlockMarks) -> tuple[str, ...]:
    """Give the persons that the bylines name, agencies and desks left out."""
    names: list[str] = []
    for line in texts_of(text, blocks, "byline"):
        for part in NAME_BREAK.split(BYLINE_START.sub("", line)):
            name = part.strip(" .-–—")
            looks = 2 <= len(name.split()) <= 4 and all(
                word[:1].isupper() or word in {"al", "de", "van"} for word in name.split()
            )
            if looks and not marks.agency.search(name) and name not in names:
                names.append(name)
    return tuple(names)


def agencies_of(text: str, blocks: Sequence[Block], marks: BlockMarks) -> tuple[str, ...]:
    """Give the agencies that the text is credited to, by the names we give them, in order of appearance."""
    found: dict[str, None] = {}
    for part, is_sure in credit_parts(text, blocks):
        known = [match.group() for match in marks.agency.finditer(part)]
        names = known or (names_in_credit(part) if is_sure else [])
        found.update(dict.fromkeys(marks.agency_names.get(name, name) for name in names))
    return tuple(found)


def names_in_credit(part: str) -> list[str]:
    """Give the names that a credit consists of: "(Northwire)", "Source: Northwire, Levant Wire"."""
    names = [name.strip(" .()") for name in NAME_BREAK.split(SOURCE_START.sub("", part.strip("() ")))]
    return [name for name in names if 0 < len(name.split()) <= 4 and all(word[:1].isupper() for word in name.split())]


def credit_parts(text: str, blocks: Sequence[Block]) -> Iterator[tuple[str, bool]]:
    """Give the stretches in which the text's own agency is named, and whether what stands there surely is one."""
    paragraphs = texts_of(text, blocks, "paragraph")
    for paragraph in paragraphs[:2]:
        match = dateline_match(paragraph)
        if match and match.groupdict().get("agency"):
            yield match["agency"], True
    for kind in ("byline", "credit"):
        for line in texts_of(text, blocks, kind):
            if not line.startswith("©"):
                yield line, SOURCE_START.match(line) is not None
    for paragraph in paragraphs[-1:]:
        match = CLOSING_AGENCY.search(paragraph)
        if match:
            yield match["agency"], False
