"""Runs networks over examples, chooses the settings on held-out ones, and scores."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

import numpy as np
import torch
from numpy.typing import NDArray

from reportedly.tagger.attribute import Found, Networks, Settings, candidates_of, chosen
from reportedly.tagger.decode import Chain
from reportedly.tagger.relations import Pairs
from reportedly.tagger.windows import Window, make_window, pack
from training.examples import Example
from training.network import Tagger
from training.score import Scores, add_scores, is_match

CHOSEN_BY = ("attribution", "content tokens", "source exact")
LEAST = 0.2  # the best for rules and tagger together on the held-out articles; alone the tagger would want 0.3
BLENDS = (0.0, 0.25, 0.5)
BIAS = 2.0


class TorchNetworks:
    """The networks in torch, float32, in evaluation mode."""

    def __init__(self, tagger: Tagger) -> None:
        self.tagger = tagger.eval()

    @torch.no_grad()
    def encode(self, window: Window) -> NDArray[np.float32]:
        """See ``Networks``."""
        pieces = torch.from_numpy(window.pieces)[None]
        hidden = self.tagger.encoder(pieces, torch.from_numpy(window.features)[None], torch.ones_like(pieces))
        return hidden[0][torch.from_numpy(window.first)].numpy()

    @torch.no_grad()
    def flat(self, hidden: NDArray[np.float32]) -> NDArray[np.float32]:
        """See ``Networks``."""
        return self.tagger.flat(torch.from_numpy(hidden)).numpy()

    @torch.no_grad()
    def pair(self, hidden: NDArray[np.float32], low: int, pairs: Pairs) -> NDArray[np.float32]:
        """See ``Networks``."""
        return self.tagger.pair(
            torch.from_numpy(hidden),
            torch.from_numpy(pairs.start - low),
            torch.from_numpy(pairs.end - 1 - low),
            torch.from_numpy(pairs.words - low),
            torch.from_numpy(pairs.mask.astype(np.float32)),
            torch.from_numpy(pairs.relations),
        ).numpy()


class Remembering:
    """Networks whose encoder runs once a window, however often settings change."""

    def __init__(self, networks: Networks) -> None:
        self.networks = networks
        self.hidden: dict[bytes, NDArray[np.float32]] = {}

    def encode(self, window: Window) -> NDArray[np.float32]:
        """See ``Networks``."""
        key = window.pieces.tobytes() + window.features.tobytes()
        if key not in self.hidden:
            self.hidden[key] = self.networks.encode(window)
        return self.hidden[key]

    def flat(self, hidden: NDArray[np.float32]) -> NDArray[np.float32]:
        """See ``Networks``."""
        return self.networks.flat(hidden)

    def pair(self, hidden: NDArray[np.float32], low: int, pairs: Pairs) -> NDArray[np.float32]:
        """See ``Networks``."""
        return self.networks.pair(hidden, low, pairs)


def chain_of(tagger: Tagger) -> Chain:
    """Give the chain's weights as arrays."""
    chain = tagger.chain
    return Chain(step=chain.step.detach().numpy(), begin=chain.begin.detach().numpy(), end=chain.end.detach().numpy())


def candidates(
    examples: Iterable[Example], networks: Networks, chain: Chain, settings: Settings, specials: tuple[int, int]
) -> list[list[Found]]:
    """Give all candidates of each example."""
    opening, closing = specials
    founds = []
    for example in examples:
        windows = (make_window(example.words, held, opening=opening, closing=closing) for held in pack(example.words))
        founds.append(
            [one for window in windows for one in candidates_of(example.words, window, networks, chain, settings)]
        )
    return founds


def score(examples: Sequence[Example], founds: Sequence[Sequence[Found]]) -> Scores:
    """Score predictions."""
    scores = Scores()
    for example, found in zip(examples, founds, strict=True):
        add_scores(scores, example, found)
    return scores


def choose(
    examples: Sequence[Example], networks: Networks, chain: Chain, specials: tuple[int, int]
) -> tuple[Settings, Scores]:
    """Choose the settings with the best sum of F1 of ``CHOSEN_BY`` on held-out examples."""
    remembering = Remembering(networks)
    best: tuple[float, Settings, Scores] | None = None
    for blend in BLENDS:
        loose = Settings(bias=BIAS, blend=blend, weights=(), least=0.0)
        founds = candidates(examples, remembering, chain, loose, specials)
        weights = regress(examples, founds)
        settings = replace(loose, weights=weights, least=LEAST)
        scores = score(examples, [chosen(each, settings) for each in founds])
        total = sum(scores[name].f1() for name in CHOSEN_BY)
        if best is None or total > best[0]:
            best = (total, settings, scores)
    assert best is not None
    return best[1], best[2]


def regress(examples: Sequence[Example], founds: Sequence[Sequence[Found]], *, ridge: float = 1.0) -> tuple[float, ...]:
    """Fit a logistic regression (Newton's method, L2) of "is right" on the signs of candidates."""
    rows = [
        (*one.signs, any(is_match(gold, one) for gold in example.golds))
        for example, found in zip(examples, founds, strict=True)
        for one in found
    ]
    table = np.array(rows, dtype=np.float64)
    signs, right = table[:, :-1], table[:, -1]
    mean, spread = signs.mean(axis=0), signs.std(axis=0) + 1e-9
    scaled = np.column_stack([(signs - mean) / spread, np.ones(len(signs))])
    weights = np.zeros(scaled.shape[1])
    for _ in range(50):
        chance = 1 / (1 + np.exp(-scaled @ weights))
        slope = scaled.T @ (chance - right) + ridge * weights
        curve = (scaled * (chance * (1 - chance))[:, None]).T @ scaled + ridge * np.eye(len(weights))
        weights -= np.linalg.solve(curve, slope)
    own = weights[:-1] / spread
    return tuple(round(float(weight), 5) for weight in (*own, weights[-1] - own @ mean))
