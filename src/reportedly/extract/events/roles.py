"""Says who acts and who is acted on: the arguments of a verb, noun or adjective, whatever construction they stand in.

Active, passive, participles, relative clauses, coordination, control ("hoped to capture"), nominalisation ("the killing
of two soldiers by militants").
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from reportedly.extract.events.scene import NOMINAL, Scene, antecedent, classes_of, clause_of, key_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from spacy.tokens import Token

    from reportedly.codebook.triggers import Frame

AIMED_AT = frozenset({"person", "civilian", "force", "group", "leader", "captive"})
AGAINST = frozenset(
    {"on", "against", "at", "upon", "with", "into", "toward", "towards", "between", "among", "targeting", "near"}
)
BETWEEN = frozenset({"with", "between", "among"})
ACTING = frozenset(
    {"person", "civilian", "force", "group", "leader", "state", "weapon", "event", "aircraft", "captive"}
)
HOSTILE = frozenset({"on", "against", "at", "upon", "targeting"})
SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "expl"})
JOINING = frozenset({"in", "with", "out", "into", "to"})
INHERITING = frozenset({"xcomp", "advcl", "conj", "ccomp", "pcomp", "acl", "relcl", "oprd", "dep"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Arguments:
    """Who does it and who it is done to, as heads of noun phrases, and the weapons among them.

    ``subjects`` and ``objects`` are the deep ones: the subject of a passive is an object here. ``before_verb`` and
    ``after_verb`` are what senses are told apart by: subject and direct object, the passive turned, nothing else moved.
    ``side`` is whose people the objects are: "the army lost sixty men".
    """

    subjects: tuple[Token, ...] = ()
    objects: tuple[Token, ...] = ()
    weapons: tuple[Token, ...] = ()
    froms: tuple[Token, ...] = ()
    before_verb: tuple[Token, ...] = ()
    after_verb: tuple[Token, ...] = ()
    side: tuple[Token, ...] = ()


def arguments_of(token: Token, frame: Frame, scene: Scene) -> Arguments:
    """Give the arguments of a trigger under a frame."""
    if token.pos_ in ("NOUN", "PROPN") or is_verbal_noun(token):
        return noun_arguments(token, frame, scene)
    if token.pos_ in ("ADJ", "ADV") or token.dep_ in ("amod", "compound", "nmod"):
        found = adjective_arguments(token, scene)
        return replace(found, after_verb=found.objects)
    return verb_arguments(token, frame, scene)


def is_verbal_noun(token: Token) -> bool:
    """Whether a participle is a noun in truth: "government shelling of the town", "the killing of two men"."""
    if token.tag_ != "VBG" or any(child.dep_ in ("dobj", "aux", "nsubj", "agent") for child in token.children):
        return False
    before = token.nbor(-1) if token.i else token
    if before.tag_ in ("DT", "PRP$", "POS"):
        return True
    after = token.i + 1 < len(token.doc) and token.nbor(1).lower_ == "of"
    return after and before.pos_ in ("NOUN", "PROPN", "ADJ")


# --- verbs ------------------------------------------------------------------------------------------------------


def verb_arguments(token: Token, frame: Frame, scene: Scene) -> Arguments:
    """Give a verb's deep subjects and objects."""
    passive = is_passive(token) and not (frame == "undergo" and is_whole_sentence(token, scene))
    surface = [antecedent(noun) for noun in subject_of(token, scene)]
    direct: list[Token] = []
    agents: list[Token] = []
    against: list[Token] = []
    froms: list[Token] = []
    for child in token.children:
        dep = child.dep_
        if dep in ("dobj", "dative") and child.pos_ in (*NOMINAL, "ADJ", "DET"):
            direct.append(antecedent(child))
        elif dep == "agent" or (dep == "prep" and passive and child.lower_ == "by"):
            agents.extend(pobjs(child))
        elif dep == "prep" and child.lower_ in AGAINST:
            if child.lower_ in HOSTILE or (frame == "mutual" and child.lower_ in BETWEEN):
                against.extend(noun for noun in pobjs(child) if is_foe(noun, frame, scene))
        elif dep == "prep" and child.lower_ == "from":
            froms.extend(pobjs(child))
    if not direct and not passive:
        direct = shared_objects(token)
    subjects, objects = list(spread(surface)), list(spread(direct))
    if not passive and not objects and frame == "affect" and token.tag_ in ("VBD", "VBN") and subjects:
        clause = any(child.dep_ in ("ccomp", "xcomp") and child.i > token.i for child in token.children)
        passive = not clause and not is_weapon(subjects[0], scene)
    if not passive and token.dep_ == "relcl" and not objects and relative_object(token):
        objects = list(spread([token.head]))
    if passive:
        subjects, objects = list(spread(agents)), [*subjects, *objects]
    if not subjects and not objects and token.tag_ == "VBN" and is_counted(token, scene):
        objects = [token]
    before, after = tuple(subjects), tuple(objects)
    if frame == "yield":
        taken_by = [noun for child in token.children if child.lower_ == "to" for noun in pobjs(child)]
        subjects, objects = [], list(spread(taken_by))
    if frame == "undergo":
        subjects, objects = [], subjects
    side: list[Token] = []
    if frame == "suffer":
        subjects, side = [], subjects
    if frame in ("act", "mutual"):
        objects = [*objects, *spread(against)]
    if frame == "mutual" and not subjects and len(objects) > 1:
        subjects, objects = objects[:1], objects[1:]
    found = sorted_out(subjects, objects, froms, token, scene)
    return replace(found, before_verb=before, after_verb=after, side=tuple(side))


