"""A body as it was sent to the bytes it stands for, in bounded steps: a gzip bomb is cut where the limit lies."""

from __future__ import annotations

import zlib
from collections.abc import Iterable
from itertools import chain

from reportedly.errors import FetchError

STEP = 64 * 1024  # the most that one step unpacks
GZIP = 16 + zlib.MAX_WBITS
SENT_AS = "gzip, deflate"  # what we say that we take


def unpack(pieces: Iterable[bytes], coding: str | None, *, limit: int, cut: bool = False) -> bytes:
    """Join and decode the pieces of a body; more than ``limit`` bytes are refused, or cut off where ``cut`` is set."""
    name = (coding or "").strip().lower()
    steps: Iterable[bytes]
    if name in ("", "identity"):
        steps = pieces
    elif name in ("gzip", "x-gzip"):
        steps = _inflated(pieces, GZIP)
    elif name == "deflate":
        steps = _deflated(pieces)
    else:
        raise FetchError(f"sent in a coding that was not asked for: {name[:40]!r}", cause="encoding", lasting=True)
    whole = bytearray()
    for step in steps:
        whole += step
        if len(whole) > limit:
            if cut:
                return bytes(whole[:limit])
            raise FetchError(f"larger than {limit:,} bytes", cause="too-large", lasting=True)
    return bytes(whole)


def _deflated(pieces: Iterable[bytes]) -> Iterable[bytes]:
    """Deflate with the two bytes of header that the standard asks for, or without, as some servers send it."""
    waiting = iter(pieces)
    first = b""
    for piece in waiting:
        first += piece
        if len(first) >= 2:
            break
    headed = len(first) >= 2 and first[0] & 15 == 8 and int.from_bytes(first[:2], "big") % 31 == 0
    return _inflated(chain([first], waiting), zlib.MAX_WBITS if headed else -zlib.MAX_WBITS)


def _inflated(pieces: Iterable[bytes], window: int) -> Iterable[bytes]:
    """Inflate step by step, one gzip member after the other; a stream without its end is a short one."""
    inflater = zlib.decompressobj(window)
    begun = False
    try:
        for piece in pieces:
            data = piece
            while data:
                if inflater.eof:  # what follows is another member, or rubbish that every reader skips
                    if window != GZIP or not data.startswith(b"\x1f"):
                        return
                    inflater = zlib.decompressobj(window)
                begun = True
                yield inflater.decompress(data, STEP)
                data = inflater.unused_data if inflater.eof else inflater.unconsumed_tail
        while begun and not inflater.eof:
            step = inflater.decompress(b"", STEP)
            if not step:
                raise FetchError("the compressed body ends before its end", cause="short")
            yield step
    except zlib.error as error:
        raise FetchError("the compressed body is broken", cause="encoding") from error
