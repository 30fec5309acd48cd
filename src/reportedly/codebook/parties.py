"""The parties to the conflicts of the last decades, the states, and their leaders: names, kinds, and who backs whom.

Read from ``data/actors/*.yml``. Each file names its sources; each entry says which of them it can be checked in.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from reportedly.codebook.names import Entry, Node, add_name
from reportedly.codebook.tables import read_table
from reportedly.errors import CodebookError
from reportedly.model import ActorType

if TYPE_CHECKING:
    from collections.abc import Iterator

PARTY_FILES = (
    "middle_east",
    "africa",
    "asia_europe_americas",
    "forces",
    "political",
    "international",
    "media",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Backing:
    """Who backs a party, in the years known (both inclusive)."""

    by: str
    since: int | None = None
    until: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PartyEntry:
    """One party as the list has it; ``ambiguous`` holds aliases with the words of which one must be in the report.

    ``branch`` says which composite of the country ("Syrian army": military) this party is.
    """

    id: str
    name: str
    type: ActorType | None = None
    country: str | None = None
    wikidata: str | None = None
    branch: str | None = None
    since: int | None = None
    until: int | None = None
    part_of: tuple[str, ...] = ()
    backed_by: tuple[Backing, ...] = ()
    aliases: tuple[str, ...] = ()
    ambiguous: dict[str, tuple[str, ...]] = field(default_factory=dict)
    source: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Defaults:
    """What an entry of a file that does not say otherwise is, and where it can be checked."""

    type: ActorType
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PartyFile:
    """One file of parties."""

    sources: dict[str, str]
    defaults: Defaults
    parties: tuple[PartyEntry, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    """A known party. ``part_of`` holds names, nearest whole first; ``source`` the document to check it in."""

    id: str
    name: str
    type: ActorType
    country: str | None
    wikidata: str | None
    branch: str | None
    since: int | None
    until: int | None
    part_of: tuple[str, ...]
    backed_by: tuple[Backing, ...]
    source: str

    def backers(self, year: int | None) -> tuple[str, ...]:
        """Give who backs the party in a year; all who ever did where the year is not known."""
        return tuple(
            backing.by
            for backing in self.backed_by
            if year is None or (backing.since or year) <= year <= (backing.until or year)
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """A state: its name, the adjectives and plural nouns made of it, and the capitals that stand for it.

    ``label`` stands before a noun in the names that we make, where the first adjective would not ("U.S. police").
    """

    iso2: str
    name: str
    demonyms: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    capitals: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    label: str | None = None
    wikidata: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class StateFile:
    """The file of states."""

    source: str
    states: tuple[State, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Leader:
    """A person whom the press names by surname alone, and the body that he or she led."""

    name: str
    surnames: tuple[str, ...]
    country: str | None
    part_of: tuple[str, ...]
    since: int
    until: int | None = None

    def wholes(self, year: int | None) -> tuple[str, ...]:
        """Give what the person belonged to in a year; where the year is not known, what the list says."""
        return self.part_of if year is None or self.since <= year <= (self.until or year) else ()


@dataclass(frozen=True, slots=True, kw_only=True)
class LeaderFile:
    """The file of leaders."""

    source: str
    leaders: tuple[Leader, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Parties:
    """All known parties, states and leaders, with the trie of their names and the composites of each state."""

    parties: dict[str, Party]
    states: dict[str, State]
    leaders: dict[str, Leader]
    branches: dict[tuple[str, str], str]
    names: Node


def load_parties() -> Parties:
    """Read the lists and build the trie of names (about 5,000 names; some 50 ms).

    Raises:
        CodebookError: an entry is malformed, an id is used twice, or a source or a whole is not known.
    """
    entries = list(read_parties())
    known = {entry.id: entry for entry, _ in entries}
    if len(known) < len(entries):
        twice = sorted({entry.id for entry, _ in entries if known[entry.id] is not entry})
        raise CodebookError(f"data/actors: ids used twice: {', '.join(twice)}")
    parties = {entry.id: party_of(entry, file, known) for entry, file in entries}
    states = {state.iso2: state for state in read_table("actors/states.yml", StateFile).states}
    leaders = {leader.name: leader for leader in read_table("actors/leaders.yml", LeaderFile).leaders}
    root = Node()
    for entry, _ in entries:
        enter_party(root, entry)
    for state in states.values():
        enter_state(root, state)
    for leader in leaders.values():
        enter_leader(root, leader, states)
    branches = {(party.country, party.branch): party.id for party in parties.values() if party.country and party.branch}
    return Parties(parties=parties, states=states, leaders=leaders, branches=branches, names=root)


def read_parties() -> Iterator[tuple[PartyEntry, PartyFile]]:
    """Give every entry with the file that it is in."""
    for name in PARTY_FILES:
        file = read_table(f"actors/{name}.yml", PartyFile)
        for entry in file.parties:
            yield entry, file


def party_of(entry: PartyEntry, file: PartyFile, known: dict[str, PartyEntry]) -> Party:
    """Fill an entry from its file's defaults, and turn the ids of its wholes into names."""
    source = entry.source or file.defaults.source
    missing = [whole for whole in entry.part_of if whole not in known]
    if missing:
        raise CodebookError(f"data/actors: {entry.id} is part of {missing[0]}, which is not listed")
    return Party(
        id=entry.id,
        name=entry.name,
        type=entry.type or file.defaults.type,
        country=entry.country,
        wikidata=entry.wikidata,
        branch=entry.branch,
        since=entry.since,
        until=entry.until,
        part_of=tuple(known[whole].name for whole in entry.part_of),
        backed_by=entry.backed_by,
        source=file.sources.get(source, source),
    )


def enter_party(root: Node, entry: PartyEntry) -> None:
    """Enter the names of a party; a name that is also ambiguous needs its words."""
    for name in (entry.name, *entry.aliases):
        if name not in entry.ambiguous:
            add_name(root, name, Entry(kind="party", id=entry.id))
    for name, needs in entry.ambiguous.items():
        add_name(root, name, Entry(kind="party", id=entry.id, needs=needs))


def enter_state(root: Node, state: State) -> None:
    """Enter a state's names, adjectives, people and capitals."""
    for name in (state.name, *state.aliases):
        add_name(root, name, Entry(kind="state", id=state.iso2))
    for name in state.demonyms:
        add_name(root, name, Entry(kind="demonym", id=state.iso2))
    for name in state.people:
        add_name(root, name, Entry(kind="people", id=state.iso2))
    for name in state.capitals:
        add_name(root, name, Entry(kind="capital", id=state.iso2))


def enter_leader(root: Node, leader: Leader, states: dict[str, State]) -> None:
    """Enter a leader's full name, and the surnames, which need the country to be named in the report."""
    add_name(root, leader.name, Entry(kind="leader", id=leader.name))
    state = states.get(leader.country or "")
    needs = (state.name, *state.aliases, *state.demonyms, *state.capitals) if state else ()
    for surname in leader.surnames:
        add_name(root, surname, Entry(kind="leader", id=leader.name, needs=needs))
