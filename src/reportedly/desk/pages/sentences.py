"""The sentence of a claim as a page quotes it: the words that name the event marked, private victims' names covered."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from reportedly.desk.desk import Desk
from reportedly.desk.marks import Mark, Piece, cut
from reportedly.export.guard import pattern_of, places_of
from reportedly.ledger.looks import readings_of, rows_told_in
from reportedly.ledger.records import Row
from reportedly.ledger.victims import victims


def sentence_of(row: Row, text: str) -> tuple[Piece, ...]:
    """Give a claim's sentence out of its report's text, in pieces."""
    mark = Mark(start=row.trigger.start, end=row.trigger.end, kind="claim", key=f"c{row.number}")
    return tuple(cut(text, row.sentence.start, row.sentence.end, [mark]))


def masked(text: str, rows: Collection[Row]) -> str:
    """Give a text with a block of the same length for each name of a private victim, and for its last part.

    ``rows`` are all claims of the report.
    """
    names = frozenset().union(*(victims(row) for row in rows))
    pattern = pattern_of(names, places_of(rows)) if names else None
    return text if pattern is None else pattern.sub(lambda found: "▒" * len(found[0]), text)


def texts_of(desk: Desk, reports: Collection[int], rows: Iterable[Row] | None = None) -> dict[int, str]:
    """Give the texts of some reports, the names covered; ``rows`` are all claims of theirs, where they are at hand."""
    told: dict[int, list[Row]] = {number: [] for number in reports}
    for row in rows_told_in(desk.ledger, reports).values() if rows is None else rows:
        if row.report in told:
            told[row.report].append(row)
    readings = readings_of(desk.ledger, reports)
    return {number: masked(held.article.text, told[number]) for number, held in readings.items()}
