"""Figures over time by source: the day of each report from left to right, each figure from its least to its most.

A source has a shape and a colour. A filled mark is a figure that was given, a hollow one a bound alone; an arrow stands
where the text sets no end. Figures that exclude each other are joined by a line with a sign on it, an update by a
dashed one. Whose day of publication is not known stands apart. The page's table holds the same.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from reportedly.desk.charts import DATA, INK, compiled, rendered, timeline
from reportedly.desk.placing import EDGE, HEIGHT, NEAR, Figure, Scale, line_of, placed, scale_of, spread, ticks
from reportedly.desk.wording import number
from reportedly.ledger.records import Difference

WIDTHS = {"wide": 560, "narrow": 232}
SHAPES = ("circle", "square", "diamond", "triangle-up", "triangle-down", "cross")  # the last for all other sources
COLOURS = ("#00a001", "#00a002", "#00a003", "#00a004", "#00a005", "#00a006")  # the style sheet gives the page's own
MARK, STUB = 6, 24  # pixels from the middle of a mark to its edge, and to the arrow of an end that is open
LINES = 12  # at most so many lines between marks
LETTER, DAY = 7.0, 72.0  # pixels that a digit and the name of a day take
DASHES: dict[Difference, tuple[int, int]] = {"conflict": (1, 0), "copy-error": (1, 3), "update": (5, 4)}
SIGNS: dict[Difference, str] = {"conflict": "≠", "copy-error": "≠"}
OPEN = {(False, True): "≥", (True, False): "≤", (True, True): "≈"}  # by whether the lower and the upper end are open


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawn:
    """A plot: whether marks had to leave their days to be seen, and whether lines were left out."""

    svg: str
    moved: bool
    left: bool


def key_of(figures: Sequence[Figure]) -> tuple[tuple[str, int], ...]:
    """Give the sources with the number of the sign that each has, in order of their first figure.

    There are six signs; of more sources those with most figures have one of their own.
    """
    counts = Counter(item.who for item in figures)
    most = len(SHAPES) if len(counts) <= len(SHAPES) else len(SHAPES) - 1
    own = {name for name, _ in counts.most_common(most)}
    order = [name for name in counts if name in own]
    return tuple((name, order.index(name) if name in own else len(SHAPES) - 1) for name in counts)


@lru_cache(maxsize=512)
def range_plot(figures: tuple[Figure, ...], pairs: tuple[tuple[int, int], ...], kind: Difference, size: str) -> Drawn:
    """Draw figures in order of day; ``pairs`` are those between which there is a difference of a ``kind``."""
    marks = tuple(sorted(dict.fromkeys(figures), key=lambda item: (item.day or "9999", item.known())))
    at = {item: place for place, item in enumerate(marks)}
    joined = dict.fromkeys((at[figures[a]], at[figures[b]]) for a, b in pairs if figures[a] != figures[b])
    width = WIDTHS[size]
    dated = [date.fromisoformat(item.day) for item in marks if item.day]
    apart = len(marks) - len(dated)
    strip = min(0.45 * width, 84 + NEAR * apart) if apart and dated else 0.0
    line = line_of(dated, width - strip)
    start = line.width if line else 0.0
    undated = [start + (place + 1) * (width - start) / (apart + 1) for place in range(apart)]
    places = [*(placed(dated, line) if line else ()), *spread(undated, start + EDGE, width - EDGE)]
    lines = lines_of(list(joined), places, kind)
    scale = scale_of(marks)
    sign = dict(key_of(figures))
    named = ticks(line) if line else []
    values = [
        *({"what": "level", "y": scale.up(value), "text": number(value)} for value in scale.levels()),
        *({"what": "day", "x": x, "text": text} for x, text in named if not strip or x < start - DAY / 2),
        *([{"what": "day", "x": (start + width) / 2, "text": "day not known"}] if apart else ()),
        *([{"what": "border", "x": start}] if strip else ()),
        *between(marks, places, lines[:LINES], kind, scale),
        *(part for item, x in zip(marks, places, strict=True) for part in drawn(item, x, sign[item.who], scale)),
        *numbers(marks, places, scale),
    ]
    off = [abs(x - line.centre(day)) for x, day in zip(places, dated, strict=False)] if line else []
    svg = rendered(frame(size), values)
    moved = line is not None and max(off) > NEAR + line.width / line.days / 2
    return Drawn(svg=svg, moved=moved, left=len(lines) > LINES)


def drawn(item: Figure, x: float, sign: int, scale: Scale) -> Iterator[dict[str, Any]]:
    """Give what is drawn of a figure: its range, an arrow at each end that is open, its mark."""
    least, most = (scale.up(value) for value in (item.known()[0], item.known()[-1]))
    look = {"x": x, "colour": COLOURS[sign]}
    if least < most:
        yield {"what": "bar", "y": least, "y2": most, **look}
    for end, place, way in ((item.high, most, 1), (item.low, least, -1)):
        if end is None:
            tip = max(0.0, place + way * STUB)
            yield {"what": "stub", "y": place + way * MARK, "y2": tip, **look}
            yield {"what": "up" if way > 0 else "down", "y": tip, **look}
    what = "given" if item.best is not None else "bound"
    yield {"what": what, "y": scale.up(item.main()), "shape": SHAPES[sign], **look}


def numbers(marks: Sequence[Figure], places: Sequence[float], scale: Scale) -> Iterator[dict[str, Any]]:
    """Give the numbers beside the marks, each with the sign of what its words leave open, if there is room for all."""
    told = [short(item) for item in marks]
    if all(b - a >= 14 + LETTER * len(text) for a, b, text in zip(places, places[1:], told, strict=False)):
        for item, x, text in zip(marks, places, told, strict=True):
            yield {"what": "number", "x": x, "y": scale.up(item.main()), "text": text}


def short(item: Figure) -> str:
    """Give a figure in few signs.

    >>> [short(Figure(who="", day=None, low=a, best=b, high=c)) for a, b, c in ((9, 9, None), (7, None, 9))]
    ['≥9', '7–9']
    """
    if item.best is None and item.low is not None and item.high is not None and item.low < item.high:
        return f"{number(item.low)}–{number(item.high)}"
    return OPEN.get((item.low is None, item.high is None), "") + number(item.main())


def lines_of(pairs: Sequence[tuple[int, int]], places: Sequence[float], kind: Difference) -> list[tuple[int, int]]:
    """Give the pairs that a line joins, the closest first; an update is joined to the closest that it replaces."""
    if kind not in DASHES:
        return []
    close = sorted(pairs, key=lambda pair: (abs(places[pair[0]] - places[pair[1]]), pair))
    last: dict[int, tuple[int, int]] = {}
    for pair in close:
        last.setdefault(max(pair), pair)
    return list(last.values()) if kind == "update" else close


def between(
    marks: Sequence[Figure], places: Sequence[float], pairs: Sequence[tuple[int, int]], kind: Difference, scale: Scale
) -> Iterator[dict[str, Any]]:
    """Give the lines between marks that exclude or replace each other."""
    for a, b in pairs:
        one, other = scale.up(marks[a].main()), scale.up(marks[b].main())
        yield {"what": kind, "x": places[a], "y": one, "x2": places[b], "y2": other}
        if kind in SIGNS:
            middle = {"x": (places[a] + places[b]) / 2, "y": (one + other) / 2}
            yield {"what": "sign", "text": SIGNS[kind], **middle}


@lru_cache(maxsize=2)
def frame(size: str) -> dict[str, Any]:
    """Make the frame of a plot, checked by altair: all that is drawn comes as data, with its place in pixels."""
    import altair

    def scale(most: int) -> Any:
        return altair.Scale(domain=[0, most], nice=False, zero=True)

    base = altair.Chart(altair.NamedData(name=DATA))
    x = altair.X("x:Q", scale=scale(WIDTHS[size]), axis=None)
    y = altair.Y("y:Q", scale=scale(HEIGHT), axis=None)
    colour = altair.Color("colour:N", scale=None)
    shape = altair.Shape("shape:N", scale=None)
    ground, left, right = altair.value(HEIGHT), altair.value(0), altair.value(WIDTHS[size])

    def rules(what: str, dash: Sequence[int] = (1, 0), **look: Any) -> Any:
        return base.transform_filter(f"datum.what == '{what}'").mark_rule(strokeDash=list(dash), **look)

    def points(what: str, **look: Any) -> Any:
        chart = base.transform_filter(f"datum.what == '{what}'").mark_point(opacity=1, **look)
        return chart.encode(x=x, y=y, color=colour)

    def words(what: str, **look: Any) -> Any:
        chart = base.transform_filter(f"datum.what == '{what}'").mark_text(color=INK, **look)
        return chart.encode(text="text:N")

    layers = [
        rules("level", color=INK, opacity=0.13).encode(x=left, x2=right, y=y),
        words("level", fontSize=12, align="right", dx=-8).encode(x=left, y=y),
        rules("day", color=INK, opacity=0.5).encode(x=x, y=ground, y2=altair.value(HEIGHT + 5)),
        words("day", fontSize=12, dy=16).encode(x=x, y=ground),
        rules("border", (2, 3), color=INK, opacity=0.4).encode(x=x),
    ]
    layers += [
        rules(kind, dash, color=INK, opacity=0.75, strokeWidth=1.3).encode(x=x, y=y, x2="x2", y2="y2")
        for kind, dash in DASHES.items()
    ]
    layers += [
        rules("bar", strokeWidth=5, opacity=0.6).encode(x=x, y=y, y2="y2", color=colour),
        rules("stub", (2, 2), strokeWidth=1.6).encode(x=x, y=y, y2="y2", color=colour),
        points("up", shape="triangle-up", filled=True, size=42),
        points("down", shape="triangle-down", filled=True, size=42),
        points("given", filled=True, size=95).encode(shape=shape),
        points("bound", filled=False, size=85, strokeWidth=1.8).encode(shape=shape),
        words("number", fontSize=12, align="left", dx=8).encode(x=x, y=y),
        words("sign", fontSize=17, fontWeight="bold", dy=-1).encode(x=x, y=y),
    ]
    return compiled(altair.layer(*layers).properties(width=WIDTHS[size], height=HEIGHT))


def warm() -> None:
    """Load the renderer and make all frames, so that the first page need not wait for them."""
    timeline((("2000-01-01", "2000-01-02", 1),))
    for size in WIDTHS:
        frame(size)
