"""What is said before its cue, or on both sides of it: "..., said X", "The deal, he said, is dead"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportedly.extract.attributions.frames import COMMAS, STOPS, lead_in, previous, quote_after, quote_before

if TYPE_CHECKING:
    from reportedly.extract.attributions.complements import Rest
    from reportedly.extract.attributions.frames import Page, Range
    from reportedly.parsed import Doc, Token

LONG = 3  # tokens that something said has at least
ASIDE = ("ADP", "SCONJ", "CCONJ", "ADV")
RELATIVE = ("WP", "WDT")
TIMES = ("DATE", "TIME")


def placed_before(page: Page, verb: Token, cue: Range, source: Range, rest: Rest) -> tuple[Range, ...] | None:
    """Give what is said if it stands before source and cue, or on both sides of them; None if it follows them."""
    first, last = min(cue[0], source[0]), max(cue[1], source[1], rest.end)
    low, high = page.bounds(verb)
    before = previous(page.doc, first)
    bare_participle = verb.tag_ == "VBG" and cue[0] == verb.i
    if before is None or bare_participle or page.piece_at(verb.i) is not None and first <= low:
        return None
    quoted = quote_before(page, first)
    if quoted is not None:
        return quotation_before(page, quoted, before, last, rest)
    if rest.object_passed or rest.rule in ("clause", "quotation", "to", "ing"):
        return None
    if before.text in COMMAS:
        return clause_before(page, (low, before.i), (last, high), inverted=cue[0] < source[0])
    ends = last >= high or page.doc[last].text in STOPS  # "the raid went on the mayor said."
    unmarked = ends and any(child.dep_ == "ccomp" for child in verb.lefts)
    return ((low, first),) if unmarked and first - low >= LONG else None


def quotation_before(
    page: Page, quoted: tuple[Range, ...], before: Token, last: int, rest: Rest
) -> tuple[Range, ...] | None:
    """Give a quotation that ends before source and cue, with the words it completes and what it goes on with.

    A quotation that ends its sentence belongs to what is before it if the cue has content of its own.
    """
    doc = page.doc
    ending = doc[quoted[-1][1] - 2].text
    if rest.content:
        if rest.rule in ("clause", "to") and ending != ",":
            return None
        if rest.rule != "quotation" and ending not in (",", "?", "!") and before.text != ",":
            return None
    pieces = lead_in(page, quoted)
    if rest.rule == "quotation" and ending == ",":
        return (*pieces, *rest.content)
    more = quote_after(page, last) if last < len(doc) and doc[last].text == "," else None
    return (*pieces, *more) if more else pieces


def clause_before(page: Page, before: Range, after: Range, *, inverted: bool) -> tuple[Range, ...] | None:
    """Give the words of a sentence before source and cue, and those after them if it goes on."""
    doc, (last, high) = page.doc, after
    if not stands_aside(doc, last, high):
        return None
    if last < high and doc[last].text == "," and goes_on(doc, last + 1, high):
        return (before, (last + 1, high))
    clause = last >= high or doc[last].is_punct or any(word.pos_ in ("VERB", "AUX") for word in doc[slice(*before)])
    return (before,) if (clause or inverted) and before[1] - before[0] >= LONG else None


def stands_aside(doc: Doc, at: int, high: int) -> bool:
    """Whether source and cue end here, before a mark of punctuation or what places the saying."""
    if at >= min(high, len(doc)):
        return True
    token = doc[at]
    return token.is_punct or token.is_space or token.pos_ in ASIDE or token.ent_type_ in TIMES


def goes_on(doc: Doc, at: int, high: int) -> bool:
    """Whether what was said goes on after a comma, and no new act of the speaker begins there."""
    if high - at < LONG - 1:
        return False
    token = doc[at]
    return token.tag_ not in ("VBG", *RELATIVE) and token.pos_ not in ("CCONJ", "SCONJ")


def placed_after_as(page: Page, verb: Token, cue: Range, source: Range, rest: Rest) -> tuple[Range, ...] | None:
    """Give what is said by "As X said, ..." and "..., as X said": the clause that "as" hangs on."""
    doc, first = page.doc, min(cue[0], source[0])
    low, high = page.bounds(verb)
    if rest.content or first <= low or doc[first - 1].lower_ != "as":
        return None
    if first - 1 == low:
        return ((rest.end + 1, high),) if rest.end < high and doc[rest.end].text == "," else None
    parted = doc[first - 2].text in COMMAS and first - 2 - low >= LONG
    return ((low, first - 2),) if parted else None
