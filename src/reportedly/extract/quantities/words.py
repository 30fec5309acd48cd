"""Small helpers over words and tokens: alternations of words, and the tokens of a parse by character offset."""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from reportedly.parsed import Doc, Token


def either(words: Iterable[str]) -> str:
    """Give a pattern for any of the words, longest first; a blank in a word stands for any white space or hyphen."""
    return "|".join(
        re.sub(r"(?:\\ )+", r"[\\s-]+", re.escape(word)) for word in sorted(words, key=lambda word: (-len(word), word))
    )


class Tokens:
    """The tokens of a parse by character offset; white space tokens are passed over."""

    def __init__(self, doc: Doc) -> None:
        self._tokens = [token for token in doc if not token.is_space]
        self._starts = [token.idx for token in self._tokens]

    def __len__(self) -> int:
        return len(self._tokens)

    def __getitem__(self, at: int) -> Token:
        return self._tokens[at]

    def at(self, offset: int) -> int:
        """Give the index of the token that holds the character, or of the last one before it; -1 before the first."""
        return bisect_right(self._starts, offset) - 1

    def after(self, offset: int) -> int:
        """Give the index of the first token that starts at the offset or later; ``len`` at the end."""
        return bisect_right(self._starts, offset - 1)

    def before(self, offset: int) -> Token | None:
        """Give the last token that starts before the offset, if any."""
        at = bisect_right(self._starts, offset - 1) - 1
        return self._tokens[at] if at >= 0 else None
