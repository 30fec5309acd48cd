"""Parties put together from a state and a noun: "Syrian army", "U.S. forces", "Turkey's foreign ministry".

Also who backs and who leads whom, where the name before "-backed" and "-led" says it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportedly.extract.actors.cast import Draft

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reportedly.codebook.names import Hit
    from reportedly.codebook.parties import State
    from reportedly.extract.actors.cast import Cast, Scene
    from reportedly.model import ActorType

LONGEST_NOUN = 4
MOST_MODIFIERS = 3
TYPES: dict[str, ActorType] = {
    "military": "state-forces",
    "police": "state-forces",
    "security": "state-forces",
    "government": "government",
    "institution": "government",
    "media": "media",
    "opposition": "political",
}
LABELS = {"military": "military", "police": "police", "security": "security forces", "government": "government"}


def gather_composites(scene: Scene, cast: Cast) -> None:
    """Enter the parties that a state's name or demonym makes with the noun after it."""
    for hit in scene.hits:
        state = state_of(scene, hit)
        if state is None:
            continue
        found = noun_after(scene, hit) or noun_before(scene, hit)
        if found is not None:
            first, last, phrase, branch = found
            start, end = scene.words[first].start, scene.words[last].end
            cast.name_at(composite(scene, state, branch, phrase), start, end)


def state_of(scene: Scene, hit: Hit) -> State | None:
    """Give the state that a known name or adjective means."""
    entry = scene.entry(hit, ("demonym", "state"))
    return scene.parties.states[entry.id] if entry else None


def noun_after(scene: Scene, hit: Hit) -> tuple[int, int, str, str] | None:
    """Give the first and last word, the phrase and the branch of the noun after a name.

    Words between that leave the party as it is are passed over ("Syrian government forces").
    A noun that goes on as a compound of something else ("army base", "police chief") still names the party.
    """
    lexicon = scene.lexicon
    at = hit.last + 1
    for _ in range(MOST_MODIFIERS + 1):
        if not joined(scene, at):
            return None
        for length in range(LONGEST_NOUN, 0, -1):
            words = scene.words[at : at + length]
            if len(words) < length or not all(joined(scene, at + step) for step in range(1, length)):
                continue
            phrase = " ".join(word.key.casefold() for word in words)
            branch = lexicon.branch_of(phrase)
            if branch is not None and not (length == 1 and modifies(scene, at)):
                return hit.first, at + length - 1, phrase, branch
        if scene.words[at].key.casefold() not in lexicon.branch_modifiers:
            return None
        at += 1
    return None


def noun_before(scene: Scene, hit: Hit) -> tuple[int, int, str, str] | None:
    """Give the same of a noun tied to the name by "of" ("the government of Iraq", "armed forces of Chad")."""
    at = hit.first - 1
    if at > 0 and scene.words[at].key == "the":
        at -= 1
    if at < 1 or scene.words[at].key != "of" or scene.entry(hit, ("state",)) is None:
        return None
    for length in range(2, 0, -1):
        words = scene.words[max(0, at - length) : at]
        if len(words) < length or not all(joined(scene, at - length + step) for step in range(1, length + 1)):
            continue
        phrase = " ".join(word.key.casefold() for word in words)
        branch = scene.lexicon.branch_of(phrase)
        if branch is not None:
            return at - length, hit.last, phrase, branch
    return None


def modifies(scene: Scene, at: int) -> bool:
    """Whether a noun is itself a modifier of the next ("government forces", "military intelligence")."""
    lexicon = scene.lexicon
    if scene.words[at].key.casefold() not in lexicon.branch_modifiers or not joined(scene, at + 1):
        return False
    following = scene.words[at + 1].key.casefold()
    return following in lexicon.branch_modifiers or lexicon.branch_of(following) is not None


def joined(scene: Scene, at: int) -> bool:
    """Whether a word follows the one before it with nothing but a space or a possessive between."""
    if at >= len(scene.words):
        return False
    gap = scene.text[scene.words[at - 1].end : scene.words[at].start]
    return gap in (" ", "'s ", "’s ", "' ", "’ ", "\u00a0")


