"""The networks: MiniLM with a few features of each word, a head for word labels, a head for what belongs to a cue."""

from __future__ import annotations

from pathlib import Path

import torch
from torch import Tensor, nn
from transformers import BertModel

from reportedly.tagger.relations import DISTANCES, NOT_IN_TREE, PARAGRAPHS, SENTENCES
from reportedly.tagger.words import Labels

LAYERS_MIXED = 3
FLAT = ("O", "B-cue", "I-cue", "B-source", "I-source", "B-content", "I-content")
ROLES = ("O", "source", "content")
WIDTH = 96
HIDDEN = 384


class Encoder(nn.Module):
    """MiniLM whose word embeddings are summed with embeddings of letter case, quotation, tag and dependency."""

    def __init__(self, folder: Path, labels: Labels, attention: str) -> None:
        super().__init__()
        self.bert = BertModel.from_pretrained(
            folder, attn_implementation=attention, add_pooling_layer=False, attention_probs_dropout_prob=0.0
        )
        sizes = (6, 4, len(labels.tags) + 1, len(labels.deps) + 1)
        self.features = nn.ModuleList(nn.Embedding(size, HIDDEN) for size in sizes)
        for table in self.features:
            nn.init.normal_(table.weight, std=0.01)
        self.mix = nn.Parameter(torch.tensor([0.0] * (LAYERS_MIXED - 1) + [1.0]))

    def forward(self, pieces: Tensor, features: Tensor, mask: Tensor) -> Tensor:
        """Take (B, T), (B, T, F), (B, T); give hidden states (B, T, 384)."""
        embedded = self.bert.embeddings.word_embeddings(pieces)
        for column, table in enumerate(self.features):
            embedded = embedded + table(features[:, :, column])
        found = self.bert(inputs_embeds=embedded, attention_mask=mask, output_hidden_states=True)
        weights = torch.softmax(self.mix, dim=0)
        mixed: Tensor = sum(weights[i] * found.hidden_states[i - LAYERS_MIXED] for i in range(LAYERS_MIXED))
        return mixed


class FlatHead(nn.Module):
    """Word labels, each word in at most one attribution: finds the cues."""

    def __init__(self) -> None:
        super().__init__()
        self.layers = nn.Sequential(
            nn.Dropout(0.1), nn.Linear(HIDDEN, 256), nn.GELU(), nn.Dropout(0.1), nn.Linear(256, len(FLAT))
        )

    def forward(self, words: Tensor) -> Tensor:
        """Take hidden states of words (W, 384); give logits (W, 7)."""
        return self.layers(words)


class PairHead(nn.Module):
    """For one cue, which words near it are its source and which its content: emissions of a chain over ``ROLES``."""

    def __init__(self, labels: Labels) -> None:
        super().__init__()
        sizes = (NOT_IN_TREE + 1, len(labels.deps) + 1, DISTANCES, SENTENCES, PARAGRAPHS, 2)
        self.relations = nn.ModuleList(nn.Embedding(size, WIDTH) for size in sizes)
        for table in self.relations:
            nn.init.normal_(table.weight, std=0.1)
        self.word = nn.Linear(HIDDEN, WIDTH)
        self.gate = nn.Linear(HIDDEN, WIDTH)
        self.cue = nn.Linear(2 * HIDDEN, 2 * WIDTH)
        self.norm = nn.LayerNorm(WIDTH)
        self.near = nn.Conv1d(WIDTH, WIDTH, 3, padding=1)
        self.far = nn.Conv1d(WIDTH, WIDTH, 3, padding=2, dilation=2)
        self.emit = nn.Linear(WIDTH, len(ROLES))
        self.dropout = nn.Dropout(0.1)

    def forward(
        self, words: Tensor, start: Tensor, last: Tensor, index: Tensor, mask: Tensor, relations: Tensor
    ) -> Tensor:
        """Give emissions (K, L, 3).

        Takes hidden states (W, 384), the cues' first and last words (K), the words in reach (K, L) with mask
        (K, L, float) and relations (K, L, R).
        """
        words = self.dropout(words)
        cue = self.cue(torch.cat([words[start], words[last]], dim=-1)).unsqueeze(1)
        mixed = self.word(words)[index] + cue[:, :, :WIDTH] + self.gate(words)[index] * cue[:, :, WIDTH:]
        for column, table in enumerate(self.relations):
            mixed = mixed + table(relations[:, :, column])
        state = nn.functional.gelu(self.norm(mixed)) * mask.unsqueeze(-1)
        for conv in (self.near, self.far):
            step = nn.functional.gelu(conv(state.transpose(1, 2)).transpose(1, 2))
            state = (state + self.dropout(step)) * mask.unsqueeze(-1)
        return self.emit(state)


class Chain(nn.Module):
    """A linear chain over ``ROLES``: scores of neighbours, of beginnings and of ends."""

    def __init__(self) -> None:
        super().__init__()
        count = len(ROLES)
        self.step = nn.Parameter(torch.eye(count) * 0.5)
        self.begin = nn.Parameter(torch.zeros(count))
        self.end = nn.Parameter(torch.zeros(count))

    def score(self, emissions: Tensor, mask: Tensor, roles: Tensor) -> Tensor:
        """Give the score (K) of one labelling (K, L); masked words come last."""
        taken = (emissions.gather(2, roles.unsqueeze(-1)).squeeze(-1) * mask).sum(1)
        steps = (self.step[roles[:, :-1], roles[:, 1:]] * mask[:, 1:]).sum(1)
        last = roles.gather(1, (mask.sum(1).long() - 1).unsqueeze(1)).squeeze(1)
        return taken + steps + self.begin[roles[:, 0]] + self.end[last]

    def total(self, emissions: Tensor, mask: Tensor) -> Tensor:
        """Give the log of the sum (K) over all labellings."""
        alpha = emissions[:, 0] + self.begin
        for at in range(1, emissions.shape[1]):
            moved = torch.logsumexp(alpha.unsqueeze(2) + self.step, dim=1) + emissions[:, at]
            alpha = torch.where(mask[:, at : at + 1] > 0, moved, alpha)
        return torch.logsumexp(alpha + self.end, dim=1)

    def loss(self, emissions: Tensor, mask: Tensor, roles: Tensor) -> Tensor:
        """Give the negative log likelihood (K) of the gold labelling."""
        return self.total(emissions, mask) - self.score(emissions, mask, roles)


class Tagger(nn.Module):
    """All of it. ``attention`` is "sdpa" to train, "eager" to export."""

    def __init__(self, folder: Path, labels: Labels, attention: str = "sdpa") -> None:
        super().__init__()
        self.encoder = Encoder(folder, labels, attention)
        self.flat = FlatHead()
        self.pair = PairHead(labels)
        self.chain = Chain()
