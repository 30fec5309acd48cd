"""Words -> signs: what the head of names is told of each word beside the encoder's hidden state.

Each sign is a small number in a column of its own: letter case, the parser's labels, what the rules, the lists and
the gazetteer make of it, what kind of word the lexicon of roles calls it, and a bucket for the word itself. Row 0 of
each is "nothing".
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING
from zlib import crc32

import numpy as np

from reportedly.codebook.names import scan, split_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from numpy.typing import NDArray

    from reportedly.codebook.parties import Parties
    from reportedly.codebook.roles import RoleLexicon
    from reportedly.model import Actor, ActorType, Place
    from reportedly.parsed import Doc, Token
    from reportedly.tagger.words import Words

COLUMNS = (
    *("case", "tag", "dep", "entity", "known", "place", "role", "head role", "above", "start", "lower", "word", "end"),
    *("actor", "actor elsewhere"),
)
ENTITIES = ("PERSON", "NORP", "ORG", "GPE", "LOC", "FAC", "DATE", "CARDINAL", "EVENT", "LAW", "PRODUCT", "WORK_OF_ART")
KNOWN = (
    *("state", "demonym", "people", "capital", "leader", "government", "state-forces", "armed-group", "coalition"),
    *("international", "political", "organisation", "media", "civilian"),
)
PLACES = ("country", "region", "admin1", "area", "exact", "near", "unknown")
ACTORS: tuple[ActorType, ...] = (
    *("state", "government", "state-forces", "armed-group", "coalition", "international", "political"),
    *("organisation", "media", "person", "civilian", "unknown"),
)
ROLES = (
    *("titles", "title_modifiers", "roles", "thing_heads", "group_openers", "locative", "member_nouns", "deeds"),
    *("branch_modifiers", "backing", "state_groups", "saying", "definite", "name_particles", "person_particles"),
)
CASE, TAG, DEP = 0, 2, 3  # columns of ``Words.features``
WORDS, ENDS = 1024, 256
SIZES = (
    *(6, 64, 64, 2 * len(ENTITIES) + 1, 2 * len(KNOWN) + 1, 2 * len(PLACES) + 1, len(ROLES) + 3, len(ROLES) + 3, 64),
    *(3, 3, WORDS + 1, ENDS + 1, 2 * len(ACTORS) + 1, len(ACTORS) + 1),
)


def read_signs(
    doc: Doc,
    words: Words,
    *,
    actors: Iterable[Actor],
    places: Iterable[Place],
    parties: Parties,
    lexicon: RoleLexicon,
) -> NDArray[np.int64]:
    """Give the signs of an article's words, one row a word, one column for each of ``COLUMNS``.

    ``doc`` is the parse that ``words`` were read from; ``actors`` and ``places`` are what the rules found in it.
    """
    tokens = [token for token in doc if not token.is_space]
    signs = np.zeros((len(words), len(COLUMNS)), dtype=np.int64)
    if not tokens:
        return signs
    signs[:, :3] = words.features[:, [CASE, TAG, DEP]]
    signs[:, 3] = [entity_of(token) for token in tokens]
    mark(signs[:, 4], words, known_spans(doc.text, parties), KNOWN)
    mark(signs[:, 5], words, place_spans(places), PLACES)
    mark(signs[:, 13], words, actor_spans(actors), ACTORS)
    lower = [token.lower_ for token in tokens]
    known = {word: role_of(word, lexicon) for word in set(lower)}
    roles = np.array([known[word] for word in lower], dtype=np.int64)
    signs[:, 6], signs[:, 7], signs[:, 8] = roles, roles[words.head], words.features[words.head, TAG]
    signs[:, 9] = starts(words)
    texts = [token.text for token in tokens]
    small = {text for text in texts if text.islower()}
    signs[:, 10] = [2 if text in small else int(word in small) for text, word in zip(texts, lower, strict=True)]
    signs[:, 11] = [crc32(word.encode()) % WORDS + 1 for word in lower]
    signs[:, 12] = [crc32(word[-3:].encode()) % ENDS + 1 for word in lower]
    signs[:, 14] = elsewhere(texts, signs[:, 13])
    return signs


def entity_of(token: Token) -> int:
    """Give the parser's entity label, the first word of an entity apart from the rest."""
    if token.ent_type_ not in ENTITIES:
        return 0
    return 2 * ENTITIES.index(token.ent_type_) + (1 if token.ent_iob_ == "B" else 2)


def known_spans(text: str, parties: Parties) -> Iterator[tuple[int, int, str]]:
    """Give the known names with what they are, as far as the report bears it out."""
    for hit in scan(text, split_words(text), parties.names):
        entries = sorted(hit.entries, key=lambda entry: not entry.needs)
        entry = next((e for e in entries if not e.needs or any(need in text for need in e.needs)), None)
        if entry is not None:
            kind = parties.parties[entry.id].type if entry.kind == "party" else entry.kind
            yield hit.start, hit.end, kind


def place_spans(places: Iterable[Place]) -> Iterator[tuple[int, int, str]]:
    """Give the mentions of places with how exactly each is known."""
    for place in places:
        for span in place.mentions:
            yield span.start, span.end, place.precision


def actor_spans(actors: Iterable[Actor]) -> Iterator[tuple[int, int, str]]:
    """Give the mentions of actors with their types."""
    for actor in actors:
        for span in actor.mentions:
            yield span.start, span.end, actor.type


def elsewhere(texts: Sequence[str], column: NDArray[np.int64]) -> list[int]:
    """Tell of each capitalised word as what type of actor it is named most often in the article (0: never)."""
    votes: dict[str, Counter[int]] = {}
    for text, sign in zip(texts, column.tolist(), strict=True):
        if sign:
            votes.setdefault(text, Counter())[(sign + 1) // 2] += 1
    named = {text: min(found, key=lambda kind: (-found[kind], kind)) for text, found in votes.items()}
    return [named.get(text, 0) if text[:1].isupper() else 0 for text in texts]


def mark(column: NDArray[np.int64], words: Words, spans: Iterable[tuple[int, int, str]], kinds: Sequence[str]) -> None:
    """Write the kinds of spans into a column, the first word of a span apart from the rest."""
    for start, end, kind in spans:
        low = int(np.searchsorted(words.end, start, side="right"))
        high = int(np.searchsorted(words.start, end, side="left"))
        if kind in kinds and low < high:
            column[low:high] = 2 * kinds.index(kind) + 2
            column[low] -= 1


def role_of(word: str, lexicon: RoleLexicon) -> int:
    """Tell what the lexicon of roles calls a word: a head of names, a branch of a state, or one of ``ROLES``."""
    if lexicon.type_of_head(word) is not None:
        return 1
    if lexicon.branch_of(word) is not None:
        return 2
    return next((row for row, name in enumerate(ROLES, start=3) if word in getattr(lexicon, name)), 0)


def starts(words: Words) -> NDArray[np.int64]:
    """Mark the words that begin a sentence (1) or a paragraph (2)."""
    found = np.zeros(len(words), dtype=np.int64)
    for at in range(len(words)):
        if at == 0 or words.paragraph[at] != words.paragraph[at - 1]:
            found[at] = 2
        elif words.sentence[at] != words.sentence[at - 1]:
            found[at] = 1
    return found
