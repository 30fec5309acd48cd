"""Reports, copies and judgements -> origins: the groups of reports that come from one root; each claim's origin."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from datetime import date
from hashlib import sha256

from reportedly.ledger.copies import copy_of
from reportedly.ledger.judgements import taken_back
from reportedly.ledger.pieces import Piece, asked_keys, outlet, piece_of, story_keys
from reportedly.ledger.records import Copy, CopyKind, Judgement, Origin, Report, Row
from reportedly.ledger.words import likeness, unit, weight

__all__ = ["Piece", "asked_keys", "copy_of", "group", "origin_of_claims", "piece_of", "story_keys"]

KINDS: tuple[CopyKind, ...] = ("revision", "text", "part", "lead", "quotation", "agency")  # the strongest first
CLAIM_DAYS = 3  # an agency's own story on what another outlet quotes from it lies so close
CLAIM_ALIKE = 0.3  # cosine of the weighed words of two claims' sentences


def group(
    reports: Iterable[Report], copies: Iterable[Copy], judgements: Iterable[Judgement] = ()
) -> tuple[Origin, ...]:
    """Give the origins of some reports, in order of publication; each report is in one. The input's order is no matter.

    The strongest copies join first. A person's word outranks them: two articles judged to be one origin are, and a join
    that would bring two articles judged apart into one is not made: of what hung them together the weakest gives way.
    Two articles judged unsure are not joined by their own likeness, but may be by others'.
    """
    forest = Forest(sorted(reports, key=order))
    judged = in_force(judgements)
    for (a, b), judgement in judged.items():
        if judgement.judged == "negative":
            forest.keep_apart(a, b)
    for (a, b), judgement in judged.items():
        if judgement.judged == "positive":
            forest.join_articles(a, b, f"{judgement.by} judged them one origin: {judgement.reason}")
    for copy in sorted(copies, key=forest.strength):
        if forest.holds(copy) and pair_of(*forest.articles(copy)) not in judged:
            forest.join(copy.a, copy.b, copy.why)
    return forest.origins()


def order(report: Report) -> tuple[str, str, bool, str, int]:
    """What orders reports by publication: first possible day, last one, its own story first; unknown days come last."""
    credits_others = any(name != report.publisher for name in report.agencies)
    return (report.published_start or "9999", report.published_end or "9999", credits_others, report.id, report.number)


def pair_of(a: str, b: str) -> tuple[str, str]:
    """Give two articles' ids in one order."""
    return (a, b) if a <= b else (b, a)


def in_force(judgements: Iterable[Judgement]) -> dict[tuple[str, str], Judgement]:
    """Give the last judgement on each pair of articles, the newest first."""
    found: dict[tuple[str, str], Judgement] = {}
    for judgement in sorted(taken_back(judgements), key=lambda item: (-item.number, item.at)):
        if judgement.target == "origin" and judgement.b is not None and judgement.a != judgement.b:
            found.setdefault(pair_of(judgement.a, judgement.b), judgement)
    return found


class Forest:
    """Reports in order of publication, joined into groups as far as no two of a group are to be kept apart."""

    def __init__(self, reports: Iterable[Report]) -> None:
        self.reports = {report.number: report for report in reports}
        self.root = {number: number for number in self.reports}
        self.members = {number: [number] for number in self.reports}
        self.why: dict[int, list[str]] = {number: [] for number in self.reports}
        self.apart: dict[str, set[str]] = {}
        self.first: dict[str, int] = {}
        for number, report in self.reports.items():
            if self.first.setdefault(report.id, number) != number:
                self.join(self.first[report.id], number, "the same text, word for word")

    def keep_apart(self, a: str, b: str) -> None:
        """Never let two articles into one group."""
        self.apart.setdefault(a, set()).add(b)
        self.apart.setdefault(b, set()).add(a)

    def join_articles(self, a: str, b: str, why: str) -> None:
        """Join the groups of two articles, where both are there."""
        if a in self.first and b in self.first:
            self.join(self.first[a], self.first[b], why)

    def join(self, a: int, b: int, why: str) -> None:
        """Join the groups of two reports, unless that brings together what is to be kept apart."""
        one, other = sorted((self.root[a], self.root[b]), key=lambda number: -len(self.members[number]))
        if one == other:
            return
        ids = {self.reports[number].id for number in self.members[one]}
        if any(not ids.isdisjoint(self.apart.get(self.reports[number].id, ())) for number in self.members[other]):
            return
        for number in self.members[other]:
            self.root[number] = one
        self.members[one] += self.members.pop(other)
        self.why[one] += [*self.why.pop(other), why]

    def holds(self, copy: Copy) -> bool:
        """Whether both reports of a copy are there."""
        return copy.a in self.reports and copy.b in self.reports

    def articles(self, copy: Copy) -> tuple[str, str]:
        """Give the ids of the two articles of a copy."""
        return self.reports[copy.a].id, self.reports[copy.b].id

    def strength(self, copy: Copy) -> tuple[int, float, tuple[str, str], str]:
        """What orders copies, the strongest first."""
        ids = pair_of(*self.articles(copy)) if self.holds(copy) else ("", "")
        return (KINDS.index(copy.kind), -copy.score, ids, copy.why)

    def origins(self) -> tuple[Origin, ...]:
        """Give the groups, in the order of their first reports."""
        found = (sorted((self.reports[number] for number in group), key=order) for group in self.members.values())
        return tuple(
            Origin(
                id=origin_id(members[0]),
                reports=tuple(report.number for report in members),
                agency=agency_of(members),
                why=tuple(sorted(self.why[self.root[members[0].number]])),
            )
            for members in sorted(found, key=lambda members: order(members[0]))
        )


