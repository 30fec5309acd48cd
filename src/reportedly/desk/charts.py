"""Charts as SVG, drawn on this machine by altair and vl-convert: no script, no network, the page's own colours.

Colours are ``currentColor`` and opacities of it, so that one drawing serves light and dark; what is drawn is said in a
table or list beside it too. The SVG is read again before it goes into a page and refused if anything but drawing is in
it, since the names in it come from reports.
"""

from __future__ import annotations

import threading
from datetime import date
from functools import lru_cache
from typing import Any

from lxml import etree

from reportedly.errors import UsageError

INK = "currentColor"
DATA = "given"  # the name under which a frame looks for its data
DRAWN = frozenset({"svg", "g", "path", "rect", "text", "line", "defs", "clipPath", "title", "desc", "circle", "tspan"})
SVG = "{http://www.w3.org/2000/svg}"
LOCK = threading.Lock()  # the renderer is one JavaScript engine


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


def compiled(chart: Any) -> dict[str, Any]:
    """Give a chart as the renderer takes it, without its data: done once, since it takes as long as drawing does."""
    import vl_convert

    with LOCK:
        made: dict[str, Any] = vl_convert.vegalite_to_vega(config(chart).to_dict())
    return made


def rendered(frame: dict[str, Any], values: list[dict[str, Any]], **signals: float) -> str:
    """Draw a chart: its frame, made once, with data in it and with its signals set."""
    import vl_convert

    data = [item | {"values": values} if item["name"] == DATA else item for item in frame["data"]]
    known = [item | {"value": signals.get(item["name"], item.get("value"))} for item in frame.get("signals", ())]
    with LOCK:
        svg = vl_convert.vega_to_svg(frame | {"data": data, "signals": known})
    return drawing(svg)


TIMELINE = {"width": 960, "height": 84, "left": 36, "right": 12, "top": 8, "bottom": 26}


@lru_cache(maxsize=1)
def timeline_frame() -> dict[str, Any]:
    """Make the frame of the timeline, checked by altair."""
    import altair

    ends = [altair.param(name=name, value=0) for name in ("first", "last")]
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
                scale=altair.Scale(type="utc", domain=[altair.ExprRef("first"), altair.ExprRef("last")]),
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
        .add_params(*ends)
    )
    return compiled(chart)


@lru_cache(maxsize=128)
def timeline(bins: tuple[tuple[str, str, int], ...]) -> str:
    """Draw how many incidents there are in each stretch of days: (first day, day after the last, count)."""
    values = [{"from": instant(a), "to": instant(b), "count": count, "none": 0} for a, b, count in bins]
    return rendered(timeline_frame(), values, first=values[0]["from"], last=values[-1]["to"])


def instant(day: str) -> int:
    """Give the beginning of a day as the renderer counts time: milliseconds since 1970, the same on every machine."""
    return (date.fromisoformat(day).toordinal() - date(1970, 1, 1).toordinal()) * 86_400_000
