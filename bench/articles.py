"""Plain corpus text -> article: every line is a paragraph, so that no step of cleaning moves an offset."""

from __future__ import annotations

import re

from reportedly.model import Article, Block, Published

LINE = re.compile(r"[^\n]*\S[^\n]*")


def article_of(text: str, *, key: str = "bench", published: str | None = None) -> Article:
    """Make an article of plain text; ``published`` is one ISO 8601 day.

    >>> [block.start for block in article_of("One.\\n\\nTwo.").blocks]
    [0, 6]
    """
    blocks = tuple(Block(kind="paragraph", start=line.start(), end=line.end()) for line in LINE.finditer(text))
    dated = Published(date_start=published, date_end=published, basis="given" if published else "unknown")
    return Article(id=key, key=key, text=text, language="en", published=dated, blocks=blocks)


def unwrapped(text: str) -> str:
    """Join hard-wrapped lines into paragraphs without moving an offset: single line breaks become spaces.

    >>> unwrapped("One\\ntwo.\\n\\nThree")
    'One two.\\n\\nThree'
    """
    return re.sub(r"(?<!\n)\n(?!\s*\n)(?!\s*$)", " ", text)
