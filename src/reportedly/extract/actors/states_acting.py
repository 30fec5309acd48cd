"""States where the text has them act or be acted on, not where it only names the country as a place.

"Turkey said", "by Russia", "war with Iran", "Israeli airstrikes", "Moscow denied" name a party; "in Syria" does not.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportedly.extract.actors.composites import state_draft

if TYPE_CHECKING:
    from reportedly.codebook.names import Hit
    from reportedly.codebook.roles import RoleLexicon
    from reportedly.extract.actors.cast import Cast, Scene
    from reportedly.parsed import Token

SUBJECTS = frozenset({"nsubj", "csubj"})


def gather_states(scene: Scene, cast: Cast) -> None:
    """Enter the states that act, are acted on, or own a hostile deed."""
    for hit in scene.hits:
        entry = scene.entry(hit, ("state", "demonym", "capital"))
        if entry is None or not cast.free(hit.start, hit.end):
            continue
        token = scene.token_at(hit.end - 1)
        if acts(scene, hit, token, entry.kind):
            cast.name_at(state_draft(scene.parties.states[entry.id]), hit.start, hit.end)


def acts(scene: Scene, hit: Hit, token: Token, kind: str) -> bool:
    """Whether a state's name, adjective or capital stands for the state as a party."""
    lexicon = scene.lexicon
    if kind == "demonym":
        return owns_deed(scene, hit) or (token.dep_ in ("amod", "compound", "nmod") and head_is_deed(token, lexicon))
    while token.dep_ == "conj" and token.head.i < token.i:
        token = token.head
    if token.dep_ in SUBJECTS:
        verb = token.head
        return verb.lemma_ in lexicon.saying if kind == "capital" else verb.lemma_ not in lexicon.stative
    if kind == "capital":
        return False
    if one_of_several(token, lexicon):
        return True
    if token.dep_ == "poss":
        return head_is_deed(token, lexicon)
    if token.dep_ == "nsubjpass" or token.dep_ == "dobj" or token.dep_ == "dative":
        return token.head.lemma_ in lexicon.victim_verbs
    if token.dep_ == "pobj":
        return partner(token, lexicon)
    return token.dep_ in ("compound", "nmod", "amod") and head_is_deed(token, lexicon)


def one_of_several(token: Token, lexicon: RoleLexicon) -> bool:
    """Whether a state is named as an ally or a member ("backers, including Oman", "our ally Norway")."""
    head = token.head
    if token.dep_ in ("appos", "compound") and head.lemma_ in lexicon.state_groups:
        return True
    if token.dep_ == "pobj" and head.lower_ in lexicon.inclusion:
        return head.head.lemma_ in lexicon.state_groups
    if token.dep_ == "dobj" and head.lemma_ in lexicon.inclusion:
        return any(child.lemma_ in lexicon.state_groups for child in (head.head, *head.lefts))
    return any(child.dep_ in ("compound", "nmod") and child.lemma_ in lexicon.state_groups for child in token.lefts)


def partner(token: Token, lexicon: RoleLexicon) -> bool:
    """Whether a state after a preposition is the doer, the foe or the partner ("by Russia", "war with Iran")."""
    preposition = token.head
    if preposition.dep_ == "agent":
        return True
    return preposition.lower_ in lexicon.partner_prepositions and preposition.head.lemma_ not in lexicon.boundary_nouns


def head_is_deed(token: Token, lexicon: RoleLexicon) -> bool:
    """Whether the noun that a state's name belongs to is a hostile or military doing."""
    return token.head.lower_ in lexicon.deeds


def owns_deed(scene: Scene, hit: Hit) -> bool:
    """Whether the word after an adjective of a state, or the one after that, is a hostile or military doing."""
    words = scene.words[hit.last + 1 : hit.last + 3]
    for count in range(len(words)):
        run = words[: count + 1]
        ends = [hit.end, *(word.end for word in run)]
        tight = all(scene.text[end : word.start] == " " for end, word in zip(ends, run, strict=False))
        if tight and " ".join(word.key for word in run) in scene.lexicon.deeds:
            return True
        if tight and run[-1].key in scene.lexicon.deeds:
            return True
    return False
