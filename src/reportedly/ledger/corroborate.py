"""An incident's rows -> its figures, like with like, and what kind of difference there is between them.

Like with like: the same deed (killed, wounded, left ...), the same kind of thing counted, on the same side. A
difference is called a conflict only where nothing in the text shows another scope, period or later take.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from reportedly.ledger.records import Counted, Difference, Figures, Incident, Row, Value
from reportedly.ledger.sides import place_key
from reportedly.ledger.words import content_words

TOLD = frozenset({"occurred", "ongoing", "alleged"})
ABOUT = 0.15  # a figure without bounds ("about 3,000") allows so much to each side
GENERAL = frozenset({"peopl", "person", "other", "them", "dead", "bodi"})  # say nothing of who is counted


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """One figure with the row that gives it."""

    row: Row
    counted: Counted
    value: Value


def figures_of(incident: Incident, rows: Mapping[int, Row], origin_of: Mapping[int, str]) -> tuple[Figures, ...]:
    """Give the figures of an incident, a group for each thing counted; groups of one value agree with themselves.

    ``rows`` by number; ``origin_of`` gives the origin of each row's claim.
    """
    own = [rows[number] for number in incident.rows]
    groups: dict[tuple[str, str, str], list[Given]] = {}
    for row in own:
        for counted in row.counted:
            if row.status in TOLD and row.polarity == "positive" and counted.measure == "count" and bounds(counted):
                kind = (row.family, thing(counted), side(row, counted))
                groups.setdefault(kind, []).append(
                    Given(row=row, counted=counted, value=value_of(row, counted, origin_of))
                )
    found = [group(incident, merged) for _, merged in sorted(joined(groups).items())]
    return (*found, *denials(incident, own, origin_of))


def bounds(counted: Counted) -> bool:
    """Whether a figure can be compared."""
    return any(value is not None for value in (counted.low, counted.best, counted.high))


def thing(counted: Counted) -> str:
    """Give the head of what is counted, as its stem; empty where it says nothing of who."""
    words = content_words(counted.of or counted.unit or "")
    return "" if not words or words[-1] in GENERAL else words[-1]


def side(row: Row, counted: Counted) -> str:
    """Give the side that is counted, as compared; empty where the text names none."""
    name = counted.side if counted.side_type not in (None, "unknown", "civilian", "person") else None
    return " ".join(sorted(content_words(name))) if name else ""


def joined(groups: Mapping[tuple[str, str, str], list[Given]]) -> dict[tuple[str, str, str], list[Given]]:
    """Put together groups of one deed that name the same thing or side, as far as both name it."""
    whole: dict[tuple[str, str, str], list[Given]] = {}
    for (family, counted, party), given in sorted(
        groups.items(), key=lambda item: (item[0][0], -len(item[1]), item[0])
    ):
        for known in whole:
            fits = known[0] == family and (known[1] == counted or bool(known[2] and known[2] == party))
            if fits and (not party or not known[2] or known[2] == party):
                whole[known].extend(given)
                break
        else:
            whole[family, counted, party] = list(given)
    return whole


def value_of(row: Row, counted: Counted, origin_of: Mapping[int, str]) -> Value:
    """Give a figure as the view shows it."""
    return Value(
        row=row.number,
        report=row.report,
        origin=origin_of.get(row.number, ""),
        low=counted.low,
        best=counted.best,
        high=counted.high,
        bound=counted.bound,
        printed=counted.printed,
        source=row.speaker.name or (row.speaker.chain[0] if row.speaker.chain else None),
        date=row.day_end or row.reported,
    )


def group(incident: Incident, given: Sequence[Given]) -> Figures:
    """Judge one group: the gravest difference between two of its figures is the group's."""
    ordered = sorted(
        given, key=lambda item: (item.row.reported or "", item.row.report, item.row.claim, item.counted.span)
    )
    kind: Difference = "agree"
    why = f"{len(ordered)} figures that allow each other." if len(ordered) > 1 else "Only one figure is given."
    for a, b in combinations(ordered, 2):
        found, reason = difference(a, b)
        if GRAVITY.index(found) > GRAVITY.index(kind):
            kind, why = found, reason
    first = ordered[0].counted
    sides = sorted({item.counted.side for item in ordered if item.counted.side and side(item.row, item.counted)})
    return Figures(
        incident=incident.id,
        of=first.of or first.unit,
        measure=ordered[0].row.event_type,
        side=sides[0] if sides else None,
        values=tuple(item.value for item in ordered),
        kind=kind,
        why=why,
    )


GRAVITY: tuple[Difference, ...] = ("agree", "scope", "update", "copy-error", "conflict")


