"""Event triggers and roles on cases worked out by hand."""

from __future__ import annotations

from bench.corpora.wikievents import read_document
from bench.score import Prf, Rate
from bench.tasks.events import Found, mapping, our_types, score_events
from reportedly.codebook.event_types import load_event_types

GOLD = (
    Found(
        kind="Conflict.Attack.DetonateExplode",
        trigger=(10, 18),
        fillers=(("actor", ((0, 5),)), ("recipient", ((30, 40),)), ("place", ((50, 56),))),
    ),
    Found(kind="Life.Die.Unspecified", trigger=(60, 66), fillers=(("recipient", ((70, 75),)),)),
)


def found(kind: str, trigger: tuple[int, int], *fillers: tuple[str, tuple[tuple[int, int], ...]]) -> Found:
    return Found(kind=kind, trigger=trigger, fillers=fillers)


def test_a_right_trigger_needs_a_right_type() -> None:
    rows = score_events(GOLD, (found("bombing", (10, 18)), found("injury", (60, 66))))
    assert rows["trigger"] == Prf(1, 2, 2)
    assert rows["trigger, any type"] == Prf(2, 2, 2)
    assert rows["recall of Life.Die.Unspecified"] == Rate(0, 1)


def test_types_that_no_gold_type_maps_to_are_not_counted() -> None:
    assert score_events(GOLD, (found("declaration", (0, 5)),))["trigger"] == Prf(0, 0, 2)


def test_roles_of_missed_and_false_events_count() -> None:
    answer = (
        found("bombing", (10, 18), ("actor", ((2, 5),)), ("recipient", ((90, 95),))),
        found("killing", (200, 205), ("actor", ((210, 214),))),
    )
    rows = score_events(GOLD, answer)
    assert rows["role heads"] == Prf(1, 3, 4)
    assert rows["role heads, found events"] == Prf(1, 2, 3)
    assert rows["role heads: actor"] == Prf(1, 2, 1)


def test_swapped_roles_are_wrong() -> None:
    swapped = found("bombing", (10, 18), ("recipient", ((0, 5),)), ("actor", ((30, 40),)))
    assert score_events(GOLD, (swapped,))["role heads"].counts()[0] == 0


def test_any_mention_of_a_place_will_do() -> None:
    place = found("bombing", (10, 18), ("place", ((300, 306), (50, 56))))
    assert score_events(GOLD, (place,))["role heads: place"] == Prf(1, 1, 1)


def test_the_mapping_names_our_types_only() -> None:
    assert our_types() <= set(load_event_types().types)
    assert all(set(entry["roles"].values()) <= {"actor", "recipient", "place"} for entry in mapping().values())


def test_sentences_become_lines() -> None:
    row = {
        "doc_id": "x",
        "sentences": [
            [[["Bombs", 0, 5], ["fell", 6, 10]], "Bombs fell"],
            [[["They", 10, 14], ["ran", 15, 18]], "They ran"],
        ],
        "entity_mentions": [{"id": "e", "start": 2, "end": 3}],
        "event_mentions": [
            {
                "event_type": "Life.Die.Unspecified",
                "trigger": {"start": 3, "end": 4},
                "arguments": [{"entity_id": "e", "role": "Victim"}],
            }
        ],
    }
    document = read_document(row)
    assert document.text == "Bombs fell\nThey ran"
    assert document.events[0].trigger == (16, 19)
    assert document.events[0].arguments[0].span == (11, 15)