def origin_id(first: Report) -> str:
    """Give the id of the origin whose first report this is: later copies do not change it."""
    return sha256(f"origin {first.id}".encode()).hexdigest()[:16]


def agency_of(reports: Sequence[Report]) -> str | None:
    """Give the agency that most of the reports credit, the first one of equals."""
    credited = [name for report in reports for name in dict.fromkeys(report.agencies)]
    return max(credited, key=lambda name: (credited.count(name), -credited.index(name)), default=None)


def origin_of_claims(rows: Sequence[Row], reports: Iterable[Report], origins: Iterable[Origin]) -> tuple[str, ...]:
    """Give the id of the origin of each row's claim, in the order of the rows.

    It is that of its report, unless the report gives an outlet of another origin as the claim's source ("Northwire,
    citing a hospital official"): a news agency, or the publisher or credited agency of any of the reports. Then it is
    that of the outlet's own story, if one of the rows is from it, within days, in like words; else "agency:" and its
    name.
    """
    known = {report.number: report for report in reports}
    origin: dict[int, str] = {}
    own: dict[int, frozenset[str]] = {}
    for item in origins:
        inside = frozenset(
            outlet(name) for number in item.reports if number in known for name in own_names(known[number])
        )
        for number in item.reports:
            origin[number], own[number] = item.id, inside
    names = {outlet(name) for report in known.values() for name in own_names(report)}
    theirs: dict[str, list[Row]] = {}
    for row in rows:
        for name in {outlet(name) for name in own_names(known[row.report])}:
            theirs.setdefault(name, []).append(row)
    found = []
    for row in rows:
        cited = cited_outlet(row, own[row.report], names)
        found.append(origin[row.report] if cited is None else story_of(row, cited, theirs.get(cited, ()), origin))
    return tuple(found)


def own_names(report: Report) -> Iterator[str]:
    """Give the outlets that speak in a report of their own: its publisher and the agencies it credits."""
    yield from (name for name in (report.publisher, *report.agencies) if name)


def story_of(row: Row, cited: str, theirs: Iterable[Row], origin: Mapping[int, str]) -> str:
    """Give the origin of a cited outlet's own story on what a row tells; ``theirs`` are the rows of its stories."""
    weights = words_of(row)
    near = [
        (likeness(weights, words_of(other)), other.claim, other.report)
        for other in theirs
        if other.report != row.report and other.family == row.family and days_between(row, other) <= CLAIM_DAYS
    ]
    alike, _, report = max(near, default=(0.0, "", -1))
    return origin[report] if alike >= CLAIM_ALIKE else f"agency:{cited}"


def cited_outlet(row: Row, own: frozenset[str], names: Set[str]) -> str | None:
    """Give the outlet, as compared, that a report gives as a claim's source; None where it is of its own origin."""
    said = (row.speaker.agency, *row.speaker.chain, row.speaker.name)
    found = (outlet(name) for name in said if name and (name == row.speaker.agency or outlet(name) in names))
    return next((name for name in found if name not in own), None)


def days_between(a: Row, b: Row) -> int:
    """Give how many days lie between the reports of two rows; very many where a day is not known."""
    if a.reported is None or b.reported is None:
        return 10**6
    return abs((date.fromisoformat(a.reported) - date.fromisoformat(b.reported)).days)


def words_of(row: Row) -> dict[str, float]:
    """Give the words of a row's sentence with their weights."""
    return unit({word: weight(word) for word in row.words})
