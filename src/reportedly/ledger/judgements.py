"""A person's decisions put over what the machine read: they hold when a report is read again.

Links and origins take theirs in ``compute.judged_links`` and ``origins.group``; here are those on claims, which of all
are in force on a day, and whom they pass to when a claim's id has changed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import get_args

from reportedly.errors import UsageError
from reportedly.ledger.corrections import checked, corrected
from reportedly.ledger.records import Judged, Judgement, Row, Target
from reportedly.model import Span

PAIRS: frozenset[Target] = frozenset({"link", "origin"})
Anchor = tuple[str, int, int]


def check_judgement(judgement: Judgement) -> Judgement:
    """Give a judgement back if it can be kept.

    Raises:
        UsageError: a missing part, a correction of what cannot be corrected, a value that a field cannot have.
    """
    if judgement.target not in get_args(Target):
        raise UsageError(f"a {judgement.target} cannot be judged: {', '.join(get_args(Target))}")
    if judgement.judged not in get_args(Judged):
        raise UsageError(f"{judgement.judged!r} is no judgement: {', '.join(get_args(Judged))}")
    if (judgement.b is not None) != (judgement.target in PAIRS):
        raise UsageError(f"a judgement on {judgement.target} names {'two' if judgement.target in PAIRS else 'one'}")
    if judgement.a == judgement.b:
        raise UsageError("a judgement on a pair names two that differ")
    for name, what in (("a", "its target"), ("reason", "a reason"), ("by", "the name of who judges")):
        if not getattr(judgement, name).strip():
            raise UsageError(f"a judgement wants {what}")
    try:
        date.fromisoformat(judgement.at[:10])
    except ValueError:
        raise UsageError(f"a judgement wants its day, not {judgement.at!r}") from None
    if judgement.correction and (judgement.target not in ("claim", "missed") or judgement.judged != "positive"):
        raise UsageError("only a claim that is accepted can be corrected")
    if judgement.withdraws is not None and judgement.correction:
        raise UsageError("what takes a judgement back corrects nothing")
    if judgement.target == "missed" and judgement.withdraws is None:
        if judgement.judged != "positive" or not dict(judgement.correction).get("event_type"):
            raise UsageError("a missed claim is added with its event_type")
        if judgement.anchor_a is None:
            raise UsageError("a missed claim wants the words that say it")
    if len(dict(judgement.correction)) != len(judgement.correction):
        raise UsageError("a field is corrected once")
    checked(dict(judgement.correction))
    return judgement


def in_force(judgements: Iterable[Judgement], *, as_of: str | None = None) -> tuple[Judgement, ...]:
    """Give the last judgement on each target, in the order in which they were made; a pair has no order.

    ``as_of`` is a day (ISO 8601): later judgements are not known then.
    """
    last: dict[tuple[str, ...], Judgement] = {}
    known = taken_back(item for item in judgements if as_of is None or item.at[:10] <= as_of)
    for item in sorted(known, key=lambda item: (item.at, item.number)):
        last[(item.target, *sorted((item.a, item.b or "")))] = item
    return tuple(sorted(last.values(), key=lambda item: (item.at, item.number)))


def taken_back(judgements: Iterable[Judgement]) -> tuple[Judgement, ...]:
    """Give judgements without those that were taken back, and without those that only take back; in the same order.

    To take back what takes back is to put the first one in force again.
    """
    held = tuple(judgements)
    gone: set[int] = set()
    for item in sorted(held, key=lambda item: -item.number):
        if item.withdraws is not None and item.number not in gone:
            gone.add(item.withdraws)
    return tuple(item for item in held if item.withdraws is None and item.number not in gone)


def carried_over(
    judgements: Iterable[Judgement], rows: Sequence[Row], article_of: Mapping[int, str]
) -> tuple[Judgement, ...]:
    """Give judgements under the ids that their claims have now.

    A claim that is not in its article any more passes its judgements, on itself and its links, to the claim whose
    trigger overlaps the words that they were made on most; a claim with a judgement of its own takes none over.
    ``article_of`` gives the article's id by number of report.
    """
    held = tuple(judgements)
    own = {item.a for item in held if item.target == "claim"}
    articles: dict[str, list[Row]] = {}
    for row in rows:
        articles.setdefault(article_of[row.report], []).append(row)

    def now(claim: str, anchor: Anchor | None) -> str:
        inside = articles.get(anchor[0], ()) if anchor else ()
        if anchor is None or any(row.claim == claim for row in inside):
            return claim
        heir = heir_of(Span(start=anchor[1], end=anchor[2]), inside)
        return heir.claim if heir else claim

    def moved() -> Iterator[Judgement]:
        for item in held:
            if item.target == "claim":
                heir = now(item.a, item.anchor_a)
                yield item if heir in own else replace(item, a=heir)
            elif item.target == "link" and item.b is not None:
                yield replace(item, a=now(item.a, item.anchor_a), b=now(item.b, item.anchor_b))
            else:
                yield item

    return tuple(moved())


def heir_of(words: Span, rows: Iterable[Row]) -> Row | None:
    """Give the row whose trigger overlaps some words most; of equals the first."""
    found = [row for row in rows if row.trigger.overlaps(words)]
    return min(found, key=lambda row: (-shared(row.trigger, words), row.trigger, row.claim), default=None)


def shared(a: Span, b: Span) -> int:
    """Give the number of characters that two spans share."""
    return max(0, min(a.end, b.end) - max(a.start, b.start))


def apply_to_rows(
    rows: Sequence[Row], judgements: Iterable[Judgement], article_of: Mapping[int, str]
) -> tuple[Row, ...]:
    """Give rows with the judgements on claims that are in force, in the same order; other targets are passed by.

    An accepted claim has its fields put right; a rejected one stays, marked, and counts for nothing (``standing``).
    Copies that carry the same claim under another report are judged with it.
    """
    last = {item.a: item for item in in_force(carried_over(judgements, rows, article_of)) if item.target == "claim"}
    return tuple(judged_row(row, last[row.claim]) if row.claim in last else row for row in rows)


def judged_row(row: Row, judgement: Judgement) -> Row:
    """Give a row with one judgement put over it."""
    changed = corrected(row, dict(judgement.correction)) if judgement.correction else row
    return replace(changed, judged=judgement.judged, judged_by=judgement.by)


def standing(rows: Iterable[Row]) -> tuple[Row, ...]:
    """Give the rows that nobody rejected."""
    return tuple(row for row in rows if row.judged != "negative")
