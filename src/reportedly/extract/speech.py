"""Verbs of saying, judging and thinking -> frames: who, by which words, what.

A frame is an attribution in token numbers. The rules read the dependency parse where it is reliable (who is the
subject, what hangs on the verb) and the punctuation where it is not (what stands before ", said X").
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from reportedly.extract.sources import NOMINAL, Range, phrase_of, subject_of, trails

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from spacy.tokens import Doc, Token

    from reportedly.codebook.speech import CueVerb, SpeechLexicon

COMMAS = frozenset({",", "–", "—", "--", "-"})
STOPS = frozenset({".", "!", "?", ";", ":"})
QUOTE_MARKS = frozenset({'"', "“", "”", "''", "``", "«", "»", "„", "‘", "’", "'"})
AUXILIARY = frozenset({"aux", "auxpass", "neg"})
LONG = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """One attribution in token numbers. ``asides`` are the words that date or place the saying itself."""

    cue: Range
    content: tuple[Range, ...]
    source: Range | None = None
    head: int | None = None
    asides: tuple[Range, ...] = ()
    rule: str = "verb"
    quotation: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A document made ready: sentence bounds and quotations by token. ``quote_at`` is -1 outside quotations."""

    doc: Doc
    starts: Sequence[int]
    ends: Sequence[int]
    quotes: Sequence[tuple[Range, ...]]
    quote_at: Sequence[int]

    def quote_starting(self, at: int) -> int | None:
        """Give the quotation whose first token stands here."""
        quote = self.quote_at[at] if at < len(self.quote_at) else -1
        return quote if quote >= 0 and self.quotes[quote][0][0] == at else None

    def piece_at(self, at: int) -> Range | None:
        """Give the piece of quotation that a token stands in."""
        quote = self.quote_at[at]
        return next((piece for piece in self.quotes[quote] if piece[0] <= at < piece[1]), None) if quote >= 0 else None


def find_speech(page: Page, *, lexicon: SpeechLexicon) -> Iterator[Frame]:
    """Give the frames of all verbs that attribute, in text order."""
    forms = lexicon.table.forms
    for token in page.doc:
        if token.pos_ not in ("VERB", "AUX"):
            continue
        entry = lexicon.verbs.get(forms.get(token.lower_) or token.lemma_)
        if entry is None:
            continue
        if token.dep_ in ("amod", "compound", "aux", "auxpass"):
            continue
        if is_passive(token):
            frame = passive_frame(page, token, entry, lexicon)
        else:
            frame = active_frame(page, token, entry, lexicon)
        if frame is not None:
            yield frame


def is_passive(verb: Token) -> bool:
    """Whether a verb is passive: by its auxiliary or subject, or as a participle after a noun."""
    if verb.tag_ != "VBN":
        return False
    if any(child.dep_ in ("auxpass", "nsubjpass") for child in verb.children):
        return True
    return verb.dep_ == "acl" or verb.dep_ == "conj" and is_passive(verb.head) and not has_subject(verb)


def has_subject(verb: Token) -> bool:
    """Whether a verb has a subject of its own."""
    return any(child.dep_ in ("nsubj", "nsubjpass", "csubj", "expl") for child in verb.children)


# --- the cue ----------------------------------------------------------------------------------------------------


def cue_of(verb: Token, lexicon: SpeechLexicon) -> Range:
    """Give the words of a cue: the verb with its auxiliaries, negation, adverbs between them and particle.

    A verb that carries it ("declined to say", "was quoted as saying") belongs to it.
    """
    start, end = group_start(verb), verb.i + 1
    for child in verb.rights:
        if child.dep_ == "prt" and child.i == end:
            end += 1
    lead = carrier(verb, start, lexicon)
    if lead is not None:
        start = group_start(lead)
    return start, end


def group_start(verb: Token) -> int:
    """Give the first of a verb's auxiliaries and adverbs that stand right before it."""
    start = verb.i
    doc = verb.doc
    while start > 0:
        before = doc[start - 1]
        if before.head is verb and (before.dep_ in AUXILIARY or before.dep_ == "advmod" and before.pos_ == "ADV"):
            start -= 1
            continue
        break
    while start < verb.i and doc[start].lower_ in ("to", "so", "then", "when", "how", "why", "where"):
        start += 1
    return start


