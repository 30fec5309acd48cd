"""What the gate knows: the words of ``lexicon/en/gate.yml`` in all their forms, with their learned weights.

Triggers, weapons, classes of nouns and names of parties are those of the reader's own tables, so that a word which is
added there is a sign here too, at the weight of its group until the weights are learned again.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from reportedly.codebook.parties import read_parties
from reportedly.codebook.tables import read_table
from reportedly.codebook.triggers import load_triggers
from reportedly.errors import CodebookError
from reportedly.model import ActorType

WORDS = "lexicon/en/gate.yml"
WEIGHTS = "lexicon/en/gate_weights.yml"
WORD = re.compile(r"[^\W_]+")
VOWELS = "aeiou"
Print = Literal["any", "name", "acronym"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Elsewhere:
    """Words of something that is no armed conflict, and what each can weigh at least, below nothing."""

    least: float
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class GateWords:
    """The file of words as it stands."""

    passage: int
    most: float
    event_types: tuple[str, ...]
    classes: tuple[str, ...]
    parties: tuple[ActorType, ...]
    about_war: tuple[str, ...]
    elsewhere: dict[str, Elsewhere]
    irregular: dict[str, str]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class GateWeights:
    """The file of weights as it stands: a word that has none of its own has that of its group."""

    threshold: float
    groups: dict[str, float]
    words: dict[str, float]


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Sign:
    """A word, or any name of one kind of party, with its group; all forms of a word are one sign."""

    word: str
    group: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """How a sign is printed after its first word: the further words, and whether they need a capital or capitals."""

    rest: tuple[str, ...]
    sign: Sign
    print: Print = "any"


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Gate:
    """The forms by their first word, the longest first, and what each sign weighs."""

    passage: int
    threshold: float
    forms: dict[str, tuple[Form, ...]]
    weights: dict[Sign, float]


@lru_cache(maxsize=1)
def load_gate() -> Gate:
    """Read words and weights once a process.

    Raises:
        CodebookError: a table is malformed, or names an event type or a class that does not exist.
    """
    table, learned = read_table(WORDS, GateWords), read_table(WEIGHTS, GateWeights)
    return gate_of(table, learned)


def gate_of(table: GateWords, learned: GateWeights) -> Gate:
    """Put words and weights together; of two signs that are printed alike the first counts."""
    forms: dict[str, dict[tuple[str, ...], Form]] = {}
    for printed, sign, print_as in (*forms_of(table), *names_of(table)):
        first, *rest = WORD.findall(printed.lower())
        forms.setdefault(first, {}).setdefault(tuple(rest), Form(rest=tuple(rest), sign=sign, print=print_as))
    weights = {
        form.sign: min(learned.words.get(form.sign.word, learned.groups.get(form.sign.group, 0.0)), table.most)
        for held in forms.values()
        for form in held.values()
    }
    longest_first = {
        first: tuple(sorted(held.values(), key=lambda form: -len(form.rest))) for first, held in forms.items()
    }
    return Gate(passage=table.passage, threshold=learned.threshold, forms=longest_first, weights=weights)


def forms_of(table: GateWords) -> Iterator[tuple[str, Sign, Print]]:
    """Give every form of every word with its sign: the words themselves, irregular forms, then regular ones."""
    signs: dict[str, Sign] = {}
    for sign in signs_of(table):
        signs.setdefault(sign.word, sign)
    yield from ((word, sign, "any") for word, sign in signs.items())
    yield from ((form, signs[word], "any") for form, word in table.irregular.items() if word in signs)
    yield from ((form, sign, "any") for word, sign in signs.items() for form in inflected(word))


def names_of(table: GateWords) -> Iterator[tuple[str, Sign, Print]]:
    """Give the names of parties of the kinds that are signs, then their acronyms."""
    names: list[tuple[str, Sign, Print]] = []
    for entry, file in read_parties():
        kind = entry.type or file.defaults.type
        if kind in table.parties:
            sign = Sign(word=f"name of {kind}", group=f"name of {kind}")
            for name in (entry.name, *entry.aliases, *entry.ambiguous):
                names.append((name, sign, "acronym" if name.isupper() else "name"))
    yield from sorted(names, key=lambda form: form[2] == "acronym")


def signs_of(table: GateWords) -> Iterator[Sign]:
    """Give the signs that are words, with their groups: what is told of elsewhere first, then what is surest."""
    triggers = load_triggers()
    missing = set(table.classes) - {name for names in triggers.classes.values() for name in names}
    if missing:
        raise CodebookError(f"data/{WORDS}: no noun class {sorted(missing)[0]!r}")
    for group, other in table.elsewhere.items():
        yield from (Sign(word=word, group=group) for word in other.words)
    yield from (Sign(word=word, group="about war") for word in table.about_war)
    yield from (Sign(word=word, group="weapon") for word in triggers.weapon_types)
    for name in table.classes:
        yield from (Sign(word=word, group=name) for word, names in triggers.classes.items() if name in names)
    for kind in table.event_types:
        for senses_of in (triggers.verbs, triggers.nouns, triggers.adjectives):
            for word, senses in senses_of.items():
                if any(sense.type == kind for sense in senses):
                    yield Sign(word=word, group=kind)


def inflected(word: str) -> Iterator[str]:
    """Give the regular forms of a verb or noun; what is made too many is no English word.

    >>> list(inflected("raid")), list(inflected("stop"))[-2:], list(inflected("army"))[:2]
    (['raids', 'raided', 'raiding'], ['stopped', 'stopping'], ['armies', 'armied'])
    """
    if word.endswith("y") and word[-2:-1] not in VOWELS:
        yield from (word[:-1] + "ies", word[:-1] + "ied", word + "ing")
    elif word.endswith("e"):
        yield from (word + "s", word + "d", word[:-1] + "ing")
    elif word.endswith(("s", "x", "z", "ch", "sh")):
        yield from (word + "es", word + "ed", word + "ing")
    else:
        yield from (word + "s", word + "ed", word + "ing")
        if re.fullmatch(r"[a-z]*[^aeiou][aeiou][bdglmnprt]", word):
            yield from (word + word[-1] + "ed", word + word[-1] + "ing")
