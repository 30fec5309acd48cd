"""Holds a reading against what a careful reader finds in the report: `tests/expected/<key>.yml`, written by hand.

A gold entry names its words in the text, never offsets; `near` is the stretch that the trigger or figure stands in.
Each check yields a line for what is missing or wrong, so that a failing test reads like a review.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from reportedly.model import Attribution, Claim, Reading, Span

FOLDER = Path(__file__).parent / "expected"
SHARE = 0.5


def load_gold(key: str) -> dict[str, Any]:
    """Read what a person expects of one sample; days become ISO texts."""
    text = (FOLDER / f"{key}.yml").read_text(encoding="utf-8")
    found: dict[str, Any] = yaml.load(text, Loader=yaml.BaseLoader)  # texts only
    return found


def as_list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def number(value: str) -> float | None:
    return None if value in ("null", "") else float(value)


@dataclass(frozen=True, slots=True)
class Held:
    """A reading, and the ways a gold entry can name things in it."""

    reading: Reading

    @property
    def text(self) -> str:
        return self.reading.article.text

    def zones(self, near: str) -> list[Span]:
        """Where some words stand, white space tolerant."""
        pattern = r"\s+".join(re.escape(word) for word in near.split())
        return [Span(start=match.start(), end=match.end()) for match in re.finditer(pattern, self.text)]

    def words(self, span: Any) -> str:
        return " ".join(self.text[span.start : span.end].split())

    def names(self, ids: tuple[str, ...]) -> str:
        """Everything that the actors can be called, as one text."""
        chosen = [actor for actor in self.reading.actors if actor.id in ids]
        return " | ".join(word for actor in chosen for word in (actor.name, *map(self.words, actor.mentions)))

    def source(self, said: Attribution | None) -> str:
        if said is None or said.source is None:
            return ""
        return f"{self.words(said.source)} | {self.names((said.source.actor or '',))}"

    def source_is(self, said: Attribution | None, wanted: str) -> bool:
        if wanted == "null":
            return said is not None and (said.source is None or said.source.anonymity == "hearsay")
        return wanted.casefold() in self.source(said).casefold()

    def said(self, attribution_id: str | None) -> Attribution | None:
        return next((item for item in self.reading.attributions if item.id == attribution_id), None)

    def at(self, near: str, trigger: str) -> list[Claim]:
        zones = self.zones(near)
        assert zones, f"the gold names words that are not in the report: {near}"
        return [
            claim
            for claim in self.reading.claims
            if any(claim.trigger.overlaps(zone) for zone in zones)
            and (trigger.casefold() in self.words(claim.trigger).casefold()
                 or self.words(claim.trigger).casefold() in trigger.casefold())
        ]  # fmt: skip


def check(reading: Reading, gold: dict[str, Any]) -> Iterator[tuple[str, str, bool]]:
    """Give (part, what was expected, whether it is there) for every entry of the gold."""
    held = Held(reading)
    yield from check_article(held, gold["article"])
    for entry in gold.get("statements", ()):
        yield "statements", f"{entry['source']}: {entry['from']} …", has_statement(held, entry)
    for entry in gold.get("claims", ()):
        yield "claims", claim_problem(held, entry) or entry["near"], claim_problem(held, entry) is None
    for entry in gold.get("quantities", ()):
        yield "quantities", str(entry), has_quantity(held, entry)
    for entry in gold.get("times", ()):
        yield "times", str(entry), has_time(held, entry)
    for name in gold.get("places", ()):
        found = any(name in held.words(span) for place in reading.places for span in place.mentions)
        yield "places", name, found
    for entry in gold.get("forecasts", ()):
        yield "forecasts", entry["near"], has_forecast(held, entry)
    for entry in gold.get("must_not", ()):
        yield "must_not", str(entry), not is_there(held, entry)


def check_article(held: Held, gold: dict[str, Any]) -> Iterator[tuple[str, str, bool]]:
    article = held.reading.article
    found: dict[str, Any] = {
        "publisher": article.publisher,
        "agencies": list(article.agencies),
        "published": article.published.date_end,
        "basis": article.published.basis,
        "headline": article.headline,
        "dateline": article.dateline,
    }
    for name, wanted in gold.items():
        yield "article", f"{name}: {wanted!r} expected, {found[name]!r} found", found[name] == wanted


def tokens(text: str, spans: list[Span]) -> set[int]:
    return {
        match.start()
        for span in spans
        for match in re.finditer(r"\w+", text[: span.end])
        if match.start() >= span.start
    }


def has_statement(held: Held, entry: dict[str, Any]) -> bool:
    starts = held.zones(entry["from"])
    assert starts, f"the gold names words that are not in the report: {entry['from']}"
    ends = [zone for zone in held.zones(entry["to"]) if zone.end > starts[0].start]
    assert ends, f"the gold names words that are not in the report: {entry['to']}"
    wanted = tokens(held.text, [Span(start=starts[0].start, end=ends[0].end)])
    for said in held.reading.attributions:
        got = tokens(held.text, list(said.content))
        if len(wanted & got) >= SHARE * len(wanted | got) and held.source_is(said, entry["source"]):
            return said.kind in (entry["kind"], "mixed")
    return False


def claim_problem(held: Held, entry: dict[str, Any]) -> str | None:
    """Say what is wrong with the claim that comes nearest, or None where one is right."""
    candidates = held.at(entry["near"], entry["trigger"])
    if not candidates:
        return f"no claim at “{entry['near']}”"
    problems = [", ".join(wrong_fields(held, claim, entry)) for claim in candidates]
    return None if "" in problems else f"“{entry['near']}”: {min(problems, key=len)}"


def wrong_fields(held: Held, claim: Claim, entry: dict[str, Any]) -> Iterator[str]:
    if claim.event_type not in as_list(entry["type"]):
        yield f"type {claim.event_type}"
    if claim.status not in as_list(entry["status"]):
        yield f"status {claim.status}"
    if claim.polarity != entry.get("polarity", "positive") and claim.status != "denied":
        yield f"polarity {claim.polarity}"
    roles = {"actors": claim.actors, "recipients": claim.recipients, "parties": (*claim.actors, *claim.recipients)}
    for role, ids in roles.items():
        names = held.names(ids)
        if role in entry and not any(wanted.casefold() in names.casefold() for wanted in entry[role]):
            yield f"{role} {names or 'none'}"
    if "source" in entry and not held.source_is(held.said(claim.attribution), entry["source"]):
        yield f"source {held.source(held.said(claim.attribution)) or 'none'}"
    if "how_many" in entry:
        figures = [held.words(item) for item in held.reading.quantities if item.id in claim.quantities]
        if entry["how_many"] not in figures:
            yield f"how many {figures}"
    if "where" in entry:
        place = next((item for item in held.reading.places if item.id == claim.place), None)
        if place is None or not any(entry["where"] in held.words(span) for span in place.mentions):
            yield f"where {place.name if place else None}"
    if "when" in entry:
        time = next((item for item in held.reading.times if item.id == claim.time), None)
        if time is None or [time.date_start, time.date_end] != entry["when"]:
            yield f"when {(time.date_start, time.date_end) if time else None}"


def has_quantity(held: Held, entry: dict[str, Any]) -> bool:
    zones = held.zones(entry.get("near", entry["text"]))
    return any(
        entry["text"].casefold() in held.words(item).casefold()
        and any(Span(start=item.start, end=item.end).overlaps(zone) for zone in zones)
        and all(getattr(item, name) == number(entry[name]) for name in ("low", "best", "high") if name in entry)
        for item in held.reading.quantities
    )


def has_time(held: Held, entry: dict[str, Any]) -> bool:
    zones = held.zones(entry["near"])
    assert zones, entry
    return any(
        entry["text"] in held.words(item)
        and any(Span(start=item.start, end=item.end).overlaps(zone) for zone in zones)
        and item.date_start in as_list(entry.get("start", item.date_start))
        and item.date_end in as_list(entry.get("end", item.date_end))
        for item in held.reading.times
    )


def has_forecast(held: Held, entry: dict[str, Any]) -> bool:
    claims = {claim.id: claim for claim in held.reading.claims}
    zones = held.zones(entry["near"])
    for item in held.reading.forecasts:
        claim = claims[item.claim]
        here = any(span.overlaps(zone) for span in (claim.trigger, *claim.evidence) for zone in zones)
        if here and held.source_is(held.said(item.attribution), entry["source"]):
            due = item.date_end in as_list(entry.get("end", item.date_end))
            return due and (item.condition is not None or "condition" not in entry)
    return False


def is_there(held: Held, entry: dict[str, Any]) -> bool:
    """Whether what must not be in the reading is in it."""
    if "actor" in entry:
        return any(entry["actor"].casefold() in actor.name.casefold() for actor in held.reading.actors)
    return any(claim.status == entry["status"] for claim in held.at(entry["near"], entry["trigger"]))
