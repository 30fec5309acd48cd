"""The events of a report -> groups, each told of one incident, and what shows that MUC-4's key has that incident."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bench.muc_pairs import KEYS, pair_signs
from bench.muc_report import Group, Report
from bench.muc_signs import DEPTHS, above, age, bucket, doers, event_signs, harmed, place, report_signs, teller
from bench.muc_weights import Model
from reportedly.model import EventMention

LEAST = 0.25  # the chance below which an event is of no incident
SAME = 0.6  # the mean chance from which on an event joins those of a group
LIKELY = (0.2, 0.35, 0.5, 0.65, 0.8, 0.9)
JOINED = (0, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8)
BELOW = (0, 0.05, 0.1, 0.2, 0.4)


class Links:
    """The chances that two events of a report are one incident, each reckoned once."""

    def __init__(self, report: Report, pair: Model) -> None:
        self.report, self.pair = report, pair
        self.held: dict[tuple[int, int], float] = {}

    def chance(self, one: EventMention, other: EventMention) -> float:
        """Give the chance of two events in either order."""
        a, b = sorted((one, other), key=lambda event: event.trigger)
        key = (a.trigger.start, b.trigger.start)
        if key not in self.held:
            self.held[key] = self.pair.chance(pair_signs(self.report, a, b))
        return self.held[key]


def grouped(report: Report, events: Sequence[EventMention], event: Model, links: Links) -> list[Group]:
    """Group events in text order: each joins the group whose events it is most likely one with, or opens one."""
    groups: list[Group] = []
    for one in events:
        chance = event.chance(event_signs(report, one))
        if chance < LEAST:
            continue
        fits = [(mean_link(group, one, links), group) for group in groups if compatible(report, group, one)]
        best, group = max(fits, key=lambda fit: fit[0], default=(0.0, Group()))
        if best < SAME:
            group = Group()
            groups.append(group)
        group.events.append(one)
        group.kinds.append(report.kind_of(one))
        group.chances.append(chance)
    return groups


def mean_link(group: Group, event: EventMention, links: Links) -> float:
    """Give the mean chance that an event is one with those of a group."""
    return sum(links.chance(one, event) for one in group.events) / len(group.events)


def compatible(report: Report, group: Group, event: EventMention) -> bool:
    """Whether an event's type is that of a group, or one is a mere attack, or one caused the other."""
    kind = report.kind_of(event)
    alike = kind == group.kind or ("ATTACK" in (kind, group.kind) and "KIDNAPPING" not in (kind, group.kind))
    return alike or event.cause in [one.trigger for one in group.events]


def signs_of_groups(report: Report, groups: Sequence[Group], chance: float, links: Links) -> list[list[str]]:
    """Give what shows of each group whether the key has it; ``chance``: that the report has an incident."""
    return [
        [*group_signs(report, group), *standing(report, group, groups, chance, links), *above("report", chance)]
        for group in groups
    ]


def group_signs(report: Report, group: Group) -> Iterator[str]:
    """Give what shows of a group by itself whether it is an incident."""
    events, kind = group.events, group.kind
    yield from (f"kind {kind}", f"events {bucket(len(events), (1, 2, 3, 5))}")
    yield from above("best", max(group.chances))
    yield from (f"type {one}" for one in sorted({event.event_type for event in events}))
    for one in harmed(report, events):
        yield from (f"harmed {one}", f"harmed {one} kind {kind}")
    yield from (f"doer {one}" for one in doers(report, events))
    for name, say in {"place": place, "age": age, "told": teller}.items():
        yield from (f"{name} {one}" for one in sorted({say(report, event) for event in events}))
    yield f"at {bucket(events[0].trigger.start, DEPTHS)}"
    if all(report.slice(event.trigger).lower().endswith("s") for event in events):
        yield "all plural"
    if any(event.status == "occurred" for event in events):
        yield "occurred"
    yield from (sign for sign in report_signs(report) if not sign.startswith("report has"))


def standing(report: Report, group: Group, groups: Sequence[Group], chance: float, links: Links) -> Iterator[str]:
    """Give how a group stands to those of its report that are more likely: a lesser one may be the same incident."""
    order = sorted(range(len(groups)), key=lambda at: (-max(groups[at].chances), at))
    own = next(at for at, one in enumerate(groups) if one is group)
    higher = [groups[at] for at in order[: order.index(own)]]
    rank, likely = min(len(higher), 5), bucket(chance, LIKELY)
    pairs = [links.chance(a, b) for other in higher for a in other.events for b in group.events]
    joined = f"joined {bucket(max(pairs), JOINED) if pairs else 'none'}"
    top = max(groups[order[0]].chances)
    below = f"below {bucket(top - max(group.chances), BELOW)}"
    yield from (f"rank {rank} of {min(len(groups), 6)}", f"order {min(own, 4)}")
    yield f"same kind above {min(sum(other.kind == group.kind for other in higher), 3)}"
    for sign in (f"rank {rank}", joined, below):
        yield from (sign, f"report {likely} {sign}")
    yield from above("top", top)
    for name in ("place", "victims"):
        ours = set().union(*(KEYS[name](report, event) for event in group.events))
        others = set().union(*(KEYS[name](report, event) for other in higher for event in other.events))
        yield from ([f"own {name}"] if ours - others else [])
        yield from ([f"shared {name}"] if ours & others else [])
