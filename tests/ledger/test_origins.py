"""Origins: the samples as they were written, each kind of copy, each trap, a person's word, the order of input."""

from __future__ import annotations

import hashlib
import itertools
import random
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reportedly.ledger.origins import asked_keys, copy_of, group, origin_of_claims, piece_of, story_keys
from reportedly.ledger.pieces import Piece
from reportedly.ledger.prints import fingerprints
from reportedly.ledger.records import Copy, Judged, Judgement, Report, Row, Speaker
from reportedly.ledger.rows import report_of, rows_of
from reportedly.model import Actor, Attribution, Provenance, Reading, Source, Span
from tests.conftest import article_of

RAID = (
    "Militia fighters overran two army checkpoints east of Karsa before dawn on Tuesday, killing nine soldiers and "
    "taking four prisoner, a provincial official said.",
    "The attackers crossed the Ombe river in small boats and set fire to a fuel store, said Ilan Moreau, who "
    "heads the "
    "district council. Helicopters circled over the town until noon, he added.",
    "“We asked for more men three times and three times they sent us a letter in place of men,” Moreau said.",
    "Two wounded soldiers were flown to the capital, according to a hospital doctor. The road to the mine was closed.",
    "Shops stayed shut and the market was empty by the afternoon, residents said by telephone.",
)
FLOOD = (
    "Heavy rain swept away a bridge near Vellin on Friday and cut off six villages in the hills, officials said.",
    "Rescue workers carried food on foot to some 400 families, the civil protection office said.",
)
MARKET = (
    "A bomb hidden in a cart killed seven people in the vegetable market of Dortha on Sunday, police said.",
    "The blast tore the roof off a bakery and broke windows as far as the station, a fireman said.",
    "Police arrested a man who had fled from the scene and were looking for a second one.",
)
BACKGROUND = (
    "The insurgency in the eastern provinces began nine years ago when the government annulled a regional "
    "election, and "
    "has since killed more than thirty thousand people and driven two million from their homes, according to "
    "aid groups.",
    "Peace talks broke down in the spring after the rebels refused to hand over heavy weapons and the "
    "government refused "
    "to free prisoners held without charge.",
)


def made(
    number: int,
    *paragraphs: str,
    outlet: str | None = None,
    day: str | None = "2021-05-04",
    agencies: tuple[str, ...] = (),
    url: str | None = None,
    quoted: tuple[str, str] | None = None,
) -> tuple[Reading, Report]:
    """Make a reading and its report; ``quoted`` is a speaker's words and the paragraph that is told on their word."""
    text = "\n".join(paragraphs)
    article = replace(
        article_of(text, published=day),
        id=hashlib.sha256(text.encode()).hexdigest(),
        agencies=agencies,
        publisher=outlet,
    )
    said: tuple[Attribution, ...] = ()
    if quoted is not None:
        speaker, told = quoted
        at, where = text.index(speaker), text.index(told)
        source = Source(start=at, end=at + len(speaker), actor="a1")
        said = (
            Attribution(id="t1", source=source, content=(Span(start=where, end=where + len(told)),), kind="direct"),
        )
    reading = Reading(
        article=article,
        actors=(Actor(id="a1", name="Ilan Moreau"),),
        attributions=said,
        provenance=Provenance(reportedly="", codebook="", models={}),
    )
    report = Report(
        number=number,
        id=article.id,
        url=url,
        publisher=outlet,
        agencies=agencies,
        published_start=day,
        published_end=day,
        added="2021-06-01",
    )
    return reading, report


def pieces(*items: tuple[Reading, Report]) -> list[Piece]:
    return [piece_of(reading, report) for reading, report in items]


def copies_of(items: list[Piece]) -> list[Copy]:
    return [found for a, b in itertools.combinations(items, 2) if (found := copy_of(a, b))]


# --- the samples -------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def told(samples: tuple[Reading, ...]) -> list[tuple[Reading, Report]]:
    return [(item, report_of(item.article, number=n, added="2019-04-01")) for n, item in enumerate(samples, 1)]


