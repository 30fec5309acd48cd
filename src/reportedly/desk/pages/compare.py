"""A copy beside its original: what is the same stands plain, what differs is marked."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from reportedly.desk.desk import Desk
from reportedly.desk.marks import Mark, passages
from reportedly.desk.pages.sentences import texts_of
from reportedly.ledger.looks import readings_of, reports_numbered
from reportedly.ledger.overlap import Pair, pair_of
from reportedly.ledger.pieces import piece_of
from reportedly.ledger.prints import Running, stretches

LEAST = 3  # words in a row that count as the same


def page(desk: Desk, request: Request) -> Response:
    """Show two reports beside each other, the earlier first."""
    numbers = (request.path_params["number"], request.path_params["other"])
    reports = reports_numbered(desk.ledger, set(numbers))
    readings = readings_of(desk.ledger, set(numbers))
    if len(readings) != 2 or len(reports) != 2:
        raise HTTPException(404, "There are no two reports of these numbers in this ledger.")
    order = sorted(numbers, key=lambda number: (reports[number].published_end or "9999", number))
    a, b = (piece_of(readings[number], reports[number]) for number in order)
    pair = pair_of(a, b)
    same = stretches(a.running, b.running, least=LEAST)
    held_a = {i + at for i, _, size in same for at in range(size)}
    held_b = {j + at for _, j, size in same for at in range(size)}
    texts = texts_of(desk, numbers) if desk.still else {}
    sides = []
    for number, piece, held in ((order[0], a, held_a), (order[1], b, held_b)):
        reading = readings[number]
        text = texts.get(number)
        marks = list(different(piece.running, held))
        sides.append(
            (
                reports[number],
                passages(reading.article, marks, text=text),
                len(piece.running.words),
                len(piece.running.words) - len(held),
            )
        )
    return desk.page(request, "compare.html", sides=sides, said=said(pair))


def different(running: Running, same: Iterable[int]) -> Iterator[Mark]:
    """Give a mark for each run of words that the other text has not in the same order."""
    held = set(same)
    start: int | None = None
    for at in range(len(running.words) + 1):
        differs = at < len(running.words) and at not in held
        ends = start is not None and (not differs or at in running.breaks)
        if ends and start is not None:
            yield Mark(start=running.spans[start].start, end=running.spans[at - 1].end, kind="word", key="d")
            start = None
        if differs and start is None:
            start = at


def said(pair: Pair) -> str:
    """Say how much of the two is the same."""
    words = [len(piece.running.words) for piece in (pair.a, pair.b)]
    shared = sum(size for _, _, size in pair.stretches)
    of = f"of {words[0]} in the first and {words[1]} in the second"
    return f"{shared} words stand in both in stretches of eight or more, {of}."
