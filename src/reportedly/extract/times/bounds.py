"""Days beyond one expression: "since 2014", "by Friday", "from 3 to 5 May", "ten days leading up to Saturday"."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from reportedly.extract.times.calendar import days_of
from reportedly.extract.times.stretches import step

if TYPE_CHECKING:
    from reportedly.codebook.times import TimesLexicon
    from reportedly.extract.times.grammar import Find
    from reportedly.extract.times.meaning import Meaning
    from reportedly.extract.times.scan import Words

BETWEEN = {"-", "to", "until", "till", "through"}
MOST_UNITS = 1000  # beyond it, days would leave the calendar
CLOCK_READINGS = {"clock", "partof"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Read:
    """A find with its meaning, and whether its clause looks forward (asked only when needed)."""

    find: Find
    meaning: Meaning
    forward: Callable[[], bool | None]


def bounded(reads: Sequence[Read], words: Words, lexicon: TimesLexicon, speech: date | None) -> list[Meaning]:
    """Give the meanings of all finds of a text, in order, with the days that their neighbours and prepositions give."""
    meanings = [read.meaning for read in reads]
    bases: set[int] = set()
    for index, read in enumerate(reads):
        before = words.forms[reads[index - 1].find.last : read.find.first] if index else []
        if index and len(before) <= 4:
            join_hour(reads, meanings, index, before)
            if join_range(reads, meanings, index, before, words):
                continue
            if counted_from(reads, meanings, index, before, words, lexicon):
                bases.add(index)
            else:
                join_stretch(reads, meanings, index, before, lexicon)
    ranged = bases | {index for index, meaning in enumerate(meanings) if meaning is not reads[index].meaning}
    for index, read in enumerate(reads):
        if index not in ranged and read.meaning.type in ("DATE", "TIME"):
            meanings[index] = prepositional(read, words, lexicon, speech)
    return meanings


def join_hour(reads: Sequence[Read], meanings: list[Meaning], index: int, before: list[str]) -> None:
    """Give "at dawn on Sunday" and "Sunday at 10:57" the hour's day."""
    for hour, day in ((index - 1, index), (index, index - 1)):
        clock, dated = meanings[hour], meanings[day]
        gap = set(before) <= (
            {"on", ",", "of", "local", "time"}
            if hour < day
            else {"at", "around", "about", ",", "by", "before", "after"}
        )
        if gap and reads[hour].find.reading in CLOCK_READINGS and len(dated.value) == 10 and dated.first:
            hours = clock.value.partition("T")[2]
            if "-" not in dated.value or not hours or reads[hour].find.slots.keys() & {"rel", "text", "that"}:
                continue
            value = f"{dated.value}T{hours}"
            days = days_of(value)
            first, last = days or (dated.first, dated.last)
            meanings[hour] = replace(clock, value=value, first=first, last=last)


def join_range(reads: Sequence[Read], meanings: list[Meaning], index: int, before: list[str], words: Words) -> bool:
    """Give both ends of "from 3 to 5 May" and "between March and June" the days of the whole."""
    one, two = meanings[index - 1], meanings[index]
    if not one.first or not two.last or one.first > two.last or "DURATION" in (one.type, two.type):
        return False
    start = reads[index - 1].find.first
    lead = words.forms[max(0, start - 2) : start]
    ranged = len(before) == 1 and before[0] in BETWEEN
    ranged = ranged or (bool(before) and before[0] == "and" and "between" in lead and len(before) <= 2)
    ranged = ranged or (
        bool(before) and before[0] in ("to", "until", "through") and "from" in lead and len(before) <= 2
    )
    if ranged:
        meanings[index - 1] = replace(one, last=two.last)
        meanings[index] = replace(two, first=one.first)
    return ranged


def counted_from(
    reads: Sequence[Read],
    meanings: list[Meaning],
    index: int,
    before: list[str],
    words: Words,
    lexicon: TimesLexicon,
) -> bool:
    """Give "two days after Friday" the day that it counts to; weeks and longer units count to days about it.

    After "the" or "in the" it is a stretch instead ("the two days after Friday").
    """
    stretch, day = meanings[index - 1], meanings[index]
    forward = lexicon.counted_from.get(" ".join(before))
    if forward is None or stretch.type != "DURATION" or not stretch.amount or not stretch.amount[0]:
        return False
    start = reads[index - 1].find.first
    if words.forms[start] in lexicon.laid_by or (start and words.forms[start - 1] in lexicon.laid_by):
        return False
    amount, unit = stretch.amount
    base = day.first if forward < 0 else day.last
    if base is None or day.first is None or amount > MOST_UNITS:
        return False
    reached, slack = step(base, amount * forward, unit), timedelta(days=lexicon.slack.get(unit, 0))
    meanings[index - 1] = replace(stretch, first=reached - slack, last=reached + slack)
    return True


def join_stretch(
    reads: Sequence[Read], meanings: list[Meaning], index: int, before: list[str], lexicon: TimesLexicon
) -> None:
    """Give "the ten days leading up to Saturday" and "the week after Friday" their days."""
    stretch, day = meanings[index - 1], meanings[index]
    if stretch.type != "DURATION" or not stretch.amount or not stretch.amount[0] or not before:
        return
    amount, unit = stretch.amount
    if amount > MOST_UNITS:
        return
    direction = {"since": 1}.get(
        " ".join(before), lexicon.leads.get(" ".join(word for word in before if word != "the"), 0)
    )
    if direction < 0 and day.last:
        meanings[index - 1] = replace(stretch, first=step(day.last, -amount, unit), last=day.last)
    elif direction > 0 and day.first:
        meanings[index - 1] = replace(stretch, first=day.first, last=step(day.first, amount, unit))


def prepositional(read: Read, words: Words, lexicon: TimesLexicon, speech: date | None) -> Meaning:
    """Let the preposition before a date open or close its days: "since 2014", "by the end of February"."""
    meaning, at = read.meaning, read.find.first
    if meaning.first is None or meaning.last is None or at == 0:
        return meaning
    before = words.forms[at - 1]
    if before == "than" and at > 1 and words.forms[at - 2] == "later":
        before = "by"
    bound = lexicon.bounds.get(before)
    after = words.forms[read.find.last] if read.find.last < len(words.forms) else ""
    if bound is None or after == "'s":
        return meaning
    full = days_of(meaning.value)
    edge_last = meaning.last if meaning.mod else (full[1] if full else meaning.last)
    if bound == "since":
        return replace(meaning, last=None if speech is None else max(speech, meaning.last))
    if bound == "from":  # "from Monday" opens if it is to come; "refugees from 1998" only date
        is_open = after in ("on", "onward", "onwards") or (speech is not None and meaning.first >= speech)
        return replace(meaning, last=None) if is_open else meaning
    if bound in ("by", "until"):
        future = speech is not None and (edge_last > speech or (edge_last == speech and read.forward() is True))
        return replace(meaning, first=speech if future else None, last=edge_last)
    outside = full is not None and full[0] < full[1] and not meaning.mod and not after.isalpha()
    if bound == "after":
        past = speech is not None and read.forward() is False and meaning.first <= speech
        first = beyond(meaning.last, 1) if outside else meaning.first
        return replace(meaning, first=first, last=max(speech, first) if past and speech else None)
    if bound == "before":
        return replace(meaning, first=None, last=beyond(meaning.first, -1) if outside else meaning.last)
    return meaning


def beyond(day: date, steps: int) -> date:
    """Give the day beside a stretch: what is "after 2016." is not in it; "after the 2016 vote" may be."""
    return day + timedelta(days=steps)
