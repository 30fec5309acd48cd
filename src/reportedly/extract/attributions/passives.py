"""Passive verbs of speech: their agent is the source; without one they are hearsay."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportedly.extract.attributions.cues import cue_of, is_infinitive
from reportedly.extract.attributions.frames import Frame, completed
from reportedly.extract.attributions.sources import phrase_of, subject_of, trails

if TYPE_CHECKING:
    from reportedly.codebook.speech import CueVerb, SpeechLexicon
    from reportedly.extract.attributions.frames import Page, Range
    from reportedly.parsed import Token

EXPLETIVES = ("it", "there")
PREDICATES = ("xcomp", "ccomp", "oprd")


def passive_frame(page: Page, verb: Token, entry: CueVerb, lexicon: SpeechLexicon) -> Frame | None:
    """Read "the raid was condemned by X", "they were said to retaliate", "it is estimated that ..."."""
    cue = cue_of(verb, lexicon)
    low, high = page.bounds(verb)
    agent = agent_of(verb)
    participle = verb.dep_ == "acl"
    patient = verb.head if participle else subject_of(verb)
    if agent is None and (participle or "passive" not in entry.takes):
        return None
    if patient is None or not low <= patient.i < verb.i:
        return None
    rest = complement_of(verb, entry, high, lexicon, clause=patient.lower_ in EXPLETIVES)
    if agent is None and rest is None:
        return None
    said = () if patient.lower_ in EXPLETIVES else (phrase_of(patient, before=low, after=cue[0], lexicon=lexicon),)
    content = completed(page, said if rest is None else (*said, rest), verb.i)
    if not content:
        return None
    return Frame(
        cue=cue,
        content=content,
        source=None if agent is None else phrase_of(agent, before=verb.i + 1, after=high, lexicon=lexicon),
        head=None if agent is None else agent.i,
        asides=tuple((child.left_edge.i, child.right_edge.i + 1) for child in verb.rights if trails(child, lexicon)),
        rule=f"{'hearsay' if agent is None else 'agent'}:{verb.lemma_}",
    )


def agent_of(verb: Token) -> Token | None:
    """Give the head of the phrase after "by"."""
    by = next((child for child in verb.rights if child.dep_ == "agent"), None)
    return None if by is None else next((child for child in by.children if child.dep_ == "pobj"), None)


def complement_of(verb: Token, entry: CueVerb, high: int, lexicon: SpeechLexicon, *, clause: bool) -> Range | None:
    """Give what is said of the subject: an infinitive, a predicate, "as ..."; of "it", also a clause set apart."""
    rest: Range | None = None
    for child in verb.rights:
        edges = (child.left_edge.i, min(child.right_edge.i + 1, high))
        if child.dep_ == "prep":
            opens = child.lower_ == "as" or child.lower_ in entry.takes
            follows = rest is not None and not trails(child, lexicon)
        else:
            predicate = child.dep_ in PREDICATES or clause and child.dep_ == "advcl"
            opens = predicate and (is_infinitive(child) or child.tag_ != "VBG")
            follows = False
        if opens or follows:
            rest = (rest[0] if rest else edges[0], edges[1])
    return rest
