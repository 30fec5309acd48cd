"""Two figures of one thing -> what kind of difference there is between them, and why.

A difference is called a conflict only where all speaks for it: one happening, one thing on one side, no other stretch
of days or place, no part, no later take. Where something is open it is a difference of scope, with what is open.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from itertools import product

from reportedly.ledger.grounds import NEARBY, distance, places, places_exclude
from reportedly.ledger.records import Counted, Difference, Row, Value
from reportedly.ledger.sides import Side, ordinal, place_key
from reportedly.ledger.words import content_words

ABOUT = 0.15  # a figure without bounds ("about 3,000") allows so much to each side
FAR = 4.0  # times: further apart, two figures hardly count the same
COPIED = 0.9  # how much of two sentences' words is the same in a copy
GENERAL = frozenset({
    "peopl", "person", "other", "them", "dead", "bodi", "kill", "wound", "injur", "victim", "casualti", "death", "one",
    "live", "life", "martyr",
})  # fmt: skip
"""Stems that say nothing of who is counted."""

GROWING = frozenset({"death", "injury"})  # families whose counts grow for days after


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """One figure with the row that gives it."""

    row: Row
    counted: Counted
    value: Value


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What all figures of a group tell: the rows surely linked, and the figures of each report.

    ``with_cause`` gives a row's number with that of the attack that its text names as its cause.
    """

    linked: frozenset[tuple[int, int]]
    with_cause: dict[int, frozenset[int]]
    in_report: dict[int, tuple[Given, ...]]


def difference(a: Given, b: Given, known: Known) -> tuple[Difference, str]:
    """Tell the difference between two figures, the earlier first, and why."""
    said = f"{told(a)}; {told(b)}"
    if vague(a.counted) or vague(b.counted):
        return "agree", ""
    kind, reason = (within_report if a.row.report == b.row.report else across_reports)(a, b, known)
    return kind, f"{said}: {reason}." if reason else ""


def within_report(a: Given, b: Given, known: Known) -> tuple[Difference, str]:
    """Tell the difference between two figures of one report."""
    if allow(a.counted, b.counted):
        return "agree", ""
    if revised(a, b):
        return "update", "one is given in place of the other"
    other = scope(a, b) or sums(a, b, known)
    if other:
        return "scope", other
    if earlier_that_day(a) != earlier_that_day(b) and same_thing(a, b) and a.row.place == b.row.place:
        first, last = (a, b) if earlier_that_day(a) else (b, a)
        if centre(last.counted) > centre(first.counted):
            return "update", "one is told as of earlier"
        return "scope", "one is told as of earlier"
    if rival(a, b):
        unknown = unclear(a, b)
        return ("scope", unknown) if unknown else ("conflict", "neither allows the other")
    return "scope", "in one report; they may count different things or spans"


def across_reports(a: Given, b: Given, known: Known) -> tuple[Difference, str]:
    """Tell the difference between two figures of two reports."""
    later_take = (b.row.reported or "") > (a.row.reported or "")
    grew = centre(b.counted) > centre(a.counted)
    other = scope(a, b)
    one_origin = a.value.origin == b.value.origin
    beside = side_by_side(a, b, known)
    if beside == "revised":
        return "update", "one report gives both, one in place of the other"
    if later_take and grew and one_origin and not other and not beside and sure(a, b, known):
        return "update", "a later take of the same origin"
    if allow(a.counted, b.counted):
        return "agree", ""
    if other:
        return "scope", other
    if beside:
        return "scope", "one report gives both, side by side"
    if parts := sums(a, b, known):
        return "scope", parts
    if not sure(a, b, known):
        return "scope", "whether they are of one happening is not sure"
    if one_origin:
        if later_take:
            return "update", "a later take of the same origin"
        if is_copy(a.row, b.row):
            return "copy-error", "the same words with another number"
        return "scope", "two takes of one origin, of one day: which is the later is not known"
    if unknown := unclear(a, b):
        return "scope", unknown
    return take_or_conflict(a, b, grew=grew, later_take=later_take)


def take_or_conflict(a: Given, b: Given, *, grew: bool, later_take: bool) -> tuple[Difference, str]:
    """Tell of two figures of one thing, of two origins, whether the later one grew, or they exclude each other."""
    if a.value.source == b.value.source and "named" in (a.row.speaker.anonymity, b.row.speaker.anonymity):
        return "update", "the same source, with another number"
    if times_apart(a.counted, b.counted) > FAR:
        return "scope", "too far apart to count the same"
    grows = a.row.family in GROWING or "total" in (a.counted.running, b.counted.running)
    if later_take and grew and grows and (days_between(a.row, b.row) <= 1 or one_day(a.row, b.row)):
        return "update", "a count that is higher later"
    if (b if later_take else a).counted.standing == "later" and grew == later_take:
        return "update", "a count that is said to have changed"
    if not (attributed(a) and attributed(b)):
        if grows and one_day(a.row, b.row):
            return "update", "counts of one day, of which at least one is the outlet's own: a count grows"
        return "scope", "one is nobody's but the outlet's, and the count may have grown"
    return "conflict", "neither allows the other"


