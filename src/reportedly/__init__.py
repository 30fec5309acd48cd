"""Reads news reports of armed conflict: who said that who did what to whom, where, when and how many.

The names below are all that a program needs; each is loaded when it is first asked for.

>>> import reportedly
>>> reader = reportedly.load_reader()
>>> report = reportedly.Capture(path="mine.txt", body=b"Rebels shelled Harem, a medic said.", published="2019-02-11")
>>> reading = reportedly.read_article(report, reader)
>>> [(claim.event_type, claim.status) for claim in reading.claims]
[('shelling', 'occurred')]
"""

from importlib import import_module
from typing import Any

__version__ = "0.1.0"

NAMES = {
    "Capture": "reportedly.model",
    "Failure": "reportedly.model",
    "Reading": "reportedly.model",
    "Filter": "reportedly.ledger",
    "Judgement": "reportedly.ledger.records",
    "Ledger": "reportedly.ledger",
    "ReportedlyError": "reportedly.errors",
    "decode": "reportedly.reading",
    "encode": "reportedly.reading",
    "figures_of": "reportedly.ledger.corroborate",
    "load_reader": "reportedly.reading",
    "open_ledger": "reportedly.ledger",
    "read_article": "reportedly.reading",
    "read_captures": "reportedly.captures",
}
__all__ = ["__version__", *sorted(NAMES)]


def __getattr__(name: str) -> Any:
    """Load one of the names."""
    if name not in NAMES:
        raise AttributeError(f"module 'reportedly' has no attribute {name!r}")
    return getattr(import_module(NAMES[name]), name)


def __dir__() -> list[str]:
    """List the names."""
    return sorted(__all__)
