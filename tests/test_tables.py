"""Tables: YAML as people read it, and the refusal of bad entries."""

from __future__ import annotations

from typing import Any

import pytest
import yaml

from reportedly.codebook.tables import TableLoader, read_table, read_yaml
from reportedly.errors import CodebookError


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("on", "on"), ("no", "no"), ("Yes", "Yes"), ("true", True), ("12:30", "12:30"), ("2019-02-10", "2019-02-10"),
        ("12", 12), ("1.5", 1.5), ("007", "007"), ("~", None), ("", None), ("null", None), ("m", "m"),
    ],
)  # fmt: skip
def test_words_stay_words(text: str, value: Any) -> None:
    assert yaml.load(f"[{text}]" if text else "[~]", Loader=TableLoader) == [value]


def test_a_missing_file_is_named() -> None:
    with pytest.raises(CodebookError, match="data/lexicon/xx/none.yml: cannot be read"):
        read_yaml("lexicon/xx/none.yml")


def test_a_wrong_entry_is_named_with_its_path() -> None:
    with pytest.raises(CodebookError, match=r"data/codebook/acled.yml: .*\$"):
        read_table("codebook/acled.yml", dict[str, int])
