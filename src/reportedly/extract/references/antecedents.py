"""The memory of one pass over an article: who was named, where, and as what; and who a later word can mean."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from reportedly.codebook.roles import RoleLexicon
    from reportedly.model import Actor, ActorType
    from reportedly.parsed import Token

NEAR = 2  # sentences that a pronoun may look back
FAR = 8  # sentences that "the spokesman" or "the group" may look back
OBJECTS = frozenset({"dobj", "pobj", "dative", "iobj"})
MIDDLE = 4  # the same without an adjective that tells the kind
WHOLE = 1_000_000  # where the noun is in the party's own name
BODIES = frozenset({"armed-group", "state-forces", "government", "coalition", "international", "political", "organisation", "state", "media", "unknown"})  # fmt: skip  # noqa: E501


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """One mention as it is remembered. ``owner``: the name only said whose ("SDF official")."""

    actor: Actor
    token: int
    sentence: int
    subject: bool
    speaks: bool
    plural: bool
    quoted: bool = False
    roles: frozenset[str] = frozenset()
    owner: bool = False
    pronoun: bool = False


class Memory:
    """The mentions seen so far, nearest last, with what they tell of each actor."""

    def __init__(self, actors: Iterable[Actor], lexicon: RoleLexicon, text: str, sides: dict[int, set[str]]) -> None:
        self.lexicon = lexicon
        self.actors = {actor.id: actor for actor in actors}
        self.seen: list[Seen] = []
        self.stranger = (-1, -1)
        self.acting_stranger = -1
        self.roles: dict[str, set[str]] = {}
        self.gender: dict[str, str] = {}
        self.sides = sides
        self.nouns = {actor.id: frozenset(words_of(actor, text)) for actor in self.actors.values()}

    def see(self, seen: Seen) -> None:
        """Remember a mention, and the roles and gender that it tells."""
        self.seen.append(seen)
        if seen.roles:
            self.roles.setdefault(seen.actor.id, set()).update(seen.roles)
            feminine, masculine = seen.roles & self.lexicon.feminine, seen.roles & self.lexicon.masculine
            if bool(feminine) != bool(masculine):
                self.gender.setdefault(seen.actor.id, "feminine" if feminine else "masculine")

    def meet(self, token: Token, sentence: int) -> None:
        """Remember a person without a name: who "he" is between a name and such a noun stays open."""
        if token.dep_ in ("nsubj", "nsubjpass", "dobj", "pobj", "agent"):
            self.stranger = (sentence, token.i)
        leads = token.dep_ in ("nsubj", "nsubjpass") and (
            token.head.dep_ == "ROOT" or token.head.lemma_ in self.lexicon.saying
        )
        if leads or is_cited(token):
            self.acting_stranger = token.i

    def back(self, sentence: int, reach: int) -> Iterator[Seen]:
        """Give the mentions of the last sentences, nearest first."""
        for seen in reversed(self.seen):
            if sentence - seen.sentence > reach:
                return
            yield seen

    def pick(self, sentence: int, reach: int, *tests: Callable[[Seen], bool]) -> Seen | None:
        """Give the nearest mention that passes the first test that any passes."""
        near = list(self.back(sentence, reach))
        for test in tests:
            found = next((seen for seen in near if test(seen)), None)
            if found is not None:
                return found
        return None

    def person(self, token: Token, sentence: int) -> str | None:
        """Give whom "he" or "she" is: a subject of this sentence, else the last speaker, else the only person.

        Nobody, where someone without a name was spoken of since: in the same sentence, or as the one that a sentence is
        about ("A senior official said … He said").
        """
        gender = "feminine" if token.lower_ in self.lexicon.feminine else "masculine"
        doer = subject_of_clause(token) if token.dep_ in OBJECTS else None
        near = [
            seen
            for seen in self.back(sentence, NEAR)
            if seen.actor.type == "person"
            and not seen.quoted
            and not seen.owner
            and seen.token != doer
            and self.gender.get(seen.actor.id, gender) == gender
        ]
        here = [seen for seen in near if seen.sentence == sentence]
        earlier = [seen for seen in near if seen.sentence < sentence]
        last = [seen for seen in earlier if seen.sentence == earlier[0].sentence]
        found = (
            next((seen for seen in here if seen.subject), None)
            or next((seen for seen in last if self.gender.get(seen.actor.id) == gender), None)
            or next((seen for seen in last if seen.speaks), None)
            or next((seen for seen in earlier if seen.subject), None)
        )
        if found is None and len({seen.actor.id for seen in near}) == 1:
            found = near[0]
        met_in, met_at = self.stranger
        if found is None or (met_in == sentence and met_at > found.token) or self.acting_stranger > found.token:
            return None
        self.gender.setdefault(found.actor.id, gender)
        return found.actor.id

    def body_by_pronoun(self, token: Token, sentence: int) -> str | None:
        """Give the body that "it" or "they" is: the subject of this sentence or of the one before, and only that.

        "It" as a subject needs a verb of will or doing, so that "it was raining" points to nobody.
        """
        plural = token.lower_ in self.lexicon.plural_pronouns
        if token.dep_ in ("nsubj", "nsubjpass"):
            if token.head.lemma_ not in self.lexicon.volition or clausal(token.head):
                return None
        elif token.dep_ != "poss" or plural:
            return None
        subjects = [seen for seen in self.back(sentence, 1) if seen.subject and not seen.quoted]
        if not subjects:
            return None
        nearest = subjects[0].sentence
        first = [seen for seen in subjects if seen.sentence == nearest]
        actors = {seen.actor.id for seen in first if seen.actor.type in BODIES and fits(seen, plural)}
        others = {seen.actor.id for seen in first} - actors
        if len(actors) != 1 or (others and not plural and token.dep_ == "poss"):
            return None
        return next(iter(actors))

    def by_role(self, word: str, sentence: int) -> str | None:
        """Give the person whom the text introduced by a role, if only one of those near was."""
        near = [seen.actor.id for seen in self.back(sentence, FAR) if word in self.roles.get(seen.actor.id, ())]
        return near[0] if near and len(set(near)) == 1 else None

    def speaking(self, sentence: int) -> frozenset[str]:
        """Give the bodies that a sentence is about so far.

        None of them is "the militants" in it, nor "the group" where a rival is named there too: it would be "they".
        """
        return frozenset(seen.actor.id for seen in self.back(sentence, 0) if seen.subject and seen.actor.type in BODIES)

    def of_no_known_side(self, sentence: int) -> bool:
        """Whether a person speaks in a sentence whose side the text does not tell: whom he calls so stays open."""
        return sentence not in self.sides and any(
            seen.speaks and seen.actor.type == "person" for seen in self.back(sentence, 0)
        )

    def of_two(self, sentence: int, *, last: bool) -> str | None:
        """Give "the latter" or "the former": of the parties named in the sentence, the last or the one before."""
        near = list(dict.fromkeys(seen.actor.id for seen in self.back(sentence, 0) if not seen.pronoun))
        if len(near) < 2:
            return None
        return near[0] if last else near[1]

    def body(self, token: Token, word: str, modifiers: list[str], sentence: int) -> str | None:
        """Give the body that "the group", "the army", "the militants" mean: the nearest that can be called so."""
        lexicon = self.lexicon
        kinds = lexicon.bodies.get(word) or lexicon.members.get(word) or ()
        names = lexicon.designations.get(word, ())
        hostile = word in lexicon.members
        for modifier in modifiers:
            if modifier in lexicon.hostile_modifiers:
                hostile = True
                kinds = tuple(kind for kind in (*kinds, "armed-group") if kind == "armed-group")
                names = lexicon.designations.get(modifier, names)
            elif modifier not in lexicon.neutral_modifiers:
                return None
        if not kinds:
            return None
        doer = subject_of_clause(token)
        rivals = {seen.actor.id for seen in self.back(sentence, 0) if seen.actor.type in kinds}
        here = self.speaking(sentence) if hostile or len(rivals) > 1 else frozenset()
        barred = lexicon.not_called.get(word, frozenset())

        def callable_so(seen: Seen) -> bool:
            """Whether the remembered party can be called by the word."""
            actor = seen.actor
            if actor.type not in kinds or seen.quoted:
                return False
            if hostile and (actor.name in self.sides.get(sentence, ()) or actor.id in here):
                return False
            if names and not known_as(actor, names):
                return False
            if barred & self.nouns[actor.id] and word not in self.nouns[actor.id]:
                return False
            return not (seen.subject and seen.sentence == sentence and doer == seen.token and not seen.pronoun)

        def by_name(seen: Seen) -> bool:
            """Whether the party's own name holds the noun, or its plural: "the force" is the Democratic Forces."""
            return callable_so(seen) and not self.nouns[seen.actor.id].isdisjoint((word, f"{word}s"))

        def allied(seen: Seen) -> bool:
            """The same of a party that is no state's: "the coalition" stays the same throughout, "the army" may not."""
            return by_name(seen) and seen.actor.type not in ("state-forces", "government")

        def own(seen: Seen) -> bool:
            """The same of the side of a person named in the sentence: "Derik said the force hoped to take it"."""
            return callable_so(seen) and seen.actor.name in self.sides.get(sentence, ())

        reach = FAR if hostile else MIDDLE
        if hostile and self.of_no_known_side(sentence):
            meant = {seen.actor.id for seen in self.back(sentence, reach) if callable_so(seen)}
            if len(meant) > 1:
                return None
        if not hostile and (spoken := self.pick(sentence, FAR, own)) is not None:
            return spoken.actor.id
        if word in lexicon.plain_nouns:
            found = self.pick(sentence, reach, callable_so)
        elif word in lexicon.named_after:
            found = self.pick(sentence, FAR, by_name) or self.pick(sentence, WHOLE, allied)
        else:
            found = (
                self.pick(sentence, FAR, by_name)
                or self.pick(sentence, reach, callable_so)
                or self.pick(sentence, WHOLE, allied)
            )
        return found.actor.id if found is not None else None


