"""Lines that name their speaker with a colon -> frames: "POLICE: ...", "12 killed in blast: police".

Transcripts label each turn; headlines label the whole line, before it or after it. A label counts only if it is a
speaker for another reason too: a role or document by its noun, a person by name, a speaker elsewhere in the article,
or a label in capitals that comes back. "Syria: 12 killed" labels a topic and counts for nothing.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from reportedly.extract.attributions.frames import Frame, Page, completed

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from reportedly.codebook.speech import SpeechLexicon
    from reportedly.extract.attributions.frames import Range
    from reportedly.parsed import Doc, Token

LABEL = 6  # tokens that a label holds at most
TURNS = 2  # how often a label in capitals must come back to be a speaker's
LETTERS = 2  # of a label: "Q" and "A" name no one
TAIL_MARKS = frozenset({":", "-", "–", "—", "--"})


def find_labels(page: Page, frames: Sequence[Frame], *, lexicon: SpeechLexicon) -> Iterator[Frame]:
    """Give the frames of lines with a speaker's label, in text order; ``frames`` tell who speaks elsewhere."""
    doc = page.doc
    lines = list(lines_of(doc))
    speakers = {
        doc[frame.head].lower_
        for frame in frames
        if frame.head is not None and doc[frame.head].ent_type_ not in ("GPE", "LOC")
    }
    turns = Counter(
        doc.phrase(start, colon).text for start, end in lines if (colon := colon_in(doc, start, end)) is not None
    )
    for start, end in lines:
        colon = colon_in(doc, start, end)
        if colon is not None:
            head = doc[colon - 1]
            again = turns[doc.phrase(start, colon).text] >= TURNS and doc[start].is_upper and len(head) >= LETTERS
            says = any(token.pos_ in ("VERB", "AUX") for token in doc[colon + 1 : end])
            if says and (again or names_speaker(head, speakers, lexicon)) and named_throughout(doc, start, colon):
                yield label_frame(page, (start, colon), colon, (colon + 1, end))
                continue
        tail = tail_in(doc, start, end)
        if tail is not None and names_speaker(doc[end - 1], speakers, lexicon):
            yield label_frame(page, (tail + 1, end), tail, (start, tail))


def lines_of(doc: Doc) -> Iterator[Range]:
    """Give the lines of a text as token ranges, without white space at their ends."""
    start = 0
    for token in doc:
        if token.is_space and "\n" in token.text:
            if token.i > start:
                yield start, token.i
            start = token.i + 1
    if start < len(doc):
        yield start, len(doc)


def colon_in(doc: Doc, start: int, end: int) -> int | None:
    """Give the colon that ends a label at the start of a line, if more follows."""
    for at in range(start + 1, min(start + LABEL, end - 1)):
        if doc[at].text == ":":
            return at
        if doc[at].is_punct and doc[at].text not in (".", "-", "’", "'"):
            return None
    return None


def tail_in(doc: Doc, start: int, end: int) -> int | None:
    """Give the mark before a label at the end of a line that is no sentence."""
    if doc[end - 1].is_punct:
        return None
    for at in range(end - 2, max(start + 3, end - LABEL), -1):
        if doc[at].text in TAIL_MARKS and (doc[at].text == ":" or doc[at - 1].whitespace_ and doc[at].whitespace_):
            return at
    return None


def names_speaker(head: Token, speakers: set[str], lexicon: SpeechLexicon) -> bool:
    """Whether the last word of a label is one that speaks."""
    table, lemma = lexicon.table, head.lemma_.lower()
    if lemma in table.not_labels or len(head) < LETTERS:
        return False
    if head.ent_type_ == "PERSON" or head.lower_ in speakers:
        return True
    return (
        lemma in table.roles
        or lemma in table.bodies
        or lemma in table.documents
        or lemma in table.unnamed
        or lemma in table.hearsay_sources
    )


def named_throughout(doc: Doc, start: int, end: int) -> bool:
    """Whether a label is a noun phrase and no clause."""
    return not any(token.pos_ in ("VERB", "AUX") and not token.text[:1].isupper() for token in doc[start:end])


def label_frame(page: Page, source: Range, mark: int, content: Range) -> Frame:
    """Make the frame of a label."""
    return Frame(
        cue=(mark, mark + 1), content=completed(page, (content,), mark), source=source, head=source[1] - 1, rule="label"
    )  # fmt: skip
