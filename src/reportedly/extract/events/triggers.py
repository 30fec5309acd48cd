"""Finds the words that name events and tells their senses apart by what stands with them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from reportedly.codebook.triggers import NO_EVENT, NO_OBJECT, Sense
from reportedly.extract.events.addressees import addressees, things_of
from reportedly.extract.events.arguments import is_verbal_noun, pobjs
from reportedly.extract.events.modals import asked_by, has_condition, intended_by, is_negated
from reportedly.extract.events.roles import arguments_of
from reportedly.extract.events.scene import NOMINAL, Scene, classes_of, key_of, lemma_of, substance

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from reportedly.codebook.triggers import Frame
    from reportedly.extract.events.arguments import Arguments
    from reportedly.parsed import Token

LOOSE = frozenset({"abstract", "hazard", "document", "film"})
RELATING = frozenset({"prep", "agent", "dative"})
NOUN_SLOTS = frozenset({"pobj", "dobj", "nsubj", "nsubjpass"})
BOUND = frozenset({"compound", "amod", "nmod"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Trigger:
    """A word that names an event, in one sense, with what stands with it.

    ``stands_at`` is the word whose standing is the event's, if it is another: "said that the rebels must leave".
    """

    token: Token
    sense: Sense
    event_type: str
    arguments: Arguments
    stands_at: Token | None = None


def find_triggers(scene: Scene) -> Iterator[Trigger]:
    """Give the triggers of a document in text order."""
    words = scene.words.triggers
    for token in scene.doc:
        if token.is_space or token.is_punct:
            continue
        senses = senses_of(token, scene)
        if token.tag_ == "MD":
            yield from by_modal(token, scene)
        elif senses:
            trigger = fitting(token, senses, scene)
            if trigger is not None:
                yield trigger
        elif token.dep_ in ("nsubj", "pobj") and key_of(token) in words.weapon_types:
            trigger = weapon_trigger(token, scene)
            if trigger is not None:
                yield trigger


def senses_of(token: Token, scene: Scene) -> tuple[Sense, ...]:
    """Give the senses that a token may have by its part of speech."""
    words, pos, lemma = scene.words.triggers, token.pos_, lemma_of(token, scene.words.triggers.forms)
    if is_verbal_noun(token, scene) and token.lower_ in words.nouns:
        return words.nouns[token.lower_]
    if pos == "VERB":
        if token.dep_ in BOUND:
            return words.adjectives.get(token.lower_, ())
        if lemma not in words.verbs and is_mistaken_noun(token):
            return words.nouns.get(lemma, ())
        return words.verbs.get(lemma) or words.adjectives.get(token.lower_, ())
    if pos in ("NOUN", "PROPN"):
        found = words.nouns.get(lemma) or words.nouns.get(key_of(token)) or words.adjectives.get(token.lower_, ())
        return found if may_name(token, scene) else ()
    if pos == "ADJ" and token.lower_.endswith("ing") and token.dep_ in NOUN_SLOTS and token.lower_ in words.nouns:
        return words.nouns[token.lower_]
    if pos in ("ADJ", "ADV") and token.dep_ != "advmod":
        return words.adjectives.get(token.lower_, ())
    return ()


def is_mistaken_noun(token: Token) -> bool:
    """Whether a token tagged as a verb has a noun's form and nothing that only a verb has: a plural in a headline."""
    if token.tag_ not in ("VB", "VBP", "VBZ"):
        return False
    return not any(child.dep_ in ("dobj", "aux", "auxpass", "neg", "ccomp", "xcomp") for child in token.children)


def may_name(token: Token, scene: Scene) -> bool:
    """Whether a noun stands free, or under one that keeps it an event: "blast victims", not "attack helicopter"."""
    if token.dep_ not in ("compound", "nmod", "amod"):
        return True
    return key_of(token.head) in scene.words.triggers.event_heads and token.head.i > token.i


