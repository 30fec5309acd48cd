"""Heads of noun phrases -> participants: the phrase without its clauses, the actor it stands for, the figures on it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from reportedly.extract.events.scene import NOMINAL, Scene, key_of, span_of, substance
from reportedly.model import Participant, Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from reportedly.parsed import Token

INNER = frozenset(
    {"det", "amod", "compound", "nmod", "nummod", "poss", "quantmod", "npadvmod", "advmod", "predet", "case"}
)
BRACKETS = frozenset({")", "]", "(", "[", "--", "—", ":"})
NO_PARTY = frozenset({"civilian"})
LED = frozenset({"force", "ranks"})
IN_PERSON = frozenset({"killing", "injury", "execution", "detention", "abduction", "hostage-taking", "surrender"})
THINGS = frozenset({"structure", "vehicle", "aircraft", "target"})


def participants_of(
    heads: Iterable[Token], event_type: str, scene: Scene, *, side: Iterable[Token] = ()
) -> Iterator[Participant]:
    """Give a participant a head, a compound of parties ("Russian and Syrian jets") one each.

    Who is not told apart by a name is of ``side``, if given: "the army lost sixty men".
    """
    own = next((scene.actor_at[token.i] for token in side if token.i in scene.actor_at), None)
    seen: set[Span] = set()
    for head in heads:
        if not may_take_part(head, event_type, scene):
            continue
        for participant in named_apart(head, scene):
            if event_type in IN_PERSON and is_of_a_person(head, participant, scene):
                participant = replace(participant, actor=None)
            if participant.span not in seen:
                seen.add(participant.span)
                yield participant if participant.actor is not None else replace(participant, actor=own)


def is_of_a_person(head: Token, participant: Participant, scene: Scene) -> bool:
    """Whether people are only somebody's: "two of her guards were shot" wounds the guards and not the mayor."""
    if participant.actor is None or scene.actor_types[participant.actor] != "person":
        return False
    real = substance(head, scene)
    owners = [child for child in real.children if child.dep_ == "poss"]
    return any(scene.actor_at.get(child.i) == participant.actor for child in owners) and real.i not in scene.actor_at


def may_take_part(head: Token, event_type: str, scene: Scene) -> bool:
    """Whether a noun can be a party to an event, or a thing that it harms."""
    words = scene.words.triggers
    if head.pos_ not in NOMINAL and head.dep_ not in (
        "amod",
        "poss",
        "compound",
        "nmod",
        "nsubjpass",
        "nsubj",
        "dobj",
        "conj",
        "oprd",
    ):
        return False
    if (
        head.is_punct
        or head.is_space
        or head.ent_type_ in ("DATE", "TIME", "MONEY", "PERCENT")
        or head.i in scene.time_at
    ):
        return False
    if head.i in scene.actor_at:
        return True
    if head.tag_ in ("WP", "WDT", "PRP$"):
        return False
    if head.lower_ in words.nobodies and not is_told_apart(head):
        return False
    real = substance(head, scene)
    known = words.classes.get(key_of(real), frozenset())
    if "reflexive" in known or not known and is_bare_verb(real, scene):
        return False
    if event_type in words.by_vehicle and known & {"vehicle"}:
        return False
    if known & words.parties:
        return True
    if event_type in words.harm_things and known & THINGS:
        return not is_named_place(real, known, scene)
    if known & words.not_parties:
        return False
    if real.i in scene.place_at and real.ent_type_ != "PERSON":
        country = real.ent_type_ == "GPE" or scene.place_at[real.i].precision == "country"
        named = country and event_type in words.between_parties
        return named or real.dep_ in ("nsubj", "agent", "poss")
    return (
        bool(known)
        or real.pos_ in ("PROPN", "PRON", "NUM", "ADJ")
        or event_type not in ("territory-gain", "territory-loss")
    )


def is_bare_verb(word: Token, scene: Scene) -> bool:
    """Whether a verb was taken for people, as in headlines: "kill 5 injure 50", "Published Monday nine were killed"."""
    words, key = scene.words.triggers, key_of(word)
    if word.lower_ in words.fallen:
        return False
    if word.pos_ == "VERB":
        return not any(child.dep_ in ("det", "poss", "nummod", "amod") for child in word.children)
    return word.pos_ == "NOUN" and key in words.verbs and key not in words.nouns


def is_told_apart(pronoun: Token) -> bool:
    """Whether a pronoun stands for people by the clause on it: "those injured", "those who fled"."""
    return pronoun.lower_ == "those" and any(child.dep_ in ("acl", "relcl") for child in pronoun.children)


def is_named_place(noun: Token, known: frozenset[str], scene: Scene) -> bool:
    """Whether a noun is only the kind of a place that it names, and so where, not whom: "the village of Harem"."""
    if "settlement" not in known:
        return False
    inner = [grand for child in noun.children if child.lower_ == "of" for grand in child.children]
    beside = [child for child in noun.children if child.dep_ in ("compound", "appos", "nmod")]
    return any(one.i in scene.place_at for one in (*inner, *beside))


