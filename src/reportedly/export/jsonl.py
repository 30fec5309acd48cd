"""JSON lines: every claim, then every incident; ``record`` says which, the other fields are those of the CSV files."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from reportedly.export.guard import guarded
from reportedly.export.material import MACHINE, Material
from reportedly.export.records import claim_records, incident_records

ENCODER = msgspec.json.Encoder()


def jsonl(material: Material) -> Iterator[bytes]:
    """Give a line for each record; ``coding`` is always "machine": a person's part in it is in ``coded_by``."""
    held = guarded(material)
    for kind, records in (("claim", claim_records(held)), ("incident", incident_records(held))):
        for record in records:
            yield ENCODER.encode({"record": kind, "coding": MACHINE, **record}) + b"\n"