def carrier(verb: Token, start: int, lexicon: SpeechLexicon) -> Token | None:
    """Give the verb that carries a verb of speech: "declined" in "declined to say", "quoted" in "quoted as saying"."""
    head = verb.head
    if verb.dep_ == "xcomp" and head.lemma_ in lexicon.table.leading and head.i < start and start - head.i <= LONG:
        return head
    if verb.dep_ == "pcomp" and head.lower_ == "as" and head.head.lemma_ == "quote" and is_passive(head.head):
        return head.head
    return None


# --- active -----------------------------------------------------------------------------------------------------


def active_frame(page: Page, verb: Token, entry: CueVerb, lexicon: SpeechLexicon) -> Frame | None:
    """Give the frame of an active verb, or None if nothing is said."""
    cue = cue_of(verb, lexicon)
    low, high = bounds(page, verb)
    subject = speaker_of(verb, page, entry, cue)
    source: Range | None = None
    if subject is not None:
        if subject.i < cue[0]:
            source = phrase_of(subject, before=low, after=cue[0], lexicon=lexicon)
        elif subject.i >= cue[1]:
            source = phrase_of(subject, before=cue[1], after=high, lexicon=lexicon)
        if source is not None and subject.tag_ == "EX":
            source = None
    if source is None:
        return None
    after = rest_of_phrase(page, verb, entry, cue, source, high, lexicon)
    content, asides, cue = after.content, after.asides, after.cue
    if "clause" in entry.takes:
        said = placed_before(page, verb, cue, source, after, low, high)
        if said is not None:
            content = said
    content = completed(page, content, verb.i)
    if not content or means_something_else(verb, page.doc, lexicon):
        return None
    lead = leading_asides(verb, source, low, lexicon)
    return Frame(
        cue=cue, content=content, source=source, head=subject.i if subject else None,
        asides=(*lead, *asides), rule=f"{entry.kind}:{verb.lemma_}:{after.rule}",
    )  # fmt: skip


def bounds(page: Page, verb: Token) -> Range:
    """Give the tokens in which a verb's source and content may lie: its sentence, or the quotation that it stands in."""
    low, high = page.starts[verb.i], page.ends[verb.i]
    piece = page.piece_at(verb.i)
    if piece is not None:
        low, high = max(low, piece[0] + 1), min(high, piece[1] - 1)
    return low, high


def speaker_of(verb: Token, page: Page, entry: CueVerb, cue: Range) -> Token | None:
    """Give the head of the one who speaks: the subject, or what a parser took for an object in "..., said X"."""
    if verb.dep_ == "pcomp" and verb.head.lower_ == "as":
        spoken = next((child for child in verb.head.head.children if child.dep_ == "dobj"), None)
        if spoken is not None:
            return spoken
    subject = subject_of(verb)
    if entry.kind == "say" and not has_subject(verb) and cue[0] == verb.i and ends_speech(page, cue[0]):
        for child in verb.rights:
            if child.dep_ in ("dobj", "ccomp", "attr", "oprd", "npadvmod") and child.pos_ in NOMINAL and child.left_edge.i == cue[1]:
                return child
    return subject


def ends_speech(page: Page, at: int) -> bool:
    """Whether what stands right before a token ends something said: a comma or a closing mark."""
    before = previous(page.doc, at)
    return before is not None and (before.text in COMMAS or page.quote_at[before.i] >= 0 and before.text in QUOTE_MARKS)


def previous(doc: Doc, at: int) -> Token | None:
    """Give the token before, white space aside, but none of another paragraph."""
    at -= 1
    while at >= 0 and doc[at].is_space:
        if "\n" in doc[at].text:
            return None
        at -= 1
    return doc[at] if at >= 0 else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Rest:
    """What follows a verb: its content, the asides skipped, and the cue with the preposition that belongs to it."""

    content: tuple[Range, ...]
    asides: tuple[Range, ...]
    cue: Range
    rule: str
    end: int