def shared_objects(token: Token) -> list[Token]:
    """Give the object that a verb shares with the one joined to it: "killing and wounding dozens"."""
    for child in token.children:
        if child.dep_ == "conj" and child.pos_ == "VERB" and 0 < child.i - token.i <= 3 and child.tag_ == token.tag_:
            return [grand for grand in child.children if grand.dep_ == "dobj"]
    return []


def is_passive(token: Token) -> bool:
    """Whether a verb is passive: by its auxiliary or subject, or as a bare participle."""
    for child in token.children:
        if child.dep_ == "nsubjpass" or (child.dep_ == "auxpass" and child.lemma_ in ("be", "get", "have")):
            return True
    if token.tag_ != "VBN" or any(child.dep_ == "aux" for child in token.children):
        return False
    if token.dep_ in ("acl", "amod", "advcl", "oprd"):
        return token.dep_ != "advcl" or not own_subjects(token)
    if token.dep_ == "conj" and token.head.pos_ == "VERB":
        return is_passive(token.head)
    if token.dep_ not in ("ROOT", "ccomp", "xcomp", "dep") or own_subjects(token):
        return False
    return not any(child.dep_ in ("dobj", "aux") for child in token.children)


def own_subjects(token: Token) -> list[Token]:
    """Give the subjects that hang on a verb, or on a prefix parsed as a word of its own ("counter-attacked")."""
    parts = [token, *(child for child in token.children if child.dep_ in ("aux", "auxpass"))]
    if token.i > 1 and token.nbor(-1).text == "-" and not token.nbor(-1).whitespace_:
        parts.append(token.nbor(-2))
    return [child for part in parts for child in part.children if child.dep_ in ("nsubj", "nsubjpass")]


def is_whole_sentence(token: Token, scene: Scene) -> bool:
    """Whether a form that can be a past tense was parsed as a participle on what is the subject of its sentence.

    "Some 300 people left on Friday, the mayor said" is no verbless sentence about people who were left.
    """
    noun = token.head
    if token.dep_ != "acl" or noun.i > token.i:
        return False
    second = noun.dep_ == "nsubj" and any(child.dep_ == "nsubj" and child.i > token.i for child in noun.head.children)
    if noun.dep_ != "ROOT" and not second:
        return False
    bound = any(child.dep_ in ("agent", "oprd", "acomp", "auxpass") or child.lower_ == "by" for child in token.children)
    return not bound and bool(classes_of(noun, scene) & {"civilian", "person", "force"})


