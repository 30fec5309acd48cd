"""``python -m bench.gate_cost --data CORPUS``: what the gate costs, as CPU time a page and as a ratio to the parse.

Both run on the same pages in one process, page by page in turn; the parse is spaCy's as ``reportedly`` uses it. What is
printed is the CPU time of one thread: the pages that one core judges in a second, and the gate's share of the parse.
"""

from __future__ import annotations

import argparse
import os
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from bench import ours
from bench.articles import article_of
from bench.corpora.pages import Page, read_pages

BAR = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Cost:
    """What was measured."""

    pages: int
    words: int
    gate_seconds: float
    parse_seconds: float

    def line(self) -> str:
        """Show it, with the bar."""
        return (
            f"{self.pages} pages of {self.words / self.pages:.0f} words: {self.pages / self.gate_seconds:,.0f} pages a "
            f"second (bar {BAR}), {self.gate_seconds / self.parse_seconds:.4f} of the parse"
        )


def measure(pages: Sequence[Page]) -> Cost:
    """Judge and parse each page."""
    from reportedly.codebook.gate import load_gate
    from reportedly.gate import judge
    from reportedly.parse import parse_article

    gate, nlp = load_gate(), ours.parser()
    judge(pages[0].text, gate)
    parse_article(article_of(pages[0].text), nlp)
    judging = parsing = 0.0
    for page in pages:
        start = time.process_time()
        judge(page.text, gate)
        middle = time.process_time()
        parse_article(article_of(page.text), nlp)
        judging += middle - start
        parsing += time.process_time() - middle
    words = sum(len(page.text.split()) for page in pages)
    return Cost(pages=len(pages), words=words, gate_seconds=judging, parse_seconds=parsing)


def main(argv: Sequence[str] | None = None) -> int:
    """Measure and print."""
    os.environ.setdefault("OMP_NUM_THREADS", "1")
    parser = argparse.ArgumentParser(prog="python -m bench.gate_cost", description="Measure what the gate costs.")
    parser.add_argument("--data", type=Path, required=True, help="a corpus that bench.corpora.pages reads")
    parser.add_argument("--limit", type=int, default=60, help="at most N pages of it (60)")
    given = parser.parse_args(argv)
    print(measure(read_pages(given.data)[: given.limit]).line())
    return 0


if __name__ == "__main__":
    sys.exit(main())