def fitting(token: Token, senses: Iterable[Sense], scene: Scene) -> Trigger | None:
    """Give the trigger in its first sense whose restrictions hold, or None."""
    arguments: Arguments | None = None
    for sense in senses:
        arguments = arguments_of(token, sense.frame, scene)
        if between_persons(sense, arguments, scene):
            continue
        noun = token.pos_ in ("NOUN", "PROPN") or is_verbal_noun(token, scene)
        if (holds_noun if noun else holds_verb)(token, sense, arguments, scene):
            if sense.type == NO_EVENT:
                return None
            kind = refined(token, arguments, scene) if sense.refine else turned(token, sense, arguments, scene)
            return Trigger(token=token, sense=sense, event_type=kind or sense.type, arguments=arguments)
    return None


def turned(token: Token, sense: Sense, arguments: Arguments, scene: Scene) -> str | None:
    """Give what the type of a sense becomes by a word on its parties: who deploys peacekeepers keeps the peace."""
    turn = scene.words.triggers.turned.get(sense.type)
    if turn is None:
        return None
    to = [noun for child in token.children if child.lower_ == "to" for noun in pobjs(child)]
    near = [substance(noun, scene) for noun in (*arguments.subjects, *arguments.objects, *to)]
    words = {word for noun in near for word in (key_of(noun), *modifier_words(noun))}
    return None if words.union(modifier_words(token)).isdisjoint(turn.by) else turn.to


def by_modal(modal: Token, scene: Scene) -> Iterator[Trigger]:
    """Give what a source asks by a modal, or offers or refuses to do itself where the verb names no event."""
    words, verb = scene.words.triggers, modal.head
    kind, arguments = "demand", asked_by(modal, scene) if modal.lower_ in words.obliging else None
    if modal.lower_ in words.intending and verb.lemma_.lower() in words.yielding:
        kind, arguments = "refusal" if is_negated(modal) else "offer", intended_by(modal, scene)
        told = has_condition(modal) or fitting(verb, senses_of(verb, scene), scene) is not None
        if kind == "offer" and told:
            return
    if arguments is not None:
        frame: Frame = "give" if kind == "offer" else "address"
        sense, at = Sense(type=kind, frame=frame), arguments.subjects[0]
        others = arguments.objects or addressees(verb, frame, things_of(verb, scene), arguments.subjects, scene)
        arguments = replace(arguments, objects=tuple(others))
        yield Trigger(token=modal, sense=sense, event_type=kind, arguments=arguments, stands_at=at)


def between_persons(sense: Sense, arguments: Arguments, scene: Scene) -> bool:
    """Whether single persons are on either side of what is then a figure of speech: a candidate's attack on another."""
    if not sense.not_between:
        return False
    sides = [side for side in (arguments.subjects, arguments.objects) if side]
    return bool(arguments.subjects) and all(any_class(side[:1], sense.not_between, scene) for side in sides)


# --- restrictions -----------------------------------------------------------------------------------------------


def holds_verb(token: Token, sense: Sense, arguments: Arguments, scene: Scene) -> bool:
    """Whether a verb's or adjective's surroundings fit a sense."""
    if sense.particle and not has_particle(token, sense.particle):
        return False
    with_adverbs = (token, *(child for child in token.children if child.dep_ in ("advmod", "prt")))
    prepositions = [child for word in with_adverbs for child in word.children if child.dep_ in RELATING]
    if sense.not_prep and any(child.lower_ in sense.not_prep for child in prepositions):
        return False
    if sense.prep and not any(
        child.lower_ in sense.prep and (not sense.prep_object or any_class(objects(child), sense.prep_object, scene))
        for child in prepositions
    ):
        return False
    if sense.not_of and any(any_class(of_nouns(noun), sense.not_of, scene) for noun in arguments.after_verb):
        return False
    if sense.of and not any(any_class(of_nouns(noun), sense.of, scene) for noun in arguments.after_verb):
        return False
    if sense.modifier and not any(set(sense.modifier) & set(modifier_words(noun)) for noun in arguments.after_verb):
        return False
    if sense.clause or sense.not_clause:
        under = {child.lemma_.lower() for child in token.children if child.dep_ in ("xcomp", "ccomp")}
        if not under.isdisjoint(sense.not_clause) or (sense.clause and under.isdisjoint(sense.clause)):
            return False
    if sense.counted and not any(bears_figure(noun, scene) for noun in arguments.before_verb):
        return False
    return fits(arguments.after_verb, sense.object, sense.not_object, scene) and fits(
        arguments.before_verb, sense.subject, sense.not_subject, scene
    )


