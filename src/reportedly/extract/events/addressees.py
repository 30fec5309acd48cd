"""Finds the party that a demand, refusal, gift or other deed between parties is addressed to, where the clause has it.

"urged *the rebels* to leave", "called on *the council*", "demanded that *the army* withdraw", "rejected *a Sorn* plan",
"refused to meet *the envoy*", "eased the blockade of *the islands*", "sent arms to *the militia*": object, preposition,
name on or under the object, subject of the clause below, and the same of the infinitive below. The nearest of these
that holds a party is taken.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportedly.extract.events.arguments import names_actor, pobjs, spread
from reportedly.extract.events.participants import may_take_part
from reportedly.extract.events.scene import Scene, antecedent, classes_of, key_of
from reportedly.extract.events.subjects import agents

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from reportedly.codebook.triggers import Frame
    from reportedly.parsed import Token

FRAMES = frozenset({"address", "give", "oppose"})
ADDRESSING = frozenset(
    {"on", "upon", "to", "with", "from", "against", "of", "toward", "towards", "for", "between", "into"}
)
GIVING = frozenset({"to", "for"})
OWNING = ADDRESSING | {"by", "over"}
OPPOSING = frozenset({"against", "at"})
DOING = frozenset({"by"})
PASSING = frozenset({"proposal", "demand", "limit", "sanction", "siege", "ties", "talks", "pact", "visit", "relief"})
CLAUSES = frozenset({"ccomp", "xcomp", "advcl"})
DEPTH = 3


def addressees(
    token: Token, frame: Frame, direct: Iterable[Token], subjects: Iterable[Token], scene: Scene
) -> list[Token]:
    """Give the parties that a verb or noun is addressed to; ``direct`` is its object, passives turned."""
    own = {noun.i for noun in subjects}
    names = {scene.actor_at[index] for index in own if index in scene.actor_at}
    given = list(direct)
    groups = {"give": given_to, "oppose": opposed_by}.get(frame, ranked)
    for group in groups(token, given, scene):
        others = [one for one in spread(group) if one.i not in own and scene.actor_at.get(one.i) not in names]
        found = [one for one in others if is_party(one, scene) and not is_own_force(one, names, scene)]
        if found:
            return found
    return []


def given_to(token: Token, direct: list[Token], scene: Scene) -> Iterator[list[Token]]:
    """Give groups of nouns that something may be given to: dative, "to" or "for", also on the thing; who gets it."""
    yield [child for child in token.children if child.dep_ == "dative" and child.pos_ != "ADP"]
    for word in (token, *direct):
        yield [noun for child in word.children if is_prep(child, GIVING) for noun in pobjs(child)]
    yield direct
    for clause in token.children:
        if clause.dep_ == "xcomp":
            yield from given_to(clause, things_of(clause, scene), scene)


def opposed_by(token: Token, direct: list[Token], scene: Scene) -> Iterator[list[Token]]:
    """Give groups of nouns that a protest may be against: under "against", or addressed by the demand it makes."""
    foes = [noun for child in token.children if is_prep(child, OPPOSING) for noun in pobjs(child)]
    yield [*direct, *foes]
    for noun in foes:
        yield from inside(noun, scene, 0)
    verb = token if token.pos_ == "VERB" else token.head
    for clause in verb.children:
        if clause.i > token.i and clause.dep_ in CLAUSES and is_word_deed(clause, scene):
            yield from ranked(clause, things_of(clause, scene), scene)


def ranked(token: Token, direct: list[Token], scene: Scene, depth: int = 0) -> Iterator[list[Token]]:
    """Give groups of nouns that may be addressed, the closest first."""
    yield direct
    under = [noun for child in token.children if is_prep(child, ADDRESSING) for noun in pobjs(child)]
    yield under
    for noun in direct:
        yield from inside(noun, scene, 0)
    clauses = [child for child in token.children if child.dep_ in CLAUSES and child.i > token.i]
    asked = [child for child in clauses if child.dep_ != "advcl" or has_for(child)]
    yield [antecedent(noun) for clause in asked for noun in clause.children if is_asked(noun, clause)]
    for noun in under:
        yield from inside(noun, scene, 0)
    for clause in clauses:
        if depth < DEPTH and (clause.dep_ == "xcomp" or is_word_deed(clause, scene)):
            yield from ranked(clause, things_of(clause, scene), scene, depth + 1)


def inside(noun: Token, scene: Scene, depth: int) -> Iterator[list[Token]]:
    """Give the names on a noun and the nouns under it, level by level: "a call by the rulers of Sorn".

    Under what is done to somebody only who did it is meant: who condemns an attack does not address its victims.
    """
    on = [child for child in noun.children if child.dep_ in ("poss", "amod", "compound", "nmod")]
    yield [child for child in on if child.dep_ == "poss" or child.ent_type_ == "GPE" or names_actor(child, scene)]
    done = is_done_to(noun, scene)
    words = DOING if done or (depth and not classes_of(noun, scene) & PASSING) else OWNING
    below = [inner for child in noun.children if is_prep(child, words) for inner in pobjs(child)]
    yield below
    yield [doer for child in noun.children if child.dep_ == "acl" for doer in agents(child)]
    if depth < DEPTH and not done:
        for one in below:
            yield from inside(one, scene, depth + 1)


def is_done_to(noun: Token, scene: Scene) -> bool:
    """Whether a noun names what is done to its "of" or "on" phrase: an attack, a casualty, an arrest, a release."""
    words = scene.words.triggers
    senses = words.nouns.get(key_of(noun), ()) or words.verbs.get(noun.lemma_.lower(), ())
    return any(sense.frame == "affect" or sense.type in words.attacks | words.casualties for sense in senses)


def things_of(verb: Token, scene: Scene) -> list[Token]:
    """Give a verb's objects, but for forces that are only moved: who refuses to send troops refuses nothing to them."""
    moved = any(sense.frame == "move" for sense in scene.words.triggers.verbs.get(verb.lemma_.lower(), ()))
    found = [child for child in verb.children if child.dep_ in ("dobj", "dative")]
    return [noun for noun in spread(found) if not (moved and "force" in classes_of(noun, scene))]


