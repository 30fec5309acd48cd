"""Reading -> what a person sees: the report's chain, a row a claim, its statements, forecasts and notices.

Shows the words of the text, marks machine coding as such, and wraps instead of cutting.
"""

from __future__ import annotations

import datetime
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from reportedly.model import Actor, Article, Attribution, Claim, Forecast, Place, Quantity, Reading, Span, Time

PARTY = "⚑"
STYLES = {
    "occurred": "bold",
    "ongoing": "bold",
    "planned": "cyan",
    "hoped": "cyan",
    "predicted": "cyan",
    "conditional": "cyan",
    "denied": "red",
    "alleged": "yellow",
}
WIDEST = len("conditional")
DIRECTING = frozenset({"LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"})
COLUMNS = (
    ("CERTAINTY", None),
    ("WHO → WHOM", 20),
    ("WHAT", 18),
    ("HOW MANY", 13),
    ("WHERE", 13),
    ("WHEN", 13),
    ("ACCORDING TO", 20),
)


@dataclass(frozen=True, slots=True)
class View:
    """A reading with its records by id, for looking up what a row names."""

    reading: Reading
    actors: dict[str, Actor]
    places: dict[str, Place]
    times: dict[str, Time]
    quantities: dict[str, Quantity]
    attributions: dict[str, Attribution]
    claims: dict[str, Claim]

    @classmethod
    def of(cls, reading: Reading) -> View:
        """Index a reading."""
        return cls(
            reading=reading,
            actors={item.id: item for item in reading.actors},
            places={item.id: item for item in reading.places},
            times={item.id: item for item in reading.times},
            quantities={item.id: item for item in reading.quantities},
            attributions={item.id: item for item in reading.attributions},
            claims={item.id: item for item in reading.claims},
        )

    def words(self, span: Span | Time | Quantity) -> str:
        """Give the words of a span on one line, with nothing in them that a terminal would obey."""
        return harmless(" ".join(self.reading.article.text[span.start : span.end].split()))

    def name(self, actor_id: str) -> str:
        """Give what an actor is called."""
        return harmless(self.actors[actor_id].name)


def harmless(text: str) -> str:
    """Put a mark for control characters and for those that turn the direction of writing: they can forge a screen.

    >>> harmless("two\x1b[31m dead")
    'two�[31m dead'
    """
    return "".join("\ufffd" if is_command(char) else char for char in text)


def is_command(char: str) -> bool:
    """Whether a character is a control, or sets the direction of what follows; a soft hyphen is neither."""
    return unicodedata.category(char) == "Cc" or unicodedata.bidirectional(char) in DIRECTING


def show_reading(reading: Reading, *, evidence: bool = False) -> RenderableType:
    """Lay out one reading for a terminal; with ``evidence``, each claim is followed by the words of its fields."""
    view = View.of(reading)
    parts: list[RenderableType] = [head(view)]
    if reading.claims:
        parts.append(claims_table(view))
    if evidence:
        parts.append(Text.assemble(("EVIDENCE", "dim bold")))
        parts.extend(evidence_lines(view))
    if reading.attributions:
        parts.append(Text.assemble(("STATEMENTS", "dim bold")))
        parts.extend(Padding(line, (0, 0, 0, 2)) for line in statement_lines(view))
    if reading.forecasts:
        parts.append(Text.assemble(("FORECASTS", "dim bold")))
        parts.extend(Padding(line, (0, 0, 0, 2)) for line in forecast_lines(view))
    parts.extend(Text(f"! {notice.message}", style="dim") for notice in reading.warnings)
    return Group(*parts, Text(""))


# --- the head -----------------------------------------------------------------------------------------------------


def head(view: View) -> Text:
    """The headline, the chain from outlet to agency, the date and how it is known, and what was found."""
    reading = view.reading
    article = reading.article
    counts = ", ".join(
        f"{len(items)} {word if len(items) == 1 else word + 's'}"
        for items, word in (
            (reading.claims, "claim"),
            (reading.attributions, "statement"),
            (reading.forecasts, "forecast"),
        )
    )
    line = " · ".join([chain(article), published(article), counts])
    title = harmless(article.headline or article.text[:80].split("\n")[0])
    text = Text.assemble((title, "bold"), "\n", line, "\n")
    text.append(f"coded by machine (reportedly {reading.provenance.reportedly}), not checked by a person", style="dim")
    if any(item.party for item in reading.attributions):
        text.append(f"; {PARTY} the source's side is a side in what it speaks of", style="dim")
    return text


