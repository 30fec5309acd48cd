"""What goes wrong while a ledger is written: the writer is killed, two write at once."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from reportedly.ledger import open_ledger
from reportedly.model import Reading
from reportedly.reading import encode
from tests.ledger.test_store import told

Url = Callable[[], str]
KILLS = int(os.environ.get("REPORTEDLY_TEST_KILLS", "6"))
WRITER = """
import sys
from reportedly.ledger import open_ledger
from reportedly.reading import decode
with open_ledger(sys.argv[1], create=True) as ledger:
    print("open", flush=True)
    for line in open(sys.argv[2], "rb"):
        ledger.add(decode(line))
print("done", flush=True)
"""


def many(samples: Sequence[Reading], copies: int) -> list[Reading]:
    """Give the samples under several names each: copies of one another."""
    return [
        replace(item, article=replace(item.article, key=f"{item.article.key}-{copy}", url=None))
        for copy in range(copies)
        for item in samples
    ]


def written(path: Path, readings: Sequence[Reading]) -> Path:
    path.write_bytes(b"\n".join(encode(item) for item in readings) + b"\n")
    return path


def writer(url: str, lines: Path) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-c", WRITER, url, str(lines)], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )


@pytest.mark.slow
def test_a_killed_writer_leaves_every_article_whole_or_absent(tmp_path: Path, samples: tuple[Reading, ...]) -> None:
    readings = many(samples, 2)
    lines = written(tmp_path / "readings.jsonl", readings)
    wanted = {item.article.key: item for item in readings}
    url = str(tmp_path / "killed.db")
    chance = random.Random(5)
    before = 0
    for _ in range(KILLS):
        process = writer(url, lines)
        assert process.stdout is not None
        process.stdout.readline()
        time.sleep(chance.uniform(0.0, 0.4))
        process.send_signal(signal.SIGKILL)
        process.communicate()
        with open_ledger(url) as ledger:
            reports = ledger.reports()
            assert len(reports) >= before, "what was kept is lost"
            before = len(reports)
            rows = ledger.rows().values()
            for report in reports:
                kept = ledger.reading(report.number)
                assert kept == wanted[report.key]
                claims = {row.claim for row in rows if row.report == report.number}
                assert claims == {claim.id for claim in kept.claims}
    process = writer(url, lines)
    out, error = process.communicate(timeout=120)
    assert out.endswith(b"done\n"), error.decode()
    with open_ledger(url) as ledger:
        assert {report.key for report in ledger.reports()} == set(wanted)
        stored = told(ledger)
        ledger.rebuild()
        assert told(ledger) == stored


@pytest.mark.slow
def test_two_writers_at_once_lose_and_double_nothing(
    new_url: Url, tmp_path: Path, samples: tuple[Reading, ...]
) -> None:
    readings = many(samples, 2)
    url = new_url()
    open_ledger(url, create=True).close()
    first = written(tmp_path / "first.jsonl", readings)
    second = written(tmp_path / "second.jsonl", list(reversed(readings)))
    processes = [writer(url, first), writer(url, second)]
    for process in processes:
        out, error = process.communicate(timeout=180)
        assert out.endswith(b"done\n"), error.decode()
    with open_ledger(url) as ledger:
        assert sorted(str(report.key) for report in ledger.reports()) == sorted(str(i.article.key) for i in readings)
        rows = ledger.rows()
        assert len(rows) == sum(len(item.claims) for item in readings)
        stored = told(ledger)
        ledger.rebuild()
        assert told(ledger) == stored