def rest_of_phrase(
    page: Page, verb: Token, entry: CueVerb, cue: Range, source: Range, high: int, lexicon: SpeechLexicon
) -> Rest:
    """Give what follows a verb, read child by child: what is said, and what only says when, where and to whom."""
    start, end, rule = -1, -1, ""
    reached = max(cue[1], source[1]) if source[0] >= cue[1] else cue[1]
    asides: list[Range] = []
    rights = [child for child in verb.rights if child.i >= cue[1] and child.left_edge.i < high]
    clausal = any(child.dep_ == "ccomp" or child.dep_ == "xcomp" for child in rights)
    for child in rights:
        edges = (child.left_edge.i, min(child.right_edge.i + 1, high))
        if edges[0] < source[1] and source[0] < edges[1]:
            reached = max(reached, source[1])
            continue
        if child.dep_ in ("punct", "cc", "neg") or child.is_space:
            continue
        if child.dep_ in ("conj", "parataxis"):
            if start < 0 or leaves(child, lexicon):
                break
            end = edges[1]
            continue
        opened = opens_content(child, entry, cue, start >= 0, clausal, page)
        if start < 0:
            if opened:
                start, end, rule = *edges, opened
                if opened in ("prep", "about"):
                    start = child.i + 1
                    cue = (cue[0], child.i + 1) if child.i <= cue[1] + 1 else cue
            else:
                if trails(child, lexicon):
                    asides.append(edges)
                reached = max(reached, edges[1])
            continue
        if closes_content(child, rule, page.doc, lexicon):
            if trails(child, lexicon):
                asides.append(edges)
                continue
            break
        if child.left_edge.i < end or not asides or asides[-1][0] < start:
            end = edges[1]
    if start < 0 and "clause" in entry.takes:
        quoted = quote_after(page, reached, high)
        if quoted is not None:
            return Rest(content=quoted, asides=tuple(asides), cue=cue, rule="quote", end=reached)
        if verb.head.i > reached and verb.dep_ in ("ccomp", "parataxis", "dep", "nsubj", "advcl") and starts_clause(page, reached, high):
            start, end, rule = reached, high, "fallback"
    content = ((start, end),) if start >= 0 else ()
    return Rest(content=content, asides=tuple(asides), cue=cue, rule=rule, end=reached)


def starts_clause(page: Page, at: int, high: int) -> bool:
    """Whether a clause can start here: no mark of punctuation, and a finite verb ahead."""
    doc = page.doc
    return at < high and not doc[at].is_punct and any(token.pos_ in ("VERB", "AUX") for token in doc[at:high])


def opens_content(child: Token, entry: CueVerb, cue: Range, started: bool, clausal: bool, page: Page) -> str:
    """Say by which frame of its verb a dependent is content; "" if it is none."""
    takes = entry.takes
    if child.dep_ == "ccomp" or child.dep_ == "advcl" and any(grand.lower_ in ("if", "whether") for grand in child.lefts):
        infinitive = any(grand.dep_ == "aux" and grand.lower_ == "to" for grand in child.lefts)
        if infinitive and ("to" in takes or "object" in takes or "addressee" in takes):
            return "to"
        if child.dep_ == "ccomp" and ("clause" in takes or "object" in takes):
            return "clause" if "clause" in takes else "object"
        return "object" if child.dep_ == "ccomp" and "to" in takes else ""
    if child.dep_ == "xcomp":
        if child.tag_ == "VBG":
            return "ing" if "ing" in takes or "clause" in takes else ""
        if any(grand.lower_ == "to" for grand in child.lefts):
            return "to" if "to" in takes or "addressee" in takes else ""
        return "object" if "object" in takes else ""
    if child.dep_ in ("dobj", "oprd", "attr", "acomp", "dative"):
        if page.quote_starting(child.left_edge.i) is not None and "clause" in takes:
            return "clause"
        if "addressee" in takes and (clausal or "object" not in takes):
            return ""
        if child.dep_ == "dative":
            return ""
        return "object" if "object" in takes else ""
    if child.dep_ == "prep" and child.lower_ in takes and child.i <= cue[1] + 1:
        return "about"
    return ""


def closes_content(child: Token, rule: str, doc: Doc, lexicon: SpeechLexicon) -> bool:
    """Whether a dependent that follows content is no more part of it."""
    comma = child.left_edge.i > 0 and doc[child.left_edge.i - 1].text in COMMAS
    if child.dep_ == "advcl":
        if child.tag_ == "VBG" and comma:
            return rule != "clause" or child.lemma_ in lexicon.verbs
        return comma and rule != "clause"
    if child.dep_ == "prep" and trails(child, lexicon):
        venue = any(grand.dep_ == "pobj" and grand.lemma_.lower() in lexicon.table.venues for grand in child.children)
        return venue or rule in ("object", "about", "to")
    if child.dep_ == "npadvmod":
        return rule in ("object", "about")
    return child.dep_ == "prep" and comma and rule != "clause"


