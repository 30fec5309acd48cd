"""Who acts and who is acted on."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from reportedly.codebook.event_types import load_event_types
from reportedly.extract.events import find_mentions, load_events
from reportedly.model import Actor, Attribution, EventMention, Participant, Place, Source, Span, Time
from tests.conftest import Parse

CASES = yaml.safe_load((Path(__file__).parents[1] / "cases" / "events.yml").read_text(encoding="utf-8"))["roles"]


def at(text: str, words: str) -> Span:
    start = text.index(words)
    return Span(start=start, end=start + len(words))


def find(text: str, trigger: str, parse: Parse, **mentions: Any) -> EventMention:
    article, doc = parse(text)
    events = find_mentions(article, doc, event_types=load_event_types(), lexicon=load_events(), **mentions)
    return next(event for event in events if text[event.trigger.start : event.trigger.end] == trigger)


def words(text: str, participants: tuple[Participant, ...]) -> list[str]:
    return [text[one.span.start : one.span.end] for one in participants]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"])
def test_roles(case: dict[str, Any], parse: Parse) -> None:
    text = case["text"]
    event = find(text, case["trigger"], parse)
    assert (words(text, event.actors), words(text, event.recipients)) == (case["actors"], case["recipients"])


def test_a_name_that_modifies_the_head_gives_the_actor(parse: Parse) -> None:
    text = "SDF fighters seized the ridge."
    actors = [Actor(id="a1", name="SDF", mentions=(at(text, "SDF"),))]
    assert find(text, "seized", parse, actors=actors).actors[0].actor == "a1"


NOVAK = "Peter Novak said six of his men were killed."


def led(part_of: tuple[str, ...]) -> list[Actor]:
    return [
        Actor(id="a1", name="Peter Novak", type="person", part_of=part_of, mentions=(at(NOVAK, "his"),)),
        Actor(id="a2", name="Arakan Army", type="armed-group"),
    ]


def test_a_commanders_men_are_those_of_his_side(parse: Parse) -> None:
    found = find(NOVAK, "killed", parse, actors=led(("Arakan Army",))).recipients
    assert [one.actor for one in found] == ["a2"]


def test_whose_men_are_killed_is_not_killed(parse: Parse) -> None:
    found = find(NOVAK, "killed", parse, actors=led(())).recipients
    assert [(one.actor, words(NOVAK, (one,))) for one in found] == [(None, ["six of his men"])]


def test_guards_who_are_wounded_are_not_the_mayor(parse: Parse) -> None:
    text = "Two of Ana Ruiz's guards were wounded."
    actors = [Actor(id="a1", name="Ana Ruiz", type="person", mentions=(at(text, "Ana Ruiz"),))]
    assert find(text, "wounded", parse, actors=actors).recipients[0].actor is None


def test_civilians_are_not_the_party_whose_name_they_bear(parse: Parse) -> None:
    text = "Shells killed four Syrian civilians."
    actors = [Actor(id="a1", name="Syria", type="state", mentions=(at(text, "Syrian"),))]
    assert find(text, "killed", parse, actors=actors).recipients[0].actor is None


def test_compound_actors_are_split(parse: Parse) -> None:
    text = "Russian and Syrian jets bombed a bakery."
    actors = [
        Actor(id="a1", name="Russia", type="state", mentions=(at(text, "Russian"),)),
        Actor(id="a2", name="Syria", type="state", mentions=(at(text, "Syrian"),)),
    ]
    found = find(text, "bombed", parse, actors=actors).actors
    assert [one.actor for one in found] == ["a1", "a2"]
    assert len({one.span for one in found}) == 2


def test_the_place_of_the_event_not_of_the_speaker(parse: Parse) -> None:
    text = "Shells hit a clinic in Harem on Monday, a doctor in Paris said."
    places = [
        Place(id="p1", name="Harem", precision="exact", mentions=(at(text, "Harem"),)),
        Place(id="p2", name="Paris", precision="exact", mentions=(at(text, "Paris"),)),
    ]
    assert find(text, "hit", parse, places=places).place == "p1"


def test_the_most_precise_place_of_the_clause(parse: Parse) -> None:
    text = "Rebels attacked a base near Harem in Syria."
    places = [
        Place(id="p1", name="Syria", precision="country", mentions=(at(text, "Syria"),)),
        Place(id="p2", name="Harem", precision="near", mentions=(at(text, "Harem"),)),
    ]
    assert find(text, "attacked", parse, places=places).place == "p2"


def test_the_day_of_speaking_is_not_the_day_of_the_event(parse: Parse) -> None:
    text = "The governor said on Tuesday that rebels attacked a base on Monday."
    times = [
        Time(id="t1", start=at(text, "Tuesday").start, end=at(text, "Tuesday").end, type="DATE", value="2020-01-07"),
        Time(id="t2", start=at(text, "Monday").start, end=at(text, "Monday").end, type="DATE", value="2020-01-06"),
    ]
    said = Attribution(
        id="s1",
        source=Source(start=0, end=12),
        cue=at(text, "said"),
        content=(at(text, "that rebels attacked a base on Monday"),),
        said_on="t1",
    )
    assert find(text, "attacked", parse, times=times, attributions=[said]).time == "t2"
    without = "The governor said on Tuesday that rebels attacked a base."
    only = Attribution(
        id="s1",
        source=Source(start=0, end=12),
        cue=at(without, "said"),
        content=(at(without, "that rebels attacked a base"),),
        said_on="t1",
    )
    assert find(without, "attacked", parse, times=times[:1], attributions=[only]).time is None


def test_a_noun_taken_for_an_actor_yields_to_the_name_beside_it(parse: Parse) -> None:
    text = "Fighters from the SDF seized the ridge."
    actors = [
        Actor(id="a1", name="Fighters", mentions=(at(text, "Fighters"),)),
        Actor(id="a2", name="SDF", mentions=(at(text, "SDF"),)),
    ]
    assert [one.actor for one in find(text, "seized", parse, actors=actors).actors] == ["a2"]


@pytest.mark.parametrize(
    ("text", "recipients"),
    [
        ("Rebels shelled the village of Harem.", []),
        ("Rebels shelled a clinic of Harem.", ["a clinic of Harem"]),
        ("Rebels shelled a village.", ["a village"]),
    ],
)
def test_the_kind_of_a_named_place_suffers_nothing(text: str, recipients: list[str], parse: Parse) -> None:
    places = [Place(id="p1", name="Harem", mentions=(at(text, "Harem"),))] if "Harem" in text else []
    assert words(text, find(text, "shelled", parse, places=places).recipients) == recipients


@pytest.mark.parametrize(
    ("text", "trigger", "named"),
    [
        ("The president, Ana Cole, condemned the attack.", "condemned", "a1"),
        ("Two gunmen, Ana Cole and Omar Said, killed a guard.", "killed", None),
    ],
)
def test_a_name_set_beside_a_noun_is_who_it_stands_for(
    text: str, trigger: str, named: str | None, parse: Parse
) -> None:
    actors = [Actor(id="a1", name="Ana Cole", type="person", mentions=(at(text, "Ana Cole"),))]
    assert find(text, trigger, parse, actors=actors).actors[0].actor == named


@pytest.mark.parametrize(
    ("text", "where"),
    [
        ("The general threatened Russia on Sunday.", None),
        ("Russia was threatened by the general.", None),
        ("The general threatened the envoy in Russia.", "p1"),
    ],
)
def test_who_is_threatened_is_not_where_it_happens(text: str, where: str | None, parse: Parse) -> None:
    places = [Place(id="p1", name="Russia", precision="country", mentions=(at(text, "Russia"),))]
    assert find(text, "threatened", parse, places=places).place == where


@pytest.mark.parametrize(
    ("told", "source", "trigger", "recipients"),
    [
        ("wounding dozens", "a medical source and witnesses", "wounding", ["dozens"]),
        ("The car reached the gate, killing dozens", "a doctor and residents", "killing", ["dozens"]),
        ("The army wounded an officer", "a second officer", "wounded", ["an officer"]),
    ],
)
def test_who_tells_of_it_is_nobody_that_it_befell(
    told: str, source: str, trigger: str, recipients: list[str], parse: Parse
) -> None:
    text = f"{told} {source} said."
    who = at(text, source)
    said = Attribution(
        id="s1", source=Source(start=who.start, end=who.end), cue=at(text, "said"), content=(at(text, told),)
    )
    found = words(text, find(text, trigger, parse, attributions=[said]).recipients)
    assert len(found) == 1
    assert recipients[0] in found[0]
    assert source not in found[0]
