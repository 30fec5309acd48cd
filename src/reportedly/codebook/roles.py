"""The words that tell what kind of party a name or a noun phrase means: branches of a state, heads of names, titles,
roles, and the nouns that point back. Read from ``data/lexicon/en/actors.yml``."""

from __future__ import annotations

from dataclasses import dataclass

from reportedly.codebook.tables import read_table
from reportedly.model import ActorType


@dataclass(frozen=True, slots=True, kw_only=True)
class RoleLexicon:
    """The file's lists, as sets and maps for look-up; all words lower case. Comments in the file say what each is."""

    branches: dict[str, frozenset[str]]
    branch_modifiers: frozenset[str]
    deeds: frozenset[str]
    backing: frozenset[str]
    leading: frozenset[str]
    joining: frozenset[str]
    allied_nouns: dict[str, ActorType]
    heads: dict[ActorType, frozenset[str]]
    group_openers: frozenset[str]
    naming: frozenset[str]
    name_particles: frozenset[str]
    loose_particles: frozenset[str]
    head_links: frozenset[str]
    person_particles: frozenset[str]
    acronym_words: frozenset[str]
    small_words: frozenset[str]
    compound_tails: frozenset[str]
    not_names: frozenset[str]
    thing_heads: frozenset[str]
    thing_openers: frozenset[str]
    locative: frozenset[str]
    vessel_prefixes: frozenset[str]
    titles: frozenset[str]
    title_modifiers: frozenset[str]
    roles: frozenset[str]
    abbreviations: dict[str, str]
    family_name_first: frozenset[str]
    unnamed_persons: frozenset[str]
    feminine: frozenset[str]
    masculine: frozenset[str]
    personal_pronouns: frozenset[str]
    singular_pronouns: frozenset[str]
    plural_pronouns: frozenset[str]
    definite: frozenset[str]
    narrowing: frozenset[str]
    bodies: dict[str, tuple[ActorType, ...]]
    members: dict[str, tuple[ActorType, ...]]
    named_after: frozenset[str]
    plain_nouns: frozenset[str]
    not_called: dict[str, frozenset[str]]
    hostile_modifiers: frozenset[str]
    designations: dict[str, tuple[str, ...]]
    neutral_modifiers: frozenset[str]
    member_nouns: frozenset[str]
    own_people: frozenset[str]
    volition: frozenset[str]
    saying: frozenset[str]
    stative: frozenset[str]
    state_groups: frozenset[str]
    inclusion: frozenset[str]
    partner_prepositions: frozenset[str]
    boundary_nouns: frozenset[str]
    victim_verbs: frozenset[str]

    def branch_of(self, phrase: str) -> str | None:
        """Give the branch of a state that a noun names, if it names one."""
        return next((branch for branch, nouns in self.branches.items() if phrase in nouns), None)

    def type_of_head(self, word: str) -> ActorType | None:
        """Give the type of actor that a head noun of a name tells."""
        return next((kind for kind, nouns in self.heads.items() if word in nouns), None)


def load_roles() -> RoleLexicon:
    """Read the lexicon of roles.

    Raises:
        CodebookError: the file is malformed.
    """
    return read_table("lexicon/en/actors.yml", RoleLexicon)
