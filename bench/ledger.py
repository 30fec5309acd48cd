"""``python -m bench.ledger --folder X``: the ledger as it grows: one more article, one incident, every page of results.

Each size is filled with made-up readings (``bench/made_up.py``) into a SQLite file of its own, through ``add_all``; a
fill that was stopped goes on where it was. Then both files are asked the same in interleaved rounds, so that a busy
machine slows both; pages are warm, as a person's next page is. *Ratio*: the median of the largest file's times over
that of the smallest's, with a bootstrap interval over rounds. *Pages*: the median and the 95th percentile. Bars: one
more article and one incident at most twice as long, every page under 200 ms.
"""

from __future__ import annotations

import argparse
import gc
import os
import random
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import islice
from pathlib import Path

import numpy as np

from bench.made_up import World, foretelling, readings
from bench.score import DRAWS, LEVEL, SEED, resamples
from reportedly.ledger import Filter, Ledger, lists, open_ledger
from reportedly.ledger.corroborate import figures_of
from reportedly.ledger.store.engine import reading
from reportedly.ledger.store.finding import find

BATCH = 200  # articles a transaction while filling
PAGE = 50
DUE = 25  # forecasts a page of the desk
WARM = 2  # rounds that are not counted
FORESEEN = 20  # articles of forecasts
RARE = 50_000  # objects made between collections while filling: they are many, and none is a ring
TWICE, QUICK = 2.0, 200.0  # the bars: a ratio; milliseconds a page
HEAD = """<!-- Made by `python -m bench.ledger --folder F --out bench/ledger.md`. Do not edit: run it again. -->
# The ledger as it grows

Made-up readings of 15 to 25 claims (`bench/made_up.py`), six articles a day, one in ten a copy of another, in a SQLite
file. What is timed, and how, is said at the top of `bench/ledger.py`. The `--as-of` views are not timed: they are
computed in memory from all that was known that day, and grow with it.

"""
Action = Callable[[], object]
Clock = Callable[[], float]
GROWING = ("one more article", "an incident, by its id")
CLOCKS: dict[str, Clock] = {"wall": time.perf_counter, "processor": time.process_time}


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """A ledger that is filled: its claims and articles, and the bytes that a claim takes."""

    ledger: Ledger
    claims: int
    articles: int
    bytes_a_claim: float


