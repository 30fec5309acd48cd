"""ONNX graphs as far as tests look into them: their operations and their tables of signed bytes, by protobuf's wire."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

GRAPH, NODE, TABLE = 7, 1, 5  # fields: of a model, of a graph, of a graph
OPERATION = 4  # of a node
DATA_TYPE, AS_INTEGERS, NAME, AS_BYTES = 2, 5, 8, 9  # of a table
SIGNED_BYTES = 3
VARINT, EIGHT, LENGTH, FOUR = 0, 1, 2, 5  # ways in which the wire holds a field
MOST = 64  # of a weight: 2 x 255 x 64 still fits 16 bits, in which processors without VNNI add
BY_WIDTH = frozenset({"Softmax", "LogSoftmax"})  # operations that add as many numbers at once as a processor takes

Value = int | bytes


def varint(data: bytes, at: int) -> tuple[int, int]:
    """Give the number that begins at a byte, and where it ends."""
    number = shift = 0
    while True:
        number |= (data[at] & 127) << shift
        shift, at = shift + 7, at + 1
        if data[at - 1] < 128:
            return number, at


def varints(data: bytes) -> Iterator[int]:
    """Give numbers that stand one after the other."""
    at = 0
    while at < len(data):
        number, at = varint(data, at)
        yield number


def fields(data: bytes) -> Iterator[tuple[int, Value]]:
    """Give the fields of a message, each with its number."""
    at = 0
    while at < len(data):
        key, at = varint(data, at)
        value: Value
        if key & 7 == VARINT:
            value, at = varint(data, at)
        else:
            size, at = varint(data, at) if key & 7 == LENGTH else ({EIGHT: 8, FOUR: 4}[key & 7], at)
            value, at = data[at : at + size], at + size
        yield key >> 3, value


def held(message: bytes, *numbers: int) -> list[bytes]:
    """Give the messages that lie in one along a path of fields."""
    found = [message]
    for wanted in numbers:
        found = [
            value for one in found for number, value in fields(one) if number == wanted and isinstance(value, bytes)
        ]
    return found


def operations(model: bytes) -> list[str]:
    """Name the operations of a model, in order."""
    return [name.decode() for name in held(model, GRAPH, NODE, OPERATION)]


def signed_tables(model: bytes) -> Iterator[tuple[str, np.ndarray]]:
    """Give the tables of signed bytes with their names."""
    for table in held(model, GRAPH, TABLE):
        known = dict(fields(table))
        if known.get(DATA_TYPE) != SIGNED_BYTES:
            continue
        plain, packed = b"".join(held(table, AS_BYTES)), b"".join(held(table, AS_INTEGERS))
        values = np.frombuffer(plain or bytes(number & 255 for number in varints(packed)), dtype=np.int8)
        yield held(table, NAME)[0].decode(), values.astype(np.int64)


def depends_on_processor(model: bytes) -> list[str]:
    """Name what in a model gives other results on other processors: see ``training/portable.py``."""
    by_width = [f"operation {name}" for name in operations(model) if name in BY_WIDTH]
    wide = [f"weights {name}" for name, table in signed_tables(model) if np.abs(table).max(initial=0) > MOST]
    return by_width + wide
