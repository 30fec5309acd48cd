"""What a figure counts: the noun phrase after it, as printed, or the noun of the figure before that it leaves out.

Tags, not arcs: number phrases are where the parser errs most, and the noun of a number stands directly after it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from reportedly.extract.quantities.measures import unit_forms

if TYPE_CHECKING:
    from collections.abc import Callable

    from reportedly.codebook.quantities import QuantitiesLexicon
    from reportedly.extract.quantities.words import Tokens
    from reportedly.parsed import Token

NOUNS = frozenset({"NN", "NNS", "NNP", "NNPS"})
PLURALS = frozenset({"NNS", "NNPS"})
MODIFIERS = frozenset({"JJ", "JJS", "VBN", "VBG", "RB", "RBS", "AFX"})
RELATIVES = frozenset({"WDT", "WP"})
PRONOUNS = frozenset({"PRP", "WP"})  # "18 of them schoolchildren"
DETERMINERS = frozenset({"DT", "PDT", "PRP$", "CD", "JJR", "WP$"})
QUOTES = frozenset({"``", "''", '"'})
FINITE = frozenset({"VBD", "VBP", "VBZ", "MD", "VBN"})
BRACKET_REACH = 6
LONGEST = 9


@dataclass(frozen=True, slots=True, kw_only=True)
class Noun:
    """The words for what is counted and their head: offsets of both, and the index of the token after them."""

    start: int
    end: int
    head: Token
    after: int
    partitive: bool = False


def read_noun(tokens: Tokens, at: int, *, is_time: Callable[[Token], bool], lexicon: QuantitiesLexicon) -> Noun | None:
    """Give the noun phrase that starts at a token index, with the modifiers that stand before its head.

    "of the" and "more", "other", "new" are passed over: "12 of the fighters", "three more soldiers".
    """
    at, partitive = pass_over(tokens, at, lexicon)
    first, head, after = None, None, at
    for here in range(at, min(at + LONGEST, len(tokens))):
        token = tokens[here]
        tag = token.tag_
        if is_time(token) or (token.is_sent_start and here > at):
            break
        if tag == "CD" and head is None and not token.text.isdigit() and token.text[0].isalpha() and "-" in token.text:
            first = first or token
        elif tag in NOUNS:
            if (
                head is not None
                and head.tag_ in PLURALS
                and token.tag_ == "NNP"
                and not has_space_free_link(tokens, here)
            ):
                break
            first, head, after = first or token, token, here + 1
        elif tag == "POS" and partitive and here + 1 < len(tokens) and tokens[here + 1].tag_ == "CD":
            first, head = None, None  # "50,000 of the town's 80,000 people"
        elif tag in ("POS", "HYPH") or token.text in ("/", "-", "–") or (partitive and tag == "CD" and first is None):
            continue
        elif head is None and (tag in MODIFIERS or is_casualty(token, lexicon)):
            first = first or token
        elif (
            head is None
            and first is not None
            and token.text in (",", "and", "or")
            and follows_modifier(tokens, here)
            or tag in ("JJ", "VBG", "VBN")
            and here + 1 < len(tokens)
            and tokens[here - 1].tag_ == "HYPH"
            or head is not None
            and token.text == "-"
            and here + 1 < len(tokens)
        ):
            continue
        else:
            break
    if head is None and first is not None and first.tag_ == "CD":  # "one AK-47"
        return Noun(
            start=first.idx, end=first.idx + len(first.text), head=first, after=first.i + 1, partitive=partitive
        )
    if head is None or first is None:
        return None
    after, head = with_second(tokens, after, head)
    return Noun(start=first.idx, end=head.idx + len(head.text), head=head, after=after, partitive=partitive)


def has_space_free_link(tokens: Tokens, at: int) -> bool:
    """Whether the token is linked to the one before by a hyphen or an apostrophe."""
    return tokens[at - 1].tag_ in ("HYPH", "POS")


def pass_over(tokens: Tokens, at: int, lexicon: QuantitiesLexicon) -> tuple[int, bool]:
    """Give the index where the noun phrase begins, and whether "of" stands before it."""
    partitive = False
    while at < len(tokens):
        token = tokens[at]
        if token.lower_ == "of" and not partitive:
            partitive = True
        elif (
            partitive
            and (token.tag_ in DETERMINERS or token.tag_ in PRONOUNS)
            or token.lower_ in lexicon.skipped
            or token.tag_ in QUOTES
            or token.text in "“”‘"
        ):
            pass
        elif token.tag_ == "CD" and token.text[0].isdigit() and (end := past_measure(tokens, at, lexicon)) > at:
            at = end
            continue
        elif token.text == "(":
            within = range(at, min(at + BRACKET_REACH, len(tokens)))
            closing = next((here for here in within if tokens[here].text == ")"), None)
            if closing is None:
                break
            at = closing
        else:
            break
        at += 1
    return at, partitive


def past_measure(tokens: Tokens, at: int, lexicon: QuantitiesLexicon) -> int:
    """Give the index after a measure that stands before the noun: "two 122mm rockets", "two 12-year-old boys"."""
    here = at + 1
    while here + 1 < len(tokens) and tokens[here].tag_ == "HYPH":
        here += 2
    if here == at + 1 and here < len(tokens) and tokens[here].lower_ in unit_forms(lexicon):
        here += 1
    return here if here > at + 1 else at


def follows_modifier(tokens: Tokens, at: int) -> bool:
    """Whether an adjective and then a noun follow: "killed and wounded soldiers", "armed, masked men"."""
    if at + 2 >= len(tokens):
        return False
    one, two = tokens[at + 1], tokens[at + 2]
    return one.tag_ in MODIFIERS and (
        two.tag_ in NOUNS or (two.tag_ in MODIFIERS and at + 3 < len(tokens) and tokens[at + 3].tag_ in NOUNS)
    )


def with_second(tokens: Tokens, after: int, head: Token) -> tuple[int, Token]:
    """Extend "12 women" to "12 women and children", where no verb makes the second noun a subject."""
    if head.tag_ not in PLURALS or after + 1 >= len(tokens) or tokens[after].lower_ != "and":
        return after, head
    second = tokens[after + 1]
    following = tokens[after + 2] if after + 2 < len(tokens) else None
    if second.tag_ != "NNS" or (following is not None and following.tag_ in NOUNS):
        return after, head
    if following is not None and following.tag_ in FINITE and not head.dep_.startswith("nsubj"):
        return after, head
    return after + 2, second


def is_casualty(token: Token, lexicon: QuantitiesLexicon) -> bool:
    """Whether the word says what befell those counted: "dead", "wounded", "missing"."""
    return token.lower_ in lexicon.casualty_words


def read_nominal(tokens: Tokens, at: int, lexicon: QuantitiesLexicon, *, definite: bool) -> Noun | None:
    """Give "wounded" in "the 20 wounded were flown out", "dead" in "three of the dead": the word counts as the noun.

    ``definite``: an article stands before the number ("of the 90 detained, 22 are free").
    """
    at, partitive = pass_over(tokens, at, lexicon)
    if at >= len(tokens) or not is_casualty(tokens[at], lexicon) or tokens[at].tag_ == "RB":
        return None
    token = tokens[at]
    finite = at + 1 < len(tokens) and tokens[at + 1].tag_ in ("VBD", "VBP", "VBZ", "MD")
    if not (partitive or finite or definite):
        return None
    return Noun(start=token.idx, end=token.idx + len(token.text), head=token, after=at + 1, partitive=partitive)


def is_harmed(tokens: Tokens, noun: Noun, before: Token | None, lexicon: QuantitiesLexicon) -> bool:
    """Whether something befell those counted: only they, not "two gunmen", pass their name on to "killing 17"."""
    if before is not None and before.lower_ in lexicon.casualty_verbs:
        return True
    following = [tokens[at] for at in range(noun.after, min(noun.after + 4, len(tokens)))]
    stop = next((at for at, token in enumerate(following) if token.is_punct), len(following))
    return any(is_casualty(token, lexicon) for token in following[:stop])


def leaves_noun_out(tokens: Tokens, at: int, before: Token | None, lexicon: QuantitiesLexicon) -> bool:
    """Whether the figure counts what the one before it counted: "several injured", "and wounding five"."""
    at, _ = pass_over(tokens, at, lexicon)
    if at < len(tokens) and is_casualty(tokens[at], lexicon):
        return True
    if before is not None and before.lower_ in lexicon.casualty_verbs:
        return not (before.i and before.nbor(-1).tag_ in RELATIVES)  # "the bomb that killed 38" counts others
    following = [tokens[here] for here in range(at, min(at + 2, len(tokens)))]
    return len(following) == 2 and following[0].tag_ in ("VBD", "VBP") and is_casualty(following[1], lexicon)
