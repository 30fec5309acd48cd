"""Bytes -> text: byte order marks, UTF-8, UTF-16, a page's own charset, Windows-1252 as the last resort."""

from __future__ import annotations

import re

from reportedly.errors import CleanError

MAX_BYTES = 4_000_000
MAGIC = (
    (b"\x89PNG", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"GIF8", "a GIF picture"),
    (b"%PDF", "a PDF document"),
    (b"PK\x03\x04", "a zip archive"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"RIFF", "a media file"),
    (b"SQLite format 3", "a database"),
)
MARKS = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))
CHARSET = re.compile(rb"""<meta[^>]{0,200}charset\s*=\s*["']?\s*([A-Za-z0-9_-]{2,40})""", re.IGNORECASE)
UNPRINTABLE = bytes((*range(0x09), *range(0x0E, 0x20), 0x7F))


def decode(body: bytes) -> tuple[str, str]:
    """Give the text of the bytes and the name of the encoding it was read in.

    Raises:
        CleanError: no text, too much of it, or no text at all but a picture, an archive and the like.
    """
    if len(body) > MAX_BYTES:
        raise CleanError(f"{len(body) / 1e6:.1f} MB is more than a report holds (limit {MAX_BYTES / 1e6:.0f} MB)")
    for magic, what in MAGIC:
        if body.startswith(magic):
            raise CleanError(f"is {what}, not text")
    if not body.strip():
        raise CleanError("holds no text (empty, or white space only)")
    text, encoding = decode_any(body)
    strange = unprintable(body if encoding == "utf-8" else text.encode("utf-8", "surrogatepass"))
    if strange > max(8, len(text) // 20):
        raise CleanError("is not text (binary data)")
    if not text.strip():
        raise CleanError("holds no text (empty, or white space only)")
    return text, encoding


def unprintable(body: bytes) -> int:
    """Count the control characters of a text in UTF-8 that are no white space.

    >>> unprintable(b"a\\x00b\\tc\\x7f\\n")
    2
    """
    return len(body) - len(body.translate(None, UNPRINTABLE))


def decode_any(body: bytes) -> tuple[str, str]:
    """Try the encodings from the surest to the most permissive one."""
    for mark, encoding in MARKS:
        if body.startswith(mark):
            try:
                return body[len(mark) :].decode(encoding), encoding
            except UnicodeDecodeError:
                break
    declared = CHARSET.search(body[:4096])
    candidates = [*wide(body), "utf-8", *([declared.group(1).decode("ascii")] if declared else []), "cp1252"]
    for encoding in candidates:
        try:
            return body.decode(encoding), encoding.lower()
        except (UnicodeDecodeError, LookupError):
            continue
    return body.decode("latin-1"), "latin-1"


def wide(body: bytes) -> list[str]:
    """Tell UTF-16 without a mark by where its zero bytes stand."""
    sample = body[:2000]
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    if odd > len(sample) // 4 and even < odd // 8 + 1:
        return ["utf-16-le"]
    if even > len(sample) // 4 and odd < even // 8 + 1:
        return ["utf-16-be"]
    return []
