"""Print incidents of several reports, picked by a fixed seed, for reading by eye: ``python -m bench.incidents_sample``.

    python -m bench.incidents_sample --readings readings.jsonl [--incidents 30] [--seed 6] [--apart 0.5]

``readings.jsonl`` is what ``reportedly read ... --format jsonl`` gives. Each incident is printed with its claims, the
sentences that they stand in, and why they were linked. The texts go to the screen, never into the repository;
``incidents_read.md`` holds what was judged of them.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Mapping, Sequence
from hashlib import sha256
from itertools import combinations
from pathlib import Path

from reportedly.ledger.compute import incidents_in, numbered
from reportedly.ledger.records import Incident, Row
from reportedly.ledger.rows import rows_of
from reportedly.ledger.words import Vector, likeness, vector
from reportedly.model import Reading

SHOWN = 12  # claims of one incident


def main() -> None:
    """Print the sample."""
    from reportedly.reading import decode

    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--readings", type=Path, required=True)
    parser.add_argument("--incidents", type=int, default=30)
    parser.add_argument("--seed", type=int, default=6)
    parser.add_argument("--apart", type=float, help="only incidents of reports of which no two are so much alike")
    given = parser.parse_args()
    with given.readings.open("rb") as file:
        readings = dict(enumerate(map(decode, file), 1))
    rows = numbered(row for number, reading in readings.items() for row in rows_of(reading, report=number))
    vectors = {number: vector(reading.article) for number, reading in readings.items()}
    _, incidents = incidents_in(rows, vectors)
    several = [incident for incident in incidents if len(incident.reports) > 1]
    if given.apart is not None:
        several = [incident for incident in several if told_apart(incident, vectors, given.apart)]
    print(f"{len(rows)} claims, {len(incidents)} incidents, {len(several)} of several reports")
    by_number = {row.number: row for row in rows}
    for at, incident in enumerate(sample(several, given.incidents, given.seed), 1):
        print("\n".join(shown(at, incident, by_number, readings)))


def sample(incidents: Sequence[Incident], size: int, seed: int) -> list[Incident]:
    """Draw incidents by a hash of seed and id: a change of the code that leaves an incident be leaves it drawn."""
    return sorted(incidents, key=lambda incident: sha256(f"{seed} {incident.id}".encode()).digest())[:size]


def told_apart(incident: Incident, vectors: Mapping[int, Vector], most: float) -> bool:
    """Whether no two of an incident's reports are copies, or near to it."""
    return all(likeness(vectors[a], vectors[b]) < most for a, b in combinations(incident.reports, 2))


def shown(at: int, incident: Incident, rows: Mapping[int, Row], readings: Mapping[int, Reading]) -> Iterator[str]:
    """Give the lines of one incident."""
    types, days = "/".join(incident.event_types), f"{incident.date_start}..{incident.date_end}"
    where = f"{incident.place} ({incident.precision})"
    yield f"\n== {at}. {incident.id} {types} · {days} · {where} · {len(incident.reports)} reports"
    for number in incident.rows[:SHOWN]:
        row = rows[number]
        text = readings[row.report].article.text
        start, end = row.trigger.start - row.sentence.start, row.trigger.end - row.sentence.start
        words = text[row.sentence.start : row.sentence.end]
        marked = f"{words[:start]}[{words[start:end]}]{words[end:]}".replace("\n", " ")
        lead = marked if len(marked) < 420 else f"...{marked[max(0, start - 200) : end + 220]}..."
        head = f"{number} r{row.report} {row.reported} {row.event_type}/{row.status}"
        yield f"  {head} {row.day_start}..{row.day_end} {row.place}: {lead}"
    if len(incident.rows) > SHOWN:
        yield f"  ... and {len(incident.rows) - SHOWN} more"
    for link in sorted(incident.links, key=lambda link: link.score)[:2]:
        yield f"    weakest {link.a}-{link.b} {link.score:.2f} {link.why}"


if __name__ == "__main__":
    main()
