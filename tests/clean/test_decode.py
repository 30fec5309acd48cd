"""Decode: bytes to text, and what is refused."""

from __future__ import annotations

import pytest

from reportedly.clean.decode import decode
from reportedly.errors import CleanError

WORDS = "Müller’s convoy left the town — nobody was hurt, the army said."


@pytest.mark.parametrize(
    ("body", "encoding"),
    [
        (WORDS.encode(), "utf-8"),
        (b"\xef\xbb\xbf" + WORDS.encode(), "utf-8"),
        (WORDS.encode("utf-16"), "utf-16-le"),
        (WORDS.encode("utf-16-le"), "utf-16-le"),
        (WORDS.encode("utf-16-be"), "utf-16-be"),
        (b"\xfe\xff" + WORDS.encode("utf-16-be"), "utf-16-be"),
        (WORDS.encode("cp1252"), "cp1252"),
        (b'<meta charset="iso-8859-15">' + "Müller left".encode("iso-8859-15"), "iso-8859-15"),
    ],
)
def test_encodings(body: bytes, encoding: str) -> None:
    text, found = decode(body)
    assert found == encoding
    assert "Müller" in text


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        (b"", "no text"),
        (b" \n\t \r\n", "no text"),
        (b"\x89PNG\r\n\x1a\n" + bytes(100), "PNG picture"),
        (b"%PDF-1.7 ...", "PDF"),
        (bytes(range(32)) * 20, "not text"),
        (b"a" * 20_000_000, "20.0 MB"),
    ],
)
def test_refused(body: bytes, reason: str) -> None:
    with pytest.raises(CleanError, match=reason):
        decode(body)
