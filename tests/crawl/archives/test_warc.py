"""Records of archives -> captures: what is a page, what is none, and how each is named."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from reportedly.crawl.archives.stores import open_store
from reportedly.crawl.archives.warc import read_warc
from reportedly.crawl.records import Aside, Found
from reportedly.model import Capture, Failure
from tests.crawl.archive import packed, page, record, response

PAGE = page("The tram", ["It runs again."])
URL = "https://paper.example/tram"


def read(tmp_path: Path, *bodies: bytes) -> list[Found]:
    path = tmp_path / "a.warc.gz"
    path.write_bytes(b"".join(packed(body) for body in bodies))
    store = open_store(str(path))
    return list(read_warc(store, 0, None))


def test_a_page_is_named_by_where_it_lies(tmp_path: Path) -> None:
    request = record("request", URL, b"GET / HTTP/1.1\r\n\r\n")
    (found,) = read(tmp_path, request, response(URL, PAGE))
    capture = found.what
    assert isinstance(capture, Capture)
    assert (capture.body, capture.media_type, capture.url) == (PAGE, "text/html", URL)
    assert capture.path == f"{tmp_path}/a.warc.gz@{len(packed(request))}"
    assert capture.key == "<urn:uuid:00000000-0000-4000-8000-0000" + str(capture.key)[-9:]
    assert found.retrieved == "2019-03-02T10:00:00Z"


@pytest.mark.parametrize(
    ("body", "headers"),
    [
        (gzip.compress(PAGE), "Content-Encoding: gzip\r\n"),
        (b"5\r\n<html\r\n0\r\n\r\n", "Transfer-Encoding: chunked\r\n"),
    ],
)
def test_bodies_are_unpacked(tmp_path: Path, body: bytes, headers: str) -> None:
    (found,) = read(tmp_path, response(URL, body, headers=headers))
    assert isinstance(found.what, Capture)
    assert found.what.body in (PAGE, b"<html")


@pytest.mark.parametrize(
    ("body", "cause"),
    [
        (response(URL, PAGE, status="404 Not Found"), "status"),
        (response(URL, PAGE, status="301 Moved"), "status"),
        (response(URL, b"%PDF", media="application/pdf"), "media-type"),
        (record("revisit", URL, b"HTTP/1.1 200 OK\r\n\r\n"), "copy"),
    ],
)
def test_what_is_no_page_says_so(tmp_path: Path, body: bytes, cause: str) -> None:
    (found,) = read(tmp_path, body)
    assert isinstance(found.what, Aside)
    assert (found.what.cause, found.what.url) == (cause, URL)


def test_what_is_broken_is_a_failure(tmp_path: Path) -> None:
    no_answer = record("response", URL, b"hello")
    short = record("response", URL, b"HTTP/1.1 200 OK\r\n\r\nhello", length=500)
    found = read(tmp_path, no_answer, short)
    assert [type(one.what) for one in found] == [Failure, Failure]
    assert "no answer of a web server" in str(found[0].what)
    assert "holds 28" in str(found[1].what)


def test_plain_texts_of_wet_files_are_read(tmp_path: Path) -> None:
    whole = record("conversion", URL, b"The tram runs again.").replace(
        b"application/http; msgtype=conversion", b"text/plain"
    )
    (found,) = read(tmp_path, whole)
    assert isinstance(found.what, Capture)
    assert (found.what.body, found.what.media_type) == (b"The tram runs again.", "text/plain")


def test_the_day_that_a_feed_states_is_kept(tmp_path: Path) -> None:
    def dated(day: bytes) -> bytes:
        return response(URL, PAGE).replace(b"WARC-Date:", b"Reportedly-Published: " + day + b"\r\nWARC-Date:")

    good, bad = read(tmp_path, dated(b"2019-02-10"), dated(b"yesterday"))
    assert isinstance(good.what, Capture)
    assert isinstance(bad.what, Capture)
    assert (good.what.listed, bad.what.listed) == ("2019-02-10", None)
