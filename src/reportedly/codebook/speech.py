"""The words of attribution: ``data/lexicon/en/speech.yml`` as typed, frozen records."""

from __future__ import annotations

from dataclasses import dataclass, field

from reportedly.codebook.tables import read_table
from reportedly.errors import CodebookError

FRAMES = frozenset({"clause", "finite", "to", "object", "ing", "addressee", "passive", "that"})
PREPOSITIONS = frozenset({"about", "against", "at", "for", "in", "of", "on", "over", "to", "with"})


@dataclass(frozen=True, slots=True, kw_only=True)
class CueVerb:
    """A verb that attributes: its class (say, judge, think) and the frames that its content may stand in."""

    kind: str
    takes: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class SpeechTable:
    """The file as it is written."""

    verbs: dict[str, dict[str, str]]
    forms: dict[str, str]
    eventualities: frozenset[str]
    leading: frozenset[str]
    objects_of_speech: dict[str, frozenset[str]]
    objects_without_speech: dict[str, frozenset[str]]
    nouns: dict[str, str]
    hearsay_nouns: frozenset[str]
    light_verbs: frozenset[str]
    hearsay_adverbs: frozenset[str]
    according: frozenset[str]
    citing: frozenset[str]
    counting: frozenset[str]
    documents: frozenset[str]
    roles: frozenset[str]
    bodies: frozenset[str]
    unnamed: frozenset[str]
    hearsay_sources: frozenset[str]
    withheld: frozenset[str]
    withheld_phrases: tuple[str, ...]
    venues: frozenset[str]
    venue_prepositions: frozenset[str]
    time_prepositions: frozenset[str]
    maker_prepositions: frozenset[str]
    coordinators: frozenset[str]
    contrasts: frozenset[str]
    speaker_pronouns: frozenset[str]
    own_pronouns: frozenset[str]
    not_labels: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class SpeechLexicon:
    """All that the finding of attributions knows of English. ``verbs`` and ``nouns`` are keyed by lemma."""

    table: SpeechTable
    verbs: dict[str, CueVerb] = field(default_factory=dict)
    nouns: dict[str, frozenset[str]] = field(default_factory=dict)


def load_speech() -> SpeechLexicon:
    """Read the lexicon of attribution.

    Raises:
        CodebookError: the table is missing or malformed, a verb stands twice, or takes a frame that does not exist.
    """
    table = read_table("lexicon/en/speech.yml", SpeechTable)
    verbs: dict[str, CueVerb] = {}
    for kind, entries in table.verbs.items():
        for lemma, takes in entries.items():
            verbs.setdefault(lemma, CueVerb(kind=kind, takes=checked(lemma, takes.split())))
    nouns = {lemma: checked(lemma, takes.split()) for lemma, takes in table.nouns.items()}
    return SpeechLexicon(table=table, verbs=verbs, nouns=nouns)


def checked(lemma: str, takes: list[str]) -> frozenset[str]:
    """Refuse a frame that does not exist."""
    unknown = sorted(set(takes) - FRAMES - PREPOSITIONS)
    if unknown:
        raise CodebookError(f"data/lexicon/en/speech.yml: {lemma}: unknown frame {', '.join(unknown)}")
    return frozenset(takes)