def named_apart(head: Token, scene: Scene) -> Iterator[Participant]:
    """Split coordinated names that modify one head, and give each its part of the phrase."""
    real = substance(head, scene)
    phrase = phrase_of(head, scene)
    names = party_modifiers(real, scene)
    own = scene.actor_at.get(real.i)
    if (own is not None and own not in scene.plain_actors) or len(names) < 2:
        party = party_of(head, real, names, scene)
        yield Participant(span=phrase, head=span_of(real), noun=real.lemma_.lower(), actor=party)
        return
    for name in names[:-1]:
        yield Participant(
            span=span_of(name), head=span_of(real), noun=real.lemma_.lower(), actor=scene.actor_at[name.i]
        )
    last = names[-1]
    yield Participant(span=Span(start=last.idx, end=max(phrase.end, last.idx + len(last.text))), head=span_of(real),
                      noun=real.lemma_.lower(), actor=scene.actor_at[last.i])  # fmt: skip


def party_of(head: Token, real: Token, names: list[Token], scene: Scene) -> str | None:
    """Give the actor whose mention overlaps the head, or whose name modifies it.

    Civilians belong to no party, but "its men" and "members of the front" do; "the president, Ana Cole," is Ana Cole.
    A commander's men are those of the side that the text gives the commander, if it gives one.
    """
    for token in (real, head):
        if token.i in scene.actor_at and not (names and scene.actor_at[token.i] in scene.plain_actors):
            return scene.actor_at[token.i]
    if real.tag_ == "NN" and not real.conjuncts:
        for child in real.children:
            if child.dep_ == "appos" and child.pos_ == "PROPN" and child.i in scene.actor_at and not child.conjuncts:
                return scene.actor_at[child.i]
    known = scene.words.triggers.classes.get(key_of(real), frozenset())
    if names and (not known & NO_PARTY or ("ranks" in known and names[0].dep_ in ("poss", "pobj"))):
        owner = scene.actor_at[names[0].i]
        led = names[0].dep_ == "poss" and bool(known & LED)
        return scene.wholes.get(owner, owner) if led else owner
    return None


def party_modifiers(head: Token, scene: Scene) -> list[Token]:
    """Give the names of parties that modify a head: "fighters of the SDF", "Russian and Syrian jets"."""
    found: list[Token] = []
    for child in head.children:
        if child.dep_ in ("compound", "amod", "nmod", "poss"):
            found.extend(one for one in (child, *child.conjuncts) if one.i in scene.actor_at and one.i != head.i)
        elif child.dep_ == "prep" and child.lower_ in ("of", "from") and child.i > head.i:
            named = [one for one in child.children if one.dep_ == "pobj" and one.i in scene.actor_at]
            found.extend(one for one in named if child.lower_ == "of" or one.i not in scene.place_at)
    once: dict[str, Token] = {}
    for name in sorted(found, key=lambda token: token.i):
        once.setdefault(scene.actor_at[name.i], name)
    return list(once.values())


def phrase_of(head: Token, scene: Scene) -> Span:
    """Give the characters of a noun phrase: determiners, modifiers and "of" phrase, no clause, no coordination.

    A date or the end of a bracket before it is no part of it.
    """
    first = last = head
    for child in head.children:
        if child.dep_ in INNER and child.i < head.i:
            edge = child.left_edge
            first = edge if edge.i < first.i else first
        elif child.dep_ == "prep" and child.lower_ == "of" and child.i > head.i:
            end = max(
                (inner_end(grand) for grand in child.children if grand.dep_ == "pobj"), key=lambda t: t.i, default=last
            )
            last = end if end.i > last.i else last
    for word in head.doc[first.i : head.i]:
        if word.is_space or word.i in scene.time_at or word.text in BRACKETS:
            first = word.nbor(1)
    while first.i < head.i and first.is_punct:
        first = first.nbor(1)
    return Span(start=first.idx, end=last.idx + len(last.text))


def inner_end(noun: Token) -> Token:
    """Give the last token of a noun phrase inside another: its head, or the head of its own "of" phrase."""
    for child in noun.children:
        if child.dep_ == "prep" and child.lower_ == "of":
            return max(
                (inner_end(grand) for grand in child.children if grand.dep_ == "pobj"), key=lambda t: t.i, default=noun
            )
    return noun


def figures_on(heads: Iterable[Token], scene: Scene) -> Iterator[str]:
    """Give the ids of the quantities that count one of the heads."""
    wanted: set[int] = set()
    for head in heads:
        wanted |= {head.i, substance(head, scene).i}
    given: set[str] = set()
    for index, quantity in scene.quantities:
        if quantity.id not in given and counted(scene.doc[index], wanted):
            given.add(quantity.id)
            yield quantity.id


def counted(token: Token, wanted: set[int]) -> bool:
    """Whether a figure's token counts one of the heads: it is one, or modifies one."""
    for _ in range(5):
        if token.i in wanted:
            return True
        if token.dep_ == "conj" and token.pos_ != "NUM":
            return False
        if token.dep_ not in (
            "nummod",
            "quantmod",
            "compound",
            "advmod",
            "amod",
            "det",
            "npadvmod",
            "nmod",
            "conj",
            "pobj",
            "prep",
        ):
            return False
        if token.dep_ == "pobj" and token.head.lower_ not in (
            "than",
            "to",
            "between",
            "over",
            "under",
            "about",
            "around",
        ):
            return False
        if token.dep_ == "prep" and token.lower_ not in ("than", "to", "between", "over", "under", "about", "around"):
            return False
        token = token.head
    return False
