"""Tables: YAML as people read it, and the refusal of bad entries."""

from __future__ import annotations

from typing import Any

import pytest
import yaml

from reportedly.codebook.tables import parse_yaml, read_table, read_yaml
from reportedly.errors import CodebookError


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("on", "on"), ("no", "no"), ("Yes", "Yes"), ("true", True), ("12:30", "12:30"), ("2019-02-10", "2019-02-10"),
        ("12", 12), ("1.5", 1.5), ("007", "007"), ("~", None), ("", None), ("null", None), ("m", "m"),
    ],
)  # fmt: skip
def test_words_stay_words(text: str, value: Any) -> None:
    assert parse_yaml(f"- {text}") == [value]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("", None), ("a: {b: [c, 'true', \"1\"], d: }", {"a": {"b": ["c", "true", "1"], "d": None}}),
        ("a: &one [x]\nb: *one", {"a": ["x"], "b": ["x"]}), ("- >-\n  two\n  lines\n- -3", ["two lines", -3]),
        ("1: a\n+2: b\n1.: c", {1: "a", 2: "b", "1.": "c"}),
    ],
)  # fmt: skip
def test_nested_values_are_built(text: str, value: Any) -> None:
    assert parse_yaml(text) == value


@pytest.mark.parametrize("text", ["a: [", "a: *b", "a: !!int 1", "? [a]\n: b", "a\n---\nb", "a: 1\nb: 2\na: 3"])
def test_what_no_table_needs_is_refused(text: str) -> None:
    with pytest.raises(yaml.YAMLError):
        parse_yaml(text)


def test_a_missing_file_is_named() -> None:
    with pytest.raises(CodebookError, match="data/lexicon/xx/none.yml: cannot be read"):
        read_yaml("lexicon/xx/none.yml")


def test_a_wrong_entry_is_named_with_its_path() -> None:
    with pytest.raises(CodebookError, match=r"data/codebook/acled.yml: .*\$"):
        read_table("codebook/acled.yml", dict[str, int])
