"""Who can fill a slot of MUC-4's templates, what shows that, and who is chosen beside whom."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bench.muc_parties import Party, Role, words_of
from bench.muc_report import WORDS, Group, Report, table
from bench.muc_score import NOBODY
from bench.muc_signs import bucket
from bench.muc_standing import part_of, party_signs
from bench.muc_weights import Model
from reportedly.model import EventMention

FAR = 1500  # characters beyond which a noun has nothing to do with an incident
SPARED = 600  # characters within which "there were no casualties" is said of an incident
CHANCES = (0.02, 0.05, 0.1, 0.15, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8)
MOST = 12
LIKELY = 0.3
LAST = frozenset({"REGAINED FREEDOM"})  # effects of kidnappings alone
EFFECTS = ("DEATH", "INJURY", "REGAINED FREEDOM", "NO INJURY OR DEATH", "NO INJURY")


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """What may fill a slot: value and words, the party that it is with its role, and what shows whether it does."""

    slot: str
    value: str
    words: str
    party: Party | None
    role: Role | None
    signs: tuple[str, ...]


def candidates_of(report: Report, group: Group, parties: Sequence[Party]) -> Iterator[Candidate]:
    """Give whoever can fill a slot of a group's incident."""
    spared = [
        event for event in report.events if event.polarity == "negative" and event.event_type in ("killing", "injury")
    ]
    for party in parties:
        if party.kind in ("pronoun", "media") or (not party.actor and party.distance(group)[0] > FAR):
            continue
        signs = tuple(dict.fromkeys(party_signs(report, party, group, parties)))
        does = party.role_in(group, "does")
        body = party.kind == "body" or (party.actor and report.actors[party.actor].type in table()["organisations"])
        if body or (party.actor is None and party.noun.removesuffix("s") in table()["collectives"]):
            words = words_of(report, party, does)
            yield Candidate(slot="organisation", value="", words=words, party=party, role=does, signs=signs)
        if party.kind != "thing":
            yield from as_people(report, party, group, spared, signs, body=bool(body))
    if any(abs(event.trigger.start - one.trigger.start) < SPARED for event in spared for one in group.events):
        signs = ("nobody", f"nobody {group.kind}")
        yield Candidate(slot="effect", value=EFFECTS[3], words=NOBODY, party=None, role=None, signs=signs)


def as_people(
    report: Report, party: Party, group: Group, spared: Sequence[EventMention], signs: tuple[str, ...], *, body: bool
) -> Iterator[Candidate]:
    """Give a party as the doer, and as whom an incident befell; a body of people where people of it take part."""
    any_role = party.roles[0] if party.roles else None
    does, suffers = party.role_in(group, "does"), party.role_in(group, "suffers")
    if not body or any(not report.is_name_of_body(role.one) for role in party.roles[:3] if party.actor):
        words = words_of(report, party, does or any_role)
        yield Candidate(slot="individual", value="", words=words, party=party, role=does, signs=signs)
    if not party.plays:
        return
    words = words_of(report, party, suffers or any_role)
    number = number_of(report, party, group, suffers or any_role)
    yield Candidate(slot="number", value=number, words=words, party=party, role=suffers, signs=signs)
    own = {table()["effects"].get(role.event.event_type) for role in party.roles_in(group, "suffers")} - {None}
    told = {role.event.event_type for role in party.roles if role.part == "suffers"}
    unhurt = any(one.span in party.spans for event in spared for one in event.recipients)
    for effect in EFFECTS:
        if (effect.startswith("NO") and not unhurt) or (effect in LAST and group.kind != "KIDNAPPING"):
            continue
        whose = "own" if effect in own else "other" if own else "none"
        more = [f"effect {effect}", f"{effect} {whose}", f"{effect} is {party.kind}", f"{effect} kind {group.kind}"]
        more += [f"{effect} told {one}" for one in sorted(told)] + [f"{effect} {part_of(party, group)}"]
        held = (*signs, *more)
        yield Candidate(slot="effect", value=effect, words=words, party=party, role=suffers, signs=held)


def number_of(report: Report, party: Party, group: Group, role: Role | None) -> str:
    """Give how many a party is: the first figure that a group tells, else as a role has it."""
    told = (report.number(role.event, role.one) for role in party.roles_in(group, "suffers"))
    other = report.number(role.event, role.one) if role else "1"
    return next((number for number in told if number not in ("1", "PLURAL")), other)


def in_turn(held: Sequence[Candidate], first: Model) -> Iterator[tuple[float, list[str], Candidate]]:
    """Give the likeliest candidates of one slot in turn, each with its chance by itself, and what those before it show
    for it."""
    order = sorted(held, key=lambda one: -first.chance(one.signs))[:MOST]
    before: list[tuple[float, Candidate]] = []
    for rank, one in enumerate(order):
        chance = first.chance(one.signs)
        signs = [*one.signs, f"rank {min(rank, 6)}", f"by itself {bucket(chance, CHANCES)}"]
        signs.append(f"before {bucket(sum(held for held, _ in before), (0.3, 0.6, 1, 1.5, 2, 3))}")
        signs += [f"best {bucket(before[0][0], (0.1, 0.2, 0.3, 0.5, 0.7))}"] if before else []
        signs += [sign for sure, other in before if sure > LIKELY for sign in beside(one, other)]
        before.append((chance, one))
        yield chance, signs, one


def beside(one: Candidate, other: Candidate) -> Iterator[str]:
    """Give what a likelier candidate shows for another one."""
    if one.party is other.party:
        yield "same party"
    if one.value and one.value == other.value:
        yield "same value"
    if one.role and other.role and one.role.event is other.role.event:
        yield "same event"
    if one.party and other.party and bool(one.party.actor) != bool(other.party.actor):
        yield "name and noun"
    if set(WORDS.findall(one.words.lower())) & set(WORDS.findall(other.words.lower())):
        yield "shared word"
