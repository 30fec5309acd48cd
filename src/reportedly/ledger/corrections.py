"""What a person may put right in a claim, and how: field by field, each value checked before it is kept."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from typing import Any, get_args

from reportedly.codebook.families import load_families
from reportedly.errors import UsageError
from reportedly.ledger.records import Counted, Row, Speaker
from reportedly.model import ActorType, Polarity, Status

Correction = Mapping[str, str | None]
BETWEEN = ";"  # what stands between the names of several parties


def one_of(*known: str) -> Callable[[str], str]:
    """Give a check that takes some words only."""

    def check(value: str) -> str:
        if value not in known:
            raise ValueError(f"it must be one of {', '.join(known)}" if len(known) < 20 else "there is no such type")
        return value

    return check


def within(least: float, most: float) -> Callable[[str], float]:
    """Give a check that takes numbers between two bounds."""

    def check(value: str) -> float:
        try:
            number = float(value)
        except ValueError:
            number = math.nan
        if not least <= number <= most or not math.isfinite(number):
            raise ValueError("it must be a number" + (f" from {least:g} to {most:g}" if math.isfinite(most) else ""))
        return number

    return check


def day(value: str) -> str:
    """Take a day, ISO 8601."""
    try:
        return date.fromisoformat(value).isoformat()
    except ValueError:
        raise ValueError("it must be a day like 2019-02-10") from None


def names(value: str) -> tuple[str, ...]:
    """Take names with a semicolon between them."""
    return tuple(dict.fromkeys(name for part in value.split(BETWEEN) if (name := part.strip())))


def text(value: str) -> str:
    """Take words as they are."""
    return value.strip()


CHECKS: dict[str, Callable[[str], Any]] = {
    "event_type": lambda value: one_of(*load_families())(value),
    "status": one_of(*get_args(Status)),
    "polarity": one_of(*get_args(Polarity)),
    "date_start": day,
    "date_end": day,
    "place": text,
    "latitude": within(-90, 90),
    "longitude": within(-180, 180),
    "actors": names,
    "recipients": names,
    "source": text,
    "low": within(0, math.inf),
    "best": within(0, math.inf),
    "high": within(0, math.inf),
}
NEVER_EMPTY = ("event_type", "status", "polarity")


def checked(correction: Correction) -> dict[str, Any]:
    """Give the values of a correction as the row holds them; an empty one stands for "the text does not say".

    Raises:
        UsageError: an unknown field, a value that the field cannot have, or two that exclude each other.

    >>> checked({"status": "alleged", "best": "12", "recipients": "medics; drivers"})
    {'status': 'alleged', 'best': 12.0, 'recipients': ('medics', 'drivers')}
    """
    found: dict[str, Any] = {}
    for name, value in correction.items():
        if name not in CHECKS:
            raise UsageError(f"a claim has no field {name!r} to correct: {', '.join(CHECKS)}")
        if value is None or not value.strip():
            if name in NEVER_EMPTY:
                raise UsageError(f"{name} cannot be empty")
            found[name] = () if name in ("actors", "recipients") else None
            continue
        try:
            found[name] = CHECKS[name](value)
        except ValueError as error:
            raise UsageError(f"{name} {value!r}: {error}") from None
    if ("latitude" in found) != ("longitude" in found) or (found.get("latitude") is None) != (
        found.get("longitude") is None
    ):
        raise UsageError("latitude and longitude are corrected together")
    for first, last in (("date_start", "date_end"), ("low", "best"), ("best", "high"), ("low", "high")):
        one, other = found.get(first), found.get(last)
        if one is not None and other is not None and one > other:
            raise UsageError(f"{first} {one} is above {last} {other}")
    return found


def corrected(row: Row, correction: Correction) -> Row:
    """Give a row with some fields put right, and with what hangs on them: family, types of parties, place, figure."""
    found = checked(correction)
    changes: dict[str, Any] = {name: found[name] for name in NEVER_EMPTY if name in found}
    if "event_type" in found:
        changes["family"] = load_families()[found["event_type"]]
    for name, field in (("date_start", "day_start"), ("date_end", "day_end")):
        if name in found:
            changes[field] = found[name]
    for side in ("actors", "recipients"):
        if side in found:
            kind = "actor_types" if side == "actors" else "recipient_types"
            changes |= {side: found[side], kind: types_of(row, found[side])}
    if "source" in found:
        changes["speaker"] = speaker_of(row.speaker, found["source"])
    if figure := {name: value for name, value in found.items() if name in ("low", "best", "high")}:
        changes["counted"] = (figure_of(row, figure), *row.counted[1:])
    return replace(row, **changes, **place_of(row, found))


def place_of(row: Row, found: Mapping[str, Any]) -> dict[str, Any]:
    """Give the fields of the place: those of a place that it is not go with it; a person's point is near, at best."""
    moved = "place" in found and found["place"] != row.place
    if not moved and "latitude" not in found:
        return {}
    point = found.get("latitude"), found.get("longitude")
    changes: dict[str, Any] = {"latitude": point[0], "longitude": point[1], "gazetteer_id": None}
    if moved:
        changes |= {"place": found["place"], "country": None, "admin1": None}
    fine = not moved and row.precision in ("exact", "near")
    changes["precision"] = "unknown" if point[0] is None else row.precision if fine else "near"
    return changes


def types_of(row: Row, parties: tuple[str, ...]) -> tuple[ActorType, ...]:
    """Give the types of parties: as the row has them, unknown for the others."""
    known = dict(zip((*row.actors, *row.recipients), (*row.actor_types, *row.recipient_types), strict=False))
    return tuple(known.get(name, "unknown") for name in parties)


def speaker_of(speaker: Speaker, name: str | None) -> Speaker:
    """Give the speaker under another name, in the same place of the chain."""
    if name == speaker.name:
        return speaker
    chain = tuple(link for link in speaker.chain if link != speaker.name)
    return replace(
        speaker,
        name=name,
        anonymity=None if name is None else "named",
        party=None,
        chain=chain if name is None else tuple(dict.fromkeys((*chain, name))),
    )


def figure_of(row: Row, bounds: Mapping[str, Any]) -> Counted:
    """Give the first figure with other bounds. A best figure alone is exact; a bound that it rules out goes."""
    old = row.counted[0] if row.counted else Counted(measure="count", printed=row.printed, span=row.trigger)
    if set(bounds) == {"best"}:
        return replace(old, low=bounds["best"], best=bounds["best"], high=bounds["best"], bound=None)
    low, best, high = (bounds.get(name, getattr(old, name)) for name in ("low", "best", "high"))
    if best is not None and "best" not in bounds and not (low or 0) <= best <= (math.inf if high is None else high):
        best = None
    top = best if best is not None else high
    if low is not None and "low" not in bounds and top is not None and low > top:
        low = None
    bottom = best if best is not None else low
    if high is not None and "high" not in bounds and bottom is not None and high < bottom:
        high = None
    return replace(old, low=low, best=best, high=high, bound=None)
