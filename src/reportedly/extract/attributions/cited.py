"""Whom a report cites -> a frame of their own: "Reuters, citing a doctor, put the toll at 52".

What is said is the cited one's, passed on by the one who reports it: two frames of one content, the inner within the
outer. The participle may stand between speaker and verb, before both, or at the end. What a person cites for a reason
("citing the cost") speaks for no one and is left as it was found.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from reportedly.extract.attributions.frames import Frame, trimmed
from reportedly.extract.attributions.sources import phrase_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reportedly.codebook.speech import SpeechLexicon
    from reportedly.extract.attributions.frames import Page, Range
    from reportedly.parsed import Token

RULE = "cited"
NAMED = frozenset({"PERSON", "ORG"})
NAME_WORDS = frozenset({"PROPN", "NOUN", "ADJ", "DET", "NUM", "PART"})
DASHES = frozenset({"-", "--", "–", "—"})
ENDS = frozenset({";", *DASHES})
GOES_ON = frozenset({"SCONJ", "CCONJ", "PRON", "VERB"})  # behind a comma: the next clause
NUMBERS = frozenset({"CD"})


def with_cited(page: Page, frames: Sequence[Frame], *, lexicon: SpeechLexicon) -> list[Frame]:
    """Give the frames with those of whom reports cite, in place of what was made of the participle."""
    found = list(frames)
    for token in page.doc:
        if token.lower_ in lexicon.table.citing and token.tag_ == "VBG":
            cited = cited_phrase(page, token, lexicon)
            outer = None if cited is None else reported(page, token, cited, found, lexicon)
            if cited is not None and outer is not None and not any(touches(p, outer.cue) for p in outer.content):
                inner = Frame(
                    cue=(token.i, token.i + 1),
                    content=outer.content,
                    source=cited,
                    head=page.doc.phrase(*cited).root.i,
                    passed_by=outer.cue,
                    rule=RULE,
                )
                found = [frame for frame in found if not touches(frame.cue, inner.cue) and frame.cue != outer.cue]
                found = [before_clause(page, frame, outer) for frame in found]
                found += [outer, inner]
    return found


def cited_phrase(page: Page, token: Token, lexicon: SpeechLexicon) -> Range | None:
    """Give the phrase of the one cited, if that is someone who speaks; "quoting X as saying" is another frame."""
    head = next((child for child in token.rights if child.dep_ == "dobj"), None) or name_after(page, token.i)
    if head is None or page.quote_at[head.i] != page.quote_at[token.i]:
        return None
    start, end = phrase_of(head, before=token.i + 1, after=page.ends[token.i], lexicon=lexicon)
    if end < len(page.doc) and page.doc[end].lower_ == "as":
        return None
    table, lemma = lexicon.table, head.lemma_.lower()
    speaks = any(lemma in words for words in (table.roles, table.bodies, table.unnamed, table.hearsay_sources))
    return (start, end) if speaks or (head.ent_type_ in NAMED and is_set_off(page, token, end)) else None


def is_set_off(page: Page, token: Token, end: int) -> bool:
    """Whether the participle stands between commas, or opens its sentence, so that the report itself follows."""
    return end < page.ends[token.i] and page.doc[end - 1].text != "," and page.doc[end].text == ","


def reported(page: Page, token: Token, cited: Range, frames: Sequence[Frame], lexicon: SpeechLexicon) -> Frame | None:
    """Give the frame of the report that rests on the one cited, set right; None if there is none."""
    doc = page.doc
    after = cited[1] if doc[cited[1] - 1].text == "," else cited[1] + 1
    closed = after <= page.ends[token.i] and doc[after - 1].text == ","
    opened = token.i > page.starts[token.i] and doc[token.i - 1].text == ","
    if closed and opened:
        verb = next((word for word in doc[after : page.ends[token.i]] if word.pos_ not in ("ADV", "AUX")), None)
        if verb is not None and verb.pos_ == "VERB" and verb.i - after < 3:
            return between(page, token, verb, frames, lexicon)
    if closed and not opened:
        led = (frame for frame in frames if frame.source and frame.cue[0] > after == frame.source[0])
        return next(led, None)
    return before(page, token, frames) if opened and not closed else None


def between(page: Page, token: Token, verb: Token, frames: Sequence[Frame], lexicon: SpeechLexicon) -> Frame | None:
    """Give the frame of "X, citing Y, reported ...": that of the verb, or a new one where the parse has lost it."""
    source = name_before(page, token.i - 1)
    if source is None:
        return None
    known = next((frame for frame in frames if frame.cue[0] <= verb.i < frame.cue[1]), None)
    if known is not None:
        held = known.source is not None and touches(known.source, source)
        whole = held and not any(word.text in ENDS for word in page.doc[slice(*(known.source or source))])
        content = tuple(piece for piece in known.content if piece[0] > verb.i) or known.content
        kept = known if whole else replace(known, source=source, head=source[1] - 1)
        return replace(kept, content=content)
    said = trimmed(page, (verb.i + 1, clause_end(page, verb.i)))
    says = (entry := lexicon.verbs.get(verb.lemma_)) is not None and entry.kind == "say"
    counts = verb.lemma_ in lexicon.table.counting and any(word.tag_ in NUMBERS for word in page.doc[slice(*said)])
    if said[0] >= said[1] or not (says or counts):
        return None
    return Frame(
        cue=(verb.i, verb.i + 1), content=(said,), source=source, head=source[1] - 1, rule=f"say:{verb.lemma_}:cited"
    )


def before(page: Page, token: Token, frames: Sequence[Frame]) -> Frame | None:
    """Give the frame of "X put the toll at 52, citing Y": the last that reaches up to the comma."""
    ending = [
        frame
        for frame in frames
        if frame.source is not None
        and not touches(frame.cue, (token.i, token.i + 1))
        and max(frame.cue[0], frame.source[0]) < token.i
        and page.starts[frame.cue[0]] == page.starts[token.i]
        and max(frame.content[-1][1], frame.cue[1], frame.source[1]) >= token.i - 1
        and frame.content[-1][0] < token.i - 1
    ]
    if not ending:
        return None
    last = max(ending, key=lambda frame: frame.cue)
    start, end = last.content[-1]
    return replace(last, content=(*last.content[:-1], trimmed(page, (start, min(end, token.i - 1)))))


def before_clause(page: Page, frame: Frame, outer: Frame) -> Frame:
    """End what another says where the report begins behind a semicolon or a dash."""
    start = min(outer.cue[0], outer.source[0] if outer.source is not None else outer.cue[0])
    if page.doc[start - 1].text not in ENDS or not any(first < start < last for first, last in frame.content):
        return frame
    pieces = (trimmed(page, (first, min(last, start))) for first, last in frame.content if first < start)
    return replace(frame, content=tuple(pieces))


def name_before(page: Page, end: int) -> Range | None:
    """Give the noun phrase that ends right before a comma."""
    doc, start = page.doc, end
    while start > page.starts[end] and (doc[start - 1].pos_ in NAME_WORDS or doc[start - 1].lower_ == "of"):
        start -= 1
    return (start, end) if start < end and doc[end - 1].pos_ in ("PROPN", "NOUN") else None


def name_after(page: Page, at: int) -> Token | None:
    """Give the head of the noun phrase from a participle up to a comma, where the parse has lost the object."""
    end = at + 1
    while end < page.ends[at] and page.doc[end].pos_ in NAME_WORDS:
        end += 1
    closed = at + 1 < end < page.ends[at] and page.doc[end].text == ","
    return page.doc[end - 1] if closed and page.doc[end - 1].pos_ in ("PROPN", "NOUN") else None


def clause_end(page: Page, at: int) -> int:
    """Give where the clause of a verb ends: at a semicolon, a dash, or a comma before the next clause."""
    for word in page.doc[at + 1 : page.ends[at]]:
        if word.text in ENDS and word.whitespace_:
            return word.i
        if word.text == "," and word.i + 1 < page.ends[at] and page.doc[word.i + 1].pos_ in GOES_ON:
            return word.i
    return page.ends[at]


def touches(a: Range, b: Range) -> bool:
    """Whether two ranges share a token."""
    return a[0] < b[1] and b[0] < a[1]
