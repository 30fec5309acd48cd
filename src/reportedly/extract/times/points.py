"""Readings of points: dates of the calendar, weekdays, and what is counted from speech or from the text's own date."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from reportedly.extract.times.calendar import days_of, shift, unit_of, value_of
from reportedly.extract.times.feasts import feast_days
from reportedly.extract.times.meaning import Meaning, Place, dated
from reportedly.extract.times.scan import Classes

EXACTNESS = {"D": "D", "W": "DW", "WE": "DW", "M": "DM", "Q": "DM", "Y": "DMPY", "DE": "DMPY", "CE": "DMPY", "N": "D"}
SEASON_STARTS = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}
# "'99" said in 1917 is no year to come.
NEAR_YEARS = 20
NEWS_REACH = timedelta(days=200)


def read_calendar(place: Place) -> Meaning | None:
    """Read a date of the calendar: what the words leave out is taken from the timeline, or stays ``X``."""
    for name, reading in (("iso", read_iso), ("slashed", read_slashed)):
        if text := place.slot(name):
            return reading(place, text)
    if decade := place.number("decade"):
        return dated(place, f"{decade // 10:03}" if decade >= 1000 else f"19{decade // 10}")
    if century := place.number("century"):
        return dated(place, f"{place.slot('bc') or ''}{century - 1:02}")
    month, day = place.number("month"), place.number("day")
    year = year_by_weekday(place, month, day, full_year(place, month, day))
    if month is None and day is not None:
        return day_alone(place, day)
    stem = "XXXX" if year is None else f"{year:04}" if year > 0 else f"BC{-year:04}"
    if month is not None:
        stem += f"-{month:02}" + (f"-{day:02}" if day is not None else "")
    elif season := place.slot("season"):
        stem += f"-{season}"
    elif place.slot("half"):
        stem += f"-H{place.slot('half')}"
    elif place.slot("quarter"):
        stem += f"-Q{place.slot('quarter')}"
    return dated(place, stem)


def read_iso(place: Place, text: str) -> Meaning | None:
    """Read "2019-02-10"; ``None`` if there is no such day."""
    return dated(place, text) if days_of(text) else None


def read_slashed(place: Place, text: str) -> Meaning | None:
    """Read "10/02/2019". Where day and month could be either way round, they stay ``X``."""
    parts = [int(part) for part in text.split("/")]
    if parts[0] > 31:
        year, month, day = parts
    else:
        day, month, year = parts
        year += 2000 if year < 70 else 1900 if year < 100 else 0
        if month > 12:
            day, month = month, day
        elif day <= 12 and day != month:
            return Meaning(type="DATE", value=f"{year:04}-XX-XX")
    value = f"{year:04}-{month:02}-{day:02}"
    return dated(place, value) if days_of(value) else None


def full_year(place: Place, month: int | None, day: int | None) -> int | None:
    """Give the year that the words name or that their context gives."""
    timeline = place.timeline
    running = timeline.year_of(None)
    year, short = place.number("year"), place.number("yy")
    if short is not None:
        lender = year or running or (timeline.speech.year if timeline.speech else None)
        if lender is None:
            return None
        found = lender - lender % 100 + short
        return found - 100 if found > lender + NEAR_YEARS else found
    if year is not None:
        is_ancient = place.slot("bc") == "BC" or (year < 1000 and (timeline.running or "").startswith("BC"))
        return -year if is_ancient else year
    if place.slot("back"):
        return timeline.speech.year if timeline.speech and "this" in words_of(place) else running
    if timeline.speech is None or is_history(place):
        return timeline.year_of(month or SEASON_STARTS.get(place.slot("season") or ""))
    if month is None:
        return timeline.speech.year
    forward = place.forward()
    if day is not None:
        return timeline.nearest_year(month, day, forward)
    if month == timeline.speech.month:
        return timeline.speech.year
    return timeline.nearest_year(month, 1 if forward is not True else 28, forward)


def year_by_weekday(place: Place, month: int | None, day: int | None, year: int | None) -> int | None:
    """Give the year, put right by the weekday printed beside the day where the year is not printed.

    A year that the context gives and in which the day is another weekday is the one before or after, or not known; in
    a dated report the weekday may be a slip, and the year stays.
    """
    if year is None or month is None or day is None or place.number("year") or place.number("yy"):
        return year
    printed = next((held[name] for held in classes_of(place) for name in ("WEEKDAY", "WKD") if name in held), None)
    if printed is None:
        return year
    for other in (year, year + 1, year - 1):
        days = days_of(f"{other:04}-{month:02}-{day:02}") if other > 0 else None
        if days and days[0].isoweekday() == printed:
            return other
    return year if place.timeline.speech is not None else None


def classes_of(place: Place) -> list[Classes]:
    """Give the classes of the words of the find."""
    return place.words.classes[place.find.first : place.find.last]


def is_history(place: Place) -> bool:
    """Whether this paragraph of a dated report is telling of another time: it named a date far from that of speech."""
    timeline = place.timeline
    days = days_of(timeline.running) if timeline.running and timeline.dated == timeline.paragraph else None
    return bool(days and timeline.speech and days[1] + NEWS_REACH < timeline.speech and place.forward() is not True)


def day_alone(place: Place, day: int) -> Meaning | None:
    """Read "the 20th": a day of the running month, or in a report of the day of the month nearest to it."""
    running, speech = place.timeline.running, place.timeline.speech
    if speech is not None and not is_history(place):
        steps = 0 if day <= speech.day else 0 if place.forward() else -1
        month = shift(speech.replace(day=1), steps + (day < speech.day and place.forward() is True), "M")
        value = f"{month.year:04}-{month.month:02}-{day:02}"
        return dated(place, value) if days_of(value) else None
    if running and unit_of(running) in ("D", "M"):
        return dated(place, f"{running[:7]}-{day:02}")
    return dated(place, f"XXXX-XX-{day:02}")


def read_today(place: Place) -> Meaning | None:
    """Read "today", "yesterday", "tomorrow night". Without a day of speech "today" is only the present."""
    offset, speech = place.number("today") or 0, place.timeline.said
    offset += {"before": -1, "after": 1}.get(place.slot("beyond") or "", 0)
    if speech is None or place.timeline.history:
        part = place.slot("part")
        return Meaning(
            type="DATE", value="XXXX-XX-XX" + (f"T{part}" if part else "") if offset or part else "PRESENT_REF"
        )
    return dated(place, (speech + timedelta(days=offset)).isoformat())


def read_overnight(place: Place) -> Meaning | None:
    """Read "overnight": the night that ends on the day of speech."""
    speech = place.timeline.speech
    if speech is None:
        return Meaning(type="TIME", value="XXXX-XX-XXTNI")
    before = speech - timedelta(days=1)
    return Meaning(type="TIME", value=f"{before}TNI", first=before, last=speech)


def read_tonight(place: Place) -> Meaning | None:
    """Read "tonight"."""
    speech = place.timeline.speech
    if speech is None:
        return Meaning(type="TIME", value="XXXX-XX-XXTNI")
    return Meaning(type="TIME", value=f"{speech}TNI", first=speech, last=speech + timedelta(days=1))


def read_weekday(place: Place) -> Meaning | None:
    """Read a weekday: the day of speech if it is one, else the last one, or the next if the clause looks forward."""
    weekday, timeline = place.number("weekday") or 1, place.timeline
    relation, textual = place.number("rel"), place.number("text")
    anchor = timeline.said
    tells = timeline.history and timeline.full is not None and timeline.dated == timeline.paragraph
    if textual is not None or anchor is None or tells or is_history(place):
        anchor = timeline.full
        relation = textual
        if anchor is not None and relation is None:
            return dated(place, near_weekday(anchor, weekday, ahead=True).isoformat())
    if anchor is None:
        part = place.slot("part")
        value = f"XXXX-WXX-{weekday}" + (f"T{part}" if part else "")
        return Meaning(type="TIME" if part else "DATE", value=value, mod=place.edge)
    if relation in (-1, 1):
        day = near_weekday(anchor + timedelta(days=relation), weekday, ahead=relation == 1)
    elif anchor.isoweekday() == weekday:
        day = anchor
    else:
        coming = "coming" in place.words.forms[place.find.first : place.find.last]
        day = near_weekday(anchor, weekday, ahead=coming or bool(place.forward()))
    return dated(place, day.isoformat())


def read_weekend(place: Place) -> Meaning | None:
    """Read "the weekend" of a report: the one it appears in, else the last, or the next if the clause looks forward."""
    speech = place.timeline.speech
    if speech is None:
        return Meaning(type="DATE", value="XXXX-WXX-WE")
    is_on = speech.isoweekday() >= 6 or place.forward() is True
    return dated(place, value_of(shift(speech, 0 if is_on else -1, "W"), "WE"))


def read_week_of(place: Place) -> Meaning | None:
    """Read "the week of March 7": the ISO week that the day lies in."""
    day = read_calendar(place)
    if day is None or day.first is None:
        return Meaning(type="DATE", value="XXXX-WXX")
    return dated(place, value_of(day.first, "W"))


def near_weekday(anchor: date, weekday: int, *, ahead: bool) -> date:
    """Give the first such weekday on or after the anchor, or the last on or before it."""
    distance = (weekday - anchor.isoweekday()) % 7 if ahead else -((anchor.isoweekday() - weekday) % 7)
    return anchor + timedelta(days=distance)


def read_period(place: Place) -> Meaning | None:
    """Read "last week", "the following month", "later that year", "the end of the month".

    Weeks are ISO weeks; but a report of a Sunday that says "last week" means the one that has just run out.
    """
    unit, timeline = place.slot("unit") or "D", place.timeline
    spoken = place.number("rel")
    textual = place.find.slots.get("text", place.find.slots.get("that"))
    steps = spoken if spoken is not None else textual if isinstance(textual, int) else 0
    from_text = spoken is None or (unit == "D" and "next" in place.words.forms[place.find.first : place.find.last])
    if from_text and unit == "Y" and (year := timeline.year_of(None)) is not None and year < 0:
        return Meaning(type="DATE", value=f"BC{-year - steps:04}", mod=place.edge)
    anchor = timeline.spoken_of if from_text else timeline.base
    exact = not from_text and timeline.speech is not None
    if anchor is None or not (exact or is_exact(place, unit)):
        return Meaning(type="DATE", value=unknown(unit, timeline.running), mod=place.edge)
    if exact and unit == "W" and anchor.isoweekday() == 7 and (steps or place.forward()):
        meaning = dated(place, value_of(shift(anchor + timedelta(days=1), steps, unit), unit))
        return meaning if steps >= 0 else replace(meaning, last=anchor - timedelta(days=1))
    meaning = dated(place, value_of(shift(anchor, steps, unit), unit))
    sooner = place.number("sooner")
    if sooner and meaning.first and meaning.last:
        first, last = (anchor, meaning.last) if sooner > 0 else (meaning.first, anchor)
        return Meaning(type="DATE", value=meaning.value, first=min(first, last), last=max(first, last))
    return meaning


def is_exact(place: Place, unit: str) -> bool:
    """Whether the date that the text speaks of is exact enough to count such units from it."""
    running = place.timeline.running
    if running is None:
        return place.timeline.speech is not None
    return unit_of(running) in EXACTNESS.get(unit, "DMPY")


def unknown(unit: str, running: str | None = None) -> str:
    """Give the value of a unit of which nothing is known, or no more than that it lies in the year of a month."""
    if unit == "D" and running and unit_of(running) == "M":
        return f"{running[:4]}-XX-XX"
    return {"D": "XXXX-XX-XX", "W": "XXXX-WXX", "WE": "XXXX-WXX-WE", "M": "XXXX-XX", "Q": "XXXX-QX"}.get(unit, "XXXX")


def read_part(place: Place) -> Meaning | None:
    """Read "that afternoon", "last night", "the next morning", "at dawn"."""
    timeline, slots = place.timeline, place.find.slots
    part = place.slot("part")
    day: date | None = None
    if "rel" in slots:
        spoken = place.number("rel") or 0
        day = timeline.full if timeline.speech is None or spoken > 0 else timeline.speech
        day = day and day + timedelta(days=spoken)
    elif "text" in slots or "that" in slots:
        day = timeline.full and timeline.full + timedelta(days=place.number("text") or 0)
    elif "the" in place.words.forms[place.find.first : place.find.last] and timeline.dated == timeline.paragraph:
        day = timeline.full
    if day is None:
        return Meaning(type="TIME", value=f"XXXX-XX-XXT{part}", mod=place.edge)
    return dated(place, day.isoformat())


def read_spoken_of(place: Place) -> Meaning | None:
    """Read "by this time", "during that period": the date that the text speaks of."""
    running = place.timeline.running
    if running is None or words_of(place)[-1] == "period":
        return Meaning(type="DATE", value="XXXX")
    days = days_of(running)
    first, last = days or (None, None)
    return Meaning(type="DATE", value=running, first=first, last=last)


def words_of(place: Place) -> list[str]:
    """Give the words of the find."""
    return place.words.forms[place.find.first : place.find.last]


def read_season(place: Place) -> Meaning | None:
    """Read "this summer", "last winter", "the following spring"."""
    season = place.slot("season") or ""
    spoken = place.number("rel")
    steps = spoken if spoken is not None else place.number("text") or 0
    anchor = place.timeline.base if spoken is not None else place.timeline.spoken_of
    if anchor is None:
        return dated(place, f"XXXX-{season}")
    year = anchor.year
    starts = SEASON_STARTS[season]
    if steps < 0 and anchor.month <= starts + 2:
        year -= 1
    elif steps > 0 and anchor.month >= starts:
        year += 1
    return dated(place, f"{year:04}-{season}")


def read_month(place: Place) -> Meaning | None:
    """Read "last April", "the previous April", "next March"."""
    month, spoken = place.number("month") or 1, place.number("rel")
    steps = spoken if spoken is not None else place.number("text") or 0
    anchor = place.timeline.base if spoken is not None else place.timeline.spoken_of
    if anchor is None:
        return dated(place, f"XXXX-{month:02}")
    year = anchor.year
    if steps < 0 and anchor.month <= month:
        year -= 1
    elif steps > 0 and anchor.month >= month:
        year += 1
    return dated(place, f"{year:04}-{month:02}")


def read_feast(place: Place) -> Meaning | None:
    """Read a feast by the reckoning of its calendar; a feast of many days has the value of its year."""
    words = place.slot("feast") or ""
    name, timeline = place.lexicon.feasts.get(words, words), place.timeline
    year = place.number("year")
    if year is None and timeline.speech is not None and not is_history(place):
        year = nearest_feast(name, timeline.speech, place.forward())
    elif year is None and timeline.running:
        year = timeline.year_of(None)
    days = feast_days(name, year) if year is not None and year > 0 else None
    if days is None or year is None:
        return Meaning(type="DATE", value=f"{year or 'XXXX'}-XX-XX")
    if days[0] == days[1]:
        return dated(place, days[0].isoformat())
    return Meaning(type="DATE", value=f"{year}-XX-XX", first=days[0], last=days[1])


def nearest_feast(name: str, speech: date, forward: bool | None) -> int | None:
    """Give the year of the feast that is meant on a day of speech."""
    found: list[tuple[int, int]] = []
    for year in (speech.year - 1, speech.year, speech.year + 1):
        days = feast_days(name, year)
        if days is None or (forward is True and days[1] < speech) or (forward is False and days[0] > speech):
            continue
        gap = 0 if days[0] <= speech <= days[1] else min(abs((day - speech).days) for day in days)
        found.append((gap, year))
    return min(found)[1] if found else None
