"""A run goes on where one stopped, wherever that was; it reads nothing twice and loses nothing."""

from __future__ import annotations

import os
import random
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from reportedly.crawl import manifest as manifests
from reportedly.crawl import output
from reportedly.crawl.manifest import held, read_lines
from reportedly.crawl.output import sweep
from reportedly.crawl.records import Item
from reportedly.crawl.remaining import remaining
from reportedly.crawl.run import Counts, Silent, run
from reportedly.crawl.sources import Options, named, shards
from reportedly.errors import UsageError
from tests.crawl.archive import records, write_archive
from tests.crawl.here import Here
from tests.crawl.tables import rows, unnamed

OPTIONS = Options(slice=20_000)


class Killed(BaseException):
    """Stands for a kill."""


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("archive") / "made-up.warc.gz"
    write_archive(path, [one for one in records(300) if "huge" not in one.url])
    return path


@pytest.fixture(scope="module")
def engine() -> Here:
    return Here()


def crawl(engine: Here, folder: Path, *sources: str, at_once: int = 2, options: Options = OPTIONS) -> Counts:
    """Run as the command does."""
    with held(folder) as manifest:
        sweep(folder, manifest.shards())
        items = [what for what in named(sources, options) if isinstance(what, Item)]
        return run(
            shards(remaining(items, manifest.keys()), options), folder, manifest, engine, Silent(), at_once=at_once
        )


def test_running_again_adds_nothing(engine: Here, archive: Path, tmp_path: Path) -> None:
    first = crawl(engine, tmp_path, str(archive))
    before, lines = rows(tmp_path), len(read_lines(tmp_path))
    assert first.pages == before.total()
    assert lines > 3
    again = crawl(engine, tmp_path, str(archive))
    assert (again.pages, len(read_lines(tmp_path))) == (0, lines)
    assert rows(tmp_path) == before


def test_the_rows_do_not_depend_on_how_many_are_read_at_once(engine: Here, archive: Path, tmp_path: Path) -> None:
    crawl(engine, tmp_path / "one", str(archive), at_once=1)
    crawl(engine, tmp_path / "all", str(archive), at_once=1000)
    assert rows(tmp_path / "one") == rows(tmp_path / "all")


def test_kills_lose_and_double_nothing(
    engine: Here, archive: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each step that touches the disk is a place to die at, before and after it; here a random one of each run."""
    crawl(engine, tmp_path / "whole", str(archive))
    chance = random.Random(3)
    left = [0]

    def dying(step: Callable[..., Any]) -> Callable[..., Any]:
        def stepped(*given: Any, **named: Any) -> Any:
            left[0] -= 1
            if left[0] == 0:
                raise Killed
            found = step(*given, **named)
            left[0] -= 1
            if left[0] == 0:
                raise Killed
            return found

        return stepped

    monkeypatch.setattr(os, "replace", dying(os.replace))
    monkeypatch.setattr(os, "fsync", dying(os.fsync))
    monkeypatch.setattr(manifests.Manifest, "append", dying(manifests.Manifest.append))
    monkeypatch.setattr(output, "write_table", dying(output.write_table))
    folder, kills = tmp_path / "killed", 0
    for _ in range(60):
        left[0] = chance.randrange(1, 60)
        try:
            crawl(engine, folder, str(archive))
        except Killed:
            kills += 1
            continue
        break
    assert kills >= 5
    assert rows(folder) == rows(tmp_path / "whole")
    assert unnamed(folder) == []


def test_an_archive_may_be_cut_otherwise_by_the_next_run(engine: Here, archive: Path, tmp_path: Path) -> None:
    crawl(engine, tmp_path / "whole", str(archive))
    with held(tmp_path / "cut") as manifest:
        items = [what for what in named([str(archive)], OPTIONS) if isinstance(what, Item)]
        some = [items[0], items[2], items[3]]
        run(shards(some, OPTIONS), tmp_path / "cut", manifest, engine, Silent(), at_once=9)
    crawl(engine, tmp_path / "cut", str(archive), options=Options(slice=33_333))
    assert rows(tmp_path / "cut") == rows(tmp_path / "whole")
    assert crawl(engine, tmp_path / "cut", str(archive), options=Options(slice=7_777)).pages == 0


def test_a_line_that_was_cut_short_is_no_line(engine: Here, archive: Path, tmp_path: Path) -> None:
    crawl(engine, tmp_path, str(archive))
    before = rows(tmp_path)
    path = tmp_path / manifests.NAME
    body = path.read_bytes()
    path.write_bytes(body[:-30])
    crawl(engine, tmp_path, str(archive))
    assert rows(tmp_path) == before
    assert path.read_bytes().count(b"\n") == body.count(b"\n")


def test_a_damaged_manifest_is_told_and_left_alone(engine: Here, archive: Path, tmp_path: Path) -> None:
    crawl(engine, tmp_path, str(archive))
    path = tmp_path / manifests.NAME
    body = b"{damaged\n" + path.read_bytes()
    path.write_bytes(body)
    with pytest.raises(UsageError, match=r"manifest.jsonl:1: is no line"):
        crawl(engine, tmp_path, str(archive))
    assert path.read_bytes() == body


def test_two_runs_do_not_write_to_one_folder(tmp_path: Path) -> None:
    with held(tmp_path), pytest.raises(UsageError, match="another crawl"), held(tmp_path):
        pass


def test_new_files_of_a_folder_are_read_and_copies_known_across_runs(engine: Here, tmp_path: Path) -> None:
    told = (
        "Militants shelled an army post near the port on Monday, killing twelve soldiers, the defence ministry said. "
    )
    told += "The army answered with air strikes on the positions of the group in the hills, a spokesman told reporters."
    (tmp_path / "in").mkdir()
    (tmp_path / "in/b.txt").write_text(told)
    asked = engine.asked
    assert crawl(engine, tmp_path / "out", str(tmp_path / "in")).read == 1
    (tmp_path / "in/a.txt").write_text(told)
    second = crawl(engine, tmp_path / "out", str(tmp_path / "in"))
    assert (second.pages, second.read, dict(second.aside)) == (1, 0, {"copy": 1})
    assert engine.asked == asked + 1
    (row,) = [row for row in rows(tmp_path / "out") if row[0] == "copy"]
    assert row[3] == f"the same words as {tmp_path}/in/b.txt"


def test_what_cannot_be_reached_is_tried_again(engine: Here, archive: Path, tmp_path: Path) -> None:
    with held(tmp_path / "out") as manifest:
        items = [what for what in named([str(archive)], OPTIONS) if isinstance(what, Item)]
        moved = archive.with_name("away")
        archive.rename(moved)
        counts = run(shards(items, OPTIONS), tmp_path / "out", manifest, engine, Silent(), at_once=4)
        moved.rename(archive)
        assert (counts.pages, len(counts.unreached)) == (0, len(items))
        assert "no such file" in counts.unreached[0].message
        again = run(shards(items, OPTIONS), tmp_path / "out", manifest, engine, Silent(), at_once=4)
    assert again.unreached == []
    assert again.pages > 300 - 20


def test_a_run_stops_between_shards_when_asked(engine: Here, archive: Path, tmp_path: Path) -> None:
    asked = iter([False, False, True])
    with held(tmp_path) as manifest:
        items = [what for what in named([str(archive)], OPTIONS) if isinstance(what, Item)]
        run(shards(items, OPTIONS), tmp_path, manifest, engine, Silent(), at_once=1, stop=lambda: next(asked))
    assert len(read_lines(tmp_path)) == 2
