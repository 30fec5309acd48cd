"""Text -> language code, by py3langid's bundled model (offline)."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

SAMPLE = 3000
SURE = 0.9


@lru_cache(maxsize=1)
def identifier() -> Any:
    """Load the bundled model once a process, with scores as probabilities."""
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)


def language_of(text: str) -> str | None:
    """Give the ISO 639-1 code of the language that a text is surely in, or None where it cannot be told."""
    sample = " ".join(text.split())[:SAMPLE]
    if sum(char.isalpha() for char in sample) < 20:
        return None
    code, probability = identifier().classify(sample)
    return str(code) if float(probability) >= SURE else None