def one_day(a: Row, b: Row) -> bool:
    """Whether two rows state the same one day."""
    span = span_of(a)
    return span is not None and span == span_of(b) and span[0] == span[1]


def days_between(a: Row, b: Row) -> int:
    """Give the days between two rows' reports; many where one has none."""
    return abs(ordinal(a.reported) - ordinal(b.reported)) if a.reported and b.reported else 99


def attributed(given: Given) -> bool:
    """Whether a figure is given on somebody's word, not by the outlet alone."""
    return given.row.speaker.name is not None


def told(given: Given) -> str:
    """Give a figure with its source and day."""
    value = given.value
    return f"{value.printed} by {value.source or 'nobody named'} ({value.date or 'no day'})"


def revised(a: Given, b: Given) -> bool:
    """Whether a report gives one of two figures in the place of the other: an "earlier toll", one that "rose to"."""
    earlier = {given.counted.standing == "earlier" for given in (a, b)}
    if len(earlier) == 2:
        return True
    for x, y in ((a, b), (b, a)):
        if x.counted.standing == "later" and y.row.trigger < x.row.trigger and x.row.retells is not None:
            return True
    return False


def rival(a: Given, b: Given) -> bool:
    """Whether two sources of one report give each their own figure of what is one thing."""
    one, other = a.row.speaker, b.row.speaker
    if a.value.source == b.value.source or same_name(a.value.source, b.value.source):
        return False
    if a.row.claim == b.row.retells or b.row.claim == a.row.retells:
        return True
    if a.row.retells is not None and a.row.retells == b.row.retells:
        return True
    named = all(speaker.name and speaker.anonymity == "named" for speaker in (one, other))
    return named and a.row.caused_by == b.row.caused_by and a.row.place == b.row.place and same_thing(a, b)


def same_name(a: str | None, b: str | None) -> bool:
    """Whether the one name may be short for the other: "Derik", "Rojan Derik"."""
    one, other = set(content_words(a or "")), set(content_words(b or ""))
    return bool(one and other) and (one <= other or other <= one)


def same_thing(a: Given, b: Given) -> bool:
    """Whether two figures name one kind of thing on one side."""
    return thing(a.counted) == thing(b.counted) and side(a.row, a.counted) == side(b.row, b.counted)


def sums(a: Given, b: Given, known: Known) -> str | None:
    """Give whether two figures and a third of a report of theirs add up; None where they do not."""
    small, large = sorted((a, b), key=lambda given: centre(given.counted))
    others = {centre(given.counted) for one in (a, b) for given in known.in_report.get(one.row.report, ())}
    rest = centre(large.counted) - centre(small.counted)
    if centre(large.counted) + centre(small.counted) in others:
        return "both are parts of a third"
    twice = a.row.report == b.row.report and rest == centre(small.counted) > 1
    if twice or rest in others - {centre(small.counted), centre(large.counted)}:
        return "one is a part of the other"
    return None


def side_by_side(a: Given, b: Given, known: Known) -> str | None:
    """Give whether a report of one of two figures gives the other, too: "revised" in its place, "both" beside it.

    Two rivals that a report sets against each other are neither.
    """
    found: set[str] = set()
    for own, other in ((a, b), (b, a)):
        for given in known.in_report.get(own.row.report, ()):
            if centre(given.counted) == centre(other.counted):
                found.add(within_report(given, own, known)[0])
    return "revised" if "update" in found else "both" if "scope" in found else None


def sure(a: Given, b: Given, known: Known) -> bool:
    """Whether two rows of an incident surely tell of one happening.

    They are linked, or their causes are, or they are of one stated day and of one place, or of one kind of people.
    """
    ends = (known.with_cause.get(given.row.number, frozenset({given.row.number})) for given in (a, b))
    if any((min(pair), max(pair)) in known.linked for pair in product(*ends)):
        return True
    one, other = span_of(a.row), span_of(b.row)
    here = bool(a.row.place and b.row.place and place_key(a.row.place) == place_key(b.row.place))
    alike = here or (thing(a.counted) != "" and same_thing(a, b) and None in (a.row.place, b.row.place))
    return alike and one is not None and one == other and one[0] == one[1]


def is_copy(a: Row, b: Row) -> bool:
    """Whether two rows stand in nearly the same words, but for their figures."""
    x, y = (frozenset(word for word in row.words if not word[0].isdigit()) for row in (a, b))
    return bool(x | y) and len(x & y) / len(x | y) >= COPIED


def earlier_that_day(given: Given) -> bool:
    """Whether the sentence of a figure begins with "Earlier"."""
    return given.row.words[:1] == ("earlier",)


