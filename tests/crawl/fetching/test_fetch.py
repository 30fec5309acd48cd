from __future__ import annotations

import gzip
import shutil
import ssl
import subprocess
import threading
import time
import zlib
from concurrent.futures import ThreadPoolExecutor
from email.utils import formatdate
from pathlib import Path

import pytest

from reportedly import __version__
from reportedly.crawl.fetching.fetch import user_agent
from reportedly.crawl.fetching.wire import Limits
from reportedly.errors import FetchError
from tests.crawl.fetching.conftest import START, Clock, Make
from tests.crawl.fetching.misbehaving import (
    Behaviour,
    Handler,
    Misbehaving,
    bomb,
    drip,
    in_turn,
    lasting_tag,
    raw,
    redirect,
    reset,
    send,
    silent,
)

HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"


def test_an_answer(server: Misbehaving, make: Make) -> None:
    url = server.at("/x?y=z", send("<p>Grüße</p>", etag='"1"', last_modified="yesterday", set_cookie="a=b"))
    answer = make(contact="https://example.org/bot").get(url + "#part")
    assert (answer.url, answer.final_url, answer.status) == (url + "#part", url, 200)
    assert answer.body == "<p>Grüße</p>".encode()
    assert answer.retrieved == "2026-02-02T02:40:01Z"
    assert answer.headers["etag"] == '"1"'
    assert "set-cookie" not in answer.headers
    sent = server.headers[-1]
    assert sent["User-Agent"] == f"reportedly/{__version__} (+https://example.org/bot)"
    assert sent["Accept-Encoding"] == "gzip, deflate"
    assert "Cookie" not in sent


def test_a_contact_cannot_add_a_header() -> None:
    assert user_agent(None) == f"reportedly/{__version__}"
    assert "\n" not in user_agent("x\r\nEvil: yes")


@pytest.mark.parametrize(
    "behaviour",
    [
        pytest.param(silent, id="silent"),
        pytest.param(drip(HEAD + b"Content-Length: 100000\r\n\r\n"), id="body, length known"),
        pytest.param(drip(HEAD + b"\r\n"), id="body, length unknown"),
        pytest.param(drip(HEAD + b"Transfer-Encoding: chunked\r\n\r\n", b"1\r\nx\r\n"), id="chunks"),
        pytest.param(drip(HEAD + b"Transfer-Encoding: chunked\r\n\r\n", b"0"), id="within a chunk's length"),
        pytest.param(drip(b"HTTP/1.1 200 O", b"K"), id="status line"),
        pytest.param(drip(HEAD + b"X: ", b"x"), id="headers"),
    ],
)
def test_slow_and_endless_answers_are_cut_by_time(server: Misbehaving, make: Make, behaviour: Behaviour) -> None:
    fetcher = make()
    fetcher.get(server.at("/ok", send("ok")))
    fetcher.limits = Limits(seconds=0.15)
    begun = time.monotonic()
    with pytest.raises(FetchError, match="no whole answer within 0.15 seconds") as caught:
        fetcher.get(server.at("/x", behaviour))
    assert time.monotonic() - begun < 5.0
    assert (caught.value.cause, caught.value.lasting) == ("time", False)


