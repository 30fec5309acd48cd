"""Nouns, adverbs and phrases that attribute -> frames: "according to X", "X's claim that", "reportedly"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportedly.extract.attributions.cues import group_start, has_subject, is_infinitive
from reportedly.extract.attributions.frames import COMMAS, Frame, Page, previous, quote_before, trimmed
from reportedly.extract.attributions.sources import phrase_of, subject_of, trails

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reportedly.codebook.speech import SpeechLexicon
    from reportedly.extract.attributions.frames import Range
    from reportedly.parsed import Doc, Token


def find_reports(page: Page, *, lexicon: SpeechLexicon) -> Iterator[Frame]:
    """Give the frames of all nouns, adverbs and phrases that attribute, in text order."""
    for token in page.doc:
        frame: Frame | None = None
        if token.lower_ in lexicon.table.according:
            frame = according_frame(page, token, lexicon)
        elif token.lower_ in lexicon.table.hearsay_adverbs:
            frame = adverb_frame(page, token)
        elif token.pos_ == "NOUN" and token.lemma_ in lexicon.nouns:
            frame = noun_frame(page, token, lexicon)
        if frame is not None:
            yield frame


def according_frame(page: Page, token: Token, lexicon: SpeechLexicon) -> Frame | None:
    """Read "according to X": what is said is the clause that it hangs on, on both sides of it."""
    doc = page.doc
    if token.i + 2 >= len(doc) or doc[token.i + 1].lower_ != "to":
        return None
    head = next((grand for child in token.children for grand in child.children if grand.dep_ == "pobj"), None)
    if head is None:
        head = next((word for word in token.subtree if word.dep_ == "pobj"), None)
    if head is None:
        return None
    low, high = page.starts[token.i], page.ends[token.i]
    clause = token.head
    source = phrase_of(head, before=token.i + 2, after=high, lexicon=lexicon)
    if token.i <= low + 1 and clause.pos_ in ("VERB", "AUX") and not has_subject(clause):
        source = (source[0], first_comma(doc, source))  # the parser took its subject for an apposition
    relative = clause.dep_ == "relcl" and clause.i < token.i
    if relative:
        low, high = clause.left_edge.i, max(clause.right_edge.i + 1, source[1])
    pieces: list[Range] = []
    quoted = quote_before(page, token.i)
    if quoted is not None and quoted[0][0] < low:
        pieces.extend(quoted)
    elif token.i > low:
        pieces.append((low, token.i))
    end = source[1]
    if end < high and (token.i <= low + 1 or doc[end].text in COMMAS or doc[end - 1].text == ","):
        pieces.append((end, high))
    said = tuple(piece for piece in (trimmed(page, piece) for piece in pieces) if piece[0] < piece[1])
    if not said:
        return None
    asides = tuple(
        (child.left_edge.i, child.right_edge.i + 1)
        for child in (*head.rights, *token.rights, *clause.rights)
        if trails(child, lexicon) and child.left_edge.i >= source[1]
    )
    said = tuple(piece for part in said for piece in without(page, part, asides))
    return Frame(cue=(token.i, token.i + 2), content=said, source=source, head=head.i, asides=asides, rule="according")


def first_comma(doc: Doc, phrase: Range) -> int:
    """Give where a phrase has its first comma, or its end."""
    return next((at for at in range(phrase[0] + 1, phrase[1]) if doc[at].text == ","), phrase[1])


def without(page: Page, piece: Range, asides: tuple[Range, ...]) -> Iterator[Range]:
    """Give a piece less the asides in it."""
    for aside in asides:
        if aside[0] == piece[0] and aside[1] <= piece[1]:
            piece = trimmed(page, (aside[1], piece[1]))
    if piece[0] < piece[1]:
        yield piece


def adverb_frame(page: Page, token: Token) -> Frame | None:
    """Read "reportedly": what is said is the clause that it qualifies, less the adverb."""
    clause = token.head
    low, high = max(clause.left_edge.i, page.starts[token.i]), min(clause.right_edge.i + 1, page.ends[token.i])
    for child in clause.children:
        aside = child.dep_ in ("advcl", "parataxis") or child.dep_ == "conj" and has_subject(child)
        if aside and child.i > token.i:
            high = min(high, child.left_edge.i)
        elif aside and child.i < token.i:
            low = max(low, child.right_edge.i + 1)
    pieces = (trimmed(page, (low, token.i)), trimmed(page, (token.i + 1, high)))
    said = tuple(piece for piece in pieces if piece[0] < piece[1])
    return Frame(cue=(token.i, token.i + 1), content=said, rule="adverb") if said else None


def noun_frame(page: Page, noun: Token, lexicon: SpeechLexicon) -> Frame | None:
    """Read a noun of speech: "X's claim that", "a warning from X of", "X expressed hope that", "reports that"."""
    takes = lexicon.nouns[noun.lemma_]
    low, high = page.starts[noun.i], page.ends[noun.i]
    content: Range | None = None
    cue_end = noun.i + 1
    for child in noun.rights:
        edges = (child.left_edge.i, min(child.right_edge.i + 1, high))
        clause = child.dep_ in ("acl", "ccomp", "relcl", "xcomp")
        that = any(mark.lower_ == "that" and mark.dep_ == "mark" for mark in child.lefts)
        if clause and (that and "that" in takes or "to" in takes and is_infinitive(child)):
            content = edges
            break
        if child.dep_ == "prep" and child.lower_ in takes and child.i == cue_end and not names_maker(child):
            content, cue_end = (child.i + 1, edges[1]), child.i + 1
            break
    if content is None:
        return None
    source, head, start = maker_of(noun, low, lexicon)
    if source is None:
        verb = noun.head
        light = noun.dep_ == "dobj" and verb.lemma_ in lexicon.table.light_verbs and verb.i < noun.i
        if light:
            subject = subject_of(verb)
            if subject is not None and subject.i < verb.i:
                source = phrase_of(subject, before=low, after=group_start(verb), lexicon=lexicon)
                head, start = subject, group_start(verb)
    if source is None:
        denied = any(child.lower_ == "no" for child in noun.lefts)
        if denied or noun.lemma_ not in lexicon.table.hearsay_nouns or not {"that", "of"} & takes:
            return None
        before = previous(page.doc, noun.i)
        start = noun.i if before is None or before.pos_ != "ADJ" else before.i
    said = trimmed(page, content)
    if said[0] >= said[1]:
        return None
    return Frame(
        cue=(start, cue_end), content=(said,), source=source, head=head.i if head is not None else None,
        rule=f"noun:{noun.lemma_}",
    )  # fmt: skip


def names_maker(preposition: Token) -> bool:
    """Whether "of" names who speaks and not what is said: "the warning of Ms Low"."""
    made = (child for child in preposition.children if child.dep_ == "pobj")
    return preposition.lower_ == "of" and any(child.ent_type_ in ("PERSON", "ORG", "NORP") for child in made)


def maker_of(noun: Token, low: int, lexicon: SpeechLexicon) -> tuple[Range | None, Token | None, int]:
    """Give who made a statement: its owner ("X's claim") or the object of "by" and "from"; and where the cue starts."""
    for child in noun.lefts:
        if child.dep_ == "poss" and child.left_edge.i >= low:
            end = max((mark.i + 1 for mark in child.rights if mark.dep_ == "case"), default=child.i + 1)
            return (child.left_edge.i, end), child, end
    for child in noun.rights:
        if child.dep_ == "prep" and child.lower_ in lexicon.table.maker_prepositions:
            made = next((word for word in child.children if word.dep_ == "pobj"), None)
            if made is not None:
                source = phrase_of(made, before=child.i + 1, after=len(noun.doc), lexicon=lexicon)
                return source, made, noun.i
    return None, None, noun.i
