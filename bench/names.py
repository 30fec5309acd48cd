"""Whether words hold a name, by capitals alone: judges gold and answers alike."""

from __future__ import annotations

import re

from bench.spans import Span
from bench.speech import words

WORD = re.compile(r"[^\W\d_][\w.'’-]*")
DETERMINER = re.compile(r"(?:the|a|an)\s+", re.IGNORECASE)


def holds_name(phrase: str) -> bool:
    """Whether a capitalised word stands there after any leading function words.

    >>> holds_name("the Syrian army"), holds_name("The regime"), holds_name("We")
    (True, False, False)
    """
    spelled = WORD.findall(phrase)
    passed = words().light | words().pronouns
    while spelled and spelled[0].lower() in passed:
        spelled.pop(0)
    return any(word[0].isupper() for word in spelled)


def without_determiner(text: str, span: Span) -> Span:
    """Cut a leading article off a span."""
    match = DETERMINER.match(text, span[0], span[1])
    return (match.end() if match else span[0], span[1])
