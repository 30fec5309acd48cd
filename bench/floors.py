"""Accuracy floors on what the repository itself holds: its cases and its samples. Fast; run by CI.

A floor is the figure that was reached when it was set, less a little; ``bench/floors.json`` holds them. A change that
falls below one is refused until it is mended or the floor is lowered by hand, with a reason in the commit.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

from bench.run import CODE, run
from bench.tasks import load_task

ROOT = Path(__file__).resolve().parents[1]
FLOORS = Path(__file__).with_name("floors.json")


def check() -> Iterator[tuple[bool, str]]:
    """Give for each floor whether it holds, with a line that says so."""
    floors: dict[str, dict[str, float | str]] = json.loads(FLOORS.read_text(encoding="utf-8"))
    for task, entry in floors.items():
        path = ROOT / str(entry["data"])
        outcome = next(o for o in run(load_task(task), path, limit=None, half=None, peers=False) if o.system == CODE)
        reached = {figure.name: figure.values[figure.headline].value for figure in outcome.figures}
        for name, floor in entry.items():
            if name != "data":
                value = reached.get(name, 0.0)
                holds = value >= float(floor)
                yield holds, f"{'ok   ' if holds else 'BELOW'} {task}: {name} {value:.3f} (floor {float(floor):.3f})"