def difference(a: Given, b: Given) -> tuple[Difference, str]:
    """Tell the difference between two figures, the earlier first, and why."""
    said = f"{told(a)}; {told(b)}"
    grew = centre(b.counted) > centre(a.counted) and not vague(a.counted) and not vague(b.counted)
    later_take = (b.row.reported or "") > (a.row.reported or "")
    other = scope(a, b)
    if later_take and grew and a.value.origin == b.value.origin and not other:
        return "update", f"{said}: a later take of the same origin."
    if allow(a.counted, b.counted):
        return "agree", ""
    if other:
        return "scope", f"{said}: {other}."
    if a.value.origin == b.value.origin and a.row.report != b.row.report:
        if later_take:
            return "update", f"{said}: a later take of the same origin."
        return "copy-error", f"{said}: one origin, one day, another number."
    if later_take and grew and "total" in (a.counted.running, b.counted.running):
        return "update", f"{said}: a running total that is higher later."
    if a.row.report == b.row.report and a.row.speaker.name == b.row.speaker.name:
        return "scope", f"{said}: one source in one report; they count different things or spans."
    unknown = unclear(a, b)
    if unknown:
        return "scope", f"{said}: {unknown}."
    return "conflict", f"{said}: neither allows the other."


def told(given: Given) -> str:
    """Give a figure with its source and day."""
    value = given.value
    return f"{value.printed} by {value.source or 'nobody named'} ({value.date or 'no day'})"


def scope(a: Given, b: Given) -> str | None:
    """Give what shows that two figures count different things; None where nothing does."""
    one, two = span_of(a.row), span_of(b.row)
    if one and two and one != two:
        return f"another period ({days(one)}, {days(two)})"
    if a.row.place and b.row.place and place_key(a.row.place) != place_key(b.row.place):
        return f"another place ({a.row.place}, {b.row.place})"
    if a.counted.running != b.counted.running and "new" in (a.counted.running, b.counted.running):
        return "one counts what is new, the other all"
    heads = {thing(a.counted), thing(b.counted)}
    if len(heads) > 1 and "" not in heads:
        return f"“{a.counted.of}” and “{b.counted.of}” are not the same"
    return None


def unclear(a: Given, b: Given) -> str | None:
    """Give what leaves open whether two figures count the same; None where nothing does."""
    sides = [one.counted.side for one in (a, b) if side(one.row, one.counted)]
    if len(sides) == 1:
        return f"one is of {sides[0]}, the other names no side"
    heads = {thing(a.counted), thing(b.counted)}
    if len(heads) > 1:
        return f"“{a.counted.of}” and “{b.counted.of}” need not be the same"
    spans = [span for span in (span_of(a.row), span_of(b.row)) if span]
    if len(spans) == 1:
        return f"one is of {days(spans[0])}, the other states no day"
    return None


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


def denials(incident: Incident, rows: Sequence[Row], origin_of: Mapping[int, str]) -> Iterable[Figures]:
    """Give casualties that one side counts and another denies altogether."""
    denied = [
        row
        for row in rows
        if row.status == "denied" or (row.status in TOLD and row.polarity == "negative" and row.speaker.name)
    ]
    for family in sorted({row.family for row in denied} & {"death", "injury"}):
        against = next(row for row in denied if row.family == family)
        counted = [
            Given(row=row, counted=item, value=value_of(row, item, origin_of))
            for row in rows
            if row.family == family
            and not others(row, against)
            and not own_word(row, against)
            and row.status in TOLD
            and row.polarity == "positive"
            for item in row.counted
            if item.measure == "count" and bounds(item)
        ]
        if counted:
            who = against.speaker.name or "somebody who is not named"
            first = counted[0].counted
            yield Figures(
                incident=incident.id,
                of=first.of,
                measure=counted[0].row.event_type,
                side=first.side,
                values=tuple(item.value for item in counted),
                kind="conflict",
                why=f"{told(counted[0])}; {who} denies it (“{against.printed}”, {against.reported or 'no day'}).",
            )


def others(a: Row, b: Row) -> bool:
    """Whether two rows name those who were harmed, and they share no kind: civilians are not a side's fighters."""
    one, two = (set(row.recipient_types) - {"unknown", "person"} for row in (a, b))
    return bool(one and two and one.isdisjoint(two) and "civilian" in one | two)


def own_word(a: Row, b: Row) -> bool:
    """Whether two rows are one source's: who counts some dead and says of others that they are not denies nothing."""
    return a.speaker.name is not None and a.speaker.name == b.speaker.name
