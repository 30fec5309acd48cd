"""The tasks by name: one row each of the table of bars. A task's module is imported when it is asked for."""

from __future__ import annotations

from importlib import import_module
from typing import Any

from bench.task import Task

TASKS = {
    "attribution": "attribution:Attributions",
    "times": "times:Times",
    "times-cases": "times_cases:TimesCases",
    "event-place": "event_place:EventPlace",
    "places": "places:Places",
    "actors": "actors:Actors",
    "events": "events:Events",
    "status": "status:Statuses",
    "status-cases": "status_cases:StatusCases",
    "muc4": "muc4:Muc4",
    "plover": "plover:Plover",
    "article-text": "article_text:ArticleText",
    "quantities": "quantities:Quantities",
    "samples": "samples:Samples",
    "gate": "gate:Gates",
    "coreference": "coreference:Coreference",
}


def load_task(name: str) -> Task[Any, Any]:
    """Give a task by its name."""
    module, _, kind = TASKS[name].partition(":")
    return getattr(import_module(f"bench.tasks.{module}"), kind)()  # type: ignore[no-any-return]
