"""The ledger's records: what it keeps of reports and claims, and what its views say of them.

Frozen, and free of database and parse. A ``Report`` is an article as the ledger holds it, under its number; a ``Row`` a
claim with all that comparing needs, flat. Origins, incidents, figures and outcomes are views: they are computed from
reports, rows and judgements, and can be thrown away. Days are ISO 8601, inclusive; a field that the text does not give
is ``None``.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

from reportedly.model import ActorType, Anonymity, Polarity, Precision, Running, Span, Status

Judged = Literal["positive", "negative", "unsure"]
Target = Literal["claim", "link", "origin", "incident", "missed", "article"]
CopyKind = Literal["text", "part", "lead", "agency", "quotation", "revision"]
Difference = Literal["agree", "conflict", "scope", "update", "copy-error"]
Standing = Literal["own", "earlier", "later", "part"]
VerdictKind = Literal["open", "came-true", "late", "lapsed", "cannot-tell"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """An article in the ledger. ``number`` orders reports as they were added; ``id`` is the sha256 of the text.

    ``revises`` is the number of the earlier version under the same url; a report that a later one revises is not
    ``current``: its text is kept, its claims are no longer counted.
    """

    number: int
    id: str
    key: str | None = None
    url: str | None = None
    publisher: str | None = None
    agencies: tuple[str, ...] = ()
    headline: str | None = None
    language: str | None = None
    published_start: str | None = None
    published_end: str | None = None
    added: str
    revises: int | None = None
    current: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """A figure of a claim: its bounds, what is counted (``of``, ``measure``, ``unit``), on which side, the words.

    ``standing``: an "earlier toll of nine", one that "rose to 12", a part ("among them 500"), or neither. ``whole`` is
    the figure of the same report that this one is a part of, by words or by days, itself without a whole.
    """

    low: float | None = None
    best: float | None = None
    high: float | None = None
    bound: str | None = None
    of: str | None = None
    side: str | None = None
    side_type: ActorType | None = None
    unit: str | None = None
    measure: str | None = None
    running: Running = "unknown"
    printed: str
    span: Span
    standing: Standing = "own"
    whole: Counted | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Speaker:
    """Who a claim is attributed to: ``chain`` runs outlet, agency, speaker, inner speaker, as far as named.

    ``name`` is the innermost source's, resolved, or its words where it has no name; None where nobody is named.
    ``agency`` is a news agency or outlet that the report quotes inside its own reporting ("Reuters, citing ...").
    """

    name: str | None = None
    anonymity: Anonymity | None = None
    party: bool | None = None
    agency: str | None = None
    chain: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A claim as the ledger compares it. ``number`` is its place in the ledger (0 before it is stored).

    ``day_start`` and ``day_end`` are the claim's own days, None where the text gives none; ``reported`` is the last
    day on which its report can have been published. ``words`` are the content words of the sentence, lower case.
    ``due_*`` and ``condition`` are those of the forecast that the claim is, if it is one (``forecast``); ``foretold``
    is the last day on which it was made, where its report says that this was some time ago. ``judged`` and
    ``judged_by``: what a person decided on the claim and who (see ``judgements``), None where nobody did.
    ``retells``: the claim of the same report that this one gives another figure for ("put the number at 97").
    ``arrives``: of a movement whose place is where it went to ("taken to the camp"), not where it began.
    """

    number: int = 0
    report: int
    claim: str
    event_type: str
    family: str
    status: Status
    polarity: Polarity
    trigger: Span
    printed: str
    sentence: Span
    words: tuple[str, ...] = ()
    day_start: str | None = None
    day_end: str | None = None
    reported: str | None = None
    place: str | None = None
    latitude: float | None = None
    longitude: float | None = None
    country: str | None = None
    admin1: str | None = None
    gazetteer_id: str | None = None
    precision: Precision = "unknown"
    arrives: bool = False
    actors: tuple[str, ...] = ()
    recipients: tuple[str, ...] = ()
    actor_types: tuple[ActorType, ...] = ()
    recipient_types: tuple[ActorType, ...] = ()
    counted: tuple[Counted, ...] = ()
    speaker: Speaker = Speaker()
    caused_by: str | None = None
    retells: str | None = None
    forecast: bool = False
    due_start: str | None = None
    due_end: str | None = None
    foretold: str | None = None
    condition: str | None = None
    over: bool = False  # a forecast that what its trigger names will be over
    judged: Judged | None = None
    judged_by: str | None = None

    def placed_as(self, other: Row) -> Row:
        """Give this row with the place of another, whole: name, coordinates, precision."""
        return replace(
            self,
            place=other.place,
            latitude=other.latitude,
            longitude=other.longitude,
            country=other.country,
            admin1=other.admin1,
            gazetteer_id=other.gazetteer_id,
            precision=other.precision,
            arrives=other.arrives,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Copy:
    """Two reports that do not stand on their own feet: how they hang together, how far (0 to 1), and in which words."""

    a: int
    b: int
    kind: CopyKind
    score: float
    why: str
    shared: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """Reports that come from one root, in order of publication; ``why`` has a sentence for each join."""

    id: str
    reports: tuple[int, ...]
    agency: str | None = None
    why: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """Whether two rows (by number, the lower first) speak of one happening: ``score`` 0 to 1, and a sentence why.

    ``judged`` is positive from ``SURE`` up, unsure from ``DOUBT`` up (see ``link``); a person's word outranks both.
    """

    a: int
    b: int
    score: float
    judged: Judged
    why: str
    by: str | None = None  # the person who judged it; None for the machine


@dataclass(frozen=True, slots=True, kw_only=True)
class Incident:
    """The rows, across reports, that speak of one happening; computed, never typed in.

    ``origins`` groups the rows' numbers by the origin that each claim has (of its report, or of the agency that the
    report quotes for it). ``unsure`` are links to rows outside that may belong to it.
    """

    id: str
    event_types: tuple[str, ...]
    rows: tuple[int, ...]
    reports: tuple[int, ...]
    origins: tuple[tuple[str, tuple[int, ...]], ...] = ()
    date_start: str | None = None
    date_end: str | None = None
    place: str | None = None
    latitude: float | None = None
    longitude: float | None = None
    precision: Precision = "unknown"
    parties: tuple[str, ...] = ()
    status: tuple[tuple[Status, int], ...] = ()
    first_reported: str | None = None
    last_reported: str | None = None
    links: tuple[Link, ...] = ()
    unsure: tuple[Link, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Value:
    """One figure that was given: its bounds, by whom, in which report, of which day."""

    row: int
    report: int
    origin: str
    low: float | None = None
    best: float | None = None
    high: float | None = None
    bound: str | None = None
    printed: str
    source: str | None = None
    date: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """The figures that an incident's reports give for one thing counted on one side, and what their difference is.

    ``pairs`` are the places in ``values`` of each two between which that difference is, the earlier first; none where
    all agree.
    """

    incident: str
    of: str | None
    measure: str | None
    side: str | None
    values: tuple[Value, ...]
    kind: Difference
    why: str
    pairs: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What became of a forecast as far as the ledger knows: ``shown_by`` is the row that shows it; ``days_late``."""

    row: int
    verdict: VerdictKind
    shown_by: int | None = None
    days_late: int | None = None
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """A person's decision, appended and never erased; the last one on a target is in force.

    ``target`` claim: ``a`` a claim's id; link: ``a`` and ``b`` claims' ids; origin: ``a`` and ``b`` articles' ids;
    incident: ``a`` its id ("checked"); missed: ``a`` the id of a claim that a person added, on the words of
    ``anchor_a``; article: ``a`` its id ("checked, nothing more here"). ``correction`` holds the fields that a person
    put right, by name. ``anchor_*`` (article, start, end) say which words it was made on, so that it holds when the
    report is read again. ``withdraws`` is the number of an earlier one on the same target that this takes back, and
    nothing else.
    """

    number: int = 0
    target: Target
    a: str
    b: str | None = None
    judged: Judged
    correction: tuple[tuple[str, str | None], ...] = ()
    reason: str
    by: str
    at: str
    anchor_a: tuple[str, int, int] | None = None
    anchor_b: tuple[str, int, int] | None = None
    withdraws: int | None = None
