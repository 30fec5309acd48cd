"""Whose people "its fighters" and "their men" are: the one body that the sentence, or the one before it, is about."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportedly.extract.references.antecedents import BODIES, fits

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from reportedly.codebook.roles import RoleLexicon
    from reportedly.extract.references.antecedents import Memory, Seen
    from reportedly.parsed import Token

SUBJECTS = frozenset({"nsubj", "nsubjpass"})
OF_STATES = frozenset({"state", "state-forces", "government"})
ARMED = frozenset({"armed-group", "state-forces", "coalition"})


def is_owner_of_people(token: Token, lexicon: RoleLexicon) -> bool:
    """Whether a pronoun says whose people are meant: "its" in "nine of its fighters"."""
    return token.dep_ == "poss" and token.head.i > token.i and token.head.lower_ in lexicon.own_people


def owner_of_people(token: Token, memory: Memory, sentence: int, held: set[int], lexicon: RoleLexicon) -> str | None:
    """Give the body whose people are meant; None where the text does not settle it.

    The subjects before the pronoun are looked at, of its own sentence or else of the one before. Exactly one body among
    them can have such people, and no subject without a name can: "the army said nine of its soldiers died" names no
    one. A person is never "its", and one person is never "their".
    """
    plural = token.lower_ in lexicon.plural_pronouns
    for reach, words in enumerate(stretches(token)):
        named = [
            seen
            for seen in memory.back(sentence, reach)
            if sentence - seen.sentence == reach and seen.subject and not seen.quoted and seen.actor.type in BODIES
        ]
        nameless = any(can_have_people(word, plural, held, lexicon) for word in words if not is_seen(word, named))
        owners = {seen.actor.id for seen in named}
        if nameless or len(owners) > 1 or (named and not any(has_people(seen, plural=plural) for seen in named)):
            return None
        if owners:
            kinds = lexicon.members.get(token.head.lower_, ())
            wrong = kinds == ("armed-group",) and named[0].actor.type in OF_STATES
            return None if wrong else named[0].actor.id
    return None


def stretches(token: Token) -> Iterator[list[Token]]:
    """Give the words of the sentence before a token, then those of the sentence before that one."""
    doc, start, end = token.doc, token.i, token.i
    for _ in range(2):
        while start and not doc[start].is_sent_start:
            start -= 1
        yield [doc[at] for at in range(start, end)]
        if start == 0:
            return
        end, start = start, start - 1


def has_people(seen: Seen, *, plural: bool) -> bool:
    """Whether a party can be the pronoun: "their" fits any armed body ("the Taliban said three of their fighters")."""
    return fits(seen, plural) or (plural and seen.actor.type in ARMED)


def is_seen(word: Token, named: Sequence[Seen]) -> bool:
    """Whether a subject is, or holds, one of the mentions that are known."""
    first, last = word.left_edge.i, max(word.i, word.right_edge.i)
    return any(first <= seen.token <= last for seen in named)


def can_have_people(word: Token, plural: bool, held: set[int], lexicon: RoleLexicon) -> bool:
    """Whether a subject without a known name can be the pronoun: a body, an unknown name, for "their" any plural."""
    if word.dep_ not in SUBJECTS or word.i in held:
        return False
    if plural and word.tag_ in ("NNS", "NNPS"):
        return True
    return word.pos_ == "PROPN" or word.lower_ in lexicon.bodies
