"""Asks a peer in its own environment: starts ``worker.py`` there and exchanges lines of JSON."""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
PYTHON = "BENCH_PEERS_PYTHON"


class PeerError(RuntimeError):
    """A peer could not answer."""


def python() -> Path:
    """Give the interpreter of the peers' environment: ``$BENCH_PEERS_PYTHON``, or that of ``.venv-peers``."""
    return Path(os.environ.get(PYTHON, HERE.parents[1] / ".venv-peers" / "bin" / "python"))


def installed() -> bool:
    """Whether the peers' environment is there."""
    return python().exists()


def ask(peer: str, texts: Iterable[tuple[str, str | None]]) -> Iterator[list[dict[str, Any]]]:
    """Give the peer's records for each text, in order.

    Raises:
        PeerError: the peer ended early; the message holds the end of what it wrote on standard error.
    """
    command = [str(python()), str(HERE / "worker.py"), peer]
    lines = "".join(json.dumps({"text": text, "published": day}) + "\n" for text, day in texts)
    done = subprocess.run(command, input=lines, capture_output=True, text=True, check=False)
    if done.returncode:
        raise PeerError(f"{peer}: {done.stderr[-500:]}")
    yield from (json.loads(line) for line in done.stdout.splitlines())
