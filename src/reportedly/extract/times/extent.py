"""The span of a find: where the words of an expression begin and end in the text.

After the TIMEX2 and TIMEX3 guidelines: a determiner belongs to the noun it determines ("the [1917] battle", "a
[three-day] battle"), and what a stretch is made of belongs to the stretch ("[two weeks of heavy fighting]").
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reportedly.extract.times.grammar import Find
    from reportedly.extract.times.meaning import Meaning
    from reportedly.extract.times.scan import Words
    from reportedly.parsed import Token

DETERMINERS = frozenset({"the", "a", "an"})
DESCRIBING = frozenset({"season", "year", "early", "decade", "century"})
MAX_EXTENT = 160


def widen(find: Find, meaning: Meaning, words: Words, token_at: Callable[[int], Token]) -> tuple[int, int]:
    """Give the offsets of a find, its determiner dropped or its complement taken in where the syntax says so."""
    start, end = words.starts[find.first], words.ends[find.last - 1]
    last = token_at(end - 1)
    if words.forms[find.first] in DETERMINERS and is_describing(find) and modifies(last):
        return words.starts[find.first + 1], end
    if meaning.type == "DURATION" and find.last < len(words.forms) and words.forms[find.last] == "of":
        return start, complement_end(token_at(words.starts[find.last]), end)
    return start, end


def is_describing(find: Find) -> bool:
    """Whether an expression is of a kind that can describe a noun: "1917", "summer", "three-day"."""
    if find.last - find.first == 1 or "pair" in find.slots:
        return False
    is_long = find.reading in ("duration", "relseason")
    return is_long or (find.reading == "calendar" and find.slots.keys() <= DESCRIBING)


def modifies(last: Token) -> bool:
    """Whether an expression stands before the noun it describes."""
    return last.head.i > last.i and last.dep_ in ("amod", "compound", "nummod", "nmod", "poss")


def complement_end(of: Token, end: int) -> int:
    """Give the end of the noun phrase that "of" brings in, up to its first comma."""
    phrase = [token for token in of.subtree if token.i >= of.i]
    if len(phrase) < 2:
        return end
    stop = end
    for token in phrase:
        if token.pos_ == "DET" and token.i > of.i + 1 and token.nbor(-1).pos_ in ("NOUN", "VERB"):
            break  # "heavy shelling | the town"
        if token.is_space or token.text in (",", ";", "(", ")", ":", ".", "\u2013") or token.idx - end > MAX_EXTENT:
            break
        stop = token.idx + len(token)
    return stop
