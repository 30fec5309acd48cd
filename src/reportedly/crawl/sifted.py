"""What came of sifting one page, in a form that passes between processes."""

from __future__ import annotations

from dataclasses import dataclass

from reportedly.crawl.records import Aside, Kept
from reportedly.model import Failure


@dataclass(frozen=True, slots=True, kw_only=True)
class Sifted:
    """One of four: kept, set aside, failed; ``unreached`` where the source could not be read on, and why."""

    kept: Kept | None = None
    aside: Aside | None = None
    failure: Failure | None = None
    unreached: str | None = None

    @classmethod
    def of(cls, what: Kept | Aside | Failure) -> Sifted:
        """Wrap what ``sift`` gave."""
        if isinstance(what, Kept):
            return cls(kept=what)
        return cls(aside=what) if isinstance(what, Aside) else cls(failure=what)
