"""Learns how words are written (``data/models/case.json``) from text in mixed case, which labels itself.

    python -m training.case --text ../shared/data/polnear/train/text --fa-kes ../shared/data/fa_kes/FA-KES-Dataset.csv

Rare words are held to be unknown, so that endings and neighbours are learned for them; words that open a sentence teach
nothing. Every tenth document is put aside and measured.
"""

from __future__ import annotations

import argparse
import csv
import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from reportedly.clean.case import CASE, LABELS, CaseModel, Letters, best, decide, label_of, read_letters, settled, signs

EPOCHS = 4
RARE = 3
LEAST = 1.0  # weights below it change one word in three thousand, and are most of the file
OUT = Path("src/reportedly/data/models") / CASE
Line = list[tuple[Letters, int]]


def texts(polnear: Path, fa_kes: Path) -> Iterator[str]:
    """Give the articles of both corpora."""
    for path in sorted(polnear.iterdir()):
        yield path.read_text(encoding="utf-8")
    with fa_kes.open(encoding="latin-1", newline="") as file:
        for row in csv.DictReader(file):
            yield row["article_content"] or ""


def lines_of(text: str) -> Iterator[Line]:
    """Give the lines of an article that are in mixed case, as words with their labels."""
    for line in re.split(r"\n+", text):
        words = list(read_letters(line))
        labels = [label_of(line[word.start : word.end]) for word in words]
        if len(words) >= 8 and labels.count(0) >= 0.6 * len(words):
            yield list(zip(words, labels, strict=True))


def usual_forms(lines: Iterable[Line]) -> dict[str, str]:
    """Give how each word that is not rare is mostly written inside of sentences."""
    counts: dict[str, Counter[int]] = defaultdict(Counter)
    for line in lines:
        for word, label in line:
            if not word.opens:
                counts[word.small][label] += 1
    usual: dict[str, str] = {}
    for word, held in sorted(counts.items()):
        total = sum(held.values())
        if total >= RARE:
            label, most = held.most_common(1)[0]
            usual[word] = "scu"[label] if most >= 0.9 * total else "m"
    return usual


def learn(lines: Sequence[Line], usual: dict[str, str]) -> dict[str, tuple[float, ...]]:
    """Give averaged perceptron weights."""
    weights: dict[str, list[float]] = defaultdict(lambda: [0.0] * len(LABELS))
    sums: dict[str, list[float]] = defaultdict(lambda: [0.0] * len(LABELS))
    step = 1
    for _ in range(EPOCHS):
        for line in lines:
            words = [word for word, _ in line]
            chosen: list[int] = []
            for at, (word, label) in enumerate(line):
                fixed = settled(word)
                if fixed is not None:
                    chosen.append(fixed)
                    continue
                held = signs(words, at, chosen, usual)
                guess = best(held, weights)  # type: ignore[arg-type]
                if guess != label and not word.opens:
                    for sign in held:
                        for one, change in ((label, 1.0), (guess, -1.0)):
                            weights[sign][one] += change
                            sums[sign][one] += step * change
                chosen.append(label if word.opens else guess)
                step += 1
    averaged = {sign: [w - a / step for w, a in zip(weights[sign], sums[sign], strict=True)] for sign in weights}
    return {
        sign: tuple(round(one, 2) for one in held)
        for sign, held in sorted(averaged.items())
        if max(map(abs, held)) > LEAST
    }


def main() -> None:
    """Learn, measure on what was put aside, write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--text", type=Path, required=True)
    parser.add_argument("--fa-kes", type=Path, required=True)
    parser.add_argument("--out", type=Path, default=OUT)
    given = parser.parse_args()
    documents = [list(lines_of(text)) for text in texts(given.text, given.fa_kes)]
    aside = [line for number, lines in enumerate(documents) if number % 10 == 0 for line in lines]
    lines = [line for number, lines in enumerate(documents) if number % 10 for line in lines]
    usual = usual_forms(lines)
    model = CaseModel(weights=learn(lines, usual), usual=usual)  # type: ignore[arg-type]
    right: Counter[str] = Counter()
    for line in aside:
        chosen = decide([word for word, _ in line], model, {})
        for (word, label), guess in zip(line, chosen, strict=True):
            if not word.opens:
                right[f"{LABELS[label]} {'right' if label == guess else 'wrong'}"] += 1
    print(len(lines), "lines,", len(usual), "words,", len(model.weights), "signs;", dict(sorted(right.items())))
    given.out.write_text(
        json.dumps({"weights": model.weights, "usual": model.usual}, ensure_ascii=False, separators=(",", ":")) + "\n",
        encoding="utf-8",
    )


if __name__ == "__main__":
    main()