def subject_of(token: Token, scene: Scene, depth: int = 0) -> list[Token]:
    """Give a verb's surface subject: its own, or the one it shares with or inherits from the clause above."""
    own = own_subjects(token)
    if own:
        return own
    if depth > 5 or token.dep_ not in INHERITING:
        return []
    head = token.head
    if token.dep_ in ("acl", "relcl"):
        if token.dep_ == "acl" and token.tag_ == "VBG" and not can_act(head, scene):
            return subject_of(clause_of(head), scene, depth + 1)
        if token.tag_ in ("VBN", "VBG", "VBD"):
            to = any(child.dep_ == "aux" and child.lower_ == "to" for child in token.children)
            return [head] if token.dep_ == "acl" or to else []
        governor = head.head
        held = [child for child in head.children if child.dep_ == "poss"]
        return held or (subject_of(governor, scene, depth + 1) if governor.pos_ in ("VERB", "AUX") else [])
    if token.dep_ == "pcomp":
        governor = head.head
        if governor.pos_ in ("NOUN", "PROPN"):
            if governor.dep_ == "dobj" and governor.head.lemma_.lower() in scene.words.triggers.object_control:
                return [governor]
            return [child for child in governor.children if child.dep_ == "poss"]
        return controller(governor, scene, depth)
    if token.dep_ == "conj":
        return subject_of(head, scene, depth + 1) if head.pos_ in ("VERB", "AUX") else []
    if head.pos_ in ("VERB", "AUX", "ADJ"):
        if token.dep_ in ("xcomp", "ccomp"):
            return controller(head, scene, depth)
        if token.dep_ == "advcl" and any(child.dep_ == "mark" for child in token.children):
            return []
        if token.dep_ == "advcl" and orders(head, token):
            return controller(head, scene, depth)
        return subject_of(head, scene, depth + 1)
    return []


def controller(verb: Token, scene: Scene, depth: int) -> list[Token]:
    """Give the noun that is the understood subject of a verb's infinitive: its object if the verb is of that kind."""
    if verb.lemma_.lower() in scene.words.triggers.object_control:
        objects = [child for child in verb.children if child.dep_ in ("dobj", "dative", "nsubjpass")]
        if objects:
            return objects
    return subject_of(verb, scene, depth + 1)


def orders(verb: Token, later: Token) -> bool:
    """Whether a clause of what another is told or charged to do stands before a participle: "accused them of firing"."""
    under = [*verb.children, *(grand for child in verb.children if child.dep_ == "dobj" for grand in child.children)]
    for child in under:
        if child.dep_ == "xcomp" and child.i < later.i:
            return True
        if child.dep_ == "prep" and child.i < later.i and any(grand.dep_ == "pcomp" for grand in child.children):
            return True
    return False


def can_act(noun: Token, scene: Scene) -> bool:
    """Whether a noun can do what a participle on it tells: not a place, a time or a building."""
    if noun.i in scene.actor_at:
        return True
    return noun.i not in scene.time_at and bool(classes_of(noun, scene) & ACTING)


def is_foe(noun: Token, frame: Frame, scene: Scene) -> bool:
    """Whether what one fights on, against or at is a foe: "fought on two fronts" names none."""
    if frame != "mutual" or noun.i in scene.actor_at:
        return True
    return not classes_of(noun, scene) & {"territory", "place"} or noun.pos_ == "PROPN"


def relative_object(token: Token) -> bool:
    """Whether a relative clause lacks an object that its noun can be: "the town they seized"."""
    return any(child.dep_ == "nsubj" and child.tag_ not in ("WDT", "WP") for child in token.children)


# --- nouns and adjectives ---------------------------------------------------------------------------------------


