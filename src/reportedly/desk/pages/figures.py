"""The figures of an incident as its page shows them: a plot over time by source, how it is read, and a table."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from reportedly.desk import wording
from reportedly.desk.placing import Figure, scale_of
from reportedly.desk.range_plot import DASHES, SIGNS, Drawn, key_of, range_plot
from reportedly.ledger import Detail
from reportedly.ledger.records import Figures, Report, Value

JOINED = {
    "conflict": "the two exclude each other",
    "copy-error": "a copy that gives another number",
    "update": "one in the place of the other",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Plot:
    """A range plot in the two widths that it is drawn in, the sign of each source, and what is to be said of it."""

    wide: str
    narrow: str
    told: str
    key: tuple[tuple[str, int], ...]
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """Figures for one thing counted: their plot, and the same in a table.

    ``own`` are the days that the claims of the values state, in words; empty where one states none.
    """

    figures: Figures
    title: str
    plot: Plot | None
    own: tuple[str, ...]


def compared(found: Figures, detail: Detail) -> Compared:
    """Give figures with their plot."""
    what = " ".join(filter(None, (found.side, found.of))) or "people"
    title = f"{what}: {wording.event_type(found.measure or 'counted')}"
    rows = [detail.rows[value.row] for value in found.values]
    return Compared(
        figures=found,
        title=title[:1].upper() + title[1:],
        plot=plotted(found, detail.reports),
        own=tuple(wording.days(row.day_start, row.day_end) for row in rows),
    )


def plotted(found: Figures, reports: Mapping[int, Report]) -> Plot | None:
    """Give the plot of figures by the day on which each was published; None where there are no two to compare."""
    held = [at for at, value in enumerate(found.values) if (value.low, value.best, value.high) != (None, None, None)]
    if len(held) < 2:
        return None
    place = {at: number for number, at in enumerate(held)}
    figures = tuple(figure(found.values[at], reports[found.values[at].report]) for at in held)
    pairs = tuple((place[a], place[b]) for a, b in found.pairs if a in place and b in place)
    days = sorted(item.day for item in figures if item.day)
    said = f", published {wording.days(days[0], days[-1])}" if days else ""
    wide, narrow = (range_plot(figures, pairs, found.kind, size) for size in ("wide", "narrow"))
    return Plot(
        wide=wide.svg,
        narrow=narrow.svg,
        told=f"Range plot of {len(figures)} figures{said}. The table below says the same.",
        key=key_of(figures),
        notes=tuple(notes(figures, pairs, found, (wide, narrow))),
    )


def figure(value: Value, report: Report) -> Figure:
    """Give a figure as the plot draws it; a day of publication that is not known to the day is none."""
    exact = report.published_end if report.published_start == report.published_end else None
    who = value.source or wording.outlet(report)
    return Figure(who=who, day=exact, low=value.low, best=value.best, high=value.high)


def notes(
    figures: Sequence[Figure], pairs: Sequence[tuple[int, int]], found: Figures, plots: Sequence[Drawn]
) -> Iterator[str]:
    """Say how the plot is to be read: only what is in it."""
    yield "From left to right: the day on which the report was published."
    if any(plot.moved for plot in plots):
        yield "Where marks would hide each other they stand side by side, in order, beside their days."
    if any(None in (item.low, item.high) for item in figures):
        yield "An arrow: the words set no end there."
    if any(item.best is None for item in figures):
        yield "Hollow: a bound alone, no figure."
    if pairs and found.kind in DASHES:
        sign = f"A line with {SIGNS[found.kind]}" if found.kind in SIGNS else "A dashed line"
        yield f"{sign}: {JOINED[found.kind]}."
        if any(plot.left for plot in plots):
            yield "Only the closest of them have their line."
    if scale_of(figures).tenfold:
        yield "Upward each step is ten times the one below."
