"""What stays of two views of the same sentence."""

from __future__ import annotations

import pytest

from reportedly.extract.attributions.frames import Frame, Range
from reportedly.extract.attributions.joining import TAGGED, join_frames
from reportedly.model import Attribution, Source, Span, Tags
from reportedly.parsed import Doc
from tests.conftest import Parse

TEXT = "Officials said on Monday that the rebels claimed the shelling had stopped. Aid arrived, the mayor wrote."


def span(words: str) -> tuple[int, int]:
    start = TEXT.index(words)
    return start, start + len(words)


def tag(source: str | None, cue: str, *content: str) -> Attribution:
    start, end = span(source) if source else (0, 0)
    return Attribution(
        id="g1",
        source=Source(start=start, end=end) if source else None,
        cue=Span(start=span(cue)[0], end=span(cue)[1]),
        content=tuple(Span(start=span(piece)[0], end=span(piece)[1]) for piece in content),
    )


def tags(*attributions: Attribution) -> Tags:
    return Tags(attributions=tuple((one, 0.9) for one in attributions))


@pytest.fixture(scope="module")
def doc(parse: Parse) -> Doc:
    return parse(TEXT)[1]


def tokens(doc: Doc, words: str) -> Range:
    found = doc.char_span(*span(words))
    assert found is not None
    return found.start, found.end


def rule(doc: Doc, source: str | None, cue: str, *content: str, aside: str = "") -> Frame:
    return Frame(
        cue=tokens(doc, cue),
        content=tuple(tokens(doc, piece) for piece in content),
        source=tokens(doc, source) if source else None,
        head=tokens(doc, source)[1] - 1 if source else None,
        asides=(tokens(doc, aside),) if aside else (),
        rule="say",
    )


def words(doc: Doc, frames: list[Frame]) -> list[tuple[str, str, str, str]]:
    """Give rule, source, cue and content of each frame."""

    def text(tokens: Range | None) -> str:
        return doc.phrase(*tokens).text if tokens else "-"

    return [(f.rule, text(f.source), text(f.cue), " | ".join(text(piece) for piece in f.content)) for f in frames]


CLAIM = "the rebels claimed the shelling had stopped"
STOPPED = "the shelling had stopped"


def test_the_tagger_s_spans_stand_and_the_rule_s_date_is_added(doc: Doc) -> None:
    rules = [rule(doc, "Officials", "said", f"that {CLAIM}", aside="on Monday")]
    found = join_frames(doc, rules, tags(tag("Officials", "said", CLAIM)))
    assert words(doc, found) == [(TAGGED, "Officials", "said", CLAIM)]
    assert found[0].asides == rules[0].asides
    assert found[0].head == tokens(doc, "Officials")[0]


def test_a_source_that_only_the_rule_sees_is_added(doc: Doc) -> None:
    rules = [rule(doc, "the mayor", "wrote", "Aid arrived")]
    found = join_frames(doc, rules, tags(tag(None, "wrote", "Aid arrived")))
    assert words(doc, found) == [(TAGGED, "the mayor", "wrote", "Aid arrived")]
    assert found[0].head == rules[0].head


def test_what_a_rule_finds_within_other_s_words_is_kept(doc: Doc) -> None:
    rules = [rule(doc, "the rebels", "claimed", STOPPED)]
    found = join_frames(doc, rules, tags(tag("Officials", "said", CLAIM)))
    assert [frame.rule for frame in found] == [TAGGED, "say"]


def test_a_rule_s_frame_of_words_already_given_is_dropped(doc: Doc) -> None:
    rules = [rule(doc, "Officials", "said", STOPPED)]
    assert [frame.rule for frame in join_frames(doc, rules, tags(tag("the rebels", "claimed", STOPPED)))] == [TAGGED]


def test_a_rule_s_frame_of_words_not_yet_given_is_kept(doc: Doc) -> None:
    rules = [rule(doc, "the mayor", "wrote", "Aid arrived")]
    found = join_frames(doc, rules, tags(tag("Officials", "said", CLAIM)))
    assert [frame.rule for frame in found] == [TAGGED, "say"]


def test_each_alone_is_itself(doc: Doc) -> None:
    rules = [rule(doc, "the mayor", "wrote", "Aid arrived")]
    assert join_frames(doc, rules, tags()) == rules
    assert words(doc, join_frames(doc, [], tags(tag("the mayor", "wrote", "Aid arrived")))) == [
        (TAGGED, "the mayor", "wrote", "Aid arrived")
    ]


def test_what_dates_the_saying_is_no_part_of_source_or_cue(doc: Doc) -> None:
    rules = [rule(doc, "Officials", "said", f"that {CLAIM}", aside="on Monday")]
    found = join_frames(doc, rules, tags(tag("Officials said on Monday", "said on Monday", CLAIM)))
    assert words(doc, found) == [(TAGGED, "Officials said", "said", CLAIM)]


def test_hearsay_covers_all_that_its_rule_says(doc: Doc) -> None:
    rules = [rule(doc, None, "claimed", STOPPED)]
    found = join_frames(doc, rules, tags(tag(None, "claimed", "the shelling")))
    assert words(doc, found) == [(TAGGED, "-", "claimed", STOPPED)]
    apart = join_frames(doc, rules, tags(tag(None, "claimed", "the rebels", "had stopped")))
    assert words(doc, apart) == [(TAGGED, "-", "claimed", "the rebels | had stopped")]
