"""Who says what, by which words, and to whom it resolves."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest
import yaml

from reportedly.codebook.speech import SpeechLexicon, load_speech
from reportedly.codebook.times import TimesLexicon, load_times
from reportedly.extract.attributions import find_attributions
from reportedly.extract.times import find_times
from reportedly.model import Actor, Attribution, Span, Time
from tests.conftest import Parse

CASES = yaml.safe_load((Path(__file__).parents[1] / "cases" / "attributions.yml").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def lexicon() -> SpeechLexicon:
    return load_speech()


@pytest.fixture(scope="module")
def times_lexicon() -> TimesLexicon:
    return load_times()


def shown(text: str, found: Iterable[Attribution], times: Iterable[Time] = ()) -> list[dict[str, Any]]:
    """Give attributions as the cases write them."""
    records = list(found)
    cues = {item.id: text[item.cue.start : item.cue.end] for item in records if item.cue}
    dates = {time.id: text[time.start : time.end] for time in times}
    rows = []
    for item in records:
        row: dict[str, Any] = {"source": None}
        if item.source:
            row = {"source": text[item.source.start : item.source.end], "anonymity": item.source.anonymity}
        row |= {"cue": cues[item.id], "content": [text[part.start : part.end] for part in item.content]}
        row["kind"] = item.kind
        if item.said_on:
            row["said_on"] = dates[item.said_on]
        if item.within:
            row["within"] = cues[item.within]
        rows.append(row)
    return rows


def actor(text: str, name: str, *words: str) -> Actor:
    """Make an actor whose mentions are all places where one of the words stands."""
    starts = [(at, word) for word in words for at in range(len(text)) if text.startswith(word, at)]
    return Actor(id=name, name=name, mentions=tuple(sorted(Span(start=at, end=at + len(word)) for at, word in starts)))


@pytest.mark.parametrize(
    "case", [pytest.param(case, id=f"{group}: {case['text'][:50]}") for group, cases in CASES.items() for case in cases]
)
def test_cases(case: dict[str, Any], parse: Parse, lexicon: SpeechLexicon, times_lexicon: TimesLexicon) -> None:
    article, doc = parse(case["text"], published="2020-03-08")
    times = tuple(find_times(article, doc, lexicon=times_lexicon))
    found = find_attributions(article, doc, lexicon=lexicon, actors=(), times=times)
    assert shown(article.text, found, times) == case["finds"]


def test_the_actor_is_the_one_whose_mention_covers_the_head(parse: Parse, lexicon: SpeechLexicon) -> None:
    article, doc = parse("Harto's deputy, Ana Lind, said the mill was lost. Harto said nothing of it was true.")
    people = [actor(article.text, "harto", "Harto"), actor(article.text, "lind", "Ana Lind")]
    found = list(find_attributions(article, doc, lexicon=lexicon, actors=people))
    assert [item.source and item.source.actor for item in found][:1] == ["lind"]


def test_a_pronoun_without_a_mention_is_the_last_speaker(parse: Parse, lexicon: SpeechLexicon) -> None:
    article, doc = parse("The road is open, Ana Lind said. Two bridges are down, she said.")
    found = list(find_attributions(article, doc, lexicon=lexicon, actors=[actor(article.text, "lind", "Ana Lind")]))
    assert [item.source and item.source.actor for item in found] == ["lind", "lind"]


def test_a_pronoun_with_a_mention_is_that_actor(parse: Parse, lexicon: SpeechLexicon) -> None:
    article, doc = parse("The road is open, Ana Lind said. Two bridges are down, he said.")
    people = [actor(article.text, "lind", "Ana Lind"), actor(article.text, "ruiz", "he said")]
    found = list(find_attributions(article, doc, lexicon=lexicon, actors=people))
    assert [item.source and item.source.actor for item in found] == ["lind", "ruiz"]


def test_a_relative_pronoun_is_the_noun_before_it(parse: Parse, lexicon: SpeechLexicon) -> None:
    article, doc = parse("Ana Lind, who said the mill was lost, left the town.")
    found = list(find_attributions(article, doc, lexicon=lexicon, actors=[actor(article.text, "lind", "Ana Lind")]))
    assert [item.source and item.source.actor for item in found] == ["lind"]


def test_i_is_whoever_speaks(parse: Parse, lexicon: SpeechLexicon) -> None:
    article, doc = parse("“I believe the war is over,” Ana Lind said. I think so too.")
    found = list(find_attributions(article, doc, lexicon=lexicon, actors=[actor(article.text, "lind", "Ana Lind")]))
    assert [(item.within, item.source and item.source.actor) for item in found][:2] == [(None, "lind"), ("s1", "lind")]
    assert not [item for item in found[2:] if item.source and item.source.actor]


def test_none_holds_itself_in_a_round(parse: Parse, lexicon: SpeechLexicon) -> None:
    article, doc = parse("The group has witnesses and says it judges raids according to the type of aircraft.")
    found = {item.id: item for item in find_attributions(article, doc, lexicon=lexicon, actors=())}
    assert len(found) > 1
    for item in found.values():
        chain, seen = item, {item.id}
        while chain.within:
            chain = found[chain.within]
            assert chain.id not in seen
            seen.add(chain.id)


def test_a_role_that_stands_for_an_actor_is_named_by_it(parse: Parse, lexicon: SpeechLexicon) -> None:
    article, doc = parse("The force said the hill was taken.")
    held = list(find_attributions(article, doc, lexicon=lexicon, actors=[actor(article.text, "sdf", "The force")]))
    free = list(find_attributions(article, doc, lexicon=lexicon, actors=()))
    assert [item.source and (item.source.actor, item.source.anonymity) for item in held] == [("sdf", "named")]
    assert [item.source and (item.source.actor, item.source.anonymity) for item in free] == [(None, "role")]


def test_ids_follow_the_text_and_within_names_a_holder(parse: Parse, lexicon: SpeechLexicon) -> None:
    article, doc = parse(
        "The agency said the minister had said the port was shut. “I think it is over,” a porter told the agency."
    )
    found = list(find_attributions(article, doc, lexicon=lexicon, actors=()))
    assert [item.id for item in found] == [f"s{number}" for number in range(1, len(found) + 1)]
    by_id = {item.id: item for item in found}
    nested = [item for item in found if item.within]
    assert len(nested) == 2
    for item in nested:
        assert item.cue is not None
        assert any(part.contains(item.cue) for part in by_id[item.within or ""].content)


def test_spans_hold_words_and_never_white_space_at_their_ends(parse: Parse, lexicon: SpeechLexicon) -> None:
    text = "“One.\n“Two,” said Low.  He added: “Three.”\n\n  “Four,” he said ."
    article, doc = parse(text)
    for item in find_attributions(article, doc, lexicon=lexicon, actors=()):
        spans = [*item.content, *([item.cue] if item.cue else [])]
        for span in spans:
            words = article.text[span.start : span.end]
            assert words
            assert words == words.strip()


@pytest.mark.parametrize(
    "text", ["", " ", "\n\n", '"', "said", "”“", "said said said", '"""', "said:", ": said", "'''a'''"]
)
def test_odd_texts_give_no_error(text: str, parse: Parse, lexicon: SpeechLexicon) -> None:
    article, doc = parse(text)
    assert list(find_attributions(article, doc, lexicon=lexicon, actors=())) == []


def test_a_verb_stands_in_one_class_only(lexicon: SpeechLexicon) -> None:
    listed = [lemma for entries in lexicon.table.verbs.values() for lemma in entries]
    assert sorted(listed) == sorted(set(listed))