def composite(scene: Scene, state: State, branch: str, phrase: str) -> Draft:
    """Give the party that a branch of a state is: the listed one where there is one."""
    known = scene.parties.branches.get((state.iso2, branch))
    if known is not None:
        return party_draft(scene, known)
    adjective = state.label or next(iter(state.demonyms), state.name)
    noun = LABELS.get(branch, phrase)
    key, name = f"{state.iso2}:{noun}", f"{adjective} {noun}"
    return Draft(key=key, name=name, type=TYPES[branch], country=state.iso2, part_of=[state.name])


def party_draft(scene: Scene, party_id: str) -> Draft:
    """Give the draft of a listed party."""
    party = scene.parties.parties[party_id]
    return Draft(
        key=f"party:{party.id}",
        name=party.name,
        type=party.type,
        country=party.country,
        wikidata=party.wikidata,
        part_of=list(party.part_of),
        backed_by=list(party.backers(scene.year)),
    )


def state_draft(state: State) -> Draft:
    """Give the draft of a state that acts."""
    return Draft(key=f"state:{state.iso2}", name=state.name, type="state", country=state.iso2, wikidata=state.wikidata)


def gather_backed(scene: Scene, cast: Cast) -> None:
    """Read "X-backed Y" and "X-led Y": say of Y who backs it, and enter Y where it has no name of its own."""
    for hit in scene.hits:
        kind = tie_after(scene, hit)
        if kind is None:
            continue
        backers = list(backers_before(scene, hit))
        at = hit.last + 2
        target = next(iter(named_from(scene, cast, at)), None)
        if target is None:
            target = unnamed_party(scene, cast, hit, at)
        if target is not None and kind == "backing":
            target.backed_by.extend(name for name in backers if name != target.name)


def tie_after(scene: Scene, hit: Hit) -> str | None:
    """Tell whether "-backed" or "-led" follows a name."""
    if hit.last + 1 >= len(scene.words):
        return None
    word = scene.words[hit.last + 1]
    if scene.text[hit.end : word.start] not in ("-", " ", "‑", "–"):
        return None
    if word.key in scene.lexicon.backing:
        return "backing"
    return "leading" if word.key in scene.lexicon.leading and scene.text[hit.end] != " " else None


def backers_before(scene: Scene, hit: Hit) -> Iterator[str]:
    """Give the names of who stands before "-backed", with those joined to it ("Russian- and Iranian-backed")."""
    index = scene.hits.index(hit)
    if index and scene.text[scene.hits[index - 1].end : hit.start] in ("- and ", "-, ", "- or ", " and "):
        before = scene.hits[index - 1]
        if scene.text[before.end] == "-":
            yield from backers_before(scene, before)
    entry = scene.entry(hit, ("state", "demonym", "capital", "party"))
    if entry is not None:
        known = scene.parties
        yield known.parties[entry.id].name if entry.kind == "party" else known.states[entry.id].name


def named_from(scene: Scene, cast: Cast, at: int) -> Iterator[Draft]:
    """Give the party named at a word, or within three words of it that belong to the same noun phrase."""
    for step in range(4):
        if at + step >= len(scene.words) or (step and not joined(scene, at + step)):
            return
        word = scene.words[at + step]
        if word.key in scene.lexicon.joining:
            return
        if cast.taken[word.start]:
            for span, draft in cast.named():
                if span.start <= word.start < span.end:
                    yield draft
            return


def unnamed_party(scene: Scene, cast: Cast, hit: Hit, at: int) -> Draft | None:
    """Enter a party that has no name but its backer's ("Iranian-backed militias")."""
    state = state_of(scene, hit)
    if state is None:
        return None
    for length in (2, 1):
        words = scene.words[at : at + length]
        if len(words) < length or not all(joined(scene, at + step) for step in range(length)):
            continue
        phrase = " ".join(word.key.casefold() for word in words)
        kind = scene.lexicon.allied_nouns.get(phrase)
        if kind is not None:
            start, end = hit.start, words[-1].end
            draft = Draft(key=f"tied:{state.iso2}:{phrase}", name=scene.text[start:end], type=kind)
            return cast.name_at(draft, start, end)
    return None
