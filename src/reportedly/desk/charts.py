"""Charts as SVG, drawn on this machine by altair and vl-convert: no script, no network, the page's own colours.

Colours are ``currentColor`` and opacities of it, so that one drawing serves light and dark; what is drawn is said in a
table or list beside it too. The SVG is read again before it goes into a page and refused if anything but drawing is in
it, since the names in it come from reports.
"""

from __future__ import annotations

import threading
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from lxml import etree

from reportedly.errors import UsageError

INK = "currentColor"
DATA = "given"  # the name under which a frame looks for its data
DRAWN = frozenset({"svg", "g", "path", "rect", "text", "line", "defs", "clipPath", "title", "desc", "circle", "tspan"})
SVG = "{http://www.w3.org/2000/svg}"
LOCK = threading.Lock()  # the renderer is one JavaScript engine


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A figure as the range plot draws it: whose, in which row of its own, of which day, from where to where."""

    who: str
    date: str | None
    low: float | None
    best: float | None
    high: float | None
    told: str


def drawing(svg: str) -> str:
    """Give an SVG that holds drawing and nothing else.

    Raises:
        UsageError: it holds an element or an attribute that does more than draw.
    """
    root = etree.fromstring(svg.encode(), etree.XMLParser(resolve_entities=False, no_network=True))
    for element in root.iter():
        name = str(element.tag).removeprefix(SVG)
        if name not in DRAWN:
            raise UsageError(f"a chart with a {name} in it")
        for key, value in list(element.attrib.items()):
            if key.lower().startswith("on") or key.endswith("href") or "javascript:" in value.lower():
                raise UsageError(f"a chart with {key} in it")
            if key == "style" or key.startswith("aria") or key in ("role", "class", "cursor"):
                del element.attrib[key]
    for key in ("width", "height"):
        root.attrib.pop(key, None)
    root.set("aria-hidden", "true")
    root.set("focusable", "false")
    return str(etree.tostring(root, encoding="unicode"))


def config(chart: Any) -> Any:
    """Give a chart the page's look."""
    plain = {
        "domainColor": INK, "domainOpacity": 0.4, "tickColor": INK, "tickOpacity": 0.4, "labelColor": INK,
        "titleColor": INK, "gridColor": INK, "gridOpacity": 0.12, "labelFontSize": 12, "titleFontSize": 12,
        "labelFont": "sans-serif", "titleFont": "sans-serif", "titleFontWeight": "normal",
    }  # fmt: skip
    return chart.configure(background="transparent").configure_view(stroke=None).configure_axis(**plain)


def rendered(frame: dict[str, Any], values: list[dict[str, Any]], **changes: Any) -> str:
    """Draw a chart: its frame, which altair made once, with data in it and with what depends on them."""
    import vl_convert

    spec = replaced(frame, changes) | {"datasets": {DATA: values}}
    with LOCK:
        svg = vl_convert.vegalite_to_svg(spec)
    return drawing(svg)


def replaced(part: Any, changes: dict[str, Any]) -> Any:
    """Give a part of a frame with other values under some names, wherever those stand."""
    if isinstance(part, dict):
        return {key: changes.get(key, replaced(value, changes)) for key, value in part.items()}
    return [replaced(item, changes) for item in part] if isinstance(part, list) else part


@lru_cache(maxsize=1)
def range_frame() -> dict[str, Any]:
    """Make the frame of the range plot, checked by altair."""
    import altair

    axis = altair.Axis(title=None, labelExpr="datum.value", labelLimit=240, ticks=False, domain=False, labelPadding=8)
    base = altair.Chart(altair.NamedData(name=DATA))
    y = altair.Y("row:N", axis=axis)
    scale = altair.Scale(zero=True, nice=True)
    x = altair.X("from:Q", title=None, scale=scale, axis=altair.Axis(tickCount=5, format=",.0f"))
    bars = base.mark_rule(strokeWidth=7, strokeCap="butt", color=INK, opacity=0.35).encode(x=x, x2="to:Q", y=y)
    points = base.mark_point(filled=True, size=90, color=INK, opacity=1).encode(x=altair.X("best:Q", title=None), y=y)
    points = points.transform_filter("isValid(datum.best)")
    heads = [
        base.mark_point(shape=shape, filled=True, size=110, color=INK, opacity=0.7)
        .encode(x=altair.X(f"{end}:Q", title=None), y=y)
        .transform_filter(f"datum.{name}")
        for shape, end, name in (("triangle-right", "to", "open_top"), ("triangle-left", "from", "open_bottom"))
    ]
    made: dict[str, Any] = config(altair.layer(bars, points, *heads).properties(width=420, height=30)).to_dict()
    return made


