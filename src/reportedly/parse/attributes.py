"""Words, tags and relations -> parts of speech, features and lemmas: what spaCy's two pipes set, by looking it up.

``attribute_ruler`` matches its patterns at each token of each text. Nearly all of them look at one token alone: at its
tag, its relation, and whether it is one of some words. What they set is therefore asked of the ruler once for each such
case, and kept; where a pattern of several tokens matches ("there is"), it is asked on those tokens. A lemma depends on
word, part of speech and features, and is asked of ``lemmatizer`` once for each of these.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Any

import numpy as np

from reportedly.errors import ParseError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.language import Language
    from spacy.matcher import Matcher
    from spacy.tokens import Doc

    Case = tuple[str, int, int]
    """What a pattern looks at: the word, or what stands for all that none names; the hashes of tag and relation."""
    Values = dict[int, int]
    """What the ruler sets, by the number of the attribute."""

RULER, LEMMATIZER = "attribute_ruler", "lemmatizer"
SET: list[int | str] = ["TAG", "DEP", "POS", "MORPH", "LEMMA"]
KNOWN = frozenset({"TAG", "DEP", "LOWER", "IS_SPACE"})
SOME_WORD, SOME_SPACE = "word", "\n"
MOST = 200_000  # lemmas kept
LONGEST = 2  # tokens of a pattern


def set_attributes(doc: Doc, nlp: Language) -> None:
    """Set what the pipes ``attribute_ruler`` and ``lemmatizer`` would set on a document with tags and relations.

    Raises:
        ParseError: the patterns look at more than this module knows of.
    """
    from spacy.tokens._retokenize import set_token_attrs  # as the ruler does

    seen = doc.to_array(["LOWER", "TAG", "DEP"]).tolist() if len(doc) else []
    cases = [(telling(nlp, word), tag, relation) for word, tag, relation in seen]
    values = [values_of(nlp, (case,), 0) for case in cases]
    for start, case in enumerate(cases):
        if opens(nlp, case):
            for length, at in joined(nlp, tuple(cases[start : start + LONGEST])):
                values[start + at] = values_of(nlp, tuple(cases[start : start + length]), at)
    for token, attributes in zip(doc, values, strict=True):
        set_token_attrs(token, attributes)
    set_lemmas(doc, nlp)


def set_lemmas(doc: Doc, nlp: Language) -> None:
    """Give each token a lemma that has none of the ruler."""
    kept = kept_lemmas(nlp)
    lemmatizer: Any = nlp.get_pipe(LEMMATIZER)
    if len(kept) > MOST:
        kept.clear()
    seen = doc.to_array(["ORTH", "POS", "MORPH", "LEMMA"]).tolist()
    for token, (word, part, features, lemma) in zip(doc, seen, strict=True):
        if lemma:
            continue
        key = (word, part, features)
        if key not in kept:
            kept[key] = nlp.vocab.strings.add(lemmatizer.lemmatize(token)[0])
        token.lemma = kept[key]


def document(nlp: Language, cases: tuple[Case, ...]) -> Doc:
    """Give a document of such tokens."""
    from spacy.tokens import Doc

    doc = Doc(nlp.vocab, words=[word for word, _, _ in cases])
    rows: Any = np.array([case[1:] for case in cases], dtype=np.uint64)
    return doc.from_array(["TAG", "DEP"], rows)


@lru_cache(maxsize=50_000)
def values_of(nlp: Language, cases: tuple[Case, ...], at: int) -> Values:
    """Give what the ruler sets on one of some tokens that stand together."""
    from spacy.attrs import IDS

    row = nlp.get_pipe(RULER)(document(nlp, cases)).to_array(SET)[at].tolist()
    return dict(zip((IDS[name] for name in SET), row, strict=True))


@lru_cache(maxsize=50_000)
def opens(nlp: Language, case: Case) -> bool:
    """Whether a pattern of several tokens may begin with such a token."""
    return bool(joint_patterns(nlp, 1)(document(nlp, (case,)), allow_missing=True))


@lru_cache(maxsize=50_000)
def joined(nlp: Language, cases: tuple[Case, ...]) -> list[tuple[int, int]]:
    """Give length and place that is set of the patterns of several tokens that begin with the first of these."""
    ruler: Any = nlp.get_pipe(RULER)
    found = joint_patterns(nlp, LONGEST)(document(nlp, cases), allow_missing=True)
    return [(end, ruler.indices[int(nlp.vocab.strings[name])]) for name, start, end in found if start == 0]


@lru_cache(maxsize=50_000)
def telling(nlp: Language, lower: int) -> str:
    """Give a word in lower case if a pattern may name it, else one word, or one space, that stands for all others."""
    word: str = nlp.vocab.strings[lower]
    words, shapes = named_words(nlp)
    if word in words or any(shape.search(word) for shape in shapes):
        return word
    return SOME_SPACE if word.isspace() else SOME_WORD


@lru_cache(maxsize=4)
def kept_lemmas(nlp: Language) -> dict[tuple[int, int, int], int]:
    """Give the lemmas known by word, part of speech and features; what is in it never changes."""
    return {}


@lru_cache(maxsize=4)
def named_words(nlp: Language) -> tuple[frozenset[str], tuple[re.Pattern[str], ...]]:
    """Give the words that the ruler's patterns name, and the expressions that they name words by."""
    words: set[str] = set()
    shapes: list[re.Pattern[str]] = []
    for _, pattern in patterns(nlp):
        for named in (token["LOWER"] for token in pattern if "LOWER" in token):
            if isinstance(named, str):
                words.add(named)
            elif set(named) == {"IN"}:
                words.update(named["IN"])
            elif set(named) == {"REGEX"}:
                shapes.append(re.compile(named["REGEX"]))
            else:
                raise ParseError(f"spaCy's attribute ruler names words by {', '.join(sorted(named))}")
    return frozenset(words), tuple(shapes)


@lru_cache(maxsize=4)
def joint_patterns(nlp: Language, length: int) -> Matcher:
    """Give the ruler's patterns of several tokens, or so many first tokens of each, by their numbers.

    No two of them set the same token of a text from different places; that holds for ``en_core_web_sm`` 3.8.
    """
    from spacy.matcher import Matcher

    matcher = Matcher(nlp.vocab)
    for number, pattern in patterns(nlp):
        if len(pattern) > LONGEST:
            raise ParseError(f"spaCy's attribute ruler looks at {len(pattern)} tokens")
        if len(pattern) > 1:
            matcher.add(str(number), [pattern[:length]])
    return matcher


def patterns(nlp: Language) -> Iterator[tuple[int, list[dict[str, Any]]]]:
    """Give the ruler's patterns, each with its number.

    Raises:
        ParseError: one looks at something else than is known here.
    """
    ruler: Any = nlp.get_pipe(RULER)
    for number, entry in enumerate(ruler.patterns):
        for pattern in entry["patterns"]:
            unknown = {key for token in pattern for key in token} - KNOWN
            if unknown:
                raise ParseError(f"spaCy's attribute ruler looks at {', '.join(sorted(unknown))}")
            yield number, pattern
