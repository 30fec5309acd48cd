"""The learned head of factuality: its arithmetic, what it may and may not touch, and what it says of plain cases."""

from __future__ import annotations

from dataclasses import replace
from typing import get_args

import numpy as np
import pytest

from reportedly.assemble import claim_id
from reportedly.extract.factuality import doubt_notices, rate_events
from reportedly.model import Capture, Claim, EventMention, Polarity, Reading, Span, Status, Tags
from reportedly.reading import Reader, load_reader, read_article
from reportedly.tagger.factuality import Doubt, FactualityHead, read_head, surroundings
from reportedly.tagger.networks import ENCODER
from reportedly.tagger.words import Words
from tests.conftest import Parse

HEAD = FactualityHead(
    encoder="",
    word=(1.0, 0.0),
    governor=(0.0, 2.0),
    dependents=(10.0, 0.0),
    standings={status: {"positive": 1.0, "negative": -1.0} for status in get_args(Status)},
    doubt=Doubt(below=0.5),
)


def words_of(heads: list[int]) -> Words:
    count = len(heads)
    zero = np.zeros(count, dtype=np.int64)
    return Words(
        start=np.arange(count), end=np.arange(count) + 1, features=np.zeros((count, 4), dtype=np.int64),
        head=np.array(heads, dtype=np.int64), sentence=zero, paragraph=zero, pieces=((1,),) * count,
    )  # fmt: skip


def event(status: Status = "occurred", polarity: Polarity = "positive", start: int = 4) -> EventMention:
    return EventMention(
        event_type="shelling", trigger=Span(start=start, end=start + 3), status=status, polarity=polarity
    )


def test_surroundings_are_the_word_its_governor_and_the_mean_of_its_dependents() -> None:
    hidden = np.array([[1, 2], [3, 4], [5, 6]], dtype=np.float32)
    found = surroundings(words_of([1, 1, 1]), hidden)
    assert found.tolist() == [[1, 2, 3, 4, 0, 0], [3, 4, 3, 4, 3, 4], [5, 6, 3, 4, 0, 0]]
    assert HEAD.leanings(words_of([1, 1, 1]), hidden).tolist() == [1 + 8, 3 + 8 + 30, 5 + 8]


def test_an_article_without_words_has_no_leanings() -> None:
    assert HEAD.leanings(words_of([]), np.zeros((0, 2), dtype=np.float32)).tolist() == []


@pytest.mark.parametrize(
    ("leaning", "polarity", "expected"),
    [(0.26, "positive", 1.3), (0.26, "negative", -0.7), (9.0, "positive", 3.0), (-9.0, "negative", -3.0)],
)
def test_the_number_is_in_tenths_and_on_the_scale(leaning: float, polarity: Polarity, expected: float) -> None:
    assert HEAD.factuality(leaning, "hoped", polarity) == expected


def test_no_minus_nought() -> None:
    assert str(HEAD.factuality(-1.01, "hoped", "positive")) == "0.0"


def test_rating_changes_nothing_else() -> None:
    given = [event(), event(start=9)]
    rated = list(rate_events(given, Tags(leanings=((4, 0.5),)), HEAD))
    assert [one.factuality for one in rated] == [1.5, None]
    assert [replace(one, factuality=None) for one in rated] == given


@pytest.mark.parametrize(
    ("found", "doubtful"),
    [
        (event(), True),
        (event("ongoing"), True),
        (event("hoped"), False),
        (event("denied"), False),
        (event(polarity="negative"), False),
    ],
)
def test_only_what_is_told_as_fact_can_be_doubtful(found: EventMention, doubtful: bool) -> None:
    low = replace(found, factuality=0.5)
    notices = list(doubt_notices([low, replace(found, factuality=0.6), found], HEAD))
    assert [(one.code, one.start, one.end) for one in notices] == [("status-doubtful", 4, 7)] * doubtful
    assert not list(doubt_notices([low], None))


def test_no_id_depends_on_it(parse: Parse) -> None:
    article, _ = parse("The rebels shelled the town.")
    claim = Claim(id="", event_type="shelling", trigger=Span(start=11, end=18))
    assert claim_id(article, claim) == claim_id(article, replace(claim, factuality=-2.0))
    assert claim_id(article, claim) != claim_id(article, replace(claim, status="denied"))


def claims_of(text: str, reader: Reader) -> tuple[Claim, ...]:
    reading = read_article(Capture(path="x.txt", body=text.encode(), published="2019-02-11"), reader)
    assert isinstance(reading, Reading)
    return reading.claims


FACT = "Government forces captured the town of Idlib on Monday, residents said by telephone from the area."
HOPE = "Government forces hope to capture the town of Idlib within days, residents said by telephone from the area."
DENIAL = "Government forces did not capture the town of Idlib on Monday, residents said by telephone from the area."


def test_a_fact_is_surer_than_a_hope_and_a_hope_than_a_denial(reader: Reader) -> None:
    fact, hope, denial = (claims_of(text, reader)[0].factuality or 0 for text in (FACT, HOPE, DENIAL))
    assert fact > 2 > hope > 0 > denial


def test_rules_alone_give_none() -> None:
    assert [claim.factuality for claim in claims_of(FACT, load_reader(learned=False))] == [None]


def test_the_head_has_learned_from_the_encoder_that_is_shipped(reader: Reader) -> None:
    """Another encoder? Then run ``python -m training.factuality --data ../shared/data/factuality_uw --ship``."""
    assert reader.tagger is not None
    head = read_head(reader.tagger.folder)
    assert head is not None
    assert reader.tagger.digests()[ENCODER] == head.encoder
    assert {(status, polarity) for status, held in head.standings.items() for polarity in held} == {
        (status, polarity) for status in get_args(Status) for polarity in get_args(Polarity)
    }
