"""Reads the YAML tables under ``data/`` into typed records, and refuses bad entries by file and entry."""

from __future__ import annotations

import re
from importlib.resources import files
from typing import TYPE_CHECKING, Any, TypeVar

import msgspec
import yaml

from reportedly.errors import CodebookError

if TYPE_CHECKING:
    from collections.abc import Iterator

T = TypeVar("T")

LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
CONSTANTS = {"true": True, "false": False, "null": None, "~": None, "": None}
INTEGER = re.compile(r"[-+]?(?:0|[1-9][0-9]*)")
DECIMAL = re.compile(r"[-+]?[0-9]+\.[0-9]+")


def parse_yaml(text: str) -> Any:
    """Give the one document of a YAML text, as people read it.

    ``on``, ``no`` and ``off`` are words, ``12:30`` and ``2019-02-10`` are texts. Built straight from the parser's
    events, in half the time that PyYAML takes by way of nodes.

    Raises:
        YAMLError: the text is not YAML, has tags, or holds more than one document.
    """
    events = iter(yaml.parse(text, Loader=LOADER))
    next(events)
    if isinstance(next(events), yaml.StreamEndEvent):
        return None
    document = build(next(events), events, {})
    next(events)
    if not isinstance(next(events), yaml.StreamEndEvent):
        raise yaml.YAMLError("more than one document")
    return document


def build(event: Any, events: Iterator[Any], anchors: dict[str, Any]) -> Any:
    """Give the value that begins with an event."""
    kind = type(event)
    if kind is yaml.AliasEvent:
        if event.anchor not in anchors:
            raise yaml.YAMLError(f"no anchor {event.anchor}")
        return anchors[event.anchor]
    if event.tag is not None:
        raise yaml.YAMLError(f"a tag: {event.tag}")
    value: Any
    if kind is yaml.ScalarEvent:
        value = plain_scalar(event.value) if event.implicit[0] else event.value
    elif kind is yaml.SequenceStartEvent:
        value = []
        while type(inner := next(events)) is not yaml.SequenceEndEvent:
            value.append(build(inner, events, anchors))
    else:
        value = {}
        while type(inner := next(events)) is not yaml.MappingEndEvent:
            if type(inner) is not yaml.ScalarEvent:
                raise yaml.YAMLError("a key that is no scalar")
            key = build(inner, events, anchors)
            if key in value:
                raise yaml.YAMLError(f"{key!r} twice in one mapping")
            value[key] = build(next(events), events, anchors)
    if event.anchor is not None:
        anchors[event.anchor] = value
    return value


def plain_scalar(text: str) -> Any:
    """Give what an unquoted scalar stands for."""
    if text in CONSTANTS:
        return CONSTANTS[text]
    if text[0] in "-+0123456789":
        if INTEGER.fullmatch(text):
            return int(text)
        if DECIMAL.fullmatch(text):
            return float(text)
    return text


def read_yaml(name: str) -> Any:
    """Give the content of ``data/<name>`` as plain lists, dicts and scalars.

    Raises:
        CodebookError: the file is missing or is not YAML.
    """
    path = files("reportedly") / "data" / name
    try:
        text = path.read_text(encoding="utf-8")
    except OSError as error:
        raise CodebookError(f"data/{name}: cannot be read ({error})") from error
    try:
        return parse_yaml(text)
    except yaml.YAMLError as error:
        raise CodebookError(f"data/{name}: is not YAML ({str(error).splitlines()[0]})") from error


def read_table(name: str, kind: type[T]) -> T:
    """Give ``data/<name>`` as a value of ``kind`` (a frozen dataclass, or a dict or tuple of them).

    Unknown and missing fields are refused; so is any value of the wrong type.

    Raises:
        CodebookError: names the file and the path of the entry that is wrong.
    """
    try:
        return msgspec.convert(read_yaml(name), kind, strict=True)
    except msgspec.ValidationError as error:
        raise CodebookError(f"data/{name}: {error}") from error
