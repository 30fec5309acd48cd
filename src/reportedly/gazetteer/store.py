"""The gazetteer as a thing: one read-only file, mapped into memory, looked up in place.

Opening reads the header alone. A gazetteer pickles as its path, so that processes open their own; threads may share
one, since nothing is written after opening but caches whose entries never change.
"""

from __future__ import annotations

import json
import mmap
import struct
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from pathlib import Path
from typing import Literal

from reportedly.errors import CodebookError
from reportedly.gazetteer import layout
from reportedly.gazetteer.names import exact_key, tolerant_key, vowel_distance

SECOND_NAME = 0.4  # how much further a place is whose likeness is not in its main name
MOST_LIKE = 60
Match = Literal["exact", "alternate", "tolerant"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A place of the gazetteer. ``population`` 0 is unknown; ``apart`` is how far its vowels are from the query's."""

    row: int
    gazetteer_id: str
    kind: str
    latitude: float
    longitude: float
    country: str | None
    admin1_code: str | None
    admin1: str | None
    population: int
    match: Match = "exact"
    apart: float = 0.0


class Gazetteer:
    """Places by name: ``find`` for the name as printed, ``find_like`` for another transliteration of it."""

    def __init__(self, path: Path) -> None:
        self.path = path
        try:
            with path.open("rb") as file:
                self._map = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        except (OSError, ValueError) as error:
            raise CodebookError(f"{path}: cannot be read ({error})") from error
        if self._map[: len(layout.MAGIC)] != layout.MAGIC:
            raise CodebookError(f"{path}: is not a gazetteer of this version")
        at = len(layout.MAGIC) + 4
        (length,) = struct.unpack_from("<I", self._map, at - 4)
        header = json.loads(self._map[at : at + length])
        self._sections: dict[str, tuple[int, int]] = {
            name: (offset + at + length, size) for name, (offset, size) in header["sections"].items()
        }
        self.counts: dict[str, int] = header["counts"]
        self._admins: list[tuple[str | None, str | None, str | None]] = []
        self._divisions: dict[str, Entry] = {}
        self._find = lru_cache(maxsize=20_000)(self._find_name)
        self._like = lru_cache(maxsize=5_000)(self._like_name)

    def __reduce__(self) -> tuple[type[Gazetteer], tuple[Path]]:
        return Gazetteer, (self.path,)

    def find(self, name: str) -> tuple[Entry, ...]:
        """Give the places of this very name (case, marks and punctuation aside), the best known first."""
        return self._find(name)

    def find_like(self, name: str) -> tuple[Entry, ...]:
        """Give the places whose name may be another transliteration of this one: the nearest 60, nearest first.

        Only countries whose names reach English from another script are in this index.
        """
        return self._like(name)

    def division(self, code: str) -> Entry | None:
        """Give a country by its ISO 3166-1 code ("SY"), or a first-level division by GeoNames' code ("US.TX")."""
        if not self._divisions:
            found: dict[str, Entry] = {}
            for row in range(self.counts["places"]):
                entry = self._entry(row, "exact", 0.0)
                if entry.kind == "county":  # countries, areas and divisions come before all others in the file
                    break
                if entry.kind == "country" and entry.country:
                    found[entry.country] = entry
                elif entry.kind == "admin1" and entry.admin1_code:
                    found[f"{entry.country}.{entry.admin1_code}"] = entry
            self._divisions = found
        return self._divisions.get(code)

    def name_of(self, entry: Entry) -> str:
        """Give the display name of a place."""
        block, place = divmod(entry.row, layout.NAMES_IN_BLOCK)
        return self._names(block)[place]

    def _find_name(self, name: str) -> tuple[Entry, ...]:
        key = exact_key(name)
        if not key:
            return ()
        found = {}
        for place, _ in self._hits("exact", layout.EXACT_BYTES, key):
            row = place & ~layout.ALTERNATE
            if row not in found or not place & layout.ALTERNATE:
                found[row] = self._entry(row, "alternate" if place & layout.ALTERNATE else "exact", 0.0)
        return tuple(sorted(found.values(), key=_prominence))

    def _like_name(self, name: str) -> tuple[Entry, ...]:
        skeleton, sketch = tolerant_key(exact_key(name))
        if len(skeleton) < 2:
            return ()
        nearest: dict[int, float] = {}
        for place, other in self._hits("tolerant", layout.TOLERANT_BYTES, skeleton):
            apart = vowel_distance(sketch, other)
            row = place & ~layout.ALTERNATE
            apart += SECOND_NAME if place & layout.ALTERNATE else 0.0
            nearest[row] = min(apart, nearest.get(row, apart))
        closest = sorted((apart, row) for row, apart in nearest.items())[:MOST_LIKE]
        entries = (self._entry(row, "tolerant", apart) for apart, row in closest)
        return tuple(sorted(entries, key=lambda entry: (entry.apart, *_prominence(entry))))

    def _hits(self, index: str, size: int, key: str) -> Iterator[tuple[int, int]]:
        """Yield the place and what follows it in every entry of an index that has this key."""
        bucket, rest = layout.key_hash(key)
        buckets, start = self._sections[index + "_buckets"][0], self._sections[index][0]
        first, last = struct.unpack_from("<II", self._map, buckets + 4 * bucket)
        wanted = rest.to_bytes(3, "little")
        part = self._map[start + first * size : start + last * size]
        for at in range(0, len(part), size):
            if part[at : at + 3] == wanted:
                yield (
                    int.from_bytes(part[at + 3 : at + 6], "little"),
                    int.from_bytes(part[at + 6 : at + size], "little"),
                )

    def _entry(self, row: int, match: Match, apart: float) -> Entry:
        at = self._sections["places"][0] + row * layout.PLACE_BYTES
        raw = self._map[at : at + layout.PLACE_BYTES]
        admin = int.from_bytes(raw[6:8], "little")
        kind, scheme = raw[8] & 15, layout.SCHEMES[raw[8] >> 4]
        number = int.from_bytes(raw[10:14], "little")
        country, code, admin1 = self._admin(admin)
        own = str(number)
        if scheme.startswith("adm"):
            own = f"{country}.{code}" if scheme == "adm" else f"{country}.{code}.{number:08x}"
        return Entry(
            row=row,
            gazetteer_id=f"{scheme}:{own}",
            kind=layout.KINDS[kind],
            latitude=layout.unpack_degrees(int.from_bytes(raw[0:3], "little"), 90),
            longitude=layout.unpack_degrees(int.from_bytes(raw[3:6], "little"), 180),
            country=country,
            admin1_code=code,
            admin1=admin1,
            population=layout.unpack_population(raw[9]),
            match=match,
            apart=apart,
        )

    def _admin(self, row: int) -> tuple[str | None, str | None, str | None]:
        if not self._admins:
            lines = self._section("admins").decode().split("\n")
            self._admins = [(c or None, a or None, n or None) for c, a, n in (line.split("\t") for line in lines)]
        return self._admins[row]

    def _names(self, block: int) -> list[str]:
        offsets, names = self._sections["name_blocks"][0], self._sections["names"][0]
        first, last = struct.unpack_from("<II", self._map, offsets + 4 * block)
        return zlib.decompress(self._map[names + first : names + last]).decode().split("\n")

    def _section(self, name: str) -> bytes:
        start, size = self._sections[name]
        return self._map[start : start + size]


def _prominence(entry: Entry) -> tuple[int, int, int, int]:
    """Order places of one name: true names before alternates, wide before small, many people before few."""
    wide = {"country": 0, "continent": 0, "admin1": 1}.get(entry.kind, 2)
    return entry.match == "alternate", wide, -entry.population, entry.row


def open_gazetteer() -> Gazetteer:
    """Open the gazetteer that comes with the package."""
    return Gazetteer(Path(str(files("reportedly") / "data" / "gazetteer.bin")))