def scope(a: Given, b: Given) -> str | None:
    """Give what shows that two figures count different things; None where nothing does."""
    one, two = span_of(a.row), span_of(b.row)
    if one and two and one != two and not vaguer(one, two):
        return f"another period ({days(one)}, {days(two)})"
    if apart(a.row, b.row):
        return f"another place ({a.row.place}, {b.row.place})"
    if a.counted.running != b.counted.running and "new" in (a.counted.running, b.counted.running):
        return "one counts what is new, the other all"
    if (a.counted.standing == "part") != (b.counted.standing == "part"):
        return "one is a part of another count"
    if a.counted.whole and b.counted.whole and centre(a.counted.whole) != centre(b.counted.whole):
        return f"parts of two counts ({a.counted.whole.printed}, {b.counted.whole.printed})"
    heads = {thing(a.counted), thing(b.counted)}
    if len(heads) > 1 and "" not in heads:
        return f"“{a.counted.of}” and “{b.counted.of}” are not the same"
    return None


def vaguer(one: tuple[str, str], two: tuple[str, str]) -> bool:
    """Whether two stretches of days may be one day, told less closely: "in December", "late in December"."""
    inside = (one[0] <= two[0] and two[1] <= one[1]) or (two[0] <= one[0] and one[1] <= two[1])
    return inside and all(start[:7] == end[:7] and start != end for start, end in (one, two))


def apart(a: Row, b: Row) -> bool:
    """Whether the places of two rows are two: neither may lie in the other, nor be near what the other is near."""
    if a.place is None or b.place is None or place_key(a.place) == place_key(b.place):
        return False
    x, y = Side(a), Side(b)
    if places_exclude(x, y) or not (x.point and y.point):
        return places_exclude(x, y) or not places(x, y)[1]
    return "near" not in (a.precision, b.precision) or distance(x, y) > NEARBY


def unclear(a: Given, b: Given) -> str | None:
    """Give what leaves open whether two figures count the same; None where nothing does."""
    sides = [one.counted.side for one in (a, b) if side(one.row, one.counted)]
    if len(sides) == 1:
        return f"one is of {sides[0]}, the other names no side"
    heads = {thing(a.counted), thing(b.counted)}
    if len(heads) > 1:
        return f"“{a.counted.of}” and “{b.counted.of}” need not be the same"
    if a.row.place and b.row.place and place_key(a.row.place) != place_key(b.row.place):
        return f"one is of {a.row.place}, the other of {b.row.place}"
    one, two = span_of(a.row), span_of(b.row)
    if one and two and one != two:
        return f"one is of {days(one)}, the other of {days(two)}"
    spans = [span for span in (one, two) if span]
    if len(spans) == 1 and (a.row.retells or b.row.retells) is None:
        return f"one is of {days(spans[0])}, the other states no day"
    return None


def thing(counted: Counted) -> str:
    """Give the head of what is counted, as its stem; empty where it says nothing of who."""
    words = content_words(counted.of or counted.unit or "")
    return "" if not words or words[-1] in GENERAL else words[-1]


def side(row: Row, counted: Counted) -> str:
    """Give the side that is counted, as compared; empty where the text names none."""
    name = counted.side if counted.side_type not in (None, "unknown", "civilian", "person") else None
    return " ".join(sorted(content_words(name))) if name else ""


def span_of(row: Row) -> tuple[str, str] | None:
    """Give the days that a row states; None where it states none."""
    start, end = row.day_start or row.day_end, row.day_end or row.day_start
    return (start, end) if start and end else None


def days(span: tuple[str, str]) -> str:
    """Give days in words."""
    return span[0] if span[0] == span[1] else f"{span[0]} to {span[1]}"


def allow(a: Counted, b: Counted) -> bool:
    """Whether two figures can both be right: their bounds meet, or one is a vague word, which is not compared."""
    if vague(a) or vague(b):
        return True
    (low, high), (least, most) = reach(a), reach(b)
    return low <= most and least <= high


def vague(counted: Counted) -> bool:
    """Whether a figure is nothing but a word such as "dozens": its bound word is all that is printed."""
    return counted.best is None and counted.bound is not None and counted.bound == counted.printed


def reach(counted: Counted) -> tuple[float, float]:
    """Give the least and the most that a figure allows; one without bounds allows a little to each side."""
    if counted.low is None and counted.high is None:
        best = counted.best or 0.0
        return best * (1 - ABOUT), best * (1 + ABOUT)
    low = counted.low if counted.low is not None else 0.0
    return low, counted.high if counted.high is not None else float("inf")


def centre(counted: Counted) -> float:
    """Give one number by which figures are ordered."""
    return next((value for value in (counted.best, counted.low, counted.high) if value is not None), 0.0)


def times_apart(a: Counted, b: Counted) -> float:
    """Give how many times the one is the other."""
    small, large = sorted((max(1.0, centre(a)), max(1.0, centre(b))))
    return large / small


def pairs_of(links: Collection[tuple[int, int]]) -> frozenset[tuple[int, int]]:
    """Give pairs of rows, the lower first."""
    return frozenset((min(pair), max(pair)) for pair in links)
