"""Who is named in a report: known parties, the article's own acronyms, states' forces, persons, unknown groups.

The order is that of trust: what the article defines itself, the curated list (longest name first), what a state's
name makes with a noun, persons, the parser's own labels, and last the states as such. What one step has claimed no
later one may.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from reportedly.codebook.names import scan
from reportedly.extract.actors.acronyms import find_acronyms
from reportedly.extract.actors.affiliations import tie_persons
from reportedly.extract.actors.cast import Cast, Draft, Scene
from reportedly.extract.actors.composites import composite, gather_backed, gather_composites, noun_after, party_draft
from reportedly.extract.actors.groups import gather_groups, gather_introduced, kind_of
from reportedly.extract.actors.persons import gather_persons, person_names
from reportedly.extract.actors.states_acting import gather_states

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from reportedly.codebook.names import Hit
    from reportedly.codebook.parties import Parties
    from reportedly.codebook.roles import RoleLexicon
    from reportedly.model import Actor, Article, Place, Span
    from reportedly.parsed import Doc


LONGEST_TIE = 60  # characters between the two names
SHORT = 5  # characters; an acronym as short as this says nothing in a line of capitals


def find_actors(
    article: Article, doc: Doc, *, parties: Parties, lexicon: RoleLexicon, places: Iterable[Place] = ()
) -> Iterator[Actor]:
    """Give the parties that a report names, one a party with all its named mentions, in order of first mention.

    Args:
        article: the article; its publication year picks who backed whom then.
        doc: its parse, with offsets into ``article.text``.
        parties: the known parties, from ``load_parties``.
        lexicon: the words of roles, from ``load_roles``.
        places: the places found; what they name is no person and no unknown group.

    Yields:
        Actors ``a1``, ``a2``, … A mention is the name without article and title. Pronouns, roles and "the group" are
        added by ``resolve_references``.
    """
    published = article.published.date_start
    scene = Scene(doc, parties, lexicon, int(published[:4]) if published else None)
    scene.take(scan(scene.text, scene.words, parties.names))
    cast = Cast(len(scene.text))
    gather_acronyms(scene, cast)
    gather_known(scene, cast)
    gather_composites(scene, cast)
    names = person_names(scene, cast)
    with cast.kept_off(list(place_names(scene, places, names))):
        gather_introduced(scene, cast)
        gather_persons(scene, cast, names)
        gather_groups(scene, cast)
    gather_backed(scene, cast)
    gather_states(scene, cast)
    tie_backers(scene, cast)
    tie_persons(scene, cast)
    yield from cast.actors()


def place_names(scene: Scene, places: Iterable[Place], names: list[tuple[int, int]]) -> Iterator[Span]:
    """Give the mentions of places, but for parts of persons' names that no preposition makes places ("Sharon said")."""
    whole = {scene.text[start:end] for start, end in names if " " in scene.text[start:end]}
    parts = {part for name in whole for part in name.split()}
    for place in places:
        for span in place.mentions:
            printed = scene.text[span.start : span.end]
            if printed not in parts or printed in whole or scene.token_at(span.start).dep_ == "pobj":
                yield span


def gather_acronyms(scene: Scene, cast: Cast) -> None:
    """Enter what the article defines by an acronym, and every other use of that acronym."""
    drafts: dict[str, Draft] = {}
    for item in find_acronyms(scene.text, scene.lexicon.small_words):
        start, end = item.long.start, item.long.end
        hit = next((hit for hit in scene.hits if hit.start <= start and hit.end >= end), None)
        entry = scene.entry(hit, ("party",)) if hit is not None else None
        if entry is not None:
            draft = party_draft(scene, entry.id)
        else:
            kind = kind_of(scene, start, end)
            if kind is None and scene.token_at(start).ent_type_ != "ORG":
                continue
            name = " ".join(scene.text[start:end].split())
            draft = Draft(key=f"own:{name.casefold()}", name=name, type=kind or "unknown")
        if cast.name_at(draft, start, end) is not None:
            drafts[item.acronym] = draft
    for acronym, draft in drafts.items():
        for match in re.finditer(rf"(?<![\w&]){re.escape(acronym)}(?!\w)", scene.text):
            cast.name_at(draft, match.start(), match.end())


def gather_known(scene: Scene, cast: Cast) -> None:
    """Enter the parties of the curated list."""
    for hit in scene.hits:
        entry = scene.entry(hit, ("party",))
        if entry is None or (hit.end - hit.start < SHORT and blind(scene, hit)) or is_given_name(scene, hit):
            continue
        # "Syrian government forces" are the forces, not the government.
        party = scene.parties.parties[entry.id]
        longer = noun_after(scene, hit) if party.branch == "government" and party.country else None
        if longer is not None and party.country:
            _, last, phrase, branch = longer
            draft = composite(scene, scene.parties.states[party.country], branch, phrase)
            cast.name_at(draft, hit.start, scene.words[last].end)
        else:
            cast.name_at(party_draft(scene, entry.id), hit.start, hit.end)


def blind(scene: Scene, hit: Hit) -> bool:
    """Whether an acronym may be a mere word: its line is all in capitals, or the whole text is and the word exists."""
    if not scene.in_capitals(hit.start, hit.end):
        return False
    return not scene.text.isupper() or scene.text[hit.start : hit.end].casefold() in scene.lexicon.acronym_words


def is_given_name(scene: Scene, hit: Hit) -> bool:
    """Whether one word stands in the middle of a person's name: "Al-Fateh Qurashi" is not of Fatah."""
    token = scene.token_at(hit.start)
    if hit.end > token.end or token.i + 1 == len(token.doc):
        return False
    return all(part.ent_iob_ == "I" and part.ent_type_ == "PERSON" for part in (token, token.nbor(1)))


def tie_backers(scene: Scene, cast: Cast) -> None:
    """Read "Y, backed by X": two mentions with only that between them."""
    ties = "|".join(sorted(scene.lexicon.backing))
    between = re.compile(rf"(?:\)?,)? (?:(?:which|who|that) (?:is|are|was|were) )?(?:{ties}) by (?:the |an? )?")
    named = list(cast.named())
    for (span, draft), (following, backer) in zip(named, named[1:], strict=False):
        if following.start - span.end < LONGEST_TIE and between.fullmatch(scene.text, span.end, following.start):
            draft.backed_by.append(backer.name)
