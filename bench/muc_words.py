"""What the words beside a party's mentions show of it: who stands behind "by", before "claimed", beside "blamed".

Words directly before and after what fills a role are the patterns of AutoSlog (Riloff 1993), and a sentence's other
words say whether it speaks of who did it (Patwardhan and Riloff 2009); here all are signs, and what they weigh is
learned.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from bench.muc_parties import Party
from bench.muc_report import Group, Report, table
from bench.muc_signs import bucket
from reportedly.model import Span

TOKEN = re.compile(r"[\w'-]+|[^\w\s]")
APART = (0, 1, 2, 4)  # sentences
NEAR = 5  # words that stand near a mention


def words_signs(report: Report, party: Party, group: Group) -> Iterator[str]:
    """Give what the words beside a party's mentions show, and those between it and what happened."""
    kind = party.kind
    own = {report.sentence_at(event.trigger.start) for event in group.events}
    apart = {span: min(abs(report.sentence_at(span.start) - at) for at in own) for span in party.spans}
    least = min(apart.values())
    yield from (f"sentences {bucket(least, APART)}", f"sentences {bucket(least, APART)} is {kind}")
    yield from members(report, party, group)
    for span in party.spans:
        if apart[span] > 1:
            continue
        before, after = beside(report, span)
        yield from (f"prior {before[-1]}", f"prior {before[-1]} is {kind}", f"prior {' '.join(before[-2:])}")
        yield from (f"next {after[0]}", f"next {after[0]} is {kind}", f"next {' '.join(after[:2])}")
        yield from (f"around {word}" for word in (*before, *after) if word.isalpha())
        yield from (f"with cue {cue}" for cue in cues(report, span))
    for span in party.spans:
        yield from (f"anywhere cue {cue}" for cue in cues(report, span))


def members(report: Report, party: Party, group: Group) -> Iterator[str]:
    """Say what part those have in a group whose words name a party: "rebels of the FMLN"; and whether its words name
    a body."""
    for part in ("actors", "recipients"):
        for event in group.events:
            for one in getattr(event, part):
                named = party.actor is not None and one.actor == party.actor
                if one.span not in party.spans and (named or any(one.span.contains(span) for span in party.spans)):
                    yield from (f"member of {part}", f"member of {part} is {party.kind}")
    bodies = {role.one.actor for role in party.roles if party.actor is None and role.one.actor}
    yield from (f"names {report.actors[body].type}" for body in sorted(bodies & set(report.actors)))


def beside(report: Report, span: Span) -> tuple[list[str], list[str]]:
    """Give the words before and after a mention, articles left out; "^" and "$" stand for the ends of a sentence."""
    start, end = report.bounds_at(span.start)
    articles = table()["articles"]
    before = [word for word in TOKEN.findall(report.text[start : span.start].lower()) if word not in articles]
    after = [word for word in TOKEN.findall(report.text[span.end : max(end, span.end)].lower()) if word not in articles]
    return ["^", *before][-NEAR:], [*after, "$"][:NEAR]


def cues(report: Report, span: Span) -> Iterator[str]:
    """Give the words of a mention's sentence that tell of who did something, and whether they stand before it."""
    start, end = report.bounds_at(span.start)
    for name, stems in table()["cues"].items():
        for found in re.finditer(rf"\b(?:{'|'.join(stems)})", report.text[start:end].lower()):
            yield f"{name} {'before' if start + found.start() < span.start else 'after'}"
