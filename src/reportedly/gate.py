"""Text -> verdict: is this about armed conflict at all? By words alone, before anything is parsed.

Each passage of some hundred words gets the sum of the weights of the different signs in it (``codebook/gate.py``); the
page passes if its best passage reaches the threshold. The weights and the threshold are learned by ``training/gate.py``
so that hardly a report of fighting is refused: what passes need not be about a war, what is refused hardly ever is.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate

from reportedly.codebook.gate import WORD, Gate, Print, Sign
from reportedly.letters import in_capitals
from reportedly.model import Span, Verdict

MOST_TOLD = 6
APARTS = re.compile(f"({WORD.pattern})")
APART = 2
SHORT = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """A sign in a text: at which of its words, and at which characters."""

    at: int
    sign: Sign
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """The hits of a passage and what their signs weigh together, each sign once."""

    hits: tuple[Hit, ...]
    score: float


def judge(text: str, gate: Gate) -> Verdict:
    """Say whether a text is about armed conflict, and by which words.

    >>> from reportedly.codebook.gate import load_gate
    >>> text = "Rebels shelled the port on Monday, killing three soldiers, the army said."
    >>> verdict = judge(text, load_gate())
    >>> verdict.passes, [text[span.start : span.end] for span in verdict.evidence]
    (True, ['Rebels', 'shelled', 'killing', 'soldiers', 'army'])
    >>> judge("The striker shot wide, and the goalkeeper saved a penalty in the league match.", load_gate()).passes
    False
    """
    passage = best_passage(find_hits(text, gate), gate)
    told = tuple(hit for hit in passage.hits if gate.weights[hit.sign] > 0)
    passes = bool(told) and passage.score >= gate.threshold
    return Verdict(
        passes=passes,
        reason=reason_of(text, told, passes=passes),
        score=round(passage.score, 3),
        evidence=tuple(Span(start=hit.start, end=hit.end) for hit in told),
    )


def find_hits(text: str, gate: Gate) -> list[Hit]:
    """Give the signs in a text, in order; of those that begin at one word the longest."""
    parts = APARTS.split(text)  # what stands between words and the words, in turns
    lowered = [*map(str.lower, parts[1::2]), ""]
    begun = [at for at, word in enumerate(lowered) if word in gate.forms]
    if not begun:
        return []
    ends = list(accumulate(map(len, parts)))
    capitals: bool | None = None
    hits: list[Hit] = []
    free = 0
    for at in begun:
        if at < free:
            continue
        for form in gate.forms[lowered[at]]:
            last = at
            if form.rest:
                last += len(form.rest)
                if lowered[at + 1] != form.rest[0] or tuple(lowered[at + 1 : last + 1]) != form.rest:
                    continue
                if any(len(apart) > APART for apart in parts[2 * at + 2 : 2 * last + 1 : 2]):
                    continue  # more than a space, a hyphen or an apostrophe or two parts the words
            start, end = ends[2 * at], ends[2 * last + 1]
            if form.print != "any":
                capitals = in_capitals(text, least=1) if capitals is None else capitals
                if not is_printed(text[start:end], form.print, capitals=capitals):
                    continue
            hits.append(Hit(at=at, sign=form.sign, start=start, end=end))
            free = last + 1
            break
    return hits


def is_printed(words: str, print_as: Print, *, capitals: bool) -> bool:
    """Whether words are printed as their form asks: a name with a capital, an acronym in capitals.

    In a text that is all in capitals an acronym cannot be told from a word, nor a short name.
    """
    if capitals:
        return print_as == "name" and len(words) > SHORT
    return words.isupper() if print_as == "acronym" else any(map(str.isupper, words))


def best_passage(hits: Sequence[Hit], gate: Gate) -> Passage:
    """Give the passage that weighs most of those that begin with a word of conflict; without one it weighs nothing."""
    best: tuple[int, int, float] | None = None
    for found in passages(hits, gate):
        if gate.weights[hits[found[0]].sign] > 0 and (best is None or found[2] > best[2]):
            best = found
    if best is None:
        return Passage(hits=(), score=0.0)
    first, last, score = best
    return Passage(hits=tuple(hits[first:last]), score=score)


def passages(hits: Sequence[Hit], gate: Gate) -> Iterator[tuple[int, int, float]]:
    """Give each passage that begins with a hit: its first hit, the one after its last, and the sum of its signs."""
    held: Counter[Sign] = Counter()
    score, last = 0.0, 0
    for first, hit in enumerate(hits):
        while last < len(hits) and hits[last].at < hit.at + gate.passage:
            if not held[hits[last].sign]:
                score += gate.weights[hits[last].sign]
            held[hits[last].sign] += 1
            last += 1
        yield first, last, score
        held[hit.sign] -= 1
        if not held[hit.sign]:
            score -= gate.weights[hit.sign]


def reason_of(text: str, told: Sequence[Hit], *, passes: bool) -> str:
    """Say in one line which words decided."""
    words = list(dict.fromkeys(text[hit.start : hit.end].lower() for hit in told))
    if not words:
        return "no word of armed conflict"
    listed = ", ".join(words[:MOST_TOLD]) + (", …" if len(words) > MOST_TOLD else "")
    return f"words of armed conflict: {listed}" if passes else f"too little of armed conflict: {listed}"
