"""Parse -> attributions: who is made to say, think or want what, by which words.

Rules on the parse and the punctuation find frames (``speech``, ``reports``, ``labels``); ``joining`` puts them together
with what the learned tagger saw; this module joins them with the quotations, nests them, and makes the records. What
counts as an attribution and where its spans end follows PolNeAR (Newell, Margolin and Ruths, LREC 2018), but for
nesting, which PolNeAR does not mark.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportedly.extract.attributions.attitude import attitude_of
from reportedly.extract.attributions.cited import with_cited
from reportedly.extract.attributions.continuation import claim_quotations
from reportedly.extract.attributions.frames import read_page
from reportedly.extract.attributions.joining import join_frames
from reportedly.extract.attributions.labels import find_labels
from reportedly.extract.attributions.nesting import (
    NONE,
    distinct,
    first_token,
    holders,
    part_acts,
    without_spoken_hearsay,
)
from reportedly.extract.attributions.quotations import find_quotations
from reportedly.extract.attributions.reports import find_reports
from reportedly.extract.attributions.speakers import Speakers, index_mentions
from reportedly.extract.attributions.speech import find_speech
from reportedly.extract.attributions.whole_sources import whole_source
from reportedly.model import Attribution, Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from reportedly.codebook.speech import SpeechLexicon
    from reportedly.extract.attributions.frames import Frame, Page, Range
    from reportedly.model import Actor, Article, AttributionKind, Source, Tags, Time
    from reportedly.parsed import Doc

DATED = ("DATE", "TIME")


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
        tags: what the learned tagger saw; without it the rules stand alone.

    Yields:
        Attributions; those within the content of others name them in ``within``.
    """
    page = read_page(doc, tuple(find_quotations(article)))
    frames = find_frames(page, lexicon=lexicon)
    if tags is not None:
        frames = join_frames(doc, frames, tags)
    frames = [whole_source(page, frame, lexicon=lexicon) for frame in frames]
    frames = sorted(with_cited(page, frames, lexicon=lexicon), key=first_token)
    speakers = Speakers(lexicon=lexicon, mentions=index_mentions(actors))
    named: list[Source | None] = []
    for number, (frame, holder) in enumerate(zip(frames, holders(page, frames), strict=True), start=1):
        named.append(speakers.name(page, frame, around=named[holder] if NONE < holder < len(named) else None))
        yield Attribution(
            id=f"s{number}",
            source=named[-1],
            cue=span_of(doc, frame.cue),
            content=tuple(sorted(span_of(doc, piece) for piece in frame.content)),
            kind=kind_of(page, frame),
            type=attitude_of(doc, span_of(doc, frame.cue), lexicon=lexicon),
            within=None if holder == NONE else f"s{holder + 1}",
            said_on=said_on(doc, frame, times),
        )


def find_frames(page: Page, *, lexicon: SpeechLexicon) -> list[Frame]:
    """Give all frames of a page in text order, each quotation with its speaker, no hearsay within a speaker's words."""
    frames = distinct((*find_reports(page, lexicon=lexicon), *find_speech(page, lexicon=lexicon)))
    frames = distinct(sorted((*frames, *find_labels(page, frames, lexicon=lexicon)), key=first_token))
    frames = claim_quotations(page, part_acts(page, frames, lexicon))
    return sorted(without_spoken_hearsay(page, frames), key=first_token)


def span_of(doc: Doc, tokens: Range) -> Span:
    """Give the characters of a range of tokens."""
    last = doc[tokens[1] - 1]
    return Span(start=doc[tokens[0]].idx, end=last.idx + len(last))


def kind_of(page: Page, frame: Frame) -> AttributionKind:
    """Say whether all, some or none of what is said stands in quotation marks."""
    tokens = (page.doc[at] for piece in frame.content for at in range(*piece))
    words = [token.i for token in tokens if not token.is_punct and not token.is_space]
    outer = page.quote_at[frame.cue[0]]
    quoted = sum(page.quote_at[at] not in (-1, outer) for at in words)
    if quoted == 0:
        return "indirect"
    return "direct" if quoted == len(words) else "mixed"


def said_on(doc: Doc, frame: Frame, times: Sequence[Time]) -> str | None:
    """Give the time that dates the saying: the first that touches the asides of its cue."""
    for where in (span_of(doc, aside) for aside in frame.asides):
        for time in times:
            if time.start < where.end and where.start < time.end and time.type in DATED:
                return time.id
    return None
