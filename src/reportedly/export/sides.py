"""The sides of an incident, and UCDP's type of violence between them, where the kinds of the sides settle it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from reportedly.export.material import happened
from reportedly.ledger.records import Row
from reportedly.ledger.victims import VICTIM
from reportedly.model import ActorType

Kind = Literal["state", "group", "civilian"]
KINDS: dict[ActorType, Kind] = {
    "state": "state",
    "government": "state",
    "state-forces": "state",
    "armed-group": "group",
    "civilian": "civilian",
}
VIOLENT = frozenset({"attack", "death", "injury", "control", "abuse", "abduction"})
STATE_BASED, NON_STATE, ONE_SIDED = 1, 2, 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Sides:
    """Who acts (``a``) and who it is done to (``b``): names in order of how often; ``violence`` 1, 2, 3 or None.

    ``b`` holds organised parties, or the civilians that one-sided violence is done to. In violence between a state and
    a group the state is ``a``, whoever acts. Who does both is on the side where it stands more often, or first.
    """

    a: tuple[str, ...] = ()
    b: tuple[str, ...] = ()
    violence: int | None = None


def sides_of(rows: Iterable[Row]) -> Sides:
    """Give the sides of an incident's violent claims that are told as having happened."""
    told = [row for row in rows if happened(row) and row.family in VIOLENT]
    actors = named((row.actors, row.actor_types) for row in told)
    struck = named((row.recipients, row.recipient_types) for row in told)
    acts = Counter(name for row in told for name in row.actors)
    suffers = Counter(name for row in told for name in row.recipients)
    starts = {name: acting for row in reversed(told) for acting in (False, True) for name in names_of(row, acting)}
    for name in actors.keys() & struck.keys():
        more = acts[name] - suffers[name] or (1 if starts[name] else -1)
        (struck if more > 0 else actors).pop(name)
    organised = {name: kind for name, kind in struck.items() if kind in ("state", "group")}
    acting = set(actors.values())
    one = next(iter(acting)) if len(acting) == 1 else None
    if organised:
        other = set(organised.values())
        kinds = {one, *other} if one in ("state", "group") and len(other) == 1 else set()
        violence = None if not kinds else NON_STATE if kinds == {"group"} else STATE_BASED
        a, b = tuple(actors), tuple(organised)
        return (
            Sides(a=b, b=a, violence=violence)
            if one == "group" and other == {"state"}
            else Sides(a=a, b=b, violence=violence)
        )
    civilians = tuple(name for name, kind in struck.items() if kind == "civilian")
    only = civilians and all(kind == "civilian" for kind in struck.values())
    one_sided = bool(only) and one in ("state", "group")
    return Sides(a=tuple(actors), b=civilians if one_sided else (), violence=ONE_SIDED if one_sided else None)


def names_of(row: Row, acting: bool) -> tuple[str, ...]:
    """Give who acts in a claim, or who it is done to."""
    return row.actors if acting else row.recipients


def named(sides: Iterable[tuple[tuple[str, ...], tuple[ActorType, ...]]]) -> dict[str, Kind | None]:
    """Give the names of parties with their kinds, the commonest first."""
    counts: Counter[str] = Counter()
    kinds: dict[str, Kind | None] = {}
    for names, types in sides:
        for name, kind in zip(names, types, strict=False):
            if name != VICTIM:
                counts[name] += 1
                kinds[name] = kinds.get(name) or KINDS.get(kind)
    return {name: kinds[name] for name in sorted(counts, key=lambda name: (-counts[name], name))}
