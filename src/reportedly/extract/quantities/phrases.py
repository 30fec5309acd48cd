"""Figures that look like counts and are none: stretches of time, how often, phrases with "one" and "both"."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reportedly.codebook.quantities import QuantitiesLexicon
    from reportedly.extract.quantities.counted import Noun
    from reportedly.extract.quantities.figures import Figure
    from reportedly.extract.quantities.words import Tokens

VERBS = frozenset({"VBD", "VBZ", "VBN", "MD"})


def is_phrase(
    text: str,
    figure: Figure,
    tokens: Tokens,
    noun: Noun | None,
    at: int,
    *,
    hyphenated: bool,
    lexicon: QuantitiesLexicon,
) -> bool:
    """Whether the figure counts nothing that a ledger would hold; ``at`` is the index of the token after it."""
    head = noun.head.lower_ if noun else ""
    following = tokens[at + 1 if hyphenated else at].lower_ if at + hyphenated < len(tokens) else ""
    if head in lexicon.durations or head in lexicon.frequencies or following in lexicon.frequencies:
        return True
    if hyphenated and (following in lexicon.hyphen_not or following in lexicon.durations or is_one(figure)):
        return True
    if figure.first.form in ("vague", "single") and (
        head in lexicon.abstract or noun is None and is_bare(tokens, at, figure)
    ):
        return True
    if figure.first.form == "group":
        return is_no_group(figure, tokens, noun, at)
    return is_one(figure) and is_turn_of_phrase(text, figure, tokens, noun, at, lexicon)


def is_one(figure: Figure) -> bool:
    """Whether the figure is the bare word "one"."""
    return figure.first is figure.last and figure.first.form == "words" and figure.best == 1 and figure.bound is None


def is_bare(tokens: Tokens, at: int, figure: Figure) -> bool:
    """Whether a vague word stands as an adverb or pronoun of no one in particular: "a few.", "many say"."""
    if figure.first.form == "single" or figure.low is not None:
        return figure.first.form == "single"
    if at >= len(tokens):
        return True
    token = tokens[at]
    return token.tag_ not in ("VBN", "VBD", "JJ", "IN") and not token.lower_.startswith("of")


def is_no_group(figure: Figure, tokens: Tokens, noun: Noun | None, at: int) -> bool:
    """Whether "both" joins two words ("both soldiers and civilians") or a group word counts nothing."""
    token = tokens[tokens.at(figure.first.start)]
    if token.tag_ == "CC" or token.dep_ in ("preconj", "cc"):
        return True
    if token.tag_ in ("DT", "PDT"):
        if noun is not None and not noun.partitive:
            inside = range(at, min(noun.after + 1, len(tokens)))
            return any(tokens[here].tag_ == "CC" for here in inside)
        return noun is None and not (at < len(tokens) and tokens[at].tag_ in VERBS)
    return not token.tag_.startswith("NN")


def is_turn_of_phrase(
    text: str, figure: Figure, tokens: Tokens, noun: Noun | None, at: int, lexicon: QuantitiesLexicon
) -> bool:
    """Whether "one" is a pronoun or part of a name: "no one", "one another", "Air Force One", "one of the best"."""
    before = tokens.before(figure.start)
    following = tokens[at].lower_ if at < len(tokens) else ""
    if (
        before is not None
        and before.lower_ in lexicon.one_not_after
        and not (before.lower_ == "by" and following == "of")
    ):
        return True
    if (
        following in lexicon.one_not_before
        or text[figure.start].isupper()
        and before is not None
        and before.text[0].isupper()
        and not tokens[tokens.at(figure.start)].is_sent_start
    ):
        return True
    if noun is None:
        casualty = before is not None and before.lower_ in lexicon.casualty_verbs
        verb = at < len(tokens) and (tokens[at].tag_ in VERBS or following in lexicon.casualty_words)
        partitive = following == "of" and at + 1 < len(tokens) and tokens[at + 1].tag_ == "PRP"
        return not (casualty or verb or partitive)
    if noun.head.lower_ in lexicon.abstract:
        return True
    if noun.partitive:
        return any(
            tokens[here].tag_ in ("JJS", "RBS") or tokens[here].lower_ in lexicon.one_of_not
            for here in range(at, noun.after)
        )
    return False
