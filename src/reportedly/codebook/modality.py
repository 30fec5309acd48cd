"""The words that give an event a status other than "occurred", and those that turn its polarity."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from reportedly.codebook.tables import read_table

TABLE = "lexicon/en/status.yml"

Effect = Literal["hoped", "planned", "predicted", "alleged", "denied", "negative", "ongoing", "real", "conditional"]


@dataclass(frozen=True, slots=True, kw_only=True)
class ModalityTable:
    """The file as it stands: words by the effect they have."""

    verbs: dict[Effect, tuple[str, ...]]
    predicates: dict[Effect, tuple[str, ...]]
    nouns: dict[Effect, tuple[str, ...]]
    modifiers: dict[Effect, tuple[str, ...]]
    adverbs: dict[Effect, tuple[str, ...]]
    modals: dict[str, Effect]
    modals_past: dict[str, Effect]
    participles: dict[Effect, tuple[str, ...]]
    reports: tuple[str, ...]
    stretches: tuple[str, ...]
    phases: tuple[str, ...]
    nominal: tuple[str, ...]
    presupposing: tuple[str, ...]
    taken_as_done: tuple[str, ...]
    barring: tuple[str, ...]
    expressive: tuple[str, ...]
    by_announcing: tuple[str, ...]
    phrasal: dict[Effect, tuple[str, ...]]
    transparent: tuple[str, ...]
    neg_raising: tuple[str, ...]
    happening: tuple[str, ...]
    carrying: tuple[str, ...]
    conditional_marks: tuple[str, ...]
    verging: tuple[str, ...]
    aims: tuple[str, ...]
    refused: tuple[str, ...]
    perceiving: tuple[str, ...]
    opposing: tuple[str, ...]
    disregarding: tuple[str, ...]
    fulfilling: tuple[str, ...]
    vainly: tuple[str, ...]
    falsely: tuple[str, ...]
    proofs: tuple[str, ...]
    running: tuple[str, ...]
    hardly: tuple[str, ...]
    defeating: tuple[str, ...]
    leaving_open: tuple[str, ...]
    checks: tuple[str, ...]
    cases: tuple[str, ...]
    lasting: tuple[str, ...]
    falsehoods: tuple[str, ...]
    rebuttals: tuple[str, ...]
    commissive: tuple[str, ...]
    happy: tuple[str, ...]
    only_infinitives: tuple[str, ...]
    aspectual: tuple[str, ...]
    shares: tuple[str, ...]
    purpose_marks: tuple[str, ...]
    habitual: tuple[str, ...]
    nobody: tuple[str, ...]
    hearsay_cues: tuple[str, ...]
    hearsay_passives: tuple[str, ...]
    foreseeing: tuple[str, ...]
    forms: dict[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Modality:
    """The table turned for looking up: the effect of each word, by what kind of word it is."""

    verbs: dict[str, Effect]
    predicates: dict[str, Effect]
    nouns: dict[str, Effect]
    modifiers: dict[str, Effect]
    adverbs: dict[str, Effect]
    modals: dict[str, Effect]
    modals_past: dict[str, Effect]
    participles: dict[str, Effect]
    reports: frozenset[str]
    stretches: frozenset[str]
    phases: frozenset[str]
    nominal: frozenset[str]
    presupposing: frozenset[str]
    taken_as_done: frozenset[str]
    barring: frozenset[str]
    expressive: frozenset[str]
    by_announcing: frozenset[str]
    transparent: frozenset[str]
    neg_raising: frozenset[str]
    happening: frozenset[str]
    carrying: frozenset[str]
    conditional_marks: frozenset[str]
    verging: frozenset[str]
    aims: frozenset[str]
    refused: frozenset[str]
    perceiving: frozenset[str]
    opposing: frozenset[str]
    disregarding: frozenset[str]
    fulfilling: frozenset[str]
    vainly: frozenset[str]
    falsely: frozenset[str]
    proofs: frozenset[str]
    running: frozenset[str]
    hardly: frozenset[str]
    defeating: frozenset[str]
    leaving_open: frozenset[str]
    checks: frozenset[str]
    cases: frozenset[str]
    lasting: frozenset[str]
    falsehoods: frozenset[str]
    rebuttals: frozenset[str]
    commissive: frozenset[str]
    happy: frozenset[str]
    only_infinitives: frozenset[str]
    aspectual: frozenset[str]
    shares: frozenset[str]
    purpose_marks: frozenset[str]
    habitual: frozenset[str]
    nobody: frozenset[str]
    hearsay_cues: frozenset[str]
    hearsay_passives: frozenset[str]
    foreseeing: frozenset[str]
    forms: dict[str, str]


def by_word(words: dict[Effect, tuple[str, ...]]) -> dict[str, Effect]:
    """Turn words by effect into effect by word; the first effect listed wins."""
    turned: dict[str, Effect] = {}
    for effect, entries in words.items():
        for word in entries:
            turned.setdefault(word, effect)
    return turned


@lru_cache(maxsize=1)
def load_modality() -> Modality:
    """Read the table once a process. Raises ``CodebookError`` naming the entry that is wrong."""
    table = read_table(TABLE, ModalityTable)
    return Modality(
        verbs=by_word(table.phrasal) | by_word(table.verbs),
        predicates=by_word(table.predicates),
        nouns=by_word(table.nouns),
        modifiers=by_word(table.modifiers),
        adverbs=by_word(table.adverbs),
        modals=table.modals,
        modals_past=table.modals_past,
        participles=by_word(table.participles),
        reports=frozenset(table.reports),
        stretches=frozenset(table.stretches),
        phases=frozenset(table.phases),
        nominal=frozenset(table.nominal),
        presupposing=frozenset(table.presupposing),
        taken_as_done=frozenset(table.taken_as_done),
        barring=frozenset(table.barring),
        expressive=frozenset(table.expressive),
        by_announcing=frozenset(table.by_announcing),
        transparent=frozenset(table.transparent),
        neg_raising=frozenset(table.neg_raising),
        happening=frozenset(table.happening),
        carrying=frozenset(table.carrying),
        conditional_marks=frozenset(table.conditional_marks),
        verging=frozenset(table.verging),
        aims=frozenset(table.aims),
        refused=frozenset(table.refused),
        perceiving=frozenset(table.perceiving),
        opposing=frozenset(table.opposing),
        disregarding=frozenset(table.disregarding),
        fulfilling=frozenset(table.fulfilling),
        vainly=frozenset(table.vainly),
        falsely=frozenset(table.falsely),
        proofs=frozenset(table.proofs),
        running=frozenset(table.running),
        hardly=frozenset(table.hardly),
        defeating=frozenset(table.defeating),
        leaving_open=frozenset(table.leaving_open),
        checks=frozenset(table.checks),
        cases=frozenset(table.cases),
        lasting=frozenset(table.lasting),
        falsehoods=frozenset(table.falsehoods),
        rebuttals=frozenset(table.rebuttals),
        commissive=frozenset(table.commissive),
        happy=frozenset(table.happy),
        only_infinitives=frozenset(table.only_infinitives),
        aspectual=frozenset(table.aspectual),
        shares=frozenset(table.shares),
        purpose_marks=frozenset(table.purpose_marks),
        habitual=frozenset(table.habitual),
        nobody=frozenset(table.nobody),
        hearsay_cues=frozenset(table.hearsay_cues),
        hearsay_passives=frozenset(table.hearsay_passives),
        foreseeing=frozenset(table.foreseeing),
        forms=table.forms,
    )