def fill(path: Path, claims: int) -> Held:
    """Fill a ledger until it holds so many claims; one that is there already goes on."""
    ledger = open_ledger(str(path), create=True)
    world = World()
    articles, held = ledger.size()
    begun, first = time.perf_counter(), held
    while held < claims:
        ledger.add_all(list(readings(min(BATCH, 1 + (claims - held) // 20), start=articles, world=world)))
        articles, held = ledger.size()
        pace = (held - first) / (time.perf_counter() - begun)
        print(f"\r{path.name}: {held:,} claims, {pace:,.0f} a second", end="", file=sys.stderr, flush=True)
    size = sum(os.path.getsize(f"{path}{end}") for end in ("", "-wal") if os.path.exists(f"{path}{end}"))
    if not ledger.forecasts(limit=1):
        ledger.add_all(list(foretelling(FORESEEN, start=articles // 2, world=world)))
    return Held(ledger=ledger, claims=held, articles=articles, bytes_a_claim=size / held)


def adding(held: Held, rounds: int) -> Iterator[Action]:
    """Give the adding of one more article, the next each time."""
    start = held.ledger.size()[0]
    for item in list(readings(rounds, start=max(start, held.articles))):
        yield partial(held.ledger.add, item)


def looking(held: Held, rounds: int) -> Iterator[Action]:
    """Give the look at one incident, another each time, picked anywhere."""
    chance = random.Random(SEED)
    with reading(held.ledger.engine, held.ledger.url) as connection:
        total = find(connection, Filter(), limit=1).total
        for _ in range(rounds):
            found = find(connection, Filter(), limit=1, offset=chance.randrange(total)).incidents
            yield partial(held.ledger.incident, found[0].id)


def pages(held: Held) -> dict[str, Action]:
    """Give every page of results that a person can ask for, with what it is called."""
    ledger = held.ledger
    some = ledger.search_incidents(limit=PAGE)
    middle = ledger.incidents(limit=PAGE, offset=some.total // 2)
    one = next(item for item in middle.incidents if item.place and item.parties)
    month = Filter(since=(one.first_reported or "")[:8] + "01", until=(one.first_reported or "")[:8] + "28")
    report = ledger.reports(limit=1, offset=held.articles // 2)[0]
    word = ledger.reading(report.number).article.text.split()[0]  # type: ignore[union-attr]
    word = word if len(ledger.reports(words=word, limit=PAGE)) else "report"
    later = ledger.search_incidents(Filter(until=one.first_reported), sort="last_reported", descending=True, limit=1)
    search = partial(ledger.search_incidents, limit=PAGE)
    return {
        "reports, first page": partial(ledger.reports, limit=PAGE),
        "reports, last page": partial(ledger.reports, limit=PAGE, offset=held.articles - PAGE),
        "reports of one word": partial(ledger.reports, words=word, limit=PAGE),
        "reports of a word in all": partial(ledger.reports, words="report", limit=PAGE),
        "origins, first page": partial(ledger.origins, limit=PAGE),
        "origins, in the middle": partial(ledger.origins, limit=PAGE, offset=held.articles // 3),
        "origins of several reports": partial(ledger.origins, size=2, limit=PAGE),
        "incidents, first page": search,
        "incidents, in the middle": partial(ledger.incidents, limit=PAGE, offset=some.total // 2),
        "incidents, behind one in the middle": partial(
            search, sort="last_reported", descending=True, after=later.after
        ),
        "incidents by origins": partial(search, sort="origins", descending=True),
        "incidents of a type": partial(search, Filter(event_type="killing")),
        "incidents of a party": partial(search, Filter(party=one.parties[0])),
        "incidents at a place": partial(search, Filter(place=one.place)),
        "incidents of a month": partial(search, month),
        "incidents since the middle": partial(search, Filter(since=one.first_reported)),
        "incidents until the middle, latest first": partial(
            search, Filter(until=one.first_reported), sort="last_reported", descending=True
        ),
        "incidents of a status": partial(search, Filter(status="occurred")),
        "incidents of several origins": partial(search, Filter(origins=2)),
        "incidents disputed": partial(search, Filter(disputed=True)),
        "incidents with one word": partial(search, Filter(words=word)),
        "incidents with a word in all": partial(search, Filter(words="report")),
        "incidents, a type and a party, disputed or not": partial(
            search, Filter(event_type="killing", party=one.parties[0], disputed=False)
        ),
        "incidents, six conditions that hold for many": partial(
            search,
            Filter(event_type="killing", status="occurred", since="2000-01-01", disputed=False, words="report"),
            sort="day",
            descending=True,
        ),
        "figures, first page": partial(figures_page, ledger, 0),
        "figures, in the middle": partial(figures_page, ledger, some.total // 2),
        "forecasts": partial(ledger.outcomes, limit=PAGE),
        "forecasts by the day they are due, a page of the desk": partial(
            lists.forecasts_listed, ledger, "past", size=DUE, number=1
        ),
        "incidents with map and timeline, all": partial(looked, ledger, Filter()),
        "incidents with map and timeline, of a party": partial(looked, ledger, Filter(party=one.parties[0])),
        "incidents with map and timeline, at a place": partial(looked, ledger, Filter(place=one.place)),
        "parties, those with most claims": partial(lists.names_listed, ledger, "party", limit=PAGE),
        "claims of a party": partial(lists.claims_named, ledger, "party", one.parties[0], limit=PAGE),
        "reports that wait": partial(lists.queue, ledger, checked=(), done=(), limit=PAGE),
    }


def looked(ledger: Ledger, wanted: Filter) -> object:
    """Give a page of the desk's list, with its map and its timeline."""
    return lists.incidents_listed(ledger, wanted, size=PAGE, number=1)


def figures_page(ledger: Ledger, offset: int) -> object:
    """Give a page of figures, as the command line does."""
    detail = ledger.incidents(limit=PAGE, offset=offset)
    every = (found for item in detail.incidents for found in figures_of(item, detail.rows, detail.origin_of))
    return list(islice(every, PAGE))


def timed(action: Action, clock: Clock) -> float:
    """Give the milliseconds that an action takes."""
    began = clock()
    action()
    return (clock() - began) * 1000


def measure(ledgers: Sequence[Held], rounds: int, clock: Clock) -> dict[str, list[list[float]]]:
    """Give for each thing the milliseconds of each round, a list for each ledger; rounds are interleaved."""
    found: dict[str, list[list[float]]] = {}
    whole = [pages(held) for held in ledgers]
    for name in whole[0]:
        found[name] = [[] for _ in ledgers]
        for turn in range(rounds + WARM):
            for times, actions in zip(found[name], whole, strict=True):
                took = timed(actions[name], clock)
                times += [took] if turn >= WARM else []
    for name, make in zip(GROWING, (adding, looking), strict=True):
        found[name] = [[] for _ in ledgers]
        for turn, ways in enumerate(zip(*(list(make(held, rounds + WARM)) for held in ledgers), strict=True)):
            for times, action in zip(found[name], ways, strict=True):
                took = timed(action, clock)
                times += [took] if turn >= WARM else []
    return dict(sorted(found.items(), key=lambda item: item[0] not in GROWING))


def ratio(times: Sequence[Sequence[float]]) -> tuple[float, float, float]:
    """Give the median of the last's times over that of the first's, with its interval."""
    first, last = np.array(times[0]), np.array(times[-1])
    weights = resamples(len(first), draws=DRAWS, seed=SEED).astype(int)
    drawn = [np.median(np.repeat(last, line)) / np.median(np.repeat(first, line)) for line in weights]
    low, high = np.percentile(drawn, [(100 - LEVEL) / 2, (100 + LEVEL) / 2])
    return float(np.median(last) / np.median(first)), float(low), float(high)


def lines(ledgers: Sequence[Held], found: Mapping[str, list[list[float]]], rounds: int, clock: str) -> Iterator[str]:
    """Give the table: the median, and the 95th percentile in brackets, each with its bar."""
    sizes = [f"{held.claims:,} claims" for held in ledgers]
    yield f"{rounds} interleaved rounds on SQLite, one thread; median milliseconds by the {clock} clock, in brackets"
    yield "the 95th percentile.\n"
    yield f"| what | {' | '.join(sizes)} | ratio | 95 % | bar | reached |"
    yield f"|---|{'---|' * len(sizes)}---|---|---|---|"
    for name, times in found.items():
        middle, low, high = ratio(times)
        cells = " | ".join(f"{np.median(one):,.1f} ({np.percentile(one, 95):,.1f})" for one in times)
        growing = name in GROWING
        bar = f"ratio ≤ {TWICE:g}" if growing else f"< {QUICK:g} ms"
        reached = middle <= TWICE if growing else np.percentile(times[-1], 95) < QUICK
        yield (
            f"| {name} | {cells} | {middle:.2f} | {low:.2f} to {high:.2f} | {bar} | {'yes' if reached else '**no**'} |"
        )
    sizes = [f"{held.bytes_a_claim:,.0f}" for held in ledgers]
    grown = ledgers[-1].bytes_a_claim / ledgers[0].bytes_a_claim
    yield f"| bytes of the file a claim | {' | '.join(sizes)} | {grown:.2f} | | | |"


def main() -> None:
    """Fill, measure, print a table."""
    parser = argparse.ArgumentParser(prog="python -m bench.ledger", description="Measure the ledger as it grows.")
    parser.add_argument("--claims", type=int, nargs="+", default=[10_000, 1_000_000])
    parser.add_argument("--folder", type=Path, required=True, help="where the ledgers are kept: run again, they go on")
    parser.add_argument("--rounds", type=int, default=30)
    parser.add_argument(
        "--clock",
        choices=CLOCKS,
        default="wall",
        help="processor: of this process alone, where others run",
    )
    parser.add_argument("--out", type=Path, help="write the table there, too")
    options = parser.parse_args()
    options.folder.mkdir(parents=True, exist_ok=True)
    gc.set_threshold(RARE, 50, 100)
    ledgers = [fill(options.folder / f"{claims}.db", claims) for claims in sorted(options.claims)]
    gc.set_threshold(700, 10, 10)
    found = measure(ledgers, options.rounds, CLOCKS[options.clock])
    text = "\n".join(lines(ledgers, found, options.rounds, options.clock)) + "\n"
    print(text, end="")
    if options.out is not None:
        options.out.write_text(HEAD + text, encoding="utf-8")
    for held in ledgers:
        held.ledger.close()


if __name__ == "__main__":
    main()
