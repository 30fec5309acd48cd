"""An incident's rows -> its figures, like with like, and what kind of difference there is between them.

Like with like: the same deed (killed, wounded, left ...), the same kind of thing counted, on the same side. What two
figures make of each other is judged in ``differences.py``; the gravest difference is the group's. A part and its whole
("3,500, among them 500 fighters") are shown together, as a difference of scope, though they are of two deeds.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import combinations

from reportedly.codebook.figure_words import load_figure_words
from reportedly.ledger.differences import (
    Given,
    Known,
    centre,
    difference,
    is_copy,
    one_day,
    pairs_of,
    side,
    thing,
    told,
    vague,
)
from reportedly.ledger.marks import OF_PEOPLE
from reportedly.ledger.records import Counted, Difference, Figures, Incident, Row, Value
from reportedly.ledger.words import content_words

TOLD = frozenset({"occurred", "ongoing", "alleged"})
GRAVITY: tuple[Difference, ...] = ("agree", "scope", "update", "copy-error", "conflict")


def figures_of(incident: Incident, rows: Mapping[int, Row], origin_of: Mapping[int, str]) -> tuple[Figures, ...]:
    """Give the figures of an incident, a group for each thing counted; groups of one value agree with themselves.

    ``rows`` by number; ``origin_of`` gives the origin of each row's claim. The incident has its links (``links``): two
    reports' figures exclude each other only where their claims are surely of one happening.
    """
    own = [rows[number] for number in incident.rows]
    groups: dict[tuple[str, str, str], list[Given]] = {}
    for row in own:
        for counted in told_in(row):
            kind = (row.family, thing(counted), side(row, counted))
            groups.setdefault(kind, []).append(Given(row=row, counted=counted, value=value_of(row, counted, origin_of)))
    linked = pairs_of([(link.a, link.b) for link in incident.links if link.judged == "positive"])
    numbers = {(row.report, row.claim): row.number for row in own}
    causes = {
        row.number: frozenset({row.number, numbers.get((row.report, row.caused_by or ""), row.number)}) for row in own
    }
    found = [group(incident, bounded(merged), linked, causes) for _, merged in sorted(joined(groups).items())]
    return (*found, *wholes(incident, own, origin_of), *denials(incident, own, linked, origin_of))


def gravest(incident: Incident, rows: Mapping[int, Row], origin_of: Mapping[int, str]) -> Difference | None:
    """Give the gravest difference between an incident's figures; None without figures."""
    own = [rows[number] for number in incident.rows]
    figures = [figure for row in own for figure in row.counted]
    if not figures:
        return None
    if len(own) == len(figures) == 1 and figures[0].whole is None:  # most incidents: nothing to compare it with
        return "agree" if any(True for _ in told_in(own[0])) else None
    return max((item.kind for item in figures_of(incident, rows, origin_of)), key=GRAVITY.index, default=None)


def told_in(row: Row) -> Iterator[Counted]:
    """Give the figures of a row that can be compared, each once: counts of what was told as having happened."""
    if row.status not in TOLD or row.polarity != "positive":
        return
    seen: set[tuple[float | None, ...]] = set()
    for counted in row.counted:
        values = (counted.low, counted.best, counted.high)
        if counted.measure == "count" and bounds(counted) and values not in seen and counts_who(row, counted):
            seen.add(values)
            yield counted


def counts_who(row: Row, counted: Counted) -> bool:
    """Whether a figure counts whom the deed befell, or what it hit, and not the deed itself ("two offensives")."""
    words = content_words(counted.of or counted.unit or "")
    if not words:
        return row.family in OF_PEOPLE
    return row.family in OF_PEOPLE or words[-1] not in content_words(row.printed)


def bounds(counted: Counted) -> bool:
    """Whether a figure can be compared."""
    return any(value is not None for value in (counted.low, counted.best, counted.high))


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


def bounded(given: Sequence[Given]) -> list[Given]:
    """Give figures with the bound that their report gives elsewhere: its headline's "60" is the "at least 60" below."""
    found: dict[tuple[int, float], Counted] = {}
    for item in given:
        counted = item.counted
        if counted.low is None or counted.high is None:
            found.setdefault((item.row.report, centre(counted)), counted)
    return [
        item
        if (known := found.get((item.row.report, centre(item.counted)))) is None
        or None in (item.counted.low, item.counted.high)
        else replace(item, counted=replace(item.counted, low=known.low, high=known.high, best=known.best))
        for item in given
    ]


