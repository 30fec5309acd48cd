"""What the user names: files, folders, archives and lists, in order; nothing is passed over in silence."""

from __future__ import annotations

import gzip
import os
from pathlib import Path

import pytest

from reportedly.crawl.records import Item, Shard
from reportedly.crawl.sources import Options, named, shards
from reportedly.model import Failure


def put(folder: Path, *names: str) -> None:
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"x" * 1000)


def addresses(*sources: str, options: Options | None = None) -> list[str]:
    found = []
    for what in named(sources, options or Options()):
        assert not isinstance(what, Failure), what
        found.append(what if isinstance(what, str) else what.address)
    return found


def test_a_folder_gives_its_files_in_order(tmp_path: Path) -> None:
    put(tmp_path, "b/two.txt", "a.html", "b/.hidden", ".git/x", "c.jsonl", "@odd.txt")
    (tmp_path / "loop").symlink_to(tmp_path)
    found = [os.path.relpath(name, tmp_path) for name in addresses(str(tmp_path))]
    assert found == ["@odd.txt", "a.html", "c.jsonl", "b/two.txt"]


def test_what_a_crawl_leaves_is_no_source_of_it(tmp_path: Path) -> None:
    put(tmp_path, "a.txt", "out/manifest.jsonl", "out/readings/day=2019-02-10/x.parquet")
    options = Options(out=str(tmp_path / "out"))
    assert addresses(str(tmp_path), options=options) == [f"{tmp_path}/a.txt"]


def test_names_that_are_no_text_and_what_is_no_file_are_told(tmp_path: Path) -> None:
    (tmp_path / os.fsdecode(b"\xff.txt")).write_text("x")
    os.mkfifo(tmp_path / "pipe")
    told = sorted(what.message for what in named([str(tmp_path)], Options()) if isinstance(what, Failure))
    assert told == ["has a name that is no text (rename it)", "is no file that can be read twice"]


@pytest.mark.parametrize("packed", [False, True])
def test_a_list_names_sources(tmp_path: Path, packed: bool) -> None:
    put(tmp_path, "a.txt")
    text = f"# a remark\n{tmp_path}/a.txt\n\nhttps://paper.example/feed\n".encode()
    path = tmp_path / "list"
    path.write_bytes(gzip.compress(text) if packed else text)
    assert addresses(f"@{path}") == [f"{tmp_path}/a.txt", "https://paper.example/feed"]


def test_relative_paths_of_a_list_stand_after_the_base(tmp_path: Path) -> None:
    path = tmp_path / "warc.paths"
    path.write_text("crawl-data/a\nhttps://b.example/c\n")
    options = Options(base="https://data.example/")
    assert addresses(f"@{path}", options=options) == ["https://data.example/crawl-data/a", "https://b.example/c"]


def test_what_cannot_be_taken_is_told(tmp_path: Path) -> None:
    put(tmp_path, "there.txt")
    (tmp_path / "empty").mkdir()
    (tmp_path / "none").write_text("# nothing\n")
    (tmp_path / "nested").write_text("@other\n")
    (tmp_path / "bad").write_bytes(b"\x1f\x8bno")
    sources = ["missing.txt", "missing.warc.gz", str(tmp_path / "empty"), "@missing", f"@{tmp_path}/none"]
    sources += [f"@{tmp_path}/nested", f"@{tmp_path}/bad", "s3://bucket/page.html", str(tmp_path / "there.txt")]
    found = list(named(sources, Options()))
    told = [what.message for what in found if isinstance(what, Failure)]
    assert told[:6] == [
        "no such file",
        "no such file",
        "the folder holds no files",
        "no such list",
        "the list is empty",
        "the list names another list",
    ]
    assert told[6].startswith("is no list of sources")
    assert "web archives" in told[7]
    assert isinstance(found[-1], Item)


def test_archives_are_cut_and_files_put_together(tmp_path: Path) -> None:
    (tmp_path / "big.warc.gz").write_bytes(b"x" * 10_000)
    (tmp_path / "plain.warc").write_bytes(b"x" * 10_000)
    put(tmp_path, *(f"reports/{number:03}.txt" for number in range(260)))
    options = Options(slice=4000)

    def cut(*sources: str, options: Options = options) -> list[Shard]:
        return list(shards((what for what in named(sources, options) if isinstance(what, Item)), options))

    slices = [item for shard in cut(str(tmp_path / "big.warc.gz")) for item in shard.items]
    assert [(item.start, item.end) for item in slices] == [(0, 3333), (3333, 6666), (6666, 10_000)]
    assert len(cut(str(tmp_path / "plain.warc"))) == 1
    assert [len(shard.items) for shard in cut(str(tmp_path / "reports"))] == [4] * 65
    assert [len(shard.items) for shard in cut(str(tmp_path / "reports"), options=Options())] == [250, 10]
    mixed = cut(str(tmp_path / "reports/000.txt"), str(tmp_path / "big.warc.gz"), str(tmp_path / "reports/001.txt"))
    assert [len(shard.items) for shard in mixed] == [1, 1, 1, 1, 1]


def test_a_file_that_changed_is_another(tmp_path: Path) -> None:
    put(tmp_path, "a.txt")
    (before,) = named([str(tmp_path / "a.txt")], Options())
    (tmp_path / "a.txt").write_bytes(b"longer than it was" * 100)
    (after,) = named([str(tmp_path / "a.txt")], Options())
    assert isinstance(before, Item)
    assert isinstance(after, Item)
    assert before.key != after.key
    assert Shard(items=(before,)).name != Shard(items=(after,)).name