def bears_figure(noun: Token, scene: Scene) -> bool:
    """Whether a number or a word of quantity stands with a noun: "1,200 people", "hundreds of families"."""
    if substance(noun, scene) != noun or noun.pos_ == "NUM":
        return True
    return any(child.dep_ == "nummod" or child.lower_ in scene.words.triggers.partitives for child in noun.children)


def fits(tokens: tuple[Token, ...], wanted: tuple[str, ...], barred: tuple[str, ...], scene: Scene) -> bool:
    """Whether any of the tokens is of a wanted class, and none of a barred one."""
    if barred and tokens:
        found = classes_of(tokens[0], scene)
        hits = found.intersection(barred)
        if hits and not (hits <= LOOSE and found & {"person", "force"}):
            return False
    if not wanted:
        return True
    if not tokens:
        return NO_OBJECT in wanted
    return any_class(tokens, wanted, scene)


def holds_noun(token: Token, sense: Sense, arguments: Arguments, scene: Scene) -> bool:
    """Whether a noun's surroundings fit a sense."""
    if sense.plural and token.tag_ not in ("NNS", "NNPS"):
        return False
    if sense.modifier or sense.not_modifier:
        near = set(modifier_words(token))
        if sense.not_modifier and not near.isdisjoint(sense.not_modifier):
            return False
        if sense.modifier and near.isdisjoint(sense.modifier):
            return False
    if sense.not_subject and any_class((*arguments.subjects, *arguments.objects)[:1], sense.not_subject, scene):
        return False
    if sense.subject and not any_class(arguments.subjects, sense.subject, scene):
        return False
    if sense.governor and not governed(token, sense.governor):
        return False
    if sense.particle:
        return False
    if sense.of or sense.not_of:
        of = of_nouns(token)
        held = [child for child in token.children if child.dep_ == "poss"]
        if sense.not_of and any_class(of, sense.not_of, scene):
            return False
        if sense.of and not any_class([*of, *held], sense.of, scene):
            return False
    if sense.prep:
        found = [c for c in token.children if c.dep_ in ("prep", "acl") and c.lower_ in sense.prep]
        if not found or (
            sense.prep_object and not any(any_class(objects(child), sense.prep_object, scene) for child in found)
        ):
            return False
    return True


def modifier_words(token: Token) -> Iterator[str]:
    """Give the words that modify a noun from the left, as lemmas and as printed."""
    for child in token.children:
        if child.dep_ in ("amod", "compound", "nmod", "poss", "nummod", "npadvmod") and child.i < token.i:
            for word in (child, *child.conjuncts, *(grand for grand in child.children if grand.dep_ in BOUND)):
                yield word.lemma_.lower()
                yield word.text
                yield from word.lower_.split("-")


def governed(token: Token, verbs: tuple[str, ...]) -> bool:
    """Whether a noun is the subject or object of one of the verbs, or stands under such a preposition."""
    head = token.head
    if token.dep_ == "conj":
        head = head.head
    if head.lemma_.lower() in verbs:
        return True
    return head.dep_ in ("prep", "agent") and head.head.lemma_.lower() in verbs


def has_particle(token: Token, particles: tuple[str, ...]) -> bool:
    """Whether one of the words belongs to a verb."""
    for child in token.children:
        if child.lower_ in particles and child.dep_ in (
            "prt",
            "advmod",
            "oprd",
            "acomp",
            "dobj",
            "attr",
            "prep",
            "xcomp",
            "npadvmod",
            "ccomp",
        ):
            return child.dep_ != "prep" or all(grand.dep_ == "prep" for grand in child.children)
        if child.dep_ in ("dobj", "ccomp", "xcomp") and child.i > token.i:
            if any(grand.lower_ in particles and grand.i > token.i for grand in child.children if not grand.is_stop):
                return True
            if child.dep_ == "ccomp" and "clause" in particles:
                return True
            if child.dep_ == "ccomp" and "own-clause" in particles and is_own(child):
                return True
            if child.dep_ == "xcomp" and child.pos_ == "VERB" and {"to-infinitive", "clause"} & set(particles):
                return True
    return False


