"""Goes through whole readings of every corpus and counts the values that their words do not support.

``python -m bench.honesty --data FOLDER [--limit N]``: what is checked is said in ``bench/supported.py``. Each kind is
given with how often it occurs and some examples (corpus text goes to the screen, never into the repository). The exit
code is 1 if anything is unsupported.
"""

from __future__ import annotations

import argparse
import csv
import io
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path

from bench import ours
from bench.corpora.event_location import read_event_location
from bench.corpora.geoparsing import read_geoparsing
from bench.corpora.re3d import read_re3d
from bench.corpora.wikiwars import read_wikiwars
from bench.supported import Unsupported, unsupported
from reportedly.model import Capture, Reading

SAMPLE = 20  # of the corpora of single sentences, one in so many
CORPORA = ("wikiwars", "lgl", "geovirus", "event_location", "re3d", "fa_kes")
Text = tuple[str, str | None]


def texts_of(root: Path, corpus: str) -> Iterator[Text]:
    """Give the texts of one corpus below a folder, each with its day of publication if the corpus gives it."""
    if corpus == "wikiwars":
        yield from ((one.text, one.published) for one in read_wikiwars(root / "wikiwars"))
    elif corpus in ("lgl", "geovirus"):
        name = "lgl.xml" if corpus == "lgl" else "GeoVirus.xml"
        yield from ((one.text, None) for one in read_geoparsing(root / "geoparsing" / name))
    elif corpus == "event_location":
        yield from ((one.text, None) for one in read_event_location(root / corpus)[::SAMPLE])
    elif corpus == "re3d":
        yield from ((one.text, None) for one in read_re3d(root / corpus))
    elif corpus == "fa_kes":
        file = next(iter(sorted((root / corpus).glob("*.csv"))))
        for row in csv.DictReader(io.StringIO(file.read_text(encoding="latin-1"))):
            yield row["article_content"], iso(row.get("date", ""))


def iso(printed: str) -> str | None:
    """Give month/day/year as an ISO day.

    >>> iso("4/3/2017"), iso("unknown")
    ('2017-04-03', None)
    """
    parts = printed.split("/")
    if len(parts) != 3 or not all(part.isdigit() for part in parts):
        return None
    month, day, year = parts
    return f"{year:0>4}-{month:0>2}-{day:0>2}"


def readings(texts: Sequence[Text]) -> Iterator[Reading]:
    """Read texts whole; what is refused has no values."""
    from reportedly.reading import read_article

    reader = ours.load("reading", "load_reader")
    for at, (text, day) in enumerate(texts):
        found = read_article(Capture(path=f"text {at}", body=text.encode(), published=day), reader)
        if isinstance(found, Reading):
            yield found


def report(root: Path, corpora: Sequence[str], *, limit: int | None, shown: int) -> int:
    """Print what is unsupported, corpus by corpus, and give how many values are."""
    total = 0
    for corpus in corpora:
        found: defaultdict[str, list[Unsupported]] = defaultdict(list)
        values: Counter[str] = Counter()
        texts = list(texts_of(root, corpus))[:limit]
        for reading in readings(texts):
            values.update(times=len(reading.times), places=len(reading.places), quantities=len(reading.quantities))
            values.update(claims=len(reading.claims), forecasts=len(reading.forecasts))
            for one in unsupported(reading):
                found[one.kind].append(one)
        count = sum(len(held) for held in found.values())
        total += count
        held_values = ", ".join(f"{number} {name}" for name, number in values.items())
        print(f"{corpus}: {len(texts)} texts, {held_values}: {count} unsupported", flush=True)
        for kind, held in sorted(found.items(), key=lambda item: -len(item[1])):
            print(f"  {len(held):5} {kind}")
            for one in held[:shown]:
                print(f"          {one.message}: {' '.join(one.words.split())[:80]}")
    return total


def main() -> int:
    """Run from the command line."""
    parser = argparse.ArgumentParser(prog="python -m bench.honesty", description=__doc__.split("\n")[0])
    parser.add_argument("--data", type=Path, required=True, help="the folder that holds the corpora")
    parser.add_argument("--corpus", choices=CORPORA, action="append", help="only this one; may be repeated")
    parser.add_argument("--limit", type=int, help="so many texts of each")
    parser.add_argument("--shown", type=int, default=3, help="examples of each kind")
    given = parser.parse_args()
    return 1 if report(given.data, given.corpus or CORPORA, limit=given.limit, shown=given.shown) else 0


if __name__ == "__main__":
    sys.exit(main())
