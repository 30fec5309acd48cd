"""A source that was found in part -> the whole phrase of it: "the town's mayor, Idris Malo," and not ", Idris Malo,".

The tagger labels words one by one, and the parser takes a speaker behind a list for one of the list: "..., wounding
dozens, the mayor, Idris Malo, said". The marks say it: what ends at the comma before a verb of saying is a name and its
description, both. A source begins with no mark, no "and", in no middle of a word, and ends with nothing that is open.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from reportedly.extract.attributions.frames import trimmed

if TYPE_CHECKING:
    from reportedly.codebook.speech import SpeechLexicon
    from reportedly.extract.attributions.frames import Frame, Page, Range
    from reportedly.parsed import Doc, Token

SAID = frozenset({"VBD", "VBZ", "VBP"})
NOMINAL = frozenset({"NOUN", "PROPN"})
WITHIN = NOMINAL | {"ADJ", "NUM", "PART", "DET", "PRON"}
ARTICLES = frozenset({"DET", "PRON"})
LINKS = frozenset({"of", "for"})
DATED = frozenset({"DATE", "TIME"})
EDGES = frozenset({",", ";", ":", "--", "—", "–", "“", "”", '"', "(", ")", "[", "]"})
JOINS = frozenset({"-", "‑"})
BROKEN = frozenset({":", ";", "(", "["})  # ends no name
STRAY = frozenset({",", ";", ":", ".", ")", "]", "-", "--", "–", "—"})  # begins none
PAIRS = {"”": "“", ")": "(", "]": "["} | {dash: dash for dash in ("-", "--", "–", "—")}


def whole_source(page: Page, frame: Frame, *, lexicon: SpeechLexicon) -> Frame:
    """Give a frame with the whole of its source, of which nothing is then part of what is said."""
    both = name_and_description(page, frame, lexicon)
    if both is not None:
        named = [half for half in both if page.doc.phrase(*half).root.pos_ == "PROPN"]
        head = page.doc.phrase(*(named or both)[-1]).root
        return cut_from_content(page, replace(frame, source=(both[0][0], both[1][1] + 1), head=head.i))
    if frame.source is None:
        return frame
    start, end = begun(page, frame.source, lexicon), ended(page.doc, frame.source)
    if all(word.is_punct for word in page.doc[start:end]):
        return replace(frame, source=None, head=None)
    if (start, end) == frame.source or start >= end:
        return frame
    return cut_from_content(page, replace(frame, source=(start, end), head=page.doc.phrase(start, end).root.i))


def cut_from_content(page: Page, frame: Frame) -> Frame:
    """Take the words of the source out of what is said."""
    source = frame.source or (0, 0)
    pieces: list[Range] = []
    for start, end in frame.content:
        if end <= source[0] or source[1] <= start:
            pieces.append((start, end))
        else:
            parts = (trimmed(page, part) for part in ((start, source[0]), (source[1], end)) if part[0] < part[1])
            pieces.extend(part for part in parts if part[0] < part[1])
    return replace(frame, content=tuple(pieces)) if pieces else frame


# --- a name and its description -----------------------------------------------------------------------------------


def name_and_description(page: Page, frame: Frame, lexicon: SpeechLexicon) -> tuple[Range, Range] | None:
    """Give the two halves of an apposition between commas before a verb of saying, where the source is not yet both."""
    doc, close = page.doc, frame.cue[0] - 1
    verb = next((word for word in doc[slice(*frame.cue)] if word.tag_ in SAID), None)
    entry = None if verb is None else lexicon.verbs.get(verb.lemma_)
    if close < 0 or doc[close].text != "," or entry is None or entry.kind != "say":
        return None
    second = stretch(page, close)
    if second is None or doc[second[0] - 1].text != ",":
        return None
    first = stretch(page, second[0] - 1)
    if first is not None and first[1] - first[0] == 1 and doc[first[0]].pos_ == "NUM":  # "Ana Cole, 41, a nurse, said"
        first = stretch(page, first[0] - 1) if doc[first[0] - 1].text == "," else None
    if first is None or page.quote_at[first[0]] != page.quote_at[frame.cue[0]]:
        return None
    names = [doc[half[1] - 1].pos_ == "PROPN" and not describes(doc, half) for half in (first, second)]
    if names[0] == names[1] or not describes(doc, second if names[0] else first):
        return None
    held = frame.source
    if held is None:
        passed_on = frame.rule.endswith("adverb") or doc[frame.cue[1]].lower_ == "to"
        return None if passed_on else (first, second)
    addressed = held[0] == frame.cue[1] and "addressee" in entry.takes
    partial = first[0] < held[0] <= close or held[0] == second[0] - 1
    return (first, second) if addressed or partial and held[1] <= close + 1 else None


def stretch(page: Page, close: int) -> Range | None:
    """Give the noun phrase that ends at a token, back to the mark before it; None if a clause stands there."""
    doc, start = page.doc, close
    while start > page.starts[close] and doc[start - 1].text not in EDGES and not doc[start - 1].is_space:
        start -= 1
    words = doc[start:close]
    if words and words[0].pos_ == "CCONJ":
        start, words = start + 1, words[1:]
    if not words or words[0].pos_ not in WITHIN or any(is_verb(word) for word in words):
        return None
    return start, close


def is_verb(word: Token) -> bool:
    """Whether a word makes a clause: a verb, but for one that modifies a noun ("the appointed governor")."""
    return word.pos_ in ("VERB", "AUX") and word.dep_ not in ("amod", "compound") or word.pos_ == "SCONJ"


def describes(doc: Doc, half: Range) -> bool:
    """Whether a phrase says what someone is: its head is no name."""
    words = doc[half[0] : half[1]]
    until = next((word.i for word in words if word.pos_ == "ADP"), half[1])
    return doc[until - 1].pos_ == "NOUN"


# --- where a source begins and ends -------------------------------------------------------------------------------


def begun(page: Page, source: Range, lexicon: SpeechLexicon) -> int:
    """Give where a source begins in truth."""
    doc, (start, end) = page.doc, source
    first = doc[start]
    joined = start > page.starts[start] and not doc[start - 1].whitespace_ and not doc[start - 1].is_space
    if first.text in JOINS and joined:
        return phrase_start(page, start)
    bracket = first.text in ("(", "[") and doc[end - 1].text in (")", "]") and end - start <= 3
    if bracket and start > page.starts[start] and doc[start - 1].pos_ in NOMINAL:
        return phrase_start(page, start)
    while start < end - 1 and (doc[start].is_space or doc[start].text in STRAY):
        start += 1
    joins = doc[start].pos_ == "CCONJ" and doc[start].lower_ in lexicon.table.coordinators  # not "neither", "both"
    if not joins or start + 1 >= end:
        return start
    before = phrase_start(page, start)
    return before if speaks(page, (before, start), lexicon) else start + 1


def speaks(page: Page, phrase: Range, lexicon: SpeechLexicon) -> bool:
    """Whether the phrase before an "and" is another who says it too, and not the end of the clause before."""
    if phrase[0] >= phrase[1]:
        return False
    table, head, before = lexicon.table, page.doc[phrase[1] - 1], page.doc[phrase[0] - 1]
    if phrase[0] > page.starts[phrase[0]] and before.pos_ in ("ADP", "VERB", "AUX"):
        return False
    known = (table.roles, table.bodies, table.unnamed)
    return head.pos_ == "PROPN" or any(head.lemma_.lower() in words for words in known)


def phrase_start(page: Page, end: int) -> int:
    """Give where the noun phrase begins that ends before a token, by its words alone: text without commas misleads."""
    doc, start = page.doc, end
    for at in range(end - 1, page.starts[end] - 1, -1):
        word = doc[at]
        after = doc[at + 1]
        if word.is_space or word.ent_type_ in DATED:
            break
        between = after.pos_ == "PROPN" and at > 0 and doc[at - 1].text[:1].isupper()
        linked = between and (word.lower_ in LINKS or word.pos_ in ("ADP", "SCONJ") and word.text[:1].isupper())
        hyphen = word.text in JOINS and not word.whitespace_
        if not (word.pos_ in WITHIN or linked or hyphen):
            break
        if start < end and (after.pos_ in ARTICLES or word.pos_ in NOMINAL and after.pos_ == "ADJ"):
            break
        if word.tag_ == "NNS" and at + 1 < end and after.pos_ in NOMINAL:
            break
        start = at
    return start


def ended(doc: Doc, source: Range) -> int:
    """Give where a source ends in truth: before a mark that opens, or one whose other half is not in it.

    The dash that closes an aside belongs to it, as the comma of an apposition does (PolNeAR's convention).
    """
    start, end = source
    last = doc[end - 1]
    if last.text in JOINS and not last.whitespace_ and end < len(doc) and doc[end].pos_ in NOMINAL:
        return end + 1  # "Jabhat al-" of "Jabhat al-Nusra"
    while end > start + 1 and (doc[end - 1].is_space or doc[end - 1].text in BROKEN or is_half(doc, start, end)):
        end -= 1
    return end


def is_half(doc: Doc, start: int, end: int) -> bool:
    """Whether the last mark of a phrase closes what is not open there."""
    mark = doc[end - 1].text
    inside = [word.text for word in doc[start : end - 1]]
    if mark == '"':
        return inside.count(mark) % 2 == 0
    return mark in PAIRS and PAIRS[mark] not in inside