@pytest.mark.parametrize(
    ("behaviour", "cause", "lasting"),
    [
        pytest.param(send("x" * 100_001), "too-large", True, id="large"),
        pytest.param(bomb(5_000_000), "too-large", True, id="gzip bomb"),
        pytest.param(
            send(gzip.compress(gzip.compress(b"x")), content_encoding="gzip, gzip"), "encoding", True, id="two"
        ),
        pytest.param(send(b"no gzip", content_encoding="gzip"), "encoding", False, id="not gzip"),
        pytest.param(send(gzip.compress(b"x" * 99)[:-9], content_encoding="gzip"), "short", False, id="half a gzip"),
        pytest.param(send(b"x", content_encoding="br"), "encoding", True, id="brotli unasked"),
        pytest.param(send("short", content_length="100"), "short", False, id="length too long"),
        pytest.param(raw(HEAD + b"Transfer-Encoding: chunked\r\n\r\n5\r\nhalf"), "short", False, id="half a chunk"),
        pytest.param(reset, "connection", False, id="reset"),
        pytest.param(raw(b""), "connection", False, id="nothing"),
        pytest.param(raw(b"SSH-2.0-OpenSSH\r\n\r\n"), "connection", False, id="no http"),
        pytest.param(raw(b"HTTP/1.1 200 OK\r\n" + b"X: y\r\n" * 500), "connection", False, id="500 headers"),
        pytest.param(
            raw(HEAD + b"Content-Length: 1\r\nContent-Length: 2\r\n\r\nxy"), "connection", False, id="2 lengths"
        ),
        pytest.param(send("x", status=404), "status-404", True, id="404"),
        pytest.param(send("x", status=410), "status-410", True, id="410"),
        pytest.param(send("x", status=500), "status-500", False, id="500"),
        pytest.param(raw(b"HTTP/1.1 204 No Content\r\n\r\n"), "status-204", True, id="204"),
        pytest.param(raw(b"HTTP/1.1 304 Not Modified\r\n\r\n"), "status-304", True, id="304 unasked"),
        pytest.param(send("x", kind="video/mp4"), "media-type", True, id="film"),
    ],
)
def test_answers_that_are_none(
    server: Misbehaving, make: Make, behaviour: Behaviour, cause: str, lasting: bool
) -> None:
    with pytest.raises(FetchError) as caught:
        make().get(server.at("/x", behaviour), types=frozenset({"text/html"}))
    assert (caught.value.cause, caught.value.lasting) == (cause, lasting)
    assert "\n" not in str(caught.value)
    assert "/x" in str(caught.value)


@pytest.mark.parametrize(
    "behaviour",
    [
        pytest.param(send("wholesome", content_length="5"), id="length too short"),
        pytest.param(raw(HEAD + b"\r\nwhole"), id="no length"),
        pytest.param(raw(HEAD + b"Content-Length: x\r\n\r\nwhole"), id="no number"),
        pytest.param(raw(HEAD + b"Transfer-Encoding: chunked\r\n\r\n2\r\nwh\r\n3\r\nole\r\n0\r\n\r\n"), id="chunks"),
        pytest.param(send(gzip.compress(b"who") + gzip.compress(b"le"), content_encoding="gzip"), id="two members"),
        pytest.param(send(gzip.compress(b"whole") + b"\0\0", content_encoding="x-gzip"), id="rubbish behind"),
        pytest.param(send(zlib.compress(b"whole"), content_encoding="deflate"), id="deflate"),
        pytest.param(send(zlib.compress(b"whole")[2:-4], content_encoding="deflate"), id="bare deflate"),
        pytest.param(raw(HEAD + b"\r\nw", b"ho", b"le", pause=0.02), id="slow but in time"),
    ],
)
def test_answers_that_are_good_enough(server: Misbehaving, make: Make, behaviour: Behaviour) -> None:
    assert make().get(server.at("/x", behaviour)).body == b"whole"


def test_redirects_are_followed_and_counted(server: Misbehaving, make: Make) -> None:
    for number in range(9):
        server.at(f"/{number}", redirect(f"/{number + 1}", status=(301, 302, 303, 307, 308)[number % 5]))
    server.at("/9", send("there"))
    fetcher = make()
    answer = fetcher.get(server.url("/4"))
    assert (answer.body, answer.final_url) == (b"there", server.url("/9"))
    with pytest.raises(FetchError, match="more than 5 redirects") as caught:
        fetcher.get(server.url("/3"))
    assert caught.value.lasting


def test_redirects_in_a_circle(server: Misbehaving, make: Make) -> None:
    server.at("/a", redirect("/b"))
    server.at("/b", redirect(server.url("/a")))
    for path in ("/a", "/self"):
        server.at("/self", redirect("#top"))
        with pytest.raises(FetchError, match="in a circle"):
            make().get(server.url(path))


