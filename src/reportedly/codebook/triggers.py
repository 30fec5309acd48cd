"""The words that name events, the restrictions that tell their senses apart, and the classes of nouns these use."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from reportedly.codebook.event_types import load_event_types
from reportedly.codebook.tables import read_table
from reportedly.errors import CodebookError

TABLE = "lexicon/en/events.yml"

Frame = Literal[
    "act",  # subject acts; object, or on/against/at, is acted on
    "affect",  # as act, and never without an object: a lone subject is the one affected
    "undergo",  # subject is the one affected: die, flee
    "suffer",  # subject's side is affected; the object says who of it: "lost sixty fighters"
    "burst",  # subject or object goes off, and at, on or near is where: explode
    "mutual",  # subject against object or with/against: clash
    "move",  # subject is who moves, object who is moved: withdraw
    "hold",  # subject holds the object, which is a place or ground: seize, lose
    "yield",  # subject is the place: fall
    "address",  # subject says or does it to a party, wherever in the clause that stands: demand, refuse
    "oppose",  # subject stands against a party, or against what it does or is asked for: protest
    "give",  # subject gives the object to a party: dative, or to or for
]
NO_OBJECT = "none"
NO_EVENT = "none"
ANY_NAME = "name"
UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class Sense:
    """One sense of a word: the event type it names, and what must or must not stand with it.

    Classes are those of the table, and ``none`` for nothing at all; a name fits any class of persons or places.
    ``unknown`` stands for a common noun that is in no class.
    """

    type: str
    frame: Frame = "act"
    object: tuple[str, ...] = ()
    not_object: tuple[str, ...] = ()
    subject: tuple[str, ...] = ()
    not_subject: tuple[str, ...] = ()
    particle: tuple[str, ...] = ()
    prep: tuple[str, ...] = ()
    prep_object: tuple[str, ...] = ()
    modifier: tuple[str, ...] = ()
    not_modifier: tuple[str, ...] = ()
    of: tuple[str, ...] = ()
    not_of: tuple[str, ...] = ()
    not_prep: tuple[str, ...] = ()
    clause: tuple[str, ...] = ()
    not_clause: tuple[str, ...] = ()
    plural: bool = False
    not_between: tuple[str, ...] = ()
    near_violence: bool = False
    amid_conflict: bool = False
    counted: bool = False
    governor: tuple[str, ...] = ()
    refine: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """What an event type becomes where one of these words names or modifies a party to it."""

    to: str
    by: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TriggerTable:
    """The file as it stands."""

    speakers: tuple[str, ...]
    verbs: dict[str, tuple[Sense, ...]]
    nouns: dict[str, tuple[Sense, ...]]
    adjectives: dict[str, tuple[Sense, ...]]
    weapons: dict[str, tuple[str, ...]]
    classes: dict[str, tuple[str, ...]]
    turned: dict[str, Turn]
    obliging: tuple[str, ...]
    intending: tuple[str, ...]
    yielding: tuple[str, ...]
    between_parties: tuple[str, ...]
    support_verbs: tuple[str, ...]
    object_control: tuple[str, ...]
    prep_control: tuple[str, ...]
    telling: tuple[str, ...]
    clause_nouns: tuple[str, ...]
    fallen: tuple[str, ...]
    partitives: tuple[str, ...]
    event_heads: tuple[str, ...]
    attacks: tuple[str, ...]
    casualties: tuple[str, ...]
    agentive_weapons: tuple[str, ...]
    parties: tuple[str, ...]
    not_parties: tuple[str, ...]
    nobodies: tuple[str, ...]
    counted_actors: tuple[str, ...]
    by_vehicle: tuple[str, ...]
    harm_things: tuple[str, ...]
    not_places: tuple[str, ...]
    joining_verbs: tuple[str, ...]
    undergoing_verbs: tuple[str, ...]
    receiving_verbs: tuple[str, ...]
    answering_verbs: tuple[str, ...]
    befalling_verbs: tuple[str, ...]
    deeds: tuple[str, ...]
    forms: dict[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Triggers:
    """The table turned for looking up: senses by lemma, classes by noun, event type by weapon."""

    verbs: dict[str, tuple[Sense, ...]]
    nouns: dict[str, tuple[Sense, ...]]
    adjectives: dict[str, tuple[Sense, ...]]
    weapon_types: dict[str, str]
    classes: dict[str, frozenset[str]]
    speakers: frozenset[str]
    turned: dict[str, Turn]
    obliging: frozenset[str]
    intending: frozenset[str]
    yielding: frozenset[str]
    between_parties: frozenset[str]
    support_verbs: frozenset[str]
    object_control: frozenset[str]
    prep_control: frozenset[str]
    telling: frozenset[str]
    clause_nouns: frozenset[str]
    fallen: frozenset[str]
    partitives: frozenset[str]
    event_heads: frozenset[str]
    attacks: frozenset[str]
    casualties: frozenset[str]
    agentive_weapons: frozenset[str]
    parties: frozenset[str]
    not_parties: frozenset[str]
    nobodies: frozenset[str]
    counted_actors: frozenset[str]
    by_vehicle: frozenset[str]
    harm_things: frozenset[str]
    not_places: frozenset[str]
    joining_verbs: frozenset[str]
    undergoing_verbs: frozenset[str]
    receiving_verbs: frozenset[str]
    answering_verbs: frozenset[str]
    befalling_verbs: frozenset[str]
    deeds: frozenset[str]
    forms: dict[str, str]


@lru_cache(maxsize=1)
def load_triggers() -> Triggers:
    """Read the trigger words once a process.

    Raises:
        CodebookError: names the entry whose event type or noun class does not exist.
    """
    table = read_table(TABLE, TriggerTable)
    classes: dict[str, set[str]] = {}
    for name, nouns in table.classes.items():
        for noun in nouns:
            classes.setdefault(noun, set()).add(name)
    weapon_types = {noun: kind for kind, nouns in table.weapons.items() for noun in nouns}
    for noun in weapon_types:
        classes.setdefault(noun, set()).add("weapon")
    check(table)
    return Triggers(
        verbs=table.verbs,
        nouns=table.nouns,
        adjectives=table.adjectives,
        weapon_types=weapon_types,
        classes={noun: frozenset(names) for noun, names in classes.items()},
        speakers=frozenset(table.speakers),
        turned=table.turned,
        obliging=frozenset(table.obliging),
        intending=frozenset(table.intending),
        yielding=frozenset(table.yielding),
        between_parties=frozenset(table.between_parties),
        support_verbs=frozenset(table.support_verbs),
        object_control=frozenset(table.object_control),
        prep_control=frozenset(table.prep_control),
        telling=frozenset(table.telling),
        clause_nouns=frozenset(table.clause_nouns),
        fallen=frozenset(table.fallen),
        partitives=frozenset(table.partitives),
        event_heads=frozenset(table.event_heads),
        attacks=frozenset(table.attacks),
        casualties=frozenset(table.casualties),
        agentive_weapons=frozenset(table.agentive_weapons),
        parties=frozenset(table.parties),
        not_parties=frozenset(table.not_parties),
        nobodies=frozenset(table.nobodies),
        counted_actors=frozenset(table.counted_actors),
        by_vehicle=frozenset(table.by_vehicle),
        harm_things=frozenset(table.harm_things),
        not_places=frozenset(table.not_places),
        joining_verbs=frozenset(table.joining_verbs),
        undergoing_verbs=frozenset(table.undergoing_verbs),
        receiving_verbs=frozenset(table.receiving_verbs),
        answering_verbs=frozenset(table.answering_verbs),
        befalling_verbs=frozenset(table.befalling_verbs),
        deeds=frozenset(table.deeds),
        forms=table.forms,
    )


def check(table: TriggerTable) -> None:
    """Refuse an entry that names an event type or a noun class which does not exist."""
    types = load_event_types().types
    known = {*table.classes, "weapon", NO_OBJECT, ANY_NAME, UNKNOWN}
    for words in (table.verbs, table.nouns, table.adjectives):
        for word, senses in words.items():
            for sense in senses:
                if sense.type not in types and sense.type != NO_EVENT:
                    raise CodebookError(f"data/{TABLE}: {word}: no event type {sense.type!r}")
                used = (*sense.object, *sense.not_object, *sense.subject, *sense.not_subject)
                for name in (*used, *sense.prep_object, *sense.of, *sense.not_of, *sense.not_between):
                    if name not in known:
                        raise CodebookError(f"data/{TABLE}: {word}: no noun class {name!r}")
    kinds = [*table.weapons, *table.attacks, *table.casualties, *table.counted_actors, *table.by_vehicle]
    kinds += [*table.between_parties, *table.turned, *(turn.to for turn in table.turned.values())]
    for kind in kinds:
        if kind not in types:
            raise CodebookError(f"data/{TABLE}: no event type {kind!r}")
