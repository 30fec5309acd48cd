"""Count in how many documents each common stem stands -> data/lexicon/en/word_weights.yml.

    python tools/build_word_weights.py --data ../shared/data

Counted are the 1,300 texts of MUC-4's development part, the train part of PolNeAR and the windows of RAMS's dev part,
each corpus with the same say. Only words that stand in lower case somewhere within a sentence are kept, and the names
of states and parties that the codebook holds: no personal names. What is kept of a stem is its level, the rounded
``4 ln(documents / documents with it)``: a count of words, no text.
"""

from __future__ import annotations

import argparse
import json
import math
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

from bench.corpora.muc import read_muc
from reportedly.ledger.words import WORD, stem

ROOT = Path(__file__).parent.parent
ACTORS = ROOT / "src" / "reportedly" / "data" / "actors"
TARGET = ROOT / "src" / "reportedly" / "data" / "lexicon" / "en" / "word_weights.yml"
LEAST = 4  # documents
STEPS = 4  # levels a natural unit

CALENDAR = (
    "calendar: 8",
    "calendar_words: jan feb mar apr jun jul aug sep sept oct nov dec mon tue tues wed thu fri sat sun",
)

HEAD = """\
# How rare the common stems of news of conflict are: level -> stems; level = 4 ln(documents / documents with the stem).
# Made by tools/build_word_weights.py, which says from what. A stem that is not here is taken as rare (`unseen`).
"""


def corpora(data: Path) -> Iterator[list[str]]:
    """Give the texts of each corpus."""
    yield [document.text for document in read_muc(data / "muc4" / "corpora" / "dev")]
    yield [path.read_text(encoding="utf-8") for path in sorted((data / "polnear" / "train" / "text").glob("*.txt"))]
    lines = (data / "rams" / "dev.jsonlines").read_text(encoding="utf-8").splitlines()
    yield [" ".join(" ".join(words) for words in json.loads(line)["sentences"]) for line in lines]


def names() -> set[str]:
    """Give the stems of the names of states and parties in the codebook, without those of persons."""
    found: set[str] = set()
    for path in ACTORS.glob("*.yml"):
        if path.stem != "leaders":
            text = "\n".join(path.read_text(encoding="utf-8").splitlines()[1:])
            found.update(word for item in WORD.findall(text) if item[0].isupper() and (word := stem(item)))
    return found


def levels(texts: Iterable[list[str]]) -> dict[int, list[str]]:
    """Give the stems of each level."""
    share: dict[str, float] = {}
    seen: Counter[str] = Counter()
    lower = Counter(names())
    parts = list(texts)
    for documents in parts:
        for text in documents:
            found = WORD.findall(text)
            if not text.isupper():
                lower.update(word for item in found if item.islower() and item.isalpha() and (word := stem(item)))
            stems = {word for item in found if (word := stem(item))}
            seen.update(stems)
            for word in stems:
                share[word] = share.get(word, 0.0) + 1 / len(documents) / len(parts)
    levelled: dict[int, list[str]] = {}
    for word in sorted(share):
        if word in lower and word.isalpha() and seen[word] >= LEAST:
            levelled.setdefault(round(-STEPS * math.log(share[word])), []).append(word)
    return levelled


def main() -> None:
    """Write the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    found = levels(corpora(parser.parse_args().data))
    lines = [HEAD + f"steps: {STEPS}", f"unseen: {max(found)}", *CALENDAR, "levels:"]
    lines += [f"  {level}: {' '.join(words)}" for level, words in sorted(found.items())]
    TARGET.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
