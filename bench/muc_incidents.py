"""Our events of a report -> incidents in the sense of MUC-4, by ``bench/muc_types.yml``.

Who is no victim of terrorism (guerrillas, or soldiers alone), what is old, and what has no tie to the countries of
interest makes no incident (task definition, section 1.0). Casualties join the attack that caused them; an event joins
an incident of its type unless day or place differ (section 5.0), or one that has the same victim.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from bench import ours
from bench.muc_report import Group, Report, table
from bench.muc_score import Incident
from bench.muc_slots import fill
from reportedly.model import EventMention

WORDS = re.compile(r"[\w']+")
BESIDE = 300  # characters within which what is told belongs together
NEAR = 150  # characters within which what is told of another type is taken for the same incident


def incidents_of(found: ours.Extracted, dateline: str = "") -> Iterator[Incident]:
    """Group the events of a report into incidents and fill their slots."""
    report = Report(found, dateline)
    groups: list[Group] = []
    for event in found.mentions.events:
        if is_relevant(report, event):
            join(event, groups, report)
    for group in groups:
        incident = fill(report, group)
        if incident is not None:
            yield incident


def join(event: EventMention, groups: list[Group], report: Report) -> None:
    """Put an event into the last incident that it can be of, or into one of its own."""
    kind, victims = report.kind_of(event), set(report.keys_of(event))
    place, days = report.fine_place(event), report.days_of(event)
    caused = [group for group in groups if event.cause and any(one.trigger == event.cause for one in group.events)]
    same = [group for group in groups if fits(group, event, kind, place, days, victims)]
    if not (caused or same) and event.event_type in table()["adding"] and kind != "ARSON":
        return
    if event.event_type == "release" and not (same and same[-1].kind == "KIDNAPPING"):
        return
    group = (caused or same or [Group()])[-1]
    if group not in groups:
        groups.append(group)
    group.events.append(event)
    group.kinds.append(kind)
    group.place, group.days = group.place or place, group.days or days
    group.victims |= victims


def fits(
    group: Group, event: EventMention, kind: str, place: str | None, days: tuple[str, str] | None, victims: set[str]
) -> bool:
    """Whether an event can be of an incident: of its type, and nothing that both tell differs."""
    alike = kind == group.kind or "ATTACK" in (kind, group.kind) and "KIDNAPPING" not in (kind, group.kind)
    if not alike:
        return False
    if victims & group.victims:
        return True
    if kind != group.kind and event.trigger.start - group.events[-1].trigger.start > NEAR:
        return False
    if days and group.days and (days[1] < group.days[0] or group.days[1] < days[0]):
        return False
    return not (place and group.place and place != group.place)


def is_relevant(report: Report, event: EventMention) -> bool:
    """Whether an event is told as having happened, lately, and to others than those who fight."""
    if event.event_type not in table()["incidents"] or event.status in table()["no_incident"]:
        return False
    if event.polarity != "positive" or is_old(report, event):
        return False
    if report.slice(event.trigger).lower() in table()["war"]:
        return False
    if is_summary(report, event) or is_accident(report, event):
        return False
    sides = report.sides_of(event)
    if sides and all(side == "fighters" for side in sides):
        return False
    if sides and all(side in ("fighters", "security") for side in sides):
        return False
    agents = {report.side_of(one) for one in event.actors}
    harmed = any(
        report.is_victim(event, one) and side == "others" for one, side in zip(event.recipients, sides, strict=False)
    )
    return agents != {"security"} or harmed


def is_summary(report: Report, event: EventMention) -> bool:
    """Whether an event is the toll of a war or a year, rather than of one act."""
    counts = [report.quantities[key] for key in event.quantities if key in report.quantities]
    return any((one.best or 0) > table()["most_victims"] for one in counts)


def is_accident(report: Report, event: EventMention) -> bool:
    """Whether the words around an event are those of a mishap."""
    around = report.text[max(0, event.trigger.start - BESIDE) : event.trigger.end + BESIDE].lower()
    first = max(around.rfind(stop, 0, min(BESIDE, event.trigger.start)) for stop in (". ", "\n"))
    last = min((at for stop in (". ", "\n") if (at := around.find(stop, BESIDE)) >= 0), default=len(around))
    return not set(WORDS.findall(around[first + 1 : last])).isdisjoint(table()["accidents"])


def is_old(report: Report, event: EventMention) -> bool:
    """Whether an event lies further back than what counts as news."""
    days = report.days_of(event)
    if days is None or report.published is None:
        return False
    return bool((date.fromisoformat(report.published) - date.fromisoformat(days[1])).days > table()["recent_days"])
