"""MUC-4: how events become incidents and parties fill slots, with weights of our own making; and what is learned."""

from __future__ import annotations

import math

import pytest

from bench.articles import article_of
from bench.corpora.muc import Document, Template, read_key
from bench.muc_fills import Candidate, candidates_of, in_turn
from bench.muc_groups import Links, grouped
from bench.muc_incidents import answers, told_in
from bench.muc_parties import parties_of
from bench.muc_report import Report
from bench.muc_signs import candidates
from bench.muc_weights import Model, Weights, load_weights
from bench.ours import Extracted
from reportedly.assemble import Mentions
from reportedly.model import Actor, EventMention, Participant, Span
from reportedly.parsed import Doc

TEXT = "Gunmen shot Ada Roe in Sorna. She was killed by the gunmen. A bomb wounded two nurses. Rebels plan to attack.\n"
YES, NO = Model(start=9.0, signs={}), Model(start=-9.0, signs={})
KEY = """0.  MESSAGE: ID                     TST9-MUC9-0001
1.  MESSAGE: TEMPLATE               1
4.  INCIDENT: TYPE                  BOMBING
19. HUM TGT: DESCRIPTION            "NURSES"
21. HUM TGT: NUMBER                 2: "NURSES"
23. HUM TGT: EFFECT OF INCIDENT     INJURY: "NURSES"

0.  MESSAGE: ID                     TST9-MUC9-0001
1.  MESSAGE: TEMPLATE               2
4.  INCIDENT: TYPE                  ATTACK
9.  PERP: INDIVIDUAL ID             "GUNMEN"
18. HUM TGT: NAME                   "ADA ROE"
21. HUM TGT: NUMBER                 1: "ADA ROE"
"""


def span(words: str, nth: int = 0) -> Span:
    """Find words in the text."""
    at = -1
    for _ in range(nth + 1):
        at = TEXT.index(words, at + 1)
    return Span(start=at, end=at + len(words))


def one(words: str, nth: int = 0, *, actor: str | None = None, noun: str | None = None) -> Participant:
    return Participant(span=span(words, nth), head=span(words.split()[-1], nth), noun=noun, actor=actor)


@pytest.fixture
def report() -> Report:
    events = (
        EventMention(
            event_type="shooting", trigger=span("shot"), actors=(one("Gunmen", noun="gunman"),),
            recipients=(one("Ada Roe", actor="a1"),),
        ),
        EventMention(
            event_type="killing", trigger=span("killed"), actors=(one("the gunmen", noun="gunman"),),
            recipients=(one("She", actor="a1"),),
        ),
        EventMention(event_type="injury", trigger=span("wounded"), recipients=(one("two nurses", noun="nurse"),)),
        EventMention(event_type="ground-assault", trigger=span("attack"), status="planned"),
    )  # fmt: skip
    actor = Actor(id="a1", name="Ada Roe", type="person", mentions=(span("Ada Roe"),))
    article = article_of(TEXT, published="1990-02-04")
    return Report(Extracted(article, Doc(), Mentions(actors=(actor,), events=events)), "")


@pytest.fixture
def key() -> Document:
    templates = tuple(template for _, template in read_key(KEY) if template)
    return Document(id="TST9-MUC9-0001", text=TEXT, dateline="", published="1990-02-04", templates=templates)


def weights(*, group: Model = YES, first: Model = YES, second: Model = YES) -> Weights:
    slots = ("individual", "organisation", "number", "effect")
    return Weights(
        event=YES, pair=YES, report=YES, group=group, first=dict.fromkeys(slots, first),
        second=dict.fromkeys(slots, second), surety={"REPORTED AS FACT": YES},
    )  # fmt: skip


def test_what_is_only_planned_is_no_candidate(report: Report) -> None:
    assert [event.event_type for event in candidates(report)] == ["shooting", "killing", "injury"]


def test_events_that_are_likely_one_are_one_group_and_others_are_not(report: Report) -> None:
    def sizes(event: Model, pair: Model) -> list[int]:
        return [len(group.events) for group in grouped(report, candidates(report), event, Links(report, pair))]

    assert sizes(YES, YES) == [3]
    assert sizes(YES, NO) == [1, 1, 1]
    assert sizes(NO, YES) == []
    same_victim = Model(start=-9.0, signs={"victims same": 18.0})
    assert sizes(YES, same_victim) == [2, 1]


