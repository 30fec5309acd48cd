"""Records as bytes: what an older version of the code has written stays readable."""

from __future__ import annotations

import zlib

import msgspec
import pytest

from reportedly.ledger.records import Row
from reportedly.ledger.store.dictionaries import BY_ID, DICTIONARIES, NEWEST
from reportedly.ledger.store.packing import pack, unpack
from reportedly.model import Span

HERE = Span(start=0, end=4)
ROW = Row(
    report=1, claim="c", event_type="killing", family="death", status="occurred", polarity="positive", trigger=HERE,
    printed="died", sentence=HERE, foretold="2019-02-11",
)  # fmt: skip


def test_a_record_comes_back_and_takes_less_room() -> None:
    assert unpack(pack(ROW), Row) == ROW
    assert len(pack(ROW)) < len(msgspec.msgpack.encode(ROW)) / 2


def test_no_dictionary_is_ever_altered() -> None:
    """Ledgers are compressed against them: add another instead, and its number here."""
    assert [zlib.adler32(known) for known in DICTIONARIES] == [4105139394]
    assert BY_ID[4105139394] == NEWEST


def test_what_was_written_against_an_older_dictionary_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    older = b"an older dictionary: report claim event_type"
    monkeypatch.setitem(BY_ID, zlib.adler32(older), older)
    packer = zlib.compressobj(6, zlib.DEFLATED, zlib.MAX_WBITS, zlib.DEF_MEM_LEVEL, zlib.Z_DEFAULT_STRATEGY, older)
    assert unpack(packer.compress(msgspec.msgpack.encode(ROW)) + packer.flush(), Row) == ROW


def test_a_record_from_before_a_field_was_added_is_read() -> None:
    fields = msgspec.msgpack.decode(msgspec.msgpack.encode(ROW))
    del fields["foretold"]
    assert unpack(pack(fields), Row).foretold is None


@pytest.mark.parametrize("body", [b"", b"x", zlib.compress(b"without a dictionary"), pack(ROW)[:-6] + b"damage"])
def test_damage_is_told(body: bytes) -> None:
    with pytest.raises((zlib.error, msgspec.DecodeError)):
        unpack(body, Row)
