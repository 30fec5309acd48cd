"""The command as a process of its own, as a user runs it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

CODE = "from reportedly.cli import main; main()"


def start(*words: str | Path) -> subprocess.Popen[str]:
    """Begin a command in a process group of its own."""
    return subprocess.Popen(
        [sys.executable, "-c", CODE, *map(str, words)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
        env=os.environ | {"OMP_NUM_THREADS": "1"},
    )


def crawl(*words: str | Path, fails: int = 0) -> str:
    """Crawl to the end; give what it printed."""
    process = start("crawl", *words)
    out, told = process.communicate(timeout=900)
    assert process.returncode == fails, told
    return out
