"""What follows a verb, read child by child: what is said, and what only says when, where and to whom."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from reportedly.extract.attributions.cues import has_subject, is_finite, is_infinitive
from reportedly.extract.attributions.frames import COMMAS, next_line, quote_after
from reportedly.extract.attributions.sources import trails

if TYPE_CHECKING:
    from reportedly.codebook.speech import CueVerb, SpeechLexicon
    from reportedly.extract.attributions.frames import Page, Range
    from reportedly.parsed import Doc, Token

TIMES = ("DATE", "TIME")
INSIDE = ("nsubj", "nsubjpass", "compound", "poss", "nmod", "amod", "nummod")  # a date that is part of a phrase
OBJECTS = ("dobj", "oprd", "attr", "acomp", "dative")
MISREAD = ("ccomp", "parataxis", "dep", "nsubj", "advcl")  # what a parser makes of a cue amid what is said


@dataclass(frozen=True, slots=True, kw_only=True)
class Rest:
    """What follows a verb: its content, the asides skipped, and the cue with the preposition that belongs to it.

    ``rule`` names the frame that the content stands in, "" if there is none; ``end`` is where source and cue end.
    ``object_passed`` says that the verb has an object which is neither said nor spoken to.
    """

    content: tuple[Range, ...]
    asides: tuple[Range, ...]
    cue: Range
    rule: str
    end: int
    object_passed: bool = False


@dataclass(slots=True, kw_only=True)
class Walk:
    """The state of one walk over a verb's right-hand dependents. ``start`` is -1 until content begins."""

    cue: Range
    reached: int
    start: int = -1
    object_passed: bool = False
    end: int = -1
    rule: str = ""
    asides: list[Range] = field(default_factory=list)
    moved: tuple[Range, ...] = ()


def rest_of_phrase(
    page: Page, verb: Token, entry: CueVerb, cue: Range, source: Range, high: int, lexicon: SpeechLexicon
) -> Rest:
    """Read what follows a verb up to ``high``."""
    walk = Walk(cue=cue, reached=max(cue[1], source[1]) if source[0] >= cue[1] else cue[1])
    rights = [child for child in verb.rights if child.i >= cue[1] and child.left_edge.i < high]
    clausal = any(child.dep_ in ("ccomp", "xcomp") for child in rights)
    low = page.starts[verb.i]
    for child in rights:
        edges = (child.left_edge.i, min(child.right_edge.i + 1, high))
        if child.dep_ in ("ccomp", "xcomp") and low <= edges[0] < min(cue[0], source[0]) and source[1] <= cue[0]:
            if page.doc[edges[0]].tag_ in ("WDT", "WP"):  # "positions, which he said were lost"
                walk.moved = ((edges[0], source[0]),)
            edges = (cue[1], edges[1])
        if edges[0] < source[1] and source[0] < edges[1]:
            walk.reached = max(walk.reached, source[1])
        elif child.dep_ in ("conj", "parataxis"):
            if walk.start < 0 or leaves(child, lexicon):
                break
            walk.end = edges[1]
        elif child.dep_ not in ("punct", "cc", "neg") and not child.is_space:
            if walk.start < 0:
                seek(page, walk, child, edges, entry, clausal, lexicon)
            elif not extend(page.doc, walk, child, edges, lexicon):
                break
    return concluded(page, verb, entry, walk, high)


def seek(
    page: Page, walk: Walk, child: Token, edges: Range, entry: CueVerb, clausal: bool, lexicon: SpeechLexicon
) -> None:
    """Begin content at a dependent, or pass over it."""
    opened = opens_content(page, child, entry, walk.cue, clausal)
    if not opened:
        if trails(child, lexicon):
            walk.asides.append(edges)
        walk.object_passed |= child.dep_ == "dobj" and "addressee" not in entry.takes and child.pos_ != "PUNCT"
        walk.reached = max(walk.reached, edges[1])
        return
    walk.start, walk.end = edges
    walk.rule = opened
    if opened == "preposition":
        walk.start = child.i + 1
        walk.cue = (walk.cue[0], child.i + 1)


def extend(doc: Doc, walk: Walk, child: Token, edges: Range, lexicon: SpeechLexicon) -> bool:
    """Take a dependent that follows content into it, or note it as an aside; False where content ends."""
    if closes_content(child, walk.rule, doc, lexicon):
        if not trails(child, lexicon):
            return False
        walk.asides.append(edges)
    elif not walk.asides or walk.asides[-1][0] < walk.start:
        walk.end = edges[1]
    return True


