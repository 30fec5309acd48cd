"""The ledger as it grows: one more article, one incident, every page of results (`python -m bench.ledger --folder X`).

Each size is filled with made-up readings (``bench/made_up.py``) into a SQLite file of its own. Times are medians over
``--rounds``, pages the 95th percentile; the ratio is of the largest size to the smallest.
"""

from __future__ import annotations

import argparse
import os
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

from bench.made_up import World, readings
from reportedly.ledger import Filter, Ledger, open_ledger
from reportedly.ledger.corroborate import figures_of

BATCH = 50  # articles a transaction while filling
PAGE = 50


def fill(path: Path, claims: int) -> tuple[Ledger, int]:
    """Fill a ledger until it holds so many claims; one that is there already goes on. Give it with its articles."""
    ledger = open_ledger(str(path), create=True)
    world = World()
    articles, held = ledger.size()
    began = time.perf_counter()
    while held < claims:
        ledger.add_all(readings(BATCH, start=articles, world=world))
        articles, held = ledger.size()
        pace = held / (time.perf_counter() - began)
        print(f"\r{path.name}: {held:,} claims, {pace:,.0f} a second", end="", file=sys.stderr, flush=True)
    print(file=sys.stderr)
    return ledger, articles


def timed(action: Callable[[], object]) -> float:
    """Give the milliseconds that an action takes."""
    began = time.perf_counter()
    action()
    return (time.perf_counter() - began) * 1000


def percentile(times: list[float], share: float) -> float:
    """Give the value that a share of the times lies below."""
    return sorted(times)[min(len(times) - 1, int(len(times) * share))]


def measure(ledger: Ledger, articles: int, rounds: int) -> dict[str, float]:
    """Give the milliseconds of each thing, and the bytes a claim."""
    fresh = list(readings(rounds, start=articles))
    ledger.incidents(limit=1)
    adding = [timed(lambda item=item: ledger.add(item)) for item in fresh]  # type: ignore[misc]
    total = ledger.size()[1]
    middle = ledger.incidents(limit=rounds, offset=total // 4).incidents or ledger.incidents(limit=rounds).incidents
    looking = [timed(lambda item=item: ledger.incident(item.id)) for item in middle]  # type: ignore[misc]
    some = middle[0]
    party = some.parties[0] if some.parties else None

    def figures_page() -> None:
        detail = ledger.incidents(limit=PAGE, offset=total // 4)
        for item in detail.incidents:
            figures_of(item, detail.rows, detail.origin_of)

    pages: dict[str, Callable[[], object]] = {
        "incidents, first page": lambda: ledger.incidents(limit=PAGE),
        "incidents, a page in the middle": lambda: ledger.incidents(limit=PAGE, offset=total // 4),
        "incidents of a party": lambda: ledger.incidents(Filter(party=party), limit=PAGE),
        "incidents at a place": lambda: ledger.incidents(Filter(place=some.place), limit=PAGE),
        "incidents of a type": lambda: ledger.incidents(Filter(event_type="killing"), limit=PAGE),
        "origins": lambda: ledger.origins(limit=PAGE),
        "origins of several reports": lambda: ledger.origins(size=2, limit=PAGE),
        "figures": figures_page,
        "forecasts": lambda: ledger.outcomes(limit=PAGE),
        "search": lambda: ledger.reports(words="report", limit=PAGE),
        "reports": lambda: ledger.reports(limit=PAGE),
    }
    found = {"one more article": statistics.median(adding), "an incident": statistics.median(looking)}
    for name, page in pages.items():
        found[f"page: {name}"] = percentile([timed(page) for _ in range(rounds)], 0.95)
    size = sum(os.path.getsize(f"{ledger.url}{end}") for end in ("", "-wal") if os.path.exists(f"{ledger.url}{end}"))
    found["bytes a claim"] = size / total
    return found


def main() -> None:
    """Fill, measure, print a table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--claims", type=int, nargs="+", default=[10_000, 1_000_000])
    parser.add_argument("--folder", type=Path, required=True, help="where the ledgers are kept: run again, they go on")
    parser.add_argument("--rounds", type=int, default=30)
    options = parser.parse_args()
    options.folder.mkdir(parents=True, exist_ok=True)
    found = {}
    for claims in options.claims:
        ledger, articles = fill(options.folder / f"{claims}.db", claims)
        found[claims] = measure(ledger, articles, options.rounds)
        ledger.close()
    first, last = found[min(found)], found[max(found)]
    print(f"| what | {' | '.join(f'{claims:,} claims' for claims in sorted(found))} | ratio |")
    print(f"|---|{'---|' * len(found)}---|")
    for name in first:
        cells = " | ".join(f"{found[claims][name]:,.1f}" for claims in sorted(found))
        print(f"| {name}{'' if 'bytes' in name else ', ms'} | {cells} | {last[name] / first[name]:.2f} |")


if __name__ == "__main__":
    main()
