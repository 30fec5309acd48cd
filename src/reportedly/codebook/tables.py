"""Reads the YAML tables under ``data/`` into typed records, and refuses bad entries by file and entry."""

from __future__ import annotations

import re
from importlib.resources import files
from typing import Any, TypeVar

import msgspec
import yaml

from reportedly.errors import CodebookError

T = TypeVar("T")

BASE: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
PLAIN = {
    "tag:yaml.org,2002:bool": (re.compile(r"^(?:true|false)$"), "tf"),
    "tag:yaml.org,2002:int": (re.compile(r"^[-+]?(?:0|[1-9][0-9]*)$"), "-+0123456789"),
    "tag:yaml.org,2002:float": (re.compile(r"^[-+]?[0-9]+\.[0-9]+$"), "-+0123456789"),
    "tag:yaml.org,2002:null": (re.compile(r"^(?:~|null|)$"), ["~", "n", ""]),
}


class TableLoader(BASE):  # type: ignore[misc]
    """YAML as people read it: ``on``, ``no`` and ``off`` are words, ``12:30`` and ``2019-02-10`` are texts."""

    yaml_implicit_resolvers: dict[str, list[Any]] = {}


for tag, (pattern, first) in PLAIN.items():
    TableLoader.add_implicit_resolver(tag, pattern, list(first))


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
        return yaml.load(text, Loader=TableLoader)
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
