"""The command from archive to ledger, on the engine that users run."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest
from typer.testing import CliRunner

from reportedly.cli import app
from reportedly.crawl.engine import Engine, in_halves
from reportedly.crawl.manifest import read_lines
from reportedly.crawl.output import ReadingRow, read_table
from tests.crawl.archive import Record, records, write_archive
from tests.crawl.command import crawl
from tests.crawl.tables import is_reading, outcomes, rows, unnamed


@pytest.fixture(scope="module")
def made() -> list[Record]:
    """Some of the records: three reports with their copies, and a hundred others."""
    found = records(250)
    told = sorted({one.url.split("/")[3] for one in found if one.comes_to == "read"})[:3]
    return [one for one in found if one.comes_to not in ("read", "copy", "near-copy") or one.url.split("/")[3] in told]


@pytest.fixture(scope="module")
def crawled(made: list[Record], tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    folder = tmp_path_factory.mktemp("crawl")
    write_archive(folder / "made-up.warc.gz", made)
    return folder / "out", crawl(
        folder / "made-up.warc.gz", "--out", folder / "out", "--workers", "2", "--slice", "0.05"
    )


def test_each_page_comes_to_what_it_should(made: list[Record], crawled: tuple[Path, str]) -> None:
    folder, said = crawled
    came = outcomes(folder)
    for one in made:
        assert came.get(one.url, []) == ([] if one.comes_to == "failed" else [one.comes_to]), one.url
    assert len(came[""]) == sum(one.comes_to == "failed" for one in made)
    assert unnamed(folder) == []
    assert f"{len(made)} pages" in said
    assert "coded by machine" in said
    assert "near-copy" in said


def test_readings_are_what_read_article_gives_and_lie_by_day(crawled: tuple[Path, str]) -> None:
    folder, _ = crawled
    found = [
        (name, row)
        for line in read_lines(folder)
        for name in line.files
        if "readings" in name
        for row in read_table(folder / name, ReadingRow)
    ]
    assert len(found) >= 3
    for name, row in found:
        assert f"day={row.published_end or 'unknown'}/" in name
        assert is_reading(row.reading)
        assert row.claims > 0


def test_a_second_run_adds_nothing(made: list[Record], crawled: tuple[Path, str]) -> None:
    folder, _ = crawled
    before = rows(folder)
    archive = folder.parent / "made-up.warc.gz"
    assert "0 pages" in crawl(archive, "--out", folder, "--slice", "0.05")
    assert rows(folder) == before
    shown = CliRunner().invoke(app, ["crawl", str(archive), "--out", str(folder), "--slice", "0.05", "--dry-run"])
    assert "of them finished" in shown.output


def test_a_crawl_goes_into_a_ledger(crawled: tuple[Path, str], tmp_path: Path) -> None:
    folder, _ = crawled
    count = sum(line.read for line in read_lines(folder))
    ledger = str(tmp_path / "ledger.db")
    first = CliRunner().invoke(app, ["add", ledger, str(folder)])
    assert first.exit_code == 0, first.output
    assert f"{count} added" in first.output or f"{count - 1} added" in first.output
    again = CliRunner().invoke(app, ["add", ledger, str(folder)])
    assert "there already" in again.output
    assert " added" not in again.output.partition(";")[0]
    strange = CliRunner().invoke(app, ["add", ledger, str(tmp_path)])
    assert strange.exit_code == 1
    assert "no crawl made" in strange.output


def test_a_dry_run_reads_nothing_and_asks_nothing(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("x")
    words = ["crawl", str(tmp_path / "a.txt"), "https://paper.example/feed", "missing", "--out", str(tmp_path / "out")]
    shown = CliRunner().invoke(app, [*words, "--dry-run"])
    assert shown.exit_code == 1
    assert "https://paper.example/feed: would be fetched" in shown.output
    assert "not to be had: missing: no such file" in shown.output
    assert not (tmp_path / "out").exists()


def test_work_that_kills_a_worker_is_found_by_halves() -> None:
    asked: list[list[int]] = []

    def work(some: Sequence[int]) -> list[str]:
        asked.append(list(some))
        if 5 in some:
            raise RuntimeError("UDF process closed the connection unexpectedly (EOF reached)")
        return [str(number) for number in some]

    assert list(in_halves(range(8), work, lambda number: f"{number} died")) == [
        "0",
        "1",
        "2",
        "3",
        "4",
        "5 died",
        "6",
        "7",
    ]
    assert [5] in asked

    def faulty(some: Sequence[int]) -> list[str]:
        raise ValueError("a fault of ours")

    with pytest.raises(ValueError, match="a fault"):
        list(in_halves([1], faulty, str))


def test_nothing_is_told_to_those_who_make_the_engine() -> None:
    from daft.scarf_telemetry import opted_out

    assert Engine(workers=1).ray is None
    assert opted_out()
    assert os.environ["RAY_USAGE_STATS_ENABLED"] == "0"


def test_crawl_says_what_it_needs(tmp_path: Path) -> None:
    code = "import sys; sys.modules['daft'] = None; from reportedly.cli import main; main()"
    words = ["crawl", str(tmp_path), "--out", str(tmp_path / "out")]
    said = subprocess.run([sys.executable, "-c", code, *words], capture_output=True, text=True, check=False)
    assert said.returncode == 1
    assert said.stderr.strip().endswith("pip install 'reportedly[crawl]'")
