"""The parse as plain values: tokens with their words, tags and tree, made once an article from spaCy's ``Doc``.

spaCy makes a new object at each look at a token and fetches each string anew; the extractors look at every token dozens
of times. Here a token is one object, and each of its attributes is a slot. The names are spaCy's, and so is what they
mean; only what the steps use is kept. Nothing is changed after ``read_parse``.
"""

from __future__ import annotations

from bisect import bisect_right
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    import spacy.tokens
    from spacy.strings import StringStore

COLUMNS: list[int | str] = [
    "ORTH", "LOWER", "LEMMA", "TAG", "POS", "DEP", "ENT_TYPE", "ENT_IOB", "IS_SPACE", "IS_PUNCT", "IS_STOP",
    "SENT_START", "SPACY", "IDX", "HEAD",
]  # fmt: skip
IOB = ("", "I", "O", "B")
FLAGS = (False, True)
MINUS = 2**64  # spaCy gives numbers below zero as unsigned
STARTS = {0: None, 1: True, MINUS - 1: False}


class Token:
    """A word, a mark or white space. ``idx`` and ``end`` are offsets in the text, ``i`` is its number."""

    __slots__ = (
        "children", "dep_", "doc", "end", "ent_iob_", "ent_type_", "head", "i", "idx", "is_punct", "is_sent_start",
        "is_space", "is_stop", "left_edge", "lefts", "lemma_", "lower_", "pos_", "right_edge", "rights", "sent", "tag_",
        "text", "whitespace_",
    )  # fmt: skip
    doc: Doc
    i: int
    idx: int
    end: int
    text: str
    lower_: str
    lemma_: str
    tag_: str
    pos_: str
    dep_: str
    ent_type_: str
    ent_iob_: str
    whitespace_: str
    is_space: bool
    is_punct: bool
    is_stop: bool
    is_sent_start: bool | None
    head: Token
    lefts: tuple[Token, ...]
    rights: tuple[Token, ...]
    children: tuple[Token, ...]
    left_edge: Token
    right_edge: Token
    sent: Phrase

    def __len__(self) -> int:
        return self.end - self.idx

    def __repr__(self) -> str:
        return self.text

    @property
    def is_alpha(self) -> bool:
        """Whether it is all letters."""
        return self.text.isalpha()

    @property
    def is_upper(self) -> bool:
        """Whether it is in capitals."""
        return self.text.isupper()

    @property
    def is_sent_end(self) -> bool | None:
        """Whether a sentence ends with it."""
        return self.doc[self.i + 1].is_sent_start if self.i + 1 < len(self.doc) else True

    def nbor(self, by: int = 1) -> Token:
        """Give the token so many places on.

        Raises:
            IndexError: there is none.
        """
        at = self.i + by
        if at < 0:
            raise IndexError(f"no token {at}")
        return self.doc[at]

    @property
    def subtree(self) -> Iterator[Token]:
        """Give it and all below it, in the order of the tree."""
        for child in self.lefts:
            yield from child.subtree
        yield self
        for child in self.rights:
            yield from child.subtree

    @property
    def ancestors(self) -> Iterator[Token]:
        """Give its head, the head of that, and so on."""
        token = self
        while token.head is not token:
            token = token.head
            yield token

    @property
    def conjuncts(self) -> tuple[Token, ...]:
        """Give what it is joined with by "and" or a comma."""
        first = self
        while first.dep_ == "conj" and first.head is not first:
            first = first.head
        found = [first]
        for token in found:
            found.extend(child for child in token.rights if child.dep_ == "conj")
        return tuple(token for token in found if token is not self)


class Phrase:
    """A stretch of tokens, from ``start`` to ``end`` (exclusive)."""

    __slots__ = ("doc", "end", "label_", "start")

    def __init__(self, doc: Doc, start: int, end: int, label: str = "") -> None:
        self.doc = doc
        self.start = start
        self.end = end
        self.label_ = label

    def __len__(self) -> int:
        return self.end - self.start

    def __iter__(self) -> Iterator[Token]:
        return iter(self.doc[self.start : self.end])

    def __getitem__(self, at: int) -> Token:
        return self.doc[self.start : self.end][at]

    @property
    def start_char(self) -> int:
        """Where it begins in the text."""
        return self.doc[self.start].idx

    @property
    def end_char(self) -> int:
        """Where it ends in the text."""
        return self.doc[self.end - 1].end

    @property
    def text(self) -> str:
        """Its words as printed."""
        return self.doc.text[self.start_char : self.end_char] if len(self) else ""

    @property
    def root(self) -> Token:
        """Give its first root of a sentence, else the token with the shortest way to one; a mark only for want."""
        own = self.doc[self.start : self.end]
        heads = [token for token in own if not self.start <= token.head.i < self.end]
        top = next((token for token in own if token.head is token), None)
        return top or min(heads, key=depth, default=own[0])