def test_a_noun_is_one_party_with_all_its_roles_and_a_name_is_its_actor(report: Report) -> None:
    held = {party.actor or party.noun: [role.part for role in party.roles] for party in parties_of(report)}
    assert held == {"a1": ["suffers", "suffers"], "gunman": ["does", "does"], "nurse": ["suffers"]}


def test_an_incident_is_given_with_the_fills_that_gain(report: Report) -> None:
    doers = Model(start=-9.0, signs={"role does": 18.0})
    told = told_in(report, event=YES, pair=YES, whole=YES)
    (found,) = answers(told, weights(second=doers))
    assert (found.kind, found.individuals) == ("ATTACK", ("Gunmen",))
    assert found.organisations == ()
    assert {words for _, words in found.numbers} == {"Gunmen"}
    assert list(answers(told, weights(group=NO))) == []


def test_an_incident_without_fills_is_given_only_if_it_is_likely(report: Report) -> None:
    told = told_in(report, event=YES, pair=YES, whole=YES)
    assert len(list(answers(told, weights(second=NO)))) == 1
    even = Model(start=math.log(0.25 / 0.75), signs={})
    assert list(answers(told, weights(group=even, second=NO))) == []


def test_later_candidates_know_who_was_likelier(report: Report) -> None:
    (group,) = told_in(report, event=YES, pair=YES, whole=YES).groups
    held = [item for item in candidates_of(report, group, parties_of(report)) if item.slot == "effect"]
    deaths = Model(start=0.0, signs={"effect DEATH": 5.0})
    turns = list(in_turn(held, deaths))
    assert [item.value for _, _, item in turns[:3]] == ["DEATH"] * 3
    assert "same value" not in turns[0][1]
    assert "same value" in turns[1][1]
    injured = next(signs for _, signs, item in turns if item.value == "INJURY" and item.words == "two nurses")
    assert "same party" in injured


def test_the_weights_that_are_kept_know_violence_from_talk() -> None:
    event = load_weights().event
    killed = event.chance(["type killing", "harmed named", "place home fine", "told outlet", "status occurred"])
    offensive = event.chance(["type ground-assault", "word offensive", "rule war", "harmed nobody", "place none"])
    assert killed > 3 * offensive


def test_a_sign_that_goes_with_what_is_right_gets_weight() -> None:
    pytest.importorskip("sklearn")
    from training.muc import fit

    learned = fit([(["x", "y"], 1.0), (["y"], 0.0), (["x"], 0.5)] * 20, (1.0, 4))
    assert learned.chance(["x"]) == pytest.approx(0.5, abs=0.1)
    assert learned.chance(["x", "y"]) > 0.75 > 0.25 > learned.chance(["y"])


def test_events_and_groups_find_their_templates(report: Report, key: Document) -> None:
    pytest.importorskip("sklearn")
    from training.muc_labels import mapped, template_of

    assert [template_of(report, event, key)[0] for event in candidates(report)] == [1, 1, 0]
    told = told_in(report, event=YES, pair=Model(start=-9.0, signs={"victims same": 18.0}), whole=YES)
    held = mapped(told, key)
    names = {at: [fill.strings for fill in template.slots.get(9, ())] for at, template in held.items()}
    assert names[0] == [("GUNMEN",)]
    assert template_of(report, candidates(report)[0], without(key)) == (None, True)


def without(document: Document) -> Document:
    nothing: tuple[Template, ...] = ()
    return Document(id=document.id, text=document.text, dateline="", published=document.published, templates=nothing)


def test_credit_is_that_of_the_scorer(key: Document) -> None:
    pytest.importorskip("sklearn")
    from training.muc_labels import credit_of

    two = Candidate(slot="number", value="2", words="two nurses", party=None, role=None, signs=())
    (fill,) = key.templates[0].slots[21]
    assert credit_of(two, fill) == 1.0
    assert credit_of(Candidate(slot="number", value="2", words="men", party=None, role=None, signs=()), fill) == 0.5
