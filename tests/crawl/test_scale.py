"""An archive of 5,000 records: the same rows on one worker, two and a cluster, and after twenty kills. Slow."""

from __future__ import annotations

import os
import random
import signal
import subprocess
from pathlib import Path

import pytest

from tests.crawl.archive import Record, records, write_archive
from tests.crawl.command import crawl, start
from tests.crawl.tables import Rows, outcomes, rows, unnamed

pytestmark = pytest.mark.slow
COUNT = 5000
KILLS = 20
CUT = ("--slice", "0.25")


@pytest.fixture(scope="module")
def made() -> list[Record]:
    return records(COUNT)


@pytest.fixture(scope="module")
def archive(made: list[Record], tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("archive") / "made-up.warc.gz"
    write_archive(path, made)
    return path


@pytest.fixture(scope="module")
def wanted(archive: Path) -> Rows:
    """The rows of one worker."""
    folder = archive.parent / "one"
    crawl(archive, "--out", folder, "--workers", "1", *CUT)
    return rows(folder)


def test_each_page_comes_to_what_it_should(made: list[Record], archive: Path, wanted: Rows) -> None:
    came = outcomes(archive.parent / "one")
    wrong = [
        (one.url, one.comes_to, came.get(one.url))
        for one in made
        if came.get(one.url, []) != ([] if one.comes_to == "failed" else [one.comes_to])
    ]
    assert wrong == []
    assert len(came[""]) == sum(one.comes_to == "failed" for one in made)
    assert wanted.total() == len(made) == COUNT


def test_two_workers_give_the_same_rows(archive: Path, wanted: Rows, tmp_path: Path) -> None:
    crawl(archive, "--out", tmp_path, "--workers", "2", "--at-once", "5", *CUT)
    assert rows(tmp_path) == wanted


def test_a_ray_cluster_gives_the_same_rows(archive: Path, wanted: Rows, tmp_path: Path) -> None:
    crawl(archive, "--out", tmp_path, "--workers", "2", "--ray", "local", *CUT)
    assert rows(tmp_path) == wanted


def test_twenty_kills_lose_and_double_nothing(archive: Path, wanted: Rows, tmp_path: Path) -> None:
    """Every other one takes the parent alone, so that its workers are left behind; a run that ends is begun anew."""
    chance = random.Random(20)
    kills, runs = 0, 0

    def words() -> tuple[str | Path, ...]:
        return (archive, "--out", tmp_path / str(runs), "--workers", "2", "--at-once", "1", *CUT)

    while kills < KILLS:
        with start("crawl", *words()) as process:
            try:
                _, told = process.communicate(timeout=chance.uniform(1.0, 15.0))
            except subprocess.TimeoutExpired:
                kills += 1
                if kills % 2:
                    os.killpg(process.pid, signal.SIGKILL)
                else:
                    process.kill()
                process.communicate()
                assert not rows(tmp_path / str(runs)) - wanted
            else:
                assert process.returncode == 0, told
                assert rows(tmp_path / str(runs)) == wanted
                runs += 1
    crawl(*words())
    assert rows(tmp_path / str(runs)) == wanted
    assert unnamed(tmp_path / str(runs)) == []
