"""Runs networks over examples, chooses the settings on held-out ones, and scores."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np
import torch
from numpy.typing import NDArray

from reportedly.tagger.attribute import Found, Networks, Settings, attribute
from reportedly.tagger.decode import Chain
from reportedly.tagger.relations import Pairs
from reportedly.tagger.windows import Window
from training.examples import Example
from training.network import Tagger
from training.score import Scores, add_scores

LOOSE = Settings(bias=1.5, least=0.0)


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


def chain_of(tagger: Tagger) -> Chain:
    """Give the chain's weights as arrays."""
    chain = tagger.chain
    return Chain(step=chain.step.detach().numpy(), begin=chain.begin.detach().numpy(), end=chain.end.detach().numpy())


def run(
    examples: Iterable[Example], networks: Networks, chain: Chain, settings: Settings, specials: tuple[int, int]
) -> list[list[Found]]:
    """Give the attributions of each example."""
    opening, closing = specials
    return [
        list(attribute(example.words, networks, chain, settings, opening=opening, closing=closing))
        for example in examples
    ]


def score(examples: Sequence[Example], founds: Sequence[Sequence[Found]]) -> Scores:
    """Score predictions."""
    scores = Scores()
    for example, found in zip(examples, founds, strict=True):
        add_scores(scores, example, found)
    return scores


def choose(
    examples: Sequence[Example], networks: Networks, chain: Chain, specials: tuple[int, int]
) -> tuple[Settings, Scores]:
    """Choose the settings with the best sum of attribution, content-token and source-exact F1 on held-out examples."""
    best: tuple[float, Settings, Scores] | None = None
    for bias in (0.0, 0.5, 1.0, 1.5):
        founds = run(examples, networks, chain, Settings(bias=bias, least=0.0), specials)
        for least in (0.0, 0.1, 0.2, 0.25, 0.3, 0.35, 0.4, 0.45, 0.5):
            kept = [[found for found in each if found.confidence >= least] for each in founds]
            scores = score(examples, kept)
            names = ("attribution", "content tokens", "source exact")
            total = sum(scores[name].f1() for name in names)
            if best is None or total > best[0]:
                best = (total, Settings(bias=bias, least=least), scores)
    assert best is not None
    return best[1], best[2]