def noun_arguments(token: Token, frame: Frame, scene: Scene) -> Arguments:
    """Give the arguments of a noun that names an event, and of the verb that supports it ("launched an attack")."""
    subjects: list[Token] = []
    objects: list[Token] = []
    froms: list[Token] = []
    verb = support_of(token, frame, scene)
    of_phrase = any(child.dep_ == "prep" and child.lower_ == "of" for child in token.children)
    passive_like = frame in ("affect", "undergo", "hold")
    for child in token.children:
        word = child.lower_
        if child.dep_ == "poss" or (child.dep_ in ("compound", "amod", "nmod") and names_actor(child, scene)):
            suffers = frame == "undergo" or (frame == "affect" and not of_phrase and verb is None)
            into = objects if suffers and child.dep_ == "poss" else subjects
            into.append(child)
        elif child.dep_ in ("prep", "agent"):
            nouns = pobjs(child)
            if word == "by":
                subjects.extend(nouns)
            elif word == "of":
                (objects if passive_like or frame == "act" else subjects).extend(nouns)
            elif word in HOSTILE or (frame == "mutual" and word in BETWEEN):
                at_place = word == "at" and frame in ("act", "burst")
                objects.extend(
                    noun
                    for noun in nouns
                    if is_foe(noun, frame, scene) and not (at_place and not classes_of(noun, scene) & AIMED_AT)
                )
            elif word == "from":
                froms.extend(nouns)
        elif child.dep_ == "acl" and child.lower_ in ("targeting", "against", "involving"):
            objects.extend(grand for grand in child.children if grand.dep_ in ("dobj", "pobj"))
        elif child.dep_ == "acl" and child.lemma_.lower() in scene.words.triggers.support_verbs and is_passive(child):
            subjects.extend(noun for grand in child.children if grand.dep_ == "agent" for noun in pobjs(grand))
    if frame == "burst":
        objects = []
    if token.tag_ == "VBG" and not subjects and token.i and names_actor(token.nbor(-1), scene):
        subjects.append(token.nbor(-1))
    if verb is not None and not subjects and frame not in ("undergo",):
        subjects.extend(noun for noun in supporters(verb, token, scene) if noun not in subjects)
    for child in token.children:
        if (
            child.dep_ == "nummod"
            and frame == "undergo"
            and not objects
            and key_of(token) in ("dead", "wounded", "injured")
        ):
            objects.append(token)
    if frame == "undergo" and not objects and key_of(token) in ("dead", "wounded", "injured"):
        objects.append(token)
    subjects, objects = list(spread(subjects)), list(spread(objects))
    if frame == "mutual" and not subjects and len(objects) > 1:
        subjects, objects = objects[:1], objects[1:]
    return sorted_out(subjects, objects, froms, token, scene)


def support_of(token: Token, frame: Frame, scene: Scene) -> Token | None:
    """Give the verb that lends a noun its subject: "carried out the attack", "was launched by", "died in clashes"."""
    words = scene.words.triggers
    verb = token.head
    while token.dep_ == "conj" and verb.pos_ in NOMINAL:
        token, verb = verb, verb.head
    if token.dep_ == "pobj" and verb.dep_ == "prep" and verb.lower_ in JOINING:
        preposition, verb = verb, verb.head
        if verb.pos_ != "VERB":
            return None
        joins = verb.lemma_.lower() in words.joining_verbs or (frame == "mutual" and preposition.lower_ == "in")
        return verb if joins else None
    if token.dep_ in ("dobj", "nsubjpass") and verb.lemma_.lower() in words.support_verbs:
        return verb
    return None


def supporters(verb: Token, noun: Token, scene: Scene) -> Iterator[Token]:
    """Give the subject of a support verb; of a passive one, its agent."""
    if is_passive(verb):
        for child in verb.children:
            if child.dep_ == "agent":
                yield from pobjs(child)
        return
    if verb.lemma_.lower() in scene.words.triggers.receiving_verbs:
        return
    for found in subject_of(verb, scene):
        if found.i != noun.i:
            yield antecedent(found)


def names_actor(token: Token, scene: Scene) -> bool:
    """Whether a modifier names a party ("a rebel attack"), and not the place of the event ("the Homs blast")."""
    if token.i in scene.actor_at:
        return True
    if token.pos_ in ("NOUN", "ADJ") and token.text.islower():
        known = classes_of(token, scene)
        return bool(known & {"force", "state", "group"}) and not known & {"place", "weapon", "vehicle", "vague"}
    return token.i not in scene.place_at and token.ent_type_ in ("NORP", "ORG", "PERSON") and token.text[:1].isupper()


