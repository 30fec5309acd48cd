"""Error -> failure: the row that stands for a report which could not be read. Needs neither parser nor model."""

from __future__ import annotations

from reportedly.errors import ReportedlyError
from reportedly.model import Capture, Failure


def failure_of(capture: Capture, error: Exception) -> Failure:
    """Give the row of a report that could not be read, in the error's own words or as a fault of ours."""
    if isinstance(error, ReportedlyError):
        return failure(capture, error, step=error.step, message=str(error))
    message = f"a fault of reportedly, not of the report: {type(error).__name__}: {one_line(error)} (see --debug)"
    return failure(capture, error, step="read", message=message)


def failure(capture: Capture, error: Exception, *, step: str, message: str) -> Failure:
    """Give the row of a report that could not be read."""
    return Failure(path=capture.path, key=capture.key, step=step, error=type(error).__name__, message=message)


def one_line(error: Exception) -> str:
    """Give an error's own words on one line, cut where they run long."""
    return " ".join(str(error).split())[:200]
