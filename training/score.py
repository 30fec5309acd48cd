"""Scores of predicted attributions against gold ones, in words of the parse (bench/ scores the shipped tagger again).

Attribution: one-to-one matches whose contents share half their words (Jaccard) and whose sources overlap by a word or
are both empty. ``bench.speech`` says which cues are of speech.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from bench.speech import is_speech
from reportedly.tagger.attribute import Found
from training.examples import Example, Gold

HALF = 0.5


@dataclass(slots=True)
class Tally:
    """Counts of right, predicted and gold things."""

    right: int = 0
    predicted: int = 0
    gold: int = 0

    def f1(self) -> float:
        """Give F1, 0 where nothing is predicted or gold."""
        return 2 * self.right / (self.predicted + self.gold) if self.predicted + self.gold else 0.0

    def add(self, right: int, predicted: int, gold: int) -> None:
        """Add counts."""
        self.right += right
        self.predicted += predicted
        self.gold += gold

    def line(self) -> str:
        """Give P, R, F1 in one line."""
        precision = self.right / self.predicted if self.predicted else 0.0
        recall = self.right / self.gold if self.gold else 0.0
        return f"P {precision:.3f} R {recall:.3f} F1 {self.f1():.3f}"


@dataclass(slots=True)
class Scores:
    """All tallies of a run."""

    tallies: dict[str, Tally] = field(default_factory=dict)

    def __getitem__(self, name: str) -> Tally:
        """Give a tally by name, making it when new."""
        return self.tallies.setdefault(name, Tally())

    def figures(self) -> dict[str, float]:
        """Give F1 by name, rounded."""
        return {name: round(tally.f1(), 4) for name, tally in self.tallies.items()}


def stretches(words: Sequence[int]) -> list[tuple[int, int]]:
    """Give runs of neighbouring words as half-open ranges."""
    found: list[tuple[int, int]] = []
    for word in sorted(words):
        if found and found[-1][1] == word:
            found[-1] = (found[-1][0], word + 1)
        else:
            found.append((word, word + 1))
    return found


def fit(gold: Gold, guess: Found) -> float:
    """Give the shared part (Jaccard) of two contents, or 0 if the sources do not meet."""
    sources = bool(set(gold.source) & set(guess.source)) or not (gold.source or guess.source)
    union = len(set(gold.content) | set(guess.content))
    return len(set(gold.content) & set(guess.content)) / union if union and sources else 0.0


def is_match(gold: Gold, guess: Found) -> bool:
    """Whether two attributions match."""
    return fit(gold, guess) >= HALF


def matched(golds: Sequence[Gold], found: Sequence[Found]) -> list[tuple[int, int]]:
    """Pair gold and predicted attributions one to one, the best overlap first."""
    options = sorted(
        (-fit(gold, guess), i, j)
        for i, gold in enumerate(golds)
        for j, guess in enumerate(found)
        if is_match(gold, guess)
    )
    pairs: list[tuple[int, int]] = []
    for _, i, j in options:
        if all(i != a and j != b for a, b in pairs):
            pairs.append((i, j))
    return pairs


def add_scores(scores: Scores, example: Example, found: Sequence[Found]) -> None:
    """Add one article's counts."""
    golds = example.golds
    for role in ("source", "content"):
        gold_words = {word for gold in golds for word in getattr(gold, role)}
        guess_words = {word for guess in found for word in getattr(guess, role)}
        scores[f"{role} tokens"].add(len(gold_words & guess_words), len(guess_words), len(gold_words))
        gold_spans = {span for gold in golds for span in stretches(getattr(gold, role))}
        guess_spans = {span for guess in found for span in stretches(getattr(guess, role))}
        scores[f"{role} exact"].add(len(gold_spans & guess_spans), len(guess_spans), len(gold_spans))
    gold_cues = {span for gold in golds for span in stretches(gold.cue)}
    guess_cues = {guess.cue for guess in found}
    scores["cue exact"].add(len(gold_cues & guess_cues), len(guess_cues), len(gold_cues))
    pairs = matched(golds, found)
    scores["attribution"].add(len(pairs), len(found), len(golds))
    spoken = {i for i, gold in enumerate(golds) if speaks(example, gold.cue)}
    heard = {j for j, guess in enumerate(found) if speaks(example, range(*guess.cue))}
    both = sum(i in spoken for i, _ in pairs)
    extra = {j for i, j in pairs if i in spoken} | (heard - {j for i, j in pairs if i not in spoken})
    scores["attribution, speech"].add(both, len(extra), len(spoken))


def speaks(example: Example, words: Sequence[int]) -> bool:
    """Whether a cue is one of speech."""
    return is_speech(" ".join(example.texts[word] for word in words))
