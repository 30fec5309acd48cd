"""Parse -> attributions: who is made to say, think or want what, by which words.

Rules on the parse and the punctuation find frames (``extract.speech``, ``extract.reports``); this module joins them
with the quotations, nests them, and makes the records. Attributions follow PolNeAR (Newell, Margolin and Ruths, LREC
2018) in what counts as one and where its spans end.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from reportedly.extract.quotations import find_quotations
from reportedly.extract.reports import find_reports
from reportedly.extract.sources import MentionIndex, Range, index_mentions, source_of
from reportedly.extract.speech import Frame, Page, find_speech
from reportedly.model import Attribution, Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from spacy.tokens import Doc

    from reportedly.codebook.speech import SpeechLexicon
    from reportedly.extract.quotations import Quotation
    from reportedly.model import Actor, Article, AttributionKind, Source, Tags, Time


def find_attributions(
    article: Article,
    doc: Doc,
    *,
    lexicon: SpeechLexicon,
    actors: Sequence[Actor],
    times: Sequence[Time] = (),
    tags: Tags | None = None,
) -> Iterator[Attribution]:
    """Give the attributions of an article, in the order of their first words, ids ``s1``, ``s2``, …

    Args:
        article: the article; only its headline and paragraphs are read.
        doc: its parse, whose offsets are the article's.
        lexicon: from ``load_speech``.
        actors: with all their mentions, pronouns and roles included.
        times: for ``said_on``.
        tags: what the learned tagger saw; not used by the rules.

    Yields:
        Attributions; those within the content of others name them in ``within``.
    """
    yield from rule_attributions(article, doc, lexicon=lexicon, actors=actors, times=times)


def rule_attributions(
    article: Article, doc: Doc, *, lexicon: SpeechLexicon, actors: Sequence[Actor], times: Sequence[Time] = ()
) -> Iterator[Attribution]:
    """Give the attributions that the rules find."""
    page = read_page(doc, tuple(find_quotations(article)))
    frames = find_frames(page, lexicon=lexicon)
    yield from make_records(page, frames, lexicon=lexicon, mentions=index_mentions(actors), times=times)


def find_frames(page: Page, *, lexicon: SpeechLexicon) -> list[Frame]:
    """Give all frames of a page, quotations given to their speakers, hearsay within a speaker's words left out."""
    frames = sorted((*find_speech(page, lexicon=lexicon), *find_reports(page, lexicon=lexicon)), key=first_token)
    frames = claim_quotations(page, distinct(frames))
    return [frame for frame in frames if frame.source is not None or not spoken_for(frame, frames)]


# --- the page ---------------------------------------------------------------------------------------------------


def read_page(doc: Doc, quotations: Sequence[Quotation]) -> Page:
    """Put sentences and quotations into token numbers."""
    starts, ends = [0] * len(doc), [0] * len(doc)
    for sentence in doc.sents:
        for at in range(sentence.start, sentence.end):
            starts[at], ends[at] = sentence.start, sentence.end
    quote_at = [-1] * len(doc)
    quotes: list[tuple[Range, ...]] = []
    at = 0
    for quotation in quotations:
        pieces: list[Range] = []
        for span in quotation.pieces:
            while at < len(doc) and doc[at].idx + len(doc[at]) <= span.start:
                at += 1
            first = at
            while at < len(doc) and doc[at].idx < span.end:
                quote_at[at] = len(quotes)
                at += 1
            if at > first:
                pieces.append((first, at))
        if pieces:
            quotes.append(tuple(pieces))
    return Page(doc=doc, starts=starts, ends=ends, quotes=quotes, quote_at=quote_at)


def first_token(frame: Frame) -> tuple[int, int]:
    """Give where a frame starts, for sorting."""
    starts = [frame.cue[0], *(piece[0] for piece in frame.content)]
    if frame.source is not None:
        starts.append(frame.source[0])
    return min(starts), frame.cue[0]


def distinct(frames: Sequence[Frame]) -> list[Frame]:
    """Drop frames whose cue another frame has already."""
    seen: set[int] = set()
    kept = []
    for frame in frames:
        if seen.isdisjoint(range(*frame.cue)):
            seen.update(range(*frame.cue))
            kept.append(frame)
    return kept


# --- quotations without a cue of their own -----------------------------------------------------------------------


def claim_quotations(page: Page, frames: Sequence[Frame]) -> list[Frame]:
    """Give each full quotation that no frame holds to the frame before it in its paragraph, or to the last speaker."""
    held: set[int] = set()
    for frame in frames:
        inside = page.quote_at[frame.cue[0]]
        held.update(page.quote_at[at] for piece in frame.content for at in range(*piece) if page.quote_at[at] != inside)
    grown = list(frames)
    paragraphs = paragraph_numbers(page.doc)
    for number, pieces in enumerate(page.quotes):
        if number in held or not is_full(page, pieces):
            continue
        owner = last_speaker(page, grown, pieces[0][0], paragraphs)
        if owner is not None:
            grown[owner] = replace(grown[owner], content=(*grown[owner].content, *pieces))
    return grown


def paragraph_numbers(doc: Doc) -> list[int]:
    """Number the paragraphs, token by token."""
    numbers, number = [], 0
    for token in doc:
        numbers.append(number)
        if token.is_space and "\n" in token.text:
            number += 1
    return numbers


