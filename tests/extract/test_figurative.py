"""War words borrowed for other things claim nothing; beside the same nouns, meant as they are said, they do."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from reportedly.codebook.event_types import load_event_types
from reportedly.codebook.figurative import load_figurative
from reportedly.codebook.triggers import load_triggers
from reportedly.extract.events import find_mentions, load_events
from tests.conftest import Parse

CASES = yaml.safe_load((Path(__file__).parents[1] / "cases" / "figurative.yml").read_text(encoding="utf-8"))


def found(text: str, parse: Parse) -> list[str]:
    article, doc = parse(text)
    events = find_mentions(article, doc, event_types=load_event_types(), lexicon=load_events())
    return [text[one.trigger.start : one.trigger.end] for one in events]


@pytest.mark.parametrize("text", CASES["figures"])
def test_figures(text: str, parse: Parse) -> None:
    assert found(text, parse) == []


@pytest.mark.parametrize("text", CASES["plain"])
def test_plain(text: str, parse: Parse) -> None:
    assert found(text, parse) != []


def test_classes_that_save_exist() -> None:
    classes = {name for names in load_triggers().classes.values() for name in names}
    assert load_figurative().table.saved_by <= classes


def test_words_of_a_world_are_no_party_that_fights() -> None:
    known = load_triggers().classes
    assert not [word for word in load_figurative().world_of if "force" in known.get(word, ())]