def test_the_samples_have_the_origins_they_were_written_to_have(told: list[tuple[Reading, Report]]) -> None:
    reports = [report for _, report in told]
    key = {report.number: report.key for report in reports}
    copies = copies_of(pieces(*told))
    origins = group(reports, copies)
    assert [[key[number] for number in origin.reports] for origin in origins if len(origin.reports) > 1] == [
        ["northwire-1", "meridian", "lantern", "northwire-2"]
    ]
    assert origins[0].agency == "Northwire"
    assert key[origins[0].reports[0]] == "northwire-1"
    assert len(origins) == 9
    assert {(key[copy.a], key[copy.b]): copy.kind for copy in copies} == dict.fromkeys(
        itertools.combinations(["northwire-1", "northwire-2", "meridian", "lantern"], 2), "text"
    )
    why = next(copy.why for copy in copies if {key[copy.a], key[copy.b]} == {"northwire-1", "lantern"})
    assert why.startswith(
        "8 of 9 sentences of Gulf Lantern of 11 Feb 2019 stand word for word in Northwire of 10 Feb 2019"
    )


def test_copies_among_the_samples_share_fingerprints(told: list[tuple[Reading, Report]]) -> None:
    prints = {report.number: set(fingerprints(reading.article)) for reading, report in told}
    assert all(len(prints[copy.a] & prints[copy.b]) >= 3 for copy in copies_of(pieces(*told)))


def test_a_claim_that_an_outlet_takes_from_an_agency_is_the_agencys(told: list[tuple[Reading, Report]]) -> None:
    reports = [report for _, report in told]
    origins = group(reports, copies_of(pieces(*told)))
    number = {report.key: report.number for report in reports}
    origin = {number: item.id for item in origins for number in item.reports}
    rows = [row for reading, report in told for row in rows_of(reading, report=report.number)]
    last = next(row for row in rows if row.report == number["capital-examiner"] and row.event_type == "killing")
    quoted = replace(
        last, claim="x", speaker=Speaker(name="a hospital official", chain=("The Capital Examiner", "Northwire"))
    )
    found = dict(zip([*rows, quoted], origin_of_claims([*rows, quoted], reports, origins), strict=True))
    assert found[quoted] == "agency:northwire"
    assert found[last] == origin[number["capital-examiner"]]
    assert all(found[row] == origin[row.report] for row in rows if row.report != number["capital-examiner"])


# --- the kinds ---------------------------------------------------------------------------------------------------


def test_a_near_copy_with_a_new_opening_and_light_edits() -> None:
    new = "Nine soldiers died in an attack near the town of Karsa, where the army has few men."
    edited = [line.replace("hospital doctor", "doctor").replace("until noon", "till noon") for line in RAID[1:]]
    found = copy_of(*pieces(made(1, *RAID, outlet="Eastwire"), made(2, new, *edited, outlet="The Mirror")))
    assert found is not None
    assert found.kind == "text"
    assert "of The Mirror of 4 May 2021 stand word for word in Eastwire of 4 May 2021" in found.why
    assert "We asked for more men three times" in " ".join(found.shared)


def test_a_copy_of_another_year_is_a_copy_and_the_days_are_told() -> None:
    found = copy_of(*pieces(made(1, *RAID, outlet="A"), made(2, *RAID[:4], outlet="B", day="2023-05-04")))
    assert found is not None
    assert found.kind == "text"
    assert found.why.endswith("730 days apart")


def test_a_part_in_a_longer_report_of_ones_own() -> None:
    own = (
        "Our reporter counted eleven graves outside the barracks of Karsa on Wednesday morning.",
        "A mother of one of the men killed at the checkpoints said that nobody had told her where he was. She had "
        "walked "
        "for a day from her village to ask, and a sergeant at the gate had sent her away without a word.",
        "The officer who commands the garrison would not say how many of his soldiers had been on guard that "
        "night, nor "
        "why they had no radio. He said an inquiry was under way and that its findings would stay within the army.",
        "By the evening the militia had put up a flag on the water tower across the Ombe river, which troops shot at.",
    )
    found = copy_of(*pieces(made(1, *RAID, outlet="Eastwire"), made(2, RAID[0], RAID[1], *own, outlet="The Mirror")))
    assert found is not None
    assert found.kind in ("part", "text")
    assert found.score < 0.7