def chain(article: Article) -> str:
    """The outlet and the agency that its text comes from, where that is another."""
    agencies = [name for name in article.agencies if name != article.publisher]
    return harmless(" ← ".join([article.publisher or "outlet not named", *agencies]))


def published(article: Article) -> str:
    """The day of publication and how it is known."""
    when = article.published
    if when.date_start is None or when.date_end is None:
        return "date of publication unknown"
    days = day_words(when.date_start, when.date_end, year=True)
    return days if when.basis in ("given", "stated") else f"{days} ({when.basis})"


def day_words(start: str | None, end: str | None, *, year: bool = False) -> str:
    """Put an interval of ISO days in words: "9 Feb", "30 Jan to 9 Feb", "by 28 Feb"."""

    def one(day: str) -> str:
        date = datetime.date.fromisoformat(day)
        return f"{date.day} {date:%b}" + (f" {date.year}" if year else "")

    if start is None and end is None:
        return ""
    if start is not None and end is not None and whole(start, end):
        return whole(start, end)
    if start is None or end is None:
        return f"by {one(end)}" if end else f"from {one(str(start))}"
    return one(start) if start == end else f"{one(start)} to {one(end)}"


def whole(start: str, end: str) -> str:
    """Name an interval that is a calendar year or month: "2014", "Jan 2019"; nothing for any other."""
    first, last = datetime.date.fromisoformat(start), datetime.date.fromisoformat(end)
    after = last + datetime.timedelta(days=1)
    if (first.month, first.day, after.month, after.day) == (1, 1, 1, 1):
        return str(first.year) if first.year == last.year else f"{first.year} to {last.year}"
    if first.day == 1 and after.day == 1 and (first.year, first.month) == (last.year, last.month):
        return f"{first:%b} {first.year}"
    return ""


# --- claims -------------------------------------------------------------------------------------------------------


def claims_table(view: View) -> Table:
    """A row a claim, in text order."""
    table = Table(box=None, padding=(0, 1, 0, 0), expand=True, header_style="dim bold", show_edge=False)
    for title, ratio in COLUMNS:
        table.add_column(title, ratio=ratio, overflow="fold", width=WIDEST if ratio is None else None)
    for claim in sorted(view.reading.claims, key=lambda item: (item.trigger.start, item.event_type)):
        status = Text(claim.status, style=STYLES[claim.status])
        if claim.polarity == "negative":
            status.append(" not", style="red")
        table.add_row(
            status,
            parties(view, claim),
            what(view, claim),
            "; ".join(how_many(view, item) for item in claim.quantities),
            where(view, claim),
            when(view, claim),
            according_to(view, claim.attribution),
        )
    return table


def parties(view: View, claim: Claim) -> str:
    """Who did it, to whom."""
    who = ", ".join(view.name(item) for item in claim.actors)
    whom = ", ".join(view.name(item) for item in claim.recipients)
    return f"{who or '–'} → {whom}" if whom else who or "–"


def what(view: View, claim: Claim) -> Text:
    """The words of the text, and the type that they were coded as."""
    return Text.assemble(f"{view.words(claim.trigger)} ", (claim.event_type, "dim"))


def how_many(view: View, quantity_id: str) -> str:
    """A figure as printed, with what it counts."""
    quantity = view.quantities[quantity_id]
    unit = f" {quantity.unit}" if quantity.unit else ""
    return f"{view.words(quantity)}{unit}" + (f" {harmless(quantity.of)}" if quantity.of else "")


def where(view: View, claim: Claim) -> str:
    """The place as named, and how precisely it is known where that is not plain."""
    if claim.place is None:
        return ""
    place = view.places[claim.place]
    country = f", {place.country}" if place.country and place.precision not in ("country",) else ""
    near = "near " if place.precision == "near" and not place.name.startswith("near ") else ""
    return f"{near}{harmless(place.name)}{country}"


def when(view: View, claim: Claim) -> str:
    """The days that the time expression can mean, or its words where they are not known."""
    if claim.time is None:
        return ""
    time = view.times[claim.time]
    published_in = (view.reading.article.published.date_end or "")[:4]
    other_year = any(day and day[:4] != published_in for day in (time.date_start, time.date_end))
    days = day_words(time.date_start, time.date_end, year=other_year)
    return days or f"“{view.words(time)}”"


