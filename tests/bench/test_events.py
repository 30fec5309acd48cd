"""Event triggers and roles on cases worked out by hand."""

from __future__ import annotations

from bench.corpora.wikievents import read_document
from bench.score import Prf, Rate
from bench.tasks.events import Found, found_event, mapping, our_types, score_events
from reportedly.codebook.event_types import load_event_types
from reportedly.model import EventMention, Participant, Span
from tests.conftest import Parse

GOLD = (
    Found(
        kind="Conflict.Attack.DetonateExplode",
        trigger=(10, 18),
        fillers=(("actor", ((0, 5),)), ("recipient", ((30, 40),)), ("place", ((50, 56),))),
    ),
    Found(kind="Life.Die.Unspecified", trigger=(60, 66), fillers=(("recipient", ((70, 75),)),)),
)


def span_at(text: str, words: str) -> Span:
    start = text.index(words)
    return Span(start=start, end=start + len(words))


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


def test_a_party_is_its_noun_or_its_name_in_the_same_phrase(parse: Parse) -> None:
    text = "The Red Dawn militant group killed two men. Red Dawn is known."
    _, doc = parse(text)
    mentions = (span_at(text, "Red Dawn"), Span(start=text.rindex("Red Dawn"), end=text.rindex("Red Dawn") + 8))
    phrase = span_at(text, "The Red Dawn militant group")
    event = EventMention(
        event_type="killing",
        trigger=span_at(text, "killed"),
        actors=(Participant(span=phrase, head=span_at(text, "group"), actor="a1"),),
    )
    answer = found_event(event, {"a1": mentions}, {}, doc)
    assert answer.fillers == (("actor", ((22, 27), (4, 12))),)
    assert answer.strict == (("actor", ((22, 27),)),)


def test_a_place_is_its_name_or_the_noun_with_it_in_the_sentence(parse: Parse) -> None:
    text = "A bomb exploded at the Oxford Street station in the city of Lyon. Lyon is calm."
    _, doc = parse(text)
    event = EventMention(event_type="bombing", trigger=span_at(text, "exploded"), place="p1")
    street = found_event(event, {}, {"p1": (span_at(text, "Oxford Street"),)}, doc)
    assert [text[slice(*span)] for span in street.fillers[0][1]] == ["Oxford Street", "station"]
    lyon = (span_at(text, "Lyon"), Span(start=text.rindex("Lyon"), end=text.rindex("Lyon") + 4))
    town = found_event(event, {}, {"p1": lyon}, doc)
    assert [text[slice(*span)] for span in town.fillers[0][1]] == ["Lyon", "city"]
    assert town.strict is not None
    assert len(town.strict[0][1]) == 2


def test_one_word_takes_the_strict_fillers() -> None:
    both = Found(
        kind="killing",
        trigger=(60, 66),
        fillers=(("recipient", ((80, 85), (70, 75))),),
        strict=(("recipient", ((80, 85),)),),
    )
    rows = score_events(GOLD, (both,))
    assert (rows["role heads"].counts()[0], rows["role heads, one word"].counts()[0]) == (1, 0)


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