def test_a_lead_that_is_used_again() -> None:
    rest = (
        "It was the third such night this year in a province that the army says it has pacified. The defence "
        "ministry named "
        "no dead and said only that an incident had taken place; a spokesman put down the telephone when asked for"
        " more.",
        "Opposition members of parliament called for the minister to resign. “He has lied to the widows,” one of "
        "them said.",
        "Drivers on the coast road reported long columns of trucks that moved inland without lights after sunset.",
        "In the capital, flags on public buildings were not lowered, and state television led its news with the "
        "harvest.",
        "Schools in three districts will stay shut for the week, and buses to the east have been taken off the "
        "timetable.",
    )
    found = copy_of(
        *pieces(made(1, *RAID, outlet="Eastwire"), made(2, RAID[0], *rest, outlet="The Mirror", day="2021-05-05"))
    )
    assert found is not None
    assert found.kind == "lead"
    assert "opens as Eastwire of 4 May 2021 does: 24 of the 24 words" in found.why


RETOLD = (
    "Nine soldiers were killed and four captured when the militia attacked army checkpoints near Karsa, "
    "officials said.",
    "Fighters came over the Ombe river by boat and burned a fuel depot on Tuesday before dawn, the head of the"
    " district "
    "council, Ilan Moreau, told journalists. Army helicopters were seen above the town.",
    "A doctor said that two of the wounded soldiers had been taken to the capital. The mine road was closed.",
)


def test_two_that_credit_one_agency_and_tell_one_story_in_other_words() -> None:
    first = made(1, *RAID[:2], RAID[3], outlet="The Mirror", agencies=("Eastwire",))
    other = made(2, *RETOLD, outlet="Coast Daily", agencies=("Eastwire",), day="2021-05-05")
    found = copy_of(*pieces(first, other))
    assert found is not None
    assert found.kind == "agency"
    assert found.why.startswith("both credit Eastwire, 1 day apart, and tell the same story")
    a, b = pieces(first, other)
    assert set(story_keys(a)) & set(asked_keys(b))


def test_an_agencys_own_story_needs_no_credit() -> None:
    own = made(1, *RAID[:2], RAID[3], outlet="Eastwire")
    found = copy_of(*pieces(own, made(2, *RETOLD, outlet="Coast Daily", agencies=("Eastwire",))))
    assert found is not None
    assert found.kind == "agency"
    assert copy_of(*pieces(own, made(2, *RETOLD, outlet="Eastwire"))) is None


@pytest.mark.parametrize(
    "other",
    [
        made(2, *RETOLD, outlet="Coast Daily", day="2021-05-05"),
        made(2, *RETOLD, outlet="Coast Daily", agencies=("Westwire",), day="2021-05-05"),
        made(2, *RETOLD, outlet="Coast Daily", agencies=("Eastwire", "Westwire"), day="2021-05-05"),
        made(2, *RETOLD, outlet="Coast Daily", agencies=("Eastwire",), day="2021-05-14"),
        made(2, *MARKET, outlet="Coast Daily", agencies=("Eastwire",), day="2021-05-05"),
        made(2, *FLOOD, outlet="Coast Daily", agencies=("Eastwire",), day="2021-05-05"),
    ],
    ids=["no credit", "another agency", "several agencies", "ten days later", "another attack", "a flood"],
)
def test_one_agency_is_not_enough(other: tuple[Reading, Report]) -> None:
    first = made(1, *RAID[:2], RAID[3], outlet="The Mirror", agencies=("Eastwire",))
    assert copy_of(*pieces(first, other)) is None


QUOTE = "“We asked for more men three times and three times they sent us a letter in place of men,”"


