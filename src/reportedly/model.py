"""The records: frozen, slotted dataclasses that every step takes and gives. Imports only the standard library.

A field that the text does not give is ``None`` or an empty tuple, never a default dressed as data. Offsets are
half-open and count Unicode code points of ``Article.text``, which no step alters after ``clean`` has made it.

The records of the first part are the JSON contract ``reportedly.reading/1`` (fields may be added, none renamed); those
of the second part pass between steps and never reach a file. Words follow PARC 3.0 (source, cue, content), PLOVER
(actor, recipient), TimeML (TIMEX3) and UCDP GED (low, best, high).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

SCHEMA = "reportedly.reading/1"

BlockKind = Literal["headline", "publisher", "byline", "dateline", "paragraph", "caption", "credit", "boilerplate"]
PARSED_KINDS: frozenset[BlockKind] = frozenset({"headline", "paragraph"})  # what is read as running text
Basis = Literal["stated", "given", "inferred", "unknown"]
ActorType = Literal[
    "state",  # a country acting as one: "Turkey said"
    "government",  # a government, ministry, president's office
    "state-forces",  # armies, police, state militias
    "armed-group",  # non-state armed groups
    "coalition",  # alliances of states or of groups
    "international",  # UN, ICRC, NATO, EU and their missions
    "political",  # parties, opposition bodies, self-declared administrations
    "organisation",  # companies, charities, monitors, hospitals
    "media",  # outlets and agencies, when they act or speak in the text
    "person",  # a named person
    "civilian",  # civilians, residents, protesters, the displaced
    "unknown",
]
Precision = Literal["exact", "near", "area", "admin1", "country", "region", "unknown"]
TimeType = Literal["DATE", "TIME", "DURATION", "SET"]
Running = Literal["new", "total", "unknown"]
Anonymity = Literal["named", "role", "unnamed", "hearsay", "document"]
AttributionKind = Literal["direct", "indirect", "mixed"]
AttributionType = Literal[
    "assertion",  # it is said: "said", "according to", "denied"
    "belief",  # it is held to be so: "believes", "expects", "fears"
    "eventuality",  # it is meant to be so: "hopes to", "plans to", "ordered"
]
NameKind = Literal["person", "organisation", "place"]
Status = Literal["occurred", "ongoing", "planned", "hoped", "predicted", "conditional", "denied", "alleged"]
Polarity = Literal["positive", "negative"]


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Span:
    """Half-open character offsets into ``Article.text``."""

    start: int
    end: int

    def overlaps(self, other: Span) -> bool:
        """Whether the two share at least one character."""
        return self.start < other.end and other.start < self.end

    def contains(self, other: Span) -> bool:
        """Whether every character of ``other`` lies in this span."""
        return self.start <= other.start and other.end <= self.end


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A stretch of the text with a role. Blocks are in text order and never overlap."""

    kind: BlockKind
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Published:
    """The inclusive days on which the article can have been published, and how that is known."""

    date_start: str | None = None
    date_end: str | None = None
    basis: Basis = "unknown"
    evidence: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """The document: one canonical text and its metadata (after schema.org NewsArticle)."""

    id: str
    key: str | None = None
    url: str | None = None
    publisher: str | None = None
    authors: tuple[str, ...] = ()
    headline: str | None = None
    dateline: str | None = None
    agencies: tuple[str, ...] = ()
    language: str | None = None
    text: str
    published: Published
    blocks: tuple[Block, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """A party, person or body of people that the article mentions. ``part_of`` and ``backed_by`` hold names."""

    id: str
    name: str
    type: ActorType = "unknown"
    country: str | None = None
    wikidata: str | None = None
    part_of: tuple[str, ...] = ()
    backed_by: tuple[str, ...] = ()
    mentions: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A place with its coordinates (WGS 84 degrees), or nulls where the gazetteer cannot tell."""

    id: str
    name: str
    latitude: float | None = None
    longitude: float | None = None
    country: str | None = None
    admin1: str | None = None
    gazetteer_id: str | None = None
    precision: Precision = "unknown"
    mentions: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Time:
    """A time expression (TIMEX3) and the inclusive days, ISO 8601, that it can mean."""

    id: str
    start: int
    end: int
    type: TimeType
    value: str
    mod: str | None = None
    date_start: str | None = None
    date_end: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Quantity:
    """A count or measure with its bounds; ``bound`` is the bound word as printed ("at least")."""

    id: str
    start: int
    end: int
    low: float | None = None
    best: float | None = None
    high: float | None = None
    bound: str | None = None
    of: str | None = None
    of_actor: str | None = None
    unit: str | None = None
    measure: str | None = None
    running: Running = "unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """The party that something is attributed to: its words in the text and the actor they resolve to."""

    start: int
    end: int
    actor: str | None = None
    anonymity: Anonymity = "named"


@dataclass(frozen=True, slots=True, kw_only=True)
class Attribution:
    """Source, cue and content (PARC 3.0); ``within`` is the attribution in whose content this one lies, or which passes
    on what this one's source said ("Reuters, citing a doctor").

    ``party``: whether the source's side is a side in the conflict it speaks of; None where its side is not known.
    """

    id: str
    source: Source | None = None
    cue: Span | None = None
    content: tuple[Span, ...] = ()
    kind: AttributionKind = "indirect"
    type: AttributionType | None = None
    within: str | None = None
    said_on: str | None = None
    party: bool | None = None

    def holds(self, words: Span) -> bool:
        """Whether a piece of the content holds all of some words."""
        return any(piece.contains(words) for piece in self.content)

    def size(self) -> int:
        """Give the number of characters of the content: of two that hold the same words the smaller is the closer."""
        return sum(piece.end - piece.start for piece in self.content)


@dataclass(frozen=True, slots=True, kw_only=True)
class Codes:
    """The claim's type in the codebooks of the field."""

    plover: str | None = None
    acled: str | None = None
    cameo: str | None = None
    ucdp: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """One event asserted by one source in one article: the ledger's row.

    ``factuality``: how far the words tell of it as having happened, from -3 (certainly did not) to 3 (certainly did),
    as a learned head sees them; None where none was asked. It never alters ``status``, and no id depends on it.
    """

    id: str
    event_type: str
    trigger: Span
    actors: tuple[str, ...] = ()
    recipients: tuple[str, ...] = ()
    place: str | None = None
    time: str | None = None
    quantities: tuple[str, ...] = ()
    status: Status = "occurred"
    polarity: Polarity = "positive"
    attribution: str | None = None
    caused_by: str | None = None
    evidence: tuple[Span, ...] = ()
    codes: Codes = Codes()
    factuality: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Forecast:
    """A claim about the future, with the inclusive days it is due in and the condition it was tied to."""

    id: str
    claim: str
    date_start: str | None = None
    date_end: str | None = None
    condition: Span | None = None
    attribution: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """Something the reader of the ledger must know: a stable code, a sentence, and where in the text."""

    code: str
    message: str
    start: int | None = None
    end: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Provenance:
    """What made the reading: the versions of code and codebook, and the sha256 of each model file."""

    reportedly: str
    codebook: str
    models: dict[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """All that was read from one article. Encodes to one line of JSON, ``schema`` first."""

    schema: str = SCHEMA
    article: Article
    actors: tuple[Actor, ...] = ()
    places: tuple[Place, ...] = ()
    times: tuple[Time, ...] = ()
    quantities: tuple[Quantity, ...] = ()
    attributions: tuple[Attribution, ...] = ()
    claims: tuple[Claim, ...] = ()
    forecasts: tuple[Forecast, ...] = ()
    warnings: tuple[Notice, ...] = ()
    provenance: Provenance


# --- what passes between steps ---------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Capture:
    """The bytes as they came, and what the caller knows of them. ``path`` names them in messages.

    ``published`` is the day that the caller gives, which outranks the report's own; ``listed`` the day that the
    outlet's feed states, which does not.
    """

    path: str
    body: bytes
    media_type: Literal["text/plain", "text/html"] = "text/plain"
    key: str | None = None
    url: str | None = None
    publisher: str | None = None
    published: str | None = None
    listed: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Failure:
    """A report that could not be read: where it came from, the step that refused it, and why, in one line."""

    path: str
    step: str
    error: str
    message: str
    key: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """Whether a text is about armed conflict at all, and by which words: those of the passage that weighs most."""

    passes: bool
    reason: str
    score: float
    evidence: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class SetAside:
    """A report that the gate refused: where it came from, and the verdict with its reason."""

    path: str
    verdict: Verdict
    key: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Participant:
    """Words that fill a role of an event: the phrase, its head and that as in a dictionary, the actor it stands for."""

    span: Span
    head: Span
    noun: str | None = None
    actor: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class EventMention:
    """An event as the text words it; ``assemble`` makes the claim of it.

    ``cause`` is the trigger of the attack that a casualty is tied to; ``condition`` the words that a conditional
    event hangs on; ``due`` the time by which a foreseen event is due.
    """

    event_type: str
    trigger: Span
    actors: tuple[Participant, ...] = ()
    recipients: tuple[Participant, ...] = ()
    place: str | None = None
    time: str | None = None
    quantities: tuple[str, ...] = ()
    status: Status = "occurred"
    polarity: Polarity = "positive"
    cause: Span | None = None
    condition: Span | None = None
    evidence: tuple[Span, ...] = ()
    factuality: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ForecastMention:
    """A foreseen event: its trigger, the inclusive days it is due in, its condition, and who foresees it."""

    trigger: Span
    date_start: str | None = None
    date_end: str | None = None
    condition: Span | None = None
    attribution: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Name:
    """A phrase that names a person, an organisation or a place, whole: with article, titles, and what narrows it.

    "Secretary X" and "the city of Y" are whole names here; the mentions of actors and places are "X" and "Y".
    """

    start: int
    end: int
    kind: NameKind
    confidence: float = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Tags:
    """What the learned heads see in one article.

    Candidate attributions with the confidence in each (0 to 1), names, and for each word, by where it starts, how far
    its surroundings tell of it as having happened (a part of ``Claim.factuality``).
    """

    attributions: tuple[tuple[Attribution, float], ...] = ()
    names: tuple[Name, ...] = ()
    leanings: tuple[tuple[int, float], ...] = ()
