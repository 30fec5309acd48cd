"""``python -m bench TASK --data PATH``: measure one task on one corpus; ``--all`` for all, ``--floors`` for CI."""

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

RESULTS = Path(__file__).with_name("RESULTS.md")


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
    parser.add_argument(
        "--all", type=Path, metavar="ROOT", help="every task on the corpora below ROOT; writes RESULTS.md"
    )
    parser.add_argument(
        "--floors", action="store_true", help="hold the figures on our own cases against bench/floors.json"
    )
    return parser


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and give its exit code."""
    os.environ.setdefault("OMP_NUM_THREADS", "1")
    parser = arguments()
    given = parser.parse_args(argv)
    if given.floors:
        return floors()
    if given.all is not None:
        from bench.report import write

        write(given.all, RESULTS, peers=given.peers)
        print(f"wrote {RESULTS}")
        return 0
    if given.task is None or given.data is None:
        parser.error("a task and its --data are needed")
    if not given.data.exists():
        parser.error(f"--data {given.data}: is not there")
    measure(given)
    return 0


def measure(given: argparse.Namespace) -> None:
    """Print the figures of one task, or its errors."""
    task = load_task(given.task)
    if given.errors is not None:
        for line in itertools.islice(errors(task, given.data, limit=given.limit, half=given.half), given.errors):
            print(line)
        return
    for outcome in run(task, given.data, limit=given.limit, half=given.half, peers=given.peers):
        print(json.dumps(outcome.as_json(), ensure_ascii=False) if given.json else table(outcome), flush=True)


def floors() -> int:
    """Print each floor and whether it holds; 1 if one does not."""
    from bench.floors import check

    broken = 0
    for holds, line in check():
        print(line)
        broken += not holds
    return int(broken > 0)


if __name__ == "__main__":
    sys.exit(main())