def test_two_that_rest_on_one_quotation() -> None:
    a = made(
        1, "The army let Karsa down, says its council.", f"{QUOTE} said Ilan Moreau.", quoted=("Ilan Moreau", QUOTE)
    )
    b = made(
        2, f"In a bitter speech, Ilan Moreau told reporters: {QUOTE} and left the hall.", quoted=("Ilan Moreau", QUOTE)
    )
    found = copy_of(*pieces(a, b))
    assert found is not None
    assert found.kind == "quotation"
    assert "We asked for more men" in found.why


def test_a_quotation_in_passing_is_no_origin() -> None:
    a = made(1, *MARKET, f"{QUOTE} Ilan Moreau had said of Karsa.", *FLOOD, quoted=("Ilan Moreau", QUOTE), outlet="A")
    b = made(2, *RAID[:2], QUOTE + " said Ilan Moreau.", *BACKGROUND, quoted=("Ilan Moreau", QUOTE), outlet="B")
    assert copy_of(*pieces(a, b)) is None


def test_another_text_under_the_same_url_is_a_revision() -> None:
    url = "https://example.org/a"
    found = copy_of(*pieces(made(1, *RAID, outlet="A", url=url), made(2, *FLOOD, outlet="A", url=url)))
    assert found is not None
    assert found.kind == "revision"


def test_takes_of_a_story_are_one_origin_in_order() -> None:
    second = ("Eleven soldiers have been killed near Karsa, the army said, up from nine.", *RAID, MARKET[2])
    third = (*second, *FLOOD)
    items = [
        made(7, *third, outlet="Eastwire", day="2021-05-06"),
        made(3, *RAID, outlet="Eastwire", day="2021-05-04"),
        made(5, *second, outlet="Eastwire", day="2021-05-05"),
    ]
    (origin,) = group([report for _, report in items], copies_of(pieces(*items)))
    assert origin.reports == (3, 5, 7)
    assert len(origin.why) == 2


# --- the traps ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("outlet", "day"), [("A", "2021-05-04"), ("A", "2021-08-01"), ("B", "2021-05-04")])
def test_standing_background_joins_nothing(outlet: str, day: str) -> None:
    raid, market = (*RAID[:3], *BACKGROUND), (*MARKET, *BACKGROUND)
    assert copy_of(*pieces(made(1, *raid, outlet="A"), made(2, *market, outlet=outlet, day=day))) is None


def test_a_short_report_that_is_mostly_background_joins_nothing() -> None:
    assert copy_of(*pieces(made(1, *RAID, *BACKGROUND, outlet="A"), made(2, FLOOD[0], *BACKGROUND, outlet="A"))) is None


def test_the_desks_own_line_joins_nothing() -> None:
    line = (
        "(Reporting by Jonas Vey in the capital and Mira Holt near the border; editing by the night desk of the agency)"
    )
    assert copy_of(*pieces(made(1, *RAID, line, outlet="A"), made(2, *MARKET, line, outlet="A"))) is None


def test_a_round_up_that_takes_two_in_joins_neither_to_the_other() -> None:
    talk = [
        f"Analysts in city number {n} spoke of prices, of roads and of the winter to come, at length."
        for n in range(40)
    ]
    items = [
        made(1, *RAID, outlet="Eastwire"),
        made(2, *MARKET, outlet="Westwire"),
        made(3, *talk, *RAID[1:], *MARKET[1:], outlet="The Week"),
    ]
    assert len(group([report for _, report in items], copies_of(pieces(*items)))) == 3


def test_the_same_deed_in_own_words_is_own_reporting() -> None:
    assert copy_of(*pieces(made(1, *RAID, outlet="A"), made(2, *RETOLD, outlet="B"))) is None


def test_nothing_is_made_of_no_text() -> None:
    empty = made(1, outlet="A", day=None)
    assert copy_of(*pieces(empty, made(2, "Calm.", outlet="B", day=None))) is None
    assert story_keys(*pieces(empty)) == ()


