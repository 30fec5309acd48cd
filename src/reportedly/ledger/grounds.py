"""What speaks for or against two claims' being words for one happening: a measure each, and a phrase for it.

A measure is 0 where there is nothing to say, and 1 in full. What the measures weigh together is learned
(``data/codebook/links.yml``); what excludes one happening outright is ``excluded``.
"""

from __future__ import annotations

import math

from reportedly.ledger.records import Counted
from reportedly.ledger.sides import Days, Side, alike, best_alike, names_of
from reportedly.ledger.words import likeness as cosine
from reportedly.ledger.words import weight

EARTH = 111.2  # km, a degree of latitude
HERE, NEARBY, AWAY = 5.0, 25.0, 60.0  # km
RARE_WORD = 7.0  # the rarity of a word in no table
WEEK = 7
WORDS = "words"  # the family of deeds that are speech: whose speech it is makes the deed
GROUNDS = (
    "same type", "trigger", "same days", "days near", "days apart", "place", "place within", "place apart",
    "actors", "actors apart", "recipients", "recipients apart", "figures", "figures apart", "words", "articles",
    "one report",
)  # fmt: skip


def excluded(a: Side, b: Side) -> bool:
    """Whether the two cannot be one happening: families, one sentence, days, places, or whose words they are."""
    x, y = a.row, b.row
    if x.family != y.family and x.family and y.family:
        return True
    if x.report == y.report and (x.sentence == y.sentence or x.caused_by == y.claim or y.caused_by == x.claim):
        return True
    return days_exclude(a, b) or places_exclude(a, b) or (x.family == WORDS and actors_apart(a, b) > 0)


def days_exclude(a: Side, b: Side) -> bool:
    """Whether the stated days exclude each other, or one was told of before the other is said to have begun."""
    if a.days and b.days:
        return a.days[0] > b.days[1] or b.days[0] > a.days[1]
    return told_before(a, b) or told_before(b, a)


def told_before(a: Side, b: Side) -> bool:
    """Whether ``a`` was told as happened, in a report that is older than the first day of ``b``."""
    return bool(a.realised and a.reported and b.days and a.reported < b.days[0])


def places_exclude(a: Side, b: Side) -> bool:
    """Whether the stated places exclude each other.

    An equal name outweighs unequal coordinates: a gazetteer may take one village for its namesake in another province.
    """
    if a.name is None or b.name is None or a.name == b.name:
        return False
    if a.country and b.country and a.country != b.country:
        return a.row.precision != "near" and b.row.precision != "near"
    return bool(a.point and b.point and a.place and b.place and distance(a, b) > AWAY)


def distance(a: Side, b: Side) -> float:
    """Give the kilometres between two places; infinite where one has no coordinates."""
    if a.place is None or b.place is None:
        return math.inf
    (north, east), (south, west) = a.place, b.place
    sideways = (east - west) * math.cos(math.radians((north + south) / 2))
    return EARTH * math.hypot(north - south, sideways)


def measure(a: Side, b: Side, *, likeness: float) -> tuple[float, ...]:
    """Give the measure of each of ``GROUNDS``, in their order."""
    together, near, apart = days(a, b)
    same_place, within, other_place = places(a, b)
    figures_same, figures_apart = figures(a, b)
    one_report = a.row.report == b.row.report
    return (
        float(a.row.event_type == b.row.event_type and a.row.family != ""),
        trigger(a, b),
        together,
        near,
        apart,
        same_place,
        within,
        other_place,
        best_alike(a.actors, b.actors),
        actors_apart(a, b),
        best_alike(a.recipients, b.recipients),
        float(bool(a.recipients and b.recipients and best_alike(a.recipients, b.recipients) < 0.1)),
        figures_same,
        figures_apart,
        cosine(a.words, b.words),
        0.0 if one_report else likeness,
        float(one_report),
    )


def trigger(a: Side, b: Side) -> float:
    """Give how rare the word is that both name the happening by."""
    shared = a.trigger & b.trigger
    return max((min(1.0, weight(word) / RARE_WORD) for word in shared), default=0.0)


def days(a: Side, b: Side) -> tuple[float, float, float]:
    """Give how narrowly the stated days agree, how near the reports' days are, and how far apart (weeks, at most 2)."""
    if a.days and b.days:
        widest = max(a.days[1] - a.days[0], b.days[1] - b.days[0])
        return (1.0 if widest <= 2 else 1 / (1 + widest / WEEK), 0.0, 0.0)
    gap = gap_of(a, b)
    if gap is None:
        return (0.0, 0.0, 0.0)
    return (0.0, max(0.0, 1 - gap / 4), min(2.0, max(0, gap - 2) / WEEK))