def is_own_force(noun: Token, names: set[str], scene: Scene) -> bool:
    """Whether a noun names the forces of who speaks: "offered its troops"."""
    owners = [child for child in noun.children if child.tag_ == "PRP$"]
    own = any(scene.actor_at.get(child.i) in (None, *names) for child in owners)
    return own and "force" in classes_of(noun, scene)


def is_prep(token: Token, words: frozenset[str]) -> bool:
    """Whether a token is one of the prepositions."""
    return token.dep_ in ("prep", "dative", "agent") and token.lower_ in words


def is_asked(noun: Token, clause: Token) -> bool:
    """Whether a noun is the subject of a clause that follows its verb."""
    return noun.dep_ in ("nsubj", "nsubjpass") and any(child.dep_ in ("mark", "aux") for child in clause.children)


def has_for(clause: Token) -> bool:
    """Whether an infinitive has its own subject: "called for the rebels to leave"."""
    return any(child.dep_ == "mark" and child.lower_ == "for" for child in clause.children)


def is_word_deed(clause: Token, scene: Scene) -> bool:
    """Whether a clause without a subject of its own is itself addressed to somebody: "marched to demand ..."."""
    if any(child.dep_ in ("nsubj", "nsubjpass") for child in clause.children):
        return False
    return any(sense.frame == "address" for sense in scene.words.triggers.verbs.get(clause.lemma_.lower(), ()))


def is_party(noun: Token, scene: Scene) -> bool:
    """Whether a noun can be addressed: a named actor, a state or people, no thing."""
    if noun.i in scene.time_at or (noun.pos_ == "PRON" and noun.lower_ in scene.words.triggers.nobodies):
        return False
    if noun.i in scene.actor_at:
        return True
    known = classes_of(noun, scene)
    if "proclaimed" in known and any(child.lower_ == "of" for child in noun.children):
        return False
    return bool(known & scene.words.triggers.parties) and may_take_part(noun, "demand", scene)