# --- groups and judgements ---------------------------------------------------------------------------------------


def report(number: int) -> Report:
    return Report(number=number, id=f"id{number}", published_start=f"2021-01-{number:02}", added="2021-02-01")


def link(a: int, b: int, score: float = 0.9) -> Copy:
    return Copy(a=a, b=b, kind="text", score=score, why=f"{a} and {b}")


def word(number: int, a: int, b: int, judged: Judged) -> Judgement:
    return Judgement(
        number=number,
        target="origin",
        a=f"id{a}",
        b=f"id{b}",
        judged=judged,
        reason="I asked",
        by="Ada",
        at="2021-03-01",
    )


def groups(numbers: range, copies: list[Copy], judgements: tuple[Judgement, ...] = ()) -> list[tuple[int, ...]]:
    return [origin.reports for origin in group(map(report, numbers), copies, judgements)]


CHAIN = [link(1, 2, 0.9), link(2, 3, 0.6), link(3, 4, 0.8)]


def test_a_persons_word_joins_and_splits() -> None:
    assert groups(range(1, 6), CHAIN) == [(1, 2, 3, 4), (5,)]
    assert groups(range(1, 6), CHAIN, (word(1, 4, 5, "positive"),)) == [(1, 2, 3, 4, 5)]
    assert groups(range(1, 6), CHAIN, (word(1, 2, 3, "negative"),)) == [(1, 2), (3, 4), (5,)]


def test_apart_through_others_cuts_the_weakest() -> None:
    assert groups(range(1, 5), CHAIN, (word(1, 1, 4, "negative"),)) == [(1, 2), (3, 4)]


def test_the_last_word_holds() -> None:
    said = (word(1, 1, 2, "negative"), word(2, 2, 1, "positive"))
    assert groups(range(1, 3), [], said) == [(1, 2)]
    assert groups(range(1, 3), [], said[::-1]) == [(1, 2)]


def test_unsure_does_not_join() -> None:
    assert groups(range(1, 3), [link(1, 2)], (word(1, 1, 2, "unsure"),)) == [(1,), (2,)]


def test_the_judge_is_named() -> None:
    (origin,) = group(map(report, (1, 2)), [], (word(1, 1, 2, "positive"),))
    assert origin.why == ("Ada judged them one origin: I asked",)


def test_later_copies_do_not_change_an_origins_id() -> None:
    (one,) = group([report(1)], [])
    (more,) = group(map(report, range(1, 5)), CHAIN)
    assert one.id == more.id


def test_a_copy_whose_report_is_not_there_is_left_out() -> None:
    assert groups(range(1, 3), [link(2, 3), link(1, 3)]) == [(1,), (2,)]


PAIRS = st.tuples(st.integers(1, 8), st.integers(1, 8)).filter(lambda pair: pair[0] != pair[1])


@settings(max_examples=80, deadline=None)
@given(
    st.lists(st.tuples(PAIRS, st.sampled_from([0.3, 0.5, 0.9])), max_size=12),
    st.lists(st.tuples(PAIRS, st.sampled_from(["positive", "negative", "unsure"])), max_size=5),
    st.randoms(use_true_random=False),
)
def test_order_is_no_matter_and_what_is_apart_stays_apart(
    scored: list[tuple[tuple[int, int], float]], said: list[tuple[tuple[int, int], Judged]], chance: random.Random
) -> None:
    copies = [link(min(pair), max(pair), score) for pair, score in scored]
    judgements = [word(number, *pair, judged) for number, (pair, judged) in enumerate(said, 1)]
    reports = [report(number) for number in range(1, 9)]
    found = group(reports, copies, judgements)
    for items in (reports, copies, judgements):
        chance.shuffle(items)
    assert group(reports, copies, judgements) == found
    assert sorted(number for origin in found for number in origin.reports) == list(range(1, 9))
    last = {frozenset(pair): judged for pair, judged in said}
    for pair, judged in last.items():
        if judged == "negative":
            assert not any(pair <= set(origin.reports) for origin in found)


