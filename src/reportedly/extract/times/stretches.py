"""Readings of stretches, sets, hours and vague references; and of points counted by a stretch ("two days later")."""

from __future__ import annotations

from datetime import date, timedelta
from math import ceil

from reportedly.extract.times.calendar import days_of, shift, value_of
from reportedly.extract.times.meaning import Meaning, Place, dated
from reportedly.extract.times.points import is_exact, read_calendar, unknown

RATED = frozenset({"INT", "DECIMAL", "CARD", "UNIT", "UNITS"})
CLOCK_UNITS = ("H", "MIN", "S")
FLIPPED = {"MORE_THAN": {-1: "BEFORE", 1: "AFTER"}, "LESS_THAN": {-1: "AFTER", 1: "BEFORE"}}
HOURS = {"H": 24, "MIN": 1440, "S": 86400}


def amount_of(place: Place) -> float | None:
    """Give the number of units; ``None`` for a vague number ("several") or none at all ("for weeks")."""
    number = place.find.slots.get("number")
    return float(number) if isinstance(number, int | float) else None


def period_value(amount: float | None, unit: str) -> str:
    """Give the TIMEX3 value of a duration: ``P10D``, ``PT4H``, ``PXW``."""
    if unit == "FN":
        amount, unit = (None if amount is None else amount * 2), "W"
    if unit == "Q":
        amount, unit = (None if amount is None else amount * 3), "M"
    number = "X" if amount is None else f"{amount:g}" if amount < 1e6 else f"{int(amount)}"
    if unit in CLOCK_UNITS:
        return f"PT{number}{unit[0]}"
    return f"P{number}{'TNI' if unit == 'N' else unit}"


def hedge_of(place: Place) -> str | None:
    """Give the TIMEX3 modifier of an amount: MORE_THAN, APPROX, ..."""
    words = place.slot("hedge")
    return place.lexicon.hedges.get(words, words) or None if words else None


def reach_of(place: Place, anchor: date, amount: float | None, unit: str, direction: int) -> tuple[date, date] | None:
    """Give the days from an anchor to the far end of a stretch; for a vague one, those of its row in the lexicon."""
    if amount is None:
        row = place.lexicon.reaches.get(("past " if direction < 0 else "future ") + unit)
        if row is None:
            return None
        edges = sorted((anchor + timedelta(days=direction * row.near), anchor + timedelta(days=direction * row.far)))
        return edges[0], edges[1]
    edges = sorted((anchor, step(anchor, amount * direction, unit)))
    return edges[0], edges[1]


def step(anchor: date, amount: float, unit: str) -> date:
    """Move a day by an amount of units that need not be whole; hours round away to whole days."""
    if unit in HOURS:
        days = ceil(abs(amount) / HOURS[unit])
        return anchor + timedelta(days=days if amount > 0 else -days)
    if amount != int(amount):
        return anchor + timedelta(days=round(amount * {"W": 7, "M": 30, "Y": 365, "DE": 3653}.get(unit, 1)))
    return shift(anchor, int(amount), unit)


def read_duration(place: Place) -> Meaning | None:
    """Read a stretch; one that is laid to the day of speech ("the past two weeks") has its days."""
    unit, amount = place.slot("unit") or "D", amount_of(place)
    if "number" not in place.find.slots and place.find.slots.get("ahead") is not None and unit_is_single(place):
        amount = 1.0
    value, mod = period_value(amount, unit), hedge_of(place)
    if is_rate(place):
        return Meaning(type="SET", value=value)
    days = laid_days(place, amount, unit)
    first, last = days or (None, None)
    return Meaning(type="DURATION", value=value, mod=mod, first=first, last=last, amount=(amount or 0.0, unit))


def is_rate(place: Place) -> bool:
    """Whether a number stands before "a day": "30 a day", "ten hours a week"."""
    first = place.find.first
    if first == 0 or place.find.last - first != 2 or place.words.forms[first] not in ("a", "an"):
        return False
    return not place.words.classes[first - 1].keys().isdisjoint(RATED)


def unit_is_single(place: Place) -> bool:
    """Whether the unit is in the singular: "the past decade"."""
    last = place.words.classes[place.find.last - 1]
    return "UNIT" in last


def laid_days(place: Place, amount: float | None, unit: str) -> tuple[date, date] | None:
    """Give the days of a stretch that its words lay to an anchor."""
    ahead, timeline = place.slot("ahead"), place.timeline
    speech = timeline.speech
    words = place.words.forms[place.find.first : place.find.last]
    if ahead in ("-1", "1", "past", "coming", "last"):
        direction = -1 if ahead in ("-1", "past", "last") else 1
        textual = any("TEXTUAL" in place.words.classes[at] for at in range(place.find.first, place.find.last))
        anchor = timeline.full if (textual and "next" not in words) or speech is None else speech
        return reach_of(place, anchor, amount, unit, direction) if anchor else None
    before = place.before()
    if speech is not None and before in ("in", "within") and place.forward() is True and amount is not None:
        far = step(speech, amount, unit)
        return (far, far) if before == "in" else (speech, far)
    return None


