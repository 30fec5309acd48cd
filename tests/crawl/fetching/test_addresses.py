from __future__ import annotations

import socket
from typing import Any

import pytest

from reportedly.crawl.fetching.addresses import is_public, look_up, read_address
from reportedly.errors import FetchError


def lookup_of(*numbers: str) -> Any:
    return lambda host, port, **_: [(0, 0, 0, "", (number, port)) for number in numbers]


@pytest.mark.parametrize(
    ("number", "public"),
    [
        ("8.8.8.8", True),
        ("2606:4700::1111", True),
        ("127.0.0.1", False),
        ("127.9.9.9", False),
        ("0.0.0.0", False),
        ("10.1.2.3", False),
        ("172.16.0.1", False),
        ("192.168.1.1", False),
        ("169.254.169.254", False),  # where clouds keep their keys
        ("100.64.0.1", False),
        ("192.0.0.8", False),
        ("198.18.0.1", False),
        ("224.0.0.1", False),
        ("240.0.0.1", False),
        ("255.255.255.255", False),
        ("::", False),
        ("::1", False),
        ("fe80::1%eth0", False),
        ("fc00::1", False),
        ("fec0::1", False),
        ("ff02::1", False),
        ("::ffff:127.0.0.1", False),
        ("::ffff:8.8.8.8", True),
        ("::127.0.0.1", False),
        ("64:ff9b::a00:1", False),
        ("64:ff9b::808:808", True),
        ("64:ff9b:1::808:808", False),
        ("2002:7f00:1::", False),
        ("2001:0:7f00:1::", False),
        ("2001:db8::1", False),
        ("no number", False),
    ],
)
def test_what_is_public(number: str, public: bool) -> None:
    assert is_public(number) is public


@pytest.mark.parametrize(
    ("url", "read"),
    [
        ("http://Example.ORG", "http://example.org/"),
        ("HTTPS://example.org:443/a/../b?c=d#e", "https://example.org/b?c=d"),
        ("http://example.org:8080/ä ö", "http://example.org:8080/%C3%A4%20%C3%B6"),
        ("http://example.org.:80/x", "http://example.org/x"),
        ("http://[2606:4700::1111]:8080/", "http://[2606:4700::1111]:8080/"),
        (" http://example.org/ ", "http://example.org/"),
        ("http://Bücher.example/ü", "http://xn--bcher-kva.example/%C3%BC"),
    ],
)
def test_urls_are_read_as_they_are_asked_for(url: str, read: str) -> None:
    assert read_address(url).url == read
    assert read_address(read).url == read


@pytest.mark.parametrize(
    "url",
    [
        *("", "x", "//example.org/", "ftp://example.org/", "file:///etc/passwd", "javascript:alert(1)"),
        *("data:text/html,x", "http://", "http:///x", "http://user@example.org/", "http://u:p@example.org/"),
        *("http://example.org:0/", "http://example.org:99999/", "http://example.org:x/", "http://exa\nmple.org/"),
        *("http://example.org/\r\nX: y", "http://[::1", "http://" + "a" * 5000),
    ],
)
def test_urls_that_are_refused(url: str) -> None:
    with pytest.raises(FetchError) as caught:
        read_address(url)
    assert caught.value.lasting
    assert caught.value.cause == "address"
    assert "\n" not in str(caught.value)


def test_credentials_are_in_no_message() -> None:
    with pytest.raises(FetchError) as caught:
        read_address("http://user:secret@example.org/")
    assert "secret" not in str(caught.value)


@pytest.mark.parametrize(
    "host", ["localhost", "LOCALHOST.", "x.localhost", "printer.local", "db.internal", "router.home.arpa"]
)
def test_local_names_are_refused_unasked(host: str) -> None:
    def lookup(*_: Any, **__: Any) -> list[Any]:
        raise AssertionError("asked")

    with pytest.raises(FetchError, match="private address"):
        look_up(read_address(f"http://{host}/"), lookup=lookup)


@pytest.mark.parametrize("host", ["2130706433", "0x7f.1", "0177.0.0.1", "127.1", "0", "[::ffff:7f00:1]", "[::1]"])
def test_other_spellings_of_private_addresses(host: str) -> None:
    with pytest.raises(FetchError, match="private address|no address is known") as caught:
        look_up(read_address(f"http://{host}/"), lookup=socket.getaddrinfo)
    assert caught.value.cause in ("private-address", "name")


def test_one_private_address_among_public_ones_refuses_the_host() -> None:
    address = read_address("http://example.org/")
    assert look_up(address, lookup=lookup_of("8.8.8.8", "2606:4700::1111")) == ("8.8.8.8", "2606:4700::1111")
    with pytest.raises(FetchError) as caught:
        look_up(address, lookup=lookup_of("8.8.8.8", "10.0.0.1"))
    assert caught.value.lasting


def test_private_addresses_by_option() -> None:
    address = read_address("http://127.0.0.1:81/")
    for private in (True, frozenset({"127.0.0.1:81"})):
        assert look_up(address, private=private, lookup=lookup_of("127.0.0.1")) == ("127.0.0.1",)
    with pytest.raises(FetchError):
        look_up(address, private=frozenset({"127.0.0.1:82"}), lookup=lookup_of("127.0.0.1"))


def test_an_unknown_name_may_be_known_later() -> None:
    def lookup(*_: Any, **__: Any) -> list[Any]:
        raise socket.gaierror(-2, "Name or service not known")

    with pytest.raises(FetchError, match="no address is known") as caught:
        look_up(read_address("http://nowhere.example/"), lookup=lookup)
    assert not caught.value.lasting
