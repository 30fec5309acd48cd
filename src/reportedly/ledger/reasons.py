"""A phrase for each ground that a link rests on: what was found, in the words of the reports."""

from __future__ import annotations

from reportedly.ledger.grounds import distance
from reportedly.ledger.sides import Side
from reportedly.ledger.words import weight


def phrase(name: str, a: Side, b: Side) -> str | None:
    """Say in words what a ground found; None for one that has no words of its own."""
    x, y = a.row, b.row
    if name == "same type":
        return f"both are {x.event_type}" if x.event_type == y.event_type else f"{x.event_type}, {y.event_type}"
    if name == "trigger":
        return f"both say “{x.printed}”" if x.printed == y.printed else f"“{x.printed}” and “{y.printed}”"
    if name == "same days":
        return (
            f"{stated(x.day_start, x.day_end)} and {stated(y.day_start, y.day_end)}" if differ(a, b) else when_stated(a)
        )
    if name in ("days near", "days apart"):
        far = "" if name == "days near" else ", which is apart"
        return f"{known(a)} and {known(b)}{far}" if known(a) != known(b) else f"both {known(a)}{far}"
    if name == "place":
        return (
            f"both at {x.place}" if a.name == b.name else f"{x.place} and {y.place} are {distance(a, b):.0f} km apart"
        )
    if name == "place within":
        return f"both in {x.place}" if a.name == b.name else f"{x.place} and {y.place} allow each other"
    if name == "place apart":
        return f"{x.place} is not {y.place}"
    if name in ("actors", "recipients"):
        who = "by" if name == "actors" else "to"
        one, other = (x.actors, y.actors) if name == "actors" else (x.recipients, y.recipients)
        return (
            f"{who} {', '.join(one)}" if one == other else f"{who} {', '.join(one) or '?'} / {', '.join(other) or '?'}"
        )
    if name == "actors apart":
        return f"by {', '.join(x.actors)}, by {', '.join(y.actors)}"
    if name == "recipients apart":
        return f"to {', '.join(x.recipients) or '?'}, to {', '.join(y.recipients) or '?'}"
    if name in ("figures", "figures apart"):
        return f"figures {', '.join(c.printed for c in x.counted)} and {', '.join(c.printed for c in y.counted)}"
    if name == "words":
        shared = sorted(a.stems & b.stems, key=lambda word: (-weight(word), word))[:4]
        return f"the sentences share {', '.join(shared)}" if shared else None
    if name == "words around":
        shared = sorted(a.around.keys() & b.around.keys(), key=lambda word: (-weight(word), word))[:4]
        return f"both are about {', '.join(shared)}" if shared else None
    if name == "articles":
        return "the reports are alike"
    if name == "restated":
        return "the report may take it up again"
    if name == "answered":
        return "one report claims it and has it denied"
    return "both in one report, in sentences apart"


def stated(start: str | None, end: str | None) -> str:
    """Print days."""
    return (start or end or "?") if start == end or not (start and end) else f"{start} to {end}"


def known(side: Side) -> str:
    """Print what is known of when: the stated days, or else the day of the report."""
    row = side.row
    return f"of {stated(row.day_start, row.day_end)}" if side.days else f"told {row.reported}"


def when_stated(side: Side) -> str:
    """Print the days that both sides state."""
    return f"both on {stated(side.row.day_start, side.row.day_end)}"


def differ(a: Side, b: Side) -> bool:
    """Whether the stated days are printed differently."""
    return a.days != b.days