def is_full(page: Page, pieces: tuple[Range, ...]) -> bool:
    """Whether a quotation is speech that stands for itself: it starts a sentence and ends one; not a scare quote."""
    doc = page.doc
    first, last = pieces[0][0], pieces[-1][1] - 1
    if last - first < 3:
        return False
    inner = doc[first + 1]
    ends = doc[last - 1].text in (".", "!", "?", "…", "...") or last + 1 >= len(doc) or doc[last + 1].text in (".", "\n")
    before = doc[first - 1] if first else None
    free = before is None or before.is_space or before.text in (".", "!", "?", ":", "”", '"', "''", ",")
    return free and ends and (inner.text[:1].isupper() or not inner.is_alpha)


def last_speaker(page: Page, frames: Sequence[Frame], at: int, paragraphs: Sequence[int]) -> int | None:
    """Give the frame that a quotation without a cue goes on from.

    That is the last one before it in its paragraph with a quotation of its own; if the quotation opens its paragraph,
    the last one of the paragraph before, or of that before it, if it ends in a quotation.
    """
    found: int | None = None
    for number, frame in enumerate(frames):
        if frame.source is None or frame.content[-1][1] > at or frame.cue[0] > at:
            continue
        if page.quote_at[frame.cue[0]] >= 0:
            continue
        found = number if found is None or frame.cue[0] > frames[found].cue[0] else found
    if found is None:
        return None
    end = max(frames[found].content[-1][1], frames[found].cue[1])
    gap = paragraphs[at] - paragraphs[min(end, len(paragraphs) - 1) - 1]
    quoted = any(page.quote_at[tok] >= 0 for piece in frames[found].content for tok in (piece[0], piece[1] - 1))
    return found if gap == 0 and quoted or gap <= 2 and quoted else None


def spoken_for(frame: Frame, frames: Sequence[Frame]) -> bool:
    """Whether hearsay lies in what a named speaker says: "It's estimated that ..., X said" is X's."""
    cue = frame.cue
    return any(
        other.source is not None and any(piece[0] <= cue[0] and cue[1] <= piece[1] for piece in other.content)
        for other in frames
        if other is not frame
    )


# --- the records ------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Drafted:
    """A frame with its record, before it is nested."""

    frame: Frame
    record: Attribution


def make_records(
    page: Page,
    frames: Sequence[Frame],
    *,
    lexicon: SpeechLexicon,
    mentions: MentionIndex,
    times: Sequence[Time],
) -> Iterator[Attribution]:
    """Make the records of frames, in text order, each within the smallest that holds its cue."""
    drafted: list[Drafted] = []
    speaker: str | None = None
    for number, frame in enumerate(sorted(frames, key=first_token), start=1):
        source: Source | None = None
        if frame.source is not None and frame.head is not None:
            head = page.doc[frame.head]
            source = source_of(page.doc, head, frame.source, lexicon=lexicon, mentions=mentions)
            if source is not None and source.actor is None and head.lower_ in lexicon.table.speaker_pronouns:
                source = replace(source, actor=speaker)
            if source is not None and source.actor is not None and page.quote_at[frame.cue[0]] < 0:
                speaker = source.actor
        record = Attribution(
            id=f"s{number}",
            source=source,
            cue=span_of(page.doc, frame.cue),
            content=tuple(sorted(span_of(page.doc, piece) for piece in frame.content)),
            kind=kind_of(page, frame),
            said_on=said_on(page.doc, frame, times),
        )
        drafted.append(Drafted(frame=frame, record=record))
    for draft in drafted:
        yield replace(draft.record, within=holder_of(draft, drafted))


def span_of(doc: Doc, tokens: Range) -> Span:
    """Give the characters of a range of tokens."""
    last = doc[tokens[1] - 1]
    return Span(start=doc[tokens[0]].idx, end=last.idx + len(last))


def kind_of(page: Page, frame: Frame) -> AttributionKind:
    """Say whether all, some or none of what is said stands in quotation marks."""
    words = [at for piece in frame.content for at in range(*piece) if not page.doc[at].is_punct and not page.doc[at].is_space]
    outer = page.quote_at[frame.cue[0]]
    quoted = sum(page.quote_at[at] >= 0 and page.quote_at[at] != outer for at in words)
    if quoted == 0:
        return "indirect"
    return "direct" if quoted == len(words) else "mixed"


def said_on(doc: Doc, frame: Frame, times: Sequence[Time]) -> str | None:
    """Give the time that dates the saying: the first that lies in the asides of its cue."""
    for aside in frame.asides:
        where = span_of(doc, aside)
        for time in times:
            if where.start <= time.start and time.end <= where.end and time.type in ("DATE", "TIME"):
                return time.id
    return None


def holder_of(draft: Drafted, drafted: Sequence[Drafted]) -> str | None:
    """Give the id of the smallest attribution in whose content a cue lies."""
    cue, best, size = draft.frame.cue, None, 0
    for other in drafted:
        if other is draft:
            continue
        if any(piece[0] <= cue[0] and cue[1] <= piece[1] for piece in other.frame.content):
            extent = sum(piece[1] - piece[0] for piece in other.frame.content)
            if best is None or extent < size:
                best, size = other.record.id, extent
    return best