def group(
    incident: Incident,
    given: Sequence[Given],
    linked: frozenset[tuple[int, int]],
    with_cause: dict[int, frozenset[int]],
) -> Figures:
    """Judge one group: the gravest difference between two of its figures is the group's."""
    ordered = sorted(
        given, key=lambda item: (item.row.reported or "", item.row.report, item.counted.span, item.row.claim)
    )
    in_report: dict[int, tuple[Given, ...]] = {}
    for item in ordered:
        in_report[item.row.report] = (*in_report.get(item.row.report, ()), item)
    known = Known(linked=linked, with_cause=with_cause, in_report=in_report)
    kind: Difference = "agree"
    why = f"{len(ordered)} figures that allow each other." if len(ordered) > 1 else "Only one figure is given."
    pairs: list[tuple[int, int]] = []
    for (at, a), (beside, b) in combinations(enumerate(ordered), 2):
        found, reason = difference(a, b, known)
        if GRAVITY.index(found) > GRAVITY.index(kind):
            kind, why, pairs = found, reason, []
        if found == kind != "agree":
            pairs.append((at, beside))
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
        pairs=tuple(pairs),
    )


def wholes(incident: Incident, rows: Sequence[Row], origin_of: Mapping[int, str]) -> Iterator[Figures]:
    """Give each part that an incident's reports count with the whole that it is taken of; a thing counted once."""
    seen: set[tuple[object, ...]] = set()
    for row in sorted(rows, key=lambda row: (row.reported or "", row.report, row.claim)):
        for part in told_in(row):
            if part.whole is None:
                continue
            values = tuple(value_of(row, counted, origin_of) for counted in (part.whole, part))
            mark = (row.family, thing(part), part.printed, part.whole.printed)
            if mark not in seen:
                seen.add(mark)
                what = (
                    " ".join(filter(None, (part.printed, part.of))),
                    " ".join(filter(None, (part.whole.printed, part.whole.of))),
                )
                yield Figures(
                    incident=incident.id,
                    of=part.of or part.unit,
                    measure=row.event_type,
                    side=part.side,
                    values=values,
                    kind="scope",
                    why=f"“{what[0]}” is a part of “{what[1]}”.",
                    pairs=((0, 1),),
                )


def denials(
    incident: Incident, rows: Sequence[Row], linked: frozenset[tuple[int, int]], origin_of: Mapping[int, str]
) -> Iterable[Figures]:
    """Give casualties that one side counts and another denies altogether, in one report or in two that are linked."""
    denied = [
        row
        for row in rows
        if (row.status == "denied" or (row.status in TOLD and row.polarity == "negative" and row.speaker.name))
        and row.printed.lower() not in load_figure_words().again.nouns
    ]
    for family in sorted({row.family for row in denied} & {"death", "injury"}):
        against = next(row for row in denied if row.family == family)
        counted = [
            Given(row=row, counted=item, value=value_of(row, item, origin_of))
            for row in rows
            if row.family == family
            and answers(against, row, linked)
            and not others(row, against)
            and not own_word(row, against)
            for item in told_in(row)
            if not vague(item)
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


def answers(denial: Row, row: Row, linked: frozenset[tuple[int, int]]) -> bool:
    """Whether a denial is of the casualties that a row tells: in one report, or linked and of one stated day.

    Words that one report has as denied and its copy as told are no denial. Who denies to have done it denies no
    casualties; "no soldiers died" says nothing of those who are not named so.
    """
    pair = (min(denial.number, row.number), max(denial.number, row.number))
    across = pair in linked and one_day(denial, row) and not is_copy(denial, row)
    if denial.actors or not (denial.report == row.report or across):
        return False
    people = [{stem for name in one.recipients for stem in content_words(name)} for one in (denial, row)]
    return denial.status == "denied" or bool(people[0] & people[1])


def others(a: Row, b: Row) -> bool:
    """Whether two rows name those who were harmed, and they share no kind: civilians are not a side's fighters."""
    one, two = (set(row.recipient_types) - {"unknown", "person"} for row in (a, b))
    return bool(one and two and one.isdisjoint(two) and "civilian" in one | two)


def own_word(a: Row, b: Row) -> bool:
    """Whether two rows are one source's: who counts some dead and says of others that they are not denies nothing."""
    return a.speaker.name is not None and a.speaker.name == b.speaker.name
