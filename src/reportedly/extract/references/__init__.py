"""Mentions without a name: "he said", "it declared a caliphate", "the jihadist group", "the spokesman", "the latter".

One pass over the tokens with a memory of who was named where, after the salience lists of S. Lappin and H. Leass, An
Algorithm for Pronominal Anaphora Resolution (1994): subjects before others, the nearest sentence before farther ones,
number and gender must not clash. What stays in doubt gets no mention: precision goes before recall.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import replace
from typing import TYPE_CHECKING

from reportedly.extract.references.antecedents import Memory, Seen
from reportedly.extract.references.possessors import is_owner_of_people, owner_of_people
from reportedly.model import Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from reportedly.codebook.roles import RoleLexicon
    from reportedly.model import Actor, Article
    from reportedly.parsed import Doc, Token

    Tokens = Sequence[Token]
    Pointer = tuple[str, Span, str | None]

NEARBY = 8  # tokens after a noun in which a name may belong to it
QUOTES = {"“": 1, "”": -1, '"': 0, "''": 0, "``": 0}


def resolve_references(
    article: Article, doc: Doc, *, actors: Sequence[Actor], lexicon: RoleLexicon
) -> tuple[Actor, ...]:
    """Give the same actors, in the same order, with the mentions that point back to them.

    Args:
        article: the article.
        doc: its parse, with offsets into ``article.text``.
        actors: the parties that it names, from ``find_actors``.
        lexicon: the words of roles, from ``load_roles``.

    Returns:
        The actors; an added mention is a pronoun, or a noun phrase without its article. Where a party's name stands
        before a noun for its people ("ISIL militants"), the two words together are one more mention of the party.
    """
    added: dict[str, list[Span]] = {actor.id: [] for actor in actors}
    wholes: dict[str, list[str]] = {actor.id: [] for actor in actors}
    names = {actor.id: actor.name for actor in actors}
    for actor_id, span, member in references(doc, actors, lexicon):
        added[actor_id].append(span)
        if member is not None:
            wholes[member].append(names[actor_id])
    return tuple(
        replace(
            actor,
            mentions=tuple(sorted({*actor.mentions, *added[actor.id]})),
            part_of=tuple(dict.fromkeys((*actor.part_of, *wholes[actor.id]))),
        )
        for actor in actors
    )


def references(doc: Doc, actors: Sequence[Actor], lexicon: RoleLexicon) -> Iterator[Pointer]:
    """Give each mention that points back, in text order: the actor, the span, and the person it says belongs there."""
    tokens = list(doc)
    sentences = [token.i for token in tokens if token.is_sent_start]
    starts, held = named_tokens(tokens, actors)
    memory = Memory(actors, lexicon, doc.text, sides(starts, sentences))
    persons = {last: actor.id for found in starts.values() for actor, last in found if actor.type == "person"}
    quoted = False
    sentence = -1
    for token in tokens:
        if sentence + 1 < len(sentences) and token.i >= sentences[sentence + 1]:
            sentence += 1
        text = token.text
        if text in QUOTES:
            quoted = QUOTES[text] > 0 or (QUOTES[text] == 0 and not quoted)
        elif "\n" in text:
            quoted = False
        for actor, last in starts.get(token.i, ()):
            memory.see(named(tokens, actor, token.i, last, sentence, quoted, lexicon))
            yield from widened(tokens, actor, token.i, last, held, lexicon)
        if token.i in held:
            continue
        actor_id = pointed(token, memory, sentence, quoted, held, lexicon)
        if actor_id is None and token.lower_ in lexicon.unnamed_persons and token.i + 1 not in held:
            memory.meet(token, sentence)
        if actor_id is not None:
            yield actor_id, phrase(tokens, token), member_of(tokens, token, persons, lexicon)
            memory.see(again(memory, actor_id, token, sentence, quoted, lexicon))


def named_tokens(tokens: Tokens, actors: Sequence[Actor]) -> tuple[dict[int, list[tuple[Actor, int]]], set[int]]:
    """Give the actors named from each token on, with the last token of the name, and all tokens of names."""
    offsets = [token.idx for token in tokens]
    starts: dict[int, list[tuple[Actor, int]]] = {}
    held: set[int] = set()
    for actor in actors:
        for span in actor.mentions:
            first = max(0, bisect_right(offsets, span.start) - 1)
            last = max(first, bisect_left(offsets, span.end) - 1)
            starts.setdefault(first, []).append((actor, last))
            held.update(range(first, last + 1))
    return starts, held


def sides(starts: dict[int, list[tuple[Actor, int]]], sentences: list[int]) -> dict[int, set[str]]:
    """Give, for each sentence in which a person is named, what that person belongs to.

    A speaker's "the terrorist group" is never the speaker's own.
    """
    found: dict[int, set[str]] = {}
    for first, named_here in starts.items():
        for actor, _ in named_here:
            if actor.type == "person" and actor.part_of:
                found.setdefault(bisect_right(sentences, first) - 1, set()).update(actor.part_of)
    return found


def named(
    tokens: Tokens, actor: Actor, first: int, last: int, sentence: int, quoted: bool, lexicon: RoleLexicon
) -> Seen:
    """Give what is to be remembered of a mention by name."""
    head = tokens[last]
    while first <= head.head.i <= last and head.head != head:
        head = head.head
    words = title_words(tokens, first, last, lexicon) if actor.type == "person" else set()
    # "SDF official", "army spokesman": the name only says whose; the subject is someone else.
    owner = head.dep_ in ("compound", "poss", "amod", "nmod")
    member = owner and head.head.lower_ in lexicon.member_nouns
    noun = head.head if member else head
    verb = noun.head
    subject = (member or not owner) and is_subject(noun)
    if not subject and opens_sentence(tokens, first, last):
        subject, owner, verb = True, False, tokens[last + 1]
    return Seen(
        actor=actor,
        token=last,
        sentence=sentence,
        subject=subject,
        speaks=subject and verb.lemma_ in lexicon.saying,
        plural=is_plural(tokens, first, last, member, head),
        quoted=quoted,
        roles=frozenset(words),
        owner=owner and not member,
    )


def again(memory: Memory, actor_id: str, token: Token, sentence: int, quoted: bool, lexicon: RoleLexicon) -> Seen:
    """Give what is to be remembered of a mention that points back."""
    subject = is_subject(token)
    return Seen(
        actor=memory.actors[actor_id],
        token=token.i,
        sentence=sentence,
        subject=subject,
        speaks=subject and token.head.lemma_ in lexicon.saying,
        plural=token.tag_ == "NNS" or token.lower_ in lexicon.plural_pronouns,
        quoted=quoted,
        pronoun=token.pos_ == "PRON",
    )


def is_subject(token: Token) -> bool:
    """Whether a token is the subject of its clause, or stands beside one."""
    while token.dep_ == "conj" and token.head.i < token.i and token.head.pos_ in ("NOUN", "PROPN"):
        token = token.head
    return token.dep_ in ("nsubj", "nsubjpass", "agent") or (token.dep_ == "pobj" and token.head.dep_ == "agent")


def opens_sentence(tokens: Tokens, first: int, last: int) -> bool:
    """Whether a name begins its sentence and a verb follows: a subject, however it was parsed ("IS said")."""
    if last + 1 >= len(tokens) or tokens[last + 1].tag_ not in ("VBD", "VBZ", "VBP", "MD"):
        return False
    return bool(tokens[first].is_sent_start) or (
        first > 0 and tokens[first - 1].pos_ == "DET" and bool(tokens[first - 1].is_sent_start)
    )


def is_plural(tokens: Tokens, first: int, last: int, member: bool, head: Token) -> bool:
    """Whether a name is printed as a plural ("Houthis", "Syrian Democratic Forces", "ISIL militants")."""
    noun = head.head if member else tokens[last]
    if noun.tag_ in ("NNS", "NNPS"):
        return True
    article = first > 0 and tokens[first - 1].lower_ == "the"
    return noun.text.endswith("s") and (article or noun.text[-2:-1] not in ("i", "s", "u"))


def title_words(tokens: Tokens, first: int, last: int, lexicon: RoleLexicon) -> set[str]:
    """Give the roles and titles that stand before a person's name, or in the apposition after it."""
    found: set[str] = set()
    for index in range(first - 1, max(-1, first - 9), -1):
        token = tokens[index]
        if token.is_space or token.pos_ in ("VERB", "AUX", "SCONJ") or token.text in (",", ";", "—", "–"):
            break
        found.add(token.lower_)
    if last + 2 < len(tokens) and tokens[last + 1].text == ",":
        for token in tokens[last + 2 : last + 12]:
            if token.text in (",", ".", ";") or token.is_space or token.pos_ in ("VERB", "AUX"):
                break
            found.add(token.lower_)
    called = {lexicon.abbreviations.get(word, word) for word in found} | found
    return {word for word in called if word in lexicon.roles or word in lexicon.feminine or word in lexicon.masculine}


