"""Which of the events are forecasts: foreseen, promised, hoped or planned, and not yet due when the report came out.

The due interval is that of a time on the event itself or on the word that foresees it ("by the end of February", "as
early as this week"), else of the time that is the event's own subject ("the coming few days will witness ..."). A
forecast whose interval ended before the report was published is history, and none.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportedly.model import Article, Attribution, EventMention, ForecastMention, Span, Time

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from reportedly.codebook.modality import Modality
    from reportedly.parsed import Doc, Token

FORESEEN = frozenset({"predicted", "planned", "hoped", "conditional"})


def find_forecasts(
    article: Article,
    doc: Doc,
    *,
    modality: Modality,
    events: Sequence[EventMention],
    attributions: Sequence[Attribution] = (),
    times: Sequence[Time] = (),
) -> Iterator[ForecastMention]:
    """Give the forecasts among the events, in text order; days are inclusive and ISO 8601, None where none is given.

    The day of speaking is never that on which something is due.
    """
    spoken = {item.said_on for item in attributions}
    by_id = {time.id: time for time in times if time.id not in spoken}
    for event in events:
        if event.status not in FORESEEN or event.polarity == "negative" and event.status != "predicted":
            continue
        due = by_id.get(event.time) if event.time is not None else None
        if due is None:
            due = time_on_operator(event, by_id.values(), doc)
        if (due is not None and is_past(due, article)) or is_dashed(event, doc):
            continue
        if not is_foreseen(event, doc, modality, dated=due is not None):
            continue
        yield ForecastMention(
            trigger=event.trigger,
            date_start=due.date_start if due else None,
            date_end=due.date_end if due else None,
            condition=event.condition,
            attribution=holder_of(event, attributions),
        )


def is_foreseen(event: EventMention, doc: Doc, modality: Modality, *, dated: bool) -> bool:
    """Whether an event is said to come about, not merely to be possible, or wished for as an aim without a day."""
    if event.status == "conditional":
        return event.condition is not None
    if event.status == "planned" or dated:
        return True
    operators = [word for span in event.evidence for word in words_of(doc, span)]
    return any((modality.forms.get(word.lower_) or word.lemma_.lower()) in modality.foreseeing for word in operators)


def is_dashed(event: EventMention, doc: Doc) -> bool:
    """Whether what was foreseen is told as past: "the force had hoped to take the town"."""
    operators = [word for span in event.evidence for word in words_of(doc, span) if word.tag_ == "VBN"]
    return any(child.dep_ == "aux" and child.lower_ in ("had", "'d") for word in operators for child in word.children)


def words_of(doc: Doc, span: Span) -> Sequence[Token]:
    """Give the tokens of a span."""
    found = doc.char_span(span.start, span.end, alignment_mode="expand")
    return list(found) if found is not None else []


def time_on_operator(event: EventMention, times: Iterable[Time], doc: Doc) -> Time | None:
    """Give the time that hangs on the words that foresee the event, or on its clause: "expected this week"."""
    operators = {
        word.i for span in event.evidence for word in doc.char_span(span.start, span.end, alignment_mode="expand") or ()
    }
    trigger = doc.char_span(event.trigger.start, event.trigger.end, alignment_mode="expand")
    if trigger is None:
        return None
    sentence = trigger[0].sent
    for time in times:
        if time.date_start is None or not sentence.start_char <= time.start < sentence.end_char:
            continue
        words = doc.char_span(time.start, time.end, alignment_mode="expand")
        if words is None:
            continue
        node = words.root
        for _ in range(4):
            node = node.head
            if node.i in operators or node == trigger[0]:
                return time
            if node.pos_ in ("VERB", "AUX"):
                break
    return None


def is_past(due: Time, article: Article) -> bool:
    """Whether an interval had ended before the report came out; False where either is not known."""
    published = article.published.date_start
    return published is not None and due.date_end is not None and due.date_end < published


def holder_of(event: EventMention, attributions: Sequence[Attribution]) -> str | None:
    """Give the id of the attribution whose content holds an event most closely.

    A cue that is the very word which makes the event foreseen ("the force hoped to ...") yields to the one around it.
    """
    holding = [
        (
            any(item.cue is not None and item.cue.overlaps(span) for span in event.evidence)
            and item.within is not None,
            item.size(),
            order,
            item.id,
        )
        for order, item in enumerate(attributions)
        if item.holds(event.trigger)
    ]
    return min(holding)[-1] if holding else None
