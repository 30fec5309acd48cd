"""One family of errors. Doubt about a text is data (``None``, a status, a notice), never an exception.

::

    ReportedlyError
    ├── CaptureError     a path, file or stream that cannot be taken as a report
    ├── CleanError       bytes that hold no text, or no article
    │   ├── LanguageError    a text in a language that is not read
    │   └── LengthError      too little text for a report, or too much
    ├── ParseError       a text that the parser cannot take
    ├── EvidenceError    a field that does not point at its own words (a fault of ours)
    ├── FetchError       an address that gives no report, for now or for good
    ├── CodebookError    an entry of data/ that is malformed or lacks its source
    ├── ModelError       a file of the learned tagger that is missing or does not fit the others
    ├── LedgerError      a ledger that cannot be opened, read or written
    └── UsageError       options that do not go together
        └── OvertakenError   somebody else has judged it since it was looked at
"""

from __future__ import annotations


class ReportedlyError(Exception):
    """Base of all errors that a user of the package should see as one line."""

    step = "read"


class CaptureError(ReportedlyError):
    """A path, file or stream cannot be taken as a report."""

    step = "capture"


class CleanError(ReportedlyError):
    """The bytes hold no text, or no article can be found in them."""

    step = "clean"


class LanguageError(CleanError):
    """The text is in a language that is not read."""


class LengthError(CleanError):
    """There is too little text for a report, or too much."""


class ParseError(ReportedlyError):
    """The text cannot be parsed."""

    step = "parse"


class EvidenceError(ReportedlyError):
    """A field of the reading does not point at the words that say it: a fault of ours, never of the text."""

    step = "assemble"


class FetchError(ReportedlyError):
    """An address gives no report: ``cause`` is a stable word, ``lasting`` whether asking again is of no use.

    ``after`` is the number of seconds after which the server, or its robots.txt, allows the next request.
    """

    step = "fetch"

    def __init__(
        self, message: str, *, cause: str = "connection", lasting: bool = False, after: float | None = None
    ) -> None:
        super().__init__(message)
        self.cause = cause
        self.lasting = lasting
        self.after = after


class CodebookError(ReportedlyError):
    """A file under ``data/`` is malformed, or an entry lacks its source document and version."""

    step = "codebook"


class ModelError(ReportedlyError):
    """A file of the learned tagger is missing, or does not fit the others."""

    step = "tag"


class LedgerError(ReportedlyError):
    """A ledger cannot be opened, read or written; the line names it and the cause."""

    step = "ledger"


class UsageError(ReportedlyError):
    """Options that do not go together."""

    step = "usage"


class OvertakenError(UsageError):
    """Somebody else has judged the same thing since it was looked at; nothing was kept, and nothing is lost."""

    step = "judge"
