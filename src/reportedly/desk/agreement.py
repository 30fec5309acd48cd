"""How far reviewers agree: Krippendorff's alpha over the claims that two or more of them judged (nltk)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from reportedly.ledger.judgements import taken_back
from reportedly.ledger.records import Judgement


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement:
    """What reviewers decided: claims that several judged, on how many all agree, alpha where it can be computed.

    ``alpha`` (nominal; accepted, corrected, rejected, left open) is None below two shared claims, or where all
    decisions are one and the same: chance is then not defined.
    """

    reviewers: tuple[tuple[str, int], ...]
    shared: int
    same: int
    alpha: float | None


def decisions(judgements: Iterable[Judgement]) -> dict[tuple[str, str], str]:
    """Give each reviewer's last word on each claim, by (reviewer, claim)."""
    found: dict[tuple[str, str], str] = {}
    for item in sorted(taken_back(judgements), key=lambda item: item.number):
        if item.target == "claim":
            found[item.by, item.a] = "corrected" if item.correction else item.judged
    return found


def agreement(judgements: Iterable[Judgement]) -> Agreement:
    """Measure the agreement of all reviewers, each by the last word on each claim.

    Krippendorff (2004), Content Analysis, chapter 11; claims that one reviewer alone judged say nothing of agreement.
    """
    said = decisions(judgements)
    by_claim: dict[str, list[str]] = {}
    counts: dict[str, int] = {}
    for (by, claim), word in said.items():
        by_claim.setdefault(claim, []).append(word)
        counts[by] = counts.get(by, 0) + 1
    shared = {claim: words for claim, words in by_claim.items() if len(words) > 1}
    words = {word for held in shared.values() for word in held}
    return Agreement(
        reviewers=tuple(sorted(counts.items(), key=lambda item: (-item[1], item[0]))),
        shared=len(shared),
        same=sum(len(set(held)) == 1 for held in shared.values()),
        alpha=alpha([(by, claim, word) for (by, claim), word in said.items() if claim in shared])
        if len(shared) > 1 and len(words) > 1
        else None,
    )


def alpha(data: list[tuple[str, str, str]]) -> float:
    """Give alpha of (reviewer, claim, decision), two or more decisions a claim and two or more kinds of them."""
    from nltk.metrics.agreement import AnnotationTask

    return float(AnnotationTask(data=data).alpha())