def is_own(clause: Token) -> bool:
    """Whether a clause tells of what its speaker will do: "warned that it would close the strait"."""
    subjects = {child.lower_ for child in clause.children if child.dep_ == "nsubj"}
    willing = any(child.dep_ == "aux" and child.lower_ in ("will", "would") for child in clause.children)
    return willing and not subjects.isdisjoint(("it", "they", "he", "she", "we", "i"))


def objects(preposition: Token) -> list[Token]:
    """Give the nouns under a preposition, coordinated ones too; through a second one ("out of the town")."""
    return [noun for child in pobjs(preposition) for noun in (child, *child.conjuncts)]


def of_nouns(noun: Token) -> list[Token]:
    """Give the nouns in the "of" phrase of a noun."""
    return [inner for child in noun.children if child.lower_ == "of" for inner in objects(child)]


def any_class(tokens: Iterable[Token], wanted: Iterable[str], scene: Scene) -> bool:
    """Whether any of the tokens belongs to one of the classes."""
    wanted = frozenset(wanted)
    return any(not wanted.isdisjoint(classes_of(token, scene)) for token in tokens)


# --- weapons ----------------------------------------------------------------------------------------------------


def refined(token: Token, arguments: Arguments, scene: Scene) -> str | None:
    """Give the type that the weapon beside a trigger decides: as modifier, subject, object, or with/by/using it."""
    types = scene.words.triggers.weapon_types
    if token.pos_ in ("NOUN", "PROPN"):
        for word in modifier_words(token):
            if word in types:
                return types[word]
    near = [*arguments.weapons, *arguments.subjects, *arguments.objects, *arguments.after_verb]
    for child in token.children:
        if child.dep_ in ("prep", "agent", "acl", "advcl") and child.lower_ in (
            "with",
            "by",
            "using",
            "from",
            "involving",
            "in",
        ):
            near.extend(objects(child))
            near.extend(grand for grand in child.children if grand.dep_ == "dobj")
    for noun in near:
        kind = weapon_type(noun, scene)
        if kind is not None:
            return kind
    return None


def weapon_type(noun: Token, scene: Scene) -> str | None:
    """Give the event type of a weapon noun; its modifiers go first ("suicide bomb", "rocket launcher")."""
    types = scene.words.triggers.weapon_types
    if key_of(noun) in types:
        for child in noun.children:
            if child.dep_ in ("compound", "amod") and types.get(child.lemma_.lower()) == "suicide-bombing":
                return "suicide-bombing"
        return types[key_of(noun)]
    for child in noun.children:
        if child.dep_ == "compound" and types.get(child.lemma_.lower()) == "suicide-bombing":
            return "suicide-bombing"
    return None


def weapon_trigger(token: Token, scene: Scene) -> Trigger | None:
    """Give the attack that a weapon names as the doer of harm: "a car bomb killed ten", "killed by mortar fire"."""
    harmed = token.head if token.dep_ == "nsubj" else token.head.head if token.head.dep_ == "agent" else None
    words = scene.words.triggers
    if (
        harmed is None
        or harmed.pos_ != "VERB"
        or key_of(token) in words.classes
        and not {"explosive", "mine", "missile", "shell"} & words.classes[key_of(token)]
    ):
        return None
    senses = words.verbs.get(harmed.lemma_.lower(), ())
    if not any(sense.type in words.casualties for sense in senses):
        return None
    sense = Sense(type=weapon_type(token, scene) or "bombing")
    return Trigger(token=token, sense=sense, event_type=sense.type, arguments=arguments_of(token, "act", scene))


def is_nominal(token: Token) -> bool:
    """Whether a token can head a noun phrase."""
    return token.pos_ in NOMINAL
