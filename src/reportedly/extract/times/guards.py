"""Tests of the context that tell a time expression from words that only look like one."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Token

    from reportedly.codebook.times import TimesLexicon
    from reportedly.extract.times.grammar import Find
    from reportedly.extract.times.scan import Words


def not_before_noun(find: Find, words: Words, first: Token, last: Token, lexicon: TimesLexicon) -> bool:
    """ "the 20th was quiet", not "the 20th Brigade"; "the past", not "the past offensives"."""
    after = last.nbor() if last.i + 1 < len(last.doc) else None
    return after is None or after.pos_ not in ("NOUN", "PROPN", "ADJ", "NUM") or after.is_space


def is_month(find: Find, words: Words, first: Token, last: Token, lexicon: TimesLexicon) -> bool:
    """ "In May", "March saw", not "May God", "Protesters march", nor a person called April."""
    if find.last - find.first > 1 or "year" in find.slots:
        return True
    if first.pos_ in ("AUX", "VERB"):
        return False
    after = last.nbor() if last.i + 1 < len(last.doc) else None
    return not (
        after is not None and after.pos_ == "PROPN" and first.dep_ == "compound" and first.ent_type_ == "PERSON"
    )


def is_year(find: Find, words: Words, first: Token, last: Token, lexicon: TimesLexicon) -> bool:
    """ "in 1917", "the 1917 battle", not "1500 people" nor "1200 rebels"."""
    if find.last - find.first > 1:
        return True
    form_after = words.forms[find.last] if find.last < len(words.forms) else ""
    form_before = words.forms[find.first - 1] if find.first else ""
    if form_after in lexicon.measured or form_before in ("$", "£", "€", "#", "no", "/"):
        return False
    if any("ABOUT" in words.classes[at] for at in range(max(0, find.first - 1), find.first)) and form_before != "some":
        return last.nbor().pos_ not in ("NOUN", "PROPN") if last.i + 1 < len(last.doc) else True
    after = last.nbor() if last.i + 1 < len(last.doc) else None
    return not (
        after is not None
        and after.tag_ in ("NNS", "NNPS")
        and first.dep_ == "nummod"
        and first.head.i >= after.i
        and form_before not in ("the", "in", "a")
    )


def is_short_year(find: Find, words: Words, first: Token, last: Token, lexicon: TimesLexicon) -> bool:
    """ "the class of '99": an apostrophe that opens, with no word before it."""
    start = words.starts[find.first]
    glued = find.first > 0 and words.ends[find.first - 1] == start
    return not glued and words.ends[find.first] == words.starts[find.first + 1]


def is_season(find: Find, words: Words, first: Token, last: Token, lexicon: TimesLexicon) -> bool:
    """A season as a noun: "the summer offensive", not "spring water" nor "troops spring"."""
    return last.pos_ in ("NOUN", "PROPN") and (words.forms[find.first - 1] if find.first else "") not in (
        "arab",
        "prague",
    )


def is_fall(find: Find, words: Words, first: Token, last: Token, lexicon: TimesLexicon) -> bool:
    """ "in the fall", not "after the fall of the city"."""
    before = words.forms[find.first - 1] if find.first else ""
    after = words.forms[find.last] if find.last < len(words.forms) else ""
    return before in ("in", "during", "throughout", "by", "over", "until") and after != "of"


def is_offset(find: Find, words: Words, first: Token, last: Token, lexicon: TimesLexicon) -> bool:
    """ "two days later", "the day before." - not "two days before the vote" nor "the day after tomorrow"."""
    if last.lower_ in ("later", "earlier", "previously", "afterwards", "afterward", "beforehand"):
        return True
    return (
        not any(True for _ in last.children if _.i > last.i)
        and last.dep_ not in ("mark",)
        and (
            last.i + 1 >= len(last.doc)
            or last.nbor().pos_ not in ("DET", "PROPN", "NOUN", "PRON", "NUM")
            or last.lower_ == "following"
        )
    )


def is_bare(find: Find, words: Words, first: Token, last: Token, lexicon: TimesLexicon) -> bool:
    """ "for months", "within days" - not "working hours" nor "the early days"."""
    before = words.forms[find.first - 1] if find.first else ""
    return (
        last.pos_ == "NOUN"
        and first.dep_ != "compound"
        and not (
            before.isalpha() and first.i > 0 and first.nbor(-1).pos_ in ("ADJ", "NOUN", "PROPN", "NUM", "DET", "PRON")
        )
    )


def is_clock(find: Find, words: Words, first: Token, last: Token, lexicon: TimesLexicon) -> bool:
    """ "10:57", not a score or a ratio."""
    return True


def is_part(find: Find, words: Words, first: Token, last: Token, lexicon: TimesLexicon) -> bool:
    """ "in the morning", "night raids" - not "Dawn" as a name."""
    return last.pos_ == "NOUN" or (last.pos_ == "PROPN" and words.forms[find.first] == "the")


def is_plural(find: Find, words: Words, first: Token, last: Token, lexicon: TimesLexicon) -> bool:
    """ "on Saturday nights": it recurs only in the plural."""
    return words.forms[find.last - 1].endswith("s")


GUARDS = {
    "not-before-noun": not_before_noun,
    "month": is_month,
    "year": is_year,
    "shortyear": is_short_year,
    "season": is_season,
    "fall": is_fall,
    "offset": is_offset,
    "bare": is_bare,
    "clock": is_clock,
    "part": is_part,
    "plural": is_plural,
}
