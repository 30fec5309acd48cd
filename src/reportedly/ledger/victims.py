"""Who is a private victim: the persons that a claim says were killed, hurt, abused or taken.

Their names stand on no list and in no export (``store/names.py``, ``export/guard.py``).
"""

from __future__ import annotations

from reportedly.ledger.records import Row

VICTIM = "person named in the report"  # what stands where a name would
VICTIMS = frozenset({"death", "injury", "abuse", "abduction"})


def victims(row: Row) -> frozenset[str]:
    """Give the names of the persons that a claim says were killed, hurt, abused or taken."""
    if row.family not in VICTIMS:
        return frozenset()
    pairs = zip(row.recipients, row.recipient_types, strict=False)
    return frozenset(name for name, kind in pairs if kind == "person" and name != VICTIM)
