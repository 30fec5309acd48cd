"""Examples made different where the difference should not matter: names, styles of quotation mark, letter case.

The reports to be read speak of other people and places than the corpus, and print quotations in other ways.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

import msgspec
import numpy as np
import yaml
from tokenizers import Tokenizer

from reportedly.tagger.words import CLOSING, DIGIT, LOWER, MARK, OPENING, OUTSIDE, TITLE, UPPER, Words
from training.examples import Example

MARKS = (("“", "”"), ('"', '"'), ("‘", "’"), ("«", "»"), ("'", "'"))
MARK_WEIGHTS = (0.35, 0.35, 0.15, 0.05, 0.10)
DOUBLE = {"“", "”", '"', "``", "''"}
CASE, QUOTE, TAG, DEP = range(4)


@dataclass(frozen=True, slots=True, kw_only=True)
class Invention:
    """``invention.yml``: the sounds of made-up names, and capitalised words that are no names."""

    calendar: frozenset[str]
    onsets: tuple[str, ...]
    vowels: tuple[str, ...]
    codas: tuple[str, ...]
    endings: tuple[str, ...]


def load_invention() -> Invention:
    """Read ``invention.yml``."""
    plain = yaml.safe_load((Path(__file__).parent / "invention.yml").read_text(encoding="utf-8"))
    return msgspec.convert(plain, Invention)


def pick(options: tuple[str, ...], rng: np.random.Generator) -> str:
    """Draw one."""
    return options[int(rng.integers(len(options)))]


@dataclass(frozen=True, slots=True, kw_only=True)
class Augmenter:
    """Draws variants of examples. ``names`` are swapped for one another and for made-up ones."""

    tokenizer: Tokenizer
    invention: Invention
    names: tuple[str, ...]
    common: frozenset[str]

    def pieces(self, text: str) -> tuple[int, ...]:
        """Give the piece ids of one word."""
        return tuple(self.tokenizer.encode([text], is_pretokenized=True, add_special_tokens=False).ids)

    def draw(self, example: Example, rng: np.random.Generator) -> Words:
        """Give the example's words, changed at random; their number and order stay."""
        words = example.words
        pieces, features = list(words.pieces), words.features.copy()
        if rng.random() < 0.5:
            self.swap_names(example, pieces, rng)
        if rng.random() < 0.5:
            self.swap_marks(example, pieces, rng)
        if rng.random() < 0.1:
            features[:, QUOTE] = OUTSIDE
        if rng.random() < 0.05:
            features[:, TAG] = features[:, DEP] = 0
        recase(words, features, rng)
        return replace(words, pieces=tuple(pieces), features=features)

    def swap_names(self, example: Example, pieces: list[tuple[int, ...]], rng: np.random.Generator) -> None:
        """Replace about two names in three by another, the same one throughout the article."""
        given: dict[str, tuple[int, ...] | None] = {}
        for i, (text, tag) in enumerate(zip(example.texts, example.tags, strict=True)):
            if tag != "NNP" or not self.is_name(text):
                continue
            if text not in given:
                keep = rng.random() < 0.33
                given[text] = None if keep else self.pieces(self.other_name(rng)) or None
            if (chosen := given[text]) is not None:
                pieces[i] = chosen

    def is_name(self, text: str) -> bool:
        """Whether a proper noun is the name of somebody or something in particular."""
        return (
            text.istitle()
            and text.isalpha()
            and text not in self.invention.calendar
            and text.lower() not in self.common
        )

    def other_name(self, rng: np.random.Generator) -> str:
        """Give a name of the corpus or a made-up one."""
        if rng.random() < 0.4:
            return pick(self.names, rng)
        sounds = self.invention
        parts = [pick(sounds.onsets, rng) + pick(sounds.vowels, rng) for _ in range(int(rng.integers(1, 4)))]
        return ("".join(parts) + pick(sounds.codas, rng) + pick(sounds.endings, rng)).title()

    def swap_marks(self, example: Example, pieces: list[tuple[int, ...]], rng: np.random.Generator) -> None:
        """Print all double quotation marks in another style."""
        opening, closing = MARKS[int(rng.choice(len(MARKS), p=MARK_WEIGHTS))]
        for i, state in enumerate(example.words.features[:, QUOTE].tolist()):
            if state in (OPENING, CLOSING) and example.texts[i] in DOUBLE:
                pieces[i] = self.pieces(opening if state == OPENING else closing)


def recase(words: Words, features: np.ndarray, rng: np.random.Generator) -> None:
    """Give a few paragraphs the letter case of headlines, all capitals, or none."""
    letters = (features[:, CASE] != MARK) & (features[:, CASE] != DIGIT)
    for paragraph in range(int(words.paragraph[-1]) + 1 if len(words) else 0):
        if rng.random() < 0.05:
            rows = letters & (words.paragraph == paragraph)
            features[rows, CASE] = (TITLE, UPPER, LOWER)[int(rng.choice(3, p=(0.5, 0.25, 0.25)))]


def make_augmenter(examples: list[Example], tokenizer: Tokenizer) -> Augmenter:
    """Gather the names of the examples; a name is no word that the examples also print in lower case."""
    common = frozenset(text for example in examples for text in example.texts if text.islower())
    maker = Augmenter(tokenizer=tokenizer, invention=load_invention(), names=(), common=common)
    names = {
        text
        for example in examples
        for text, tag in zip(example.texts, example.tags, strict=True)
        if tag == "NNP" and maker.is_name(text)
    }
    return replace(maker, names=tuple(sorted(names)))
