"""Our events of a report -> incidents in the sense of MUC-4, by learned choices (``bench.muc_weights``).

Which events are of an incident, which are one, whether the key has it, and who fills its slots are each a probability.
What is answered costs precision where it is wrong: an F1 gains from an answer whose chance to be right is above half of
that F1 (Lipton et al. 2014), and so an incident is given where its answers gain more than its three slots that are
always answered may lose.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bench import ours
from bench.muc_fills import Candidate, candidates_of, in_turn
from bench.muc_groups import Links, grouped, signs_of_groups
from bench.muc_parties import parties_of
from bench.muc_report import Group, Report
from bench.muc_score import Incident, Valued
from bench.muc_signs import candidates, event_signs, word_signs
from bench.muc_slots import days_told, place_names, place_of, surety_signs
from bench.muc_weights import Model, Weights, load_weights

GAIN = 0.24  # half of the F1 that is reached on the development set
ALWAYS = {"type": 0.96, "date": 0.68, "place": 0.74}  # mean credit there, where the key has the incident
ELSEWHERE = 0.25  # mean credit of a right confidence in another body than the key's


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A report with its groups of events; of each the signs that the key has it, and who can fill its slots."""

    report: Report
    groups: tuple[Group, ...]
    signs: tuple[list[str], ...]
    candidates: tuple[tuple[Candidate, ...], ...]


def incidents_of(found: ours.Extracted, dateline: str = "") -> Iterator[Incident]:
    """Group the events of a report into incidents and fill their slots."""
    weights = load_weights()
    told = told_in(Report(found, dateline), event=weights.event, pair=weights.pair, whole=weights.report)
    yield from answers(told, weights)


def told_in(report: Report, *, event: Model, pair: Model, whole: Model) -> Told:
    """Group the events of a report."""
    links, events, parties = Links(report, pair), candidates(report), parties_of(report)
    chance = whole.chance(signs_of_report(report, event))
    groups = grouped(report, events, event, links)
    return Told(
        report=report,
        groups=tuple(groups),
        signs=tuple(signs_of_groups(report, groups, chance, links)),
        candidates=tuple(tuple(candidates_of(report, group, parties)) for group in groups),
    )


def signs_of_report(report: Report, event: Model) -> list[str]:
    """Give what shows whether a report has an incident at all."""
    chances = [event.chance(event_signs(report, one)) for one in candidates(report)]
    return list(word_signs(report, chances))


def answers(told: Told, weights: Weights) -> Iterator[Incident]:
    """Give the incidents that gain, with the fills that gain."""
    for group, signs, held in zip(told.groups, told.signs, told.candidates, strict=True):
        chance = weights.group.chance(signs)
        chosen = {slot: list(choose(held, slot, chance, weights)) for slot in weights.first}
        confidence = list(confident(told.report, group, chosen["organisation"], chance, weights))
        gain = sum(chance * credit - GAIN for credit in ALWAYS.values())
        gain += sum(chance * credit - GAIN for fills in chosen.values() for credit, _ in fills)
        gain += sum(chance * credit - GAIN for credit, _ in confidence)
        if gain > 0:
            yield incident(told.report, group, chosen, [valued for _, valued in confidence])


def choose(held: Sequence[Candidate], slot: str, chance: float, weights: Weights) -> Iterator[tuple[float, Candidate]]:
    """Give the candidates of a slot that gain, with their chance where the key has the incident."""
    of_slot = [one for one in held if one.slot == slot]
    for _, signs, one in in_turn(of_slot, weights.first[slot]):
        credit = weights.second[slot].chance(signs)
        if chance * credit > GAIN:
            yield credit, one


def confident(
    report: Report, group: Group, bodies: Sequence[tuple[float, Candidate]], chance: float, weights: Weights
) -> Iterator[tuple[float, Valued]]:
    """Give how sure the report is of each body, where that gains."""
    for body, one in bodies:
        signs = list(surety_signs(report, group, one.role, one.signs))
        value, sure = max(
            ((value, model.chance(signs)) for value, model in weights.surety.items()), key=lambda found: found[1]
        )
        credit = sure * (body + ELSEWHERE * (1 - body))
        if chance * credit > GAIN:
            yield credit, (value, one.words)


def frame(report: Report, group: Group) -> Incident:
    """Give an incident with the slots alone that are always answered."""
    place = place_of(report, group)
    return Incident(kind=group.kind, days=days_told(report, group.events), place=place_names(report, place))


def incident(
    report: Report, group: Group, chosen: dict[str, list[tuple[float, Candidate]]], confidence: Sequence[Valued]
) -> Incident:
    """Fill an incident with what was chosen."""
    fills = {slot: [one for _, one in held] for slot, held in chosen.items()}
    bare = frame(report, group)
    return Incident(
        kind=bare.kind,
        days=bare.days,
        place=bare.place,
        individuals=tuple(one.words for one in fills["individual"]),
        organisations=tuple(one.words for one in fills["organisation"]),
        confidence=tuple(confidence),
        numbers=tuple((one.value, one.words) for one in fills["number"]),
        effects=tuple((one.value, one.words) for one in fills["effect"]),
    )
