"""Records of web archives: the same ones however the file is cut, whatever is broken in it."""

from __future__ import annotations

import gzip
import random
import tracemalloc
from pathlib import Path

import pytest

from reportedly.crawl.archives.members import Raw, raw_records
from reportedly.crawl.archives.stores import Local, open_store
from tests.crawl.archive import packed, page, record, records, response, write_archive

Seen = list[tuple[int, int, bool]]


def store_of(path: Path, body: bytes) -> Local:
    path.write_bytes(body)
    store = open_store(str(path))
    assert isinstance(store, Local)
    return store


def seen(found: list[Raw]) -> Seen:
    return [(raw.offset, raw.index, raw.wrong is None) for raw in found]


def plain(number: int) -> bytes:
    return response(f"https://plain.example/{number}", page(f"Page {number}", [f"Paragraph {number}."] * 3))


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("archive") / "made-up.warc.gz"
    write_archive(path, [one for one in records(400) if "huge" not in one.url])
    return path


@pytest.mark.parametrize("count", [2, 3, 17, 150])
def test_an_archive_has_the_same_records_however_it_is_cut(archive: Path, count: int) -> None:
    store = open_store(str(archive))
    whole = seen(list(raw_records(store)))
    chance = random.Random(count)
    cuts = [0, *sorted(chance.sample(range(1, store.size), count - 1)), store.size]
    parts = [raw for start, end in zip(cuts, cuts[1:], strict=False) for raw in raw_records(store, start, end)]
    assert seen(parts) == whole
    assert len(whole) > 700
    assert sum(not sound for _, _, sound in whole) > 10


def test_a_broken_member_costs_no_other(tmp_path: Path) -> None:
    members = [packed(plain(number)) for number in range(5)]
    turned = bytearray(members[2])
    turned[len(turned) // 2] ^= 0xFF
    for broken in (bytes(turned), members[2][:40], members[2][: len(members[2]) - 3]):
        store = store_of(tmp_path / "a.warc.gz", b"".join((*members[:2], broken, *members[3:])))
        found = list(raw_records(store))
        assert [raw.wrong is None for raw in found] == [True, True, False, True, True]
        assert found[2].offset == len(members[0]) + len(members[1])


def test_what_lies_between_members_is_told_once(tmp_path: Path) -> None:
    rubbish = b"\x1f\x8b\x08 no member \x1f\x8b\x08\x00" + gzip.compress(b"a member without a record", mtime=0)
    store = store_of(tmp_path / "a.warc.gz", packed(plain(1)) + rubbish + packed(plain(2)) + bytes(1000))
    whole = list(raw_records(store))
    assert [raw.wrong is None for raw in whole] == [True, False, True, False]
    for cut in range(1, store.size, 29):
        assert [*raw_records(store, 0, cut), *raw_records(store, cut, store.size)] == whole


def test_an_archive_that_ends_too_early_says_so(tmp_path: Path) -> None:
    whole = packed(plain(1)) + packed(plain(2))
    found = list(raw_records(store_of(tmp_path / "a.warc.gz", whole[:-20])))
    assert [raw.wrong for raw in found] == [None, "ends in the middle of a record"]


def test_plain_archives_and_those_compressed_as_one(tmp_path: Path) -> None:
    body = b"".join(plain(number) for number in range(6))
    uncompressed = list(raw_records(store_of(tmp_path / "a.warc", body)))
    assert [raw.content for raw in uncompressed] == [plain(number)[:-4] for number in range(6)]
    assert [body[raw.offset :][:5] for raw in uncompressed] == [b"WARC/"] * 6
    as_one = list(raw_records(store_of(tmp_path / "a.warc.gz", gzip.compress(body, mtime=0))))
    assert [(raw.offset, raw.index) for raw in as_one] == [(0, number) for number in range(6)]
    assert [raw.content for raw in as_one] == [raw.content for raw in uncompressed]


@pytest.mark.parametrize(("off", "says"), [(700, "the beginning of another record"), (-100, "holds more")])
def test_a_wrong_length_costs_no_other_record(tmp_path: Path, off: int, says: str) -> None:
    content = plain(2).partition(b"\r\n\r\n")[2][:-4]
    wrong = record("response", "https://plain.example/2", content, length=len(content) + off)
    found = list(raw_records(store_of(tmp_path / "a.warc", plain(1) + wrong + plain(3) + plain(4))))
    assert [raw.wrong is None for raw in found] == [True, False, True, True]
    assert says in str(found[1].wrong)


@pytest.mark.parametrize(
    ("body", "says"),
    [
        (b"no archive at all\r\n" * 5, "does not begin as a record"),
        (b"WARC/1.1\r\nWARC-Type: response\r\n\r\nno length\r\n\r\n", "states no length"),
        (b"WARC/1.1\r\n" + b"X: " + b"x" * 70_000, "header that does not end"),
        (b"WARC/1.1\r\nContent-Length: -5\r\n\r\n", "states no length"),
        (b"WARC/1.1\r\nContent-Length: 99999999999999999999\r\n\r\n", "states no length"),
        (b"WARC/1.1\r\nContent-Length: 99999999999\r\n\r\nshort", "too large: 99,999,999,999 bytes, of which 5"),
    ],
)
def test_what_is_no_record_says_why_and_the_next_is_found(tmp_path: Path, body: bytes, says: str) -> None:
    found = list(raw_records(store_of(tmp_path / "a.warc.gz", packed(plain(1)) + packed(body) + packed(plain(2)))))
    told = [raw.wrong for raw in found]
    assert told[0] is told[-1] is None
    assert says in str(told[1]) or not body.startswith(b"WARC/")
    assert told[1] is not None
    assert says in str(next(iter(raw_records(store_of(tmp_path / "a.warc", body)))).wrong)


def test_a_bomb_is_not_held_in_memory(tmp_path: Path) -> None:
    huge = packed(response("https://huge.example/", bytes(60_000_000)))
    store = store_of(tmp_path / "a.warc.gz", packed(plain(1)) + huge + packed(plain(2)))
    tracemalloc.start()
    found = list(raw_records(store))
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert "too large" in str(found[1].wrong)
    assert [raw.wrong is None for raw in found] == [True, False, True]
    assert peak < 12_000_000


def test_an_empty_file_holds_nothing(tmp_path: Path) -> None:
    assert list(raw_records(store_of(tmp_path / "a.warc.gz", b""))) == []
