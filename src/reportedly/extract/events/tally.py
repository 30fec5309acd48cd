"""Counts up what stands on an event on the way to the top of its sentence: status, polarity, operators, condition."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import IntEnum
from typing import TYPE_CHECKING

from reportedly.extract.events.conditions import span_to_end
from reportedly.extract.events.scene import span_of
from reportedly.model import Polarity, Span, Status

if TYPE_CHECKING:
    from reportedly.codebook.modality import Effect
    from reportedly.parsed import Token

FUTURE = frozenset({"planned", "hoped", "predicted"})


class Scope(IntEnum):
    """What of a clause's modality is that of the event below.

    All; all but its negation ("nobody was hurt in the attack"); its time only ("after the withdrawal"); nothing.
    """

    ALL = 0
    MANNER = 1
    TIME = 2
    NONE = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """Status and polarity of an event, the words that decide them, and the condition it hangs on."""

    status: Status = "occurred"
    polarity: Polarity = "positive"
    operators: tuple[Span, ...] = ()
    condition: Span | None = None


@dataclass(slots=True)
class Tally:
    """What the walk has met so far; ``pending`` is a condition met before anything told what is yet to come."""

    status: Status = "occurred"
    negative: bool = False
    operators: list[Span] = field(default_factory=list)
    condition: Span | None = None
    pending: Token | None = None
    left_open: bool = False

    def meet(self, effect: Effect, word: Token) -> None:
        """Take an operator into account."""
        if effect == "real":
            return
        if effect == "negative":
            self.negative = not self.negative
        elif overrides(effect, self.status):
            self.status = effect
        else:
            return
        self.operators.append(span_of(word))

    def defeat(self, word: Token) -> None:
        """Take what was aimed at or planned as not done: "foiled an attempt to bomb", "called off a planned raid"."""
        self.status, self.negative = "occurred", True
        self.operators.append(span_of(word))

    def hang(self, condition: Token) -> None:
        """Make what is yet to come hang on a condition."""
        self.condition = span_to_end(condition)
        self.meet("conditional", condition)

    def close(self) -> None:
        """Settle what only the end of the walk can: a condition below a plan, what was not ruled out."""
        if self.pending is not None and self.status in FUTURE:
            self.hang(self.pending)
        if self.left_open and not self.negative and self.status == "occurred":
            self.status = "predicted"


def overrides(effect: Status, status: Status) -> bool:
    """Whether an outer operator changes what an inner one has made of an event."""
    if effect in ("denied", "conditional") or status == "occurred":
        return True
    return (status == "ongoing" and effect != "ongoing") or (status == "alleged" and effect in FUTURE)
