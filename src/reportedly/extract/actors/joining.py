"""Actors by rules and names by the learned head -> actors: what the rules missed is added, what they misread dropped.

The curated list stays above the head: a listed party is neither dropped nor renamed. An organisation that no list knows
is entered under its own name, ``unknown`` where nothing tells its kind; a name that only says of what people someone is
("the Syrian people") names nobody.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportedly.codebook.names import scan
from reportedly.extract.actors.affiliations import tie_persons
from reportedly.extract.actors.cast import Cast, Draft, Scene
from reportedly.extract.actors.composites import state_draft
from reportedly.extract.actors.groups import group_draft, kind_of, misnamed
from reportedly.extract.actors.persons import after_title, person_draft, plausible, same_person
from reportedly.extract.actors.surnames import gather_surnames

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from reportedly.codebook.parties import Parties
    from reportedly.codebook.roles import RoleLexicon
    from reportedly.model import Actor, Article, Name, Span
    from reportedly.parsed import Doc

SURE = 0.75  # of a name, to be entered
BEYOND_DOUBT = 0.85  # of a name, to drop what the rules made of the same words
NOBODY = ("state", "demonym", "people", "capital")
LOOSE = frozenset({"person", "unknown", "organisation"})  # types that the rules give by form alone
FITS = {"person": frozenset({"person"}), "organisation": LOOSE - {"person"}, "place": frozenset[str]()}


def join_names(
    article: Article,
    doc: Doc,
    *,
    actors: Iterable[Actor],
    names: Sequence[Name],
    parties: Parties,
    lexicon: RoleLexicon,
) -> tuple[Actor, ...]:
    """Give the actors anew, with what the names say, in the order of their first mentions.

    Args:
        article: the article; ``doc`` is its parse.
        actors: what ``find_actors`` gave.
        names: the names of ``Tags``.
        parties: the known parties.
        lexicon: the words of roles.
    """
    found = tuple(actors)
    if not any(tells(name, found) for name in names):
        return found
    published = article.published.date_start
    scene = Scene(doc, parties, lexicon, int(published[:4]) if published else None)
    scene.take(scan(scene.text, scene.words, parties.names))
    cast = Cast(len(scene.text))
    for actor in found:
        keep(cast, actor, names if actor.type in LOOSE and not listed(actor, parties) else (), scene)
    for name in names:
        if name.confidence >= SURE and name.kind == "person":
            enter_person(scene, cast, name)
    gather_surnames(scene, cast)
    for name in names:
        if name.confidence >= SURE and name.kind == "organisation":
            enter_organisation(scene, cast, name)
    tie_persons(scene, cast)
    return tuple(cast.actors())


def tells(name: Name, actors: Sequence[Actor]) -> bool:
    """Whether a name may tell what the rules do not: it touches no actor's mention, or one of another kind."""
    if name.confidence < SURE:
        return False
    touched = [
        actor for actor in actors if any(span.start < name.end and name.start < span.end for span in actor.mentions)
    ]
    if not touched:
        return name.kind != "place"
    return any(actor.type in LOOSE and actor.type not in FITS[name.kind] for actor in touched)


def listed(actor: Actor, parties: Parties) -> bool:
    """Whether the lists know the actor."""
    return actor.name in parties.leaders or any(party.name == actor.name for party in parties.parties.values())


def keep(cast: Cast, actor: Actor, names: Sequence[Name], scene: Scene) -> None:
    """Enter an actor with those of its mentions that none of the names contradicts."""
    draft = Draft(
        key=key_of(actor),
        name=actor.name,
        type=actor.type,
        country=actor.country,
        wikidata=actor.wikidata,
        part_of=list(actor.part_of),
        backed_by=list(actor.backed_by),
    )
    for span in actor.mentions:
        if not any(contradicts(scene, name, span, actor) for name in names):
            cast.name_at(draft, span.start, span.end)


def key_of(actor: Actor) -> str:
    """Give the key under which the actor's draft would stand."""
    if actor.type == "person":
        return f"person:{actor.name.casefold()}"
    return f"state:{actor.country}" if actor.type == "state" else f"own:{actor.name.casefold()}"


def contradicts(scene: Scene, name: Name, span: Span, actor: Actor) -> bool:
    """Whether a name without its article is just the words of a mention and is of another kind than the actor."""
    if name.confidence < BEYOND_DOUBT or actor.type in FITS[name.kind]:
        return False
    first, last = bare(scene, name)
    return first < last and scene.tokens[first].idx == span.start and end_of(scene, last) == span.end


def bare(scene: Scene, name: Name) -> tuple[int, int]:
    """Give the tokens of a name without what stands before its first capital ("the city of"), of an organisation only
    without articles and "our"."""
    first, last = scene.token_at(name.start).i, scene.token_at(name.end - 1).i + 1
    while first < last and not (opens(scene.tokens[first].text) and scene.tokens[first].pos_ != "DET"):
        if name.kind == "organisation" and scene.tokens[first].pos_ not in ("DET", "PRON"):
            break
        first += 1
    return first, last


def opens(word: str) -> bool:
    """Whether a word can begin a name: a capital, or the Arabic article."""
    return word[:1].isupper() or word in ("al", "el")


def end_of(scene: Scene, last: int) -> int:
    """Give the offset one past the token before ``last``."""
    return scene.tokens[last - 1].idx + len(scene.tokens[last - 1])


def enter_person(scene: Scene, cast: Cast, name: Name) -> None:
    """Enter a person under the name without titles; one of whom a fuller name is known under that."""
    first, last = bare(scene, name)
    first = after_title(scene.doc, first, last, scene.lexicon)
    if first >= last or scene.in_title_case(name.start):
        return
    for start, end in plausible(scene, cast, first, last):
        printed = scene.text[start:end]
        cast.name_at(person_draft(same_person(cast, printed) or printed), start, end)


def enter_organisation(scene: Scene, cast: Cast, name: Name) -> None:
    """Enter a state that acts, or an organisation under its own name."""
    first, last = bare(scene, name)
    if first >= last:
        return
    start, end = scene.tokens[first].idx, end_of(scene, last)
    hit = scene.hit_at(start)
    if hit is not None and (hit.start, hit.end) == (start, end):
        entry = scene.entry(hit, ("state",))
        if entry is not None:
            cast.name_at(state_draft(scene.parties.states[entry.id]), start, end)
            return
    if not scene.in_title_case(start) and all(named_words(scene, first, last)):
        cast.name_at(group_draft(scene, start, end, kind_of(scene, start, end) or "unknown"), start, end)


def named_words(scene: Scene, first: int, last: int) -> Iterator[bool]:
    """Say what an unknown organisation's name must be: capitals throughout, more than of what land, no thing."""
    tokens, lexicon = scene.tokens[first:last], scene.lexicon
    small = lexicon.name_particles | lexicon.loose_particles
    yield tokens[-1].text[:1].isupper()
    yield all(token.text[:1].isupper() or token.lower_ in small or not token.is_alpha for token in tokens)
    hit = scene.hit_at(tokens[-1].idx)
    yield hit is None or scene.entry(hit, NOBODY) is None
    yield not misnamed(scene, tokens[0].lower_, tokens[-1].lower_)
    yield not any(token.lower_ in lexicon.not_names or token.text in '/@#:;"“”()\n' for token in tokens)