@lru_cache(maxsize=512)
def range_plot(figures: tuple[Figure, ...]) -> str:
    """Draw figures one under the other in order of day: a line from the least to the most, a point for the best.

    A bound that is open has an arrow's head instead of an end.
    """
    values = [fields(item, at) for at, item in enumerate(figures)]
    cases = (f"datum.value == {quoted(value['row'])} ? {quoted(value['label'])} : " for value in values)
    return rendered(range_frame(), values, labelExpr="".join(cases) + "''", height=max(34, 30 * len(values)))


def fields(item: Figure, at: int) -> dict[str, Any]:
    """Give a figure as a row of data."""
    known = [value for value in (item.low, item.best, item.high) if value is not None]
    low = item.low if item.low is not None else min(known, default=0)
    high = item.high if item.high is not None else max(known, default=0)
    room = max(known, default=1) * 0.12 + 1
    return {
        "row": f"{at:03d}",
        "label": f"{item.who} · {item.date}" if item.date else item.who,
        "from": low if item.low is not None or item.best is not None else max(0, high - room),
        "to": high if item.high is not None or item.best is not None else low + room,
        "best": item.best,
        "open_top": item.high is None and item.best is None and item.low is not None,
        "open_bottom": item.low is None and item.best is None and item.high is not None,
    }


def quoted(text: str) -> str:
    """Give a text as a string of the charts' expression language."""
    escaped = "".join(char if char.isalnum() or char in " .,·:;()-" else f"\\u{ord(char):04x}" for char in basic(text))
    return f"'{escaped}'"


def basic(text: str) -> str:
    """Give a text with a mark for what four hexadecimal digits cannot name."""
    return "".join(char if ord(char) < 0x10000 else "\ufffd" for char in text)


TIMELINE = {"width": 960, "height": 84, "left": 36, "right": 12, "top": 8, "bottom": 26}


@lru_cache(maxsize=1)
def timeline_frame() -> dict[str, Any]:
    """Make the frame of the timeline, checked by altair."""
    import altair

    chart = (
        altair.Chart(
            altair.NamedData(name=DATA),
            width=TIMELINE["width"],
            height=TIMELINE["height"],
            padding={name: TIMELINE[name] for name in ("left", "right", "top", "bottom")},
            autosize=altair.AutoSizeParams(type="none"),
        )
        .mark_rect(color=INK, opacity=0.6)
        .encode(
            x=altair.X(
                "from:T",
                title=None,
                scale=altair.Scale(domain=[0, 1]),
                axis=altair.Axis(grid=False, tickCount=8, labelOverlap=True),
            ),
            x2="to:T",
            y=altair.Y(
                "count:Q",
                title=None,
                axis=altair.Axis(tickCount=3, tickMinStep=1, format="d", domainOpacity=0, ticks=False),
            ),
            y2="none:Q",
        )
    )
    made: dict[str, Any] = config(chart).to_dict()
    return made


@lru_cache(maxsize=128)
def timeline(bins: tuple[tuple[str, str, int], ...]) -> str:
    """Draw how many incidents there are in each stretch of days: (first day, day after the last, count)."""
    values: list[dict[str, Any]] = [
        {"from": f"{a}T00:00:00", "to": f"{b}T00:00:00", "count": count, "none": 0} for a, b, count in bins
    ]
    return rendered(timeline_frame(), values, domain=[values[0]["from"], values[-1]["to"]])


def warm(figures: Sequence[Figure] = ()) -> None:
    """Load the renderer, so that the first page need not wait for it."""
    range_plot(tuple(figures) or (Figure(who="", date=None, low=1, best=1, high=1, told=""),))
    timeline((("2000-01-01", "2000-01-02", 1),))