def leaves(child: Token, lexicon: SpeechLexicon) -> bool:
    """Whether a coordinated verb is the speaker's next act and not part of what was said."""
    if child.lemma_ in lexicon.verbs or not has_subject(child):
        return True
    return child.i > 0 and child.doc[child.left_edge.i - 1].lower_ in ("but", "and") and child.doc[child.left_edge.i - 2].text == ","


def completed(page: Page, pieces: tuple[Range, ...], cue: int) -> tuple[Range, ...]:
    """Tidy pieces of content, and let one that starts or ends within a quotation take the quotation whole.

    The parse ends sentences inside quotations; the marks know better. The quotation that the cue itself stands in is
    left alone.
    """
    found: list[Range] = []
    for start, end in (trimmed(page, piece) for piece in pieces):
        if start >= end:
            continue
        quote = page.quote_at[start]
        if quote >= 0 and quote != page.quote_at[cue] and page.quotes[quote][0][0] == start - 1:
            start -= 1
        quote = page.quote_at[end - 1]
        rest: tuple[Range, ...] = ()
        if quote >= 0 and quote != page.quote_at[cue]:
            last = next(at for at, piece in enumerate(page.quotes[quote]) if piece[0] < end <= piece[1])
            end, rest = page.quotes[quote][last][1], page.quotes[quote][last + 1 :]
        if found and start <= found[-1][1]:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((start, end))
        found.extend(rest)
    return tuple(found)


def quote_after(page: Page, at: int, high: int) -> tuple[Range, ...] | None:
    """Give the quotation that begins here, marks, colon and "that" aside."""
    doc = page.doc
    for step in range(at, min(at + 4, len(doc))):
        quote = page.quote_starting(step)
        if quote is not None:
            return page.quotes[quote]
        if doc[step].text not in (",", ":", "that") and not doc[step].is_space:
            return None
    return None


# --- what stands before ", said X" -------------------------------------------------------------------------------


def placed_before(
    page: Page, verb: Token, cue: Range, source: Range, after: Rest, low: int, high: int
) -> tuple[Range, ...] | None:
    """Give what is said if it stands before the cue, or on both sides of it; None if it follows."""
    doc = page.doc
    first, last = min(cue[0], source[0]), max(cue[1], source[1], after.end)
    before = previous(doc, first)
    if before is None or page.piece_at(verb.i) is not None and first <= low:
        return None
    quoted = quote_before(page, first)
    follows = after.rule in ("clause", "quote", "to", "ing")
    if quoted is not None:
        inner = doc[quoted[-1][1] - 2].text
        if after.content and after.rule != "quote" and inner not in (",", "?", "!") and before.text != ",":
            return None
        if after.content and after.rule in ("clause", "to") and inner != ",":
            return None
        pieces = lead_in(page, quoted, first)
        if after.rule == "quote" and inner == "," :
            return (*pieces, *after.content)
        more = quote_after(page, last, high) if doc[min(last, len(doc) - 1)].text == "," else None
        return (*pieces, *more) if more else pieces
    if before.text not in COMMAS or follows and after.rule != "fallback":
        return None
    start = page.starts[verb.i] if page.piece_at(verb.i) is None else low
    if first - 1 - start < LONG and not (last < len(doc) and doc[last].text == ","):
        return None
    if not stands_aside(doc, last, high) or not any(token.pos_ in ("VERB", "AUX") for token in doc[start : before.i]):
        return None
    pieces = ((start, before.i),)
    if last < high and doc[last].text == "," and goes_on(doc, last + 1, high):
        return (*pieces, (last + 1, high))
    return pieces if first - 1 - start >= LONG else None


def stands_aside(doc: Doc, at: int, high: int) -> bool:
    """Whether source and cue end here, before a mark of punctuation or what places the saying."""
    if at >= high or at >= len(doc):
        return True
    token = doc[at]
    return token.is_punct or token.is_space or token.pos_ in ("ADP", "SCONJ", "CCONJ", "ADV") or token.ent_type_ in ("DATE", "TIME")


def goes_on(doc: Doc, at: int, high: int) -> bool:
    """Whether what was said goes on after a comma, and no new act of the speaker begins there."""
    if at >= high:
        return False
    token = doc[at]
    if token.tag_ in ("VBG", "WP", "WDT") or token.pos_ in ("CCONJ", "SCONJ") or token.lower_ in ("who", "which", "while"):
        return False
    return high - at > 1


