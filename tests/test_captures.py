"""Captures: what can be read, and the one line that says why something cannot."""

from __future__ import annotations

from pathlib import Path

import pytest

from reportedly.captures import Known, read_captures
from reportedly.errors import UsageError
from reportedly.model import Capture, Failure


def messages(*paths: Path | str) -> list[str]:
    return [
        item.message if isinstance(item, Failure) else "ok" for item in read_captures([str(path) for path in paths])
    ]


def test_one_bad_path_does_not_stop_the_others(tmp_path: Path) -> None:
    good = tmp_path / "good.txt"
    good.write_text("Shells hit the port.")
    assert messages(tmp_path / "none.txt", tmp_path, good) == [
        "no such file",
        "is a folder; name the files in it",
        "ok",
    ]


def test_a_page_is_known_by_name_or_by_how_it_begins(tmp_path: Path) -> None:
    for name in ("a.html", "b.dat", "c.txt"):
        (tmp_path / name).write_text("<!DOCTYPE html><html></html>")
    found = [item.media_type for item in read_captures([str(tmp_path / name) for name in ("a.html", "b.dat", "c.txt")])
             if isinstance(item, Capture)]  # fmt: skip
    assert found == ["text/html", "text/html", "text/plain"]


def test_a_list_gives_each_report_its_own_date_and_key(tmp_path: Path) -> None:
    (tmp_path / "one.txt").write_text("Shells hit the port.")
    listing = tmp_path / "list.jsonl"
    listing.write_text(
        '{"path": "one.txt", "key": "k1", "published": "2016-05-04", "publisher": "P"}\n\n'
        '{"text": "Troops left.", "key": "k2", "url": "https://news.example/1"}\n'
    )
    first, second = (item for item in read_captures([str(listing)], Known(published="2017-01-01")))
    assert isinstance(first, Capture)
    assert (first.key, first.published, first.publisher) == ("k1", "2016-05-04", "P")
    assert isinstance(second, Capture)
    assert (second.key, second.published, second.url) == ("k2", "2017-01-01", "https://news.example/1")
    assert second.body == b"Troops left."


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("{broken", "is not a capture"),
        ("[]", "is not a capture"),
        ("{}", "needs either text or path"),
        ('{"text": "a", "path": "b"}', "needs either text or path"),
        ('{"text": "a", "colour": "red"}', "unknown field `colour`"),
        ('{"text": 5}', r"\$.text"),
        ('{"text": "a", "published": "4 May"}', "is not a day"),
        ('{"path": "none.txt"}', "no such file"),
    ],
)
def test_a_bad_line_is_named_with_its_number(tmp_path: Path, line: str, reason: str) -> None:
    listing = tmp_path / "list.jsonl"
    listing.write_text('{"text": "Troops left."}\n' + line + '\n{"text": "They ran."}\n')
    first, bad, last = read_captures([str(listing)])
    assert isinstance(first, Capture)
    assert isinstance(last, Capture)
    assert isinstance(bad, Failure)
    assert bad.path == f"{listing}:2"
    with pytest.raises(AssertionError, match=reason):
        raise AssertionError(bad.message)


def test_an_empty_list_is_said(tmp_path: Path) -> None:
    listing = tmp_path / "list.jsonl"
    listing.write_text("\n")
    assert messages(listing) == ["the list is empty"]


@pytest.mark.parametrize("day", ["2016-5-4", "yesterday", "2016-02-30", "20160504"])
def test_a_day_that_is_none_is_misuse(day: str) -> None:
    with pytest.raises(UsageError, match="is not a day"):
        Known(published=day)
