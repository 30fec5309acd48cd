"""What an editor does next with an incident, in the order of what is at stake: read, doubt, look further, judge."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from reportedly.desk import wording
from reportedly.desk.desk import path
from reportedly.ledger import Detail
from reportedly.ledger.records import Figures, Incident, Row


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """What to do, and where: names and addresses of the pages to go to."""

    what: str
    where: tuple[tuple[str, str], ...] = ()


def steps(item: Incident, figures: Sequence[Figures], detail: Detail, doubts: int, *, still: bool) -> list[Step]:
    """Give what to do next; ``doubts`` is how many claims elsewhere may belong to the incident."""
    return list(told(item, figures, detail, doubts, still=still))


def told(item: Incident, figures: Sequence[Figures], detail: Detail, doubts: int, *, still: bool) -> Iterator[Step]:
    """Give each step that there is a reason for."""
    rows = [detail.rows[number] for number in item.rows]
    for found in figures:
        if found.kind in ("conflict", "copy-error"):
            kind = "Figures exclude each other" if found.kind == "conflict" else "A copy gives another figure"
            ends = found.pairs[0] if found.pairs else ()
            named = (detail.rows[found.values[at].row] for at in ends)
            yield Step(what=f"{kind}: read the words before you print one.", where=words_of(named, detail))
    against = [row for row in rows if row.status == "denied" or row.polarity == "negative"]
    if against and len(against) < len(rows):
        yield Step(what="Somebody denies it: say so beside it.", where=words_of(against[:1], detail))
    if len(item.origins) == 1:
        yield Step(what="It has one origin: nothing else in this ledger bears it out.")
    if doubts:
        count = wording.plural(doubts, "claim")
        yield Step(what=f"{count} elsewhere may belong to it: only a person can tell.", where=(("see which", "#one"),))
    waiting = [row for row in rows if row.judged is None]
    if waiting and not still:
        first = waiting[0]
        count = wording.plural(len(waiting), "claim")
        address = f"{path('review', first.report)}?at={first.number}"
        yield Step(what=f"{count} to be judged: nobody has yet.", where=(("review the first", address),))


def words_of(rows: Iterable[Row], detail: Detail) -> tuple[tuple[str, str], ...]:
    """Give the outlets that print claims, each with the address of the words; of one outlet alone who speaks in it."""
    held = list(rows)
    outlets = [wording.outlet(detail.reports[row.report]) for row in held]
    one = len(set(outlets)) < len(outlets)
    said = (f" on the word of {row.speaker.name}" if one and row.speaker.name else "" for row in held)
    addresses = (f"{path('reports', row.report)}#c{row.number}" for row in held)
    return tuple((outlet + who, address) for outlet, who, address in zip(outlets, said, addresses, strict=True))
