"""Text -> language code: English by its commonest words, anything else by py3langid's bundled model (offline).

The model takes longer to unpack than a report takes to read, and nearly all reports are plainly English.
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import islice
from typing import Any

from reportedly.codebook.language import load_english_signs

SAMPLE = 3000
LEAST = 20  # letters
SURE = 0.9
WORD = re.compile(r"[^\W\d_]+")


@lru_cache(maxsize=1)
def identifier() -> Any:
    """Load the bundled model once a process, with scores as probabilities."""
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)


def language_of(text: str) -> str | None:
    """Give the ISO 639-1 code of the language that a text is surely in, or None where it cannot be told."""
    sample = " ".join(text.split())[:SAMPLE]
    if len(list(islice(filter(str.isalpha, sample), LEAST))) < LEAST:
        return None
    if is_plainly_english(sample):
        return "en"
    code, probability = identifier().classify(sample)
    return str(code) if float(probability) >= SURE else None


def holds_english(text: str, stretch: int) -> bool:
    """Whether some stretch of so many characters of a text is plainly English.

    >>> holds_english("Suche Wetter " * 40 + "The army said that it had taken the hill from the rebels by night.", 70)
    True
    """
    return any(is_plainly_english(text[at : at + stretch]) for at in range(0, len(text), max(1, stretch // 2)))


def is_plainly_english(text: str) -> bool:
    """Whether enough of a text's words are common English ones that other languages lack.

    >>> is_plainly_english("The army said that it had taken the hill from the rebels, who left by night.")
    True
    >>> is_plainly_english("In the end was er niemand op de heuvel, zei het leger.")
    False
    """
    signs = load_english_signs()
    words = WORD.findall(text.lower())
    found = [word for word in words if word in signs.words]
    return len(found) >= signs.share * len(words) and len(set(found)) >= signs.different
