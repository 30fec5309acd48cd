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
from bench.muc_slots import surety_signs
from bench.muc_weights import Model, Weights, load_weights
from bench.ours import Extracted
from reportedly.assemble import Mentions
from reportedly.model import Actor, EventMention, Participant, Quantity, Span
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
    assert held == {"a1": ["suffers", "suffers"], "gunman": ["does", "does"], "nurse": ["suffers"], "rebel": []}


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


CLAIM = (
    "A bomb killed a nurse in Sorna. Two unidentified men had left it there. Fighters of the Blue Front were seen. "
    "The Blue Front claimed responsibility.\n"
)


def told_of(text: str, killed: EventMention, *actors: Actor, quantities: tuple[Quantity, ...] = ()) -> Report:
    held = Mentions(actors=actors, events=(killed,), quantities=quantities)
    return Report(Extracted(article_of(text, published="1990-02-04"), Doc(), held), "")


def within(text: str, words: str, nth: int = 0) -> Span:
    at = -1
    for _ in range(nth + 1):
        at = text.index(words, at + 1)
    return Span(start=at, end=at + len(words))


@pytest.fixture
def claimed() -> Report:
    nurse = Participant(span=within(CLAIM, "a nurse"), head=within(CLAIM, "nurse"), noun="nurse")
    killed = EventMention(event_type="killing", trigger=within(CLAIM, "killed"), recipients=(nurse,))
    front = Actor(
        id="a1", name="Blue Front", type="armed-group",
        mentions=(within(CLAIM, "Blue Front"), within(CLAIM, "Blue Front", 1)),
    )  # fmt: skip
    return told_of(CLAIM, killed, front)


def signs_in(report: Report, slot: str, words: str) -> set[str]:
    """Give the signs of a candidate of the one incident."""
    (group,) = told_in(report, event=YES, pair=YES, whole=YES).groups
    held = candidates_of(report, group, parties_of(report))
    return next(set(item.signs) for item in held if item.slot == slot and words in item.words)


def test_nouns_that_no_event_has_can_be_doers_and_no_victims(claimed: Report) -> None:
    (group,) = told_in(claimed, event=YES, pair=YES, whole=YES).groups
    held = list(candidates_of(claimed, group, parties_of(claimed)))
    assert {item.words for item in held if item.slot == "individual"} >= {"unidentified men", "Fighters"}
    assert not {item.words for item in held if item.slot in ("number", "effect")} & {"unidentified men", "Fighters"}


def test_a_body_of_people_without_a_name_can_be_the_organisation() -> None:
    text = "The army killed a nurse in Sorna. Hooded men were seen.\n"
    army = Participant(span=within(text, "The army"), head=within(text, "army"), noun="army")
    report = told_of(text, EventMention(event_type="killing", trigger=within(text, "killed"), actors=(army,)))
    (group,) = told_in(report, event=YES, pair=YES, whole=YES).groups
    held = candidates_of(report, group, parties_of(report))
    assert [item.words for item in held if item.slot == "organisation"] == ["The army"]


def test_words_beside_a_party_are_signs_only_near_what_happened(claimed: Report) -> None:
    men = signs_in(claimed, "individual", "unidentified men")
    assert men >= {"sentences 1", "prior two", "next had", "with cue search after"}
    front = signs_in(claimed, "organisation", "Blue Front")
    assert "anywhere cue claim after" in front
    assert "next claimed" not in front


def test_a_body_whose_people_take_part_is_told_from_one_that_is_only_named() -> None:
    text = "Two rebels of the Blue Front killed a nurse. The Red Front is a party.\n"
    rebels = Participant(
        span=within(text, "Two rebels of the Blue Front"), head=within(text, "rebels"), noun="rebel", actor="a1"
    )
    blue, red = (
        Actor(id=key, name=name, type="armed-group", mentions=(within(text, name),))
        for key, name in (("a1", "Blue Front"), ("a2", "Red Front"))
    )
    killed = EventMention(event_type="killing", trigger=within(text, "killed"), actors=(rebels,))
    report = told_of(text, killed, blue, red)
    assert "member of actors" in signs_in(report, "organisation", "Blue Front")
    assert "member of actors" not in signs_in(report, "organisation", "Red Front")
    assert "names armed-group" in signs_in(report, "individual", "rebels")


def test_surety_hears_who_claims(claimed: Report) -> None:
    (group,) = told_in(claimed, event=YES, pair=YES, whole=YES).groups
    signs = set(surety_signs(claimed, group, None, sorted(signs_in(claimed, "organisation", "Blue Front"))))
    assert {"no role", "anywhere cue claim after"} <= signs


@pytest.mark.parametrize(
    ("low", "best", "high", "bound", "told"),
    [
        (6.0, 6.0, None, "at least", "6-"),
        (None, 6.0, 6.0, "nearly", "-6"),
        (None, 6.0, None, "about", "~6"),
        (6.0, 6.0, 6.0, None, "6"),
    ],
)
def test_figures_are_written_as_keys_write_them(
    low: float | None, best: float, high: float | None, bound: str | None, told: str
) -> None:
    text = "Someone killed many nurses.\n"
    nurses = Participant(span=within(text, "many nurses"), head=within(text, "nurses"), noun="nurse")
    figure = Quantity(id="q1", start=15, end=19, low=low, best=best, high=high, bound=bound)
    killed = EventMention(
        event_type="killing", trigger=within(text, "killed"), recipients=(nurses,), quantities=("q1",)
    )
    assert told_of(text, killed, quantities=(figure,)).number(killed, nurses) == told


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
