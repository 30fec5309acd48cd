"""A reading as the search for its origin sees it: running words, sentences, quotations with their speakers, credits."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta

from reportedly.ledger.prints import STRETCH, Running, digest, plain, quoted, running
from reportedly.ledger.records import Report
from reportedly.ledger.rows import sentence_stops
from reportedly.ledger.words import Vector, vector
from reportedly.model import Article, Reading, Source, Span

DAYS = 3  # how far apart two takes of an agency's story may be
STORY_WORDS = 12
Range = tuple[int, int]  # half-open, in words


@dataclass(frozen=True, slots=True, kw_only=True)
class Quotation:
    """Words that a speaker is quoted with: from ``start`` to ``end`` of the piece's words.

    ``speaker`` is the name that the source resolves to, None where it has none; ``rests`` the share of the text's words
    that are told on that source's word, quoted or not.
    """

    speaker: str | None
    start: int
    end: int
    rests: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """What of a report the search for its origin needs; made by ``piece_of``, plain and picklable.

    ``sentences`` are ranges of words, without the ``headline`` words that come first. ``quoted`` are the words in
    quotation marks; ``start`` and ``end`` the inclusive days on which the report can have been published.
    """

    report: int
    id: str
    name: str
    key: str | None = None
    url: str | None = None
    publisher: str | None = None
    agencies: tuple[str, ...] = ()
    revises: int | None = None
    start: str | None = None
    end: str | None = None
    text: str
    running: Running
    sentences: tuple[Range, ...] = ()
    headline: int = 0
    quoted: frozenset[int] = frozenset()
    quotations: tuple[Quotation, ...] = ()
    vector: Vector = field(default_factory=dict)

    @property
    def order(self) -> tuple[str, str, bool, str, int]:
        """What orders pieces by publication: first possible day, last one, own stories first; unknown days last."""
        credits_others = any(name != self.publisher for name in self.agencies)
        return (self.start or "9999", self.end or "9999", credits_others, self.id, self.report)


def piece_of(reading: Reading, report: Report) -> Piece:
    """Give the piece of a reading; ``report`` says its number and what the ledger knows of it."""
    article = reading.article
    words = running(article)
    sentences = tuple(sentence_ranges(article, words))
    headline = sentences[0][0] if sentences else len(words.words)
    return Piece(
        report=report.number,
        id=article.id,
        name=report.publisher or report.key or f"report {report.number}",
        key=report.key,
        url=report.url,
        publisher=report.publisher,
        agencies=report.agencies,
        revises=report.revises,
        start=report.published_start,
        end=report.published_end,
        text=article.text,
        running=words,
        sentences=sentences,
        headline=headline,
        quoted=frozenset(at for start, end in quoted(article, words.spans) for at in range(start, end)),
        quotations=tuple(quotations(reading, words)),
        vector=vector(article),
    )


def sentence_ranges(article: Article, words: Running) -> Iterator[Range]:
    """Give the ranges of words of the sentences of the paragraphs, in text order."""
    at = 0
    for block in article.blocks:
        if block.kind != "paragraph":
            continue
        while at < len(words.spans) and words.spans[at].start < block.start:
            at += 1
        for end in (*(stop.end() for stop in sentence_stops(article.text, block.start, block.end)), block.end):
            first = at
            while at < len(words.spans) and words.spans[at].end <= end:
                at += 1
            if at > first:
                yield first, at


def within(words: Running, span: Span) -> Range:
    """Give the range of the words that stand in a span."""
    start = bisect_left(words.spans, span.start, key=lambda word: word.start)
    end = bisect_right(words.spans, span.end, key=lambda word: word.end)
    return (start, max(start, end))


def quotations(reading: Reading, words: Running) -> Iterator[Quotation]:
    """Give the direct quotations that are long enough to be told from chance."""
    told: dict[str, set[int]] = {}
    for said in reading.attributions:
        if said.source is not None:
            places = told.setdefault(who(reading, said.source), set())
            for span in said.content:
                places.update(range(*within(words, span)))
    names = {actor.id: actor.name for actor in reading.actors}
    for said in reading.attributions:
        for span in said.content if said.kind != "indirect" and said.source is not None else ():
            start, end = within(words, span)
            if end - start >= STRETCH and said.source is not None:
                rests = len(told[who(reading, said.source)]) / len(words.words)
                yield Quotation(speaker=names.get(said.source.actor or ""), start=start, end=end, rests=rests)


def who(reading: Reading, source: Source) -> str:
    """Give what tells one source from another: the actor that it stands for, else its words."""
    return source.actor or reading.article.text[source.start : source.end].casefold()


def story_keys(piece: Piece) -> tuple[int, ...]:
    """Give the numbers under which a piece is found by the ``asked_keys`` of another one of the same agency.

    One for each of the words that weigh most in it, with agency and day; they may be kept beside the fingerprints.
    """
    return tuple(sorted({digest(key) for key in story(piece, 0)}))


def asked_keys(piece: Piece) -> tuple[int, ...]:
    """Give the numbers to look for among other pieces' ``story_keys``: same agency and words, on days close by."""
    return tuple(sorted({digest(key) for key in story(piece, DAYS)}))


def story(piece: Piece, days: int) -> Iterator[tuple[str, str, str]]:
    """Give agency, day and word of a piece, for its day of publication and so many days around it."""
    if piece.end is None:
        return
    day = date.fromisoformat(piece.end)
    heavy = sorted(piece.vector.items(), key=lambda item: (-item[1], item[0]))[:STORY_WORDS]
    for agency in sorted(credits(piece)):
        for away in range(-days, days + 1):
            for word, _ in heavy:
                yield agency, (day + timedelta(days=away)).isoformat(), word


def credits(piece: Piece) -> frozenset[str]:
    """Give the outlets that a piece can be a story of, as compared: the agencies it credits, or its own publisher."""
    return frozenset(outlet(name) for name in piece.agencies or (piece.publisher,) if name)


def outlet(name: str) -> str:
    """Give an outlet's name as it is compared.

    >>> outlet("The Levant Press Agency") == outlet("Levant Press agency")
    True
    """
    return " ".join(word for word in map(plain, name.replace("-", " ").split()) if word != "the")
