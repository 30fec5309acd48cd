"""Assemble: claims from hand-made mentions. No parser is needed."""

from __future__ import annotations

from dataclasses import replace

import pytest

from reportedly.assemble import Mentions, assemble, unquoted, words_for
from reportedly.codebook.event_types import load_event_types
from reportedly.errors import EvidenceError
from reportedly.model import (
    Actor,
    Attribution,
    EventMention,
    ForecastMention,
    Participant,
    Provenance,
    Quantity,
    Reading,
    Source,
    Span,
)
from tests.conftest import article_of

TEXT = 'Army spokesman Omar said: "We believe rebels killed three civilians in the shelling." He hopes to retake Harem.'
ARTICLE = article_of(TEXT)


def span(words: str) -> Span:
    start = TEXT.index(words)
    return Span(start=start, end=start + len(words))


def participant(words: str, head: str, actor: str | None = None) -> Participant:
    return Participant(span=span(words), head=span(head), noun=head.removesuffix("s"), actor=actor)


REBELS = Actor(id="a1", name="rebels", type="armed-group", mentions=(span("rebels"),))
OMAR = Actor(id="a2", name="Omar", type="person", part_of=("Army",), mentions=(span("Omar"), span("He")))
ARMY = Actor(id="a3", name="Army", type="state-forces", mentions=(span("Army"),))
SAID = Attribution(
    id="s1",
    source=Source(start=span("Omar").start, end=span("Omar").end, actor="a2"),
    cue=span("said"),
    content=(span("We believe rebels killed three civilians in the shelling"),),
    type="assertion",
)
BELIEVE = Attribution(
    id="s2",
    source=Source(start=span("We").start, end=span("We").end),
    cue=span("believe"),
    content=(span("rebels killed three civilians in the shelling"),),
    type="belief",
    within="s1",
)
HOPES = Attribution(
    id="s3",
    source=Source(start=span("He").start, end=span("He").end, actor="a2"),
    cue=span("hopes"),
    content=(span("to retake Harem"),),
    type="eventuality",
)
THREE = Quantity(id="q1", start=span("three").start, end=span("three").end, low=3, best=3, high=3, of="civilians")
SHELLING = EventMention(event_type="shelling", trigger=span("shelling"))
KILLED = EventMention(
    event_type="killing",
    trigger=span("killed"),
    actors=(participant("rebels", "rebels", "a1"),),
    recipients=(participant("three civilians", "civilians"),),
    quantities=("q1",),
    cause=span("shelling"),
)
RETAKE = EventMention(
    event_type="territory-gain", trigger=span("retake"), actors=(participant("He", "He", "a2"),), status="hoped"
)
MENTIONS = Mentions(
    actors=(REBELS, OMAR, ARMY),
    quantities=(THREE,),
    attributions=(SAID, BELIEVE, HOPES),
    events=(KILLED, SHELLING, RETAKE),
    forecasts=(ForecastMention(trigger=span("retake"), date_end="2019-02-28"),),
)


def build(mentions: Mentions = MENTIONS) -> Reading:
    return assemble(
        ARTICLE,
        mentions,
        event_types=load_event_types(),
        civilian_nouns=frozenset({"civilian"}),
        provenance=Provenance(reportedly="0", codebook="1.0", models={}),
    )


def test_a_speakers_own_belief_leaves_the_claim_with_the_speaker() -> None:
    assert build().claims[0].attribution == "s1"


def test_somebody_elses_belief_holds_the_claim() -> None:
    other = replace(BELIEVE, source=Source(start=span("Army").start, end=span("Army").end, actor="a3"))
    assert build(replace(MENTIONS, attributions=(SAID, other, HOPES))).claims[0].attribution == "s2"


def test_of_two_who_say_the_same_the_one_within_the_other_holds_the_claim() -> None:
    cited = replace(SAID, id="s0", source=Source(start=span("Army").start, end=span("Army").end), within="s1")
    assert build(replace(MENTIONS, attributions=(cited, SAID))).claims[0].attribution == "s0"
    assert build(replace(MENTIONS, attributions=(SAID, cited))).claims[0].attribution == "s0"


def test_who_hopes_does_not_assert() -> None:
    retake = build().claims[2]
    assert (retake.attribution, retake.status) == (None, "hoped")


def test_an_unnamed_participant_bears_the_words_of_the_text() -> None:
    reading = build()
    actor = next(item for item in reading.actors if item.id == reading.claims[0].recipients[0])
    assert (actor.name, actor.type) == ("civilians", "civilian")


def test_a_figure_that_begins_before_the_phrase_is_no_part_of_a_name() -> None:
    text = "He said between 12 and 15 people died."
    figure = Quantity(id="q1", start=text.index("between"), end=text.index(" people"), low=12, high=15)
    people = Span(start=text.index("people"), end=text.index(" died"))
    one = Participant(span=Span(start=text.index("12"), end=people.end), head=people)
    assert words_for(text, one, [figure]) == "people"


def test_half_a_quotation_is_no_part_of_a_name() -> None:
    assert unquoted('remnants of the "caliphate') == "remnants of the caliphate"
    assert unquoted('the "caliphate"') == 'the "caliphate"'


def test_a_casualty_is_tied_to_its_cause_and_the_figure_to_its_side() -> None:
    reading = build()
    assert reading.claims[0].caused_by == reading.claims[1].id
    assert reading.quantities[0].of_actor == reading.claims[0].recipients[0]


def test_whose_side_a_source_is_on() -> None:
    sides = replace(KILLED, recipients=(participant("Army", "Army", "a3"),))
    assert build(replace(MENTIONS, events=(sides, SHELLING))).attributions[0].party is True
    assert build().attributions[0].party is True  # Omar himself is to retake Harem
    assert build(replace(MENTIONS, events=(KILLED, SHELLING))).attributions[0].party is False


def test_ids_are_hashes_of_content() -> None:
    assert [claim.id for claim in build().claims] == [claim.id for claim in build().claims]
    other = build(replace(MENTIONS, events=(replace(KILLED, status="alleged"), SHELLING, RETAKE)))
    assert other.claims[0].id != build().claims[0].id
    assert other.claims[1].id == build().claims[1].id


def test_a_forecast_hangs_on_its_claim() -> None:
    [forecast] = build().forecasts
    assert (forecast.claim, forecast.date_end) == (build().claims[2].id, "2019-02-28")


@pytest.mark.parametrize(
    "broken",
    [
        replace(MENTIONS, quantities=(replace(THREE, start=900, end=905),)),
        replace(MENTIONS, quantities=()),
        replace(MENTIONS, events=(replace(KILLED, place="p9"), SHELLING, RETAKE)),
        replace(MENTIONS, attributions=(replace(SAID, content=(Span(start=5, end=5),)), BELIEVE, HOPES)),
    ],
)
def test_a_field_without_words_is_refused(broken: Mentions) -> None:
    with pytest.raises(EvidenceError):
        build(broken)
