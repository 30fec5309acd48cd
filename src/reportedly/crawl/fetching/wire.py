"""One request over the wire, to an address that was checked, under limits of time and size.

A watch of its own closes the connection when the time is over, wherever it stands: a server that drips one byte a
second, into the headers or the body, is cut as surely as one that is silent.
"""

from __future__ import annotations

import socket
import ssl
import threading
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from http.client import HTTPException

from urllib3 import BaseHTTPResponse
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.exceptions import HTTPError

from reportedly.crawl.fetching.addresses import Address
from reportedly.crawl.fetching.unpack import unpack
from reportedly.errors import FetchError

PIECE = 64 * 1024
CONNECT = 10.0  # seconds that one of several addresses may take to answer at all
KEPT = (
    *("cache-control", "content-language", "content-range", "content-type", "date", "etag", "expires"),
    *("last-modified", "location", "retry-after"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """What one request may take: seconds in all, bytes as sent and as decoded, redirects."""

    seconds: float = 30.0
    sent: int = 8_000_000
    decoded: int = 8_000_000
    redirects: int = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Response:
    """What came back: only an answer of the 200s keeps its body."""

    status: int
    headers: dict[str, str]
    body: bytes


def ask(
    address: Address,
    numbers: tuple[str, ...],
    headers: dict[str, str],
    limits: Limits,
    *,
    context: ssl.SSLContext,
    cut: bool = False,
    types: frozenset[str] | None = None,
) -> Response:
    """Ask for an address at one of its checked IP addresses; ``cut`` keeps the beginning of what is too large.

    ``types`` are the media types that are wanted: a body that says it is of another is not loaded.
    """
    over = threading.Event()
    end = time.monotonic() + limits.seconds
    connection = _connected(address, numbers, end, limits.seconds, context)
    watch = threading.Timer(max(end - time.monotonic(), 0.0), _close, (connection.sock, over))
    watch.daemon = True
    watch.start()
    response: BaseHTTPResponse | None = None
    try:
        connection.request("GET", address.target, headers=headers, preload_content=False, decode_content=False)
        response = connection.getresponse()
        kept = {name: _clean(response.headers[name]) for name in KEPT if name in response.headers}
        body = b""
        if 200 <= response.status < 300:
            _refuse_type(kept.get("content-type"), types)
            pieces = _pieces(response, over, limits.sent, cut)
            body = unpack(pieces, response.headers.get("content-encoding"), limit=limits.decoded, cut=cut)
        if over.is_set():
            raise TimeoutError
        return Response(status=response.status, headers=kept, body=body)
    except FetchError as error:
        if over.is_set():
            raise _late(address, limits.seconds) from error
        raise FetchError(f"{address.url}: {error}", cause=error.cause, lasting=error.lasting) from error
    except (HTTPError, HTTPException, OSError, ValueError) as error:
        if over.is_set() or isinstance(error, TimeoutError):
            raise _late(address, limits.seconds) from error
        raise _broken(address, error) from error
    finally:
        watch.cancel()
        with suppress(OSError, HTTPError):
            if response is not None:
                response.close()
            connection.close()


def _connected(
    address: Address, numbers: tuple[str, ...], end: float, seconds: float, context: ssl.SSLContext
) -> HTTPConnection:
    """Connect to the first of the checked addresses that answers. The host's name stays that of the certificate."""
    last: Exception | None = None
    for number in numbers:
        left = min(end - time.monotonic(), CONNECT)
        if left <= 0:
            raise _late(address, seconds) from last
        connection: HTTPConnection
        if address.scheme == "https":
            name = address.host.strip("[]")
            connection = HTTPSConnection(number, address.port, timeout=left, server_hostname=name, ssl_context=context)
        else:
            connection = HTTPConnection(number, address.port, timeout=left)
        try:
            connection.connect()
            connection.timeout = seconds
        except (HTTPError, OSError) as error:
            connection.close()
            last = error
            continue
        return connection
    raise _broken(address, last or OSError("no address")) from last


def trusting() -> ssl.SSLContext:
    """Make a context that checks certificates against those that the machine trusts."""
    return ssl.create_default_context()


def _pieces(response: BaseHTTPResponse, over: threading.Event, limit: int, cut: bool) -> Iterator[bytes]:
    """Give the body as it was sent, piece by piece, up to the limit."""
    count = 0
    while not over.is_set():
        piece = response.read1(PIECE)
        if not piece:
            return
        count += len(piece)
        if count > limit:
            if cut:
                return
            raise FetchError(f"larger than {limit:,} bytes", cause="too-large", lasting=True)
        yield piece
    raise TimeoutError


def _refuse_type(given: str | None, types: frozenset[str] | None) -> None:
    kind = (given or "").partition(";")[0].strip().lower()
    if types is not None and kind and kind not in types:
        raise FetchError(f"is {kind[:60]}, no page", cause="media-type", lasting=True)


def _close(line: socket.socket | None, over: threading.Event) -> None:
    """End a connection from outside: whoever reads from it wakes up."""
    over.set()
    if line is not None:
        with suppress(OSError):
            line.shutdown(socket.SHUT_RDWR)


def _clean(value: str) -> str:
    """Give a header's value without what could end the line, and not without end."""
    return "".join(letter for letter in value if letter.isprintable())[:1000]


def _late(address: Address, seconds: float) -> FetchError:
    return FetchError(f"{address.url}: no whole answer within {seconds:g} seconds", cause="time")


def _broken(address: Address, error: Exception) -> FetchError:
    """Say what broke. A certificate that is not to be trusted is a cause of its own."""
    causes = (error, error.__cause__, error.__context__, *error.args)
    if any(isinstance(cause, ssl.SSLCertVerificationError) for cause in causes):
        return FetchError(f"{address.url}: its certificate is not to be trusted", cause="certificate")
    if "IncompleteRead" in repr(error):
        return FetchError(f"{address.url}: the body ends before the length that was said", cause="short")
    text = " ".join(str(error).split())
    return FetchError(f"{address.url}: {text[:200] or type(error).__name__}", cause="connection")
