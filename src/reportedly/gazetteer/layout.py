"""The bytes of the gazetteer's file: what ``tools/build_gazetteer.py`` writes and ``store`` reads in place.

``MAGIC``, the length of the header (uint32), the header (JSON: ``sections`` name -> [offset, length], ``counts``,
``sources``), then the sections. All numbers are little-endian.

places   14 bytes each: latitude and longitude (24 bits each), row of the admin table (16), kind and id scheme (8),
         population (8, logarithmic), number within the id scheme (32)
names    the display names, newline-separated, in zlib blocks of 64; ``name_blocks`` holds their offsets (uint32)
admins   the admin table as text, one "CC<tab>code<tab>name" a line
exact    6 bytes each, ordered: the lower 24 of 40 bits of the key's hash, then the place (23 bits) with the highest bit
         set where the key is of an alternate name; ``exact_buckets`` holds where each value of the upper 16 bits begins
tolerant 8 bytes each, ordered: the same of the tolerant key (the highest bit: not of the display name), then its vowel
         sketch (16); with ``tolerant_buckets``
"""

from __future__ import annotations

import hashlib
import math

MAGIC = b"RPGAZ\x00\x01\n"
PLACE_BYTES = 14
EXACT_BYTES = 6
TOLERANT_BYTES = 8
NAMES_IN_BLOCK = 64
BUCKETS = 1 << 16
ALTERNATE = 1 << 23
KINDS = (
    "locality",
    "neighbourhood",
    "county",
    "admin1",
    "country",
    "continent",
    "region",  # larger than a country, or across countries
    "area",  # a part of one country that is not one of its first-level divisions
    "water",
    "site",  # camps, crossings, airfields, dams
)
SCHEMES = ("gn", "wof", "adm", "adm2", "rp")
_STEP = 8.0


def key_hash(key: str) -> tuple[int, int]:
    """Give the bucket (16 bits) and the rest (24 bits) of a key's hash."""
    number = int.from_bytes(hashlib.blake2b(key.encode(), digest_size=5).digest(), "big")
    return number >> 24, number & 0xFFFFFF


def pack_degrees(value: float, half_turn: float) -> int:
    """Give an angle between ``-half_turn`` and ``half_turn`` as 24 bits (about 2 m)."""
    return min(0xFFFFFF, max(0, round((value + half_turn) / (2 * half_turn) * 0xFFFFFF)))


def unpack_degrees(value: int, half_turn: float) -> float:
    """Give the angle back, to five decimals."""
    return round(value / 0xFFFFFF * 2 * half_turn - half_turn, 5)


def pack_population(people: int) -> int:
    """Give a population as eight bits on a logarithmic scale; 0 is unknown."""
    return min(255, round(_STEP * math.log2(people + 1))) if people > 0 else 0


def unpack_population(value: int) -> int:
    """Give the population back, within about four per cent; 0 is unknown."""
    return round(2 ** (value / _STEP) - 1) if value else 0
