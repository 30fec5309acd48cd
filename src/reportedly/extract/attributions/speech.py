"""Verbs of saying, judging and thinking -> frames: who, by which words, what.

The rules read the dependency parse where it is reliable (who is the subject, what hangs on the verb) and the
punctuation where it is not (what stands before ", said X").
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportedly.extract.attributions.complements import rest_of_phrase
from reportedly.extract.attributions.cues import (
    aimless,
    cue_of,
    has_subject,
    is_passive,
    leading_asides,
    means_something_else,
    withholds,
)
from reportedly.extract.attributions.frames import COMMAS, Frame, completed, previous
from reportedly.extract.attributions.passives import passive_frame
from reportedly.extract.attributions.placement import placed_after_as, placed_before
from reportedly.extract.attributions.sources import NOMINAL, SUBJECTS, phrase_of, subject_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reportedly.codebook.speech import CueVerb, SpeechLexicon
    from reportedly.extract.attributions.frames import Page, Range
    from reportedly.parsed import Token

MODIFIERS = ("amod", "compound", "aux", "auxpass")
FINITE = ("VBD", "VBZ", "VBP")
MISREAD = ("dobj", "ccomp", "attr", "oprd", "npadvmod")  # what a parser makes of the subject in ", said X"


def find_speech(page: Page, *, lexicon: SpeechLexicon) -> Iterator[Frame]:
    """Give the frames of all verbs that attribute, in text order."""
    forms = lexicon.table.forms
    for token in page.doc:
        if token.pos_ not in ("VERB", "AUX") or token.dep_ in MODIFIERS:
            continue
        entry = lexicon.verbs.get(forms.get(token.lower_) or token.lemma_)
        if entry is not None:
            read = passive_frame if is_passive(token) else active_frame
            frame = read(page, token, entry, lexicon)
            if frame is not None:
                yield frame


def active_frame(page: Page, verb: Token, entry: CueVerb, lexicon: SpeechLexicon) -> Frame | None:
    """Read an active verb: its speaker, and what is said after it, before it, or around it."""
    cue = cue_of(verb, lexicon)
    low, high = page.bounds(verb)
    speaker = speaker_of(page, verb, entry, cue, lexicon)
    if speaker is None or cue[0] <= speaker.i < cue[1]:
        return None
    if speaker.tag_ == "EX" or speaker.tag_ == "DT" and speaker.i == low:  # "There said", "That said"
        return None
    before, after = (low, cue[0]) if speaker.i < cue[0] else (cue[1], high)
    source = phrase_of(speaker, before=before, after=after, lexicon=lexicon)
    rest = rest_of_phrase(page, verb, entry, cue, source, high, lexicon)
    said: tuple[Range, ...] | None = None
    if "clause" in entry.takes:
        said = placed_after_as(page, verb, cue, source, rest)
        said = said or placed_before(page, verb, cue, source, rest)
    content = completed(page, said or rest.content, verb.i)
    if not content or aimless(verb, rest.rule, lexicon) or withholds(page.doc, content[0], lexicon):
        return None
    if means_something_else(verb, lexicon):
        return None
    return Frame(
        cue=rest.cue,
        content=content,
        source=source,
        head=speaker.i,
        asides=(*leading_asides(verb, source, low, lexicon), *rest.asides),
        rule=f"{entry.kind}:{verb.lemma_}:{rest.rule}",
    )


# --- the speaker ------------------------------------------------------------------------------------------------


def speaker_of(page: Page, verb: Token, entry: CueVerb, cue: Range, lexicon: SpeechLexicon) -> Token | None:
    """Give the head of the one who speaks: the subject, or what the parser took for something else in ", said X"."""
    if verb.dep_ == "pcomp" and verb.head.lower_ == "as":  # "quoted X as saying"
        spoken = next((child for child in verb.head.head.children if child.dep_ == "dobj"), None)
        if spoken is not None:
            return spoken
    if entry.kind == "say":
        inverted = verb.tag_ in FINITE and cue[0] == verb.i and not has_subject(verb) and ends_speech(page, cue[0])
        if inverted:
            for child in verb.rights:
                if child.dep_ in MISREAD and child.pos_ in NOMINAL and child.left_edge.i == cue[1]:
                    return child
        above = governor(verb, lexicon)
        if above is not None:
            return subject_of(above)
    subject = subject_of(verb)
    if subject is not None and page.quote_at[subject.i] not in (-1, page.quote_at[verb.i]):
        return between_marks(page, cue[0]) if entry.kind == "say" else None
    return subject


def governor(verb: Token, lexicon: SpeechLexicon) -> Token | None:
    """Give the verb of speech whose speaker a coordinated verb shares: "said he hoped ..., but cautioned that".

    The parser hangs "cautioned" on the nearest verb; it belongs to the cue above that one if they are of one tense and
    a comma or "but" parts them, or if the nearest verb is none of speech.
    """
    if verb.dep_ != "conj" or has_subject(verb) or verb.tag_ not in FINITE:
        return None
    doc, at = verb.doc, verb.i - 1
    while at > 0 and doc[at].dep_ == "advmod":
        at -= 1
    parted = doc[at].pos_ == "CCONJ" and (doc[at].lower_ in lexicon.table.contrasts or doc[at - 1].text == ",")
    if not parted and verb.head.lemma_ in lexicon.verbs:
        return None
    for above in verb.head.ancestors:
        entry = lexicon.verbs.get(above.lemma_)
        if entry is not None and entry.kind == "say" and above.i < verb.i and above.tag_ == verb.tag_:
            return above
        if above.dep_ in ("relcl", "acl"):
            return None
    return None


def between_marks(page: Page, at: int) -> Token | None:
    """Give the head of the noun phrase between a quotation and its cue, where the parse went astray."""
    doc, start = page.doc, at
    while start > page.starts[at] and page.quote_at[start - 1] < 0 and not doc[start - 1].is_space:
        start -= 1
    named = (token for token in doc[start:at] if token.pos_ in ("PROPN", "NOUN", "PRON"))
    return next((token for token in named if not start <= token.head.i < at or token.dep_ in SUBJECTS), None)


def ends_speech(page: Page, at: int) -> bool:
    """Whether what stands right before a token ends something said: a comma or a closing mark."""
    before = previous(page.doc, at)
    if before is None:
        return False
    quote = page.quote_at[before.i]
    return before.text in COMMAS or quote >= 0 and page.quotes[quote][-1][1] == before.i + 1