@pytest.mark.parametrize(
    "target",
    [
        *("http://127.0.0.1:1/", "http://10.0.0.1/", "http://[::1]/", "http://localhost/", "http://169.254.169.254/"),
        *("file:///etc/passwd", "ftp://a.test/", "http://u:p@a.test/", "javascript:alert(1)", "http://[::1"),
    ],
)
def test_each_hop_is_checked(server: Misbehaving, make: Make, target: str) -> None:
    with pytest.raises(FetchError) as caught:
        make().get(server.at("/x", redirect(target)))
    assert caught.value.cause in ("private-address", "address")
    assert caught.value.lasting
    assert server.pages() == ["/x"]


def test_a_hop_is_asked_about_in_robots(server: Misbehaving, make: Make) -> None:
    server.at("/robots.txt", send("User-agent: *\nDisallow: /no"))
    server.at("/no", send("no"))
    with pytest.raises(FetchError, match="robots"):
        make().get(server.at("/x", redirect("/no")))
    assert server.pages() == ["/x"]


def test_private_addresses_are_refused_by_default(server: Misbehaving, make: Make) -> None:
    for host in ("127.0.0.1", "a.test"):
        with pytest.raises(FetchError, match="private address"):
            make(private=False).get(server.at("/x", send("x"), host=host))
    assert server.asked == []


def test_the_address_that_was_checked_is_the_one_that_is_asked(server: Misbehaving, make: Make) -> None:
    looked = []

    def lookup(host: str, port: int, **_: object) -> list[object]:
        looked.append(host)
        return [(0, 0, 0, "", ("127.0.0.1", port))]

    answer = make(lookup=lookup).get(server.at("/x", send("x"), host="a.test"))
    assert answer.body == b"x"
    assert looked == ["a.test", "a.test"]  # once for each request, robots.txt and the page
    assert server.headers[-1]["Host"] == f"a.test:{server.port}"


def test_the_next_address_is_asked_where_one_is_dead(server: Misbehaving, make: Make) -> None:
    def lookup(host: str, port: int, **_: object) -> list[object]:
        return [(0, 0, 0, "", (number, port)) for number in ("127.0.0.9", "127.0.0.1")]

    assert make(lookup=lookup).get(server.at("/x", send("x"), host="a.test")).body == b"x"


def test_what_has_not_changed(server: Misbehaving, make: Make) -> None:
    url = server.at("/feed", lasting_tag("feed", '"v1"', modified="Mon, 02 Feb 2026 00:00:00 GMT"))
    first = make().get(url)
    assert first.status == 200
    again = make().get(url, etag=first.headers["etag"], modified=first.headers["last-modified"])
    assert (again.status, again.body) == (304, b"")
    assert server.headers[-1]["If-Modified-Since"] == "Mon, 02 Feb 2026 00:00:00 GMT"


def test_a_stretch_of_a_file(server: Misbehaving, make: Make) -> None:
    def part(handler: Handler) -> None:
        send(b"3456", status=206, content_range="bytes 3-6/10")(handler)

    server.at("/robots.txt", send("User-agent: *\nDisallow: /"))
    server.at("/archive", redirect("/there"))
    server.at("/there", part)
    answer = make().stretch(server.url("/archive"), 3, 4)
    assert (answer.status, answer.body, answer.headers["content-range"]) == (206, b"3456", "bytes 3-6/10")
    assert (server.headers[-1]["Range"], server.headers[-1]["Accept-Encoding"]) == ("bytes=3-6", "identity")
    assert "/robots.txt" not in server.asked
    others = {"too-large": send(b"012345"), "status-200": send(b"0"), "private-address": redirect("//10.0.0.1")}
    for cause, behaviour in others.items():
        with pytest.raises(FetchError) as caught:
            make().stretch(server.at("/other", behaviour), 3, 4)
        assert caught.value.cause == cause


def test_a_busy_host_is_asked_later_and_later(server: Misbehaving, make: Make, clock: Clock) -> None:
    busy = send("", status=503)
    url = server.at("/x", in_turn(busy, busy, send("x")))
    assert make().get(url).body == b"x"
    assert clock.time - START == pytest.approx(1 + 2 + 4)

    server.at("/y", busy)
    with pytest.raises(FetchError, match="busy") as caught:
        make().get(server.url("/y"))
    assert (caught.value.cause, caught.value.lasting, caught.value.after) == ("status-503", False, 8.0)
    assert server.pages().count("/y") == 3