def gap_of(a: Side, b: Side) -> int | None:
    """Give the days between what is known of when: the stated days of one, the day of the report of the other."""
    if a.reported is None and a.days is None or b.reported is None and b.days is None:
        return None
    one, other = when(a), when(b)
    return max(0, one[0] - other[1], other[0] - one[1])


def when(side: Side) -> Days:
    """Give the stated days, or else the day of the report."""
    if side.days is not None:
        return side.days
    day = side.reported or 0
    return (day, day)


def places(a: Side, b: Side) -> tuple[float, float, float]:
    """Give whether the places are one, whether one may hold the other, and whether they are apart."""
    if a.name is None or b.name is None:
        return (0.0, 0.0, 0.0)
    if a.point and b.point:
        if a.name == b.name or a.row.gazetteer_id and a.row.gazetteer_id == b.row.gazetteer_id:
            return (1.0, 0.0, 0.0)
        far = distance(a, b)
        return (0.8, 0.0, 0.0) if far <= HERE else (0.0, 0.3, 0.3) if far <= NEARBY else (0.0, 0.0, 1.0)
    if a.name == b.name:
        return (0.0, 1.0, 0.0)
    if a.row.admin1 and b.row.admin1 and a.row.precision != "country" and b.row.precision != "country":
        return (0.0, 0.7, 0.0) if a.row.admin1 == b.row.admin1 else (0.0, 0.0, 0.7)
    return (0.0, 0.3, 0.0)


def actors_apart(a: Side, b: Side) -> float:
    """Give 1 where both name who did it and the names share nothing."""
    return float(bool(a.actors and b.actors and best_alike(a.actors, b.actors) < 0.1))


def figures(a: Side, b: Side) -> tuple[float, float]:
    """Give how well the figures of like things agree, and how far they are apart (1: ten times or more)."""
    best, worst = 0.0, 0.0
    for x in a.figures:
        for y in b.figures:
            if like_things(x, y):
                agree, apart = bounds(x, y)
                best, worst = max(best, agree), max(worst, apart)
    return (best, 0.0 if best else worst)


def like_things(x: Counted, y: Counted) -> bool:
    """Whether two figures count the same kind of thing on what may be the same side."""
    if x.measure != y.measure or x.unit != y.unit:
        return False
    if not x.of or not y.of:
        return True
    one, other = names_of((x.of,)), names_of((y.of,))
    return not one or not other or alike(one[0], other[0]) > 0 or bool(x.side and x.side == y.side)


def bounds(x: Counted, y: Counted) -> tuple[float, float]:
    """Give how well two figures agree: in full where equal and not small, half where their bounds allow each other."""
    low_x, high_x = x.low or 0.0, math.inf if x.high is None else x.high
    low_y, high_y = y.low or 0.0, math.inf if y.high is None else y.high
    if (low_x, high_x) == (low_y, high_y):
        return (min(1.0, 0.4 + low_x / 20), 0.0)
    if low_x <= high_y and low_y <= high_x:
        near = max(low_x, low_y, 1.0) / max(1.0, min(low_x, low_y)) < 1.5
        return (0.5 if near else 0.2, 0.0)
    small, large = sorted((max(low_x, 1.0), max(low_y, 1.0)))
    return (0.0, min(1.0, math.log10(large / small)))


def phrase(name: str, a: Side, b: Side) -> str | None:
    """Say in words what a ground found; None for one that has no words of its own."""
    x, y = a.row, b.row
    if name == "same type":
        return f"both are {x.event_type}"
    if name == "trigger":
        return f"both say “{x.printed}”" if x.printed == y.printed else f"“{x.printed}” and “{y.printed}”"
    if name == "same days":
        return (
            f"{stated(x.day_start, x.day_end)} and {stated(y.day_start, y.day_end)}" if differ(a, b) else when_stated(a)
        )
    if name == "days near":
        return f"told {x.reported} and {y.reported}" if x.reported != y.reported else f"both told {x.reported}"
    if name == "days apart":
        return f"told on days far apart ({x.reported} and {y.reported})"
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
    if name == "articles":
        return "the reports are alike"
    return "both in one report, in sentences apart"


def stated(start: str | None, end: str | None) -> str:
    """Print days."""
    return (start or end or "?") if start == end or not (start and end) else f"{start} to {end}"


def when_stated(side: Side) -> str:
    """Print the days that both sides state."""
    return f"both on {stated(side.row.day_start, side.row.day_end)}"


def differ(a: Side, b: Side) -> bool:
    """Whether the stated days are printed differently."""
    return a.days != b.days
