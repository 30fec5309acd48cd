"""Claims that the machine missed and a person added by marking words -> rows like any other."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from hashlib import sha256

from reportedly.codebook.families import load_families
from reportedly.ledger.corrections import corrected
from reportedly.ledger.judgements import in_force
from reportedly.ledger.records import Judgement, Row, Speaker
from reportedly.ledger.rows import rows_of, sentence_of
from reportedly.ledger.words import content_words
from reportedly.model import Reading, Span


def missed_id(article: str, words: Span, event_type: str) -> str:
    """Give the id of a claim that a person adds: the same for the same words and type.

    >>> missed_id("x", Span(start=3, end=9), "shelling")
    'm01711ffba58cf2f'
    """
    return "m" + sha256(f"missed {article} {words.start} {words.end} {event_type}".encode()).hexdigest()[:15]


def missed_rows(reading: Reading, judgements: Iterable[Judgement], *, report: int) -> Iterator[Row]:
    """Give the rows of the claims that persons added to an article, in text order; others' judgements are passed by.

    What the text gives must be said by the person: a field that is not given stays empty.
    """
    article = reading.article
    added = [item for item in in_force(judgements) if item.target == "missed" and item.anchor_a is not None]
    own = [item for item in added if item.anchor_a and item.anchor_a[0] == article.id]
    for item in sorted(own, key=lambda item: (item.anchor_a, item.a)):
        assert item.anchor_a is not None
        fields = dict(item.correction)
        event_type = fields.get("event_type") or ""
        words = Span(start=item.anchor_a[1], end=item.anchor_a[2])
        sentence = sentence_of(article, words)
        outlets = tuple(name for name in (article.publisher, *article.agencies) if name)
        bare = Row(
            report=report,
            claim=item.a,
            event_type=event_type,
            family=load_families()[event_type],
            status="occurred",
            polarity="positive",
            trigger=words,
            printed=article.text[words.start : words.end],
            sentence=sentence,
            words=content_words(article.text[sentence.start : sentence.end]),
            reported=article.published.date_end,
            speaker=Speaker(chain=tuple(dict.fromkeys(outlets))),
            judged="positive",
            judged_by=item.by,
        )
        yield corrected(bare, fields)


def rows_with_missed(reading: Reading, judgements: Iterable[Judgement], *, report: int) -> tuple[Row, ...]:
    """Give the rows of a reading, then those of the claims that persons added to its article."""
    return (*rows_of(reading, report=report), *missed_rows(reading, judgements, report=report))
