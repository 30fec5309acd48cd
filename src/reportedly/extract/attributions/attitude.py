"""Cue -> what kind of attitude it attributes: an assertion, a belief, or an eventuality (PARC 3.0's types).

"said", "according to" and "denied" assert; "believes", "expects" and "fears" hold to be so; "hopes to", "plans to" and
"sought" mean to bring about. The word that counts is the last one of the cue that has a class.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reportedly.codebook.speech import SpeechLexicon
    from reportedly.model import AttributionType, Span
    from reportedly.parsed import Doc


def attitude_of(doc: Doc, cue: Span | None, *, lexicon: SpeechLexicon) -> AttributionType:
    """Give the type of an attribution from its cue; without a cue (a quotation alone) it is an assertion."""
    words = doc.char_span(cue.start, cue.end, alignment_mode="expand") if cue is not None else None
    for token in reversed(words or ()):
        lemma = lexicon.table.forms.get(token.lower_) or token.lemma_.lower()
        if lemma in lexicon.table.eventualities:
            return "eventuality"
        verb = lexicon.verbs.get(lemma)
        if verb is not None:
            return "belief" if verb.kind == "think" else "assertion"
    return "assertion"
