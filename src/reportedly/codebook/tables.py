"""Reads the YAML tables under ``data/`` into typed records, and refuses bad entries by file and entry."""

from __future__ import annotations

from importlib.resources import files
from typing import Any, TypeVar

import msgspec
import yaml

from reportedly.errors import CodebookError

T = TypeVar("T")


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
        return yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))  # noqa: S506 - a safe loader
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
