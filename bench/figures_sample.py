"""Print disagreements, picked by a fixed seed, for reading by eye: ``python -m bench.figures_sample``.

    python -m bench.figures_sample --readings readings.jsonl [--disagreements 40] [--seed 6]

``readings.jsonl`` is what ``reportedly read ... --format jsonl`` gives. Each disagreement is printed with its kind and
why, and for each figure its report and the sentences around it. The texts go to the screen, never into the repository;
``figures_read.md`` holds what was judged of them.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterator, Mapping
from hashlib import sha256
from pathlib import Path

from reportedly.ledger.compute import numbered, views
from reportedly.ledger.corroborate import GRAVITY, figures_of
from reportedly.ledger.origins import origin_of_claims
from reportedly.ledger.records import Figures, Report, Row, Value
from reportedly.ledger.rows import report_of, rows_of
from reportedly.model import Reading

SHOWN = 9  # figures of one disagreement
PART = "” is a part of “"  # so a part is shown with its whole
AROUND = 260  # characters to each side of a figure


def main() -> None:
    """Print the sample."""
    from reportedly.reading import decode

    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--readings", type=Path, required=True)
    parser.add_argument("--disagreements", type=int, default=40)
    parser.add_argument("--seed", type=int, default=6)
    parser.add_argument("--kind", nargs="+", help="only differences of these kinds; agree is drawn only so")
    parser.add_argument("--parts", action="store_true", help="also parts shown with their wholes")
    given = parser.parse_args()
    with given.readings.open("rb") as file:
        readings = dict(enumerate(map(decode, file), 1))
    reports = [report_of(reading.article, number=at, added="2020-01-01") for at, reading in readings.items()]
    rows = numbered(row for at, reading in readings.items() for row in rows_of(reading, report=at))
    every = list(all_figures(reports, rows, readings))
    counts = Counter(found.kind for found in every if len(found.values) > 1)
    print(f"{len(every)} things counted, of several figures: {dict(sorted(counts.items()))}")
    kinds = given.kind or [kind for kind in GRAVITY if kind != "agree"]
    wanted = [item for item in every if item.kind in kinds and (given.parts or PART not in item.why)]
    print(f"{len(wanted)} to draw from")
    drawn = sorted(wanted, key=lambda item: sha256(f"{given.seed} {key_of(item)}".encode()).digest())
    held = {row.number: row for row in rows}
    by_number = {report.number: report for report in reports}
    for at, item in enumerate(drawn[: given.disagreements], 1):
        print("\n".join(shown(at, item, held, by_number, readings)))


def all_figures(reports: list[Report], rows: tuple[Row, ...], readings: Mapping[int, Reading]) -> Iterator[Figures]:
    """Give all figures of some reports."""
    computed = views(reports, readings, rows=rows)
    origin = dict(zip((row.number for row in rows), origin_of_claims(rows, reports, computed.origins), strict=True))
    held = {row.number: row for row in rows}
    for incident in computed.incidents:
        yield from figures_of(incident, held, origin)


def key_of(item: Figures) -> str:
    """Give what a disagreement is drawn by: the same for as long as it is of the same figures of the same rows."""
    return " ".join([item.incident, item.measure or "", *(f"{value.row}:{value.printed}" for value in item.values)])


def shown(
    at: int, item: Figures, rows: Mapping[int, Row], reports: Mapping[int, Report], readings: Mapping[int, Reading]
) -> Iterator[str]:
    """Give the lines of one disagreement."""
    mark = sha256(key_of(item).encode()).hexdigest()[:8]
    yield f"\n== {at}. {item.incident} {mark} {item.kind.upper()} of {item.of!r} ({item.measure}, side {item.side})"
    yield f"   {item.why}"
    for value in item.values[:SHOWN]:
        row, report = rows[value.row], reports[value.report]
        yield (
            f"  [{value.printed}] r{value.report} {report.publisher} {report.published_end}; {value.origin}; row "
            f"{row.number} {row.event_type}/{row.status} {row.day_start}..{row.day_end} at {row.place}, "
            f"to {', '.join(row.recipients) or '-'}, by {value.source or '-'}"
        )
        yield f"      {around(value, row, readings[value.report].article.text)}"
    if len(item.values) > SHOWN:
        yield f"  ... and {len(item.values) - SHOWN} more"


def around(value: Value, row: Row, text: str) -> str:
    """Give the words around a figure, the figure and the trigger marked."""
    every = (one for item in row.counted for one in (item, item.whole) if one is not None)
    found = next(item for item in every if item.printed == value.printed)
    marks = sorted([(found.span.start, "«"), (found.span.end, "»"), (row.trigger.start, "["), (row.trigger.end, "]")])
    start, end = max(0, marks[0][0] - AROUND), min(len(text), marks[-1][0] + AROUND)
    pieces, last = [], start
    for at, mark in marks:
        pieces += [text[last:at], mark]
        last = at
    return " ".join("".join([*pieces, text[last:end]]).split())


if __name__ == "__main__":
    main()
