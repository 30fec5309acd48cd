"""Bytes by stretches: of a file, of a web server, of a store that speaks as S3 does; each once the same."""

from __future__ import annotations

import os
import re
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from reportedly.crawl.archives import stores
from reportedly.crawl.archives.stores import BLOCK, Blocks, open_store
from reportedly.crawl.archives.warc import read_warc
from reportedly.errors import CaptureError
from tests.crawl.archive import records, write_archive


class Server(BaseHTTPRequestHandler):
    """Gives stretches of one file at any path that ends as it does; without stretches below /whole/."""

    body = b""
    protocol_version = "HTTP/1.1"

    def do_HEAD(self) -> None:
        self.do_GET()

    def do_GET(self) -> None:
        body, status = self.body, 200
        asked = re.fullmatch(r"bytes=(\d+)-(\d+)", self.headers.get("Range", ""))
        found = self.path.endswith(".warc.gz")
        if found and asked and "/whole/" not in self.path:
            body, status = body[int(asked[1]) : int(asked[2]) + 1], 206
        self.send_response(status if found else 404)
        if status == 206 and asked:
            self.send_header("Content-Range", f"bytes {asked[1]}-{asked[2]}/{len(self.body)}")
        self.send_header("ETag", '"one"')
        self.send_header("Last-Modified", "Sat, 02 Mar 2019 10:00:00 GMT")
        self.send_header("Content-Length", str(len(body) if found else 0))
        self.end_headers()
        if self.command == "GET" and found:
            self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("archive") / "made-up.warc.gz"
    write_archive(path, [one for one in records(120) if "huge" not in one.url])
    return path


@pytest.fixture(scope="module")
def server(archive: Path) -> Iterator[str]:
    Server.body = archive.read_bytes()
    with ThreadingHTTPServer(("127.0.0.1", 0), Server) as serving:
        threading.Thread(target=serving.serve_forever, daemon=True).start()
        yield f"127.0.0.1:{serving.server_port}"
        serving.shutdown()


def offsets(address: str, *, private: bool = False) -> list[str]:
    store = open_store(address, private=private)
    return [found.what.path.rpartition("@")[2] for found in read_warc(store, 0, store.size)]


def test_an_archive_on_the_web_is_read_where_it_lies(archive: Path, server: str) -> None:
    assert offsets(f"http://{server}/a.warc.gz", private=True) == offsets(str(archive))


def test_an_archive_in_s3_is_read_where_it_lies(archive: Path, server: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AWS_ENDPOINT_URL", f"http://{server}")
    monkeypatch.setenv("AWS_EC2_METADATA_DISABLED", "true")
    stores.bucket.cache_clear()
    try:
        assert offsets("s3://shelf/a.warc.gz") == offsets(str(archive))
        with pytest.raises(CaptureError, match="no such object"):
            open_store("s3://shelf/missing")
    finally:
        stores.bucket.cache_clear()


@pytest.mark.parametrize(
    ("path", "private", "says"),
    [
        ("/a.warc.gz", False, "private"),
        ("/whole/a.warc.gz", True, "download it first"),
        ("/missing", True, "404"),
    ],
)
def test_what_cannot_be_read_by_stretches_says_why(server: str, path: str, private: bool, says: str) -> None:
    with pytest.raises(CaptureError, match=says):
        open_store(f"http://{server}{path}", private=private)


def test_blocks_give_any_stretch(tmp_path: Path) -> None:
    body = os.urandom(2 * BLOCK + 1000)
    (tmp_path / "a").write_bytes(body)
    blocks = Blocks(open_store(str(tmp_path / "a")))
    for start, count in [(0, 10), (BLOCK - 5, 10), (BLOCK - 5, BLOCK + 10), (2 * BLOCK + 990, 100), (3 * BLOCK, 5)]:
        assert blocks.read(start, count) == body[start : start + count]
