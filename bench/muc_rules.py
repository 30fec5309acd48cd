"""What MUC-4's task definition says of relevance, as rules: signs among others of ``bench.muc_signs``.

Who is no victim of terrorism (guerrillas, or soldiers alone), what is old, and what has no tie to the countries of
interest makes no incident (task definition, section 1.0).
"""

from __future__ import annotations

from datetime import date

from bench.muc_report import BESIDE, WORDS, Report, table
from reportedly.model import EventMention


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