def quote_before(page: Page, at: int) -> tuple[Range, ...] | None:
    """Give the quotation that ends right before a token, a comma between them aside."""
    before = previous(page.doc, at)
    if before is not None and before.text == ",":
        before = previous(page.doc, before.i)
    if before is None or page.quote_at[before.i] < 0 or before.text not in QUOTE_MARKS:
        return None
    pieces = page.quotes[page.quote_at[before.i]]
    return pieces if pieces[-1][1] == before.i + 1 else None


def lead_in(page: Page, quoted: tuple[Range, ...], first: int) -> tuple[Range, ...]:
    """Put before a quotation the words of its own sentence that it completes: the start of a mixed quotation."""
    start = quoted[0][0]
    before = previous(page.doc, start)
    if before is None or start <= page.starts[start] or before.text in (",", ":") or before.is_sent_end or before.text in STOPS:
        return quoted
    return ((page.starts[start], quoted[0][1]), *quoted[1:])


# --- passive ----------------------------------------------------------------------------------------------------


def passive_frame(page: Page, verb: Token, entry: CueVerb, lexicon: SpeechLexicon) -> Frame | None:
    """Give the frame of a passive: its agent is the source; without one it is hearsay, where the verb allows it."""
    cue = cue_of(verb, lexicon)
    low, high = bounds(page, verb)
    agent = next((grand for child in verb.rights if child.dep_ == "agent" for grand in child.children if grand.dep_ == "pobj"), None)
    patient = verb.head if verb.dep_ == "acl" else subject_of(verb)
    if agent is None and ("passive" not in entry.takes or verb.dep_ == "acl"):
        return None
    if patient is None or not low <= patient.i < verb.i:
        return None
    said: list[Range] = []
    if patient.lower_ not in ("it", "there"):
        said.append(phrase_of(patient, before=low, after=cue[0], lexicon=lexicon))
    rest: Range | None = None
    for child in verb.rights:
        edges = (child.left_edge.i, min(child.right_edge.i + 1, high))
        complement = child.dep_ in ("xcomp", "ccomp", "oprd", "advcl") and child.tag_ != "VBG"
        complement = complement or child.dep_ == "prep" and child.lower_ == "as"
        if complement and (child.dep_ != "advcl" or not said) or child.dep_ == "prep" and rest is not None and not trails(child, lexicon):
            rest = (rest[0] if rest else edges[0], edges[1])
    if agent is None and rest is None:
        return None
    if rest is not None:
        said.append(rest)
    content = completed(page, tuple(said), verb.i)
    if not content:
        return None
    source = phrase_of(agent, before=verb.i + 1, after=high, lexicon=lexicon) if agent is not None else None
    asides = tuple((child.left_edge.i, child.right_edge.i + 1) for child in verb.rights if trails(child, lexicon))
    rule = f"{'agent' if agent is not None else 'hearsay'}:{verb.lemma_}"
    return Frame(
        cue=cue, content=content, source=source, head=agent.i if agent is not None else None, asides=asides, rule=rule
    )  # fmt: skip


# --- common -----------------------------------------------------------------------------------------------------


def trimmed(page: Page, piece: Range) -> Range:
    """Take white space and stray punctuation off both ends; the marks of a quotation and what it ends with stay."""
    start, end = piece
    doc = page.doc
    while start < end and (doc[start].is_space or doc[start].text in (",", ":", ";", "-", "--", "—", "–", ".")):
        start += 1
    while end > start and (doc[end - 1].is_space or doc[end - 1].text in (",", ".", ";", ":", "--", "—", "–", "-")):
        end -= 1
    while end > start and doc[end - 1].lower_ in ("and", "but", "or"):
        end -= 1
    return start, end


def leading_asides(verb: Token, source: Range, low: int, lexicon: SpeechLexicon) -> tuple[Range, ...]:
    """Give what places the saying before its source: "On Monday, X said"."""
    found = []
    for child in verb.lefts:
        if child.dep_ in ("prep", "npadvmod") and trails(child, lexicon) and low <= child.i < source[0] + 1:
            found.append((child.left_edge.i, child.right_edge.i + 1))
    return tuple(found)


def means_something_else(verb: Token, doc: Doc, lexicon: SpeechLexicon) -> bool:
    """Whether the verb's object gives it another meaning: "the blast claimed 12 lives"."""
    others = lexicon.table.objects_without_speech.get(verb.lemma_)
    return bool(others) and any(child.dep_ == "dobj" and child.lemma_.lower() in others for child in verb.rights)  # type: ignore[operator]