@settings(max_examples=30, deadline=None)
@given(st.permutations(range(8)), st.permutations(range(8)), st.integers(2, 8), st.integers(2, 8))
def test_a_copy_is_the_same_from_both_sides(one: list[int], other: list[int], size: int, length: int) -> None:
    lines = (*RAID, *MARKET)
    a, b = pieces(
        made(1, *(lines[at] for at in one[:size]), outlet="A"),
        made(2, *(lines[at] for at in other[:length]), outlet="B"),
    )
    assert copy_of(a, b) == copy_of(b, a)


# --- the origin of a claim ---------------------------------------------------------------------------------------


def row(number: int, text: tuple[str, ...], **fields: object) -> Row:
    start = {
        "claim": f"c{number}",
        "event_type": "killing",
        "family": "death",
        "status": "occurred",
        "polarity": "positive",
    }
    spans = {"trigger": Span(start=0, end=1), "sentence": Span(start=0, end=1), "printed": "killed"}
    return Row(number=number, report=number, words=text, **{**start, **spans, "reported": "2021-05-04", **fields})  # type: ignore[arg-type]


SAID = ("nine", "soldier", "kill", "karsa", "checkpoint")


@pytest.mark.parametrize(
    ("agencys", "same"),
    [
        (row(1, SAID), True),
        (row(1, ("seven", "kill", "dortha", "market")), False),
        (row(1, SAID, family="attack"), False),
        (row(1, SAID, reported="2021-06-04"), False),
    ],
    ids=["its story", "another story", "another deed", "a month away"],
)
def test_what_an_outlet_takes_from_an_agency_has_the_origin_of_its_story(agencys: Row, same: bool) -> None:
    reports = [
        Report(number=1, id="a", publisher="Eastwire", agencies=("Eastwire",), published_start="2021-05-04", added="x"),
        Report(number=2, id="b", publisher="The Mirror", published_start="2021-05-04", added="x"),
    ]
    origins = group(reports, [])
    quoted = row(2, SAID, speaker=Speaker(name="an officer", chain=("The Mirror", "Eastwire", "an officer")))
    found = origin_of_claims([agencys, quoted], reports, origins)
    assert found == (origins[0].id, origins[0].id if same else "agency:eastwire")


def test_an_outlet_that_speaks_for_itself_is_its_reports() -> None:
    reports = [Report(number=1, id="a", publisher="The Mirror", agencies=("Eastwire",), added="x")]
    origins = group(reports, [])
    for speaker in (
        Speaker(chain=("The Mirror", "Eastwire")),
        Speaker(name="Eastwire", agency="Eastwire", chain=("The Mirror", "Eastwire")),
        Speaker(name="Ilan Moreau", chain=("The Mirror", "Eastwire", "Ilan Moreau")),
    ):
        assert origin_of_claims([row(1, SAID, speaker=speaker)], reports, origins) == (origins[0].id,)


def test_a_copy_that_names_the_agency_it_copies_adds_no_origin() -> None:
    reports = [
        Report(number=1, id="a", publisher="Eastwire", published_start="2021-05-04", added="x"),
        Report(number=2, id="b", publisher="The Mirror", published_start="2021-05-05", added="x"),
    ]
    origins = group(reports, [link(1, 2)])
    told = row(2, SAID, speaker=Speaker(name="Eastwire", agency="Eastwire", chain=("The Mirror", "Eastwire")))
    assert origin_of_claims([told], reports, origins) == (origins[0].id,)


def test_a_group_depends_on_nothing_that_it_hangs_on_by_no_copy() -> None:
    copies = [*CHAIN, link(5, 6), link(6, 7, 0.4)]
    said = (word(1, 1, 4, "negative"), word(2, 5, 7, "negative"))
    whole = groups(range(1, 9), copies, said)
    parts = [groups(range(1, 5), copies, said), groups(range(5, 8), copies, said), groups(range(8, 9), copies, said)]
    assert whole == [origin for part in parts for origin in part]
