"""Addresses that may be asked: http or https, without credentials, of hosts that are public by every address they have.

A host's addresses are looked up once, and the connection is made to one of those that were checked: a name that gives
another address the second time (DNS rebinding) gains nothing.
"""

from __future__ import annotations

import re
import socket
from collections.abc import Callable
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address, ip_network
from typing import Any

from urllib3.exceptions import LocationParseError
from urllib3.util import parse_url

from reportedly.errors import FetchError

Lookup = Callable[..., list[Any]]  # socket.getaddrinfo, or what stands for it
Private = bool | frozenset[str]  # True: any; or the "host:port" that are allowed besides public ones

LONGEST = 4000  # characters of a url
PORTS = {"http": 80, "https": 443}
LOCAL_NAMES = "localhost", "local", "internal", "lan", "home.arpa"
NAT64 = IPv6Network("64:ff9b::/96")
# Not for the public internet, whatever the version of the standard library says of them.
CLOSED = tuple(
    ip_network(text)
    for text in (
        *("100.64.0.0/10", "192.0.0.0/24", "192.88.99.0/24", "198.18.0.0/15"),
        *(
            "64:ff9b:1::/48",
            "100::/64",
            "2001::/23",
            "2001:db8::/32",
            "2002::/16",
            "3fff::/20",
            "5f00::/16",
            "fec0::/10",
        ),
    )
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Address:
    """A url in its parts, as it is asked for: ``target`` is the path with the query."""

    scheme: str
    host: str
    port: int
    target: str

    @property
    def origin(self) -> str:
        """Give scheme, host and, where it is not the usual one, port."""
        return f"{self.scheme}://{self.netloc}"

    @property
    def netloc(self) -> str:
        """Give the host as the ``Host`` header has it."""
        return self.host if self.port == PORTS[self.scheme] else f"{self.host}:{self.port}"

    @property
    def url(self) -> str:
        """Give the whole url, without a fragment."""
        return f"{self.origin}{self.target}"


def read_address(url: str) -> Address:
    """Read a url, or say in one line why it cannot be asked for."""
    shown = printable(url, 200)
    if len(url) > LONGEST or any(ord(letter) < 32 or ord(letter) == 127 for letter in url.strip()):
        raise _refused(shown, "not a url")
    try:
        parts = parse_url(url.strip())
    except (LocationParseError, UnicodeError, ValueError) as error:
        raise _refused(shown, "not a url") from error
    if parts.scheme not in PORTS:
        raise _refused(shown, "neither http nor https")
    if parts.auth is not None:
        raise _refused(shown, "holds a user name or password")
    host = (parts.host or "").lower().rstrip(".")
    port = PORTS[parts.scheme] if parts.port is None else parts.port
    if not host or not 0 < port < 65536:
        raise _refused(shown, "has no host or no port")
    return Address(scheme=parts.scheme, host=host, port=port, target=parts.request_uri)


def look_up(address: Address, *, private: Private = False, lookup: Lookup = socket.getaddrinfo) -> tuple[str, ...]:
    """Give the host's addresses, each of them checked. One private address among them refuses the host."""
    allowed = private if isinstance(private, bool) else f"{address.host}:{address.port}" in private
    if not allowed and any(address.host == name or address.host.endswith(f".{name}") for name in LOCAL_NAMES):
        raise _private(address)
    try:
        found = lookup(address.host.strip("[]"), address.port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise FetchError(f"{address.url}: no address is known for {address.host}", cause="name") from error
    numbers = tuple(dict.fromkeys(str(entry[4][0]) for entry in found))
    if not numbers:
        raise FetchError(f"{address.url}: no address is known for {address.host}", cause="name")
    if not allowed and not all(map(is_public, numbers)):
        raise _private(address)
    return numbers


def is_public(number: str) -> bool:
    """Whether an IP address is one of the public internet. IPv4 within IPv6 (mapped, NAT64) counts by its IPv4 part.

    >>> is_public("93.184.216.34"), is_public("127.0.0.1"), is_public("::ffff:10.0.0.1"), is_public("64:ff9b::7f00:1")
    (True, False, False, False)
    """
    try:
        address: IPv4Address | IPv6Address = ip_address(number)
    except ValueError:
        return False
    if isinstance(address, IPv6Address):
        if address.ipv4_mapped is not None:
            address = address.ipv4_mapped
        elif address in NAT64:
            address = IPv4Address(int(address) & 0xFFFFFFFF)
    if address.is_multicast or address.is_reserved or address.is_link_local or address.is_unspecified:
        return False
    return address.is_global and not any(address in network for network in CLOSED)


def _private(address: Address) -> FetchError:
    return FetchError(f"{address.url}: {address.host} is a private address", cause="private-address", lasting=True)


def _refused(shown: str, why: str) -> FetchError:
    return FetchError(f"{shown}: {why}", cause="address", lasting=True)


def printable(url: str, most: int = LONGEST) -> str:
    """Give a url for a file or message: without control characters and without user name and password, and cut."""
    text = "".join(letter if letter.isprintable() else "?" for letter in url.strip())
    text = re.sub(r"//[^/?#]*@", "//…@", text)
    return text if len(text) <= most else f"{text[: most - 1]}…"
