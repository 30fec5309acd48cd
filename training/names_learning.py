"""Marked documents -> one network of the head of names; its weights are a moving average over the last steps."""

from __future__ import annotations

import numpy as np
import torch

from reportedly.tagger.names import GAP, stretches
from reportedly.tagger.names_signs import COLUMNS
from reportedly.tagger.windows import runs
from training.names_examples import Taught
from training.names_network import HIDDEN, NamesNetwork

SENTENCES = 16  # a batch
EPOCHS, RATE, SHRINK = 25, 2.5e-3, 1e-3
AVERAGE = 0.995


def laid_out(batch: list[tuple[Taught, int, int]], rng: np.random.Generator) -> tuple[torch.Tensor, ...]:
    """Lay sentences out as a reading does: hidden states, signs, mask, and labels (-100 on empty rows)."""
    hidden, signs, mask, labels = [], [], [], []
    for taught, low, high in batch:
        hidden += [taught.hidden[rng.integers(len(taught.hidden))][low:high], np.zeros((GAP, HIDDEN), dtype=np.float32)]
        signs += [taught.signs[low:high], np.zeros((GAP, len(COLUMNS)), dtype=np.int64)]
        mask += [np.ones(high - low, dtype=np.float32), np.zeros(GAP, dtype=np.float32)]
        labels += [taught.labels[low:high], np.full(GAP, -100)]
    return tuple(torch.from_numpy(np.concatenate(part)) for part in (hidden, signs, mask, labels))


def train_network(learned: list[Taught], seed: int) -> NamesNetwork:
    """Train one network; give the moving average of its weights."""
    torch.manual_seed(seed)
    rng = np.random.default_rng(seed)
    network = NamesNetwork()
    average = NamesNetwork()
    average.load_state_dict(network.state_dict())
    sentences = [(one, low, high) for one in learned for low, high in runs(stretches(one.words), 0, len(one.words))]
    optimizer = torch.optim.AdamW(network.parameters(), lr=RATE, weight_decay=SHRINK)
    total, step = EPOCHS * -(-len(sentences) // SENTENCES), 0
    network.train()
    for _ in range(EPOCHS):
        order = rng.permutation(len(sentences))
        for at in range(0, len(order), SENTENCES):
            hidden, signs, mask, labels = laid_out([sentences[i] for i in order[at : at + SENTENCES]], rng)
            step += 1
            for group in optimizer.param_groups:
                group["lr"] = RATE * min(1.0, step / (0.1 * total)) * max(0.02, 1 - step / total)
            logits = network(hidden, signs, mask)
            loss = torch.nn.functional.cross_entropy(logits, labels, label_smoothing=0.05)
            optimizer.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
            optimizer.step()
            with torch.no_grad():
                keep = min(AVERAGE, step / (step + 20))
                for mean, value in zip(average.parameters(), network.parameters(), strict=True):
                    mean.lerp_(value, 1 - keep)
    return average.eval()