def member_of(tokens: Tokens, token: Token, persons: dict[int, str], lexicon: RoleLexicon) -> str | None:
    """Give the person whose apposition a noun stands in ("X, a spokesman for the group", "X, the group's leader")."""
    if token.lower_ not in lexicon.bodies and token.lower_ not in lexicon.members:
        return None
    role = any(after.lower_ in lexicon.roles for after in tokens[token.i + 1 : token.i + 5])
    for index in range(token.i - 1, max(0, token.i - 10), -1):
        before = tokens[index]
        if before.text == ",":
            return persons.get(index - 1) if role else None
        if before.pos_ in ("VERB", "AUX") or before.is_sent_start:
            return None
        role = role or before.lower_ in lexicon.roles
    return None


def widened(
    tokens: Tokens, actor: Actor, first: int, last: int, held: set[int], lexicon: RoleLexicon
) -> Iterator[Pointer]:
    """Give name and noun together where the noun stands for the party's people ("ISIL militants")."""
    if actor.type in ("person", "media", "organisation") or last + 1 >= len(tokens):
        return
    noun = tokens[last + 1]
    people = noun.lower_ in lexicon.member_nouns and noun.pos_ == "NOUN" and noun.dep_ not in ("compound", "amod")
    if people and noun.i not in held and tokens[last].whitespace_:
        yield actor.id, Span(start=tokens[first].idx, end=noun.idx + len(noun)), None


