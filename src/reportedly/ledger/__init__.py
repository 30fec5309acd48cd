"""The ledger over many readings: origins, incidents, disagreements and verdicts (``docs/develop/ledger.md``).

``open_ledger`` gives a ``Ledger``: a SQLite file by default, or a ``postgresql://`` database.
"""

from __future__ import annotations

from reportedly.ledger.face import Detail, Ledger, Page, open_ledger
from reportedly.ledger.store.filters import Filter

__all__ = ["Detail", "Filter", "Ledger", "Page", "open_ledger"]