@pytest.mark.parametrize("form", ["seconds", "date"])
def test_a_host_says_when(server: Misbehaving, make: Make, clock: Clock, form: str) -> None:
    def later(seconds: float) -> Behaviour:
        value = str(seconds) if form == "seconds" else formatdate(clock.time + 1 + seconds, usegmt=True)
        return send("", status=429, retry_after=value)

    url = server.at("/x", in_turn(later(20), send("x")))
    fetcher = make()
    assert fetcher.get(url).body == b"x"
    assert clock.time - START == pytest.approx(1 + 20, abs=1.1)

    server.at("/y", later(5000))
    with pytest.raises(FetchError, match="busy") as caught:
        fetcher.get(server.url("/y"))
    assert caught.value.after == pytest.approx(5000, abs=5)
    with pytest.raises(FetchError, match="left for later"):  # nothing else is asked of this host until then
        fetcher.get(url)
    assert server.pages() == ["/x", "/x", "/y"]


def test_no_host_puts_us_off_for_more_than_a_day(server: Misbehaving, make: Make) -> None:
    server.at("/x", send("", status=429, retry_after="999999999"))
    with pytest.raises(FetchError) as caught:
        make().get(server.url("/x"))
    assert caught.value.after == 86_400


def test_one_request_at_a_time_a_host_with_a_pause(server: Misbehaving, make: Make, clock: Clock) -> None:
    server.at("/x", raw(HEAD + b"\r\nx", b"x", pause=0.01))
    fetcher = make()
    with ThreadPoolExecutor(6) as pool:
        answers = list(pool.map(fetcher.get, [server.url("/x")] * 6))
    assert [answer.body for answer in answers] == [b"xx"] * 6
    assert server.most == 1
    assert clock.time - START == pytest.approx(6.0)  # robots.txt, and six pages


def test_hosts_are_asked_beside_each_other(server: Misbehaving, make: Make) -> None:
    meet = threading.Barrier(2)

    def behave(handler: object) -> None:
        meet.wait(10)
        send("x")(handler)  # type: ignore[arg-type]

    server.at("/x", behave)
    fetcher = make()
    with ThreadPoolExecutor(2) as pool:
        answers = list(pool.map(fetcher.get, [server.url("/x", host=host) for host in ("a.test", "b.test")]))
    assert [answer.body for answer in answers] == [b"x"] * 2


def test_stopping_between_requests(server: Misbehaving, make: Make) -> None:
    url = server.at("/x", send("x"))
    with pytest.raises(FetchError, match="stopped") as caught:
        make().get(url, stop=lambda: True)
    assert not caught.value.lasting
    assert server.asked == []


@pytest.mark.skipif(shutil.which("openssl") is None, reason="makes its own certificate with openssl")
def test_a_certificate_of_ones_own(server: Misbehaving, make: Make, tmp_path: Path) -> None:
    key, certificate = tmp_path / "key.pem", tmp_path / "certificate.pem"
    command = ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes"]
    command += ["-keyout", str(key), "-out", str(certificate), "-days", "2", "-subj", "/CN=a.test"]
    subprocess.run([*command, "-addext", "subjectAltName=DNS:a.test"], check=True, capture_output=True)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    with server.encrypted(context) as port:
        private = frozenset(f"{host}:{port}" for host in ("a.test", "b.test"))
        server.at("/x", send("x"))
        with pytest.raises(FetchError, match="robots.txt could be had .certificate"):
            make(private=private).get(f"https://a.test:{port}/x")
        trusting = ssl.create_default_context(cafile=str(certificate))
        assert make(private=private, context=trusting).get(f"https://a.test:{port}/x").body == b"x"
        with pytest.raises(FetchError, match="certificate"):  # of another host
            make(private=private, context=trusting).get(f"https://b.test:{port}/x")
