"""What the records of a ledger are compressed against: the names of their fields, as they are written.

A ledger is read with the dictionary that its bytes name (RFC 1950, DICTID), so none of these may ever be altered: when
records have gained many fields, add another at the end, with which new ones are written.
"""

from __future__ import annotations

import zlib

DICTIONARIES: tuple[bytes, ...] = (
    # fmt: off
    b"\x92\xde\x00\x11\xa2id\xa0\xabevent_types\x91\xa7killing\xa4rows\x90\xa7reports\x90\xa7origins\x90\xaada"
    b"te_start\xc0\xa8date_end\xc0\xa5place\xc0\xa8latitude\xc0\xa9longitude\xc0\xa9precision\xa7unknown\xa7pa"
    b"rties\x90\xa6status\x90\xaefirst_reported\xc0\xadlast_reported\xc0\xa5links\x90\xa6unsure\x90\xde\x00%"
    b"\xa6number\x00\xa6report\x01\xa5claim\xa0\xaaevent_type\xa7killing\xa6family\xa5death\xa6status\xa8occur"
    b"red\xa8polarity\xa8positive\xa7trigger\x82\xa5start\x00\xa3end\x00\xa7printed\xa6killed\xa8sentence\x82"
    b"\xa5start\x00\xa3end\x00\xa5words\x90\xa9day_start\xc0\xa7day_end\xc0\xa8reported\xc0\xa5place\xc0\xa8la"
    b"titude\xc0\xa9longitude\xc0\xa7country\xc0\xa6admin1\xc0\xacgazetteer_id\xc0\xa9precision\xa7unknown\xa6"
    b"actors\x90\xaarecipients\x90\xabactor_types\x90\xafrecipient_types\x90\xa7counted\x91\x8e\xa3low\xcb?"
    b"\xf0\x00\x00\x00\x00\x00\x00\xa4best\xcb?\xf0\x00\x00\x00\x00\x00\x00\xa4high\xc0\xa5bound\xc0\xa2of\xa6"
    b"people\xa4side\xc0\xa9side_type\xc0\xa4unit\xc0\xa7measure\xa5count\xa7running\xa7unknown\xa7printed\xa8"
    b"at least\xa4span\x82\xa5start\x00\xa3end\x00\xa8standing\xa3own\xa5whole\xc0\xa7speaker\x85\xa4name\xc0"
    b"\xa9anonymity\xa5named\xa5party\xc0\xa6agency\xc0\xa5chain\x91\xa1x\xa9caused_by\xc0\xa7retells\xc0\xa8f"
    b"orecast\xc2\xa9due_start\xc0\xa7due_end\xc0\xa8foretold\xc0\xa9condition\xc0\xa4over\xc2\xa6judged\xc0"
    b"\xa9judged_by\xc0",
    # fmt: on
)
NEWEST = DICTIONARIES[-1]
HEAD = 6  # bytes of a stream before its content: two of flags, four that name the dictionary
BY_ID = {zlib.adler32(known): known for known in DICTIONARIES}


def dictionary_of(body: bytes) -> bytes:
    """Give the dictionary that a stream was compressed against.

    Raises:
        zlib.error: it names none that is known.
    """
    known = BY_ID.get(int.from_bytes(body[2:HEAD], "big"))
    if known is None:
        raise zlib.error("it is compressed against a dictionary that is not known")
    return known
