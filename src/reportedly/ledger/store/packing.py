"""Records <-> bytes: MessagePack, compressed against the names of the records' fields (see ``dictionaries``)."""

from __future__ import annotations

import hashlib
import zlib
from functools import lru_cache
from typing import TypeVar

import msgspec

from reportedly.ledger.records import Row
from reportedly.ledger.store.dictionaries import NEWEST, dictionary_of
from reportedly.model import Reading

T = TypeVar("T")
LEVEL = 6


def pack(record: object) -> bytes:
    """Give the bytes of a record."""
    packer = zlib.compressobj(LEVEL, zlib.DEFLATED, zlib.MAX_WBITS, zlib.DEF_MEM_LEVEL, zlib.Z_DEFAULT_STRATEGY, NEWEST)
    return packer.compress(msgspec.msgpack.encode(record)) + packer.flush()


def unpack(body: bytes, kind: type[T]) -> T:
    """Give the record of its bytes.

    Raises:
        msgspec.ValidationError: the bytes are no such record.
        zlib.error: the bytes are damaged.
    """
    unpacker = zlib.decompressobj(zlib.MAX_WBITS, dictionary_of(body))
    return msgspec.msgpack.decode(unpacker.decompress(body) + unpacker.flush(), type=kind)


@lru_cache(maxsize=20000)
def unpack_row(body: bytes) -> Row:
    """Give the row of its bytes; those looked at last are kept ready, as what is compared with one report mostly is
    compared with the next.
    """
    return unpack(body, Row)


def pack_reading(reading: Reading) -> bytes:
    """Give the bytes of a reading: its line of JSON, compressed."""
    return zlib.compress(msgspec.json.encode(reading), LEVEL)


def unpack_reading(body: bytes) -> Reading:
    """Give the reading of its bytes."""
    return msgspec.json.decode(zlib.decompress(body), type=Reading)


def hashed(key: str) -> int:
    """Give a key as a signed number of 64 bits, the same on every machine."""
    return int.from_bytes(
        hashlib.blake2b(key.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "big", signed=True
    )
