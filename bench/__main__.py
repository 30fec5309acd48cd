"""``python -m bench TASK --data PATH``: measure one task on one corpus."""

from __future__ import annotations

import argparse
import itertools
import json
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from bench.run import errors, run, table
from bench.tasks import TASKS, load_task


def arguments() -> argparse.ArgumentParser:
    """Describe the command line."""
    parser = argparse.ArgumentParser(prog="python -m bench", description="Measure reportedly on a corpus.")
    parser.add_argument("task", nargs="?", choices=sorted(TASKS))
    parser.add_argument("--data", type=Path, help="the corpus: its file or folder")
    parser.add_argument("--json", action="store_true", help="print JSON, one object a system")
    parser.add_argument("--limit", type=int, help="only the first N documents")
    parser.add_argument("--half", choices=["dev", "held"], help="only one fixed half of the documents")
    parser.add_argument("--peers", action="store_true", help="run other tools on the same text beside ours")
    parser.add_argument("--errors", type=int, metavar="N", help="print our first N misses and false alarms instead")
    return parser


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and give its exit code."""
    os.environ.setdefault("OMP_NUM_THREADS", "1")
    parser = arguments()
    given = parser.parse_args(argv)
    if given.task is None or given.data is None:
        parser.error("a task and its --data are needed")
    if not given.data.exists():
        parser.error(f"--data {given.data}: is not there")
    task = load_task(given.task)
    if given.errors is not None:
        lines = errors(task, given.data, limit=given.limit, half=given.half)
        for line in itertools.islice(lines, given.errors):
            print(line)
        return 0
    for outcome in run(task, given.data, limit=given.limit, half=given.half, peers=given.peers):
        print(json.dumps(outcome.as_json(), ensure_ascii=False) if given.json else table(outcome), flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
