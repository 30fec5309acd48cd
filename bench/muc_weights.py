"""Learned choices of the MUC-4 adapter: logistic regressions over signs that hold or do not (``muc_weights.json``).

Made by ``python -m training.muc`` from the corpus's development set, never by hand.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import msgspec

PATH = Path(__file__).parent / "muc_weights.json"


@dataclass(frozen=True, slots=True, kw_only=True)
class Model:
    """One regression: what holds before any sign, and the weight of each sign."""

    start: float
    signs: dict[str, float]

    def chance(self, signs: Iterable[str]) -> float:
        """Give the probability that signs speak for; one that is not known weighs nothing.

        >>> Model(start=0.0, signs={"a": math.log(3)}).chance(["a", "b"])
        0.75
        """
        return 1 / (1 + math.exp(-self.start - sum(self.signs.get(sign, 0.0) for sign in sorted(set(signs)))))


@dataclass(frozen=True, slots=True, kw_only=True)
class Weights:
    """All choices: whether an event is of an incident, two events are one, a report has an incident, a group is one;
    who fills a slot, first by itself, then knowing who was chosen before; how sure a report is of a perpetrator."""

    event: Model
    pair: Model
    report: Model
    group: Model
    first: dict[str, Model]
    second: dict[str, Model]
    surety: dict[str, Model]


@cache
def load_weights() -> Weights:
    """Read what was learned."""
    return msgspec.json.decode(PATH.read_bytes(), type=Weights)
