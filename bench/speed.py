"""``python -m bench.speed``: what a reading costs, as ratios on the same texts in one run.

*Ratio*: a full ``read_article`` of a warm reader over the bare parse of the same text by spaCy as it comes, with the
tagger and by rules alone; their difference is the tagger's share. Rounds are interleaved, text by text, so that a busy
machine slows all three; the figure is the median over rounds of the ratio of sums, with a bootstrap interval over
texts. *Cold start*: a new process from its start to its first reading. *Memory*: the peak of such a process after it
has read all samples.
"""

from __future__ import annotations

import argparse
import csv
import io
import json
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path

import numpy as np

from bench.score import LEVEL, SEED, resamples
from reportedly.model import Capture

ROOT = Path(__file__).resolve().parents[1]
SAMPLES = ROOT / "src" / "reportedly" / "data" / "samples"
DRAWS = 1000
COLD = """
import sys, time
from reportedly.model import Capture
from reportedly.reading import load_reader, read_article
reader = load_reader()
for number, path in enumerate(sys.argv[1:]):
    with open(path, "rb") as file:
        read_article(Capture(path=path, body=file.read()), reader)
    if number == 0:
        print(time.time(), flush=True)
with open("/proc/self/status") as status:  # getrusage's maximum would hold that of the process that forked this one
    print(next(line.split()[1] for line in status if line.startswith("VmHWM")), flush=True)
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cost:
    """What was measured."""

    texts: int
    words: int
    rounds: int
    ratio: float
    ratio_low: float
    ratio_high: float
    ratio_rules: float
    articles_per_second: float
    words_per_second: float
    cold_start_seconds: float
    peak_megabytes: float


def texts_of(data: Path | None, limit: int) -> list[str]:
    """Give the samples, and the first articles of FA-KES' table below ``data`` if it is given."""
    texts = [path.read_text(encoding="utf-8") for path in sorted(SAMPLES.glob("*.txt"))]
    if data is not None:
        file = data if data.is_file() else next(iter(sorted(data.rglob("*.csv"))))
        rows = csv.DictReader(io.StringIO(file.read_text(encoding="latin-1")))
        texts += [row["article_content"] for row in rows][:limit]
    return texts


def measure(texts: Sequence[str], *, rounds: int) -> Cost:
    """Time reading against parsing, text by text, in interleaved rounds."""
    import spacy

    from reportedly.parse import parser_folder
    from reportedly.reading import load_reader, read_article

    bare = spacy.load(parser_folder())
    reader = load_reader()
    plain = replace(reader, tagger=None)
    captures = [Capture(path=f"text {at}", body=text.encode()) for at, text in enumerate(texts)]
    for text, capture in list(zip(texts, captures, strict=True))[:3]:
        bare(text)
        read_article(capture, reader)
    reading = np.zeros((rounds, len(texts)))
    parsing = np.zeros((rounds, len(texts)))
    by_rules = np.zeros((rounds, len(texts)))
    words = 0
    for turn in range(rounds):
        for at, (text, capture) in enumerate(zip(texts, captures, strict=True)):
            start = time.perf_counter()
            doc = bare(text)
            middle = time.perf_counter()
            read_article(capture, reader)
            parsing[turn, at] = middle - start
            later = time.perf_counter()
            read_article(capture, plain)
            by_rules[turn, at] = time.perf_counter() - later
            reading[turn, at] = later - middle
            words += len(doc) if turn == 0 else 0
    ratios = reading.sum(axis=1) / parsing.sum(axis=1)
    typical_read, typical_parse = np.median(reading, axis=0), np.median(parsing, axis=0)
    weights = resamples(len(texts), draws=DRAWS, seed=SEED)
    drawn = (weights @ typical_read) / (weights @ typical_parse)
    low, high = np.percentile(drawn, [(100 - LEVEL) / 2, (100 + LEVEL) / 2])
    cold, memory = cold_start()
    return Cost(
        texts=len(texts),
        words=words,
        rounds=rounds,
        ratio=float(np.median(ratios)),
        ratio_low=float(low),
        ratio_high=float(high),
        ratio_rules=float(np.median(by_rules.sum(axis=1) / parsing.sum(axis=1))),
        articles_per_second=len(texts) / float(typical_read.sum()),
        words_per_second=words / float(typical_read.sum()),
        cold_start_seconds=cold,
        peak_megabytes=memory,
    )


def cold_start(*, turns: int = 3) -> tuple[float, float]:
    """Give the median seconds to the first reading of a new process, and its peak memory in MB at the end."""
    paths = [str(path) for path in sorted(SAMPLES.glob("*.txt"))]
    seconds, peaks = [], []
    for _ in range(turns):
        start = time.time()
        done = subprocess.run([sys.executable, "-c", COLD, *paths], capture_output=True, text=True, check=True)
        first, peak = done.stdout.split()
        seconds.append(float(first) - start)
        peaks.append(float(peak) / 1024)
    return statistics.median(seconds), max(peaks)


def main(argv: Sequence[str] | None = None) -> int:
    """Measure and print."""
    os.environ.setdefault("OMP_NUM_THREADS", "1")
    parser = argparse.ArgumentParser(prog="python -m bench.speed", description="Measure what a reading costs.")
    parser.add_argument("--data", type=Path, help="FA-KES: its folder or CSV file")
    parser.add_argument("--limit", type=int, default=60, help="at most N articles of it (60)")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--json", action="store_true")
    given = parser.parse_args(argv)
    cost = measure(texts_of(given.data, given.limit), rounds=given.rounds)
    if given.json:
        print(json.dumps(asdict(cost)))
    else:
        print("\n".join(lines(cost)))
    return 0


def lines(cost: Cost) -> list[str]:
    """Show the figures, each with its bar."""
    return [
        f"{cost.texts} texts, {cost.words:,} words, {cost.rounds} rounds, one thread",
        f"full read / bare parse   {cost.ratio:.2f} [{cost.ratio_low:.2f}, {cost.ratio_high:.2f}]   bar 2.0",
        f"the same by rules alone  {cost.ratio_rules:.2f}   bar 1.25",
        f"the tagger's share       {cost.ratio - cost.ratio_rules:.2f}",
        f"articles a second        {cost.articles_per_second:.1f} ({cost.words_per_second:,.0f} words)",
        f"cold start               {cost.cold_start_seconds:.2f} s   bar 3",
        f"peak memory              {cost.peak_megabytes:.0f} MB   bar 1024",
    ]


if __name__ == "__main__":
    sys.exit(main())
