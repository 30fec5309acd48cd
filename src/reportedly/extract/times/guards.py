"""Tests of the context that tell a time expression from words that only look like one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from reportedly.codebook.times import TimesLexicon
    from reportedly.extract.times.grammar import Find
    from reportedly.extract.times.scan import Words
    from reportedly.parsed import Token

NOUNS = ("NOUN", "PROPN")
DESCRIBES = ("compound", "nmod", "amod", "nummod", "poss")


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """A find among its words and tokens: the tokens of its first and last word."""

    find: Find
    words: Words
    first: Token
    last: Token
    lexicon: TimesLexicon

    @property
    def is_single(self) -> bool:
        """Whether the find is one word."""
        return self.find.last - self.find.first == 1

    @property
    def before(self) -> str:
        """The word before the find, lower case."""
        return self.words.forms[self.find.first - 1] if self.find.first else ""

    @property
    def after(self) -> str:
        """The word after the find, lower case."""
        return self.words.forms[self.find.last] if self.find.last < len(self.words.forms) else ""

    @property
    def token_before(self) -> Token | None:
        """The token before the find."""
        return self.first.nbor(-1) if self.first.i > 0 else None

    @property
    def token_after(self) -> Token | None:
        """The token after the find."""
        return self.last.nbor() if self.last.i + 1 < len(self.last.doc) else None


def is_not_before_noun(context: Context) -> bool:
    """ "the 20th was quiet", not "the 20th Brigade"; "the past", not "the past offensives"."""
    after = context.token_after
    return after is None or after.pos_ not in (*NOUNS, "ADJ", "NUM")


def is_month(context: Context) -> bool:
    """ "In May", "March saw", not "May God", "the March to the sea", nor a person called April."""
    if not context.is_single:
        return True
    token, after = context.first, context.token_after
    if token.pos_ in ("AUX", "VERB"):
        return False
    if context.before in ("the", "'s", "a") and token.dep_ not in DESCRIBES:
        return False
    return not (after is not None and after.pos_ == "PROPN" and token.ent_type_ == "PERSON")


def is_year(context: Context) -> bool:
    """ "in 1917", "the 1917 battle" - not "1500 people", "Resolution 1973" nor "about 1200 rebels"."""
    if not context.is_single:
        return True
    forms, first = context.words.forms, context.find.first
    named = forms[first - 2] if context.before == "." and first > 1 else context.before  # "Post No. 1922"
    if context.after in context.lexicon.measured or named in context.lexicon.numbered:
        return False
    after, token = context.token_after, context.first
    if after is None:
        return True
    if "ABOUT" in context.words.classes[context.find.first - 1] and context.find.first:
        return after.pos_ not in NOUNS
    counts = after.tag_ in ("NNS", "NNPS") and token.dep_ == "nummod" and token.head.i >= after.i
    return not counts or context.before in ("the", "in", "a", "its", "their")


def is_ancient_year(context: Context) -> bool:
    """ "in 480", in a text that has spoken of years BC."""
    if context.before not in ("in", "by", "until", "since") or not 100 <= int(context.find.slots["year"]) < 1000:
        return False
    after = context.token_after
    return (after is None or after.pos_ not in (*NOUNS, "ADJ")) and "bc" in context.words.forms[: context.find.first]


def is_short_year(context: Context) -> bool:
    """ "the class of '99": an apostrophe that opens, with no word before it."""
    words, first = context.words, context.find.first
    is_glued = first > 0 and words.ends[first - 1] == words.starts[first]
    return not is_glued and words.ends[first] == words.starts[first + 1]


def is_season(context: Context) -> bool:
    """A season as a noun: "the summer offensive", not "troops spring" nor "the Arab Spring"."""
    return context.last.pos_ in NOUNS and context.before not in ("arab", "prague")


def is_fall(context: Context) -> bool:
    """ "in the fall", not "after the fall of the city"."""
    return context.before in ("in", "during", "throughout", "by", "over", "until") and context.after != "of"


def is_offset(context: Context) -> bool:
    """ "two days later", "the day before." - not "two days before the vote"."""
    last, after = context.last, context.token_after
    if "SOONER" in context.words.classes[context.find.last - 1] or last.lower_.endswith(("ly", "s", "hand")):
        return True
    if last.dep_ == "mark" or any(child.i > last.i for child in last.children):
        return False
    return after is None or last.lower_ == "following" or after.pos_ not in (*NOUNS, "DET", "PRON", "NUM")


def is_bare(context: Context) -> bool:
    """ "for months", "within days" - not "working hours" nor "the early days"."""
    before = context.token_before
    described = before is not None and before.pos_ in (*NOUNS, "ADJ", "NUM", "DET", "PRON")
    return context.last.pos_ == "NOUN" and context.first.dep_ != "compound" and not described


def is_part(context: Context) -> bool:
    """ "in the morning", "night raids" - not "Dawn" as a name."""
    starts = context.words.forms[context.find.first]
    return context.last.pos_ == "NOUN" or (context.last.pos_ == "PROPN" and starts == "the")


def is_plural(context: Context) -> bool:
    """ "on Saturday nights": it recurs only in the plural."""
    return context.last.lower_.endswith("s")


def is_after_preposition(context: Context) -> bool:
    """ "by this time", "during that period" - not "this time they fled"."""
    before = context.token_before
    return before is not None and before.pos_ in ("ADP", "SCONJ")


def is_before_of(context: Context) -> bool:
    """ "the first hour of the attack": a stretch of something."""
    return context.after == "of"


GUARDS: dict[str, Callable[[Context], bool]] = {
    "not-before-noun": is_not_before_noun,
    "month": is_month,
    "year": is_year,
    "ancient": is_ancient_year,
    "shortyear": is_short_year,
    "season": is_season,
    "fall": is_fall,
    "offset": is_offset,
    "bare": is_bare,
    "part": is_part,
    "plural": is_plural,
    "after-preposition": is_after_preposition,
    "before-of": is_before_of,
}