def according_to(view: View, attribution_id: str | None) -> str:
    """The chain of speakers, nearest first; the outlet itself where nobody is named."""
    if attribution_id is None:
        return chain(view.reading.article)
    names = []
    while attribution_id is not None:
        item = view.attributions[attribution_id]
        names.append(speaker(view, item))
        attribution_id = item.within
    return " ← ".join(names)


def speaker(view: View, item: Attribution) -> str:
    """The source's words; the name they resolve to, where the words alone do not say it; and the party flag."""
    if item.source is None:
        cue = f" (“{view.words(item.cue)}”)" if item.cue else ""
        return f"nobody named{cue}"
    words = view.words(Span(start=item.source.start, end=item.source.end)).rstrip(" ,;:—–")
    name = view.name(item.source.actor) if item.source.actor else None
    flag = f" {PARTY}" if item.party else ""
    if name is None or name in words:
        return f"{words}{flag}"
    return f"{name} (“{words}”){flag}"


# --- below the table ----------------------------------------------------------------------------------------------


def statement_lines(view: View) -> Iterator[Text]:
    """A line a statement: who, by which words, what."""
    for item in view.reading.attributions:
        content = " … ".join(view.words(span) for span in item.content)
        beside = []
        if item.cue is not None and item.source is not None:
            beside.append(view.words(item.cue))
        if item.said_on:
            beside.append(f"({view.words(view.times[item.said_on])})")
        if item.within:
            beside.append(f"[told by {speaker(view, view.attributions[item.within])}]")
        told = Text.assemble(" ", (" ".join(beside), "dim")) if beside else Text()
        yield Text.assemble((speaker(view, item), "bold"), told, f": {content}")


def forecast_lines(view: View) -> Iterator[Text]:
    """A line a forecast: due when, what, on what condition, who foresees it."""
    for item in view.reading.forecasts:
        yield forecast_line(view, item)


def forecast_line(view: View, item: Forecast) -> Text:
    """One forecast in words."""
    claim = view.claims[item.claim]
    due = day_words(item.date_start, item.date_end, year=True) or "no day named"
    text = Text.assemble((due, "bold"), f": {parties(view, claim)}: ", what(view, claim), f" ({claim.status})")
    if item.condition:
        text.append(f", on condition “{view.words(item.condition)}”")
    text.append(f" — {according_to(view, item.attribution)}", style="dim")
    return text


def evidence_lines(view: View) -> Iterator[RenderableType]:
    """For each claim, the words and offsets that its fields point at."""
    for claim in sorted(view.reading.claims, key=lambda item: (item.trigger.start, item.event_type)):
        text = Text.assemble((f"{claim.event_type} {claim.id}", "bold"))
        for name, span in field_spans(view, claim):
            text.append(f"\n  {name:12}", style="dim")
            text.append(f"“{view.words(span)}” [{span.start}:{span.end}]")
        yield Padding(text, (0, 0, 0, 2))


def field_spans(view: View, claim: Claim) -> Iterator[tuple[str, Span]]:
    """The spans of a claim by field; of a record with many mentions the one nearest to the trigger."""

    def nearest(spans: tuple[Span, ...]) -> Span:
        return min(spans, key=lambda span: (abs(span.start - claim.trigger.start), span.start))

    yield "trigger", claim.trigger
    for name, ids in (("actor", claim.actors), ("recipient", claim.recipients)):
        yield from ((name, nearest(view.actors[item].mentions)) for item in ids)
    for item in claim.quantities:
        yield "how many", Span(start=view.quantities[item].start, end=view.quantities[item].end)
    if claim.place:
        yield "where", nearest(view.places[claim.place].mentions)
    if claim.time:
        yield "when", Span(start=view.times[claim.time].start, end=view.times[claim.time].end)
    said = view.attributions.get(claim.attribution or "")
    if said is not None and said.source is not None:
        yield "according to", Span(start=said.source.start, end=said.source.end)
    if said is not None and said.cue is not None:
        yield "cue", said.cue
    yield from (("evidence", span) for span in claim.evidence if span != claim.trigger)


def console_for(width: int | None = None) -> Console:
    """A console that colours only a terminal, and is 100 columns wide where there is none."""
    probe = Console()
    return Console(width=width or (None if probe.is_terminal else 100), highlight=False, markup=False)
