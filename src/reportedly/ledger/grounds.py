"""What speaks for or against two claims' being words for one happening: a measure each, and what excludes it.

A measure is 0 where there is nothing to say, and 1 in full. What the measures weigh together is learned
(``data/codebook/links.yml``); what excludes one happening outright is ``excluded``.
"""

from __future__ import annotations

import math

from reportedly.ledger.records import Counted
from reportedly.ledger.sides import Days, Names, Side, alike, best_alike, heft, names_of
from reportedly.ledger.words import content_words, weight
from reportedly.ledger.words import likeness as cosine

EARTH = 111.2  # km, a degree of latitude
HERE, NEARBY, AWAY, PROVINCES = 5.0, 25.0, 60.0, 150.0  # km
RARE_WORD = 7.0  # the rarity of a word in no table
WEEK = 7
VAGUE = 0.4  # what one word for an unsaid number ("dozens"), or one small number, says
FEW = 2  # days between the first and the last of a happening of some days
KIN = 0.6  # how much of one word two words of one family are
CASUALTIES = frozenset({"death", "injury"})  # families
MANY_SIDED = frozenset({"movement", "capture", "truce"})  # families: people brought out have left, too
SIBLINGS = 0.6  # how much of one type two types of such a family are
AGAIN, SAME_WORD = 0.7, 0.45  # what a denial or the same days, and what the same word says for a restatement
WORDS = "words"  # the family of deeds that are speech: whose speech it is makes the deed
GROUNDS = (
    "same type", "trigger", "rare trigger", "same days", "days near", "days apart", "place", "place within",
    "place apart", "actors", "actors apart", "recipients", "recipients apart", "figures", "figures apart", "words",
    "words around", "articles", "one report", "restated", "answered",
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
    """Whether the stated places exclude each other; the two ends of one way do not.

    An equal name outweighs unequal coordinates: a gazetteer may take one village for its namesake in another province.
    """
    if a.name is None or b.name is None or a.name == b.name or two_ends(a, b):
        return False
    if a.country and b.country and a.country != b.country:
        return a.row.precision != "near" and b.row.precision != "near"
    if a.point and b.point:
        return a.place is not None and b.place is not None and distance(a, b) > AWAY
    provinces = a.row.admin1 and b.row.admin1 and a.row.admin1 != b.row.admin1
    return bool(provinces and a.place and b.place and distance(a, b) > PROVINCES)


def two_ends(a: Side, b: Side) -> bool:
    """Whether one place is where a movement went to and the other is not: "left Baghuz", "were taken to al-Hol"."""
    return a.row.arrives != b.row.arrives


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
    alike_trigger, rare = trigger(a, b)
    return (
        same_type(a, b),
        alike_trigger,
        rare,
        together,
        near,
        apart,
        same_place,
        within,
        other_place,
        party_alike(a.actors, b.actors),
        actors_apart(a, b),
        party_alike(a.recipients, b.recipients),
        float(bool(a.recipients and b.recipients and best_alike(a.recipients, b.recipients) < 0.1)),
        figures_same,
        figures_apart,
        cosine(a.words, b.words),
        cosine(a.around, b.around),
        0.0 if one_report else likeness,
        float(one_report),
        restated(a, b, other_place) if one_report else 0.0,
        answered(a, b) if one_report else 0.0,
    )


def same_type(a: Side, b: Side) -> float:
    """Give 1 for one event type; less for types of a family that name one happening from several sides."""
    if a.row.event_type == b.row.event_type:
        return float(a.row.family != "")
    return SIBLINGS if a.row.family == b.row.family and a.row.family in MANY_SIDED else 0.0


def restated(a: Side, b: Side, other_place: float) -> float:
    """Give whether one of two claims in one report may take up the other: in full for "The attack ..." at the head.

    They are of a type, no detail of one is another than that of the other, and the word is the same, the one answers
    the other, or it stands with an article at the head of its sentence. Casualties are never taken up so: a report
    counts the dead of many places in one word.
    """
    if not same_type(a, b) or a.row.family in CASUALTIES or other_place or actors_apart(a, b):
        return 0.0
    if a.point and b.point and a.name != b.name:
        return 0.0
    if a.definite or b.definite:
        return 1.0
    if answered(a, b) or (a.days is not None and a.days == b.days):
        return AGAIN
    return SAME_WORD * trigger(a, b)[0]


def answered(a: Side, b: Side) -> float:
    """Give 1 where one denies and the other claims a deed of the same type by those who may be the same."""
    same = a.row.event_type == b.row.event_type and a.denied != b.denied
    return float(same and bool(a.row.family) and not actors_apart(a, b))


def trigger(a: Side, b: Side) -> tuple[float, float]:
    """Give whether both name the happening by one word (less if by one of its family), and how rare that word is."""
    if shared := a.trigger & b.trigger:
        return (1.0, max(min(1.0, weight(word) / RARE_WORD) for word in shared))
    akin = any(kin(x, y) for x in a.trigger for y in b.trigger)
    return (KIN if akin else 0.0, 0.0)


def kin(x: str, y: str) -> bool:
    """Whether two stems are of one family of words by their beginning: "explos" and "explod"."""
    if x[:4] != y[:4]:
        return False
    least = min(len(x), len(y))
    return least >= 4 and x[: least - 1] == y[: least - 1]


def days(a: Side, b: Side) -> tuple[float, float, float]:
    """Give how narrowly the stated days agree, how near the reports' days are, and how far apart (weeks, at most 2).

    What happened on a day and what went on for weeks are apart in full.
    """
    if a.days and b.days:
        narrow, wide = sorted((a.days[1] - a.days[0], b.days[1] - b.days[0]))
        if narrow <= FEW < 2 * WEEK < wide and not (a.row.forecast or b.row.forecast):
            return (0.0, 0.0, 1.0)
        return (1.0 if wide <= FEW else 1 / (1 + wide / WEEK), 0.0, 0.0)
    gap = gap_of(a, b)
    if gap is None or (a.row.report == b.row.report and (a.days or b.days)):
        return (0.0, 0.0, 0.0)
    one, other = when(a), when(b)
    if max(one[1] - one[0], other[1] - other[0]) > 2 * WEEK:
        return (0.0, 0.0, min(2.0, gap / WEEK))
    return (0.0, max(0.0, 1 - gap / 3), min(2.0, max(0, gap - 1) / WEEK))


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
    if a.name is None or b.name is None or (two_ends(a, b) and a.name != b.name):
        return (0.0, 0.0, 0.0)
    if a.point and b.point:
        if a.name == b.name or a.row.gazetteer_id and a.row.gazetteer_id == b.row.gazetteer_id:
            return (place_rarity(a, b), 0.0, 0.0)
        far = distance(a, b)
        return (0.8, 0.0, 0.0) if far <= HERE else (0.0, 0.3, 0.3) if far <= NEARBY else (0.0, 0.0, 1.0)
    if a.name == b.name:
        return (0.0, 1.0, 0.0)
    if a.row.admin1 and b.row.admin1 and a.row.precision != "country" and b.row.precision != "country":
        return (0.0, 0.7, 0.0) if a.row.admin1 == b.row.admin1 else (0.0, 0.0, 0.7)
    return (0.0, 0.3, 0.0)


def place_rarity(a: Side, b: Side) -> float:
    """Give how rare the name of one place is: a city that is in the news every day says less than a village."""
    found = [stem for row in (a.row, b.row) for stem in content_words(row.place or "")]
    return min(1.0, max((weight(word) for word in found), default=0.0) / RARE_WORD)


def party_alike(a: Names, b: Names) -> float:
    """Give how alike the two most alike names are, and how much they say: "people" nearly nothing."""
    return max((alike(x, y) * min(1.0, heft(x & y) / RARE_WORD) for x in a for y in b), default=0.0)


def actors_apart(a: Side, b: Side) -> float:
    """Give 1 where both name who did it and the names share nothing."""
    return float(bool(a.actors and b.actors and best_alike(a.actors, b.actors) < 0.1))


def figures(a: Side, b: Side) -> tuple[float, float]:
    """Give how well the figures of like things agree, and how far they are apart (1: ten times; at most 2)."""
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
        return (VAGUE if x.best is None else min(1.0, VAGUE + low_x / 20), 0.0)
    if low_x <= high_y and low_y <= high_x:
        near = max(low_x, low_y, 1.0) / max(1.0, min(low_x, low_y)) < 1.5
        return (0.5 if near else 0.2, 0.0)
    small, large = sorted((max(low_x, 1.0), max(low_y, 1.0)))
    return (0.0, min(2.0, math.log10(large / small)))
