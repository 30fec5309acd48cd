"""The head of names: convolutions over hidden states and signs; members side by side, for one graph."""

from __future__ import annotations

import torch
from torch import Tensor, nn

from reportedly.tagger.names_signs import COLUMNS, SIZES

HIDDEN = 384
TYPES = ("Person", "Organisation", "Location")
# What the head tells apart beside names: the corpus's other labels, kin ones together.
OTHERS = {
    "Nationality": 0,
    "Weapon": 1,
    "Vehicle": 1,
    "MilitaryPlatform": 1,
    "DocumentReference": 2,
    "Temporal": 3,
    "Quantity": 4,
    "Money": 4,
}
LABELS = 1 + 2 * (2 * len(TYPES) + len(set(OTHERS.values())))
WIDTHS = dict(zip(COLUMNS, (4, 12, 12, 8, 12, 8, 8, 6, 6, 3, 2, 20, 12, 12, 8), strict=True))
LEFT_OUT = dict(
    zip(COLUMNS, (0.05, 0.05, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.05, 0.1, 0.3, 0.2, 0.1, 0.1), strict=True)
)
PROJECTED, WIDTH, STEPS = 64, 96, (1, 2, 4)


class NamesNetwork(nn.Module):
    """One member."""

    def __init__(self) -> None:
        super().__init__()
        self.signs = nn.ModuleList(
            nn.Embedding(size, width) for size, width in zip(SIZES, WIDTHS.values(), strict=True)
        )
        for table in self.signs:
            nn.init.normal_(table.weight, std=0.1)
        self.norm = nn.LayerNorm(HIDDEN)
        self.project = nn.Linear(HIDDEN, PROJECTED)
        self.enter = nn.Linear(PROJECTED + sum(WIDTHS.values()), WIDTH)
        self.convs = nn.ModuleList(nn.Conv1d(WIDTH, WIDTH, 3, padding=step, dilation=step) for step in STEPS)
        self.norms = nn.ModuleList(nn.LayerNorm(WIDTH) for _ in STEPS)
        self.leave = nn.Linear(WIDTH, LABELS)
        self.drop_hidden, self.drop_mixed = nn.Dropout(0.3), nn.Dropout(0.2)
        self.register_buffer("left_out", torch.tensor(list(LEFT_OUT.values())))

    def forward(self, hidden: Tensor, signs: Tensor, mask: Tensor) -> Tensor:
        """Take (R, 384), (R, C) and a mask (R) of rows; give logits (R, labels). Empty rows part the sentences."""
        if self.training:
            signs = signs * (torch.rand(signs.shape) > self.left_out).long()
        live = mask.unsqueeze(-1)
        told = [table(signs[:, column]) for column, table in enumerate(self.signs)]
        mixed = torch.cat([self.project(self.drop_hidden(self.norm(hidden))), *told], dim=-1)
        state = self.enter(self.drop_mixed(mixed)) * live
        for conv, norm in zip(self.convs, self.norms, strict=True):
            near = conv((norm(state) * live).t().unsqueeze(0)).squeeze(0).t()
            state = (state + self.drop_hidden(nn.functional.gelu(near))) * live
        return self.leave(self.drop_hidden(state))


class Members(nn.Module):
    """Several members in one graph: (R, 384), (R, C), (R) -> (M, R, labels)."""

    def __init__(self, members: list[NamesNetwork]) -> None:
        super().__init__()
        self.members = nn.ModuleList(members)

    def forward(self, hidden: Tensor, signs: Tensor, mask: Tensor) -> Tensor:
        """Give all members' logits."""
        return torch.stack([member(hidden, signs, mask) for member in self.members])
