"""A real HTTP server on loopback that does what it is told, and keeps count of who asked for what at the same time."""

from __future__ import annotations

import gzip
import socket
import ssl
import struct
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

HTML = "text/html; charset=utf-8"
RSS = "application/rss+xml"


class Handler(BaseHTTPRequestHandler):
    """Hands each request to what the server holds for its path."""

    server: Any
    protocol_version = "HTTP/1.1"
    wbufsize = 256 * 1024  # an answer leaves when it is no longer counted as under way

    def do_GET(self) -> None:
        misbehaving: Misbehaving = self.server.misbehaving
        with misbehaving.lock:
            misbehaving.asked.append(self.path)
            misbehaving.headers.append(dict(self.headers))
            misbehaving.now += 1
            misbehaving.most = max(misbehaving.most, misbehaving.now)
        try:
            misbehaving.answers.get(self.path, missing)(self)
        except OSError:
            pass
        finally:
            with misbehaving.lock:
                misbehaving.now -= 1
            self.close_connection = True

    def log_message(self, format: str, *args: Any) -> None:
        """Keep still."""


Behaviour = Callable[[Handler], None]


@dataclass(slots=True)
class Misbehaving:
    """The server as tests see it: ``answers`` by path, and what was asked of it."""

    port: int
    answers: dict[str, Behaviour] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)
    headers: list[dict[str, str]] = field(default_factory=list)
    now: int = 0
    most: int = 0
    lock: threading.Lock = field(default_factory=threading.Lock)
    closing: threading.Event = field(default_factory=threading.Event)

    def at(self, path: str, behaviour: Behaviour, *, host: str = "127.0.0.1") -> str:
        """Behave so at a path; its url."""
        self.answers[path] = behaviour
        return self.url(path, host=host)

    def url(self, path: str, *, host: str = "127.0.0.1") -> str:
        return f"http://{host}:{self.port}{path}"

    @contextmanager
    def encrypted(self, context: ssl.SSLContext) -> Iterator[int]:
        """Serve the same by TLS at a port of its own."""
        with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
            server.daemon_threads, server.block_on_close = True, False
            server.handle_error = lambda *_: None  # type: ignore[method-assign]
            server.socket = context.wrap_socket(server.socket, server_side=True)
            server.misbehaving = self  # type: ignore[attr-defined]
            threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
            yield server.server_address[1]
            server.shutdown()

    def pages(self) -> list[str]:
        """What was asked for, without robots.txt."""
        return [path for path in self.asked if path != "/robots.txt"]


@contextmanager
def misbehaving_server() -> Iterator[Misbehaving]:
    """Serve until the block ends."""
    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        server.daemon_threads = True
        server.block_on_close = False
        told = Misbehaving(server.server_address[1])
        server.misbehaving = told  # type: ignore[attr-defined]
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
        thread.start()
        try:
            yield told
        finally:
            told.closing.set()
            server.shutdown()
            thread.join()


def missing(handler: Handler) -> None:
    send(b"no such page", status=404)(handler)


def send(body: bytes | str, *, status: int = 200, kind: str = HTML, **headers: str) -> Behaviour:
    """An honest answer; ``headers`` by their names with underscores."""

    def behave(handler: Handler) -> None:
        data = body.encode() if isinstance(body, str) else body
        given = {name.replace("_", "-").title(): value for name, value in headers.items()}
        handler.send_response(status)
        for name, value in {"Content-Type": kind, "Content-Length": str(len(data)), **given}.items():
            handler.send_header(name, value)
        handler.end_headers()
        handler.wfile.write(data)

    return behave


def redirect(target: str, *, status: int = 302) -> Behaviour:
    return send(b"", status=status, location=target)


def lasting_tag(body: bytes | str, tag: str, *, kind: str = RSS, modified: str | None = None) -> Behaviour:
    """The body, and a 304 for whoever has it already."""

    def behave(handler: Handler) -> None:
        if handler.headers.get("If-None-Match") == tag:
            handler.send_response(304)
            handler.end_headers()
        else:
            send(body, kind=kind, etag=tag, last_modified=modified or "")(handler)

    return behave


def in_turn(*behaviours: Behaviour) -> Behaviour:
    """One after the other, then the last for ever."""
    left = list(behaviours)

    def behave(handler: Handler) -> None:
        (left.pop(0) if len(left) > 1 else left[0])(handler)

    return behave


def raw(*pieces: bytes, pause: float = 0.0) -> Behaviour:
    """These bytes and no others."""

    def behave(handler: Handler) -> None:
        for piece in pieces:
            handler.wfile.write(piece)
            handler.wfile.flush()
            if pause:
                handler.server.misbehaving.closing.wait(pause)

    return behave


def drip(start: bytes, piece: bytes = b"x", pause: float = 0.02) -> Behaviour:
    """A beginning, and then for ever one piece after the other."""

    def behave(handler: Handler) -> None:
        handler.wfile.write(start)
        while not handler.server.misbehaving.closing.wait(pause):
            handler.wfile.write(piece)
            handler.wfile.flush()

    return behave


def silent(handler: Handler) -> None:
    """Take the request and never answer."""
    handler.server.misbehaving.closing.wait(10)


def reset(handler: Handler) -> None:
    """Break the connection in the midst of the body."""
    handler.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 1000\r\n\r\nhalf")
    handler.wfile.flush()
    handler.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    handler.connection.close()


def bomb(size: int) -> Behaviour:
    """So many bytes of nothing, sent as a few by gzip."""
    return send(gzip.compress(bytes(size)), content_encoding="gzip")
