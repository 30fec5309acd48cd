"""Capitals -> small letters: restores the case of copy that was sent in capitals alone, character for character.

Old wire copy comes in capitals, and no other step can read it so. Each word is small, has a capital or stays
in capitals, by learned weights (an averaged perceptron, Collins 2002) over the word, its neighbours and its ending.
Names that the text itself abbreviates ("RED STAR FRONT [RSF]") and known ``phrases`` get capitals as a whole. The
letters change and nothing else: every offset into the one text is an offset into the other.
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

import msgspec

from reportedly.codebook.parties import StateFile, read_parties
from reportedly.codebook.tables import read_table
from reportedly.codebook.triggers import load_triggers
from reportedly.errors import ModelError
from reportedly.letters import in_capitals

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from reportedly.model import Article

CASE = "case.json"
LABELS = ("small", "capital", "capitals")
SMALL, CAPITAL, CAPITALS = range(len(LABELS))
WORD = re.compile(r"[^\W\d_]+")
INITIAL = re.compile(r"(?:\b[^\W\d_]\.){2,}\s*\Z")
OPENING = re.compile(r"(?:\A|[.!?][\"')\]]*\s+|\n\s*|--\s+)[\"'(\[]*\Z")
ACRONYM = re.compile(r"[\[(]\s*([^\W\d_]{2,6})\s*[\])]")
LINKS = frozenset({"of", "the", "and", "for", "in", "on", "to", "de", "la", "del", "los", "las", "y"})
BEFORE = 14
LEAST_LETTERS = 80

Scores = tuple[float, float, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseModel:
    """``case.json``: weights by sign, and how words are mostly written (``s``, ``c``, ``u`` or ``m`` for mixed)."""

    weights: dict[str, Scores]
    usual: dict[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Letters:
    """One word of a text in capitals: its offsets, small form, and whether it opens a sentence."""

    start: int
    end: int
    small: str
    opens: bool
    before: str
    after: str


@cache
def load_case() -> CaseModel:
    """Load the packaged weights; words that they do not know but the lexicon of events does are mostly small.

    Raises:
        ModelError: they are missing or malformed.
    """
    path = files("reportedly") / "data" / "models" / CASE
    try:
        model = msgspec.json.decode(path.read_bytes(), type=CaseModel)
    except (OSError, msgspec.MsgspecError) as error:
        raise ModelError(f"{path}: {error}") from error
    return replace(model, usual={**common_words(), **model.usual})


def case_digest() -> str:
    """Give the sha256 of the weights, for ``Provenance.models``."""
    return hashlib.sha256((files("reportedly") / "data" / "models" / CASE).read_bytes()).hexdigest()


def common_words() -> dict[str, str]:
    """Give the verbs and nouns of the lexicon of events, which are mostly small, with their plurals."""
    words = load_triggers()
    held = {word for word in (*words.verbs, *words.nouns, *words.classes) if word.isalpha() and word.islower()}
    return {form: "s" for word in sorted(held) for form in (word, f"{word}s")}


def is_capitals_copy(text: str) -> bool:
    """Whether a report was sent in capitals: in a shorter text they may be emphasis."""
    return in_capitals(text, least=LEAST_LETTERS)


def readable(article: Article) -> Article:
    """Give an article as it is read: one in capitals with small letters, any other as it is; no offset moves."""
    if not is_capitals_copy(article.text):
        return article
    return replace(article, text=small_letters(article.text, load_case(), phrases=known_phrases()))


def small_letters(text: str, model: CaseModel, *, phrases: Iterable[Sequence[str]] = ()) -> str:
    """Give a text in capitals as it would stand in a newspaper; ``phrases`` are names as they are written."""
    words = list(read_letters(text))
    given = {**dict(abbreviated(text, words, model.usual)), **dict(listed(words, phrases, model.usual))}
    usual = {**model.usual, **{words[at].small: "scu"[label] for at, label in given.items()}}
    chosen = agreed(words, decide(words, replace(model, usual=usual), given), given, usual)
    out = list(text)
    for word, label in zip(words, chosen, strict=True):
        form = shaped(text[word.start : word.end], label, word)
        if len(form) == word.end - word.start:
            out[word.start : word.end] = form
    return "".join(out)


def shaped(printed: str, label: int, word: Letters) -> str:
    """Write a word as decided; a sentence opens with a capital."""
    if label == CAPITALS:
        return printed
    small = "".join(char.lower() if len(char.lower()) == 1 else char for char in printed)
    return printed[0] + small[1:] if label == CAPITAL or word.opens else small


def read_letters(text: str) -> Iterator[Letters]:
    """Give the words of a text."""
    for match in WORD.finditer(text):
        start, end = match.span()
        head = text[max(0, start - BEFORE) : start]
        yield Letters(
            start=start,
            end=end,
            small=match[0].lower(),
            opens=bool(OPENING.search(head)) and not INITIAL.search(head),
            before=head[-1:],
            after=text[end : end + 1],
        )


def decide(words: Sequence[Letters], model: CaseModel, given: Mapping[int, int]) -> list[int]:
    """Label the words from left to right, each knowing what was decided before it; ``given`` are known labels."""
    chosen: list[int] = []
    for at, word in enumerate(words):
        fixed = given.get(at, settled(word))
        chosen.append(best(signs(words, at, chosen, model.usual), model.weights) if fixed is None else fixed)
    return chosen


def agreed(
    words: Sequence[Letters], chosen: list[int], given: Mapping[int, int], usual: Mapping[str, str]
) -> list[int]:
    """Write an unknown word the same way throughout, with a capital if that is how it mostly came out."""
    free = [at for at, word in enumerate(words) if at not in given and settled(word) is None]
    counts: dict[str, Counter[int]] = {}
    for at in free:
        if words[at].small not in usual and not words[at].opens:
            counts.setdefault(words[at].small, Counter())[chosen[at]] += 1
    most = {small: max(held, key=lambda label: (held[label], label == CAPITAL)) for small, held in counts.items()}
    out = list(chosen)
    for at in free:
        out[at] = most.get(words[at].small, chosen[at])
    return out


def settled(word: Letters) -> int | None:
    """Give the label of what needs no weights: initials stay, and what follows an apostrophe is small."""
    if word.before in ("'", "\u2019") and len(word.small) <= 2:
        return SMALL
    if len(word.small) == 1 and word.small not in "aio":
        return CAPITALS
    return CAPITALS if len(word.small) == 1 and word.after == "." and not word.opens else None


def best(held: Iterable[str], weights: Mapping[str, Scores]) -> int:
    """Give the label with the highest score, the first of equals."""
    scores = score(held, weights)
    return scores.index(max(scores))


def score(held: Iterable[str], weights: Mapping[str, Scores]) -> list[float]:
    """Sum the weights of signs by label."""
    total = [0.0, 0.0, 0.0]
    for sign in held:
        found = weights.get(sign)
        if found is not None:
            total = [a + b for a, b in zip(total, found, strict=True)]
    return total


def signs(words: Sequence[Letters], at: int, chosen: Sequence[int], usual: Mapping[str, str]) -> list[str]:
    """Give what the label of a word is decided by; ``chosen`` are the labels before it."""
    word = words[at]
    small = word.small
    known = usual.get(small, "-")
    before = words[at - 1] if at and not word.opens else None
    after = words[at + 1] if at + 1 < len(words) and not words[at + 1].opens else None
    last = LABELS[chosen[at - 1]] if before is not None else "none"
    ahead = after.small if after is not None else ""
    behind = before.small if before is not None else ""
    usual_ahead, usual_behind = usual.get(ahead, "-"), usual.get(behind, "-")
    held = [
        "bias",
        f"u {known}",
        f"u {known} last {last}",
        f"u {known} behind {usual_behind} ahead {usual_ahead}",
        f"u {known} last {last} ahead {usual_ahead}",
        f"u {known} behind {behind}",
        f"u {known} ahead {ahead}",
        f"u {known} glued {word.before}",
        f"u {known} follows {word.after}",
        f"long {min(len(small), 8)} u {known}",
    ]
    if known == "-":
        held += [f"end {small[-k:]}" for k in (2, 3, 4)]
        held += [f"end {small[-3:]} last {last}", f"begin {small[:3]}", f"vowels {any(c in 'aeiouy' for c in small)}"]
    else:
        held += [f"w {small}", f"w {small} last {last}", f"w {small} ahead {usual_ahead}"]
        held += [f"w {behind} {small}", f"w {small} {ahead} >"]
    return held


def abbreviated(text: str, words: Sequence[Letters], usual: Mapping[str, str]) -> Iterator[tuple[int, int]]:
    """Give the labels of acronyms in brackets, wherever they stand, and of the names that they stand for."""
    found = [match for match in ACRONYM.finditer(text) if usual.get(match[1].lower()) not in ("s", "c")]
    acronyms = {match[1].lower() for match in found}
    for at, word in enumerate(words):
        if word.small in acronyms:
            yield at, CAPITALS
    ends = {word.end: at for at, word in enumerate(words)}
    for match in found:
        last = ends.get(len(text[: match.start()].rstrip()))
        if last is not None:
            yield from spelled_out(words, last, match[1].lower())


def spelled_out(words: Sequence[Letters], last: int, acronym: str) -> Iterator[tuple[int, int]]:
    """Give capitals to the words before an acronym whose initials it has, in any order, links left out."""
    named: list[int] = []
    wanted = sorted(acronym)
    for at in range(last, max(-1, last - 2 * len(acronym) - 2), -1):
        if words[at].small in LINKS:
            continue
        named.append(at)
        initials = sorted(words[one].small[0] for one in named)
        if initials == wanted:
            yield from ((one, CAPITAL) for one in named)
            return
        if len(named) > len(acronym):
            return


def listed(
    words: Sequence[Letters], phrases: Iterable[Sequence[str]], usual: Mapping[str, str]
) -> Iterator[tuple[int, int]]:
    """Give the labels of known names; a single word that is mostly small, or now small and now not, is none."""
    starts: dict[str, list[Sequence[str]]] = {}
    for phrase in phrases:
        starts.setdefault(phrase[0].lower(), []).append(phrase)
    for at, word in enumerate(words):
        for phrase in starts.get(word.small, ()):
            if len(phrase) == 1 and usual.get(word.small) in ("s", "m"):
                continue
            held = words[at : at + len(phrase)]
            if [one.small for one in held] == [part.lower() for part in phrase]:
                yield from ((at + step, label_of(part)) for step, part in enumerate(phrase))


@cache
def known_phrases() -> tuple[tuple[str, ...], ...]:
    """Give the names of the lists of parties and states, cut into words as they are written there."""
    names = {name for entry, _ in read_parties() for name in (entry.name, *entry.aliases, *entry.ambiguous)}
    states = read_table("actors/states.yml", StateFile).states
    names |= {name for state in states for name in (state.name, *state.demonyms, *state.people, *state.capitals)}
    cut = {tuple(match[0] for match in WORD.finditer(name)) for name in names}
    return tuple(
        sorted((one for one in cut if any(part[0].isupper() for part in one)), key=lambda one: (len(one), one))
    )


def label_of(printed: str) -> int:
    """Say how a word is written."""
    if printed[:1].islower():
        return SMALL
    return CAPITALS if len(printed) > 1 and printed.isupper() else CAPITAL