def adjective_arguments(token: Token, scene: Scene) -> Arguments:
    """Give whom an adjective of casualty is said of: the noun it modifies, the subject it predicates of."""
    head = token.head
    if token.dep_ in ("amod", "compound", "nmod", "nummod"):
        return Arguments(objects=tuple(spread([head])))
    if token.dep_ in ("acomp", "oprd", "ccomp", "xcomp", "attr", "advcl", "conj"):
        own = [child for child in token.children if child.dep_ in ("nsubj", "nsubjpass")]
        if own:
            return Arguments(objects=tuple(spread(antecedent(noun) for noun in own)))
        for dep in ("dobj", "nsubj", "nsubjpass"):
            found = [child for child in head.children if child.dep_ == dep]
            if found:
                return Arguments(objects=tuple(spread(antecedent(noun) for noun in found)))
    if token.dep_ in ("acl", "relcl", "appos", "advmod"):
        return Arguments(objects=(head,) if head.pos_ in NOMINAL else ())
    return Arguments(objects=(token,) if is_counted(token, scene) else ())


def is_counted(token: Token, scene: Scene) -> bool:
    """Whether a participle or adjective stands for people by a number alone: "several injured"."""
    return any(child.dep_ == "nummod" or child.lower_ in scene.words.triggers.partitives for child in token.children)


# --- shared -----------------------------------------------------------------------------------------------------


def pobjs(preposition: Token) -> list[Token]:
    """Give the nouns under a preposition; through a second one too ("from inside the town")."""
    found = []
    for child in preposition.children:
        if child.dep_ == "pobj":
            found.append(child)
        elif child.dep_ == "prep":
            found.extend(grand for grand in child.children if grand.dep_ == "pobj")
    return found


def spread(nouns: Iterable[Token]) -> Iterator[Token]:
    """Give nouns and those coordinated with them, once each."""
    seen: set[int] = set()
    for noun in nouns:
        for one in (noun, *(other for other in noun.conjuncts if other.i > noun.i and other.pos_ in NOMINAL)):
            if one.i not in seen:
                seen.add(one.i)
                yield one


def is_weapon(token: Token, scene: Scene) -> bool:
    """Whether a noun is a weapon that cannot act by itself."""
    kind = scene.words.triggers.weapon_types.get(key_of(token))
    return kind is not None and kind not in scene.words.triggers.agentive_weapons


def is_munition(token: Token, scene: Scene) -> bool:
    """Whether a noun is a weapon that is used up, so that nothing is done to it: a bomb, a shell, a missile."""
    return is_weapon(token, scene) and bool(classes_of(token, scene) & {"explosive", "missile", "shell", "mine"})


def sorted_out(
    subjects: list[Token], objects: list[Token], froms: list[Token], token: Token, scene: Scene
) -> Arguments:
    """Put weapons apart; the doer of what a weapon does is its owner, or who wields it in the clause above."""
    weapons = [noun for noun in subjects if is_weapon(noun, scene) or "event" in classes_of(noun, scene)]
    if weapons:
        subjects = [noun for noun in subjects if noun not in weapons]
        for weapon in weapons:
            subjects.extend(owner for owner in owners(weapon, token, scene) if owner not in subjects)
    objects = [noun for noun in objects if not is_munition(noun, scene)]
    return Arguments(
        subjects=tuple(subjects), objects=tuple(objects), weapons=tuple(weapons), froms=tuple(spread(froms))
    )


def owners(weapon: Token, trigger: Token, scene: Scene) -> Iterator[Token]:
    """Give whose weapon it is: its modifier or possessor, or the subject of the clause that it is wielded in.

    Who arrests over a bombing or condemns it does not wield it.
    """
    held = [
        child
        for child in weapon.children
        if child.dep_ in ("poss", "compound", "amod", "nmod") and (child.dep_ == "poss" or names_actor(child, scene))
    ]
    if held:
        yield from held
        return
    for child in weapon.children:
        if child.dep_ == "prep" and child.lower_ in ("by", "from"):
            yield from pobjs(child)
        elif child.dep_ == "acl" and is_passive(child):
            for grand in child.children:
                if grand.dep_ == "agent":
                    yield from pobjs(grand)
    if trigger.dep_ == "relcl" and trigger.head == weapon:
        under = weapon.head if weapon.dep_ == "pobj" else weapon
        verb = under.head
        wielded = under.lower_ in ("with", "using") if under != weapon else weapon.dep_ == "dobj"
        if "event" in classes_of(weapon, scene):
            wielded = under == weapon and verb.lemma_.lower() in scene.words.triggers.support_verbs
        if verb.pos_ == "VERB" and verb != trigger and wielded:
            yield from (antecedent(noun) for noun in subject_of(verb, scene))
