"""Build the desk's country shapes, ``src/reportedly/desk/static/basemap.js``, from Natural Earth.

Reads the TopoJSON of world-atlas (Natural Earth 1:50m, public domain). Borders are thinned by Visvalingam and Whyatt's
method (1993: the point whose triangle with its neighbours is smallest goes first), each border once, so that neighbours
stay neighbours; points are whole steps of 0.01 degree, each given as its distance from the one before.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

from reportedly.codebook.countries import load_countries

TARGET = Path(__file__).parent.parent / "src" / "reportedly" / "desk" / "static" / "basemap.js"
STEP = 0.01  # degrees
LEAST = 12.0  # square steps: a smaller triangle is not drawn
Point = tuple[int, int]


def arcs_of(topology: dict[str, Any]) -> list[list[Point]]:
    """Give the borders as points, longitude and latitude in steps."""
    (sx, sy), (tx, ty) = topology["transform"]["scale"], topology["transform"]["translate"]
    found = []
    for arc in topology["arcs"]:
        x = y = 0
        points = []
        for dx, dy in arc:
            x, y = x + dx, y + dy
            points.append((round((x * sx + tx) / STEP), round((y * sy + ty) / STEP)))
        found.append(points)
    return found


def area(a: Point, b: Point, c: Point) -> float:
    """Give the area of a triangle in square steps."""
    return abs((b[0] - a[0]) * (c[1] - a[1]) - (c[0] - a[0]) * (b[1] - a[1])) / 2


def thinned(points: Sequence[Point]) -> list[Point]:
    """Give a border without the points that make no visible difference; its ends stay, and four points of a ring."""
    held = [point for at, point in enumerate(points) if at == 0 or point != points[at - 1]]
    fewest = 4 if len(held) > 3 and held[0] == held[-1] else 2
    while len(held) > fewest:
        areas = [area(*held[at - 1 : at + 2]) for at in range(1, len(held) - 1)]
        least = min(areas)
        if least >= LEAST:
            break
        del held[areas.index(least) + 1]
    return held


def deltas(points: Sequence[Point]) -> list[int]:
    """Give points as one list of numbers, each the distance from the one before."""
    flat = list(points[0])
    for a, b in pairwise(points):
        flat += [b[0] - a[0], b[1] - a[1]]
    return flat


def basemap(topology: dict[str, Any]) -> str:
    """Give the module that holds the shapes."""
    code_of = {country.numeric: code for code, country in load_countries().items() if country.numeric}
    countries = []
    for item in topology["objects"]["countries"]["geometries"]:
        polygons = item["arcs"] if item["type"] == "MultiPolygon" else [item["arcs"]]
        countries.append(
            {"name": item["properties"]["name"], "code": code_of.get(int(item.get("id") or 0)), "polygons": polygons}
        )
    countries.sort(key=lambda country: country["name"])
    shapes = {"step": STEP, "arcs": [deltas(thinned(arc)) for arc in arcs_of(topology)], "countries": countries}
    told = json.dumps(shapes, ensure_ascii=False, separators=(",", ":"))
    return f"// Made by tools/build_basemap.py from Natural Earth (public domain).\nexport const basemap = {told};\n"


def main() -> None:
    """Write the module."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--basemap", type=Path, required=True, help="the folder that holds countries-50m.json")
    folder: Path = parser.parse_args().basemap
    topology = json.loads((folder / "countries-50m.json").read_text(encoding="utf-8"))
    TARGET.write_text(basemap(topology), encoding="utf-8")
    print(f"{TARGET.name}: {TARGET.stat().st_size:,} bytes")


if __name__ == "__main__":
    main()