class Doc(tuple[Token, ...]):
    """All tokens of an article, with the text, the sentences and the parser's entities."""

    text: str
    sents: tuple[Phrase, ...]
    ents: tuple[Phrase, ...]
    offsets: list[int]

    def phrase(self, start: int, end: int) -> Phrase:
        """Give a stretch of tokens."""
        return Phrase(self, start, end)

    def char_span(self, start: int, end: int, *, alignment_mode: str = "expand") -> Phrase | None:
        """Give the tokens that a stretch of characters touches; None where it lies outside the text.

        The blank after a token belongs to it, but does not begin a stretch with it.
        """
        assert alignment_mode == "expand"
        first, last = self.at(start), self.at(end - 1)
        if first < 0 or last < 0:
            return None
        return Phrase(self, first + (start == self[first].end), last + 1)

    def at(self, offset: int) -> int:
        """Give the number of the token at an offset, -1 for none."""
        at = bisect_right(self.offsets, offset) - 1
        return at if at >= 0 and offset < self[at].end + len(self[at].whitespace_) else -1


def depth(token: Token) -> int:
    """Give how far a token is from its root; a mark or white space that holds nothing is farther than any other."""
    if (token.is_space or token.is_punct) and not token.children:
        return len(token.doc) - 1
    return sum(1 for _ in token.ancestors)


class Names(dict[int, str]):
    """Strings by their hash, fetched once."""

    def __init__(self, strings: StringStore) -> None:
        self.strings = strings
        self[0] = ""

    def __missing__(self, key: int) -> str:
        name = self[key] = self.strings[key]
        return name


def read_parse(parse: spacy.tokens.Doc) -> Doc:
    """Give the tokens of spaCy's parse as plain values."""
    names = Names(parse.vocab.strings)
    tokens = [Token() for _ in range(len(parse))]
    doc = Doc(tokens)
    doc.text = parse.text
    lefts: dict[int, list[Token]] = {}
    rights: dict[int, list[Token]] = {}
    columns = parse.to_array(COLUMNS).tolist()
    for i, (token, old, row) in enumerate(zip(tokens, parse, columns, strict=True)):
        orth, lower, lemma, tag, pos, dep, label, iob, space, punct, stop, start, blank, idx, way = row
        token.doc = doc
        token.i = i
        token.idx = idx
        token.text = text = names[orth]
        token.end = idx + len(text)
        token.lower_ = names[lower]
        token.lemma_ = names[lemma]
        token.tag_ = names[tag]
        token.pos_ = names[pos]
        token.dep_ = names[dep]
        token.ent_type_ = names[label]
        token.ent_iob_ = IOB[iob]
        token.is_space = FLAGS[space]
        token.is_punct = FLAGS[punct]
        token.is_stop = FLAGS[stop]
        token.is_sent_start = STARTS[start]
        token.whitespace_ = " " if blank else ""
        token.lefts = token.rights = token.children = ()
        head = i + way if way < MINUS // 2 else i + way - MINUS
        token.head = tokens[head]
        token.left_edge = tokens[old.left_edge.i]  # arcs may cross: not to be had from the children alone
        token.right_edge = tokens[old.right_edge.i]
        if head != i:
            (lefts if i < head else rights).setdefault(head, []).append(token)
    for head, children in lefts.items():
        doc[head].lefts = doc[head].children = tuple(children)
    for head, children in rights.items():
        doc[head].rights = tuple(children)
        doc[head].children = doc[head].lefts + doc[head].rights
    doc.offsets = [token.idx for token in doc]
    doc.sents = tuple(sentences_of(doc))
    doc.ents = tuple(Phrase(doc, entity.start, entity.end, entity.label_) for entity in parse.ents)
    return doc


def sentences_of(doc: Doc) -> Iterator[Phrase]:
    """Give the sentences, and each token its own."""
    starts = [token.i for token in doc if token.is_sent_start or token.i == 0]
    for start, end in pairwise([*starts, len(doc)]):
        sentence = Phrase(doc, start, end)
        for token in doc[start:end]:
            token.sent = sentence
        yield sentence
