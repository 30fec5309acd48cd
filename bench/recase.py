"""Gives a text in capitals small letters again, character for character: a first version.

A word becomes small where the parser's vocabulary knows it small, else it keeps a capital; short unknown words in
brackets stay as they are, being acronyms. Sentences and lines begin with a capital.
"""

from __future__ import annotations

import re
from collections.abc import Container

WORD = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)?")
OPENING = re.compile(r"(?:\A|[.!?][\"')\]]*\s+|\n\s*)[\"'(\[]*\Z")
ACRONYM = re.compile(r"[\[(]\s*\Z")


def recase(text: str, known: Container[str]) -> str:
    """Give the text with capitals only where a name or a sentence begins.

    >>> recase("THE REBELS LEFT TOMA [FMLN]. THEY RAN.", {"the", "rebels", "left", "they", "ran"})
    'The rebels left Toma [FMLN]. They ran.'
    """

    def one(match: re.Match[str]) -> str:
        word, small = match[0], match[0].lower()
        before = text[max(0, match.start() - 8) : match.start()]
        if small not in known:
            return word if ACRONYM.search(before) and len(word) <= 6 else word[0] + small[1:]
        return word[0] + small[1:] if OPENING.search(before) else small

    return WORD.sub(one, text)
