"""What stands where in a parse: mentions by token, classes of nouns. Made once an article, read by every rule."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from typing import TYPE_CHECKING

from reportedly.codebook.figure_words import FigureWords
from reportedly.codebook.modality import Modality
from reportedly.codebook.triggers import Triggers
from reportedly.model import Actor, Article, Attribution, Place, Quantity, Span, Time

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from reportedly.parsed import Doc, Token

NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM"})
VERBAL = frozenset({"VERB", "AUX"})
PERSON_LABELS = frozenset({"PERSON", "NORP"})
TIME_LABELS = frozenset({"DATE", "TIME"})
PLACE_LABELS = frozenset({"GPE", "LOC", "FAC"})
RELATIVES = frozenset({"WDT", "WP", "WP$"})
MODIFIERS = frozenset({"amod", "compound", "nmod", "poss", "nummod", "det", "quantmod", "advmod", "npadvmod"})
PERSONS = frozenset({"person", "civilian", "force", "leader", "captive", "group", "culprit", "occupation"})
PARTIES = frozenset({"person", "civilian", "occupation", "force", "leader", "group", "state"})
NAMED = frozenset({"name", "person", "place", "placename", "group", "territory", "settlement", "target"})
NAMED_ACTOR = frozenset({"name", "person", "group", "force", "state", "leader"})
NAMED_UNKNOWN = frozenset({"name", "person", "place", "group", "force"})
NAMED_PLACE = frozenset({"name", "place", "placename", "settlement", "territory", "target"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Knowledge:
    """The trigger words, the words of modality and those beside figures: the ``lexicon`` of the step."""

    triggers: Triggers
    modality: Modality
    figures: FigureWords


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """One article's parse with its mentions laid over the tokens."""

    article: Article
    doc: Doc
    words: Knowledge
    actor_at: dict[int, str]
    actor_types: dict[str, str]
    plain_actors: frozenset[str]
    wholes: dict[str, str]
    place_at: dict[int, Place]
    time_at: dict[int, Time]
    quantities: tuple[tuple[int, Quantity], ...]
    attributions: tuple[Attribution, ...]
    sources: frozenset[int]
    cues: frozenset[int]
    said_on: frozenset[str]


def lay_out(
    article: Article,
    doc: Doc,
    words: Knowledge,
    *,
    actors: Iterable[Actor],
    places: Iterable[Place],
    times: Iterable[Time],
    quantities: Iterable[Quantity],
    attributions: Sequence[Attribution],
) -> Scene:
    """Lay the mentions over the tokens. Of two actors whose mentions overlap, the longer mention has the token.

    What stands in a caption or a credit is masked by white space in the parse, and lies over no word of it.
    """
    tokens = list(doc)
    starts = [token.idx for token in tokens]
    named = sorted(
        ((span.end - span.start, span, actor.id) for actor in actors for span in actor.mentions),
        key=lambda entry: (entry[0], entry[1]),
    )
    actor_at = {index: key for _, span, key in named for index in tokens_in(starts, span)}
    place_at = {
        i: place
        for place in places
        for span in place.mentions
        for i in tokens_in(starts, span)
        if not tokens[i].is_space
    }
    time_at = {i: time for time in times for i in tokens_in(starts, Span(start=time.start, end=time.end))}
    counted = [(i, q) for q in quantities for i in tokens_in(starts, Span(start=q.start, end=q.end))]
    said = [item.source for item in attributions if item.source is not None]
    return Scene(
        article=article,
        doc=doc,
        words=words,
        actor_at=actor_at,
        actor_types={actor.id: actor.type for actor in actors},
        plain_actors=frozenset(actor.id for actor in actors if is_plain(actor.name, words)),
        wholes=dict(sides_of_persons(actors)),
        place_at=place_at,
        time_at=time_at,
        quantities=tuple(counted),
        attributions=tuple(attributions),
        sources=frozenset(i for s in said for i in tokens_in(starts, Span(start=s.start, end=s.end))),
        cues=frozenset(i for item in attributions if item.cue for i in tokens_in(starts, item.cue)),
        said_on=frozenset(item.said_on for item in attributions if item.said_on),
    )


def sides_of_persons(actors: Iterable[Actor]) -> Iterator[tuple[str, str]]:
    """Give each person who belongs to one party that the article names, with that party."""
    named = {actor.name: actor.id for actor in actors}
    for actor in actors:
        if actor.type == "person":
            sides = {named[whole] for whole in actor.part_of if whole in named}
            if len(sides) == 1:
                yield actor.id, next(iter(sides))