def concluded(page: Page, verb: Token, entry: CueVerb, walk: Walk, high: int) -> Rest:
    """Settle a walk: without content, look for a quotation, or for a clause that the parser hung elsewhere."""
    if walk.start < 0 and "clause" in entry.takes:
        quoted = quote_after(page, walk.reached) or next_line(page, walk.reached)
        if quoted is not None:
            return Rest(content=quoted, asides=tuple(walk.asides), cue=walk.cue, rule="quotation", end=walk.reached)
        if verb.head.i > walk.reached and verb.dep_ in MISREAD and starts_clause(page, walk.reached, high):
            walk.start, walk.end, walk.rule = walk.reached, high, "misread"
    if walk.start >= 0 and walk.start in (walk.reached, walk.cue[1]):
        dated = dated_end(page.doc, walk.start, walk.end)
        if dated > walk.start:
            walk.asides.append((walk.start, dated))
            walk.start = dated
    content = (*walk.moved, (walk.start, walk.end)) if walk.start >= 0 else ()
    return Rest(
        content=content,
        asides=tuple(walk.asides),
        cue=walk.cue,
        rule=walk.rule,
        end=walk.reached,
        object_passed=walk.object_passed,
    )


def dated_end(doc: Doc, start: int, end: int) -> int:
    """Give where the date ends with which a clause seems to begin: in "said on Monday he left" it dates the saying.

    A date that is the clause's subject or part of a phrase ("Monday's raid") stays in the clause.
    """
    at = start + 1 if doc[start].pos_ in ("ADP", "ADV", "ADJ") and doc[start].ent_type_ not in TIMES else start
    dated = at
    while dated < end and doc[dated].ent_type_ in TIMES:
        dated += 1
    if dated == at or dated >= end or doc[dated - 1].dep_ in INSIDE:
        return start
    return start if doc[dated].pos_ in ("AUX", "VERB", "ADP", "PART") else dated


def starts_clause(page: Page, at: int, high: int) -> bool:
    """Whether a clause can start here: no mark of punctuation, and a finite verb ahead."""
    doc = page.doc
    return at < high and not doc[at].is_punct and any(token.pos_ in ("VERB", "AUX") for token in doc[at:high])


def opens_content(page: Page, child: Token, entry: CueVerb, cue: Range, clausal: bool) -> str:
    """Say by which frame of its verb a dependent is content; "" if it is none."""
    takes = entry.takes
    if child.dep_ in ("ccomp", "xcomp"):
        return opening_clause(child, takes)
    if child.dep_ == "advcl" and any(mark.lower_ in ("if", "whether") for mark in child.lefts):
        return "clause" if "clause" in takes else ""
    if child.dep_ in OBJECTS:
        if "clause" in takes and page.quote_at[child.left_edge.i] not in (-1, page.quote_at[cue[0]]):
            return "clause"
        spoken_to = child.dep_ == "dative" or "addressee" in takes and (clausal or "object" not in takes)
        return "object" if "object" in takes and not spoken_to else ""
    if child.dep_ == "prep" and child.lower_ in takes and child.i <= cue[1] + 1:
        return "preposition"
    return ""


def opening_clause(child: Token, takes: frozenset[str]) -> str:
    """Say by which frame a clause, an infinitive or a participle is content; "" if it is none."""
    if child.dep_ == "ccomp" and not is_infinitive(child):
        if "clause" in takes or "finite" in takes and is_finite(child):
            return "clause"
        return "object" if takes & {"object", "to"} else ""
    if child.dep_ == "ccomp":
        return "to" if takes & {"to", "object", "addressee"} else "clause" if "clause" in takes else ""
    if child.tag_ == "VBG":
        return "ing" if takes & {"ing", "clause"} else ""
    if is_infinitive(child):
        return "to" if takes & {"to", "addressee"} else ""
    return "object" if "object" in takes else ""


def closes_content(child: Token, rule: str, doc: Doc, lexicon: SpeechLexicon) -> bool:
    """Whether a dependent that follows content is no more part of it."""
    before = child.left_edge.i - 1
    comma = before >= 0 and doc[before].text in COMMAS
    if child.dep_ == "advcl":
        if comma and child.tag_ == "VBG":
            return rule != "clause" or child.lemma_ in lexicon.verbs
        return comma and rule != "clause"
    if child.dep_ == "prep" and trails(child, lexicon):
        venue = any(word.dep_ == "pobj" and word.lemma_.lower() in lexicon.table.venues for word in child.children)
        return venue or rule in ("object", "preposition", "to")
    if child.dep_ == "npadvmod":
        return rule in ("object", "preposition")
    return child.dep_ == "prep" and comma and rule != "clause"


def leaves(child: Token, lexicon: SpeechLexicon) -> bool:
    """Whether a coordinated verb is the speaker's next act and not part of what was said."""
    if child.lemma_ in lexicon.verbs or not has_subject(child):
        return True
    doc, first = child.doc, child.left_edge.i
    return first > 1 and doc[first - 1].pos_ == "CCONJ" and doc[first - 2].text == ","
