"""The form in which names are compared, and a trie that finds the longest known name at each word of a text.

Spellings of one name differ in diacritics, apostrophes, hyphens, full stops and in how the Arabic article is written
("an-Nusra", "Al Nusra", "al-Nusra"); none of that is left in a key. Case is left only where it tells: a word in
capitals ("IS", "WHO") is kept in capitals, and matches lower-case text never.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

WORD = re.compile(r"(?:[^\W\d_]\.){2,}|[^\W_]+(?:['’ʼ`ʿ][^\W_]+)*", re.UNICODE)
APOSTROPHES = str.maketrans("", "", "'’ʼ`ʿ.")
GAP = re.compile(r"(?:['’]s)?[ \u00a0]?(?:[-–‑&/.'’\"“”‘(),] ?)?")
ARTICLES = frozenset({"al", "el", "ul"})
ASSIMILATED = frozenset({"an", "as", "ash", "at", "ad", "ar", "az"})
OPENERS = ARTICLES | ASSIMILATED

EntryKind = Literal["party", "state", "demonym", "people", "capital", "leader"]


class Word(NamedTuple):
    """One word of a text: its offsets without a possessive 's, and its key."""

    start: int
    end: int
    key: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """What a name stands for: a kind, the id within that kind, and words of which one must occur in the report."""

    kind: EntryKind
    id: str
    needs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """A known name in a text: offsets, the indices of its first and last word, and all that it can stand for."""

    start: int
    end: int
    first: int
    last: int
    entries: tuple[Entry, ...]


@dataclass(slots=True)
class Node:
    """A node of the trie: the words that can follow, and what ends here."""

    next: dict[str, Node] = field(default_factory=dict)
    entries: tuple[Entry, ...] = ()


def split_words(text: str) -> list[Word]:
    """Give the words of a text in order.

    >>> [word.key for word in split_words("an-Nusra and Syria's U.S.-backed Da’esh foes")]
    ['al', 'nusra', 'and', 'syria', 'US', 'backed', 'daesh', 'foes']
    """
    words = []
    for match in WORD.finditer(text):
        printed, (start, after) = match[0], match.span()
        end = after
        if printed[-2:-1] in ("'", "’") and printed[-1] in "sS":
            printed, end = printed[:-2], end - 2
        key = word_key(printed)
        if key in OPENERS:
            follow = text[after : after + 1]
            if follow in ("-", "‑") or (key in ARTICLES and follow == " "):
                key = "al"
        words.append(Word(start, end, key))
    return words


@lru_cache(maxsize=50_000)
def word_key(printed: str) -> str:
    """Give the form in which a word is compared; an acronym keeps its capitals."""
    bare = printed.translate(APOSTROPHES)
    if not bare.isascii():
        bare = "".join(char for char in unicodedata.normalize("NFKD", bare) if not unicodedata.combining(char))
    return bare if len(bare) > 1 and bare.isupper() else bare.casefold()


def add_name(root: Node, name: str, entry: Entry) -> None:
    """Enter one name into the trie; names that are already there keep their earlier entries first."""
    node = root
    for word in split_words(name):
        node = node.next.setdefault(word.key, Node())
    if node is not root and entry not in node.entries:
        node.entries = (*node.entries, entry)


def scan(text: str, words: list[Word], root: Node) -> Iterator[Hit]:
    """Give the longest known name at each word, left to right, none overlapping another.

    A hit holds at least one capital letter, and no line break.
    """
    at = 0
    while at < len(words):
        found = longest(text, words, at, root) if opens_name(root, words[at].key) else None
        if found is None:
            at += 1
            continue
        yield found
        at = found.last + 1


def opens_name(root: Node, key: str) -> bool:
    """Whether a known name begins with a word."""
    return key in root.next or (key.isupper() and key.casefold() in root.next)


def longest(text: str, words: list[Word], at: int, root: Node) -> Hit | None:
    """Give the longest known name that begins at word ``at``."""
    best: Hit | None = None
    nodes = [root]
    for index in range(at, len(words)):
        if index > at and not GAP.fullmatch(text, words[index - 1].end, words[index].start):
            break
        key = words[index].key
        nodes = list(steps(nodes, key))
        if not nodes:
            break
        entries = tuple(entry for node in nodes for entry in node.entries)
        if entries and not text[words[at].start : words[index].end].islower():
            start, end = words[at].start, words[index].end
            best = Hit(start=start, end=end, first=at, last=index, entries=entries)
    return best


def steps(nodes: Iterable[Node], key: str) -> Iterator[Node]:
    """Give the nodes that a word leads to: as an acronym first, then as a plain word ("NATO" finds "Nato")."""
    for node in nodes:
        exact = node.next.get(key)
        if exact is not None:
            yield exact
        if key.isupper():
            plain = node.next.get(key.casefold())
            if plain is not None:
                yield plain
