"""Finds the subject of a verb wherever it stands: its own, shared, inherited, controlled, or that of its passive."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportedly.extract.events.scene import Scene, antecedent, classes_of, clause_of, key_of, lemma_of

if TYPE_CHECKING:
    from reportedly.parsed import Token

ACTING = frozenset(
    {"person", "civilian", "occupation", "force", "group", "leader", "state", "weapon", "event", "aircraft", "captive"}
)
SINGLE = frozenset({"he", "she", "i", "it"})
"""Pronouns that do not say whether a force or a single person is willing or likely to do something."""
FINITE = frozenset({"VBD", "VBZ", "VBP"})
SUBORDINATING = frozenset({"since", "after", "before", "until", "till", "as"})
INHERITING = frozenset({"xcomp", "advcl", "conj", "ccomp", "pcomp", "acl", "relcl", "oprd", "acomp", "dep"})


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
    clauses = [child for child in token.children if child.dep_ == "csubj" and child.tag_ == "VBG"]
    found = [child for part in (*parts, *clauses) for child in part.children if child.dep_ in ("nsubj", "nsubjpass")]
    return [noun for noun in found if all(noun.i + 1 != other.i or other.pos_ == "PRON" for other in found)]


def lost_behind(token: Token) -> list[Token]:
    """Give the subject that a word was taken for a preposition of: "killed by shelling *since* the army began it"."""
    if token.tag_ not in FINITE or token.dep_ not in ("conj", "ccomp") or token.i == token.sent.start:
        return []
    noun = token.nbor(-1)
    while noun.dep_ == "conj" and noun.head.i < noun.i:
        noun = noun.head
    return [noun] if noun.dep_ == "pobj" and noun.head.lower_ in SUBORDINATING and noun.i < token.i else []


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
    return not bound and bool(classes_of(noun, scene) & {"civilian", "person", "occupation", "force"})


def subject_of(token: Token, scene: Scene, depth: int = 0) -> list[Token]:
    """Give a verb's surface subject: its own, or the one it shares with or inherits from the clause above."""
    own = own_subjects(token) or lost_behind(token)
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
        return [] if is_means_of_passive(token) else controller(governor, scene, depth)
    if token.dep_ == "conj":
        if is_means_of_passive(token) or follows_its_subject(token):
            return []
        return subject_of(head, scene, depth + 1) if head.pos_ in ("VERB", "AUX") else []
    if token.dep_ == "acomp":
        return [noun for noun in subject_of(head, scene, depth + 1) if noun.lower_ not in SINGLE]
    if head.pos_ in ("VERB", "AUX", "ADJ"):
        if token.tag_ == "VBG" and head.lemma_.lower() in scene.words.triggers.telling and token.dep_ != "advcl":
            return []
        told = told_before(token) if token.tag_ == "VBG" and is_outcome(token, scene) else None
        if told is not None:
            return subject_of(told, scene, depth + 1)
        if token.dep_ == "ccomp" and has_lost_its_subject(token):
            return []
        if token.dep_ in ("xcomp", "ccomp"):
            return controller(head, scene, depth)
        if token.dep_ == "advcl" and any(child.dep_ == "mark" for child in token.children):
            return []
        if token.dep_ == "advcl" and orders(head, token):
            return controller(head, scene, depth)
        if token.dep_ == "advcl" and token.tag_ == "VBG":
            if is_outcome(token, scene):
                nearer = struck_before(token, scene)
                if nearer is not None:
                    return [antecedent(noun) for noun in own_subjects(nearer)]
            by = [noun for noun in agents(head) if classes_of(noun, scene) & {"event", "weapon"}]
            if by:
                return by
        return subject_of(head, scene, depth + 1)
    return []


def follows_its_subject(token: Token) -> bool:
    """Whether a verb that is joined to a passive stands right behind a noun, which then is its subject, though unseen.

    "Ten were killed by airstrikes after the coalition and its allies began an offensive": the ten began nothing.
    """
    return token.tag_ in FINITE and is_passive(token.head) and token.nbor(-1).pos_ in ("NOUN", "PROPN")


def is_means_of_passive(token: Token) -> bool:
    """Whether a gerund is what something befell another by: "wounded by shelling", "by airstrikes and shelling"."""
    if token.tag_ != "VBG" or any(child.dep_ in ("aux", "dobj") for child in token.children):
        return False
    if token.dep_ == "pcomp":
        return token.head.lower_ == "by" and is_passive(token.head.head)
    return is_passive(token.head) and any(noun.i < token.i for noun in agents(token.head))


def has_lost_its_subject(token: Token) -> bool:
    """Whether a verb is finite, so that it has a subject of its own, though the parser hung that elsewhere."""
    if token.tag_ not in FINITE or is_passive(token):
        return False
    return not any(child.dep_ == "expl" for child in token.children)  # "there was"


def is_outcome(token: Token, scene: Scene) -> bool:
    """Whether a participle tells of casualties, and so of what the clause before it did, not of who tells of it.

    "Rebels shelled the town, residents said, wounding six": it is not the residents who wounded.
    """
    words = scene.words.triggers
    return any(sense.type in words.casualties for sense in words.verbs.get(lemma_of(token, words.forms), ()))


def told_before(token: Token) -> Token | None:
    """Give the clause that a verb of saying is set into: "Rebels shelled it, residents said, wounding six"."""
    said = token.head
    if said.dep_ == "parataxis" and said.head.i < said.i < token.i:
        return said.head
    return next((child for child in said.children if child.dep_ == "ccomp" and child.i < said.i < token.i), None)


def struck_before(token: Token, scene: Scene) -> Token | None:
    """Give the attack, in a relative clause just before it, that a casualty is the outcome of.

    "They sought a man who opened fire, killing two": it is not the seekers who killed, wherever the parser hangs it.
    """
    words = scene.words.triggers
    last = next((word for word in reversed(token.doc[token.head.i + 1 : token.i]) if word.pos_ == "VERB"), None)
    if last is None or last.dep_ != "relcl":
        return None
    return last if any(sense.type in words.attacks for sense in words.verbs.get(last.lemma_.lower(), ())) else None


def agents(verb: Token) -> list[Token]:
    """Give the agents of a passive: "shattered by a blast, killing two"."""
    return [noun for child in verb.children if child.dep_ == "agent" for noun in child.children if noun.dep_ == "pobj"]


def orders(verb: Token, later: Token) -> bool:
    """Whether a clause of what another is told or charged to do stands before a participle: "accused of firing"."""
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


def controller(verb: Token, scene: Scene, depth: int) -> list[Token]:
    """Give the noun that is the understood subject of a verb's infinitive: its object if the verb is of that kind."""
    if verb.lemma_.lower() in scene.words.triggers.object_control:
        objects = [child for child in verb.children if child.dep_ in ("dobj", "dative", "nsubjpass")]
        if objects:
            return objects
    if verb.lemma_.lower() in scene.words.triggers.prep_control:
        asked = [child for child in verb.children if child.dep_ == "prep" and child.lower_ in ("on", "upon", "to")]
        if asked:
            return [grand for child in asked for grand in child.children if grand.dep_ == "pobj"]
    return subject_of(verb, scene, depth + 1)


def relative_object(token: Token, scene: Scene) -> bool:
    """Whether a relative clause lacks an object that its noun can be: "the town they took", not "the day they won"."""
    if token.head.i in scene.time_at or key_of(token.head) in scene.words.triggers.clause_nouns:
        return False
    if any(word.tag_ == "WRB" for child in token.children for word in (child, *child.children)):
        return False
    return any(child.dep_ == "nsubj" and child.tag_ not in ("WDT", "WP") for child in token.children)
