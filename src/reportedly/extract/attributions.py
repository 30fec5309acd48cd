"""Parse -> attributions: who is made to say, think or want what, by which words.

Rules on the parse and the punctuation find frames (``extract.speech``, ``extract.reports``); this module joins them
with the quotations, nests them, and makes the records. Attributions follow PolNeAR (Newell, Margolin and Ruths, LREC
2018) in what counts as one and where its spans end.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from reportedly.extract.continuation import claim_quotations
from reportedly.extract.frames import Frame, Page, read_page, trimmed
from reportedly.extract.labels import find_labels
from reportedly.extract.quotations import find_quotations
from reportedly.extract.reports import find_reports
from reportedly.extract.sources import MentionIndex, index_mentions, source_of
from reportedly.extract.speech import find_speech
from reportedly.model import Attribution, Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from spacy.tokens import Doc

    from reportedly.codebook.speech import SpeechLexicon
    from reportedly.extract.frames import Range
    from reportedly.model import Actor, Anonymity, Article, AttributionKind, Source, Tags, Time


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
    frames = distinct((*find_reports(page, lexicon=lexicon), *find_speech(page, lexicon=lexicon)))
    frames = sorted((*frames, *find_labels(page, frames, lexicon=lexicon)), key=first_token)
    frames = claim_quotations(page, [parted(page, frame, frames, lexicon) for frame in distinct(frames)])
    return [frame for frame in frames if frame.source is not None or not spoken_for(frame, frames)]


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


def parted(page: Page, frame: Frame, frames: Sequence[Frame], lexicon: SpeechLexicon) -> Frame:
    """End what is said where the next act of speech begins ("said that ..., but cautioned that ...")."""
    if frame.source is None:
        return frame
    later = (next_act(page.doc, frame, other, lexicon) for other in frames if other.cue[0] > frame.cue[0])
    nexts = [at for at in later if at is not None]
    if not nexts:
        return frame
    pieces: list[Range] = []
    for start, end in frame.content:
        cut = next((at for at in nexts if start < at < end), None)
        pieces.append((start, end) if cut is None else trimmed(page, (start, cut)))
    return replace(frame, content=tuple(pieces))


def next_act(doc: Doc, frame: Frame, other: Frame, lexicon: SpeechLexicon) -> int | None:
    """Give where another cue begins that is coordinated with this one, of the same source or of another."""
    if other.source is None or frame.source is None:
        return None
    at = other.cue[0] if other.source == frame.source else min(other.source[0], other.cue[0])
    before = at - 1
    while before > 0 and doc[before].pos_ == "ADV":
        before -= 1
    if other.source == frame.source:
        return at if doc[before].pos_ == "CCONJ" else None
    joined = doc[before].lower_ in lexicon.table.coordinators and doc[before - 1].text == ","
    same_tense = doc[other.cue[1] - 1].tag_ == doc[frame.cue[1] - 1].tag_
    return before if joined and same_tense and other.rule.startswith("say:") else None


def spoken_for(frame: Frame, frames: Sequence[Frame]) -> bool:
    """Whether hearsay lies in what a named speaker says: "It's estimated that ..., X said" is X's."""
    cue = frame.cue
    return any(
        other.source is not None and any(piece[0] <= cue[0] and cue[1] <= piece[1] for piece in other.content)
        for other in frames
        if other is not frame
    )


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
    speaker: tuple[str | None, Anonymity] = (None, "named")
    for number, frame in enumerate(sorted(frames, key=first_token), start=1):
        source: Source | None = None
        if frame.source is not None and frame.head is not None:
            head = page.doc[frame.head]
            source = source_of(page.doc, head, frame.source, lexicon=lexicon, mentions=mentions)
            if head.lower_ in lexicon.table.speaker_pronouns:
                source = replace(source, actor=source.actor or speaker[0], anonymity=speaker[1])
            elif page.quote_at[frame.cue[0]] < 0 and head.pos_ != "PRON":
                speaker = (source.actor, source.anonymity)
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
    tokens = (page.doc[at] for piece in frame.content for at in range(*piece))
    words = [token.i for token in tokens if not token.is_punct and not token.is_space]
    outer = page.quote_at[frame.cue[0]]
    quoted = sum(page.quote_at[at] not in (-1, outer) for at in words)
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