def words_of(actor: Actor, text: str) -> Iterator[str]:
    """Give the words by which the text names a party, and those of its own name."""
    yield from actor.name.casefold().split()
    for span in actor.mentions:
        yield from text[span.start : span.end].casefold().split()


def fits(seen: Seen, plural: bool) -> bool:
    """Whether number agrees: "they" needs a plural or a body of people, "it" a body that is not printed as a plural."""
    people: tuple[ActorType, ...] = ("armed-group", "state-forces", "coalition")
    if plural:
        return seen.plural or (seen.actor.type in people and seen.plural)
    return not seen.plural or seen.actor.name.split()[-1].casefold() in ("forces", "nations", "states")


def known_as(actor: Actor, names: tuple[str, ...]) -> bool:
    """Whether an actor's name, or that of its wholes, holds one of the names."""
    own = (actor.name, *actor.part_of)
    return any(name in printed for name in names for printed in own)


def is_cited(token: Token) -> bool:
    """Whether a noun is whom "according to" names."""
    return token.dep_ == "pobj" and token.head.lower_ == "to" and token.head.head.lower_ == "according"


def clausal(verb: Token) -> bool:
    """Whether a verb's "it" only stands for a clause ("it seems that", "it is said that")."""
    return any(child.dep_ in ("ccomp", "csubj") for child in verb.children) and verb.tag_ in ("VBN",)


def subject_of_clause(token: Token) -> int | None:
    """Give the subject of the verb that a noun hangs on, so that "the SDF attacked the group" has two parties."""
    head = token
    for _ in range(6):
        if head.pos_ in ("VERB", "AUX"):
            subject = next((child.i for child in head.lefts if child.dep_ in ("nsubj", "nsubjpass")), None)
            if subject is not None:
                return None if subject == token.i else subject
            if head.dep_ in ("ROOT", "ccomp", "advcl") and head.dep_ != "advcl":
                return None
        if head.head == head:
            return None
        head = head.head
    return None