def is_plain(name: str, words: Knowledge) -> bool:
    """Whether a name is only a noun of the table: "fighters"."""
    known = words.triggers.classes
    return name.lower() in known or name.lower().removesuffix("s") in known


def tokens_in(starts: Sequence[int], span: Span) -> range:
    """Give the indices of the tokens that start inside a span, and of the one that holds its start."""
    first = bisect_left(starts, span.start)
    if first == len(starts) or starts[first] > span.start:
        first = max(first - 1, 0)
    return range(first, max(bisect_left(starts, span.end), first))


def span_of(token: Token) -> Span:
    """Give the characters of one token."""
    return Span(start=token.idx, end=token.idx + len(token.text))


def key_of(token: Token) -> str:
    """Give the dictionary form of a noun or verb; of a name, its lower case, singular where it ends in -s."""
    word = token.lemma_.lower()
    if token.pos_ == "PROPN" and len(word) > 3 and word.endswith("s") and not word.endswith("ss"):
        return word[:-1]
    return word


def lemma_of(token: Token, forms: dict[str, str]) -> str:
    """Give the lemma, put right where the lemmatiser is known to be wrong ("hoped" is not "hop")."""
    return forms.get(token.lower_) or str(token.lemma_).lower()


def is_clause(token: Token) -> bool:
    """Whether a token heads a clause: a verb, or a copula."""
    return token.pos_ in VERBAL


def antecedent(token: Token) -> Token:
    """Give what a relative pronoun stands for; any other token is itself."""
    if token.tag_ in RELATIVES or (token.lower_ == "that" and token.dep_ in ("nsubj", "nsubjpass", "dobj")):
        clause = token
        for _ in range(6):
            if clause.dep_ == "relcl":
                return clause.head
            clause = clause.head
    return token


def substance(token: Token, scene: Scene) -> Token:
    """Look through a partitive: "dozens of people" is people, "two of the soldiers" soldiers."""
    if token.lemma_.lower() in scene.words.triggers.partitives or token.pos_ == "NUM" or token.tag_ == "DT":
        for child in token.children:
            if child.dep_ == "prep" and child.lower_ == "of" and child.i > token.i:
                inner = next((grand for grand in child.children if grand.dep_ == "pobj"), None)
                if inner is not None and inner.pos_ in NOMINAL:
                    return substance(inner, scene)
    return token


def classes_of(token: Token, scene: Scene) -> frozenset[str]:
    """Give the classes of a noun phrase's head: from the table, from actors and places, from its shape.

    A common noun of which nothing is known is "unknown".
    """
    token = substance(antecedent(token), scene)
    known = scene.words.triggers.classes.get(key_of(token)) or scene.words.triggers.classes.get(token.lower_)
    found = set(known or ())
    if token.i in scene.place_at:
        found |= NAMED_PLACE
    if token.i in scene.actor_at:
        if token.pos_ == "PROPN":
            found &= PARTIES
            known = frozenset(found)
        found |= NAMED_ACTOR - {"leader", "state"} if not known else {"name"}
        kind = scene.actor_types.get(scene.actor_at[token.i])
        if kind in ("state", "government", "state-forces", "coalition"):
            found.add("state")
        elif kind in ("person", "civilian"):
            found |= {kind, "individual"} if kind == "person" else {kind}
    if token.ent_type_ in PLACE_LABELS and token.pos_ == "PROPN":
        found |= NAMED_PLACE | NAMED_ACTOR | {"state"}
    elif token.ent_type_ in PERSON_LABELS:
        found |= {"name", "person", "civilian", "group"}
        if token.ent_type_ == "PERSON" and not known:
            found.add("individual")
            if any("leader" in classes_of(child, scene) for child in token.children if child.dep_ == "compound"):
                found.add("leader")
    elif token.pos_ == "PROPN" and not known and token.ent_type_ not in TIME_LABELS:
        found |= NAMED_UNKNOWN
    elif token.ent_type_ == "MONEY":
        found.add("money")
    elif token.pos_ == "NUM" and token.ent_type_ not in ("MONEY", "PERCENT", "DATE"):
        found |= {"civilian", "person", "force", "captive"}
    elif token.lower_ in ("it", "they", "them", "this", "those", "these"):
        found |= {"name", "group", "force", "place", "territory", "person", "structure"}
    if (
        "weapon" not in found
        and "-" in token.lower_
        and token.lower_.split("-")[-1] in scene.words.triggers.weapon_types
    ):
        found.add("weapon")
    return frozenset(found or (("unknown",) if token.pos_ == "NOUN" else ()))


def clause_of(token: Token) -> Token:
    """Give the verb whose clause a token stands in; the token itself if it is one."""
    while not is_clause(token) and token.head != token:
        token = token.head
    return token