def read_within(place: Place) -> Meaning | None:
    """Read "the first ten months of 1915", "the last week of August": the stretch, and its days in the longer one."""
    unit, amount = place.slot("unit") or "D", amount_of(place)
    if "number" not in place.find.slots:
        amount = 1.0
    whole = read_calendar(place)
    days = days_of(whole.value) if whole else None
    first, last = days or (None, None)
    if days and amount:
        if place.slot("ahead") == "START":
            last = min(days[1], step(days[0], amount, unit) - timedelta(days=1))
        elif place.slot("ahead") in ("END", "-1"):
            first = max(days[0], step(days[1], -amount, unit) + timedelta(days=1))
    return Meaning(
        type="DURATION", value=period_value(amount, unit), mod=hedge_of(place), first=first, last=last, amount=None
    )


def read_offset(place: Place) -> Meaning | None:
    """Read "two days later", "three weeks ago", "the day before", "months earlier"."""
    slots, timeline = place.find.slots, place.timeline
    unit, amount = place.slot("unit") or "D", amount_of(place)
    if "number" not in slots and ("UNITS" not in place.words.classes[place.find.last - 2]):
        amount = 1.0
    ago = place.slot("ago")
    direction = 1 if ago in ("from", "1") else -1 if ago else place.number("dir") or 1
    anchor = timeline.base if ago else timeline.spoken_of
    amount = amount if amount is not None or unit not in CLOCK_UNITS else 1.0
    mod = hedge_of(place)
    mod = FLIPPED.get(mod or "", {}).get(direction, mod)
    if part := place.slot("part"):
        day = timeline.full and timeline.full + timedelta(days=direction)
        return dated(place, day.isoformat() if day else f"XXXX-XX-XXT{part}")
    if amount is None:
        days = reach_of(place, anchor, None, unit, direction) if anchor else None
        first, last = days or (None, None)
        return Meaning(
            type="DATE", value="FUTURE_REF" if direction > 0 else "PAST_REF", mod=mod, first=first, last=last
        )
    if unit in CLOCK_UNITS:
        day = timeline.speech if ago else timeline.full
        if day is None:
            return Meaning(type="TIME", value="XXXX-XX-XXTXX", mod=mod)
        edges = sorted((day, step(day, amount * direction, unit)))
        return Meaning(type="TIME", value=f"{day}TXX", mod=mod, first=edges[0], last=edges[1])
    if unit == "Y" and not ago and (year := timeline.year_of(None)) is not None and year < 0:
        return Meaning(type="DATE", value=f"BC{-year - int(amount) * direction:04}", mod=mod)
    spoken = bool(ago) and timeline.speech is not None
    if anchor is None or not (spoken or is_exact(place, unit)):
        return Meaning(type="DATE", value=unknown(unit, timeline.running), mod=mod)
    target = step(anchor, amount * direction, unit)
    value = value_of(target, unit)
    days = days_of(value)
    if unit in ("W", "FN"):
        days = target - timedelta(days=3), target + timedelta(days=3)
    first, last = days or (None, None)
    if mod in ("BEFORE", "AFTER"):
        first, last = (None, last) if mod == "BEFORE" else (first, None)
    return Meaning(type="DATE", value=value, mod=mod, first=first, last=last)


def read_set(place: Place) -> Meaning | None:
    """Read what recurs: "daily", "every Friday", "per month", "Saturday nights"."""
    value = place.slot("freq")
    part = place.slot("part")
    if value is None and (weekday := place.slot("weekday") or place.slot("weekdays")):
        value = f"XXXX-WXX-{weekday}" + (f"T{part}" if part else "")
    elif value is None and part:
        value = f"XXXX-XX-XXT{part}"
    elif value is None and place.slot("season"):
        value = f"XXXX-{place.slot('season')}"
    elif value is None and (month := place.number("month")):
        value = f"XXXX-{month:02}"
    elif value is None:
        unit = place.slot("unit") or "D"
        plain = place.slot("quant") and "number" not in place.find.slots and unit in ("D", "W", "M", "Y")
        value = (
            unknown(unit) if plain else period_value(1.0 if not place.slot("quant") else amount_of(place) or 1.0, unit)
        )
    return Meaning(type="SET", value=value)


def read_clock(place: Place) -> Meaning | None:
    """Read an hour of the day; its day is the text's own, or stays unknown until a date beside it gives it."""
    clock, zone = place.slot("clock"), place.slot("zone") or ""
    half = place.number("ampm")
    if hhmm := place.slot("hhmm"):
        clock = f"{hhmm[:2]}:{hhmm[2:]}"
    if clock is None:
        clock = f"{place.number('hour') or 0}:00"
    hour, minute = (int(part) for part in clock.split(":")[:2])
    if half is not None and hour <= 12:
        hour = hour % 12 + half
    day = place.timeline.full if place.timeline.dated == place.timeline.paragraph else None
    stem = day.isoformat() if day else "XXXX-XX-XX"
    return Meaning(type="TIME", value=f"{stem}T{hour:02}:{minute:02}{zone}", first=day, last=day)


def read_reference(place: Place) -> Meaning | None:
    """Read "now", "recently", "former": a reference to present, past or future without a date."""
    value, speech = place.slot("ref") or "PRESENT_REF", place.timeline.speech
    day = speech if value == "PRESENT_REF" else None
    return Meaning(type="DATE", value=value, first=day, last=day)


def fixed_reference(value: str) -> Meaning:
    """Make the meaning of words that always refer to the same: "the future"."""
    return Meaning(type="DATE", value=value)