def pointed(
    token: Token, memory: Memory, sentence: int, quoted: bool, held: set[int], lexicon: RoleLexicon
) -> str | None:
    """Give the actor that a token points back to, if it points back."""
    word = token.lower_
    if word in lexicon.personal_pronouns:
        return None if quoted else memory.person(token, sentence)
    if word in lexicon.singular_pronouns or word in lexicon.plural_pronouns:
        if not quoted and is_owner_of_people(token, lexicon):
            return owner_of_people(token, memory, sentence, held, lexicon)
        return None if quoted else memory.body_by_pronoun(token, sentence)
    if word in ("latter", "former") and definite(token, lexicon):
        return memory.of_two(sentence, last=word == "latter") if token.pos_ != "ADV" and bare(token, lexicon) else None
    if token.pos_ not in ("NOUN", "PROPN") or token.dep_ in ("compound", "amod", "nmod"):
        return None
    if word not in lexicon.bodies and word not in lexicon.members and word not in lexicon.roles:
        return None
    if not definite(token, lexicon) or not unnamed(token, held, lexicon):
        return None
    modifiers = [child.lower_ for child in token.lefts if child.dep_ in ("amod", "compound", "nmod", "punct", "nummod")]
    if word in lexicon.roles and word not in lexicon.bodies:
        return memory.by_role(word, sentence) if not modifiers and bare(token, lexicon) else None
    return memory.body(token, word, [m for m in modifiers if m != "-"], sentence)


def definite(token: Token, lexicon: RoleLexicon) -> bool:
    """Whether a noun has "the" or "this" before it."""
    return any(child.lower_ in lexicon.definite for child in token.lefts)


def bare(token: Token, lexicon: RoleLexicon) -> bool:
    """Whether nothing after a noun says whose or which it is ("the head of the mission" is another)."""
    return not any(
        child.dep_ in ("relcl", "appos") or (child.dep_ == "prep" and child.lower_ in lexicon.narrowing)
        for child in token.rights
    )


def unnamed(token: Token, held: set[int], lexicon: RoleLexicon) -> bool:
    """Whether no name stands in the noun's phrase, and nothing after it says which it is."""
    if any(child.i in held and child.i - token.i < NEARBY for child in token.subtree):
        return False
    return not any(
        child.dep_ in ("relcl", "acl", "appos") or child.lower_ in lexicon.narrowing for child in token.rights
    )


def phrase(tokens: Tokens, token: Token) -> Span:
    """Give the span of a noun with the adjectives right before it, or of a pronoun."""
    first = token.i
    while first and tokens[first - 1].head.i == token.i and tokens[first - 1].dep_ in ("amod", "compound", "nmod"):
        first -= 1
    return Span(start=tokens[first].idx, end=token.idx + len(token))
